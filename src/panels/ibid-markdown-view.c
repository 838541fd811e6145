/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <md4c.h>
#include <string.h>

#include "ibid-markdown-view.h"
#include "ibid-source-words.h"

/* What a hostile note may ask for: deeper lists and quotes are not set in any further, and tags
 * inside so many others are not heeded. */
#define MAX_DEPTH 8
#define MAX_TAGS 32
/* pieces of text in different dress; what follows is shown plainly */
#define MAX_PIECES 2000
#define INDENT_PX 18
#define BELOW_PX 4
#define USUAL_WIDTH_PX 316

struct _IbidMarkdownView
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (IbidMarkdownView, ibid_markdown_view, GTK_TYPE_TEXT_VIEW)

static guint open_link_signal;

/* The text while it is taken apart. */
typedef struct
{
  GtkTextBuffer *buffer;
  GString *pending;          /* text that all stands under the same tags, not yet in the buffer */
  GPtrArray *tags;           /* of GtkTextTag, borrowed: what is open */
  guint counters[MAX_DEPTH]; /* of the lists that are open; 0: without numbers */
  guint list_depth;
  guint n_pieces;
  guint depth;       /* of lists and quotes together */
  gboolean at_start; /* nothing stands on this line yet */
} Setter;

static GtkTextTag *
get_tag (Setter *setter, const char *name)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (setter->buffer), name);
}

static gboolean
is_dressed (Setter *setter)
{
  return setter->n_pieces < MAX_PIECES;
}

/* Each piece of text in a buffer costs, the more the longer its line is: pieces are joined. */
static void
flush (Setter *setter)
{
  GtkTextIter start;
  GtkTextIter end;
  int offset;

  if (setter->pending->len == 0)
    return;
  gtk_text_buffer_get_end_iter (setter->buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (setter->buffer, &end, setter->pending->str, (int)setter->pending->len);
  gtk_text_buffer_get_iter_at_offset (setter->buffer, &start, offset);
  for (guint i = 0; is_dressed (setter) && i < MIN (setter->tags->len, MAX_TAGS); i++)
    gtk_text_buffer_apply_tag (setter->buffer, g_ptr_array_index (setter->tags, i), &start, &end);
  g_string_truncate (setter->pending, 0);
  setter->n_pieces++;
}

static void
open_tag (Setter *setter, GtkTextTag *tag)
{
  if (is_dressed (setter) && setter->tags->len < MAX_TAGS)
    flush (setter);
  g_ptr_array_add (setter->tags, tag);
}

static void
close_tag (Setter *setter)
{
  if (setter->tags->len == 0)
    return;
  if (is_dressed (setter) && setter->tags->len <= MAX_TAGS)
    flush (setter);
  g_ptr_array_set_size (setter->tags, (int)setter->tags->len - 1);
}

static void
append (Setter *setter, const char *text, gssize length_bytes)
{
  g_string_append_len (setter->pending, text, length_bytes);
  setter->at_start = FALSE;
}

static void
begin_line (Setter *setter)
{
  if (!setter->at_start)
    append (setter, "\n", 1);
  setter->at_start = TRUE;
}

static GtkTextTag *
get_depth_tag (Setter *setter)
{
  char name[16];

  g_snprintf (name, sizeof name, "depth-%u", MIN (setter->depth, MAX_DEPTH));
  return get_tag (setter, name);
}

static void
append_bullet (Setter *setter)
{
  guint *counter = &setter->counters[MIN (setter->list_depth, MAX_DEPTH) - 1];
  g_autofree char *number = *counter > 0 ? g_strdup_printf ("%u. ", (*counter)++) : NULL;

  append (setter, number != NULL ? number : "• ", -1);
  /* the item's first paragraph follows on the same line */
  setter->at_start = TRUE;
}

static void
begin_list (Setter *setter, guint first)
{
  setter->list_depth++;
  setter->depth++;
  setter->counters[MIN (setter->list_depth, MAX_DEPTH) - 1] = first;
  open_tag (setter, get_depth_tag (setter));
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Setter *setter = data;

  switch (type)
    {
    case MD_BLOCK_UL:
      begin_list (setter, 0);
      break;
    case MD_BLOCK_OL:
      begin_list (setter, MAX (((MD_BLOCK_OL_DETAIL *)detail)->start, 1));
      break;
    case MD_BLOCK_LI:
      begin_line (setter);
      append_bullet (setter);
      break;
    case MD_BLOCK_QUOTE:
      setter->depth++;
      open_tag (setter, get_depth_tag (setter));
      open_tag (setter, get_tag (setter, "quote"));
      break;
    case MD_BLOCK_H:
      begin_line (setter);
      open_tag (setter, get_tag (setter, "heading"));
      break;
    case MD_BLOCK_CODE:
      begin_line (setter);
      open_tag (setter, get_tag (setter, "code"));
      break;
    case MD_BLOCK_HR:
      begin_line (setter);
      append (setter, "⁂", -1);
      break;
    case MD_BLOCK_P:
    case MD_BLOCK_HTML:
      begin_line (setter);
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      break;
    }
  return 0;
}

static int
leave_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Setter *setter = data;

  switch (type)
    {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      setter->list_depth--;
      setter->depth--;
      close_tag (setter);
      break;
    case MD_BLOCK_QUOTE:
      setter->depth--;
      close_tag (setter);
      close_tag (setter);
      break;
    case MD_BLOCK_H:
      close_tag (setter);
      break;
    case MD_BLOCK_CODE:
      close_tag (setter);
      setter->at_start = TRUE; /* its last line has ended */
      break;
    case MD_BLOCK_LI:
      setter->at_start = FALSE; /* an empty one, too, has its line */
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      break;
    }
  return 0;
}

/* "&amp;" and the like; one that is not known stays as it is written */
static char *
dup_entity (const char *text, gsize length_bytes)
{
  char *character = NULL;

  if (pango_parse_markup (text, (int)length_bytes, 0, NULL, &character, NULL, NULL))
    return character;
  return g_strndup (text, length_bytes);
}

static char *
dup_attribute (const MD_ATTRIBUTE *attribute)
{
  GString *value = g_string_new (NULL);

  for (guint i = 0; attribute->text != NULL && attribute->substr_offsets[i] < attribute->size; i++)
    {
      const char *start = attribute->text + attribute->substr_offsets[i];
      gsize length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];
      g_autofree char *piece = attribute->substr_types[i] == MD_TEXT_ENTITY
                                   ? dup_entity (start, length)
                                   : g_strndup (start, length);

      g_string_append (value, piece);
    }
  return g_string_free (value, FALSE);
}

/* A tag of its own for each link, which keeps the address; only web addresses are links. */
static GtkTextTag *
new_link_tag (Setter *setter, const MD_ATTRIBUTE *href)
{
  g_autofree char *address = dup_attribute (href);
  g_autofree char *scheme = g_uri_parse_scheme (address);
  g_autofree char *uri = scheme != NULL ? ibid_words_dup_link (address) : NULL;
  GtkTextTag *tag;

  if (uri == NULL)
    return get_tag (setter, "plain");
  tag =
      gtk_text_buffer_create_tag (setter->buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_object_set_data_full (G_OBJECT (tag), "ibid-uri", g_steal_pointer (&uri), g_free);
  return tag;
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Setter *setter = data;

  switch (type)
    {
    case MD_SPAN_EM:
      open_tag (setter, get_tag (setter, "emphasis"));
      break;
    case MD_SPAN_STRONG:
      open_tag (setter, get_tag (setter, "strong"));
      break;
    case MD_SPAN_A:
      open_tag (setter, new_link_tag (setter, &((MD_SPAN_A_DETAIL *)detail)->href));
      break;
    case MD_SPAN_CODE:
      open_tag (setter, get_tag (setter, "code"));
      break;
    case MD_SPAN_DEL:
      open_tag (setter, get_tag (setter, "deleted"));
      break;
    case MD_SPAN_IMG:
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
      open_tag (setter, get_tag (setter, "plain"));
      break;
    }
  return 0;
}

static int
leave_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  close_tag (data);
  return 0;
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
  Setter *setter = data;
  g_autofree char *character = NULL;

  switch (type)
    {
    case MD_TEXT_ENTITY:
      character = dup_entity (text, size);
      append (setter, character, -1);
      break;
    case MD_TEXT_NULLCHAR:
      append (setter, "\xef\xbf\xbd", -1);
      break;
    case MD_TEXT_BR:
      append (setter, "\u2028", -1);
      break;
    case MD_TEXT_SOFTBR:
      append (setter, " ", -1);
      break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
      append (setter, text, (gssize)size);
      break;
    }
  return 0;
}

/* The words of a link may hold no link of their own, so that the innermost tag is the one. */
static const char *
get_uri_at (IbidMarkdownView *self, const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *each = tags; each != NULL; each = each->next)
    {
      const char *uri = g_object_get_data (each->data, "ibid-uri");

      if (uri != NULL)
        return uri;
    }
  return NULL;
}

static const char *
get_uri_at_point (IbidMarkdownView *self, double x, double y)
{
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int)x,
                                         (int)y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y))
    return NULL;
  return get_uri_at (self, &iter);
}

static void
released_cb (IbidMarkdownView *self, int n_press, double x, double y)
{
  const char *uri = get_uri_at_point (self, x, y);

  if (uri != NULL && n_press == 1 &&
      !gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))))
    g_signal_emit (self, open_link_signal, 0, uri);
}

static void
motion_cb (IbidMarkdownView *self, double x, double y)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   get_uri_at_point (self, x, y) != NULL ? "pointer" : "text");
}

gboolean
ibid_markdown_view_activate (IbidMarkdownView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;
  const char *uri;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  uri = get_uri_at (self, &iter);
  if (uri != NULL)
    g_signal_emit (self, open_link_signal, 0, uri);
  return uri != NULL;
}

static gboolean
open_at_cursor_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return ibid_markdown_view_activate (IBID_MARKDOWN_VIEW (widget));
}

static void
add_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "plain", NULL);
  gtk_text_buffer_create_tag (buffer, "emphasis", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "strong", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", 1.15, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, "deleted", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "quote", "style", PANGO_STYLE_ITALIC, NULL);
  for (guint depth = 1; depth <= MAX_DEPTH; depth++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "depth-%u", depth);
      gtk_text_buffer_create_tag (buffer, name, "left-margin", (int)depth * INDENT_PX,
                                  "accumulative-margin", FALSE, NULL);
    }
}

/* Until it has been on the screen, a text view is as high as its text would be if it were set as
 * narrow as can be. What is too high is scrolled, so that it need not be exact. */
static void
ibid_markdown_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  int width = MAX (for_size, USUAL_WIDTH_PX); /* also asked for as narrow as it can be */
  int n_paragraphs = 1;
  int height;

  GTK_WIDGET_CLASS (ibid_markdown_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  for (const char *p = text; *p != '\0'; p++)
    n_paragraphs += *p == '\n';
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);
  *natural = *minimum = height + n_paragraphs * BELOW_PX;
}

static void
ibid_markdown_view_class_init (IbidMarkdownViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  open_link_signal = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  widget_class->measure = ibid_markdown_view_measure;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, open_at_cursor_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, open_at_cursor_cb, NULL);
}

static void
ibid_markdown_view_init (IbidMarkdownView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_pixels_below_lines (view, BELOW_PX);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

GtkWidget *
ibid_markdown_view_new (void)
{
  return g_object_new (IBID_TYPE_MARKDOWN_VIEW, NULL);
}

void
ibid_markdown_view_set_markdown (IbidMarkdownView *self, const char *markdown)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  g_autoptr (GString) pending = g_string_new (NULL);
  Setter setter = { .buffer = buffer, .pending = pending, .tags = tags, .at_start = TRUE };
  const MD_PARSER parser = {
    .flags = MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_STRIKETHROUGH,
    .enter_block = enter_block_cb,
    .leave_block = leave_block_cb,
    .enter_span = enter_span_cb,
    .leave_span = leave_span_cb,
    .text = text_cb,
  };
  GtkTextIter start;

  g_return_if_fail (IBID_IS_MARKDOWN_VIEW (self));

  add_tags (buffer);
  if (markdown != NULL)
    md_parse (markdown, (MD_SIZE)strlen (markdown), &parser, &setter);
  flush (&setter);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), buffer);
}
