/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-labels.h"
#include "ibid-outlet-editor.h"
#include "ibid-outlet-list.h"
#include "ibid-region-names.h"

/* an article has some dozens; more than this would not be read */
#define MAX_ROWS 300

struct _IbidOutletList
{
  GtkBox parent_instance;

  /* children */
  GtkListBox *list;

  /* owned */
  IbidDossier *dossier;
  GPtrArray *outlets; /* in the order of the rows */
};

G_DEFINE_FINAL_TYPE (IbidOutletList, ibid_outlet_list, GTK_TYPE_BOX)

static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  IbidOutletList *self = user_data;
  IbidOutlet *outlet = g_object_get_data (G_OBJECT (button), "ibid-outlet");
  GtkWidget *editor = ibid_outlet_editor_new ();

  ibid_outlet_editor_show (IBID_OUTLET_EDITOR (editor), self->dossier, outlet);
  gtk_menu_button_set_popover (button, editor);
}

static char *
dup_description (IbidOutlet *outlet)
{
  const char *kind = ibid_outlet_kind_label (ibid_outlet_get_kind (outlet));
  const char *code = ibid_outlet_get_country (outlet);
  g_autofree char *country = code != NULL ? ibid_country_dup_name (code) : NULL;
  IbidReliability reliability = ibid_outlet_get_reliability (outlet);
  g_autofree char *grade =
      reliability != IBID_RELIABILITY_NOT_GRADED ? ibid_reliability_dup_label (reliability) : NULL;
  const char *parts[4] = { kind, NULL, NULL, NULL };
  guint n = 1;

  if (country != NULL)
    parts[n++] = country;
  if (grade != NULL)
    parts[n++] = grade;
  return g_strjoinv (" · ", (char **)parts);
}

static void
update_row (GtkWidget *row, IbidOutlet *outlet)
{
  g_autofree char *description = dup_description (outlet);
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "ibid-icon");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ibid_outlet_get_name (outlet));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  gtk_image_set_from_icon_name (icon, ibid_outlet_kind_icon (ibid_outlet_get_kind (outlet)));
}

static GtkWidget *
new_row (IbidOutletList *self, IbidOutlet *outlet)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Edit %s"), ibid_outlet_get_name (outlet));

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-edit-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "ibid-outlet", g_object_ref (outlet), g_object_unref);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup_cb, self, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "ibid-icon", icon);
  update_row (row, outlet);
  return row;
}

static void
ibid_outlet_list_finalize (GObject *object)
{
  IbidOutletList *self = IBID_OUTLET_LIST (object);

  g_clear_object (&self->dossier);
  g_clear_pointer (&self->outlets, g_ptr_array_unref);
  G_OBJECT_CLASS (ibid_outlet_list_parent_class)->finalize (object);
}

static void
ibid_outlet_list_class_init (IbidOutletListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_outlet_list_finalize;
}

static void
ibid_outlet_list_init (IbidOutletList *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Outlets"));
  GtkWidget *hint =
      gtk_label_new (_ ("Kind, country and reliability that you set here count for all articles."));

  self->outlets = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self), heading);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (self), hint);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outlets"), -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (ibid_outlet_get_name (*(IbidOutlet *const *)a),
                         ibid_outlet_get_name (*(IbidOutlet *const *)b));
}

/* the outlets of sources that are there, by name */
static GPtrArray *
dup_outlets (IbidDossier *dossier)
{
  GPtrArray *outlets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GListModel *sources;
  guint n;

  if (dossier == NULL)
    return outlets;
  sources = ibid_article_get_sources (ibid_dossier_get_article (dossier));
  n = g_list_model_get_n_items (sources);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (sources, i);
      IbidOutlet *outlet = ibid_source_get_outlet (source);

      if (outlet != NULL && g_hash_table_add (seen, outlet))
        g_ptr_array_add (outlets, g_object_ref (outlet));
    }
  g_ptr_array_sort (outlets, compare_names);
  if (outlets->len > MAX_ROWS)
    g_ptr_array_set_size (outlets, MAX_ROWS);
  return outlets;
}

static gboolean
same_outlets (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  return TRUE;
}

static void
fill (IbidOutletList *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->outlets->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (self->outlets, i)));
}

/* rows stay, and an open popover with them, as long as the outlets are the same */
void
ibid_outlet_list_show (IbidOutletList *self, IbidDossier *dossier)
{
  g_autoptr (GPtrArray) outlets = dup_outlets (dossier);

  g_set_object (&self->dossier, dossier);
  gtk_widget_set_visible (GTK_WIDGET (self), outlets->len > 0);
  if (same_outlets (self->outlets, outlets))
    {
      for (guint i = 0; i < outlets->len; i++)
        update_row (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int)i)),
                    g_ptr_array_index (outlets, i));
      return;
    }
  g_ptr_array_unref (self->outlets);
  self->outlets = g_steal_pointer (&outlets);
  fill (self);
}
