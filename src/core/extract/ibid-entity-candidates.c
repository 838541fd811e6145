/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* Rows of capitalised words become names: titles and adjectives go from their front, known names
 * are recognised, and what only begins a sentence is left out. */

#define MAX_BYLINE_WORDS 24

typedef struct
{
  IbidExtraction *self;
  guint block;
  guint end;        /* of the block */
  guint name_after; /* a person's name is expected at this token, after a title with its office */
} Scan;

static void parse_run (Scan *scan, guint first, guint end);

static IbidWordRoles
roles_at (Scan *scan, guint token)
{
  return ibid_extraction_roles (scan->self, token);
}

static gboolean
is_people (Scan *scan, guint token)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (scan->self, token);

  if ((symbol->roles & IBID_WORD_PEOPLE) != 0)
    return TRUE;
  /* “Sino-Kazakh”, “Chinese-Kazakh”, “Kabardino-Balkarian” */
  for (gsize i = symbol->length; i > 0; i--)
    if (symbol->text[i - 1] == '-')
      {
        g_autofree char *part = g_ascii_strdown (symbol->text + i, -1);

        return (ibid_word_roles_lookup (part, symbol->length - i) & IBID_WORD_PEOPLE) != 0;
      }
  return FALSE;
}

static gboolean
joins_name (Scan *scan, guint token)
{
  const guint16 gap = ibid_extraction_token (scan->self, token)->gap;

  return gap == IBID_GAP_SPACE || gap == (IBID_GAP_SPACE | IBID_GAP_DOT);
}

static gboolean
is_lower (Scan *scan, guint token)
{
  return ibid_extraction_symbol (scan->self, token)->shape == IBID_SHAPE_LOWER;
}

/* “Apple”, “Shell”: at the start of a sentence only if they stand within one elsewhere */
static gboolean
is_weak_here (Scan *scan, guint token, guint name)
{
  return (ibid_extraction_name (scan->self, name)->flags & IBID_NAME_WEAK) != 0 &&
         (ibid_extraction_token (scan->self, token)->flags &
          (IBID_TOKEN_START | IBID_TOKEN_QUOTED)) != 0 &&
         ibid_extraction_symbol (scan->self, token)->n_capital == 0;
}

/* a known name of all these words; a weak one must owe its capital to itself */
static guint
find_known (Scan *scan, guint first, guint end)
{
  guint name = IBID_NO_NAME;

  if (ibid_extraction_match (scan->self, first, end, &name) != end - first)
    return IBID_NO_NAME;
  if (end - first == 1 && is_weak_here (scan, first, name))
    return IBID_NO_NAME;
  return name;
}

static void
add (Scan *scan, guint first, guint end, guint name, gboolean after_title)
{
  ibid_extraction_add_span (scan->self, scan->block, first, end, name);
  ibid_extraction_weigh (scan->self, scan->block, first, end, name, after_title);
}

static gboolean
all_ordinary (Scan *scan, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (!is_lower (scan, i) && (!ibid_extraction_is_ordinary (scan->self, i) ||
                                (roles_at (scan, i) & IBID_WORD_GIVEN_NAME) != 0))
      return FALSE;
  return TRUE;
}

static gboolean
all_people (Scan *scan, guint first, guint end)
{
  gboolean any = FALSE;

  for (guint i = first; i < end; i++)
    {
      any |= is_people (scan, i);
      if (!is_people (scan, i) && (roles_at (scan, i) & IBID_WORD_DIRECTION) == 0)
        return FALSE;
    }
  return any;
}

/* one word that is no known name */
static gboolean
is_single_name (Scan *scan, guint token)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (scan->self, token);
  const IbidSymbol *lower = ibid_symbols_get (scan->self->symbols, symbol->lower);

  if (symbol->length < 2 || (symbol->roles & (IBID_WORD_NO_NAME | IBID_WORD_CALENDAR)) != 0)
    return FALSE;
  if (!ibid_extraction_owes_capital (scan->self, token))
    return FALSE;
  if (symbol->shape == IBID_SHAPE_UPPER)
    return g_ascii_isalpha (symbol->text[0]) && strspn (symbol->text, "IVXLCM") != symbol->length;
  if (!ibid_extraction_is_ordinary (scan->self, token))
    return TRUE;
  /* “the persona called Citizen”: more than once, and never without the capital */
  return symbol->n_capital > 1 && lower->n_total == 0 &&
         (symbol->roles & (IBID_WORD_FUNCTION | IBID_WORD_ORDINARY)) == 0;
}

/* the number of tokens at the front that are no part of a name */
static guint
skip_front (Scan *scan, guint first, guint end)
{
  guint i = first;

  while (i < end)
    {
      gboolean more = i + 1 < end;
      IbidWordRoles roles = roles_at (scan, i);
      gboolean head = ibid_extraction_has_head (scan->self, i, end);
      guint name = IBID_NO_NAME;

      if (i + 1 < end && ibid_extraction_match (scan->self, i, end, &name) > 1)
        break;
      if ((roles & IBID_WORD_FUNCTION) != 0 || is_lower (scan, i))
        {
          i++;
          continue;
        }
      if (more && find_known (scan, i + 1, end) != IBID_NO_NAME && is_people (scan, i))
        {
          i++;
          continue;
        }
      if (is_people (scan, i) && !(head && more))
        {
          i++;
          continue;
        }
      if ((roles & IBID_WORD_BEFORE_TITLE) != 0 && more &&
          (roles_at (scan, i + 1) & IBID_WORD_TITLE) != 0)
        {
          i++;
          continue;
        }
      if (more && (roles & (IBID_WORD_GIVEN_NAME | IBID_WORD_PARTICLE)) != 0 &&
          !is_people (scan, i))
        break;
      if (!ibid_extraction_owes_capital (scan->self, i) && more &&
          (find_known (scan, i + 1, end) != IBID_NO_NAME ||
           (!all_ordinary (scan, i + 1, end) && !head) ||
           ibid_word_looks_ordinary (ibid_extraction_symbol (scan->self, i)->text,
                                     ibid_extraction_symbol (scan->self, i)->length)))
        {
          i++;
          continue;
        }
      break;
    }
  return i;
}

/* “General Public License”, “Major Component”: no officers */
static gboolean
is_mere_adjective (Scan *scan, guint title)
{
  const char *word = ibid_extraction_symbol (scan->self, title)->text;

  return (strcmp (word, "General") == 0 || strcmp (word, "Major") == 0) &&
         (roles_at (scan, title + 1) & (IBID_WORD_GIVEN_NAME | IBID_WORD_TITLE)) == 0 &&
         ibid_extraction_is_ordinary (scan->self, title + 1);
}

/* the last title of the row, if what stands before and after it may be parted there; end: none */
static guint
find_title (Scan *scan, guint first, guint end)
{
  guint found = end;

  for (guint i = first; i < end; i++)
    if ((roles_at (scan, i) & IBID_WORD_TITLE) != 0 && (i == first || !is_lower (scan, i - 1)))
      {
        if (i + 1 < end && is_lower (scan, i + 1))
          break;
        if (i + 1 < end && is_mere_adjective (scan, i))
          continue;
        found = i;
      }
  if (found < end && found + 1 < end && ibid_extraction_has_head (scan->self, first, end) &&
      ibid_extraction_is_ordinary (scan->self, end - 1) && found > first)
    return end;
  return found;
}

/* “in the east of Ukraine Wagner became” */
static gboolean
is_country_before_known (Scan *scan, guint at, guint end, guint name)
{
  return (ibid_extraction_name (scan->self, name)->flags & IBID_NAME_COUNTRY) != 0 &&
         at + 1 < end && find_known (scan, at + 1, end) != IBID_NO_NAME;
}

/* whether what stands before a known name in its row is no part of it */
static gboolean
is_loose_front (Scan *scan, guint first, guint at, gboolean several_words)
{
  if (at == first)
    return TRUE;
  if (find_known (scan, first, at) != IBID_NO_NAME)
    return several_words;
  return all_ordinary (scan, first, at) &&
         (several_words || !ibid_extraction_owes_capital (scan->self, first));
}

/* known names inside a row that is not one itself: “Beijing Xi Jinping”, “Free Tibet”. What goes
 * on after one is part of a longer name (“Google Brain”) unless it is known, too. */
static gboolean
split_at_known (Scan *scan, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      guint name = IBID_NO_NAME;
      guint n = ibid_extraction_match (scan->self, i, end, &name);
      const IbidName *it = n > 0 ? ibid_extraction_name (scan->self, name) : NULL;

      if (n == 0 || (n == 1 && (it->flags & (IBID_NAME_WEAK | IBID_NAME_ACRONYM)) != 0))
        continue;
      if (!is_loose_front (scan, first, i, n > 1))
        continue;
      if (i + n < end && (n == 1 ? !is_country_before_known (scan, i, end, name)
                                 : find_known (scan, i + n, end) == IBID_NO_NAME))
        continue;
      if (i > first && !all_ordinary (scan, first, i))
        parse_run (scan, first, i);
      add (scan, i, i + n, name, FALSE);
      if (i + n < end)
        parse_run (scan, i + n, end);
      return TRUE;
    }
  return FALSE;
}

/* “a PhD in Political and Social History” */
static gboolean
is_subject_of_study (Scan *scan, guint first, guint end)
{
  const guint start = g_array_index (scan->self->blocks, IbidTextBlock, scan->block).first;
  guint i = first;

  if (!all_ordinary (scan, first, end))
    return FALSE;
  while (i > start && first - i < 8 && ibid_extraction_token (scan->self, i)->gap == IBID_GAP_SPACE)
    if ((roles_at (scan, --i) & IBID_WORD_DEGREE) != 0)
      return TRUE;
  return FALSE;
}

static void
add_row (Scan *scan, guint first, guint end)
{
  guint name;
  gboolean after_title = scan->name_after == first;

  name = find_known (scan, first, end);
  while (name == IBID_NO_NAME && end > first && is_lower (scan, end - 1))
    name = find_known (scan, first, --end);
  if (end == first)
    return;
  if (name != IBID_NO_NAME)
    {
      add (scan, first, end, name, FALSE);
      return;
    }
  if (end - first == 1)
    {
      if (ibid_extraction_match (scan->self, first, end, &name) == 1)
        return;
      if (after_title ? !ibid_extraction_is_ordinary (scan->self, first)
                      : is_single_name (scan, first))
        add (scan, first, end, ibid_extraction_intern_name (scan->self, first, end), after_title);
      return;
    }
  if (all_people (scan, first, end))
    return;
  if (!ibid_extraction_has_head (scan->self, first, end) && split_at_known (scan, first, end))
    return;
  if ((roles_at (scan, first) & IBID_WORD_NO_NAME) != 0 &&
      !ibid_extraction_has_head (scan->self, first, end))
    {
      if (!all_ordinary (scan, first + 1, end))
        parse_run (scan, first + 1, end);
      return;
    }
  if (is_subject_of_study (scan, first, end))
    return;
  name = ibid_extraction_intern_name (scan->self, first, end);
  if (all_ordinary (scan, first, end) && !after_title)
    ibid_extraction_name (scan->self, name)->flags |= IBID_NAME_DOUBTFUL;
  add (scan, first, end, name, after_title);
}

/* “European Commission President Ursula von der Leyen”: the office, and who holds it */
static void
parse_titled (Scan *scan, guint first, guint title, guint end)
{
  guint left = title;

  while (left > first &&
         (roles_at (scan, left - 1) & (IBID_WORD_BEFORE_TITLE | IBID_WORD_TITLE)) != 0)
    left--;
  if (left > first && !(left - first == 1 && is_people (scan, first)))
    parse_run (scan, first, left);
  while (title + 1 < end && (roles_at (scan, title + 1) & IBID_WORD_BEFORE_TITLE) != 0)
    title++; /* “Chief Executive X” */
  if (title + 1 < end)
    {
      scan->name_after = title + 1;
      parse_run (scan, title + 1, end);
      return;
    }
  scan->name_after = ibid_extraction_skip_office (scan->self, title, scan->end);
}

static void
parse_run (Scan *scan, guint first, guint end)
{
  guint title;

  if (find_known (scan, first, end) != IBID_NO_NAME)
    {
      add_row (scan, first, end);
      return;
    }
  title = find_title (scan, first, end);
  if (title < end)
    {
      parse_titled (scan, first, title, end);
      return;
    }
  if (scan->name_after != first)
    {
      first = skip_front (scan, first, end);
      /* the front may have been a title's: “Former President X” */
      if (first < end && find_title (scan, first, end) < end)
        {
          parse_titled (scan, first, find_title (scan, first, end), end);
          return;
        }
    }
  if (first < end)
    add_row (scan, first, end);
}

/* in a line where every word has a capital: only names that are known */
static guint
scan_title_line (Scan *scan, guint i)
{
  guint name = IBID_NO_NAME;
  guint n = ibid_extraction_match (scan->self, i, scan->end, &name);

  if (n == 0 || (ibid_extraction_name (scan->self, name)->flags & IBID_NAME_WEAK) != 0 ||
      (n == 1 && ibid_extraction_is_loud (scan->self, i)))
    return i + 1;
  add (scan, i, i + n, name, FALSE);
  return i + n;
}

static gboolean
is_compound_people (Scan *scan, guint token)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (scan->self, token);

  return strchr (symbol->text, '-') != NULL && is_people (scan, token);
}

/* “the Russian-Belarusian business council”: what two peoples have in common is one body */
static guint
scan_joint_body (Scan *scan, guint i)
{
  guint end = i + 1;
  guint name;

  if (!is_compound_people (scan, i))
    return i;
  while (end < scan->end && end < i + 4 && is_lower (scan, end) &&
         ibid_extraction_token (scan->self, end)->gap == IBID_GAP_SPACE)
    if ((roles_at (scan, end++) & IBID_WORD_JOINT_BODY) != 0)
      {
        name = ibid_extraction_intern_name (scan->self, i, end);
        ibid_extraction_name (scan->self, name)->scores[IBID_ENTITY_KIND_ORGANISATION] += 6;
        add (scan, i, end, name, FALSE);
        return end;
      }
  return i;
}

/* the end of a person's name on a line of authors; first if there is none */
static guint
skip_author (Scan *scan, guint first)
{
  guint end = first;

  while (end < scan->end && ibid_extraction_is_capital (scan->self, end) &&
         (end == first || joins_name (scan, end)))
    end++;
  if (end - first < 2 || end - first > 4 || find_known (scan, first, end) != IBID_NO_NAME ||
      ibid_extraction_has_head (scan->self, first, end))
    return first;
  return end;
}

/* “By Xu Wei and Jane Smith” at the start of a line */
static guint
scan_byline (Scan *scan, guint first)
{
  const IbidTextBlock *it = &g_array_index (scan->self->blocks, IbidTextBlock, scan->block);
  guint i = first + 1;
  guint end;

  if (g_ascii_strcasecmp (ibid_extraction_symbol (scan->self, first)->text, "by") != 0 ||
      it->end - it->first > MAX_BYLINE_WORDS)
    return first;
  if (first > it->first && (ibid_extraction_token (scan->self, first)->gap & IBID_GAP_BREAK) == 0)
    return first;
  while ((end = skip_author (scan, i)) > i)
    {
      add (scan, i, end, ibid_extraction_intern_name (scan->self, i, end), TRUE);
      i = end;
      if (i < scan->end && is_lower (scan, i) && (roles_at (scan, i) & IBID_WORD_CONNECTOR) != 0)
        i++;
    }
  return i > first + 1 ? i : first;
}

/* a known name that is written without a capital, or with one at its place */
static guint
scan_lower (Scan *scan, guint i)
{
  guint name = IBID_NO_NAME;
  guint n = ibid_extraction_match (scan->self, i, scan->end, &name);

  if (n == 0)
    return i + 1;
  add (scan, i, i + n, name, FALSE);
  return i + n;
}

/* “Ambassador to Kazakhstan Zhang Xiao”: the known name after a title, then who it is */
static guint
scan_office_of_known (Scan *scan, guint i)
{
  guint first = i;
  guint name = IBID_NO_NAME;
  guint end;
  guint n;

  if (ibid_extraction_token (scan->self, i)->gap != IBID_GAP_SPACE ||
      (roles_at (scan, i) & (IBID_WORD_CONNECTOR | IBID_WORD_FUNCTION)) == 0 ||
      !is_lower (scan, i) || (roles_at (scan, i - 1) & IBID_WORD_TITLE) == 0)
    return i;
  for (i++; i < scan->end && i < first + 2 && is_lower (scan, i); i++)
    ;
  n = i < scan->end ? ibid_extraction_match (scan->self, i, scan->end, &name) : 0;
  if (n == 0 || ibid_extraction_token (scan->self, i)->gap != IBID_GAP_SPACE)
    return first;
  end = ibid_extraction_run_end (scan->self, i, scan->end);
  if (end > i + n && ibid_extraction_has_head (scan->self, i, end))
    return first;
  add (scan, i, i + n, name, FALSE);
  if (i + n < scan->end && ibid_extraction_token (scan->self, i + n)->gap == IBID_GAP_SPACE)
    scan->name_after = i + n;
  return i + n;
}

/**
 * ibid_extraction_find_candidates:
 * @self: the extraction
 * @block: number of a block
 *
 * Notes every place of a block that may be a mention, with what speaks for each kind.
 */
void
ibid_extraction_find_candidates (IbidExtraction *self, guint block)
{
  const IbidTextBlock *it = &g_array_index (self->blocks, IbidTextBlock, block);
  Scan scan = { self, block, it->end, G_MAXUINT };
  guint i = it->first;

  while (i < it->end)
    {
      const IbidToken *token = ibid_extraction_token (self, i);
      guint special = i;

      if (it->english && (token->flags & IBID_TOKEN_EXCLUDED) == 0)
        special = (token->flags & IBID_TOKEN_START) != 0 ? scan_byline (&scan, i) : i;
      if (it->english && special == i && (token->flags & IBID_TOKEN_EXCLUDED) == 0)
        special = scan_joint_body (&scan, i);
      if (special > i)
        i = special;
      else if ((token->flags & (IBID_TOKEN_EXCLUDED | IBID_TOKEN_GLOSS)) != 0)
        i++;
      else if ((token->flags & IBID_TOKEN_TITLE) != 0 || !it->english)
        i = scan_title_line (&scan, i);
      else if (ibid_extraction_is_capital (self, i))
        {
          guint end = ibid_extraction_run_end (self, i, it->end);
          guint name = IBID_NO_NAME;
          guint n = ibid_extraction_match (self, i, it->end, &name);

          end = MAX (end, i + n);
          parse_run (&scan, i, end);
          i = MAX (end,
                   scan.name_after != G_MAXUINT && scan.name_after > end ? scan.name_after : end);
        }
      else
        {
          guint next = scan_office_of_known (&scan, i);

          i = next > i ? next : scan_lower (&scan, i);
        }
    }
}
