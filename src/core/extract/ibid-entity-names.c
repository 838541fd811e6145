/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* Names as rows of words, in one table. Those that are to be found wherever they stand are phrases:
 * their first word knows how long the longest of them is, and each length is looked up once, so
 * that a text with a thousand names which begin alike takes no longer than another. */

#define GAP_OF_PHRASE (~(guint16)IBID_GAP_DOT)
#define MAX_PHRASE_WORDS 12
#define MIN_CITY_LETTERS 5 /* NICE is an institute, too */

static guint
hash_symbols (gconstpointer key)
{
  const guint32 *symbols = key;
  guint hash = 5381;

  for (guint32 i = 0; i <= symbols[0]; i++)
    hash = hash * 33 + symbols[i];
  return hash;
}

static gboolean
equal_symbols (gconstpointer a, gconstpointer b)
{
  const guint32 *one = a;
  const guint32 *other = b;

  return one[0] == other[0] && memcmp (one, other, sizeof (guint32) * (one[0] + 1)) == 0;
}

/**
 * ibid_extraction_init_names:
 * @self: the extraction
 *
 * Makes the tables of names.
 */
void
ibid_extraction_init_names (IbidExtraction *self)
{
  self->names = g_array_new (FALSE, FALSE, sizeof (IbidName));
  self->name_symbols = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->names_by_symbols = g_hash_table_new_full (hash_symbols, equal_symbols, g_free, NULL);
  self->names_in_any_case = g_hash_table_new_full (hash_symbols, equal_symbols, g_free, NULL);
}

static guint
intern (IbidExtraction *self, const IbidToken *tokens, guint n_tokens)
{
  g_autofree guint32 *key = g_new (guint32, n_tokens + 1);
  IbidName name = { 0 };
  gpointer known;

  key[0] = n_tokens;
  for (guint i = 0; i < n_tokens; i++)
    key[i + 1] = tokens[i].symbol;
  known = g_hash_table_lookup (self->names_by_symbols, key);
  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;

  name.first_symbol = self->name_symbols->len;
  name.n_symbols = n_tokens;
  name.same_as = self->names->len;
  name.kind = IBID_ENTITY_KIND_TERM;
  for (guint i = 0; i < n_tokens; i++)
    {
      guint32 gap = i > 0 ? tokens[i].gap & GAP_OF_PHRASE : 0;

      g_array_append_val (self->name_symbols, tokens[i].symbol);
      g_array_append_val (self->name_symbols, gap);
    }
  g_array_append_val (self->names, name);
  g_hash_table_insert (self->names_by_symbols, g_steal_pointer (&key),
                       GUINT_TO_POINTER (self->names->len));
  return self->names->len - 1;
}

/**
 * ibid_extraction_intern_name:
 * @self: the extraction
 * @first: number of the name's first token
 * @end: one past the last
 *
 * Returns: the number of the name that stands there
 */
guint
ibid_extraction_intern_name (IbidExtraction *self, guint first, guint end)
{
  return intern (self, ibid_extraction_token (self, first), end - first);
}

/**
 * ibid_extraction_intern_word:
 * @self: the extraction
 * @symbol: a word
 *
 * Returns: the number of the name that is this word alone
 */
guint
ibid_extraction_intern_word (IbidExtraction *self, guint32 symbol)
{
  const IbidToken token = { .symbol = symbol };

  return intern (self, &token, 1);
}

/**
 * ibid_extraction_intern_text:
 * @self: the extraction
 * @text: a name
 *
 * Returns: the number of the name; %IBID_NO_NAME if there is no word in it
 */
guint
ibid_extraction_intern_text (IbidExtraction *self, const char *text)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (IbidToken));

  ibid_tokens_append (tokens, self->symbols, text);
  for (guint i = 0; i < tokens->len; i++)
    {
      IbidToken *token = &g_array_index (tokens, IbidToken, i);

      ibid_symbols_get (self->symbols, token->symbol)->n_total--; /* the text has not used it */
    }
  return tokens->len > 0 ? intern (self, (const IbidToken *)(gpointer)tokens->data, tokens->len)
                         : IBID_NO_NAME;
}

/**
 * ibid_extraction_find_name:
 * @self: the extraction
 * @first: number of the first token
 * @end: one past the last
 *
 * Returns: the number of the name that stands there, or %IBID_NO_NAME if it was not met before
 */
guint
ibid_extraction_find_name (IbidExtraction *self, guint first, guint end)
{
  g_autofree guint32 *key = g_new (guint32, end - first + 1);
  gpointer known;

  key[0] = end - first;
  for (guint i = first; i < end; i++)
    key[i - first + 1] = ibid_extraction_token (self, i)->symbol;
  known = g_hash_table_lookup (self->names_by_symbols, key);
  return known != NULL ? GPOINTER_TO_UINT (known) - 1 : IBID_NO_NAME;
}

/**
 * ibid_extraction_make_phrase:
 * @self: the extraction
 * @name: number of a name
 *
 * Lets the name be found by ibid_extraction_match(); one of more than twelve words cannot.
 */
void
ibid_extraction_make_phrase (IbidExtraction *self, guint name)
{
  IbidName *it = ibid_extraction_name (self, name);
  const guint32 *row = &g_array_index (self->name_symbols, guint32, it->first_symbol);
  IbidSymbol *symbol = ibid_symbols_get (self->symbols, row[0]);

  if (it->n_symbols > MAX_PHRASE_WORDS)
    return;
  it->flags |= IBID_NAME_PHRASE;
  symbol->longest = (guint8)MAX (symbol->longest, it->n_symbols);
  if ((it->flags & IBID_NAME_ANY_CASE) != 0)
    {
      g_autofree guint32 *key = g_new (guint32, it->n_symbols + 1);

      key[0] = it->n_symbols;
      for (guint i = 0; i < it->n_symbols; i++)
        key[i + 1] = ibid_symbols_get (self->symbols, row[2 * i])->lower;
      symbol = ibid_symbols_get (self->symbols, key[1]);
      symbol->longest_any_case = (guint8)MAX (symbol->longest_any_case, it->n_symbols);
      g_hash_table_insert (self->names_in_any_case, g_steal_pointer (&key),
                           GUINT_TO_POINTER (name + 1));
    }
}

/* the gaps have to be the phrase's own, and nothing of it inside a citation */
static gboolean
gaps_fit (IbidExtraction *self, const IbidName *name, guint first)
{
  const guint32 *row = &g_array_index (self->name_symbols, guint32, name->first_symbol);

  for (guint i = 1; i < name->n_symbols; i++)
    {
      const IbidToken *token = ibid_extraction_token (self, first + i);

      if ((token->gap & GAP_OF_PHRASE) != row[2 * i + 1] ||
          (token->flags & IBID_TOKEN_EXCLUDED) != 0)
        return FALSE;
    }
  return TRUE;
}

/* the longest phrase in one of the two tables; key holds the words, and its first place is free */
static guint
look_up (IbidExtraction *self, GHashTable *table, guint32 *key, guint longest, guint first,
         guint *name)
{
  for (guint n = longest; n > 0; n--)
    {
      guint found;

      key[0] = n;
      found = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));
      if (found > 0 && (ibid_extraction_name (self, found - 1)->flags & IBID_NAME_PHRASE) != 0 &&
          gaps_fit (self, ibid_extraction_name (self, found - 1), first))
        {
          *name = found - 1;
          return n;
        }
    }
  return 0;
}

/* “CHINA” in a heading, “TASHKENT” before a report; other names in capitals may be acronyms */
static guint
match_place_in_capitals (IbidExtraction *self, const IbidSymbol *symbol, guint *name)
{
  const IbidSymbol *lower = ibid_symbols_get (self->symbols, symbol->lower);
  g_autofree char *written = g_strndup (lower->text, lower->length);
  guint32 key[] = { 1, IBID_NO_SYMBOL };
  const IbidName *known;
  guint found;

  written[0] = g_ascii_toupper (written[0]);
  key[1] = ibid_symbols_lookup (self->symbols, written, lower->length);
  found = key[1] != IBID_NO_SYMBOL
              ? GPOINTER_TO_UINT (g_hash_table_lookup (self->names_by_symbols, key))
              : 0;
  if (found == 0)
    return 0;
  known = ibid_extraction_name (self, found - 1);
  if ((known->flags & IBID_NAME_PHRASE) == 0 || (known->flags & IBID_NAME_WEAK) != 0 ||
      ((known->flags & IBID_NAME_COUNTRY) == 0 &&
       (known->kind != IBID_ENTITY_KIND_PLACE || symbol->length < MIN_CITY_LETTERS)))
    return 0;
  *name = found - 1;
  return 1;
}

/**
 * ibid_extraction_match:
 * @self: the extraction
 * @first: number of a token
 * @end: where to stop
 * @name: (out): the name
 *
 * Looks for the longest phrase that begins at a token.
 *
 * Returns: how many tokens it has, 0 if there is none
 */
guint
ibid_extraction_match (IbidExtraction *self, guint first, guint end, guint *name)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (self, first);
  guint longest = MIN (symbol->longest, end - first);
  guint any_case =
      MIN (ibid_symbols_get (self->symbols, symbol->lower)->longest_any_case, end - first);
  guint32 key[MAX_PHRASE_WORDS + 1];
  guint in_any_case = IBID_NO_NAME;
  guint n = 0;
  guint n_any_case = 0;

  if (longest > 0)
    {
      for (guint i = 0; i < longest; i++)
        key[i + 1] = ibid_extraction_token (self, first + i)->symbol;
      n = look_up (self, self->names_by_symbols, key, longest, first, name);
    }
  if (any_case > n)
    {
      for (guint i = 0; i < any_case; i++)
        key[i + 1] = ibid_extraction_symbol (self, first + i)->lower;
      n_any_case = look_up (self, self->names_in_any_case, key, any_case, first, &in_any_case);
    }
  if (n_any_case > n)
    *name = in_any_case;
  if (n + n_any_case == 0 && symbol->shape == IBID_SHAPE_UPPER && symbol->length > 3)
    return match_place_in_capitals (self, symbol, name);
  return MAX (n, n_any_case);
}

/**
 * ibid_extraction_resolve:
 * @self: the extraction
 * @name: number of a name
 *
 * Returns: the number of the name that stands for the same thing and all its forms
 */
guint
ibid_extraction_resolve (IbidExtraction *self, guint name)
{
  guint top = name;

  while (ibid_extraction_name (self, top)->same_as != top)
    top = ibid_extraction_name (self, top)->same_as;
  while (ibid_extraction_name (self, name)->same_as != top)
    {
      guint next = ibid_extraction_name (self, name)->same_as;

      ibid_extraction_name (self, name)->same_as = top;
      name = next;
    }
  return top;
}

/**
 * ibid_extraction_dup_text:
 * @self: the extraction
 * @block: number of a block
 * @first: number of the first token
 * @end: one past the last
 *
 * Returns: (transfer full): the text of the tokens, white space made single spaces
 */
char *
ibid_extraction_dup_text (IbidExtraction *self, guint block, guint first, guint end)
{
  const char *text = g_array_index (self->blocks, IbidTextBlock, block).text;
  guint32 start = ibid_extraction_token (self, first)->start;
  char *slice = g_strndup (text + start, ibid_extraction_token (self, end - 1)->end - start);

  for (char *p = slice; *p != '\0'; p++)
    if (*p == '\n' || *p == '\t')
      *p = ' ';
  return slice;
}

/* what a bracket may be about: the longest name that ends before it */
static void
note_before_bracket (IbidExtraction *self, const IbidNameSpan *span)
{
  guint known =
      GPOINTER_TO_UINT (g_hash_table_lookup (self->spans_before, GUINT_TO_POINTER (span->end)));

  if (known == 0 || g_array_index (self->spans, IbidNameSpan, known - 1).first > span->first)
    g_hash_table_insert (self->spans_before, GUINT_TO_POINTER (span->end),
                         GUINT_TO_POINTER (self->spans->len));
}

/**
 * ibid_extraction_add_span:
 * @self: the extraction
 * @block: number of the block
 * @first: number of the first token
 * @end: one past the last
 * @name: the name that stands there
 *
 * Notes a place that may be a mention.
 */
void
ibid_extraction_add_span (IbidExtraction *self, guint block, guint first, guint end, guint name)
{
  IbidNameSpan span = { block, first, end, name };

  ibid_extraction_name (self, name)->n_spans++;
  g_array_append_val (self->spans, span);
  if (end < self->tokens->len && (ibid_extraction_token (self, end)->gap & IBID_GAP_OPEN) != 0)
    note_before_bracket (self, &span);
}
