/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-text"

#include "config.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include "ibid-sentences.h"

/* a parenthesis longer than this is a sentence or a paragraph of its own, not a citation */
#define MAX_CITATION_CHARS 400
#define MAX_WORD_CHARS 12

/* never the last word of a sentence */
static const char *const titles[] = {
  "dr", "mr", "mrs", "ms", "prof", "gen", "col", "lt", "capt",   "sen",    "rep", "gov", "hon",
  "st", "mt", "vs",  "cf", "e.g",  "i.e", "al",  "ca", "approx", "messrs", "viz", "rev",
};

/* not the last word where a number follows */
static const char *const before_numbers[] = {
  "no",  "nos", "fig", "figs", "p",   "pp",  "vol", "vols", "ch",   "sec", "art", "para", "eq",
  "jan", "feb", "mar", "apr",  "jun", "jul", "aug", "sep",  "sept", "oct", "nov", "dec",  "ed",
};

/* often the last word: then only where the next one is a word that begins sentences */
static const char *const open_ended[] = {
  "u.s", "u.k", "u.n",  "e.u", "d.c",  "a.m",  "p.m", "ph.d",  "jr",    "sr",    "inc",
  "ltd", "co",  "corp", "etc", "dept", "univ", "eds", "trans", "u.s.a", "p.r.c",
};

static const char *const starters[] = {
  "a",      "after",     "all",      "also",    "although", "an",     "and",   "as",    "at",
  "before", "but",       "by",       "despite", "during",   "each",   "even",  "for",   "from",
  "he",     "her",       "his",      "how",     "however",  "if",     "in",    "it",    "its",
  "many",   "meanwhile", "moreover", "most",    "no",       "on",     "one",   "other", "our",
  "she",    "since",     "so",       "some",    "such",     "that",   "the",   "their", "then",
  "there",  "these",     "they",     "this",    "those",    "though", "thus",  "to",    "under",
  "until",  "we",        "what",     "when",    "where",    "which",  "while", "who",   "why",
  "with",   "yet",       "you",
};

typedef struct
{
  const gunichar *chars;
  guint n_chars;
} Text;

static gboolean
is_one_of (const char *word, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

#define is_in(word, words) is_one_of (word, words, G_N_ELEMENTS (words))

static gboolean
is_opening (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OPEN_PUNCTUATION;
}

static gboolean
is_stop (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F || c == 0xFF0E || c == 0x061F || c == 0x06D4 || c == 0x0964;
}

static gunichar
closing_of (gunichar c)
{
  switch (c)
    {
    case '(':
      return ')';
    case '[':
      return ']';
    case 0xFF08:
      return 0xFF09;
    case 0xFF3B:
      return 0xFF3D;
    case 0x3010:
      return 0x3011;
    default:
      return 0;
    }
}

static gunichar
char_at (const Text *text, guint at)
{
  return at < text->n_chars ? text->chars[at] : 0;
}

static guint
skip_space (const Text *text, guint at)
{
  while (at < text->n_chars && g_unichar_isspace (text->chars[at]))
    at++;
  return at;
}

static guint
skip_space_back (const Text *text, guint at, guint floor)
{
  while (at > floor && g_unichar_isspace (text->chars[at - 1]))
    at--;
  return at;
}

/* the word that ends at a position, lower case; letters and inner full stops; "" if too long */
static void
get_word_before (const Text *text, guint end, char word[MAX_WORD_CHARS + 1])
{
  guint start = end;

  word[0] = '\0';
  while (start > 0 && (g_unichar_isalnum (text->chars[start - 1]) || text->chars[start - 1] == '.'))
    {
      if (text->chars[start - 1] >= 0x80 || end - start >= MAX_WORD_CHARS)
        return;
      start--;
    }
  for (guint i = start; i < end; i++)
    word[i - start] = g_ascii_tolower ((char)text->chars[i]);
  word[end - start] = '\0';
}

static void
get_word_after (const Text *text, guint start, char word[MAX_WORD_CHARS + 1])
{
  guint length = 0;

  word[0] = '\0';
  while (start + length < text->n_chars && g_unichar_isalpha (text->chars[start + length]))
    {
      if (text->chars[start + length] >= 0x80 || length >= MAX_WORD_CHARS)
        return;
      length++;
    }
  for (guint i = 0; i < length; i++)
    word[i] = g_ascii_tolower ((char)text->chars[start + i]);
  word[length] = '\0';
}

/* "K." in "K. Tokayev" and "K.-J. Tokayev"; at is the full stop */
static gboolean
is_initial (const Text *text, guint at)
{
  gunichar before = at >= 2 ? text->chars[at - 2] : ' ';

  return at >= 1 && g_unichar_isupper (text->chars[at - 1]) &&
         (g_unichar_isspace (before) || before == '-' || before == 0x2010 || before == '.' ||
          is_opening (before));
}

/* whether a full stop right before the white space before next is that of an abbreviation */
static gboolean
is_after_abbreviation (const Text *text, guint next)
{
  char word[MAX_WORD_CHARS + 1];
  char after[MAX_WORD_CHARS + 1];
  guint end = skip_space_back (text, next, 0);
  gboolean starts_sentence = FALSE;

  if (end == 0 || text->chars[end - 1] != '.')
    return FALSE;
  get_word_before (text, end - 1, word);
  get_word_after (text, next, after);
  starts_sentence = is_in (after, starters);
  if (is_initial (text, end - 1) || is_in (word, open_ended))
    return !starts_sentence;
  if (word[0] == '\0')
    return FALSE;
  return is_in (word, titles) ||
         (is_in (word, before_numbers) && g_unichar_isdigit (char_at (text, next)));
}

static gboolean
has_line_end (const Text *text, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (text->chars[i] == '\n' || text->chars[i] == '\r' || text->chars[i] == 0x2028 ||
        text->chars[i] == 0x2029)
      return TRUE;
  return FALSE;
}

/* one past a parenthesis at a position and the stop behind it, if it looks like a citation of what
 * stands before; else 0 */
static guint
end_of_citation (const Text *text, guint at)
{
  gunichar closing = closing_of (char_at (text, at));
  guint limit = MIN (text->n_chars, at + MAX_CITATION_CHARS);
  guint end = at + 1;
  guint next = 0;

  if (closing == 0)
    return 0;
  while (end < limit && text->chars[end] != closing && !has_line_end (text, end, end + 1))
    end++;
  /* "(This is a sentence.)" stands by itself */
  if (end >= limit || text->chars[end] != closing || end == at + 1 ||
      is_stop (text->chars[end - 1]))
    return 0;
  end++;
  while (end < text->n_chars && is_stop (text->chars[end]))
    end++;
  next = skip_space (text, end);
  if (next < text->n_chars && !has_line_end (text, end, next) &&
      (g_unichar_islower (text->chars[next]) ||
       (g_unichar_ispunct (text->chars[next]) && closing_of (text->chars[next]) == 0 &&
        g_unichar_type (text->chars[next]) != G_UNICODE_INITIAL_PUNCTUATION &&
        text->chars[next] != '"' && text->chars[next] != '\'')))
    return 0;
  return end;
}

/* Moves a break that ICU found to where it should be, or answers 0 if there should be none.
 * ICU lets opening brackets belong to the sentence before, and knows no abbreviations. */
static guint
correct_break (const Text *text, guint start, guint at)
{
  guint next = 0;
  guint end = skip_space_back (text, at, start);

  if (has_line_end (text, end, at) || at >= text->n_chars)
    return at;
  while (end > start && is_opening (text->chars[end - 1]))
    at = --end;
  next = skip_space (text, at);
  for (guint after = end_of_citation (text, next); after != 0; after = end_of_citation (text, next))
    {
      at = after;
      next = skip_space (text, at);
      if (has_line_end (text, at, next))
        return next;
    }
  if (next >= text->n_chars)
    return text->n_chars;
  if (g_unichar_islower (text->chars[next]) || is_after_abbreviation (text, next))
    return 0;
  return at > start ? next : 0;
}

static void
append_trimmed (GArray *sentences, const Text *text, guint block, guint start, guint end)
{
  IbidSpan span = { block, skip_space (text, start), 0 };

  span.end = skip_space_back (text, end, MIN (span.start, end));
  if (span.start < span.end)
    g_array_append_val (sentences, span);
}

typedef struct
{
  char *language;
  UBreakIterator *iterator;
} Breaker;

static void
breaker_free (Breaker *breaker)
{
  ubrk_close (breaker->iterator);
  g_free (breaker->language);
  g_free (breaker);
}

/* the last one used is kept for each thread: opening one costs more than a paragraph */
static UBreakIterator *
get_iterator (GPrivate *kept, UBreakIteratorType type, const char *language)
{
  Breaker *breaker = g_private_get (kept);
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;

  if (language == NULL)
    language = "";
  if (breaker != NULL && strcmp (breaker->language, language) == 0)
    return breaker->iterator;

  if (strlen (language) < ULOC_FULLNAME_CAPACITY)
    uloc_forLanguageTag (language, locale, sizeof locale, NULL, &status);
  if (U_FAILURE (status))
    locale[0] = '\0';
  status = U_ZERO_ERROR;
  breaker = g_new0 (Breaker, 1);
  breaker->language = g_strdup (language);
  breaker->iterator = ubrk_open (type, locale, NULL, 0, &status);
  g_private_replace (kept, breaker);
  return breaker->iterator;
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

/**
 * ibid_text_split_sentences:
 * @text: UTF-8
 * @language: (nullable): BCP 47 tag of its language; %NULL is unknown
 * @block: the block that the spans shall name
 *
 * Splits a text into sentences, by ICU's rules (Unicode Standard Annex 29) with these corrections:
 * none ends behind an abbreviation, an initial, or before a small letter; a parenthesis right
 * behind a stop, "… a market. (Xinhua, January 22)", belongs to the sentence before it.
 *
 * Returns: (transfer full) (element-type IbidSpan): the sentences in order, without white space at
 *   their ends, in code points; they do not overlap, and only white space is left out
 */
GArray *
ibid_text_split_sentences (const char *text, const char *language, guint block)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify)breaker_free);
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  UBreakIterator *iterator = get_iterator (&kept, UBRK_SENTENCE, language);
  g_autofree gunichar *chars = NULL;
  g_autofree UChar *units = NULL;
  glong n_chars = 0;
  gint32 length = 0;
  gint32 unit = 0;
  Text view;
  guint at = 0;
  guint start = 0;
  UErrorCode status = U_ZERO_ERROR;

  chars = g_utf8_to_ucs4_fast (text, -1, &n_chars);
  view = (Text){ chars, (guint)n_chars };
  units = utf16_from_utf8 (text, &length);
  if (iterator != NULL)
    ubrk_setText (iterator, units, length, &status);
  if (iterator == NULL || U_FAILURE (status))
    length = 0;

  for (gint32 found = length > 0 ? ubrk_next (iterator) : UBRK_DONE; found != UBRK_DONE;
       found = ubrk_next (iterator))
    {
      guint end;

      for (; unit < found; at++)
        unit += view.chars[at] >= 0x10000 ? 2 : 1;
      if (at <= start)
        continue;
      end = correct_break (&view, start, at);
      if (end <= start)
        continue;
      append_trimmed (sentences, &view, block, start, end);
      start = end;
    }
  append_trimmed (sentences, &view, block, start, view.n_chars);
  return sentences;
}

/**
 * ibid_text_count_words:
 * @text: UTF-8
 * @language: (nullable): BCP 47 tag of its language; %NULL is unknown
 *
 * Counts words and numbers, for "11 min". Chinese, Japanese and Thai words are found by ICU's
 * dictionaries.
 *
 * Returns: the number of words
 */
guint
ibid_text_count_words (const char *text, const char *language)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify)breaker_free);
  UBreakIterator *iterator = get_iterator (&kept, UBRK_WORD, language);
  g_autofree UChar *units = NULL;
  UErrorCode status = U_ZERO_ERROR;
  gint32 length = 0;
  guint words = 0;

  if (iterator == NULL || *text == '\0')
    return 0;
  units = utf16_from_utf8 (text, &length);
  ubrk_setText (iterator, units, length, &status);
  if (U_FAILURE (status))
    return 0;
  while (ubrk_next (iterator) != UBRK_DONE)
    words += ubrk_getRuleStatus (iterator) >= UBRK_WORD_NUMBER;
  return words;
}
