/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-annotation.h"

/* Ten thousand of them are usual for a diligent reader: what most do not have costs a pointer. */
struct _IbidAnnotation
{
  GObject parent_instance;

  /* owned */
  char *id;
  IbidSelector *selector;
  char *note;         /* Markdown, or NULL */
  GStrv tags;         /* or NULL */
  char *refused_text; /* hash of the text that it is not in, as the reader said; or NULL */
  JsonObject *foreign;
  GArray *spans;   /* where it stands, or NULL */
  GArray *earlier; /* of gint64: when its earlier states were made, or NULL; never changed */

  /* plain */
  gint64 created_us;
  gint64 modified_us;
  guint start; /* where it stands in the reading text */
  guint end;
  IbidAnnotationStyle style;
  IbidAnchorState state;
};

G_DEFINE_FINAL_TYPE (IbidAnnotation, ibid_annotation, G_TYPE_OBJECT)

static void
ibid_annotation_finalize (GObject *object)
{
  IbidAnnotation *self = IBID_ANNOTATION (object);

  g_free (self->id);
  g_clear_pointer (&self->selector, ibid_selector_unref);
  g_free (self->note);
  g_strfreev (self->tags);
  g_free (self->refused_text);
  g_clear_pointer (&self->foreign, json_object_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->earlier, g_array_unref);
  G_OBJECT_CLASS (ibid_annotation_parent_class)->finalize (object);
}

static void
ibid_annotation_class_init (IbidAnnotationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_annotation_finalize;
}

static void
ibid_annotation_init (IbidAnnotation *self)
{
  self->state = IBID_ANCHOR_STATE_LOST;
}

static void
set_note (IbidAnnotation *self, const char *note)
{
  g_free (self->note);
  self->note = note != NULL && *note != '\0' ? g_strdup (note) : NULL;
}

static void
set_tags (IbidAnnotation *self, const char *const *tags)
{
  g_strfreev (self->tags);
  self->tags = tags != NULL && *tags != NULL ? g_strdupv ((GStrv)tags) : NULL;
}

static IbidAnnotation *
annotation_new (const char *id, IbidSelector *selector, IbidAnnotationStyle style)
{
  IbidAnnotation *self = g_object_new (IBID_TYPE_ANNOTATION, NULL);

  self->id = g_strdup (id);
  self->selector = ibid_selector_ref (selector);
  self->style = style;
  return self;
}

/**
 * ibid_annotation_new:
 * @selector: what it is about
 * @style: how it looks
 *
 * Makes an annotation with an id of its own, now.
 *
 * Returns: (transfer full): the annotation, without an anchor
 */
IbidAnnotation *
ibid_annotation_new (IbidSelector *selector, IbidAnnotationStyle style)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("urn:uuid:", uuid, NULL);
  IbidAnnotation *self = annotation_new (id, selector, style);

  self->created_us = g_get_real_time ();
  self->modified_us = self->created_us;
  return self;
}

/**
 * ibid_annotation_new_loaded:
 * @id: its IRI
 * @selector: what it is about
 * @style: how it looks
 * @note: (nullable): Markdown
 * @tags: (nullable) (array zero-terminated=1): words
 * @created_us: in microseconds since 1970, UTC
 * @modified_us: the same
 *
 * Makes an annotation as a file describes it.
 *
 * Returns: (transfer full): the annotation, without an anchor
 */
IbidAnnotation *
ibid_annotation_new_loaded (const char *id, IbidSelector *selector, IbidAnnotationStyle style,
                            const char *note, const char *const *tags, gint64 created_us,
                            gint64 modified_us)
{
  IbidAnnotation *self = annotation_new (id, selector, style);

  set_note (self, note);
  set_tags (self, tags);
  self->created_us = created_us;
  self->modified_us = modified_us;
  return self;
}

/**
 * ibid_annotation_get_id:
 * @self: an annotation
 *
 * Returns: (transfer none): its IRI
 */
const char *
ibid_annotation_get_id (IbidAnnotation *self)
{
  return self->id;
}

/**
 * ibid_annotation_get_created:
 * @self: an annotation
 *
 * Returns: when it was made, in microseconds since 1970, UTC
 */
gint64
ibid_annotation_get_created (IbidAnnotation *self)
{
  return self->created_us;
}

/**
 * ibid_annotation_get_modified:
 * @self: an annotation
 *
 * Returns: when it was last changed, in microseconds since 1970, UTC
 */
gint64
ibid_annotation_get_modified (IbidAnnotation *self)
{
  return self->modified_us;
}

/**
 * ibid_annotation_get_style:
 * @self: an annotation
 *
 * Returns: its colour, or that it is an underline
 */
IbidAnnotationStyle
ibid_annotation_get_style (IbidAnnotation *self)
{
  return self->style;
}

/**
 * ibid_annotation_get_note:
 * @self: an annotation
 *
 * Returns: (transfer none) (nullable): the reader's note, Markdown; never empty
 */
const char *
ibid_annotation_get_note (IbidAnnotation *self)
{
  return self->note;
}

/**
 * ibid_annotation_get_tags:
 * @self: an annotation
 *
 * Returns: (transfer none) (array zero-terminated=1): its tags, in the reader's order; may be empty
 */
const char *const *
ibid_annotation_get_tags (IbidAnnotation *self)
{
  static const char *const none[] = { NULL };

  return self->tags != NULL ? (const char *const *)self->tags : none;
}

/**
 * ibid_annotation_has_tag:
 * @self: an annotation
 * @tag: a word
 *
 * Returns: whether it has that very tag
 */
gboolean
ibid_annotation_has_tag (IbidAnnotation *self, const char *tag)
{
  return g_strv_contains (ibid_annotation_get_tags (self), tag);
}

/**
 * ibid_annotation_get_selector:
 * @self: an annotation
 *
 * Returns: (transfer none): what it is about, in the text that it was made against
 */
IbidSelector *
ibid_annotation_get_selector (IbidAnnotation *self)
{
  return self->selector;
}

/**
 * ibid_annotation_get_refused_text:
 * @self: an annotation
 *
 * Returns: (transfer none) (nullable): the hash of the text of which the reader said that it does
 *   not hold the passage
 */
const char *
ibid_annotation_get_refused_text (IbidAnnotation *self)
{
  return self->refused_text;
}

/**
 * ibid_annotation_get_foreign:
 * @self: an annotation
 *
 * Returns: (transfer none) (nullable): what its file says beside what Ibid knows, to be written
 * back
 */
JsonObject *
ibid_annotation_get_foreign (IbidAnnotation *self)
{
  return self->foreign;
}

/**
 * ibid_annotation_same_content:
 * @a: an annotation
 * @b: another
 *
 * Compares what people see: passage, style, note and tags; neither ids nor times.
 *
 * Returns: whether they are the same
 */
gboolean
ibid_annotation_same_content (IbidAnnotation *a, IbidAnnotation *b)
{
  return a == b || (a->style == b->style && g_strcmp0 (a->note, b->note) == 0 &&
                    g_strv_equal (ibid_annotation_get_tags (a), ibid_annotation_get_tags (b)) &&
                    g_strcmp0 (a->refused_text, b->refused_text) == 0 &&
                    ibid_selector_equal (a->selector, b->selector));
}

/**
 * ibid_annotation_get_earlier:
 * @self: an annotation
 * @n_times: (out): how many they are
 *
 * Returns: (transfer none) (array length=n_times) (nullable): when its earlier states were made, in
 *   microseconds since 1970, UTC, oldest first; of many only the latest
 * %IBID_ANNOTATION_MAX_EARLIER
 */
const gint64 *
ibid_annotation_get_earlier (IbidAnnotation *self, guint *n_times)
{
  *n_times = self->earlier != NULL ? self->earlier->len : 0;
  return self->earlier != NULL ? (const gint64 *)(gpointer)self->earlier->data : NULL;
}

/**
 * ibid_annotation_is_later_state_of:
 * @self: an annotation
 * @other: another with the same id, from another file
 *
 * Tells whether @self was made from @other by changes, so that nothing of @other is lost when it
 * takes its place.
 *
 * Returns: whether @other's time is among those of the earlier states
 */
gboolean
ibid_annotation_is_later_state_of (IbidAnnotation *self, IbidAnnotation *other)
{
  for (guint i = 0; self->earlier != NULL && i < self->earlier->len; i++)
    if (g_array_index (self->earlier, gint64, i) == other->modified_us)
      return TRUE;
  return FALSE;
}

/* The times of the states before a new one. */
static GArray *
append_earlier (IbidAnnotation *self)
{
  guint n_before = self->earlier != NULL ? self->earlier->len : 0;
  guint n_dropped =
      n_before < IBID_ANNOTATION_MAX_EARLIER ? 0 : n_before + 1 - IBID_ANNOTATION_MAX_EARLIER;
  GArray *earlier = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_before + 1 - n_dropped);

  if (n_before > n_dropped)
    g_array_append_vals (earlier, &g_array_index (self->earlier, gint64, n_dropped),
                         n_before - n_dropped);
  g_array_append_val (earlier, self->modified_us);
  return earlier;
}

/* A copy with a later time, even if the clock stands still or went back. */
static IbidAnnotation *
derive (IbidAnnotation *self)
{
  IbidAnnotation *copy = annotation_new (self->id, self->selector, self->style);

  set_note (copy, self->note);
  set_tags (copy, (const char *const *)self->tags);
  copy->refused_text = g_strdup (self->refused_text);
  copy->foreign = self->foreign != NULL ? json_object_ref (self->foreign) : NULL;
  copy->spans = self->spans != NULL ? g_array_ref (self->spans) : NULL;
  copy->created_us = self->created_us;
  copy->modified_us = MAX (g_get_real_time (), self->modified_us + 1);
  copy->earlier = append_earlier (self);
  copy->start = self->start;
  copy->end = self->end;
  copy->state = self->state;
  return copy;
}

/**
 * ibid_annotation_with_style:
 * @self: an annotation
 * @style: how it shall look
 *
 * Returns: (transfer full): a changed copy
 */
IbidAnnotation *
ibid_annotation_with_style (IbidAnnotation *self, IbidAnnotationStyle style)
{
  IbidAnnotation *copy = derive (self);

  copy->style = style;
  return copy;
}

/**
 * ibid_annotation_with_note:
 * @self: an annotation
 * @note: (nullable): Markdown; %NULL and "" are none
 *
 * Returns: (transfer full): a changed copy
 */
IbidAnnotation *
ibid_annotation_with_note (IbidAnnotation *self, const char *note)
{
  IbidAnnotation *copy = derive (self);

  set_note (copy, note);
  return copy;
}

/**
 * ibid_annotation_with_tags:
 * @self: an annotation
 * @tags: (nullable) (array zero-terminated=1): words
 *
 * Returns: (transfer full): a changed copy
 */
IbidAnnotation *
ibid_annotation_with_tags (IbidAnnotation *self, const char *const *tags)
{
  IbidAnnotation *copy = derive (self);

  set_tags (copy, tags);
  return copy;
}

/**
 * ibid_annotation_with_selector:
 * @self: an annotation
 * @selector: what it shall be about
 *
 * Returns: (transfer full): a changed copy, without an anchor and not refused anywhere
 */
IbidAnnotation *
ibid_annotation_with_selector (IbidAnnotation *self, IbidSelector *selector)
{
  IbidAnnotation *copy = derive (self);

  ibid_selector_unref (copy->selector);
  copy->selector = ibid_selector_ref (selector);
  g_clear_pointer (&copy->refused_text, g_free);
  g_clear_pointer (&copy->spans, g_array_unref);
  copy->state = IBID_ANCHOR_STATE_LOST;
  return copy;
}

/**
 * ibid_annotation_with_refused_text:
 * @self: an annotation
 * @text_hash: (nullable): the hash of the text that does not hold the passage, as the reader says
 *
 * Returns: (transfer full): a changed copy; with a hash it is lost
 */
IbidAnnotation *
ibid_annotation_with_refused_text (IbidAnnotation *self, const char *text_hash)
{
  IbidAnnotation *copy = derive (self);

  ibid_annotation_set_refused_text (copy, text_hash);
  if (text_hash != NULL)
    {
      g_clear_pointer (&copy->spans, g_array_unref);
      copy->state = IBID_ANCHOR_STATE_LOST;
    }
  return copy;
}

/**
 * ibid_annotation_with_id:
 * @self: an annotation
 * @id: (nullable): an IRI; %NULL: a new one is made
 *
 * Copies an annotation that another program changed while we did, too, so that both are kept.
 *
 * Returns: (transfer full): a copy with another id
 */
IbidAnnotation *
ibid_annotation_with_id (IbidAnnotation *self, const char *id)
{
  g_autofree char *uuid = g_uuid_string_random ();
  IbidAnnotation *copy = derive (self);

  g_free (copy->id);
  copy->id = id != NULL ? g_strdup (id) : g_strconcat ("urn:uuid:", uuid, NULL);
  return copy;
}

/**
 * ibid_annotation_renewed:
 * @self: an annotation
 *
 * Copies an earlier state that holds again, after undo.
 *
 * Returns: (transfer full): a copy with the present time
 */
IbidAnnotation *
ibid_annotation_renewed (IbidAnnotation *self)
{
  return derive (self);
}

/**
 * ibid_annotation_renewed_after:
 * @self: an annotation
 * @current: (nullable): the state that @self takes the place of; it counts as one that @self was
 *   made from
 * @after_us: when the annotation was removed, or 0
 *
 * Copies an earlier state that holds again in place of another one, after undo.
 *
 * Returns: (transfer full): a copy with the present time, or later than @current and @after_us
 */
IbidAnnotation *
ibid_annotation_renewed_after (IbidAnnotation *self, IbidAnnotation *current, gint64 after_us)
{
  IbidAnnotation *copy = derive (self);

  copy->modified_us = MAX (copy->modified_us, after_us + 1);
  if (current == NULL)
    return copy;
  copy->modified_us = MAX (copy->modified_us, current->modified_us + 1);
  g_array_unref (copy->earlier);
  copy->earlier = append_earlier (current);
  return copy;
}

/**
 * ibid_annotation_set_anchor:
 * @self: an annotation that is in no collection yet
 * @state: how sure that is
 * @text: (nullable): the text that it stands in; not used if @state is lost
 * @start: where it stands, in code points of the reading text
 * @end: one past the last code point
 *
 * Says where the annotation stands in the article that is open.
 */
void
ibid_annotation_set_anchor (IbidAnnotation *self, IbidAnchorState state, IbidReadingText *text,
                            guint start, guint end)
{
  g_clear_pointer (&self->spans, g_array_unref);
  self->state = state;
  if (state == IBID_ANCHOR_STATE_LOST)
    return;
  self->start = start;
  self->end = end;
  self->spans = ibid_reading_text_spans_from_range (text, start, end);
}

/**
 * ibid_annotation_take_anchor_of:
 * @self: an annotation that is in no collection yet
 * @other: one with the same selector
 *
 * Says that it stands where the other one does.
 */
void
ibid_annotation_take_anchor_of (IbidAnnotation *self, IbidAnnotation *other)
{
  GArray *spans = other->spans != NULL ? g_array_ref (other->spans) : NULL;

  g_clear_pointer (&self->spans, g_array_unref);
  self->spans = spans;
  self->start = other->start;
  self->end = other->end;
  self->state = other->state;
}

/**
 * ibid_annotation_set_foreign:
 * @self: an annotation that is in no collection yet
 * @foreign: (nullable): what its file says beside what Ibid knows; a reference is taken
 */
void
ibid_annotation_set_foreign (IbidAnnotation *self, JsonObject *foreign)
{
  if (foreign != NULL)
    json_object_ref (foreign);
  g_clear_pointer (&self->foreign, json_object_unref);
  self->foreign = foreign;
}

/**
 * ibid_annotation_set_refused_text:
 * @self: an annotation that is in no collection yet
 * @text_hash: (nullable): the hash of a text
 */
void
ibid_annotation_set_refused_text (IbidAnnotation *self, const char *text_hash)
{
  char *copy = g_strdup (text_hash);

  g_free (self->refused_text);
  self->refused_text = copy;
}

/**
 * ibid_annotation_set_earlier:
 * @self: an annotation that is in no collection yet
 * @times_us: (array length=n_times) (nullable): when its earlier states were made
 * @n_times: how many they are; of more than %IBID_ANNOTATION_MAX_EARLIER the first are forgotten
 */
void
ibid_annotation_set_earlier (IbidAnnotation *self, const gint64 *times_us, guint n_times)
{
  guint n_dropped = n_times - MIN (n_times, IBID_ANNOTATION_MAX_EARLIER);

  g_clear_pointer (&self->earlier, g_array_unref);
  if (n_times == 0)
    return;
  self->earlier = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_times - n_dropped);
  g_array_append_vals (self->earlier, times_us + n_dropped, n_times - n_dropped);
}

/**
 * ibid_annotation_get_state:
 * @self: an annotation
 *
 * Returns: how sure it is where it stands
 */
IbidAnchorState
ibid_annotation_get_state (IbidAnnotation *self)
{
  return self->state;
}

/**
 * ibid_annotation_get_spans:
 * @self: an annotation
 * @n_spans: (out): how many
 *
 * Returns: (transfer none) (nullable): where it stands, one span for each block, in reading order;
 *   %NULL and 0 if it is lost
 */
const IbidSpan *
ibid_annotation_get_spans (IbidAnnotation *self, guint *n_spans)
{
  *n_spans = self->spans != NULL ? self->spans->len : 0;
  return *n_spans > 0 ? (const IbidSpan *)(gpointer)self->spans->data : NULL;
}

/**
 * ibid_annotation_get_range:
 * @self: an annotation
 * @start: (out) (optional): where it stands, in code points of the reading text
 * @end: (out) (optional): one past the last code point
 *
 * Returns: whether it stands anywhere
 */
gboolean
ibid_annotation_get_range (IbidAnnotation *self, guint *start, guint *end)
{
  if (start != NULL)
    *start = self->start;
  if (end != NULL)
    *end = self->end;
  return self->state != IBID_ANCHOR_STATE_LOST;
}

static int
compare_uint (guint64 a, guint64 b)
{
  return (a > b) - (a < b);
}

static guint
get_former_start (IbidAnnotation *self)
{
  guint start;

  return ibid_selector_get_position (self->selector, &start, NULL) ? start : G_MAXUINT;
}

/**
 * ibid_annotation_compare_place:
 * @a: an annotation
 * @b: another
 *
 * Compares in reading order: by start, the longer first, then by age; lost ones come last, in the
 * order of the text that they were made against.
 *
 * Returns: negative, 0 (only for the same id), or positive
 */
int
ibid_annotation_compare_place (IbidAnnotation *a, IbidAnnotation *b)
{
  gboolean a_lost = a->state == IBID_ANCHOR_STATE_LOST;
  gboolean b_lost = b->state == IBID_ANCHOR_STATE_LOST;
  int order = a_lost - b_lost;

  if (order == 0 && a_lost)
    order = compare_uint (get_former_start (a), get_former_start (b));
  else if (order == 0)
    {
      order = compare_uint (a->start, b->start);
      if (order == 0)
        order = compare_uint (b->end, a->end);
    }
  if (order == 0)
    order = compare_uint ((guint64)a->created_us, (guint64)b->created_us);
  return order != 0 ? order : g_strcmp0 (a->id, b->id);
}
