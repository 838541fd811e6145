/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-export-private.h"
#include "ibid-export-words.h"
#include "ibid-terms-types.h"

/* Tables as RFC 4180 has them: lines end in CRLF, quotes are doubled. The names in the first line
 * are for other programs and stay English. */

#define SEPARATOR "; "

/* What spreadsheets take for the beginning of a formula, or skip in front of one.
 * (OWASP, "CSV Injection") */
#define FORMULA_CHARS "=+-@\t\r\n"

/* Readwise takes no more in one highlight, title, author and address. (readwise.io/api_deets) */
#define READWISE_MAX_QUOTE 8191
#define READWISE_MAX_TITLE 511
#define READWISE_MAX_AUTHOR 1024
#define READWISE_MAX_URL 2047

static void
append_cell (GString *out, const char *text)
{
  if (strpbrk (text, "\",\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* An apostrophe before what might be a formula, and before one that might be ours: who takes away
 * an apostrophe that is followed by one of these has the text again. */
static void
append_guarded_cell (GString *out, const char *text)
{
  const char *first = *text == '\'' ? text + 1 : text;
  g_autofree char *guarded = NULL;

  if (*first == '\0' || strchr (FORMULA_CHARS "'", *first) == NULL)
    {
      append_cell (out, text);
      return;
    }
  guarded = g_strconcat ("'", text, NULL);
  append_cell (out, guarded);
}

static void
append_guarded_row (GString *out, const char *const *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_guarded_cell (out, cells[i] != NULL ? cells[i] : "");
    }
  g_string_append (out, "\r\n");
}

static char *
dup_entities (GPtrArray *entities)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < entities->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? SEPARATOR : "",
                            ibid_entity_get_name (g_ptr_array_index (entities, i)));
  return g_string_free (names, FALSE);
}

static char *
dup_sources (GPtrArray *sources)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      IbidSource *source = g_ptr_array_index (sources, i);
      const char *url = ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_URL);
      g_autofree char *text = ibid_export_dup_source_text (source);

      g_string_append_printf (texts, "%s%s", i > 0 ? SEPARATOR : "", text);
      if (url != NULL)
        g_string_append_printf (texts, " <%s>", url);
    }
  return g_string_free (texts, FALSE);
}

static void
append_entry (GString *out, IbidArticle *article, const char *authors, const IbidExportEntry *entry)
{
  IbidAnnotation *annotation = entry->annotation;
  IbidCsl *metadata = ibid_article_get_metadata (article);
  g_autofree char *number = g_strdup_printf ("%u", entry->number);
  g_autofree char *tags = g_strjoinv (SEPARATOR, (GStrv)ibid_annotation_get_tags (annotation));
  g_autofree char *entities = dup_entities (entry->entities);
  g_autofree char *sources = dup_sources (entry->sources);
  g_autofree char *created = ibid_export_dup_time (ibid_annotation_get_created (annotation));
  g_autofree char *modified = ibid_export_dup_time (ibid_annotation_get_modified (annotation));
  const char *const cells[] = {
    number,
    entry->quote,
    ibid_annotation_get_note (annotation),
    tags,
    ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, (int)ibid_annotation_get_style (annotation)),
    ibid_nick_from_enum (IBID_TYPE_ANCHOR_STATE, (int)ibid_annotation_get_state (annotation)),
    entry->heading,
    entities,
    sources,
    ibid_article_get_title (article),
    authors,
    ibid_csl_get (metadata, IBID_CSL_URL),
    created,
    modified,
    ibid_annotation_get_id (annotation),
  };

  append_guarded_row (out, cells, G_N_ELEMENTS (cells));
}

/*
 * ibid_export_csv:
 *
 * Exports the annotations as a table for spreadsheets: a row for each.
 */
gboolean
ibid_export_csv (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                 GCancellable *cancellable, GError **error)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  guint n_entries = ibid_export_matter_get_n_entries (matter);
  g_autofree char *authors = ibid_csl_dup_author_text (ibid_article_get_metadata (article));
  g_autoptr (GString) out =
      g_string_new ("number,quote,note,tags,colour,state,heading,entities,sources,article,authors,"
                    "url,created,modified,id\r\n");

  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      append_entry (out, article, authors, ibid_export_matter_get_entry (matter, i));
    }
  ibid_export_add_part (parts, NULL, g_steal_pointer (&out));
  return TRUE;
}

/* ---- Readwise ---- */

/* How many bytes of the text are at most @max UTF-16 units, which is what Readwise's own programs
 * count; up to the last space in the second half, if there is one. */
static gsize
count_bytes_of_piece (const char *text, guint max)
{
  const char *p = text;
  const char *space = NULL;
  guint units = 0;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      units += c > 0xffff ? 2 : 1;
      if (units > max)
        return (gsize)((space != NULL ? space : p) - text);
      if (g_unichar_isspace (c) && units > max / 2)
        space = g_utf8_next_char (p);
    }
  return (gsize)(p - text);
}

/* Tags go in front of a note, each behind a full stop. */
static char *
dup_readwise_note (IbidAnnotation *annotation)
{
  const char *note = ibid_annotation_get_note (annotation);
  GString *out = g_string_new (NULL);

  for (const char *const *tag = ibid_annotation_get_tags (annotation); *tag != NULL; tag++)
    {
      g_string_append (out, ".");
      for (const char *p = *tag; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isspace (g_utf8_get_char (p)))
          g_string_append_c (out, '_');
        else
          g_string_append_unichar (out, g_utf8_get_char (p));
      g_string_append_c (out, tag[1] != NULL ? ' ' : '\n');
    }
  if (note != NULL)
    g_string_append (out, note);
  else if (out->len > 0)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static char *
dup_cut (const char *text, guint max)
{
  return g_strndup (text, count_bytes_of_piece (text, max));
}

/* title, author and address of the article, as all rows have them */
static char *
dup_readwise_article (IbidArticle *article)
{
  IbidCsl *metadata = ibid_article_get_metadata (article);
  const char *url = ibid_export_get_web_address (metadata);
  g_autofree char *authors = ibid_csl_dup_author_text (metadata);
  g_autofree char *title = dup_cut (ibid_article_get_title (article), READWISE_MAX_TITLE);
  g_autofree char *author = dup_cut (authors != NULL ? authors : "", READWISE_MAX_AUTHOR);
  GString *out = g_string_new (NULL);

  append_cell (out, title);
  g_string_append_c (out, ',');
  append_cell (out, author);
  g_string_append_c (out, ',');
  if (url != NULL && strlen (url) <= READWISE_MAX_URL)
    append_cell (out, url);
  return g_string_free (out, FALSE);
}

/* Its note belongs to the first piece of a long quote. */
static void
append_readwise_entry (GString *out, const char *article, const IbidExportEntry *entry,
                       guint *location)
{
  g_autofree char *note = dup_readwise_note (entry->annotation);
  g_autofree char *date = ibid_export_dup_time (ibid_annotation_get_created (entry->annotation));
  const char *rest = entry->quote;

  while (*rest != '\0')
    {
      gsize length = count_bytes_of_piece (rest, READWISE_MAX_QUOTE);
      g_autofree char *piece = g_strndup (rest, length);

      append_cell (out, piece);
      g_string_append_printf (out, ",%s,", article);
      append_cell (out, rest == entry->quote ? note : "");
      g_string_append_printf (out, ",%u,%s\r\n", ++*location, date);
      rest += length;
    }
}

/*
 * ibid_export_readwise:
 *
 * Exports the annotations as Readwise imports them. Quotes longer than it takes are split; one
 * without any text cannot be imported, and is left out.
 */
gboolean
ibid_export_readwise (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                      GCancellable *cancellable, GError **error)
{
  guint n_entries = ibid_export_matter_get_n_entries (matter);
  g_autofree char *article = dup_readwise_article (ibid_export_matter_get_article (matter));
  g_autoptr (GString) out = g_string_new ("Highlight,Title,Author,URL,Note,Location,Date\r\n");
  guint location = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      append_readwise_entry (out, article, ibid_export_matter_get_entry (matter, i), &location);
    }
  ibid_export_add_part (parts, NULL, g_steal_pointer (&out));
  return TRUE;
}
