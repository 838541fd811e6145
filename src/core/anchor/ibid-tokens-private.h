/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: text as a row of tokens, and an index of such a row. */

#include <glib.h>

G_BEGIN_DECLS

/* a longer run of letters is several tokens */
#define IBID_TOKEN_MAX_LETTERS 32

/* the id of a token that the indexed text does not have */
#define IBID_TOKEN_UNKNOWN G_MAXUINT32

/**
 * IbidToken:
 * @hash: of its letters; the same letters, the same hash
 * @start: where it begins, in code points of the text
 * @end: where it ends, in code points
 * @letters: where its letters are in the pool of its row
 * @n_letters: how many
 * @is_word: letters that may be misspelt; punctuation and whatever has digits is one or another
 * @is_sign: punctuation or a symbol, or several of the same
 * @mask: a bit for each sort of letter in it, to see cheaply that two words are unlike
 *
 * A word, a sign, or a character of a script that does not part words. White space is between
 * tokens and part of none.
 */
typedef struct
{
  guint64 hash;
  guint32 start;
  guint32 end;
  guint32 letters;
  guint8 n_letters;
  guint8 is_word;
  guint8 is_sign;
  guint32 mask;
} IbidToken;

typedef struct
{
  IbidToken *tokens;
  guint n_tokens;
  guint8 *letters; /* each code point folded to a byte: good enough to tell how alike words are */
  guint n_letters;
  guint n_chars; /* of the whole text */
  /* private: room */
  guint tokens_room;
  guint letters_room;
} IbidTokenRow;

void ibid_token_row_init (IbidTokenRow *self);
void ibid_token_row_clear (IbidTokenRow *self);
void ibid_token_row_append_text (IbidTokenRow *self, const char *text, gsize length_bytes);
double ibid_token_likeness (const IbidTokenRow *a_row, const IbidToken *a,
                            const IbidTokenRow *b_row, const IbidToken *b);

typedef struct
{
  IbidTokenRow row;
  guint32 *ids; /* for each token: which of the distinct ones it is */
  guint n_ids;
  guint32 *id_starts; /* n_ids + 1: where in id_places the places of each begin */
  guint32 *id_places;
  guint32 *gram_starts; /* n_grams + 1: the same for three tokens in a row, by bucket */
  guint32 *gram_places;
  guint gram_mask;
  guint32 *pair_counts; /* by bucket: how often two tokens follow each other */
  /* private: hash → id */
  struct
  {
    guint64 hash;
    guint32 id;
  } * slots;
  guint slot_mask;
} IbidTokenIndex;

void ibid_token_index_init (IbidTokenIndex *self, const char *text, gsize length_bytes);
void ibid_token_index_clear (IbidTokenIndex *self);
void ibid_token_index_look_up (const IbidTokenIndex *self, const IbidTokenRow *row, guint32 *ids);
const guint32 *ibid_token_index_get_places (const IbidTokenIndex *self, guint32 id,
                                            guint *n_places);
const guint32 *ibid_token_index_get_gram_places (const IbidTokenIndex *self, const guint32 *ids,
                                                 guint *n_places);

guint ibid_token_index_count_pair (const IbidTokenIndex *self, guint32 first, guint32 second);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidTokenRow, ibid_token_row_clear)

G_END_DECLS
