/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ibid-escape.h"

#define MAX_LANGUAGE_TAG_BYTES 64

/* What HTML forbids in its text, and what would change the number of characters on its way through
 * the parser (a carriage return). One character goes in, one comes out: offsets stay true. */
static gboolean
is_forbidden (gunichar c)
{
  if (c < 0x20)
    return c != '\t' && c != '\n' && c != '\r';
  return (c >= 0x7f && c <= 0x9f) || (c >= 0xfdd0 && c <= 0xfdef) || c == 0xfffe || c == 0xffff;
}

static void
append_character (GString *html, gunichar c, const char *bytes, gsize n_bytes)
{
  switch (c)
    {
    case '&':
      g_string_append (html, "&amp;");
      break;
    case '<':
      g_string_append (html, "&lt;");
      break;
    case '>':
      g_string_append (html, "&gt;");
      break;
    case '"':
      g_string_append (html, "&quot;");
      break;
    case '\'':
      g_string_append (html, "&#39;");
      break;
    case '\r':
      g_string_append (html, "&#13;");
      break;
    default:
      if (is_forbidden (c))
        g_string_append (html, "\xef\xbf\xbd");
      else
        g_string_append_len (html, bytes, n_bytes);
      break;
    }
}

static void
append_escaped (GString *html, const char *text, gsize length_bytes)
{
  const char *end = text + length_bytes;

  while (text < end)
    {
      gunichar c = g_utf8_get_char_validated (text, end - text);

      if (c == (gunichar)-1 || c == (gunichar)-2)
        {
          g_string_append (html, "\xef\xbf\xbd");
          text++;
        }
      else
        {
          gsize n_bytes = g_utf8_next_char (text) - text;

          append_character (html, c, text, n_bytes);
          text += n_bytes;
        }
    }
}

/**
 * ibid_escape_append_text:
 * @html: what is being written
 * @text: text for the content of an element
 * @length_bytes: how much of it, in bytes, or -1: up to its NUL
 *
 * Appends text so that an HTML parser reads back the same characters and nothing else. Control
 * characters and the noncharacters below U+10000 are replaced one for one, so that offsets in code
 * points and in UTF-16 stay what they were; a byte that is not UTF-8 becomes U+FFFD.
 */
void
ibid_escape_append_text (GString *html, const char *text, gssize length_bytes)
{
  g_return_if_fail (html != NULL);

  if (text == NULL)
    return;
  append_escaped (html, text, length_bytes < 0 ? strlen (text) : (gsize)length_bytes);
}

/**
 * ibid_escape_append_attribute:
 * @html: what is being written
 * @value: (nullable): value of an attribute
 *
 * Appends a value that will stand between quotes of either kind; the caller writes the quotes. See
 * ibid_escape_append_text() for what becomes of odd characters. Says nothing about whether the
 * value is a safe address: ask ibid_escape_is_safe_link() for that.
 */
void
ibid_escape_append_attribute (GString *html, const char *value)
{
  ibid_escape_append_text (html, value, -1);
}

/**
 * ibid_escape_is_safe_link:
 * @href: (nullable): an address out of an article
 *
 * Whether a link may lead there: http and https with a host, mailto and doi with something behind
 * them. No space or control character may stand anywhere in it, since browsers drop some of them
 * before they look at the scheme.
 *
 * Returns: %FALSE for everything else, relative addresses among them
 */
gboolean
ibid_escape_is_safe_link (const char *href)
{
  g_autofree char *scheme = NULL;
  const char *rest;

  if (href == NULL || !g_utf8_validate (href, -1, NULL))
    return FALSE;
  for (const char *p = href; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c <= 0x20 || is_forbidden (c) || g_unichar_isspace (c))
        return FALSE;
    }

  scheme = g_uri_parse_scheme (href);
  if (scheme == NULL)
    return FALSE;
  rest = href + strlen (scheme) + 1;
  if (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0)
    return g_str_has_prefix (rest, "//") && rest[2] != '\0' && rest[2] != '/';
  if (g_ascii_strcasecmp (scheme, "mailto") == 0 || g_ascii_strcasecmp (scheme, "doi") == 0)
    return rest[0] != '\0';
  return FALSE;
}

/**
 * ibid_escape_is_language_tag:
 * @tag: (nullable): what claims to be a BCP 47 language tag
 *
 * Whether it has the shape of one: subtags of one to eight letters and digits joined by hyphens,
 * the first of letters only.
 */
gboolean
ibid_escape_is_language_tag (const char *tag)
{
  gsize subtag = 0;
  gboolean is_first = TRUE;

  if (tag == NULL || strlen (tag) > MAX_LANGUAGE_TAG_BYTES)
    return FALSE;
  for (const char *p = tag;; p++)
    {
      if (*p == '-' || *p == '\0')
        {
          if (subtag == 0 || subtag > 8)
            return FALSE;
          if (*p == '\0')
            return TRUE;
          subtag = 0;
          is_first = FALSE;
        }
      else if (g_ascii_isalpha (*p) || (!is_first && g_ascii_isdigit (*p)))
        subtag++;
      else
        return FALSE;
    }
}
