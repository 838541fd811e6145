/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-mark-labels.h"
#include "ibid-note-list-model.h"

G_BEGIN_DECLS

#define LAST_GROUP G_MAXUINT /* lost, or without a tag */

struct _IbidNoteListRow
{
  GObject parent_instance;

  /* owned */
  char *id;
  IbidAnnotation *annotation;
  char *search_key; /* NULL: not yet needed */
  char *heading;

  /* plain */
  guint place; /* position among the annotations */
  guint group; /* rank of the section */
  guint day;   /* of the last change, Julian, in the local time zone; 0: not yet needed */
  guint heading_count;
  guint stamp; /* of the last update that met this annotation */
};

struct _IbidNoteListModel
{
  GObject parent_instance;

  /* owned */
  GListModel *annotations;
  IbidArticle *article;
  GHashTable *rows;    /* id → IbidNoteListRow */
  GPtrArray *by_place; /* borrowed rows, in reading order */
  GPtrArray *all;      /* borrowed rows, in the order of the list */
  GPtrArray *shown;    /* borrowed rows, those of all that are let through */
  GArray *headings;    /* guint: for every block the heading it stands under, plus one; or 0 */
  char *query;         /* folded; NULL lets everything through */
  char **tags;         /* of the filter; NULL: none */

  /* plain */
  IbidNoteFilter filter; /* its tags are the ones above */
  IbidNoteSort sort;
  guint n_states[IBID_N_ANCHOR_STATES];
  guint n_prepared;
  guint stamp;
};

/* in ibid-note-list-row.c */
void ibid_note_list_row_set_annotation (IbidNoteListRow *self, IbidAnnotation *annotation);
void ibid_note_list_row_take_heading (IbidNoteListRow *self, char *heading, guint count);
const char *ibid_note_list_row_get_search_key (IbidNoteListRow *self);

/* in ibid-note-sections.c */
void ibid_note_list_model_read_headings (IbidNoteListModel *self);
void ibid_note_list_model_sort (IbidNoteListModel *self);
void ibid_note_list_model_show_headings (IbidNoteListModel *self, GPtrArray *rows);

G_END_DECLS
