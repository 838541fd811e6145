/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "ibid-entity-words-private.h"

G_BEGIN_DECLS

/* What a word looks like. */
typedef enum
{
  IBID_SHAPE_LOWER,   /* party */
  IBID_SHAPE_CAPITAL, /* Party, Nur-Sultan, O’Neill */
  IBID_SHAPE_UPPER,   /* EU, U.S., 5G, COVID-19: two letters or digits at least */
  IBID_SHAPE_MIXED,   /* TikTok, iCloud */
  IBID_SHAPE_NUMBER,  /* 2019, 16,000 */
  IBID_SHAPE_OTHER,   /* scripts without case */
} IbidShape;

/* What stands before a word: the characters between it and the word before, as bits. */
enum
{
  IBID_GAP_NONE = 0,
  IBID_GAP_SPACE = 1 << 0, /* one or more spaces */
  IBID_GAP_HYPHEN = 1 << 1,
  IBID_GAP_DASH = 1 << 2,
  IBID_GAP_COMMA = 1 << 3,
  IBID_GAP_STOP = 1 << 4,  /* . ! ? … */
  IBID_GAP_COLON = 1 << 5, /* : ; */
  IBID_GAP_QUOTE_OPEN = 1 << 6,
  IBID_GAP_QUOTE_CLOSE = 1 << 7,
  IBID_GAP_OPEN = 1 << 8, /* ( [ */
  IBID_GAP_CLOSE = 1 << 9,
  IBID_GAP_SLASH = 1 << 10,
  IBID_GAP_AMPERSAND = 1 << 11,
  IBID_GAP_OTHER = 1 << 12, /* anything else */
  IBID_GAP_BREAK = 1 << 13, /* a new line, or the start of the block */
  IBID_GAP_DOT = 1 << 14,   /* the full stop of an abbreviation */
};

enum
{
  IBID_TOKEN_POSSESSIVE = 1 << 0, /* ’s or ’ follows; not part of the word */
  IBID_TOKEN_START = 1 << 1,      /* begins a sentence, or something like one */
  IBID_TOKEN_QUOTED = 1 << 2,     /* first word after an opening quotation mark */
  IBID_TOKEN_EXCLUDED = 1 << 3,   /* inside a citation */
  IBID_TOKEN_TITLE = 1 << 4,      /* in a line where every word is capitalised */
  IBID_TOKEN_TAKEN = 1 << 5,      /* inside a mention */
  IBID_TOKEN_GLOSS = 1 << 6,      /* inside a gloss */
};

typedef struct
{
  guint32 start; /* bytes in the block's text */
  guint32 end;
  guint32 symbol;
  guint16 gap; /* IBID_GAP_… before it */
  guint16 flags;
} IbidToken;

/* A different word of the text: all its occurrences share it. */
typedef struct
{
  const char *text; /* not NUL-terminated in the text; is here */
  guint32 length;
  guint32 lower; /* the symbol of the same word in lower case; itself, if it is */
  guint32 hash;
  guint32 n_capital; /* how often it stands within a sentence, and so owes its capital to itself */
  guint32 n_total;
  IbidWordRoles roles;     /* of the word in lower case; given names and the like as written */
  guint8 longest;          /* words of the longest phrase that begins with it */
  guint8 longest_any_case; /* of those that are found in any case */
  guint8 shape;
  gint8 ordinary; /* whether it is an ordinary word; -1: not asked yet */
} IbidSymbol;

typedef struct _IbidSymbols IbidSymbols;

IbidSymbols *ibid_symbols_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ibid_symbols_free (IbidSymbols *self);
guint32 ibid_symbols_intern (IbidSymbols *self, const char *text, gsize length_bytes);
guint32 ibid_symbols_lookup (IbidSymbols *self, const char *text, gsize length_bytes);
IbidSymbol *ibid_symbols_get (IbidSymbols *self, guint32 symbol);
guint ibid_symbols_get_n (IbidSymbols *self);

void ibid_tokens_append (GArray *tokens, IbidSymbols *symbols, const char *text);

#define IBID_NO_SYMBOL G_MAXUINT32

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidSymbols, ibid_symbols_free)

G_END_DECLS
