/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-judgement-row.h"
#include "ibid-labels.h"
#include "ibid-source-words.h"

struct _IbidJudgementRow
{
  GtkListBoxRow parent_instance;

  /* template children */
  GtkLabel *title;
  GtkLabel *caption;
  GtkDropDown *drop_down;

  /* plain */
  IbidJudgement judgement;
  guint value;
};

G_DEFINE_FINAL_TYPE (IbidJudgementRow, ibid_judgement_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
judgement_title (IbidJudgement judgement)
{
  switch (judgement)
    {
    case IBID_JUDGEMENT_VERDICT:
      return _ ("Checked");
    case IBID_JUDGEMENT_CREDIBILITY:
      return _ ("Credibility");
    case IBID_JUDGEMENT_RELIABILITY:
      return _ ("Reliability");
    case IBID_JUDGEMENT_OWN_RELIABILITY:
      return _ ("This Source");
    case IBID_JUDGEMENT_ACCESS:
      return _ ("Access");
    }
  return "";
}

static const char *
judgement_explanation (IbidJudgement judgement)
{
  switch (judgement)
    {
    case IBID_JUDGEMENT_VERDICT:
      return _ ("Whether the source says what the article claims at this place.");
    case IBID_JUDGEMENT_CREDIBILITY:
      return _ ("How believable what the source says here is, from 1 to 6.");
    case IBID_JUDGEMENT_RELIABILITY:
      return _ ("How far the outlet is to be trusted, from A to F. It counts for all articles.");
    case IBID_JUDGEMENT_OWN_RELIABILITY:
      return _ ("How far this source is to be trusted, where that differs from its outlet.");
    case IBID_JUDGEMENT_ACCESS:
      return _ ("Whether the source could be opened.");
    }
  return "";
}

static guint
judgement_n_values (IbidJudgement judgement)
{
  switch (judgement)
    {
    case IBID_JUDGEMENT_VERDICT:
      return IBID_N_VERDICTS;
    case IBID_JUDGEMENT_CREDIBILITY:
      return IBID_N_CREDIBILITIES;
    case IBID_JUDGEMENT_RELIABILITY:
    case IBID_JUDGEMENT_OWN_RELIABILITY:
      return IBID_N_RELIABILITIES;
    case IBID_JUDGEMENT_ACCESS:
      return IBID_N_ACCESSES;
    }
  return 0;
}

static char *
value_label (IbidJudgement judgement, guint value)
{
  switch (judgement)
    {
    case IBID_JUDGEMENT_VERDICT:
      return g_strdup (ibid_verdict_label (value));
    case IBID_JUDGEMENT_CREDIBILITY:
      return ibid_credibility_dup_label (value);
    case IBID_JUDGEMENT_OWN_RELIABILITY:
      if (value == IBID_RELIABILITY_NOT_GRADED)
        return g_strdup (_ ("As its outlet"));
      return ibid_reliability_dup_label (value);
    case IBID_JUDGEMENT_RELIABILITY:
      return ibid_reliability_dup_label (value);
    case IBID_JUDGEMENT_ACCESS:
      return g_strdup (ibid_access_label (value));
    }
  return g_strdup ("");
}

static const char *
value_explanation (IbidJudgement judgement, guint value)
{
  switch (judgement)
    {
    case IBID_JUDGEMENT_VERDICT:
      return ibid_verdict_explanation (value);
    case IBID_JUDGEMENT_CREDIBILITY:
      return ibid_credibility_explanation (value);
    case IBID_JUDGEMENT_OWN_RELIABILITY:
      if (value == IBID_RELIABILITY_NOT_GRADED)
        return _ ("The grade of the outlet holds for this source too.");
      return ibid_reliability_explanation (value);
    case IBID_JUDGEMENT_RELIABILITY:
      return ibid_reliability_explanation (value);
    case IBID_JUDGEMENT_ACCESS:
      return ibid_access_explanation (value);
    }
  return "";
}

static void
setup_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL), *explanation = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (explanation), 0);
  gtk_label_set_wrap (GTK_LABEL (explanation), TRUE);
  /* the popover is only as wide as it must be */
  gtk_label_set_width_chars (GTK_LABEL (explanation), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (explanation), 30);
  gtk_widget_add_css_class (explanation, "caption");
  gtk_widget_add_css_class (explanation, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), explanation);
  gtk_list_item_set_child (item, box);
}

static void
bind_choice_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IbidJudgementRow *self)
{
  GtkStringObject *string = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *explanation = gtk_widget_get_next_sibling (label);

  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (string));
  gtk_label_set_label (GTK_LABEL (explanation),
                       value_explanation (self->judgement, gtk_list_item_get_position (item)));
}

static void
setup_value_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_value_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (string));
}

static char *
dup_explanation (IbidJudgementRow *self)
{
  g_autofree char *label = value_label (self->judgement, self->value);

  return g_strdup_printf ("%s\n%s: %s", judgement_explanation (self->judgement), label,
                          value_explanation (self->judgement, self->value));
}

static void
explain (IbidJudgementRow *self)
{
  g_autofree char *label = value_label (self->judgement, self->value);
  g_autofree char *text = dup_explanation (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  judgement_title (self->judgement),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, label, -1);
}

/* not while the list is open: it would be covered */
static gboolean
query_tooltip_cb (IbidJudgementRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->drop_down));
  g_autofree char *text = NULL;

  if (gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_CHECKED)
    return FALSE;
  text = dup_explanation (self);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
selected_cb (IbidJudgementRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  if (selected == GTK_INVALID_LIST_POSITION || selected == self->value)
    return;
  /* the model is the truth: until it answers, the row goes on showing what it was told last */
  g_signal_emit (self, signals[CHOSEN], 0, selected);
}

static void
fill_values (IbidJudgementRow *self)
{
  g_autoptr (GtkStringList) values = gtk_string_list_new (NULL);

  for (guint i = 0; i < judgement_n_values (self->judgement); i++)
    gtk_string_list_take (values, value_label (self->judgement, i));
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (values));
}

static void
set_factories (IbidJudgementRow *self)
{
  g_autoptr (GtkListItemFactory) value_factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) choice_factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (value_factory, "setup", G_CALLBACK (setup_value_cb), NULL);
  g_signal_connect (value_factory, "bind", G_CALLBACK (bind_value_cb), NULL);
  g_signal_connect (choice_factory, "setup", G_CALLBACK (setup_choice_cb), NULL);
  g_signal_connect_object (choice_factory, "bind", G_CALLBACK (bind_choice_cb), self, 0);
  gtk_drop_down_set_factory (self->drop_down, value_factory);
  gtk_drop_down_set_list_factory (self->drop_down, choice_factory);
}

static void
ibid_judgement_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_JUDGEMENT_ROW);
  G_OBJECT_CLASS (ibid_judgement_row_parent_class)->dispose (object);
}

static void
ibid_judgement_row_class_init (IbidJudgementRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_judgement_row_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-judgement-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidJudgementRow, title);
  gtk_widget_class_bind_template_child (widget_class, IbidJudgementRow, caption);
  gtk_widget_class_bind_template_child (widget_class, IbidJudgementRow, drop_down);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
ibid_judgement_row_init (IbidJudgementRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_judgement_row_new (IbidJudgement judgement)
{
  IbidJudgementRow *self = g_object_new (IBID_TYPE_JUDGEMENT_ROW, NULL);

  self->judgement = judgement;
  gtk_label_set_label (self->title, judgement_title (judgement));
  set_factories (self);
  fill_values (self);
  explain (self);
  return GTK_WIDGET (self);
}

/* value: one of the judgement's enumeration; bearer: on what it bears, in words; modified: when it
 * was made, in ISO 8601, or NULL */
void
ibid_judgement_row_show (IbidJudgementRow *self, guint value, const char *bearer,
                         const char *modified)
{
  g_autofree char *day = ibid_words_dup_day (modified);
  g_autofree char *caption = day != NULL ? g_strdup_printf ("%s · %s", bearer, day) : NULL;

  self->value = value;
  gtk_drop_down_set_selected (self->drop_down, value);
  gtk_label_set_label (self->caption, caption != NULL ? caption : bearer);
  explain (self);
}

guint
ibid_judgement_row_get_value (IbidJudgementRow *self)
{
  return self->value;
}

GtkDropDown *
ibid_judgement_row_get_drop_down (IbidJudgementRow *self)
{
  return self->drop_down;
}
