/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-text"

#include "config.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include "ibid-offsets.h"

/* how far back a cluster may begin; longer runs of marks do not occur in honest text */
#define MAX_CONTEXT_CHARS 64

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

/* length of the plain ASCII at the beginning of a text, at most limit_bytes, at least not past the
 * NUL; answers in steps of eight, so it may be short by up to seven */
static gsize
ascii_run_bytes (const char *text, gsize limit_bytes)
{
  gsize length = strnlen (text, limit_bytes);
  gsize at = 0;

  while (at + sizeof (guint64) <= length)
    {
      guint64 word;

      memcpy (&word, text + at, sizeof word);
      if ((word & HIGH_BITS) != 0)
        break;
      at += sizeof word;
    }
  return at;
}

/**
 * ibid_text_bytes_from_chars:
 * @text: UTF-8
 * @offset_chars: offset in code points
 *
 * Turns code points into bytes. An offset past the end gives the length of the text.
 *
 * Returns: offset in bytes
 */
gsize
ibid_text_bytes_from_chars (const char *text, guint offset_chars)
{
  const char *at = text;

  while (offset_chars > 0 && *at != '\0')
    {
      gsize run = offset_chars >= 16 && (guchar)*at < 0x80 ? ascii_run_bytes (at, offset_chars) : 0;

      if (run > 0)
        {
          at += run;
          offset_chars -= (guint)run;
          continue;
        }
      at = g_utf8_next_char (at);
      offset_chars--;
    }
  return (gsize)(at - text);
}

/**
 * ibid_text_chars_from_bytes:
 * @text: UTF-8
 * @offset_bytes: offset in bytes
 *
 * Turns bytes into code points. An offset inside a character counts as the one of its first byte;
 * one past the end gives the number of all characters.
 *
 * Returns: offset in code points
 */
guint
ibid_text_chars_from_bytes (const char *text, gsize offset_bytes)
{
  gsize length = strnlen (text, offset_bytes);
  gsize continuations = 0;

  for (gsize i = 0; i < length; i++)
    continuations += ((guchar)text[i] & 0xC0) == 0x80;
  /* the bytes seen of a character that the offset cuts are not a whole one */
  if (length == offset_bytes && ((guchar)text[length] & 0xC0) == 0x80)
    return (guint)(length - continuations) - 1;
  return (guint)(length - continuations);
}

/**
 * ibid_text_utf16_from_chars:
 * @text: UTF-8
 * @offset_chars: offset in code points
 *
 * Turns code points into UTF-16 code units, the unit of JavaScript. An offset past the end gives
 * the length of the text.
 *
 * Returns: offset in UTF-16 code units
 */
guint
ibid_text_utf16_from_chars (const char *text, guint offset_chars)
{
  const char *at = text;
  guint units = 0;

  for (; offset_chars > 0 && *at != '\0'; offset_chars--)
    {
      units += (guchar)*at >= 0xF0 ? 2 : 1;
      at = g_utf8_next_char (at);
    }
  return units;
}

/**
 * ibid_text_chars_from_utf16:
 * @text: UTF-8
 * @offset_utf16: offset in UTF-16 code units
 *
 * Turns UTF-16 code units into code points. An offset between two surrogates counts as the one of
 * their character; one past the end gives the number of all characters.
 *
 * Returns: offset in code points
 */
guint
ibid_text_chars_from_utf16 (const char *text, guint offset_utf16)
{
  const char *at = text;
  guint units = 0;
  guint chars = 0;

  while (*at != '\0')
    {
      units += (guchar)*at >= 0xF0 ? 2 : 1;
      if (units > offset_utf16)
        break;
      at = g_utf8_next_char (at);
      chars++;
    }
  return chars;
}

/**
 * ibid_text_dup_slice:
 * @text: UTF-8
 * @start_chars: first character, in code points
 * @end_chars: one past the last, in code points
 *
 * Copies a piece of a text. Offsets past the end are taken as the end; an end before the start
 * gives "".
 *
 * Returns: (transfer full): the piece
 */
char *
ibid_text_dup_slice (const char *text, guint start_chars, guint end_chars)
{
  const char *start = text + ibid_text_bytes_from_chars (text, start_chars);
  gsize length = 0;

  if (end_chars > start_chars)
    length = ibid_text_bytes_from_chars (start, end_chars - start_chars);
  return g_strndup (start, length);
}

static UBreakIterator *
get_cluster_iterator (void)
{
  static GPrivate iterators = G_PRIVATE_INIT ((GDestroyNotify)ubrk_close);
  UBreakIterator *iterator = g_private_get (&iterators);

  if (iterator == NULL)
    {
      UErrorCode status = U_ZERO_ERROR;

      iterator = ubrk_open (UBRK_CHARACTER, "", NULL, 0, &status);
      if (U_FAILURE (status))
        return NULL;
      g_private_set (&iterators, iterator);
    }
  return iterator;
}

/* characters that never join with a neighbour of the same sort */
static gboolean
stands_alone (gunichar c)
{
  return c < 0x300 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x400 && c <= 0x481);
}

static gboolean
is_boundary_by_rule (const char *text, const char *at)
{
  UBreakIterator *iterator = get_cluster_iterator ();
  UChar units[4 * MAX_CONTEXT_CHARS];
  UErrorCode status = U_ZERO_ERROR;
  const char *start = at;
  const char *end = at;
  gint32 length = 0;
  gint32 before = 0;

  for (guint i = 0; i < MAX_CONTEXT_CHARS && start > text; i++)
    {
      start = g_utf8_prev_char (start);
      /* nothing reaches back over a plain letter */
      if ((guchar)*start < 0x80)
        break;
    }
  for (guint i = 0; i < 2 && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  u_strFromUTF8 (units, G_N_ELEMENTS (units), &before, start, (gint32)(at - start), &status);
  u_strFromUTF8 (units, G_N_ELEMENTS (units), &length, start, (gint32)(end - start), &status);
  if (iterator == NULL || U_FAILURE (status))
    return TRUE;
  ubrk_setText (iterator, units, length, &status);
  return U_FAILURE (status) || ubrk_isBoundary (iterator, before);
}

/**
 * ibid_text_is_cluster_boundary:
 * @text: UTF-8
 * @offset_chars: offset in code points
 *
 * Tells whether a text may be cut at an offset without tearing what a person sees as one
 * character: a letter with its combining marks, CR LF, a flag, an emoji joined by ZWJ (Unicode
 * Standard Annex 29, extended grapheme clusters). Both ends of the text may be cut at; past the end
 * may not.
 *
 * Returns: whether the offset is between two clusters
 */
gboolean
ibid_text_is_cluster_boundary (const char *text, guint offset_chars)
{
  const char *at = NULL;
  gunichar previous;
  gunichar next;

  if (offset_chars == 0)
    return TRUE;
  at = text + ibid_text_bytes_from_chars (text, offset_chars - 1);
  if (*at == '\0')
    return FALSE;
  previous = g_utf8_get_char (at);
  at = g_utf8_next_char (at);
  if (*at == '\0')
    return TRUE;
  next = g_utf8_get_char (at);
  if (previous == '\r' && next == '\n')
    return FALSE;
  if (stands_alone (previous) && stands_alone (next))
    return TRUE;
  return is_boundary_by_rule (text, at);
}
