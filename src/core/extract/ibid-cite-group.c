/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-group.h"

#include <string.h>

/* what stands before a name and is none of it */
static const char *const prefixes[] = {
  "see",          "see also",    "see for example",
  "see e.g",      "e.g",         "i.e",
  "cf",           "for example", "for instance",
  "but see",      "compare",     "also",
  "according to", "reported by", "as reported by",
  "per",          "source",      "sources",
  "especially",   "notably",     "see eg",
  "eg",           "inter alia",  "see for instance",
  "siehe",        "vgl",         "voir",
  "véase",        "см",          "quoted in",
  "cited in",     "as cited in", "see generally",
  "from",         "vedi",        NULL,
};
/* between who said it and who brought it */
static const char *const relays[] = { "via",          "cited in",       "as cited in", "quoted in",
                                      "as quoted in", "qtd in",         "reported in", "cited by",
                                      "quoted by",    "as reported by", "as cited by", NULL };
static const char *const access_words[] = {
  "accessed", "retrieved", "viewed",     "visited",   "consulted", "abgerufen",
  "zugriff",  "consulté",  "consultado", "обращения", "accédé",    NULL,
};
/* words right before a date that say no more than it */
static const char *const date_words[] = { "last",  "on",        "am",     "le",     "el",
                                          "dated", "published", "posted", "issued", "released",
                                          "дата",  "date",      "aired",  NULL };
static const char *const update_words[] = { "updated", "modified", "revised", NULL };
static const char *const ands[] = { "and", "und", "et", "y",   "e",  "и", "va",
                                    "ve",  "та",  "og", "och", "en", "i", NULL };
static const char *const same_words[] = {
  "ibid", "ibidem", "idem", "ebd", "ebenda", "там же", NULL
};
static const char *const op_cit_words[] = {
  "op cit", "op.cit", "loc cit", "loc.cit", "a.a.o", NULL
};

typedef struct
{
  IbidCiteReader *reader;
  const char *text;
  const GArray *tokens;
  guint at;
  guint end;        /* of the segment */
  guint name_start; /* first token that belongs to no item yet */
  guint first;      /* the group's first item */
  guint seg_first;  /* the segment's first item */
  gboolean leads_with_comma;
  gboolean was_year; /* the last date was a year alone */
  IbidCiteSlice prefix;
} Segment;

static const IbidCiteToken *
token_at (const Segment *self, guint at)
{
  return &g_array_index (self->tokens, IbidCiteToken, at);
}

static gboolean
is_type (const Segment *self, guint at, IbidCiteTokenType type)
{
  return at < self->end && token_at (self, at)->type == type;
}

static gboolean
is_word (const Segment *self, guint at, const char *const *words)
{
  const IbidCiteToken *token = token_at (self, at);

  return token->type == IBID_CITE_WORD &&
         ibid_cite_is_one_of (self->text + token->start, token->end - token->start, words);
}

static IbidCiteItem *
item_at (const Segment *self, guint index)
{
  return &g_array_index (self->reader->items, IbidCiteItem, index);
}

static guint
n_items (const Segment *self)
{
  return self->reader->items->len;
}

/* the segment's last item; NULL: it has none yet */
static IbidCiteItem *
last_item (const Segment *self)
{
  return n_items (self) > self->seg_first ? item_at (self, n_items (self) - 1) : NULL;
}

static IbidCiteSlice
slice (const Segment *self, guint start, guint end)
{
  IbidCiteSlice result = { 0 };

  if (start < end)
    result = (IbidCiteSlice){ token_at (self, start)->start, token_at (self, end - 1)->end };
  return result;
}

static void
skip_commas (const Segment *self, guint *start, guint *end)
{
  while (*start < *end &&
         (is_type (self, *start, IBID_CITE_COMMA) || (is_type (self, *start, IBID_CITE_COLON))))
    (*start)++;
  while (*end > *start && (token_at (self, *end - 1)->type == IBID_CITE_COMMA ||
                           token_at (self, *end - 1)->type == IBID_CITE_COLON))
    (*end)--;
}

/* Takes "see", "e.g." and what they are off the beginning, and all up to "via". */
static void
cut_prefix (Segment *self, guint *start, guint end, IbidCiteSlice *prefix)
{
  guint first = *start;
  guint n;

  while (*start < end &&
         (n = ibid_cite_match_phrase (self->text, self->tokens, *start, end, prefixes)) > 0 &&
         *start + n < end)
    {
      guint stop = end;

      *start += n;
      skip_commas (self, start, &stop);
    }
  for (guint i = first; i < end; i++)
    {
      n = ibid_cite_match_phrase (self->text, self->tokens, i, end, relays);
      if (n > 0 && i + n < end)
        *start = i + n;
    }
  *prefix = slice (self, first, *start);
}

static IbidCiteItem *
add_item (Segment *self, IbidCiteSlice whole)
{
  IbidCiteItem item = { .whole = whole };

  g_array_append_val (self->reader->items, item);
  return item_at (self, n_items (self) - 1);
}

static IbidCiteItem *
add_elided (Segment *self, IbidCiteSlice whole)
{
  IbidCiteItem before = *item_at (self, n_items (self) - 1);
  IbidCiteItem *item = add_item (self, whole);

  item->traits = IBID_CITE_ITEM_NAME_ELIDED | (before.traits & IBID_CITE_ITEM_COMMA);
  item->name = before.name;
  item->name_traits = before.name_traits;
  return item;
}

static guint
judge (const Segment *self, guint start, guint end)
{
  return ibid_cite_names_judge (self->reader->names, self->text, self->tokens, start, end);
}

/* A part of a list of names: short, and a publisher's by its looks or as is known. */
static gboolean
is_list_part (const Segment *self, guint start, guint end, gboolean needs_known)
{
  guint traits = start < end ? judge (self, start, end) : 0;

  if ((traits & (IBID_CITE_NAME_KNOWN | IBID_CITE_NAME_DOMAIN)) != 0)
    return TRUE;
  return !needs_known && (traits & IBID_CITE_NAME_PLAUSIBLE) != 0 &&
         (traits & IBID_CITE_NAME_PLACE) == 0 && end - start == 1;
}

static gboolean
is_divider (const Segment *self, guint at)
{
  return is_type (self, at, IBID_CITE_COMMA) || is_type (self, at, IBID_CITE_SLASH) ||
         is_type (self, at, IBID_CITE_AMPERSAND) || is_word (self, at, ands);
}

/* Whether "Mako, Ynet" or "CENTCOM/BBC" are several names. "And" joins only those that are known:
 * "Gellman and Poitras" wrote one work. */
static gboolean
is_list (const Segment *self, guint start, guint end, gboolean is_dated_by_day)
{
  guint part = start;
  guint n_parts = 0;
  gboolean needs_known = !is_dated_by_day;

  if (judge (self, start, end) & IBID_CITE_NAME_KNOWN)
    return FALSE;
  for (guint i = start; i <= end; i++)
    if (i < end && (is_type (self, i, IBID_CITE_AMPERSAND) || is_word (self, i, ands)))
      needs_known = TRUE;
  for (guint i = start; i <= end; i++)
    if (i == end || is_divider (self, i))
      {
        if (!is_list_part (self, part, i, needs_known) &&
            !(part == i && n_parts > 0 && i < end)) /* ", and" */
          return FALSE;
        n_parts += part < i;
        part = i + 1;
      }
  return n_parts > 1;
}

static void
set_locator (Segment *self, IbidCiteItem *item, guint start, guint end)
{
  skip_commas (self, &start, &end);
  if (start < end)
    ibid_cite_read_locator (self->text, self->tokens, start, end, item);
}

static void
set_name (Segment *self, IbidCiteItem *item, guint start, guint end)
{
  guint n = ibid_cite_match_phrase (self->text, self->tokens, start, end, same_words);

  item->name = slice (self, start, n > 0 ? start + n : end);
  item->name_traits = judge (self, start, end);
  if (n > 0)
    {
      item->traits |= IBID_CITE_ITEM_IBID;
      set_locator (self, item, start + n, end);
      return;
    }
  for (guint i = start; i < end; i++)
    {
      n = ibid_cite_match_phrase (self->text, self->tokens, i, end, op_cit_words);
      if (n == 0)
        continue;
      item->traits |= IBID_CITE_ITEM_OP_CIT;
      set_locator (self, item, i + n, end);
      while (i > start && is_type (self, i - 1, IBID_CITE_COMMA))
        i--;
      if (i > start)
        {
          item->name = slice (self, start, i);
          item->name_traits = judge (self, start, i);
        }
      return;
    }
}

/* A quotation among the words is the title, and no part of the name. */
static void
cut_title (Segment *self, guint *start, guint *end, IbidCiteSlice *title)
{
  for (guint i = *start; i < *end; i++)
    if (is_type (self, i, IBID_CITE_QUOTED))
      {
        const char *from = self->text + token_at (self, i)->start;
        const char *to = self->text + token_at (self, i)->end;

        title->start = (guint32)(g_utf8_next_char (from) - self->text);
        title->end = (guint32)(g_utf8_prev_char (to) - self->text);
        while (title->end > title->start && strchr (",.", self->text[title->end - 1]) != NULL)
          title->end--;
        if (i == *start)
          *start = i + 1;
        else
          *end = i;
        skip_commas (self, start, end);
        return;
      }
}

/* Makes the items of the names between two tokens; they share what follows. */
static guint
add_names (Segment *self, guint start, guint end, gboolean is_dated_by_day, guint32 whole_end)
{
  guint first_item = n_items (self);
  guint part = start;
  IbidCiteSlice title = { 0 };
  guint32 whole_start = token_at (self, start)->start;

  cut_title (self, &start, &end, &title);
  part = start;
  if (start < end && is_list (self, start, end, is_dated_by_day))
    {
      for (guint i = start; i <= end; i++)
        if (i == end || is_divider (self, i))
          {
            if (part < i)
              set_name (self, add_item (self, slice (self, part, i)), part, i);
            part = i + 1;
          }
    }
  else
    {
      IbidCiteItem *item = add_item (self, (IbidCiteSlice){ whole_start, whole_end });

      item->title = title;
      if (start < end)
        set_name (self, item, start, end);
    }
  item_at (self, first_item)->prefix = self->prefix;
  if (self->prefix.end > self->prefix.start)
    item_at (self, first_item)->whole.start = self->prefix.start;
  self->prefix = (IbidCiteSlice){ 0 };
  item_at (self, n_items (self) - 1)->whole.end = whole_end;
  return first_item;
}

typedef enum
{
  DATE_ISSUED,
  DATE_ACCESSED,
  DATE_UPDATED,
} DateMeaning;

/* Cuts "last accessed on" and the like off the end of what stands before a date. */
static DateMeaning
cut_date_words (Segment *self, guint start, guint *end)
{
  DateMeaning meaning = DATE_ISSUED;

  while (*end > start)
    {
      guint last = *end - 1;

      if (is_word (self, last, access_words))
        meaning = DATE_ACCESSED;
      else if (is_word (self, last, update_words))
        meaning = DATE_UPDATED;
      else if (!is_word (self, last, date_words) && !is_type (self, last, IBID_CITE_COMMA) &&
               !is_type (self, last, IBID_CITE_COLON))
        break;
      (*end)--;
    }
  return meaning;
}

static gboolean
is_joint (const Segment *self, guint start, guint end)
{
  return start == end || (start + 1 == end && (is_word (self, start, ands) ||
                                               is_type (self, start, IBID_CITE_AMPERSAND)));
}

static void
set_date (Segment *self, guint first_item, const IbidCiteDate *date, DateMeaning meaning,
          gboolean has_comma)
{
  for (guint i = first_item; i < n_items (self); i++)
    {
      IbidCiteItem *item = item_at (self, i);

      if (meaning == DATE_ACCESSED)
        {
          item->accessed = *date;
          item->traits |= IBID_CITE_ITEM_ACCESSED;
        }
      else
        {
          item->issued = *date;
          item->traits |= IBID_CITE_ITEM_ISSUED;
        }
      if (has_comma)
        item->traits |= IBID_CITE_ITEM_COMMA;
    }
}

/* "(Xinhua, May)", but not "(Theresa May)" */
static gboolean
is_month_of_source (const Segment *self, guint at, guint next)
{
  return at > self->name_start && is_type (self, at - 1, IBID_CITE_COMMA) &&
         (next >= self->end || is_type (self, next, IBID_CITE_COMMA));
}

/* Whether a year that stands alone is a date here: "…, 2019", "et al. 2019", not "in 2019". */
static gboolean
is_date_of_source (const Segment *self, const IbidCiteDate *date, guint at, guint next)
{
  static const char *const before[] = { "in",    "since",  "from", "until", "by", "of",   "the",
                                        "after", "before", "for",  "to",    "to", "till", NULL };
  static const IbidCiteTokenType after[] = { IBID_CITE_COMMA, IBID_CITE_SEMICOLON, IBID_CITE_COLON,
                                             IBID_CITE_QUOTED, IBID_CITE_URL };
  gboolean is_last = next >= self->end;

  if (date->first.month != 0)
    return date->first.day != 0 || date->first.year != 0 || is_month_of_source (self, at, next);
  if (date->first.year > self->reader->max_year || (at > 0 && is_word (self, at - 1, before)))
    return FALSE;
  for (guint i = 0; !is_last && i < G_N_ELEMENTS (after); i++)
    is_last = token_at (self, next)->type == after[i];
  return is_last || is_word (self, next, ands) || is_type (self, next, IBID_CITE_AMPERSAND);
}

/* "2016b,a": a letter alone is another work of the same year */
static guint
read_letters (Segment *self, guint at, const IbidCiteDate *date)
{
  while (date->letter != 0 && is_type (self, at, IBID_CITE_COMMA) &&
         is_type (self, at + 1, IBID_CITE_WORD))
    {
      const IbidCiteToken *token = token_at (self, at + 1);
      IbidCiteDate other = *date;

      if (token->end - token->start != 1 || !g_ascii_islower (self->text[token->start]))
        break;
      other.letter = self->text[token->start];
      other.start = token->start;
      other.end = token->end;
      add_elided (self, (IbidCiteSlice){ token->start, token->end });
      set_date (self, n_items (self) - 1, &other, DATE_ISSUED, FALSE);
      at += 2;
    }
  return at;
}

static gboolean
is_bare_day (const Segment *self, guint at)
{
  const IbidCiteToken *token;

  if (!is_type (self, at, IBID_CITE_NUMBER))
    return FALSE;
  token = token_at (self, at);
  return token->n_digits <= 2 && token->number >= 1 && token->number <= 31 &&
         !(is_type (self, at + 1, IBID_CITE_WORD) && token_at (self, at + 1)->month != 0);
}

/* "April 5, 12, 19": days alone are of the same month, and a year behind the last is that of all */
static guint
read_days (Segment *self, guint at, const IbidCiteDate *date)
{
  IbidCiteDate other = *date;
  guint first_item = n_items (self) - 1;

  if (date->first.day == 0 || date->first.year != 0 || first_item < self->seg_first)
    return at;
  while (at + 1 < self->end && (is_type (self, at, IBID_CITE_COMMA) || is_word (self, at, ands)) &&
         is_bare_day (self, at + 1))
    {
      const IbidCiteToken *token = token_at (self, at + 1);

      other.first.day = other.last.day = token->number;
      other.first.month = other.last.month = date->last.month;
      other.start = token->start;
      other.end = token->end;
      add_elided (self, (IbidCiteSlice){ token->start, token->end });
      set_date (self, n_items (self) - 1, &other, DATE_ISSUED, FALSE);
      at += 2;
    }
  if (n_items (self) > first_item + 1 && is_type (self, at, IBID_CITE_COMMA) &&
      is_type (self, at + 1, IBID_CITE_NUMBER) && token_at (self, at + 1)->n_digits == 4)
    {
      for (guint i = first_item; i < n_items (self); i++)
        item_at (self, i)->issued.first.year = item_at (self, i)->issued.last.year =
            token_at (self, at + 1)->number;
      at += 2;
    }
  return at;
}

/* Takes the date at hand, and the words before it that belong to no item yet. FALSE: no name, and
 * none that it could have been left out after. */
static gboolean
take_date (Segment *self, const IbidCiteDate *date, guint next)
{
  guint start = self->name_start;
  guint end = self->at;
  gboolean has_comma = end > start && is_type (self, end - 1, IBID_CITE_COMMA);
  DateMeaning meaning = cut_date_words (self, start, &end);
  guint first_item;

  skip_commas (self, &start, &end);
  if (is_joint (self, start, end))
    {
      IbidCiteItem *last = last_item (self);

      if (last != NULL && meaning == DATE_ACCESSED && (last->traits & IBID_CITE_ITEM_ACCESSED) == 0)
        first_item = n_items (self) - 1;
      else if (last != NULL && meaning == DATE_UPDATED)
        first_item = n_items (self);
      else if (n_items (self) > self->first)
        {
          add_elided (self, (IbidCiteSlice){ date->start, date->end });
          first_item = n_items (self) - 1;
        }
      else if (self->leads_with_comma && meaning == DATE_ISSUED)
        {
          add_item (self, (IbidCiteSlice){ date->start, date->end });
          first_item = n_items (self) - 1;
        }
      else
        return FALSE;
    }
  else
    {
      if (last_item (self) != NULL)
        cut_prefix (self, &start, end, &self->prefix);
      first_item = add_names (self, start, end, date->first.month != 0, date->end);
    }
  set_date (self, first_item, date, meaning, has_comma);
  if (first_item < n_items (self))
    item_at (self, n_items (self) - 1)->whole.end = date->end;
  self->name_start = read_letters (self, next, date);
  if (meaning == DATE_ISSUED)
    self->name_start = read_days (self, self->name_start, date);
  return TRUE;
}

/* what stands behind a date: a title, a page, or a remark */
static void
take_details (Segment *self, guint start, guint end, IbidCiteItem *item)
{
  skip_commas (self, &start, &end);
  if (start >= end)
    return;
  item->whole.end = MAX (item->whole.end, token_at (self, end - 1)->end);
  cut_title (self, &start, &end, &item->title);
  if (start < end)
    ibid_cite_read_locator (self->text, self->tokens, start, end, item);
}

/* An address belongs to the item before it, also across a semicolon; alone it is one. */
static void
take_url (Segment *self)
{
  const IbidCiteToken *token = token_at (self, self->at);
  IbidCiteSlice url = { token->start, token->end };
  guint start = self->name_start;
  guint end = self->at;
  IbidCiteItem *before = n_items (self) > self->first ? item_at (self, n_items (self) - 1) : NULL;

  skip_commas (self, &start, &end);
  if (start < end && last_item (self) == NULL)
    {
      add_names (self, start, end, FALSE, url.end);
      before = item_at (self, n_items (self) - 1);
    }
  else if (start < end)
    take_details (self, start, end, last_item (self));
  if (before == NULL || before->url.end > before->url.start)
    before = add_item (self, url);
  before->url = url;
  before->whole.end = url.end;
  self->name_start = self->at + 1;
}

static gboolean
is_no_date (Segment *self, guint *next)
{
  static const char *const words[] = { "n.d", "nd", "undated", "forthcoming", "in press", NULL };
  guint n = ibid_cite_match_phrase (self->text, self->tokens, self->at, self->end, words);

  *next = self->at + n;
  return n > 0 && *next >= self->end && self->at > self->name_start;
}

static void
take_no_date (Segment *self, guint next)
{
  guint start = self->name_start;
  guint end = self->at;
  guint first_item;

  skip_commas (self, &start, &end);
  if (start >= end)
    return;
  first_item = add_names (self, start, end, FALSE, token_at (self, next - 1)->end);
  for (guint i = first_item; i < n_items (self); i++)
    item_at (self, i)->traits |= IBID_CITE_ITEM_NO_DATE | IBID_CITE_ITEM_COMMA;
  self->name_start = next;
}

/* What is left behind the last date: page, title, or a remark. Without any date it is a name. */
static void
take_rest (Segment *self)
{
  guint start = self->name_start;
  guint end = self->end;
  IbidCiteItem *last = last_item (self);

  skip_commas (self, &start, &end);
  if (start >= end)
    return;
  if (last != NULL)
    {
      take_details (self, start, end, last);
      return;
    }
  add_names (self, start, end, FALSE, token_at (self, end - 1)->end);
}

static void
read_segment (Segment *self)
{
  self->seg_first = n_items (self);
  self->leads_with_comma = is_type (self, self->at, IBID_CITE_COMMA);
  cut_prefix (self, &self->at, self->end, &self->prefix);
  self->name_start = self->at;
  while (self->at < self->end)
    {
      IbidCiteDate date;
      guint n = ibid_cite_read_date (self->text, self->tokens, self->at, self->end, &date);
      guint next = self->at + n;

      if (n > 0 && is_date_of_source (self, &date, self->at, next) && take_date (self, &date, next))
        self->at = self->name_start;
      else if (is_no_date (self, &next))
        {
          take_no_date (self, next);
          self->at = next;
        }
      else
        {
          if (is_type (self, self->at, IBID_CITE_URL))
            take_url (self);
          self->at += MAX (n, 1);
        }
    }
  take_rest (self);
}

/* Reads the parts between semicolons; what is left out is taken from the items since first. */
static void
read_segments (IbidCiteReader *self, const char *text, IbidCiteSlice content, guint first)
{
  Segment segment = { .reader = self, .text = text, .tokens = self->tokens, .first = first };
  guint start = 0;

  ibid_cite_tokenize (self->months, text, content.start, content.end, self->tokens);
  for (guint i = 0; i <= self->tokens->len; i++)
    if (i == self->tokens->len ||
        g_array_index (self->tokens, IbidCiteToken, i).type == IBID_CITE_SEMICOLON)
      {
        segment.at = start;
        segment.end = i;
        if (start < i)
          read_segment (&segment);
        start = i + 1;
      }
}

/**
 * ibid_cite_read_group:
 * @self: the means
 * @text: a block's text
 * @content: what stands between two brackets
 * @group: (inout): gets its items
 *
 * Reads what may be a citation: parts between semicolons, each with names, dates, pages, a title,
 * an address. Whether it is one is judged by ibid_cite_judge_group().
 *
 * Returns: %FALSE if nothing could be made of it; then it has no items
 */
gboolean
ibid_cite_read_group (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                      IbidCiteGroup *group)
{
  group->first_item = self->items->len;
  read_segments (self, text, content, group->first_item);
  group->n_items = self->items->len - group->first_item;
  return group->n_items > 0;
}

/**
 * ibid_cite_read_narrative:
 * @self: the means; its last item bears the name that stands before the bracket
 * @text: a block's text
 * @content: what stands between two brackets: years
 * @group: (inout): gets its items
 *
 * Reads the years behind a name in the running text: "Freitag et al. (2019)".
 *
 * Returns: %FALSE if there is no year
 */
gboolean
ibid_cite_read_narrative (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                          IbidCiteGroup *group)
{
  guint named = self->items->len - 1;

  read_segments (self, text, content, named);
  if (self->items->len < named + 2)
    return FALSE;
  g_array_remove_index (self->items, named);
  g_array_index (self->items, IbidCiteItem, named).traits &= ~(guint)IBID_CITE_ITEM_NAME_ELIDED;
  group->first_item = named;
  group->n_items = self->items->len - named;
  return TRUE;
}
