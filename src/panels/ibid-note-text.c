/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <md4c.h>
#include <string.h>

#include "ibid-fold.h"
#include "ibid-note-text.h"

/* Whether "&…;" begins here, which Markdown would read as one character. */
static gboolean
is_character_reference (const char *at)
{
  gsize length = strspn (at + 1, "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

  return length > 0 && at[1 + length] == ';';
}

/* "1. " and "1) " at the start of a line would begin a list. */
static gboolean
is_list_number (const char *line, const char *at)
{
  gsize digits = strspn (line, "0123456789");

  return (*at == '.' || *at == ')') && digits > 0 && at == line + digits &&
         (at[1] == ' ' || at[1] == '\0');
}

/* Whether a character of a line means something in Markdown where it stands. */
static gboolean
is_meant (const char *line, const char *at)
{
  gboolean at_start = at == line;
  gboolean after_word = !at_start && (g_ascii_isalnum (at[-1]) || (guchar)at[-1] >= 0x80);

  switch (*at)
    {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '>':
      return TRUE;
    case '_':
      return !after_word || !(g_ascii_isalnum (at[1]) || (guchar)at[1] >= 0x80);
    case '~':
      return at[1] == '~' || (!at_start && at[-1] == '~');
    case '=':
      return at_start;
    case '#':
      return !after_word;
    case '+':
    case '-':
      return at_start && (at[1] == ' ' || at[1] == '\0' || at[1] == *at);
    case '&':
      return is_character_reference (at);
    case '.':
    case ')':
      return is_list_number (line, at);
    default:
      return FALSE;
    }
}

static void
append_line (GString *markdown, const char *line)
{
  for (const char *at = line; *at != '\0'; at++)
    {
      if (is_meant (line, at))
        g_string_append_c (markdown, '\\');
      g_string_append_c (markdown, *at);
    }
}

static void
append_quotation (GString *markdown, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_strstrip (lines[i])[0] == '\0')
        continue;
      /* blocks are paragraphs of one quotation */
      g_string_append (markdown, is_first ? "> " : ">\n> ");
      append_line (markdown, lines[i]);
      g_string_append_c (markdown, '\n');
      is_first = FALSE;
    }
}

char *
ibid_notes_dup_quotation (const char *text)
{
  GString *markdown = g_string_new (NULL);

  append_quotation (markdown, text);
  return g_string_free (markdown, FALSE);
}

/* What programs that read tags in Markdown take for one: no spaces, no punctuation. */
static void
append_tag (GString *markdown, const char *tag)
{
  g_string_append_c (markdown, '#');
  for (; *tag != '\0'; tag = g_utf8_next_char (tag))
    {
      gunichar c = g_utf8_get_char (tag);
      gboolean fits = g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_' || c == '-' ||
                      c == '/' || c > 0xFFFF;

      g_string_append_unichar (markdown, fits ? c : '_');
    }
}

static void
append_annotation (GString *markdown, IbidAnnotation *annotation)
{
  const char *note = ibid_annotation_get_note (annotation);
  const char *const *tags = ibid_annotation_get_tags (annotation);

  append_quotation (markdown, ibid_selector_get_exact (ibid_annotation_get_selector (annotation)));
  if (note != NULL && note[0] != '\0')
    {
      g_autofree char *trimmed = g_strchomp (g_strdup (note));
      g_string_append_printf (markdown, "\n%s\n", trimmed);
    }
  if (tags == NULL || tags[0] == NULL)
    return;
  g_string_append_c (markdown, '\n');
  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (markdown, ' ');
      append_tag (markdown, tags[i]);
    }
  g_string_append_c (markdown, '\n');
}

char *
ibid_notes_dup_markdown (GPtrArray *annotations)
{
  GString *markdown = g_string_new (NULL);

  for (guint i = 0; i < annotations->len; i++)
    {
      if (i > 0)
        g_string_append_c (markdown, '\n');
      append_annotation (markdown, g_ptr_array_index (annotations, i));
    }
  return g_string_free (markdown, FALSE);
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  g_string_append_c (data, ' ');
  return 0;
}

static int
ignore_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  return 0;
}

static int
ignore_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  return 0;
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
  if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
    g_string_append_c (data, ' ');
  else if (type != MD_TEXT_NULLCHAR)
    g_string_append_len (data, text, (gssize)size);
  return 0;
}

char *
ibid_notes_dup_beginning (const char *markdown, guint n_chars)
{
  const MD_PARSER parser = {
    .flags = MD_FLAG_NOHTML | MD_FLAG_STRIKETHROUGH,
    .enter_block = enter_block_cb,
    .leave_block = ignore_block_cb,
    .enter_span = ignore_span_cb,
    .leave_span = ignore_span_cb,
    .text = text_cb,
  };
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *line = NULL;
  const char *end = markdown;

  for (guint i = 0; i < n_chars && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  md_parse (markdown, (MD_SIZE)(end - markdown), &parser, plain);
  line = ibid_text_collapse_space (plain->str);
  return *end != '\0' ? g_strconcat (line, "…", NULL) : g_steal_pointer (&line);
}
