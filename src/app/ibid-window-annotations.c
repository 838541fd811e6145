/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ibid-passage.h"
#include "ibid-provenance.h"
#include "ibid-quotation.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

/* The window's commands on selected text and on the chosen highlight. */

static void
highlight_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);

  ibid_annotator_highlight (self->annotator,
                            parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL);
}

static void
annotator_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct
  {
    const char *name;
    gboolean (*act) (IbidAnnotator *annotator);
  } acts[] = {
    { "win.note-on-selection", ibid_annotator_write_note },
    { "win.tag-selection", ibid_annotator_tag },
    { "win.add-entity", ibid_annotator_add_entity },
    { "win.selection-popover", ibid_annotator_offer },
    { "win.edit-annotation", ibid_annotator_edit },
    { "win.set-annotation-place", ibid_annotator_set_place },
    { "win.remove-annotation", ibid_annotator_remove },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, name) && !acts[i].act (IBID_WINDOW (widget)->annotator))
      gtk_widget_error_bell (widget);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int direction = g_str_equal (name, "win.previous-annotation") ? -1 : 1;

  if (!ibid_reading_state_step_annotation (IBID_WINDOW (widget)->state, direction))
    gtk_widget_error_bell (widget);
}

static const IbidSpan *
peek_spans (GArray *spans)
{
  return (const IbidSpan *)(void *)spans->data;
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  g_autoptr (GArray) spans = ibid_annotator_dup_spans (self->annotator);
  g_autofree char *text = NULL;

  if (spans == NULL)
    return;
  text = ibid_passage_dup_spans_text (ibid_dossier_get_article (self->dossier), peek_spans (spans),
                                      spans->len);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* the citations behind the sentences that are touched, none twice */
static GPtrArray *
collect_citations (IbidSentenceIndex *sentences, GArray *spans)
{
  GPtrArray *citations = g_ptr_array_new ();

  for (guint i = 0; i < spans->len; i++)
    {
      const IbidSpan *span = &g_array_index (spans, IbidSpan, i);
      g_autoptr (GPtrArray) behind = ibid_provenance_citations_behind (sentences, span);

      for (guint j = 0; j < behind->len; j++)
        if (!g_ptr_array_find (citations, g_ptr_array_index (behind, j), NULL))
          g_ptr_array_add (citations, g_ptr_array_index (behind, j));
    }
  return citations;
}

/* Writes what is copied, in one form. */
typedef char *(*WriteForm) (IbidWindow *self, GArray *spans, gpointer data, IbidQuotationForm form);

/* Whoever pastes takes the form that it understands best: HTML, Markdown or plain text. */
static void
copy_in_all_forms (IbidWindow *self, GArray *spans, WriteForm write, gpointer data)
{
  static const struct
  {
    IbidQuotationForm form;
    const char *mime_type;
  } forms[] = {
    { IBID_QUOTATION_HTML, "text/html" },
    { IBID_QUOTATION_MARKDOWN, "text/markdown" },
    { IBID_QUOTATION_PLAIN, "text/plain;charset=utf-8" },
    { IBID_QUOTATION_PLAIN, NULL }, /* as a string, within the program */
  };
  g_autoptr (GdkContentProvider) all = NULL;
  GdkContentProvider *providers[G_N_ELEMENTS (forms)];

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      char *text = write (self, spans, data, forms[i].form);
      g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

      providers[i] = forms[i].mime_type != NULL
                         ? gdk_content_provider_new_for_bytes (forms[i].mime_type, bytes)
                         : gdk_content_provider_new_typed (G_TYPE_STRING, text);
    }
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

static char *
write_quotation (IbidWindow *self, GArray *spans, gpointer citations, IbidQuotationForm form)
{
  return ibid_quotation_write (ibid_dossier_get_article (self->dossier), peek_spans (spans),
                               spans->len, citations, form);
}

static void
copy_with_sources_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  g_autoptr (GArray) spans = ibid_annotator_dup_spans (self->annotator);
  g_autoptr (GPtrArray) citations = NULL;

  if (spans == NULL)
    return;
  citations = collect_citations (ibid_dossier_get_sentences (self->dossier), spans);
  copy_in_all_forms (self, spans, write_quotation, citations);
}

static char *
write_claim (IbidWindow *self, GArray *spans, gpointer citation, IbidQuotationForm form)
{
  return ibid_quotation_write_claim (ibid_dossier_get_article (self->dossier), peek_spans (spans),
                                     spans->len, citation, form);
}

/* What a citation supports; the sentence that it stands in, where nobody has said. */
static GArray *
dup_claims (IbidWindow *self, IbidCitation *citation)
{
  GArray *claims = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  const IbidSpan *span = ibid_citation_get_span (citation);
  guint n_claims;
  const IbidSpan *known = ibid_citation_get_claims (citation, &n_claims);
  IbidSpan sentence;

  g_array_append_vals (claims, known, n_claims);
  if (n_claims > 0)
    return claims;
  ibid_sentence_index_find (ibid_dossier_get_sentences (self->dossier), span->block, span->start,
                            &sentence);
  g_array_append_val (claims, sentence);
  return claims;
}

static void
copy_claim_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  IbidCitation *citation = ibid_reading_state_get_citation (self->state);
  g_autoptr (GArray) claims = NULL;

  if (citation == NULL)
    return;
  claims = dup_claims (self, citation);
  copy_in_all_forms (self, claims, write_claim, citation);
  ibid_window_toast (self, _ ("Claim copied"), NULL, NULL);
}

/**
 * ibid_window_install_annotation_actions:
 * @widget_class: the window's class
 *
 * Installs the actions on selected text and on highlights.
 */
void
ibid_window_install_annotation_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.highlight", NULL, highlight_action },
    { "win.highlight-style", "s", highlight_action },
    { "win.note-on-selection", NULL, annotator_action },
    { "win.tag-selection", NULL, annotator_action },
    { "win.add-entity", NULL, annotator_action },
    { "win.selection-popover", NULL, annotator_action },
    { "win.edit-annotation", NULL, annotator_action },
    { "win.set-annotation-place", NULL, annotator_action },
    { "win.remove-annotation", NULL, annotator_action },
    { "win.previous-annotation", NULL, step_action },
    { "win.next-annotation", NULL, step_action },
    { "win.copy", NULL, copy_action },
    { "win.copy-with-sources", NULL, copy_with_sources_action },
    { "win.copy-claim", NULL, copy_claim_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

/**
 * ibid_window_update_annotation_actions:
 * @self: the window
 *
 * Enables what can be done with the selection and the chosen highlight.
 */
void
ibid_window_update_annotation_actions (IbidWindow *self)
{
  static const struct
  {
    const char *name;
    gboolean needs_selection;
    gboolean needs_chosen; /* both: both; neither: one of the two */
  } actions[] = {
    { "win.highlight", TRUE, FALSE },          { "win.highlight-style", FALSE, FALSE },
    { "win.note-on-selection", FALSE, FALSE }, { "win.tag-selection", FALSE, FALSE },
    { "win.add-entity", TRUE, FALSE },         { "win.selection-popover", TRUE, FALSE },
    { "win.edit-annotation", FALSE, TRUE },    { "win.set-annotation-place", TRUE, TRUE },
    { "win.remove-annotation", FALSE, TRUE },  { "win.copy", FALSE, FALSE },
    { "win.copy-with-sources", FALSE, FALSE },
  };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean reading = ibid_window_is_reading (self);
  gboolean selection = reading && ibid_reading_state_get_selection (self->state) != NULL;
  gboolean chosen = reading && ibid_reading_state_get_annotation (self->state) != NULL;
  gboolean any = reading && g_list_model_get_n_items (
                                G_LIST_MODEL (ibid_dossier_get_annotations (self->dossier))) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i].name,
                                   (selection || chosen) &&
                                       (!actions[i].needs_selection || selection) &&
                                       (!actions[i].needs_chosen || chosen));
  gtk_widget_action_set_enabled (widget, "win.copy-claim",
                                 reading && ibid_reading_state_get_citation (self->state) != NULL);
  gtk_widget_action_set_enabled (widget, "win.previous-annotation", any);
  gtk_widget_action_set_enabled (widget, "win.next-annotation", any);
}
