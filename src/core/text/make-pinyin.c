/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-pinyin: prints the table of ibid-romanize.c, the toneless pinyin of each Han character from
 * U+3000 to U+9FFF. ICU knows it, but takes half a second to read its rules before the first
 * character; so it is asked once, when Ibid is built. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define FIRST 0x3000
#define LAST 0x9FFF
#define MAX_SYLLABLES 2000
#define MAX_LENGTH 16

static char syllables[MAX_SYLLABLES][MAX_LENGTH];
static unsigned n_syllables = 1; /* the first means: none */

static void
fail (const char *what)
{
  fprintf (stderr, "make-pinyin: %s\n", what);
  exit (1);
}

static UTransliterator *
open_rules (const char *rules)
{
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *transliterator = NULL;
  UChar id[64];

  u_uastrcpy (id, rules);
  transliterator = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    fail (u_errorName (status));
  return transliterator;
}

/* 0 if the character has no reading in plain letters */
static unsigned
find_syllable (const char *text)
{
  size_t length = strlen (text);

  if (length == 0 || length >= MAX_LENGTH || strspn (text, "abcdefghijklmnopqrstuvwxyz") != length)
    return 0;
  for (unsigned i = 1; i < n_syllables; i++)
    if (strcmp (syllables[i], text) == 0)
      return i;
  if (n_syllables == MAX_SYLLABLES)
    fail ("more syllables than Chinese has");
  memcpy (syllables[n_syllables], text, length + 1);
  return n_syllables++;
}

static unsigned
read_char (UTransliterator *transliterator, UChar c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[64] = { c };
  char text[128] = "";
  int32_t length = 1;
  int32_t limit = 1;

  if (uscript_getScript (c, &status) != USCRIPT_HAN)
    return 0;
  utrans_transUChars (transliterator, units, &length, 64, 0, &limit, &status);
  while (length > 0 && units[length - 1] == ' ')
    length--;
  u_strToUTF8 (text, sizeof text, NULL, units, length, &status);
  if (U_FAILURE (status))
    fail (u_errorName (status));
  return find_syllable (text);
}

int
main (void)
{
  UTransliterator *transliterator = open_rules ("Han-Latin; Latin-ASCII; Lower");

  printf ("/* made by make-pinyin; not to be edited */\n\n#define PINYIN_FIRST 0x%X\n"
          "#define PINYIN_LAST 0x%X\n\nstatic const unsigned short pinyin_indices[] = {",
          FIRST, LAST);
  for (unsigned c = FIRST; c <= LAST; c++)
    printf ("%s%u,", (c - FIRST) % 16 == 0 ? "\n  " : " ", read_char (transliterator, (UChar)c));
  printf ("\n};\n\nstatic const char pinyin_syllables[][8] = {\n  \"\",");
  for (unsigned i = 1; i < n_syllables; i++)
    {
      if (strlen (syllables[i]) > 7)
        fail ("a syllable longer than Chinese has");
      printf ("%s\"%s\",", i % 10 == 0 ? "\n  " : " ", syllables[i]);
    }
  printf ("\n};\n");
  utrans_close (transliterator);
  return 0;
}
