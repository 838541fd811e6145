/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between C and the page's script: one JSON string each way. Commands are collected and sent
 * together; messages are taken apart here and nowhere else. The page counts in UTF-16, everything
 * in C in code points. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <string.h>

#include "ibid-offsets.h"
#include "ibid-reader-view-private.h"

/* ---- offsets ---- */

static JsonArray *
place_to_json (IbidArticle *article, guint block, guint start, guint end)
{
  IbidBlock *the_block = ibid_article_peek_block (article, block);
  const char *text = the_block != NULL ? ibid_block_get_text (the_block) : "";
  JsonArray *array = json_array_sized_new (3);

  json_array_add_int_element (array, block);
  json_array_add_int_element (array, ibid_text_utf16_from_chars (text, start));
  json_array_add_int_element (array, ibid_text_utf16_from_chars (text, end));
  return array;
}

JsonArray *
ibid_reader_span_to_json (IbidArticle *article, const IbidSpan *span)
{
  return place_to_json (article, span->block, span->start, span->end);
}

JsonArray *
ibid_reader_spans_to_json (IbidArticle *article, const IbidSpan *spans, guint n_spans)
{
  JsonArray *array = json_array_sized_new (n_spans);

  for (guint i = 0; i < n_spans; i++)
    json_array_add_array_element (array, ibid_reader_span_to_json (article, &spans[i]));
  return array;
}

static gint64
get_int (JsonObject *message, const char *member)
{
  return json_object_get_int_member_with_default (message, member, -1);
}

/* FALSE: the page names no such place */
static gboolean
read_place (IbidReaderView *self, JsonObject *message, const char *block_member,
            const char *offset_member, guint *block, guint *offset)
{
  gint64 b = get_int (message, block_member);
  gint64 o = get_int (message, offset_member);
  IbidBlock *the_block;

  if (self->article == NULL || b < 0 || o < 0 || o > G_MAXUINT ||
      b >= ibid_article_get_n_blocks (self->article))
    return FALSE;
  the_block = ibid_article_peek_block (self->article, (guint)b);
  *block = (guint)b;
  *offset = ibid_text_chars_from_utf16 (ibid_block_get_text (the_block), (guint)o);
  return TRUE;
}

static gboolean
read_rectangle (JsonObject *message, GdkRectangle *rectangle)
{
  JsonNode *node = json_object_get_member (message, "rect");
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) != 4)
    return FALSE;
  *rectangle = (GdkRectangle){
    (int)json_array_get_int_element (array, 0),
    (int)json_array_get_int_element (array, 1),
    (int)json_array_get_int_element (array, 2),
    (int)json_array_get_int_element (array, 3),
  };
  return TRUE;
}

/* ---- what the page says ---- */

typedef void (*Handler) (IbidReaderView *self, JsonObject *message);

static void
handle_ready (IbidReaderView *self, JsonObject *message)
{
  self->is_ready = TRUE;
  ibid_reader_sync_setup (self);
}

static void
handle_painted (IbidReaderView *self, JsonObject *message)
{
  self->is_painted = TRUE;
  g_clear_handle_id (&self->paint_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->cover), FALSE);
  g_signal_emit_by_name (self, "painted");
}

static void
handle_near (IbidReaderView *self, JsonObject *message)
{
  ibid_reader_sync_near (self, json_object_get_array_member (message, "groups"));
}

static void
handle_place (IbidReaderView *self, JsonObject *message)
{
  IbidPlace place;

  if (!read_place (self, message, "b", "o", &place.block, &place.offset))
    return;
  place.progress =
      CLAMP (json_object_get_double_member_with_default (message, "progress", 0), 0.0, 1.0);
  self->place = place;
  if (ibid_reading_state_get_article (self->state) == self->article)
    ibid_reading_state_set_place (self->state, &place);
}

static void
handle_selection (IbidReaderView *self, JsonObject *message)
{
  IbidSelection selection = { 0 };
  GdkRectangle rectangle = { 0 };

  if (!read_place (self, message, "sb", "so", &selection.start_block, &selection.start) ||
      !read_place (self, message, "eb", "eo", &selection.end_block, &selection.end))
    {
      ibid_reader_report_selection (self, NULL);
      return;
    }
  read_rectangle (message, &rectangle);
  selection.x = rectangle.x;
  selection.y = rectangle.y;
  selection.width = rectangle.width;
  selection.height = rectangle.height;
  ibid_reader_report_selection (self, &selection);
}

/* A character that an annotation stands on, and the rectangle of its line; FALSE: there is none. */
static gboolean
read_annotated_place (IbidReaderView *self, JsonObject *message, IbidSelection *place)
{
  GdkRectangle rectangle;

  if (!read_place (self, message, "b", "o", &place->start_block, &place->start) ||
      !read_rectangle (message, &rectangle))
    return FALSE;
  place->end_block = place->start_block;
  place->end = place->start + 1;
  place->x = rectangle.x;
  place->y = rectangle.y;
  place->width = rectangle.width;
  place->height = rectangle.height;
  return TRUE;
}

static void
handle_hit (IbidReaderView *self, JsonObject *message)
{
  IbidSelection annotated;
  IbidMention *mention;
  guint block;
  guint offset;

  if (!read_place (self, message, "b", "o", &block, &offset))
    return;
  if (read_annotated_place (self, message, &annotated) &&
      ibid_reading_state_point_at_annotations (self->state, &annotated))
    return;
  mention = self->show_mentions ? ibid_article_mention_at (self->article, block, offset) : NULL;
  if (mention != NULL && ibid_mention_get_entity (mention) != NULL)
    ibid_reading_state_select_entity (self->state, ibid_mention_get_entity (mention));
}

static void
handle_menu (IbidReaderView *self, JsonObject *message)
{
  const char *link = json_object_get_string_member_with_default (message, "link", NULL);
  IbidSelection annotated;
  GdkRectangle at = { (int)json_object_get_int_member_with_default (message, "x", 0),
                      (int)json_object_get_int_member_with_default (message, "y", 0), 1, 1 };

  ibid_reader_show_menu (
      self, &at, read_annotated_place (self, message, &annotated) ? &annotated : NULL, link);
}

/* The item that was clicked, where the text tells one from the other. */
static guint
item_at (IbidCitation *citation, guint offset)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n_items = g_list_model_get_n_items (items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      guint start;
      guint end;

      if (ibid_citation_item_get_range (item, &start, &end) && offset >= start && offset < end)
        return i;
    }
  return 0;
}

static IbidCitation *
find_citation (IbidReaderView *self, JsonObject *message)
{
  const char *id = json_object_get_string_member_with_default (message, "id", NULL);

  return self->article != NULL && id != NULL ? ibid_article_find_citation (self->article, id)
                                             : NULL;
}

static void
handle_citation (IbidReaderView *self, JsonObject *message)
{
  IbidCitation *citation = find_citation (self, message);
  guint item = 0;
  guint block;
  guint offset;

  if (citation == NULL)
    return;
  if (read_place (self, message, "b", "o", &block, &offset))
    item = item_at (citation, offset);
  ibid_reader_hide_card (self);
  ibid_reading_state_select_citation (self->state, citation, item);
}

static void
handle_hover (IbidReaderView *self, JsonObject *message)
{
  IbidCitation *citation = find_citation (self, message);
  GdkRectangle rectangle;

  if (citation != NULL && read_rectangle (message, &rectangle))
    ibid_reader_show_card (self, citation, &rectangle);
}

static void
handle_unhover (IbidReaderView *self, JsonObject *message)
{
  ibid_reader_hide_card (self);
}

static void
handle_note (IbidReaderView *self, JsonObject *message)
{
  gint64 reference = get_int (message, "n");
  GdkRectangle rectangle;

  if (reference >= 0 && reference < G_MAXUINT && read_rectangle (message, &rectangle))
    ibid_reader_show_note (self, (guint)reference, &rectangle);
}

static void
handle_backlink (IbidReaderView *self, JsonObject *message)
{
  gint64 position = get_int (message, "n");
  g_autoptr (IbidNoteReference) reference = NULL;

  if (self->article == NULL || position < 0 || position >= G_MAXUINT)
    return;
  reference =
      g_list_model_get_item (ibid_article_get_note_references (self->article), (guint)position);
  if (reference != NULL)
    ibid_reading_state_jump (self->state, ibid_note_reference_get_span (reference), TRUE);
}

static void
handle_link (IbidReaderView *self, JsonObject *message)
{
  const char *href = json_object_get_string_member_with_default (message, "href", NULL);

  if (href != NULL)
    g_signal_emit_by_name (self, "open-link", href);
}

static void
handle_strip (IbidReaderView *self, JsonObject *message)
{
  JsonArray *array = json_object_get_array_member (message, "at");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autofree double *fractions = g_new0 (double, MAX (n, 1));
  IbidEntity *entity = ibid_reading_state_get_entity (self->state);

  for (guint i = 0; i < n; i++)
    fractions[i] = CLAMP (json_array_get_double_element (array, i), 0.0, 1.0);
  ibid_overview_strip_set_marks (self->strip, fractions, n,
                                 entity != NULL ? ibid_entity_get_n_mentions (entity) : n);
}

static void
handle_error (IbidReaderView *self, JsonObject *message)
{
  g_warning ("Reader script: %s",
             json_object_get_string_member_with_default (message, "message", "unknown error"));
}

static void
handle_blocked (IbidReaderView *self, JsonObject *message)
{
  g_info ("Blocked by the page's policy: %s",
          json_object_get_string_member_with_default (message, "uri", ""));
}

static const struct
{
  const char *type;
  Handler handle;
} handlers[] = {
  { "ready", handle_ready },       { "painted", handle_painted },     { "near", handle_near },
  { "place", handle_place },       { "selection", handle_selection }, { "hit", handle_hit },
  { "citation", handle_citation }, { "hover", handle_hover },         { "unhover", handle_unhover },
  { "note", handle_note },         { "backlink", handle_backlink },   { "link", handle_link },
  { "strip", handle_strip },       { "error", handle_error },         { "blocked", handle_blocked },
  { "menu", handle_menu },
};

static void
dispatch (IbidReaderView *self, JsonObject *message)
{
  const char *type = json_object_get_string_member_with_default (message, "type", "");

  /* a document that has been left may still speak */
  if (get_int (message, "serial") != self->serial)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (strcmp (handlers[i].type, type) == 0)
      {
        handlers[i].handle (self, message);
        return;
      }
  g_warning ("Reader script: unknown message “%s”", type);
}

static void
message_cb (IbidReaderView *self, JSCValue *value)
{
  g_autofree char *json = jsc_value_to_string (value);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  if (!json_parser_load_from_data (parser, json, -1, &error))
    {
      g_warning ("Reader script: %s", error->message);
      return;
    }
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    dispatch (self, json_node_get_object (root));
}

/* one after the other, each time a document has been read */
static void
add_script (IbidReaderView *self, const char *path)
{
  g_autoptr (GBytes) source = g_resources_lookup_data (path, 0, NULL);
  WebKitUserScript *script = webkit_user_script_new_for_world (
      g_bytes_get_data (source, NULL), WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
      WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END, IBID_READER_WORLD, NULL, NULL);

  webkit_user_content_manager_add_script (self->content, script);
  webkit_user_script_unref (script);
}

void
ibid_reader_bridge_attach (IbidReaderView *self)
{
  add_script (self, IBID_APP_PATH "/web/reader.js");
  add_script (self, IBID_APP_PATH "/web/annotations.js");
  g_signal_connect_object (self->content, "script-message-received::" IBID_READER_CHANNEL,
                           G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  webkit_user_content_manager_register_script_message_handler (self->content, IBID_READER_CHANNEL,
                                                               IBID_READER_WORLD);
}

/* ---- what the page is told ---- */

typedef struct
{
  GWeakRef self;
  GCancellable *cancellable;
  guint timeout_source;
  guint serial;
} Call;

static void
call_free (Call *call)
{
  g_clear_handle_id (&call->timeout_source, g_source_remove);
  g_weak_ref_clear (&call->self);
  g_object_unref (call->cancellable);
  g_free (call);
}

static gboolean
call_timeout_cb (gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (IbidReaderView) self = g_weak_ref_get (&call->self);

  call->timeout_source = 0;
  g_cancellable_cancel (call->cancellable);
  if (self != NULL && self->web != NULL && self->serial == call->serial)
    {
      g_message ("The page does not answer; starting it again");
      webkit_web_view_terminate_web_process (self->web);
    }
  return G_SOURCE_REMOVE;
}

static void
called_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (object), result, &error);

  if (value == NULL)
    g_debug ("Reader script: %s", error->message);
  call_free (user_data);
}

static gboolean
flush_cb (gpointer user_data)
{
  IbidReaderView *self = IBID_READER_VIEW (user_data);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *commands = json_array_sized_new (self->outbox->len);
  g_autofree char *json = NULL;
  GVariantDict arguments;
  Call *call;

  self->outbox_source = 0;
  for (guint i = 0; i < self->outbox->len; i++)
    json_array_add_element (commands, json_node_ref (g_ptr_array_index (self->outbox, i)));
  g_ptr_array_set_size (self->outbox, 0);
  json_node_take_array (root, commands);
  json = json_to_string (root, FALSE);

  call = g_new0 (Call, 1);
  g_weak_ref_init (&call->self, self);
  call->cancellable = g_cancellable_new ();
  call->serial = self->serial;
  call->timeout_source = g_timeout_add_seconds (self->call_timeout, call_timeout_cb, call);
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "json", "s", json);
  webkit_web_view_call_async_javascript_function (
      self->web, "globalThis.ibid.receive (json);", -1, g_variant_dict_end (&arguments),
      IBID_READER_WORLD, NULL, call->cancellable, called_cb, call);
  return G_SOURCE_REMOVE;
}

/*
 * ibid_reader_send:
 * @self: the reader
 * @command: what the page is to do
 *
 * Begins a command. It is sent with all others of this turn of the main loop; while no page
 * listens, it comes to nothing, since a page is told everything when it begins to listen.
 *
 * Returns: (transfer none): its arguments, to be filled in at once
 */
JsonObject *
ibid_reader_send (IbidReaderView *self, const char *command)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "do", command);
  json_node_take_object (node, object);
  g_ptr_array_add (self->outbox, node);
  if (self->is_ready && self->outbox_source == 0)
    self->outbox_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, flush_cb, self, NULL);
  return object;
}

/* Forgets what was to be said to a document that is gone. */
void
ibid_reader_bridge_reset (IbidReaderView *self)
{
  g_clear_handle_id (&self->outbox_source, g_source_remove);
  g_clear_handle_id (&self->paint_source, g_source_remove);
  g_ptr_array_set_size (self->outbox, 0);
  self->is_ready = FALSE;
  self->is_painted = FALSE;
}
