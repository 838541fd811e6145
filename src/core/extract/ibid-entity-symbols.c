/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-tokens-private.h"

#define FIRST_CAPACITY 4096 /* a power of two */

struct _IbidSymbols
{
  /* owned */
  GArray *symbols; /* IbidSymbol */
  GStringChunk *texts;
  guint32 *slots; /* number of a symbol plus one; 0 is free */
  /* plain */
  guint32 mask;
};

/**
 * ibid_symbols_new:
 *
 * Makes an empty table of the different words of a text.
 *
 * Returns: (transfer full): the table
 */
IbidSymbols *
ibid_symbols_new (void)
{
  IbidSymbols *self = g_new0 (IbidSymbols, 1);

  self->symbols = g_array_new (FALSE, TRUE, sizeof (IbidSymbol));
  self->texts = g_string_chunk_new (16384);
  self->slots = g_new0 (guint32, FIRST_CAPACITY);
  self->mask = FIRST_CAPACITY - 1;
  return self;
}

/**
 * ibid_symbols_free:
 * @self: (transfer full): a table
 *
 * Frees a table and its texts.
 */
void
ibid_symbols_free (IbidSymbols *self)
{
  g_array_unref (self->symbols);
  g_string_chunk_free (self->texts);
  g_free (self->slots);
  g_free (self);
}

/* FNV-1a with a last mixing, as the table is masked by its low bits */
static guint32
hash_bytes (const char *text, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)text[i]) * 16777619u;
  return hash ^ (hash >> 15);
}

static IbidShape
find_shape (const char *text, gsize length)
{
  guint n_upper = 0;
  guint n_lower = 0;
  guint n_digit = 0;
  guint n_other = 0;
  gboolean first_upper = FALSE;
  gboolean after_joint = FALSE; /* a capital there is no sign of a made-up word */
  gboolean inner_upper = FALSE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char (p);
      gboolean upper = c < 0x80 ? g_ascii_isupper (c) : g_unichar_isupper (c);
      gboolean lower = c < 0x80 ? g_ascii_islower (c) : g_unichar_islower (c);

      if (upper)
        {
          first_upper |= n_upper + n_lower + n_digit == 0;
          inner_upper |= n_lower > 0 && !after_joint;
        }
      n_upper += upper;
      n_lower += lower;
      n_digit += c < 0x80 && g_ascii_isdigit (c);
      n_other += c >= 0x80 && !upper && !lower && g_unichar_isalpha (c);
      after_joint = c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2011;
    }
  if (n_other > 0)
    return IBID_SHAPE_OTHER;
  if (n_upper == 0)
    return n_lower > 0 ? IBID_SHAPE_LOWER : IBID_SHAPE_NUMBER;
  /* “al-Shishani” */
  if (!first_upper && !inner_upper && n_lower > 0 && memchr (text, '-', length) != NULL)
    return IBID_SHAPE_CAPITAL;
  if (n_lower == 0)
    return n_upper + n_digit > 1 ? IBID_SHAPE_UPPER : IBID_SHAPE_CAPITAL;
  if (inner_upper || !first_upper)
    return IBID_SHAPE_MIXED;
  /* “IDs”, “CIOs”: a name of several capitals, in the plural */
  if (n_upper > 1 && n_lower == 1 && text[length - 1] == 's' && memchr (text, '-', length) == NULL)
    return IBID_SHAPE_UPPER;
  return g_ascii_isupper (text[0]) && n_upper > 1 && length > 1 && g_ascii_isupper (text[1])
             ? IBID_SHAPE_MIXED
             : IBID_SHAPE_CAPITAL;
}

static void
grow (IbidSymbols *self)
{
  guint32 capacity = (self->mask + 1) * 2;

  g_free (self->slots);
  self->slots = g_new0 (guint32, capacity);
  self->mask = capacity - 1;
  for (guint i = 0; i < self->symbols->len; i++)
    {
      guint32 at = g_array_index (self->symbols, IbidSymbol, i).hash & self->mask;

      while (self->slots[at] != 0)
        at = (at + 1) & self->mask;
      self->slots[at] = i + 1;
    }
}

/* the slot of the word, or the free one where it belongs */
static guint32
find_slot (IbidSymbols *self, const char *text, gsize length, guint32 hash)
{
  guint32 at = hash & self->mask;

  for (; self->slots[at] != 0; at = (at + 1) & self->mask)
    {
      const IbidSymbol *symbol = &g_array_index (self->symbols, IbidSymbol, self->slots[at] - 1);

      if (symbol->hash == hash && symbol->length == length &&
          memcmp (symbol->text, text, length) == 0)
        break;
    }
  return at;
}

static guint32
add_symbol (IbidSymbols *self, const char *text, gsize length, guint32 hash, guint32 slot)
{
  IbidSymbol symbol = { NULL };
  guint32 number = self->symbols->len;
  g_autofree char *lower = NULL;

  symbol.text = g_string_chunk_insert_len (self->texts, text, (gssize)length);
  symbol.length = (guint32)length;
  symbol.hash = hash;
  symbol.shape = find_shape (text, length);
  symbol.ordinary = -1;
  symbol.lower = number;
  symbol.roles = ibid_word_roles_lookup (symbol.text, symbol.length);
  g_array_append_val (self->symbols, symbol);
  self->slots[slot] = number + 1;
  if (self->symbols->len * 2 > self->mask)
    grow (self);

  lower = g_utf8_strdown (text, (gssize)length);
  if (strlen (lower) != length || memcmp (lower, text, length) != 0)
    {
      guint32 other = ibid_symbols_intern (self, lower, strlen (lower));
      IbidSymbol *mine = ibid_symbols_get (self, number);

      mine->lower = other;
      mine->roles |= ibid_symbols_get (self, other)->roles;
      if (mine->shape == IBID_SHAPE_UPPER) /* “IT” is not “it” */
        mine->roles &= IBID_WORD_NO_NAME | IBID_WORD_ORG_FORM | IBID_WORD_ABBREVIATION |
                       IBID_WORD_TITLE | IBID_WORD_OCCUPATION | IBID_WORD_SHIP | IBID_WORD_DEGREE |
                       IBID_WORD_CALENDAR;
    }
  return number;
}

/**
 * ibid_symbols_intern:
 * @self: a table
 * @text: UTF-8, at least @length_bytes of it
 * @length_bytes: length of the word
 *
 * Returns: the number of the word, which is added if it is new
 */
guint32
ibid_symbols_intern (IbidSymbols *self, const char *text, gsize length_bytes)
{
  guint32 hash = hash_bytes (text, length_bytes);
  guint32 slot = find_slot (self, text, length_bytes, hash);

  if (self->slots[slot] != 0)
    return self->slots[slot] - 1;
  return add_symbol (self, text, length_bytes, hash, slot);
}

/**
 * ibid_symbols_lookup:
 * @self: a table
 * @text: UTF-8, at least @length_bytes of it
 * @length_bytes: length of the word
 *
 * Returns: the number of the word, or %IBID_NO_SYMBOL
 */
guint32
ibid_symbols_lookup (IbidSymbols *self, const char *text, gsize length_bytes)
{
  guint32 slot = find_slot (self, text, length_bytes, hash_bytes (text, length_bytes));

  return self->slots[slot] != 0 ? self->slots[slot] - 1 : IBID_NO_SYMBOL;
}

/**
 * ibid_symbols_get:
 * @self: a table
 * @symbol: number of a word
 *
 * Returns: (transfer none): the word; valid until the next one is added
 */
IbidSymbol *
ibid_symbols_get (IbidSymbols *self, guint32 symbol)
{
  return &g_array_index (self->symbols, IbidSymbol, symbol);
}

/**
 * ibid_symbols_get_n:
 * @self: a table
 *
 * Returns: how many different words there are
 */
guint
ibid_symbols_get_n (IbidSymbols *self)
{
  return self->symbols->len;
}
