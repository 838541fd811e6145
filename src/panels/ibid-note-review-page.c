/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ibid-capped-list.h"
#include "ibid-difference.h"
#include "ibid-mark-labels.h"
#include "ibid-note-review-page.h"
#include "ibid-panel-widgets.h"
#include "ibid-passage.h"

#define MAX_LINES 14
#define CONTEXT_CHARS 100 /* of the paragraph, before and after a passage */

struct _IbidNoteReviewPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *box;
  GtkStack *stack; /* "lists", "done" */
  GtkWidget *back;
  GtkWidget *question;
  IbidCappedList *uncertain_list;
  IbidCappedList *lost_list;
  GtkWidget *lost_hint;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  GPtrArray *uncertain; /* of IbidAnnotation */
  GPtrArray *lost;
};

G_DEFINE_FINAL_TYPE (IbidNoteReviewPage, ibid_note_review_page, GTK_TYPE_WIDGET)

/* Which of a row's buttons; kept with it to find it again after the list was filled anew. */
typedef enum
{
  ANSWER_YES = 1,
  ANSWER_NO,
  ANSWER_ATTACH,
  ANSWER_REMOVE,
} Answer;

/* ── old beside new ── */

/* Text around a passage, and where in it the passage is, in bytes. */
typedef struct
{
  char *text;
  gsize start;
  gsize end;
} Surrounded;

static Surrounded
surround (const char *before, const char *passage, const char *after)
{
  Surrounded whole = { NULL, 0, 0 };
  GString *text = g_string_new (before[0] != '\0' ? "…" : "");

  g_string_append (text, before);
  whole.start = text->len;
  g_string_append (text, passage);
  whole.end = text->len;
  g_string_append (text, after);
  if (after[0] != '\0')
    g_string_append (text, "…");
  whole.text = g_strdelimit (g_string_free (text, FALSE), "\n\t", ' ');
  return whole;
}

/* How much of two texts is the same from their ends backwards, in bytes. */
static gsize
count_same_before (const char *a, gsize a_length, const char *b, gsize b_length)
{
  gsize same = 0;

  while (same < MIN (a_length, b_length) && a[a_length - 1 - same] == b[b_length - 1 - same])
    same++;
  return same;
}

/* Where a quote stands in the paragraphs it was taken from: of several places the one before which
 * the text is most like what stood before the quote. */
static const char *
find_quote (IbidSelector *selector, const char *paragraphs)
{
  const char *exact = ibid_selector_get_exact (selector);
  const char *prefix = ibid_selector_get_prefix (selector);
  const char *best = NULL;
  gsize best_same = 0;

  if (exact[0] == '\0')
    return NULL;
  for (const char *at = strstr (paragraphs, exact); at != NULL; at = strstr (at + 1, exact))
    {
      gsize same =
          count_same_before (paragraphs, (gsize)(at - paragraphs), prefix, strlen (prefix));

      if (best == NULL || same > best_same)
        {
          best = at;
          best_same = same;
        }
    }
  return best;
}

static Surrounded
surround_old (IbidDossier *dossier, IbidAnnotation *annotation)
{
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  const char *exact = ibid_selector_get_exact (selector);
  g_autofree char *paragraphs = ibid_dossier_dup_old_passage (dossier, annotation);
  const char *at = paragraphs != NULL ? find_quote (selector, paragraphs) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *from = at;
  const char *to = at != NULL ? at + strlen (exact) : NULL;

  if (at == NULL)
    return surround (ibid_selector_get_prefix (selector), exact,
                     ibid_selector_get_suffix (selector));
  for (guint i = 0; i < CONTEXT_CHARS && from > paragraphs; i++)
    from = g_utf8_prev_char (from);
  before = g_strndup (from, (gsize)(at - from));
  for (guint i = 0; i < CONTEXT_CHARS && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  after = g_strndup (at + strlen (exact), (gsize)(to - at) - strlen (exact));
  return surround (before, exact, after);
}

/* Of the paragraphs that it stands in now. */
static Surrounded
surround_new (IbidReadingText *text, IbidAnnotation *annotation, const char *passage)
{
  guint start = 0;
  guint end = 0;
  guint first, last, offset, from, to;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ibid_annotation_get_range (annotation, &start, &end);
  ibid_reading_text_place_from_offset (text, start, &first, &offset);
  ibid_reading_text_place_from_offset (text, MAX (end, start + 1) - 1, &last, &offset);
  from = ibid_reading_text_get_block_start (text, first);
  to = ibid_reading_text_get_block_start (text, last) +
       ibid_reading_text_get_block_length (text, last);
  before =
      ibid_reading_text_dup_slice (text, MAX (from, start - MIN (start, CONTEXT_CHARS)), start);
  after = ibid_reading_text_dup_slice (text, end, MIN (to, end + CONTEXT_CHARS));
  return surround (before, passage, after);
}

static void
dim (PangoAttrList *attributes, gsize start, gsize end)
{
  PangoAttribute *attribute = pango_attr_foreground_alpha_new (G_MAXUINT16 / 10 * 6);

  attribute->start_index = (guint)start;
  attribute->end_index = (guint)end;
  pango_attr_list_insert (attributes, attribute);
}

/* Consumes the text; changes: what was struck or added in the passage. */
static GtkWidget *
new_passage (const char *title, Surrounded whole, PangoAttrList *changes)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (title);
  GtkWidget *label = gtk_label_new (whole.text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *taken = whole.text;

  if (changes != NULL)
    pango_attr_list_splice (attributes, changes, (int)whole.start, (int)(whole.end - whole.start));
  /* after that: it would move them along */
  dim (attributes, 0, whole.start);
  dim (attributes, whole.end, G_MAXUINT);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (label), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_widget_add_css_class (label, "review-passage");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* ── answers ── */

static IbidAnnotation *
get_annotation (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "ibid-annotation");
}

static GPtrArray *
dup_single (IbidAnnotation *annotation)
{
  GPtrArray *single = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (single, g_object_ref (annotation));
  return single;
}

static void
attach (IbidNoteReviewPage *self, IbidAnnotation *annotation)
{
  g_autoptr (GArray) spans = ibid_reading_state_dup_selected_spans (self->state);

  if (spans == NULL || spans->len == 0)
    return;
  ibid_dossier_set_annotation_place (self->dossier, annotation, (const IbidSpan *)spans->data,
                                     spans->len);
}

static void
answered_cb (GtkWidget *button, IbidNoteReviewPage *self)
{
  g_autoptr (GPtrArray) single = dup_single (get_annotation (button));

  switch ((Answer)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "ibid-answer")))
    {
    case ANSWER_YES:
      ibid_dossier_confirm_annotations (self->dossier, single);
      return;
    case ANSWER_NO:
      ibid_dossier_refuse_annotations (self->dossier, single);
      return;
    case ANSWER_ATTACH:
      attach (self, g_ptr_array_index (single, 0));
      return;
    case ANSWER_REMOVE:
      ibid_dossier_remove_annotations (self->dossier, single);
      return;
    }
}

static GtkWidget *
new_answer (IbidNoteReviewPage *self, IbidAnnotation *annotation, Answer answer, const char *text,
            const char *explanation)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, explanation);
  g_object_set_data (G_OBJECT (button), "ibid-answer", GINT_TO_POINTER (answer));
  g_object_set_data_full (G_OBJECT (button), "ibid-annotation", g_object_ref (annotation),
                          g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (answered_cb), self, 0);
  return button;
}

static void
yes_to_all_cb (IbidNoteReviewPage *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_ref (self->uncertain);

  ibid_dossier_confirm_annotations (self->dossier, all);
}

static void
no_to_all_cb (IbidNoteReviewPage *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_ref (self->uncertain);

  ibid_dossier_refuse_annotations (self->dossier, all);
}

static void
show_in_text_cb (IbidNoteReviewPage *self, guint index)
{
  IbidAnnotation *annotation = g_ptr_array_index (self->uncertain, index);
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  ibid_reading_state_select_annotation (self->state, annotation);
  if (n_spans > 0)
    ibid_reading_state_jump (self->state, &spans[0], FALSE);
}

/* ── rows ── */

static GtkWidget *
new_card (IbidAnnotation *annotation)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *note = ibid_annotation_get_note (annotation);
  IbidAnnotationStyle style = ibid_annotation_get_style (annotation);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label =
      gtk_label_new (note != NULL && note[0] != '\0' ? note : ibid_annotation_style_label (style));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (line), ibid_mark_tile_new (style));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (card), line);
  gtk_widget_add_css_class (card, "review-card");
  return card;
}

static GtkWidget *
append_buttons (GtkWidget *card, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), first);
  gtk_box_append (GTK_BOX (buttons), second);
  gtk_box_append (GTK_BOX (card), buttons);
  return card;
}

static char *
dup_spoken (const char *old_passage, const char *new_passage, const IbidDifference *difference)
{
  GString *text = g_string_new (NULL);

  /* Translators: what a screen reader says: a passage before and after the article changed */
  g_string_append_printf (text, _ ("Before: %s. Now: %s."), old_passage, new_passage);
  if (difference->gone[0] != '\0')
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Gone: %s."), difference->gone);
    }
  if (difference->come[0] != '\0')
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("New: %s."), difference->come);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
create_uncertain (guint index, char **label, gpointer data)
{
  IbidNoteReviewPage *self = data;
  IbidAnnotation *annotation = g_ptr_array_index (self->uncertain, index);
  IbidArticle *article = ibid_dossier_get_article (self->dossier);
  IbidReadingText *text = ibid_dossier_get_reading_text (self->dossier);
  const char *old_passage = ibid_selector_get_exact (ibid_annotation_get_selector (annotation));
  g_autofree char *present = ibid_passage_dup_text (annotation, article);
  g_autoptr (IbidDifference) difference =
      ibid_difference_new (old_passage, present, ibid_article_get_language (article));
  GtkWidget *card = new_card (annotation);

  gtk_box_append (GTK_BOX (card),
                  new_passage (_ ("Before"), surround_old (self->dossier, annotation),
                               difference->old_attributes));
  gtk_box_append (GTK_BOX (card), new_passage (_ ("Now"), surround_new (text, annotation, present),
                                               difference->new_attributes));
  *label = dup_spoken (old_passage, present, difference);
  return append_buttons (
      card, new_answer (self, annotation, ANSWER_YES, _ ("Yes"), _ ("Yes, it is this passage")),
      new_answer (self, annotation, ANSWER_NO, _ ("No"), _ ("No, it is another one")));
}

static GtkWidget *
create_lost (guint index, char **label, gpointer data)
{
  IbidNoteReviewPage *self = data;
  IbidAnnotation *annotation = g_ptr_array_index (self->lost, index);
  const char *passage = ibid_selector_get_exact (ibid_annotation_get_selector (annotation));
  GtkWidget *card = new_card (annotation);
  GtkWidget *attach_button = new_answer (self, annotation, ANSWER_ATTACH, _ ("Attach to Selection"),
                                         _ ("It is the passage that is selected in the article"));

  gtk_box_append (GTK_BOX (card),
                  new_passage (_ ("Before"), surround_old (self->dossier, annotation), NULL));
  g_object_bind_property (self->state, "has-selection", attach_button, "sensitive",
                          G_BINDING_SYNC_CREATE);
  *label = g_strdup (passage);
  return append_buttons (
      card, attach_button,
      new_answer (self, annotation, ANSWER_REMOVE, _ ("Remove"), _ ("Remove this highlight")));
}

static void
collect (IbidNoteReviewPage *self)
{
  GListModel *annotations = G_LIST_MODEL (ibid_dossier_get_annotations (self->dossier));
  guint n_annotations = g_list_model_get_n_items (annotations);

  for (guint i = 0; i < n_annotations; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (annotations, i);
      IbidAnchorState state = ibid_annotation_get_state (annotation);

      if (state == IBID_ANCHOR_STATE_UNCERTAIN)
        g_ptr_array_add (self->uncertain, g_steal_pointer (&annotation));
      else if (state == IBID_ANCHOR_STATE_LOST)
        g_ptr_array_add (self->lost, g_steal_pointer (&annotation));
    }
}

static void
renew (GPtrArray **annotations)
{
  g_ptr_array_unref (*annotations);
  *annotations = g_ptr_array_new_with_free_func (g_object_unref);
}

/* The button below a widget that gives an answer. */
static GtkWidget *
find_answer (GtkWidget *root, Answer answer)
{
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (root), "ibid-answer")) == (int)answer)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_answer (child, answer);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* After an answer the same button of the next row is in focus: Return, Return, Return. */
static void
focus_answer (IbidNoteReviewPage *self, Answer answer)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *button = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    button = find_answer (focus, answer);
  if (button == NULL || !gtk_widget_is_sensitive (button))
    ibid_note_review_page_focus_first (self);
  else
    gtk_widget_grab_focus (button);
}

static Answer
get_focused_answer (IbidNoteReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return 0;
  return (Answer)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (focus), "ibid-answer"));
}

void
ibid_note_review_page_update (IbidNoteReviewPage *self)
{
  Answer answer;
  gboolean had_focus;

  g_return_if_fail (IBID_IS_NOTE_REVIEW_PAGE (self));

  answer = get_focused_answer (self);
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  renew (&self->uncertain);
  renew (&self->lost);
  if (self->dossier != NULL)
    collect (self);
  ibid_capped_list_fill (self->uncertain_list, self->uncertain->len, TRUE, create_uncertain, self);
  ibid_capped_list_fill (self->lost_list, self->lost->len, FALSE, create_lost, self);
  gtk_widget_set_visible (self->question, self->uncertain->len > 0);
  gtk_widget_set_visible (self->lost_hint, self->lost->len > 0);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->uncertain->len + self->lost->len > 0 ? "lists" : "done");
  if (answer != 0)
    focus_answer (self, answer);
  else if (had_focus && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    ibid_note_review_page_focus_first (self);
}

void
ibid_note_review_page_focus_first (IbidNoteReviewPage *self)
{
  GtkWidget *button;

  g_return_if_fail (IBID_IS_NOTE_REVIEW_PAGE (self));

  button = find_answer (GTK_WIDGET (self->uncertain_list), ANSWER_YES);
  gtk_widget_grab_focus (button != NULL ? button : self->back);
}

void
ibid_note_review_page_set_state (IbidNoteReviewPage *self, IbidReadingState *state)
{
  g_return_if_fail (IBID_IS_NOTE_REVIEW_PAGE (self));

  g_set_object (&self->state, state);
}

void
ibid_note_review_page_set_dossier (IbidNoteReviewPage *self, IbidDossier *dossier)
{
  g_return_if_fail (IBID_IS_NOTE_REVIEW_PAGE (self));

  if (g_set_object (&self->dossier, dossier))
    {
      ibid_capped_list_reset (self->uncertain_list);
      ibid_capped_list_reset (self->lost_list);
      ibid_note_review_page_update (self);
    }
}

static void
ibid_note_review_page_dispose (GObject *object)
{
  IbidNoteReviewPage *self = IBID_NOTE_REVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_NOTE_REVIEW_PAGE);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);
  g_clear_pointer (&self->uncertain, g_ptr_array_unref);
  g_clear_pointer (&self->lost, g_ptr_array_unref);

  G_OBJECT_CLASS (ibid_note_review_page_parent_class)->dispose (object);
}

static void
ibid_note_review_page_class_init (IbidNoteReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_note_review_page_dispose;

  g_type_ensure (IBID_TYPE_CAPPED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-note-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidNoteReviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteReviewPage, back);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteReviewPage, question);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteReviewPage, uncertain_list);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteReviewPage, lost_list);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteReviewPage, lost_hint);
  gtk_widget_class_bind_template_callback (widget_class, yes_to_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_to_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_in_text_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "notereview");
}

static void
ibid_note_review_page_init (IbidNoteReviewPage *self)
{
  self->uncertain = g_ptr_array_new_with_free_func (g_object_unref);
  self->lost = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
