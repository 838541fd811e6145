/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <string.h>

#include "ibid-difference.h"
#include "ibid-words.h"

/* A table of more cells is not made: what differs then counts as altogether new. */
#define MAX_CELLS (1000 * 1000)

/* A word, or what stands between two; in bytes of its text. */
typedef struct
{
  gsize start;
  gsize end;
  gboolean is_space;
  gboolean changed;
} Piece;

static gboolean
is_space (const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static void
add_piece (GArray *pieces, const char *text, gsize start, gsize end)
{
  Piece piece = { start, end, is_space (text + start, end - start), FALSE };

  if (end > start)
    g_array_append_val (pieces, piece);
}

static GArray *
split (const char *text, const char *language)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) words = ibid_text_split_words (text, language, 0);
  const char *at = text;
  guint chars = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const IbidSpan *word = &g_array_index (words, IbidSpan, i);
      const char *start = g_utf8_offset_to_pointer (at, (glong)(word->start - chars));
      const char *end = g_utf8_offset_to_pointer (start, (glong)(word->end - word->start));

      add_piece (pieces, text, (gsize)(at - text), (gsize)(start - text));
      add_piece (pieces, text, (gsize)(start - text), (gsize)(end - text));
      at = end;
      chars = word->end;
    }
  add_piece (pieces, text, (gsize)(at - text), strlen (text));
  return pieces;
}

static gboolean
are_same (const char *a_text, const Piece *a, const char *b_text, const Piece *b)
{
  if (a->is_space && b->is_space)
    return TRUE;
  return a->end - a->start == b->end - b->start &&
         memcmp (a_text + a->start, b_text + b->start, a->end - a->start) == 0;
}

static void
mark_changed (GArray *pieces, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    g_array_index (pieces, Piece, i).changed = TRUE;
}

/* The longest common subsequence, by the textbook table; cell (i, j) is the length of that of all
 * from i and all from j. */
static void
compare_middle (const char *a_text, GArray *a, guint a_from, guint a_to, const char *b_text,
                GArray *b, guint b_from, guint b_to)
{
  const guint rows = a_to - a_from + 1;
  const guint columns = b_to - b_from + 1;
  g_autofree guint16 *cells = g_new0 (guint16, (gsize)rows * columns);
  guint i = 0;
  guint j = 0;

#define CELL(i, j) cells[(gsize)(i)*columns + (j)]
#define SAME(i, j)                                                                                 \
  are_same (a_text, &g_array_index (a, Piece, a_from + (i)), b_text,                               \
            &g_array_index (b, Piece, b_from + (j)))
  for (i = rows - 1; i-- > 0;)
    for (j = columns - 1; j-- > 0;)
      CELL (i, j) = SAME (i, j) ? CELL (i + 1, j + 1) + 1 : MAX (CELL (i + 1, j), CELL (i, j + 1));
  i = j = 0;
  while (i < rows - 1 && j < columns - 1)
    {
      if (SAME (i, j))
        {
          i++;
          j++;
        }
      else if (CELL (i + 1, j) >= CELL (i, j + 1))
        g_array_index (a, Piece, a_from + i++).changed = TRUE;
      else
        g_array_index (b, Piece, b_from + j++).changed = TRUE;
    }
#undef SAME
#undef CELL
  mark_changed (a, a_from + i, a_to);
  mark_changed (b, b_from + j, b_to);
}

static void
compare (const char *a_text, GArray *a, const char *b_text, GArray *b)
{
  guint before = 0;
  guint a_to = a->len;
  guint b_to = b->len;

  while (before < MIN (a_to, b_to) && are_same (a_text, &g_array_index (a, Piece, before), b_text,
                                                &g_array_index (b, Piece, before)))
    before++;
  while (a_to > before && b_to > before &&
         are_same (a_text, &g_array_index (a, Piece, a_to - 1), b_text,
                   &g_array_index (b, Piece, b_to - 1)))
    {
      a_to--;
      b_to--;
    }
  if ((gsize)(a_to - before + 1) * (b_to - before + 1) <= MAX_CELLS)
    compare_middle (a_text, a, before, a_to, b_text, b, before, b_to);
  else
    {
      mark_changed (a, before, a_to);
      mark_changed (b, before, b_to);
    }
}

/* A space between two changed words changes with them: one stroke rather than two. */
static void
join_spaces (GArray *pieces)
{
  for (guint i = 1; i + 1 < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->is_space)
        piece->changed = g_array_index (pieces, Piece, i - 1).changed &&
                         g_array_index (pieces, Piece, i + 1).changed;
    }
}

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, const Piece *first,
               const Piece *last)
{
  attribute->start_index = (guint)first->start;
  attribute->end_index = (guint)last->end;
  pango_attr_list_insert (attributes, attribute);
}

static PangoAttrList *
new_attributes (const char *text, GArray *pieces, gboolean gone, char **words)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *first = &g_array_index (pieces, Piece, i);
      const Piece *last = first;

      if (!first->changed)
        continue;
      while (i + 1 < pieces->len && g_array_index (pieces, Piece, i + 1).changed)
        last = &g_array_index (pieces, Piece, ++i);
      if (gone)
        add_attribute (attributes, pango_attr_strikethrough_new (TRUE), first, last);
      else
        {
          add_attribute (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), first,
                         last);
          add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), first, last);
        }
      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append_len (list, text + first->start, (gssize)(last->end - first->start));
    }
  *words = g_string_free (g_steal_pointer (&list), FALSE);
  return attributes;
}

IbidDifference *
ibid_difference_new (const char *old_text, const char *new_text, const char *language)
{
  IbidDifference *self = g_new0 (IbidDifference, 1);
  g_autoptr (GArray) old_pieces = split (old_text, language);
  g_autoptr (GArray) new_pieces = split (new_text, language);

  compare (old_text, old_pieces, new_text, new_pieces);
  join_spaces (old_pieces);
  join_spaces (new_pieces);
  self->old_attributes = new_attributes (old_text, old_pieces, TRUE, &self->gone);
  self->new_attributes = new_attributes (new_text, new_pieces, FALSE, &self->come);
  return self;
}

void
ibid_difference_free (IbidDifference *self)
{
  pango_attr_list_unref (self->old_attributes);
  pango_attr_list_unref (self->new_attributes);
  g_free (self->gone);
  g_free (self->come);
  g_free (self);
}
