/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-export.h"
#include "ibid-markdown-document.h"

#define BEGIN_MARK "<!-- ibid:"
#define END_MARK "<!-- /ibid:"
#define MARK_END " -->"
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A piece of the text: the reader's own (name NULL), or a region of Ibid's. */
typedef struct
{
  char *name;
  char *open; /* of a region: the lines round it */
  char *close;
  char *text; /* with the line ends that it has */
} Piece;

struct _IbidMarkdownDocument
{
  IbidFrontMatter *front_matter;
  GQueue pieces;       /* of Piece */
  GHashTable *regions; /* the piece's own name → its link in the queue */
  gboolean has_byte_order_mark;
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->name);
  g_free (piece->open);
  g_free (piece->close);
  g_free (piece->text);
  g_free (piece);
}

static IbidMarkdownDocument *
new_with_front_matter (IbidFrontMatter *front_matter)
{
  IbidMarkdownDocument *self = g_new0 (IbidMarkdownDocument, 1);

  self->front_matter = front_matter;
  g_queue_init (&self->pieces);
  self->regions = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/*
 * ibid_markdown_document_new:
 *
 * Returns: (transfer full): an empty document
 */
IbidMarkdownDocument *
ibid_markdown_document_new (void)
{
  return new_with_front_matter (ibid_front_matter_new ("\n"));
}

/*
 * ibid_markdown_document_free:
 * @self: (transfer full): a document
 */
void
ibid_markdown_document_free (IbidMarkdownDocument *self)
{
  ibid_front_matter_free (self->front_matter);
  g_hash_table_unref (self->regions);
  g_queue_clear_full (&self->pieces, piece_free);
  g_free (self);
}

/* ---- reading ---- */

/* The name in a line that is nothing but one of our comments. */
static char *
dup_mark_name (const char *line, const char *mark)
{
  gsize length = strcspn (line, "\n");
  gsize space = strspn (line, " \t");

  /* four spaces make it code */
  if (space > 3 || !g_str_has_prefix (line + space, mark))
    return NULL;
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;
  line += space + strlen (mark);
  length -= MIN (length, space + strlen (mark));
  if (length <= strlen (MARK_END) ||
      strncmp (line + length - strlen (MARK_END), MARK_END, strlen (MARK_END)) != 0)
    return NULL;
  return g_strndup (line, length - strlen (MARK_END));
}

/* Puts a piece before @sibling, or at the end. Takes the piece. */
static void
take_piece (IbidMarkdownDocument *self, GList *sibling, Piece *piece)
{
  g_queue_insert_before (&self->pieces, sibling, piece);
  if (piece->name != NULL)
    g_hash_table_insert (self->regions, piece->name,
                         sibling != NULL ? sibling->prev : self->pieces.tail);
}

static void
append_own_text (IbidMarkdownDocument *self, const char *text, const char *end)
{
  Piece *piece;

  if (end == text)
    return;
  piece = g_new0 (Piece, 1);
  piece->text = g_strndup (text, (gsize)(end - text));
  take_piece (self, NULL, piece);
}

/* The line where a region ends; NULL if it does not, or another begins before: then what looks like
 * its beginning is the reader's own text. */
static const char *
find_end_mark (const char *line, const char *name)
{
  for (; *line != '\0'; line = ibid_markdown_next_line (line))
    {
      g_autofree char *begun = dup_mark_name (line, BEGIN_MARK);
      g_autofree char *ended = dup_mark_name (line, END_MARK);

      if (begun != NULL)
        return NULL;
      if (g_strcmp0 (ended, name) == 0)
        return line;
    }
  return NULL;
}

static void
parse_pieces (IbidMarkdownDocument *self, const char *text)
{
  const char *own = text;
  const char *line = text;

  while (*line != '\0')
    {
      const char *end = ibid_markdown_next_line (line);
      g_autofree char *name = dup_mark_name (line, BEGIN_MARK);
      const char *close = name != NULL && !ibid_markdown_document_has_region (self, name)
                              ? find_end_mark (end, name)
                              : NULL;

      if (close != NULL)
        {
          Piece *piece = g_new0 (Piece, 1);

          append_own_text (self, own, line);
          own = ibid_markdown_next_line (close);
          piece->name = g_steal_pointer (&name);
          piece->open = g_strndup (line, (gsize)(end - line));
          piece->text = g_strndup (end, (gsize)(close - end));
          piece->close = g_strndup (close, (gsize)(own - close));
          take_piece (self, NULL, piece);
          end = own;
        }
      line = end;
    }
  append_own_text (self, own, own + strlen (own));
}

/*
 * ibid_markdown_document_parse:
 * @text: the file, valid UTF-8
 *
 * Reads a file that was exported before.
 *
 * Returns: (transfer full): the document; %NULL with IBID_EXPORT_ERROR_PREVIOUS if it has no front
 *   matter, or one without an end: then it is none of ours
 */
IbidMarkdownDocument *
ibid_markdown_document_parse (const char *text, GError **error)
{
  gboolean has_byte_order_mark = g_str_has_prefix (text, BYTE_ORDER_MARK);
  IbidMarkdownDocument *self;
  IbidFrontMatter *front_matter;
  const char *rest;

  front_matter =
      ibid_front_matter_parse (text + (has_byte_order_mark ? strlen (BYTE_ORDER_MARK) : 0), &rest);
  if (front_matter == NULL)
    {
      g_set_error_literal (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_PREVIOUS,
                           _ ("The file that is there was not exported by Ibid: it does not begin "
                              "with properties between two lines of “---”. Choose another name."));
      return NULL;
    }
  self = new_with_front_matter (front_matter);
  self->has_byte_order_mark = has_byte_order_mark;
  parse_pieces (self, rest);
  return self;
}

/*
 * ibid_markdown_document_get_front_matter:
 *
 * Returns: (transfer none): the properties
 */
IbidFrontMatter *
ibid_markdown_document_get_front_matter (IbidMarkdownDocument *self)
{
  return self->front_matter;
}

/* ---- regions ---- */

static GList *
find_region (IbidMarkdownDocument *self, const char *name)
{
  return name != NULL ? g_hash_table_lookup (self->regions, name) : NULL;
}

/*
 * ibid_markdown_document_has_region:
 * @name: of a region
 *
 * Returns: whether the document has it
 */
gboolean
ibid_markdown_document_has_region (IbidMarkdownDocument *self, const char *name)
{
  return find_region (self, name) != NULL;
}

/*
 * ibid_markdown_document_get_region:
 * @name: of a region
 *
 * Returns: (transfer none) (nullable): what stands in it, with the line ends of the file
 */
const char *
ibid_markdown_document_get_region (IbidMarkdownDocument *self, const char *name)
{
  GList *link = find_region (self, name);

  return link != NULL ? ((Piece *)link->data)->text : NULL;
}

/*
 * ibid_markdown_document_dup_region_names:
 *
 * Returns: (transfer full) (element-type utf8): the names of all regions, in the text's order
 */
GPtrArray *
ibid_markdown_document_dup_region_names (IbidMarkdownDocument *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (GList *link = self->pieces.head; link != NULL; link = link->next)
    if (((Piece *)link->data)->name != NULL)
      g_ptr_array_add (names, g_strdup (((Piece *)link->data)->name));
  return names;
}

/*
 * ibid_markdown_document_new_footnotes:
 * @except: a region that is passed over
 *
 * Returns: (transfer full) (element-type utf8): a set of what may be names of footnotes, "[^name]",
 *   in the reader's text and in all other regions
 */
GHashTable *
ibid_markdown_document_new_footnotes (IbidMarkdownDocument *self, const char *except)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GList *link = self->pieces.head; link != NULL; link = link->next)
    {
      const Piece *piece = link->data;
      const char *p = piece->text;

      if (g_strcmp0 (piece->name, except) == 0)
        continue;
      while ((p = strstr (p, "[^")) != NULL)
        {
          gsize length = strcspn (p + 2, "]\n");

          if (p[2 + length] == ']')
            g_hash_table_add (names, g_strndup (p + 2, length));
          p += 2;
        }
    }
  return names;
}

static char *
with_line_ends (const char *text, const char *line_end)
{
  GString *out = g_string_new (text);

  if (strcmp (line_end, "\n") != 0)
    {
      g_string_replace (out, "\r\n", "\n", 0);
      g_string_replace (out, "\n", line_end, 0);
    }
  return g_string_free (out, FALSE);
}

static Piece *
new_region (IbidMarkdownDocument *self, const char *name, const char *text)
{
  const char *line_end = ibid_front_matter_get_line_end (self->front_matter);
  Piece *piece = g_new0 (Piece, 1);

  piece->name = g_strdup (name);
  piece->open = g_strconcat (BEGIN_MARK, name, MARK_END, line_end, NULL);
  piece->close = g_strconcat (END_MARK, name, MARK_END, line_end, NULL);
  piece->text = with_line_ends (text, line_end);
  return piece;
}

/* How many line ends the text has behind it, up to two: two make an empty line. */
static guint
count_line_ends (const Piece *piece)
{
  const char *text = piece->name != NULL ? piece->close : piece->text;
  gsize length = strlen (text);
  guint n = 0;

  while (length > 0 && n < 2 && strchr ("\r\n", text[length - 1]) != NULL)
    n += text[--length] == '\n';
  /* a text of nothing but line ends stands behind a region, or the front matter */
  return n + (length == 0);
}

static void
take_empty_line (IbidMarkdownDocument *self, GList *sibling, guint n_line_ends)
{
  const char *line_end = ibid_front_matter_get_line_end (self->front_matter);
  Piece *piece;

  if (n_line_ends == 0)
    return;
  piece = g_new0 (Piece, 1);
  piece->text = g_strconcat (line_end, n_line_ends > 1 ? line_end : NULL, NULL);
  take_piece (self, sibling, piece);
}

/*
 * ibid_markdown_document_set_region:
 * @name: of a region
 * @after: (nullable): the region behind which it is put if it is new; %NULL: at the end
 * @text: what shall stand in it; lines ended by "\n"
 *
 * Writes a region, in its place if it is there. What the reader wrote behind @after stays with
 * @after: the new region is put behind that, before the next region.
 */
void
ibid_markdown_document_set_region (IbidMarkdownDocument *self, const char *name, const char *after,
                                   const char *text)
{
  GList *link = find_region (self, name);
  GList *next = find_region (self, after);
  GList *before;
  guint n_line_ends;

  if (link != NULL)
    {
      Piece *piece = link->data;

      g_free (piece->text);
      piece->text = with_line_ends (text, ibid_front_matter_get_line_end (self->front_matter));
      return;
    }
  if (next != NULL)
    do
      next = next->next;
    while (next != NULL && ((Piece *)next->data)->name == NULL);
  before = next != NULL ? next->prev : self->pieces.tail;
  n_line_ends = before != NULL ? MIN (count_line_ends (before->data), 2) : 1;
  take_empty_line (self, next, 2 - n_line_ends);
  take_piece (self, next, new_region (self, name, text));
  take_empty_line (self, next, next != NULL ? 1 : 0);
}

/* ---- writing ---- */

/*
 * ibid_markdown_document_to_text:
 *
 * Returns: (transfer full): the whole file, with the line ends that it has
 */
GString *
ibid_markdown_document_to_text (IbidMarkdownDocument *self)
{
  GString *out = g_string_new (self->has_byte_order_mark ? BYTE_ORDER_MARK : "");

  ibid_front_matter_append_to (self->front_matter, out);
  for (GList *link = self->pieces.head; link != NULL; link = link->next)
    {
      const Piece *piece = link->data;

      if (piece->name != NULL)
        g_string_append (out, piece->open);
      g_string_append (out, piece->text);
      if (piece->name != NULL)
        g_string_append (out, piece->close);
    }
  return out;
}
