/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-entity-extraction-private.h"

/* How far a row of capitalised words reaches, and over which small words it may step: “Ministry of
 * Science and Technology”, “Food and Drug Administration”, “Osama bin Laden”. */

#define MAX_RUN_WORDS 40  /* no name is longer; what is made of one word again and again is */
#define MAX_LIST_WORDS 12 /* of an office: “Development, Innovations and Aerospace Industry” */
#define HEADS                                                                                      \
  (IBID_WORD_ORG_HEAD | IBID_WORD_PROGRAMME_HEAD | IBID_WORD_EVENT_HEAD | IBID_WORD_LAW_HEAD |     \
   IBID_WORD_ORG_FORM)

static gboolean
is_clean (IbidExtraction *self, guint token)
{
  return ibid_extraction_token (self, token)->gap == IBID_GAP_SPACE;
}

static gboolean
is_word (IbidExtraction *self, guint token, const char *word)
{
  return g_ascii_strcasecmp (ibid_extraction_symbol (self, token)->text, word) == 0;
}

static gboolean
is_lower_connector (IbidExtraction *self, guint token)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (self, token);

  return symbol->shape == IBID_SHAPE_LOWER && (symbol->roles & IBID_WORD_CONNECTOR) != 0;
}

static gboolean
goes_on (IbidExtraction *self, guint token, guint end)
{
  return token < end && is_clean (self, token) && ibid_extraction_is_capital (self, token);
}

/* the end of “Development, Innovations and Aerospace Industry”, all ordinary words with a capital;
 * first if it is none */
static guint
skip_list (IbidExtraction *self, guint first, guint end)
{
  guint i = first;
  guint good = first;
  gboolean comma = FALSE;

  while (i < end && i - first < MAX_LIST_WORDS)
    {
      const IbidToken *token = ibid_extraction_token (self, i);
      gboolean after_comma = token->gap == (IBID_GAP_COMMA | IBID_GAP_SPACE);

      if (token->gap != IBID_GAP_SPACE && !after_comma)
        break;
      comma |= after_comma;
      if ((ibid_extraction_roles (self, i) & IBID_WORD_GIVEN_NAME) != 0)
        break;
      if (ibid_extraction_is_capital (self, i) && ibid_extraction_is_ordinary (self, i))
        {
          i++;
          if (!comma)
            good = i;
          continue;
        }
      if (!is_word (self, i, "and") || i + 1 >= end || !is_clean (self, i + 1) ||
          !ibid_extraction_is_capital (self, i + 1) || !ibid_extraction_is_ordinary (self, i + 1))
        break;
      comma = FALSE;
      i += 2;
      good = i;
    }
  return good;
}

/* “of the”, “for”: the token after the small words if the name goes on there, else 0 */
static guint
step_over (IbidExtraction *self, guint connector, guint end)
{
  guint next = connector + 1;

  if (next < end && is_clean (self, next) && is_word (self, next, "the"))
    next++;
  return goes_on (self, next, end) ? next : 0;
}

/* “Food and Drug Administration”: only ordinary words up to a head */
static guint
find_far_head (IbidExtraction *self, guint first, guint and, guint end)
{
  guint name = IBID_NO_NAME;
  guint i;

  /* “Hong Kong Economic and Trade Office” */
  while (first < and&&(ibid_extraction_roles (self, first) & IBID_WORD_FUNCTION) != 0)
    first++;
  if (first < and)
    first += ibid_extraction_match (self, first, and, &name);
  if (first >= and ||
      (name != IBID_NO_NAME && ibid_extraction_name (self, name)->kind != IBID_ENTITY_KIND_PLACE))
    return 0;
  for (i = first; i < and; i++)
    if (!ibid_extraction_is_ordinary (self, i) ||
        (ibid_extraction_roles (self, i) & IBID_WORD_TITLE) != 0)
      return 0;
  for (i = and+1; goes_on (self, i, end) && ibid_extraction_is_ordinary (self, i); i++)
    if (i > and+1 && (ibid_extraction_roles (self, i) & HEADS) != 0)
      return and+1;
  return 0;
}

/* where the row goes on at a connector; 0: nowhere */
static guint
cross_connector (IbidExtraction *self, guint first, guint at, guint end, gboolean *complement)
{
  IbidWordRoles last = ibid_extraction_roles (self, at - 1);
  guint next = 0;

  if ((ibid_extraction_token (self, at - 1)->flags & IBID_TOKEN_POSSESSIVE) != 0)
    return 0;
  if (is_word (self, at, "of"))
    {
      gboolean may =
          (last & IBID_WORD_TAKES_OF) != 0 ||
          (*complement && ((last & IBID_WORD_TITLE) != 0 || (last & IBID_WORD_PEOPLE) != 0 ||
                           ibid_extraction_is_ordinary (self, at - 1)));

      next = may ? step_over (self, at, end) : 0;
    }
  else if (is_word (self, at, "for") || is_word (self, at, "on"))
    next = (last & (IBID_WORD_ORG_HEAD | IBID_WORD_LAW_HEAD | IBID_WORD_EVENT_HEAD)) != 0 &&
                   (last & IBID_WORD_TITLE) == 0
               ? step_over (self, at, end)
               : 0;
  else if (is_word (self, at, "and"))
    {
      if (*complement && goes_on (self, at + 1, end) &&
          ibid_extraction_is_ordinary (self, at + 1) && ibid_extraction_is_ordinary (self, at - 1))
        return at + 1;
      return find_far_head (self, first, at, end);
    }
  *complement |= next != 0;
  return next;
}

static guint
cross_particles (IbidExtraction *self, guint at, guint end)
{
  guint i = at;

  while (i < end && i < at + 3 && is_clean (self, i) &&
         ibid_extraction_symbol (self, i)->shape == IBID_SHAPE_LOWER &&
         (ibid_extraction_roles (self, i) & IBID_WORD_PARTICLE) != 0)
    i++;
  return i > at && goes_on (self, i, end) && !ibid_extraction_is_ordinary (self, i) ? i : 0;
}

/* “Correspondents’ Club”, but not “Netherlands’ Ministry” */
static gboolean
is_plural (IbidExtraction *self, guint token)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (self, token);
  guint name = IBID_NO_NAME;

  return symbol->text[symbol->length - 1] == 's' &&
         ibid_extraction_match (self, token, token + 1, &name) == 0;
}

/* whether the word after a capitalised one belongs to the same row without more ado */
static gboolean
joins (IbidExtraction *self, guint first, guint at)
{
  const IbidToken *before = ibid_extraction_token (self, at - 1);
  const IbidToken *token = ibid_extraction_token (self, at);

  if (!ibid_extraction_is_capital (self, at) || (token->flags & IBID_TOKEN_START) != 0)
    return FALSE;
  if ((before->flags & IBID_TOKEN_POSSESSIVE) != 0)
    return token->gap == IBID_GAP_SPACE && ibid_extraction_has_head (self, at, at + 1) &&
           (ibid_extraction_is_ordinary (self, at - 1) || is_plural (self, at - 1));
  if (token->gap == IBID_GAP_SPACE)
    return TRUE;
  /* “J. Smith”, “Dr. X”, “Procter & Gamble” */
  return token->gap == (IBID_GAP_DOT | IBID_GAP_SPACE) ||
         token->gap == (IBID_GAP_SPACE | IBID_GAP_AMPERSAND);
}

/**
 * ibid_extraction_run_end:
 * @self: the extraction
 * @first: number of a token that has a capital
 * @end: where the block ends
 *
 * Returns: where the row of words that may be one name, or several, ends
 */
guint
ibid_extraction_run_end (IbidExtraction *self, guint first, guint end)
{
  gboolean complement = FALSE;
  guint i = first + 1;

  end = MIN (end, first + MAX_RUN_WORDS);
  while (i < end)
    {
      guint next = 0;

      if (joins (self, first, i))
        {
          i++;
          continue;
        }
      if (is_clean (self, i) && is_lower_connector (self, i))
        next = cross_connector (self, first, i, end, &complement);
      else if ((ibid_extraction_token (self, i - 1)->flags & IBID_TOKEN_POSSESSIVE) == 0)
        next = cross_particles (self, i, end);
      if (next == 0 && complement && ibid_extraction_is_ordinary (self, i - 1))
        {
          guint list = skip_list (self, i, end);

          next = list > i ? list - 1 : 0;
        }
      if (next == 0)
        break;
      i = next + 1;
    }
  return i;
}

/**
 * ibid_extraction_skip_office:
 * @self: the extraction
 * @title: number of the token of a title: “Minister”
 * @end: where the block ends
 *
 * Steps over what the title is of: “of Digital Development, Innovations and Aerospace Industry”.
 * What names a thing of its own (“Ambassador to Kazakhstan”) is not stepped over.
 *
 * Returns: the token after it; the one after the title, if there is no such thing
 */
guint
ibid_extraction_skip_office (IbidExtraction *self, guint title, guint end)
{
  guint i = title + 1;
  guint name = IBID_NO_NAME;
  guint after;

  if (i + 1 >= end || !is_clean (self, i) || !is_clean (self, i + 1) ||
      !(is_word (self, i, "of") || is_word (self, i, "for") || is_word (self, i, "on")))
    return title + 1;
  i++;
  if (is_word (self, i, "the"))
    i++;
  if (i >= end || ibid_extraction_match (self, i, end, &name) > 0 ||
      ((ibid_extraction_roles (self, i) & IBID_WORD_ORG_HEAD) != 0 &&
       (ibid_extraction_roles (self, i) & IBID_WORD_TAKES_OF) != 0))
    return title + 1;
  after = skip_list (self, i, end);
  return after > i ? after : title + 1;
}

/**
 * ibid_extraction_has_head:
 * @self: the extraction
 * @first: number of the first token of a row
 * @end: one past the last
 *
 * Returns: whether the row ends, or ends before an “of”, in a word that makes a name of ordinary
 *   ones: Ministry, Forum, Treaty
 */
gboolean
ibid_extraction_has_head (IbidExtraction *self, guint first, guint end)
{
  const IbidWordRoles heads =
      HEADS | IBID_WORD_PLACE_HEAD | IBID_WORD_PUBLICATION_HEAD | IBID_WORD_TECHNOLOGY_HEAD;
  guint last = end - 1;

  for (guint i = first + 1; i < end; i++)
    if (ibid_extraction_symbol (self, i)->shape == IBID_SHAPE_LOWER &&
        is_lower_connector (self, i) && !is_word (self, i, "and"))
      {
        last = i - 1;
        break;
      }
  return (ibid_extraction_roles (self, last) & heads) != 0;
}
