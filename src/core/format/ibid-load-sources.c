/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>
#include <string.h>

/* Outlets and sources. A source whose outlet is not in the file stays, without it. */

enum
{
  OUTLET_ALIASES,
  OUTLET_COUNTRY,
  OUTLET_DOMAINS,
  OUTLET_ID,
  OUTLET_KIND,
  OUTLET_LANGUAGES,
  OUTLET_NAME,
  N_OUTLET
};
static const char *const outlet_names[N_OUTLET] = { "aliases", "country",   "domains", "id",
                                                    "kind",    "languages", "name" };

enum
{
  SOURCE_ARCHIVED,
  SOURCE_CSL,
  SOURCE_ID,
  SOURCE_ISSUED_EDTF,
  SOURCE_OUTLET,
  N_SOURCE
};
static const char *const source_names[N_SOURCE] = { "archived", "csl", "id", "issued-edtf",
                                                    "outlet" };

static gboolean
read_country (IbidLoader *self, IbidJsonFields *fields, IbidOutlet *outlet)
{
  const char *country = NULL;
  g_autofree char *detail = NULL;

  if (!ibid_json_get_string (&self->json, fields, OUTLET_COUNTRY, IBID_JSON_OPTIONAL, &country))
    return FALSE;
  if (country == NULL)
    return TRUE;
  if (strlen (country) == 2 && g_ascii_isupper (country[0]) && g_ascii_isupper (country[1]))
    {
      ibid_outlet_set_country (outlet, country);
      return TRUE;
    }
  detail = g_strdup_printf (
      _ ("expected two capital letters (ISO 3166-1 alpha-2, “KZ”), found “%s”."), country);
  return ibid_json_fail (&self->json, "country", IBID_FORMAT_ERROR_VALUE, detail);
}

static gboolean
read_outlet_lists (IbidLoader *self, IbidJsonFields *fields, IbidOutlet *outlet)
{
  g_auto (GStrv) aliases = NULL;
  g_auto (GStrv) domains = NULL;
  g_auto (GStrv) languages = NULL;

  if (!ibid_json_get_strings (&self->json, fields, OUTLET_ALIASES, NULL, N_ ("a name"), &aliases) ||
      !ibid_json_get_strings (&self->json, fields, OUTLET_DOMAINS, NULL, N_ ("a domain"),
                              &domains) ||
      !ibid_json_get_strings (&self->json, fields, OUTLET_LANGUAGES, ibid_json_is_language,
                              N_ ("a language tag such as “en”"), &languages))
    return FALSE;
  if (aliases != NULL)
    ibid_outlet_set_aliases (outlet, (const char *const *)aliases);
  if (domains != NULL)
    ibid_outlet_set_domains (outlet, (const char *const *)domains);
  if (languages != NULL)
    ibid_outlet_set_languages (outlet, (const char *const *)languages);
  return TRUE;
}

/**
 * ibid_load_outlet:
 * @self: the loader
 * @node: an element of "outlets"
 * @user_data: not used
 *
 * Reads an outlet into the article.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE,
 *   %IBID_FORMAT_ERROR_VALUE or %IBID_FORMAT_ERROR_DUPLICATE_ID
 */
gboolean
ibid_load_outlet (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_autoptr (IbidOutlet) outlet = NULL;
  const char *id = NULL;
  const char *name = NULL;
  int kind = IBID_OUTLET_KIND_UNCLASSIFIED;

  if (!ibid_json_open (&self->json, node, outlet_names, N_OUTLET, &fields) ||
      !ibid_json_get_name (&self->json, &fields, OUTLET_ID, IBID_JSON_REQUIRED, &id) ||
      !ibid_json_get_name (&self->json, &fields, OUTLET_NAME, IBID_JSON_REQUIRED, &name) ||
      !ibid_loader_get_word (self, &fields, OUTLET_KIND, IBID_JSON_OPTIONAL, IBID_TYPE_OUTLET_KIND,
                             &kind))
    return FALSE;
  if (ibid_article_find_outlet (self->article, id) != NULL)
    return ibid_loader_fail_taken (self, id);

  outlet = ibid_outlet_new (id, name);
  ibid_outlet_set_kind (outlet, (IbidOutletKind)kind);
  if (!read_country (self, &fields, outlet) || !read_outlet_lists (self, &fields, outlet))
    return FALSE;
  ibid_record_set_extra (IBID_RECORD (outlet), fields.extra);
  ibid_article_take_outlet (self->article, g_steal_pointer (&outlet));
  return TRUE;
}

static gboolean
read_outlet_reference (IbidLoader *self, IbidJsonFields *fields, IbidOutlet **outlet)
{
  const char *id = NULL;
  g_autofree char *message = NULL;

  if (!ibid_json_get_name (&self->json, fields, SOURCE_OUTLET, IBID_JSON_OPTIONAL, &id))
    return FALSE;
  if (id == NULL)
    return TRUE;
  *outlet = ibid_article_find_outlet (self->article, id);
  if (*outlet != NULL)
    return TRUE;

  ibid_json_keep (fields, SOURCE_OUTLET);
  message =
      g_strdup_printf (_ ("There is no outlet “%s”; the source is shown without an outlet."), id);
  ibid_loader_find (self, IBID_SEVERITY_WARNING, "dangling-reference", "outlet", message);
  return TRUE;
}

/* A date that is sound EDTF but beyond the levels Ibid reads would be lost if it were refused. */
static gboolean
read_issued_edtf (IbidLoader *self, IbidJsonFields *fields, IbidSource *source)
{
  const char *text = NULL;
  g_autoptr (IbidPartialDate) date = NULL;
  g_autofree char *message = NULL;

  if (!ibid_json_get_string (&self->json, fields, SOURCE_ISSUED_EDTF, IBID_JSON_OPTIONAL, &text))
    return FALSE;
  if (text == NULL)
    return TRUE;
  date = ibid_partial_date_new_from_edtf (text, NULL);
  if (date != NULL)
    {
      g_autofree char *canonical = ibid_partial_date_to_edtf (date);

      ibid_source_set_issued_edtf (source, date);
      if (strcmp (canonical, text) != 0)
        ibid_json_keep (fields, SOURCE_ISSUED_EDTF);
      return TRUE;
    }
  ibid_json_keep (fields, SOURCE_ISSUED_EDTF);
  message =
      g_strdup_printf (_ ("The date “%s” is none that Ibid can read (“2021-01-22”, “2021-03”, "
                          "“2021-01-22~”); it is kept but not used."),
                       text);
  ibid_loader_find (self, IBID_SEVERITY_WARNING, "unknown-date", "issued-edtf", message);
  return TRUE;
}

static IbidCsl *
read_source_csl (IbidLoader *self, IbidJsonFields *fields)
{
  JsonObject *object = NULL;
  IbidCsl *csl;

  if (!ibid_json_get_object (&self->json, fields, SOURCE_CSL, IBID_JSON_REQUIRED, &object))
    return NULL;
  ibid_json_push_member (&self->json, "csl");
  csl = ibid_load_csl (self, fields->nodes[SOURCE_CSL]);
  ibid_json_pop (&self->json);
  return csl;
}

/**
 * ibid_load_source:
 * @self: the loader
 * @node: an element of "sources"
 * @user_data: not used
 *
 * Reads a source into the article. An outlet that is not there is the warning
 * "dangling-reference", a date that cannot be read "unknown-date".
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE,
 *   %IBID_FORMAT_ERROR_VALUE or %IBID_FORMAT_ERROR_DUPLICATE_ID
 */
gboolean
ibid_load_source (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_autoptr (IbidSource) source = NULL;
  g_autoptr (IbidCsl) csl = NULL;
  IbidOutlet *outlet = NULL;
  const char *id = NULL;
  const char *archived = NULL;

  if (!ibid_json_open (&self->json, node, source_names, N_SOURCE, &fields) ||
      !ibid_json_get_name (&self->json, &fields, SOURCE_ID, IBID_JSON_REQUIRED, &id) ||
      !ibid_json_get_string (&self->json, &fields, SOURCE_ARCHIVED, IBID_JSON_OPTIONAL,
                             &archived) ||
      !read_outlet_reference (self, &fields, &outlet))
    return FALSE;
  if (ibid_article_find_source (self->article, id) != NULL)
    return ibid_loader_fail_taken (self, id);
  csl = read_source_csl (self, &fields);
  if (csl == NULL)
    return FALSE;

  source = ibid_source_new (id, outlet, csl);
  ibid_source_set_archived (source, archived);
  if (!read_issued_edtf (self, &fields, source))
    return FALSE;
  ibid_record_set_extra (IBID_RECORD (source), fields.extra);
  ibid_article_take_source (self->article, g_steal_pointer (&source));
  return TRUE;
}
