/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-tokens-private.h"

/* A tokeniser for names: what belongs to one (“Nur-Sultan”, “O’Neill”, “U.S.”, “COVID-19”) stays
 * in one piece, and of what stands between two words is kept what decides whether a name may go on
 * there. */

#define RIGHT_QUOTE 0x2019
#define MAX_INITIALS 12

/* what takes the character before it into its cluster without being a mark: joiners, the colours of
 * faces, tags */
static gboolean
is_joined (gunichar c)
{
  return c == 0x200C || c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF) ||
         (c >= 0xE0020 && c <= 0xE007F);
}

/* what takes the character after it into its cluster: number signs of Arabic, Syriac, Kaithi */
static gboolean
is_prefixed (gunichar c)
{
  return (c >= 0x600 && c <= 0x605) || c == 0x6DD || c == 0x70F || c == 0x890 || c == 0x891 ||
         c == 0x8E2 || c == 0x110BD || c == 0x110CD;
}

static gboolean
is_word_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c);
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || is_joined (c) || is_prefixed (c);
}

/* a word does not begin within a cluster */
static gboolean
is_word_start (gunichar c)
{
  return is_word_char (c) && (c < 0x80 || (!g_unichar_ismark (c) && !is_joined (c)));
}

static gunichar
char_at (const char *p)
{
  return (guchar)*p < 0x80 ? (gunichar)(guchar)*p : g_utf8_get_char (p);
}

static gboolean
is_upper (gunichar c)
{
  return c < 0x80 ? g_ascii_isupper (c) : g_unichar_isupper (c);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == RIGHT_QUOTE || c == '`' || c == 0x02BC || c == 0x02BB || c == 0x2018;
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011;
}

/* “al-”, “el-”, “ul-”: the name goes on with a capital */
static gboolean
is_particle (const char *start, gsize length)
{
  static const char *const particles[] = { "al", "el", "ul",  "an",  "as",  "at",
                                           "ar", "ad", "ibn", "bin", "ash", "az" };

  for (gsize i = 0; i < G_N_ELEMENTS (particles); i++)
    if (strlen (particles[i]) == length && strncmp (particles[i], start, length) == 0)
      return TRUE;
  return FALSE;
}

static gsize
span_of (const char *start, gsize length, const char *letters)
{
  gsize n = 0;

  while (n < length && strchr (letters, g_ascii_tolower (start[n])) != NULL)
    n++;
  return n;
}

/* one of the halves of “Pui-kuen” and “Tai-san”: consonants, vowels, and one of the few ends that a
 * syllable has there; and no word of English: not “Built-in” */
static gboolean
is_syllable (const char *start, gsize length)
{
  const IbidWordRoles harmless =
      IBID_WORD_PARTICLE | IBID_WORD_CHINESE_SURNAME | IBID_WORD_PLACE_PREFIX;
  g_autofree char *lower = g_ascii_strdown (start, (gssize)length);
  gsize n;

  if (length < 2 || length > 5 || (ibid_word_roles_lookup (lower, length) & ~harmless) != 0)
    return FALSE;
  n = span_of (lower, length, "bcdfghjklmnpqrstwxyz");
  if (n > 3 || span_of (lower + n, length - n, "aeiou") == 0)
    return FALSE;
  n += span_of (lower + n, length - n, "aeiou");
  return n == length || (n + 1 == length && strchr ("nktpmh", lower[n]) != NULL) ||
         (n + 2 == length && strcmp (lower + n, "ng") == 0);
}

/* “Yunus-bek”, “Jong-un”, “Mazar-i-Sharif”: names whose second half has no capital */
static gboolean
is_name_tail (const char *word, const char *start)
{
  static const char *const tails[] = { "us",   "ur",   "ash",  "as",   "el",   "bek",   "khan",
                                       "ogly", "oglu", "uulu", "uly",  "zade", "zadeh", "i",
                                       "e",    "ul",   "al",   "ud",   "din",  "jan",   "un",
                                       "il",   "shek", "won",  "woo",  "soo",  "hoon",  "hee",
                                       "sik",  "sung", "jin",  "hyun", "wook", "chul",  "kyu",
                                       "suk",  "seok" };
  gsize length = 0;

  while (g_ascii_islower (start[length]))
    length++;
  if (is_syllable (word, (gsize)(start - word) - 1) && is_syllable (start, length))
    return !is_word_char (char_at (start + length));
  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    if (strlen (tails[i]) == length && strncmp (tails[i], start, length) == 0)
      return !is_word_char (char_at (start + length));
  return FALSE;
}

/* whether a word that reached a hyphen goes on behind it */
static gboolean
continues_after_hyphen (const char *start, const char *hyphen)
{
  const char *next = g_utf8_next_char (hyphen);
  gunichar c = char_at (next);
  gboolean capital = is_upper (char_at (start)) || g_ascii_isdigit (*start);

  if (!is_word_char (c))
    return FALSE;
  if (is_upper (c))
    return capital || is_particle (start, (gsize)(hyphen - start));
  if (g_ascii_isdigit (c))
    return capital;
  return !capital || is_name_tail (start, next);
}

/* the end of “U.S.” and the like, where each letter has its full stop; NULL: it is none */
static const char *
skip_initials (const char *start)
{
  const char *p = start;
  guint n = 0;

  while (g_ascii_isupper (p[0]) && p[1] == '.' && n < MAX_INITIALS)
    {
      p += 2;
      n++;
    }
  return n > 1 && !is_word_char (char_at (p)) ? p : NULL;
}

/* whether a full stop is inside a word: a number, or a domain */
static gboolean
continues_after_stop (const char *start, const char *stop)
{
  if (g_ascii_isdigit (stop[-1]) && g_ascii_isdigit (stop[1]))
    return TRUE;
  return stop - start > 1 && g_ascii_isalpha (stop[-1]) && g_ascii_islower (stop[1]) &&
         g_ascii_islower (stop[2]);
}

static gboolean
continues_after_comma (const char *comma)
{
  return g_ascii_isdigit (comma[-1]) && g_ascii_isdigit (comma[1]) && g_ascii_isdigit (comma[2]) &&
         g_ascii_isdigit (comma[3]);
}

/* how the word at start goes on at p, which is no letter; the place to go on, or NULL */
static const char *
cross (const char *start, const char *p)
{
  gunichar c = char_at (p);

  if (is_hyphen (c))
    return continues_after_hyphen (start, p) ? g_utf8_next_char (p) : NULL;
  if (is_apostrophe (c))
    {
      const char *next = g_utf8_next_char (p);

      /* “Xinjiang’s”: not part of it; “O’Neill”, “don’t” */
      if (!is_word_char (char_at (next)) || *next == '\0' ||
          ((*next == 's' || *next == 'S') && !is_word_char (char_at (next + 1))))
        return NULL;
      return g_ascii_isdigit (*next) ? NULL : next;
    }
  if (c == '.')
    return continues_after_stop (start, p) ? p + 1 : NULL;
  if (c == ',')
    return continues_after_comma (p) ? p + 1 : NULL;
  if (c == '&')
    return p - start <= 2 && is_upper (char_at (start)) && g_ascii_isupper (p[1]) ? p + 1 : NULL;
  return NULL;
}

static const char *
skip_word (const char *start)
{
  const char *p = skip_initials (start);

  if (p != NULL)
    return p;
  for (p = start; *p != '\0';)
    {
      const char *next;

      if (is_word_char (char_at (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      next = p > start ? cross (start, p) : NULL;
      if (next == NULL)
        break;
      p = next;
    }
  return p;
}

/* after a word: ’s, ´s or the lone ’ of a plural; returns its length in bytes */
static gsize
possessive_length (const char *word_end, char last)
{
  gunichar c = char_at (word_end);
  const char *next;

  if (!is_apostrophe (c) && c != 0xB4)
    return 0;
  next = g_utf8_next_char (word_end);
  if ((*next == 's' || *next == 'S') && !is_word_char (char_at (next + 1)))
    return (gsize)(next + 1 - word_end);
  return last == 's' && c == RIGHT_QUOTE && *next == ' ' ? (gsize)(next - word_end) : 0;
}

static guint16
classify_ascii (char c)
{
  switch (c)
    {
    case ' ':
      return IBID_GAP_SPACE;
    case '-':
      return IBID_GAP_HYPHEN;
    case ',':
      return IBID_GAP_COMMA;
    case '.':
    case '!':
    case '?':
      return IBID_GAP_STOP;
    case ':':
    case ';':
      return IBID_GAP_COLON;
    case '(':
    case '[':
      return IBID_GAP_OPEN;
    case ')':
    case ']':
      return IBID_GAP_CLOSE;
    case '/':
      return IBID_GAP_SLASH;
    case '&':
      return IBID_GAP_AMPERSAND;
    case '\n':
    case '\r':
    case '\t':
      return IBID_GAP_BREAK;
    default:
      return IBID_GAP_OTHER;
    }
}

/* what one character between two words means; before and after are its neighbours */
static guint16
classify_gap (gunichar c, gboolean after_space, gboolean before_word)
{
  switch (c)
    {
    case '"':
    case '\'':
      return before_word && after_space ? IBID_GAP_QUOTE_OPEN : IBID_GAP_QUOTE_CLOSE;
    case 0x201C:
    case 0x2018:
    case 0xAB:
    case 0x201E:
      return IBID_GAP_QUOTE_OPEN;
    case 0x201D:
    case RIGHT_QUOTE:
    case 0xBB:
      return IBID_GAP_QUOTE_CLOSE;
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return IBID_GAP_DASH;
    case 0x2026:
      return IBID_GAP_STOP;
    case 0xA0:
    case 0x202F:
    case 0x2009:
      return IBID_GAP_SPACE;
    case 0x3001:
    case 0xFF0C:
      return IBID_GAP_COMMA;
    case 0x3002:
      return IBID_GAP_STOP;
    case 0xFF08:
      return IBID_GAP_OPEN;
    case 0xFF09:
      return IBID_GAP_CLOSE;
    default:
      return c < 0x80 ? classify_ascii ((char)c) : IBID_GAP_OTHER;
    }
}

static const char *
skip_gap (const char *p, guint16 *gap)
{
  gboolean after_space = (*gap & IBID_GAP_BREAK) != 0;

  while (*p != '\0')
    {
      gunichar c = char_at (p);
      const char *next;
      guint16 kind;

      if (is_word_start (c))
        break;
      next = g_utf8_next_char (p);
      kind = classify_gap (c, after_space, is_word_char (char_at (next)) && *next != '\0');
      *gap |= kind;
      after_space = (kind & (IBID_GAP_SPACE | IBID_GAP_OPEN | IBID_GAP_BREAK | IBID_GAP_DASH)) != 0;
      p = next;
    }
  return p;
}

/* “Dr. X”, “J. X”, “No. 7”: the full stop ends no sentence */
static gboolean
is_abbreviation (IbidSymbols *symbols, const IbidToken *token)
{
  const IbidSymbol *symbol = ibid_symbols_get (symbols, token->symbol);

  if (symbol->length == 1)
    return g_ascii_isupper (symbol->text[0]);
  return (symbol->roles & IBID_WORD_ABBREVIATION) != 0;
}

/* marks the beginnings of sentences and of what looks like one */
static guint16
find_start (IbidSymbols *symbols, const IbidToken *before, IbidToken *token)
{
  guint16 flags = (token->gap & IBID_GAP_QUOTE_OPEN) != 0 ? IBID_TOKEN_QUOTED : 0;

  if (before == NULL || (token->gap & IBID_GAP_BREAK) != 0)
    return flags | IBID_TOKEN_START;
  if ((token->gap & IBID_GAP_STOP) != 0 && (token->gap & ~IBID_GAP_STOP) != 0)
    {
      if ((token->gap & ~(IBID_GAP_STOP | IBID_GAP_SPACE)) == 0 &&
          is_abbreviation (symbols, before))
        token->gap = (token->gap & ~IBID_GAP_STOP) | IBID_GAP_DOT;
      else
        flags |= IBID_TOKEN_START;
    }
  if ((token->gap & IBID_GAP_STOP) != 0 && (token->gap & ~IBID_GAP_STOP) == 0)
    flags |= IBID_TOKEN_START;
  if ((token->gap & (IBID_GAP_COLON | IBID_GAP_OTHER)) != 0)
    flags |= IBID_TOKEN_START;
  return flags;
}

/* whether a full stop was taken into the word before that ends a sentence, too: “in the U.S. The”
 */
static gboolean
ends_like_a_sentence (const char *text, const IbidToken *before)
{
  return before->end > before->start && text[before->end - 1] == '.';
}

/**
 * ibid_tokens_append:
 * @tokens: (element-type IbidToken): where to put them
 * @symbols: table of the words
 * @text: UTF-8, NUL-terminated, shorter than 4 GiB
 *
 * Cuts one block's text into words and counts in @symbols how they are used.
 */
void
ibid_tokens_append (GArray *tokens, IbidSymbols *symbols, const char *text)
{
  const char *p = text;
  guint first = tokens->len;
  guint16 gap = IBID_GAP_BREAK;

  while (*(p = skip_gap (p, &gap)) != '\0')
    {
      IbidToken token = { 0 };
      const IbidToken *before =
          tokens->len > first ? &g_array_index (tokens, IbidToken, tokens->len - 1) : NULL;
      const char *end = skip_word (p);
      gsize tail = possessive_length (end, end[-1]);
      IbidSymbol *symbol;

      token.start = (guint32)(p - text);
      token.end = (guint32)(end - text);
      token.gap = gap;
      token.symbol = ibid_symbols_intern (symbols, p, (gsize)(end - p));
      token.flags = find_start (symbols, before, &token);
      if (tail > 0)
        token.flags |= IBID_TOKEN_POSSESSIVE;
      symbol = ibid_symbols_get (symbols, token.symbol);
      if (before != NULL && ends_like_a_sentence (text, before) &&
          (ibid_symbols_get (symbols, symbol->lower)->roles & IBID_WORD_FUNCTION) != 0)
        token.flags |= IBID_TOKEN_START;
      symbol->n_total++;
      g_array_append_val (tokens, token);
      p = end + tail;
      gap = IBID_GAP_NONE;
    }
}
