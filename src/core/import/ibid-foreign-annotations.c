/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-document.h"
#include "ibid-import-decode.h"

/* of what another file names, in a message */
#define MAX_NAMED_DOCUMENTS 3

/* key of whatever is this article, under all its names */
#define THIS_ARTICLE "this article"

static const char *const extensions[] = { ".jsonld", ".json", ".csv", ".tsv" };

static void
clear_reader (IbidForeignReader *self)
{
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_error (&self->json.error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidForeignReader, clear_reader)

/*
 * ibid_foreign_find:
 * @code: a stable word for what was found
 * @pointer: (nullable): a JSON Pointer
 * @message: what it is, translated; with its line if it has no pointer
 *
 * Takes down what was left out or mended. Nothing is said about a file that is gone through for the
 * first time.
 */
void
ibid_foreign_find (IbidForeignReader *self, const char *code, const char *pointer,
                   const char *message)
{
  if (self->is_counting || self->result->n_findings++ >= IBID_FOREIGN_MAX_FINDINGS)
    return;
  g_ptr_array_add (self->result->findings,
                   ibid_finding_new (IBID_SEVERITY_WARNING, code, pointer, NULL, NULL, message));
}

/*
 * ibid_foreign_meet:
 * @address: (nullable): where the document is that an item is about
 * @title: (nullable): how it is called
 *
 * To be called once for each item, each time.
 *
 * Returns: whether it is to be read: the second time, if the file is about one document only, or
 *   this one is the article
 */
gboolean
ibid_foreign_meet (IbidForeignReader *self, const char *address, const char *title)
{
  gboolean is_ours = ibid_foreign_about_matches (self->about, address, title);
  g_autofree char *key =
      is_ours ? g_strdup (THIS_ARTICLE) : ibid_foreign_dup_document_key (address, title);

  if (self->is_counting)
    {
      self->n_items++;
      if (key != NULL && !g_hash_table_contains (self->documents, key))
        g_hash_table_insert (self->documents, g_steal_pointer (&key),
                             g_strdup (title != NULL && *title != '\0' ? title : address));
      return FALSE;
    }
  if (is_ours || g_hash_table_size (self->documents) <= 1)
    return TRUE;
  self->result->n_elsewhere++;
  return FALSE;
}

/*
 * ibid_foreign_is_elsewhere:
 * @address: what an item is about
 *
 * Returns: whether that is no address of the article, although it is read
 */
gboolean
ibid_foreign_is_elsewhere (IbidForeignReader *self, const char *address)
{
  return !ibid_foreign_about_matches (self->about, address, NULL);
}

/*
 * ibid_foreign_take:
 * @annotation: (transfer full): an annotation
 *
 * Returns: whether it was taken; %FALSE: there is one with its id already
 */
gboolean
ibid_foreign_take (IbidForeignReader *self, IbidAnnotation *annotation)
{
  const char *id = ibid_annotation_get_id (annotation);

  if (g_hash_table_contains (self->ids, id))
    {
      g_object_unref (annotation);
      return FALSE;
    }
  g_hash_table_add (self->ids, (gpointer)id);
  g_ptr_array_add (self->result->annotations, annotation);
  return TRUE;
}

static IbidForeignAnnotations *
new_result (void)
{
  IbidForeignAnnotations *self = g_new0 (IbidForeignAnnotations, 1);

  self->annotations = g_ptr_array_new_with_free_func (g_object_unref);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * ibid_foreign_annotations_free:
 * @self: (transfer full): what was found in a file
 */
void
ibid_foreign_annotations_free (IbidForeignAnnotations *self)
{
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/**
 * ibid_foreign_annotations_is_file_name:
 * @name: the name of a file
 *
 * Returns: whether files that are called so may hold annotations of other programs; articles of
 *   Ibid and packages do not
 */
gboolean
ibid_foreign_annotations_is_file_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".ibid.json"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_has_suffix (lower, extensions[i]))
      return TRUE;
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* "“One”, “Two” and others" */
static char *
dup_document_names (IbidForeignReader *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, NULL, &name))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && i < MAX_NAMED_DOCUMENTS; i++)
    g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "",
                            (const char *)g_ptr_array_index (names, i));
  if (names->len > MAX_NAMED_DOCUMENTS)
    g_string_append (list, " …");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Between the two times: is there anything that is wanted? */
static gboolean
check_items (IbidForeignReader *self, GError **error)
{
  guint n_documents = g_hash_table_size (self->documents);
  g_autofree char *names = NULL;

  if (self->n_items > IBID_FOREIGN_MAX_ANNOTATIONS)
    {
      g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE,
                   _ ("%s: there are %u highlights in it; Ibid takes at most %d at once."),
                   self->file, self->n_items, IBID_FOREIGN_MAX_ANNOTATIONS);
      return FALSE;
    }
  if (self->n_items == 0)
    {
      g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_EMPTY,
                   _ ("%s: there are no highlights in it."), self->file);
      return FALSE;
    }
  if (n_documents <= 1 || g_hash_table_contains (self->documents, THIS_ARTICLE))
    return TRUE;
  names = dup_document_names (self);
  g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_EMPTY,
               ngettext ("%s: its highlights are about %u document, and not this article: %s.",
                         "%s: its highlights are about %u documents, and none is this article: %s.",
                         n_documents),
               self->file, n_documents, names);
  return FALSE;
}

static gboolean
load_tree (IbidForeignReader *self, JsonNode *root, GError **error)
{
  if (ibid_foreign_is_hypothesis (root))
    {
      self->result->kind = IBID_FOREIGN_HYPOTHESIS;
      ibid_foreign_load_hypothesis (self, root);
      return TRUE;
    }
  self->result->kind = IBID_FOREIGN_JSONLD;
  return ibid_foreign_load_jsonld (self, root, error);
}

static gboolean
load_table (IbidForeignReader *self, const char *text, GError **error)
{
  self->result->kind = IBID_FOREIGN_TABLE;
  return ibid_foreign_load_csv (self, text, error);
}

/* root or text */
static gboolean
load_twice (IbidForeignReader *self, JsonNode *root, const char *text, GError **error)
{
  for (guint i = 0; i < 2; i++)
    {
      self->is_counting = i == 0;
      if (!(root != NULL ? load_tree (self, root, error) : load_table (self, text, error)) ||
          (self->is_counting && !check_items (self, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_json (const char *text)
{
  text += strspn (text, " \t\r\n");
  return *text == '{' || *text == '[';
}

static gboolean
fail_encoding (const char *file, const char *text, gsize length, GError **error)
{
  const char *at = text;
  guint line = 1;

  g_utf8_validate_len (text, length, &at);
  for (const char *p = text; p < at; p++)
    line += *p == '\n';
  g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TEXT,
               _ ("%s: line %u: no UTF-8 text, from byte %zu on. Save the file as UTF-8 or UTF-16 "
                  "and import it again."),
               file, line, (gsize)(at - text));
  return FALSE;
}

/* UTF-8, or UTF-16 with its mark; an encoding that can only be guessed would damage quotes without
 * anybody seeing it. */
static char *
decode (GBytes *bytes, const char *file, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *encoding = NULL;
  g_autofree char *text = NULL;
  gboolean is_utf16 =
      length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);

  if (length == 0)
    {
      g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_EMPTY, _ ("%s: the file is empty."),
                   file);
      return NULL;
    }
  if (!is_utf16 && !g_utf8_validate_len (data, length, NULL) && memchr (data, '\0', length) == NULL)
    {
      fail_encoding (file, data, length, error);
      return NULL;
    }
  text = ibid_import_decode (bytes, &encoding, error);
  if (text == NULL)
    g_prefix_error (error, "%s: ", file);
  return g_steal_pointer (&text);
}

static gboolean
load (IbidForeignReader *self, GBytes *bytes, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) decoded = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (g_bytes_get_size (bytes) > IBID_FOREIGN_MAX_FILE_BYTES)
    {
      g_autofree char *limit =
          g_format_size_full (IBID_FOREIGN_MAX_FILE_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE,
                   _ ("%s: the file is larger than %s, the most that Ibid opens."), self->file,
                   limit);
      return FALSE;
    }
  text = decode (bytes, self->file, error);
  if (text == NULL)
    return FALSE;
  if (!is_json (text))
    return load_twice (self, NULL, text, error);
  decoded = g_bytes_new_take (text, strlen (text));
  text = NULL;
  root = ibid_document_parse (decoded, self->file, error);
  return root != NULL && load_twice (self, root, NULL, error);
}

/**
 * ibid_foreign_annotations_load_bytes:
 * @bytes: a whole file
 * @display_name: its name, for messages
 * @about: the article that its annotations are wanted for
 * @error: return location for an error of #IBID_IMPORT_ERROR (what it is not, an encoding, a limit,
 *   nothing in it for the article) or %IBID_FORMAT_ERROR (no sound JSON)
 *
 * Reads the annotations of another program: Web Annotations as JSON-LD (one, a list, pages, a
 * collection), Hypothesis (what its client exports, and its API answers), or a table with a column
 * of quotes, as Readwise and others have them. What is about other documents is left out if the
 * file is about several; what cannot be read is left out and told in the findings. In any thread.
 *
 * Returns: (transfer full) (nullable): what was found
 */
IbidForeignAnnotations *
ibid_foreign_annotations_load_bytes (GBytes *bytes, const char *display_name,
                                     IbidForeignAbout *about, GError **error)
{
  g_autoptr (IbidForeignAnnotations) result = new_result ();
  g_auto (IbidForeignReader) reader = { .file = display_name, .about = about, .result = result };

  reader.json.file = display_name;
  reader.documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!load (&reader, bytes, error))
    return NULL;
  if (result->annotations->len == 0)
    {
      const char *first = result->findings->len > 0
                              ? ibid_finding_get_message (g_ptr_array_index (result->findings, 0))
                              : "";

      g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_EMPTY,
                   _ ("%s: there are no highlights in it that could be taken over. %s"),
                   display_name, first);
      return NULL;
    }
  return g_steal_pointer (&result);
}
