/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-entity-tokens-private.h"
#include "ibid-extract.h"

G_BEGIN_DECLS

#define IBID_N_KINDS (IBID_ENTITY_KIND_TERM + 1)

/* One block of the article, cut into words. */
typedef struct
{
  const char *text;
  guint first; /* number of its first token */
  guint end;
  IbidBlockType type;
  gboolean english;
} IbidTextBlock;

/* Whether a name is one, and how that is known. */
enum
{
  IBID_NAME_KNOWN = 1 << 0,    /* from a gazetteer */
  IBID_NAME_ACRONYM = 1 << 1,  /* stands for another one */
  IBID_NAME_ANY_CASE = 1 << 2, /* found in any case */
  IBID_NAME_WEAK = 1 << 3,     /* an ordinary word, too: needs a capital within a sentence */
  IBID_NAME_REFUSED = 1 << 4,  /* the reader said that it is none */
  IBID_NAME_FIXED = 1 << 5,    /* its kind is settled */
  IBID_NAME_QUOTED = 1 << 6,   /* stands in quotation marks somewhere */
  IBID_NAME_DOUBTFUL = 1 << 7, /* made of ordinary words only */
  IBID_NAME_DECIDED = 1 << 8,  /* the reader said what it is */
  IBID_NAME_PHRASE = 1 << 9,   /* found wherever it stands */
  IBID_NAME_COUNTRY = 1 << 10,
};

/* A name that the text or a gazetteer has, however often. */
typedef struct
{
  guint first_symbol; /* in IbidExtraction.name_symbols */
  guint n_symbols;
  guint flags;
  int scores[IBID_N_KINDS];
  IbidEntityKind kind;
  guint same_as;     /* the name that it is another form of; itself, if none */
  guint n_spans;     /* candidates with it */
  const char *label; /* as the reader wants it, else NULL */
} IbidName;

/* A place where a name stands, as token numbers, half-open. */
typedef struct
{
  guint block;
  guint first;
  guint end;
  guint name;
} IbidNameSpan;

/* A gloss in brackets: “(数字丝绸之路, shuzi sichou zhi lu)”. */
typedef struct
{
  guint name;
  char *lang;
  char *text;
  char *romanization; /* or NULL */
} IbidGloss;

typedef struct
{
  /* borrowed */
  IbidArticle *article;
  const IbidExtractOptions *options;
  /* owned */
  GArray *tokens; /* IbidToken */
  IbidSymbols *symbols;
  GArray *blocks;                /* IbidTextBlock */
  GArray *names;                 /* IbidName */
  GArray *name_symbols;          /* guint32: symbol, gap before it, turn by turn */
  GHashTable *names_by_symbols;  /* number of a name plus one, by its symbols */
  GHashTable *names_in_any_case; /* the same for phrases in any case, by lower-case symbols */
  GArray *spans;                 /* IbidNameSpan, in reading order within a pass */
  GHashTable *spans_before; /* number of a span plus one, by the token after it; before brackets */
  GArray *glosses;          /* IbidGloss */
} IbidExtraction;

static inline IbidToken *
ibid_extraction_token (IbidExtraction *self, guint token)
{
  return &g_array_index (self->tokens, IbidToken, token);
}

static inline IbidSymbol *
ibid_extraction_symbol (IbidExtraction *self, guint token)
{
  return ibid_symbols_get (self->symbols, ibid_extraction_token (self, token)->symbol);
}

static inline IbidWordRoles
ibid_extraction_roles (IbidExtraction *self, guint token)
{
  return ibid_extraction_symbol (self, token)->roles;
}

static inline IbidName *
ibid_extraction_name (IbidExtraction *self, guint name)
{
  return &g_array_index (self->names, IbidName, name);
}

#define IBID_NO_NAME G_MAXUINT

/* ibid-entity-names.c */
void ibid_extraction_init_names (IbidExtraction *self);
guint ibid_extraction_intern_name (IbidExtraction *self, guint first, guint end);
guint ibid_extraction_intern_word (IbidExtraction *self, guint32 symbol);
guint ibid_extraction_intern_text (IbidExtraction *self, const char *text);
guint ibid_extraction_find_name (IbidExtraction *self, guint first, guint end);
void ibid_extraction_make_phrase (IbidExtraction *self, guint name);
guint ibid_extraction_match (IbidExtraction *self, guint first, guint end, guint *name);
guint ibid_extraction_resolve (IbidExtraction *self, guint name);
char *ibid_extraction_dup_text (IbidExtraction *self, guint block, guint first, guint end);
void ibid_extraction_add_span (IbidExtraction *self, guint block, guint first, guint end,
                               guint name);

/* ibid-entity-gazetteer.c */
void ibid_extraction_load_gazetteer (IbidExtraction *self);
void ibid_extraction_load_corrections (IbidExtraction *self, IbidOverlay *corrections);

/* ibid-entity-case.c */
void ibid_extraction_judge_case (IbidExtraction *self);
gboolean ibid_extraction_is_ordinary (IbidExtraction *self, guint token);
gboolean ibid_extraction_is_capital (IbidExtraction *self, guint token);
gboolean ibid_extraction_is_loud (IbidExtraction *self, guint token);
gboolean ibid_extraction_owes_capital (IbidExtraction *self, guint token);

/* ibid-entity-runs.c */
guint ibid_extraction_run_end (IbidExtraction *self, guint first, guint end);
guint ibid_extraction_skip_office (IbidExtraction *self, guint title, guint end);
gboolean ibid_extraction_has_head (IbidExtraction *self, guint first, guint end);

/* ibid-entity-candidates.c */
void ibid_extraction_find_candidates (IbidExtraction *self, guint block);

/* how much a vote for a kind weighs */
enum
{
  IBID_VOTE_WEAK = 1,
  IBID_VOTE_FAIR = 2,
  IBID_VOTE_STRONG = 4,
  IBID_VOTE_SURE = 6,
};

/* ibid-entity-evidence.c */
void ibid_extraction_weigh (IbidExtraction *self, guint block, guint first, guint end, guint name,
                            gboolean after_title);

/* ibid-entity-kinds.c */
void ibid_extraction_settle_kinds (IbidExtraction *self);

/* ibid-entity-definitions.c */
void ibid_extraction_find_glosses (IbidExtraction *self, guint block);
void ibid_extraction_find_definitions (IbidExtraction *self, guint block);

/* ibid-entity-quotes.c */
void ibid_extraction_find_quoted (IbidExtraction *self, guint block);

/* ibid-entity-coreference.c */
void ibid_extraction_relate_names (IbidExtraction *self);

/* ibid-entity-mentions.c */
void ibid_extraction_write_mentions (IbidExtraction *self);

/* ibid-entity-dictionary.c */
gboolean ibid_dictionary_has (const char *word, gsize length_bytes, gboolean *has);

G_END_DECLS
