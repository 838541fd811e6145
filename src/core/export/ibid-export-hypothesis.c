/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include "ibid-export-private.h"
#include "ibid-export-words.h"
#include "ibid-offsets.h"

/*
 * The file that Hypothesis's own client exports and imports. (hypothesis/client,
 * annotations-exporter.tsx, import.ts, types/api.ts; hypothesis/h, schemas/annotation.yaml)
 */

/* Nobody's account: whoever imports the file becomes the owner of what is in it. */
#define USER "acct:ibid@localhost"
#define GROUP "__world__"

typedef struct
{
  JsonBuilder *json;
  IbidReadingText *text;
  const char *title;
  const char *uri;
  gboolean is_web_page;

  /* the last place that was converted, so that the text is walked through once */
  guint chars;
  guint units;
} Writer;

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
add_boolean (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

static void
add_strings (JsonBuilder *json, const char *name, const char *const *values)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (json, values[i]);
  json_builder_end_array (json);
}

static guint
count_units (Writer *self, guint start, guint end)
{
  const char *text = ibid_reading_text_get_text (self->text);

  return ibid_text_utf16_from_chars (text + ibid_reading_text_bytes_from_chars (self->text, start),
                                     end - start);
}

/* Offsets are UTF-16 units, as JavaScript counts them. */
static void
add_position (Writer *self, guint start, guint end)
{
  if (start < self->chars)
    self->chars = self->units = 0;
  self->units += count_units (self, self->chars, start);
  self->chars = start;
  json_builder_begin_object (self->json);
  add_string (self->json, "type", "TextPositionSelector");
  json_builder_set_member_name (self->json, "start");
  json_builder_add_int_value (self->json, self->units);
  json_builder_set_member_name (self->json, "end");
  json_builder_add_int_value (self->json, self->units + count_units (self, start, end));
  json_builder_end_object (self->json);
}

static void
add_quote (Writer *self, IbidSelector *selector)
{
  json_builder_begin_object (self->json);
  add_string (self->json, "type", "TextQuoteSelector");
  add_string (self->json, "exact", ibid_selector_get_exact (selector));
  add_string (self->json, "prefix", ibid_selector_get_prefix (selector));
  add_string (self->json, "suffix", ibid_selector_get_suffix (selector));
  json_builder_end_object (self->json);
}

/* A web page's own text is another one: there the quote has to be found by itself. */
static void
add_target (Writer *self, IbidAnnotation *annotation)
{
  g_autoptr (IbidSelector) here = NULL;
  guint start, end;
  gboolean is_placed = ibid_annotation_get_range (annotation, &start, &end);

  if (is_placed)
    here = ibid_selector_new_for_range (self->text, start, end);
  json_builder_set_member_name (self->json, "target");
  json_builder_begin_array (self->json);
  json_builder_begin_object (self->json);
  add_string (self->json, "source", self->uri);
  json_builder_set_member_name (self->json, "selector");
  json_builder_begin_array (self->json);
  if (is_placed && !self->is_web_page)
    add_position (self, start, end);
  add_quote (self, is_placed ? here : ibid_annotation_get_selector (annotation));
  json_builder_end_array (self->json);
  json_builder_end_object (self->json);
  json_builder_end_array (self->json);
}

static void
add_permissions (JsonBuilder *json)
{
  static const char *const names[] = { "read", "update", "delete" };
  static const char *const users[] = { USER, NULL };

  json_builder_set_member_name (json, "permissions");
  json_builder_begin_object (json);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_strings (json, names[i], users);
  json_builder_end_object (json);
}

static void
add_annotation (Writer *self, IbidAnnotation *annotation)
{
  const char *note = ibid_annotation_get_note (annotation);
  const char *const titles[] = { self->title, NULL };
  gint64 created_us = ibid_annotation_get_created (annotation);
  g_autofree char *created = ibid_export_dup_time (created_us);
  g_autofree char *updated =
      ibid_export_dup_time (MAX (created_us, ibid_annotation_get_modified (annotation)));

  json_builder_begin_object (self->json);
  add_string (self->json, "id", ibid_annotation_get_id (annotation));
  add_string (self->json, "created", created);
  add_string (self->json, "updated", updated);
  add_string (self->json, "user", USER);
  add_string (self->json, "uri", self->uri);
  add_string (self->json, "text", note != NULL ? note : "");
  add_strings (self->json, "tags", ibid_annotation_get_tags (annotation));
  add_string (self->json, "group", GROUP);
  add_permissions (self->json);
  add_target (self, annotation);
  json_builder_set_member_name (self->json, "document");
  json_builder_begin_object (self->json);
  add_strings (self->json, "title", titles);
  json_builder_end_object (self->json);
  json_builder_set_member_name (self->json, "links");
  json_builder_begin_object (self->json);
  json_builder_end_object (self->json);
  add_boolean (self->json, "hidden", FALSE);
  add_boolean (self->json, "flagged", FALSE);
  json_builder_end_object (self->json);
}

static gboolean
add_annotations (Writer *self, IbidExportMatter *matter, const IbidExportOptions *options,
                 GCancellable *cancellable, GError **error)
{
  guint n_entries = ibid_export_matter_get_n_entries (matter);

  json_builder_set_member_name (self->json, "annotations");
  json_builder_begin_array (self->json);
  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      add_annotation (self, ibid_export_matter_get_entry (matter, i)->annotation);
    }
  json_builder_end_array (self->json);
  return TRUE;
}

/*
 * ibid_export_hypothesis:
 *
 * Exports the annotations for Hypothesis: of the article's web page, if it has one.
 */
gboolean
ibid_export_hypothesis (IbidExportMatter *matter, const IbidExportOptions *options,
                        GPtrArray *parts, GCancellable *cancellable, GError **error)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  const char *url = ibid_export_get_web_address (ibid_article_get_metadata (article));
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GDateTime) utc = g_date_time_to_utc (options->now);
  g_autofree char *now = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (JsonNode) root = NULL;
  Writer writer = { json, text, ibid_article_get_title (article) };

  writer.is_web_page = url != NULL;
  writer.uri = url != NULL ? url : ibid_record_get_id (IBID_RECORD (article));
  json_builder_begin_object (json);
  add_string (json, "export_date", now);
  add_string (json, "export_userid", USER);
  add_string (json, "client_version", "Ibid " IBID_VERSION);
  if (!add_annotations (&writer, matter, options, cancellable, error))
    return FALSE;
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  ibid_export_add_part (parts, NULL, ibid_export_new_json (root));
  return TRUE;
}
