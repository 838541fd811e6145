/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-text"

#include "config.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include "ibid-words.h"

/* Code points before a place in UTF-16, counted on from one known place. */
static guint
count_on (const UChar *units, gint32 *from, guint chars, gint32 to)
{
  for (; *from < to; chars++)
    *from += U16_IS_LEAD (units[*from]) && *from + 1 < to ? 2 : 1;
  return chars;
}

/**
 * ibid_text_split_words:
 * @text: UTF-8
 * @language: (nullable): BCP 47 tag of its language; %NULL is unknown
 * @block: the block that the spans shall name
 *
 * Finds the words and numbers of a text by ICU's rules (Unicode Standard Annex 29), those of
 * Chinese, Japanese and Thai by its dictionaries. Spaces and punctuation belong to none.
 *
 * Returns: (transfer full) (element-type IbidSpan): the words in order, in code points
 */
GArray *
ibid_text_split_words (const char *text, const char *language, guint block)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  gsize capacity = strlen (text) + 1;
  g_autofree UChar *units = g_new (UChar, capacity);
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator;
  gint32 length = 0;
  gint32 at = 0;
  guint chars = 0;

  u_strFromUTF8WithSub (units, (gint32)capacity, &length, text, -1, 0xFFFD, NULL, &status);
  iterator = ubrk_open (UBRK_WORD, language != NULL ? language : "", units, length, &status);
  if (U_FAILURE (status))
    return words;
  ubrk_first (iterator);
  for (gint32 end = ubrk_next (iterator); end != UBRK_DONE; end = ubrk_next (iterator))
    {
      IbidSpan word = { block, chars, 0 };

      chars = count_on (units, &at, chars, end);
      word.end = chars;
      if (ubrk_getRuleStatus (iterator) >= UBRK_WORD_NUMBER)
        g_array_append_val (words, word);
    }
  ubrk_close (iterator);
  return words;
}
