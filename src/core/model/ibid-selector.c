/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-selector.h"

struct _IbidSelector
{
  gatomicrefcount references;
  char *exact;
  char *prefix;
  char *suffix;
  char *text_hash; /* interned: many selectors share one text */
  guint start;
  guint end;
};

G_DEFINE_BOXED_TYPE (IbidSelector, ibid_selector, ibid_selector_ref, ibid_selector_unref)

/**
 * ibid_selector_new:
 * @exact: the quote
 * @prefix: (nullable): what stood before it
 * @suffix: (nullable): what stood after it
 * @start: where it stood, in code points of the reading text, or %IBID_SELECTOR_NO_POSITION
 * @end: one past its last code point, or %IBID_SELECTOR_NO_POSITION
 * @text_hash: (nullable): the hash of that text, as of ibid_reading_text_get_hash()
 *
 * Makes a selector of its parts.
 *
 * Returns: (transfer full): the selector
 */
IbidSelector *
ibid_selector_new (const char *exact, const char *prefix, const char *suffix, guint start,
                   guint end, const char *text_hash)
{
  IbidSelector *self = g_new0 (IbidSelector, 1);

  g_atomic_ref_count_init (&self->references);
  self->exact = g_strdup (exact);
  self->prefix = g_strdup (prefix != NULL ? prefix : "");
  self->suffix = g_strdup (suffix != NULL ? suffix : "");
  self->text_hash = text_hash != NULL ? g_ref_string_new_intern (text_hash) : NULL;
  self->start = start;
  self->end = end;
  return self;
}

/**
 * ibid_selector_new_for_range:
 * @text: the text
 * @start: in code points
 * @end: one past the last code point
 *
 * Describes a part of a text: the quote, %IBID_SELECTOR_CONTEXT_CHARS code points on each side, the
 * position and the text's hash.
 *
 * Returns: (transfer full): the selector
 */
IbidSelector *
ibid_selector_new_for_range (IbidReadingText *text, guint start, guint end)
{
  guint before = start > IBID_SELECTOR_CONTEXT_CHARS ? start - IBID_SELECTOR_CONTEXT_CHARS : 0;
  g_autofree char *exact = ibid_reading_text_dup_slice (text, start, end);
  g_autofree char *prefix = ibid_reading_text_dup_slice (text, before, start);
  g_autofree char *suffix =
      ibid_reading_text_dup_slice (text, end, end + IBID_SELECTOR_CONTEXT_CHARS);

  return ibid_selector_new (exact, prefix, suffix, start, end, ibid_reading_text_get_hash (text));
}

/**
 * ibid_selector_ref:
 * @self: a selector
 *
 * Returns: (transfer full): @self
 */
IbidSelector *
ibid_selector_ref (IbidSelector *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * ibid_selector_unref:
 * @self: (transfer full): a selector
 */
void
ibid_selector_unref (IbidSelector *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->exact);
  g_free (self->prefix);
  g_free (self->suffix);
  g_clear_pointer (&self->text_hash, g_ref_string_release);
  g_free (self);
}

/**
 * ibid_selector_get_exact:
 * @self: a selector
 *
 * Returns: (transfer none): the quote
 */
const char *
ibid_selector_get_exact (IbidSelector *self)
{
  return self->exact;
}

/**
 * ibid_selector_get_prefix:
 * @self: a selector
 *
 * Returns: (transfer none): what stood before the quote; may be empty
 */
const char *
ibid_selector_get_prefix (IbidSelector *self)
{
  return self->prefix;
}

/**
 * ibid_selector_get_suffix:
 * @self: a selector
 *
 * Returns: (transfer none): what stood after the quote; may be empty
 */
const char *
ibid_selector_get_suffix (IbidSelector *self)
{
  return self->suffix;
}

/**
 * ibid_selector_get_position:
 * @self: a selector
 * @start: (out) (optional): where the quote stood, in code points of the reading text
 * @end: (out) (optional): one past its last code point
 *
 * Returns: whether it has a position
 */
gboolean
ibid_selector_get_position (IbidSelector *self, guint *start, guint *end)
{
  if (start != NULL)
    *start = self->start;
  if (end != NULL)
    *end = self->end;
  return self->start != IBID_SELECTOR_NO_POSITION && self->end != IBID_SELECTOR_NO_POSITION;
}

/**
 * ibid_selector_get_text_hash:
 * @self: a selector
 *
 * Returns: (transfer none) (nullable): the hash of the text that it was made against, if known
 */
const char *
ibid_selector_get_text_hash (IbidSelector *self)
{
  return self->text_hash;
}

/**
 * ibid_selector_equal:
 * @a: a selector
 * @b: another
 *
 * Returns: whether all their parts are the same
 */
gboolean
ibid_selector_equal (IbidSelector *a, IbidSelector *b)
{
  return a == b || (a->start == b->start && a->end == b->end && strcmp (a->exact, b->exact) == 0 &&
                    strcmp (a->prefix, b->prefix) == 0 && strcmp (a->suffix, b->suffix) == 0 &&
                    g_strcmp0 (a->text_hash, b->text_hash) == 0);
}

/**
 * ibid_selector_is_of:
 * @self: a selector
 * @text: a text
 *
 * Tells whether the selector was made against this very text, and its quote does stand where it
 * says: its position can be used as it is.
 *
 * Returns: whether it does
 */
gboolean
ibid_selector_is_of (IbidSelector *self, IbidReadingText *text)
{
  gsize from, to;

  if (!ibid_selector_get_position (self, NULL, NULL) ||
      g_strcmp0 (self->text_hash, ibid_reading_text_get_hash (text)) != 0 ||
      self->start >= self->end || self->end > ibid_reading_text_get_n_chars (text))
    return FALSE;
  from = ibid_reading_text_bytes_from_chars (text, self->start);
  to = ibid_reading_text_bytes_from_chars (text, self->end);
  return to - from == strlen (self->exact) &&
         memcmp (ibid_reading_text_get_text (text) + from, self->exact, to - from) == 0;
}
