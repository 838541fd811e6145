/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-export-choices.h"
#include "ibid-export-conditions.h"
#include "ibid-labels.h"
#include "ibid-mark-labels.h"
#include "ibid-panel-widgets.h"

/* of the most frequent; a list of more is found faster by its text */
#define MAX_ROWS 60

struct _IbidExportConditions
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *box;
  GtkLabel *count;
  GtkWidget *clear_button;
  GtkWidget *selected_row;
  GtkSwitch *selected_switch;
  GtkSearchEntry *search;
  AdwExpanderRow *colour;
  AdwExpanderRow *tag;
  AdwExpanderRow *note;
  AdwExpanderRow *check;
  AdwExpanderRow *entity;
  AdwExpanderRow *source;
  AdwExpanderRow *state;

  /* owned */
  GPtrArray *choices;                    /* of IbidExportChoice, or NULL */
  GHashTable *chosen;                    /* condition → label */
  GPtrArray *rows[IBID_N_EXPORT_FACETS]; /* of widgets in an expander, borrowed */

  /* plain */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (IbidExportConditions, ibid_export_conditions, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AdwExpanderRow *
get_expander (IbidExportConditions *self, IbidExportFacet facet)
{
  switch (facet)
    {
    case IBID_EXPORT_FACET_COLOUR:
      return self->colour;
    case IBID_EXPORT_FACET_TAG:
      return self->tag;
    case IBID_EXPORT_FACET_NOTE:
      return self->note;
    case IBID_EXPORT_FACET_CHECK:
      return self->check;
    case IBID_EXPORT_FACET_ENTITY:
      return self->entity;
    case IBID_EXPORT_FACET_SOURCE:
      return self->source;
    case IBID_EXPORT_FACET_STATE:
      return self->state;
    }
  return NULL;
}

static guint
count_choices (IbidExportConditions *self, IbidExportFacet facet)
{
  guint n = 0;

  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    if (((IbidExportChoice *)g_ptr_array_index (self->choices, i))->facet == facet)
      n++;
  return n;
}

/* What is chosen of one kind, as words: it says so while the row is closed, too. */
static char *
dup_summary (IbidExportConditions *self, IbidExportFacet facet)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    {
      IbidExportChoice *choice = g_ptr_array_index (self->choices, i);

      if (choice->facet != facet || !g_hash_table_contains (self->chosen, choice->condition))
        continue;
      /* Translators: between the members of a list, as in "Yellow, Green" */
      g_string_append_printf (words, "%s%s", words->len > 0 ? _ (", ") : "", choice->label);
    }
  if (words->len == 0)
    /* Translators: which highlights are exported: all, whatever their colour, tag … is */
    return g_strdup (_ ("Any"));
  return g_markup_escape_text (words->str, (gssize)words->len);
}

static void
show_summaries (IbidExportConditions *self)
{
  gboolean any = g_hash_table_size (self->chosen) > 0 ||
                 *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  for (guint i = 0; i < IBID_N_EXPORT_FACETS; i++)
    {
      g_autofree char *summary = dup_summary (self, (IbidExportFacet)i);

      adw_expander_row_set_subtitle (get_expander (self, (IbidExportFacet)i), summary);
    }
  gtk_widget_set_visible (self->clear_button, any);
}

static void
announce (IbidExportConditions *self)
{
  show_summaries (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggled_cb (IbidExportConditions *self, GtkCheckButton *check)
{
  const char *condition = g_object_get_data (G_OBJECT (check), "ibid-condition");

  if (self->filling)
    return;
  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (condition));
  else
    g_hash_table_remove (self->chosen, condition);
  announce (self);
}

/* The sign that goes with a word; NULL: the word is enough. */
static GtkWidget *
new_sign (const IbidExportChoice *choice)
{
  switch (choice->facet)
    {
    case IBID_EXPORT_FACET_COLOUR:
      return ibid_mark_tile_new ((IbidAnnotationStyle)choice->value);
    case IBID_EXPORT_FACET_ENTITY:
      return ibid_kind_tile_new ((IbidEntityKind)choice->value);
    case IBID_EXPORT_FACET_CHECK:
      return gtk_image_new_from_icon_name (ibid_verdict_icon ((IbidVerdict)choice->value));
    case IBID_EXPORT_FACET_STATE:
      return gtk_image_new_from_icon_name (ibid_anchor_state_icon ((IbidAnchorState)choice->value));
    case IBID_EXPORT_FACET_NOTE:
    case IBID_EXPORT_FACET_TAG:
    case IBID_EXPORT_FACET_SOURCE:
      break;
    }
  return NULL;
}

static GtkWidget *
new_check (IbidExportConditions *self, const IbidExportChoice *choice)
{
  GtkWidget *check = gtk_check_button_new ();
  /* Translators: one thing that can be filtered by and how many there are: "Yellow, 12" */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %u"), choice->label, choice->count);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_hash_table_contains (self->chosen, choice->condition));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  /* the row itself takes the focus */
  gtk_widget_set_can_focus (check, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (check), "ibid-condition", g_strdup (choice->condition), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return check;
}

static GtkWidget *
new_row (IbidExportConditions *self, const IbidExportChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = new_check (self, choice);
  GtkWidget *sign = new_sign (choice);
  g_autofree char *number = g_strdup_printf ("%'u", choice->count);
  GtkWidget *count = gtk_label_new (number);
  g_autofree char *escaped = g_markup_escape_text (choice->label, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (row, "export-choice");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  if (sign != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

/* The rows of one kind are made when somebody wants to see them. */
static void
fill (IbidExportConditions *self, IbidExportFacet facet)
{
  AdwExpanderRow *expander = get_expander (self, facet);
  GPtrArray *rows = self->rows[facet];
  gboolean wanted = adw_expander_row_get_expanded (expander);
  guint n_shown = 0;

  self->filling = TRUE;
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (expander, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  for (guint i = 0; wanted && self->choices != NULL && i < self->choices->len; i++)
    {
      IbidExportChoice *choice = g_ptr_array_index (self->choices, i);
      GtkWidget *row;

      if (choice->facet != facet ||
          (n_shown++ >= MAX_ROWS && !g_hash_table_contains (self->chosen, choice->condition)))
        continue;
      row = new_row (self, choice);
      adw_expander_row_add_row (expander, row);
      g_ptr_array_add (rows, row);
    }
  self->filling = FALSE;
}

static void
expanded_cb (IbidExportConditions *self, GParamSpec *pspec, AdwExpanderRow *expander)
{
  for (guint i = 0; i < IBID_N_EXPORT_FACETS; i++)
    if (get_expander (self, (IbidExportFacet)i) == expander && self->rows[i]->len == 0)
      fill (self, (IbidExportFacet)i);
}

static void
search_changed_cb (IbidExportConditions *self)
{
  announce (self);
}

static void
search_activate_cb (IbidExportConditions *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "export.choose-file", NULL);
}

/* Escape: the text goes first, then the dialog. */
static void
stop_search_cb (IbidExportConditions *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "export.cancel", NULL);
}

static void
only_selected_cb (IbidExportConditions *self)
{
  announce (self);
}

static void
clear_cb (IbidExportConditions *self)
{
  ibid_export_conditions_clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
ibid_export_conditions_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_EXPORT_CONDITIONS);

  G_OBJECT_CLASS (ibid_export_conditions_parent_class)->dispose (object);
}

static void
ibid_export_conditions_finalize (GObject *object)
{
  IbidExportConditions *self = IBID_EXPORT_CONDITIONS (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_hash_table_unref (self->chosen);
  for (guint i = 0; i < IBID_N_EXPORT_FACETS; i++)
    g_ptr_array_unref (self->rows[i]);

  G_OBJECT_CLASS (ibid_export_conditions_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, box);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, count);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, clear_button);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, selected_row);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, selected_switch);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, search);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, colour);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, tag);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, note);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, check);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, entity);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, source);
  gtk_widget_class_bind_template_child (widget_class, IbidExportConditions, state);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
ibid_export_conditions_class_init (IbidExportConditionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_export_conditions_dispose;
  G_OBJECT_CLASS (klass)->finalize = ibid_export_conditions_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  ibid_panels_register_icons ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-export-conditions.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "exportconditions");
}

static void
ibid_export_conditions_init (IbidExportConditions *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < IBID_N_EXPORT_FACETS; i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_summaries (self);
}

void
ibid_export_conditions_set_choices (IbidExportConditions *self, GPtrArray *choices)
{
  g_return_if_fail (IBID_IS_EXPORT_CONDITIONS (self));

  if (self->choices == choices)
    return;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_ptr_array_ref (choices);
  for (guint i = 0; i < IBID_N_EXPORT_FACETS; i++)
    {
      IbidExportFacet facet = (IbidExportFacet)i;
      /* one value of all is no choice; of tags, entities and sources it is one */
      guint needed = facet == IBID_EXPORT_FACET_TAG || facet == IBID_EXPORT_FACET_ENTITY ||
                             facet == IBID_EXPORT_FACET_SOURCE
                         ? 1
                         : 2;

      gtk_widget_set_visible (GTK_WIDGET (get_expander (self, facet)),
                              count_choices (self, facet) >= needed);
      fill (self, facet);
    }
  show_summaries (self);
}

void
ibid_export_conditions_set_counts (IbidExportConditions *self, guint n_chosen, guint n_all)
{
  g_autofree char *text = NULL;

  g_return_if_fail (IBID_IS_EXPORT_CONDITIONS (self));

  /* Translators: how many highlights are exported, of all that there are */
  text = g_strdup_printf (ngettext ("%'u of %'u highlight", "%'u of %'u highlights", n_all),
                          n_chosen, n_all);
  gtk_label_set_label (self->count, text);
}

void
ibid_export_conditions_set_n_selected (IbidExportConditions *self, guint n_selected)
{
  g_autofree char *text = NULL;

  g_return_if_fail (IBID_IS_EXPORT_CONDITIONS (self));

  text = g_strdup_printf (
      ngettext ("Only the %'u That Is Selected", "Only the %'u That Are Selected", n_selected),
      n_selected);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->selected_row), text);
  gtk_widget_set_visible (self->selected_row, n_selected > 0);
  gtk_switch_set_active (self->selected_switch, n_selected > 0);
}

gboolean
ibid_export_conditions_get_only_selected (IbidExportConditions *self)
{
  g_return_val_if_fail (IBID_IS_EXPORT_CONDITIONS (self), FALSE);

  return gtk_switch_get_active (self->selected_switch);
}

void
ibid_export_conditions_clear (IbidExportConditions *self)
{
  g_return_if_fail (IBID_IS_EXPORT_CONDITIONS (self));

  g_hash_table_remove_all (self->chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  for (guint i = 0; i < IBID_N_EXPORT_FACETS; i++)
    fill (self, (IbidExportFacet)i);
  announce (self);
}

char **
ibid_export_conditions_dup (IbidExportConditions *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *query = NULL;
  GHashTableIter iter;
  gpointer condition;

  g_return_val_if_fail (IBID_IS_EXPORT_CONDITIONS (self), NULL);

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &condition, NULL))
    g_strv_builder_add (builder, condition);
  query = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (*g_strstrip (query) != '\0')
    {
      g_autofree char *text = g_strconcat ("text=", query, NULL);

      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}
