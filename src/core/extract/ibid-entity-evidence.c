/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* What a name is: each place where it stands speaks for a kind or two by the words beside it, and
 * the name's own words speak once more. The kind with most votes has it. */

#define SURE IBID_VOTE_SURE
#define STRONG IBID_VOTE_STRONG
#define FAIR IBID_VOTE_FAIR
#define WEAK IBID_VOTE_WEAK

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
  if (is_quoted (place) && before > place->block->first &&
      (word_near (place, before, gaps, "called") || word_near (place, before, gaps, "named")))
    vote_by_head (place, roles_near (place, before - 1, IBID_GAP_SPACE), SURE + FAIR);
  else if ((roles & (IBID_WORD_OCCUPATION | IBID_WORD_TITLE)) != 0 &&
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
