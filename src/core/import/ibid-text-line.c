/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"
#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "ibid-text-line.h"

#include <string.h>

#define MAX_HEADING_BYTES 200
#define MAX_HEADING_WORDS 22
#define MAX_NUMBER_DIGITS 4
#define MAX_HEADING_LEVEL 6

static const char *const caption_words[] = { "image",   "figure", "fig.",  "fig",   "photo",
                                             "table",   "chart",  "map",   "graph", "caption",
                                             "picture", "box",    "video", NULL };
static const char *const credit_words[] = { "source",       "sources", "image source",
                                            "photo source", "photo",   "image",
                                            "credit",       "credits", "photo credit",
                                            "image credit", NULL };
static const char *const notes_words[] = { "notes",      "endnotes",     "footnotes",
                                           "references", "bibliography", "works cited",
                                           "note",       "citations",    "notes and references",
                                           NULL };
/* what stands before a colon on lines that tell of the article, not headings */
static const char *const head_words[] = { "publication", "by",       "author",  "authors", "date",
                                          "published",   "source",   "sources", "volume",  "issue",
                                          "keywords",    "abstract", "tags",    "updated", NULL };

/* the number of bytes of the first of some words at the beginning of a text, whatever the case */
static gsize
match_word (const char *text, gsize size, const char *const *words)
{
  gsize longest = 0;

  for (; *words != NULL; words++)
    {
      gsize length = strlen (*words);

      if (length > longest && length <= size && g_ascii_strncasecmp (text, *words, length) == 0 &&
          (length == size || !g_ascii_isalnum (text[length])))
        longest = length;
    }
  return longest;
}

static gboolean
is_space_at (const IbidLine *line, gsize at)
{
  return at >= line->size_bytes || line->text[at] == ' ' || line->text[at] == '\t' ||
         (at + 1 < line->size_bytes && memcmp (line->text + at, "\xC2\xA0", 2) == 0);
}

static guint
skip_space (const IbidLine *line, guint at)
{
  while (at < line->size_bytes && is_space_at (line, at))
    at += line->text[at] == '\xC2' ? 2 : 1;
  return at;
}

static guint
read_number (const IbidLine *line, guint at, guint *number)
{
  guint start = at;

  *number = 0;
  while (at < line->size_bytes && at - start < MAX_NUMBER_DIGITS &&
         g_ascii_isdigit (line->text[at]))
    *number = *number * 10 + (guint)(line->text[at++] - '0');
  return at - start;
}

static gboolean
read_heading (IbidLine *line)
{
  guint level = 0;

  while (level < line->size_bytes && line->text[level] == '#')
    level++;
  if (level == 0 || level > MAX_HEADING_LEVEL || level >= line->size_bytes ||
      !is_space_at (line, level))
    return FALSE;
  line->kind = IBID_LINE_HEADING;
  line->number = level;
  line->mark_bytes = skip_space (line, level);
  return TRUE;
}

static gboolean
read_separator (IbidLine *line)
{
  guint n_marks = 0;

  for (guint i = 0; i < line->size_bytes; i++)
    {
      if (strchr ("*-_=", line->text[i]) != NULL && line->text[i] == line->text[0])
        n_marks++;
      else if (line->text[i] != ' ')
        return FALSE;
    }
  if (n_marks < 3)
    return FALSE;
  line->kind = IBID_LINE_SEPARATOR;
  return TRUE;
}

static gboolean
read_bullet (IbidLine *line)
{
  static const char *const bullets[] = { "-", "*", "+", "•", "–", "—", "·", "◦", "▪", "‣", NULL };

  for (guint i = 0; bullets[i] != NULL; i++)
    {
      guint length = (guint)strlen (bullets[i]);

      if (length < line->size_bytes && memcmp (line->text, bullets[i], length) == 0 &&
          is_space_at (line, length))
        {
          line->kind = IBID_LINE_BULLET;
          line->mark_bytes = skip_space (line, length);
          return TRUE;
        }
    }
  return FALSE;
}

/* "[3] Text", "[^3]: Text" */
static gboolean
read_bracketed_note (IbidLine *line)
{
  guint at = 1;
  guint n_digits;

  if (line->text[0] != '[')
    return FALSE;
  if (at < line->size_bytes && line->text[at] == '^')
    at++;
  n_digits = read_number (line, at, &line->number);
  at += n_digits;
  if (n_digits == 0 || at >= line->size_bytes || line->text[at] != ']')
    return FALSE;
  at++;
  if (at < line->size_bytes && line->text[at] == ':')
    at++;
  if (!is_space_at (line, at) || skip_space (line, at) >= line->size_bytes)
    return FALSE;
  line->kind = IBID_LINE_NOTE;
  line->mark_bytes = skip_space (line, at);
  return TRUE;
}

/* "3. Text", "3) Text", and "3. ^ Text", as encyclopedias have it */
static gboolean
read_numbered (IbidLine *line)
{
  guint n_digits = read_number (line, 0, &line->number);
  guint at = n_digits;

  if (n_digits == 0 || n_digits > 3 || at >= line->size_bytes ||
      strchr (".)", line->text[at]) == NULL)
    return FALSE;
  at++;
  if (!is_space_at (line, at) || skip_space (line, at) >= line->size_bytes)
    return FALSE;
  at = skip_space (line, at);
  line->kind = IBID_LINE_NUMBERED;
  if (line->text[at] == '^')
    line->kind = IBID_LINE_NOTE;
  line->mark_bytes = at;
  return TRUE;
}

static gboolean
read_caption (IbidLine *line)
{
  gsize length = match_word (line->text, line->size_bytes, caption_words);
  guint at = skip_space (line, (guint)length);
  guint number;

  if (line->text[0] == '(')
    {
      length = match_word (line->text + 1, line->size_bytes - 1, credit_words) + 1;
      if (length > 1 && length < line->size_bytes && line->text[length] == ':' &&
          memchr (line->text, ')', line->size_bytes) >=
              (const void *)(line->text + line->size_bytes - 2))
        line->kind = IBID_LINE_CAPTION;
      return line->kind == IBID_LINE_CAPTION;
    }
  if (length == 0)
    return FALSE;
  at += read_number (line, at, &number);
  if (at >= line->size_bytes || strchr (number > 0 ? ":.—–-" : ":", line->text[at]) == NULL)
    return FALSE;
  line->kind = IBID_LINE_CAPTION;
  line->number = 0;
  return TRUE;
}

static gboolean
read_quote (IbidLine *line)
{
  if (line->text[0] != '>')
    return FALSE;
  line->kind = IBID_LINE_QUOTE;
  line->mark_bytes = skip_space (line, 1);
  return TRUE;
}

static void
classify (IbidLine *line)
{
  line->kind = IBID_LINE_PROSE;
  line->mark_bytes = 0;
  line->number = 0;
  if (read_separator (line) || read_heading (line) || read_bullet (line) ||
      read_bracketed_note (line) || read_numbered (line) || read_caption (line) ||
      read_quote (line))
    return;
  line->number = 0;
}

/**
 * ibid_line_read:
 * @at: (inout): where in a text to read; moved behind the line and its end
 * @line: (out): the line
 *
 * Reads a line and tells what it looks like.
 *
 * Returns: %FALSE if the line has nothing but white space; then only @at is of use
 */
gboolean
ibid_line_read (const char **at, IbidLine *line)
{
  gsize length = strcspn (*at, "\n\r");
  gsize start = 0;

  line->text = *at;
  line->size_bytes = (guint)length;
  line->indent = 0;
  *at += length;
  if (**at == '\r' && (*at)[1] == '\n')
    (*at)++;
  if (**at != '\0')
    (*at)++;
  while (start < length && (g_ascii_isspace (line->text[start]) || is_space_at (line, start)))
    {
      line->indent += line->text[start] == '\t' ? 4 : 1;
      start += line->text[start] == '\xC2' ? 2 : 1;
    }
  while (length > start && g_ascii_isspace (line->text[length - 1]))
    length--;
  if (length <= start)
    return FALSE;
  line->text += start;
  line->size_bytes = (guint)(length - start);
  classify (line);
  return TRUE;
}

static guint
count_words (const IbidLine *line)
{
  guint n_words = 0;

  for (guint i = 0; i < line->size_bytes; i++)
    n_words += line->text[i] == ' ';
  return n_words + 1;
}

static gboolean
ends_like_prose (const IbidLine *line)
{
  static const char *const quotes[] = { "”", "’", "\"", "'", "»", NULL };
  const char *end = line->text + line->size_bytes;

  if (line->size_bytes > 6 && memcmp (end - 6, "[edit]", 6) == 0)
    return FALSE;
  for (guint i = 0; quotes[i] != NULL; i++)
    {
      gsize length = strlen (quotes[i]);

      if (line->size_bytes > length && memcmp (end - length, quotes[i], length) == 0)
        end -= length;
    }
  return strchr (".,;:!)]", end[-1]) != NULL ||
         (line->size_bytes >= 3 &&
          (memcmp (end - 3, "…", 3) == 0 || memcmp (end - 3, "。", 3) == 0));
}

/**
 * ibid_line_looks_like_heading:
 * @line: a line that stands by itself
 *
 * Tells whether a line could be a heading: short, not a sentence, and not one of the lines that
 * tell who wrote the article and when.
 *
 * Returns: %TRUE if it could
 */
gboolean
ibid_line_looks_like_heading (const IbidLine *line)
{
  gunichar first = g_utf8_get_char (line->text);
  gsize label = match_word (line->text, line->size_bytes, head_words);

  if (line->kind != IBID_LINE_PROSE && line->kind != IBID_LINE_NUMBERED)
    return FALSE;
  if (line->size_bytes > MAX_HEADING_BYTES || count_words (line) > MAX_HEADING_WORDS ||
      ends_like_prose (line) || g_unichar_islower (first) ||
      memmem (line->text, line->size_bytes, "://", 3) != NULL)
    return FALSE;
  if (label > 0 && (line->text[label] == ':' || g_ascii_strncasecmp (line->text, "by ", 3) == 0))
    return FALSE;
  return g_unichar_isalnum (first) || g_unichar_ispunct (first);
}

/**
 * ibid_line_is_notes_heading:
 * @line: a line
 *
 * Tells whether a line is the heading over notes or references.
 *
 * Returns: %TRUE if it is
 */
gboolean
ibid_line_is_notes_heading (const IbidLine *line)
{
  const char *text = line->text + line->mark_bytes;
  gsize size = line->size_bytes - line->mark_bytes;
  gsize length;

  if (size > 0 && text[size - 1] == ':')
    size--;
  /* what encyclopedias leave behind a heading */
  if (size > 6 && memcmp (text + size - 6, "[edit]", 6) == 0)
    size -= 6;
  length = match_word (text, size, notes_words);
  return length > 0 && length == size;
}

/**
 * ibid_line_dup_labelled:
 * @line: a line
 * @labels: (array zero-terminated=1): words in lower case
 *
 * Gets what stands behind "Label:", or behind a label that ends in a space.
 *
 * Returns: (transfer full) (nullable): the rest; %NULL if the line has none of the labels
 */
char *
ibid_line_dup_labelled (const IbidLine *line, const char *const *labels)
{
  gsize length = match_word (line->text, line->size_bytes, labels);

  if (length == 0 || length >= line->size_bytes || line->text[length] != ':')
    return NULL;
  return g_strstrip (g_strndup (line->text + length + 1, line->size_bytes - length - 1));
}
