/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <math.h>
#include "ibid-landmarks-private.h"

/*
 * An editor seldom changes the order of a text, and then of whole paragraphs. So what stood between
 * two places is still between them, unless there is good evidence that it is not. How good it has
 * to be is Bayes' theorem: one passage in thirty goes to another place, and that place can be
 * anywhere.
 */

#define MOVE_BITS 5

/* how much longer than it was the text between two landmarks may be, for these to be still
 * together: a paragraph or two came in */
#define MAX_GROWTH 2000

/* a place that is certain, in both texts */
typedef struct
{
  guint start;
  guint end;
  guint new_start;
  guint new_end;
} Landmark;

static int
compare_landmarks (gconstpointer a, gconstpointer b)
{
  const Landmark *first = a;
  const Landmark *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

/**
 * ibid_landmarks_new:
 * @selectors: (array length=n_selectors): what was looked for; all made against one text
 * @n_selectors: how many
 * @results: (array length=n_selectors): what has become of each
 *
 * Takes those that are certain for landmarks.
 *
 * Returns: (transfer full): the landmarks, in the order of the old text
 */
GArray *
ibid_landmarks_new (IbidSelector *const *selectors, guint n_selectors,
                    const IbidAnchorResult *results)
{
  GArray *landmarks = g_array_new (FALSE, FALSE, sizeof (Landmark));

  for (guint i = 0; i < n_selectors; i++)
    {
      Landmark landmark = { 0, 0, results[i].start, results[i].end };

      if (results[i].state > IBID_ANCHOR_STATE_MOVED ||
          !ibid_selector_get_position (selectors[i], &landmark.start, &landmark.end))
        continue;
      g_array_append_val (landmarks, landmark);
    }
  g_array_sort (landmarks, compare_landmarks);
  return landmarks;
}

/* the first landmark at or after a place; their number if there is none */
static guint
find_next (const GArray *landmarks, guint place)
{
  const Landmark *all = (const Landmark *)(gconstpointer)landmarks->data;
  guint low = 0;
  guint high = landmarks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (all[middle].start < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* from the landmark before to the one after, if they are still together; else nothing is known */
static void
set_region (const Landmark *before, const Landmark *after, guint n_chars, IbidHint *hint)
{
  guint old_start = before != NULL ? before->start : 0;
  guint old_end = after != NULL ? after->end : G_MAXUINT;
  guint start = before != NULL ? before->new_start : 0;
  guint end = after != NULL ? after->new_end : n_chars;

  if (end <= start ||
      (after != NULL && end - start > 2 * (MAX (old_end, old_start) - old_start) + MAX_GROWTH))
    return;
  hint->region_start = start;
  hint->region_end = end;
  hint->penalty = (int)(IBID_ALIGN_BIT * (MOVE_BITS + log2 (n_chars / (double)(end - start))));
}

/**
 * ibid_landmarks_get_hint:
 * @landmarks: the landmarks
 * @selector: what is looked for
 * @n_chars: length of the new text
 * @hint: (out caller-allocates): where it is likely
 *
 * Tells where something is likely that stood between landmarks. Without landmarks, or without a
 * place in the old text, all places are as likely.
 */
void
ibid_landmarks_get_hint (const GArray *landmarks, IbidSelector *selector, guint n_chars,
                         IbidHint *hint)
{
  const Landmark *all = (const Landmark *)(gconstpointer)landmarks->data;
  guint start = 0;
  guint next = 0;
  const Landmark *before = NULL;
  const Landmark *after = NULL;
  const Landmark *nearest = NULL;

  *hint = (IbidHint){ .likely = IBID_SELECTOR_NO_POSITION };
  if (landmarks->len == 0 || !ibid_selector_get_position (selector, &start, NULL))
    return;
  next = find_next (landmarks, start);
  if (next > 0)
    before = &all[next - 1];
  if (next < landmarks->len)
    after = &all[next];
  nearest = before;
  if (before == NULL || (after != NULL && after->start - start < start - before->start))
    nearest = after;
  hint->likely = (guint)CLAMP ((gint64)nearest->new_start + start - nearest->start, 0, G_MAXINT);
  set_region (before, after, n_chars, hint);
}
