/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-names.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define MAX_NAME_WORDS 14
#define MAX_NAME_BYTES 200
#define MAX_ACRONYM_WORDS 12
/* words without a letter of their own: "of", "and" */
#define MAX_ACRONYM_GAPS 3

struct _IbidCiteNames
{
  IbidOutletGazetteer *outlets; /* or NULL */
  GHashTable *found;            /* name as written → IbidOutlet, or NULL: not known */
};

/* small words within names */
static const char *const connectors[] = {
  "of",  "the", "and", "for", "in",  "on",  "at",   "to",  "a",    "an",  "et",  "al",
  "de",  "du",  "des", "la",  "le",  "les", "el",   "al-", "der",  "die", "das", "und",
  "für", "von", "van", "den", "del", "di",  "da",   "do",  "dos",  "e",   "y",   "i",
  "va",  "ve",  "zu",  "ter", "bin", "ibn", "ben",  "und", "og",   "och", "с",   "и",
  "та",  "по",  "v",   "na",  "via", "its", "with", "by",  "from", "s",   NULL,
};
/* what a publisher puts out, in small letters behind its name */
static const char *const generics[] = {
  "website",      "site",      "blog",       "statement",  "webpage",   "page",      "homepage",
  "portal",       "channel",   "newsletter", "podcast",    "database",  "dataset",   "report",
  "reports",      "release",   "press",      "transcript", "interview", "documents", "communiqué",
  "filing",       "filings",   "archive",    "archives",   "brief",     "briefing",  "post",
  "tweet",        "feed",      "broadcast",  "news",       "video",     "magazine",  "newspaper",
  "spokesperson", "spokesman", "agency",     "service",    "bulletin",  "registry",  "advisory",
  "author",       "official",  NULL,
};
/* what happens, is signed or is held; with a year behind it, it is not who wrote */
static const char *const events[] = {
  "olympics",   "olympiad",  "cup",      "games",        "summit", "conference", "agreement",
  "treaty",     "act",       "law",      "forum",        "expo",   "war",        "convention",
  "election",   "elections", "plan",     "agenda",       "vision", "horizon",    "protocol",
  "edition",    "exercise",  "festival", "championship", "season", "episode",    "version",
  "resolution", "census",    NULL,
};
static const char *const numbered[] = {
  "article", "articles", "art",  "section", "sec",   "chapter", "ch",       "figure",  "fig",
  "table",   "vol",      "part", "no",      "page",  "p",       "appendix", "annex",   "box",
  "line",    "lines",    "step", "level",   "phase", "stage",   "season",   "version", NULL,
};
/* small words alone before a date: the date of an event, not a source */
static const char *const not_names[] = {
  "born", "died", "from", "till", "late", "mid",  "early", "in",  "on",   "by",    "as",
  "of",   "to",   "at",   "c",    "ca",   "d",    "b",     "r",   "aged", "no",    "vol",
  "pp",   "p",    "est",  "ed",   "rev",  "last", "next",  "and", "or",   "until", "since",
  "now",  "then", "this", "the",  "a",    "is",   "was",   NULL,
};
/* beside ICU's countries and the cities of its time zones */
static const char *const more_places[] = {
  "beijing",
  "new delhi",
  "washington",
  "washington d.c.",
  "geneva",
  "astana",
  "nur-sultan",
  "st. petersburg",
  "the hague",
  "davos",
  "munich",
  "kyiv",
  "ankara",
  "islamabad",
  "abuja",
  "jerusalem",
  "tel aviv",
  "ottawa",
  "canberra",
  "wellington",
  "brasilia",
  "pretoria",
  "cape town",
  "rio de janeiro",
  "san francisco",
  "boston",
  "seattle",
  "houston",
  "miami",
  "milan",
  "barcelona",
  "frankfurt",
  "hamburg",
  "osaka",
  "kyoto",
  "shenzhen",
  "guangzhou",
  "hangzhou",
  "chengdu",
  "wuhan",
  "tianjin",
  "nanjing",
  "mumbai",
  "bangalore",
  "hanoi",
  "rabat",
  "usa",
  "us",
  "uk",
  "uae",
  "eu",
  "ussr",
  "prc",
  "england",
  "scotland",
  "wales",
  "california",
  "texas",
  "florida",
  "crimea",
  "donbas",
  "europe",
  "asia",
  "africa",
  "america",
  "xinjiang",
  "tibet",
  "guangdong",
  NULL,
};

/**
 * ibid_cite_is_one_of:
 * @word: a word
 * @length: its length in bytes
 * @words: (array zero-terminated=1): words in lower case
 *
 * Looks a word up in a list, whatever the case of its letters from A to Z.
 *
 * Returns: %TRUE if it is there
 */
gboolean
ibid_cite_is_one_of (const char *word, gsize length, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == length && g_ascii_strncasecmp (word, *words, length) == 0)
      return TRUE;
  return FALSE;
}

static gsize
length_of (const IbidCiteToken *token)
{
  return token->end - token->start;
}

/* how many tokens the words of a phrase are; points between them do not count */
static guint
match_words (const char *text, const GArray *tokens, guint at, guint end, const char *phrase)
{
  guint start = at;

  while (*phrase != '\0')
    {
      gsize length = strcspn (phrase, " ");
      const IbidCiteToken *token;

      if (at >= end)
        return 0;
      token = &g_array_index (tokens, IbidCiteToken, at);
      if (length_of (token) != length ||
          g_ascii_strncasecmp (text + token->start, phrase, length) != 0)
        return 0;
      at++;
      if (at < end && g_array_index (tokens, IbidCiteToken, at).type == IBID_CITE_DOT)
        at++;
      phrase += length + (phrase[length] == ' ' ? 1 : 0);
    }
  return at - start;
}

/**
 * ibid_cite_match_phrase:
 * @text: the text that was taken apart
 * @tokens: (element-type IbidCiteToken): its tokens
 * @at: the token to begin with
 * @end: one past the last token to look at
 * @phrases: (array zero-terminated=1): words in lower case, with a space between them
 *
 * Finds out which of some phrases begins at a token; the longest counts.
 *
 * Returns: of how many tokens it consists; 0: none does
 */
guint
ibid_cite_match_phrase (const char *text, const GArray *tokens, guint at, guint end,
                        const char *const *phrases)
{
  guint longest = 0;

  for (; *phrases != NULL; phrases++)
    {
      guint n = match_words (text, tokens, at, end, *phrases);

      longest = MAX (longest, n);
    }
  return longest;
}

static void
add_place (GHashTable *places, const UChar *units, int length)
{
  g_autofree char *name = g_utf16_to_utf8 ((const gunichar2 *)units, length, NULL, NULL, NULL);

  if (name != NULL)
    g_hash_table_add (places, g_utf8_strdown (name, -1));
}

static void
add_countries (GHashTable *places)
{
  for (const char *const *code = uloc_getISOCountries (); *code != NULL; code++)
    {
      char locale[8] = "und_";
      UChar units[100];
      UErrorCode status = U_ZERO_ERROR;
      int length;

      g_strlcat (locale, *code, sizeof locale);
      length = uloc_getDisplayCountry (locale, "en", units, G_N_ELEMENTS (units), &status);
      if (U_SUCCESS (status) && length > 0 && length < (int)G_N_ELEMENTS (units))
        add_place (places, units, length);
    }
}

/* the cities that time zones are named after: "Europe/Moscow" */
static void
add_cities (GHashTable *places)
{
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *zones = ucal_openTimeZones (&status);
  const char *zone;
  int length;

  while (U_SUCCESS (status) && (zone = uenum_next (zones, &length, &status)) != NULL)
    {
      const char *slash = strrchr (zone, '/');
      char *name = slash != NULL ? g_ascii_strdown (slash + 1, -1) : NULL;

      if (name == NULL || g_str_has_prefix (zone, "Etc/"))
        g_free (name);
      else
        g_hash_table_add (places, g_strdelimit (name, "_", ' '));
    }
  uenum_close (zones);
}

/* names of places in lower case; made once, for all articles and threads */
static GHashTable *
get_places (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      add_countries (places);
      add_cities (places);
      for (guint i = 0; more_places[i] != NULL; i++)
        g_hash_table_add (places, g_strdup (more_places[i]));
      g_once_init_leave (&made, (gsize)places);
    }
  return (GHashTable *)made;
}

/**
 * ibid_cite_names_new:
 * @outlets: (nullable): a gazetteer; it has to live as long
 *
 * Makes what knows names.
 *
 * Returns: (transfer full): it
 */
IbidCiteNames *
ibid_cite_names_new (IbidOutletGazetteer *outlets)
{
  IbidCiteNames *self = g_new0 (IbidCiteNames, 1);

  self->outlets = outlets;
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * ibid_cite_names_free:
 * @self: (transfer full): what knows names
 *
 * Frees it.
 */
void
ibid_cite_names_free (IbidCiteNames *self)
{
  g_hash_table_unref (self->found);
  g_free (self);
}

/**
 * ibid_cite_names_find:
 * @self: what knows names
 * @text: a text
 * @name: a name in it
 *
 * Finds who has a name, or whose host it is.
 *
 * Returns: (transfer none) (nullable): the gazetteer's outlet
 */
IbidOutlet *
ibid_cite_names_find (IbidCiteNames *self, const char *text, IbidCiteSlice name)
{
  gsize length = name.end - name.start;
  char buffer[MAX_NAME_BYTES + 1];
  gpointer outlet = NULL;

  if (self->outlets == NULL || length == 0 || length > MAX_NAME_BYTES)
    return NULL;
  memcpy (buffer, text + name.start, length);
  buffer[length] = '\0';
  if (g_hash_table_lookup_extended (self->found, buffer, NULL, &outlet))
    return outlet;
  outlet = ibid_outlet_gazetteer_find (self->outlets, buffer);
  if (outlet == NULL && ibid_cite_is_domain (buffer, strcspn (buffer, "/")))
    {
      g_autofree char *host = g_strndup (buffer, strcspn (buffer, "/"));

      const char *path = buffer + strlen (host) + (buffer[strlen (host)] == '/' ? 1 : 0);

      /* two hosts with a stroke between are two */
      if (!ibid_cite_is_domain (path, strlen (path)))
        outlet = ibid_outlet_gazetteer_find_host (self->outlets, host);
    }
  if (outlet == NULL && strstr (buffer, "/@") != NULL)
    {
      g_autofree char *service = g_strndup (buffer, (gsize)(strstr (buffer, "/@") - buffer));

      outlet = ibid_outlet_gazetteer_find (self->outlets, service);
    }
  g_hash_table_insert (self->found, g_strdup (buffer), outlet);
  return outlet;
}

/**
 * ibid_cite_names_is_place:
 * @self: what knows names
 * @text: a text
 * @name: a name in it
 *
 * Tells whether a name is that of a country or a large city.
 *
 * Returns: %TRUE if it is
 */
gboolean
ibid_cite_names_is_place (IbidCiteNames *self, const char *text, IbidCiteSlice name)
{
  g_autofree char *lower = NULL;

  if (name.end - name.start > 60)
    return FALSE;
  lower = g_utf8_strdown (text + name.start, (gssize)(name.end - name.start));
  return g_hash_table_contains (get_places (), lower);
}

/* Marks that are at home in a name. */
static gboolean
is_name_mark (const IbidCiteToken *token)
{
  return token->type == IBID_CITE_COMMA || token->type == IBID_CITE_DOT ||
         token->type == IBID_CITE_SLASH || token->type == IBID_CITE_AMPERSAND ||
         token->type == IBID_CITE_DASH || token->type == IBID_CITE_NUMBER ||
         token->type == IBID_CITE_COLON || token->type == IBID_CITE_OPEN ||
         token->type == IBID_CITE_CLOSE;
}

typedef struct
{
  guint n_words;
  guint n_capitals;
  guint n_commas;
  guint n_and;
  guint n_strange; /* small words that names do not have */
  guint n_marks;
  gboolean et_al;
  gboolean ends_generic;
  gboolean has_digits;
} Tally;

static void
count_word (Tally *tally, const char *text, const IbidCiteToken *token)
{
  static const char *const and[] = { "and", "und", "et", "y", "e", "и", NULL };
  static const char *const al[] = { "al", NULL };
  const char *word = text + token->start;
  gsize length = length_of (token);

  tally->n_words++;
  tally->ends_generic = FALSE;
  if ((token->traits & IBID_CITE_CAPITAL) != 0)
    tally->n_capitals++;
  else if (ibid_cite_is_one_of (word, length, al) && tally->n_words > 1)
    tally->et_al = TRUE;
  else if (ibid_cite_is_one_of (word, length, and))
    tally->n_and++;
  else if (ibid_cite_is_one_of (word, length, generics))
    tally->ends_generic = TRUE;
  else if ((token->traits & IBID_CITE_DOMAIN) == 0 && !g_ascii_isdigit (*word) && *word != '#' &&
           !ibid_cite_is_one_of (word, length, connectors) &&
           !(length > 2 && g_utf8_strchr (word, (gssize)length, '-') != NULL &&
             g_unichar_isupper (g_utf8_get_char (g_utf8_strchr (word, (gssize)length, '-') + 1))))
    tally->n_strange++;
}

static Tally
count (const char *text, const GArray *tokens, guint start, guint end)
{
  Tally tally = { 0 };

  for (guint i = start; i < end; i++)
    {
      const IbidCiteToken *token = &g_array_index (tokens, IbidCiteToken, i);

      if (token->type == IBID_CITE_WORD)
        count_word (&tally, text, token);
      else if (!is_name_mark (token))
        tally.n_marks++;
      tally.n_commas += token->type == IBID_CITE_COMMA;
      tally.n_and += token->type == IBID_CITE_AMPERSAND;
      tally.has_digits |= token->type == IBID_CITE_NUMBER;
    }
  return tally;
}

/* "Smith", "Smith and Jones", "Smith, Jones, and Miller", "O'Neill": one word each */
static gboolean
is_person (const Tally *tally, const IbidCiteToken *first)
{
  if (tally->et_al)
    return TRUE;
  if (tally->has_digits || tally->n_strange > 0 || (first->traits & IBID_CITE_ACRONYM) != 0 ||
      (first->traits & IBID_CITE_DOMAIN) != 0)
    return FALSE;
  return tally->n_capitals == tally->n_words - MIN (tally->n_and, tally->n_words - 1) &&
         tally->n_capitals == 1 + MAX (tally->n_and, tally->n_commas) && tally->n_capitals <= 4;
}

/* "de Volkskrant", "the Kremlin" */
static gboolean
begins_with_article (const char *text, const Tally *tally, const IbidCiteToken *first)
{
  static const char *const articles[] = { "de",  "la",  "le", "les", "el", "il", "der", "die",
                                          "das", "the", "al", "o",   "a",  "os", NULL };

  return tally->n_words > 1 && tally->n_capitals > 0 &&
         ibid_cite_is_one_of (text + first->start, length_of (first), articles);
}

/* "No. 114-FZ", "Figure 3" */
static gboolean
is_number_of (const char *text, const GArray *tokens, guint start, guint end)
{
  const IbidCiteToken *first = &g_array_index (tokens, IbidCiteToken, start);
  guint next = start + 1;

  if (next < end && g_array_index (tokens, IbidCiteToken, next).type == IBID_CITE_DOT)
    next++;
  return next < end && ibid_cite_is_one_of (text + first->start, length_of (first), numbered) &&
         g_ascii_isdigit (text[g_array_index (tokens, IbidCiteToken, next).start]);
}

static gboolean
is_plausible (const char *text, const Tally *tally, const IbidCiteToken *first,
              const IbidCiteToken *last)
{
  gsize length = length_of (first);
  gboolean is_capital = (first->traits & (IBID_CITE_CAPITAL | IBID_CITE_DOMAIN)) != 0 ||
                        g_ascii_isdigit (text[first->start]) ||
                        begins_with_article (text, tally, first);

  if (tally->n_words == 0 || tally->n_words > MAX_NAME_WORDS || tally->n_marks > 0 ||
      tally->n_strange > (is_capital ? 0 : 1) || first->type != IBID_CITE_WORD)
    return FALSE;
  if (last->type == IBID_CITE_WORD && tally->n_words > 1 &&
      (last->traits & IBID_CITE_CAPITAL) == 0 && !tally->ends_generic && !tally->et_al &&
      (last->traits & IBID_CITE_DOMAIN) == 0 && !g_ascii_isdigit (text[last->start]) &&
      text[last->start] != '#')
    return FALSE;
  /* "(December 2022)" */
  if (tally->n_words == 1 && first->month != 0)
    return FALSE;
  if (is_capital)
    return TRUE;
  /* "rfi", "rfa" */
  return tally->n_words == 1 && length <= 4 &&
         !ibid_cite_is_one_of (text + first->start, length, not_names);
}

/**
 * ibid_cite_names_judge:
 * @self: what knows names
 * @text: the text that was taken apart
 * @tokens: (element-type IbidCiteToken): its tokens
 * @start: the first token of what may be a name
 * @end: one past its last token
 *
 * Judges by its looks, and by who is known, whether some words can be the name of a source.
 *
 * Returns: #IbidCiteNameTraits
 */
guint
ibid_cite_names_judge (IbidCiteNames *self, const char *text, const GArray *tokens, guint start,
                       guint end)
{
  const IbidCiteToken *first = &g_array_index (tokens, IbidCiteToken, start);
  const IbidCiteToken *last = &g_array_index (tokens, IbidCiteToken, end - 1);
  IbidCiteSlice name = { first->start, last->end };
  Tally tally = count (text, tokens, start, end);
  guint traits = 0;

  if (ibid_cite_names_find (self, text, name) != NULL)
    traits |= IBID_CITE_NAME_KNOWN | IBID_CITE_NAME_PLAUSIBLE;
  if (start + 1 == end && (first->traits & IBID_CITE_DOMAIN) != 0)
    traits |= IBID_CITE_NAME_DOMAIN | IBID_CITE_NAME_PLAUSIBLE;
  if (is_plausible (text, &tally, first, last) && !is_number_of (text, tokens, start, end))
    traits |= IBID_CITE_NAME_PLAUSIBLE;
  if (is_person (&tally, first))
    traits |= IBID_CITE_NAME_PERSON;
  if (tally.et_al)
    traits |= IBID_CITE_NAME_ET_AL;
  if (tally.ends_generic && tally.n_words > 1)
    traits |= IBID_CITE_NAME_GENERIC;
  if (start + 1 == end && (first->traits & IBID_CITE_ACRONYM) != 0)
    traits |= IBID_CITE_NAME_ACRONYM;
  if (last->type == IBID_CITE_WORD &&
      (ibid_cite_is_one_of (text + last->start, length_of (last), events) ||
       ibid_cite_is_one_of (text + first->start, length_of (first), events)))
    traits |= IBID_CITE_NAME_EVENT;
  if ((traits & IBID_CITE_NAME_KNOWN) == 0 && ibid_cite_names_is_place (self, text, name))
    traits |= IBID_CITE_NAME_PLACE;
  return traits;
}

static gboolean
is_letter_before (const char *text, const char *at)
{
  return at > text && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/**
 * ibid_cite_abbreviates:
 * @text: a text
 * @end: where some words end, in bytes
 * @name: a name
 * @length: its length in bytes
 *
 * Tells whether a name consists of the first letters of the words before a place, as "BRI" does
 * behind "Belt and Road Initiative", or is one of these words.
 *
 * Returns: %TRUE if it abbreviates them
 */
gboolean
ibid_cite_abbreviates (const char *text, gsize end, const char *name, gsize length)
{
  const char *at = text + end;
  const char *letter = name + length;
  guint n_words = 0;
  guint n_skipped = 0;

  while (at > text && n_words < MAX_ACRONYM_WORDS)
    {
      gunichar initial;

      at = g_utf8_prev_char (at);
      initial = g_utf8_get_char (at);
      if (!g_unichar_isalnum (initial) ||
          (is_letter_before (text, at) && !g_unichar_isupper (initial)))
        continue;
      n_words++;
      if (n_words <= 4 && strncmp (at, name, length) == 0)
        return TRUE;
      while (letter > name && !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (letter))))
        letter = g_utf8_prev_char (letter);
      if (letter > name && g_unichar_isupper (initial) &&
          g_unichar_tolower (initial) ==
              g_unichar_tolower (g_utf8_get_char (g_utf8_prev_char (letter))))
        letter = g_utf8_prev_char (letter);
      else if (++n_skipped > MAX_ACRONYM_GAPS)
        return FALSE;
      if (letter == name)
        return TRUE;
    }
  return FALSE;
}
