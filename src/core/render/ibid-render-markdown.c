/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-render"
#include "config.h"

#include <md4c.h>
#include <string.h>

#include "ibid-escape.h"
#include "ibid-render-private.h"

/* what a hostile note may ask for: what is nested deeper is written without its dress */
#define MAX_DEPTH 24

/*
 * A note stands within the paragraph that it belongs to, and there only elements of text may stand:
 * an HTML parser would end the paragraph before a <p> or <ul>. So everything is a <span> or one of
 * the marks of text, and the style sheet makes blocks of some.
 */
typedef struct
{
  GString *html;
  GPtrArray *open; /* of static strings: the tags to be closed, or NULL for what was not opened */
  GArray *numbers; /* of guint: for each list that is open the next number; 0: bullets */
} Writer;

static void
open_span (Writer *writer, const char *tag, const char *class)
{
  gboolean is_written = tag != NULL && writer->open->len < MAX_DEPTH;

  if (is_written && class != NULL)
    g_string_append_printf (writer->html, "<%s class=\"%s\">", tag, class);
  else if (is_written)
    g_string_append_printf (writer->html, "<%s>", tag);
  g_ptr_array_add (writer->open, (gpointer)(is_written ? tag : NULL));
}

static void
close_span (Writer *writer)
{
  const char *tag = g_ptr_array_index (writer->open, writer->open->len - 1);

  if (tag != NULL)
    g_string_append_printf (writer->html, "</%s>", tag);
  g_ptr_array_set_size (writer->open, (int)writer->open->len - 1);
}

static void
open_list (Writer *writer, guint first)
{
  g_array_append_val (writer->numbers, first);
  open_span (writer, "span", "list");
}

static void
open_item (Writer *writer)
{
  guint *number = &g_array_index (writer->numbers, guint, writer->numbers->len - 1);

  open_span (writer, "span", "item");
  if (*number > 0)
    g_string_append_printf (writer->html, "%u. ", (*number)++);
  else
    g_string_append (writer->html, "• ");
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Writer *writer = data;

  switch (type)
    {
    case MD_BLOCK_UL:
      open_list (writer, 0);
      break;
    case MD_BLOCK_OL:
      open_list (writer, MAX (((MD_BLOCK_OL_DETAIL *)detail)->start, 1));
      break;
    case MD_BLOCK_LI:
      open_item (writer);
      break;
    case MD_BLOCK_QUOTE:
      open_span (writer, "span", "quote");
      break;
    case MD_BLOCK_H:
      open_span (writer, "span", "heading");
      break;
    case MD_BLOCK_CODE:
      open_span (writer, "code", "block");
      break;
    case MD_BLOCK_P:
      open_span (writer, "span", "paragraph");
      break;
    case MD_BLOCK_HR:
      open_span (writer, "span", "rule");
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      open_span (writer, NULL, NULL);
      break;
    }
  return 0;
}

static int
leave_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Writer *writer = data;

  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    g_array_set_size (writer->numbers, writer->numbers->len - 1);
  close_span (writer);
  return 0;
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Writer *writer = data;

  switch (type)
    {
    case MD_SPAN_EM:
      open_span (writer, "em", NULL);
      break;
    case MD_SPAN_STRONG:
      open_span (writer, "strong", NULL);
      break;
    case MD_SPAN_CODE:
      open_span (writer, "code", NULL);
      break;
    case MD_SPAN_DEL:
      open_span (writer, "span", "deleted");
      break;
    case MD_SPAN_A:
    case MD_SPAN_IMG:
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
      open_span (writer, NULL, NULL);
      break;
    }
  return 0;
}

/* Paper cannot be clicked: an address that is not what the link says stands behind it. */
static void
append_address (Writer *writer, const MD_ATTRIBUTE *href)
{
  g_autofree char *address = g_strndup (href->text, href->size);

  if (!ibid_escape_is_safe_link (address) || g_str_has_suffix (writer->html->str, address))
    return;
  g_string_append (writer->html, " &lt;");
  ibid_escape_append_text (writer->html, address, -1);
  g_string_append (writer->html, "&gt;");
}

static int
leave_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Writer *writer = data;

  if (type == MD_SPAN_A)
    append_address (writer, &((MD_SPAN_A_DETAIL *)detail)->href);
  close_span (writer);
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
      g_string_append (writer->html, "\xef\xbf\xbd");
      break;
    case MD_TEXT_BR:
      g_string_append (writer->html, "<span class=\"break\"></span>");
      break;
    case MD_TEXT_SOFTBR:
      g_string_append_c (writer->html, ' ');
      break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
      ibid_escape_append_text (writer->html, text, size);
      break;
    }
  return 0;
}

/*
 * ibid_render_append_markdown_inline:
 * @html: what is being written
 * @markdown: CommonMark, as somebody wrote it
 *
 * Appends a note as HTML that may stand within a line of text: of spans, em, strong and code only.
 * Tags in it are text; links are followed by their address, images are what they say.
 */
void
ibid_render_append_markdown_inline (GString *html, const char *markdown)
{
  static const MD_PARSER parser = {
    .flags = MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_STRIKETHROUGH,
    .enter_block = enter_block_cb,
    .leave_block = leave_block_cb,
    .enter_span = enter_span_cb,
    .leave_span = leave_span_cb,
    .text = text_cb,
  };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  Writer writer = { .html = html, .open = open, .numbers = numbers };

  md_parse (markdown, (MD_SIZE)strlen (markdown), &parser, &writer);
}
