/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-text"
#define _GNU_SOURCE /* memmem */

#include "config.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include "ibid-fold.h"

/* what NFKD and case folding leave apart, though people type the one for the other */
static const struct
{
  gunichar from;
  const char *to;
} plain_forms[] = {
  { 0x00AB, "\"" }, { 0x00BB, "\"" }, { 0x00E6, "ae" }, { 0x00F8, "o" },  { 0x0111, "d" },
  { 0x0127, "h" },  { 0x0131, "i" },  { 0x0142, "l" },  { 0x0153, "oe" }, { 0x0167, "t" },
  { 0x02B9, "'" },  { 0x02BB, "'" },  { 0x02BC, "'" },  { 0x05BE, "-" },  { 0x2010, "-" },
  { 0x2011, "-" },  { 0x2012, "-" },  { 0x2013, "-" },  { 0x2014, "-" },  { 0x2015, "-" },
  { 0x2018, "'" },  { 0x2019, "'" },  { 0x201A, "'" },  { 0x201B, "'" },  { 0x201C, "\"" },
  { 0x201D, "\"" }, { 0x201E, "\"" }, { 0x201F, "\"" }, { 0x2032, "'" },  { 0x2033, "\"" },
  { 0x2039, "'" },  { 0x203A, "'" },  { 0x2043, "-" },  { 0x2212, "-" },  { 0x300C, "\"" },
  { 0x300D, "\"" },
};

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar)*text >= 0x80)
      return FALSE;
  return TRUE;
}

static char *
fold_ascii (const char *text)
{
  char *folded = g_ascii_strdown (text, -1);

  for (char *at = folded; *at != '\0'; at++)
    if (g_ascii_isspace (*at))
      *at = ' ';
  return folded;
}

/* joiners, soft hyphens, direction marks, variation selectors */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x034F || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0xE0100 && c <= 0xE01EF);
}

static void
append_folded_char (GString *folded, gunichar c)
{
  guint low = 0;
  guint high = G_N_ELEMENTS (plain_forms);

  if (c < 0x80)
    {
      g_string_append_c (folded, g_ascii_isspace ((char)c) ? ' ' : (char)c);
      return;
    }
  /* marks that sit on a letter; below 10 are those that make another letter of it (nukta, kana
   * voicing, virama) */
  if (g_unichar_combining_class (c) >= 10 || is_invisible (c))
    return;
  if (g_unichar_isspace (c))
    {
      g_string_append_c (folded, ' ');
      return;
    }
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (plain_forms[middle].from == c)
        {
          g_string_append (folded, plain_forms[middle].to);
          return;
        }
      if (plain_forms[middle].from < c)
        low = middle + 1;
      else
        high = middle;
    }
  g_string_append_unichar (folded, c);
}

static UChar *
utf16_from_utf8 (const char *text, gint32 *length)
{
  gsize capacity = strlen (text) + 1;
  UChar *units = g_new (UChar, capacity);
  UErrorCode status = U_ZERO_ERROR;

  u_strFromUTF8WithSub (units, (gint32)capacity, length, text, -1, 0xFFFD, NULL, &status);
  if (U_FAILURE (status))
    *length = 0;
  return units;
}

/* runs an ICU function that fills a buffer, with a larger one if the first is too small */
static UChar *
normalize (const UChar *units, gint32 length, gint32 *new_length)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance (&status);
  gint32 capacity = length * 2 + 32;
  UChar *result = g_new (UChar, capacity);

  *new_length = unorm2_normalize (nfkd, units, length, result, capacity, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR)
    {
      status = U_ZERO_ERROR;
      capacity = *new_length + 1;
      result = g_renew (UChar, result, capacity);
      *new_length = unorm2_normalize (nfkd, units, length, result, capacity, &status);
    }
  if (U_FAILURE (status))
    *new_length = 0;
  return result;
}

static UChar *
fold_case (const UChar *units, gint32 length, gint32 *new_length)
{
  UErrorCode status = U_ZERO_ERROR;
  /* one UTF-16 unit folds to three at the most */
  gint32 capacity = length * 3 + 1;
  UChar *result = g_new (UChar, capacity);

  *new_length = u_strFoldCase (result, capacity, units, length, U_FOLD_CASE_DEFAULT, &status);
  if (U_FAILURE (status))
    *new_length = 0;
  return result;
}

/**
 * ibid_text_fold:
 * @text: UTF-8
 *
 * Makes texts that people would call the same compare equal: NFKD, full case folding, NFKD again,
 * without the marks on letters, with typographic quotes, dashes and spaces as plain ones. Spaces
 * are kept one by one; see ibid_text_collapse_space().
 *
 * Returns: (transfer full): the folded text, for comparison only
 */
char *
ibid_text_fold (const char *text)
{
  g_autofree UChar *units = NULL;
  g_autofree UChar *decomposed = NULL;
  g_autofree UChar *cased = NULL;
  g_autofree UChar *final = NULL;
  GString *folded = NULL;
  gint32 length = 0;
  gint32 at = 0;

  if (is_ascii (text))
    return fold_ascii (text);

  units = utf16_from_utf8 (text, &length);
  decomposed = normalize (units, length, &length);
  cased = fold_case (decomposed, length, &length);
  final = normalize (cased, length, &length);

  folded = g_string_sized_new (strlen (text) + 8);
  while (at < length)
    {
      UChar32 c;

      U16_NEXT (final, at, length, c);
      append_folded_char (folded, U_IS_SURROGATE (c) ? 0xFFFD : (gunichar)c);
    }
  return g_string_free (folded, FALSE);
}

static gboolean
has_foreign_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c;

      /* up to U+02FF there is Latin alone */
      if ((guchar)*text < 0xCC)
        continue;
      c = g_utf8_get_char (text);
      if (g_unichar_isalpha (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN)
        return TRUE;
    }
  return FALSE;
}

static void
append_without_spaces (GString *key, const char *text)
{
  for (; *text != '\0'; text++)
    if (*text != ' ')
      g_string_append_c (key, *text);
}

/**
 * ibid_text_search_key:
 * @text: a name, UTF-8
 *
 * Makes what ibid_text_key_matches() looks into: the folded text and, if it has letters of another
 * script than Latin, its romanisation with and without spaces, one a line. "数字丝绸之路" is found
 * by "数字", "shuzi", "shu zi" and "shuzisichou".
 *
 * Returns: (transfer full): the key
 */
char *
ibid_text_search_key (const char *text)
{
  g_autofree char *folded = ibid_text_fold (text);
  g_autofree char *romanized = NULL;
  g_autofree char *plain = NULL;
  GString *key = NULL;

  if (!has_foreign_letter (text))
    return g_steal_pointer (&folded);

  romanized = ibid_text_romanize (text);
  plain = ibid_text_fold (romanized);
  key = g_string_new (folded);
  g_string_append_c (key, '\n');
  g_string_append (key, plain);
  if (strchr (plain, ' ') != NULL)
    {
      g_string_append_c (key, '\n');
      append_without_spaces (key, plain);
    }
  return g_string_free (key, FALSE);
}

/**
 * ibid_text_key_matches:
 * @search_key: one or more keys of ibid_text_search_key(), a newline between them
 * @folded_query: what is looked for, from ibid_text_fold()
 *
 * Tells whether the query occurs in the key: as it stands, or each of its words somewhere. An empty
 * query matches everything. Allocates nothing.
 *
 * Returns: whether it matches
 */
gboolean
ibid_text_key_matches (const char *search_key, const char *folded_query)
{
  gsize key_length = 0;

  if (strstr (search_key, folded_query) != NULL)
    return TRUE;
  if (strchr (folded_query, ' ') == NULL)
    return FALSE;

  key_length = strlen (search_key);
  while (*folded_query != '\0')
    {
      gsize word = strcspn (folded_query, " ");

      if (word > 0 && memmem (search_key, key_length, folded_query, word) == NULL)
        return FALSE;
      folded_query += word;
      folded_query += strspn (folded_query, " ");
    }
  return TRUE;
}

/**
 * ibid_text_collapse_space:
 * @text: UTF-8
 *
 * Turns every run of white space into one space and drops it at both ends.
 *
 * Returns: (transfer full): the text on one line
 */
char *
ibid_text_collapse_space (const char *text)
{
  GString *collapsed = g_string_sized_new (strlen (text));
  gboolean pending = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isspace (c))
        {
          pending = collapsed->len > 0;
          continue;
        }
      if (pending)
        g_string_append_c (collapsed, ' ');
      pending = FALSE;
      g_string_append_len (collapsed, text, g_utf8_next_char (text) - text);
    }
  return g_string_free (collapsed, FALSE);
}

/**
 * ibid_text_has_han:
 * @text: UTF-8
 *
 * Tells whether a text holds a Chinese character.
 *
 * Returns: whether it does
 */
gboolean
ibid_text_has_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    /* the first of them, U+2E80, begins with the byte E2 */
    if ((guchar)*text >= 0xE2 &&
        g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}
