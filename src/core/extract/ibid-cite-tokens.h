/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: a citation taken apart into words, numbers and marks. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  IBID_CITE_WORD,
  IBID_CITE_NUMBER,
  IBID_CITE_DATE, /* written in figures alone */
  IBID_CITE_URL,
  IBID_CITE_QUOTED, /* all of it, with its marks */
  IBID_CITE_COMMA,
  IBID_CITE_SEMICOLON,
  IBID_CITE_COLON,
  IBID_CITE_DOT,
  IBID_CITE_DASH,
  IBID_CITE_SLASH,
  IBID_CITE_AMPERSAND,
  IBID_CITE_OPEN,
  IBID_CITE_CLOSE,
  IBID_CITE_OTHER,
} IbidCiteTokenType;

typedef enum
{
  IBID_CITE_CAPITAL = 1 << 0, /* begins with a capital, or is of a script that has none */
  IBID_CITE_ACRONYM = 1 << 1, /* two capitals or more, and no small letter but the last */
  IBID_CITE_DOMAIN = 1 << 2,  /* "Ru.sputnik.kz" */
  IBID_CITE_ORDINAL = 1 << 3, /* "4th" */
  IBID_CITE_GLUED = 1 << 4,   /* no white space before it */
  IBID_CITE_UNCASED = 1 << 5, /* of a script without capitals */
} IbidCiteTokenTraits;

/**
 * IbidCiteToken:
 * @start: its first byte, from the beginning of the text that was taken apart
 * @end: one past its last byte
 * @month: of words that name a month, and of dates: 1 to 12; else 0
 * @number: of numbers; the year of dates
 * @n_digits: of numbers
 * @day: of dates
 * @letter: of numbers that are years: "2016b"; else 0
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint8 type;
  guint8 traits;
  guint8 month;
  guint8 day;
  guint8 n_digits;
  char letter;
  gint16 number;
} IbidCiteToken;

typedef struct _IbidCiteMonths IbidCiteMonths;

IbidCiteMonths *ibid_cite_months_new (const char *language) G_GNUC_WARN_UNUSED_RESULT;
void ibid_cite_months_free (IbidCiteMonths *self);
guint ibid_cite_months_find (const IbidCiteMonths *self, const char *word, gsize length);

void ibid_cite_tokenize (const IbidCiteMonths *months, const char *text, gsize start, gsize end,
                         GArray *tokens);
gboolean ibid_cite_is_domain (const char *word, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidCiteMonths, ibid_cite_months_free)

G_END_DECLS
