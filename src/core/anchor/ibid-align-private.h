/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: which token of one row is which of another. */

#include "ibid-tokens-private.h"

G_BEGIN_DECLS

/* scores are in sixteenths of a bit */
#define IBID_ALIGN_BIT 16
#define IBID_ALIGN_NOTHING G_MININT

typedef enum
{
  IBID_PAIR_NONE,  /* has no partner: deleted */
  IBID_PAIR_OTHER, /* another word stands in its place */
  IBID_PAIR_ALIKE, /* the same word, misspelt or inflected */
  IBID_PAIR_SAME,
} IbidPairKind;

typedef struct
{
  guint32 token; /* position in the other row */
  guint8 kind;
} IbidPair;

/* a piece of a row, with its ids and what each token weighs */
typedef struct
{
  const IbidTokenRow *row;
  const guint32 *ids;     /* of the whole row, as is the next */
  const guint16 *weights; /* of the old side alone */
  guint start;
  guint end;
  guint likely_end;   /* of the new side: where the last pair is likely, of several as good ones */
  gboolean cut_first; /* of the old side: the first token may be the rest of a word */
  gboolean cut_last;
} IbidAlignSide;

typedef enum
{
  IBID_ALIGN_FREE_START = 1 << 0, /* the new side may begin before what is found */
  IBID_ALIGN_FREE_END = 1 << 1,   /* and go on after it */
} IbidAlignFlags;

/* working memory, for one thread at a time */
typedef struct
{
  gint32 *scores;
  guint8 *trace;
  guint8 *likeness;
  gint32 *rows;
  guint32 *stamps; /* by id */
  gsize scores_room;
  gsize trace_room;
  gsize likeness_room;
  gsize rows_room;
  guint n_stamps;
  guint32 stamp;
} IbidAligner;

void ibid_aligner_init (IbidAligner *self, guint n_ids);
void ibid_aligner_clear (IbidAligner *self);
int ibid_aligner_align (IbidAligner *self, const IbidAlignSide *old, const IbidAlignSide *new,
                        IbidAlignFlags flags, IbidPair *pairs);

int ibid_align_straight (const IbidAlignSide *old, const IbidAlignSide *new, gint64 place,
                         IbidPair *pairs);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidAligner, ibid_aligner_clear)

G_END_DECLS
