/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-reader-view.h"

#include <json-glib/json-glib.h>
#include <webkit/webkit.h>

#include "ibid-overview-strip.h"
#include "ibid-page-cover.h"

G_BEGIN_DECLS

#define IBID_READER_SCHEME "ibid"
#define IBID_READER_WORLD "reader"
#define IBID_READER_CHANNEL "reader"

struct _IbidReaderView
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *overlay;
  WebKitWebView *web; /* NULL until warmed up */
  IbidPageCover *cover;
  IbidOverviewStrip *strip;
  GtkWidget *card;         /* popover over a citation, or NULL */
  GtkWidget *note_popover; /* or NULL */
  GtkWidget *menu;         /* or NULL */

  /* owned */
  IbidReadingState *state;
  GSignalGroup *article_signals;
  WebKitWebContext *context;
  WebKitNetworkSession *session;
  WebKitUserContentManager *content; /* NULL until the filter is there */
  WebKitUserContentFilter *filter;
  GCancellable *cancellable;
  IbidArticle *article; /* the one that is shown, which the state may have left already */
  GFile *folder;        /* where its assets/ lies, or NULL */
  char *admitted_uri;   /* the one navigation that was just started, or NULL */
  char *theme;
  char *face;
  char *width;
  char *line_height;
  char *find_text;
  char *menu_link;  /* address of the link that the menu was asked for on, or NULL */
  GArray *matches;  /* of IbidSpan, in reading order */
  GArray *near;     /* of guint: groups of blocks near the viewport */
  GHashTable *sent; /* groups whose mentions the page has */
  GSignalGroup *annotations_signals;
  GPtrArray *shown_annotations; /* IbidAnnotation, as the list was when it last said so */
  GHashTable *annotated_groups; /* groups whose annotations the page has */
  GHashTable *annotation_keys;  /* id → number that the page knows it by */
  GHashTable *entity_keys;      /* IbidEntity → number that the page knows it by */
  GHashTable *shown_states;     /* citation id → what its mark shows, as the page has it */
  GHashTable *shown_places;     /* citation id → IbidSpan */
  GPtrArray *outbox;            /* JsonNode: commands for the page, sent together */

  /* plain */
  IbidPlace place; /* where to be when the page is ready */
  double text_scale;
  guint serial; /* of the document that is shown or being loaded */
  guint find_position;
  guint outbox_source;
  guint paint_source;
  guint call_timeout; /* seconds; tests have less patience */
  guint n_crashes;
  guint chosen_annotation;  /* the page's number of the chosen one, or 0 */
  IbidSelection menu_place; /* what the context menu was asked for on */
  gint64 last_crash;
  gboolean has_menu_place;
  gboolean show_mentions;
  gboolean caret_browsing;
  gboolean wants_page; /* an article waits for the filter */
  gboolean is_ready;   /* the page's script listens */
  gboolean is_painted;
  gboolean has_failed;
};

/* ibid-reader-view.c */
void ibid_reader_view_load (IbidReaderView *self);
void ibid_reader_view_fail (IbidReaderView *self, const char *message);

/* ibid-reader-security.c */
WebKitUserContentManager *ibid_reader_new_content_manager (void) G_GNUC_WARN_UNUSED_RESULT;
WebKitSettings *ibid_reader_new_settings (void) G_GNUC_WARN_UNUSED_RESULT;
WebKitWebView *ibid_reader_new_web_view (IbidReaderView *self, WebKitUserContentManager *content)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_reader_load_filter_async (GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
WebKitUserContentFilter *ibid_reader_load_filter_finish (GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_reader_guard_navigation (WebKitWebView *web, char **admitted_uri);

/* ibid-reader-scheme.c */
void ibid_reader_serve_images (IbidReaderView *self);

/* ibid-reader-bridge.c */
void ibid_reader_bridge_attach (IbidReaderView *self);
JsonObject *ibid_reader_send (IbidReaderView *self, const char *command);
void ibid_reader_bridge_reset (IbidReaderView *self);
JsonArray *ibid_reader_span_to_json (IbidArticle *article, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;
JsonArray *ibid_reader_spans_to_json (IbidArticle *article, const IbidSpan *spans, guint n_spans)
    G_GNUC_WARN_UNUSED_RESULT;

/* ibid-reader-sync.c: the page follows the reading state and the article */
void ibid_reader_sync_setup (IbidReaderView *self);
void ibid_reader_sync_near (IbidReaderView *self, JsonArray *groups);
void ibid_reader_sync_connect (IbidReaderView *self);
void ibid_reader_sync_forget (IbidReaderView *self);

/* ibid-reader-annotations.c */
IbidAnnotations *ibid_reader_annotations_of_article (IbidReaderView *self);
void ibid_reader_annotations_setup (IbidReaderView *self);
void ibid_reader_annotations_near (IbidReaderView *self);
void ibid_reader_annotations_follow (IbidReaderView *self);
void ibid_reader_annotations_forget (IbidReaderView *self);
void ibid_reader_annotations_connect (IbidReaderView *self);

/* ibid-reader-selection.c */
void ibid_reader_report_selection (IbidReaderView *self, const IbidSelection *selection);

/* ibid-reader-menu.c */
void ibid_reader_show_menu (IbidReaderView *self, const GdkRectangle *at,
                            const IbidSelection *annotated, const char *link);
void ibid_reader_menu_attach (IbidReaderView *self);
void ibid_reader_menu_install (IbidReaderView *self);

/* ibid-reader-look.c */
JsonObject *ibid_reader_look_to_json (IbidReaderView *self) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_reader_chrome_language (void);
void ibid_reader_look_changed (IbidReaderView *self);
void ibid_reader_look_connect (IbidReaderView *self);

/* ibid-reader-find.c */
void ibid_reader_find_forget (IbidReaderView *self);
void ibid_reader_find_push (IbidReaderView *self, gboolean go);

/* ibid-reader-popovers.c */
void ibid_reader_show_card (IbidReaderView *self, IbidCitation *citation, const GdkRectangle *at);
void ibid_reader_hide_card (IbidReaderView *self);
void ibid_reader_show_note (IbidReaderView *self, guint reference, const GdkRectangle *at);
void ibid_reader_close_popovers (IbidReaderView *self);

/* for tests */
WebKitWebView *ibid_reader_view_get_web_view (IbidReaderView *self);

G_END_DECLS
