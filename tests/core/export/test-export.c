/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk.h"
#include <string.h>

/* The registry, and what is refused. */

static void
test_kinds (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < IBID_EXPORT_N_FORMATS; i++)
    {
      const IbidExportKind *kind = ibid_export_get_kind ((IbidExportFormat)i);

      g_assert_cmpuint (kind->format, ==, i);
      g_assert_true (ibid_export_find_kind (kind->name) == kind);
      g_assert_true (g_hash_table_add (names, (gpointer)kind->name));
      g_assert_cmpstr (kind->title, !=, "");
      g_assert_cmpstr (kind->description, !=, "");
      g_assert_nonnull (strchr (kind->media_type, '/'));
      g_assert_null (strchr (kind->extension, '.'));
    }
  g_assert_null (ibid_export_find_kind ("doc"));
  g_assert_null (ibid_export_find_kind (""));
}

static void
test_nothing (void)
{
  g_autoptr (IbidArticle) article = desk_new_article ();
  g_autoptr (IbidExportMatter) matter = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  const IbidExportOptions options = { .base_name = "test", .now = now };

  ibid_article_seal (article);
  matter = desk_new_matter (article);
  for (guint i = 0; i < IBID_EXPORT_N_FORMATS; i++)
    {
      const IbidExportUse use = ibid_export_get_kind ((IbidExportFormat)i)->use;
      g_autoptr (GError) error = NULL;

      if (use != IBID_EXPORT_USE_NOTES && use != IBID_EXPORT_USE_REFERENCES)
        continue;
      g_assert_null (ibid_export_make (matter, (IbidExportFormat)i, &options, NULL, &error));
      g_assert_error (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_NOTHING);
    }
}

static void
test_cancelled (void)
{
  static const char *const names[] = { "csl-json", "biblatex", "bibtex", "ris" };
  g_autoptr (IbidArticle) article = desk_new_article ();
  g_autoptr (IbidExportMatter) matter = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const IbidExportOptions options = { .base_name = "test" };

  desk_add_source (article, "webpage", "times");
  ibid_article_seal (article);
  matter = desk_new_matter (article);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ibid_export_make (matter, ibid_export_find_kind (names[i])->format, &options,
                                       cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/kinds", test_kinds);
  g_test_add_func ("/export/nothing", test_nothing);
  g_test_add_func ("/export/cancelled", test_cancelled);
  return g_test_run ();
}
