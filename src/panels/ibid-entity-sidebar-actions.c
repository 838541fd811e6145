/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-entity-popovers.h"
#include "ibid-entity-sidebar-private.h"
#include "ibid-labels.h"
#include "ibid-provenance.h"
#include "ibid-terms-types.h"

static const char *const sort_nicks[] = {
  [IBID_ENTITY_SORT_APPEARANCE] = "appearance",
  [IBID_ENTITY_SORT_COUNT] = "count",
  [IBID_ENTITY_SORT_NAME] = "name",
};

void
ibid_entity_sidebar_set_target (IbidEntitySidebar *self, IbidEntity *entity)
{
  g_set_object (&self->target, entity);
  ibid_entity_sidebar_update_actions (self);
}

static void
set_enabled (IbidEntitySidebar *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
ibid_entity_sidebar_update_actions (IbidEntitySidebar *self)
{
  gboolean can_correct = self->dossier != NULL && self->target != NULL;
  IbidEntity *chosen = self->state != NULL ? ibid_reading_state_get_entity (self->state) : NULL;
  gboolean can_step = chosen != NULL && ibid_entity_get_n_mentions (chosen) > 0;
  GAction *kind = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "set-kind");

  set_enabled (self, "rename", can_correct);
  set_enabled (self, "set-kind", can_correct);
  set_enabled (self, "merge", can_correct);
  set_enabled (self, "split-alias", can_correct);
  set_enabled (self, "refuse", can_correct);
  set_enabled (self, "export-report", can_correct);
  set_enabled (self, "back", ibid_entity_sidebar_is_page_shown (self));
  set_enabled (self, "previous-mention", can_step);
  set_enabled (self, "next-mention", can_step);
  if (self->target != NULL)
    g_simple_action_set_state (
        G_SIMPLE_ACTION (kind),
        g_variant_new_string (
            ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)ibid_entity_get_kind (self->target))));
}

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* The row that had the focus may be another widget by now: the entity is what counts. */
static void
popover_closed_cb (GtkPopover *popover, IbidEntitySidebar *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (ibid_entity_sidebar_is_page_shown (self))
    gtk_widget_grab_focus (ibid_entity_page_get_menu_button (self->page));
  else if (self->target != NULL)
    ibid_entity_sidebar_focus_entity (self, self->target);
  /* not now: the popover is still in the middle of closing */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
popup_at (IbidEntitySidebar *self, GtkWidget *popover, GtkWidget *anchor)
{
  graphene_rect_t bounds;
  GdkRectangle rectangle = { 0, 0, 1, 1 };

  if (anchor == NULL || !gtk_widget_compute_bounds (anchor, GTK_WIDGET (self), &bounds))
    {
      if (!gtk_widget_compute_bounds (GTK_WIDGET (self->list), GTK_WIDGET (self), &bounds))
        graphene_rect_init (&bounds, 0, 0, 1, 1);
      bounds.size.height = 1;
    }
  rectangle = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                              MAX ((int)bounds.size.width, 1), MAX ((int)bounds.size.height, 1) };
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &rectangle);
  g_signal_connect_object (popover, "closed", G_CALLBACK (popover_closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static GtkWidget *
get_anchor (IbidEntitySidebar *self)
{
  IbidEntityRow *row;

  if (ibid_entity_sidebar_is_page_shown (self))
    return ibid_entity_page_get_menu_button (self->page);
  row = ibid_entity_sidebar_find_row (self, self->target);
  return row != NULL ? ibid_entity_row_get_body (row) : NULL;
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidEntitySidebar *self = data;

  popup_at (self, ibid_entity_rename_popover_new (self->dossier, self->target), get_anchor (self));
}

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidEntitySidebar *self = data;

  popup_at (self, ibid_entity_merge_popover_new (self->dossier, self->target), get_anchor (self));
}

static void
set_kind_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  IbidEntitySidebar *self = data;
  int kind;

  if (ibid_enum_from_nick (IBID_TYPE_ENTITY_KIND, g_variant_get_string (value, NULL), &kind) &&
      kind != (int)ibid_entity_get_kind (self->target))
    ibid_dossier_set_entity_kind (self->dossier, self->target, (IbidEntityKind)kind);
}

static void
split_alias_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidEntitySidebar *self = data;

  ibid_dossier_split_alias (self->dossier, self->target, g_variant_get_string (parameter, NULL));
}

static void
refuse_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidEntitySidebar *self = data;

  ibid_dossier_refuse_entity (self->dossier, self->target);
}

/* The window has the dialog; its action is told which entity is meant. */
static void
export_report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidEntitySidebar *self = data;

  if (self->target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.export-report", "s",
                                ibid_record_get_id (IBID_RECORD (self->target)));
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ibid_entity_sidebar_show_list (data);
}

static void
previous_mention_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ibid_reading_state_step_mention (((IbidEntitySidebar *)data)->state, -1);
}

static void
next_mention_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ibid_reading_state_step_mention (((IbidEntitySidebar *)data)->state, 1);
}

/* Not a GPropertyAction: that holds on to its object, which holds on to its actions. */
static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ibid_entity_sidebar_set_sort (data, g_variant_get_string (value, NULL));
}

void
ibid_entity_sidebar_add_actions (IbidEntitySidebar *self)
{
  static const GActionEntry entries[] = {
    { "rename", rename_cb },
    { "merge", merge_cb },
    { "set-kind", NULL, "s", "'person'", set_kind_cb },
    { "split-alias", split_alias_cb, "s" },
    { "refuse", refuse_cb },
    { "export-report", export_report_cb },
    { "back", back_cb },
    { "previous-mention", previous_mention_cb },
    { "next-mention", next_mention_cb },
    { "sort", NULL, "s", "'appearance'", sort_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entity", G_ACTION_GROUP (self->actions));
  ibid_entity_sidebar_update_actions (self);
}

static GMenuModel *
new_kind_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int kind = 0; kind < (int)IBID_N_ENTITY_KINDS; kind++)
    {
      g_autoptr (GMenuItem) item =
          g_menu_item_new (ibid_entity_kind_label ((IbidEntityKind)kind), NULL);
      g_menu_item_set_action_and_target (item, "entity.set-kind", "s",
                                         ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, kind));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* Every way of naming it but its own name; empty when there is but one. */
static GMenuModel *
new_split_menu (IbidEntitySidebar *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GArray) names =
      ibid_provenance_names_used (ibid_dossier_get_article (self->dossier), self->target);

  for (guint i = 0; names->len > 1 && i < names->len; i++)
    {
      const IbidNameCount *used = &g_array_index (names, IbidNameCount, i);
      g_autoptr (GMenuItem) item = NULL;

      if (g_strcmp0 (used->text, ibid_entity_get_name (self->target)) == 0)
        continue;
      item = g_menu_item_new (used->text, NULL);
      g_menu_item_set_action_and_target (item, "entity.split-alias", "s", used->text);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

GMenuModel *
ibid_entity_sidebar_dup_menu (IbidEntitySidebar *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) take = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();
  g_autoptr (GMenuModel) kinds = new_kind_menu ();
  g_autoptr (GMenuModel) aliases = NULL;

  if (self->dossier == NULL || self->target == NULL)
    return G_MENU_MODEL (menu);
  aliases = new_split_menu (self);
  g_menu_append (change, _ ("_Rename…"), "entity.rename");
  g_menu_append_submenu (change, _ ("_Kind"), kinds);
  g_menu_append (change, _ ("_Merge Into…"), "entity.merge");
  if (g_menu_model_get_n_items (aliases) > 0)
    g_menu_append_submenu (change, _ ("_Split Off"), aliases);
  g_menu_append (take, _ ("_Export Report…"), "entity.export-report");
  g_menu_append (remove, _ ("_Not an Entity"), "entity.refuse");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (take));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
  return G_MENU_MODEL (menu);
}

void
ibid_entity_sidebar_popup_menu (IbidEntitySidebar *self, IbidEntity *entity, GtkWidget *anchor)
{
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;

  ibid_entity_sidebar_set_target (self, entity);
  menu = ibid_entity_sidebar_dup_menu (self);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Correct This Entity"), -1);
  popup_at (self, popover, anchor);
}

const char *
ibid_entity_sidebar_get_sort (IbidEntitySidebar *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_SIDEBAR (self), NULL);

  return sort_nicks[self->sort];
}

void
ibid_entity_sidebar_set_sort (IbidEntitySidebar *self, const char *sort)
{
  g_return_if_fail (IBID_IS_ENTITY_SIDEBAR (self));

  for (guint i = 0; i < G_N_ELEMENTS (sort_nicks); i++)
    if (g_strcmp0 (sort_nicks[i], sort) == 0 && self->sort != (IbidEntitySort)i)
      {
        self->sort = (IbidEntitySort)i;
        ibid_entity_list_model_set_sort (self->model, self->sort);
        g_simple_action_set_state (
            G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "sort")),
            g_variant_new_string (sort));
        g_object_notify (G_OBJECT (self), "sort");
        return;
      }
}
