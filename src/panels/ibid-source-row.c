/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-labels.h"
#include "ibid-panel-widgets.h"
#include "ibid-source-row.h"
#include "ibid-source-words.h"
#include "ibid-wrap-layout.h"

struct _IbidSourceRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel *label;
  GtkLabel *line;
  GtkLabel *count;
  GtkWidget *kind;
  GtkWidget *state;

  /* owned */
  IbidSource *source;
};

G_DEFINE_FINAL_TYPE (IbidSourceRow, ibid_source_row, GTK_TYPE_WIDGET)

static void
ibid_source_row_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_object (&IBID_SOURCE_ROW (object)->source);
  if (child != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_SOURCE_ROW);
  G_OBJECT_CLASS (ibid_source_row_parent_class)->dispose (object);
}

static void
ibid_source_row_class_init (IbidSourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_source_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sourcerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (IBID_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidSourceRow, label);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceRow, line);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceRow, count);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceRow, kind);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceRow, state);
}

static void
ibid_source_row_init (IbidSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_source_row_new (void)
{
  return g_object_new (IBID_TYPE_SOURCE_ROW, NULL);
}

void
ibid_source_row_set_source (IbidSourceRow *self, IbidSource *source)
{
  if (g_set_object (&self->source, source))
    ibid_source_row_update (self);
}

static void
show_count (IbidSourceRow *self)
{
  guint n = g_list_model_get_n_items (ibid_source_get_items (self->source));
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Cited %u time", "Cited %u times", n), n);

  gtk_label_set_label (self->count, number);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

/* says again what may have changed about the source */
void
ibid_source_row_update (IbidSourceRow *self)
{
  g_autofree char *label = NULL;
  g_autofree char *line = NULL;
  g_autofree char *checked = NULL;
  IbidOutlet *outlet;
  IbidCsl *csl;
  IbidOutletKind kind;
  IbidVerdict verdict;
  const char *title;

  if (self->source == NULL)
    return;
  outlet = ibid_source_get_outlet (self->source);
  csl = ibid_source_get_csl (self->source);
  title = csl != NULL ? ibid_csl_get (csl, IBID_CSL_TITLE) : NULL;
  label = ibid_source_dup_label (self->source);
  /* without a title the label says outlet and date already */
  line = title != NULL ? ibid_words_dup_source_line (self->source) : NULL;
  checked = ibid_words_dup_source_checked (self->source);
  kind = outlet != NULL ? ibid_outlet_get_kind (outlet) : IBID_OUTLET_KIND_UNCLASSIFIED;
  verdict = ibid_words_get_source_verdict (self->source);
  gtk_label_set_label (self->label, label);
  gtk_label_set_label (self->line, line != NULL ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->line), line != NULL);
  ibid_pill_set (self->kind, ibid_outlet_kind_icon (kind), ibid_outlet_kind_label (kind),
                 ibid_outlet_kind_style_class (kind));
  ibid_pill_set (self->state, ibid_verdict_icon (verdict), checked,
                 ibid_verdict_style_class (verdict));
  show_count (self);
}
