/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-inspector-page.h"

/*
 * What all pages of the inspector share. Pages about a whole article are dear to compute, so a page
 * is brought up to date only while it is mapped: changes are gathered as parts, and one idle
 * handler answers all that came before it.
 */
typedef struct
{
  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  GSignalGroup *article_signals;

  /* plain */
  IbidArticleParts stale;
  guint refresh_id;
} IbidInspectorPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (IbidInspectorPage, ibid_inspector_page, GTK_TYPE_WIDGET)

static gboolean
refresh_cb (gpointer user_data)
{
  IbidInspectorPage *self = user_data;
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);
  IbidArticleParts parts = priv->stale;

  priv->refresh_id = 0;
  priv->stale = 0;
  if (parts != 0)
    IBID_INSPECTOR_PAGE_GET_CLASS (self)->refresh (self, parts);
  return G_SOURCE_REMOVE;
}

static void
schedule_refresh (IbidInspectorPage *self)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  if (priv->refresh_id != 0 || priv->stale == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->refresh_id = g_idle_add_full (IBID_INSPECTOR_PAGE_GET_CLASS (self)->refresh_priority,
                                      refresh_cb, self, NULL);
}

static void
cancel_refresh (IbidInspectorPage *self)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  g_clear_handle_id (&priv->refresh_id, g_source_remove);
}

void
ibid_inspector_page_queue_refresh (IbidInspectorPage *self, IbidArticleParts parts)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  priv->stale |= parts;
  schedule_refresh (self);
}

static void
ibid_inspector_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ibid_inspector_page_parent_class)->map (widget);
  schedule_refresh (IBID_INSPECTOR_PAGE (widget));
}

static void
ibid_inspector_page_unmap (GtkWidget *widget)
{
  cancel_refresh (IBID_INSPECTOR_PAGE (widget));
  GTK_WIDGET_CLASS (ibid_inspector_page_parent_class)->unmap (widget);
}

static void
decisions_changed_cb (IbidInspectorPage *self, IbidArticleParts parts)
{
  ibid_inspector_page_queue_refresh (self, parts);
}

static void
ibid_inspector_page_real_connect_state (IbidInspectorPage *self, IbidReadingState *state)
{
}

static void
ibid_inspector_page_real_forget (IbidInspectorPage *self)
{
}

static void
ibid_inspector_page_dispose (GObject *object)
{
  IbidInspectorPage *self = IBID_INSPECTOR_PAGE (object);
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);
  GtkWidget *child;

  cancel_refresh (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&priv->article_signals);
  g_clear_object (&priv->dossier);
  g_clear_object (&priv->state);
  G_OBJECT_CLASS (ibid_inspector_page_parent_class)->dispose (object);
}

static void
ibid_inspector_page_class_init (IbidInspectorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_inspector_page_dispose;
  widget_class->map = ibid_inspector_page_map;
  widget_class->unmap = ibid_inspector_page_unmap;
  klass->refresh_priority = G_PRIORITY_DEFAULT_IDLE;
  klass->connect_state = ibid_inspector_page_real_connect_state;
  klass->forget = ibid_inspector_page_real_forget;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ibid_inspector_page_init (IbidInspectorPage *self)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  priv->article_signals = g_signal_group_new (IBID_TYPE_ARTICLE);
  g_signal_group_connect_swapped (priv->article_signals, "decisions-changed",
                                  G_CALLBACK (decisions_changed_cb), self);
}

/* to be called once, before the page is shown */
void
ibid_inspector_page_set_state (IbidInspectorPage *self, IbidReadingState *state)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  g_return_if_fail (IBID_IS_READING_STATE (state) && priv->state == NULL);

  priv->state = g_object_ref (state);
  IBID_INSPECTOR_PAGE_GET_CLASS (self)->connect_state (self, state);
}

void
ibid_inspector_page_set_dossier (IbidInspectorPage *self, IbidDossier *dossier)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  if (!g_set_object (&priv->dossier, dossier))
    return;
  g_signal_group_set_target (priv->article_signals, ibid_inspector_page_get_article (self));
  IBID_INSPECTOR_PAGE_GET_CLASS (self)->forget (self);
  ibid_inspector_page_queue_refresh (self, IBID_ARTICLE_PARTS_ALL);
}

IbidReadingState *
ibid_inspector_page_get_state (IbidInspectorPage *self)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  return priv->state;
}

IbidDossier *
ibid_inspector_page_get_dossier (IbidInspectorPage *self)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  return priv->dossier;
}

IbidArticle *
ibid_inspector_page_get_article (IbidInspectorPage *self)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  return priv->dossier != NULL ? ibid_dossier_get_article (priv->dossier) : NULL;
}

/* chooses the citation that the item belongs to, and has the text scroll to it */
void
ibid_inspector_page_go_to_item (IbidInspectorPage *self, IbidCitationItem *item)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);
  IbidCitation *citation = ibid_citation_item_get_citation (item);

  if (citation == NULL)
    return;
  ibid_reading_state_select_citation (priv->state, citation, ibid_citation_item_get_index (item));
  ibid_reading_state_jump (priv->state, ibid_citation_get_span (citation), FALSE);
}

void
ibid_inspector_page_go_to_span (IbidInspectorPage *self, const IbidSpan *span)
{
  IbidInspectorPagePrivate *priv = ibid_inspector_page_get_instance_private (self);

  ibid_reading_state_jump (priv->state, span, FALSE);
}
