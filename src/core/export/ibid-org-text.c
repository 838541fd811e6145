/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-org-text.h"

/*
 * Org has no character that makes any other a plain one. Its manual (12.4, "Escape Character") has
 * a character without width put between two that would mean something together. This is the word
 * joiner: unlike the zero width space of the manual it is no space, so that no markup can begin
 * behind it either.
 */
#define APART "\xe2\x81\xa0"

/* each of them, twice, puts what is between into another dress */
#define EMPHASIS "*/_=~+"

static gboolean
is_space_or_end (char c)
{
  return c == '\0' || g_ascii_isspace (c);
}

/* Would a line of that text be something else than a paragraph? */
static gboolean
begins_an_element (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");
  gsize n_letters = n_digits == 0 && g_ascii_isalpha (*text) ? 1 : 0;
  gsize n_counted = n_digits + n_letters;

  if (*text != '\0' && strchr ("*#:|-+,%\\", *text) != NULL)
    return TRUE;
  if (n_counted > 0 && (text[n_counted] == '.' || text[n_counted] == ')') &&
      is_space_or_end (text[n_counted + 1]))
    return TRUE;
  return g_str_has_prefix (text, "CLOCK:");
}

/* Does a pair of such characters begin here, round a text in another dress? Behind a letter or a
 * sign it cannot, but behind another of them that was set apart. */
static gboolean
begins_emphasis (const char *at, char before, gboolean is_apart)
{
  if (strchr (EMPHASIS, *at) == NULL || is_space_or_end (at[1]) || strchr (at + 1, *at) == NULL)
    return FALSE;
  return is_apart || (guchar)before >= 0x80 || strchr (" \t-('\"{", before) != NULL;
}

/* Does something begin with that character and the one behind it? */
static gboolean
begins_an_object (const char *at)
{
  char next = at[1];

  switch (*at)
    {
    case '_':
    case '^':
      return next != '\0' && strchr ("{(*", next) != NULL;
    case '[':
      return next == '[' || g_ascii_isdigit (next) || g_str_has_prefix (at, "[fn:") ||
             g_str_has_prefix (at, "[cite");
    case '<':
      return !is_space_or_end (next);
    case '\\':
      return g_ascii_isalpha (next) || (next != '\0' && strchr ("([\\_", next) != NULL);
    case '{':
      return next == '{';
    case '@':
      return next == '@';
    default:
      return FALSE;
    }
}

/*
 * ibid_org_append_line:
 * @out: where a line begins, or what is before it is a heading's stars or an item's bullet
 * @text: one line of text
 *
 * Appends text that is nothing but text in Org. What looks like markup gets a character without
 * width inside, spaces at the beginning are dropped.
 */
void
ibid_org_append_line (GString *out, const char *text)
{
  const char *dollar = strchr (text, '$');
  gboolean has_formula = dollar != NULL && strchr (dollar + 1, '$') != NULL;
  gboolean is_apart;
  char before = ' ';

  text += strspn (text, " \t");
  is_apart = begins_an_element (text);
  if (is_apart)
    {
      g_string_append (out, APART);
      before = 'x';
    }
  for (; *text != '\0'; before = *text++)
    {
      /* a piece of source code, or a call of one */
      gboolean is_code = *text == '_' && (g_str_has_suffix (out->str, "src") ||
                                          g_str_has_suffix (out->str, "call"));

      is_apart = begins_emphasis (text, before, is_apart);
      if (is_apart)
        g_string_append (out, APART);
      if (*text == '$' && has_formula)
        g_string_append (out, "\\dollar{}");
      else
        g_string_append_c (out, *text);
      if (is_code || begins_an_object (text))
        g_string_append (out, APART);
    }
}

/*
 * ibid_org_append_paragraphs:
 * @out: where a line begins
 * @text: lines of text, each of which is a paragraph
 */
void
ibid_org_append_paragraphs (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][strspn (lines[i], " \t")] == '\0')
        continue;
      if (!is_first)
        g_string_append_c (out, '\n');
      ibid_org_append_line (out, lines[i]);
      g_string_append_c (out, '\n');
      is_first = FALSE;
    }
}

/* Of a tag Org takes letters and digits of any script, and "_@#%". */
static void
append_tag (GString *out, const char *tag)
{
  for (; *tag != '\0'; tag = g_utf8_next_char (tag))
    {
      gunichar c = g_utf8_get_char (tag);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || (c < 0x80 && strchr ("_@#%", (int)c)))
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, '_');
    }
}

/* "TODO", "NEXT", "COMMENT", "[#A]": a heading's first word may say what is to be done. */
static gboolean
begins_with_keyword (const char *text)
{
  gsize n_letters = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

  return g_str_has_prefix (text, "[#") || (n_letters > 1 && is_space_or_end (text[n_letters]));
}

/*
 * ibid_org_append_heading:
 * @out: where a line begins
 * @level: from 1
 * @text: one line
 * @tags: (nullable) (array zero-terminated=1): in any words
 */
void
ibid_org_append_heading (GString *out, guint level, const char *text, const char *const *tags)
{
  for (guint i = 0; i < level; i++)
    g_string_append_c (out, '*');
  g_string_append_c (out, ' ');
  if (begins_with_keyword (text))
    g_string_append (out, APART);
  ibid_org_append_line (out, text);
  /* ":so:" would be a tag */
  if (out->str[out->len - 1] == ':')
    g_string_append (out, APART);
  if (tags != NULL && tags[0] != NULL)
    {
      g_string_append (out, " :");
      for (guint i = 0; tags[i] != NULL; i++)
        {
          append_tag (out, tags[i]);
          g_string_append_c (out, ':');
        }
    }
  g_string_append_c (out, '\n');
}

/* In a block of literal text a comma hides what would end it, or the heading it is in. */
static gboolean
needs_comma (const char *line)
{
  line += strspn (line, ",");
  return *line == '*' || g_str_has_prefix (line, "#+");
}

/*
 * ibid_org_append_literal:
 * @out: where a line begins
 * @block: "example", or "src markdown -i": with what is said of it behind its name
 * @text: lines that are kept as they are
 */
void
ibid_org_append_literal (GString *out, const char *block, const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);
  g_auto (GStrv) lines = NULL;

  g_string_replace (plain, "\r\n", "\n", 0);
  g_string_replace (plain, "\r", "\n", 0);
  if (g_str_has_suffix (plain->str, "\n"))
    g_string_truncate (plain, plain->len - 1);
  lines = g_strsplit (plain->str, "\n", -1);
  g_string_append_printf (out, "#+begin_%s\n", block);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize indent = strspn (lines[i], " \t");

      g_string_append_len (out, lines[i], (gssize)indent);
      g_string_append_printf (out, "%s%s\n", needs_comma (lines[i] + indent) ? "," : "",
                              lines[i] + indent);
    }
  g_string_append_printf (out, "#+end_%.*s\n", (int)strcspn (block, " "), block);
}

/*
 * ibid_org_append_keyword:
 * @keyword: "#+title:" or ":ID:"
 * @value: (nullable): its value, of which line ends become spaces; nothing is written without one
 */
void
ibid_org_append_keyword (GString *out, const char *keyword, const char *value)
{
  g_autofree char *line = g_strdup (value);

  if (line == NULL || *g_strstrip (g_strdelimit (line, "\r\n\t", ' ')) == '\0')
    return;
  g_string_append_printf (out, "%s %s\n", keyword, line);
}
