/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-anchor.h"
#include "ibid-article-format.h"
#include <string.h>

/*
 * Our sample articles, edited at random with a fixed seed by an editor who notes where every
 * character came from. So it is known where each of many quotes is afterwards, and whether it is
 * there at all: what is attached without asking has to be right, and most of the rest, too.
 */

#define NOWHERE G_MAXUINT32
#define N_QUOTES 120

/* a character, and which character of the old text it is, or stands for */
typedef struct
{
  gunichar c;
  guint32 origin;
} Glyph;

typedef void (*Edit) (GArray *glyphs, GRand *random, double rate);

static GArray *
to_glyphs (const char *text)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph));
  guint32 n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      Glyph glyph = { g_utf8_get_char (p), n++ };

      g_array_append_val (glyphs, glyph);
    }
  return glyphs;
}

static Glyph *
at (GArray *glyphs, guint i)
{
  return &g_array_index (glyphs, Glyph, i);
}

static guint
end_of_word (GArray *glyphs, guint from)
{
  while (from < glyphs->len && g_unichar_isalpha (at (glyphs, from)->c))
    from++;
  return from;
}

/* a sentence, or what a line break ends */
static guint
end_of_sentence (GArray *glyphs, guint from)
{
  while (from < glyphs->len)
    {
      gunichar c = at (glyphs, from)->c;

      from++;
      if (c == '\n' ||
          ((c == '.' || c == '?') && from < glyphs->len && at (glyphs, from)->c == ' '))
        break;
    }
  if (from < glyphs->len && at (glyphs, from)->c == ' ')
    from++;
  return from;
}

static guint
end_of_line (GArray *glyphs, guint from)
{
  while (from < glyphs->len && at (glyphs, from)->c != '\n')
    from++;
  return MIN (from + 1, glyphs->len);
}

static void
append_range (GArray *to, GArray *from, guint start, guint end)
{
  if (end > start)
    g_array_append_vals (to, at (from, start), end - start);
}

static void
take_over (GArray *glyphs, GArray *result)
{
  g_array_set_size (glyphs, 0);
  append_range (glyphs, result, 0, result->len);
  g_array_unref (result);
}

static void
misspell (GArray *glyphs, GRand *random, double rate)
{
  for (guint i = 0; i < glyphs->len; i = end_of_word (glyphs, i) + 1)
    {
      guint end = end_of_word (glyphs, i);
      guint k = 0;

      if (end < i + 3 || g_rand_double (random) >= rate)
        continue;
      k = (guint)g_rand_int_range (random, (gint32)i + 1, (gint32)end - 1);
      if (g_rand_boolean (random))
        at (glyphs, k)->c = (gunichar)g_rand_int_range (random, 'a', 'z');
      else
        g_array_remove_index (glyphs, k);
    }
}

static void
replace_words (GArray *glyphs, GRand *random, double rate)
{
  static const char *const words[] = { "lantern", "of", "northern", "seven", "walked", "under" };
  GArray *result = g_array_new (FALSE, FALSE, sizeof (Glyph));

  for (guint i = 0; i < glyphs->len;)
    {
      guint end = end_of_word (glyphs, i);
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];

      if (end > i && g_rand_double (random) < rate)
        for (guint k = 0; word[k] != '\0'; k++)
          {
            Glyph glyph = { (guchar)word[k], at (glyphs, MIN (i + k, end - 1))->origin };

            /* the last letter stands for all that are left of the word */
            if (word[k + 1] == '\0')
              glyph.origin = at (glyphs, end - 1)->origin;
            g_array_append_val (result, glyph);
          }
      else
        append_range (result, glyphs, i, end);
      append_range (result, glyphs, end, MIN (end + 1, glyphs->len));
      i = end + 1;
    }
  take_over (glyphs, result);
}

static void
cut_and_insert_sentences (GArray *glyphs, GRand *random, double rate)
{
  static const char *const sentences[] = {
    "Whoever came late had to stand at the back. ",
    "No bell was rung that evening, nor on the next. ",
    "Three of the five drawers were locked, and the key was not found. ",
  };
  GArray *result = g_array_new (FALSE, FALSE, sizeof (Glyph));

  for (guint i = 0; i < glyphs->len;)
    {
      guint end = end_of_sentence (glyphs, i);
      double dice = g_rand_double (random);
      const char *sentence = sentences[g_rand_int_range (random, 0, G_N_ELEMENTS (sentences))];

      if (dice >= rate / 2)
        append_range (result, glyphs, i, end);
      if (dice >= rate / 2 && dice < rate)
        for (guint k = 0; sentence[k] != '\0'; k++)
          {
            Glyph glyph = { (guchar)sentence[k], NOWHERE };

            g_array_append_val (result, glyph);
          }
      i = end;
    }
  take_over (glyphs, result);
}

static void
move_lines (GArray *glyphs, GRand *random, double rate)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Glyph));
  GArray *moved = g_array_new (FALSE, FALSE, sizeof (Glyph));

  for (guint i = 0; i < glyphs->len;)
    {
      guint end = end_of_line (glyphs, i);

      append_range (g_rand_double (random) < rate ? moved : kept, glyphs, i, end);
      i = end;
    }
  append_range (moved, kept, 0, kept->len);
  g_array_unref (kept);
  take_over (glyphs, moved);
}

static void
cut_lines (GArray *glyphs, GRand *random, double rate)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Glyph));

  for (guint i = 0; i < glyphs->len;)
    {
      guint end = end_of_line (glyphs, i);

      if (g_rand_double (random) >= rate)
        append_range (kept, glyphs, i, end);
      i = end;
    }
  take_over (glyphs, kept);
}

static void
reflow (GArray *glyphs, GRand *random, double rate)
{
  for (guint i = 0; i < glyphs->len; i++)
    if (at (glyphs, i)->c == ' ' && g_rand_double (random) < rate)
      at (glyphs, i)->c = g_rand_boolean (random) ? '\n' : 0xA0;
}

static const struct
{
  const char *name;
  Edit edit;
  double rate;
  double least_with; /* share of exact ranges, with the old text and without */
  double least_without;
} edits[] = {
  { "none", reflow, 0, 1, 1 },
  { "misspelt", misspell, 0.1, 0.98, 0.97 },
  { "words", replace_words, 0.1, 0.96, 0.94 },
  { "sentences", cut_and_insert_sentences, 0.2, 0.97, 0.96 },
  { "moved", move_lines, 0.2, 0.98, 0.97 },
  { "cut", cut_lines, 0.3, 0.98, 0.97 },
  { "reflown", reflow, 0.3, 0.99, 0.98 },
};

static IbidReadingText *
load_sample (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "data", "samples", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidArticle) article = ibid_article_load_file (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return ibid_reading_text_new (article);
}

static IbidReadingText *
to_text (GArray *glyphs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < glyphs->len; i++)
    g_string_append_unichar (text, at (glyphs, i)->c);
  return ibid_reading_text_new_take (g_string_free (text, FALSE));
}

/* Where the characters of a quote are now, white space aside: FALSE if fewer than half of them are
 * there. ok is FALSE
 * if they do not hang together any more, so that there is no right answer. */
static gboolean
find_truth (GArray *glyphs, IbidSelector *selector, guint *new_start, guint *new_end, gboolean *ok)
{
  guint n = 0;
  guint n_signs = 0;
  guint32 last = 0;
  guint start = 0;
  guint end = 0;

  ibid_selector_get_position (selector, &start, &end);
  for (const char *p = ibid_selector_get_exact (selector); *p != '\0'; p = g_utf8_next_char (p))
    n_signs += !g_unichar_isspace (g_utf8_get_char (p));
  *ok = TRUE;
  *new_start = G_MAXUINT;
  *new_end = 0;
  for (guint i = 0; i < glyphs->len; i++)
    {
      guint32 origin = at (glyphs, i)->origin;

      if (origin == NOWHERE || origin < start || origin >= end ||
          g_unichar_isspace (at (glyphs, i)->c))
        continue;
      *ok = *ok && (n == 0 || origin >= last);
      last = origin;
      *new_start = MIN (*new_start, i);
      *new_end = i + 1;
      n++;
    }
  *ok = *ok && *new_end < *new_start + 2 * (end - start) + 200;
  return 2 * n >= n_signs;
}

/* a quote of one to twenty-five words; its ends are those of words */
static void
choose_quote (IbidReadingText *text, GArray *glyphs, GRand *random, guint *start, guint *end)
{
  guint n = ibid_reading_text_get_n_chars (text);
  guint n_words = (guint)g_rand_int_range (random, 1, g_rand_boolean (random) ? 5 : 26);

  *start = (guint)g_rand_int_range (random, 0, (gint32)n - 400);
  *start = end_of_word (glyphs, *start);
  while (!g_unichar_isalpha (at (glyphs, *start)->c))
    ++*start;
  *end = end_of_word (glyphs, *start);
  for (guint i = 1; i < n_words; i++)
    {
      guint next = *end;

      while (next < n && !g_unichar_isalpha (at (glyphs, next)->c))
        next++;
      *end = end_of_word (glyphs, next);
    }
}

typedef struct
{
  guint n;
  guint n_exact;
  guint n_certain;
  guint n_certain_wrong;
  guint n_lost;
  guint n_lost_found;
} Count;

static void
count_result (Count *count, IbidReadingText *new, IbidSelector *selector,
              const IbidAnchorResult *result, gboolean there, guint start, guint end)
{
  g_autofree char *found = ibid_reading_text_dup_slice (new, result->start, result->end);
  gboolean right = there && result->start == start && result->end == end;
  /* cut "b a" out of "a b a c", and nobody can tell which of both was left */
  gboolean same = there && MAX (result->start, start) < MIN (result->end, end) &&
                  strcmp (found, ibid_selector_get_exact (selector)) == 0;

  count->n += there;
  count->n_exact += right;
  if (result->state <= IBID_ANCHOR_STATE_MOVED)
    {
      count->n_certain++;
      count->n_certain_wrong += !right && !same;
      if (!right && !same)
        g_test_message ("silently wrong: %u–%u for %u–%u", result->start, result->end, start, end);
    }
  count->n_lost += !there;
  count->n_lost_found += !there && result->state == IBID_ANCHOR_STATE_LOST;
}

static void
check_round (IbidReadingText *old, IbidReadingText *new, GArray *glyphs, GPtrArray *selectors,
             gboolean with_old, Count *count)
{
  g_autoptr (IbidAnchorer) anchorer = ibid_anchorer_new (new, with_old ? old : NULL);
  g_autofree IbidAnchorResult *results = g_new0 (IbidAnchorResult, selectors->len);

  g_assert_true (ibid_anchorer_find_all (anchorer, (IbidSelector *const *)selectors->pdata,
                                         selectors->len, results, NULL, NULL));
  for (guint i = 0; i < selectors->len; i++)
    {
      guint new_start = 0;
      guint new_end = 0;
      gboolean ok = FALSE;
      gboolean there = FALSE;

      there = find_truth (glyphs, g_ptr_array_index (selectors, i), &new_start, &new_end, &ok);
      g_assert_true (results[i].state == IBID_ANCHOR_STATE_LOST ||
                     (results[i].start < results[i].end &&
                      results[i].end <= ibid_reading_text_get_n_chars (new)));
      if (ok)
        count_result (count, new, g_ptr_array_index (selectors, i), &results[i], there, new_start,
                      new_end);
    }
}

static GPtrArray *
choose_quotes (IbidReadingText *text, GRand *random)
{
  GPtrArray *selectors = g_ptr_array_new_with_free_func ((GDestroyNotify)ibid_selector_unref);
  g_autoptr (GArray) glyphs = to_glyphs (ibid_reading_text_get_text (text));

  for (guint i = 0; i < N_QUOTES; i++)
    {
      guint start = 0;
      guint end = 0;

      choose_quote (text, glyphs, random, &start, &end);
      g_ptr_array_add (selectors, ibid_selector_new_for_range (text, start, end));
    }
  return selectors;
}

static void
test_edit (gconstpointer data)
{
  guint k = GPOINTER_TO_UINT (data);
  static const char *const samples[] = { "how-the-format-works.ibid.json",
                                         "kazakhstan-digital-ties.ibid.json" };
  Count counts[2] = { 0 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (77 + 100 * k + i);
      g_autoptr (IbidReadingText) old = load_sample (samples[i % 2]);
      g_autoptr (GPtrArray) selectors = choose_quotes (old, random);
      g_autoptr (GArray) glyphs = to_glyphs (ibid_reading_text_get_text (old));
      g_autoptr (IbidReadingText) new = NULL;

      edits[k].edit (glyphs, random, edits[k].rate);
      new = to_text (glyphs);
      check_round (old, new, glyphs, selectors, TRUE, &counts[0]);
      check_round (old, new, glyphs, selectors, FALSE, &counts[1]);
    }
  for (guint i = 0; i < 2; i++)
    {
      const Count *c = &counts[i];
      double least = i == 0 ? edits[k].least_with : edits[k].least_without;

      g_test_message ("%s: %u of %u exact; %u certain, %u wrong; %u of %u lost ones known",
                      i == 0 ? "with the old text" : "quote only", c->n_exact, c->n, c->n_certain,
                      c->n_certain_wrong, c->n_lost_found, c->n_lost);
      g_assert_cmpuint (c->n, >, 0);
      g_assert_cmpfloat (c->n_exact / (double)c->n, >=, least);
      g_assert_cmpuint (c->n_certain_wrong, ==, 0);
      g_assert_cmpuint (10 * c->n_lost_found, >=, 9 * c->n_lost);
    }
}

typedef struct
{
  IbidAnchorer *anchorer;
  GPtrArray *selectors;
  IbidAnchorResult *results;
} Work;

static gpointer
work_cb (gpointer data)
{
  Work *work = data;

  for (guint i = 0; i < work->selectors->len; i++)
    ibid_anchorer_find (work->anchorer, g_ptr_array_index (work->selectors, i), &work->results[i]);
  return NULL;
}

/* one anchorer, several threads, the same answers */
static void
test_threads (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (IbidReadingText) old = load_sample ("how-the-format-works.ibid.json");
  g_autoptr (GPtrArray) selectors = choose_quotes (old, random);
  g_autoptr (GArray) glyphs = to_glyphs (ibid_reading_text_get_text (old));
  g_autoptr (IbidReadingText) new = NULL;
  g_autoptr (IbidAnchorer) anchorer = NULL;
  GThread *threads[4];
  Work work[G_N_ELEMENTS (threads)];

  replace_words (glyphs, random, 0.1);
  new = to_text (glyphs);
  anchorer = ibid_anchorer_new (new, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      work[i] = (Work){ anchorer, selectors, g_new0 (IbidAnchorResult, selectors->len) };
      threads[i] = g_thread_new ("anchor", work_cb, &work[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      for (guint k = 0; k < selectors->len; k++)
        {
          g_assert_cmpint (work[i].results[k].state, ==, work[0].results[k].state);
          g_assert_cmpuint (work[i].results[k].start, ==, work[0].results[k].start);
          g_assert_cmpuint (work[i].results[k].end, ==, work[0].results[k].end);
        }
      if (i > 0)
        g_free (work[i].results);
    }
  g_free (work[0].results);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *path = g_strconcat ("/anchor/random-edits/", edits[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_edit);
    }
  g_test_add_func ("/anchor/random-edits/threads", test_threads);
  return g_test_run ();
}
