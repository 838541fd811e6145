/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-library-row.h"
#include "ibid-partial-date.h"

struct _IbidLibraryRow
{
  GtkListBoxRow parent_instance;

  /* template children */
  GtkLabel *title;
  GtkLabel *details;
  GtkWidget *progress_box;
  GtkLevelBar *level;
  GtkLabel *progress;
  GtkLabel *checked;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkMenuButton *menu_button;

  /* owned */
  IbidLibraryItem *item;
};

G_DEFINE_FINAL_TYPE (IbidLibraryRow, ibid_library_row, GTK_TYPE_LIST_BOX_ROW)

/* "opened today", "opened yesterday", "opened 3 May 2021"; NULL: never */
static char *
dup_opened (gint64 opened)
{
  g_autoptr (GDateTime) then = opened > 0 ? g_date_time_new_from_unix_local (opened) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (IbidPartialDate) date = NULL;
  g_autofree char *day = NULL;
  int year;
  int month;
  int day_of_month;
  GDate then_day;
  GDate today;
  int days;

  if (then == NULL)
    return NULL;
  g_date_time_get_ymd (then, &year, &month, &day_of_month);
  g_date_clear (&then_day, 1);
  g_date_set_dmy (&then_day, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
  date = ibid_partial_date_new (year, month, day_of_month);
  g_date_time_get_ymd (now, &year, &month, &day_of_month);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
  days = g_date_days_between (&then_day, &today);
  if (days == 0)
    return g_strdup (_ ("opened today"));
  if (days == 1)
    return g_strdup (_ ("opened yesterday"));
  day = ibid_partial_date_format (date);
  /* Translators: %s is a date */
  return g_strdup_printf (_ ("opened %s"), day);
}

static char *
dup_details (IbidLibraryItem *item)
{
  const char *outlet = ibid_library_item_get_outlet (item);
  const char *edtf = ibid_library_item_get_date (item);
  g_autoptr (IbidPartialDate) date =
      edtf != NULL ? ibid_partial_date_new_from_edtf (edtf, NULL) : NULL;
  g_autofree char *day = date != NULL ? ibid_partial_date_format (date) : NULL;
  g_autofree char *opened = dup_opened (ibid_library_item_get_opened (item));
  g_autoptr (GString) text = g_string_new (outlet);

  if (day != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", day);
  if (opened != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", opened);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "3 highlights · 14 of 47 checked": what the reader has done with it */
static char *
dup_work (IbidLibraryItem *item)
{
  guint n_annotations = ibid_library_item_get_n_annotations (item);
  guint n_items = ibid_library_item_get_n_items (item);
  GString *text = g_string_new (NULL);

  if (n_annotations > 0)
    g_string_append_printf (text, ngettext ("%'u highlight", "%'u highlights", n_annotations),
                            n_annotations);
  if (n_annotations > 0 && n_items > 0)
    g_string_append (text, " · ");
  if (n_items > 0)
    g_string_append_printf (
        text,
        /* Translators: how many of an article's citations the reader has checked */
        ngettext ("%u of %u checked", "%u of %u checked", n_items),
        ibid_library_item_get_n_checked (item), n_items);
  return g_string_free (text, FALSE);
}

static void
show_progress (IbidLibraryRow *self)
{
  double share = CLAMP (ibid_library_item_get_progress (self->item), 0.0, 1.0);
  guint percent = (guint)(share * 100.0 + 0.5);
  /* Translators: how far an article has been read */
  g_autofree char *read =
      percent == 0 ? g_strdup (_ ("Not begun")) : g_strdup_printf (_ ("%u%% read"), percent);
  g_autofree char *work = dup_work (self->item);

  gtk_level_bar_set_value (self->level, share);
  gtk_label_set_label (self->progress, read);
  gtk_label_set_label (self->checked, work);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->level), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  read, -1);
}

static void
show_item (IbidLibraryRow *self)
{
  const char *problem = ibid_library_item_get_problem (self->item);
  const char *title = ibid_library_item_get_title (self->item);
  g_autofree char *details = dup_details (self->item);
  g_autofree char *label = NULL;
  g_autofree char *menu_label = NULL;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), details[0] != '\0');
  gtk_widget_set_visible (self->progress_box, problem == NULL);
  gtk_widget_set_visible (self->problem_box, problem != NULL);
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  show_progress (self);

  label = problem != NULL ? g_strjoin (", ", title, problem, NULL)
                          : g_strjoin (", ", title, details, gtk_label_get_label (self->progress),
                                       gtk_label_get_label (self->checked), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  menu_label = g_strdup_printf (_ ("More about “%s”"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_label, -1);
}

static void
item_notify_cb (IbidLibraryRow *self)
{
  show_item (self);
}

IbidLibraryItem *
ibid_library_row_get_item (IbidLibraryRow *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ROW (self), NULL);

  return self->item;
}

static void
ibid_library_row_dispose (GObject *object)
{
  g_clear_object (&IBID_LIBRARY_ROW (object)->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_LIBRARY_ROW);

  G_OBJECT_CLASS (ibid_library_row_parent_class)->dispose (object);
}

static void
ibid_library_row_class_init (IbidLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_library_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, title);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, details);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, level);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, progress);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, checked);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, problem_box);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, problem);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryRow, menu_button);
}

static void
ibid_library_row_init (IbidLibraryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* the bar is for reading, not for warning: one colour from end to end */
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_FULL);
}

/* Only when it is wanted: a menu costs more than the rest of the row. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  IbidLibraryRow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) remove = g_menu_item_new (_ ("_Remove from Library"), NULL);

  g_menu_item_set_action_and_target (remove, "library.remove", "s",
                                     ibid_library_item_get_article_id (self->item));
  g_menu_append_item (menu, remove);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

GtkWidget *
ibid_library_row_new (IbidLibraryItem *item)
{
  IbidLibraryRow *self = g_object_new (IBID_TYPE_LIBRARY_ROW, NULL);

  self->item = g_object_ref (item);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  g_signal_connect_object (item, "notify", G_CALLBACK (item_notify_cb), self, G_CONNECT_SWAPPED);
  show_item (self);
  return GTK_WIDGET (self);
}
