/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-markdown-text.h"

static gboolean
is_special_at_start (const char *p)
{
  if (*p == '-' || *p == '+')
    return strchr (" \t", p[1]) != NULL || p[1] == *p;
  return *p == '>' || *p == '=';
}

/* "1." and "1)" begin a list: the stop is escaped */
static gsize
count_list_digits (const char *p)
{
  gsize n = strspn (p, "0123456789");

  return n > 0 && n < 10 && (p[n] == '.' || p[n] == ')') ? n : 0;
}

static gboolean
needs_escape (const char *p)
{
  switch (*p)
    {
    case '\\':
    case '`':
    case '*':
    case '_':
    case '[':
    case ']':
    case '<':
    case '~':
    case '|':
    case '$':
    case '^': /* the name of a block, for Obsidian */
    case '#': /* a tag, for Obsidian; at the end of a heading it is no text */
      return TRUE;
    case '&':
      return g_ascii_isalnum (p[1]) || p[1] == '#';
    case '=':
    case '%':
      return p[1] == *p;
    default:
      return FALSE;
    }
}

/*
 * ibid_markdown_append_escaped:
 * @out: where it is written
 * @text: plain text, shown as one line; space round it is left out
 *
 * Writes text so that nothing of it is markup. It may stand at the beginning of a line.
 */
void
ibid_markdown_append_escaped (GString *out, const char *text)
{
  const char *start = text + strspn (text, " \t\r\n");
  gsize digits = count_list_digits (start);
  gsize length = strlen (start);
  const char *run = start;

  while (length > 0 && strchr (" \t\r\n", start[length - 1]) != NULL)
    length--;
  for (const char *p = start; p < start + length; p++)
    {
      gboolean is_line_end = *p == '\n' || *p == '\r';

      if (!is_line_end && !(p == start && is_special_at_start (p)) &&
          !(digits > 0 && p == start + digits) && !needs_escape (p))
        continue;
      g_string_append_len (out, run, p - run);
      g_string_append_c (out, is_line_end ? ' ' : '\\');
      run = is_line_end ? p + 1 : p;
    }
  g_string_append_len (out, run, start + length - run);
}

/*
 * ibid_markdown_dup_escaped:
 * @text: plain text
 *
 * Returns: (transfer full): it as ibid_markdown_append_escaped() writes it
 */
char *
ibid_markdown_dup_escaped (const char *text)
{
  GString *out = g_string_new (NULL);

  ibid_markdown_append_escaped (out, text);
  return g_string_free (out, FALSE);
}

/*
 * ibid_markdown_dup_tag:
 * @tag: any text
 *
 * Returns: (transfer full): it with what Obsidian takes for a tag only: letters of any language,
 *   digits, but not first, "_", "-" and "/"
 */
char *
ibid_markdown_dup_tag (const char *tag)
{
  GString *out = g_string_new (NULL);

  if (*tag == '\0' || g_unichar_isdigit (g_utf8_get_char (tag)))
    g_string_append_c (out, '_');
  for (const char *p = tag; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || strchr ("_-/", *p) != NULL)
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, '_');
    }
  return g_string_free (out, FALSE);
}

/*
 * ibid_markdown_dup_page_link:
 * @name: of a person, place, …
 *
 * Returns: (transfer full): a link to a page of that name, "[[name]]", without what neither a file
 *   name nor such a link can hold
 */
char *
ibid_markdown_dup_page_link (const char *name)
{
  g_autofree char *copy = g_strdup (name);

  g_strdelimit (copy, "[]|#^\\/:*?\"<>\r\n\t", ' ');
  return g_strconcat ("[[", g_strstrip (copy), "]]", NULL);
}

/* What might go on behind the reader's last line: fenced code, HTML, comments. */
static gboolean
may_be_left_open (const char *line)
{
  const char *start = line + strspn (line, " \t");

  return g_str_has_prefix (start, "```") || g_str_has_prefix (start, "~~~") || *start == '<';
}

/*
 * ibid_markdown_append_fragment:
 * @out: where it is written, at the beginning of a line
 * @markdown: what a person wrote as Markdown
 *
 * Writes paragraphs that stand for themselves: in a block quote if they hold something that they
 * may have left open, for there it ends with them.
 */
void
ibid_markdown_append_fragment (GString *out, const char *markdown)
{
  g_autoptr (GString) text = g_string_new (markdown);
  g_auto (GStrv) lines = NULL;
  const char *indent = "";

  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (may_be_left_open (lines[i]))
      indent = "> ";
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s\n", indent, lines[i]);
}
