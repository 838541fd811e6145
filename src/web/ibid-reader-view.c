/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-reader-view-private.h"
#include "ibid-render.h"

#define MAX_CRASHES 3
#define CRASH_WINDOW_US (60 * G_USEC_PER_SEC)
/* long enough for ten megabytes on a slow machine; a page that has not painted by then never will
 */
#define PAINT_TIMEOUT_SECONDS 90
/* a script that does not answer for so long is taken for dead */
#define CALL_TIMEOUT_SECONDS 20
#define STRIP_MARGIN 21 /* beside the scroll bar, which WebKit makes so wide, not on it */

G_DEFINE_FINAL_TYPE (IbidReaderView, ibid_reader_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
  PROP_TEXT_SCALE,
  PROP_THEME,
  PROP_FACE,
  PROP_WIDTH,
  PROP_LINE_HEIGHT,
  PROP_SHOW_MENTIONS,
  PROP_CARET_BROWSING,
  PROP_FIND_COUNT,
  PROP_FIND_POSITION,
} IbidReaderViewProperty;
static GParamSpec *properties[PROP_FIND_POSITION + 1];

enum
{
  PAINTED,
  OPEN_LINK,
  FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* ---- loading ---- */

static gboolean
paint_timeout_cb (gpointer user_data)
{
  IbidReaderView *self = IBID_READER_VIEW (user_data);

  self->paint_source = 0;
  ibid_reader_view_fail (self, _ ("The page did not appear in time. The article itself is safe."));
  return G_SOURCE_REMOVE;
}

/* Loads what is to be shown, once the filter is there: nothing may be loaded without it. */
void
ibid_reader_view_load (IbidReaderView *self)
{
  g_autofree char *uri = NULL;
  g_autoptr (GBytes) html = NULL;
  IbidRenderOptions options = { 0 };

  if (self->filter == NULL || self->article == NULL)
    {
      self->wants_page = TRUE;
      return;
    }
  self->wants_page = FALSE;
  self->has_failed = FALSE;
  self->serial++;
  ibid_reader_bridge_reset (self);
  ibid_page_cover_show_paper (self->cover);

  uri = g_strdup_printf (IBID_READER_SCHEME "://app/article/%u/", self->serial);
  options.base_path = uri;
  options.chrome_language = ibid_reader_chrome_language ();
  html = ibid_render_article (self->article, &options);
  g_free (self->admitted_uri);
  self->admitted_uri = g_strdup (uri);
  self->paint_source = g_timeout_add_seconds (PAINT_TIMEOUT_SECONDS, paint_timeout_cb, self);
  webkit_web_view_load_bytes (self->web, html, "text/html", "UTF-8", uri);
}

void
ibid_reader_view_fail (IbidReaderView *self, const char *message)
{
  self->has_failed = TRUE;
  ibid_reader_bridge_reset (self);
  ibid_reader_close_popovers (self);
  ibid_page_cover_show_failure (self->cover, message);
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
filter_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = ibid_reader_load_filter_finish (result, &error);
  IbidReaderView *self;
  g_autofree char *message = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = IBID_READER_VIEW (user_data);
  if (filter == NULL)
    {
      message = g_strdup_printf (_ ("The filter that keeps articles off the network could not be "
                                    "prepared: %s"),
                                 error->message);
      ibid_reader_view_fail (self, message);
      return;
    }
  self->filter = filter;
  webkit_user_content_manager_add_filter (self->content, filter);
  if (self->wants_page)
    ibid_reader_view_load (self);
}

static void
process_gone_cb (IbidReaderView *self, WebKitWebProcessTerminationReason reason)
{
  gint64 now = g_get_monotonic_time ();

  self->n_crashes = now - self->last_crash < CRASH_WINDOW_US ? self->n_crashes + 1 : 1;
  self->last_crash = now;
  ibid_reader_bridge_reset (self);
  ibid_reader_close_popovers (self);
  if (self->article == NULL)
    return;
  if (self->n_crashes > MAX_CRASHES)
    ibid_reader_view_fail (self, _ ("The process that draws the page has ended several times in a "
                                    "minute. The article itself is safe."));
  else
    ibid_reader_view_load (self);
}

/* WebKit would put up an error page of its own. A load that gives way to the next one is none. */
static gboolean
load_failed_cb (IbidReaderView *self, WebKitLoadEvent event, const char *uri, GError *error)
{
  if (self->article != NULL && !self->has_failed &&
      !g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) &&
      !g_error_matches (error, WEBKIT_POLICY_ERROR,
                        WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE))
    ibid_reader_view_fail (self, error->message);
  return GDK_EVENT_STOP;
}

static void
reload_cb (IbidReaderView *self)
{
  self->n_crashes = 0;
  if (self->filter == NULL)
    ibid_reader_load_filter_async (self->cancellable, filter_ready_cb, self);
  ibid_page_cover_show_paper (self->cover);
  ibid_reader_view_load (self);
}

static void
refuse_download_cb (WebKitNetworkSession *session, WebKitDownload *download)
{
  webkit_download_cancel (download);
}

/* An empty page of our own, so that the process that draws is there when an article comes. */
static void
load_empty_page (IbidReaderView *self)
{
  g_free (self->admitted_uri);
  self->admitted_uri = g_strdup (IBID_READER_SCHEME "://app/empty/");
  webkit_web_view_load_html (self->web, "<!DOCTYPE html><title></title>", self->admitted_uri);
}

/**
 * ibid_reader_view_warm_up:
 * @self: the reader
 *
 * Builds the web view, starts its process and prepares the filter. To be called right after the
 * first native frame; showing an article does it too.
 */
void
ibid_reader_view_warm_up (IbidReaderView *self)
{
  g_return_if_fail (IBID_IS_READER_VIEW (self));

  if (self->web != NULL)
    return;
  self->context = webkit_web_context_new ();
  self->session = webkit_network_session_new_ephemeral ();
  ibid_reader_serve_images (self);
  self->content = ibid_reader_new_content_manager ();
  ibid_reader_bridge_attach (self);
  ibid_reader_load_filter_async (self->cancellable, filter_ready_cb, self);

  self->web = ibid_reader_new_web_view (self, self->content);
  ibid_reader_guard_navigation (self->web, &self->admitted_uri);
  g_signal_connect_object (self->web, "web-process-terminated", G_CALLBACK (process_gone_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->web, "load-failed", G_CALLBACK (load_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->session, "download-started", G_CALLBACK (refuse_download_cb), NULL);
  ibid_reader_menu_attach (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->web), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Article"), -1);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->web));
  ibid_reader_look_changed (self);
  if (self->article == NULL)
    load_empty_page (self);
}

/**
 * ibid_reader_view_show_article:
 * @self: the reader
 * @folder: (nullable): where the article's assets/ lies; %NULL: it has no images
 * @block: position of the block to begin at
 * @offset: character in it, in code points
 *
 * Shows the reading state's article at that place. The signal "painted" tells when it can be seen.
 */
void
ibid_reader_view_show_article (IbidReaderView *self, GFile *folder, guint block, guint offset)
{
  IbidArticle *article;

  g_return_if_fail (IBID_IS_READER_VIEW (self));
  g_return_if_fail (folder == NULL || G_IS_FILE (folder));

  article = ibid_reading_state_get_article (self->state);
  ibid_reader_close_popovers (self);
  ibid_reader_sync_forget (self);
  g_set_object (&self->article, article);
  g_signal_group_set_target (self->article_signals, article);
  g_set_object (&self->folder, folder);
  ibid_reader_annotations_follow (self);
  self->place = (IbidPlace){ block, offset, 0 };
  self->n_crashes = 0;
  ibid_reader_find_forget (self);
  if (article == NULL)
    {
      ibid_reader_bridge_reset (self);
      ibid_page_cover_show_paper (self->cover);
      return;
    }
  ibid_page_cover_show_paper (self->cover);
  ibid_reader_view_warm_up (self);
  ibid_reader_view_load (self);
}

/* ---- the widget ---- */

static void
strip_activated_cb (IbidReaderView *self, double fraction)
{
  if (self->is_ready)
    json_object_set_double_member (ibid_reader_send (self, "fraction"), "at", fraction);
}

static gboolean
ibid_reader_view_grab_focus (GtkWidget *widget)
{
  IbidReaderView *self = IBID_READER_VIEW (widget);

  return self->web != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->web));
}

/* The window's commands for stepping must work while the page has the keys: the web view takes
 * every key it is offered, so they are taken out before it. */
static void
add_shortcuts (IbidReaderView *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_bracketleft, 0, "win.previous-citation" },
    { GDK_KEY_bracketright, 0, "win.next-citation" },
    { GDK_KEY_Up, GDK_ALT_MASK, "win.previous-citation" },
    { GDK_KEY_Down, GDK_ALT_MASK, "win.next-citation" },
    { GDK_KEY_braceleft, 0, "win.previous-mention" },
    { GDK_KEY_braceright, 0, "win.next-mention" },
    { GDK_KEY_p, 0, "win.previous-annotation" },
    { GDK_KEY_n, 0, "win.next-annotation" },
    { GDK_KEY_Delete, 0, "win.remove-annotation" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                          gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (self->overlay, controller);
}

static void
set_string (IbidReaderView *self, char **field, const char *value, IbidReaderViewProperty property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  ibid_reader_look_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_flag (IbidReaderView *self, gboolean *field, gboolean value, IbidReaderViewProperty property)
{
  if (*field == value)
    return;
  *field = value;
  ibid_reader_look_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_text_scale (IbidReaderView *self, double text_scale)
{
  if (ABS (self->text_scale - text_scale) < 0.0001)
    return;
  self->text_scale = text_scale;
  ibid_reader_look_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_SCALE]);
}

static void
ibid_reader_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidReaderView *self = IBID_READER_VIEW (object);

  switch ((IbidReaderViewProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_THEME:
      g_value_set_string (value, self->theme);
      break;
    case PROP_FACE:
      g_value_set_string (value, self->face);
      break;
    case PROP_WIDTH:
      g_value_set_string (value, self->width);
      break;
    case PROP_LINE_HEIGHT:
      g_value_set_string (value, self->line_height);
      break;
    case PROP_SHOW_MENTIONS:
      g_value_set_boolean (value, self->show_mentions);
      break;
    case PROP_CARET_BROWSING:
      g_value_set_boolean (value, self->caret_browsing);
      break;
    case PROP_FIND_COUNT:
      g_value_set_uint (value, self->matches->len);
      break;
    case PROP_FIND_POSITION:
      g_value_set_uint (value, self->find_position);
      break;
    }
}

static void
ibid_reader_view_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  IbidReaderView *self = IBID_READER_VIEW (object);

  switch ((IbidReaderViewProperty)prop_id)
    {
    case PROP_STATE:
      self->state = g_value_dup_object (value);
      break;
    case PROP_TEXT_SCALE:
      set_text_scale (self, g_value_get_double (value));
      break;
    case PROP_THEME:
      set_string (self, &self->theme, g_value_get_string (value), PROP_THEME);
      break;
    case PROP_FACE:
      set_string (self, &self->face, g_value_get_string (value), PROP_FACE);
      break;
    case PROP_WIDTH:
      set_string (self, &self->width, g_value_get_string (value), PROP_WIDTH);
      break;
    case PROP_LINE_HEIGHT:
      set_string (self, &self->line_height, g_value_get_string (value), PROP_LINE_HEIGHT);
      break;
    case PROP_SHOW_MENTIONS:
      set_flag (self, &self->show_mentions, g_value_get_boolean (value), PROP_SHOW_MENTIONS);
      break;
    case PROP_CARET_BROWSING:
      set_flag (self, &self->caret_browsing, g_value_get_boolean (value), PROP_CARET_BROWSING);
      break;
    case PROP_FIND_COUNT:
    case PROP_FIND_POSITION:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ibid_reader_view_constructed (GObject *object)
{
  IbidReaderView *self = IBID_READER_VIEW (object);

  G_OBJECT_CLASS (ibid_reader_view_parent_class)->constructed (object);
  ibid_reader_sync_connect (self);
  ibid_reader_look_connect (self);
  ibid_reader_look_changed (self);
}

static void
ibid_reader_view_dispose (GObject *object)
{
  IbidReaderView *self = IBID_READER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->outbox_source, g_source_remove);
  g_clear_handle_id (&self->paint_source, g_source_remove);
  if (self->article_signals != NULL)
    g_signal_group_set_target (self->article_signals, NULL);
  if (self->annotations_signals != NULL)
    g_signal_group_set_target (self->annotations_signals, NULL);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->note_popover, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->web != NULL)
    g_signal_handlers_disconnect_by_data (self->web, &self->admitted_uri);
  if (self->content != NULL)
    webkit_user_content_manager_unregister_script_message_handler (
        self->content, IBID_READER_CHANNEL, IBID_READER_WORLD);
  self->web = NULL;
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->filter, webkit_user_content_filter_unref);
  g_clear_object (&self->content);
  g_clear_object (&self->article_signals);
  g_clear_object (&self->annotations_signals);
  g_clear_object (&self->article);
  g_clear_object (&self->folder);
  g_clear_object (&self->session);
  g_clear_object (&self->context);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (ibid_reader_view_parent_class)->dispose (object);
}

static void
ibid_reader_view_finalize (GObject *object)
{
  IbidReaderView *self = IBID_READER_VIEW (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->outbox);
  g_array_unref (self->matches);
  g_array_unref (self->near);
  g_hash_table_unref (self->sent);
  g_ptr_array_unref (self->shown_annotations);
  g_hash_table_unref (self->annotated_groups);
  g_hash_table_unref (self->annotation_keys);
  g_hash_table_unref (self->entity_keys);
  g_hash_table_unref (self->shown_states);
  g_hash_table_unref (self->shown_places);
  g_free (self->admitted_uri);
  g_free (self->theme);
  g_free (self->face);
  g_free (self->width);
  g_free (self->line_height);
  g_free (self->find_text);
  g_free (self->menu_link);
  G_OBJECT_CLASS (ibid_reader_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT_SCALE] =
      g_param_spec_double ("text-scale", NULL, NULL, 0.5, 3.0, 1.0, flags);
  properties[PROP_THEME] = g_param_spec_string ("theme", NULL, NULL, "system", flags);
  properties[PROP_FACE] = g_param_spec_string ("face", NULL, NULL, "serif", flags);
  properties[PROP_WIDTH] = g_param_spec_string ("width", NULL, NULL, "medium", flags);
  properties[PROP_LINE_HEIGHT] = g_param_spec_string ("line-height", NULL, NULL, "normal", flags);
  properties[PROP_SHOW_MENTIONS] = g_param_spec_boolean ("show-mentions", NULL, NULL, TRUE, flags);
  properties[PROP_CARET_BROWSING] =
      g_param_spec_boolean ("caret-browsing", NULL, NULL, FALSE, flags);
  properties[PROP_FIND_COUNT] =
      g_param_spec_uint ("find-count", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FIND_POSITION] =
      g_param_spec_uint ("find-position", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_signals (GType type)
{
  signals[PAINTED] =
      g_signal_new ("painted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_LINK] = g_signal_new ("open-link", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ibid_reader_view_class_init (IbidReaderViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ibid_reader_view_get_property;
  object_class->set_property = ibid_reader_view_set_property;
  object_class->constructed = ibid_reader_view_constructed;
  object_class->dispose = ibid_reader_view_dispose;
  object_class->finalize = ibid_reader_view_finalize;
  widget_class->grab_focus = ibid_reader_view_grab_focus;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
init_data (IbidReaderView *self)
{
  self->cancellable = g_cancellable_new ();
  self->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
  self->matches = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  self->near = g_array_new (FALSE, FALSE, sizeof (guint));
  self->sent = g_hash_table_new (NULL, NULL);
  self->shown_annotations = g_ptr_array_new_with_free_func (g_object_unref);
  self->annotated_groups = g_hash_table_new (NULL, NULL);
  self->annotation_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entity_keys = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->shown_states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shown_places =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ibid_span_free);
  self->theme = g_strdup ("system");
  self->face = g_strdup ("serif");
  self->width = g_strdup ("medium");
  self->line_height = g_strdup ("normal");
  self->text_scale = 1.0;
  self->call_timeout = CALL_TIMEOUT_SECONDS;
  self->show_mentions = TRUE;
}

static void
ibid_reader_view_init (IbidReaderView *self)
{
  init_data (self);
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  add_shortcuts (self);
  ibid_reader_menu_install (self);

  self->strip = IBID_OVERVIEW_STRIP (ibid_overview_strip_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->strip), GTK_ALIGN_END);
  gtk_widget_set_margin_end (GTK_WIDGET (self->strip), STRIP_MARGIN);
  g_signal_connect_object (self->strip, "activated", G_CALLBACK (strip_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->strip));

  self->cover = IBID_PAGE_COVER (ibid_page_cover_new ());
  g_signal_connect_object (self->cover, "reload", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->cover));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Article"), -1);
}

GtkWidget *
ibid_reader_view_new (IbidReadingState *state)
{
  g_return_val_if_fail (IBID_IS_READING_STATE (state), NULL);

  return g_object_new (IBID_TYPE_READER_VIEW, "state", state, NULL);
}

/* for tests, which look into the page by scripts of their own */
WebKitWebView *
ibid_reader_view_get_web_view (IbidReaderView *self)
{
  return self->web;
}
