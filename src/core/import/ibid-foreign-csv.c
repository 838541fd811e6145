/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-csv.h"
#include "ibid-fold.h"
#include "ibid-terms-types.h"

/*
 * Tables with a row for each highlight: those of Readwise (what it imports, and what it exports),
 * of Hypothesis, of Ibid, and any other whose first row names a column of quotes.
 */

typedef enum
{
  COLUMN_QUOTE,
  COLUMN_NOTE,
  COLUMN_TAGS,
  COLUMN_COLOUR,
  COLUMN_CREATED,
  COLUMN_MODIFIED,
  COLUMN_PREFIX,
  COLUMN_SUFFIX,
  COLUMN_TITLE,
  COLUMN_URL,
  COLUMN_LOCATION,
  COLUMN_TYPE,
  COLUMN_ID,
  N_COLUMNS
} Column;

/* What columns may be called, in lower case, with spaces for hyphens and underlines; the first that
 * a table has is taken. */
static const struct
{
  Column column;
  const char *const names[16];
} known[] = {
  { COLUMN_QUOTE,
    { "highlight", "quote", "quote/description", "exact", "quotation", "highlighted text",
      "highlight text", "selected text", "highlights", "passage", "excerpt", "text", "content" } },
  { COLUMN_NOTE,
    { "note", "notes", "comment", "comments", "my note", "remark", "annotation", "body" } },
  { COLUMN_TAGS, { "tags", "tag", "labels", "label", "keywords" } },
  { COLUMN_COLOUR,
    { "colour", "color", "highlight colour", "highlight color", "style", "styleclass" } },
  { COLUMN_CREATED,
    { "created", "created at", "highlighted at", "date", "date created", "date highlighted",
      "date added", "timestamp", "time" } },
  { COLUMN_MODIFIED, { "modified", "updated", "updated at", "modified at", "last modified" } },
  { COLUMN_PREFIX, { "prefix", "before" } },
  { COLUMN_SUFFIX, { "suffix", "after" } },
  { COLUMN_TITLE,
    { "title", "document", "document title", "article", "book title", "book", "page title" } },
  { COLUMN_URL, { "url", "uri", "source url", "source", "link", "document url", "address" } },
  { COLUMN_LOCATION, { "location", "position", "page", "number" } },
  { COLUMN_TYPE, { "type", "annotation type" } },
  { COLUMN_ID, { "id", "uuid", "identifier", "annotation id", "highlight id" } },
};

#define ABSENT G_MAXUINT

/* what Ibid's own table begins with: cells are guarded, tags parted by semicolons */
#define OWN_HEADER "number,quote,note,tags,colour,state,heading,"
#define FORMULA_CHARS "=+-@\t\r\n'"

typedef struct
{
  guint cells[N_COLUMNS]; /* or ABSENT */
  guint n_known;
  gboolean is_own;
  gboolean has_inline_tags; /* at the beginning of notes, as Readwise imports them */
} Header;

static char *
dup_tidy_name (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  g_strdelimit (lower, "_-", ' ');
  return ibid_text_collapse_space (lower);
}

static guint
find_cell (GPtrArray *names, const char *const *wanted)
{
  for (; *wanted != NULL; wanted++)
    for (guint i = 0; i < names->len; i++)
      if (strcmp (g_ptr_array_index (names, i), *wanted) == 0)
        return i;
  return ABSENT;
}

static void
read_header (IbidCsv *csv, Header *header)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  *header = (Header){ 0 };
  for (guint i = 0; i < csv->cells->len; i++)
    g_ptr_array_add (names, dup_tidy_name (ibid_csv_get (csv, i)));
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      guint cell = find_cell (names, known[i].names);

      header->cells[known[i].column] = cell;
      header->n_known += cell != ABSENT;
    }
  header->has_inline_tags =
      header->cells[COLUMN_TAGS] == ABSENT && header->cells[COLUMN_QUOTE] != ABSENT &&
      strcmp (g_ptr_array_index (names, header->cells[COLUMN_QUOTE]), "highlight") == 0;
}

/* "sep=;" in front of everything is for spreadsheets */
static const char *
skip_separator_line (const char *text, char *delimiter, guint *line)
{
  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || text[4] == '\0' ||
      (text[5] != '\r' && text[5] != '\n'))
    return text;
  *delimiter = text[4];
  *line = 2;
  return text + 5 + (text[5] == '\r' && text[6] == '\n' ? 2 : 1);
}

/* the delimiter under which the first row names most columns; '\0': under none is one of quotes */
static char
detect_delimiter (const char *text, char only)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  guint best = 0;
  char found = '\0';

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      g_auto (IbidCsv) csv = { NULL };
      Header header;

      if (only != '\0' && delimiters[i] != only)
        continue;
      ibid_csv_init (&csv, text, delimiters[i]);
      if (!ibid_csv_next (&csv, NULL))
        continue;
      read_header (&csv, &header);
      if (header.cells[COLUMN_QUOTE] == ABSENT || header.n_known <= best)
        continue;
      best = header.n_known;
      found = delimiters[i];
    }
  return found;
}

static const char *
get_cell (IbidCsv *csv, const Header *header, Column column)
{
  return header->cells[column] != ABSENT ? ibid_csv_get (csv, header->cells[column]) : "";
}

/* Ibid's own table guards what might be a formula by an apostrophe. */
static const char *
get_text (IbidCsv *csv, const Header *header, Column column)
{
  const char *text = get_cell (csv, header, column);

  return header->is_own && *text == '\'' && text[1] != '\0' && strchr (FORMULA_CHARS, text[1])
             ? text + 1
             : text;
}

static void
add_tag (GPtrArray *tags, const char *text)
{
  char *tag = g_strstrip (g_strdup (text));

  if (*tag != '\0' && tags->len < IBID_FORMAT_MAX_TAGS &&
      !g_ptr_array_find_with_equal_func (tags, tag, g_str_equal, NULL))
    g_ptr_array_add (tags, tag);
  else
    g_free (tag);
}

static void
read_tags (const Header *header, const char *text, GPtrArray *tags)
{
  const char *separator = header->is_own ? "; " : strchr (text, ';') != NULL ? ";" : ",";
  g_auto (GStrv) parts = g_strsplit (text, separator, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    add_tag (tags, parts[i]);
}

/* ".one .two\nthe note": words behind a full stop at its beginning. */
static const char *
read_inline_tags (const char *note, GPtrArray *tags)
{
  while (*note == '.' && note[1] != '.' && !g_ascii_isspace (note[1]) && note[1] != '\0')
    {
      gsize length = strcspn (note + 1, " \t\r\n");
      g_autofree char *tag = g_strndup (note + 1, length);

      add_tag (tags, tag);
      note += 1 + length;
      if (*note == '\0')
        break;
      if (*note != ' ')
        return note + (*note == '\r' && note[1] == '\n' ? 2 : 1);
      note++;
    }
  return note;
}

/* ISO 8601, also with a space in the middle, without a time, and with a minute for its last */
static gboolean
read_time (const char *text, gint64 *time_us)
{
  g_autofree char *tidy = g_strstrip (g_strdup (text));
  g_autofree char *whole = NULL;
  gsize length = strlen (tidy);

  if (length == 10)
    whole = g_strconcat (tidy, "T00:00:00Z", NULL);
  else if (length == 16)
    whole = g_strconcat (tidy, ":00Z", NULL);
  else
    whole = g_strdup (tidy);
  if (strlen (whole) > 10 && whole[10] == ' ')
    whole[10] = 'T';
  return g_utf8_validate (whole, -1, NULL) && ibid_annotation_time_parse (whole, time_us);
}

static void
find_at (IbidForeignReader *self, IbidCsv *csv, const char *code, const char *detail)
{
  g_autofree char *message =
      g_strdup_printf (_ ("Line %u (row %u): %s"), csv->row_line, csv->row, detail);

  ibid_foreign_find (self, code, NULL, message);
}

static gint64
get_time (IbidForeignReader *self, IbidCsv *csv, const Header *header, Column column)
{
  const char *text = get_cell (csv, header, column);
  gint64 time_us = 0;

  if (*text != '\0' && !read_time (text, &time_us))
    find_at (self, csv, "time-unreadable",
             _ ("expected a time such as “2021-05-07 09:30:00”; it is left out."));
  return time_us;
}

static char *
dup_id (IbidCsv *csv, const Header *header, gint64 modified_us)
{
  const char *id = get_text (csv, header, COLUMN_ID);
  const char *parts[] = { id, get_cell (csv, header, COLUMN_URL) };
  char *iri = ibid_foreign_dup_iri (id);

  if (iri != NULL || *id == '\0' || modified_us == 0)
    return iri;
  return ibid_foreign_dup_named_id (parts, G_N_ELEMENTS (parts));
}

/* the note and tags of a row; both empty if it has none */
static const char *
get_note (IbidCsv *csv, const Header *header, GPtrArray *tags)
{
  const char *note = get_text (csv, header, COLUMN_NOTE);

  if (header->cells[COLUMN_TAGS] != ABSENT)
    read_tags (header, get_text (csv, header, COLUMN_TAGS), tags);
  return header->has_inline_tags ? read_inline_tags (note, tags) : note;
}

static IbidAnnotation *
new_annotation (IbidForeignReader *self, IbidCsv *csv, const Header *header, const char *quote)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  const char *note = get_note (csv, header, tags);
  gint64 created_us = get_time (self, csv, header, COLUMN_CREATED);
  gint64 modified_us = get_time (self, csv, header, COLUMN_MODIFIED);
  g_autofree char *id = dup_id (csv, header, modified_us);
  IbidAnnotationStyle style = IBID_ANNOTATION_STYLE_YELLOW;
  g_autoptr (IbidSelector) selector = ibid_selector_new (
      quote, get_text (csv, header, COLUMN_PREFIX), get_text (csv, header, COLUMN_SUFFIX),
      IBID_SELECTOR_NO_POSITION, IBID_SELECTOR_NO_POSITION, NULL);
  IbidAnnotation *annotation;

  g_ptr_array_add (tags, NULL);
  ibid_foreign_colour_parse (get_cell (csv, header, COLUMN_COLOUR), &style);
  annotation = ibid_annotation_new_loaded (id != NULL ? id : "", selector, style, note,
                                           (const char *const *)tags->pdata, created_us,
                                           MAX (created_us, modified_us));
  if (id == NULL)
    {
      g_autofree char *made =
          ibid_foreign_dup_content_id (annotation, get_cell (csv, header, COLUMN_LOCATION));

      g_object_unref (annotation);
      annotation =
          ibid_annotation_new_loaded (made, selector, style, note, (const char *const *)tags->pdata,
                                      created_us, MAX (created_us, modified_us));
    }
  return annotation;
}

static void
load_row (IbidForeignReader *self, IbidCsv *csv, const Header *header)
{
  const char *quote = get_text (csv, header, COLUMN_QUOTE);
  const char *note = get_text (csv, header, COLUMN_NOTE);
  const char *type = get_cell (csv, header, COLUMN_TYPE);

  if (*quote == '\0' && *note == '\0')
    {
      find_at (self, csv, "no-quote",
               _ ("there is neither a quote nor a note; the row is left out."));
      return;
    }
  if (g_ascii_strcasecmp (type, "reply") == 0)
    {
      find_at (self, csv, "reply", _ ("this is a reply to another highlight, and is left out."));
      return;
    }
  if (!ibid_foreign_meet (self, get_text (csv, header, COLUMN_URL),
                          get_text (csv, header, COLUMN_TITLE)))
    return;
  if (!ibid_foreign_take (self, new_annotation (self, csv, header, quote)))
    find_at (self, csv, "annotation-repeated", _ ("the same highlight was in the file before."));
}

static gboolean
fail_header (IbidForeignReader *self, const char *text, guint line, GError **error)
{
  g_auto (IbidCsv) csv = { NULL };
  g_autoptr (GError) csv_error = NULL;

  ibid_csv_init (&csv, text, ',');
  csv.line = line;
  if (!ibid_csv_next (&csv, &csv_error) && csv_error != NULL)
    g_set_error (error, IBID_IMPORT_ERROR, csv_error->code, "%s: %s", self->file,
                 csv_error->message);
  else
    g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_FORMAT,
                 _ ("%s: line %u: expected the names of columns, one of them “Highlight”, “Quote” "
                    "or “Text”, parted by commas, semicolons or tabs."),
                 self->file, csv.row_line > 0 ? csv.row_line : line);
  return FALSE;
}

/*
 * ibid_foreign_load_csv:
 * @text: a whole table
 * @error: return location for an error of #IBID_IMPORT_ERROR: it is no table with a column of
 *   quotes, or is damaged
 *
 * Reads all rows.
 *
 * Returns: whether it could be read to its end
 */
gboolean
ibid_foreign_load_csv (IbidForeignReader *self, const char *text, GError **error)
{
  g_auto (IbidCsv) csv = { NULL };
  g_autoptr (GError) csv_error = NULL;
  Header header;
  char delimiter = '\0';
  guint line = 1;
  const char *start = skip_separator_line (text, &delimiter, &line);

  delimiter = detect_delimiter (start, delimiter);
  if (delimiter == '\0')
    return fail_header (self, start, line, error);
  ibid_csv_init (&csv, start, delimiter);
  csv.line = line;
  ibid_csv_next (&csv, NULL);
  read_header (&csv, &header);
  header.is_own = g_str_has_prefix (start, OWN_HEADER);
  while (ibid_csv_next (&csv, &csv_error))
    load_row (self, &csv, &header);
  if (csv_error == NULL)
    return TRUE;
  g_set_error (error, IBID_IMPORT_ERROR, csv_error->code, "%s: %s", self->file, csv_error->message);
  return FALSE;
}
