/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-text-head.h"

#include <string.h>
#include "ibid-written-citation.h"

#define MAX_AUTHOR_BYTES 80
#define MAX_DATE_BYTES 60
/* how much of a text is looked at to tell its language */
#define SAMPLE_BYTES 20000
/* of a hundred words so many have to be among the most common ones of a language */
#define LEAST_COMMON_PERCENT 10

static const char *const publication_labels[] = { "publication", "journal", NULL };
static const char *const author_labels[] = { "by", "author", "authors", NULL };
static const char *const date_labels[] = { "date", "published", "publication date", NULL };

/* "China Brief Volume: 21 Issue: 9": cuts a label and its number off the end. */
static char *
cut_number (char *text, const char *label)
{
  char *at = strstr (text, label);
  char *number = NULL;
  gsize length;

  if (at == NULL || at == text)
    return NULL;
  number = at + strlen (label);
  number += strspn (number, ": ");
  length = strcspn (number, " ,;");
  number = length > 0 ? g_strndup (number, length) : NULL;
  *at = '\0';
  return number;
}

static void
read_publication (IbidDraft *draft, char *text)
{
  IbidCsl *metadata = ibid_draft_get_metadata (draft);
  g_autofree char *issue = cut_number (text, "Issue");
  g_autofree char *volume = cut_number (text, "Volume");

  g_strchomp (text);
  for (gsize length = strlen (text); length > 0 && strchr (",; ", text[length - 1]) != NULL;)
    text[--length] = '\0';
  ibid_csl_set (metadata, IBID_CSL_CONTAINER_TITLE, text);
  ibid_csl_set (metadata, IBID_CSL_VOLUME, volume);
  ibid_csl_set (metadata, IBID_CSL_ISSUE, issue);
}

static gboolean
read_author (IbidDraft *draft, const IbidLine *line)
{
  g_autofree char *author = ibid_line_dup_labelled (line, author_labels);

  if (author == NULL && line->size_bytes > 3 && g_ascii_strncasecmp (line->text, "by ", 3) == 0 &&
      g_unichar_isupper (g_utf8_get_char (line->text + 3)))
    author = g_strstrip (g_strndup (line->text + 3, line->size_bytes - 3));
  if (author == NULL || strlen (author) > MAX_AUTHOR_BYTES || *author == '\0' ||
      strchr (".!?:", author[strlen (author) - 1]) != NULL)
    return FALSE;
  ibid_csl_add_author (ibid_draft_get_metadata (draft), NULL, NULL, author, NULL);
  return TRUE;
}

/* a line that is nothing but a whole date */
static gboolean
read_date (IbidDraft *draft, const IbidLine *line)
{
  g_autofree char *labelled = ibid_line_dup_labelled (line, date_labels);
  g_autofree char *whole = g_strndup (line->text, line->size_bytes);
  const char *text = labelled != NULL ? labelled : whole;
  IbidWrittenTraits traits;
  g_autoptr (IbidPartialDate) date = NULL;

  if (line->size_bytes > MAX_DATE_BYTES || ibid_draft_get_published (draft) != NULL)
    return FALSE;
  date = ibid_written_date_read (text, NULL, &traits);
  if (date == NULL || ibid_partial_date_get_day (date) == 0 || !ibid_partial_date_has_year (date) ||
      (traits & IBID_WRITTEN_ACCESSED) != 0)
    return FALSE;
  ibid_draft_set_published (draft, date);
  return TRUE;
}

/**
 * ibid_text_head_read:
 * @draft: a draft
 * @line: one of the first lines of its text
 *
 * Takes over what a line says of the article: where it was published, who wrote it, when.
 *
 * Returns: %TRUE if it says such a thing
 */
gboolean
ibid_text_head_read (IbidDraft *draft, const IbidLine *line)
{
  g_autofree char *publication = ibid_line_dup_labelled (line, publication_labels);

  if (publication == NULL || *publication == '\0')
    return read_author (draft, line) || read_date (draft, line);
  read_publication (draft, publication);
  return TRUE;
}

typedef struct
{
  const char *tag;
  const char *words; /* the commonest, between spaces */
} Language;

static const Language languages[] = {
  { "en", " the of and to in that is for was with on as by it from are has which " },
  { "de", " der die und das den von zu mit ist des nicht ein eine sich auf dem für im " },
  { "fr", " le la les de des et en un une du est que dans pour qui au sur pas par " },
  { "es", " el la los las de y en que un una del se por con para es al su " },
  { "it", " il di che la e un in per non una sono con del della le dei gli al " },
  { "pt", " o a os as de e que em um uma do da no na para com por não " },
  { "nl", " de het een van en in is dat op te voor met zijn niet aan er " },
  { "pl", " i w na z do nie się że jest to o od po za przez dla " },
  { "tr", " ve bir bu için ile de da olarak olan daha çok gibi kadar en " },
  { "ru", " и в на не что с по к из за от как для его это о у был " },
  { "uk", " і в на не що з до та за від як для його це про у й " },
};

static gboolean
is_common (const char *words, const char *word, gsize length)
{
  const char *at = words;

  while ((at = strchr (at, ' ')) != NULL && at[1] != '\0')
    {
      at++;
      if (strncmp (at, word, length) == 0 && at[length] == ' ')
        return TRUE;
    }
  return FALSE;
}

/**
 * ibid_text_head_guess_language:
 * @draft: a draft
 * @text: its text
 *
 * Sets the draft's language if the text is full of the commonest words of one that is known.
 */
void
ibid_text_head_guess_language (IbidDraft *draft, const char *text)
{
  guint counts[G_N_ELEMENTS (languages)] = { 0 };
  guint best = 0;
  guint n_words = 0;
  const char *end = text + strnlen (text, SAMPLE_BYTES);

  for (const char *at = text; at < end;)
    {
      gsize length = strcspn (at, " \t\r\n.,;:()");

      for (guint i = 0; length > 0 && i < G_N_ELEMENTS (languages); i++)
        counts[i] += is_common (languages[i].words, at, length);
      n_words += length > 0;
      at += length + 1;
    }
  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    if (counts[i] > counts[best])
      best = i;
  if (counts[best] * 100 >= n_words * LEAST_COMMON_PERCENT && counts[best] >= 3)
    ibid_draft_set_language (draft, languages[best].tag);
}
