/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>

/* Citations and note references. A citation without a sound place ends the loading: left out, the
 * sentence before it would look as if nobody stood behind it. What hangs on a citation (its claims,
 * its item's own range, a source that is not in the file) is left out alone, with a warning. */

enum
{
  CITATION_BLOCK,
  CITATION_CLAIMS,
  CITATION_END,
  CITATION_FORM,
  CITATION_ID,
  CITATION_ITEMS,
  CITATION_ROLE,
  CITATION_START,
  N_CITATION
};
static const char *const citation_names[N_CITATION] = { "block", "claims", "end",  "form",
                                                        "id",    "items",  "role", "start" };

enum
{
  ITEM_CANDIDATES,
  ITEM_END,
  ITEM_LABEL,
  ITEM_LOCATOR,
  ITEM_NAME,
  ITEM_PREFIX,
  ITEM_RESOLUTION,
  ITEM_SOURCE,
  ITEM_START,
  ITEM_SUFFIX,
  ITEM_VIA,
  N_ITEM
};
static const char *const item_names[N_ITEM] = { "candidates", "end",    "label",      "locator",
                                                "name",       "prefix", "resolution", "source",
                                                "start",      "suffix", "via" };

enum
{
  CLAIM_BLOCK,
  CLAIM_END,
  CLAIM_START,
  N_CLAIM
};
static const char *const claim_names[N_CLAIM] = { "block", "end", "start" };

enum
{
  NOTE_REFERENCE_BLOCK,
  NOTE_REFERENCE_END,
  NOTE_REFERENCE_NOTE,
  NOTE_REFERENCE_START,
  N_NOTE_REFERENCE
};
static const char *const note_reference_names[N_NOTE_REFERENCE] = { "block", "end", "note",
                                                                    "start" };

typedef struct
{
  IbidCitation *citation;
  IbidCitationItem *item;
  gboolean keep;
} CitationReading;

static gboolean
read_claim (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  CitationReading *reading = user_data;
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidFault) fault = { 0 };
  IbidSpan span;

  if (!ibid_json_open (&self->json, node, claim_names, N_CLAIM, &fields) ||
      !ibid_loader_get_span (self, &fields, CLAIM_BLOCK, CLAIM_START, CLAIM_END, &span, &fault))
    return FALSE;
  /* a span of the model has no place for unknown members: the list is kept whole */
  if (fields.extra != NULL)
    reading->keep = TRUE;
  if (fault.detail != NULL)
    ibid_loader_warn_fault (self, &fault, _ ("This claim is left out."));
  else
    ibid_citation_add_claim (reading->citation, &span);
  return TRUE;
}

static gboolean
read_candidate (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  CitationReading *reading = user_data;
  IbidSource *source;
  g_autofree char *message = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return ibid_json_fail_expected (&self->json, NULL, node, _ ("the id of a source"));
  source = ibid_article_find_source (self->article, json_node_get_string (node));
  if (source != NULL)
    {
      ibid_citation_item_add_candidate (reading->item, source);
      return TRUE;
    }
  reading->keep = TRUE;
  message = g_strdup_printf (_ ("There is no source “%s”; this candidate is not offered."),
                             json_node_get_string (node));
  ibid_loader_find (self, IBID_SEVERITY_WARNING, "dangling-reference", NULL, message);
  return TRUE;
}

static gboolean
read_item_source (IbidLoader *self, IbidJsonFields *fields, IbidSource **source)
{
  const char *id = NULL;
  g_autofree char *message = NULL;

  if (!ibid_json_get_name (&self->json, fields, ITEM_SOURCE, IBID_JSON_OPTIONAL, &id))
    return FALSE;
  if (id == NULL)
    return TRUE;
  *source = ibid_article_find_source (self->article, id);
  if (*source != NULL)
    return TRUE;

  ibid_json_keep (fields, ITEM_SOURCE);
  message =
      g_strdup_printf (_ ("There is no source “%s”; the citation is shown as unresolved."), id);
  ibid_loader_find (self, IBID_SEVERITY_WARNING, "dangling-reference", "source", message);
  return TRUE;
}

static gboolean
read_item_range (IbidLoader *self, IbidJsonFields *fields, CitationReading *reading)
{
  IbidSpan span = { .block = ibid_citation_get_span (reading->citation)->block };
  gboolean is_given =
      ibid_json_is_given (fields, ITEM_START) || ibid_json_is_given (fields, ITEM_END);
  g_auto (IbidFault) fault = { 0 };

  if (!is_given)
    return TRUE;
  if (!ibid_json_get_uint (&self->json, fields, ITEM_START, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span.start) ||
      !ibid_json_get_uint (&self->json, fields, ITEM_END, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span.end))
    return FALSE;
  ibid_loader_check_span (self, &span, FALSE, &fault);
  if (fault.detail != NULL)
    ibid_loader_warn_fault (self, &fault,
                            _ ("The place of this part of the citation is left out."));
  else
    ibid_citation_item_set_range (reading->item, span.start, span.end);
  return TRUE;
}

static gboolean
read_item_details (IbidLoader *self, IbidJsonFields *fields, IbidCitationItem *item)
{
  static const guint members[] = { ITEM_PREFIX, ITEM_SUFFIX, ITEM_LOCATOR, ITEM_LABEL, ITEM_VIA };
  const char *values[G_N_ELEMENTS (members)] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!ibid_json_get_string (&self->json, fields, members[i], IBID_JSON_OPTIONAL, &values[i]))
      return FALSE;
  ibid_citation_item_set_details (item, values[0], values[1], values[2], values[3], values[4]);
  return TRUE;
}

static gboolean
fill_item (IbidLoader *self, IbidJsonFields *fields, CitationReading *reading)
{
  reading->keep = FALSE;
  if (!read_item_range (self, fields, reading) ||
      !read_item_details (self, fields, reading->item) ||
      !ibid_loader_each (self, fields, ITEM_CANDIDATES, read_candidate, reading))
    return FALSE;
  if (reading->keep)
    ibid_json_keep (fields, ITEM_CANDIDATES);
  ibid_record_set_extra (IBID_RECORD (reading->item), fields->extra);
  ibid_citation_add_item (reading->citation, reading->item);
  return TRUE;
}

static gboolean
read_item (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  CitationReading *reading = user_data;
  g_auto (IbidJsonFields) fields = { 0 };
  g_autoptr (IbidCitationItem) item = NULL;
  IbidSource *source = NULL;
  const char *name = NULL;
  int resolution = IBID_RESOLUTION_UNRESOLVED;

  if (!ibid_json_open (&self->json, node, item_names, N_ITEM, &fields) ||
      !read_item_source (self, &fields, &source) ||
      !ibid_loader_get_word (self, &fields, ITEM_RESOLUTION, IBID_JSON_REQUIRED,
                             IBID_TYPE_RESOLUTION, &resolution) ||
      !ibid_json_get_string (&self->json, &fields, ITEM_NAME, IBID_JSON_OPTIONAL, &name))
    return FALSE;
  if (source == NULL && ibid_json_is_given (&fields, ITEM_SOURCE) &&
      resolution != IBID_RESOLUTION_UNRESOLVED)
    {
      ibid_json_keep (&fields, ITEM_RESOLUTION);
      resolution = IBID_RESOLUTION_UNRESOLVED;
    }
  item = ibid_citation_item_new (source, (IbidResolution)resolution, name);
  reading->item = item;
  return fill_item (self, &fields, reading);
}

static gboolean
read_items (IbidLoader *self, IbidJsonFields *fields, CitationReading *reading)
{
  JsonArray *items = NULL;

  if (!ibid_json_get_array (&self->json, fields, CITATION_ITEMS, IBID_JSON_REQUIRED, &items))
    return FALSE;
  if (json_array_get_length (items) == 0)
    return ibid_json_fail (&self->json, "items", IBID_FORMAT_ERROR_VALUE,
                           _ ("expected at least one item, found an empty list."));
  return ibid_loader_each (self, fields, CITATION_ITEMS, read_item, reading);
}

static gboolean
read_citation_lists (IbidLoader *self, IbidJsonFields *fields, IbidCitation *citation)
{
  CitationReading reading = { .citation = citation };

  if (!read_items (self, fields, &reading))
    return FALSE;
  reading.keep = FALSE;
  if (!ibid_loader_each (self, fields, CITATION_CLAIMS, read_claim, &reading))
    return FALSE;
  if (reading.keep)
    ibid_json_keep (fields, CITATION_CLAIMS);
  return TRUE;
}

/**
 * ibid_load_citation:
 * @self: the loader
 * @node: an element of "citations"
 * @user_data: not used
 *
 * Reads a citation with its items and claims into the article.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE,
 *   %IBID_FORMAT_ERROR_VALUE, %IBID_FORMAT_ERROR_DUPLICATE_ID, %IBID_FORMAT_ERROR_REFERENCE or
 *   %IBID_FORMAT_ERROR_SPAN
 */
gboolean
ibid_load_citation (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidFault) fault = { 0 };
  g_autoptr (IbidCitation) citation = NULL;
  const char *id = NULL;
  IbidSpan span;
  int form = IBID_CITATION_FORM_PARENTHETICAL;
  int role = IBID_CITATION_ROLE_SUPPORT;

  if (!ibid_json_open (&self->json, node, citation_names, N_CITATION, &fields) ||
      !ibid_json_get_name (&self->json, &fields, CITATION_ID, IBID_JSON_REQUIRED, &id) ||
      !ibid_loader_get_word (self, &fields, CITATION_FORM, IBID_JSON_OPTIONAL,
                             IBID_TYPE_CITATION_FORM, &form) ||
      !ibid_loader_get_word (self, &fields, CITATION_ROLE, IBID_JSON_OPTIONAL,
                             IBID_TYPE_CITATION_ROLE, &role) ||
      !ibid_loader_get_span (self, &fields, CITATION_BLOCK, CITATION_START, CITATION_END, &span,
                             &fault))
    return FALSE;
  if (fault.detail != NULL)
    return ibid_loader_fail_fault (self, &fault);
  if (ibid_article_find_citation (self->article, id) != NULL)
    return ibid_loader_fail_taken (self, id);

  citation = ibid_citation_new (id, &span, (IbidCitationForm)form, (IbidCitationRole)role);
  if (!read_citation_lists (self, &fields, citation))
    return FALSE;
  ibid_record_set_extra (IBID_RECORD (citation), fields.extra);
  ibid_article_take_citation (self->article, g_steal_pointer (&citation));
  return TRUE;
}

static gboolean
read_note (IbidLoader *self, IbidJsonFields *fields, guint *note, IbidFault *fault)
{
  IbidBlock *block;

  if (!ibid_loader_get_block (self, fields, NOTE_REFERENCE_NOTE, note, fault))
    return FALSE;
  if (fault->detail != NULL)
    return TRUE;
  block = ibid_article_peek_block (self->article, *note);
  if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_NOTE)
    return TRUE;
  fault->code = IBID_FORMAT_ERROR_REFERENCE;
  fault->member = "note";
  fault->detail = g_strdup_printf (_ ("The block “%s” is not a note."),
                                   ibid_record_get_id (IBID_RECORD (block)));
  return TRUE;
}

/**
 * ibid_load_note_reference:
 * @self: the loader
 * @node: an element of "note-references"
 * @user_data: not used
 *
 * Reads a note reference into the article; one that leads nowhere or has no sound place is left out
 * with a warning, since its number stays in the text.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE or
 *   %IBID_FORMAT_ERROR_VALUE
 */
gboolean
ibid_load_note_reference (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidFault) fault = { 0 };
  g_auto (IbidFault) note_fault = { 0 };
  IbidNoteReference *reference;
  IbidSpan span;
  guint note = 0;

  if (!ibid_json_open (&self->json, node, note_reference_names, N_NOTE_REFERENCE, &fields) ||
      !read_note (self, &fields, &note, &note_fault) ||
      !ibid_loader_get_span (self, &fields, NOTE_REFERENCE_BLOCK, NOTE_REFERENCE_START,
                             NOTE_REFERENCE_END, &span, &fault))
    return FALSE;
  if (note_fault.detail != NULL || fault.detail != NULL)
    {
      ibid_loader_warn_fault (self, note_fault.detail != NULL ? &note_fault : &fault,
                              _ ("This note reference is left out."));
      return TRUE;
    }
  reference = ibid_note_reference_new (note, &span);
  ibid_record_set_extra (IBID_RECORD (reference), fields.extra);
  ibid_article_take_note_reference (self->article, reference);
  return TRUE;
}
