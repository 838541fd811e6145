/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-anchor.h"
#include "ibid-terms-types.h"
#include <string.h>

/*
 * Small texts of our own, one for each way in which annotations get lost or led astray. In the old
 * text "[" and "]" are round the quote, in the new one round what has become of it; a new text
 * without them has nothing of it any more.
 */

#define STATION                                                                                    \
  "The station opened in spring. Its clock runs four minutes fast, and nobody has set it since. "
#define MARKET                                                                                     \
  "On Fridays the market fills the square behind it. Farmers bring apples, walnuts and honey. "
#define SCHOOL                                                                                     \
  "The school at the corner has two hundred pupils. Half of them come by bus from the valley. "
#define RIVER                                                                                      \
  "In wet years the river reaches the lowest street. Sandbags are kept in the fire station. "

typedef struct
{
  const char *name;
  const char *old;
  const char *new;
  IbidAnchorState with;    /* the old text */
  IbidAnchorState without; /* by quote and context alone */
} Case;

#define EXACT IBID_ANCHOR_STATE_EXACT
#define MOVED IBID_ANCHOR_STATE_MOVED
#define UNCERTAIN IBID_ANCHOR_STATE_UNCERTAIN
#define LOST IBID_ANCHOR_STATE_LOST

static const Case cases[] = {
  { "nothing-changed", STATION "The [square] was paved. " MARKET,
    STATION "The [square] was paved. " MARKET, EXACT, EXACT },
  { "text-before-it", STATION "The [square] was paved in one summer. " MARKET,
    SCHOOL STATION "The [square] was paved in one summer. " MARKET, EXACT, EXACT },
  { "paragraph-moved",
    STATION "\n" MARKET "\nThe [lowest bridge] was built of wood, then of stone.\n" SCHOOL
            "\n" RIVER,
    "The [lowest bridge] was built of wood, then of stone.\n" STATION "\n" MARKET "\n" SCHOOL
    "\n" RIVER,
    MOVED, UNCERTAIN },
  { "misspelt", STATION "The [mayor promised] a new roof by the autumn. " MARKET,
    STATION "The [mayer promised] a new roof by the autumn. " MARKET, UNCERTAIN, UNCERTAIN },
  { "altered-here-a-copy-elsewhere",
    STATION "The council said that [the price of water] would not rise this year. " MARKET
            "In the hills they ask what the price of water will be. " RIVER,
    STATION "The council said that [the cost of water] would not rise this year. " MARKET
            "In the hills they ask what the price of water will be. " RIVER,
    UNCERTAIN, UNCERTAIN },
  { "end-of-it-cut",
    STATION MARKET "[The bakery closes at noon. Its oven is the oldest in the town.] " RIVER,
    STATION MARKET "[The bakery closes at noon.] " RIVER, LOST, LOST },
  { "little-of-its-end-cut",
    STATION MARKET "[The bakery on the upper square closes at noon. So does the bank.] " RIVER,
    STATION MARKET "[The bakery on the upper square closes at noon.] " RIVER, UNCERTAIN,
    UNCERTAIN },
  { "little-of-its-beginning-cut",
    STATION MARKET "[So does the bank. The bakery on the upper square closes at noon.] " RIVER,
    STATION MARKET "[The bakery on the upper square closes at noon.] " RIVER, UNCERTAIN,
    UNCERTAIN },
  { "sentence-inside-it", STATION "[The bridge is old. It carries both roads] to the north. " RIVER,
    STATION "[The bridge is old. Twice it was to be pulled down, and twice the money went "
            "elsewhere. It carries both roads] to the north. " RIVER,
    UNCERTAIN, UNCERTAIN },
  { "sentence-before-it",
    STATION "[It carries both roads] to the north and the old railway. " RIVER,
    STATION "Twice it was to be pulled down, and each time the money went elsewhere. [It carries "
            "both roads] to the north and the old "
            "railway. " RIVER,
    MOVED, UNCERTAIN },
  { "sentence-after-it", STATION "The old bridge carries [both roads.] " RIVER,
    STATION "The old bridge carries [both roads.] Twice it was to be pulled down, and each time "
            "the money went elsewhere. " RIVER,
    EXACT, UNCERTAIN },
  { "gone-a-copy-elsewhere",
    STATION "A visitor from the city asked for [the keys] of the tower and was given none. " MARKET
            "The porter keeps the keys in a drawer. " RIVER,
    STATION MARKET "The porter keeps the keys in a drawer. " RIVER, LOST, LOST },
  { "gone-with-its-paragraph",
    STATION "\nNobody remembers [who planted the limes]. They are tall.\n" MARKET,
    STATION "\n" MARKET, LOST, LOST },
  { "white-space", STATION "The [town  hall\nand its tower] stand open at night. " MARKET,
    STATION "The [town hall and its tower] stand open at night. " MARKET, MOVED, MOVED },
  { "quotation-marks",
    STATION "He called it \u201C[a folly, \u2018no less\u2019], of stone\u201D and left. " MARKET,
    STATION "He called it \"[a folly, 'no less'], of stone\" and left. " MARKET, MOVED, MOVED },
  { "decomposed", STATION "The [caf\u00E9 \u00E0 la gare] serves soup all day. " MARKET,
    STATION "The [cafe\u0301 a\u0300 la gare] serves soup all day. " MARKET, MOVED, MOVED },
  { "half-a-word", STATION "They spoke of inter[national] trade for an hour. " MARKET,
    SCHOOL STATION "They spoke of inter[national] trade for an hour. " MARKET, EXACT, EXACT },
  { "outer-space", STATION "They spoke of[ trade ]for an hour and more. " MARKET,
    SCHOOL STATION "They spoke of[ trade ]for an hour and more. " MARKET, EXACT, EXACT },
  { "beyond-the-first-plane",
    STATION "The sign says \U00020BB7[\u91CE\u5BB6 \U0001F35A] in red letters. " MARKET,
    SCHOOL STATION "The sign says \U00020BB7[\u91CE\u5BB6 \U0001F35A] in red letters. " MARKET,
    EXACT, EXACT },
  { "carriage-returns", STATION "\r\nThe [last train\r\nleaves] at ten, the first at five. " MARKET,
    STATION "\nThe [last train\nleaves] at ten, the first at five. " MARKET, MOVED, MOVED },
  { "japanese",
    "駅の時計は四分進んでいる。市場は金曜日に[広場で開かれる]。農家はりんごと蜂蜜を売る。",
    "橋は古い。駅の時計は四分進んでいる。市場は金曜日に[広場で開かれる]"
    "。農家はりんごと蜂蜜を売る。",
    EXACT, EXACT },
  { "arabic", "المحطة القديمة مفتوحة. ساعتها [تسبق الوقت] بأربع دقائق ولم يضبطها أحد.",
    "السوق يوم الجمعة. المحطة القديمة مفتوحة. ساعتها [تسبق الوقت] بأربع دقائق ولم يضبطها أحد.",
    EXACT, EXACT },
};

typedef struct
{
  IbidReadingText *text;
  guint start;
  guint end;
} Marked;

/* takes the brackets out */
static Marked
read_marked (const char *marked)
{
  g_autofree char *plain = g_malloc (strlen (marked) + 1);
  Marked result = { NULL, 0, 0 };
  guint n = 0;
  char *to = plain;

  for (const char *from = marked; *from != '\0'; from++)
    {
      if (*from == '[')
        result.start = n;
      else if (*from == ']')
        result.end = n;
      else
        {
          n += ((guchar)*from & 0xC0) != 0x80;
          *to++ = *from;
        }
    }
  *to = '\0';
  result.text = ibid_reading_text_new_from_string (plain);
  return result;
}

static const char *
state_word (IbidAnchorState state)
{
  return ibid_nick_from_enum (IBID_TYPE_ANCHOR_STATE, (int)state);
}

static void
check_result (const Marked *new, const IbidAnchorResult *result, IbidAnchorState expected)
{
  g_assert_cmpstr (state_word (result->state), ==, state_word (expected));
  if (expected == LOST)
    {
      g_assert_cmpuint (result->start + result->end, ==, 0);
      g_assert_cmpfloat (result->score, <=, 0);
      return;
    }
  g_assert_cmpuint (result->start, ==, new->start);
  g_assert_cmpuint (result->end, ==, new->end);
  g_assert_cmpfloat (result->score, >, 0);
  g_assert_cmpfloat (result->score, <=, 1);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  Marked old = read_marked (c->old);
  Marked new = read_marked (c->new);
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (old.text, old.start, old.end);
  g_autoptr (IbidAnchorer) with = ibid_anchorer_new (new.text, old.text);
  g_autoptr (IbidAnchorer) without = ibid_anchorer_new (new.text, NULL);
  IbidAnchorResult result;

  ibid_anchorer_find (with, selector, &result);
  check_result (&new, &result, c->with);
  ibid_anchorer_find (without, selector, &result);
  check_result (&new, &result, c->without);
  ibid_reading_text_unref (old.text);
  ibid_reading_text_unref (new.text);
}

/* two places that nothing tells apart: the nearer one, but the reader is asked */
static void
test_twins (void)
{
  static const char twin[] = "Item: to be confirmed by the council at its next sitting.\n";
  g_autofree char *old_text = g_strconcat (twin, STATION MARKET, twin, SCHOOL RIVER, twin, NULL);
  g_autofree char *new_text = g_strconcat ("Minutes.\n", old_text, NULL);
  g_autoptr (IbidReadingText) new = ibid_reading_text_new_from_string (new_text);
  g_autoptr (IbidAnchorer) anchorer = ibid_anchorer_new (new, NULL);
  guint at = (guint)strlen (twin) + (guint)strlen (STATION MARKET) + 9;
  g_autoptr (IbidSelector) selector =
      ibid_selector_new ("confirmed", "Item: to be ", " by the council at", at + 3, at + 12, NULL);
  IbidAnchorResult result;

  ibid_anchorer_find (anchorer, selector, &result);
  g_assert_cmpint (result.state, ==, UNCERTAIN);
  g_assert_cmpuint (result.start, ==, at + 9 + 3);
}

/* of two as good places the one that lies beside others of the same neighbourhood */
static void
test_neighbours (void)
{
  static const char row[] = "total of the month: none\n";
  g_autofree char *old_text = g_strconcat (STATION, row, MARKET, row, SCHOOL, row, NULL);
  g_autofree char *new_text =
      g_strconcat (RIVER RIVER RIVER, STATION, row, MARKET, row, SCHOOL, row, NULL);
  g_autoptr (IbidReadingText) old = ibid_reading_text_new_from_string (old_text);
  g_autoptr (IbidReadingText) new = ibid_reading_text_new_from_string (new_text);
  g_autoptr (IbidAnchorer) anchorer = ibid_anchorer_new (new, NULL);
  guint market = (guint)strlen (STATION) + (guint)strlen (row);
  guint at = market + (guint)strlen (MARKET);
  guint shift = 3 * (guint)strlen (RIVER);
  IbidSelector *selectors[] = {
    ibid_selector_new_for_range (old, market + 3, market + 30),
    ibid_selector_new ("of the month", "total ", ": none", at + 6, at + 18, NULL),
  };
  IbidAnchorResult results[2];

  g_assert_true (ibid_anchorer_find_all (anchorer, selectors, 2, results, NULL, NULL));
  g_assert_cmpint (results[0].state, ==, EXACT);
  g_assert_cmpint (results[1].state, ==, UNCERTAIN);
  g_assert_cmpuint (results[1].start, ==, at + 6 + shift);
  ibid_selector_unref (selectors[0]);
  ibid_selector_unref (selectors[1]);
}

/* what other programs write: no position, no hash, perhaps no context */
static void
test_foreign (void)
{
  g_autoptr (IbidReadingText) text =
      ibid_reading_text_new_from_string (STATION MARKET SCHOOL RIVER);
  g_autoptr (IbidAnchorer) anchorer = ibid_anchorer_new (text, NULL);
  g_autoptr (IbidSelector) with_context =
      ibid_selector_new ("four minutes fast", "Its clock runs ", ", and nobody has",
                         IBID_SELECTOR_NO_POSITION, IBID_SELECTOR_NO_POSITION, NULL);
  g_autoptr (IbidSelector) alone =
      ibid_selector_new ("Half of them come by bus from the valley", NULL, NULL,
                         IBID_SELECTOR_NO_POSITION, IBID_SELECTOR_NO_POSITION, NULL);
  g_autoptr (IbidSelector) word = ibid_selector_new (
      "apples", NULL, NULL, IBID_SELECTOR_NO_POSITION, IBID_SELECTOR_NO_POSITION, NULL);
  g_autoptr (IbidSelector) strange =
      ibid_selector_new ("quarter past eleven", "the train at ", " was late", 3, 22, "00ff");
  IbidAnchorResult result;

  ibid_anchorer_find (anchorer, with_context, &result);
  g_assert_cmpint (result.state, ==, EXACT);
  g_assert_cmpuint (result.start, ==, 45);
  ibid_anchorer_find (anchorer, alone, &result);
  g_assert_cmpint (result.state, ==, EXACT);
  /* a word alone may be any one of its like */
  ibid_anchorer_find (anchorer, word, &result);
  g_assert_cmpint (result.state, ==, UNCERTAIN);
  ibid_anchorer_find (anchorer, strange, &result);
  g_assert_cmpint (result.state, ==, LOST);
}

static void
test_nothing (void)
{
  g_autoptr (IbidReadingText) empty = ibid_reading_text_new_from_string ("");
  g_autoptr (IbidReadingText) blank = ibid_reading_text_new_from_string (" \n\u00A0 ");
  g_autoptr (IbidReadingText) text = ibid_reading_text_new_from_string (STATION MARKET);
  IbidReadingText *texts[] = { empty, blank, text };
  IbidSelector *quotes[] = {
    ibid_selector_new ("", "", "", 0, 0, NULL),
    ibid_selector_new ("", "runs ", "four", 45, 45, NULL),
    ibid_selector_new ("  \n", "fast,", "and", 62, 65, NULL),
    ibid_selector_new ("\u00AD\u200B", NULL, NULL, 3, 2, NULL),
    ibid_selector_new ("?", "", "", 5, 6, NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (IbidAnchorer) anchorer = ibid_anchorer_new (texts[i], texts[j]);

        for (guint k = 0; k < G_N_ELEMENTS (quotes); k++)
          {
            IbidAnchorResult result;

            ibid_anchorer_find (anchorer, quotes[k], &result);
            g_assert_cmpint (result.state, ==, LOST);
          }
      }
  for (guint k = 0; k < G_N_ELEMENTS (quotes); k++)
    ibid_selector_unref (quotes[k]);
}

static char *
make_long_text (guint n_words, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      guint word = g_rand_int_range (random, 0, 40) * g_rand_int_range (random, 1, 60);

      g_string_append_printf (text, "%c%c%u%s", 'a' + word % 23, 'a' + word % 7, word,
                              i % 13 == 12 ? ".\n" : " ");
    }
  return g_string_free (text, FALSE);
}

/* a quote of many pages, with a page cut out of its middle and a word changed here and there */
static void
test_long (void)
{
  g_autofree char *text = make_long_text (12000, 11);
  g_autoptr (IbidReadingText) old = ibid_reading_text_new_from_string (text);
  guint n = ibid_reading_text_get_n_chars (old);
  g_autofree char *head = ibid_reading_text_dup_slice (old, 0, n / 2);
  g_autofree char *tail = ibid_reading_text_dup_slice (old, n / 2 + 2000, n);
  g_autofree char *changed = g_strconcat ("before it ", head, tail, NULL);
  g_autoptr (IbidReadingText) new = ibid_reading_text_new_from_string (changed);
  g_autoptr (IbidAnchorer) with = ibid_anchorer_new (new, old);
  g_autoptr (IbidAnchorer) without = ibid_anchorer_new (new, NULL);
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (old, 500, n - 501);
  IbidAnchorResult result;

  ibid_anchorer_find (with, selector, &result);
  g_assert_cmpint (result.state, ==, UNCERTAIN);
  g_assert_cmpuint (result.start, ==, 510);
  g_assert_cmpuint (result.end, ==, n - 501 + 10 - 2000);
  ibid_anchorer_find (without, selector, &result);
  g_assert_cmpint (result.state, ==, UNCERTAIN);
  g_assert_cmpuint (result.start, ==, 510);
  g_assert_cmpuint (result.end, ==, n - 501 + 10 - 2000);
}

static void
test_cancelled (void)
{
  g_autoptr (IbidReadingText) text = ibid_reading_text_new_from_string (STATION);
  g_autoptr (IbidAnchorer) anchorer = ibid_anchorer_new (text, NULL);
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (text, 4, 11);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  IbidAnchorResult result;

  g_assert_true (ibid_anchorer_find_all (anchorer, &selector, 1, &result, cancellable, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.state, ==, EXACT);
  g_cancellable_cancel (cancellable);
  g_assert_false (ibid_anchorer_find_all (anchorer, &selector, 1, &result, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/anchor/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/anchor/twins", test_twins);
  g_test_add_func ("/anchor/neighbours", test_neighbours);
  g_test_add_func ("/anchor/foreign", test_foreign);
  g_test_add_func ("/anchor/nothing", test_nothing);
  g_test_add_func ("/anchor/long", test_long);
  g_test_add_func ("/anchor/cancelled", test_cancelled);
  return g_test_run ();
}
