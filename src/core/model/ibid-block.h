/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-record.h"
#include "ibid-terms.h"

G_BEGIN_DECLS

/* offsets below are code points in the block's text, half-open */
typedef struct
{
  IbidMarkType type;
  guint start;
  guint end;
  char *value;       /* href of a link, language tag of a language mark, else NULL */
  JsonObject *extra; /* unknown members, or NULL */
} IbidMark;

typedef struct
{
  char *path; /* relative to the article's folder, checked by the loader */
  char *alt;  /* or NULL */
  JsonObject *extra;
} IbidImage;

typedef struct
{
  guint row;
  guint start;
  guint end;
  gboolean header;
  guint colspan;
  guint rowspan;
  JsonObject *extra;
} IbidTableCell;

#define IBID_TYPE_BLOCK (ibid_block_get_type ())
G_DECLARE_FINAL_TYPE (IbidBlock, ibid_block, IBID, BLOCK, IbidRecord)

IbidBlock *ibid_block_new (const char *id, IbidBlockType type, const char *text)
    G_GNUC_WARN_UNUSED_RESULT;
IbidBlock *ibid_block_new_take (const char *id, IbidBlockType type, char *text)
    G_GNUC_WARN_UNUSED_RESULT;
IbidBlockType ibid_block_get_block_type (IbidBlock *self);
const char *ibid_block_get_text (IbidBlock *self);
guint ibid_block_get_n_chars (IbidBlock *self);
guint ibid_block_get_level (IbidBlock *self); /* headings 1–6, list items from 1; else 0 */
gboolean ibid_block_get_ordered (IbidBlock *self);
guint ibid_block_get_number (IbidBlock *self);      /* ordered list items; 0 is not given */
const char *ibid_block_get_label (IbidBlock *self); /* notes */
const char *ibid_block_get_language (IbidBlock *self);
IbidDirection ibid_block_get_direction (IbidBlock *self);
const IbidMark *ibid_block_get_marks (IbidBlock *self, guint *n_marks);
const IbidImage *ibid_block_get_images (IbidBlock *self, guint *n_images);
const IbidTableCell *ibid_block_get_cells (IbidBlock *self,
                                           guint *n_cells); /* tables, row by row */

/* for loaders and importers, before the block is part of an article */
void ibid_block_set_level (IbidBlock *self, guint level);
void ibid_block_set_list (IbidBlock *self, gboolean ordered, guint number);
void ibid_block_set_label (IbidBlock *self, const char *label);
void ibid_block_set_language (IbidBlock *self, const char *language);
void ibid_block_set_direction (IbidBlock *self, IbidDirection direction);
void ibid_block_add_mark (IbidBlock *self, IbidMarkType type, guint start, guint end,
                          const char *value, JsonObject *extra);
void ibid_block_add_image (IbidBlock *self, const char *path, const char *alt, JsonObject *extra);
void ibid_block_add_cell (IbidBlock *self, const IbidTableCell *cell);

G_END_DECLS
