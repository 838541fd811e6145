/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-scan.h"

#include <string.h>
#include "ibid-cite-judge.h"

/* One walk over the block with a stack of open brackets. What was never closed falls off its
 * bottom; a bracket is read when it closes, so that each character is read at most as often as
 * brackets may lie within one another. */

#define MAX_OPEN 16
#define MAX_CONTENT_BYTES 1500
#define MAX_SOURCE_LINE_BYTES 8000
#define MAX_NOTE_DIGITS 4

typedef struct
{
  gsize start;
  char closing;
  guint8 depth; /* of brackets within it */
  gboolean has_citation;
} Open;

typedef struct
{
  IbidCiteScan *scan;
  guint block;
  IbidBlockType type;
  const char *text;
  gsize size;
  Open open[MAX_OPEN];
  guint n_open;
} Walk;

static IbidCiteGroup
new_group (const Walk *walk, gsize start, gsize end)
{
  return (IbidCiteGroup){ .block = walk->block,
                          .start = (guint32)start,
                          .end = (guint32)end,
                          .form = IBID_CITATION_FORM_PARENTHETICAL,
                          .role = IBID_CITATION_ROLE_SUPPORT,
                          .certainty = IBID_CITE_SURE };
}

static gunichar
char_after (const Walk *walk, gsize at)
{
  while (at < walk->size && (walk->text[at] == ' ' || walk->text[at] == '\n'))
    at++;
  return at < walk->size ? g_utf8_get_char (walk->text + at) : 0;
}

static gunichar
char_before (const Walk *walk, gsize at)
{
  return at > 0 ? g_utf8_get_char (g_utf8_prev_char (walk->text + at)) : 0;
}

/* a name alone stands at the end of what it supports, not before a verb */
static gboolean
ends_statement (const Walk *walk, gsize end)
{
  gunichar c = char_after (walk, end);

  return c == 0 || c == '.' || c == ',' || c == ';' || c == '!' || c == '?' || c == ')' ||
         c == ':' || c == '[' || c == '(' || c == 0x201D || c == 0x2019 || c == '"' ||
         c == 0x2014 || c == 0xBB;
}

static gboolean
abbreviates (const Walk *walk, const IbidCiteGroup *group)
{
  const IbidCiteItem *item =
      &g_array_index (walk->scan->reader.items, IbidCiteItem, group->first_item);

  return ibid_cite_abbreviates (walk->text, group->start, walk->text + item->name.start,
                                item->name.end - item->name.start);
}

/* "Heritage Foundation" is known by somebody, but "(Apple, Google)" are whom the text speaks of */
static void
check_bare (const Walk *walk, IbidCiteGroup *group)
{
  const IbidCiteItem *item =
      &g_array_index (walk->scan->reader.items, IbidCiteItem, group->first_item);
  gunichar first = g_utf8_get_char (walk->text + item->name.start);

  if ((!ends_statement (walk, group->end) && (item->name_traits & IBID_CITE_NAME_GENERIC) == 0) ||
      abbreviates (walk, group) || g_unichar_isalnum (char_before (walk, group->start)) ||
      (g_unichar_islower (first) && (item->name_traits & IBID_CITE_NAME_DOMAIN) == 0))
    group->certainty = IBID_CITE_NOT;
}

static gboolean
add_group (Walk *walk, IbidCiteGroup *group)
{
  GArray *groups = walk->scan->groups;
  GArray *items = walk->scan->reader.items;

  if (group->certainty == IBID_CITE_NOT)
    {
      g_array_set_size (items, group->first_item);
      return FALSE;
    }
  /* what is within it and was less sure gives way */
  while (groups->len > 0 &&
         g_array_index (groups, IbidCiteGroup, groups->len - 1).block == walk->block &&
         g_array_index (groups, IbidCiteGroup, groups->len - 1).start >= group->start)
    g_array_set_size (groups, groups->len - 1);
  g_array_append_val (groups, *group);
  return TRUE;
}

/* "2009", "2016b,a", "2019, p. 4": a year and what belongs to it, without a name */
static gboolean
is_narrative (const Walk *walk, IbidCiteSlice content)
{
  const char *at = walk->text + content.start;

  return content.end - content.start >= 4 && strspn (at, "0123456789") == 4 &&
         (content.end - content.start == 4 || strchr ("abcdefgh,; :", at[4]) != NULL);
}

static gboolean
read_narrative (Walk *walk, IbidCiteSlice content, IbidCiteGroup *group)
{
  IbidCiteReader *reader = &walk->scan->reader;
  IbidCiteItem named = { .name_traits = IBID_CITE_NAME_PLAUSIBLE | IBID_CITE_NAME_PERSON };
  gboolean is_sure;
  guint first = reader->items->len;

  if (!ibid_cite_find_narrative_name (walk->text, group->start, &named.name, &is_sure) ||
      ibid_cite_names_is_place (reader->names, walk->text, named.name))
    return FALSE;
  g_array_append_val (reader->items, named);
  if (!ibid_cite_read_narrative (reader, walk->text, content, group))
    {
      g_array_set_size (reader->items, first);
      return FALSE;
    }
  group->form = IBID_CITATION_FORM_NARRATIVE;
  group->is_author_date = TRUE;
  group->certainty = is_sure ? IBID_CITE_SURE : IBID_CITE_IF_KNOWN;
  return TRUE;
}

static gboolean
read_credit (Walk *walk, IbidCiteSlice content, IbidCiteGroup *group)
{
  gboolean is_image;
  gsize length = ibid_cite_credit_length (walk->text, content, &is_image);

  if (length == 0)
    return FALSE;
  content.start += (guint32)length;
  if (!ibid_cite_read_group (&walk->scan->reader, walk->text, content, group))
    return FALSE;
  if (is_image || walk->type == IBID_BLOCK_TYPE_FIGURE)
    group->role = IBID_CITATION_ROLE_CREDIT;
  return TRUE;
}

static gboolean
read_round (Walk *walk, IbidCiteSlice content, IbidCiteGroup *group)
{
  gunichar before = char_before (walk, group->start);

  if (read_credit (walk, content, group))
    return TRUE;
  if (is_narrative (walk, content))
    return read_narrative (walk, content, group);
  if (!ibid_cite_read_group (&walk->scan->reader, walk->text, content, group))
    return FALSE;
  ibid_cite_judge_group (&walk->scan->reader, walk->text, group);
  if (group->certainty == IBID_CITE_IF_KNOWN)
    check_bare (walk, group);
  /* "f(Smith, 2019)" */
  if (g_unichar_isalnum (before) && group->is_author_date)
    group->certainty = IBID_CITE_NOT;
  /* "[words](https://…)", as Markdown links them */
  if (before == ']' && group->form == IBID_CITATION_FORM_URL)
    group->certainty = IBID_CITE_NOT;
  return TRUE;
}

/* Square brackets are the editor's, but for keys and for what has both name and full date. */
static gboolean
read_square (Walk *walk, IbidCiteSlice content, IbidCiteGroup *group)
{
  IbidCiteReader *reader = &walk->scan->reader;

  if (memchr (walk->text + content.start, '@', content.end - content.start) != NULL &&
      ibid_cite_read_keys (reader, walk->text, content, group))
    return TRUE;
  g_array_set_size (reader->items, group->first_item);
  if (walk->text[group->end] == '(' || !ibid_cite_read_group (reader, walk->text, content, group))
    return FALSE;
  ibid_cite_judge_group (reader, walk->text, group);
  for (guint i = 0; i < group->n_items; i++)
    {
      const IbidCiteItem *item =
          &g_array_index (reader->items, IbidCiteItem, group->first_item + i);

      if ((item->traits & (IBID_CITE_ITEM_ISSUED | IBID_CITE_ITEM_ACCESSED)) == 0 ||
          (item->traits & IBID_CITE_ITEM_COMMA) == 0)
        group->certainty = IBID_CITE_NOT;
    }
  if (group->certainty != IBID_CITE_SURE)
    group->certainty = IBID_CITE_NOT;
  return TRUE;
}

static void
add_note (Walk *walk, gsize start, gsize end, guint number)
{
  const IbidCiteNoteMark mark = { walk->block, (guint32)start, (guint32)end, number };

  g_array_append_val (walk->scan->notes, mark);
}

/* a number at a place; 0: none, or one with letters at it */
static gsize
read_number (const Walk *walk, gsize at, gsize end, guint *number)
{
  gsize start = at;

  *number = 0;
  while (at < end && at - start < MAX_NOTE_DIGITS && g_ascii_isdigit (walk->text[at]))
    *number = *number * 10 + (guint)(walk->text[at++] - '0');
  return at - start;
}

/* "[3]", "[^3]", "[1, 2]", "[3–5]"; of a range the numbers between are meant by the dash */
static gboolean
read_notes (Walk *walk, gsize open, gsize close)
{
  guint n_before = walk->scan->notes->len;
  guint before = 0;
  gsize at = open + 1;
  gsize dash = 0;

  if (at < close && walk->text[at] == '^')
    at++;
  while (at < close)
    {
      guint number;
      gsize n_digits = read_number (walk, at, close, &number);

      if (n_digits == 0)
        break;
      for (guint i = before + 1; dash != 0 && before != 0 && i < number && i < before + 100; i++)
        add_note (walk, dash, at, i);
      add_note (walk, at, at + n_digits, number);
      before = number;
      dash = 0;
      at += n_digits;
      while (at < close && (walk->text[at] == ',' || walk->text[at] == ' '))
        at++;
      if (at < close && (walk->text[at] == '-' || g_str_has_prefix (walk->text + at, "–")))
        {
          dash = at;
          at += walk->text[at] == '-' ? 1 : 3;
        }
    }
  if (at < close || walk->scan->notes->len == n_before)
    {
      g_array_set_size (walk->scan->notes, n_before);
      return FALSE;
    }
  if (walk->scan->notes->len == n_before + 1)
    {
      IbidCiteNoteMark *mark = &g_array_index (walk->scan->notes, IbidCiteNoteMark, n_before);

      mark->start = (guint32)open;
      mark->end = (guint32)close + 1;
    }
  return TRUE;
}

static gboolean
is_joined (const Walk *walk, gsize at)
{
  gunichar c = at < walk->size ? g_utf8_get_char (walk->text + at) : 0;

  return g_unichar_ismark (c) || c == 0x200D;
}

static gboolean
read_bracket (Walk *walk, const Open *open, gsize close)
{
  IbidCiteSlice content = { (guint32)open->start + 1, (guint32)close };
  IbidCiteGroup group = new_group (walk, open->start, close + 1);
  guint first = walk->scan->reader.items->len;

  /* a mark on the bracket makes another character of it */
  if (content.end <= content.start || content.end - content.start > MAX_CONTENT_BYTES ||
      is_joined (walk, content.start) || is_joined (walk, close + 1))
    return FALSE;
  group.first_item = first;
  if (open->closing == ']')
    {
      if (read_notes (walk, open->start, close))
        return FALSE;
      if (read_square (walk, content, &group))
        return add_group (walk, &group);
    }
  else if (read_round (walk, content, &group))
    return add_group (walk, &group);
  g_array_set_size (walk->scan->reader.items, first);
  return FALSE;
}

static void
open_bracket (Walk *walk, gsize at)
{
  if (walk->n_open == MAX_OPEN)
    memmove (walk->open, walk->open + 1, --walk->n_open * sizeof (Open));
  walk->open[walk->n_open++] = (Open){ .start = at, .closing = walk->text[at] == '(' ? ')' : ']' };
}

static void
close_bracket (Walk *walk, gsize at)
{
  guint i = walk->n_open;
  Open open;

  while (i > 0 && walk->open[i - 1].closing != walk->text[at])
    i--;
  if (i == 0)
    return;
  open = walk->open[i - 1];
  walk->n_open = i - 1;
  if (!open.has_citation && open.depth <= 2)
    open.has_citation = read_bracket (walk, &open, at);
  if (walk->n_open > 0)
    {
      Open *outer = &walk->open[walk->n_open - 1];

      outer->has_citation |= open.has_citation;
      outer->depth = (guint8)MAX (outer->depth, MIN (open.depth + 1, 100));
    }
}

/* "Sources: …" as a line of its own */
static gboolean
read_source_line (Walk *walk)
{
  IbidCiteSlice content = { 0, (guint32)walk->size };
  IbidCiteGroup group = new_group (walk, 0, walk->size);
  gboolean is_image;
  gsize length;

  if (walk->size > MAX_SOURCE_LINE_BYTES || walk->type == IBID_BLOCK_TYPE_NOTE ||
      walk->text[0] == '(' || walk->text[0] == '[')
    return FALSE;
  length = ibid_cite_credit_length (walk->text, content, &is_image);
  if (length == 0 || is_image || walk->text[length - 1] == ':' ||
      memchr (walk->text, ':', length) == NULL)
    return FALSE;
  content.start = (guint32)length;
  if (!ibid_cite_read_source_line (&walk->scan->reader, walk->text, content, &group))
    return FALSE;
  group.form = IBID_CITATION_FORM_SOURCE_LINE;
  if (walk->type == IBID_BLOCK_TYPE_FIGURE)
    group.role = IBID_CITATION_ROLE_CREDIT;
  return add_group (walk, &group);
}

/**
 * ibid_cite_scan_block:
 * @self: the scan
 * @block: position of the block
 * @type: what it is
 * @text: its text
 *
 * Looks for citations and references to notes in one block.
 */
void
ibid_cite_scan_block (IbidCiteScan *self, guint block, IbidBlockType type, const char *text)
{
  Walk walk = { .scan = self, .block = block, .type = type, .text = text, .size = strlen (text) };
  gsize at = 0;

  if (read_source_line (&walk))
    return;
  while ((at += strcspn (text + at, "()[]")) < walk.size)
    {
      if (text[at] == '(' || text[at] == '[')
        open_bracket (&walk, at);
      else
        close_bracket (&walk, at);
      at++;
    }
}
