/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-export-private.h"
#include "ibid-export-words.h"

#define INDENT "    "

/* Every line that is not empty, behind an indentation. */
static void
append_lines (GString *out, const char *indent, const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (out, "%s%s\n", indent, lines[i]);
}

/* As it was written, but for the line ends. */
static void
append_note (GString *out, const char *note)
{
  g_autoptr (GString) text = g_string_new (note);

  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  g_string_append_printf (out, "%s\n\n", text->str);
}

static void
append_labelled (GString *out, const char *label, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (out, "%s %s\n", label, text);
}

static void
append_source (GString *out, IbidSource *source)
{
  const char *url = ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_URL);
  g_autofree char *text = ibid_export_dup_source_text (source);

  g_string_append_printf (out, "- %s", text);
  if (url != NULL)
    g_string_append_printf (out, " <%s>", url);
  g_string_append_c (out, '\n');
}

static char *
dup_names (GPtrArray *entities)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < entities->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ibid_entity_get_name (g_ptr_array_index (entities, i)));
  return g_string_free (names, FALSE);
}

static void
append_entry (GString *out, const IbidExportEntry *entry)
{
  IbidAnnotation *annotation = entry->annotation;
  const char *note = ibid_annotation_get_note (annotation);
  g_autofree char *tags = g_strjoinv (", ", (GStrv)ibid_annotation_get_tags (annotation));
  g_autofree char *names = dup_names (entry->entities);

  g_string_append_printf (out, "%u. %s", entry->number,
                          ibid_export_style_word (ibid_annotation_get_style (annotation)));
  if (ibid_annotation_get_state (annotation) != IBID_ANCHOR_STATE_EXACT)
    g_string_append_printf (out, ", %s",
                            ibid_export_state_word (ibid_annotation_get_state (annotation)));
  if (entry->heading != NULL)
    g_string_append_printf (out, ", %s", entry->heading);
  g_string_append (out, "\n\n");
  append_lines (out, INDENT, entry->quote);
  g_string_append_c (out, '\n');
  if (note != NULL)
    append_note (out, note);
  append_labelled (out, _ ("Tags:"), tags);
  append_labelled (out, _ ("Named:"), names);
  if (entry->sources->len > 0)
    g_string_append_printf (out, "%s\n", _ ("Sources:"));
  for (guint i = 0; i < entry->sources->len; i++)
    append_source (out, g_ptr_array_index (entry->sources, i));
  if (out->len > 1 && out->str[out->len - 2] != '\n')
    g_string_append_c (out, '\n');
}

/* The article itself, if nothing in it is highlighted. */
static void
append_article (GString *out, IbidExportMatter *matter)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  GPtrArray *sources = ibid_export_matter_get_sources (matter);
  guint n_blocks = ibid_article_get_n_blocks (article);

  for (guint i = 0; i < n_blocks; i++)
    {
      const char *text = ibid_block_get_text (ibid_article_peek_block (article, i));

      if (*text != '\0')
        g_string_append_printf (out, "%s\n\n", text);
    }
  if (sources->len > 0)
    g_string_append_printf (out, "%s\n", _ ("Sources:"));
  for (guint i = 0; i < sources->len; i++)
    append_source (out, g_ptr_array_index (sources, i));
}

/*
 * ibid_export_text:
 *
 * Exports the annotations as plain text; without any, the article and its sources.
 */
gboolean
ibid_export_text (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                  GCancellable *cancellable, GError **error)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  guint n_entries = ibid_export_matter_get_n_entries (matter);
  g_autofree char *byline = ibid_export_dup_byline (article);
  g_autoptr (GString) out = g_string_new (NULL);

  append_lines (out, "", ibid_article_get_title (article));
  append_lines (out, "", byline);
  g_string_append_c (out, '\n');
  if (n_entries == 0)
    append_article (out, matter);
  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      append_entry (out, ibid_export_matter_get_entry (matter, i));
    }
  while (out->len > 1 && g_str_has_suffix (out->str, "\n\n"))
    g_string_truncate (out, out->len - 1);
  ibid_export_add_part (parts, NULL, g_steal_pointer (&out));
  return TRUE;
}
