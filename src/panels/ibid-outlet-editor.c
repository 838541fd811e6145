/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-judgement-row.h"
#include "ibid-labels.h"
#include "ibid-outlet-editor.h"
#include "ibid-region-names.h"

struct _IbidOutletEditor
{
  GtkPopover parent_instance;

  /* template children */
  GtkLabel *heading;
  GtkDropDown *kind;
  GtkDropDown *country;
  GtkListBox *list;
  IbidJudgementRow *reliability;

  /* owned */
  IbidDossier *dossier;
  IbidOutlet *outlet;
  GSignalGroup *outlet_signals;

  /* plain */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (IbidOutletEditor, ibid_outlet_editor, GTK_TYPE_POPOVER)

static void
kind_selected_cb (IbidOutletEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  if (self->showing || self->outlet == NULL || selected == GTK_INVALID_LIST_POSITION ||
      selected == ibid_outlet_get_kind (self->outlet))
    return;
  ibid_dossier_set_outlet_kind (self->dossier, self->outlet, selected);
}

static void
country_selected_cb (IbidOutletEditor *self)
{
  GtkStringObject *string = gtk_drop_down_get_selected_item (self->country);
  const char *code = string != NULL ? gtk_string_object_get_string (string) : NULL;
  const char *present;

  if (self->showing || self->outlet == NULL || code == NULL)
    return;
  present = ibid_outlet_get_country (self->outlet);
  if (g_strcmp0 (code, present != NULL ? present : "") != 0)
    ibid_dossier_set_outlet_country (self->dossier, self->outlet, code);
}

static void
reliability_chosen_cb (IbidOutletEditor *self, guint value)
{
  if (self->outlet != NULL)
    ibid_dossier_set_outlet_reliability (self->dossier, self->outlet, value);
}

static guint
country_position (IbidOutletEditor *self, const char *code)
{
  GListModel *codes = gtk_drop_down_get_model (self->country);
  guint n = g_list_model_get_n_items (codes);

  for (guint i = 1; code != NULL && i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (codes), i), code))
      return i;
  return 0;
}

static void
show_values (IbidOutletEditor *self)
{
  if (self->outlet == NULL)
    return;
  self->showing = TRUE;
  gtk_label_set_label (self->heading, ibid_outlet_get_name (self->outlet));
  gtk_drop_down_set_selected (self->kind, ibid_outlet_get_kind (self->outlet));
  gtk_drop_down_set_selected (self->country,
                              country_position (self, ibid_outlet_get_country (self->outlet)));
  ibid_judgement_row_show (self->reliability, ibid_outlet_get_reliability (self->outlet),
                           _ ("The outlet, in all articles"),
                           ibid_outlet_get_reliability_modified (self->outlet));
  self->showing = FALSE;
}

static char *
country_name_cb (GtkStringObject *string)
{
  const char *code = gtk_string_object_get_string (string);

  return *code != '\0' ? ibid_country_dup_name (code) : g_strdup (_ ("Unknown"));
}

static void
fill_kinds (IbidOutletEditor *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  for (guint i = 0; i < IBID_N_OUTLET_KINDS; i++)
    gtk_string_list_append (kinds, ibid_outlet_kind_label (i));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
}

static void
fill_countries (IbidOutletEditor *self)
{
  g_auto (GStrv) codes = ibid_country_dup_codes ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) name = gtk_cclosure_expression_new (
      G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (country_name_cb), NULL, NULL);

  gtk_string_list_append (list, "");
  gtk_string_list_splice (list, 1, 0, (const char *const *)codes);
  gtk_drop_down_set_expression (self->country, name);
  gtk_drop_down_set_model (self->country, G_LIST_MODEL (list));
}

static void
setup_kind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_kind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (image);
  GtkStringObject *string = gtk_list_item_get_item (item);
  const char *word = gtk_string_object_get_string (string);

  gtk_label_set_label (GTK_LABEL (label), word);
  /* the button of a drop-down counts positions of its own, so the word tells the kind */
  for (guint i = 0; i < IBID_N_OUTLET_KINDS; i++)
    if (g_str_equal (word, ibid_outlet_kind_label (i)))
      gtk_image_set_from_icon_name (GTK_IMAGE (image), ibid_outlet_kind_icon (i));
}

static void
ibid_outlet_editor_dispose (GObject *object)
{
  IbidOutletEditor *self = IBID_OUTLET_EDITOR (object);

  g_clear_object (&self->outlet_signals);
  g_clear_object (&self->dossier);
  g_clear_object (&self->outlet);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_OUTLET_EDITOR);
  G_OBJECT_CLASS (ibid_outlet_editor_parent_class)->dispose (object);
}

static void
ibid_outlet_editor_class_init (IbidOutletEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_outlet_editor_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-outlet-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidOutletEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, IbidOutletEditor, kind);
  gtk_widget_class_bind_template_child (widget_class, IbidOutletEditor, country);
  gtk_widget_class_bind_template_child (widget_class, IbidOutletEditor, list);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, country_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_kind_cb);
}

static void
ibid_outlet_editor_init (IbidOutletEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = TRUE;
  fill_kinds (self);
  fill_countries (self);
  self->showing = FALSE;
  self->reliability = IBID_JUDGEMENT_ROW (ibid_judgement_row_new (IBID_JUDGEMENT_RELIABILITY));
  g_signal_connect_object (self->reliability, "chosen", G_CALLBACK (reliability_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (self->reliability));
  self->outlet_signals = g_signal_group_new (IBID_TYPE_OUTLET);
  g_signal_group_connect_swapped (self->outlet_signals, "notify", G_CALLBACK (show_values), self);
}

GtkWidget *
ibid_outlet_editor_new (void)
{
  return g_object_new (IBID_TYPE_OUTLET_EDITOR, NULL);
}

void
ibid_outlet_editor_show (IbidOutletEditor *self, IbidDossier *dossier, IbidOutlet *outlet)
{
  g_set_object (&self->dossier, dossier);
  g_set_object (&self->outlet, outlet);
  g_signal_group_set_target (self->outlet_signals, outlet);
  show_values (self);
}

GtkDropDown *
ibid_outlet_editor_get_kind (IbidOutletEditor *self)
{
  return self->kind;
}

GtkDropDown *
ibid_outlet_editor_get_country (IbidOutletEditor *self)
{
  return self->country;
}
