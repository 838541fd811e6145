/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What opens over the page: the card of a citation under the pointer or the focus, which takes
 * neither away, and the text of a note, so that nobody loses the place. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-reader-view-private.h"
#include "ibid-term-words.h"

#define CARD_WIDTH_CHARS 36
#define NOTE_WIDTH_CHARS 48
#define NOTE_MAX_HEIGHT 320

/* ---- words ---- */

static const char *
resolution_words (IbidResolution resolution)
{
  switch (resolution)
    {
    case IBID_RESOLUTION_EXPLICIT_LINK:
      return _ ("by its link");
    case IBID_RESOLUTION_EXACT:
      return NULL;
    case IBID_RESOLUTION_YEAR_INFERRED:
      return _ ("year inferred");
    case IBID_RESOLUTION_ACCESSED_ONLY:
      return _ ("date of access only");
    case IBID_RESOLUTION_UNDATED:
      return _ ("undated");
    case IBID_RESOLUTION_AMBIGUOUS:
      return _ ("more than one source fits");
    case IBID_RESOLUTION_UNRESOLVED:
      return _ ("source not found");
    }
  return NULL;
}

static const char *
verdict_words (IbidVerdict verdict)
{
  switch (verdict)
    {
    case IBID_VERDICT_NOT_CHECKED:
      return _ ("Not checked");
    case IBID_VERDICT_SUPPORTS:
      return _ ("Supports");
    case IBID_VERDICT_PARTLY:
      return _ ("Partly supports");
    case IBID_VERDICT_DOES_NOT_SUPPORT:
      return _ ("Does not support");
    }
  return "";
}

/* "C3", or as much of it as the reader has given. */
static char *
dup_grade (IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidReliability reliability =
      source != NULL ? ibid_source_get_reliability (source) : IBID_RELIABILITY_NOT_GRADED;
  guint credibility = ibid_citation_item_get_credibility (item);
  GString *grade = g_string_new (NULL);

  if (reliability != IBID_RELIABILITY_NOT_GRADED)
    g_string_append (grade, ibid_reliability_letter (reliability));
  if (credibility != IBID_CREDIBILITY_NOT_GRADED)
    g_string_append (grade, ibid_credibility_digit (credibility));
  return g_string_free (grade, FALSE);
}

/* ---- the card ---- */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CARD_WIDTH_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
dup_date_line (IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidPartialDate *date = source != NULL ? ibid_source_get_date (source) : NULL;
  const char *how = resolution_words (ibid_citation_item_get_resolution (item));
  const char *literal =
      source != NULL ? ibid_csl_get_issued_literal (ibid_source_get_csl (source)) : NULL;
  g_autofree char *when =
      date != NULL ? ibid_partial_date_format (date) : g_strdup (literal != NULL ? literal : "");

  if (how == NULL)
    return g_steal_pointer (&when);
  return when[0] != '\0' ? g_strdup_printf ("%s · %s", when, how) : g_strdup (how);
}

static char *
dup_heading (IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidOutlet *outlet = source != NULL ? ibid_source_get_outlet (source) : NULL;

  if (outlet != NULL)
    return g_strdup (ibid_outlet_get_name (outlet));
  if (source != NULL)
    return ibid_source_dup_label (source);
  if (ibid_citation_item_get_name (item) != NULL)
    return g_strdup (ibid_citation_item_get_name (item));
  return g_strdup (_ ("Source not found"));
}

static GtkWidget *
new_card_row (IbidCitationItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidOutlet *outlet = source != NULL ? ibid_source_get_outlet (source) : NULL;
  g_autofree char *heading = dup_heading (item);
  g_autofree char *grade = dup_grade (item);
  g_autofree char *date = dup_date_line (item);
  g_autofree char *last = NULL;
  GtkWidget *name = new_label (heading, "heading");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  if (grade[0] != '\0')
    gtk_box_append (GTK_BOX (top), new_label (grade, "numeric"));
  gtk_box_append (GTK_BOX (box), top);
  if (date[0] != '\0')
    gtk_box_append (GTK_BOX (box), new_label (date, NULL));
  last = outlet != NULL
             ? g_strdup_printf ("%s · %s", ibid_outlet_kind_label (ibid_outlet_get_kind (outlet)),
                                verdict_words (ibid_citation_item_get_verdict (item)))
             : g_strdup (verdict_words (ibid_citation_item_get_verdict (item)));
  gtk_box_append (GTK_BOX (box), new_label (last, "dim-label"));
  return box;
}

static GtkWidget *
new_card_content (IbidCitation *citation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GListModel *items = ibid_citation_get_items (citation);
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);

      if (i > 0)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (box), new_card_row (item));
    }
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  return box;
}

void
ibid_reader_show_card (IbidReaderView *self, IbidCitation *citation, const GdkRectangle *at)
{
  GtkEventController *focus;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      (self->note_popover != NULL && gtk_widget_get_visible (self->note_popover)))
    return;
  if (self->card == NULL)
    {
      self->card = gtk_popover_new ();
      gtk_popover_set_autohide (GTK_POPOVER (self->card), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->card), GTK_POS_BOTTOM);
      gtk_widget_set_can_focus (self->card, FALSE);
      gtk_widget_set_can_target (self->card, FALSE);
      gtk_widget_set_parent (self->card, GTK_WIDGET (self));
      /* the page is not told when the focus goes to another widget */
      focus = gtk_event_controller_focus_new ();
      g_signal_connect_object (focus, "leave", G_CALLBACK (ibid_reader_hide_card), self,
                               G_CONNECT_SWAPPED);
      gtk_widget_add_controller (GTK_WIDGET (self), focus);
    }
  gtk_popover_set_child (GTK_POPOVER (self->card), new_card_content (citation));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->card), at);
  gtk_popover_popup (GTK_POPOVER (self->card));
}

void
ibid_reader_hide_card (IbidReaderView *self)
{
  if (self->card != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->card));
}

/* ---- notes ---- */

static void
go_to_note_cb (GtkButton *button, gpointer user_data)
{
  IbidReaderView *self = IBID_READER_VIEW (user_data);
  guint note = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "ibid-note"));
  IbidBlock *block = ibid_article_peek_block (self->article, note);
  IbidSpan span = { note, 0, block != NULL ? ibid_block_get_n_chars (block) : 0 };

  gtk_popover_popdown (GTK_POPOVER (self->note_popover));
  if (block != NULL)
    ibid_reading_state_jump (self->state, &span, TRUE);
}

static GtkWidget *
new_note_text (IbidBlock *block)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *text = new_label (ibid_block_get_text (block), NULL);

  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), NOTE_WIDTH_CHARS);
  gtk_label_set_width_chars (GTK_LABEL (text), 24);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), NOTE_MAX_HEIGHT);
  return scrolled;
}

static GtkWidget *
new_note_content (IbidReaderView *self, guint note, IbidBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Go to Note"));
  const char *label = ibid_block_get_label (block);
  /* Translators: heading of a small window with a footnote; %s is its number or sign */
  g_autofree char *heading = label != NULL ? g_strdup_printf (_ ("Note %s"), label) : NULL;

  g_object_set_data (G_OBJECT (button), "ibid-note", GUINT_TO_POINTER (note));
  g_signal_connect_object (button, "clicked", G_CALLBACK (go_to_note_cb), self, 0);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), new_label (heading != NULL ? heading : _ ("Note"), "heading"));
  gtk_box_append (GTK_BOX (box), new_note_text (block));
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_popover_set_default_widget (GTK_POPOVER (self->note_popover), button);
  return box;
}

static void
note_closed_cb (IbidReaderView *self)
{
  if (self->web != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->web));
}

void
ibid_reader_show_note (IbidReaderView *self, guint reference, const GdkRectangle *at)
{
  g_autoptr (IbidNoteReference) the_reference = NULL;
  IbidBlock *block = NULL;
  guint note = 0;

  if (self->article != NULL)
    the_reference =
        g_list_model_get_item (ibid_article_get_note_references (self->article), reference);
  if (the_reference != NULL)
    {
      note = ibid_note_reference_get_note (the_reference);
      block = ibid_article_peek_block (self->article, note);
    }
  if (block == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  ibid_reader_hide_card (self);
  if (self->note_popover == NULL)
    {
      self->note_popover = gtk_popover_new ();
      gtk_widget_set_parent (self->note_popover, GTK_WIDGET (self));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->note_popover),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note"), -1);
      g_signal_connect_object (self->note_popover, "closed", G_CALLBACK (note_closed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_popover_set_child (GTK_POPOVER (self->note_popover), new_note_content (self, note, block));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->note_popover), at);
  gtk_popover_popup (GTK_POPOVER (self->note_popover));
}

void
ibid_reader_close_popovers (IbidReaderView *self)
{
  ibid_reader_hide_card (self);
  if (self->note_popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->note_popover));
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
}
