/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* What a name is: each place where it stands speaks for a kind or two by the words beside it, and
 * the name's own words speak once more. The kind with most votes has it. */

#define SURE 6
#define STRONG 4
#define FAIR 2
#define WEAK 1

typedef struct
{
  IbidExtraction *self;
  const IbidTextBlock *block;
  guint first;
  guint end;
  int *scores;
} Place;

static void
vote (Place *place, IbidEntityKind kind, int weight)
{
  place->scores[kind] += weight;
}

/* whether a word of the block stands there, with nothing but these gaps on the side of the name */
static gboolean
is_near (Place *place, guint token, guint16 gaps)
{
  guint gap_of = token < place->first ? token + 1 : token;

  return token >= place->block->first && token < place->block->end &&
         (ibid_extraction_token (place->self, gap_of)->gap & ~gaps) == 0;
}

static IbidWordRoles
roles_near (Place *place, guint token, guint16 gaps)
{
  return is_near (place, token, gaps) ? ibid_extraction_roles (place->self, token) : 0;
}

static gboolean
word_near (Place *place, guint token, guint16 gaps, const char *word)
{
  return is_near (place, token, gaps) &&
         g_ascii_strcasecmp (ibid_extraction_symbol (place->self, token)->text, word) == 0;
}

/* the kind that a lower-case word beside a name makes it: “the app X”, “X platform” */
static void
vote_by_head (Place *place, IbidWordRoles roles, int weight)
{
  if ((roles & IBID_WORD_ORG_CUE) != 0)
    vote (place, IBID_ENTITY_KIND_ORGANISATION, weight);
  if ((roles & IBID_WORD_TECHNOLOGY_HEAD) != 0)
    vote (place, IBID_ENTITY_KIND_TECHNOLOGY, weight);
  if ((roles & IBID_WORD_PROGRAMME_HEAD) != 0)
    vote (place, IBID_ENTITY_KIND_PROGRAMME, weight);
  if ((roles & IBID_WORD_EVENT_HEAD) != 0)
    vote (place, IBID_ENTITY_KIND_EVENT, weight);
  if ((roles & IBID_WORD_PUBLICATION_HEAD) != 0)
    vote (place, IBID_ENTITY_KIND_PUBLICATION, weight);
  if ((roles & IBID_WORD_PLACE_HEAD) != 0)
    vote (place, IBID_ENTITY_KIND_PLACE, weight);
  if ((roles & IBID_WORD_LAW_HEAD) != 0)
    vote (place, IBID_ENTITY_KIND_TERM, weight);
}

static gboolean
is_lower (Place *place, guint token)
{
  return token >= place->block->first && token < place->block->end &&
         ibid_extraction_symbol (place->self, token)->shape == IBID_SHAPE_LOWER;
}

static gboolean
is_quoted (Place *place)
{
  return (ibid_extraction_token (place->self, place->first)->gap & IBID_GAP_QUOTE_OPEN) != 0;
}

static void
weigh_before (Place *place)
{
  const guint16 gaps = IBID_GAP_SPACE | IBID_GAP_QUOTE_OPEN;
  guint before = place->first - 1;
  IbidWordRoles roles = place->first > place->block->first
                            ? roles_near (place, before, gaps | IBID_GAP_COMMA | IBID_GAP_COLON)
                            : 0;
  gboolean apart = (ibid_extraction_token (place->self, place->first)->gap &
                    (IBID_GAP_COMMA | IBID_GAP_COLON)) != 0;

  if (place->first == place->block->first)
    return;
  if ((roles & (IBID_WORD_OCCUPATION | IBID_WORD_TITLE)) != 0 &&
      !(is_lower (place, before) && (roles & IBID_WORD_ORG_CUE) != 0))
    vote (place, IBID_ENTITY_KIND_PERSON, apart ? WEAK : FAIR + WEAK);
  if (is_quoted (place) &&
      ((roles & IBID_WORD_PUBLICATION_HEAD) != 0 || word_near (place, before, gaps, "see")))
    vote (place, IBID_ENTITY_KIND_PUBLICATION, SURE + FAIR);
  if (!apart && is_lower (place, before))
    vote_by_head (place, roles & ~IBID_WORD_OCCUPATION, is_quoted (place) ? SURE + FAIR : FAIR);
  if (apart)
    return;
  if ((roles & IBID_WORD_WHERE) != 0)
    vote (place, IBID_ENTITY_KIND_PLACE, FAIR + WEAK);
  if (word_near (place, before, gaps, "from") || word_near (place, before, gaps, "to"))
    vote (place, IBID_ENTITY_KIND_PLACE, WEAK);
  if (word_near (place, before, gaps, "the"))
    {
      vote (place, IBID_ENTITY_KIND_PERSON, -STRONG);
      vote (place, IBID_ENTITY_KIND_ORGANISATION, WEAK);
    }
  if (word_near (place, before, gaps, "of") && before > place->block->first &&
      (roles_near (place, before - 1, gaps) & IBID_WORD_PLACE_HEAD) != 0)
    vote (place, IBID_ENTITY_KIND_PLACE, STRONG);
  if (word_near (place, before, gaps, "of") && before > place->block->first &&
      (roles_near (place, before - 1, gaps) & IBID_WORD_EDITED) != 0)
    vote (place, IBID_ENTITY_KIND_PUBLICATION, STRONG);
  if (word_near (place, before, gaps, "at") && is_lower (place, before))
    vote (place, IBID_ENTITY_KIND_PLACE, WEAK);
  if (word_near (place, before, gaps, "with") && before > place->block->first &&
      (word_near (place, before - 1, gaps, "built") ||
       word_near (place, before - 1, gaps, "written") ||
       word_near (place, before - 1, gaps, "trained")))
    vote (place, IBID_ENTITY_KIND_TECHNOLOGY, STRONG);
  if (word_near (place, before, gaps, "using"))
    vote (place, IBID_ENTITY_KIND_TECHNOLOGY, FAIR);
  if (word_near (place, before, gaps, "by") || word_near (place, before, gaps, "with"))
    vote (place, IBID_ENTITY_KIND_PERSON, WEAK);
}

static void
weigh_apposition (Place *place, guint token)
{
  guint i;

  if (word_near (place, token, IBID_GAP_COMMA | IBID_GAP_SPACE, "who"))
    vote (place, IBID_ENTITY_KIND_PERSON, STRONG);
  if (word_near (place, token, IBID_GAP_COMMA | IBID_GAP_SPACE, "which"))
    {
      vote (place, IBID_ENTITY_KIND_ORGANISATION, FAIR);
      vote (place, IBID_ENTITY_KIND_PERSON, -FAIR);
    }
  for (i = token; i < token + 5 && i < place->block->end; i++)
    {
      IbidWordRoles roles = ibid_extraction_roles (place->self, i);

      if (i > token &&
          (ibid_extraction_token (place->self, i)->gap & ~IBID_GAP_HYPHEN) != IBID_GAP_SPACE)
        return;
      if (!is_lower (place, i) && (roles & IBID_WORD_PEOPLE) == 0)
        return;
      if ((roles & IBID_WORD_OCCUPATION) != 0)
        {
          vote (place, IBID_ENTITY_KIND_PERSON, FAIR + WEAK);
          return;
        }
      if ((roles & (IBID_WORD_ORG_CUE | IBID_WORD_TECHNOLOGY_HEAD | IBID_WORD_PLACE_HEAD)) != 0)
        {
          vote_by_head (place, roles, FAIR);
          return;
        }
    }
}

/* “Sergek” surveillance systems; “City Brain,” the platform */
static void
weigh_after_quote (Place *place, guint after)
{
  vote_by_head (place, ibid_extraction_roles (place->self, after), STRONG);
  vote_by_head (place, roles_near (place, after + 1, IBID_GAP_SPACE), FAIR + WEAK);
  if ((ibid_extraction_token (place->self, after)->gap & IBID_GAP_COMMA) != 0)
    weigh_apposition (place, after);
}

static void
weigh_after (Place *place)
{
  guint after = place->end;
  const IbidToken *last = ibid_extraction_token (place->self, place->end - 1);
  const IbidToken *token;
  IbidWordRoles roles;
  guint name = IBID_NO_NAME;

  if (after >= place->block->end)
    return;
  token = ibid_extraction_token (place->self, after);
  roles = ibid_extraction_roles (place->self, after);
  if ((last->flags & IBID_TOKEN_POSSESSIVE) != 0)
    return;
  if (token->gap == IBID_GAP_SPACE && is_lower (place, after))
    {
      /* “Hassan et al.”, “Läubli and colleagues” */
      if (word_near (place, after + 1, IBID_GAP_SPACE, "al") ||
          word_near (place, after + 1, IBID_GAP_SPACE, "colleagues"))
        vote (place, IBID_ENTITY_KIND_PERSON, STRONG);
      if ((roles & IBID_WORD_SAYING) != 0)
        vote (place, IBID_ENTITY_KIND_PERSON, place->end - place->first > 3 ? WEAK : FAIR);
      vote_by_head (place, roles, FAIR + WEAK);
      if (after + 1 < place->block->end && is_lower (place, after + 1) &&
          ibid_extraction_token (place->self, after + 1)->gap == IBID_GAP_SPACE)
        vote_by_head (place, ibid_extraction_roles (place->self, after + 1) & ~IBID_WORD_ORG_CUE,
                      WEAK);
    }
  else if ((token->gap & IBID_GAP_QUOTE_CLOSE) != 0 && is_lower (place, after))
    weigh_after_quote (place, after);
  else if ((token->gap & ~(IBID_GAP_COMMA | IBID_GAP_SPACE)) == 0 &&
           (token->gap & IBID_GAP_COMMA) != 0)
    {
      if (ibid_extraction_match (place->self, after, place->block->end, &name) > 0 &&
          ibid_extraction_name (place->self, name)->kind == IBID_ENTITY_KIND_PLACE &&
          place->end - place->first < 3)
        vote (place, IBID_ENTITY_KIND_PLACE, STRONG);
      weigh_apposition (place, after);
    }
}

/**
 * ibid_extraction_weigh:
 * @self: the extraction
 * @block: number of a block
 * @first: number of the first token of a name there
 * @end: one past the last
 * @name: the name
 * @after_title: whether a title stands before it
 *
 * Counts what a place says about the kind of its name.
 */
void
ibid_extraction_weigh (IbidExtraction *self, guint block, guint first, guint end, guint name,
                       gboolean after_title)
{
  IbidName *it = ibid_extraction_name (self, name);
  Place place = { self, &g_array_index (self->blocks, IbidTextBlock, block), first, end,
                  it->scores };

  if ((it->flags & IBID_NAME_FIXED) != 0)
    return;
  if (after_title)
    vote (&place, IBID_ENTITY_KIND_PERSON, STRONG);
  if ((ibid_extraction_token (self, first)->flags & IBID_TOKEN_TITLE) != 0)
    return;
  weigh_before (&place);
  weigh_after (&place);
}

static IbidSymbol *
symbol_of (IbidExtraction *self, const IbidName *name, guint i)
{
  return ibid_symbols_get (self->symbols,
                           g_array_index (self->name_symbols, guint32, name->first_symbol + 2 * i));
}

/* the word that decides about a row: its last, or the one before “of”, “for” and “on” */
static const IbidSymbol *
find_head (IbidExtraction *self, const IbidName *name)
{
  for (guint i = 1; i < name->n_symbols; i++)
    {
      const IbidSymbol *symbol = symbol_of (self, name, i);

      if (symbol->shape == IBID_SHAPE_LOWER && (symbol->roles & IBID_WORD_CONNECTOR) != 0 &&
          strcmp (symbol->text, "and") != 0)
        return symbol_of (self, name, i - 1);
    }
  return symbol_of (self, name, name->n_symbols - 1);
}

static void
vote_by_own_head (IbidExtraction *self, IbidName *name)
{
  IbidWordRoles roles = name->n_symbols > 1 ? find_head (self, name)->roles : 0;
  static const struct
  {
    IbidWordRoles role;
    IbidEntityKind kind;
    int weight;
  } heads[] = {
    { IBID_WORD_ORG_FORM, IBID_ENTITY_KIND_ORGANISATION, SURE + FAIR },
    { IBID_WORD_ORG_HEAD, IBID_ENTITY_KIND_ORGANISATION, SURE },
    { IBID_WORD_PLACE_HEAD, IBID_ENTITY_KIND_PLACE, SURE + WEAK },
    { IBID_WORD_PROGRAMME_HEAD, IBID_ENTITY_KIND_PROGRAMME, SURE + WEAK },
    { IBID_WORD_EVENT_HEAD, IBID_ENTITY_KIND_EVENT, SURE + FAIR },
    { IBID_WORD_LAW_HEAD, IBID_ENTITY_KIND_TERM, SURE + WEAK },
    { IBID_WORD_TECHNOLOGY_HEAD, IBID_ENTITY_KIND_TECHNOLOGY, SURE + WEAK },
    { IBID_WORD_PUBLICATION_HEAD, IBID_ENTITY_KIND_PUBLICATION, SURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if ((roles & heads[i].role) != 0)
      {
        name->scores[heads[i].kind] += heads[i].weight;
        name->scores[IBID_ENTITY_KIND_PERSON] -= STRONG;
      }
  if (name->n_symbols > 1 && (symbol_of (self, name, 0)->roles & IBID_WORD_SHIP) != 0)
    name->scores[IBID_ENTITY_KIND_TECHNOLOGY] += SURE + FAIR;
  if (name->n_symbols > 1 && (symbol_of (self, name, 0)->roles & IBID_WORD_PLACE_PREFIX) != 0)
    name->scores[IBID_ENTITY_KIND_PLACE] += FAIR + WEAK;
}

static gboolean
has_digit (const IbidSymbol *symbol)
{
  return strpbrk (symbol->text, "0123456789") != NULL;
}

/* “Zhang Xiao”: a surname of the hundred, and one or two syllables */
static gboolean
is_chinese_person (const IbidSymbol *first, const IbidSymbol *second)
{
  return (first->roles & IBID_WORD_CHINESE_SURNAME) != 0 &&
         ibid_word_is_pinyin (second->text, second->length);
}

static gboolean
is_strange (IbidExtraction *self, const IbidSymbol *symbol)
{
  const IbidSymbol *lower = ibid_symbols_get (self->symbols, symbol->lower);

  return symbol->shape == IBID_SHAPE_CAPITAL && lower->ordinary != 1 && !has_digit (symbol) &&
         (lower->roles & (IBID_WORD_ORDINARY | IBID_WORD_FUNCTION)) == 0;
}

static void
vote_as_person (IbidExtraction *self, IbidName *name)
{
  int *person = &name->scores[IBID_ENTITY_KIND_PERSON];
  const IbidSymbol *first = symbol_of (self, name, 0);
  const IbidSymbol *last = symbol_of (self, name, name->n_symbols - 1);
  gboolean strange = TRUE;

  for (guint i = 0; i < name->n_symbols; i++)
    strange &=
        is_strange (self, symbol_of (self, name, i)) || symbol_of (self, name, i)->length == 1 ||
        (symbol_of (self, name, i)->roles & (IBID_WORD_PARTICLE | IBID_WORD_GIVEN_NAME)) != 0;
  if (ibid_word_looks_like_surname (last->text, last->length) && is_strange (self, last))
    *person += name->n_symbols > 1 ? STRONG : FAIR;
  if (name->n_symbols == 1)
    {
      if ((first->roles & IBID_WORD_GIVEN_NAME) != 0)
        *person += FAIR; /* “Catherine” the Great */
      return;
    }
  if (name->n_symbols <= 4 && (first->roles & IBID_WORD_GIVEN_NAME) != 0 &&
      last->shape == IBID_SHAPE_CAPITAL)
    *person += STRONG;
  if (name->n_symbols <= 4 && strange)
    *person += FAIR;
  if (name->n_symbols <= 3 && is_chinese_person (first, symbol_of (self, name, 1)))
    *person += STRONG;
  if (name->n_symbols <= 3 && first->length == 1)
    *person += FAIR;
}

static void
vote_by_shape (IbidExtraction *self, IbidName *name)
{
  const IbidSymbol *first = symbol_of (self, name, 0);
  const IbidSymbol *last = symbol_of (self, name, name->n_symbols - 1);

  name->scores[IBID_ENTITY_KIND_ORGANISATION] += WEAK; /* when nothing else is known */
  if (last->shape == IBID_SHAPE_UPPER && !has_digit (last))
    name->scores[IBID_ENTITY_KIND_ORGANISATION] += WEAK;
  if (first->shape == IBID_SHAPE_MIXED && g_ascii_islower (first->text[0]))
    name->scores[IBID_ENTITY_KIND_TECHNOLOGY] += FAIR + WEAK; /* iCloud, eGov */
  if (strchr (last->text, '.') != NULL && last->length > 4 && last->shape != IBID_SHAPE_UPPER)
    name->scores[IBID_ENTITY_KIND_PUBLICATION] += STRONG; /* Tengrinews.kz */
  if (last->shape == IBID_SHAPE_MIXED)
    name->scores[IBID_ENTITY_KIND_ORGANISATION] += WEAK;
  if ((has_digit (last) && strchr (last->text, '-') != NULL) ||
      (has_digit (first) && strchr (first->text, '-') != NULL)) /* “B-2 Spirit” */
    name->scores[IBID_ENTITY_KIND_TECHNOLOGY] += STRONG;
  if ((name->flags & IBID_NAME_DOUBTFUL) != 0)
    {
      name->scores[IBID_ENTITY_KIND_TERM] += FAIR;
    }
}

/* the first word is a known place, the second none: “Astana Hub”, “Hangzhou Hikvision” */
static void
vote_by_parts (IbidExtraction *self, IbidName *name)
{
  for (guint i = 0; i < name->n_symbols && name->n_symbols > 1; i++)
    {
      guint32 symbol = g_array_index (self->name_symbols, guint32, name->first_symbol + 2 * i);
      guint32 key[] = { 1, symbol };
      guint part = GPOINTER_TO_UINT (g_hash_table_lookup (self->names_by_symbols, key));
      const IbidName *it = part > 0 ? ibid_extraction_name (self, part - 1) : NULL;

      if (it == NULL || (it->flags & IBID_NAME_KNOWN) == 0)
        continue;
      if (it->kind == IBID_ENTITY_KIND_PLACE || it->kind == IBID_ENTITY_KIND_ORGANISATION)
        {
          name->scores[IBID_ENTITY_KIND_PERSON] -= FAIR + WEAK;
          name->scores[IBID_ENTITY_KIND_ORGANISATION] += FAIR;
        }
      if (it->kind == IBID_ENTITY_KIND_PERSON && i + 1 == name->n_symbols)
        name->scores[IBID_ENTITY_KIND_PERSON] += FAIR;
      if (it->kind == IBID_ENTITY_KIND_TECHNOLOGY)
        name->scores[IBID_ENTITY_KIND_TECHNOLOGY] += FAIR;
    }
}

static IbidEntityKind
find_best (const IbidName *name)
{
  /* where two kinds have the same number of votes, the one that stands first here */
  static const IbidEntityKind order[] = {
    IBID_ENTITY_KIND_PLACE,       IBID_ENTITY_KIND_PERSON, IBID_ENTITY_KIND_ORGANISATION,
    IBID_ENTITY_KIND_PROGRAMME,   IBID_ENTITY_KIND_EVENT,  IBID_ENTITY_KIND_TECHNOLOGY,
    IBID_ENTITY_KIND_PUBLICATION, IBID_ENTITY_KIND_TERM,
  };
  IbidEntityKind best = order[0];

  for (gsize n = 1; n < G_N_ELEMENTS (order); n++)
    if (name->scores[order[n]] > name->scores[best])
      best = order[n];
  return best;
}

static gboolean
is_certain (const IbidName *name)
{
  return (name->flags & IBID_NAME_FIXED) != 0 ||
         (name->kind != IBID_ENTITY_KIND_TERM && name->scores[name->kind] > FAIR);
}

static gboolean
is_listed (IbidExtraction *self, const IbidNameSpan *one, const IbidNameSpan *other)
{
  const char *between;

  if (one->block != other->block || other->first < one->end || other->first > one->end + 1)
    return FALSE;
  if (other->first == one->end)
    return (ibid_extraction_token (self, other->first)->gap & ~IBID_GAP_SPACE) == IBID_GAP_COMMA ||
           ibid_extraction_token (self, other->first)->gap == IBID_GAP_DASH;
  between = ibid_extraction_symbol (self, one->end)->text;
  return strcmp (between, "and") == 0 || strcmp (between, "or") == 0;
}

/* whether a span and the one before it are members of one list: two with a mere comma between them
 * are none (“In Kazakhstan, Kaspi grows”) */
static gboolean
is_in_list (IbidExtraction *self, guint i)
{
  const IbidNameSpan *spans = &g_array_index (self->spans, IbidNameSpan, 0);

  if (!is_listed (self, &spans[i - 1], &spans[i]))
    return FALSE;
  if (spans[i].first > spans[i - 1].end ||
      (ibid_extraction_token (self, spans[i].first)->gap & IBID_GAP_COMMA) == 0)
    return TRUE;
  return (i > 1 && is_listed (self, &spans[i - 2], &spans[i - 1])) ||
         (i + 1 < self->spans->len && is_listed (self, &spans[i], &spans[i + 1]));
}

static void
settle_by_neighbour (IbidName *name, const IbidName *neighbour)
{
  if (is_certain (name) || !is_certain (neighbour) ||
      (neighbour->flags & name->flags & IBID_NAME_DOUBTFUL) != 0)
    return;
  name->scores[neighbour->kind] += FAIR + WEAK;
  name->kind = find_best (name);
}

/* “Gimry, Untsukul and Ansalta”: what stands in one list is of one kind, if that of one is certain;
 * from the first to the last, and back again */
static void
settle_lists (IbidExtraction *self)
{
  const IbidNameSpan *spans = &g_array_index (self->spans, IbidNameSpan, 0);

  for (guint i = 1; i < self->spans->len; i++)
    if (is_in_list (self, i))
      settle_by_neighbour (ibid_extraction_name (self, spans[i].name),
                           ibid_extraction_name (self, spans[i - 1].name));
  for (guint i = self->spans->len; i > 1; i--)
    if (is_in_list (self, i - 1))
      settle_by_neighbour (ibid_extraction_name (self, spans[i - 2].name),
                           ibid_extraction_name (self, spans[i - 1].name));
}

/**
 * ibid_extraction_settle_kinds:
 * @self: the extraction, with all candidates
 *
 * Gives each name its kind.
 */
void
ibid_extraction_settle_kinds (IbidExtraction *self)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      IbidName *name = ibid_extraction_name (self, i);

      if ((name->flags & IBID_NAME_FIXED) != 0 || name->n_spans == 0)
        continue;
      vote_by_own_head (self, name);
      vote_as_person (self, name);
      vote_by_shape (self, name);
      vote_by_parts (self, name);
      name->kind = find_best (name);
    }
  settle_lists (self);
}
