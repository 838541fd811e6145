/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what a line of plain text is, by its looks. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  IBID_LINE_PROSE,
  IBID_LINE_HEADING, /* with the marks of a heading: "## Title" */
  IBID_LINE_BULLET,
  IBID_LINE_NUMBERED, /* "3. ", "3) " */
  IBID_LINE_NOTE,     /* "[3] ", "[^3]: ", "3. ^ " */
  IBID_LINE_QUOTE,
  IBID_LINE_CAPTION, /* "Figure 3: …", "(Source: …)" alone */
  IBID_LINE_SEPARATOR,
} IbidLineKind;

/**
 * IbidLine:
 * @text: its first character that is no white space; borrowed, not terminated
 * @size_bytes: how long it is, white space at the end left out
 * @kind: what it looks like
 * @mark_bytes: how much of it is a bullet, a number or the like, with the white space behind
 * @number: level of headings from 1, number of numbered lines and notes
 * @indent: columns before it
 *
 * A line that is not empty.
 */
typedef struct
{
  const char *text;
  guint size_bytes;
  IbidLineKind kind;
  guint mark_bytes;
  guint number;
  guint indent;
} IbidLine;

gboolean ibid_line_read (const char **at, IbidLine *line);
gboolean ibid_line_looks_like_heading (const IbidLine *line);
gboolean ibid_line_is_notes_heading (const IbidLine *line);
char *ibid_line_dup_labelled (const IbidLine *line, const char *const *labels)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
