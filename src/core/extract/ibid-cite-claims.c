/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-claims.h"

#include <string.h>
#include "ibid-sentences.h"

/*
 * The rule of claims. What a citation supports is
 *
 * 1. of its sentence the part since the citation before it in that sentence, or all from the
 *    sentence's beginning; what only joins the parts (commas, semicolons, "and", "while") is left
 *    out at the beginning;
 * 2. the sentence before, where the citation stands at the beginning of a sentence or makes one up:
 *    it was put behind the stop;
 * 3. the same as the citation before it, where nothing stands between the two;
 * 4. for a narrative citation, "Freitag et al. (2019) show …", the part behind it up to the next
 *    citation; where nothing follows, the part before it;
 * 5. where the part ends in a quotation that began in an earlier sentence, all since the beginning
 * of that sentence.
 *
 * Citations that lie inside are cut out, so that a claim may have several spans. A line of sources
 * supports no part of the text.
 */

#define MAX_QUOTED_SENTENCES 12
#define MAX_QUOTED_CHARS 6000

typedef struct
{
  const gunichar *chars;
  guint n_chars;
  guint block;
  const GArray *sentences; /* of IbidSpan */
  GArray *places;
} Text;

static const IbidSpan *
sentence_at (const Text *self, guint index)
{
  return &g_array_index (self->sentences, IbidSpan, index);
}

static IbidCitePlace *
place_at (const Text *self, guint index)
{
  return &g_array_index (self->places, IbidCitePlace, index);
}

static gboolean
is_loose (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == ';' || c == ':' || c == '.' || c == 0x2014 ||
         c == 0x2013;
}

/* "and", "while" and the like, which join a part to the one before it */
static guint
skip_joint (const Text *self, guint start, guint end)
{
  static const char *const joints[] = { "and ", "but ",      "while ", "whereas ", "as well as ",
                                        "or ",  "although ", "yet ",   "then ",    NULL };

  for (guint i = 0; joints[i] != NULL; i++)
    {
      guint length = (guint)strlen (joints[i]);
      guint n = 0;

      while (n < length && start + n < end && self->chars[start + n] == (guchar)joints[i][n])
        n++;
      if (n == length)
        return start + length;
    }
  return start;
}

static void
trim (const Text *self, guint *start, guint *end, gboolean is_rest)
{
  while (*start < *end &&
         (is_rest ? is_loose (self->chars[*start]) : g_unichar_isspace (self->chars[*start])))
    (*start)++;
  if (is_rest)
    *start = skip_joint (self, *start, *end);
  while (*end > *start && g_unichar_isspace (self->chars[*end - 1]))
    (*end)--;
}

/* whether there is a letter or a figure */
static gboolean
says_something (const Text *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (g_unichar_isalnum (self->chars[i]))
      return TRUE;
  return FALSE;
}

/* Where the quotation begins that ends in a part; its own sentence's beginning, or the part's. */
static guint
find_quotation (const Text *self, guint sentence, guint start, guint end)
{
  guint n_left = MAX_QUOTED_CHARS;
  int depth = 0;

  for (guint i = end; i > start; i--)
    {
      if (self->chars[i - 1] == 0x201D)
        depth++;
      else if (self->chars[i - 1] == 0x201C)
        depth = MAX (depth - 1, 0);
    }
  for (guint back = 1; depth > 0 && back <= MIN (sentence, MAX_QUOTED_SENTENCES); back++)
    {
      const IbidSpan *before = sentence_at (self, sentence - back);

      for (guint i = before->end; i > before->start; i--)
        {
          if (self->chars[i - 1] == 0x201D || n_left-- == 0)
            return start; /* another one: this one was never opened */
          if (self->chars[i - 1] == 0x201C)
            return before->start;
        }
    }
  return start;
}

/* the first citation that does not end before a place */
static guint
first_place (const Text *self, guint at)
{
  guint low = 0;
  guint high = self->places->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (place_at (self, middle)->end <= at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Adds a part without the citations in it. */
static void
add_spans (const Text *self, guint start, guint end, GArray *claim)
{
  guint at = start;

  for (guint i = first_place (self, start); i <= self->places->len && at < end; i++)
    {
      const IbidCitePlace *place = i < self->places->len ? place_at (self, i) : NULL;
      IbidSpan span = { self->block, at, end };

      if (place != NULL && place->start >= end)
        place = NULL;
      if (place != NULL)
        span.end = place->start;
      at = place != NULL ? place->end : end;
      trim (self, &span.start, &span.end, span.start != start);
      if (says_something (self, span.start, span.end))
        g_array_append_val (claim, span);
      if (place == NULL)
        return;
    }
}

static gboolean
has_series (const Text *self, const IbidSpan *sentence)
{
  static const char *const words[] = { "this series",     "part one",         "part two",
                                       "part three",      "part i",           "part ii",
                                       "earlier article", "previous article", NULL };
  g_autofree char *written = g_ucs4_to_utf8 (self->chars + sentence->start,
                                             sentence->end - sentence->start, NULL, NULL, NULL);
  g_autofree char *lower = written != NULL ? g_ascii_strdown (written, -1) : NULL;

  for (guint i = 0; lower != NULL && words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The end of the part behind a narrative citation. */
static guint
end_of_part (const Text *self, guint index, guint sentence_end)
{
  if (index + 1 < self->places->len)
    return MIN (sentence_end, place_at (self, index + 1)->start);
  return sentence_end;
}

static void
find_claim (const Text *self, guint index, guint sentence, GArray *claims_before, GArray *claim)
{
  IbidCitePlace *place = place_at (self, index);
  const IbidSpan *own = sentence_at (self, sentence);
  guint before = index > 0 ? place_at (self, index - 1)->end : 0;
  guint start = MAX (own->start, before);
  guint end = place->start;
  gboolean is_rest = before > own->start;

  if (place->form == IBID_CITATION_FORM_NARRATIVE)
    {
      guint from = place->end;
      guint to = end_of_part (self, index, own->end);

      trim (self, &from, &to, TRUE);
      if (says_something (self, from, to))
        {
          add_spans (self, from, to, claim);
          return;
        }
    }
  trim (self, &start, &end, is_rest);
  if (says_something (self, start, end))
    add_spans (self, find_quotation (self, sentence, start, end), end, claim);
  else if (index > 0 && before >= own->start && claims_before != NULL)
    g_array_append_vals (claim, claims_before->data, claims_before->len);
  else if (sentence > 0)
    {
      const IbidSpan *earlier = sentence_at (self, sentence - 1);

      add_spans (self, MAX (earlier->start, before), earlier->end, claim);
    }
}

/**
 * ibid_cite_find_claims:
 * @text: a block's text
 * @language: (nullable): BCP 47 tag of its language
 * @block: position of the block
 * @places: (inout) (element-type IbidCitePlace): its citations, in order and without overlap
 * @claims: (element-type GArray): gets an array of #IbidSpan for each of the places
 *
 * Finds what each citation of a block supports, by the rule above.
 */
void
ibid_cite_find_claims (const char *text, const char *language, guint block, GArray *places,
                       GPtrArray *claims)
{
  g_autoptr (GArray) sentences = ibid_text_split_sentences (text, language, block);
  glong n_chars;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &n_chars);
  const Text self = { chars, (guint)n_chars, block, sentences, places };
  guint sentence = 0;
  guint judged = G_MAXUINT;
  gboolean is_series = FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      IbidCitePlace *place = place_at (&self, i);
      GArray *claim = g_array_new (FALSE, FALSE, sizeof (IbidSpan));

      while (sentence + 1 < sentences->len &&
             sentence_at (&self, sentence + 1)->start <= place->start)
        sentence++;
      if (place->form != IBID_CITATION_FORM_SOURCE_LINE && sentences->len > 0)
        {
          find_claim (&self, i, sentence, i > 0 ? g_ptr_array_index (claims, i - 1) : NULL, claim);
          if (judged != sentence)
            is_series = has_series (&self, sentence_at (&self, sentence));
          judged = sentence;
          place->names_series = is_series;
        }
      g_ptr_array_add (claims, claim);
    }
}
