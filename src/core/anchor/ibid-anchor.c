/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <string.h>
#include "ibid-anchor.h"
#include "ibid-judge-private.h"
#include "ibid-landmarks-private.h"

struct _IbidAnchorer
{
  /* owned */
  IbidReadingText *text;
  IbidReadingText *old_text; /* or NULL */
  IbidTokenIndex index;
  IbidTextMap map; /* empty without an old text */
};

G_DEFINE_BOXED_TYPE (IbidAnchorer, ibid_anchorer, ibid_anchorer_ref, ibid_anchorer_unref)

static void
clear (IbidAnchorer *self)
{
  ibid_token_index_clear (&self->index);
  ibid_text_map_clear (&self->map);
  g_clear_pointer (&self->text, ibid_reading_text_unref);
  g_clear_pointer (&self->old_text, ibid_reading_text_unref);
}

/**
 * ibid_anchorer_new:
 * @text: the text in which places are to be found
 * @old_text: (nullable): the text that the selectors were made against
 *
 * Prepares a text for being searched.
 *
 * Returns: (transfer full): the anchorer
 */
IbidAnchorer *
ibid_anchorer_new (IbidReadingText *text, IbidReadingText *old_text)
{
  IbidAnchorer *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_atomic_rc_box_new0 (IbidAnchorer);
  self->text = ibid_reading_text_ref (text);
  self->old_text = old_text != NULL ? ibid_reading_text_ref (old_text) : NULL;
  ibid_token_index_init (&self->index, ibid_reading_text_get_text (text),
                         ibid_reading_text_get_n_bytes (text));
  if (old_text != NULL)
    ibid_text_map_init (&self->map, &self->index, ibid_reading_text_get_text (old_text),
                        ibid_reading_text_get_n_bytes (old_text));
  return self;
}

/**
 * ibid_anchorer_ref:
 * @self: an anchorer
 *
 * Takes a reference. May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
IbidAnchorer *
ibid_anchorer_ref (IbidAnchorer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ibid_anchorer_unref:
 * @self: an anchorer
 *
 * Gives a reference back; the last one frees. May be called from any thread.
 */
void
ibid_anchorer_unref (IbidAnchorer *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

/* whether a selector's quote is where it says in the text that it was made against, or may have
 * been made against: not every file gives the hash of that text */
static gboolean
stands_in (IbidSelector *selector, IbidReadingText *text)
{
  const char *hash = ibid_selector_get_text_hash (selector);
  const char *exact = ibid_selector_get_exact (selector);
  guint start = 0;
  guint end = 0;
  gsize from = 0;
  gsize to = 0;

  if (hash != NULL && strcmp (hash, ibid_reading_text_get_hash (text)) != 0)
    return FALSE;
  if (!ibid_selector_get_position (selector, &start, &end) || start >= end ||
      end > ibid_reading_text_get_n_chars (text))
    return FALSE;
  from = ibid_reading_text_bytes_from_chars (text, start);
  to = ibid_reading_text_bytes_from_chars (text, end);
  return to - from == strlen (exact) &&
         memcmp (ibid_reading_text_get_text (text) + from, exact, to - from) == 0;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* tokens end where words end: white space at the ends of a quote is found again by itself */
static void
add_outer_space (IbidReadingText *text, const char *exact, IbidAnchorResult *result)
{
  const char *whole = ibid_reading_text_get_text (text);
  const char *at = whole + ibid_reading_text_bytes_from_chars (text, result->start);
  const char *p = exact;

  if (result->state == IBID_ANCHOR_STATE_LOST)
    return;
  for (; is_space (g_utf8_get_char (p)) && *p != '\0' && at > whole; p = g_utf8_next_char (p))
    {
      at = g_utf8_prev_char (at);
      if (!is_space (g_utf8_get_char (at)))
        break;
      result->start--;
    }
  at = whole + ibid_reading_text_bytes_from_chars (text, result->end);
  for (p = exact + strlen (exact); p > exact && *at != '\0'; at = g_utf8_next_char (at))
    {
      p = g_utf8_prev_char (p);
      if (!is_space (g_utf8_get_char (p)) || !is_space (g_utf8_get_char (at)))
        break;
      result->end++;
    }
}

/* the last of judgement: what is not letter for letter the same is not exact */
static void
finish (IbidReadingText *text, const char *exact, IbidAnchorResult *result)
{
  gsize from = 0;
  gsize to = 0;

  add_outer_space (text, exact, result);
  if (result->state != IBID_ANCHOR_STATE_EXACT)
    return;
  from = ibid_reading_text_bytes_from_chars (text, result->start);
  to = ibid_reading_text_bytes_from_chars (text, result->end);
  if (to - from != strlen (exact) ||
      memcmp (ibid_reading_text_get_text (text) + from, exact, to - from) != 0)
    result->state = IBID_ANCHOR_STATE_MOVED;
}

static void
find (IbidAnchorer *self, IbidSelector *selector, const IbidHint *hint, IbidAligner *aligner,
      IbidAnchorResult *result)
{
  g_auto (IbidQuery) query = { 0 };
  g_auto (IbidFindings) findings = { 0 };
  gboolean mapped = FALSE;
  guint start = 0;
  guint end = 0;

  *result = (IbidAnchorResult){ IBID_ANCHOR_STATE_LOST, 0, 0, 0 };
  if (ibid_selector_is_of (selector, self->text))
    {
      result->state = IBID_ANCHOR_STATE_EXACT;
      ibid_selector_get_position (selector, &result->start, &result->end);
      result->score = 1;
      return;
    }
  mapped = self->old_text != NULL && stands_in (selector, self->old_text);
  if (mapped)
    {
      ibid_selector_get_position (selector, &start, &end);
      if (ibid_judge_map (&self->index, &self->map, start, end, result))
        {
          finish (self->text, ibid_selector_get_exact (selector), result);
          return;
        }
    }
  ibid_query_init (&query, &self->index, selector);
  if (hint != NULL && hint->likely != IBID_SELECTOR_NO_POSITION)
    query.hint = *hint;
  ibid_search (&self->index, self->text, &query, aligner, &findings);
  if (mapped && findings.best.score != IBID_ALIGN_NOTHING &&
      ibid_judge_is_taken (&self->map, &query, &findings.best))
    return;
  ibid_judge_findings (&self->index, &query, &findings, result);
  finish (self->text, ibid_selector_get_exact (selector), result);
}

/**
 * ibid_anchorer_find:
 * @self: an anchorer
 * @selector: what to look for
 * @result: (out caller-allocates): what has become of it
 *
 * Finds a place in the text. May be called from any thread.
 */
void
ibid_anchorer_find (IbidAnchorer *self, IbidSelector *selector, IbidAnchorResult *result)
{
  g_auto (IbidAligner) aligner = { 0 };

  ibid_aligner_init (&aligner, self->index.n_ids);
  find (self, selector, NULL, &aligner, result);
}

/* what was not found for certain is looked for again, now that it is known where it is likely */
static gboolean
find_by_landmarks (IbidAnchorer *self, IbidSelector *const *selectors, guint n_selectors,
                   IbidAligner *aligner, IbidAnchorResult *results, GCancellable *cancellable)
{
  g_autoptr (GArray) landmarks = ibid_landmarks_new (selectors, n_selectors, results);
  guint n_chars = ibid_reading_text_get_n_chars (self->text);

  for (guint i = 0; landmarks->len > 0 && i < n_selectors; i++)
    {
      IbidHint hint;

      if (results[i].state != IBID_ANCHOR_STATE_UNCERTAIN)
        continue;
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      ibid_landmarks_get_hint (landmarks, selectors[i], n_chars, &hint);
      find (self, selectors[i], &hint, aligner, &results[i]);
    }
  return TRUE;
}

/**
 * ibid_anchorer_find_all:
 * @self: an anchorer
 * @selectors: (array length=n_selectors): what to look for
 * @n_selectors: how many
 * @results: (array length=n_selectors) (out caller-allocates): what has become of each
 * @cancellable: (nullable): to stop it from another thread
 * @error: return location for a %GError
 *
 * Finds many places, as in a worker. They help each other: where several places are as good, the
 * one is taken that is next to others of the same neighbourhood. It stays uncertain for that.
 *
 * Returns: whether all were looked for; %FALSE with %G_IO_ERROR_CANCELLED if it was stopped
 */
gboolean
ibid_anchorer_find_all (IbidAnchorer *self, IbidSelector *const *selectors, guint n_selectors,
                        IbidAnchorResult *results, GCancellable *cancellable, GError **error)
{
  g_auto (IbidAligner) aligner = { 0 };

  ibid_aligner_init (&aligner, self->index.n_ids);
  for (guint i = 0; i < n_selectors; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      find (self, selectors[i], NULL, &aligner, &results[i]);
    }
  if (!find_by_landmarks (self, selectors, n_selectors, &aligner, results, cancellable))
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  return TRUE;
}
