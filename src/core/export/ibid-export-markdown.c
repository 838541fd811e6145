/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-export-private.h"
#include "ibid-export-words.h"
#include "ibid-markdown-article.h"
#include "ibid-markdown-document.h"
#include "ibid-markdown-text.h"
#include "ibid-reference.h"

#define HEADER_REGION "header"
#define ARTICLE_REGION "article"
#define SOURCES_REGION "sources"
#define ANNOTATION_REGION_PREFIX "note-"
#define DELETED_MARK "<!-- ibid-deleted -->"

/* ---- one annotation ---- */

/* Every line is quoted: lines of the text that stand in different blocks, or below one another, are
 * paragraphs. The last one has the name by which other notes link to it. */
static void
append_quote (GString *out, const char *quote, const char *short_id)
{
  g_auto (GStrv) lines = g_strsplit_set (quote, "\r\n", -1);
  const char *before = "> ";

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][strspn (lines[i], " \t")] == '\0')
        continue;
      g_string_append (out, before);
      ibid_markdown_append_escaped (out, lines[i]);
      before = "\n>\n> ";
    }
  g_string_append_printf (out, "%s^ibid-%s\n", *before == '>' ? before : " ", short_id);
}

static void
append_facts (GString *out, IbidAnnotation *annotation, const char *heading)
{
  const char *const *tags = ibid_annotation_get_tags (annotation);

  g_string_append_printf (out, "\n%s",
                          ibid_export_style_word (ibid_annotation_get_style (annotation)));
  if (ibid_annotation_get_state (annotation) != IBID_ANCHOR_STATE_EXACT)
    g_string_append_printf (out, " · %s",
                            ibid_export_state_word (ibid_annotation_get_state (annotation)));
  if (heading != NULL)
    {
      g_string_append (out, " · ");
      ibid_markdown_append_escaped (out, heading);
    }
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *tag = ibid_markdown_dup_tag (tags[i]);

      g_string_append_printf (out, " · #%s", tag);
    }
  g_string_append_c (out, '\n');
}

static void
append_entities (GString *out, GPtrArray *entities)
{
  if (entities->len == 0)
    return;
  g_string_append_printf (out, "\n%s", _ ("Named:"));
  for (guint i = 0; i < entities->len; i++)
    {
      IbidEntity *entity = g_ptr_array_index (entities, i);
      g_autofree char *link = ibid_markdown_dup_page_link (ibid_entity_get_name (entity));

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : " ", link);
    }
  g_string_append_c (out, '\n');
}

static void
append_sources (GString *out, IbidExportMatter *matter, GPtrArray *sources)
{
  if (sources->len == 0)
    return;
  g_string_append_printf (out, "\n%s ", _ ("Sources:"));
  for (guint i = 0; i < sources->len; i++)
    g_string_append_printf (out, "[^%s]",
                            ibid_export_matter_get_key (matter, g_ptr_array_index (sources, i)));
  g_string_append_c (out, '\n');
}

static char *
dup_entry_text (IbidExportMatter *matter, const IbidExportEntry *entry, const char *short_id)
{
  const char *note = ibid_annotation_get_note (entry->annotation);
  GString *out = g_string_new ("\n");

  append_quote (out, entry->quote, short_id);
  if (note != NULL)
    {
      g_string_append_c (out, '\n');
      ibid_markdown_append_fragment (out, note);
    }
  append_facts (out, entry->annotation, entry->heading);
  append_entities (out, entry->entities);
  append_sources (out, matter, entry->sources);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* ---- header and footnotes ---- */

static char *
dup_header_text (IbidArticle *article)
{
  g_autofree char *title = ibid_markdown_dup_escaped (ibid_article_get_title (article));
  g_autofree char *byline = ibid_export_dup_byline (article);
  GString *out = g_string_new ("\n");

  if (*title != '\0')
    g_string_append_printf (out, "# %s\n\n", title);
  if (*byline != '\0')
    {
      ibid_markdown_append_escaped (out, byline);
      g_string_append (out, "\n\n");
    }
  return g_string_free (out, FALSE);
}

/* The footnotes as the file has them, by name: those of sources that the article no longer has are
 * kept as long as something in the file refers to them. */
static GHashTable *
new_earlier_footnotes (const char *region)
{
  GHashTable *footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit_set (region != NULL ? region : "", "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *end = strstr (lines[i], "]:");

      if (g_str_has_prefix (lines[i], "[^") && end != NULL)
        g_hash_table_insert (footnotes, g_strndup (lines[i] + 2, (gsize)(end - lines[i] - 2)),
                             g_strdup (lines[i]));
    }
  return footnotes;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
append_kept_footnotes (GString *out, GHashTable *earlier, GHashTable *wanted)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, line;

  g_hash_table_iter_init (&iter, earlier);
  while (g_hash_table_iter_next (&iter, &name, &line))
    if (g_hash_table_contains (wanted, name))
      g_ptr_array_add (lines, line);
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (const char *)g_ptr_array_index (lines, i));
}

/* The sources that something in the file refers to; all of them if nothing is highlighted. */
static char *
dup_sources_text (IbidMarkdownDocument *document, IbidExportMatter *matter)
{
  GListModel *sources = ibid_article_get_sources (ibid_export_matter_get_article (matter));
  guint n_sources = g_list_model_get_n_items (sources);
  gboolean is_bare = ibid_export_matter_get_n_entries (matter) == 0;
  g_autoptr (GHashTable) wanted = ibid_markdown_document_new_footnotes (document, SOURCES_REGION);
  g_autoptr (GHashTable) earlier =
      new_earlier_footnotes (ibid_markdown_document_get_region (document, SOURCES_REGION));
  GString *out = g_string_new ("\n");

  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (sources, i);
      const char *key = ibid_export_matter_get_key (matter, source);

      g_hash_table_remove (earlier, key);
      if (g_hash_table_contains (wanted, key))
        g_string_append_printf (out, "[^%s]: ", key);
      else if (is_bare)
        g_string_append (out, "- ");
      else
        continue;
      ibid_markdown_append_source (out, source);
      g_string_append_c (out, '\n');
    }
  append_kept_footnotes (out, earlier, wanted);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* ---- front matter ---- */

static void
set_number (IbidFrontMatter *front, const char *name, guint number)
{
  g_autofree char *yaml = g_strdup_printf ("%u", number);

  ibid_front_matter_set_plain (front, name, yaml);
}

static void
set_authors (IbidFrontMatter *front, IbidCsl *metadata)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (metadata, &n_authors);

  for (guint i = 0; i < n_authors; i++)
    g_ptr_array_add (names, ibid_export_dup_name (&authors[i]));
  if (n_authors > 0)
    ibid_front_matter_set_list (front, "author", names);
}

static void
add_tags (IbidFrontMatter *front, IbidExportMatter *matter)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (tags, g_strdup ("ibid"));
  for (guint i = 0; i < ibid_export_matter_get_n_entries (matter); i++)
    {
      IbidAnnotation *annotation = ibid_export_matter_get_entry (matter, i)->annotation;

      for (const char *const *tag = ibid_annotation_get_tags (annotation); *tag != NULL; tag++)
        if (g_hash_table_add (seen, (gpointer)*tag))
          g_ptr_array_add (tags, ibid_markdown_dup_tag (*tag));
    }
  ibid_front_matter_add_to_list (front, "tags", tags);
}

static void
add_entities (IbidFrontMatter *front, IbidExportMatter *matter)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ibid_export_matter_get_n_entries (matter); i++)
    {
      GPtrArray *entities = ibid_export_matter_get_entry (matter, i)->entities;

      for (guint j = 0; j < entities->len; j++)
        {
          IbidEntity *entity = g_ptr_array_index (entities, j);

          if (g_hash_table_add (seen, entity))
            g_ptr_array_add (links, ibid_markdown_dup_page_link (ibid_entity_get_name (entity)));
        }
    }
  if (links->len > 0)
    ibid_front_matter_add_to_list (front, "entities", links);
}

static void
set_dates (IbidFrontMatter *front, IbidCsl *metadata, GDateTime *now)
{
  g_autofree char *published = ibid_reference_dup_iso_date (ibid_csl_get_issued (metadata));
  g_autofree char *created = ibid_front_matter_dup_text (front, "created");
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  /* only a whole date is one for Obsidian */
  if (published != NULL && strlen (published) == strlen ("2021-05-07"))
    ibid_front_matter_set_plain (front, "published", published);
  else
    ibid_front_matter_set_text (front, "published", published);
  if (created == NULL)
    ibid_front_matter_set_plain (front, "created", today);
  ibid_front_matter_set_plain (front, "updated", time);
}

static void
set_properties (IbidFrontMatter *front, IbidExportMatter *matter, GDateTime *now)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  IbidCsl *metadata = ibid_article_get_metadata (article);
  guint n_checked, n_items;

  ibid_front_matter_set_text (front, "id", ibid_record_get_id (IBID_RECORD (article)));
  ibid_front_matter_set_text (front, "title", ibid_article_get_title (article));
  set_authors (front, metadata);
  ibid_front_matter_set_text (front, "source", ibid_csl_get (metadata, IBID_CSL_URL));
  ibid_front_matter_set_text (front, "publisher", ibid_export_get_publisher (metadata));
  set_dates (front, metadata, now);
  add_tags (front, matter);
  add_entities (front, matter);
  ibid_article_count_checked (article, &n_checked, &n_items);
  set_number (front, "sources_total",
              g_list_model_get_n_items (ibid_article_get_sources (article)));
  set_number (front, "citations_total", n_items);
  set_number (front, "citations_checked", n_checked);
}

/* ---- the whole ---- */

static gboolean
check_owner (IbidMarkdownDocument *document, const char *article_id, GError **error)
{
  g_autofree char *owner =
      ibid_front_matter_dup_text (ibid_markdown_document_get_front_matter (document), "id");

  if (g_strcmp0 (owner, article_id) == 0)
    return TRUE;
  if (owner == NULL)
    g_set_error_literal (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_PREVIOUS,
                         _ ("The file that is there was not exported by Ibid: its properties do "
                            "not name an article. Choose another name."));
  else
    g_set_error (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_PREVIOUS,
                 _ ("The file that is there belongs to another article, “%s”. Choose another "
                    "name."),
                 owner);
  return FALSE;
}

static IbidMarkdownDocument *
open_document (IbidExportMatter *matter, GBytes *previous, GError **error)
{
  const char *id = ibid_record_get_id (IBID_RECORD (ibid_export_matter_get_article (matter)));
  gsize size = previous != NULL ? g_bytes_get_size (previous) : 0;
  g_autoptr (IbidMarkdownDocument) document = NULL;
  g_autofree char *text = NULL;

  if (size == 0)
    return ibid_markdown_document_new ();
  text = g_strndup (g_bytes_get_data (previous, NULL), size);
  if (strlen (text) != size || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_PREVIOUS,
                           _ ("The file that is there is not a text in UTF-8. Choose another "
                              "name."));
      return NULL;
    }
  document = ibid_markdown_document_parse (text, error);
  if (document == NULL || !check_owner (document, id, error))
    return NULL;
  return g_steal_pointer (&document);
}

static GHashTable *
new_set_of_regions (GListModel *annotations)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_annotations = g_list_model_get_n_items (annotations);

  for (guint i = 0; i < n_annotations; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (annotations, i);
      g_autofree char *short_id = ibid_export_dup_short_id (annotation);

      g_hash_table_add (names, g_strconcat (ANNOTATION_REGION_PREFIX, short_id, NULL));
    }
  return names;
}

/* What the reader deleted in Ibid stays in the file, and says so: there may be links to it. What is
 * merely not chosen this time stays as it is. */
static void
mark_deleted (IbidMarkdownDocument *document, IbidExportMatter *matter)
{
  GListModel *annotations = ibid_export_matter_get_all_annotations (matter);
  g_autoptr (GPtrArray) names = ibid_markdown_document_dup_region_names (document);
  g_autoptr (GHashTable) there = NULL;

  if (annotations == NULL)
    return;
  there = new_set_of_regions (annotations);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *text = ibid_markdown_document_get_region (document, name);
      g_autofree char *marked = NULL;

      if (!g_str_has_prefix (name, ANNOTATION_REGION_PREFIX) ||
          g_hash_table_contains (there, name) || strstr (text, "\n" DELETED_MARK) != NULL)
        continue;
      marked = g_strdup_printf ("\n" DELETED_MARK "\n\n**%s**\n%s",
                                _ ("This highlight was deleted in Ibid."), text);
      ibid_markdown_document_set_region (document, name, NULL, marked);
    }
}

/* The article itself, if nothing in it is highlighted. */
static void
set_article (IbidMarkdownDocument *document, IbidArticle *article)
{
  g_autoptr (GString) text = g_string_new ("\n");

  ibid_markdown_append_article (text, article);
  ibid_markdown_document_set_region (document, ARTICLE_REGION, HEADER_REGION, text->str);
}

static gboolean
set_entries (IbidMarkdownDocument *document, IbidExportMatter *matter,
             const IbidExportOptions *options, GCancellable *cancellable, GError **error)
{
  guint n_entries = ibid_export_matter_get_n_entries (matter);
  g_autofree char *last = g_strdup (HEADER_REGION);

  for (guint i = 0; i < n_entries; i++)
    {
      const IbidExportEntry *entry = ibid_export_matter_get_entry (matter, i);
      g_autofree char *short_id = ibid_export_dup_short_id (entry->annotation);
      g_autofree char *name = g_strconcat (ANNOTATION_REGION_PREFIX, short_id, NULL);
      g_autofree char *text = dup_entry_text (matter, entry, short_id);

      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      ibid_markdown_document_set_region (document, name, last, text);
      g_free (last);
      last = g_steal_pointer (&name);
    }
  return TRUE;
}

/*
 * ibid_export_markdown:
 *
 * Exports the annotations as Markdown with front matter, for Obsidian and its kin; without any, the
 * article and its sources. Into a file that
 * was exported before, only Ibid's regions and keys are written; all else stays, byte for byte.
 */
gboolean
ibid_export_markdown (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidMarkdownDocument) document = open_document (matter, options->previous, error);
  g_autofree char *header = NULL;
  g_autofree char *sources = NULL;

  if (document == NULL)
    return FALSE;
  set_properties (ibid_markdown_document_get_front_matter (document), matter, options->now);
  header = dup_header_text (ibid_export_matter_get_article (matter));
  ibid_markdown_document_set_region (document, HEADER_REGION, NULL, header);
  if (ibid_export_matter_get_n_entries (matter) == 0)
    set_article (document, ibid_export_matter_get_article (matter));
  if (!set_entries (document, matter, options, cancellable, error))
    return FALSE;
  mark_deleted (document, matter);
  sources = dup_sources_text (document, matter);
  ibid_markdown_document_set_region (document, SOURCES_REGION, NULL, sources);
  ibid_export_add_part (parts, NULL, ibid_markdown_document_to_text (document));
  return TRUE;
}
