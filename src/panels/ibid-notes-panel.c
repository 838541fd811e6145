/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-note-chips.h"
#include "ibid-note-filter-popover.h"
#include "ibid-notes-panel-private.h"
#include "ibid-panel-widgets.h"

G_DEFINE_FINAL_TYPE (IbidNotesPanel, ibid_notes_panel, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
  PROP_SORT,
} IbidNotesPanelProperty;

static GParamSpec *properties[PROP_SORT + 1];

static const char *const sort_nicks[] = {
  [IBID_NOTE_SORT_PLACE] = "place",
  [IBID_NOTE_SORT_NEWEST] = "newest",
  [IBID_NOTE_SORT_COLOUR] = "colour",
  [IBID_NOTE_SORT_TAG] = "tag",
};

/* ── the rows that are ready ── */

/* GTK 4.8 keeps 200 rows ready however few can be seen, and binding them all anew takes longer than
 * the time between two keys. While somebody types, the list is only as long as the window is high;
 * it grows back, some rows at a time, after a pause. Then the text that is searched is prepared. */

#define LOWEST_ROW 40
#define LOWEST_LIST 600
#define PAUSE_MS 250
#define ROWS_PER_STEP 8
#define ROWS_KEPT_READY 200
#define PREPARED_PER_STEP 100

static void
show_all_rows (IbidNotesPanel *self)
{
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}

static gboolean
grow_cb (gpointer data)
{
  IbidNotesPanel *self = data;
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (size < G_MAXUINT)
    {
      size += ROWS_PER_STEP;
      if (size < ROWS_KEPT_READY && size < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
        gtk_slice_list_model_set_size (self->slice, size);
      else
        show_all_rows (self);
      return G_SOURCE_CONTINUE;
    }
  if (ibid_note_list_model_prepare (self->model, PREPARED_PER_STEP))
    return G_SOURCE_CONTINUE;
  self->grow_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
pause_cb (gpointer data)
{
  IbidNotesPanel *self = data;

  self->grow_id = g_idle_add (grow_cb, self);
  return G_SOURCE_REMOVE;
}

static void
show_first_rows (IbidNotesPanel *self)
{
  guint height = MAX ((guint)gtk_widget_get_height (GTK_WIDGET (self->list_stack)), LOWEST_LIST);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, height / LOWEST_ROW + 2);
  self->grow_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/* Widgets of rows exist near the visible ones only; NULL: scrolled far away, or filtered out. */
IbidNoteRow *
ibid_notes_panel_find_row (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  const char *id = ibid_annotation_get_id (annotation);

  for (; item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);
      IbidAnnotation *shown =
          IBID_IS_NOTE_ROW (row) ? ibid_note_row_get_annotation (IBID_NOTE_ROW (row)) : NULL;

      if (shown != NULL && g_str_equal (ibid_annotation_get_id (shown), id))
        return IBID_NOTE_ROW (row);
    }
  return NULL;
}

void
ibid_notes_panel_refresh_rows (IbidNotesPanel *self)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (!IBID_IS_NOTE_ROW (row))
        continue;
      ibid_note_row_refresh (IBID_NOTE_ROW (row));
      ibid_note_row_set_checkable (IBID_NOTE_ROW (row), self->selecting);
    }
}

/* ── the chosen one ── */

static void
select_chosen (IbidNotesPanel *self)
{
  IbidAnnotation *annotation = ibid_reading_state_get_annotation (self->state);
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->selecting)
    return;
  if (annotation != NULL &&
      ibid_note_list_model_find (self->model, ibid_annotation_get_id (annotation), &position) &&
      position >= gtk_slice_list_model_get_size (self->slice))
    show_all_rows (self);
  ibid_note_selection_select_only (self->selection, position);
}

static void
scroll_to (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  guint position;

  if (!ibid_note_list_model_find (self->model, ibid_annotation_get_id (annotation), &position))
    return;
  if (position >= gtk_slice_list_model_get_size (self->slice))
    show_all_rows (self);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

void
ibid_notes_panel_focus_annotation (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  IbidNoteRow *row;

  scroll_to (self, annotation);
  row = ibid_notes_panel_find_row (self, annotation);
  if (row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

static void
annotation_chosen_cb (IbidNotesPanel *self)
{
  IbidAnnotation *annotation = ibid_reading_state_get_annotation (self->state);

  if (self->stale)
    return; /* the list will come to it */
  select_chosen (self);
  if (annotation != NULL)
    scroll_to (self, annotation);
  ibid_notes_panel_update_actions (self);
}

void
ibid_notes_panel_jump_to (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  ibid_reading_state_select_annotation (self->state, annotation);
  if (n_spans > 0)
    ibid_reading_state_jump (self->state, &spans[0], FALSE);
}

/* ── following ── */

static gboolean
is_filtered (IbidNotesPanel *self)
{
  return !ibid_note_choices_is_empty (self->choices) ||
         gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0';
}

/* How many there are, and what stands in for an empty list. */
static void
update_status (IbidNotesPanel *self)
{
  guint n_all = ibid_note_list_model_get_n_annotations (self->model);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *text = NULL;

  if (is_filtered (self))
    text = g_strdup_printf (
        /* Translators: how many highlights are listed of how many */
        ngettext ("%'u of %'u highlight", "%'u of %'u highlights", n_all), n_shown, n_all);
  else
    text = g_strdup_printf (ngettext ("%'u highlight", "%'u highlights", n_all), n_all);
  gtk_label_set_label (self->count, n_all > 0 ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->filter_button), n_all > 0);
  if (ibid_note_choices_is_empty (self->choices))
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  gtk_stack_set_visible_child_name (self->list_stack, n_all == 0     ? "empty"
                                                      : n_shown == 0 ? "no-match"
                                                                     : "rows");
}

static GHashTable *
dup_selected_ids (IbidNotesPanel *self)
{
  g_autoptr (GPtrArray) selected = ibid_notes_panel_dup_selected (self);
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < selected->len; i++)
    g_hash_table_add (ids, g_strdup (ibid_annotation_get_id (g_ptr_array_index (selected, i))));
  return ids;
}

/* What moved to another place in the list is still selected there. */
static void
select_again (IbidNotesPanel *self, GHashTable *ids)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (IbidNoteListRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      const char *id = ibid_annotation_get_id (ibid_note_list_row_get_annotation (row));

      if (g_hash_table_contains (ids, id))
        gtk_bitset_add (selected, i);
    }
  if (!gtk_bitset_is_empty (selected))
    {
      show_all_rows (self);
      gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
    }
}

static void
update_model (IbidNotesPanel *self)
{
  IbidAnnotations *annotations =
      self->dossier != NULL ? ibid_dossier_get_annotations (self->dossier) : NULL;
  IbidArticle *article = self->dossier != NULL ? ibid_dossier_get_article (self->dossier) : NULL;

  if (ibid_note_list_model_get_annotations (self->model) == annotations)
    ibid_note_list_model_update (self->model);
  else
    {
      show_first_rows (self);
      ibid_note_list_model_set_annotations (self->model, annotations, article);
    }
}

/* Lets the list follow the annotations, if it has not yet. */
void
ibid_notes_panel_flush (IbidNotesPanel *self)
{
  g_autoptr (GHashTable) ids = NULL;

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (!self->stale)
    return;
  self->stale = FALSE;
  if (self->selecting)
    ids = dup_selected_ids (self);
  update_model (self);
  if (ids != NULL)
    select_again (self, ids);
  else
    select_chosen (self);
  update_status (self);
  ibid_notes_panel_update_notices (self);
  ibid_note_review_page_update (self->review);
  ibid_notes_panel_update_actions (self);
  if (self->grow_id == 0)
    self->grow_id = g_idle_add (grow_cb, self);
}

static gboolean
update_cb (gpointer data)
{
  IbidNotesPanel *self = data;

  self->update_id = 0;
  ibid_notes_panel_flush (self);
  return G_SOURCE_REMOVE;
}

/* After the next frame: what was highlighted is to be seen in the text first. */
static void
annotations_changed_cb (IbidNotesPanel *self)
{
  self->stale = TRUE;
  if (self->update_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, update_cb, self, NULL);
}

/* ── text, filter, keys ── */

static void
search_cb (IbidNotesPanel *self)
{
  if (self->model == NULL)
    return;
  show_first_rows (self);
  ibid_note_list_model_set_query (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  select_chosen (self);
  update_status (self);
}

static void
choices_changed_cb (IbidNotesPanel *self)
{
  show_first_rows (self);
  ibid_note_list_model_set_filter (self->model, ibid_note_choices_get_filter (self->choices));
  select_chosen (self);
  update_status (self);
}

static void
activate_cb (IbidNotesPanel *self, guint position)
{
  g_autoptr (IbidNoteListRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row != NULL)
    ibid_notes_panel_jump_to (self, ibid_note_list_row_get_annotation (row));
}

static void
search_activate_cb (IbidNotesPanel *self)
{
  activate_cb (self, 0);
}

static void
stop_search_cb (IbidNotesPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static gboolean
search_key_cb (IbidNotesPanel *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* ── pages ── */

void
ibid_notes_panel_show_list (IbidNotesPanel *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->review)) != NULL;

  gtk_stack_set_visible_child_name (self->stack, "list");
  ibid_note_review_page_set_dossier (self->review, NULL);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  ibid_notes_panel_update_actions (self);
}

void
ibid_notes_panel_show_review (IbidNotesPanel *self)
{
  ibid_notes_panel_flush (self);
  ibid_note_review_page_set_dossier (self->review, self->dossier);
  gtk_stack_set_visible_child_name (self->stack, "review");
  ibid_note_review_page_focus_first (self->review);
  ibid_notes_panel_update_actions (self);
}

void
ibid_notes_panel_set_dossier (IbidNotesPanel *self, IbidDossier *dossier)
{
  GListModel *copies = dossier != NULL ? ibid_dossier_get_conflict_copies (dossier) : NULL;

  g_return_if_fail (IBID_IS_NOTES_PANEL (self));

  if (self->dossier == dossier)
    return;
  g_cancellable_cancel (self->merging);
  g_clear_object (&self->merging);
  ibid_notes_panel_show_list (self);
  ibid_notes_panel_set_selecting (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  ibid_note_choices_clear (self->choices);
  g_set_object (&self->dossier, dossier);
  g_signal_group_set_target (self->dossier_signals, dossier);
  g_signal_group_set_target (self->annotations_signals,
                             dossier != NULL ? ibid_dossier_get_annotations (dossier) : NULL);
  g_signal_group_set_target (self->copies_signals, copies);
  if (dossier == NULL)
    ibid_note_list_model_set_annotations (self->model, NULL, NULL);
  ibid_notes_panel_update_saved (self);
  self->stale = TRUE;
  if (dossier == NULL || gtk_widget_get_mapped (GTK_WIDGET (self)))
    ibid_notes_panel_flush (self);
}

const char *
ibid_notes_panel_get_sort (IbidNotesPanel *self)
{
  g_return_val_if_fail (IBID_IS_NOTES_PANEL (self), NULL);

  return sort_nicks[ibid_note_list_model_get_sort (self->model)];
}

void
ibid_notes_panel_set_sort (IbidNotesPanel *self, const char *sort)
{
  g_return_if_fail (IBID_IS_NOTES_PANEL (self));

  for (guint i = 0; i < G_N_ELEMENTS (sort_nicks); i++)
    if (g_strcmp0 (sort_nicks[i], sort) == 0 &&
        ibid_note_list_model_get_sort (self->model) != (IbidNoteSort)i)
      {
        ibid_note_list_model_set_sort (self->model, (IbidNoteSort)i);
        ibid_notes_panel_refresh_rows (self);
        select_chosen (self);
        ibid_notes_panel_update_actions (self);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
        return;
      }
}

static void
set_state (IbidNotesPanel *self, IbidReadingState *state)
{
  g_set_object (&self->state, state);
  g_signal_group_set_target (self->state_signals, state);
  ibid_note_review_page_set_state (self->review, state);
}

/* ── the class ── */

static void
ibid_notes_panel_map (GtkWidget *widget)
{
  IbidNotesPanel *self = IBID_NOTES_PANEL (widget);

  GTK_WIDGET_CLASS (ibid_notes_panel_parent_class)->map (widget);

  if (self->stale)
    {
      ibid_notes_panel_flush (self);
      annotation_chosen_cb (self);
    }
}

static void
ibid_notes_panel_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidNotesPanel *self = IBID_NOTES_PANEL (object);

  switch ((IbidNotesPanelProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      return;
    case PROP_SORT:
      g_value_set_string (value, ibid_notes_panel_get_sort (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_notes_panel_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  IbidNotesPanel *self = IBID_NOTES_PANEL (object);

  switch ((IbidNotesPanelProperty)prop_id)
    {
    case PROP_STATE:
      set_state (self, g_value_get_object (value));
      return;
    case PROP_SORT:
      ibid_notes_panel_set_sort (self, g_value_get_string (value));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_notes_panel_dispose (GObject *object)
{
  IbidNotesPanel *self = IBID_NOTES_PANEL (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->merging);
  g_clear_object (&self->merging);
  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->state_signals);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->annotations_signals);
  g_clear_object (&self->copies_signals);
  /* popovers that are open were put here by hand */
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "notes", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_NOTES_PANEL);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
  g_clear_object (&self->choices);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_notes_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-notes-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, list_stack);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, search);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, filter_button);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, count);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, saved);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, saved_label);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, notices);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, review_notice);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, review_label);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, copy_notice);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, copy_label);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, merge_button);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, chips_box);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, list);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, bar);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, bar_label);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, bar_style_button);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, bar_tag_button);
  gtk_widget_class_bind_template_child (widget_class, IbidNotesPanel, review);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
ibid_notes_panel_class_init (IbidNotesPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_notes_panel_dispose;
  object_class->get_property = ibid_notes_panel_get_property;
  object_class->set_property = ibid_notes_panel_set_property;
  widget_class->map = ibid_notes_panel_map;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "place",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  ibid_notes_panel_install_signals (klass);

  ibid_panels_register_icons ();
  g_type_ensure (IBID_TYPE_NOTE_REVIEW_PAGE);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "notespanel");
}

static void
connect_groups (IbidNotesPanel *self)
{
  self->state_signals = g_signal_group_new (IBID_TYPE_READING_STATE);
  g_signal_group_connect_object (self->state_signals, "notify::annotation",
                                 G_CALLBACK (annotation_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->state_signals, "notify::has-selection",
                                 G_CALLBACK (ibid_notes_panel_update_actions), self,
                                 G_CONNECT_SWAPPED);
  self->dossier_signals = g_signal_group_new (IBID_TYPE_DOSSIER);
  g_signal_group_connect_object (self->dossier_signals, "notify::saved",
                                 G_CALLBACK (ibid_notes_panel_update_saved), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->dossier_signals, "notify::save-problem",
                                 G_CALLBACK (ibid_notes_panel_update_saved), self,
                                 G_CONNECT_SWAPPED);
  self->annotations_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->annotations_signals, "items-changed",
                                 G_CALLBACK (annotations_changed_cb), self, G_CONNECT_SWAPPED);
  self->copies_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->copies_signals, "items-changed",
                                 G_CALLBACK (ibid_notes_panel_update_notices), self,
                                 G_CONNECT_SWAPPED);
}

static void
build_list (IbidNotesPanel *self)
{
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->model)), 0, G_MAXUINT);
  self->selection = ibid_note_selection_new (G_LIST_MODEL (self->slice));
  ibid_notes_panel_set_up_rows (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  gtk_menu_button_set_popover (self->filter_button,
                               ibid_note_filter_popover_new (self->model, self->choices));
  g_signal_connect_object (self->choices, "changed", G_CALLBACK (choices_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips_box), ibid_note_chips_new (self->choices));
}

static void
ibid_notes_panel_init (IbidNotesPanel *self)
{
  self->model = ibid_note_list_model_new ();
  self->choices = ibid_note_choices_new ();
  connect_groups (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  build_list (self);
  ibid_notes_panel_add_actions (self);
  update_status (self);
  ibid_notes_panel_update_notices (self);
}

GtkWidget *
ibid_notes_panel_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_NOTES_PANEL, "state", state, NULL);
}
