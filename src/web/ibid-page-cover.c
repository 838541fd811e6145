/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-page-cover.h"

#define SPINNER_DELAY_MS 700
#define SPINNER_SIZE 32

struct _IbidPageCover
{
  AdwBin parent_instance;

  /* plain */
  GdkRGBA paper;
  guint spinner_source;
  gboolean is_failure;
};

G_DEFINE_FINAL_TYPE (IbidPageCover, ibid_page_cover, ADW_TYPE_BIN)

enum
{
  RELOAD,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
show_spinner_cb (gpointer user_data)
{
  IbidPageCover *self = IBID_PAGE_COVER (user_data);
  GtkWidget *spinner = gtk_spinner_new ();

  self->spinner_source = 0;
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, SPINNER_SIZE, SPINNER_SIZE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Opening the article"), -1);
  adw_bin_set_child (ADW_BIN (self), spinner);
  return G_SOURCE_REMOVE;
}

static void
ibid_page_cover_map (GtkWidget *widget)
{
  IbidPageCover *self = IBID_PAGE_COVER (widget);

  GTK_WIDGET_CLASS (ibid_page_cover_parent_class)->map (widget);
  if (!self->is_failure && self->spinner_source == 0)
    self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, show_spinner_cb, self);
}

static void
ibid_page_cover_unmap (GtkWidget *widget)
{
  IbidPageCover *self = IBID_PAGE_COVER (widget);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  if (!self->is_failure)
    adw_bin_set_child (ADW_BIN (self), NULL);
  GTK_WIDGET_CLASS (ibid_page_cover_parent_class)->unmap (widget);
}

static void
ibid_page_cover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IbidPageCover *self = IBID_PAGE_COVER (widget);

  /* a failure is told in the window's own colours */
  if (!self->is_failure)
    gtk_snapshot_append_color (
        snapshot, &self->paper,
        &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  GTK_WIDGET_CLASS (ibid_page_cover_parent_class)->snapshot (widget, snapshot);
}

static void
ibid_page_cover_dispose (GObject *object)
{
  IbidPageCover *self = IBID_PAGE_COVER (object);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  G_OBJECT_CLASS (ibid_page_cover_parent_class)->dispose (object);
}

static void
ibid_page_cover_class_init (IbidPageCoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_page_cover_dispose;
  widget_class->map = ibid_page_cover_map;
  widget_class->unmap = ibid_page_cover_unmap;
  widget_class->snapshot = ibid_page_cover_snapshot;

  signals[RELOAD] = g_signal_new ("reload", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
ibid_page_cover_init (IbidPageCover *self)
{
  self->paper = (GdkRGBA){ 1, 1, 1, 1 };
}

GtkWidget *
ibid_page_cover_new (void)
{
  return g_object_new (IBID_TYPE_PAGE_COVER, NULL);
}

void
ibid_page_cover_set_paper (IbidPageCover *self, const GdkRGBA *paper)
{
  self->paper = *paper;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Plain paper; a spinner comes only when the page keeps the reader waiting. */
void
ibid_page_cover_show_paper (IbidPageCover *self)
{
  self->is_failure = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "view");
  adw_bin_set_child (ADW_BIN (self), NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->spinner_source == 0)
    self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, show_spinner_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
reload_clicked_cb (IbidPageCover *self)
{
  g_signal_emit (self, signals[RELOAD], 0);
}

void
ibid_page_cover_show_failure (IbidPageCover *self, const char *message)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Reload"));

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  self->is_failure = TRUE;
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The page cannot be shown"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), message);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reload_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
  adw_bin_set_child (ADW_BIN (self), page);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
