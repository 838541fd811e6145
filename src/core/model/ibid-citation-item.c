/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-citation-item-private.h"
#include "ibid-record-list-private.h"
#include "ibid-terms-types.h"

struct _IbidCitationItem
{
  IbidRecord parent_instance;

  /* borrowed */
  IbidCitation *citation;

  /* owned: from the file */
  IbidSource *base_source;
  IbidRecordList *candidates;
  char *name;
  char *prefix;
  char *suffix;
  char *locator;
  char *label;
  char *via;

  /* owned: from the reader */
  IbidSource *source;
  char *verdict_modified;
  char *credibility_modified;

  /* plain */
  guint index;
  guint start;
  guint end;
  IbidResolution resolution;
  IbidVerdict verdict;
  guint credibility;
  gboolean has_range;
  gboolean is_chosen;
  gboolean is_split;
};

typedef enum
{
  PROP_SOURCE = 1,
  PROP_VERDICT,
  PROP_CREDIBILITY,
} IbidCitationItemProperty;

static GParamSpec *properties[PROP_CREDIBILITY + 1];

G_DEFINE_TYPE (IbidCitationItem, ibid_citation_item, IBID_TYPE_RECORD)

static void
ibid_citation_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IbidCitationItem *self = IBID_CITATION_ITEM (object);

  switch ((IbidCitationItemProperty)id)
    {
    case PROP_SOURCE:
      g_value_set_object (value, ibid_citation_item_get_source (self));
      break;
    case PROP_VERDICT:
      g_value_set_enum (value, ibid_citation_item_get_verdict (self));
      break;
    case PROP_CREDIBILITY:
      g_value_set_uint (value, ibid_citation_item_get_credibility (self));
      break;
    }
}

static void
ibid_citation_item_finalize (GObject *object)
{
  IbidCitationItem *self = IBID_CITATION_ITEM (object);

  g_clear_object (&self->base_source);
  g_clear_object (&self->candidates);
  g_free (self->name);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->locator);
  g_free (self->label);
  g_free (self->via);
  g_clear_object (&self->source);
  g_free (self->verdict_modified);
  g_free (self->credibility_modified);
  G_OBJECT_CLASS (ibid_citation_item_parent_class)->finalize (object);
}

static void
ibid_citation_item_class_init (IbidCitationItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ibid_citation_item_get_property;
  object_class->finalize = ibid_citation_item_finalize;

  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, IBID_TYPE_SOURCE, flags);
  properties[PROP_VERDICT] =
      g_param_spec_enum ("verdict", NULL, NULL, IBID_TYPE_VERDICT, IBID_VERDICT_NOT_CHECKED, flags);
  properties[PROP_CREDIBILITY] =
      g_param_spec_uint ("credibility", NULL, NULL, IBID_CREDIBILITY_NOT_GRADED,
                         IBID_CREDIBILITY_CANNOT_BE_JUDGED, IBID_CREDIBILITY_NOT_GRADED, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ibid_citation_item_init (IbidCitationItem *self)
{
}

/**
 * ibid_citation_item_new:
 * @source: (nullable): what it points at; %NULL while ambiguous or unresolved
 * @resolution: how that was found out
 * @name: (nullable): outlet or author as written
 *
 * Makes an item, to be added to a citation.
 *
 * Returns: (transfer full): the item
 */
IbidCitationItem *
ibid_citation_item_new (IbidSource *source, IbidResolution resolution, const char *name)
{
  IbidCitationItem *self = g_object_new (IBID_TYPE_CITATION_ITEM, NULL);

  g_set_object (&self->base_source, source);
  g_set_object (&self->source, source);
  self->resolution = resolution;
  self->name = g_strdup (name);
  return self;
}

/**
 * ibid_citation_item_get_citation:
 * @self: an item
 *
 * Gives the citation that the item belongs to.
 *
 * Returns: (transfer none) (nullable): the citation; %NULL once it is gone
 */
IbidCitation *
ibid_citation_item_get_citation (IbidCitationItem *self)
{
  return self->citation;
}

/**
 * ibid_citation_item_set_citation:
 * @self: an item
 * @citation: (nullable): its citation, which owns the item
 * @index: position in the citation
 *
 * Ties the item to its citation, or loosens it.
 */
void
ibid_citation_item_set_citation (IbidCitationItem *self, IbidCitation *citation, guint index)
{
  self->citation = citation;
  self->index = index;
}

/**
 * ibid_citation_item_get_index:
 * @self: an item
 *
 * Tells which of its citation's items it is.
 *
 * Returns: position, from 0
 */
guint
ibid_citation_item_get_index (IbidCitationItem *self)
{
  return self->index;
}

/**
 * ibid_citation_item_get_source:
 * @self: an item
 *
 * Gives what the item points at, with the reader's choice, merges and splits.
 *
 * Returns: (nullable): the source; %NULL while ambiguous or unresolved
 */
IbidSource *
ibid_citation_item_get_source (IbidCitationItem *self)
{
  return self->source;
}

/**
 * ibid_citation_item_get_candidates:
 * @self: an item
 *
 * Gives the sources that an ambiguous item may mean.
 *
 * Returns: (transfer none): a list of #IbidSource
 */
GListModel *
ibid_citation_item_get_candidates (IbidCitationItem *self)
{
  if (self->candidates == NULL)
    self->candidates = ibid_record_list_new (IBID_TYPE_SOURCE);
  return G_LIST_MODEL (self->candidates);
}

/**
 * ibid_citation_item_get_resolution:
 * @self: an item
 *
 * Tells how the article's maker found the source. The reader's choice does not change it; see
 * ibid_citation_item_is_chosen().
 *
 * Returns: the resolution
 */
IbidResolution
ibid_citation_item_get_resolution (IbidCitationItem *self)
{
  return self->resolution;
}

/**
 * ibid_citation_item_is_chosen:
 * @self: an item
 *
 * Tells whether the reader chose the source among the candidates.
 *
 * Returns: whether it was chosen
 */
gboolean
ibid_citation_item_is_chosen (IbidCitationItem *self)
{
  return self->is_chosen;
}

/**
 * ibid_citation_item_get_range:
 * @self: an item
 * @start: (out) (optional): first character, in code points of the citation's block
 * @end: (out) (optional): one past the last
 *
 * Tells which piece of the text is this item.
 *
 * Returns: whether the file says so; else @start and @end are left alone
 */
gboolean
ibid_citation_item_get_range (IbidCitationItem *self, guint *start, guint *end)
{
  if (self->has_range && start != NULL)
    *start = self->start;
  if (self->has_range && end != NULL)
    *end = self->end;
  return self->has_range;
}

/**
 * ibid_citation_item_get_name:
 * @self: an item
 *
 * Gives outlet or author as the article writes it.
 *
 * Returns: (nullable): the name
 */
const char *
ibid_citation_item_get_name (IbidCitationItem *self)
{
  return self->name;
}

/**
 * ibid_citation_item_get_prefix:
 * @self: an item
 *
 * Gives the words before it, "see".
 *
 * Returns: (nullable): the words
 */
const char *
ibid_citation_item_get_prefix (IbidCitationItem *self)
{
  return self->prefix;
}

/**
 * ibid_citation_item_get_suffix:
 * @self: an item
 *
 * Gives the words after it.
 *
 * Returns: (nullable): the words
 */
const char *
ibid_citation_item_get_suffix (IbidCitationItem *self)
{
  return self->suffix;
}

/**
 * ibid_citation_item_get_locator:
 * @self: an item
 *
 * Gives the place in the source, "12–13".
 *
 * Returns: (nullable): the place
 */
const char *
ibid_citation_item_get_locator (IbidCitationItem *self)
{
  return self->locator;
}

/**
 * ibid_citation_item_get_label:
 * @self: an item
 *
 * Tells what the locator counts, "page".
 *
 * Returns: (nullable): a CSL locator label
 */
const char *
ibid_citation_item_get_label (IbidCitationItem *self)
{
  return self->label;
}

/**
 * ibid_citation_item_get_via:
 * @self: an item
 *
 * Tells through whom the source is cited, "cited in".
 *
 * Returns: (nullable): the one who passed it on
 */
const char *
ibid_citation_item_get_via (IbidCitationItem *self)
{
  return self->via;
}

/**
 * ibid_citation_item_get_verdict:
 * @self: an item
 *
 * Gives the reader's finding on whether the source says so.
 *
 * Returns: the verdict
 */
IbidVerdict
ibid_citation_item_get_verdict (IbidCitationItem *self)
{
  return self->verdict;
}

/**
 * ibid_citation_item_get_credibility:
 * @self: an item
 *
 * Gives the reader's grade of what is said.
 *
 * Returns: 1 to 6, or 0 while not graded
 */
guint
ibid_citation_item_get_credibility (IbidCitationItem *self)
{
  return self->credibility;
}

/**
 * ibid_citation_item_get_verdict_modified:
 * @self: an item
 *
 * Tells when the reader found so.
 *
 * Returns: (nullable): ISO 8601
 */
const char *
ibid_citation_item_get_verdict_modified (IbidCitationItem *self)
{
  return self->verdict_modified;
}

/**
 * ibid_citation_item_get_credibility_modified:
 * @self: an item
 *
 * Tells when the reader gave the grade.
 *
 * Returns: (nullable): ISO 8601
 */
const char *
ibid_citation_item_get_credibility_modified (IbidCitationItem *self)
{
  return self->credibility_modified;
}

/**
 * ibid_citation_item_set_range:
 * @self: an item that is not yet part of an article
 * @start: first character, in code points of the citation's block
 * @end: one past the last
 *
 * Sets which piece of the text is this item.
 */
void
ibid_citation_item_set_range (IbidCitationItem *self, guint start, guint end)
{
  self->has_range = TRUE;
  self->start = start;
  self->end = end;
}

static void
set_string (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

/**
 * ibid_citation_item_set_details:
 * @self: an item that is not yet part of an article
 * @prefix: (nullable): words before it
 * @suffix: (nullable): words after it
 * @locator: (nullable): place in the source
 * @label: (nullable): what the locator counts
 * @via: (nullable): through whom it is cited
 *
 * Sets what the file says beyond name and source.
 */
void
ibid_citation_item_set_details (IbidCitationItem *self, const char *prefix, const char *suffix,
                                const char *locator, const char *label, const char *via)
{
  set_string (&self->prefix, prefix);
  set_string (&self->suffix, suffix);
  set_string (&self->locator, locator);
  set_string (&self->label, label);
  set_string (&self->via, via);
}

/**
 * ibid_citation_item_add_candidate:
 * @self: an item that is not yet part of an article
 * @candidate: a source that may be meant; a reference is taken
 *
 * Appends a candidate.
 */
void
ibid_citation_item_add_candidate (IbidCitationItem *self, IbidSource *candidate)
{
  ibid_record_list_take (IBID_RECORD_LIST (ibid_citation_item_get_candidates (self)),
                         g_object_ref (candidate));
}

/**
 * ibid_citation_item_get_base_source:
 * @self: an item
 *
 * Gives the source that the file names.
 *
 * Returns: (nullable): the source
 */
IbidSource *
ibid_citation_item_get_base_source (IbidCitationItem *self)
{
  return self->base_source;
}

/**
 * ibid_citation_item_find_candidate:
 * @self: an item
 * @id: id of a source
 *
 * Finds a source among the candidates.
 *
 * Returns: (nullable): the candidate; %NULL if it is none of them
 */
IbidSource *
ibid_citation_item_find_candidate (IbidCitationItem *self, const char *id)
{
  for (guint i = 0; i < ibid_record_list_get_length (self->candidates); i++)
    {
      IbidSource *candidate = ibid_record_list_peek (self->candidates, i);

      if (g_strcmp0 (ibid_record_get_id (IBID_RECORD (candidate)), id) == 0)
        return candidate;
    }
  return NULL;
}

/**
 * ibid_citation_item_is_open:
 * @self: an item
 *
 * Tells whether it is still open what the item points at.
 *
 * Returns: whether it is ambiguous or unresolved and the reader has not settled it
 */
gboolean
ibid_citation_item_is_open (IbidCitationItem *self)
{
  if (self->is_chosen || self->is_split)
    return FALSE;
  return self->resolution == IBID_RESOLUTION_AMBIGUOUS ||
         self->resolution == IBID_RESOLUTION_UNRESOLVED;
}

static gboolean
replace_string (char **field, const char *value)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  set_string (field, value);
  return TRUE;
}

static IbidArticleParts
override_judgements (IbidCitationItem *self, const IbidItemOverride *override)
{
  IbidArticleParts parts = 0;

  if (replace_string (&self->verdict_modified, override->verdict_modified))
    parts |= IBID_ARTICLE_PART_JUDGEMENTS;
  if (replace_string (&self->credibility_modified, override->credibility_modified))
    parts |= IBID_ARTICLE_PART_JUDGEMENTS;
  if (self->verdict != override->verdict)
    {
      self->verdict = override->verdict;
      parts |= IBID_ARTICLE_PART_JUDGEMENTS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
    }
  if (self->credibility != override->credibility)
    {
      self->credibility = override->credibility;
      parts |= IBID_ARTICLE_PART_JUDGEMENTS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREDIBILITY]);
    }
  return parts;
}

/**
 * ibid_citation_item_override:
 * @self: an item
 * @override: (nullable): the reader's choices; %NULL: what the file says
 *
 * Puts the reader's choices in the place of earlier ones and notifies of what differs.
 *
 * Returns: the parts of the article that differ
 */
IbidArticleParts
ibid_citation_item_override (IbidCitationItem *self, const IbidItemOverride *override)
{
  const IbidItemOverride nothing = { .source = self->base_source };
  IbidArticleParts parts = 0;

  if (override == NULL)
    override = &nothing;
  if (self->is_chosen != override->is_chosen || self->is_split != override->is_split)
    parts |= IBID_ARTICLE_PART_CITATIONS;
  self->is_chosen = override->is_chosen;
  self->is_split = override->is_split;
  if (g_set_object (&self->source, override->source))
    {
      parts |= IBID_ARTICLE_PART_CITATIONS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
    }
  return parts | override_judgements (self, override);
}
