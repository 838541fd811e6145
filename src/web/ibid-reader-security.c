/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article is hostile until proven otherwise. Five layers, each of which would be enough for most
 * attacks and none for all (what each one misses was measured):
 *
 * 1. render builds every tag from an allow-list;
 * 2. the parser drops scripts, event attributes and javascript: addresses (no markup may run);
 * 3. a Content-Security-Policy allows images of our own scheme and nothing else. It does not stop
 *    preconnect, nor fetch() in our own script's world;
 * 4. a compiled filter blocks every address that is not of our scheme, for everybody;
 * 5. no navigation is admitted but the one that the program itself has just started.
 */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ibid-reader-view-private.h"

#define FILTER_ID "ibid-own-scheme-only-1"
#define FILTER_RULES                                                                               \
  "[{\"trigger\":{\"url-filter\":\".*\"},\"action\":{\"type\":\"block\"}},"                        \
  "{\"trigger\":{\"url-filter\":\"^" IBID_READER_SCHEME                                            \
  ":\"},\"action\":{\"type\":\"ignore-previous-rules\"}}]"
#define CONTENT_SECURITY_POLICY                                                                    \
  "default-src 'none'; img-src " IBID_READER_SCHEME ":; form-action 'none'; base-uri 'none'; "     \
  "frame-src 'none'"

WebKitSettings *
ibid_reader_new_settings (void)
{
  return g_object_new (
      WEBKIT_TYPE_SETTINGS, "enable-javascript-markup", FALSE, "enable-html5-database", FALSE,
      "enable-html5-local-storage", FALSE, "enable-media", FALSE, "enable-media-stream", FALSE,
      "enable-mediasource", FALSE, "enable-webaudio", FALSE, "enable-webgl", FALSE, "enable-webrtc",
      FALSE, "enable-page-cache", FALSE, "enable-fullscreen", FALSE, "enable-smooth-scrolling",
      FALSE, "javascript-can-open-windows-automatically", FALSE, "allow-modal-dialogs", FALSE,
      "enable-tabs-to-links", TRUE, NULL);
}

static WebKitUserStyleSheet *
new_style_sheet (void)
{
  g_autoptr (GBytes) css = g_resources_lookup_data (IBID_APP_PATH "/web/reader.css", 0, NULL);

  return webkit_user_style_sheet_new (g_bytes_get_data (css, NULL),
                                      WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                      WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);
}

/* A manager with our style sheet. The filter and the script are for the caller to add. */
WebKitUserContentManager *
ibid_reader_new_content_manager (void)
{
  WebKitUserContentManager *content = webkit_user_content_manager_new ();
  WebKitUserStyleSheet *sheet = new_style_sheet ();

  webkit_user_content_manager_add_style_sheet (content, sheet);
  webkit_user_style_sheet_unref (sheet);
  return content;
}

/* Where GTK has no graphics processor to draw with, WebKit has none either: it would compile
 * shaders for the software that stands in for one, which takes longer than all else until the first
 * text. */
static gboolean
lacks_graphics (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

WebKitWebView *
ibid_reader_new_web_view (IbidReaderView *self, WebKitUserContentManager *content)
{
  g_autoptr (WebKitSettings) settings = ibid_reader_new_settings ();

  if (lacks_graphics (GTK_WIDGET (self)))
    webkit_settings_set_hardware_acceleration_policy (settings,
                                                      WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  return g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", self->context, "network-session",
                       self->session, "user-content-manager", content, "settings", settings,
                       "default-content-security-policy", CONTENT_SECURITY_POLICY, NULL);
}

static gboolean
is_admitted (WebKitPolicyDecision *decision, const char *admitted_uri)
{
  WebKitNavigationAction *action;
  const char *uri;

  if (!WEBKIT_IS_NAVIGATION_POLICY_DECISION (decision) || admitted_uri == NULL)
    return FALSE;
  action = webkit_navigation_policy_decision_get_navigation_action (
      WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  return g_strcmp0 (uri, admitted_uri) == 0 && !webkit_navigation_action_is_user_gesture (action);
}

static gboolean
decide_policy_cb (WebKitWebView *web, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type,
                  char **admitted_uri)
{
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION &&
      is_admitted (decision, *admitted_uri))
    {
      /* once: a form that submits to the document's own address comes next */
      g_clear_pointer (admitted_uri, g_free);
      webkit_policy_decision_use (decision);
    }
  else
    webkit_policy_decision_ignore (decision);
  return GDK_EVENT_STOP;
}

static gboolean
refuse_permission_cb (WebKitWebView *web, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return GDK_EVENT_STOP;
}

static GtkWidget *
refuse_window_cb (WebKitWebView *web, WebKitNavigationAction *action)
{
  return NULL;
}

/*
 * ibid_reader_guard_navigation:
 * @web: a view
 * @admitted_uri: where its owner notes the address it is about to load; must outlive @web
 *
 * From now on the view goes nowhere but there, once each time.
 */
void
ibid_reader_guard_navigation (WebKitWebView *web, char **admitted_uri)
{
  g_signal_connect (web, "decide-policy", G_CALLBACK (decide_policy_cb), admitted_uri);
  g_signal_connect (web, "permission-request", G_CALLBACK (refuse_permission_cb), NULL);
  g_signal_connect (web, "create", G_CALLBACK (refuse_window_cb), NULL);
}

/* ---- the filter: compiled once, then read from the cache ---- */

typedef struct
{
  WebKitUserContentFilterStore *store;
  char *temporary; /* a folder of our own, gone with the task; or NULL */
} FilterTask;

/* The compiled filter is mapped into memory, and needs its file no longer. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (g_rmdir (folder) != 0)
    g_info ("“%s” cannot be removed: %s", folder, g_strerror (errno));
}

static void
filter_task_free (FilterTask *data)
{
  g_object_unref (data->store);
  if (data->temporary != NULL)
    remove_folder (data->temporary);
  g_free (data->temporary);
  g_free (data);
}

static void save_filter (GTask *task);

static void
filter_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  FilterTask *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (object), result, &error);
  gboolean was_tried;

  if (filter != NULL)
    {
      g_task_return_pointer (task, filter, (GDestroyNotify)webkit_user_content_filter_unref);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  /* a cache that cannot be written to must not keep the article from being shown */
  was_tried = data->temporary != NULL;
  if (!was_tried)
    data->temporary = g_dir_make_tmp ("ibid-filters-XXXXXX", NULL);
  if (was_tried || data->temporary == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_clear_object (&data->store);
  data->store = webkit_user_content_filter_store_new (data->temporary);
  save_filter (g_steal_pointer (&task));
}

/* takes the task */
static void
save_filter (GTask *task)
{
  FilterTask *data = g_task_get_task_data (task);
  g_autoptr (GBytes) rules = g_bytes_new_static (FILTER_RULES, strlen (FILTER_RULES));

  webkit_user_content_filter_store_save (data->store, FILTER_ID, rules,
                                         g_task_get_cancellable (task), filter_saved_cb, task);
}

static void
filter_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_load_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (object), result, NULL);

  if (filter != NULL)
    g_task_return_pointer (task, filter, (GDestroyNotify)webkit_user_content_filter_unref);
  else if (!g_task_return_error_if_cancelled (task))
    save_filter (g_steal_pointer (&task));
}

/*
 * ibid_reader_load_filter_async:
 *
 * Reads the compiled filter from the cache, or compiles it.
 */
void
ibid_reader_load_filter_async (GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "ibid", "filters", NULL);
  FilterTask *data = g_new0 (FilterTask, 1);

  g_task_set_source_tag (task, ibid_reader_load_filter_async);
  data->store = webkit_user_content_filter_store_new (folder);
  g_task_set_task_data (task, data, (GDestroyNotify)filter_task_free);
  webkit_user_content_filter_store_load (data->store, FILTER_ID, cancellable, filter_loaded_cb,
                                         g_steal_pointer (&task));
}

WebKitUserContentFilter *
ibid_reader_load_filter_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
