/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-dossier-private.h"
#include "ibid-fold.h"

static IbidDecision *
new_source_decision (IbidDossier *self, IbidSource *source, const char *field, GVariant *value)
{
  return ibid_decision_new (IBID_TARGET_KIND_SOURCE, ibid_record_get_id (IBID_RECORD (source)), 0,
                            field, NULL, value, ibid_dossier_describe_source (self, source), NULL);
}

static void
decide (IbidDossier *self, IbidSource *source, const char *field, const char *value, char *label)
{
  ibid_dossier_decide (self, ibid_dossier_get_overlay (self),
                       new_source_decision (self, source, field, g_variant_new_string (value)),
                       label);
}

typedef enum
{
  FIELD_TITLE,
  FIELD_AUTHOR,
  FIELD_ISSUED,
  FIELD_URL,
  FIELD_LANGUAGE,
  FIELD_ARCHIVED,
  N_FIELDS,
} Field;

static const char *const field_names[N_FIELDS] = { "title", "author",   "issued",
                                                   "URL",   "language", "archived" };

static gboolean
find_field (const char *name, Field *field)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_strcmp0 (field_names[i], name) == 0)
      {
        *field = (Field)i;
        return TRUE;
      }
  return FALSE;
}

/* What a field says now, in the form in which it is edited. */
static char *
dup_current (IbidSource *source, Field field)
{
  IbidCsl *csl = ibid_source_get_csl (source);
  IbidPartialDate *date;

  switch (field)
    {
    case FIELD_TITLE:
      return g_strdup (ibid_csl_get (csl, IBID_CSL_TITLE));
    case FIELD_AUTHOR:
      return ibid_csl_dup_author_text (csl);
    case FIELD_ISSUED:
      date = ibid_source_get_date (source);
      return date != NULL ? ibid_partial_date_to_edtf (date) : NULL;
    case FIELD_URL:
      return g_strdup (ibid_csl_get (csl, IBID_CSL_URL));
    case FIELD_LANGUAGE:
      return g_strdup (ibid_csl_get (csl, IBID_CSL_LANGUAGE));
    case FIELD_ARCHIVED:
      return g_strdup (ibid_source_get_archived (source));
    case N_FIELDS:
      break;
    }
  return NULL;
}

static gboolean
is_web_address (const char *value)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  return scheme != NULL && (strcmp (scheme, "http") == 0 || strcmp (scheme, "https") == 0) &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

/* The shape of BCP 47: subtags of one to eight letters and digits, the first of letters only. */
static gboolean
is_language_tag (const char *value)
{
  gsize length = 0;
  gboolean first = TRUE;

  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '-')
        {
          if (length == 0 || (first && length < 2))
            return FALSE;
          length = 0;
          first = FALSE;
        }
      else if (++length > 8 || !(g_ascii_isalpha (*at) || (!first && g_ascii_isdigit (*at))))
        return FALSE;
    }
  return length > (first ? 1 : 0);
}

static gboolean
check_value (Field field, const char *value, GError **error)
{
  g_autoptr (IbidPartialDate) date = NULL;

  /* an empty value says that it is not known after all */
  if (*value == '\0')
    return TRUE;
  switch (field)
    {
    case FIELD_TITLE:
    case FIELD_AUTHOR:
      return TRUE;
    case FIELD_ISSUED:
      date = ibid_partial_date_new_from_edtf (value, error);
      return date != NULL;
    case FIELD_URL:
    case FIELD_ARCHIVED:
      if (is_web_address (value))
        return TRUE;
      g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_VALUE,
                   _ ("“%s” is no web address. Write it with https:// or http:// in front."),
                   value);
      return FALSE;
    case FIELD_LANGUAGE:
      if (is_language_tag (value))
        return TRUE;
      g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_VALUE,
                   _ ("“%s” is no language tag. Write for example en, ru or zh-Hans."), value);
      return FALSE;
    case N_FIELDS:
      break;
    }
  return FALSE;
}

static char *
dup_edit_label (Field field, const char *name)
{
  switch (field)
    {
    case FIELD_TITLE:
      return g_strdup_printf (_ ("Edit title of “%s”"), name);
    case FIELD_AUTHOR:
      return g_strdup_printf (_ ("Edit author of “%s”"), name);
    case FIELD_ISSUED:
      return g_strdup_printf (_ ("Edit date of “%s”"), name);
    case FIELD_URL:
      return g_strdup_printf (_ ("Edit link of “%s”"), name);
    case FIELD_LANGUAGE:
      return g_strdup_printf (_ ("Edit language of “%s”"), name);
    case FIELD_ARCHIVED:
      return g_strdup_printf (_ ("Edit archived copy of “%s”"), name);
    case N_FIELDS:
      break;
    }
  return NULL;
}

/**
 * ibid_dossier_edit_source:
 * @source: a source of the article
 * @field: "title", "author", "issued" (EDTF), "URL", "language" (BCP 47) or "archived" (an address)
 * @value: what it is to say; "" removes it. The same value is no act.
 *
 * Returns: %FALSE with an error: IBID_STORE_ERROR_FIELD if there is no such field,
 *   IBID_STORE_ERROR_VALUE or one of IBID_DATE_ERROR if the value is no such thing
 */
gboolean
ibid_dossier_edit_source (IbidDossier *self, IbidSource *source, const char *field,
                          const char *value, GError **error)
{
  g_autofree char *tidy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *name = NULL;
  Field known;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (IBID_IS_SOURCE (source), FALSE);

  if (!find_field (field, &known))
    {
      g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_FIELD,
                   _ ("A source has no field “%s” to edit."), field);
      return FALSE;
    }
  tidy = ibid_text_collapse_space (value != NULL ? value : "");
  if (!check_value (known, tidy, error))
    return FALSE;
  before = dup_current (source, known);
  if (strcmp (tidy, before != NULL ? before : "") == 0)
    return TRUE;
  name = ibid_source_dup_label (source);
  decide (self, source, field_names[known], tidy, dup_edit_label (known, name));
  return TRUE;
}

/**
 * ibid_dossier_set_access:
 * @source: a source of the article
 * @access: whether its link can be opened; the same is no act
 */
void
ibid_dossier_set_access (IbidDossier *self, IbidSource *source, IbidAccess access)
{
  g_autofree char *name = NULL;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_SOURCE (source));

  if (access == ibid_source_get_access (source))
    return;
  name = ibid_source_dup_label (source);
  decide (self, source, "access", ibid_nick_from_enum (IBID_TYPE_ACCESS, (int)access),
          /* Translators: whether a source can be opened, is paywalled or dead */
          g_strdup_printf (_ ("Set access of “%s”"), name));
}

/**
 * ibid_dossier_set_source_reliability:
 * @source: a source of the article
 * @reliability: how far this one is to be trusted, other than its outlet;
 *   %IBID_RELIABILITY_NOT_GRADED: as its outlet again
 */
void
ibid_dossier_set_source_reliability (IbidDossier *self, IbidSource *source,
                                     IbidReliability reliability)
{
  g_autofree char *name = NULL;
  char *label;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_SOURCE (source));

  if (ibid_source_has_own_reliability (source) ? reliability == ibid_source_get_reliability (source)
                                               : reliability == IBID_RELIABILITY_NOT_GRADED)
    return;
  name = ibid_source_dup_label (source);
  label = g_strdup_printf (_ ("Grade reliability of “%s”"), name);
  if (reliability == IBID_RELIABILITY_NOT_GRADED)
    {
      IbidOverlay *overlay = ibid_dossier_get_overlay (self);
      g_autoptr (IbidDecision) probe =
          new_source_decision (self, source, "reliability", g_variant_new_string (""));
      IbidDecision *own = ibid_overlay_lookup (overlay, ibid_decision_get_choice (probe));
      IbidDecisionAct *act = ibid_decision_act_new (self);

      if (own != NULL)
        ibid_decision_act_remove (act, overlay, own);
      ibid_dossier_perform (self, act, label);
    }
  else
    decide (self, source, "reliability",
            ibid_nick_from_enum (IBID_TYPE_RELIABILITY, (int)reliability), label);
}

/**
 * ibid_dossier_merge_sources:
 * @source: the source that goes
 * @into: the source that takes over its citations; the same one is no act
 */
void
ibid_dossier_merge_sources (IbidDossier *self, IbidSource *source, IbidSource *into)
{
  g_autofree char *name = NULL;
  g_autofree char *into_name = NULL;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_SOURCE (source));
  g_return_if_fail (IBID_IS_SOURCE (into));

  if (source == into)
    return;
  name = ibid_source_dup_label (source);
  into_name = ibid_source_dup_label (into);
  decide (self, source, "merged-into", ibid_record_get_id (IBID_RECORD (into)),
          g_strdup_printf (_ ("Merge “%s” into “%s”"), name, into_name));
}

static void
decide_outlet (IbidDossier *self, IbidOutlet *outlet, const char *field, const char *value,
               char *label)
{
  GVariantBuilder find;

  /* other articles may know the outlet by another id: there its name finds it */
  g_variant_builder_init (&find, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&find, "{ss}", "name", ibid_outlet_get_name (outlet));
  ibid_dossier_decide (self, ibid_dossier_get_corrections (self),
                       ibid_decision_new (IBID_TARGET_KIND_OUTLET,
                                          ibid_record_get_id (IBID_RECORD (outlet)), 0, field, NULL,
                                          g_variant_new_string (value),
                                          g_variant_builder_end (&find), NULL),
                       label);
}

/**
 * ibid_dossier_set_outlet_kind:
 * @outlet: an outlet of the article
 * @kind: what it is, for all articles; the same is no act
 */
void
ibid_dossier_set_outlet_kind (IbidDossier *self, IbidOutlet *outlet, IbidOutletKind kind)
{
  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_OUTLET (outlet));

  if (kind == ibid_outlet_get_kind (outlet))
    return;
  decide_outlet (self, outlet, "kind", ibid_nick_from_enum (IBID_TYPE_OUTLET_KIND, (int)kind),
                 g_strdup_printf (_ ("Change kind of “%s”"), ibid_outlet_get_name (outlet)));
}

/**
 * ibid_dossier_set_outlet_country:
 * @outlet: an outlet of the article
 * @country: (nullable): ISO 3166-1 alpha-2, for all articles; %NULL or "" is not known. The same,
 *   or what is no such code, is no act.
 */
void
ibid_dossier_set_outlet_country (IbidDossier *self, IbidOutlet *outlet, const char *country)
{
  g_autofree char *code = NULL;
  const char *before;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_OUTLET (outlet));

  code = g_ascii_strup (country != NULL ? country : "", -1);
  before = ibid_outlet_get_country (outlet);
  if (strcmp (code, before != NULL ? before : "") == 0)
    return;
  if (*code != '\0' &&
      (strlen (code) != 2 || !g_ascii_isalpha (code[0]) || !g_ascii_isalpha (code[1])))
    return;
  decide_outlet (self, outlet, "country", code,
                 g_strdup_printf (_ ("Change country of “%s”"), ibid_outlet_get_name (outlet)));
}

/**
 * ibid_dossier_set_outlet_reliability:
 * @outlet: an outlet of the article
 * @reliability: how far it is to be trusted, for all articles; the same is no act
 */
void
ibid_dossier_set_outlet_reliability (IbidDossier *self, IbidOutlet *outlet,
                                     IbidReliability reliability)
{
  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_OUTLET (outlet));

  if (reliability == ibid_outlet_get_reliability (outlet))
    return;
  decide_outlet (self, outlet, "reliability",
                 ibid_nick_from_enum (IBID_TYPE_RELIABILITY, (int)reliability),
                 g_strdup_printf (_ ("Grade reliability of “%s”"), ibid_outlet_get_name (outlet)));
}
