/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-markdown-notes.h"

#include <string.h>

/*
 * Footnotes as pandoc, GitHub and Obsidian write them: a definition begins a line with "[^label]:",
 * and goes on in lines that are indented by four spaces or a tab. They are taken out before md4c
 * sees the text, and each reference to one is replaced by a character of a private plane, so that
 * it comes through as text; nothing else of the text has such characters then.
 */

/* bytes */
#define MAX_LABEL_BYTES 100

static void
note_clear (IbidMarkdownNote *note)
{
  g_free (note->label);
  g_free (note->text);
}

/* the length of "[^label]" at the beginning of a text, or 0 */
static gsize
match_label (const char *at)
{
  gsize length;

  if (at[0] != '[' || at[1] != '^')
    return 0;
  length = strcspn (at + 2, "] \t\r\n[");
  return length > 0 && length <= MAX_LABEL_BYTES && at[2 + length] == ']' ? length + 3 : 0;
}

static gsize
line_length (const char *at)
{
  gsize length = strcspn (at, "\n");

  return at[length] == '\n' ? length + 1 : length;
}

static gboolean
is_empty_line (const char *at)
{
  at += strspn (at, " \t\r");
  return *at == '\n' || *at == '\0';
}

/* how many bytes a line is indented by, if it belongs to the definition before it */
static gsize
match_indent (const char *at)
{
  if (*at == '\t')
    return 1;
  return strncmp (at, "    ", 4) == 0 ? 4 : 0;
}

/* Takes one definition; returns where the text goes on. */
static const char *
take_definition (const char *at, gsize label_length, GArray *notes)
{
  IbidMarkdownNote note = { g_strndup (at + 2, label_length - 3), NULL };
  GString *text = g_string_new (NULL);
  const char *line = at + label_length + 1;
  gboolean is_first = TRUE;

  while (*line != '\0' && (is_first || match_indent (line) > 0 ||
                           (is_empty_line (line) && match_indent (line + line_length (line)) > 0)))
    {
      gsize indent = is_first ? 0 : match_indent (line);
      gsize length = line_length (line);

      g_string_append_len (text, line + indent, (gssize)(length - indent));
      line += length;
      is_first = FALSE;
    }
  note.text = g_strstrip (g_string_free (text, FALSE));
  g_array_append_val (notes, note);
  return line;
}

static gboolean
is_fence (const char *line)
{
  line += strspn (line, " ");
  return strncmp (line, "```", 3) == 0 || strncmp (line, "~~~", 3) == 0;
}

static guint
find_note (GHashTable *by_label, const char *at, gsize length)
{
  g_autofree char *label = g_strndup (at + 2, length - 3);

  return GPOINTER_TO_UINT (g_hash_table_lookup (by_label, label));
}

/* Copies a text, with characters in the place of references to notes that there are. */
static void
replace_references (const char *text, GHashTable *by_label, GString *out)
{
  gboolean in_fence = FALSE;

  for (const char *at = text; *at != '\0';)
    {
      gsize length = match_label (at);
      guint note = length > 0 && !in_fence ? find_note (by_label, at, length) : 0;
      gunichar c = g_utf8_get_char (at);

      if ((at == text || at[-1] == '\n') && is_fence (at))
        in_fence = !in_fence;
      if (note > 0)
        g_string_append_unichar (out, IBID_MARKDOWN_FIRST_NOTE + note - 1);
      else if (c < IBID_MARKDOWN_FIRST_NOTE || c > IBID_MARKDOWN_FIRST_NOTE + 0xFFFF)
        g_string_append_unichar (out, c);
      at = note > 0 ? at + length : g_utf8_next_char (at);
    }
}

static char *
take_definitions (const char *text, GArray *notes)
{
  GString *rest = g_string_new (NULL);
  gboolean in_fence = FALSE;

  for (const char *at = text; *at != '\0';)
    {
      gsize label_length = in_fence ? 0 : match_label (at);
      gsize length = line_length (at);

      if (label_length > 0 && at[label_length] == ':' && notes->len < IBID_MARKDOWN_MAX_NOTES)
        {
          at = take_definition (at, label_length, notes);
          continue;
        }
      if (is_fence (at))
        in_fence = !in_fence;
      g_string_append_len (rest, at, (gssize)length);
      at += length;
    }
  return g_string_free (rest, FALSE);
}

/**
 * ibid_markdown_take_notes:
 * @text: Markdown, UTF-8, its lines ended by "\n"
 * @without: to which the text is appended, without its notes
 *
 * Takes footnotes out of a text. Each reference to one is replaced by the one character
 * %IBID_MARKDOWN_FIRST_NOTE + its position; inside notes, references stay as they are written.
 *
 * Returns: (transfer full) (element-type IbidMarkdownNote): the notes, in their order
 */
GArray *
ibid_markdown_take_notes (const char *text, GString *without)
{
  GArray *notes = g_array_new (FALSE, TRUE, sizeof (IbidMarkdownNote));
  g_autoptr (GHashTable) by_label = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *rest = NULL;

  g_array_set_clear_func (notes, (GDestroyNotify)note_clear);
  rest = take_definitions (text, notes);
  for (guint i = notes->len; i > 0; i--)
    g_hash_table_insert (by_label, g_array_index (notes, IbidMarkdownNote, i - 1).label,
                         GUINT_TO_POINTER (i));
  replace_references (rest, by_label, without);
  return notes;
}
