/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>

#include "ibid-reader-view.h"
#include "ibid-web-room.h"
#include "ibid-window-private.h"

/* The module of the reader: missing, broken, foreign, another version's, and at last the right one.
 * The order matters: once it is open, it stays open. */

static char *build_folder; /* of the test's own modules */
static GFile *folder;      /* where the module is looked for */
static GFile *module;

static void
put_there (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_file_delete (module, NULL, NULL);
  g_file_make_symbolic_link (module, path, NULL, &error);
  g_assert_no_error (error);
}

static void
put_module_there (const char *name)
{
  g_autofree char *path = g_build_filename (build_folder, name, NULL);

  put_there (path);
}

static void
assert_not_opened (int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ibid_web_room_open (&error));
  g_assert_error (error, G_MODULE_ERROR, code);
  g_assert_nonnull (g_strrstr (error->message, IBID_WEB_MODULE));
}

static void
test_missing (void)
{
  g_autofree char *versions = NULL;

  assert_not_opened (G_MODULE_ERROR_FAILED);
  ibid_web_room_begin ();
  assert_not_opened (G_MODULE_ERROR_FAILED);
  versions = ibid_web_room_dup_versions ();
  g_assert_true (g_str_has_prefix (versions, "WebKitGTK: "));
}

static void
test_broken (void)
{
  g_autofree char *path = g_file_get_path (module);

  g_assert_true (g_file_set_contents (path, "no module", -1, NULL));
  assert_not_opened (G_MODULE_ERROR_FAILED);
}

static void
test_foreign (void)
{
  put_module_there ("libmodule-foreign.so");
  assert_not_opened (G_MODULE_ERROR_FAILED);
  put_module_there ("libmodule-older.so");
  assert_not_opened (G_MODULE_ERROR_CHECK_FAILED);
}

static gboolean
has_page (IbidWindow *window, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (window->stack), name) == 0;
}

static void
wait_for_page (IbidWindow *window, const char *name)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (!has_page (window, name) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_page (window, name));
}

/* The window says it, and goes on as soon as the module is there. */
static void
test_window (void)
{
  g_autoptr (GtkApplication) application =
      GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_autoptr (IbidLibrary) library = NULL;
  g_autoptr (GSettings) settings = g_settings_new (IBID_APP_ID);
  g_autofree char *path =
      g_build_filename (g_getenv ("IBID_BUILD_ROOT"), "src", "web", IBID_WEB_MODULE, NULL);
  IbidWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_file_delete (module, NULL, NULL);
  library = ibid_library_new (folder);
  window = ibid_window_new (application, library, settings);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_page (window, "no-reader");
  g_assert_false (ibid_window_is_reading (window));
  ibid_window_show_library (window);
  g_assert_true (has_page (window, "library"));
  ibid_window_open_sample (window);
  wait_for_page (window, "no-reader");

  put_there (path);
  ibid_window_open_sample (window);
  wait_for_page (window, "reading");
  g_assert_true (IBID_IS_READER_VIEW (window->reader));
  gtk_window_close (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = g_dir_make_tmp ("ibid-web-room-XXXXXX", NULL);
  const char *const remove[] = { "rm", "-rf", "--", path, NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  build_folder = g_build_filename (g_getenv ("IBID_BUILD_ROOT"), "tests", "app", NULL);
  folder = g_file_new_for_path (path);
  module = g_file_get_child (folder, IBID_WEB_MODULE);
  g_setenv ("IBID_MODULE_DIR", path, TRUE);

  g_test_add_func ("/web-room/missing", test_missing);
  g_test_add_func ("/web-room/broken", test_broken);
  g_test_add_func ("/web-room/foreign", test_foreign);
  g_test_add_func ("/web-room/window", test_window);
  status = g_test_run ();

  g_spawn_sync (NULL, (char **)remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_object_unref (module);
  g_object_unref (folder);
  g_free (build_folder);
  return status;
}
