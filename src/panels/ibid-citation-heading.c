/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-citation-heading.h"
#include "ibid-labels.h"
#include "ibid-outlet-editor.h"
#include "ibid-panel-widgets.h"
#include "ibid-region-names.h"
#include "ibid-source-words.h"
#include "ibid-wrap-layout.h"

struct _IbidCitationHeading
{
  GtkBox parent_instance;

  /* template children */
  GtkWidget *items;
  GtkLabel *outlet;
  GtkLabel *resolution;
  GtkWidget *kind;
  GtkWidget *country;
  GtkWidget *grade;
  GtkMenuButton *edit_outlet;
  IbidOutletEditor *outlet_editor;

  /* owned */
  char *shown_items;

  /* plain */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (IbidCitationHeading, ibid_citation_heading, GTK_TYPE_BOX)

enum
{
  INDEX_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
item_toggled_cb (IbidCitationHeading *self, GtkToggleButton *button)
{
  guint index = 0;

  if (self->showing || !gtk_toggle_button_get_active (button))
    return;
  for (GtkWidget *other = gtk_widget_get_first_child (self->items); other != GTK_WIDGET (button);
       other = gtk_widget_get_next_sibling (other))
    index++;
  g_signal_emit (self, signals[INDEX_CHOSEN], 0, index);
}

static char *
dup_item_name (IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  const char *name = ibid_citation_item_get_name (item);

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  return source != NULL ? ibid_source_dup_label (source) : g_strdup (_ ("Unknown"));
}

static void
add_item_button (IbidCitationHeading *self, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *first = gtk_widget_get_first_child (self->items);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect_object (button, "toggled", G_CALLBACK (item_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->items), button);
}

/* which of several items is meant; the buttons stay as long as the names do */
static void
show_items (IbidCitationHeading *self, IbidCitation *citation, guint index)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n = g_list_model_get_n_items (items);
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *button;

  gtk_widget_set_visible (self->items, n > 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      g_autofree char *name = dup_item_name (item);

      g_string_append_printf (names, "%s\n", name);
    }
  if (g_strcmp0 (names->str, self->shown_items) != 0)
    {
      g_auto (GStrv) each = g_strsplit (names->str, "\n", -1);

      while ((button = gtk_widget_get_first_child (self->items)) != NULL)
        gtk_box_remove (GTK_BOX (self->items), button);
      for (guint i = 0; i < n; i++)
        add_item_button (self, each[i]);
      g_free (self->shown_items);
      self->shown_items = g_strdup (names->str);
    }
  button = gtk_widget_get_first_child (self->items);
  for (guint i = 0; i < index && button != NULL; i++)
    button = gtk_widget_get_next_sibling (button);
  if (button != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
show_resolution (IbidCitationHeading *self, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  g_autofree char *date = source != NULL ? ibid_words_dup_source_date (source) : NULL;
  g_autofree char *how = ibid_words_dup_resolution (item);
  g_autofree char *line = date != NULL ? g_strdup_printf ("%s · %s", date, how) : NULL;

  gtk_label_set_label (self->resolution, line != NULL ? line : how);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->resolution),
      ibid_resolution_explanation (ibid_citation_item_get_resolution (item)));
}

static void
show_grade (IbidCitationHeading *self, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidReliability reliability =
      source != NULL ? ibid_source_get_reliability (source) : IBID_RELIABILITY_NOT_GRADED;
  guint credibility = ibid_citation_item_get_credibility (item);
  g_autofree char *grade = ibid_words_dup_grade (reliability, credibility);
  g_autofree char *meaning = NULL;

  gtk_widget_set_visible (self->grade, grade != NULL);
  if (grade == NULL)
    return;
  meaning =
      g_strdup_printf (_ ("Reliability: %s. Credibility: %s."),
                       ibid_reliability_words (reliability), ibid_credibility_words (credibility));
  ibid_pill_set (self->grade, NULL, grade, "grade");
  gtk_widget_set_tooltip_text (self->grade, meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_last_child (self->grade)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, grade,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, meaning, -1);
}

static void
show_outlet (IbidCitationHeading *self, IbidDossier *dossier, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidOutlet *outlet = source != NULL ? ibid_source_get_outlet (source) : NULL;
  g_autofree char *name = dup_item_name (item);
  const char *code = outlet != NULL ? ibid_outlet_get_country (outlet) : NULL;
  IbidOutletKind kind;

  gtk_label_set_label (self->outlet, outlet != NULL ? ibid_outlet_get_name (outlet) : name);
  gtk_widget_set_visible (self->kind, outlet != NULL);
  gtk_widget_set_visible (self->country, code != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_outlet), outlet != NULL);
  if (outlet != NULL)
    {
      kind = ibid_outlet_get_kind (outlet);
      ibid_pill_set (self->kind, ibid_outlet_kind_icon (kind), ibid_outlet_kind_label (kind),
                     ibid_outlet_kind_style_class (kind));
      ibid_outlet_editor_show (self->outlet_editor, dossier, outlet);
    }
  if (code != NULL)
    {
      g_autofree char *country = ibid_country_dup_name (code);

      ibid_pill_set (self->country, "ibid-place-symbolic", country, NULL);
    }
}

static void
ibid_citation_heading_finalize (GObject *object)
{
  g_clear_pointer (&IBID_CITATION_HEADING (object)->shown_items, g_free);
  G_OBJECT_CLASS (ibid_citation_heading_parent_class)->finalize (object);
}

static void
ibid_citation_heading_class_init (IbidCitationHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ibid_citation_heading_finalize;
  signals[INDEX_CHOSEN] =
      g_signal_new ("index-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (IBID_TYPE_OUTLET_EDITOR);
  g_type_ensure (IBID_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-citation-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, items);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, outlet);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, resolution);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, kind);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, country);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, grade);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, edit_outlet);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationHeading, outlet_editor);
}

static void
ibid_citation_heading_init (IbidCitationHeading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* item is one of a citation's, and thus not orphaned */
void
ibid_citation_heading_show (IbidCitationHeading *self, IbidDossier *dossier, IbidCitationItem *item)
{
  self->showing = TRUE;
  show_items (self, ibid_citation_item_get_citation (item), ibid_citation_item_get_index (item));
  show_outlet (self, dossier, item);
  show_resolution (self, item);
  show_grade (self, item);
  self->showing = FALSE;
}
