/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-render"
#include "config.h"

#include <md4c.h>
#include <string.h>

#include "ibid-escape.h"
#include "ibid-render-note.h"
#include "ibid-render-private.h"

/* What a hostile note may ask for: what is nested deeper is written without its elements. */
#define MAX_DEPTH 32
#define MAX_ENTITY_BYTES 32
/* as in the preview of a note */
#define FLAGS (MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_STRIKETHROUGH)

typedef struct
{
  GString *html;
  GPtrArray *ends; /* of const char: what closes each thing that is open, "" where it has none */
  guint in_image;  /* of an image there is only its description */
} Writer;

static void
open_element (Writer *writer, const char *start, const char *end)
{
  if (writer->ends->len < MAX_DEPTH)
    g_string_append (writer->html, start);
  else
    end = "";
  g_ptr_array_add (writer->ends, (gpointer)end);
}

static void
close_element (Writer *writer)
{
  g_return_if_fail (writer->ends->len > 0);

  g_string_append (writer->html, g_ptr_array_index (writer->ends, writer->ends->len - 1));
  g_ptr_array_set_size (writer->ends, (int)writer->ends->len - 1);
}

/*
 * ibid_render_append_entity:
 * @text: what is being written: plain text, not HTML
 * @entity: "&amp;", "&#228;"
 * @length_bytes: its length
 *
 * Appends a character that a note names by a number or by one of the best-known names; what is not
 * known stays as it is written.
 */
void
ibid_render_append_entity (GString *text, const char *entity, gsize length_bytes)
{
  static const struct
  {
    const char *name;
    const char *text;
  } names[] = { { "&amp;", "&" },   { "&lt;", "<" },   { "&gt;", ">" },
                { "&quot;", "\"" }, { "&apos;", "'" }, { "&nbsp;", "\xc2\xa0" } };
  char name[MAX_ENTITY_BYTES];
  guint64 code;

  if (length_bytes >= sizeof name)
    {
      g_string_append_len (text, entity, (gssize)length_bytes);
      return;
    }
  memcpy (name, entity, length_bytes);
  name[length_bytes] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, name) == 0)
      {
        g_string_append (text, names[i].text);
        return;
      }
  if (name[1] != '#')
    {
      g_string_append (text, name);
      return;
    }
  code = g_ascii_strtoull (name + (g_ascii_tolower (name[2]) == 'x' ? 3 : 2), NULL,
                           g_ascii_tolower (name[2]) == 'x' ? 16 : 10);
  if (code == 0 || code > 0x10ffff || !g_unichar_validate ((gunichar)code))
    code = 0xfffd;
  g_string_append_unichar (text, (gunichar)code);
}

static char *
dup_attribute (const MD_ATTRIBUTE *attribute)
{
  GString *value = g_string_new (NULL);

  for (guint i = 0; attribute->text != NULL && attribute->substr_offsets[i] < attribute->size; i++)
    {
      const char *start = attribute->text + attribute->substr_offsets[i];
      gsize length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];

      if (attribute->substr_types[i] == MD_TEXT_ENTITY)
        ibid_render_append_entity (value, start, length);
      else
        g_string_append_len (value, start, (gssize)length);
    }
  return g_string_free (value, FALSE);
}

/* Only where the reader may safely be led; other links are text. */
static void
open_link (Writer *writer, const MD_ATTRIBUTE *href)
{
  g_autofree char *address = dup_attribute (href);
  g_autoptr (GString) start = g_string_new ("<a href=\"");

  if (!ibid_escape_is_safe_link (address))
    {
      open_element (writer, "", "");
      return;
    }
  ibid_escape_append_attribute (start, address);
  g_string_append (start, "\" rel=\"noreferrer\">");
  open_element (writer, start->str, "</a>");
}

static void
open_ordered_list (Writer *writer, guint first)
{
  g_autofree char *start = first != 1 ? g_strdup_printf ("<ol start=\"%u\">", first) : NULL;

  open_element (writer, start != NULL ? start : "<ol>", "</ol>\n");
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Writer *writer = data;

  switch (type)
    {
    case MD_BLOCK_UL:
      open_element (writer, "<ul>", "</ul>\n");
      break;
    case MD_BLOCK_OL:
      open_ordered_list (writer, ((MD_BLOCK_OL_DETAIL *)detail)->start);
      break;
    case MD_BLOCK_LI:
      open_element (writer, "<li>", "</li>\n");
      break;
    case MD_BLOCK_QUOTE:
      open_element (writer, "<blockquote>", "</blockquote>\n");
      break;
    case MD_BLOCK_H:
      /* no heading of the document that the note stands in */
      open_element (writer, "<p><strong>", "</strong></p>\n");
      break;
    case MD_BLOCK_CODE:
      open_element (writer, "<pre><code>", "</code></pre>\n");
      break;
    case MD_BLOCK_HR:
      open_element (writer, "<hr>\n", "");
      break;
    case MD_BLOCK_P:
    case MD_BLOCK_HTML:
      open_element (writer, "<p>", "</p>\n");
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      open_element (writer, "", "");
      break;
    }
  return 0;
}

static int
leave_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  close_element (data);
  return 0;
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Writer *writer = data;

  if (writer->in_image > 0)
    open_element (writer, "", "");
  else if (type == MD_SPAN_A)
    open_link (writer, &((MD_SPAN_A_DETAIL *)detail)->href);
  else if (type == MD_SPAN_EM)
    open_element (writer, "<em>", "</em>");
  else if (type == MD_SPAN_STRONG)
    open_element (writer, "<strong>", "</strong>");
  else if (type == MD_SPAN_CODE)
    open_element (writer, "<code>", "</code>");
  else if (type == MD_SPAN_DEL)
    open_element (writer, "<del>", "</del>");
  else
    open_element (writer, "", "");
  writer->in_image += type == MD_SPAN_IMG;
  return 0;
}

static int
leave_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Writer *writer = data;

  writer->in_image -= type == MD_SPAN_IMG;
  close_element (writer);
  return 0;
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
  Writer *writer = data;
  g_autoptr (GString) character = NULL;

  switch (type)
    {
    case MD_TEXT_ENTITY:
      character = g_string_new (NULL);
      ibid_render_append_entity (character, text, size);
      ibid_escape_append_text (writer->html, character->str, (gssize)character->len);
      break;
    case MD_TEXT_NULLCHAR:
      ibid_escape_append_text (writer->html, "\xef\xbf\xbd", -1);
      break;
    case MD_TEXT_BR:
      g_string_append (writer->html, "<br>\n");
      break;
    case MD_TEXT_SOFTBR:
      g_string_append_c (writer->html, '\n');
      break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
      ibid_escape_append_text (writer->html, text, (gssize)size);
      break;
    }
  return 0;
}

/**
 * ibid_render_append_markdown:
 * @html: what is being written, where blocks may stand
 * @markdown: a note of the reader or of somebody whose notes they imported
 *
 * Appends a note as HTML: paragraphs, lists, quotes, code, emphasis and links to safe addresses.
 * Every tag is built here: HTML in the note is shown as it is written, images are their
 * descriptions, and a heading is a strong line, since it is none of the document's.
 */
void
ibid_render_append_markdown (GString *html, const char *markdown)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();
  Writer writer = { html, ends, 0 };
  const MD_PARSER parser = {
    .flags = FLAGS,
    .enter_block = enter_block_cb,
    .leave_block = leave_block_cb,
    .enter_span = enter_span_cb,
    .leave_span = leave_span_cb,
    .text = text_cb,
  };

  g_return_if_fail (html != NULL && markdown != NULL);

  md_parse (markdown, (MD_SIZE)strlen (markdown), &parser, &writer);
}
