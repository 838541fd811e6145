/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-text"

#include "config.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include "ibid-fold.h"
#include "ibid-pinyin-table.h"

/* longest that one character becomes */
#define MAX_GROWTH 8

/* shared by all threads: opening one reads tables, and a UTransliterator must not be used by two at
 * once */
static UTransliterator *romanizer;
G_LOCK_DEFINE_STATIC (romanizer);

static void
open_romanizer (void)
{
  static const char rules[] = "Any-Latin; Latin-ASCII; Lower";
  UChar id[sizeof rules];
  UErrorCode status = U_ZERO_ERROR;

  if (romanizer != NULL)
    return;
  u_uastrcpy (id, rules);
  romanizer = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
}

static gboolean
is_ascii (const char *text, gsize length_bytes)
{
  for (gsize i = 0; i < length_bytes; i++)
    if ((guchar)text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static char *
romanize_run (const char *text, gsize length_bytes)
{
  gint32 capacity = (gint32)length_bytes * MAX_GROWTH + 64;
  g_autofree UChar *units = g_new (UChar, capacity);
  char *romanized = NULL;
  gint32 length = 0;
  gint32 limit = 0;
  UErrorCode status = U_ZERO_ERROR;

  if (is_ascii (text, length_bytes))
    return g_ascii_strdown (text, (gssize)length_bytes);

  u_strFromUTF8WithSub (units, capacity, &length, text, (gint32)length_bytes, 0xFFFD, NULL,
                        &status);
  limit = length;
  G_LOCK (romanizer);
  open_romanizer ();
  if (romanizer != NULL && U_SUCCESS (status))
    utrans_transUChars (romanizer, units, &length, capacity, 0, &limit, &status);
  G_UNLOCK (romanizer);
  /* a text that grew beyond all measure is not one that somebody searches for */
  if (U_FAILURE (status))
    length = 0;
  length = MIN (length, capacity);
  status = U_ZERO_ERROR;
  romanized = g_malloc ((gsize)length * 3 + 1);
  u_strToUTF8WithSub (romanized, length * 3 + 1, NULL, units, length, 0xFFFD, NULL, &status);
  if (U_FAILURE (status))
    romanized[0] = '\0';
  return romanized;
}

/* NULL: not in the table, or without a reading there */
static const char *
get_syllable (const char *at)
{
  gunichar c = (guchar)*at >= 0xE2 ? g_utf8_get_char (at) : 0;
  const char *syllable = NULL;

  if (c < PINYIN_FIRST || c > PINYIN_LAST)
    return NULL;
  syllable = pinyin_syllables[pinyin_indices[c - PINYIN_FIRST]];
  return *syllable != '\0' ? syllable : NULL;
}

/* syllables stand apart from one another and from letters and digits */
static void
append_apart (GString *romanized, const char *piece, gboolean is_syllable, gboolean *after_syllable)
{
  if (romanized->len > 0 && (is_syllable || *after_syllable) &&
      g_ascii_isalnum (romanized->str[romanized->len - 1]) && g_ascii_isalnum (piece[0]))
    g_string_append_c (romanized, ' ');
  g_string_append (romanized, piece);
  *after_syllable = is_syllable;
}

/**
 * ibid_text_romanize:
 * @text: UTF-8
 *
 * Writes a text in lower-case ASCII letters as far as it can be done: Han as pinyin without tones,
 * character by character, by a table made of ICU's "Han-Latin"; Cyrillic, Arabic, Greek, rarer Han
 * and others by ICU's "Any-Latin; Latin-ASCII; Lower". May be called from any thread.
 *
 * Returns: (transfer full): the romanised text, for comparison only
 */
char *
ibid_text_romanize (const char *text)
{
  GString *romanized = g_string_sized_new (strlen (text) * 2);
  gboolean after_syllable = FALSE;

  while (*text != '\0')
    {
      const char *syllable = get_syllable (text);
      const char *end = text;
      g_autofree char *run = NULL;

      if (syllable != NULL)
        {
          append_apart (romanized, syllable, TRUE, &after_syllable);
          text = g_utf8_next_char (text);
          continue;
        }
      while (*end != '\0' && get_syllable (end) == NULL)
        end = g_utf8_next_char (end);
      run = romanize_run (text, (gsize)(end - text));
      append_apart (romanized, run, FALSE, &after_syllable);
      text = end;
    }
  return g_string_free (romanized, FALSE);
}
