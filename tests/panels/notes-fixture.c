/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "notes-fixture.h"

IbidAnnotation *
notes_fixture_add (ReadingFixture *self, const IbidSpan *span, IbidAnnotationStyle style,
                   const char *note, const char *tags, IbidAnchorState state, const char *old_text)
{
  IbidReadingText *text = ibid_dossier_get_reading_text (self->dossier);
  IbidAnnotations *annotations = ibid_dossier_get_annotations (self->dossier);
  g_auto (GStrv) each = g_strsplit (tags != NULL ? tags : "", " ", -1);
  g_autofree char *id = g_strdup_printf ("urn:uuid:00000000-0000-4000-8000-%012u",
                                         g_list_model_get_n_items (G_LIST_MODEL (annotations)));
  gint64 time = g_get_real_time () - span->block * 4 * (gint64)3600 * G_USEC_PER_SEC;
  guint start, end;
  g_autoptr (IbidSelector) selector = NULL;
  g_autoptr (IbidSelector) present = NULL;
  g_autoptr (IbidAnnotation) annotation = NULL;

  g_assert_true (ibid_reading_text_range_from_spans (text, span, 1, &start, &end));
  present = ibid_selector_new_for_range (text, start, end);
  selector = ibid_selector_new (
      old_text != NULL ? old_text : ibid_selector_get_exact (present),
      ibid_selector_get_prefix (present), ibid_selector_get_suffix (present), start, end,
      state == IBID_ANCHOR_STATE_EXACT
          ? ibid_selector_get_text_hash (present)
          : "0000000000000000000000000000000000000000000000000000000000000000");
  annotation =
      ibid_annotation_new_loaded (id, selector, style, note, (const char *const *)each, time, time);
  ibid_annotation_set_anchor (annotation, state, text, start, end);
  ibid_annotations_put (annotations, annotation);
  return ibid_annotations_lookup (annotations, id);
}

void
notes_fixture_fill (ReadingFixture *self)
{
  static const struct
  {
    guint block; /* among the paragraphs that are long enough */
    guint start;
    guint length;
    IbidAnnotationStyle style;
    const char *note;
    const char *tags;
    IbidAnchorState state;
    const char *old_text;
  } samples[] = {
    { 0, 0, 120, IBID_ANNOTATION_STYLE_YELLOW, NULL, NULL, IBID_ANCHOR_STATE_EXACT, NULL },
    { 0, 60, 180, IBID_ANNOTATION_STYLE_GREEN,
      "The main claim. **Who** counts the projects, and since when? Compare with the ministry’s "
      "own list.",
      "claim to-check", IBID_ANCHOR_STATE_EXACT, NULL },
    { 1, 10, 40, IBID_ANNOTATION_STYLE_BLUE, NULL, "surveillance", IBID_ANCHOR_STATE_EXACT, NULL },
    { 2, 0, 300, IBID_ANNOTATION_STYLE_PINK, "Only state media say so.", NULL,
      IBID_ANCHOR_STATE_MOVED, NULL },
    { 4, 20, 90, IBID_ANNOTATION_STYLE_PURPLE, NULL, "surveillance facial-recognition claim",
      IBID_ANCHOR_STATE_EXACT, NULL },
    { 6, 0, 60, IBID_ANNOTATION_STYLE_UNDERLINE, NULL, NULL, IBID_ANCHOR_STATE_EXACT, NULL },
    { 8, 5, 80, IBID_ANNOTATION_STYLE_YELLOW, "Ask the author.", NULL, IBID_ANCHOR_STATE_UNCERTAIN,
      "what the passage said before it was written anew" },
    { 9, 0, 30, IBID_ANNOTATION_STYLE_GREEN, NULL, "claim", IBID_ANCHOR_STATE_UNCERTAIN,
      "a shorter passage" },
    { 10, 0, 50, IBID_ANNOTATION_STYLE_BLUE, "Keep this one.", "to-check", IBID_ANCHOR_STATE_LOST,
      "a sentence that the newer version of the article has dropped altogether" },
  };
  IbidArticle *article = ibid_dossier_get_article (self->dossier);
  guint n = 0;
  guint next = 0;

  for (guint i = 0; i < ibid_article_get_n_blocks (article) && next < G_N_ELEMENTS (samples); i++)
    {
      if (ibid_block_get_n_chars (ibid_article_peek_block (article, i)) < 320)
        continue;
      for (; next < G_N_ELEMENTS (samples) && samples[next].block == n; next++)
        {
          IbidSpan span = { i, samples[next].start, samples[next].start + samples[next].length };

          notes_fixture_add (self, &span, samples[next].style, samples[next].note,
                             samples[next].tags, samples[next].state, samples[next].old_text);
        }
      n++;
    }
  g_assert_cmpuint (next, ==, G_N_ELEMENTS (samples));
}

void
notes_fixture_fill_many (ReadingFixture *self, guint n_annotations)
{
  static const char *const tags[] = { NULL, "claim", "to-check surveillance", NULL, "road trade" };
  static const char *const notes[] = { NULL, NULL, "Who says so?", NULL,
                                       "Compare with the ministry’s own list of projects." };
  IbidArticle *article = ibid_dossier_get_article (self->dossier);
  IbidReadingText *text = ibid_dossier_get_reading_text (self->dossier);
  guint n_blocks = ibid_article_get_n_blocks (article);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_annotations; i++)
    {
      guint block = (guint)((guint64)i * n_blocks / n_annotations);
      guint n_chars = ibid_block_get_n_chars (ibid_article_peek_block (article, block));
      guint from = i % 7;
      IbidSpan span = { block, MIN (from, n_chars - 1), MIN (from + 20 + i % 140, n_chars) };
      g_auto (GStrv) each = g_strsplit (tags[i % 5] != NULL ? tags[i % 5] : "", " ", -1);
      g_autofree char *id = g_strdup_printf ("urn:uuid:00000000-0000-4000-9000-%012u", i);
      g_autoptr (IbidSelector) selector = NULL;
      IbidAnnotation *annotation;
      gint64 time = g_get_real_time () - i * (gint64)600 * G_USEC_PER_SEC;
      guint start, end;

      g_assert_true (ibid_reading_text_range_from_spans (text, &span, 1, &start, &end));
      selector = ibid_selector_new_for_range (text, start, end);
      annotation = ibid_annotation_new_loaded (id, selector, (IbidAnnotationStyle)(i % 6),
                                               notes[i % 5], (const char *const *)each, time, time);
      ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, text, start, end);
      g_ptr_array_add (all, annotation);
    }
  ibid_annotations_put_all (ibid_dossier_get_annotations (self->dossier), all);
}

char *
notes_fixture_new_article (guint n_paragraphs)
{
  GString *text = g_string_new ("{'format':'ibid-article','version':1,'id':'urn:uuid:bench',"
                                "'metadata':{'type':'article','title':'Bench'},'blocks':[");

  for (guint i = 0; i < n_paragraphs; i++)
    if (i % 25 == 0)
      g_string_append_printf (text,
                              "%s{'id':'b%u','type':'heading','level':2,'text':'Part %u of the "
                              "long report on digital works'}",
                              i > 0 ? "," : "", i, i / 25 + 1);
    else
      g_string_append_printf (text,
                              ",{'id':'b%u','type':'paragraph','text':'Digital works %u were built "
                              "in the region by a company from abroad, says the ministry’s "
                              "report; nobody else has counted them, and the road to Almaty "
                              "was closed meanwhile for repairs.'}",
                              i, i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}
