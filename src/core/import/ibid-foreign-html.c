/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <string.h>

/*
 * The text of a note that another program wrote as HTML: a line or two of paragraphs, emphasis and
 * links, as editors make them. It is no page, has no structure that could be kept, and goes to
 * nobody as HTML again.
 */

/* tags that end a line, before and behind */
static const char *const line_tags[] = {
  "address", "blockquote", "br", "dd", "div", "dl", "dt",  "h1",    "h2", "h3", "h4",
  "h5",      "h6",         "hr", "li", "ol",  "p",  "pre", "table", "tr", "ul"
};

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },       { "lt", "<" },     { "gt", ">" },    { "quot", "\"" }, { "apos", "'" },
  { "nbsp", "\u00a0" }, { "hellip", "…" }, { "ndash", "–" }, { "mdash", "—" }, { "lsquo", "‘" },
  { "rsquo", "’" },     { "ldquo", "“" },  { "rdquo", "”" }, { "laquo", "«" }, { "raquo", "»" },
  { "bull", "•" },      { "copy", "©" },   { "euro", "€" },  { "sect", "§" },  { "deg", "°" },
  { "shy", "\u00ad" },
};

#define MAX_ENTITY_BYTES 12

static gboolean
is_line_tag (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
    if (strcmp (line_tags[i], name) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_tag_name (const char *tag)
{
  const char *end;

  if (*tag == '/')
    tag++;
  end = tag + strspn (tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  return g_ascii_strdown (tag, end - tag);
}

/* behind the > of a tag; one that never ends is text */
static const char *
skip_tag (const char *at)
{
  char quote = '\0';

  if (g_str_has_prefix (at, "<!--"))
    {
      const char *end = strstr (at + 4, "-->");

      return end != NULL ? end + 3 : at + strlen (at);
    }
  if (!g_ascii_isalpha (at[1]) && at[1] != '/' && at[1] != '!')
    return NULL;
  for (const char *p = at + 1; *p != '\0'; p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '>')
      return p + 1;
  return NULL;
}

/* what is no text: to behind </script> */
static const char *
skip_element (const char *at, const char *name)
{
  gsize length = strlen (name);

  for (const char *p = strstr (at, "</"); p != NULL; p = strstr (p + 2, "</"))
    if (g_ascii_strncasecmp (p + 2, name, length) == 0)
      {
        const char *end = skip_tag (p);

        return end != NULL ? end : p + strlen (p);
      }
  return at + strlen (at);
}

/* a number such as #8217 or #x2019 */
static gboolean
append_character (GString *out, const char *number)
{
  gboolean is_hex = *number == 'x' || *number == 'X';
  char *end = NULL;
  guint64 c = g_ascii_strtoull (is_hex ? number + 1 : number, &end, is_hex ? 16 : 10);

  if (*end != '\0' || c == 0 || c > 0x10ffff || !g_unichar_validate ((gunichar)c))
    return FALSE;
  g_string_append_unichar (out, (gunichar)c);
  return TRUE;
}

/* behind an entity that was understood; NULL: it is text */
static const char *
take_entity (GString *out, const char *at)
{
  const char *end = memchr (at, ';', strnlen (at, MAX_ENTITY_BYTES));
  g_autofree char *name = NULL;

  if (end == NULL || end == at + 1)
    return NULL;
  name = g_strndup (at + 1, (gsize)(end - at - 1));
  if (*name == '#')
    return g_ascii_isxdigit (name[1]) || g_ascii_isxdigit (name[1] != '\0' ? name[2] : '\0')
               ? (append_character (out, name + 1) ? end + 1 : NULL)
               : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strcmp (entities[i].name, name) == 0)
      {
        g_string_append (out, entities[i].text);
        return end + 1;
      }
  return NULL;
}

/* A paragraph's end is an empty line, any other line's end a line's; none at the beginning. */
static void
end_line (GString *out, const char *name)
{
  gboolean is_paragraph = strcmp (name, "p") == 0 || *name == 'h' || strcmp (name, "pre") == 0;

  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len == 0 || g_str_has_suffix (out->str, "\n\n"))
    return;
  if (strcmp (name, "br") == 0 || !g_str_has_suffix (out->str, "\n"))
    g_string_append_c (out, '\n');
  if (is_paragraph && !g_str_has_suffix (out->str, "\n\n"))
    g_string_append_c (out, '\n');
}

static const char *
take_tag (GString *out, const char *at)
{
  const char *end = skip_tag (at);
  g_autofree char *name = NULL;

  if (end == NULL)
    {
      g_string_append_c (out, '<');
      return at + 1;
    }
  name = dup_tag_name (at + 1);
  if (at[1] != '/' && (strcmp (name, "script") == 0 || strcmp (name, "style") == 0))
    return skip_element (end, name);
  if (is_line_tag (name))
    end_line (out, name);
  if (at[1] != '/' && strcmp (name, "li") == 0)
    g_string_append (out, "- ");
  return end;
}

/*
 * ibid_foreign_dup_html_text:
 * @html: a piece of HTML
 *
 * Returns: (transfer full): its text, with an empty line between paragraphs
 */
char *
ibid_foreign_dup_html_text (const char *html)
{
  GString *out = g_string_new (NULL);
  const char *at = html;

  while (*at != '\0')
    if (*at == '<')
      at = take_tag (out, at);
    else if (g_ascii_isspace (*at))
      {
        if (out->len > 0 && !g_ascii_isspace (out->str[out->len - 1]))
          g_string_append_c (out, ' ');
        at++;
      }
    else
      {
        const char *behind = *at == '&' ? take_entity (out, at) : NULL;

        if (behind == NULL)
          g_string_append_c (out, *at);
        at = behind != NULL ? behind : at + 1;
      }
  g_strchomp (out->str);
  return g_string_free (out, FALSE);
}
