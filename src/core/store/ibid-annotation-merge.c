/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <string.h>

#include "ibid-annotation-merge.h"

typedef struct
{
  IbidAnnotations *ours;
  GHashTable *base; /* id → IbidAnnotation, borrowed: what both sides started from */
  GPtrArray *puts;
  GPtrArray *gone; /* ids */
} Merge;

static GHashTable *
index_by_id (IbidAnnotationSet *set)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; set != NULL && i < set->annotations->len; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (set->annotations, i);

      g_hash_table_insert (index, (gpointer)ibid_annotation_get_id (annotation), annotation);
    }
  return index;
}

/* Has @annotation been what both started from, or what @later was made of? Then nothing of it is
 * lost when @later takes its place. */
static gboolean
is_outdated (Merge *merge, IbidAnnotation *annotation, IbidAnnotation *later)
{
  IbidAnnotation *base = g_hash_table_lookup (merge->base, ibid_annotation_get_id (annotation));

  return ibid_annotation_is_later_state_of (later, annotation) ||
         (base != NULL &&
          ibid_annotation_get_modified (base) == ibid_annotation_get_modified (annotation) &&
          ibid_annotation_same_content (base, annotation));
}

static void
add_to_digest (GChecksum *digest, const char *text)
{
  /* with the NUL, which parts one text from the next */
  if (text != NULL)
    g_checksum_update (digest, (const guchar *)text, (gssize)strlen (text) + 1);
  g_checksum_update (digest, (const guchar *)"\001", 1);
}

/* What an annotation says, as a word: whoever merges the same two files finds the same word. */
static char *
dup_digest (IbidAnnotation *annotation)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *plain =
      g_strdup_printf ("%d %" G_GINT64_FORMAT, (int)ibid_annotation_get_style (annotation),
                       ibid_annotation_get_modified (annotation));
  IbidSelector *selector = ibid_annotation_get_selector (annotation);

  add_to_digest (digest, ibid_annotation_get_id (annotation));
  add_to_digest (digest, plain);
  add_to_digest (digest, ibid_annotation_get_note (annotation));
  for (const char *const *tag = ibid_annotation_get_tags (annotation); *tag != NULL; tag++)
    add_to_digest (digest, *tag);
  add_to_digest (digest, ibid_selector_get_prefix (selector));
  add_to_digest (digest, ibid_selector_get_exact (selector));
  add_to_digest (digest, ibid_selector_get_suffix (selector));
  add_to_digest (digest, ibid_selector_get_text_hash (selector));
  add_to_digest (digest, ibid_annotation_get_refused_text (annotation));
  return g_strdup (g_checksum_get_string (digest));
}

static gboolean
is_later (IbidAnnotation *a, IbidAnnotation *b)
{
  gint64 one = ibid_annotation_get_modified (a);
  gint64 other = ibid_annotation_get_modified (b);
  g_autofree char *digest = NULL;
  g_autofree char *other_digest = NULL;

  if (one != other)
    return one > other;
  digest = dup_digest (a);
  other_digest = dup_digest (b);
  return strcmp (digest, other_digest) > 0;
}

/* The state that gives way in a conflict, under an id that follows from what it says: two programs
 * that merge the same two files make the same one, and merging again makes no more of them. */
static IbidAnnotation *
new_copy (IbidAnnotation *annotation)
{
  g_autofree char *digest = dup_digest (annotation);
  g_autofree char *id = g_strdup_printf ("urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", digest, digest + 8,
                                         digest + 12, digest + 15, digest + 18);
  IbidAnnotation *copy = ibid_annotation_new_loaded (
      id, ibid_annotation_get_selector (annotation), ibid_annotation_get_style (annotation),
      ibid_annotation_get_note (annotation), ibid_annotation_get_tags (annotation),
      ibid_annotation_get_created (annotation), ibid_annotation_get_modified (annotation));

  ibid_annotation_set_refused_text (copy, ibid_annotation_get_refused_text (annotation));
  ibid_annotation_set_foreign (copy, ibid_annotation_get_foreign (annotation));
  ibid_annotation_take_anchor_of (copy, annotation);
  return copy;
}

/* Both changed it, each in a way of its own: the later one stays, the other one beside it. */
static void
keep_both (Merge *merge, IbidAnnotation *ours, IbidAnnotation *theirs)
{
  gboolean theirs_stays = is_later (theirs, ours);
  g_autoptr (IbidAnnotation) copy = new_copy (theirs_stays ? ours : theirs);
  const char *id = ibid_annotation_get_id (copy);

  if (theirs_stays)
    g_ptr_array_add (merge->puts, g_object_ref (theirs));
  if (ibid_annotations_lookup (merge->ours, id) == NULL &&
      !ibid_annotations_get_removed (merge->ours, id, NULL))
    g_ptr_array_add (merge->puts, g_steal_pointer (&copy));
}

static void
merge_annotation (Merge *merge, IbidAnnotation *theirs)
{
  const char *id = ibid_annotation_get_id (theirs);
  IbidAnnotation *ours = ibid_annotations_lookup (merge->ours, id);
  gboolean same = ours != NULL && ibid_annotation_same_content (ours, theirs);
  gint64 removed_us;

  if (ours == NULL)
    {
      /* what was changed after we removed it comes back */
      if (!ibid_annotations_get_removed (merge->ours, id, &removed_us) ||
          ibid_annotation_get_modified (theirs) > removed_us)
        g_ptr_array_add (merge->puts, g_object_ref (theirs));
    }
  else if (ibid_annotation_get_modified (ours) == ibid_annotation_get_modified (theirs) && same)
    return;
  else if (is_outdated (merge, theirs, ours))
    return;
  else if (is_outdated (merge, ours, theirs) ||
           (same && ibid_annotation_get_modified (theirs) > ibid_annotation_get_modified (ours)))
    g_ptr_array_add (merge->puts, g_object_ref (theirs));
  else if (!same)
    keep_both (merge, ours, theirs);
}

static void
merge_removal (Merge *merge, const char *id, gint64 when_us)
{
  IbidAnnotation *ours = ibid_annotations_lookup (merge->ours, id);
  gint64 known_us;

  if (ours != NULL)
    {
      if (when_us < ibid_annotation_get_modified (ours))
        return;
      g_ptr_array_add (merge->gone, g_strdup (id));
    }
  if (!ibid_annotations_get_removed (merge->ours, id, &known_us) || known_us < when_us)
    ibid_annotations_remove (merge->ours, id, when_us);
}

/*
 * ibid_annotation_merge:
 * @ours: the annotations of the article that is open
 * @base: (nullable): what the file held when it was last read or written
 * @theirs: what it holds now, or what a copy of it holds; with anchors set
 *
 * Takes over what another program did, annotation by annotation. The later state of one takes the
 * earlier one's place; where both sides changed the same one, both are kept, the later under the
 * id. What was removed stays away, unless it was changed after that. What @theirs merely lacks is
 * left alone: only a tombstone removes.
 *
 * Returns: how many annotations were added, changed or removed
 */
guint
ibid_annotation_merge (IbidAnnotations *ours, IbidAnnotationSet *base, IbidAnnotationSet *theirs)
{
  g_autoptr (GHashTable) index = index_by_id (base);
  g_autoptr (GPtrArray) puts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  Merge merge = { ours, index, puts, gone };
  GHashTableIter iter;
  gpointer id, when;

  g_hash_table_iter_init (&iter, theirs->removed);
  while (g_hash_table_iter_next (&iter, &id, &when))
    merge_removal (&merge, id, *(gint64 *)when);
  for (guint i = 0; i < theirs->annotations->len; i++)
    merge_annotation (&merge, g_ptr_array_index (theirs->annotations, i));
  if (puts->len == 1)
    ibid_annotations_put (ours, g_ptr_array_index (puts, 0));
  else
    ibid_annotations_put_all (ours, puts);
  if (theirs->foreign != NULL && (base != NULL || ibid_annotations_get_foreign (ours) == NULL))
    ibid_annotations_set_foreign (ours, theirs->foreign);
  return puts->len + gone->len;
}

/*
 * ibid_annotation_merge_plan:
 * @ours: the annotations of the article that is open
 * @theirs: what a reader wants beside them; with its anchor set
 * @puts: (element-type IbidAnnotation): what is to be put into @ours for it is added here
 *
 * As ibid_annotation_merge(), for one annotation that the reader has asked for, and without
 * changing
 * @ours: what was removed comes back, since it is asked for again.
 *
 * Returns: whether there is anything to put; %FALSE: @ours has it, or a later state of it
 */
gboolean
ibid_annotation_merge_plan (IbidAnnotations *ours, IbidAnnotation *theirs, GPtrArray *puts)
{
  g_autoptr (GHashTable) index = index_by_id (NULL);
  Merge merge = { .ours = ours, .base = index, .puts = puts };
  const char *id = ibid_annotation_get_id (theirs);
  guint n_before = puts->len;
  IbidAnnotation *known = ibid_annotations_lookup (ours, id);
  gint64 removed_us;

  /* the same at another time is the same */
  if (known != NULL && ibid_annotation_same_content (known, theirs))
    return FALSE;
  if (known == NULL && ibid_annotations_get_removed (ours, id, &removed_us) &&
      removed_us >= ibid_annotation_get_modified (theirs))
    g_ptr_array_add (puts, ibid_annotation_renewed_after (theirs, NULL, removed_us));
  else
    merge_annotation (&merge, theirs);
  return puts->len > n_before;
}
