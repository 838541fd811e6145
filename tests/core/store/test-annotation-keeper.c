/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "ibid-annotation-merge.h"
#include "ibid-keeper.h"

/* with those of test-keeper.c more than 300 */
#define N_KILLS 210
#define N_SLOTS 40

static IbidAnnotation *
annotation_new (const char *id, const char *note, gint64 modified_us)
{
  g_autoptr (IbidSelector) selector = ibid_selector_new ("quote", "", "", 0, 5, "hash");

  return ibid_annotation_new_loaded (id, selector, IBID_ANNOTATION_STYLE_YELLOW, note, NULL, 1,
                                     modified_us);
}

static void
put (IbidAnnotations *annotations, const char *id, const char *note, gint64 modified_us)
{
  g_autoptr (IbidAnnotation) annotation = annotation_new (id, note, modified_us);

  ibid_annotations_put (annotations, annotation);
}

static const char *
get_note (IbidAnnotations *annotations, const char *id)
{
  IbidAnnotation *annotation = ibid_annotations_lookup (annotations, id);

  return annotation != NULL ? ibid_annotation_get_note (annotation) : NULL;
}

static IbidAnnotations *
get_annotations (IbidKeeper *keeper)
{
  return ibid_annotation_keeper_get_annotations (IBID_ANNOTATION_KEEPER (keeper));
}

static IbidKeeper *
open_keeper (const char *path)
{
  IbidKeeper *keeper = ibid_annotation_keeper_new (path, ARTICLE_ID, NULL);

  ibid_keeper_take (keeper, ibid_kept_read (&ibid_kept_annotations, path, ARTICLE_ID, NULL, NULL));
  return keeper;
}

static void
flush (IbidKeeper *keeper)
{
  g_autoptr (GError) error = NULL;

  ibid_keeper_flush (keeper, &error);
  g_assert_no_error (error);
}

/* One annotation, what each side says of it, and what is to become of it. A side is "note@time",
 * "-@time" for a tombstone, or "" for nothing; "^" before the note: made from the base. */
typedef struct
{
  const char *name;
  const char *base;
  const char *ours;
  const char *theirs;
  const char *expected; /* note, or NULL: it is not there */
  const char *copy;     /* the note of what is kept beside it, or NULL */
} MergeCase;

static const MergeCase merge_cases[] = {
  { "untouched", "a@1", "a@1", "a@1", "a", NULL },
  { "we changed", "a@1", "b@2", "a@1", "b", NULL },
  { "they changed", "a@1", "a@1", "b@2", "b", NULL },
  { "both, ours later", "a@1", "b@3", "c@2", "b", "c" },
  { "both, theirs later", "a@1", "b@2", "c@3", "c", "b" },
  { "both the same", "a@1", "b@2", "b@3", "b", NULL },
  { "they added", "", "", "b@2", "b", NULL },
  { "we added", "", "b@2", "", "b", NULL },
  { "both added", "", "b@2", "c@3", "c", "b" },
  { "we removed", "a@1", "-@2", "a@1", NULL, NULL },
  { "they removed", "a@1", "a@1", "-@2", NULL, NULL },
  { "both removed", "a@1", "-@2", "-@3", NULL, NULL },
  { "we removed, they changed later", "a@1", "-@2", "b@3", "b", NULL },
  { "we removed, they had changed", "a@1", "-@3", "b@2", NULL, NULL },
  { "they removed, we changed later", "a@1", "b@3", "-@2", "b", NULL },
  { "they removed, we had changed", "a@1", "b@2", "-@3", NULL, NULL },
  { "an old file comes back", "a@1", "-@2", "a@1", NULL, NULL },
  { "they lack it", "a@1", "a@1", "", "a", NULL },
  { "no base, theirs is old", "", "^b@3", "a@1", "b", NULL },
  { "no base, ours is old", "", "a@1", "^b@3", "b", NULL },
  { "no base, both made from the same", "", "^b@3", "^c@2", "b", "c" },
};

static void
add_side (const char *side, IbidAnnotations *annotations, IbidAnnotationSet *set)
{
  const gint64 base_us = 1;
  const char *at = strchr (side, '@');
  gint64 time_us = at != NULL ? g_ascii_strtoll (at + 1, NULL, 10) : 0;
  gboolean derived = *side == '^';
  g_autofree char *note = at != NULL ? g_strndup (side + derived, at - side - derived) : NULL;
  g_autoptr (IbidAnnotation) annotation = NULL;

  if (at == NULL)
    return;
  if (strcmp (note, "-") == 0)
    {
      if (annotations != NULL)
        ibid_annotations_remove (annotations, "urn:x:1", time_us);
      else
        ibid_annotation_set_note_removal (set, "urn:x:1", time_us);
      return;
    }
  annotation = annotation_new ("urn:x:1", note, time_us);
  if (derived)
    ibid_annotation_set_earlier (annotation, &base_us, 1);
  if (annotations != NULL)
    ibid_annotations_put (annotations, annotation);
  else
    g_ptr_array_add (set->annotations, g_object_ref (annotation));
}

static void
assert_merged (IbidAnnotations *annotations, const MergeCase *merge_case)
{
  guint n_expected = (merge_case->expected != NULL ? 1 : 0) + (merge_case->copy != NULL ? 1 : 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (annotations));

  g_assert_cmpstr (get_note (annotations, "urn:x:1"), ==, merge_case->expected);
  g_assert_cmpuint (n, ==, n_expected);
  for (guint i = 0; i < n && merge_case->copy != NULL; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);

      if (strcmp (ibid_annotation_get_id (annotation), "urn:x:1") != 0)
        g_assert_cmpstr (ibid_annotation_get_note (annotation), ==, merge_case->copy);
    }
  if (merge_case->expected == NULL)
    g_assert_true (ibid_annotations_get_removed (annotations, "urn:x:1", NULL));
}

static IbidAnnotations *
merge_sides (const char *base_side, const char *ours_side, const char *theirs_side)
{
  IbidAnnotations *ours = ibid_annotations_new ();
  g_autoptr (IbidAnnotationSet) base = ibid_annotation_set_new ();
  g_autoptr (IbidAnnotationSet) theirs = ibid_annotation_set_new ();

  add_side (base_side, NULL, base);
  add_side (ours_side, ours, NULL);
  add_side (theirs_side, NULL, theirs);
  ibid_annotation_merge (ours, base, theirs);
  /* once more changes nothing */
  g_assert_cmpuint (ibid_annotation_merge (ours, base, theirs), ==, 0);
  return ours;
}

/* Every case from both sides: two computers that merge come to the same, with the same ids. */
static void
test_merge (gconstpointer data)
{
  const MergeCase *merge_case = data;
  g_autoptr (IbidAnnotations) ours =
      merge_sides (merge_case->base, merge_case->ours, merge_case->theirs);
  g_autoptr (IbidAnnotations) theirs =
      merge_sides (merge_case->base, merge_case->theirs, merge_case->ours);
  guint n;

  assert_merged (ours, merge_case);
  assert_merged (theirs, merge_case);
  n = g_list_model_get_n_items (G_LIST_MODEL (ours));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (ours), i);

      g_assert_nonnull (ibid_annotations_lookup (theirs, ibid_annotation_get_id (annotation)));
    }
}

/* A second program with the same file, with real files and real times. */
static void
test_two_programs (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "annotations.jsonld", NULL);
  IbidKeeper *ours = open_keeper (path);
  IbidKeeper *theirs;
  IbidAnnotations *annotations = get_annotations (ours);
  g_autoptr (IbidAnnotation) changed = NULL;
  g_autoptr (IbidAnnotation) changed_theirs = NULL;
  IbidKeeper *read;

  put (annotations, "urn:x:both", "old", 100);
  put (annotations, "urn:x:gone", "old", 100);
  flush (ours);
  theirs = open_keeper (path);
  changed_theirs = ibid_annotation_with_note (
      ibid_annotations_lookup (get_annotations (theirs), "urn:x:both"), "theirs");
  ibid_annotations_put (get_annotations (theirs), changed_theirs);
  ibid_annotations_remove (get_annotations (theirs), "urn:x:gone", 200);
  put (get_annotations (theirs), "urn:x:new", "theirs", 200);
  flush (theirs);

  changed = ibid_annotation_with_note (ibid_annotations_lookup (annotations, "urn:x:both"), "ours");
  ibid_annotations_put (annotations, changed);
  while (!ibid_keeper_is_saved (ours))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_note (annotations, "urn:x:both"), ==, "ours");
  g_assert_cmpstr (get_note (annotations, "urn:x:new"), ==, "theirs");
  g_assert_null (get_note (annotations, "urn:x:gone"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annotations)), ==, 3);

  read = open_keeper (path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_annotations (read))), ==, 3);
  g_assert_true (ibid_annotations_get_removed (get_annotations (read), "urn:x:gone", NULL));
  g_assert_finalize_object (read);
  g_assert_finalize_object (theirs);
  g_assert_finalize_object (ours);
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

/* A full disk: the change stays in memory, the problem is told, the file is as it was, and the next
 * change tries again. */
static void
test_full_disk (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "annotations.jsonld", NULL);
  IbidKeeper *keeper = open_keeper (path);
  IbidKeeper *read;

  signal (SIGXFSZ, SIG_IGN);
  put (get_annotations (keeper), "urn:x:1", "first", 100);
  flush (keeper);
  put (get_annotations (keeper), "urn:x:2", "second", 100);
  set_file_limit (64);
  while (ibid_keeper_get_problem (keeper) == NULL)
    g_main_context_iteration (NULL, TRUE);
  set_file_limit (RLIM_INFINITY);
  g_assert_false (ibid_keeper_is_saved (keeper));
  read = open_keeper (path);
  g_assert_cmpstr (get_note (get_annotations (read), "urn:x:1"), ==, "first");
  g_assert_null (get_note (get_annotations (read), "urn:x:2"));
  g_assert_finalize_object (read);

  put (get_annotations (keeper), "urn:x:3", "third", 100);
  while (!ibid_keeper_is_saved (keeper))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ibid_keeper_get_problem (keeper));
  read = open_keeper (path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_annotations (read))), ==, 3);
  g_assert_finalize_object (read);
  g_assert_finalize_object (keeper);
  desk_clear (&desk);
}

/* A disk that really is full. */
static void
test_small_disk (void)
{
  Desk desk = desk_new ();
  g_autofree char *disk = g_build_filename (desk.folder, "disk", NULL);
  g_autofree char *path = g_build_filename (disk, "annotations.jsonld", NULL);
  g_autofree char *long_note = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;
  IbidKeeper *keeper;

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  if (mount ("tmpfs", disk, "tmpfs", 0, "size=64k") != 0)
    {
      g_test_skip ("needs the right to mount a file system");
      desk_clear (&desk);
      return;
    }
  keeper = open_keeper (path);
  put (get_annotations (keeper), "urn:x:1", "short", 100);
  flush (keeper);
  put (get_annotations (keeper), "urn:x:1", long_note, 200);
  g_assert_false (ibid_keeper_flush (keeper, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (ibid_keeper_get_problem (keeper));
  put (get_annotations (keeper), "urn:x:1", "short again", 300);
  flush (keeper);
  g_assert_null (ibid_keeper_get_problem (keeper));
  g_assert_finalize_object (keeper);
  g_assert_cmpint (umount (disk), ==, 0);
  desk_clear (&desk);
}

/* What act number n does: it fills a slot, or empties it. */
static gboolean
is_removal (gint64 n)
{
  return n % 10 == 9;
}

static char *
slot_tag (gint64 n)
{
  return g_strdup_printf ("slot-%d", (int)(n % N_SLOTS));
}

static IbidAnnotation *
find_tagged (IbidAnnotations *annotations, const char *tag)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (annotations)); i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);

      if (ibid_annotation_has_tag (annotation, tag))
        return annotation;
    }
  return NULL;
}

static void
do_act (IbidDossier *dossier, gint64 n)
{
  const IbidSpan span = { 0, 0, (guint)(n % 20) + 1 };
  g_autofree char *tag = slot_tag (n);
  const char *tags[] = { tag, NULL };
  g_autofree char *note = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  IbidAnnotation *annotation = find_tagged (ibid_dossier_get_annotations (dossier), tag);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  if (is_removal (n))
    {
      if (annotation != NULL)
        g_ptr_array_add (one, annotation);
      ibid_dossier_remove_annotations (dossier, one);
      return;
    }
  if (annotation == NULL)
    {
      annotation = ibid_dossier_annotate (dossier, &span, 1, IBID_ANNOTATION_STYLE_GREEN);
      ibid_dossier_set_annotation_tags (dossier, annotation, tags);
      annotation = find_tagged (ibid_dossier_get_annotations (dossier), tag);
    }
  ibid_dossier_set_annotation_note (dossier, annotation, note);
}

/* The number of the last act, which is the highest note there is; acts that remove come last only
 * if the one before is there. */
static gint64
get_last (IbidAnnotations *annotations)
{
  gint64 last = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (annotations)); i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);
      const char *note = ibid_annotation_get_note (annotation);

      if (note != NULL)
        last = MAX (last, g_ascii_strtoll (note, NULL, 10));
    }
  return last;
}

/* What the child does until it is killed: act, save, say so. */
static int
run_child (const char *root, const char *article)
{
  Desk desk = { .root = (char *)root };
  g_autoptr (GFile) folder = g_file_new_for_path (root);
  IbidDossier *dossier;
  gint64 n;

  desk.library = ibid_library_new (folder);
  dossier = desk_open (&desk, article);
  n = get_last (ibid_dossier_get_annotations (dossier));
  for (;;)
    {
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT "\n", ++n);

      do_act (dossier, n);
      if (n % 48 == 0)
        wait_saved (dossier);
      else if (!ibid_dossier_flush (dossier, NULL))
        return 1;
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

static gint64
run_and_kill (const char *root, const char *article, guint ms)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *arguments[] = { self, "--child", root, article, NULL };
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

/* Is everything as it has to be after that many acts? An act after the last confirmed one may have
 * been saved, or begun: its slot is left out. */
static void
assert_after (IbidAnnotations *annotations, gint64 confirmed)
{
  for (gint64 n = MAX (1, confirmed - N_SLOTS + 2); n <= confirmed; n++)
    {
      g_autofree char *tag = slot_tag (n);
      IbidAnnotation *annotation = find_tagged (annotations, tag);

      if (is_removal (n))
        g_assert_null (annotation);
      else
        {
          g_assert_nonnull (annotation);
          g_assert_cmpint (g_ascii_strtoll (ibid_annotation_get_note (annotation), NULL, 10), ==,
                           n);
        }
    }
}

/* Nothing that was confirmed is lost, whenever the program is killed. */
static void
test_kill (void)
{
  Desk desk = desk_new ();
  g_autofree char *article = desk_write_article (&desk, "ties.ibid.json", "a lot");
  IbidDossier *dossier = desk_open (&desk, article);
  g_autofree char *path = dossier_dup_path (dossier, "annotations.jsonld");
  GRand *rand = g_rand_new_with_seed (20261123);
  gint64 confirmed = 0;
  gint64 n_acts = 0;

  g_assert_finalize_object (dossier);
  for (int i = 0; i < N_KILLS; i++)
    {
      gint64 said = run_and_kill (desk.root, article, (guint)g_rand_int_range (rand, 0, 50));
      IbidKeeper *read;
      gint64 last;

      if (said > 0)
        n_acts += said - confirmed;
      confirmed = MAX (confirmed, said);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_assert_cmpint (confirmed, ==, 0);
          continue;
        }
      read = open_keeper (path);
      g_assert_null (ibid_keeper_get_problem (read));
      assert_after (get_annotations (read), confirmed);
      last = get_last (get_annotations (read));
      g_assert_cmpint (last, <=, confirmed + 1);
      /* an act that removes leaves no number behind: the next life repeats it */
      confirmed = last;
      g_assert_finalize_object (read);
    }
  g_test_message ("%" G_GINT64_FORMAT " acts confirmed in %d lives", n_acts, N_KILLS);
  g_assert_cmpint (n_acts, >, N_KILLS / 4);
  g_rand_free (rand);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (merge_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/annotation-keeper/merge/%s", merge_cases[i].name);

      g_test_add_data_func (name, &merge_cases[i], test_merge);
    }
  g_test_add_func ("/annotation-keeper/two-programs", test_two_programs);
  g_test_add_func ("/annotation-keeper/full-disk", test_full_disk);
  g_test_add_func ("/annotation-keeper/small-disk", test_small_disk);
  g_test_add_func ("/annotation-keeper/kill", test_kill);
  return g_test_run ();
}
