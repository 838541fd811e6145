/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ibid-fold.h"
#include "ibid-note-list-model-private.h"
#include "ibid-partial-date.h"

/* Which section of the list an annotation belongs to, what the sections are called, and the order
 * that follows. */

void
ibid_note_list_model_read_headings (IbidNoteListModel *self)
{
  guint n_blocks = self->article != NULL ? ibid_article_get_n_blocks (self->article) : 0;
  guint heading = 0;

  g_array_set_size (self->headings, 0);
  for (guint i = 0; i < n_blocks; i++)
    {
      if (ibid_block_get_block_type (ibid_article_peek_block (self->article, i)) ==
          IBID_BLOCK_TYPE_HEADING)
        heading = i + 1;
      g_array_append_val (self->headings, heading);
    }
}

/* The heading above a place, plus one; 0: before the first. */
static guint
get_heading (IbidNoteListModel *self, IbidAnnotation *annotation)
{
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  if (n_spans == 0 || spans[0].block >= self->headings->len)
    return 0;
  return g_array_index (self->headings, guint, spans[0].block);
}

static gboolean
is_lost (IbidAnnotation *annotation)
{
  return ibid_annotation_get_state (annotation) == IBID_ANCHOR_STATE_LOST;
}

static guint
get_day (IbidNoteListRow *row)
{
  if (row->day == 0)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (
          ibid_annotation_get_modified (row->annotation) / G_USEC_PER_SEC);
      int year, month, day;
      GDate date;

      if (time == NULL)
        return 1;
      g_date_time_get_ymd (time, &year, &month, &day);
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
      row->day = g_date_get_julian (&date);
    }
  return row->day;
}

static int
compare_tags (const char *a, const char *b)
{
  int order = g_utf8_collate (a, b);

  return order != 0 ? order : strcmp (a, b);
}

static int
compare_tags_cb (gconstpointer a, gconstpointer b)
{
  return compare_tags (*(const char *const *)a, *(const char *const *)b);
}

/* The tag that an annotation is listed under: the first in the alphabet. */
static const char *
get_first_tag (IbidAnnotation *annotation, GHashTable *ranks)
{
  const char *const *tags = ibid_annotation_get_tags (annotation);
  const char *first = NULL;

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (first == NULL || GPOINTER_TO_UINT (g_hash_table_lookup (ranks, tags[i])) <
                             GPOINTER_TO_UINT (g_hash_table_lookup (ranks, first)))
      first = tags[i];
  return first;
}

/* Every tag's place in the alphabet, from 1; the keys are borrowed from the annotations. */
static GHashTable *
rank_tags (IbidNoteListModel *self)
{
  GHashTable *ranks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < self->by_place->len; i++)
    {
      IbidNoteListRow *row = g_ptr_array_index (self->by_place, i);
      const char *const *tags = ibid_annotation_get_tags (row->annotation);

      for (guint j = 0; tags != NULL && tags[j] != NULL; j++)
        if (g_hash_table_add (ranks, (gpointer)tags[j]))
          g_ptr_array_add (sorted, (gpointer)tags[j]);
    }
  g_ptr_array_sort (sorted, compare_tags_cb);
  for (guint i = 0; i < sorted->len; i++)
    g_hash_table_replace (ranks, g_ptr_array_index (sorted, i), GUINT_TO_POINTER (i + 1));
  return ranks;
}

static guint
get_group (IbidNoteListModel *self, IbidNoteListRow *row, GHashTable *ranks)
{
  const char *tag;

  switch (self->sort)
    {
    case IBID_NOTE_SORT_PLACE:
      return is_lost (row->annotation) ? LAST_GROUP : get_heading (self, row->annotation);
    case IBID_NOTE_SORT_NEWEST:
      return LAST_GROUP - get_day (row);
    case IBID_NOTE_SORT_COLOUR:
      return ibid_annotation_get_style (row->annotation);
    case IBID_NOTE_SORT_TAG:
      tag = get_first_tag (row->annotation, ranks);
      return tag != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (ranks, tag)) : LAST_GROUP;
    }
  return 0;
}

static char *
dup_day (guint julian)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (IbidPartialDate) date = NULL;
  int year, month, day;
  GDate today, then;
  int days;

  if (julian <= 1)
    return g_strdup (_ ("Undated"));
  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  g_date_clear (&then, 1);
  g_date_set_julian (&then, julian);
  days = g_date_days_between (&then, &today);
  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  date = ibid_partial_date_new (g_date_get_year (&then), g_date_get_month (&then),
                                g_date_get_day (&then));
  return ibid_partial_date_format (date);
}

/* What a tag's section is called: the tag with which the first row of it came here. */
static char *
dup_tag_heading (IbidNoteListRow *row)
{
  const char *const *tags = ibid_annotation_get_tags (row->annotation);
  const char *first = tags != NULL ? tags[0] : NULL;

  for (guint i = 1; first != NULL && tags[i] != NULL; i++)
    if (compare_tags (tags[i], first) < 0)
      first = tags[i];
  return first != NULL ? g_strconcat ("#", first, NULL) : g_strdup (_ ("Without a Tag"));
}

static char *
dup_heading (IbidNoteListModel *self, IbidNoteListRow *row)
{
  switch (self->sort)
    {
    case IBID_NOTE_SORT_PLACE:
      if (row->group == LAST_GROUP)
        return g_strdup (_ ("Not in This Text"));
      if (row->group == 0)
        return g_strdup (_ ("Beginning"));
      return ibid_text_collapse_space (
          ibid_block_get_text (ibid_article_peek_block (self->article, row->group - 1)));
    case IBID_NOTE_SORT_NEWEST:
      return dup_day (LAST_GROUP - row->group);
    case IBID_NOTE_SORT_COLOUR:
      return g_strdup (ibid_annotation_style_label (ibid_annotation_get_style (row->annotation)));
    case IBID_NOTE_SORT_TAG:
      return dup_tag_heading (row);
    }
  return NULL;
}

/* Headings follow before the list is announced, so that a row never shows a stale one. */
void
ibid_note_list_model_show_headings (IbidNoteListModel *self, GPtrArray *rows)
{
  guint start = 0;

  while (start < rows->len)
    {
      IbidNoteListRow *first = g_ptr_array_index (rows, start);
      guint end = start + 1;

      while (end < rows->len &&
             ((IbidNoteListRow *)g_ptr_array_index (rows, end))->group == first->group)
        ibid_note_list_row_take_heading (g_ptr_array_index (rows, end++), NULL, 0);
      ibid_note_list_row_take_heading (first, dup_heading (self, first), end - start);
      start = end;
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const IbidNoteListRow *first = *(IbidNoteListRow *const *)a;
  const IbidNoteListRow *second = *(IbidNoteListRow *const *)b;

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  if (GPOINTER_TO_INT (data) == IBID_NOTE_SORT_NEWEST)
    {
      gint64 first_time = ibid_annotation_get_modified (first->annotation);
      gint64 second_time = ibid_annotation_get_modified (second->annotation);

      if (first_time != second_time)
        return first_time > second_time ? -1 : 1;
    }
  return first->place < second->place ? -1 : first->place > second->place;
}

void
ibid_note_list_model_sort (IbidNoteListModel *self)
{
  g_autoptr (GHashTable) ranks = self->sort == IBID_NOTE_SORT_TAG ? rank_tags (self) : NULL;

  g_ptr_array_set_size (self->all, 0);
  for (guint i = 0; i < self->by_place->len; i++)
    {
      IbidNoteListRow *row = g_ptr_array_index (self->by_place, i);

      row->place = i;
      row->group = get_group (self, row, ranks);
      g_ptr_array_add (self->all, row);
    }
  /* in reading order they are already */
  if (self->sort != IBID_NOTE_SORT_PLACE)
    g_ptr_array_sort_with_data (self->all, compare_rows, GINT_TO_POINTER (self->sort));
}

const char *
ibid_note_list_model_get_place (IbidNoteListModel *self, IbidAnnotation *annotation)
{
  guint heading;

  g_return_val_if_fail (IBID_IS_NOTE_LIST_MODEL (self), NULL);

  heading = self->article != NULL ? get_heading (self, annotation) : 0;
  return heading > 0 ? ibid_block_get_text (ibid_article_peek_block (self->article, heading - 1))
                     : NULL;
}
