/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-fold.h"
#include "ibid-outlet-private.h"
#include "ibid-terms-types.h"

struct _IbidOutlet
{
  IbidRecord parent_instance;

  /* owned: from the file */
  char *name;
  char *country;
  char **aliases;
  char **languages;
  char **domains;

  /* owned: from the reader */
  char *corrected_country;
  char *reliability_modified;

  /* owned: derived */
  char **folded_names; /* NULL until somebody asks */

  /* plain */
  IbidOutletKind kind;
  IbidOutletKind corrected_kind;
  IbidReliability reliability;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_KIND,
  PROP_COUNTRY,
  PROP_RELIABILITY,
} IbidOutletProperty;

static GParamSpec *properties[PROP_RELIABILITY + 1];

G_DEFINE_TYPE (IbidOutlet, ibid_outlet, IBID_TYPE_RECORD)

static const char *const no_strings[] = { NULL };

static void
ibid_outlet_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IbidOutlet *self = IBID_OUTLET (object);

  switch ((IbidOutletProperty)id)
    {
    case PROP_NAME:
      g_value_set_string (value, ibid_outlet_get_name (self));
      break;
    case PROP_KIND:
      g_value_set_enum (value, ibid_outlet_get_kind (self));
      break;
    case PROP_COUNTRY:
      g_value_set_string (value, ibid_outlet_get_country (self));
      break;
    case PROP_RELIABILITY:
      g_value_set_enum (value, ibid_outlet_get_reliability (self));
      break;
    }
}

static void
ibid_outlet_finalize (GObject *object)
{
  IbidOutlet *self = IBID_OUTLET (object);

  g_free (self->name);
  g_free (self->country);
  g_strfreev (self->aliases);
  g_strfreev (self->languages);
  g_strfreev (self->domains);
  g_free (self->corrected_country);
  g_free (self->reliability_modified);
  g_strfreev (self->folded_names);
  G_OBJECT_CLASS (ibid_outlet_parent_class)->finalize (object);
}

static void
ibid_outlet_class_init (IbidOutletClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ibid_outlet_get_property;
  object_class->finalize = ibid_outlet_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, IBID_TYPE_OUTLET_KIND,
                                             IBID_OUTLET_KIND_UNCLASSIFIED, flags);
  properties[PROP_COUNTRY] = g_param_spec_string ("country", NULL, NULL, NULL, flags);
  properties[PROP_RELIABILITY] = g_param_spec_enum (
      "reliability", NULL, NULL, IBID_TYPE_RELIABILITY, IBID_RELIABILITY_NOT_GRADED, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ibid_outlet_init (IbidOutlet *self)
{
  self->kind = IBID_OUTLET_KIND_UNCLASSIFIED;
  self->corrected_kind = IBID_OUTLET_KIND_UNCLASSIFIED;
}

/**
 * ibid_outlet_new:
 * @id: its id in the article
 * @name: its usual name
 *
 * Makes an outlet that is unclassified and not graded.
 *
 * Returns: (transfer full): the outlet
 */
IbidOutlet *
ibid_outlet_new (const char *id, const char *name)
{
  IbidOutlet *self = g_object_new (IBID_TYPE_OUTLET, NULL);

  ibid_record_set_id (IBID_RECORD (self), id);
  self->name = g_strdup (name != NULL ? name : "");
  return self;
}

/**
 * ibid_outlet_get_name:
 * @self: an outlet
 *
 * Gives the outlet's usual name.
 *
 * Returns: the name, never %NULL
 */
const char *
ibid_outlet_get_name (IbidOutlet *self)
{
  return self->name;
}

/**
 * ibid_outlet_get_kind:
 * @self: an outlet
 *
 * Tells what sort of publisher it is, with the reader's correction.
 *
 * Returns: the kind
 */
IbidOutletKind
ibid_outlet_get_kind (IbidOutlet *self)
{
  return self->corrected_kind;
}

/**
 * ibid_outlet_get_country:
 * @self: an outlet
 *
 * Tells whose outlet it is, with the reader's correction.
 *
 * Returns: (nullable): ISO 3166-1 alpha-2 code; %NULL if not known
 */
const char *
ibid_outlet_get_country (IbidOutlet *self)
{
  const char *country = self->corrected_country != NULL ? self->corrected_country : self->country;

  return country != NULL && *country != '\0' ? country : NULL;
}

/**
 * ibid_outlet_get_reliability:
 * @self: an outlet
 *
 * Gives the reader's grade.
 *
 * Returns: the grade
 */
IbidReliability
ibid_outlet_get_reliability (IbidOutlet *self)
{
  return self->reliability;
}

/**
 * ibid_outlet_get_reliability_modified:
 * @self: an outlet
 *
 * Tells when the reader gave the grade.
 *
 * Returns: (nullable): ISO 8601; %NULL while not graded
 */
const char *
ibid_outlet_get_reliability_modified (IbidOutlet *self)
{
  return self->reliability_modified;
}

static const char *const *
strings_or_none (char **strings)
{
  return strings != NULL ? (const char *const *)strings : no_strings;
}

/**
 * ibid_outlet_get_aliases:
 * @self: an outlet
 *
 * Gives other names of the outlet.
 *
 * Returns: (array zero-terminated=1): the names, never %NULL
 */
const char *const *
ibid_outlet_get_aliases (IbidOutlet *self)
{
  return strings_or_none (self->aliases);
}

/**
 * ibid_outlet_get_languages:
 * @self: an outlet
 *
 * Gives the languages it publishes in.
 *
 * Returns: (array zero-terminated=1): BCP 47 tags, never %NULL
 */
const char *const *
ibid_outlet_get_languages (IbidOutlet *self)
{
  return strings_or_none (self->languages);
}

/**
 * ibid_outlet_get_domains:
 * @self: an outlet
 *
 * Gives the web domains it publishes under.
 *
 * Returns: (array zero-terminated=1): the domains, never %NULL
 */
const char *const *
ibid_outlet_get_domains (IbidOutlet *self)
{
  return strings_or_none (self->domains);
}

static void
fold_names (IbidOutlet *self)
{
  GPtrArray *folded = g_ptr_array_new ();

  g_ptr_array_add (folded, ibid_text_fold (self->name));
  for (char **alias = self->aliases; alias != NULL && *alias != NULL; alias++)
    g_ptr_array_add (folded, ibid_text_fold (*alias));
  g_ptr_array_add (folded, NULL);
  self->folded_names = (char **)g_ptr_array_free (folded, FALSE);
}

/**
 * ibid_outlet_answers_to_folded:
 * @self: an outlet
 * @folded: a name from ibid_text_fold()
 *
 * As ibid_outlet_answers_to(), for a name that is asked of many outlets.
 *
 * Returns: whether it is meant
 */
gboolean
ibid_outlet_answers_to_folded (IbidOutlet *self, const char *folded)
{
  if (self->folded_names == NULL)
    fold_names (self);
  return *folded != '\0' && g_strv_contains ((const char *const *)self->folded_names, folded);
}

/**
 * ibid_outlet_answers_to:
 * @self: an outlet
 * @name: (nullable): a name as somebody wrote it
 *
 * Tells whether a name is the outlet's own or one of its aliases, compared folded.
 *
 * Returns: whether it is meant
 */
gboolean
ibid_outlet_answers_to (IbidOutlet *self, const char *name)
{
  g_autofree char *folded = ibid_text_fold (name != NULL ? name : "");

  return ibid_outlet_answers_to_folded (self, folded);
}

/**
 * ibid_outlet_set_kind:
 * @self: an outlet that is not yet part of an article
 * @kind: what the file says
 *
 * Sets the kind.
 */
void
ibid_outlet_set_kind (IbidOutlet *self, IbidOutletKind kind)
{
  self->kind = kind;
  self->corrected_kind = kind;
}

/**
 * ibid_outlet_set_country:
 * @self: an outlet that is not yet part of an article
 * @country: (nullable): ISO 3166-1 alpha-2 code, or %NULL if not known
 *
 * Sets the country.
 */
void
ibid_outlet_set_country (IbidOutlet *self, const char *country)
{
  g_free (self->country);
  self->country = g_strdup (country);
}

static void
set_strings (char ***field, const char *const *strings)
{
  g_strfreev (*field);
  *field = strings != NULL && strings[0] != NULL ? g_strdupv ((char **)strings) : NULL;
}

/**
 * ibid_outlet_set_aliases:
 * @self: an outlet that is not yet part of an article
 * @aliases: (nullable) (array zero-terminated=1): other names
 *
 * Sets other names.
 */
void
ibid_outlet_set_aliases (IbidOutlet *self, const char *const *aliases)
{
  set_strings (&self->aliases, aliases);
  g_clear_pointer (&self->folded_names, g_strfreev);
}

/**
 * ibid_outlet_set_languages:
 * @self: an outlet that is not yet part of an article
 * @languages: (nullable) (array zero-terminated=1): BCP 47 tags
 *
 * Sets the languages it publishes in.
 */
void
ibid_outlet_set_languages (IbidOutlet *self, const char *const *languages)
{
  set_strings (&self->languages, languages);
}

/**
 * ibid_outlet_set_domains:
 * @self: an outlet that is not yet part of an article
 * @domains: (nullable) (array zero-terminated=1): web domains
 *
 * Sets the domains it publishes under.
 */
void
ibid_outlet_set_domains (IbidOutlet *self, const char *const *domains)
{
  set_strings (&self->domains, domains);
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

/**
 * ibid_outlet_override:
 * @self: an outlet
 * @override: (nullable): the reader's choices; %NULL: what the file says
 *
 * Puts the reader's choices in the place of earlier ones and notifies of what differs.
 *
 * Returns: the parts of the article that differ
 */
IbidArticleParts
ibid_outlet_override (IbidOutlet *self, const IbidOutletOverride *override)
{
  static const IbidOutletOverride nothing = { 0 };
  IbidArticleParts parts = 0;
  g_autofree char *old_country = g_strdup (ibid_outlet_get_country (self));
  IbidOutletKind kind;

  if (override == NULL)
    override = &nothing;
  kind = override->has_kind ? override->kind : self->kind;
  if (self->corrected_kind != kind)
    {
      self->corrected_kind = kind;
      parts |= IBID_ARTICLE_PART_OUTLETS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
    }
  replace_string (&self->corrected_country, override->country);
  if (g_strcmp0 (old_country, ibid_outlet_get_country (self)) != 0)
    {
      parts |= IBID_ARTICLE_PART_OUTLETS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTRY]);
    }
  if (replace_string (&self->reliability_modified, override->reliability_modified))
    parts |= IBID_ARTICLE_PART_JUDGEMENTS;
  if (self->reliability != override->reliability)
    {
      self->reliability = override->reliability;
      parts |= IBID_ARTICLE_PART_JUDGEMENTS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RELIABILITY]);
    }
  return parts;
}
