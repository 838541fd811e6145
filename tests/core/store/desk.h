/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article-format.h"
#include "ibid-files.h"
#include "ibid-library.h"
#include "ibid-overlay-format.h"

#include <glib/gstdio.h>
#include <string.h>

/* A folder of its own for each test, with article files to open, and a library inside it. */

#define ARTICLE_ID "urn:uuid:5f7e3f0e-8f5a-5d3b-9b1c-0d6b2f1a7c11"
#define OTHER_ID "urn:uuid:6f7e3f0e-8f5a-5d3b-9b1c-0d6b2f1a7c12"

static const char article_template[] =
    "{ 'format': 'ibid-article', 'version': 1, 'id': '@ID@', 'generator': 'test',"
    "  'language': 'en', 'direction': 'ltr',"
    "  'metadata': { 'id': 'self', 'type': 'report', 'title': '@TITLE@',"
    "    'container-title': 'Brief', 'issued': { 'date-parts': [ [ 2021, 5, 7 ] ] } },"
    "  'pages': [],"
    "  'blocks': ["
    "    { 'id': 'b1', 'type': 'paragraph',"
    "      'text': 'Astana and Alma grew @WORD@ (Xinhua, January 22; Vlast). Nursultan slept "
    "(Vlast).' },"
    "    { 'id': 'b2', 'type': 'figure', 'text': 'A map', 'images': [ @IMAGES@ ] },"
    "    { 'id': 'b3', 'type': 'paragraph', 'text': 'Alma stayed, says Akorda.' } ],"
    "  'outlets': [ { 'id': 'xinhua', 'name': 'Xinhua', 'aliases': [], 'kind': 'state-media',"
    "      'country': 'CN', 'languages': [ 'zh' ], 'domains': [] },"
    "    { 'id': 'vlast', 'name': 'Vlast', 'aliases': [], 'kind': 'unclassified',"
    "      'country': null, 'languages': [], 'domains': [] } ],"
    "  'sources': [ { 'id': 's1', 'outlet': 'xinhua', 'archived': null, 'issued-edtf': null,"
    "      'csl': { 'id': 's1', 'type': 'article-newspaper', 'title': 'Trade',"
    "        'issued': { 'date-parts': [ [ 2021, 1, 22 ] ] } } },"
    "    { 'id': 's2', 'outlet': 'vlast', 'archived': null, 'issued-edtf': null,"
    "      'csl': { 'id': 's2', 'type': 'article-newspaper', 'title': 'Sleep' } },"
    "    { 'id': 's3', 'outlet': 'vlast', 'archived': null, 'issued-edtf': null,"
    "      'csl': { 'id': 's3', 'type': 'article-newspaper', 'title': 'Dream' } } ],"
    "  'citations': ["
    "    { 'id': 'c1', 'block': 'b1', 'start': 27, 'end': 54, 'form': 'parenthetical',"
    "      'role': 'support', 'items': ["
    "        { 'source': 's1', 'candidates': [], 'resolution': 'year-inferred', 'start': null,"
    "          'end': null, 'name': 'Xinhua', 'prefix': null, 'suffix': null, 'locator': null,"
    "          'label': null, 'via': null },"
    "        { 'source': 's2', 'candidates': [], 'resolution': 'undated', 'start': null,"
    "          'end': null, 'name': 'Vlast', 'prefix': null, 'suffix': null, 'locator': null,"
    "          'label': null, 'via': null } ],"
    "      'claims': [ { 'block': 'b1', 'start': 0, 'end': 26 } ] },"
    "    { 'id': 'c2', 'block': 'b1', 'start': 72, 'end': 79, 'form': 'parenthetical',"
    "      'role': 'support', 'items': ["
    "        { 'source': null, 'candidates': [ 's2', 's3' ], 'resolution': 'ambiguous',"
    "          'start': null, 'end': null, 'name': 'Vlast', 'prefix': null, 'suffix': null,"
    "          'locator': null, 'label': null, 'via': null } ], 'claims': [] },"
    "    { 'id': 'c3', 'block': 'b1', 'start': 56, 'end': 65, 'form': 'narrative',"
    "      'role': 'support', 'items': ["
    "        { 'source': 's2', 'candidates': [], 'resolution': 'undated', 'start': null,"
    "          'end': null, 'name': 'Vlast', 'prefix': null, 'suffix': null, 'locator': null,"
    "          'label': null, 'via': null } ], 'claims': [] } ],"
    "  'note-references': [],"
    "  'entities': ["
    "    { 'id': 'e1', 'kind': 'place', 'name': 'Astana', 'acronym': null,"
    "      'aliases': [ 'Nursultan' ], 'names': [], 'description': null, 'identifiers': {} },"
    "    { 'id': 'e2', 'kind': 'place', 'name': 'Alma', 'acronym': null, 'aliases': [],"
    "      'names': [], 'description': null, 'identifiers': {} } ],"
    "  'mentions': [ { 'entity': 'e1', 'block': 'b1', 'start': 0, 'end': 6 },"
    "    { 'entity': 'e2', 'block': 'b1', 'start': 11, 'end': 15 },"
    "    { 'entity': 'e1', 'block': 'b1', 'start': 56, 'end': 65 },"
    "    { 'entity': 'e2', 'block': 'b3', 'start': 0, 'end': 4 } ] }";

typedef struct
{
  char *folder;
  char *root; /* of the library */
  IbidLibrary *library;
} Desk;

static inline Desk
desk_new (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) root = NULL;

  desk.folder = g_dir_make_tmp ("ibid-test-XXXXXX", &error);
  g_assert_no_error (error);
  desk.root = g_build_filename (desk.folder, "library-root", NULL);
  root = g_file_new_for_path (desk.root);
  desk.library = ibid_library_new (root);
  return desk;
}

/* a second look at the same folders, as another start of the program has it */
static inline void
desk_restart (Desk *desk)
{
  g_autoptr (GFile) root = g_file_new_for_path (desk->root);

  g_assert_finalize_object (desk->library);
  desk->library = ibid_library_new (root);
}

static inline void
desk_clear (Desk *desk)
{
  g_assert_finalize_object (desk->library);
  ibid_files_remove_tree (desk->folder);
  g_free (desk->folder);
  g_free (desk->root);
}

static inline char *
make_article (const char *id, const char *title, const char *word, const char *images)
{
  GString *json = g_string_new (article_template);

  g_string_replace (json, "@ID@", id, 0);
  g_string_replace (json, "@TITLE@", title, 0);
  g_string_replace (json, "@WORD@", word, 0);
  g_string_replace (json, "@IMAGES@", images, 0);
  g_string_replace (json, "'", "\"", 0);
  return g_string_free (json, FALSE);
}

static inline char *
desk_write (Desk *desk, const char *name, const char *contents)
{
  char *path = g_build_filename (desk->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* the article as a file; word has five letters */
static inline char *
desk_write_article (Desk *desk, const char *name, const char *word)
{
  g_autofree char *json = make_article (ARTICLE_ID, "Ties of Kazakhstan", word, "");

  return desk_write (desk, name, json);
}

static inline void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static inline void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static inline IbidDossier *
desk_try_open (Desk *desk, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  ibid_library_open_file_async (desk->library, file, NULL, keep_result_cb, &result);
  wait_for (&result);
  return ibid_library_open_finish (desk->library, result, error);
}

static inline IbidDossier *
desk_open (Desk *desk, const char *path)
{
  g_autoptr (GError) error = NULL;
  IbidDossier *dossier = desk_try_open (desk, path, &error);

  g_assert_no_error (error);
  g_assert_true (IBID_IS_DOSSIER (dossier));
  return dossier;
}

static inline void
desk_refresh (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ibid_library_refresh_async (desk->library, NULL, keep_result_cb, &result);
  wait_for (&result);
  ibid_library_refresh_finish (desk->library, result, &error);
  g_assert_no_error (error);
}

static inline char *
dossier_dup_path (IbidDossier *dossier, const char *name)
{
  return g_build_filename (g_file_peek_path (ibid_dossier_get_folder (dossier)), name, NULL);
}

static inline gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* lets the main loop run for some time */
static inline void
spin_ms (guint ms)
{
  gboolean awake = FALSE;

  g_timeout_add (ms, wake_cb, &awake);
  while (!awake)
    g_main_context_iteration (NULL, TRUE);
}

static inline void
wait_saved (IbidDossier *dossier)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!ibid_dossier_is_saved (dossier))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      spin_ms (5);
    }
}

static inline IbidOverlay *
read_overlay (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  IbidOverlay *overlay;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (contents, length);
  overlay = ibid_overlay_load_bytes (bytes, path, &error);
  g_assert_no_error (error);
  return overlay;
}

/* Do two lists say the same about the same choices, at the same times? */
static inline void
assert_same_overlay (IbidOverlay *a, IbidOverlay *b)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (a));

  g_assert_cmpuint (n, ==, g_list_model_get_n_items (G_LIST_MODEL (b)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidDecision) one = g_list_model_get_item (G_LIST_MODEL (a), i);
      IbidDecision *other = ibid_overlay_lookup (b, ibid_decision_get_choice (one));

      g_assert_nonnull (other);
      g_assert_cmpstr (ibid_decision_get_modified (one), ==, ibid_decision_get_modified (other));
      g_assert_true (
          g_variant_equal (ibid_decision_get_value (one), ibid_decision_get_value (other)));
    }
}

static inline IbidLibraryItem *
peek_row (Desk *desk, guint position)
{
  g_autoptr (IbidLibraryItem) item = g_list_model_get_item (G_LIST_MODEL (desk->library), position);

  g_assert_nonnull (item);
  return item;
}

static inline guint
count_rows (Desk *desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (desk->library));
}

static inline char *
articles_folder (Desk *desk)
{
  return g_build_filename (desk->root, "library", NULL);
}

static inline guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static inline void
assert_same_file (const char *one, const char *other)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  g_assert_true (g_file_get_contents (one, &a, NULL, NULL));
  g_assert_true (g_file_get_contents (other, &b, NULL, NULL));
  g_assert_cmpstr (a, ==, b);
}
