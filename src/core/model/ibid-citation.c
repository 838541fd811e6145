/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-citation-private.h"
#include "ibid-record-list-private.h"
#include "ibid-terms-types.h"

struct _IbidCitation
{
  IbidRecord parent_instance;

  /* owned */
  IbidRecordList *items;
  GArray *base_claims; /* from the file; NULL is none */
  GArray *claims;      /* the reader's; NULL is as in the file */

  /* plain */
  IbidSpan span;
  IbidCitationForm form;
  IbidCitationRole role;
  guint position;
  gboolean is_added;
};

typedef enum
{
  PROP_CLAIMS = 1,
} IbidCitationProperty;

static GParamSpec *properties[PROP_CLAIMS + 1];

G_DEFINE_TYPE (IbidCitation, ibid_citation, IBID_TYPE_RECORD)

static GArray *
get_effective_claims (IbidCitation *self)
{
  return self->claims != NULL ? self->claims : self->base_claims;
}

static void
ibid_citation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IbidCitation *self = IBID_CITATION (object);

  switch ((IbidCitationProperty)id)
    {
    case PROP_CLAIMS:
      g_value_set_boxed (value, get_effective_claims (self));
      break;
    }
}

static void
ibid_citation_finalize (GObject *object)
{
  IbidCitation *self = IBID_CITATION (object);

  for (guint i = 0; i < ibid_citation_get_n_items (self); i++)
    ibid_citation_item_set_citation (ibid_citation_peek_item (self, i), NULL, i);
  g_clear_object (&self->items);
  g_clear_pointer (&self->base_claims, g_array_unref);
  g_clear_pointer (&self->claims, g_array_unref);
  G_OBJECT_CLASS (ibid_citation_parent_class)->finalize (object);
}

static void
ibid_citation_class_init (IbidCitationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ibid_citation_get_property;
  object_class->finalize = ibid_citation_finalize;

  properties[PROP_CLAIMS] = g_param_spec_boxed ("claims", NULL, NULL, G_TYPE_ARRAY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ibid_citation_init (IbidCitation *self)
{
  self->items = ibid_record_list_new (IBID_TYPE_CITATION_ITEM);
  self->position = G_MAXUINT;
}

/**
 * ibid_citation_new:
 * @id: its id in the article
 * @span: its place in the text
 * @form: how it is written
 * @role: what it is there for
 *
 * Makes a citation without items.
 *
 * Returns: (transfer full): the citation
 */
IbidCitation *
ibid_citation_new (const char *id, const IbidSpan *span, IbidCitationForm form,
                   IbidCitationRole role)
{
  IbidCitation *self = g_object_new (IBID_TYPE_CITATION, NULL);

  ibid_record_set_id (IBID_RECORD (self), id);
  self->span = *span;
  self->form = form;
  self->role = role;
  return self;
}

/**
 * ibid_citation_get_span:
 * @self: a citation
 *
 * Gives its place in the text.
 *
 * Returns: the span
 */
const IbidSpan *
ibid_citation_get_span (IbidCitation *self)
{
  return &self->span;
}

/**
 * ibid_citation_get_form:
 * @self: a citation
 *
 * Tells how it is written.
 *
 * Returns: the form
 */
IbidCitationForm
ibid_citation_get_form (IbidCitation *self)
{
  return self->form;
}

/**
 * ibid_citation_get_role:
 * @self: a citation
 *
 * Tells what it is there for.
 *
 * Returns: the role
 */
IbidCitationRole
ibid_citation_get_role (IbidCitation *self)
{
  return self->role;
}

/**
 * ibid_citation_get_items:
 * @self: a citation
 *
 * Gives what it points at, one item a source.
 *
 * Returns: (transfer none): a list of #IbidCitationItem, which never changes
 */
GListModel *
ibid_citation_get_items (IbidCitation *self)
{
  return G_LIST_MODEL (self->items);
}

/**
 * ibid_citation_get_n_items:
 * @self: a citation
 *
 * Counts its items.
 *
 * Returns: their number
 */
guint
ibid_citation_get_n_items (IbidCitation *self)
{
  return ibid_record_list_get_length (self->items);
}

/**
 * ibid_citation_peek_item:
 * @self: a citation
 * @index: which item, from 0
 *
 * Gives an item without a reference.
 *
 * Returns: (transfer none) (nullable): the item; %NULL past the last
 */
IbidCitationItem *
ibid_citation_peek_item (IbidCitation *self, guint index)
{
  return ibid_record_list_peek (self->items, index);
}

/**
 * ibid_citation_get_claims:
 * @self: a citation
 * @n_claims: (out): their number
 *
 * Gives the pieces of text that the citation supports: the reader's, else the file's.
 *
 * Returns: (array length=n_claims) (nullable): the spans, valid until decisions are applied
 */
const IbidSpan *
ibid_citation_get_claims (IbidCitation *self, guint *n_claims)
{
  GArray *claims = get_effective_claims (self);

  *n_claims = claims != NULL ? claims->len : 0;
  return *n_claims > 0 ? (const IbidSpan *)(gpointer)claims->data : NULL;
}

/**
 * ibid_citation_is_added:
 * @self: a citation
 *
 * Tells whether the reader made the citation.
 *
 * Returns: whether it is missing in the article file
 */
gboolean
ibid_citation_is_added (IbidCitation *self)
{
  return self->is_added;
}

/**
 * ibid_citation_set_added:
 * @self: a citation
 *
 * Marks the citation as the reader's.
 */
void
ibid_citation_set_added (IbidCitation *self)
{
  self->is_added = TRUE;
}

/**
 * ibid_citation_add_item:
 * @self: a citation that is not yet part of an article
 * @item: an item; a reference is taken
 *
 * Appends an item.
 */
void
ibid_citation_add_item (IbidCitation *self, IbidCitationItem *item)
{
  ibid_citation_item_set_citation (item, self, ibid_citation_get_n_items (self));
  ibid_record_list_take (self->items, g_object_ref (item));
}

/**
 * ibid_citation_add_claim:
 * @self: a citation that is not yet part of an article
 * @claim: a piece of text that it supports
 *
 * Appends a claim.
 */
void
ibid_citation_add_claim (IbidCitation *self, const IbidSpan *claim)
{
  if (self->base_claims == NULL)
    self->base_claims = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  g_array_append_vals (self->base_claims, claim, 1);
}

/**
 * ibid_citation_get_position:
 * @self: a citation
 *
 * Gives its place in the list of visible citations.
 *
 * Returns: position, or %G_MAXUINT if it is not visible
 */
guint
ibid_citation_get_position (IbidCitation *self)
{
  return self->position;
}

/**
 * ibid_citation_set_position:
 * @self: a citation
 * @position: position, or %G_MAXUINT if it is not visible
 *
 * Notes its place in the list of visible citations.
 */
void
ibid_citation_set_position (IbidCitation *self, guint position)
{
  self->position = position;
}

static gboolean
is_same_claims (GArray *a, GArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  return n_a == n_b && (n_a == 0 || memcmp (a->data, b->data, n_a * sizeof (IbidSpan)) == 0);
}

/**
 * ibid_citation_override_claims:
 * @self: a citation
 * @claims: (nullable) (element-type IbidSpan): the reader's claims; %NULL: what the file says
 *
 * Puts the reader's claims in the place of earlier ones and notifies if they differ.
 *
 * Returns: the parts of the article that differ
 */
IbidArticleParts
ibid_citation_override_claims (IbidCitation *self, GArray *claims)
{
  gboolean same =
      is_same_claims (get_effective_claims (self), claims != NULL ? claims : self->base_claims);

  if (claims != NULL)
    g_array_ref (claims);
  g_clear_pointer (&self->claims, g_array_unref);
  self->claims = claims;
  if (same)
    return 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLAIMS]);
  return IBID_ARTICLE_PART_CITATIONS;
}

static IbidCheckState
state_of_verdict (IbidVerdict verdict)
{
  switch (verdict)
    {
    case IBID_VERDICT_NOT_CHECKED:
      return IBID_CHECK_STATE_NOT_CHECKED;
    case IBID_VERDICT_SUPPORTS:
      return IBID_CHECK_STATE_SUPPORTS;
    case IBID_VERDICT_PARTLY:
      return IBID_CHECK_STATE_PARTLY;
    case IBID_VERDICT_DOES_NOT_SUPPORT:
      return IBID_CHECK_STATE_DOES_NOT_SUPPORT;
    }
  g_return_val_if_reached (IBID_CHECK_STATE_NOT_CHECKED);
}

/* from good to bad; what is not checked weighs more than a "supports" beside it, and less than a
 * finding against it */
static guint
weight_of (IbidCheckState state)
{
  switch (state)
    {
    case IBID_CHECK_STATE_SUPPORTS:
      return 0;
    case IBID_CHECK_STATE_NOT_CHECKED:
      return 1;
    case IBID_CHECK_STATE_PARTLY:
      return 2;
    case IBID_CHECK_STATE_DOES_NOT_SUPPORT:
      return 3;
    case IBID_CHECK_STATE_AMBIGUOUS:
      return 4;
    }
  g_return_val_if_reached (0);
}

/**
 * ibid_citation_get_check_state:
 * @self: a citation
 *
 * Sums up its items for the mark in the text: ambiguous if any item is still open, else the
 * weakest verdict.
 *
 * Returns: the state
 */
IbidCheckState
ibid_citation_get_check_state (IbidCitation *self)
{
  guint n_items = ibid_citation_get_n_items (self);
  IbidCheckState weakest = n_items > 0 ? IBID_CHECK_STATE_SUPPORTS : IBID_CHECK_STATE_NOT_CHECKED;

  for (guint i = 0; i < n_items; i++)
    {
      IbidCitationItem *item = ibid_citation_peek_item (self, i);
      IbidCheckState state = ibid_citation_item_is_open (item)
                                 ? IBID_CHECK_STATE_AMBIGUOUS
                                 : state_of_verdict (ibid_citation_item_get_verdict (item));

      if (weight_of (state) > weight_of (weakest))
        weakest = state;
    }
  return weakest;
}
