/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* Names in quotation marks: “Digital Kazakhstan”, the video “City of the Future”, and formulas of
 * diplomacy: “comprehensive strategic partnership”. */

#define MAX_QUOTED_WORDS 9
#define MAX_FORMULA_WORDS 6

/* one past the last token of a quotation that begins at first; first if it is none, or too long */
static guint
find_close (IbidExtraction *self, const IbidTextBlock *block, guint first)
{
  for (guint i = first + 1; i <= block->end && i <= first + MAX_QUOTED_WORDS; i++)
    {
      if (i == block->end)
        {
          const char *rest = block->text + ibid_extraction_token (self, i - 1)->end;

          return strpbrk (rest, "\"\302\342") != NULL ? i : first;
        }
      if ((ibid_extraction_token (self, i)->gap & IBID_GAP_QUOTE_CLOSE) != 0)
        return i;
      if ((ibid_extraction_token (self, i)->gap &
           (IBID_GAP_QUOTE_OPEN | IBID_GAP_STOP | IBID_GAP_COLON | IBID_GAP_BREAK)) != 0)
        return first;
    }
  return first;
}

/* “Free Tibet” is no name, but has one */
static gboolean
is_slogan (IbidExtraction *self, guint first, guint end)
{
  static const char *const verbs[] = { "Free", "Save", "Stop", "Support", "Boycott", "Remember" };

  for (gsize i = 0; end - first > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (ibid_extraction_symbol (self, first)->text, verbs[i]) == 0)
      return TRUE;
  return FALSE;
}

/* the small words of titles: “War by Other Means”, not “Karakalpakstan is ours” */
static gboolean
is_small_word (const IbidSymbol *symbol)
{
  static const char *const words[] = { "by", "with", "to",      "from", "at",
                                       "as", "or",   "without", "into" };

  if ((symbol->roles & (IBID_WORD_CONNECTOR | IBID_WORD_ARTICLE | IBID_WORD_WHERE)) != 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (symbol->text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_title_case (IbidExtraction *self, guint first, guint end)
{
  guint n_capital = 0;

  for (guint i = first; i < end; i++)
    {
      const IbidSymbol *symbol = ibid_extraction_symbol (self, i);

      if ((ibid_extraction_token (self, i)->flags & IBID_TOKEN_EXCLUDED) != 0)
        return FALSE;
      if (ibid_extraction_is_capital (self, i))
        n_capital++;
      else if (symbol->shape != IBID_SHAPE_NUMBER &&
               (i == first || i + 1 == end || !is_small_word (symbol)))
        return FALSE;
    }
  return n_capital > 0 && (ibid_extraction_roles (self, first) & IBID_WORD_FUNCTION) == 0;
}

static gboolean
is_formula (IbidExtraction *self, guint *first, guint end)
{
  if ((ibid_extraction_roles (self, *first) & IBID_WORD_ARTICLE) != 0)
    (*first)++;
  if (*first + 2 > end || end - *first > MAX_FORMULA_WORDS ||
      (ibid_extraction_roles (self, end - 1) & IBID_WORD_MANNER) == 0)
    return FALSE;
  for (guint i = *first; i < end; i++)
    if (ibid_extraction_symbol (self, i)->shape != IBID_SHAPE_LOWER)
      return FALSE;
  return TRUE;
}

static void
add_quoted (IbidExtraction *self, guint block, guint first, guint end)
{
  guint name = IBID_NO_NAME;
  IbidName *it;

  if (ibid_extraction_match (self, first, end, &name) == end - first)
    {
      ibid_extraction_add_span (self, block, first, end, name);
      return;
    }
  if (end - first == 1 && ibid_extraction_is_ordinary (self, first))
    return;
  name = ibid_extraction_intern_name (self, first, end);
  it = ibid_extraction_name (self, name);
  it->flags |= IBID_NAME_QUOTED;
  it->flags &= ~(guint)IBID_NAME_DOUBTFUL;
  if (end - first > 1)
    it->scores[IBID_ENTITY_KIND_PROGRAMME] = MAX (it->scores[IBID_ENTITY_KIND_PROGRAMME], 2);
  ibid_extraction_add_span (self, block, first, end, name);
  ibid_extraction_weigh (self, block, first, end, name, FALSE);
}

static void
add_formula (IbidExtraction *self, guint block, guint first, guint end)
{
  guint name = ibid_extraction_intern_name (self, first, end);
  IbidName *it = ibid_extraction_name (self, name);

  if ((it->flags & IBID_NAME_FIXED) == 0)
    {
      it->flags |= IBID_NAME_FIXED | IBID_NAME_ANY_CASE;
      it->kind = IBID_ENTITY_KIND_TERM;
    }
  ibid_extraction_add_span (self, block, first, end, name);
}

/**
 * ibid_extraction_find_quoted:
 * @self: the extraction
 * @block: number of a block
 *
 * Notes the names that a block has in quotation marks.
 */
void
ibid_extraction_find_quoted (IbidExtraction *self, guint block)
{
  const IbidTextBlock *it = &g_array_index (self->blocks, IbidTextBlock, block);

  if (!it->english)
    return;
  for (guint i = it->first; i < it->end; i++)
    {
      guint first = i;
      guint end;

      if ((ibid_extraction_token (self, i)->flags & IBID_TOKEN_QUOTED) == 0 ||
          (ibid_extraction_token (self, i)->flags & IBID_TOKEN_EXCLUDED) != 0)
        continue;
      end = find_close (self, it, i);
      if (end == i)
        continue;
      if (is_slogan (self, first, end))
        continue;
      if (is_title_case (self, first, end))
        add_quoted (self, block, first, end);
      else if (is_formula (self, &first, end))
        add_formula (self, block, first, end);
    }
}
