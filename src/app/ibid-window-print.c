/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-provenance.h"
#include "ibid-render.h"
#include "ibid-window-private.h"

static void
add_citations (GPtrArray *citations, IbidSentenceIndex *sentences, const IbidSpan *span)
{
  g_autoptr (GPtrArray) behind = ibid_provenance_citations_behind (sentences, span);

  for (guint i = 0; i < behind->len; i++)
    if (!g_ptr_array_find (citations, g_ptr_array_index (behind, i), NULL))
      g_ptr_array_add (citations, g_ptr_array_index (behind, i));
}

/* Every annotation of the article, with the citations behind it. */
static GPtrArray *
new_notes (IbidArticle *article, GListModel *annotations)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify)ibid_render_note_free);
  g_autoptr (IbidSentenceIndex) sentences = ibid_sentence_index_new (article);
  guint n_annotations = g_list_model_get_n_items (annotations);

  for (guint i = 0; i < n_annotations; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (annotations, i);
      g_autoptr (GPtrArray) citations = g_ptr_array_new ();
      guint n_spans = 0;
      const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

      for (guint k = 0; k < n_spans; k++)
        add_citations (citations, sentences, &spans[k]);
      g_ptr_array_add (notes, ibid_render_note_new (annotation, citations));
    }
  return notes;
}

/*
 * ibid_window_print:
 *
 * Prints the article that is open, with its notes when the user wants them.
 */
void
ibid_window_print (IbidWindow *self)
{
  IbidArticle *article = ibid_reading_state_get_article (self->state);
  IbidAnnotations *annotations = ibid_reading_state_get_annotations (self->state);
  g_autoptr (GPtrArray) notes = NULL;

  if (article != NULL && annotations != NULL &&
      g_settings_get_boolean (self->settings, "print-notes"))
    notes = new_notes (article, G_LIST_MODEL (annotations));
  ibid_reader_view_print (self->reader, notes, GTK_WINDOW (self));
}
