/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include "ibid-document.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>

/* The whole of an article: the members of the root, in the order in which they refer to one
 * another. */

enum
{
  ROOT_BLOCKS,
  ROOT_CITATIONS,
  ROOT_DIRECTION,
  ROOT_ENTITIES,
  ROOT_FORMAT,
  ROOT_GENERATOR,
  ROOT_ID,
  ROOT_LANGUAGE,
  ROOT_MENTIONS,
  ROOT_METADATA,
  ROOT_NOTE_REFERENCES,
  ROOT_ORIGIN,
  ROOT_OTHER_IDS,
  ROOT_OUTLETS,
  ROOT_PAGES,
  ROOT_SOURCES,
  ROOT_VERSION,
  N_ROOT
};
static const char *const root_names[N_ROOT] = {
  "blocks",    "citations", "direction", "entities", "format",          "generator",
  "id",        "language",  "mentions",  "metadata", "note-references", "origin",
  "other-ids", "outlets",   "pages",     "sources",  "version",
};

enum
{
  PAGE_BLOCK,
  PAGE_LABEL,
  PAGE_OFFSET,
  N_PAGE
};
static const char *const page_names[N_PAGE] = { "block", "label", "offset" };

static gboolean
read_page (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidFault) fault = { 0 };
  IbidSpan start = { 0 };
  const char *label = NULL;

  if (!ibid_json_open (&self->json, node, page_names, N_PAGE, &fields) ||
      !ibid_json_get_string (&self->json, &fields, PAGE_LABEL, IBID_JSON_REQUIRED, &label) ||
      !ibid_loader_get_block (self, &fields, PAGE_BLOCK, &start.block, &fault) ||
      !ibid_json_get_uint (&self->json, &fields, PAGE_OFFSET, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &start.start))
    return FALSE;
  start.end = start.start;
  if (fault.detail == NULL)
    {
      ibid_loader_check_span (self, &start, TRUE, &fault);
      fault.member = "offset";
    }
  if (fault.detail != NULL)
    ibid_loader_warn_fault (self, &fault, _ ("This page is left out."));
  else
    ibid_article_add_page (self->article, label, start.block, start.start, fields.extra);
  return TRUE;
}

static gboolean
read_metadata (IbidLoader *self, IbidJsonFields *fields)
{
  JsonObject *object = NULL;
  g_autoptr (IbidCsl) csl = NULL;

  if (!ibid_json_get_object (&self->json, fields, ROOT_METADATA, IBID_JSON_OPTIONAL, &object))
    return FALSE;
  if (object == NULL)
    return TRUE;
  ibid_json_push_member (&self->json, "metadata");
  csl = ibid_load_csl (self, fields->nodes[ROOT_METADATA]);
  ibid_json_pop (&self->json);
  if (csl == NULL)
    return FALSE;
  ibid_article_set_metadata (self->article, csl);
  return TRUE;
}

static gboolean
read_header (IbidLoader *self, IbidJsonFields *fields)
{
  const char *id = NULL;
  const char *generator = NULL;
  const char *language = NULL;
  g_auto (GStrv) other_ids = NULL;
  JsonObject *origin = NULL;
  int direction = IBID_DIRECTION_AUTO;

  if (!ibid_json_get_name (&self->json, fields, ROOT_ID, IBID_JSON_REQUIRED, &id) ||
      !ibid_json_get_string (&self->json, fields, ROOT_GENERATOR, IBID_JSON_OPTIONAL, &generator) ||
      !ibid_json_get_language (&self->json, fields, ROOT_LANGUAGE, IBID_JSON_OPTIONAL, &language) ||
      !ibid_json_get_object (&self->json, fields, ROOT_ORIGIN, IBID_JSON_OPTIONAL, &origin) ||
      !ibid_json_get_strings (&self->json, fields, ROOT_OTHER_IDS, NULL, N_ ("an id"),
                              &other_ids) ||
      !ibid_loader_get_word (self, fields, ROOT_DIRECTION, IBID_JSON_OPTIONAL, IBID_TYPE_DIRECTION,
                             &direction))
    return FALSE;
  self->article = ibid_article_new (id);
  if (other_ids != NULL)
    ibid_article_set_other_ids (self->article, (const char *const *)other_ids);
  ibid_article_set_generator (self->article, generator);
  ibid_article_set_language (self->article, language);
  ibid_article_set_direction (self->article, (IbidDirection)direction);
  if (origin != NULL)
    ibid_article_set_origin (self->article, origin);
  return read_metadata (self, fields);
}

static gboolean
read_blocks (IbidLoader *self, IbidJsonFields *fields)
{
  g_autofree char *detail = NULL;
  JsonArray *blocks = NULL;

  if (!ibid_json_get_array (&self->json, fields, ROOT_BLOCKS, IBID_JSON_REQUIRED, &blocks))
    return FALSE;
  if (json_array_get_length (blocks) > IBID_FORMAT_MAX_BLOCKS)
    {
      detail = g_strdup_printf (_ ("There are %u blocks; an article may have %u. Split it."),
                                json_array_get_length (blocks), (guint)IBID_FORMAT_MAX_BLOCKS);
      return ibid_json_fail (&self->json, "blocks", IBID_FORMAT_ERROR_TOO_MANY, detail);
    }
  return ibid_loader_consume_each (self, fields, ROOT_BLOCKS, ibid_load_block, NULL);
}

static gboolean
read_records (IbidLoader *self, IbidJsonFields *fields)
{
  static const struct
  {
    guint field;
    gboolean (*read) (IbidLoader *self, JsonNode *node, gpointer user_data);
  } lists[] = {
    { ROOT_PAGES, read_page },
    { ROOT_OUTLETS, ibid_load_outlet },
    { ROOT_SOURCES, ibid_load_source },
    { ROOT_CITATIONS, ibid_load_citation },
    { ROOT_NOTE_REFERENCES, ibid_load_note_reference },
    { ROOT_ENTITIES, ibid_load_entity },
    { ROOT_MENTIONS, ibid_load_mention },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!ibid_loader_consume_each (self, fields, lists[i].field, lists[i].read, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
read_root (IbidLoader *self, JsonNode *root)
{
  g_auto (IbidJsonFields) fields = { 0 };

  if (!ibid_json_open (&self->json, root, root_names, N_ROOT, &fields) ||
      !ibid_document_check_format (&self->json, &fields, ROOT_FORMAT, ROOT_VERSION, "ibid-article",
                                   _ ("an article of Ibid")) ||
      !read_header (self, &fields) || !read_blocks (self, &fields) || !read_records (self, &fields))
    return FALSE;
  ibid_record_set_extra (IBID_RECORD (self->article), fields.extra);
  ibid_article_seal (self->article);
  return TRUE;
}

/**
 * ibid_article_load_bytes:
 * @bytes: a whole file
 * @display_name: the file's name, for messages
 * @findings: (nullable): receives an #IbidFinding for everything that was left out or is odd, with
 *   its JSON Pointer: "dangling-reference", "bad-span", "unknown-word", "unknown-date" (warnings)
 * @error: where to put an error of %IBID_FORMAT_ERROR, any code
 *
 * Reads an article. It is built whole before anyone sees it. What is wrong in the structure (types,
 * missing members, values that cannot be) is an error everywhere; a reference or span that leads
 * nowhere is an error in blocks and citations, and elsewhere a warning: mentions, marks, claims,
 * note references and pages are left out, sources stay without their outlet, citation items
 * without their source. Words of a vocabulary that this version does not know are taken as the most
 * general one and written back as they were.
 *
 * Returns: (transfer full) (nullable): the article, sealed
 */
IbidArticle *
ibid_article_load_bytes (GBytes *bytes, const char *display_name, GListStore *findings,
                         GError **error)
{
  g_auto (IbidLoader) self = { .json.file = display_name, .findings = findings };
  g_autoptr (JsonNode) root = ibid_document_parse (bytes, display_name, error);

  if (root == NULL)
    return NULL;
  if (!read_root (&self, root))
    {
      g_clear_object (&self.article);
      g_propagate_error (error, self.json.error);
    }
  return self.article;
}

/**
 * ibid_article_load_file:
 * @file: a file of an article
 * @findings: (nullable): see ibid_article_load_bytes()
 * @cancellable: (nullable): to give up
 * @error: where to put an error of %IBID_FORMAT_ERROR or %G_IO_ERROR
 *
 * Reads an article from a file, blocking.
 *
 * Returns: (transfer full) (nullable): the article, sealed
 */
IbidArticle *
ibid_article_load_file (GFile *file, GListStore *findings, GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *base_name = g_file_get_basename (file);
  g_autofree char *name = base_name != NULL ? g_filename_display_name (base_name) : NULL;
  g_autoptr (GBytes) bytes =
      ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, cancellable, error);

  if (bytes == NULL)
    return NULL;
  return ibid_article_load_bytes (bytes, name != NULL ? name : "", findings, error);
}
