/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include "ibid-panel-widgets.h"
#include "ibid-selection-popover.h"
#include "ibid-style-buttons.h"

struct _IbidSelectionPopover
{
  GtkPopover parent_instance;

  /* template children */
  GtkBox *styles;
  GtkWidget *move;
};

G_DEFINE_FINAL_TYPE (IbidSelectionPopover, ibid_selection_popover, GTK_TYPE_POPOVER)

static void
ibid_selection_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_SELECTION_POPOVER);

  G_OBJECT_CLASS (ibid_selection_popover_parent_class)->dispose (object);
}

static void
ibid_selection_popover_class_init (IbidSelectionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_selection_popover_dispose;

  ibid_panels_register_icons ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-selection-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidSelectionPopover, styles);
  gtk_widget_class_bind_template_child (widget_class, IbidSelectionPopover, move);
}

static void
ibid_selection_popover_init (IbidSelectionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ibid_style_buttons_append (self->styles, "win.highlight-style");
}

GtkWidget *
ibid_selection_popover_new (void)
{
  return g_object_new (IBID_TYPE_SELECTION_POPOVER, NULL);
}

void
ibid_selection_popover_set_has_chosen (IbidSelectionPopover *self, gboolean has_chosen)
{
  g_return_if_fail (IBID_IS_SELECTION_POPOVER (self));

  gtk_widget_set_visible (self->move, has_chosen);
}
