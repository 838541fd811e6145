/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find in article. The text is searched here, where it is whole: the page's own search would take
 * the selection away and knows no position among its matches. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include "ibid-offsets.h"
#include "ibid-reader-view-private.h"
#include "ibid-render.h"

#define MAX_MATCHES 100000

/* One character for comparison: without case and marks, quotes and spaces all alike. 0 is a
 * character that does not count, such as a combining mark. */
static gunichar
fold (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80)
    return g_ascii_isupper ((char)c) ? c + 0x20 : (c == '\n' || c == '\t') ? ' ' : c;
  if (c == 0xad || g_unichar_combining_class (c) > 0)
    return 0;
  if (c == 0x2018 || c == 0x2019 || c == 0x201b)
    return '\'';
  if (c == 0x201c || c == 0x201d || c == 0x201e)
    return '"';
  if (g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
    return ' ';
  if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    c = parts[0];
  return g_unichar_tolower (c);
}

static gunichar *
dup_folded (const char *text, guint *length)
{
  gunichar *folded = g_new (gunichar, g_utf8_strlen (text, -1) + 1);

  *length = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = fold (g_utf8_get_char (p));

      if (c != 0)
        folded[(*length)++] = c;
    }
  return folded;
}

/* Where a match that begins at the given character ends, in code points; 0: there is none. */
static guint
match_at (const char *text, guint offset, const gunichar *wanted, guint n_wanted)
{
  guint n_matched = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text), offset++)
    {
      gunichar c = fold (g_utf8_get_char (text));

      if (c == 0)
        continue;
      if (n_matched == n_wanted)
        return offset;
      if (c != wanted[n_matched])
        return 0;
      n_matched++;
    }
  return n_matched == n_wanted ? offset : 0;
}

static void
search_block (IbidReaderView *self, guint block, const gunichar *wanted, guint n_wanted)
{
  const char *text = ibid_block_get_text (ibid_article_peek_block (self->article, block));
  guint offset = 0;

  while (*text != '\0' && self->matches->len < MAX_MATCHES)
    {
      guint end = fold (g_utf8_get_char (text)) == wanted[0]
                      ? match_at (text, offset, wanted, n_wanted)
                      : 0;

      if (end > 0)
        {
          IbidSpan span = { block, offset, end };

          g_array_append_val (self->matches, span);
          text = g_utf8_offset_to_pointer (text, end - offset);
          offset = end;
        }
      else
        {
          text = g_utf8_next_char (text);
          offset++;
        }
    }
}

static void
set_position (IbidReaderView *self, guint position)
{
  if (self->find_position == position)
    return;
  self->find_position = position;
  g_object_notify (G_OBJECT (self), "find-position");
}

static void
search (IbidReaderView *self)
{
  g_autofree gunichar *wanted = NULL;
  guint n_wanted = 0;

  g_array_set_size (self->matches, 0);
  if (self->article == NULL || self->find_text == NULL)
    return;
  wanted = dup_folded (self->find_text, &n_wanted);
  if (n_wanted == 0)
    return;
  for (guint i = 0; i < ibid_article_get_n_blocks (self->article); i++)
    search_block (self, i, wanted, n_wanted);
}

/* The first match from where the reader is; the first of all where there is none. */
static guint
first_from_place (IbidReaderView *self)
{
  for (guint i = 0; i < self->matches->len; i++)
    {
      const IbidSpan *match = &g_array_index (self->matches, IbidSpan, i);

      if (match->block > self->place.block ||
          (match->block == self->place.block && match->start >= self->place.offset))
        return i + 1;
    }
  return self->matches->len > 0 ? 1 : 0;
}

static gboolean
is_near (IbidReaderView *self, guint block)
{
  for (guint i = 0; i < self->near->len; i++)
    if (g_array_index (self->near, guint, i) == block / IBID_RENDER_SECTION_BLOCKS)
      return TRUE;
  return FALSE;
}

/* Sends the matches near the viewport and the current one; with @go the page goes there. */
void
ibid_reader_find_push (IbidReaderView *self, gboolean go)
{
  JsonObject *command;
  JsonArray *spans;

  if (!self->is_ready || self->article == NULL || (self->matches->len == 0 && !go))
    return;
  command = ibid_reader_send (self, "find");
  spans = json_array_new ();
  for (guint i = 0; i < self->matches->len; i++)
    {
      const IbidSpan *match = &g_array_index (self->matches, IbidSpan, i);

      if (is_near (self, match->block))
        json_array_add_array_element (spans, ibid_reader_span_to_json (self->article, match));
    }
  json_object_set_array_member (command, "spans", spans);
  json_object_set_boolean_member (command, "go", go);
  if (self->find_position > 0)
    json_object_set_array_member (
        command, "current",
        ibid_reader_span_to_json (
            self->article, &g_array_index (self->matches, IbidSpan, self->find_position - 1)));
  else
    json_object_set_null_member (command, "current");
}

static void
set_matches (IbidReaderView *self)
{
  guint n_before = self->matches->len;

  search (self);
  if (self->matches->len != n_before)
    g_object_notify (G_OBJECT (self), "find-count");
  set_position (self, first_from_place (self));
}

/**
 * ibid_reader_view_find:
 * @self: the reader
 * @text: (nullable): what to look for; %NULL or "" stops
 *
 * Finds every place where the text stands, without regard to case, accents and the shape of quotes,
 * lights them up, and goes to the first one from where the reader is. See the properties
 * "find-count" and "find-position".
 */
void
ibid_reader_view_find (IbidReaderView *self, const char *text)
{
  g_return_if_fail (IBID_IS_READER_VIEW (self));

  if (text != NULL && text[0] == '\0')
    text = NULL;
  if (g_strcmp0 (self->find_text, text) == 0)
    return;
  g_free (self->find_text);
  self->find_text = g_strdup (text);
  set_matches (self);
  ibid_reader_find_push (self, TRUE);
}

static void
step (IbidReaderView *self, int direction)
{
  guint n = self->matches->len;

  if (n == 0)
    return;
  if (direction > 0)
    set_position (self, self->find_position % n + 1);
  else
    set_position (self, self->find_position > 1 ? self->find_position - 1 : n);
  ibid_reader_find_push (self, TRUE);
}

/**
 * ibid_reader_view_find_next:
 *
 * Goes to the next match, and from the last one to the first.
 */
void
ibid_reader_view_find_next (IbidReaderView *self)
{
  g_return_if_fail (IBID_IS_READER_VIEW (self));

  step (self, 1);
}

/**
 * ibid_reader_view_find_previous:
 *
 * Goes to the match before, and from the first one to the last.
 */
void
ibid_reader_view_find_previous (IbidReaderView *self)
{
  g_return_if_fail (IBID_IS_READER_VIEW (self));

  step (self, -1);
}

/* Another article is shown: what was looked for in the last one is over. */
void
ibid_reader_find_forget (IbidReaderView *self)
{
  g_clear_pointer (&self->find_text, g_free);
  set_matches (self);
}
