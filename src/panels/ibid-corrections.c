/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ibid-corrections.h"

/* cuts brackets and what else stands round a citation off both ends */
static char *
dup_bare (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *start = stripped;
  gsize length;

  while (*start != '\0' && strchr ("([{,;: ", *start) != NULL)
    start++;
  length = strlen (start);
  while (length > 0 && strchr (")]},;: ", start[length - 1]) != NULL)
    length--;
  return g_strndup (start, length);
}

/* Reads what little can be told without guessing: "(Xinhua, 2021-01-22)" is a name and a date in
 * EDTF; anything else behind the comma is left for the reader to enter. FALSE: there is no name. */
gboolean
ibid_corrections_read_citation (const char *text, char **name, char **issued_edtf)
{
  g_autofree char *bare = dup_bare (text);
  char *comma = strchr (bare, ',');
  g_autoptr (IbidPartialDate) date = NULL;
  g_autofree char *rest = NULL;

  if (*bare == '\0')
    return FALSE;
  if (comma != NULL)
    {
      rest = g_strstrip (g_strdup (comma + 1));
      *comma = '\0';
      date = ibid_partial_date_new_from_edtf (rest, NULL);
    }
  *name = g_strstrip (g_strdup (bare));
  *issued_edtf = date != NULL ? g_steal_pointer (&rest) : g_strdup ("");
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
  IbidCitation *citation;

  if (spans == NULL || spans->len == 0)
    return NULL;
  span = &g_array_index (spans, IbidSpan, 0);
  text = ibid_article_dup_span_text (ibid_dossier_get_article (dossier), span);
  if (!ibid_corrections_read_citation (text, &name, &issued))
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
