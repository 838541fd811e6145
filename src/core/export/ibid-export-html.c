/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-export-private.h"
#include "ibid-export-words.h"
#include "ibid-html-image.h"
#include "ibid-html-page.h"
#include "ibid-render-note.h"
#include "ibid-render.h"
#include "ibid-terms-types.h"

/*
 * One file for people who have no Ibid: the article with its highlights, then a list of these with
 * notes and sources, of citations, and of sources. Links lead from each to the others and back.
 */

typedef struct
{
  IbidExportMatter *matter;
  GString *html;
  GHashTable *numbers;        /* IbidAnnotation → its number, from 1 */
  GHashTable *placed;         /* annotations and citations that the text has a link from */
  GHashTable *source_numbers; /* IbidSource → its number, from 1 */
  GHashTable *citing;         /* IbidSource → GArray of guint, numbers of citations */
} Writer;

static void
writer_init (Writer *self, IbidExportMatter *matter)
{
  GPtrArray *sources = ibid_export_matter_get_sources (matter);
  guint n_entries = ibid_export_matter_get_n_entries (matter);

  self->matter = matter;
  self->html = g_string_sized_new (65536);
  self->numbers = g_hash_table_new (NULL, NULL);
  self->placed = g_hash_table_new (NULL, NULL);
  self->source_numbers = g_hash_table_new (NULL, NULL);
  self->citing = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < n_entries; i++)
    {
      const IbidExportEntry *entry = ibid_export_matter_get_entry (matter, i);

      g_hash_table_insert (self->numbers, entry->annotation, GUINT_TO_POINTER (entry->number));
    }
  for (guint i = 0; i < sources->len; i++)
    g_hash_table_insert (self->source_numbers, g_ptr_array_index (sources, i),
                         GUINT_TO_POINTER (i + 1));
}

static void
writer_clear (Writer *self)
{
  if (self->html != NULL)
    g_string_free (self->html, TRUE);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->placed);
  g_hash_table_unref (self->source_numbers);
  g_hash_table_unref (self->citing);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static void
append_way (GString *html, const char *id, const char *words)
{
  g_string_append_printf (html, "<li><a href=\"#%s\">", id);
  ibid_html_append_text (html, "", words, "</a></li>\n");
}

static void
append_navigation (Writer *self)
{
  IbidArticle *article = ibid_export_matter_get_article (self->matter);

  ibid_html_append_text (self->html, "<a class=\"skip\" href=\"#article\">", _ ("Skip to the Text"),
                         "</a>\n");
  g_string_append (self->html, "<nav aria-label=\"");
  ibid_html_append_text (self->html, "", _ ("Parts of This File"), "\">\n<ul>\n");
  append_way (self->html, "article", _ ("Text"));
  if (ibid_export_matter_get_n_entries (self->matter) > 0)
    append_way (self->html, "notes", _ ("Highlights and Notes"));
  if (g_list_model_get_n_items (ibid_article_get_citations (article)) > 0)
    append_way (self->html, "citations", _ ("Citations"));
  if (ibid_export_matter_get_sources (self->matter)->len > 0)
    append_way (self->html, "sources", _ ("Sources"));
  g_string_append (self->html, "</ul>\n</nav>\n<main>\n");
}

static void
append_article (Writer *self)
{
  IbidArticle *article = ibid_export_matter_get_article (self->matter);
  guint n_entries = ibid_export_matter_get_n_entries (self->matter);
  g_autoptr (IbidAnnotations) annotations = ibid_annotations_new ();
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  const IbidExportFiles *files = ibid_export_matter_get_files (self->matter);
  IbidHtmlImages images = { files->assets, 0 };
  const IbidRenderFile file = { self->numbers, self->placed, ibid_html_dup_image, &images };
  const IbidRenderOptions options = { .annotations = annotations,
                                      .chrome_language = ibid_html_get_chrome_language (),
                                      .file = &file };

  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (chosen, ibid_export_matter_get_entry (self->matter, i)->annotation);
  ibid_annotations_put_all (annotations, chosen);
  g_string_append (self->html, "<article id=\"article\"");
  ibid_render_append_article_language (self->html, article);
  g_string_append (self->html, ">\n");
  ibid_render_append_article (self->html, article, &options);
  g_string_append (self->html, "</article>\n");
}

static void
append_back (GString *html, const char *prefix, guint number, const char *label)
{
  g_string_append_printf (html, " <a href=\"#%s-%u\" role=\"doc-backlink\" aria-label=\"", prefix,
                          number);
  ibid_html_append_text (html, "", label, "\">↩</a>");
}

static void
append_place (Writer *self, const IbidExportEntry *entry)
{
  IbidAnnotation *annotation = entry->annotation;
  IbidAnnotationStyle style = ibid_annotation_get_style (annotation);

  g_string_append_printf (self->html, "<p class=\"place\"><span class=\"shape %s\">",
                          ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, (int)style));
  ibid_html_append_text (self->html, "", ibid_export_style_word (style), "</span>");
  if (ibid_annotation_get_state (annotation) != IBID_ANCHOR_STATE_EXACT)
    ibid_html_append_text (self->html, " · ",
                           ibid_export_state_word (ibid_annotation_get_state (annotation)), "");
  ibid_html_append_text (self->html, " · <span dir=\"auto\">", entry->heading, "</span>");
  if (g_hash_table_contains (self->placed, annotation))
    append_back (self->html, "marked", entry->number, _ ("Back to the highlight"));
  g_string_append (self->html, "</p>\n");
}

static void
append_quote (GString *html, const IbidExportEntry *entry, IbidArticle *article)
{
  g_auto (GStrv) lines = g_strsplit (entry->quote, "\n", -1);

  g_string_append (html, "<blockquote");
  ibid_render_append_article_language (html, article);
  g_string_append (html, ">\n");
  for (guint i = 0; lines[i] != NULL; i++)
    ibid_html_append_text (html, "<p>", lines[i], "</p>\n");
  g_string_append (html, "</blockquote>\n");
}

static void
append_tags (GString *html, IbidAnnotation *annotation)
{
  const char *const *tags = ibid_annotation_get_tags (annotation);

  if (tags[0] == NULL)
    return;
  ibid_html_append_text (html, "<p>", _ ("Tags:"), " ");
  for (guint i = 0; tags[i] != NULL; i++)
    ibid_html_append_text (
        html, i > 0 ? ", <span class=\"tag\" dir=\"auto\">" : "<span class=\"tag\" dir=\"auto\">",
        tags[i], "</span>");
  g_string_append (html, "</p>\n");
}

static void
append_entities (GString *html, GPtrArray *entities)
{
  if (entities->len == 0)
    return;
  ibid_html_append_text (html, "<p>", _ ("Named:"), " ");
  for (guint i = 0; i < entities->len; i++)
    ibid_html_append_text (html, i > 0 ? ", <span dir=\"auto\">" : "<span dir=\"auto\">",
                           ibid_entity_get_name (g_ptr_array_index (entities, i)), "</span>");
  g_string_append (html, "</p>\n");
}

static void
append_citations_behind (Writer *self, const IbidExportEntry *entry)
{
  IbidArticle *article = ibid_export_matter_get_article (self->matter);

  if (entry->citations->len == 0)
    return;
  ibid_html_append_text (self->html, "<p>", _ ("Sources:"), "</p>\n<ul>\n");
  for (guint i = 0; i < entry->citations->len; i++)
    {
      IbidCitation *citation = g_ptr_array_index (entry->citations, i);
      guint position;

      g_string_append (self->html, "<li>");
      ibid_html_append_citation_items (self->html, citation, self->source_numbers);
      if (ibid_article_get_citation_position (article, citation, &position))
        {
          g_string_append_printf (self->html, " <a href=\"#citation-%u\">", position + 1);
          ibid_html_append_text (self->html, "", _ ("citation"), "</a>");
        }
      g_string_append (self->html, "</li>\n");
    }
  g_string_append (self->html, "</ul>\n");
}

static void
append_entry (Writer *self, const IbidExportEntry *entry)
{
  const char *note = ibid_annotation_get_note (entry->annotation);

  g_string_append_printf (self->html, "<li id=\"note-%u\" value=\"%u\">\n", entry->number,
                          entry->number);
  append_place (self, entry);
  append_quote (self->html, entry, ibid_export_matter_get_article (self->matter));
  if (note != NULL && *note != '\0')
    {
      g_string_append (self->html, "<div class=\"words\" dir=\"auto\">\n");
      ibid_render_append_markdown (self->html, note);
      g_string_append (self->html, "</div>\n");
    }
  append_tags (self->html, entry->annotation);
  append_entities (self->html, entry->entities);
  append_citations_behind (self, entry);
  g_string_append (self->html, "</li>\n");
}

static gboolean
append_entries (Writer *self, const IbidExportOptions *options, GCancellable *cancellable,
                GError **error)
{
  guint n_entries = ibid_export_matter_get_n_entries (self->matter);

  if (n_entries == 0)
    return TRUE;
  ibid_html_open_section (self->html, "notes", NULL, _ ("Highlights and Notes"));
  g_string_append (self->html, "<ol>\n");
  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      append_entry (self, ibid_export_matter_get_entry (self->matter, i));
    }
  g_string_append (self->html, "</ol>\n</section>\n");
  return TRUE;
}

/* Remembers where each source is cited, for its entry. */
static void
note_citing (Writer *self, IbidCitation *citation, guint number)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n_items = g_list_model_get_n_items (items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      IbidSource *source = ibid_citation_item_get_source (item);
      GArray *citing = source != NULL ? g_hash_table_lookup (self->citing, source) : NULL;

      if (source == NULL)
        continue;
      if (citing == NULL)
        {
          citing = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->citing, source, citing);
        }
      if (citing->len == 0 || g_array_index (citing, guint, citing->len - 1) != number)
        g_array_append_val (citing, number);
    }
}

static void
append_citations (Writer *self)
{
  IbidArticle *article = ibid_export_matter_get_article (self->matter);
  GListModel *citations = ibid_article_get_citations (article);
  guint n_citations = g_list_model_get_n_items (citations);

  if (n_citations == 0)
    return;
  ibid_html_open_section (self->html, "citations", NULL, _ ("Citations"));
  g_string_append (self->html, "<ol>\n");
  for (guint i = 0; i < n_citations; i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      g_autofree char *text =
          ibid_article_dup_span_text (article, ibid_citation_get_span (citation));

      note_citing (self, citation, i + 1);
      g_string_append_printf (self->html, "<li id=\"citation-%u\"><q", i + 1);
      ibid_render_append_article_language (self->html, article);
      ibid_html_append_text (self->html, ">", text, "");
      g_string_append (self->html, "</q>: ");
      ibid_html_append_citation_items (self->html, citation, self->source_numbers);
      if (g_hash_table_contains (self->placed, citation))
        append_back (self->html, "cited", i + 1, _ ("Back to the text"));
      g_string_append (self->html, "</li>\n");
    }
  g_string_append (self->html, "</ol>\n</section>\n");
}

static void
append_citing (Writer *self, IbidSource *source)
{
  GArray *citing = g_hash_table_lookup (self->citing, source);

  if (citing == NULL)
    return;
  ibid_html_append_text (self->html, " · ", _ ("cited:"), "");
  for (guint i = 0; i < citing->len; i++)
    {
      guint number = g_array_index (citing, guint, i);

      /* Translators: what a screen reader says for a link from a source to its citation */
      g_autofree char *label = g_strdup_printf (_ ("citation %u"), number);

      g_string_append_printf (self->html, "%s<a href=\"#citation-%u\" aria-label=\"",
                              i > 0 ? ", " : " ", number);
      ibid_html_append_text (self->html, "", label, "\">");
      g_string_append_printf (self->html, "%u</a>", number);
    }
}

static void
append_sources (Writer *self)
{
  GPtrArray *sources = ibid_export_matter_get_sources (self->matter);

  if (sources->len == 0)
    return;
  ibid_html_open_section (self->html, "sources", "doc-bibliography", _ ("Sources"));
  g_string_append (self->html, "<ol>\n");
  for (guint i = 0; i < sources->len; i++)
    {
      IbidSource *source = g_ptr_array_index (sources, i);

      g_string_append_printf (self->html, "<li id=\"source-%u\">", i + 1);
      ibid_html_append_source (self->html, source);
      append_citing (self, source);
      g_string_append (self->html, "</li>\n");
    }
  g_string_append (self->html, "</ol>\n</section>\n");
}

/*
 * ibid_export_html:
 *
 * Exports the article with its highlights, notes and sources as one file of HTML that needs nothing
 * beside it; without any annotations, the article and its sources.
 */
gboolean
ibid_export_html (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                  GCancellable *cancellable, GError **error)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  g_auto (Writer) self = { NULL };

  writer_init (&self, matter);
  ibid_html_open (self.html, ibid_article_get_title (article), article);
  append_navigation (&self);
  append_article (&self);
  if (!append_entries (&self, options, cancellable, error))
    return FALSE;
  append_citations (&self);
  append_sources (&self);
  g_string_append (self.html, "</main>\n");
  ibid_html_close (self.html, options->now);
  ibid_export_add_part (parts, NULL, g_steal_pointer (&self.html));
  return TRUE;
}
