/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-group.h"

#include <string.h>

/* Pages, lines of sources, credits of pictures, and keys of reference managers. */

typedef struct
{
  const char *label;
  const char *words[8];
} Label;

static const Label labels[] = {
  { "page", { "p", "pp", "page", "pages", "s", "стр", "с", NULL } },
  { "chapter", { "ch", "chap", "chapter", "chapters", "kap", NULL } },
  { "section", { "sec", "sect", "section", "sections", "§", NULL } },
  { "paragraph", { "para", "paras", "par", "paragraph", "paragraphs", "¶", NULL } },
  { "volume", { "vol", "vols", "volume", NULL } },
  { "figure", { "fig", "figs", "figure", NULL } },
  { "note", { "n", "fn", "note", "footnote", NULL } },
  { "article", { "art", "article", "articles", NULL } },
  { "line", { "line", "lines", NULL } },
  { "number", { "no", "nos", "nr", "№", NULL } },
};

static const IbidCiteToken *
token_at (const GArray *tokens, guint at)
{
  return &g_array_index (tokens, IbidCiteToken, at);
}

/**
 * ibid_cite_read_locator:
 * @text: the text that was taken apart
 * @tokens: (element-type IbidCiteToken): its tokens
 * @at: the first token behind the date
 * @end: one past the last token to look at; at least one more than @at
 * @item: (inout): gets locator and label, or a suffix
 *
 * Reads "p. 15", "pp. 3–5", "ch. 2" or a bare number, which is a page. Anything else is a remark.
 */
void
ibid_cite_read_locator (const char *text, const GArray *tokens, guint at, guint end,
                        IbidCiteItem *item)
{
  guint start = at;

  item->label = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (labels) && item->label == NULL; i++)
    {
      guint n = ibid_cite_match_phrase (text, tokens, at, end, labels[i].words);

      if (n > 0 && at + n < end)
        {
          item->label = labels[i].label;
          start = at + n;
        }
    }
  if (item->label == NULL && token_at (tokens, at)->type == IBID_CITE_NUMBER)
    item->label = "page";
  if (item->label != NULL)
    item->locator =
        (IbidCiteSlice){ token_at (tokens, start)->start, token_at (tokens, end - 1)->end };
  else
    item->suffix = (IbidCiteSlice){ token_at (tokens, at)->start, token_at (tokens, end - 1)->end };
}

static void
add_listed (IbidCiteReader *self, const char *text, guint start, guint end)
{
  static const char *const and[] = { "and", "&", NULL };
  IbidCiteItem item = { 0 };

  while (start < end && ibid_cite_match_phrase (text, self->tokens, start, end, and) > 0)
    start++;
  while (end > start && token_at (self->tokens, end - 1)->type != IBID_CITE_WORD &&
         token_at (self->tokens, end - 1)->type != IBID_CITE_CLOSE &&
         token_at (self->tokens, end - 1)->type != IBID_CITE_URL &&
         token_at (self->tokens, end - 1)->type != IBID_CITE_NUMBER)
    end--;
  if (start >= end)
    return;
  item.name = (IbidCiteSlice){ token_at (self->tokens, start)->start,
                               token_at (self->tokens, end - 1)->end };
  item.name_traits = ibid_cite_names_judge (self->names, text, self->tokens, start, end);
  if (start + 1 == end && token_at (self->tokens, start)->type == IBID_CITE_URL)
    item.url = item.name;
  item.whole = item.name;
  g_array_append_val (self->items, item);
}

static void
set_listed_date (IbidCiteReader *self, guint first_item, const IbidCiteDate *date, guint32 end)
{
  IbidCiteItem *item;

  if (self->items->len <= first_item)
    return;
  item = &g_array_index (self->items, IbidCiteItem, self->items->len - 1);
  item->issued = *date;
  item->traits |= IBID_CITE_ITEM_ISSUED | IBID_CITE_ITEM_COMMA;
  item->whole.end = end;
}

/**
 * ibid_cite_read_source_line:
 * @self: the means
 * @text: a block's text
 * @content: what stands behind "Sources:"
 * @group: (inout): gets its items
 *
 * Reads a line of sources: names between commas, each with its date in a bracket of its own or
 * behind a comma, or without one.
 *
 * Returns: %FALSE if there is no name in it
 */
gboolean
ibid_cite_read_source_line (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                            IbidCiteGroup *group)
{
  guint start = 0;

  group->first_item = self->items->len;
  ibid_cite_tokenize (self->months, text, content.start, content.end, self->tokens);
  for (guint i = 0; i < self->tokens->len;)
    {
      guint type = token_at (self->tokens, i)->type;
      guint open = type == IBID_CITE_OPEN ? 1 : 0;
      IbidCiteDate date;
      guint n = ibid_cite_read_date (text, self->tokens, i + open, self->tokens->len, &date);
      gboolean ends = type == IBID_CITE_COMMA || type == IBID_CITE_SEMICOLON;

      if (n > 0 && (open == 1 || i == start))
        {
          add_listed (self, text, start, i);
          i += n + open;
          if (i < self->tokens->len && token_at (self->tokens, i)->type == IBID_CITE_CLOSE)
            i++;
          set_listed_date (self, group->first_item, &date, token_at (self->tokens, i - 1)->end);
          start = i;
          continue;
        }
      if (ends)
        {
          add_listed (self, text, start, i);
          start = i + 1;
        }
      i++;
    }
  add_listed (self, text, start, self->tokens->len);
  group->n_items = self->items->len - group->first_item;
  return group->n_items > 0;
}

static gboolean
is_key_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("_:.#$%&-+?<>~/", c) != NULL);
}

/* one part of "[see @ng2021, p. 3; @carter2019]" */
static void
read_key (IbidCiteReader *self, const char *text, guint32 start, guint32 end)
{
  const char *at = memchr (text + start, '@', end - start);
  IbidCiteItem item = { .traits = IBID_CITE_ITEM_KEY };
  guint32 first;
  guint32 last;

  /* an address for letters is no key */
  if (at == NULL || (at > text + start && g_ascii_isalnum (at[-1])))
    return;
  first = (guint32)(at - text) + 1;
  for (last = first; last < end && is_key_char (text[last]); last++)
    ;
  while (last > first && g_ascii_ispunct (text[last - 1]))
    last--;
  if (last == first)
    return;
  item.name = (IbidCiteSlice){ first, last };
  item.prefix = (IbidCiteSlice){ start, first - 1 };
  while (item.prefix.end > item.prefix.start && strchr (" -", text[item.prefix.end - 1]) != NULL)
    item.prefix.end--;
  item.whole = (IbidCiteSlice){ start, end };
  ibid_cite_tokenize (self->months, text, last, end, self->tokens);
  if (self->tokens->len > 1 && token_at (self->tokens, 0)->type == IBID_CITE_COMMA)
    ibid_cite_read_locator (text, self->tokens, 1, self->tokens->len, &item);
  g_array_append_val (self->items, item);
}

/**
 * ibid_cite_read_keys:
 * @self: the means
 * @text: a block's text
 * @content: what stands between square brackets
 * @group: (inout): gets its items
 *
 * Reads citations by key, as Pandoc's Markdown has them: "[@carter2019, p. 42]".
 *
 * Returns: %FALSE if there is no key
 */
gboolean
ibid_cite_read_keys (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                     IbidCiteGroup *group)
{
  guint32 start = content.start;

  group->first_item = self->items->len;
  for (guint32 i = content.start; i <= content.end; i++)
    if (i == content.end || text[i] == ';')
      {
        while (start < i && g_ascii_isspace (text[start]))
          start++;
        if (start < i)
          read_key (self, text, start, i);
        start = i + 1;
      }
  group->n_items = self->items->len - group->first_item;
  return group->n_items > 0;
}

static gsize
match_lead (const char *text, gsize size, const char *const *words)
{
  gsize longest = 0;

  for (; *words != NULL; words++)
    {
      gsize length = strlen (*words);

      if (length > longest && length < size && g_ascii_strncasecmp (text, *words, length) == 0 &&
          !g_ascii_isalnum (text[length]))
        longest = length;
    }
  while (longest > 0 && longest < size && text[longest] == ' ')
    longest++;
  return longest;
}

/**
 * ibid_cite_credit_length:
 * @text: a block's text
 * @content: what stands between two brackets, or a whole line
 * @is_image: (out): whether it speaks of a picture
 *
 * Finds "Source:", "Image source:", "Photo by" and the like at the beginning.
 *
 * Returns: how many bytes these words take with the colon and the white space behind; 0: there are
 *   none
 */
gsize
ibid_cite_credit_length (const char *text, IbidCiteSlice content, gboolean *is_image)
{
  static const char *const images[] = { "image",  "photo",      "photograph",   "picture",
                                        "map",    "graphic",    "graph",        "chart",
                                        "video",  "screenshot", "illustration", "photos",
                                        "images", "figure",     "data",         NULL };
  static const char *const sources[] = { "source", "sources",  "credit", "credits",
                                         "quelle", "источник", "фото",   NULL };
  static const char *const bys[] = { "by", "courtesy of", "via", "from", NULL };
  const char *start = text + content.start;
  gsize size = content.end - content.start;
  gsize image = match_lead (start, size, images);
  gsize source = match_lead (start + image, size - image, sources);
  gsize by = match_lead (start + image + source, size - image - source, bys);
  gsize length = image + source + by;

  *is_image = image > 0 || (source > 0 && g_ascii_tolower (start[0]) == 'c');
  if (image == 0 && source == 0 && match_lead (start, size, bys) != by)
    return 0;
  if (length < size && start[length] == ':' && image + source > 0)
    length++;
  else if (!(by > 0 && image > 0))
    return 0;
  while (length < size && start[length] == ' ')
    length++;
  return length < size ? length : 0;
}
