/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-export-format-row.h"

#define MAX_HEIGHT 460
#define WIDTH_CHARS 34

struct _IbidExportFormatRow
{
  AdwActionRow parent_instance;

  /* children */
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkListBox *list;

  /* plain */
  IbidExportFormat format;
};

G_DEFINE_FINAL_TYPE (IbidExportFormatRow, ibid_export_format_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
use_label (IbidExportUse use)
{
  switch (use)
    {
    case IBID_EXPORT_USE_READ:
      return _ ("To Read and Write On");
    case IBID_EXPORT_USE_NOTES:
      return _ ("Notes for Other Programs");
    case IBID_EXPORT_USE_REFERENCES:
      return _ ("Bibliographies");
    case IBID_EXPORT_USE_MOVE:
      return _ ("Everything, for Ibid");
    }
  return NULL;
}

static IbidExportFormat
format_of (GtkListBoxRow *row)
{
  return (IbidExportFormat)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "ibid-format"));
}

static GtkWidget *
new_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  return label;
}

static GtkWidget *
new_row (const IbidExportKind *kind)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *description = new_label (gettext (kind->description), "dim-label");

  gtk_widget_add_css_class (description, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_label (gettext (kind->title), NULL));
  gtk_box_append (GTK_BOX (words), description);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_add_css_class (row, "export-format");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gettext (kind->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gettext (kind->description), -1);
  g_object_set_data (G_OBJECT (row), "ibid-format", GINT_TO_POINTER ((int)kind->format));
  g_object_set_data (G_OBJECT (row), "ibid-tick", tick);
  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  IbidExportUse use = ibid_export_get_kind (format_of (row))->use;
  GtkWidget *header = NULL;

  if (before == NULL || ibid_export_get_kind (format_of (before))->use != use)
    {
      header = new_label (use_label (use), "heading");
      gtk_widget_add_css_class (header, "export-use");
    }
  gtk_list_box_row_set_header (row, header);
}

static int
sort_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const IbidExportKind *one = ibid_export_get_kind (format_of (a));
  const IbidExportKind *other = ibid_export_get_kind (format_of (b));

  if (one->use != other->use)
    return one->use < other->use ? -1 : 1;
  return (int)one->format - (int)other->format;
}

static GtkListBoxRow *
find_row (IbidExportFormatRow *self, IbidExportFormat format)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (format_of (row) == format)
      return row;
  return NULL;
}

static void
show_format (IbidExportFormatRow *self)
{
  const IbidExportKind *kind = ibid_export_get_kind (self->format);
  GtkListBoxRow *row;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), gettext (kind->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), gettext (kind->description));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "ibid-tick"),
                            format_of (row) == self->format ? 1 : 0);
  gtk_list_box_select_row (self->list, find_row (self, self->format));
}

static void
row_activated_cb (IbidExportFormatRow *self, GtkListBoxRow *row)
{
  IbidExportFormat format = format_of (row);

  gtk_popover_popdown (self->popover);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (format == self->format)
    return;
  ibid_export_format_row_set_format (self, format);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
ibid_export_format_row_class_init (IbidExportFormatRowClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_list (IbidExportFormatRow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_list_box_set_sort_func (self->list, sort_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "export-formats");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Formats"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  /* GTK 4.8 may draw a scroll bar of a popover that comes up before it has a place, and warns */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  return scroller;
}

static void
ibid_export_format_row_init (IbidExportFormatRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, new_list (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Formats"), -1);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "pan-down-symbolic");
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  /* the row itself takes the focus; not "can-focus", which goes for the popover, too */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->button)), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a Format"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect_object (self, "activated", G_CALLBACK (gtk_menu_button_popup), self->button,
                           G_CONNECT_SWAPPED);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  ibid_export_format_row_offer (self, NULL);
}

IbidExportFormat
ibid_export_format_row_get_format (IbidExportFormatRow *self)
{
  g_return_val_if_fail (IBID_IS_EXPORT_FORMAT_ROW (self), IBID_EXPORT_FORMAT_MARKDOWN);

  return self->format;
}

/* A format that is not offered is not taken. */
void
ibid_export_format_row_set_format (IbidExportFormatRow *self, IbidExportFormat format)
{
  g_return_if_fail (IBID_IS_EXPORT_FORMAT_ROW (self));

  if (find_row (self, format) == NULL)
    return;
  self->format = format;
  show_format (self);
}

void
ibid_export_format_row_offer (IbidExportFormatRow *self,
                              gboolean (*is_offered) (const IbidExportKind *kind))
{
  GtkListBoxRow *row;

  g_return_if_fail (IBID_IS_EXPORT_FORMAT_ROW (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < IBID_EXPORT_N_FORMATS; i++)
    {
      const IbidExportKind *kind = ibid_export_get_kind ((IbidExportFormat)i);

      if (is_offered == NULL || is_offered (kind))
        gtk_list_box_append (self->list, new_row (kind));
    }
  row = find_row (self, self->format);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  self->format = format_of (row);
  show_format (self);
}
