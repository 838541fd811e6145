/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <glib/gi18n.h>
#include "ibid-citation.h"
#include "ibid-record-list-private.h"
#include "ibid-source-private.h"
#include "ibid-terms-types.h"

struct _IbidSource
{
  IbidRecord parent_instance;

  /* owned: from the file */
  IbidOutlet *outlet;
  IbidCsl *csl;
  char *archived;
  IbidPartialDate *issued_edtf;

  /* owned: from the reader */
  IbidCsl *edited_csl;
  char *edits; /* what edited_csl was made from */
  IbidPartialDate *edited_date;
  char *edited_archived;
  char *access_modified;
  char *reliability_modified;
  IbidSource *merged_into;
  IbidRecordList *items;

  /* plain */
  gboolean has_edited_date;
  IbidAccess access;
  gboolean has_reliability;
  IbidReliability reliability;
};

typedef enum
{
  PROP_OUTLET = 1,
  PROP_CSL,
  PROP_ARCHIVED,
  PROP_ACCESS,
  PROP_RELIABILITY,
} IbidSourceProperty;

static GParamSpec *properties[PROP_RELIABILITY + 1];

G_DEFINE_TYPE (IbidSource, ibid_source, IBID_TYPE_RECORD)

static void
ibid_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IbidSource *self = IBID_SOURCE (object);

  switch ((IbidSourceProperty)id)
    {
    case PROP_OUTLET:
      g_value_set_object (value, ibid_source_get_outlet (self));
      break;
    case PROP_CSL:
      g_value_set_object (value, ibid_source_get_csl (self));
      break;
    case PROP_ARCHIVED:
      g_value_set_string (value, ibid_source_get_archived (self));
      break;
    case PROP_ACCESS:
      g_value_set_enum (value, ibid_source_get_access (self));
      break;
    case PROP_RELIABILITY:
      g_value_set_enum (value, ibid_source_get_reliability (self));
      break;
    }
}

static void
ibid_source_dispose (GObject *object)
{
  IbidSource *self = IBID_SOURCE (object);

  g_clear_object (&self->merged_into);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (ibid_source_parent_class)->dispose (object);
}

static void
ibid_source_finalize (GObject *object)
{
  IbidSource *self = IBID_SOURCE (object);

  g_clear_object (&self->outlet);
  g_clear_object (&self->csl);
  g_free (self->archived);
  g_clear_pointer (&self->issued_edtf, ibid_partial_date_unref);
  g_clear_object (&self->edited_csl);
  g_free (self->edits);
  g_clear_pointer (&self->edited_date, ibid_partial_date_unref);
  g_free (self->edited_archived);
  g_free (self->access_modified);
  g_free (self->reliability_modified);
  G_OBJECT_CLASS (ibid_source_parent_class)->finalize (object);
}

static void
ibid_source_class_init (IbidSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ibid_source_get_property;
  object_class->dispose = ibid_source_dispose;
  object_class->finalize = ibid_source_finalize;

  properties[PROP_OUTLET] = g_param_spec_object ("outlet", NULL, NULL, IBID_TYPE_OUTLET, flags);
  properties[PROP_CSL] = g_param_spec_object ("csl", NULL, NULL, IBID_TYPE_CSL, flags);
  properties[PROP_ARCHIVED] = g_param_spec_string ("archived", NULL, NULL, NULL, flags);
  properties[PROP_ACCESS] =
      g_param_spec_enum ("access", NULL, NULL, IBID_TYPE_ACCESS, IBID_ACCESS_NOT_OPENED, flags);
  properties[PROP_RELIABILITY] = g_param_spec_enum (
      "reliability", NULL, NULL, IBID_TYPE_RELIABILITY, IBID_RELIABILITY_NOT_GRADED, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ibid_source_init (IbidSource *self)
{
}

/**
 * ibid_source_new:
 * @id: its id in the article
 * @outlet: (nullable): who published it; a reference is taken
 * @csl: (nullable): its record; a reference is taken; %NULL: an empty one
 *
 * Makes a source.
 *
 * Returns: (transfer full): the source
 */
IbidSource *
ibid_source_new (const char *id, IbidOutlet *outlet, IbidCsl *csl)
{
  IbidSource *self = g_object_new (IBID_TYPE_SOURCE, NULL);

  ibid_record_set_id (IBID_RECORD (self), id);
  g_set_object (&self->outlet, outlet);
  self->csl = csl != NULL ? g_object_ref (csl) : ibid_csl_new (id, "document");
  return self;
}

/**
 * ibid_source_get_outlet:
 * @self: a source
 *
 * Tells who published the source.
 *
 * Returns: (nullable): the outlet
 */
IbidOutlet *
ibid_source_get_outlet (IbidSource *self)
{
  return self->outlet;
}

/**
 * ibid_source_get_csl:
 * @self: a source
 *
 * Gives the bibliographic record, with the reader's edits.
 *
 * Returns: the record, not to be changed
 */
IbidCsl *
ibid_source_get_csl (IbidSource *self)
{
  return self->edited_csl != NULL ? self->edited_csl : self->csl;
}

/**
 * ibid_source_get_archived:
 * @self: a source
 *
 * Gives the address of an archived copy, with the reader's edit.
 *
 * Returns: (nullable): the address
 */
const char *
ibid_source_get_archived (IbidSource *self)
{
  const char *archived = self->edited_archived != NULL ? self->edited_archived : self->archived;

  return archived != NULL && *archived != '\0' ? archived : NULL;
}

/**
 * ibid_source_get_base_date:
 * @self: a source
 *
 * Tells when the source appeared, by the file.
 *
 * Returns: (nullable): the date
 */
IbidPartialDate *
ibid_source_get_base_date (IbidSource *self)
{
  return self->issued_edtf != NULL ? self->issued_edtf : ibid_csl_get_issued (self->csl);
}

/**
 * ibid_source_get_date:
 * @self: a source
 *
 * Tells when the source appeared: by the reader, else by the file's EDTF, else by its CSL date.
 *
 * Returns: (nullable): the date; %NULL if not known
 */
IbidPartialDate *
ibid_source_get_date (IbidSource *self)
{
  return self->has_edited_date ? self->edited_date : ibid_source_get_base_date (self);
}

/**
 * ibid_source_get_issued_edtf:
 * @self: a source
 *
 * Gives the date that the file writes in EDTF, because CSL cannot say it.
 *
 * Returns: (nullable): the date; %NULL if the file gives none
 */
IbidPartialDate *
ibid_source_get_issued_edtf (IbidSource *self)
{
  return self->issued_edtf;
}

/**
 * ibid_source_get_access:
 * @self: a source
 *
 * Tells how the reader found the source.
 *
 * Returns: the access
 */
IbidAccess
ibid_source_get_access (IbidSource *self)
{
  return self->access;
}

/**
 * ibid_source_get_access_modified:
 * @self: a source
 *
 * Tells when the reader judged the access.
 *
 * Returns: (nullable): ISO 8601; %NULL while not opened
 */
const char *
ibid_source_get_access_modified (IbidSource *self)
{
  return self->access_modified;
}

/**
 * ibid_source_get_reliability:
 * @self: a source
 *
 * Gives the source's own grade if the reader gave it one, else that of its outlet.
 *
 * Returns: the grade
 */
IbidReliability
ibid_source_get_reliability (IbidSource *self)
{
  if (self->has_reliability)
    return self->reliability;
  return self->outlet != NULL ? ibid_outlet_get_reliability (self->outlet)
                              : IBID_RELIABILITY_NOT_GRADED;
}

/**
 * ibid_source_has_own_reliability:
 * @self: a source
 *
 * Tells whether the reader graded this source apart from its outlet.
 *
 * Returns: whether it has a grade of its own
 */
gboolean
ibid_source_has_own_reliability (IbidSource *self)
{
  return self->has_reliability;
}

/**
 * ibid_source_get_own_reliability_modified:
 * @self: a source
 *
 * Tells when the reader graded the source apart from its outlet.
 *
 * Returns: (nullable): the time, ISO 8601 in UTC; %NULL if it has no grade of its own
 */
const char *
ibid_source_get_own_reliability_modified (IbidSource *self)
{
  return self->reliability_modified;
}

static const char *
given_or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * ibid_source_dup_label:
 * @self: a source
 *
 * Names the source for people: its title, else outlet and date, "Xinhua, 22 January 2021", else
 * whatever else is known of it.
 *
 * Returns: (transfer full): the label, never empty
 */
char *
ibid_source_dup_label (IbidSource *self)
{
  IbidCsl *csl = ibid_source_get_csl (self);
  IbidPartialDate *date = ibid_source_get_date (self);
  const char *title = given_or_null (ibid_csl_get (csl, IBID_CSL_TITLE));
  const char *literal = given_or_null (ibid_csl_get_issued_literal (csl));
  const char *who =
      self->outlet != NULL ? given_or_null (ibid_outlet_get_name (self->outlet)) : NULL;
  g_autofree char *author = NULL;
  g_autofree char *when = NULL;

  if (title != NULL)
    return g_strdup (title);
  if (who == NULL)
    who = given_or_null (ibid_csl_get (csl, IBID_CSL_CONTAINER_TITLE));
  if (who == NULL)
    who = author = ibid_csl_dup_author_text (csl);
  if (who == NULL)
    who = given_or_null (ibid_csl_get (csl, IBID_CSL_PUBLISHER));
  if (who == NULL)
    who = given_or_null (ibid_csl_get (csl, IBID_CSL_URL));
  when = date != NULL ? ibid_partial_date_format (date) : g_strdup (literal);
  if (who != NULL && when != NULL)
    /* Translators: a source by outlet and date: "Xinhua, 22 January 2021" */
    return g_strdup_printf (C_ ("source", "%s, %s"), who, when);
  if (who != NULL || when != NULL)
    return g_strdup (who != NULL ? who : when);
  who = given_or_null (ibid_record_get_id (IBID_RECORD (self)));
  return g_strdup (who != NULL ? who : _ ("Unknown source"));
}

/**
 * ibid_source_get_items:
 * @self: a source
 *
 * Gives every citation item that points here, of the article's visible citations, in reading
 * order.
 *
 * Returns: (transfer none): a list of #IbidCitationItem that follows the reader's decisions
 */
GListModel *
ibid_source_get_items (IbidSource *self)
{
  if (self->items == NULL)
    self->items = ibid_record_list_new (IBID_TYPE_CITATION_ITEM);
  return G_LIST_MODEL (self->items);
}

/**
 * ibid_source_set_archived:
 * @self: a source that is not yet part of an article
 * @url: (nullable): address of an archived copy
 *
 * Sets the archived copy that the file names.
 */
void
ibid_source_set_archived (IbidSource *self, const char *url)
{
  char *copy = g_strdup (url);

  g_free (self->archived);
  self->archived = copy;
}

/**
 * ibid_source_set_issued_edtf:
 * @self: a source that is not yet part of an article
 * @date: (nullable): a date; a reference is taken
 *
 * Sets the date that the file writes in EDTF.
 */
void
ibid_source_set_issued_edtf (IbidSource *self, IbidPartialDate *date)
{
  if (date != NULL)
    ibid_partial_date_ref (date);
  g_clear_pointer (&self->issued_edtf, ibid_partial_date_unref);
  self->issued_edtf = date;
}

/**
 * ibid_source_get_base_csl:
 * @self: a source
 *
 * Gives the bibliographic record as the file has it.
 *
 * Returns: the record
 */
IbidCsl *
ibid_source_get_base_csl (IbidSource *self)
{
  return self->csl;
}

/**
 * ibid_source_get_merged_into:
 * @self: a source
 *
 * Tells which source stands for this one.
 *
 * Returns: (nullable): the other source; %NULL if this one stands for itself
 */
IbidSource *
ibid_source_get_merged_into (IbidSource *self)
{
  return self->merged_into;
}

static gboolean
replace_string (char **field, const char *value)
{
  char *copy = NULL;

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  copy = g_strdup (value);
  g_free (*field);
  *field = copy;
  return TRUE;
}

static void
edit_field (IbidCsl *csl, IbidCslField field, const char *value)
{
  if (value != NULL)
    ibid_csl_set (csl, field, given_or_null (value));
}

static IbidCsl *
new_edited_csl (IbidSource *self, const IbidSourceOverride *override, IbidPartialDate *date)
{
  IbidCsl *csl = ibid_csl_copy (self->csl);

  edit_field (csl, IBID_CSL_TITLE, override->title);
  edit_field (csl, IBID_CSL_URL, override->url);
  edit_field (csl, IBID_CSL_LANGUAGE, override->language);
  if (override->author != NULL)
    ibid_csl_set_author_text (csl, override->author);
  if (override->issued != NULL)
    {
      ibid_csl_set_issued (csl, date);
      ibid_csl_set_issued_literal (csl, NULL);
    }
  return csl;
}

static char *
dup_edits (const IbidSourceOverride *override)
{
  const char *const values[] = { override->title, override->author, override->issued, override->url,
                                 override->language };
  GString *edits = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_string_append_printf (edits, "%c%s\n", values[i] != NULL ? '=' : '-',
                              values[i] != NULL ? values[i] : "");
      any = any || values[i] != NULL;
    }
  return g_string_free (edits, !any);
}

static IbidArticleParts
override_record (IbidSource *self, const IbidSourceOverride *override)
{
  g_autofree char *edits = dup_edits (override);

  if (g_strcmp0 (edits, self->edits) == 0)
    return 0;
  g_clear_object (&self->edited_csl);
  g_clear_pointer (&self->edited_date, ibid_partial_date_unref);
  self->has_edited_date = override->issued != NULL;
  if (given_or_null (override->issued) != NULL)
    self->edited_date = ibid_partial_date_new_from_edtf (override->issued, NULL);
  if (edits != NULL)
    self->edited_csl = new_edited_csl (self, override, self->edited_date);
  g_free (self->edits);
  self->edits = g_steal_pointer (&edits);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CSL]);
  return IBID_ARTICLE_PART_SOURCES;
}

static IbidArticleParts
override_judgements (IbidSource *self, const IbidSourceOverride *override)
{
  IbidReliability old_reliability = ibid_source_get_reliability (self);
  IbidArticleParts parts = 0;

  if (replace_string (&self->access_modified, override->access_modified))
    parts |= IBID_ARTICLE_PART_JUDGEMENTS;
  if (self->access != override->access)
    {
      self->access = override->access;
      parts |= IBID_ARTICLE_PART_JUDGEMENTS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCESS]);
    }
  if (replace_string (&self->reliability_modified, override->reliability_modified) ||
      self->has_reliability != override->has_reliability)
    parts |= IBID_ARTICLE_PART_JUDGEMENTS;
  self->has_reliability = override->has_reliability;
  self->reliability = override->reliability;
  if (ibid_source_get_reliability (self) != old_reliability)
    {
      parts |= IBID_ARTICLE_PART_JUDGEMENTS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RELIABILITY]);
    }
  return parts;
}

/**
 * ibid_source_override:
 * @self: a source
 * @override: (nullable): the reader's choices; %NULL: what the file says
 *
 * Puts the reader's choices in the place of earlier ones and notifies of what differs.
 *
 * Returns: the parts of the article that differ
 */
IbidArticleParts
ibid_source_override (IbidSource *self, const IbidSourceOverride *override)
{
  static const IbidSourceOverride nothing = { 0 };
  g_autofree char *old_archived = g_strdup (ibid_source_get_archived (self));
  IbidArticleParts parts = 0;

  if (override == NULL)
    override = &nothing;
  parts |= override_record (self, override);
  replace_string (&self->edited_archived, override->archived);
  if (g_strcmp0 (old_archived, ibid_source_get_archived (self)) != 0)
    {
      parts |= IBID_ARTICLE_PART_SOURCES;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARCHIVED]);
    }
  if (g_set_object (&self->merged_into, override->merged_into))
    parts |= IBID_ARTICLE_PART_SOURCES;
  return parts | override_judgements (self, override);
}

/**
 * ibid_source_rebase:
 * @self: a source that a decision of the reader made
 * @outlet: (nullable): who published it
 * @csl: its record; a reference is taken
 * @archived: (nullable): address of an archived copy
 * @issued_edtf: (nullable): its date, where CSL cannot say it
 *
 * Sets what such a source is before further choices about it. The same record as before changes
 * nothing.
 *
 * Returns: the parts of the article that differ
 */
IbidArticleParts
ibid_source_rebase (IbidSource *self, IbidOutlet *outlet, IbidCsl *csl, const char *archived,
                    IbidPartialDate *issued_edtf)
{
  IbidArticleParts parts = 0;

  if (g_set_object (&self->outlet, outlet))
    {
      parts |= IBID_ARTICLE_PART_SOURCES;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTLET]);
    }
  if (g_set_object (&self->csl, csl))
    {
      parts |= IBID_ARTICLE_PART_SOURCES;
      /* what was edited must be edited again, in the new record */
      g_clear_object (&self->edited_csl);
      g_clear_pointer (&self->edits, g_free);
      g_clear_pointer (&self->edited_date, ibid_partial_date_unref);
      self->has_edited_date = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CSL]);
    }
  ibid_source_set_archived (self, archived);
  ibid_source_set_issued_edtf (self, issued_edtf);
  return parts;
}

/**
 * ibid_source_outlet_was_graded:
 * @self: a source
 *
 * Notifies of a reliability that follows the outlet's.
 */
void
ibid_source_outlet_was_graded (IbidSource *self)
{
  if (!self->has_reliability)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RELIABILITY]);
}

/**
 * ibid_source_update_items:
 * @self: a source
 * @items: (array length=n_items): the #IbidCitationItem that point here now, in reading order
 * @n_items: their number
 *
 * Updates the list of ibid_source_get_items().
 *
 * Returns: whether it differs
 */
gboolean
ibid_source_update_items (IbidSource *self, gpointer *items, guint n_items)
{
  if (self->items == NULL && n_items == 0)
    return FALSE;
  return ibid_record_list_update (IBID_RECORD_LIST (ibid_source_get_items (self)), items, n_items);
}
