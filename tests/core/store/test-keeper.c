/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "ibid-keeper.h"

#define N_KILLS 100

static IbidDecision *
decision_new (const char *id, const char *name, const char *modified)
{
  return ibid_decision_new (IBID_TARGET_KIND_ENTITY, id, 0, "name", NULL,
                            g_variant_new_string (name), NULL, modified);
}

static void
put (IbidOverlay *overlay, const char *id, const char *name, const char *modified)
{
  g_autoptr (IbidDecision) decision = decision_new (id, name, modified);

  ibid_overlay_put (overlay, decision);
}

static void
take_back (IbidOverlay *overlay, const char *id)
{
  g_autoptr (IbidDecision) probe = decision_new (id, "", NULL);

  ibid_overlay_remove (overlay, ibid_decision_get_choice (probe));
}

static const char *
get_name (IbidOverlay *overlay, const char *id)
{
  g_autoptr (IbidDecision) probe = decision_new (id, "", NULL);
  IbidDecision *decision = ibid_overlay_lookup (overlay, ibid_decision_get_choice (probe));

  return decision != NULL ? g_variant_get_string (ibid_decision_get_value (decision), NULL) : NULL;
}

static IbidKeeper *
open_keeper (const char *path)
{
  IbidKeeper *keeper = ibid_decision_keeper_new (path, ARTICLE_ID, NULL);

  ibid_keeper_take (keeper, ibid_kept_read (&ibid_kept_decisions, path, ARTICLE_ID, NULL, NULL));
  return keeper;
}

static IbidOverlay *
get_overlay (IbidKeeper *keeper)
{
  return ibid_decision_keeper_get_overlay (IBID_DECISION_KEEPER (keeper));
}

static void
flush (IbidKeeper *keeper)
{
  g_autoptr (GError) error = NULL;

  ibid_keeper_flush (keeper, &error);
  g_assert_no_error (error);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_autosave (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  IbidKeeper *keeper = open_keeper (path);
  IbidOverlay *overlay = get_overlay (keeper);
  IbidOverlay *read;
  guint n_saved = 0;
  gint64 started;

  g_signal_connect_swapped (keeper, "notify::saved", G_CALLBACK (count_cb), &n_saved);
  g_assert_true (ibid_keeper_is_saved (keeper));
  started = g_get_monotonic_time ();
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %d", i);

      put (overlay, "e1", name, NULL);
    }
  g_assert_false (ibid_keeper_is_saved (keeper));
  g_assert_cmpuint (n_saved, ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  while (!ibid_keeper_is_saved (keeper))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - started, <, G_USEC_PER_SEC);
  g_assert_cmpuint (n_saved, ==, 2);
  read = read_overlay (path);
  assert_same_overlay (overlay, read);
  g_assert_finalize_object (read);
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

/* Nobody waits for the delay when the program ends. */
static void
test_dispose (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  IbidKeeper *keeper = open_keeper (path);
  IbidOverlay *read;

  put (get_overlay (keeper), "e1", "Name", NULL);
  g_assert_finalize_object (keeper);
  read = read_overlay (path);
  g_assert_cmpstr (get_name (read, "e1"), ==, "Name");
  g_assert_finalize_object (read);
  desk_clear (&desk);
}

/* Changes while a write is under way, and a flush that overtakes it. */
static void
test_order (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  IbidKeeper *keeper = open_keeper (path);
  IbidOverlay *overlay = get_overlay (keeper);
  GRand *rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %d", i);

      put (overlay, "e1", name, NULL);
      spin_ms ((guint)g_rand_int_range (rand, 0, 40));
      if (i % 7 == 0)
        {
          IbidOverlay *read;

          flush (keeper);
          g_assert_true (ibid_keeper_is_saved (keeper));
          read = read_overlay (path);
          g_assert_cmpstr (get_name (read, "e1"), ==, name);
          g_assert_finalize_object (read);
        }
    }
  flush (keeper);
  spin_ms (400);
  g_assert_true (ibid_keeper_is_saved (keeper));
  g_rand_free (rand);
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

static void
wait_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);
}

/* A write that is late, because all workers are busy, does not undo a flush that overtook it. */
static void
test_late_write (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  IbidKeeper *keeper = open_keeper (path);
  IbidOverlay *overlay = get_overlay (keeper);
  IbidOverlay *read;
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_task_data (task, &gate, NULL);
      g_task_run_in_thread (task, wait_in_thread);
    }
  put (overlay, "e1", "Early", NULL);
  spin_ms (400);
  put (overlay, "e1", "Late", NULL);
  flush (keeper);
  g_mutex_unlock (&gate);
  spin_ms (700);
  read = read_overlay (path);
  g_assert_cmpstr (get_name (read, "e1"), ==, "Late");
  g_assert_finalize_object (read);
  g_assert_true (ibid_keeper_is_saved (keeper));
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

/* Two programs, one file: choice by choice, the later decision holds; what one took back stays
 * away unless the other decided anew. */
static void
test_merge (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  IbidKeeper *ours = open_keeper (path);
  IbidKeeper *theirs;
  IbidOverlay *overlay = get_overlay (ours);
  IbidOverlay *other, *read;

  put (overlay, "both-later-ours", "old", "2026-01-01T00:00:00Z");
  put (overlay, "both-later-theirs", "old", "2026-01-01T00:00:00Z");
  put (overlay, "we-took-back", "old", "2026-01-01T00:00:00Z");
  put (overlay, "they-took-back", "old", "2026-01-01T00:00:00Z");
  put (overlay, "we-took-back-they-changed", "old", "2026-01-01T00:00:00Z");
  put (overlay, "they-took-back-we-changed", "old", "2026-01-01T00:00:00Z");
  put (overlay, "untouched", "old", "2026-01-01T00:00:00Z");
  flush (ours);

  theirs = open_keeper (path);
  other = get_overlay (theirs);
  put (other, "both-later-ours", "theirs", "2026-01-02T00:00:00Z");
  put (other, "both-later-theirs", "theirs", "2026-01-04T00:00:00Z");
  take_back (other, "they-took-back");
  put (other, "we-took-back-they-changed", "theirs", "2026-01-02T00:00:00Z");
  take_back (other, "they-took-back-we-changed");
  put (other, "new-theirs", "theirs", "2026-01-02T00:00:00Z");
  flush (theirs);

  put (overlay, "both-later-ours", "ours", "2026-01-03T00:00:00Z");
  put (overlay, "both-later-theirs", "ours", "2026-01-03T00:00:00Z");
  take_back (overlay, "we-took-back");
  take_back (overlay, "we-took-back-they-changed");
  put (overlay, "they-took-back-we-changed", "ours", "2026-01-03T00:00:00Z");
  put (overlay, "new-ours", "ours", "2026-01-03T00:00:00Z");
  while (!ibid_keeper_is_saved (ours))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ibid_keeper_get_problem (ours));

  g_assert_cmpstr (get_name (overlay, "both-later-ours"), ==, "ours");
  g_assert_cmpstr (get_name (overlay, "both-later-theirs"), ==, "theirs");
  g_assert_null (get_name (overlay, "we-took-back"));
  g_assert_null (get_name (overlay, "they-took-back"));
  g_assert_cmpstr (get_name (overlay, "we-took-back-they-changed"), ==, "theirs");
  g_assert_cmpstr (get_name (overlay, "they-took-back-we-changed"), ==, "ours");
  g_assert_cmpstr (get_name (overlay, "new-theirs"), ==, "theirs");
  g_assert_cmpstr (get_name (overlay, "new-ours"), ==, "ours");
  g_assert_cmpstr (get_name (overlay, "untouched"), ==, "old");
  read = read_overlay (path);
  assert_same_overlay (overlay, read);
  g_assert_finalize_object (read);

  /* the flush merges as well */
  put (other, "late", "theirs", NULL);
  flush (theirs);
  put (overlay, "later", "ours", NULL);
  flush (ours);
  g_assert_cmpstr (get_name (overlay, "late"), ==, "theirs");
  g_assert_finalize_object (theirs);
  g_assert_finalize_object (ours);
  desk_clear (&desk);
}

static void
assert_unknown_kept (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, expected));
  g_assert_nonnull (strstr (contents, "planet"));
}

/* What a newer version wrote is kept, when it was there from the start and when it came in between.
 */
static void
test_unknown (void)
{
  static const char newer[] =
      "{ \"format\": \"ibid-overlay\", \"version\": 1, \"article\": \"" ARTICLE_ID "\","
      " \"decisions\": [ { \"target\": { \"kind\": \"planet\", \"id\": \"p\" },"
      " \"field\": \"orbit\", \"value\": 1, \"modified\": \"2026-01-01T00:00:00Z\" } ],"
      " \"mood\": \"%s\" }";
  Desk desk = desk_new ();
  g_autofree char *first = g_strdup_printf (newer, "calm");
  g_autofree char *second = g_strdup_printf (newer, "restless");
  g_autofree char *path = desk_write (&desk, "overlay.json", first);
  IbidKeeper *keeper = open_keeper (path);

  put (get_overlay (keeper), "e1", "Name", NULL);
  flush (keeper);
  assert_unknown_kept (path, "calm");
  g_assert_true (g_file_set_contents (path, second, -1, NULL));
  put (get_overlay (keeper), "e2", "Other", NULL);
  flush (keeper);
  assert_unknown_kept (path, "restless");
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

/* The file is replaced by something that is no overlay while we are at work. */
static void
test_spoilt_meanwhile (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  IbidKeeper *keeper = open_keeper (path);
  IbidOverlay *overlay = get_overlay (keeper);
  IbidOverlay *read;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_aside = 0;

  put (overlay, "e1", "Name", NULL);
  flush (keeper);
  g_assert_true (g_file_set_contents (path, "spoilt", -1, NULL));
  put (overlay, "e2", "Other", NULL);
  flush (keeper);
  read = read_overlay (path);
  assert_same_overlay (overlay, read);
  g_assert_finalize_object (read);
  dir = g_dir_open (desk.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "overlay.json.unreadable-"))
      n_aside++;
  g_assert_cmpuint (n_aside, ==, 2);
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

static void
set_file_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A full disk: the change stays in memory, the problem is told, and the next change tries again. */
static void
test_full_disk (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  IbidKeeper *keeper = open_keeper (path);
  IbidOverlay *overlay = get_overlay (keeper);
  IbidOverlay *read;
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  put (overlay, "e1", "First", NULL);
  flush (keeper);
  put (overlay, "e2", "Second", NULL);
  set_file_limit (16);
  while (ibid_keeper_get_problem (keeper) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (ibid_keeper_flush (keeper, &error));
  set_file_limit (RLIM_INFINITY);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_false (ibid_keeper_is_saved (keeper));
  g_assert_cmpstr (get_name (overlay, "e2"), ==, "Second");
  read = read_overlay (path);
  g_assert_cmpstr (get_name (read, "e1"), ==, "First");
  g_assert_null (get_name (read, "e2"));
  g_assert_finalize_object (read);

  put (overlay, "e3", "Third", NULL);
  while (!ibid_keeper_is_saved (keeper))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ibid_keeper_get_problem (keeper));
  read = read_overlay (path);
  assert_same_overlay (overlay, read);
  g_assert_finalize_object (read);
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

/* What cannot be opened is left alone: it is not overwritten, even when we have something to save.
 */
static void
test_not_a_file (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  g_autoptr (GError) error = NULL;
  IbidKeeper *keeper;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  keeper = open_keeper (path);
  g_assert_nonnull (ibid_keeper_get_problem (keeper));
  put (get_overlay (keeper), "e1", "Name", NULL);
  g_assert_false (ibid_keeper_flush (keeper, &error));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

/* What the child does until it is killed: decide, save, say so. */
static int
run_child (const char *path)
{
  IbidKeeper *keeper = open_keeper (path);
  IbidOverlay *overlay = get_overlay (keeper);
  const char *name = get_name (overlay, "e1");
  gint64 count = name != NULL ? g_ascii_strtoll (name, NULL, 10) : 0;

  for (;;)
    {
      g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, ++count);
      g_autofree char *line = g_strconcat (next, "\n", NULL);

      put (overlay, "e1", next, NULL);
      if (count % 16 == 0)
        while (!ibid_keeper_is_saved (keeper))
          g_main_context_iteration (NULL, TRUE);
      else if (!ibid_keeper_flush (keeper, NULL))
        return 1;
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

static gint64
run_and_kill (const char *path, guint ms)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *arguments[] = { self, "--child", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  char buffer[4096];
  char *last;
  GPid pid;
  gssize n;
  int out;

  g_spawn_async_with_pipes (NULL, (char **)arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  /* most die at work; some before they have said anything */
  if (ms % 5 != 0)
    {
      n = read (out, buffer, sizeof buffer);
      g_assert_cmpint (n, >, 0);
      g_string_append_len (said, buffer, n);
    }
  g_usleep (ms * 1000);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while ((n = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (said, buffer, n);
  close (out);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  g_spawn_close_pid (pid);
  if (said->len == 0)
    return 0;
  g_string_truncate (said, said->len - 1);
  last = strrchr (said->str, '\n');
  return g_ascii_strtoll (last != NULL ? last + 1 : said->str, NULL, 10);
}

/* Nothing that was confirmed is lost, whenever the program is killed. */
static void
test_kill (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "overlay.json", NULL);
  GRand *rand = g_rand_new_with_seed (20260101);
  gint64 confirmed = 0;
  guint n_files = 0;
  g_autoptr (GDir) dir = NULL;

  for (int i = 0; i < N_KILLS; i++)
    {
      IbidOverlay *read;
      gint64 said = run_and_kill (path, (guint)g_rand_int_range (rand, 0, 60));
      gint64 found;

      confirmed = MAX (confirmed, said);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_assert_cmpint (confirmed, ==, 0);
          continue;
        }
      read = read_overlay (path);
      found = g_ascii_strtoll (get_name (read, "e1"), NULL, 10);
      /* at most the one that was being written is there without having been confirmed */
      g_assert_cmpint (found, >=, confirmed);
      g_assert_cmpint (found, <=, confirmed + 1);
      confirmed = found;
      g_assert_finalize_object (read);
    }
  g_test_message ("%" G_GINT64_FORMAT " decisions confirmed in %d lives", confirmed, N_KILLS);
  g_assert_cmpint (confirmed, >, N_KILLS);
  /* no heap of temporary files: at most the one */
  dir = g_dir_open (desk.folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, <=, 2);
  g_rand_free (rand);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keeper/autosave", test_autosave);
  g_test_add_func ("/keeper/dispose", test_dispose);
  g_test_add_func ("/keeper/order", test_order);
  g_test_add_func ("/keeper/late-write", test_late_write);
  g_test_add_func ("/keeper/merge", test_merge);
  g_test_add_func ("/keeper/unknown", test_unknown);
  g_test_add_func ("/keeper/spoilt-meanwhile", test_spoilt_meanwhile);
  g_test_add_func ("/keeper/full-disk", test_full_disk);
  g_test_add_func ("/keeper/not-a-file", test_not_a_file);
  g_test_add_func ("/keeper/kill", test_kill);
  return g_test_run ();
}
