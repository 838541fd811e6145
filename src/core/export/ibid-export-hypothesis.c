/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include "ibid-export-private.h"
#include "ibid-export-words.h"
#include "ibid-json-writer.h"
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
  IbidJsonWriter *json;
  IbidReadingText *text;
  const char *title;
  const char *uri;
  gboolean is_web_page;

  /* the last place that was converted, so that the text is walked through once */
  guint chars;
  guint units;
} Writer;

static void
add_string (IbidJsonWriter *json, const char *name, const char *value)
{
  ibid_json_writer_name (json, name);
  ibid_json_writer_string (json, value);
}

static void
add_int (IbidJsonWriter *json, const char *name, gint64 value)
{
  ibid_json_writer_name (json, name);
  ibid_json_writer_int (json, value);
}

static void
add_boolean (IbidJsonWriter *json, const char *name, gboolean value)
{
  ibid_json_writer_name (json, name);
  ibid_json_writer_boolean (json, value);
}

static void
begin (IbidJsonWriter *json, const char *name, char bracket)
{
  ibid_json_writer_name (json, name);
  ibid_json_writer_begin (json, bracket);
}

static void
add_strings (IbidJsonWriter *json, const char *name, const char *const *values)
{
  begin (json, name, '[');
  for (guint i = 0; values[i] != NULL; i++)
    ibid_json_writer_string (json, values[i]);
  ibid_json_writer_end (json, ']');
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
  ibid_json_writer_begin (self->json, '{');
  add_string (self->json, "type", "TextPositionSelector");
  add_int (self->json, "start", self->units);
  add_int (self->json, "end", self->units + count_units (self, start, end));
  ibid_json_writer_end (self->json, '}');
}

static void
add_quote (Writer *self, IbidSelector *selector)
{
  ibid_json_writer_begin (self->json, '{');
  add_string (self->json, "type", "TextQuoteSelector");
  add_string (self->json, "exact", ibid_selector_get_exact (selector));
  add_string (self->json, "prefix", ibid_selector_get_prefix (selector));
  add_string (self->json, "suffix", ibid_selector_get_suffix (selector));
  ibid_json_writer_end (self->json, '}');
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
  begin (self->json, "target", '[');
  ibid_json_writer_begin (self->json, '{');
  add_string (self->json, "source", self->uri);
  begin (self->json, "selector", '[');
  if (is_placed && !self->is_web_page)
    add_position (self, start, end);
  add_quote (self, is_placed ? here : ibid_annotation_get_selector (annotation));
  ibid_json_writer_end (self->json, ']');
  ibid_json_writer_end (self->json, '}');
  ibid_json_writer_end (self->json, ']');
}

static void
add_permissions (IbidJsonWriter *json)
{
  static const char *const names[] = { "read", "update", "delete" };
  static const char *const users[] = { USER, NULL };

  begin (json, "permissions", '{');
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_strings (json, names[i], users);
  ibid_json_writer_end (json, '}');
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

  ibid_json_writer_begin (self->json, '{');
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
  begin (self->json, "document", '{');
  add_strings (self->json, "title", titles);
  ibid_json_writer_end (self->json, '}');
  begin (self->json, "links", '{');
  ibid_json_writer_end (self->json, '}');
  add_boolean (self->json, "hidden", FALSE);
  add_boolean (self->json, "flagged", FALSE);
  ibid_json_writer_end (self->json, '}');
}

static gboolean
add_annotations (Writer *self, IbidExportMatter *matter, const IbidExportOptions *options,
                 GCancellable *cancellable, GError **error)
{
  guint n_entries = ibid_export_matter_get_n_entries (matter);

  begin (self->json, "annotations", '[');
  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      add_annotation (self, ibid_export_matter_get_entry (matter, i)->annotation);
    }
  ibid_json_writer_end (self->json, ']');
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
  g_autoptr (GString) out = g_string_new (NULL);
  IbidJsonWriter json = { .out = out };
  g_autoptr (GDateTime) utc = g_date_time_to_utc (options->now);
  g_autofree char *now = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  Writer writer = { &json, text, ibid_article_get_title (article) };

  writer.is_web_page = url != NULL;
  writer.uri = url != NULL ? url : ibid_record_get_id (IBID_RECORD (article));
  ibid_json_writer_begin (&json, '{');
  add_string (&json, "export_date", now);
  add_string (&json, "export_userid", USER);
  add_string (&json, "client_version", "Ibid " IBID_VERSION);
  if (!add_annotations (&writer, matter, options, cancellable, error))
    return FALSE;
  ibid_json_writer_end (&json, '}');
  g_string_append_c (out, '\n');
  ibid_export_add_part (parts, NULL, g_steal_pointer (&out));
  return TRUE;
}
