/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-annotation-evidence.h"
#include "ibid-capped-list.h"
#include "ibid-labels.h"
#include "ibid-panel-widgets.h"
#include "ibid-source-words.h"

struct _IbidAnnotationEvidence
{
  GtkWidget parent_instance;

  /* borrowed: children */
  IbidCappedList *source_list;
  IbidCappedList *entity_list;

  /* owned */
  IbidReadingState *state;
  GPtrArray *items;    /* of IbidCitationItem */
  GPtrArray *entities; /* of IbidEntity */
};

G_DEFINE_FINAL_TYPE (IbidAnnotationEvidence, ibid_annotation_evidence, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
} IbidAnnotationEvidenceProperty;

static GParamSpec *properties[PROP_STATE + 1];
static guint chosen_signal;

static GtkWidget *
new_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_set_hexpand (label, TRUE);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  return label;
}

static GtkWidget *
new_row (GtkWidget *sign, const char *title, const char *line)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_widget_add_css_class (grid, "panel-row");
  gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
  gtk_grid_attach (GTK_GRID (grid), sign, 0, 0, 1, 2);
  gtk_grid_attach (GTK_GRID (grid), new_label (title, NULL), 1, 0, 1, 1);
  if (line != NULL && *line != '\0')
    {
      GtkWidget *second = new_label (line, "dim-label");

      gtk_widget_add_css_class (second, "caption");
      gtk_grid_attach (GTK_GRID (grid), second, 1, 1, 1, 1);
    }
  return grid;
}

static char *
dup_source_title (IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);

  if (source != NULL)
    return ibid_source_dup_label (source);
  if (ibid_citation_item_get_name (item) != NULL)
    return g_strdup (ibid_citation_item_get_name (item));
  return g_strdup (_ ("Source not found"));
}

static char *
dup_source_line (IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  const char *verdict = ibid_verdict_label (ibid_citation_item_get_verdict (item));
  g_autofree char *line = NULL;

  if (source == NULL)
    line = ibid_words_dup_resolution (item);
  /* without a title, outlet and date are its name already */
  else if (ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_TITLE) != NULL)
    line = ibid_words_dup_source_line (source);
  return line != NULL ? g_strdup_printf ("%s · %s", line, verdict) : g_strdup (verdict);
}

static GtkWidget *
create_item (guint index, char **label, gpointer data)
{
  IbidAnnotationEvidence *self = data;
  IbidCitationItem *item = g_ptr_array_index (self->items, index);
  IbidVerdict verdict = ibid_citation_item_get_verdict (item);
  GtkWidget *sign = gtk_image_new_from_icon_name (ibid_verdict_icon (verdict));
  g_autofree char *title = dup_source_title (item);
  g_autofree char *line = dup_source_line (item);

  gtk_widget_add_css_class (sign, ibid_verdict_style_class (verdict));
  *label = g_strdup_printf ("%s, %s", title, line);
  return new_row (sign, title, line);
}

static GtkWidget *
create_entity (guint index, char **label, gpointer data)
{
  IbidAnnotationEvidence *self = data;
  IbidEntity *entity = g_ptr_array_index (self->entities, index);
  IbidEntityKind kind = ibid_entity_get_kind (entity);

  *label = g_strdup_printf ("%s, %s", ibid_entity_get_name (entity), ibid_entity_kind_label (kind));
  return new_row (ibid_kind_tile_new (kind), ibid_entity_get_name (entity), NULL);
}

static void
item_activated_cb (IbidAnnotationEvidence *self, guint index)
{
  g_autoptr (IbidAnnotationEvidence) alive = g_object_ref (self);
  IbidCitationItem *item = g_ptr_array_index (self->items, index);
  IbidCitation *citation = ibid_citation_item_get_citation (item);

  if (citation != NULL)
    ibid_reading_state_select_citation (self->state, citation, ibid_citation_item_get_index (item));
  g_signal_emit (alive, chosen_signal, 0);
}

static void
entity_activated_cb (IbidAnnotationEvidence *self, guint index)
{
  g_autoptr (IbidAnnotationEvidence) alive = g_object_ref (self);

  ibid_reading_state_select_entity (self->state, g_ptr_array_index (self->entities, index));
  g_signal_emit (alive, chosen_signal, 0);
}

static void
collect_items (IbidAnnotationEvidence *self, GPtrArray *citations)
{
  for (guint i = 0; i < citations->len; i++)
    {
      GListModel *items = ibid_citation_get_items (g_ptr_array_index (citations, i));

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        g_ptr_array_add (self->items, g_list_model_get_item (items, j));
    }
}

static void
ibid_annotation_evidence_get_property (GObject *object, guint prop_id, GValue *value,
                                       GParamSpec *pspec)
{
  switch ((IbidAnnotationEvidenceProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, IBID_ANNOTATION_EVIDENCE (object)->state);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_annotation_evidence_set_property (GObject *object, guint prop_id, const GValue *value,
                                       GParamSpec *pspec)
{
  switch ((IbidAnnotationEvidenceProperty)prop_id)
    {
    case PROP_STATE:
      IBID_ANNOTATION_EVIDENCE (object)->state = g_value_dup_object (value);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_annotation_evidence_dispose (GObject *object)
{
  IbidAnnotationEvidence *self = IBID_ANNOTATION_EVIDENCE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_annotation_evidence_parent_class)->dispose (object);
}

static void
ibid_annotation_evidence_finalize (GObject *object)
{
  IbidAnnotationEvidence *self = IBID_ANNOTATION_EVIDENCE (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->entities);

  G_OBJECT_CLASS (ibid_annotation_evidence_parent_class)->finalize (object);
}

static void
ibid_annotation_evidence_class_init (IbidAnnotationEvidenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_annotation_evidence_dispose;
  object_class->finalize = ibid_annotation_evidence_finalize;
  object_class->get_property = ibid_annotation_evidence_get_property;
  object_class->set_property = ibid_annotation_evidence_set_property;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  ibid_panels_register_icons ();
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ibid_annotation_evidence_init (IbidAnnotationEvidence *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->entities = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);
  self->source_list = IBID_CAPPED_LIST (ibid_capped_list_new (_ ("Sources of This Sentence")));
  self->entity_list = IBID_CAPPED_LIST (ibid_capped_list_new (_ ("Named in It")));
  gtk_widget_set_parent (GTK_WIDGET (self->source_list), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->entity_list), GTK_WIDGET (self));
  g_signal_connect_object (self->source_list, "row-activated", G_CALLBACK (item_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entity_list, "row-activated", G_CALLBACK (entity_activated_cb),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
ibid_annotation_evidence_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_ANNOTATION_EVIDENCE, "state", state, NULL);
}

void
ibid_annotation_evidence_show (IbidAnnotationEvidence *self, IbidDossier *dossier,
                               IbidAnnotation *annotation)
{
  g_return_if_fail (IBID_IS_ANNOTATION_EVIDENCE (self));

  g_ptr_array_set_size (self->items, 0);
  g_ptr_array_set_size (self->entities, 0);
  if (dossier != NULL && annotation != NULL)
    {
      g_autoptr (GPtrArray) citations = ibid_dossier_get_annotation_citations (dossier, annotation);
      g_autoptr (GPtrArray) entities = ibid_dossier_get_annotation_entities (dossier, annotation);

      collect_items (self, citations);
      for (guint i = 0; i < entities->len; i++)
        g_ptr_array_add (self->entities, g_object_ref (g_ptr_array_index (entities, i)));
    }
  ibid_capped_list_fill (self->source_list, self->items->len, TRUE, create_item, self);
  ibid_capped_list_fill (self->entity_list, self->entities->len, TRUE, create_entity, self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->items->len + self->entities->len > 0);
}
