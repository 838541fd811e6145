/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-annotation-foreign.h"
#include <string.h>

/* from the first moment of the year 1 to the last of the year 9999 */
#define FIRST_TIME_US (G_GINT64_CONSTANT (-62135596800) * G_USEC_PER_SEC)
#define LAST_TIME_US (G_GINT64_CONSTANT (253402300799) * G_USEC_PER_SEC + G_USEC_PER_SEC - 1)

/**
 * ibid_annotation_set_new:
 *
 * Returns: (transfer full): an empty set
 */
IbidAnnotationSet *
ibid_annotation_set_new (void)
{
  IbidAnnotationSet *self = g_atomic_rc_box_new0 (IbidAnnotationSet);

  self->annotations = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * ibid_annotation_set_new_snapshot:
 * @annotations: a collection
 *
 * Takes down what a collection holds now, for a worker to write. Cheap: the annotations themselves
 * never change.
 *
 * Returns: (transfer full): the set
 */
IbidAnnotationSet *
ibid_annotation_set_new_snapshot (IbidAnnotations *annotations)
{
  IbidAnnotationSet *self = g_atomic_rc_box_new0 (IbidAnnotationSet);
  guint n_annotations = g_list_model_get_n_items (G_LIST_MODEL (annotations));
  JsonObject *foreign = ibid_annotations_get_foreign (annotations);
  GHashTableIter iter;
  gpointer id, when;

  self->annotations = g_ptr_array_new_full (n_annotations, g_object_unref);
  for (guint i = 0; i < n_annotations; i++)
    g_ptr_array_add (self->annotations, g_list_model_get_item (G_LIST_MODEL (annotations), i));
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, ibid_annotations_get_all_removed (annotations));
  while (g_hash_table_iter_next (&iter, &id, &when))
    ibid_annotation_set_note_removal (self, id, *(gint64 *)when);
  self->foreign = foreign != NULL ? json_object_ref (foreign) : NULL;
  return self;
}

/**
 * ibid_annotation_set_ref:
 * @self: a set
 *
 * Returns: (transfer full): @self
 */
IbidAnnotationSet *
ibid_annotation_set_ref (IbidAnnotationSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  IbidAnnotationSet *self = data;

  g_ptr_array_unref (self->annotations);
  g_hash_table_unref (self->removed);
  g_clear_pointer (&self->foreign, json_object_unref);
}

/**
 * ibid_annotation_set_unref:
 * @self: (transfer full): a set
 */
void
ibid_annotation_set_unref (IbidAnnotationSet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * ibid_annotation_set_note_removal:
 * @self: a set that is being put together
 * @id: id of an annotation
 * @modified_us: when it was removed, in microseconds since 1970, UTC
 */
void
ibid_annotation_set_note_removal (IbidAnnotationSet *self, const char *id, gint64 modified_us)
{
  g_hash_table_replace (self->removed, g_strdup (id), g_memdup2 (&modified_us, sizeof modified_us));
}

/**
 * ibid_annotation_motivation:
 * @has_note: whether an annotation has a note
 * @has_tags: whether it has tags
 *
 * Returns: (transfer none): what it was made for, in the words of the Web Annotation Vocabulary
 */
const char *
ibid_annotation_motivation (gboolean has_note, gboolean has_tags)
{
  return has_note ? "commenting" : has_tags ? "tagging" : "highlighting";
}

/**
 * ibid_annotations_dup_part_id:
 * @article_id: id of an article
 * @part: "annotations" or "annotations-1"
 *
 * Returns: (transfer full): the id of the collection of its annotations, or of a page of that
 */
char *
ibid_annotations_dup_part_id (const char *article_id, const char *part)
{
  return g_strdup_printf ("%s#%s", article_id, part);
}

/**
 * ibid_annotation_describe_place:
 * @selector: a selector
 *
 * Takes down which passage other selectors were true of, so that they are not written beside
 * another one.
 *
 * Returns: (transfer full): quote, prefix, suffix, start, end
 */
JsonArray *
ibid_annotation_describe_place (IbidSelector *selector)
{
  JsonArray *place = json_array_sized_new (5);
  guint start, end;

  ibid_selector_get_position (selector, &start, &end);
  json_array_add_string_element (place, ibid_selector_get_exact (selector));
  json_array_add_string_element (place, ibid_selector_get_prefix (selector));
  json_array_add_string_element (place, ibid_selector_get_suffix (selector));
  json_array_add_int_element (place, start);
  json_array_add_int_element (place, end);
  return place;
}

/* The digits after the point as microseconds; more exact ones are cut off. */
static gint64
read_fraction (const char *digits, const char **end)
{
  gint64 value = 0;
  guint n_digits = 0;

  for (; g_ascii_isdigit (*digits); digits++, n_digits++)
    if (n_digits < 6)
      value = value * 10 + g_ascii_digit_value (*digits);
  *end = digits;
  for (; n_digits < 6; n_digits++)
    value *= 10;
  return value;
}

/**
 * ibid_annotation_time_parse:
 * @text: a date and time as of ISO 8601 or xsd:dateTime; without a zone it is UTC
 * @time_us: (out): microseconds since 1970, UTC
 *
 * GLib reads the seconds as a floating point number, which is why the fraction is read here.
 *
 * Returns: whether it is one
 */
gboolean
ibid_annotation_time_parse (const char *text, gint64 *time_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *whole = NULL;
  const char *point = strpbrk (text, ".,");
  gint64 fraction = 0;

  if (point != NULL)
    {
      const char *rest;

      if (!g_ascii_isdigit (point[1]))
        return FALSE;
      fraction = read_fraction (point + 1, &rest);
      whole = g_strdup_printf ("%.*s%s", (int)(point - text), text, rest);
      text = whole;
    }
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    return FALSE;
  *time_us =
      CLAMP (g_date_time_to_unix (time) * G_USEC_PER_SEC + fraction, FIRST_TIME_US, LAST_TIME_US);
  return TRUE;
}

/**
 * ibid_annotation_time_format:
 * @time_us: microseconds since 1970, UTC
 *
 * Returns: (transfer full): the time as xsd:dateTime, in UTC
 */
char *
ibid_annotation_time_format (gint64 time_us)
{
  gint64 clamped = CLAMP (time_us, FIRST_TIME_US, LAST_TIME_US);
  gint64 fraction = ((clamped % G_USEC_PER_SEC) + G_USEC_PER_SEC) % G_USEC_PER_SEC;
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_utc ((clamped - fraction) / G_USEC_PER_SEC);
  g_autofree char *whole = g_strdup_printf (
      "%04d-%02d-%02dT%02d:%02d:%02d", g_date_time_get_year (time), g_date_time_get_month (time),
      g_date_time_get_day_of_month (time), g_date_time_get_hour (time),
      g_date_time_get_minute (time), g_date_time_get_second (time));

  if (fraction == 0)
    return g_strconcat (whole, "Z", NULL);
  return g_strdup_printf ("%s.%06" G_GINT64_FORMAT "Z", whole, fraction);
}
