/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* The count of votes about what a name is: to those of its places come those of its own words and
 * of the lists that it stands in. */

#define SURE IBID_VOTE_SURE
#define STRONG IBID_VOTE_STRONG
#define FAIR IBID_VOTE_FAIR
#define WEAK IBID_VOTE_WEAK

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
