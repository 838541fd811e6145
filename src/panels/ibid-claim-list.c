/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-claim-list.h"

struct _IbidClaimList
{
  GtkBox parent_instance;

  /* children */
  GtkListBox *list;
  GtkWidget *none;

  /* owned */
  IbidReadingState *state;
  GArray *spans;
  GPtrArray *texts;

  /* plain */
  gboolean lit;
};

G_DEFINE_FINAL_TYPE (IbidClaimList, ibid_claim_list, GTK_TYPE_BOX)

static const IbidSpan *
row_span (IbidClaimList *self, GtkWidget *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (index < 0 || (guint)index >= self->spans->len)
    return NULL;
  return &g_array_index (self->spans, IbidSpan, index);
}

static void
light (IbidClaimList *self, const IbidSpan *span)
{
  if (self->state == NULL || (span == NULL && !self->lit))
    return;
  self->lit = span != NULL;
  ibid_reading_state_set_lit_spans (self->state, span, span != NULL ? 1 : 0);
}

static void
enter_cb (GtkEventController *controller, double x, double y, IbidClaimList *self)
{
  light (self, row_span (self, gtk_event_controller_get_widget (controller)));
}

static void
focus_cb (GtkEventController *controller, IbidClaimList *self)
{
  light (self, row_span (self, gtk_event_controller_get_widget (controller)));
}

static void
leave_cb (GtkEventController *controller, IbidClaimList *self)
{
  light (self, NULL);
}

static void
row_activated_cb (IbidClaimList *self, GtkListBoxRow *row)
{
  const IbidSpan *span = row_span (self, GTK_WIDGET (row));

  if (span != NULL)
    ibid_reading_state_jump (self->state, span, FALSE);
}

static void
follow_pointer_and_focus (IbidClaimList *self, GtkWidget *row)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (enter_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, 0);
  gtk_widget_add_controller (row, motion);
  gtk_widget_add_controller (row, focus);
}

static GtkWidget *
new_row (IbidClaimList *self, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf (_ ("Claim: %s"), text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "claim-quote");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_tooltip_text (row, _ ("Show the claim in the text"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  follow_pointer_and_focus (self, row);
  return row;
}

static gboolean
has_texts (IbidClaimList *self, GPtrArray *texts)
{
  if (self->texts->len != texts->len)
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->texts, i), g_ptr_array_index (texts, i)) != 0)
      return FALSE;
  return TRUE;
}

static void
take_texts (IbidClaimList *self, GPtrArray *texts)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_unref (self->texts);
  self->texts = texts;
  for (guint i = 0; i < texts->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (texts, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), texts->len > 0);
  gtk_widget_set_visible (self->none, texts->len == 0);
}

static void
ibid_claim_list_unmap (GtkWidget *widget)
{
  light (IBID_CLAIM_LIST (widget), NULL);
  GTK_WIDGET_CLASS (ibid_claim_list_parent_class)->unmap (widget);
}

static void
ibid_claim_list_finalize (GObject *object)
{
  IbidClaimList *self = IBID_CLAIM_LIST (object);

  g_clear_object (&self->state);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (ibid_claim_list_parent_class)->finalize (object);
}

static void
ibid_claim_list_class_init (IbidClaimListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_claim_list_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = ibid_claim_list_unmap;
}

static void
ibid_claim_list_init (IbidClaimList *self)
{
  self->spans = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Claims"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));

  self->none = gtk_label_new (_ ("No claim is known for this citation. Select it in the text, then "
                                 "choose “Claim Is the Selection”."));
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->none), 0);
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_box_append (GTK_BOX (self), self->none);
}

GtkWidget *
ibid_claim_list_new (void)
{
  return g_object_new (IBID_TYPE_CLAIM_LIST, NULL);
}

/* rows stay, and with them the focus, as long as the quotes are the same */
void
ibid_claim_list_show (IbidClaimList *self, IbidReadingState *state, IbidArticle *article,
                      IbidCitation *citation)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n_claims;
  const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);

  g_set_object (&self->state, state);
  g_array_set_size (self->spans, 0);
  if (n_claims > 0)
    g_array_append_vals (self->spans, claims, n_claims);
  for (guint i = 0; i < n_claims; i++)
    g_ptr_array_add (texts, ibid_article_dup_span_text (article, &claims[i]));
  if (!has_texts (self, texts) || n_claims == 0)
    take_texts (self, g_steal_pointer (&texts));
}
