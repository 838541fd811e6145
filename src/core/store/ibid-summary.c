/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "ibid-annotation-format.h"
#include "ibid-article-format.h"
#include "ibid-fold.h"
#include "ibid-overlay-format.h"
#include "ibid-summary.h"

/* Both files are small and ours: what is larger is not read, however it came there. The bound also
 * keeps the nesting below what the parser survives. */
#define MAX_BYTES ((gsize)16 * 1024)
#define MAX_TITLE_CHARS 500
/* of the words of two titles together, how many have to be in both */
#define SIMILAR_PERCENT 70

/**
 * ibid_summary_new:
 *
 * Returns: (transfer full): a summary that knows nothing
 */
IbidSummary *
ibid_summary_new (void)
{
  IbidSummary *summary = g_new0 (IbidSummary, 1);

  summary->article_id = g_strdup ("");
  summary->title = g_strdup ("");
  return summary;
}

/**
 * ibid_summary_copy:
 *
 * Returns: (transfer full): another one that says the same
 */
IbidSummary *
ibid_summary_copy (const IbidSummary *summary)
{
  IbidSummary *copy = g_memdup2 (summary, sizeof *summary);

  copy->article_id = g_strdup (summary->article_id);
  copy->other_ids = g_strdupv (summary->other_ids);
  copy->title = g_strdup (summary->title);
  copy->outlet = g_strdup (summary->outlet);
  copy->date = g_strdup (summary->date);
  copy->problem = g_strdup (summary->problem);
  return copy;
}

/**
 * ibid_summary_free:
 */
void
ibid_summary_free (IbidSummary *summary)
{
  g_free (summary->article_id);
  g_strfreev (summary->other_ids);
  g_free (summary->title);
  g_free (summary->outlet);
  g_free (summary->date);
  g_free (summary->problem);
  g_free (summary);
}

static void
replace_string (char **string, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*string);
  *string = copy;
}

/**
 * ibid_summary_describe:
 * @article: an article with its decisions applied
 *
 * Takes ids, title, outlet, date and counts from an article; leaves progress and time alone.
 */
void
ibid_summary_describe (IbidSummary *summary, IbidArticle *article)
{
  IbidCsl *metadata = ibid_article_get_metadata (article);
  IbidPartialDate *issued = ibid_csl_get_issued (metadata);
  const char *outlet = ibid_csl_get (metadata, IBID_CSL_CONTAINER_TITLE);
  const char *title = ibid_article_get_title (article);

  replace_string (&summary->article_id, ibid_record_get_id (IBID_RECORD (article)));
  g_strfreev (summary->other_ids);
  summary->other_ids = g_strdupv ((char **)ibid_article_get_other_ids (article));
  g_free (summary->title);
  summary->title = g_utf8_substring (title, 0, MIN (MAX_TITLE_CHARS, g_utf8_strlen (title, -1)));
  replace_string (&summary->outlet,
                  outlet != NULL ? outlet : ibid_csl_get (metadata, IBID_CSL_PUBLISHER));
  g_free (summary->date);
  summary->date = issued != NULL ? ibid_partial_date_to_edtf (issued) : NULL;
  ibid_article_count_checked (article, &summary->n_checked, &summary->n_items);
  replace_string (&summary->problem, NULL);
}

/* Reads a small JSON object as a dictionary, whose members are then asked for by type. */
static GVariant *
read_members (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = ibid_files_read (path, MAX_BYTES, NULL, NULL, NULL);
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data == NULL || !g_utf8_validate (data, (gssize)size, NULL))
    return NULL;
  return json_gvariant_deserialize_data (data, (gssize)size, "a{sv}", NULL);
}

static void
write_members (const char *folder, const char *name, GVariant *members)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (members);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gsize length;
  char *data = json_gvariant_serialize_data (owned, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
  g_autoptr (GError) error = NULL;

  if (!ibid_files_write_quickly (path, bytes, &error))
    g_info ("%s", error->message);
}

static void
add_string (GVariantBuilder *builder, const char *key, const char *value)
{
  if (value != NULL)
    {
      /* file names in messages may be anything */
      g_autofree char *valid = g_utf8_make_valid (value, -1);

      g_variant_builder_add (builder, "{sv}", key, g_variant_new_string (valid));
    }
}

static void
add_int (GVariantBuilder *builder, const char *key, gint64 value)
{
  g_variant_builder_add (builder, "{sv}", key, g_variant_new_int64 (value));
}

/* JSON does not tell 1.0 from 1. */
static double
lookup_double (GVariant *members, const char *key)
{
  gint64 whole;
  double value;

  if (g_variant_lookup (members, key, "d", &value))
    return CLAMP (value, 0.0, 1.0);
  return g_variant_lookup (members, key, "x", &whole) && whole > 0 ? 1.0 : 0.0;
}

static gint64
lookup_int (GVariant *members, const char *key)
{
  gint64 value;

  return g_variant_lookup (members, key, "x", &value) ? MAX (value, 0) : 0;
}

/* A list of strings comes back as a list of variants. */
static char **
lookup_ids (GVariant *members)
{
  g_autoptr (GVariant) ids = g_variant_lookup_value (members, "other-ids", G_VARIANT_TYPE ("av"));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; ids != NULL && i < g_variant_n_children (ids); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (ids, i);
      g_autoptr (GVariant) id = g_variant_get_variant (boxed);

      if (g_variant_is_of_type (id, G_VARIANT_TYPE_STRING))
        g_strv_builder_add (builder, g_variant_get_string (id, NULL));
    }
  return g_strv_builder_end (builder);
}

/* The files that a summary is made from, as "size:time" each: another text is another summary. */
static char *
dup_made_from (const char *folder)
{
  static const char *const names[] = { "article.ibid.json", "overlay.json", "annotations.jsonld",
                                       "place.json" };
  GString *made_from = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      IbidFileStamp stamp;

      ibid_files_stat (path, &stamp);
      g_string_append_printf (made_from, "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT " ",
                              stamp.size_bytes, stamp.modified_ns);
    }
  return g_string_free (made_from, FALSE);
}

/**
 * ibid_summary_read:
 * @folder: path of an article's folder
 *
 * Returns: (transfer full) (nullable): what summary.json says; %NULL if there is none, or it is
 *   older than article, decisions, annotations or place
 */
IbidSummary *
ibid_summary_read (const char *folder)
{
  g_autoptr (GVariant) members = read_members (folder, "summary.json");
  g_autofree char *made_from = dup_made_from (folder);
  const char *recorded;
  IbidSummary *summary;

  if (members == NULL || !g_variant_lookup (members, "made-from", "&s", &recorded) ||
      g_strcmp0 (recorded, made_from) != 0)
    return NULL;
  summary = g_new0 (IbidSummary, 1);
  if (!g_variant_lookup (members, "article", "s", &summary->article_id))
    summary->article_id = g_strdup ("");
  if (!g_variant_lookup (members, "title", "s", &summary->title))
    summary->title = g_strdup ("");
  summary->other_ids = lookup_ids (members);
  g_variant_lookup (members, "outlet", "s", &summary->outlet);
  g_variant_lookup (members, "date", "s", &summary->date);
  g_variant_lookup (members, "problem", "s", &summary->problem);
  summary->n_items = (guint)MIN (lookup_int (members, "items"), G_MAXINT);
  summary->n_checked = (guint)MIN (lookup_int (members, "checked"), summary->n_items);
  summary->n_annotations = (guint)MIN (lookup_int (members, "annotations"), G_MAXINT);
  summary->progress = lookup_double (members, "progress");
  summary->opened = lookup_int (members, "opened");
  return summary;
}

/**
 * ibid_summary_write:
 * @folder: path of an article's folder
 *
 * Writes summary.json, for the files as they are now. A failure costs time only.
 */
void
ibid_summary_write (const IbidSummary *summary, const char *folder)
{
  g_autofree char *made_from = dup_made_from (folder);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_string (&builder, "made-from", made_from);
  add_string (&builder, "article", summary->article_id);
  if (summary->other_ids != NULL && *summary->other_ids != NULL)
    g_variant_builder_add (&builder, "{sv}", "other-ids",
                           g_variant_new_strv ((const char *const *)summary->other_ids, -1));
  add_string (&builder, "title", summary->title);
  add_string (&builder, "outlet", summary->outlet);
  add_string (&builder, "date", summary->date);
  add_string (&builder, "problem", summary->problem);
  add_int (&builder, "items", summary->n_items);
  add_int (&builder, "checked", summary->n_checked);
  add_int (&builder, "annotations", summary->n_annotations);
  g_variant_builder_add (&builder, "{sv}", "progress", g_variant_new_double (summary->progress));
  add_int (&builder, "opened", summary->opened);
  write_members (folder, "summary.json", g_variant_builder_end (&builder));
}

/* What an older summary knew of an article that cannot be read any more. */
static void
recall (const char *folder, IbidSummary *summary)
{
  g_autoptr (GVariant) members = read_members (folder, "summary.json");
  g_autofree char *name = g_path_get_basename (folder);
  const char *id, *title;

  if (members == NULL || !g_variant_lookup (members, "article", "&s", &id))
    id = name;
  replace_string (&summary->article_id, id);
  if (members == NULL || !g_variant_lookup (members, "title", "&s", &title))
    title = name;
  replace_string (&summary->title, title);
}

/* Reads the decisions only to count with them: what is wrong with them is told on opening. */
static void
apply_decisions (const char *folder, IbidArticle *article)
{
  g_autofree char *path = g_build_filename (folder, "overlay.json", NULL);
  g_autoptr (GBytes) bytes = ibid_files_read (path, IBID_FORMAT_MAX_FILE_BYTES, NULL, NULL, NULL);
  g_autoptr (IbidOverlay) overlay =
      bytes != NULL ? ibid_overlay_load_bytes (bytes, path, NULL) : NULL;

  if (overlay != NULL)
    ibid_article_apply_decisions (article, NULL, overlay, NULL);
}

/* The same with annotations, lost ones included. */
static guint
count_annotations (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "annotations.jsonld", NULL);
  g_autoptr (GBytes) bytes = ibid_files_read (path, IBID_FORMAT_MAX_FILE_BYTES, NULL, NULL, NULL);
  g_autoptr (IbidAnnotationSet) set =
      bytes != NULL ? ibid_annotations_load_bytes (bytes, path, NULL, NULL) : NULL;

  return set != NULL ? set->annotations->len : 0;
}

/**
 * ibid_summary_make:
 * @folder: path of an article's folder
 *
 * Makes a summary from the files themselves, and writes it. An article that cannot be read has a
 * summary too, which says why.
 *
 * Returns: (transfer full): the summary
 */
IbidSummary *
ibid_summary_make (const char *folder, GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (folder, "article.ibid.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (IbidPlaceRecord) place = ibid_place_record_read (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidArticle) article = ibid_article_load_file (file, NULL, cancellable, &error);
  IbidSummary *summary = ibid_summary_new ();

  summary->progress = place->progress;
  summary->opened = place->opened;
  if (article != NULL)
    {
      apply_decisions (folder, article);
      ibid_summary_describe (summary, article);
      summary->n_annotations = count_annotations (folder);
    }
  else
    {
      recall (folder, summary);
      summary->problem = g_strdup (error->message);
    }
  if (!g_cancellable_is_cancelled (cancellable))
    ibid_summary_write (summary, folder);
  return summary;
}

static GHashTable *
words_of (const char *title)
{
  g_autofree char *folded = ibid_text_fold (title);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n.,:;!?\"'()[]-", -1);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_hash_table_add (set, g_strdup (words[i]));
  return set;
}

static gboolean
titles_are_similar (GHashTable *words, const char *title)
{
  g_autoptr (GHashTable) others = words_of (title);
  guint common = 0, all;
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (g_hash_table_contains (words, word))
      common++;
  all = g_hash_table_size (words) + g_hash_table_size (others) - common;
  return all > 0 && common * 100 >= all * SIMILAR_PERCENT;
}

/**
 * ibid_summary_is_like:
 *
 * Returns: whether two articles may be versions of one: the same outlet, which both have to name,
 *   and titles that share most of their words, whatever their case and accents
 */
gboolean
ibid_summary_is_like (const IbidSummary *summary, const IbidSummary *other)
{
  g_autoptr (GHashTable) words = NULL;

  if (summary->outlet == NULL || g_strcmp0 (summary->outlet, other->outlet) != 0)
    return FALSE;
  words = words_of (summary->title);
  return titles_are_similar (words, other->title);
}

/**
 * ibid_summary_is_earlier:
 *
 * Returns: whether the date of an article is certainly before that of the other; not if one of them
 *   has none, or they overlap
 */
gboolean
ibid_summary_is_earlier (const IbidSummary *summary, const IbidSummary *other)
{
  g_autoptr (IbidPartialDate) date =
      summary->date != NULL ? ibid_partial_date_new_from_edtf (summary->date, NULL) : NULL;
  g_autoptr (IbidPartialDate) than =
      other->date != NULL ? ibid_partial_date_new_from_edtf (other->date, NULL) : NULL;

  return date != NULL && than != NULL && ibid_partial_date_has_year (date) &&
         ibid_partial_date_has_year (than) &&
         ibid_partial_date_latest_day (date) < ibid_partial_date_earliest_day (than);
}

/**
 * ibid_place_record_new:
 *
 * Returns: (transfer full): the place of somebody who never opened the article
 */
IbidPlaceRecord *
ibid_place_record_new (void)
{
  return g_new0 (IbidPlaceRecord, 1);
}

/**
 * ibid_place_record_copy:
 *
 * Returns: (transfer full): another one that says the same
 */
IbidPlaceRecord *
ibid_place_record_copy (const IbidPlaceRecord *place)
{
  IbidPlaceRecord *copy = g_memdup2 (place, sizeof *place);

  copy->block_id = g_strdup (place->block_id);
  return copy;
}

/**
 * ibid_place_record_free:
 */
void
ibid_place_record_free (IbidPlaceRecord *place)
{
  g_free (place->block_id);
  g_free (place);
}

/**
 * ibid_place_record_read:
 * @folder: path of an article's folder
 *
 * Returns: (transfer full): what place.json says, or nothing
 */
IbidPlaceRecord *
ibid_place_record_read (const char *folder)
{
  g_autoptr (GVariant) members = read_members (folder, "place.json");
  IbidPlaceRecord *place = ibid_place_record_new ();

  if (members == NULL)
    return place;
  g_variant_lookup (members, "block", "s", &place->block_id);
  place->offset = (guint)MIN (lookup_int (members, "offset"), G_MAXINT);
  place->progress = lookup_double (members, "progress");
  place->opened = lookup_int (members, "opened");
  return place;
}

/**
 * ibid_place_record_write:
 * @folder: path of an article's folder
 */
void
ibid_place_record_write (const IbidPlaceRecord *place, const char *folder)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_string (&builder, "block", place->block_id);
  add_int (&builder, "offset", place->offset);
  g_variant_builder_add (&builder, "{sv}", "progress", g_variant_new_double (place->progress));
  add_int (&builder, "opened", place->opened);
  write_members (folder, "place.json", g_variant_builder_end (&builder));
}
