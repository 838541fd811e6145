/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-look-popover.h"
#include <glib/gi18n.h>

/* How the article looks: theme, face, size, width, line height. Every choice is an action made from
 * its setting, so that the buttons follow the setting wherever it is changed. */
struct _IbidLookPopover
{
  GtkPopover parent_instance;

  /* template children */
  GtkLabel *text_scale;

  GSettings *settings; /* owned */
};

G_DEFINE_FINAL_TYPE (IbidLookPopover, ibid_look_popover, GTK_TYPE_POPOVER)

static void
update_text_scale (IbidLookPopover *self)
{
  /* Translators: size of the text in per cent */
  g_autofree char *label =
      g_strdup_printf (_ ("%.0f %%"), g_settings_get_double (self->settings, "text-scale") * 100);

  gtk_label_set_label (self->text_scale, label);
}

static void
ibid_look_popover_dispose (GObject *object)
{
  IbidLookPopover *self = IBID_LOOK_POPOVER (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ibid_look_popover_parent_class)->dispose (object);
}

static void
ibid_look_popover_class_init (IbidLookPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_look_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/app/ibid-look-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidLookPopover, text_scale);
}

static void
ibid_look_popover_init (IbidLookPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ibid_look_popover_new:
 * @settings: the application's settings
 *
 * Returns: (transfer floating): a popover for the look button
 */
GtkWidget *
ibid_look_popover_new (GSettings *settings)
{
  static const char *const keys[] = { "theme", "face", "line-width", "line-height",
                                      "show-mentions" };
  IbidLookPopover *self = g_object_new (IBID_TYPE_LOOK_POPOVER, NULL);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->settings = g_object_ref (settings);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (settings, keys[i]);

      g_action_map_add_action (G_ACTION_MAP (group), action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "look", G_ACTION_GROUP (group));
  g_signal_connect_object (settings, "changed::text-scale", G_CALLBACK (update_text_scale), self,
                           G_CONNECT_SWAPPED);
  update_text_scale (self);
  return GTK_WIDGET (self);
}
