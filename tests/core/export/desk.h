/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-export.h"

/* An article of one line, with as many sources as a test wants, for the tests of this room. */

#define DESK_TEXT "It is said so (Astana Times, June 18)."

G_GNUC_UNUSED static IbidArticle *
desk_new_article (void)
{
  IbidArticle *article = ibid_article_new ("urn:uuid:1");

  g_assert_true (ibid_article_take_block (
      article, ibid_block_new ("b0", IBID_BLOCK_TYPE_PARAGRAPH, DESK_TEXT)));
  ibid_article_take_outlet (article, ibid_outlet_new ("times", "Astana Times"));
  return article;
}

/* Borrowed: a source of @outlet_id, which may be NULL. */
G_GNUC_UNUSED static IbidSource *
desk_add_source (IbidArticle *article, const char *type, const char *outlet_id)
{
  const guint n_sources = g_list_model_get_n_items (ibid_article_get_sources (article));
  g_autofree char *id = g_strdup_printf ("s%u", n_sources);
  g_autoptr (IbidCsl) csl = ibid_csl_new (id, type);
  IbidOutlet *outlet = outlet_id != NULL ? ibid_article_find_outlet (article, outlet_id) : NULL;

  ibid_article_take_source (article, ibid_source_new (id, outlet, csl));
  return ibid_article_find_source (article, id);
}

G_GNUC_UNUSED static IbidExportMatter *
desk_new_matter (IbidArticle *article)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return ibid_export_matter_new (article, none);
}

/* Owned: what the one file of an export holds. */
G_GNUC_UNUSED static char *
desk_export (IbidExportMatter *matter, const char *format)
{
  const IbidExportKind *kind = ibid_export_find_kind (format);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  const IbidExportOptions options = { .base_name = "test", .now = now };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  const IbidExportPart *part;
  gsize size;
  const char *data;

  g_assert_nonnull (kind);
  parts = ibid_export_make (matter, kind->format, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  part = g_ptr_array_index (parts, 0);
  g_assert_null (part->name);
  data = g_bytes_get_data (part->bytes, &size);
  g_assert_true (g_utf8_validate_len (data, size, NULL));
  return g_strndup (data, size);
}
