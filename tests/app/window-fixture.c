/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-shortcuts.h"
#include "window-fixture.h"

/* what GTK and WebKit need to see of a key or of the pointer before the next one comes */
#define AFTER_INPUT_MS 250
#define DRAG_STEPS 6

static GtkApplication *application; /* it holds the keys; one for all tests */

void
window_fixture_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  ibid_shortcuts_install (application);
}

static void
painted_cb (WindowFixture *fixture)
{
  fixture->n_painted++;
}

void
window_fixture_start (WindowFixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  fixture->n_painted = 0;
  fixture->library = ibid_library_new (folder);
  fixture->window = ibid_window_new (application, fixture->library, fixture->settings);
  g_signal_connect_swapped (fixture->window, "painted", G_CALLBACK (painted_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
}

void
window_fixture_quit (WindowFixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  iterate_for (300);
  fixture->window = NULL;
  g_clear_object (&fixture->library);
}

void
window_fixture_set_up (WindowFixture *fixture)
{
  fixture->folder = g_dir_make_tmp ("ibid-window-XXXXXX", NULL);
  fixture->settings = g_settings_new (IBID_APP_ID);
  window_fixture_start (fixture);
}

static void
reset_settings (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

void
window_fixture_tear_down (WindowFixture *fixture)
{
  const char *const argv[] = { "rm", "-rf", "--", fixture->folder, NULL };

  if (fixture->window != NULL)
    window_fixture_quit (fixture);
  reset_settings (fixture->settings);
  g_clear_object (&fixture->settings);
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_clear_pointer (&fixture->folder, g_free);
}

void
window_fixture_open_sample (WindowFixture *fixture)
{
  guint n_painted = fixture->n_painted;

  ibid_window_open_sample (fixture->window);
  wait_until (fixture->n_painted > n_painted);
  iterate_for (500);
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *)data);
}

typedef struct
{
  const char *name;
  const char *target;
} Wanted;

static gboolean
is_of_action (GtkWidget *widget, gconstpointer data)
{
  const Wanted *wanted = data;
  GVariant *target;

  if (!GTK_IS_ACTIONABLE (widget) ||
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), wanted->name) != 0)
    return FALSE;
  target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));
  return wanted->target == NULL ||
         (target != NULL && g_variant_is_of_type (target, G_VARIANT_TYPE_STRING) &&
          g_str_equal (g_variant_get_string (target, NULL), wanted->target));
}

static GtkWidget *
find_below (GtkWidget *root, gboolean (*matches) (GtkWidget *widget, gconstpointer data),
            gconstpointer data)
{
  if (matches (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, matches, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
window_fixture_find (GtkWidget *root, GType type)
{
  return find_below (root, is_of_type, &type);
}

GtkWidget *
window_fixture_find_action (GtkWidget *root, const char *name, const char *target)
{
  Wanted wanted = { name, target };

  return find_below (root, is_of_action, &wanted);
}

GtkWindow *
window_fixture_find_dialog (WindowFixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (window != GTK_WINDOW (fixture->window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

void
iterate_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
run_xdotool (const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status;

  g_ptr_array_add (argv, (char *)"xdotool");
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  iterate_for (AFTER_INPUT_MS);
}

void
press (const char *keys)
{
  run_xdotool ((const char *[]){ "key", "--clearmodifiers", keys, NULL });
}

void
type (const char *text)
{
  run_xdotool ((const char *[]){ "type", "--clearmodifiers", text, NULL });
}

/* From a widget's coordinates to those of the toplevel's surface. */
static void
translate_to_surface (GtkWidget *widget, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);
  graphene_point_t point = GRAPHENE_POINT_INIT ((float)*x, (float)*y);
  double surface_x, surface_y;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native), &point, &point));
  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  *x = (double)point.x + surface_x;
  *y = (double)point.y + surface_y;
  for (; GDK_IS_POPUP (surface); surface = gdk_popup_get_parent (GDK_POPUP (surface)))
    {
      *x += gdk_popup_get_position_x (GDK_POPUP (surface));
      *y += gdk_popup_get_position_y (GDK_POPUP (surface));
    }
}

void
point_at (GtkWidget *widget, double x, double y)
{
  g_autofree char *column = NULL;
  g_autofree char *row = NULL;

  translate_to_surface (widget, &x, &y);
  column = g_strdup_printf ("%d", (int)x);
  row = g_strdup_printf ("%d", (int)y);
  run_xdotool (
      (const char *[]){ "getactivewindow", "mousemove", "--window", "%1", column, row, NULL });
}

void
click_at (GtkWidget *widget, double x, double y)
{
  point_at (widget, x, y);
  run_xdotool ((const char *[]){ "click", "1", NULL });
}

void
click (GtkWidget *widget)
{
  wait_until (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0);
  click_at (widget, gtk_widget_get_width (widget) / 2, gtk_widget_get_height (widget) / 2);
}

void
drag (GtkWidget *widget, double from_x, double from_y, double to_x, double to_y)
{
  point_at (widget, from_x, from_y);
  run_xdotool ((const char *[]){ "mousedown", "1", NULL });
  for (guint i = 1; i <= DRAG_STEPS; i++)
    point_at (widget, from_x + (to_x - from_x) * i / DRAG_STEPS,
              from_y + (to_y - from_y) * i / DRAG_STEPS);
  run_xdotool ((const char *[]){ "mouseup", "1", NULL });
}
