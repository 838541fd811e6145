/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-corrections.h"
#include "ibid-written-citation.h"

/* Reads what a citation says: name, and date in EDTF, "" for none. When the author looked at a work
 * is not when it appeared, so that is no date here. FALSE: there is no name. */
gboolean
ibid_corrections_read_citation (const char *text, IbidPartialDate *published, char **name,
                                char **issued_edtf)
{
  IbidWrittenTraits traits;
  g_autoptr (IbidPartialDate) date = ibid_written_citation_read (text, published, name, &traits);

  if (*name == NULL)
    return FALSE;
  *issued_edtf = date != NULL && !(traits & IBID_WRITTEN_ACCESSED)
                     ? ibid_partial_date_to_edtf (date)
                     : g_strdup ("");
  return TRUE;
}

/* the citation made and chosen, or NULL: nothing fit for one is selected */
IbidCitation *
ibid_corrections_cite_selection (IbidDossier *dossier, IbidReadingState *state)
{
  g_autoptr (GArray) spans = ibid_reading_state_dup_selected_spans (state);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *issued = NULL;
  const IbidSpan *span;
  IbidPartialDate *published;
  IbidCitation *citation;

  if (spans == NULL || spans->len == 0)
    return NULL;
  span = &g_array_index (spans, IbidSpan, 0);
  text = ibid_article_dup_span_text (ibid_dossier_get_article (dossier), span);
  published = ibid_csl_get_issued (ibid_article_get_metadata (ibid_dossier_get_article (dossier)));
  if (!ibid_corrections_read_citation (text, published, &name, &issued))
    return NULL;
  citation = ibid_dossier_add_citation (dossier, span, name, issued);
  if (citation != NULL)
    ibid_reading_state_select_citation (state, citation, 0);
  return citation;
}

void
ibid_corrections_claim_selection (IbidDossier *dossier, IbidReadingState *state,
                                  IbidCitation *citation)
{
  g_autoptr (GArray) spans = ibid_reading_state_dup_selected_spans (state);

  if (spans != NULL && spans->len > 0)
    ibid_dossier_set_claims (dossier, citation, (const IbidSpan *)(void *)spans->data, spans->len);
}
