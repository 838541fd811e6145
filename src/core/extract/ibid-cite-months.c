/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-tokens.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define MAX_MONTH_BYTES 40

struct _IbidCiteMonths
{
  GHashTable *numbers; /* name in lower case → number */
};

static const char *const english[][4] = {
  { "january", "jan", NULL },
  { "february", "feb", NULL },
  { "march", "mar", NULL },
  { "april", "apr", NULL },
  { "may", NULL },
  { "june", "jun", NULL },
  { "july", "jul", NULL },
  { "august", "aug", NULL },
  { "september", "sep", "sept", NULL },
  { "october", "oct", NULL },
  { "november", "nov", NULL },
  { "december", "dec", NULL },
};

static void
add_name (IbidCiteMonths *self, const char *name, guint number)
{
  char *lower = g_utf8_strdown (name, -1);
  gsize length = strlen (lower);

  if (length > 0 && lower[length - 1] == '.')
    lower[--length] = '\0';
  /* "1", as some languages have it, is no name */
  if (length == 0 || length > MAX_MONTH_BYTES || g_ascii_isdigit (*lower) ||
      g_hash_table_contains (self->numbers, lower))
    g_free (lower);
  else
    g_hash_table_insert (self->numbers, lower, GUINT_TO_POINTER (number));
}

static void
add_symbols (IbidCiteMonths *self, UDateFormat *format, UDateFormatSymbolType type)
{
  for (int i = 0; i < 12; i++)
    {
      UErrorCode status = U_ZERO_ERROR;
      UChar units[MAX_MONTH_BYTES];
      char name[3 * MAX_MONTH_BYTES + 1] = "";

      udat_getSymbols (format, type, i, units, MAX_MONTH_BYTES, &status);
      if (U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING)
        u_strToUTF8 (name, sizeof name, NULL, units, -1, &status);
      if (U_SUCCESS (status))
        add_name (self, name, (guint)i + 1);
    }
}

static void
add_language (IbidCiteMonths *self, const char *language)
{
  static const UDateFormatSymbolType types[] = { UDAT_MONTHS, UDAT_STANDALONE_MONTHS,
                                                 UDAT_SHORT_MONTHS, UDAT_STANDALONE_SHORT_MONTHS };
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format;

  uloc_forLanguageTag (language, locale, sizeof locale, NULL, &status);
  if (U_FAILURE (status))
    return;
  format = udat_open (UDAT_LONG, UDAT_LONG, locale, NULL, 0, NULL, 0, &status);
  if (U_FAILURE (status))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    add_symbols (self, format, types[i]);
  udat_close (format);
}

/**
 * ibid_cite_months_new:
 * @language: (nullable): BCP 47 tag; %NULL: English alone
 *
 * Collects the names of the months in English and in another language, as ICU has them.
 *
 * Returns: (transfer full): the names
 */
IbidCiteMonths *
ibid_cite_months_new (const char *language)
{
  IbidCiteMonths *self = g_new0 (IbidCiteMonths, 1);

  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    for (const char *const *name = english[i]; *name != NULL; name++)
      add_name (self, *name, i + 1);
  if (language != NULL && g_ascii_strncasecmp (language, "en", 2) != 0)
    add_language (self, language);
  return self;
}

/**
 * ibid_cite_months_free:
 * @self: (transfer full): names of months
 *
 * Frees them.
 */
void
ibid_cite_months_free (IbidCiteMonths *self)
{
  g_hash_table_unref (self->numbers);
  g_free (self);
}

/**
 * ibid_cite_months_find:
 * @self: names of months
 * @word: a word
 * @length: its length in bytes
 *
 * Looks a word up, whatever its case.
 *
 * Returns: the month that it names, 1 to 12, or 0
 */
guint
ibid_cite_months_find (const IbidCiteMonths *self, const char *word, gsize length)
{
  char lower[MAX_MONTH_BYTES + 1];
  g_autofree char *folded = NULL;

  if (length > MAX_MONTH_BYTES)
    return 0;
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar)word[i] >= 0x80)
        {
          folded = g_utf8_strdown (word, (gssize)length);
          return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, folded));
        }
      lower[i] = g_ascii_tolower (word[i]);
    }
  lower[length] = '\0';
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, lower));
}
