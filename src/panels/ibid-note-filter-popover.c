/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-mark-labels.h"
#include "ibid-note-filter-popover.h"
#include "ibid-panel-widgets.h"

#define MAX_HEIGHT 440
#define N_TAGS_SHOWN 200

/* One line: what it stands for, and its widgets. */
typedef struct
{
  IbidNoteChoice *choice;
  GtkWidget *check;
  GtkWidget *count;
} Option;

struct _IbidNoteFilterPopover
{
  GtkPopover parent_instance;

  /* owned by being children */
  GtkWidget *box;

  /* owned */
  IbidNoteListModel *model;
  IbidNoteChoices *choices;
  GPtrArray *options;

  /* plain */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (IbidNoteFilterPopover, ibid_note_filter_popover, GTK_TYPE_POPOVER)

static void
option_free (Option *option)
{
  ibid_note_choice_free (option->choice);
  g_free (option);
}

static void
show_counts (IbidNoteFilterPopover *self)
{
  g_auto (IbidNoteCounts) counts = { 0 };

  ibid_note_list_model_count (self->model, &counts);
  self->filling = TRUE;
  for (guint i = 0; i < self->options->len; i++)
    {
      Option *option = g_ptr_array_index (self->options, i);
      guint n = ibid_note_choice_count (option->choice, &counts);
      gboolean chosen = ibid_note_choices_has (self->choices, option->choice);
      g_autofree char *label = ibid_note_choice_dup_label (option->choice);
      g_autofree char *number = g_strdup_printf ("%'u", n);
      /* Translators: one thing that can be filtered by and how many there are: "Yellow, 12" */
      g_autofree char *spoken = g_strdup_printf (_ ("%s, %u"), label, n);

      gtk_label_set_label (GTK_LABEL (option->count), number);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (option->check), chosen);
      gtk_widget_set_sensitive (option->check, n > 0 || chosen);
      gtk_accessible_update_property (GTK_ACCESSIBLE (option->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
  self->filling = FALSE;
}

static void
toggled_cb (GtkCheckButton *check, IbidNoteFilterPopover *self)
{
  for (guint i = 0; !self->filling && i < self->options->len; i++)
    {
      Option *option = g_ptr_array_index (self->options, i);

      if (option->check == GTK_WIDGET (check))
        {
          ibid_note_choices_set (self->choices, option->choice,
                                 gtk_check_button_get_active (check));
          return;
        }
    }
}

static GtkWidget *
new_sign (const IbidNoteChoice *choice)
{
  GtkWidget *sign;

  if (choice->facet == IBID_NOTE_FACET_STYLE)
    return ibid_mark_tile_new ((IbidAnnotationStyle)choice->value);
  sign =
      gtk_image_new_from_icon_name (choice->facet == IBID_NOTE_FACET_STATE
                                        ? ibid_anchor_state_icon ((IbidAnchorState)choice->value)
                                    : choice->facet == IBID_NOTE_FACET_NOTE ? "ibid-note-symbolic"
                                                                            : "ibid-tag-symbolic");
  return sign;
}

/* Takes the choice. */
static void
add_option (IbidNoteFilterPopover *self, IbidNoteChoice *choice)
{
  Option *option = g_new0 (Option, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *text = ibid_note_choice_dup_label (choice);
  GtkWidget *label = gtk_label_new (text);

  option->choice = choice;
  option->count = gtk_label_new (NULL);
  option->check = gtk_check_button_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (option->count, "dim-label");
  gtk_widget_add_css_class (option->count, "numeric");
  gtk_box_append (GTK_BOX (line), new_sign (choice));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), option->count);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (option->check), line);
  g_signal_connect_object (option->check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), option->check);
  g_ptr_array_add (self->options, option);
}

static void
add_title (IbidNoteFilterPopover *self, const char *text)
{
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (title, "note-filter-title");
  gtk_box_append (GTK_BOX (self->box), title);
}

static int
compare_by_count (gconstpointer a, gconstpointer b, gpointer counts)
{
  const char *first = *(const char *const *)a;
  const char *second = *(const char *const *)b;
  guint n_first = GPOINTER_TO_UINT (g_hash_table_lookup (counts, first));
  guint n_second = GPOINTER_TO_UINT (g_hash_table_lookup (counts, second));

  if (n_first != n_second)
    return n_first > n_second ? -1 : 1;
  return g_utf8_collate (first, second);
}

/* Those that are there now, the most frequent first. */
static void
add_tags (IbidNoteFilterPopover *self, const IbidNoteCounts *counts)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  const char *const *chosen = ibid_note_choices_get_filter (self->choices)->tags;
  GHashTableIter iter;
  gpointer tag;

  g_hash_table_iter_init (&iter, counts->tags);
  while (g_hash_table_iter_next (&iter, &tag, NULL))
    g_ptr_array_add (tags, tag);
  for (guint i = 0; chosen != NULL && chosen[i] != NULL; i++)
    if (!g_hash_table_contains (counts->tags, chosen[i]))
      g_ptr_array_add (tags, (gpointer)chosen[i]);
  if (tags->len == 0)
    return;
  g_ptr_array_sort_with_data (tags, compare_by_count, counts->tags);
  add_title (self, _ ("Tags"));
  for (guint i = 0; i < MIN (tags->len, N_TAGS_SHOWN); i++)
    add_option (self, ibid_note_choice_new (IBID_NOTE_FACET_TAG, 0, g_ptr_array_index (tags, i)));
}

static void
add_states (IbidNoteFilterPopover *self)
{
  add_title (self, _ ("Place"));
  for (guint i = 0; i < IBID_N_ANCHOR_STATES; i++)
    add_option (self, ibid_note_choice_new (IBID_NOTE_FACET_STATE, i, NULL));
}

/* Built when it comes up: tags come and go. While it is up the lines stay, whatever is chosen. */
static void
fill (IbidNoteFilterPopover *self)
{
  g_auto (IbidNoteCounts) counts = { 0 };
  GtkWidget *child;

  g_ptr_array_set_size (self->options, 0);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  ibid_note_list_model_count (self->model, &counts);
  add_title (self, _ ("Colour"));
  for (guint i = 0; i < IBID_N_ANNOTATION_STYLES; i++)
    add_option (self, ibid_note_choice_new (IBID_NOTE_FACET_STYLE, i, NULL));
  add_title (self, _ ("Note"));
  add_option (self, ibid_note_choice_new (IBID_NOTE_FACET_NOTE, 0, NULL));
  add_tags (self, &counts);
  add_states (self);
  show_counts (self);
}

static void
ibid_note_filter_popover_map (GtkWidget *widget)
{
  fill (IBID_NOTE_FILTER_POPOVER (widget));
  GTK_WIDGET_CLASS (ibid_note_filter_popover_parent_class)->map (widget);
}

static void
choices_changed_cb (IbidNoteFilterPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_counts (self);
}

static void
ibid_note_filter_popover_dispose (GObject *object)
{
  IbidNoteFilterPopover *self = IBID_NOTE_FILTER_POPOVER (object);

  g_ptr_array_set_size (self->options, 0);
  g_clear_object (&self->model);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (ibid_note_filter_popover_parent_class)->dispose (object);
}

static void
ibid_note_filter_popover_finalize (GObject *object)
{
  g_ptr_array_unref (IBID_NOTE_FILTER_POPOVER (object)->options);

  G_OBJECT_CLASS (ibid_note_filter_popover_parent_class)->finalize (object);
}

static void
ibid_note_filter_popover_class_init (IbidNoteFilterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ibid_note_filter_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = ibid_note_filter_popover_finalize;
  GTK_WIDGET_CLASS (klass)->map = ibid_note_filter_popover_map;
}

static void
ibid_note_filter_popover_init (IbidNoteFilterPopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->options = g_ptr_array_new_with_free_func ((GDestroyNotify)option_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->box, "note-filter");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter Notes"), -1);
}

GtkWidget *
ibid_note_filter_popover_new (IbidNoteListModel *model, IbidNoteChoices *choices)
{
  IbidNoteFilterPopover *self = g_object_new (IBID_TYPE_NOTE_FILTER_POPOVER, NULL);

  self->model = g_object_ref (model);
  self->choices = g_object_ref (choices);
  /* after the list has followed */
  g_signal_connect_object (choices, "changed", G_CALLBACK (choices_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}
