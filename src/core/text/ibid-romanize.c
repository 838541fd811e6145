/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-text"

#include "config.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include "ibid-fold.h"

/* longest that one character becomes */
#define MAX_GROWTH 8

/* Shared by all threads: opening one reads the whole Han table, and a UTransliterator must not be
 * used by two at once. Looking a Han character up takes it longer than all the rest together, so
 * each is asked for once. */
static UTransliterator *romanizer;
static GHashTable *han_syllables; /* character → syllable */
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
  han_syllables = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/* with the lock held */
static char *
romanize_run (const char *text, gsize length_bytes)
{
  gint32 capacity = (gint32)length_bytes * MAX_GROWTH + 64;
  g_autofree UChar *units = g_new (UChar, capacity);
  char *romanized = NULL;
  gint32 length = 0;
  gint32 limit = 0;
  UErrorCode status = U_ZERO_ERROR;

  u_strFromUTF8WithSub (units, capacity, &length, text, (gint32)length_bytes, 0xFFFD, NULL,
                        &status);
  limit = length;
  if (romanizer != NULL && U_SUCCESS (status))
    utrans_transUChars (romanizer, units, &length, capacity, 0, &limit, &status);
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

static const char *
get_syllable (gunichar c)
{
  char *syllable = g_hash_table_lookup (han_syllables, GUINT_TO_POINTER (c));
  char text[6];

  if (syllable == NULL)
    {
      syllable = g_strstrip (romanize_run (text, (gsize)g_unichar_to_utf8 (c, text)));
      g_hash_table_insert (han_syllables, GUINT_TO_POINTER (c), syllable);
    }
  return syllable;
}

static gboolean
is_han (const char *at)
{
  return (guchar)*at >= 0xE2 && g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN;
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
 * character by character, Cyrillic, Arabic, Greek and others by ICU's "Any-Latin; Latin-ASCII;
 * Lower". May be called from any thread.
 *
 * Returns: (transfer full): the romanised text, for comparison only
 */
char *
ibid_text_romanize (const char *text)
{
  GString *romanized = g_string_sized_new (strlen (text) * 2);
  gboolean after_syllable = FALSE;

  G_LOCK (romanizer);
  open_romanizer ();
  while (*text != '\0')
    {
      const char *end = text;

      if (is_han (text))
        {
          append_apart (romanized, get_syllable (g_utf8_get_char (text)), TRUE, &after_syllable);
          text = g_utf8_next_char (text);
          continue;
        }
      while (*end != '\0' && !is_han (end))
        end = g_utf8_next_char (end);
      {
        g_autofree char *run = romanize_run (text, (gsize)(end - text));

        append_apart (romanized, run, FALSE, &after_syllable);
      }
      text = end;
    }
  G_UNLOCK (romanizer);
  return g_string_free (romanized, FALSE);
}
