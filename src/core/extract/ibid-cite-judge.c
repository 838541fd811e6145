/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-judge.h"

#include <string.h>

/* how far a name may lie before its year: "Kurokawa et al. (2009)" */
#define MAX_NARRATIVE_BYTES 120

static gboolean
is_dated (const IbidCiteItem *item)
{
  return (item->traits & (IBID_CITE_ITEM_ISSUED | IBID_CITE_ITEM_ACCESSED)) != 0;
}

static gboolean
is_year_alone (const IbidCiteItem *item)
{
  return (item->traits & IBID_CITE_ITEM_ISSUED) != 0 && item->issued.first.month == 0;
}

static gboolean
has (IbidCiteSlice slice)
{
  return slice.end > slice.start;
}

/* What one source alone says about the group. */
static IbidCiteCertainty
judge_dated (const IbidCiteItem *item)
{
  gboolean is_trusted = (item->name_traits & (IBID_CITE_NAME_KNOWN | IBID_CITE_NAME_DOMAIN)) != 0;

  if ((item->traits & IBID_CITE_ITEM_IBID) != 0)
    return IBID_CITE_SURE;
  if (!has (item->name))
    return IBID_CITE_SURE; /* its name was lost, or it has only a title */
  if ((item->name_traits & IBID_CITE_NAME_PLAUSIBLE) == 0)
    return IBID_CITE_NOT;
  if (is_trusted)
    return is_year_alone (item) && (item->traits & IBID_CITE_ITEM_COMMA) == 0 ? IBID_CITE_IF_STYLE
                                                                              : IBID_CITE_SURE;
  if ((item->name_traits & IBID_CITE_NAME_PLACE) != 0)
    return IBID_CITE_NOT;
  if (!is_year_alone (item))
    return (item->name_traits & IBID_CITE_NAME_EVENT) != 0 && item->issued.first.day == 0 &&
                   (item->traits & IBID_CITE_ITEM_ACCESSED) == 0
               ? IBID_CITE_NOT
               : IBID_CITE_SURE;
  if ((item->name_traits & IBID_CITE_NAME_EVENT) != 0)
    return (item->traits & IBID_CITE_ITEM_COMMA) != 0 ? IBID_CITE_IF_STYLE : IBID_CITE_NOT;
  if ((item->traits & IBID_CITE_ITEM_COMMA) != 0 ||
      (item->name_traits & IBID_CITE_NAME_ET_AL) != 0 || item->issued.letter != 0)
    return IBID_CITE_SURE;
  return IBID_CITE_IF_STYLE;
}

static IbidCiteCertainty
judge_undated (const IbidCiteItem *item)
{
  if ((item->traits & (IBID_CITE_ITEM_IBID | IBID_CITE_ITEM_OP_CIT | IBID_CITE_ITEM_KEY)) != 0)
    return IBID_CITE_SURE;
  /* an address is one, but not what is said of it: "(available at https://…)" */
  if (has (item->url) && (!has (item->name) || (item->name_traits & IBID_CITE_NAME_PLAUSIBLE) != 0))
    return IBID_CITE_SURE;
  if ((item->name_traits & IBID_CITE_NAME_PLAUSIBLE) == 0 ||
      (item->name_traits & IBID_CITE_NAME_PLACE) != 0 || has (item->title))
    return IBID_CITE_NOT;
  if ((item->traits & IBID_CITE_ITEM_NO_DATE) != 0)
    return IBID_CITE_SURE;
  return IBID_CITE_IF_KNOWN;
}

/* "(BLEU; Papineni et al., 2002)": beside years a name alone is an aside, beside days a source */
static gboolean
is_aside (const IbidCiteItem *item, gboolean has_days)
{
  if (is_dated (item))
    return judge_dated (item) == IBID_CITE_NOT;
  return judge_undated (item) == IBID_CITE_NOT ||
         (!has_days && judge_undated (item) == IBID_CITE_IF_KNOWN &&
          (item->name_traits & (IBID_CITE_NAME_KNOWN | IBID_CITE_NAME_DOMAIN)) == 0);
}

static gboolean
has_days (IbidCiteReader *self, const IbidCiteGroup *group)
{
  gboolean has_years = FALSE;

  for (guint i = 0; i < group->n_items; i++)
    {
      const IbidCiteItem *item = &g_array_index (self->items, IbidCiteItem, group->first_item + i);

      if (is_dated (item) && !is_year_alone (item))
        return TRUE;
      has_years |= is_dated (item);
    }
  return !has_years;
}

/* Leaves out what is only an aside, and what took its name from one. */
static gboolean
drop_asides (IbidCiteReader *self, IbidCiteGroup *group)
{
  guint kept = group->first_item;
  guint end = group->first_item + group->n_items;
  gboolean by_days = has_days (self, group);
  gboolean was_dropped = FALSE;

  for (guint i = group->first_item; i < end; i++)
    {
      const IbidCiteItem item = g_array_index (self->items, IbidCiteItem, i);

      if ((item.traits & IBID_CITE_ITEM_NAME_ELIDED) == 0)
        was_dropped = is_aside (&item, by_days);
      if (!was_dropped)
        g_array_index (self->items, IbidCiteItem, kept++) = item;
    }
  g_array_set_size (self->items, kept);
  group->n_items = kept - group->first_item;
  return kept < end;
}

static gboolean
is_url_alone (const IbidCiteItem *item)
{
  return has (item->url) && !has (item->name) && !is_dated (item);
}

/**
 * ibid_cite_judge_group:
 * @self: the means
 * @text: the block's text
 * @group: (inout): a group with its items; gets form and certainty, and loses what is only an aside
 *
 * Judges whether a group is a citation. A date behind a name that can be one makes it so; without a
 * date it depends on whether the name is that of a source elsewhere.
 */
void
ibid_cite_judge_group (IbidCiteReader *self, const char *text, IbidCiteGroup *group)
{
  guint n_dated = 0;
  guint n_years = 0;
  guint n_urls = 0;
  IbidCiteCertainty best = IBID_CITE_NOT;
  gboolean was_cut = drop_asides (self, group);

  for (guint i = 0; i < group->n_items; i++)
    {
      const IbidCiteItem *item = &g_array_index (self->items, IbidCiteItem, group->first_item + i);
      IbidCiteCertainty certainty = is_dated (item) ? judge_dated (item) : judge_undated (item);

      best = MAX (best, certainty);
      n_dated += is_dated (item) && certainty != IBID_CITE_NOT;
      n_years += is_year_alone (item);
      n_urls += is_url_alone (item);
    }
  group->certainty = best;
  group->is_author_date = n_years > 0;
  /* an aside beside something that is not sure is no citation */
  if (was_cut && (best != IBID_CITE_SURE || n_dated == 0))
    group->certainty = IBID_CITE_NOT;
  else if (was_cut)
    group->form = IBID_CITATION_FORM_MIXED;
  if (n_urls == group->n_items && n_urls > 0)
    group->form = IBID_CITATION_FORM_URL;
}

/* the word that ends at a place; FALSE: there is none */
static gboolean
word_before (const char *text, gsize floor, gsize end, IbidCiteSlice *word)
{
  const char *at = text + end;

  while (at > text + floor && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (at))))
    at = g_utf8_prev_char (at);
  word->end = (guint32)(at - text);
  while (at > text + floor)
    {
      gunichar c = g_utf8_get_char (g_utf8_prev_char (at));

      if (!g_unichar_isalpha (c) && c != '-' && c != '\'' && c != 0x2019 && c != '.' && c != '&' &&
          !g_unichar_ismark (c))
        break;
      at = g_utf8_prev_char (at);
    }
  word->start = (guint32)(at - text);
  return word->start < word->end;
}

static gboolean
is_capital_word (const char *text, IbidCiteSlice word)
{
  return g_unichar_isupper (g_utf8_get_char (text + word.start)) && text[word.end - 1] != '.';
}

static gboolean
is (const char *text, IbidCiteSlice word, const char *const *words)
{
  return ibid_cite_is_one_of (text + word.start, word.end - word.start, words);
}

/* "et al." before the bracket: the name is the word before it, and what is joined to that */
static gboolean
step_over_et_al (const char *text, gsize floor, gsize *end)
{
  static const char *const al[] = { "al.", "al", "al.'s", "al.’s", NULL };
  static const char *const et[] = { "et", NULL };
  IbidCiteSlice word;
  IbidCiteSlice before;

  if (!word_before (text, floor, *end, &word) || !is (text, word, al) ||
      !word_before (text, floor, word.start, &before) || !is (text, before, et))
    return FALSE;
  *end = before.start;
  while (*end > floor && (text[*end - 1] == ' ' || text[*end - 1] == ','))
    (*end)--;
  return TRUE;
}

static void
cut_possessive (const char *text, IbidCiteSlice *name)
{
  if (name->end - name->start > 4 && memcmp (text + name->end - 4, "’s", 4) == 0)
    name->end -= 4;
  else if (name->end - name->start > 2 && memcmp (text + name->end - 2, "'s", 2) == 0)
    name->end -= 2;
}

/**
 * ibid_cite_find_narrative_name:
 * @text: a block's text
 * @open: where the bracket with the year begins, in bytes
 * @name: (out): the name before it
 * @is_sure: (out): whether it must be an author's: "Freitag et al. (2019)"
 *
 * Finds who is named before a year in brackets.
 *
 * Returns: %FALSE if nobody is
 */
gboolean
ibid_cite_find_narrative_name (const char *text, gsize open, IbidCiteSlice *name, gboolean *is_sure)
{
  static const char *const ands[] = { "and", "&", "und", "et", "y", "и", NULL };
  gsize floor = open > MAX_NARRATIVE_BYTES ? open - MAX_NARRATIVE_BYTES : 0;
  gsize end = open;
  IbidCiteSlice word;
  IbidCiteSlice before;

  while (floor > 0 && ((guchar)text[floor] & 0xC0) == 0x80)
    floor++;
  *is_sure = step_over_et_al (text, floor, &end);
  if (!word_before (text, floor, end, &word) || !is_capital_word (text, word))
    return FALSE;
  *name = word;
  if (!*is_sure)
    cut_possessive (text, name);
  if (word_before (text, floor, word.start, &before) && is (text, before, ands) &&
      word_before (text, floor, before.start, &word) && is_capital_word (text, word))
    name->start = word.start;
  if (*is_sure)
    {
      name->end = (guint32)open;
      while (name->end > name->start && text[name->end - 1] == ' ')
        name->end--;
    }
  return TRUE;
}
