/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include "ibid-export-private.h"
#include "ibid-reference.h"

/* CSL-JSON: one array, of the variables of CSL 1.0.2 only. (citation-style-language/schema,
 * csl-data.json; what Zotero makes of it: zotero/utilities, itemFromCSLJSON) */

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
add_date_parts (JsonBuilder *json, const IbidPartialDate *date)
{
  int parts[2][3];
  guint n_dates = ibid_partial_date_to_parts (date, parts);

  json_builder_set_member_name (json, "date-parts");
  json_builder_begin_array (json);
  for (guint i = 0; i < n_dates; i++)
    {
      json_builder_begin_array (json);
      for (guint j = 0; j < 3 && (j == 0 || parts[i][j] > 0); j++)
        json_builder_add_int_value (json, parts[i][j]);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
  if (ibid_partial_date_is_approximate (date))
    {
      json_builder_set_member_name (json, "circa");
      json_builder_add_boolean_value (json, TRUE);
    }
}

static void
add_date (JsonBuilder *json, const char *name, const IbidPartialDate *date, const char *literal)
{
  if (date == NULL && literal == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  if (date != NULL)
    add_date_parts (json, date);
  else
    add_string (json, "literal", literal);
  json_builder_end_object (json);
}

static void
add_author (JsonBuilder *json, const IbidCslName *author)
{
  static const char *const parts[] = { "dropping-particle", "non-dropping-particle", "suffix" };

  json_builder_begin_object (json);
  add_string (json, "family", author->family);
  add_string (json, "given", author->given);
  add_string (json, "literal", author->literal);
  for (guint i = 0; author->family != NULL && i < G_N_ELEMENTS (parts); i++)
    add_string (json, parts[i], ibid_reference_get_name_part (author, parts[i]));
  json_builder_end_object (json);
}

static void
add_authors (JsonBuilder *json, IbidCsl *csl)
{
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (csl, &n_authors);

  if (n_authors == 0)
    return;
  json_builder_set_member_name (json, "author");
  json_builder_begin_array (json);
  for (guint i = 0; i < n_authors; i++)
    if (authors[i].family != NULL || authors[i].given != NULL || authors[i].literal != NULL)
      add_author (json, &authors[i]);
  json_builder_end_array (json);
}

static void
add_reference (JsonBuilder *json, const IbidReference *reference)
{
  static const IbidCslField fields[] = {
    IBID_CSL_TITLE, IBID_CSL_VOLUME, IBID_CSL_ISSUE,    IBID_CSL_PAGE,
    IBID_CSL_URL,   IBID_CSL_DOI,    IBID_CSL_LANGUAGE, IBID_CSL_ABSTRACT,
  };

  /* what the file says beyond what Ibid itself uses, as far as it is a text */
  static const char *const others[] = {
    "archive",
    "archive_location",
    "chapter-number",
    "collection-number",
    "collection-title",
    "edition",
    "event-place",
    "event-title",
    "genre",
    "ISBN",
    "ISSN",
    "jurisdiction",
    "keyword",
    "medium",
    "number",
    "number-of-pages",
    "original-title",
    "publisher-place",
    "section",
    "status",
    "title-short",
    "version",
  };

  json_builder_begin_object (json);
  add_string (json, "id", reference->key);
  add_string (json, "type", reference->type);
  add_authors (json, reference->csl);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_string (json, ibid_csl_field_name (fields[i]), ibid_reference_get (reference, fields[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = ibid_reference_dup_other (reference, others[i]);

      add_string (json, others[i], other);
    }
  add_string (json, "container-title", reference->container);
  add_string (json, "publisher", reference->publisher);
  add_date (json, "issued", reference->issued, reference->issued_literal);
  add_date (json, "accessed", reference->accessed, NULL);
  add_string (json, "note", reference->note);
  json_builder_end_object (json);
}

/*
 * ibid_export_new_csl:
 * @matter: what is exported
 *
 * Returns: (transfer full): the bibliography as CSL-JSON
 */
GString *
ibid_export_new_csl (IbidExportMatter *matter)
{
  GPtrArray *sources = ibid_export_matter_get_sources (matter);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  GString *text;

  json_builder_begin_array (json);
  for (guint i = 0; i < sources->len; i++)
    {
      IbidReference reference;

      ibid_reference_init (&reference, matter, g_ptr_array_index (sources, i));
      add_reference (json, &reference);
      ibid_reference_clear (&reference);
    }
  json_builder_end_array (json);
  root = json_builder_get_root (json);
  text = ibid_export_new_json (root);
  return text;
}

/*
 * ibid_export_new_json:
 * @root: anything
 *
 * Returns: (transfer full): it as text for files that people may look at
 */
GString *
ibid_export_new_json (JsonNode *root)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  GString *text = g_string_new (NULL);

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  json_generator_to_gstring (generator, text);
  g_string_append_c (text, '\n');
  return text;
}

/*
 * ibid_export_csl_json:
 *
 * Exports the sources as CSL-JSON.
 */
gboolean
ibid_export_csl_json (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                      GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  ibid_export_add_part (parts, NULL, ibid_export_new_csl (matter));
  return TRUE;
}
