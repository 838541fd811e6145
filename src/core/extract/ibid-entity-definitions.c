/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"
#include "ibid-fold.h"

/* What a bracket says about the name before it: its acronym, how it is written in another script,
 * and how that is read: “Digital Silk Road (DSR, 数字丝绸之路, shuzi sichou zhi lu)”. */

#define MAX_GROUP_WORDS 24
#define MAX_ACRONYM_BYTES 12
#define MAX_DISTANCE 5 /* words between a quoted term and its gloss */

typedef struct
{
  guint open; /* number of the first token inside the bracket */
  guint end;  /* one past the last */
} Group;

static gboolean
is_native (IbidExtraction *self, guint token)
{
  return ibid_extraction_symbol (self, token)->shape == IBID_SHAPE_OTHER;
}

/* a bracket on its own that begins at a token */
static gboolean
read_group (IbidExtraction *self, const IbidTextBlock *block, guint token, Group *group)
{
  guint i;

  if ((ibid_extraction_token (self, token)->gap & IBID_GAP_OPEN) == 0 ||
      (ibid_extraction_token (self, token)->flags & IBID_TOKEN_EXCLUDED) != 0)
    return FALSE;
  for (i = token + 1; i < block->end && i < token + MAX_GROUP_WORDS; i++)
    if ((ibid_extraction_token (self, i)->gap & (IBID_GAP_CLOSE | IBID_GAP_OPEN)) != 0)
      break;
  if (i < block->end && (ibid_extraction_token (self, i)->gap & IBID_GAP_CLOSE) == 0)
    return FALSE;
  group->open = token;
  group->end = i;
  return TRUE;
}

/**
 * ibid_extraction_find_glosses:
 * @self: the extraction
 * @block: number of a block
 *
 * Marks what stands in brackets in another script, and how it is read, so that no names are looked
 * for in it.
 */
void
ibid_extraction_find_glosses (IbidExtraction *self, guint block)
{
  const IbidTextBlock *it = &g_array_index (self->blocks, IbidTextBlock, block);
  Group group;

  for (guint i = it->first; i < it->end; i++)
    {
      gboolean native = FALSE;

      if (!read_group (self, it, i, &group))
        continue;
      for (guint n = group.open; n < group.end; n++)
        native |= is_native (self, n);
      for (guint n = group.open; native && n < group.end; n++)
        ibid_extraction_token (self, n)->flags |= IBID_TOKEN_GLOSS;
    }
}

static gboolean
is_acronym (const IbidSymbol *symbol)
{
  guint n_upper = 0;

  for (guint i = 0; i < symbol->length; i++)
    n_upper += g_ascii_isupper (symbol->text[i]) != 0;
  return symbol->length <= MAX_ACRONYM_BYTES && n_upper > 1 &&
         (symbol->shape == IBID_SHAPE_UPPER || symbol->shape == IBID_SHAPE_MIXED);
}

/* Whether the letters of an acronym stand in the words from first to end, the first letter at the
 * start of the first word; after Schwartz and Hearst, “A simple algorithm for identifying
 * abbreviation definitions in biomedical text” (2003). Returns the first word, or end. */
static guint
match_letters (IbidExtraction *self, const char *text, const char *acronym, guint first, guint end)
{
  const IbidToken *last = ibid_extraction_token (self, end - 1);
  const char *start = text + ibid_extraction_token (self, first)->start;
  const char *p = text + last->end - 1;
  guint word = end;

  for (gssize n = (gssize)strlen (acronym) - 1; n >= 0; n--)
    {
      char letter = g_ascii_tolower (acronym[n]);

      if (!g_ascii_isalnum (letter))
        continue;
      while (p >= start &&
             (g_ascii_tolower (*p) != letter || (n == 0 && p > start && g_ascii_isalnum (p[-1]))))
        p--;
      if (p < start)
        return end;
      p--;
    }
  p++;
  while (word > first && text + ibid_extraction_token (self, word - 1)->start > p)
    word--;
  return word > first ? word - 1 : end;
}

static guint
find_long_form (IbidExtraction *self, const IbidTextBlock *block, const IbidSymbol *acronym,
                guint end)
{
  guint letters = MIN (acronym->length, MAX_ACRONYM_BYTES);
  guint most = MIN (letters + 5, letters * 2);
  guint first = end;

  while (first > block->first && end - first < most)
    {
      const IbidToken *token = ibid_extraction_token (self, first - 1);

      if ((token->flags & (IBID_TOKEN_EXCLUDED | IBID_TOKEN_GLOSS)) != 0)
        break;
      first--;
      if ((token->gap & (IBID_GAP_STOP | IBID_GAP_COLON | IBID_GAP_OPEN | IBID_GAP_BREAK |
                         IBID_GAP_QUOTE_OPEN | IBID_GAP_DASH)) != 0)
        break;
    }
  return first < end ? match_letters (self, block->text, acronym->text, first, end) : end;
}

/* the longest candidate that ends at a token; the spans may move, when another is added */
static const IbidNameSpan *
find_span_before (IbidExtraction *self, guint end)
{
  guint span = GPOINTER_TO_UINT (g_hash_table_lookup (self->spans_before, GUINT_TO_POINTER (end)));

  return span > 0 ? &g_array_index (self->spans, IbidNameSpan, span - 1) : NULL;
}

static gboolean
is_lower_case (IbidExtraction *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (ibid_extraction_is_capital (self, i) &&
        (ibid_extraction_token (self, i)->flags & IBID_TOKEN_START) == 0)
      return FALSE;
  return TRUE;
}

/* “foreign direct investments (FDI)”: a term of art, from now on found in any case */
static guint
add_lower_case (IbidExtraction *self, guint block, guint first, guint end)
{
  guint name = IBID_NO_NAME;

  if (ibid_extraction_match (self, first, end, &name) != end - first)
    {
      IbidName *it;

      name = ibid_extraction_intern_name (self, first, end);
      it = ibid_extraction_name (self, name);
      it->flags |= IBID_NAME_ANY_CASE | IBID_NAME_FIXED;
      it->kind = IBID_ENTITY_KIND_TERM;
      ibid_extraction_make_phrase (self, name);
    }
  ibid_extraction_add_span (self, block, first, end, name);
  return name;
}

static gboolean
is_body (IbidExtraction *self, const IbidNameSpan *span)
{
  for (guint i = span->first; i < span->end && span->end - span->first > 1; i++)
    if ((ibid_extraction_roles (self, i) & (IBID_WORD_ORG_HEAD | IBID_WORD_EVENT_HEAD)) != 0)
      return TRUE;
  return FALSE;
}

static guint
find_defined (IbidExtraction *self, guint block, guint acronym)
{
  const IbidTextBlock *it = &g_array_index (self->blocks, IbidTextBlock, block);
  const IbidNameSpan *span = find_span_before (self, acronym);
  guint first = find_long_form (self, it, ibid_extraction_symbol (self, acronym), acronym);
  guint name;

  if (first == acronym) /* “Ministry of Internal Affairs (MVD)”: initials of another language */
    return span != NULL && is_body (self, span) ? span->name : IBID_NO_NAME;
  /* “Line of Actual Control (LAC)”, “European Social Survey (ESS)”: the letters reach further */
  if (span != NULL && (span->first <= first || !ibid_extraction_is_capital (self, first) ||
                       (ibid_extraction_token (self, first)->flags & IBID_TOKEN_POSSESSIVE) != 0))
    if (span->first <= first || !is_lower_case (self, first, span->first))
      return span->name;
  if (acronym - first < 2)
    return IBID_NO_NAME;
  if (is_lower_case (self, first, acronym))
    return add_lower_case (self, block, first, acronym);
  name = ibid_extraction_intern_name (self, first, acronym);
  ibid_extraction_add_span (self, block, first, acronym, name);
  ibid_extraction_weigh (self, block, first, acronym, name, FALSE);
  return name;
}

static void
define (IbidExtraction *self, guint block, guint acronym)
{
  guint name = find_defined (self, block, acronym);
  guint short_name;
  IbidName *it;

  if (name == IBID_NO_NAME)
    return;
  short_name = ibid_extraction_intern_name (self, acronym, acronym + 1);
  it = ibid_extraction_name (self, short_name);
  if ((it->flags & IBID_NAME_DECIDED) != 0 || short_name == name)
    return;
  ibid_extraction_name (self, name)->flags &= ~(guint)IBID_NAME_DOUBTFUL;
  name = ibid_extraction_resolve (self, name);
  it = ibid_extraction_name (self, short_name);
  it->flags |= IBID_NAME_ACRONYM | IBID_NAME_FIXED;
  it->flags &= ~(guint)(IBID_NAME_WEAK | IBID_NAME_DOUBTFUL);
  if (ibid_extraction_resolve (self, name) != short_name)
    it->same_as = name;
  ibid_extraction_make_phrase (self, short_name);
  /* it is a mention, though the rest of its bracket is none */
  ibid_extraction_token (self, acronym)->flags &= (guint16)~IBID_TOKEN_GLOSS;
}

static char *
dup_between (IbidExtraction *self, const IbidTextBlock *block, guint first, guint end)
{
  guint32 start = ibid_extraction_token (self, first)->start;

  return g_strndup (block->text + start, ibid_extraction_token (self, end - 1)->end - start);
}

/* by the first letter of a script that tells it; Han with kana beside it is Japanese */
static const char *
guess_language (const char *native)
{
  static const struct
  {
    GUnicodeScript script;
    const char *language;
  } scripts[] = {
    { G_UNICODE_SCRIPT_HIRAGANA, "ja" },       { G_UNICODE_SCRIPT_KATAKANA, "ja" },
    { G_UNICODE_SCRIPT_HANGUL, "ko" },         { G_UNICODE_SCRIPT_HAN, "zh" },
    { G_UNICODE_SCRIPT_CYRILLIC, "und-Cyrl" }, { G_UNICODE_SCRIPT_ARABIC, "und-Arab" },
    { G_UNICODE_SCRIPT_HEBREW, "he" },         { G_UNICODE_SCRIPT_GREEK, "el" },
    { G_UNICODE_SCRIPT_GEORGIAN, "ka" },       { G_UNICODE_SCRIPT_ARMENIAN, "hy" },
    { G_UNICODE_SCRIPT_THAI, "th" },           { G_UNICODE_SCRIPT_DEVANAGARI, "und-Deva" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    for (const char *p = native; *p != '\0'; p = g_utf8_next_char (p))
      if (g_unichar_get_script (g_utf8_get_char (p)) == scripts[i].script)
        return scripts[i].language;
  return "und";
}

/* the letters alone, for comparison */
static char *
squeeze (const char *text)
{
  g_autofree char *folded = ibid_text_romanize (text);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (letters, g_ascii_tolower (*p));
  return g_string_free (letters, FALSE);
}

/* whether the letters are how the native name is read; of a syllable with two readings one is
 * enough, so a third of the letters may differ */
static gboolean
is_reading_of (const char *romanization, const char *native)
{
  g_autofree char *read = squeeze (native);
  g_autofree char *written = squeeze (romanization);
  gsize n_read = strlen (read);
  gsize n_written = strlen (written);
  gsize equal = 0;

  while (equal < n_read && equal < n_written && read[equal] == written[equal])
    equal++;
  for (gsize tail = 0; tail < n_read - equal && tail < n_written - equal; tail++)
    {
      if (read[n_read - 1 - tail] != written[n_written - 1 - tail])
        break;
      if (tail + 1 == MIN (n_read, n_written) - equal)
        equal = MIN (n_read, n_written);
    }
  return n_written > 0 && MAX (n_read, n_written) > 0 && equal * 3 >= MAX (n_read, n_written) * 1;
}

static void
add_gloss (IbidExtraction *self, const IbidTextBlock *block, const Group *group, guint name)
{
  IbidGloss gloss = { name, NULL, NULL, NULL };
  guint first = group->open;
  guint end;

  while (first < group->end && !is_native (self, first))
    first++;
  for (end = first + 1;
       end < group->end &&
       (is_native (self, end) || ibid_extraction_symbol (self, end)->shape == IBID_SHAPE_NUMBER) &&
       (ibid_extraction_token (self, end)->gap & (IBID_GAP_COMMA | IBID_GAP_COLON)) == 0;
       end++)
    ;
  gloss.text = dup_between (self, block, first, end);
  gloss.lang = g_strdup (guess_language (gloss.text));
  if (end < group->end)
    {
      g_autofree char *reading = dup_between (self, block, end, group->end);

      if (is_reading_of (reading, gloss.text))
        gloss.romanization = g_steal_pointer (&reading);
    }
  g_array_append_val (self->glosses, gloss);
}

/* “[quoted words] of society (信息化)”: the quoted words just before the bracket */
static guint
find_quoted_before (IbidExtraction *self, guint block, guint open)
{
  const IbidTextBlock *it = &g_array_index (self->blocks, IbidTextBlock, block);
  guint close = open;
  guint first;
  guint name;

  while (close > it->first && open - close < MAX_DISTANCE &&
         (ibid_extraction_token (self, close)->gap & IBID_GAP_QUOTE_CLOSE) == 0)
    close--;
  if (close <= it->first || (ibid_extraction_token (self, close)->gap & IBID_GAP_QUOTE_CLOSE) == 0)
    return IBID_NO_NAME;
  first = close - 1;
  while (first > it->first && close - first < 10 &&
         (ibid_extraction_token (self, first)->flags & IBID_TOKEN_QUOTED) == 0)
    first--;
  if ((ibid_extraction_token (self, first)->flags & IBID_TOKEN_QUOTED) == 0 ||
      !is_lower_case (self, first, close))
    return IBID_NO_NAME;
  name = add_lower_case (self, block, first, close);
  return name;
}

/**
 * ibid_extraction_find_definitions:
 * @self: the extraction, its candidates found up to and with this block
 * @block: number of a block
 *
 * Reads the brackets of a block: acronyms become forms of the name before them, glosses are kept.
 */
void
ibid_extraction_find_definitions (IbidExtraction *self, guint block)
{
  const IbidTextBlock *it = &g_array_index (self->blocks, IbidTextBlock, block);
  Group group;

  for (guint i = it->first + 1; i < it->end; i++)
    {
      gboolean gloss;
      gboolean alone;

      if (!read_group (self, it, i, &group))
        continue;
      gloss = (ibid_extraction_token (self, i)->flags & IBID_TOKEN_GLOSS) != 0;
      alone = group.end == i + 1;
      if (it->english && (alone || gloss) && is_acronym (ibid_extraction_symbol (self, i)))
        define (self, block, i);
      if (gloss)
        {
          const IbidNameSpan *span = find_span_before (self, i);
          guint name = span != NULL ? span->name : find_quoted_before (self, block, i);

          if (name != IBID_NO_NAME)
            add_gloss (self, it, &group, name);
        }
    }
}
