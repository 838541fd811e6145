/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pango.h>

#include "ibid-difference.h"
#include "ibid-note-choices.h"
#include "ibid-note-text.h"

static IbidAnnotation *
new_annotation (const char *quote, const char *note, const char *const *tags)
{
  g_autoptr (IbidSelector) selector = ibid_selector_new (quote, "", "", 0, 5, "00");

  return ibid_annotation_new_loaded ("urn:a", selector, IBID_ANNOTATION_STYLE_YELLOW, note, tags, 1,
                                     1);
}

static void
test_markdown (void)
{
  static const char *const tags[] = { "to check", "数字", "a/b", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *markdown = NULL;

  g_ptr_array_add (annotations,
                   new_annotation ("First line.\nSecond *line*.", "Who says so?\n\n- me\n", tags));
  g_ptr_array_add (annotations, new_annotation ("Bare", NULL, none));
  markdown = ibid_notes_dup_markdown (annotations);
  g_assert_cmpstr (markdown, ==,
                   "> First line.\n>\n> Second \\*line\\*.\n\nWho says so?\n\n- me\n\n"
                   "#to_check #数字 #a/b\n\n> Bare\n");
}

/* What the article says is shown as it says it, whatever Markdown would make of it. */
static void
test_quotation (void)
{
  static const struct
  {
    const char *text;
    const char *markdown;
  } cases[] = {
    { "plain, with a hyphen - and 5 + 3", "> plain, with a hyphen - and 5 + 3\n" },
    { "1. first", "> 1\\. first\n" },
    { "2021) not", "> 2021\\) not\n" },
    { "In 2021. Then", "> In 2021. Then\n" },
    { "snake_case _emphasis_", "> snake_case \\_emphasis\\_\n" },
    { "a <b>tag</b> & &amp; AT&T", "> a \\<b\\>tag\\</b\\> & \\&amp; AT&T\n" },
    { "# heading, issue #3, C#", "> \\# heading, issue \\#3, C#\n" },
    { "- item", "> \\- item\n" },
    { "---", "> \\---\n" },
    { "[link](url) `code` \\ ~~gone~~", "> \\[link\\](url) \\`code\\` \\\\ \\~\\~gone\\~\\~\n" },
    { "=====", "> \\=====\n" },
    { "", "" },
    { "a\n\n  \nb", "> a\n>\n> b\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markdown = ibid_notes_dup_quotation (cases[i].text);
      g_assert_cmpstr (markdown, ==, cases[i].markdown);
    }
}

static void
test_beginning (void)
{
  g_autofree char *plain = ibid_notes_dup_beginning (
      "# Head\n\n**Who** says [so](https://example.org)?\n\n- `one`", 200);
  g_autofree char *cut = ibid_notes_dup_beginning ("数字丝绸之路", 2);
  g_autofree char *empty = ibid_notes_dup_beginning ("", 10);

  g_assert_cmpstr (plain, ==, "Head Who says so? one");
  g_assert_cmpstr (cut, ==, "数字…");
  g_assert_cmpstr (empty, ==, "");
}

/* "a[-b-]c": what has an attribute stands in brackets */
static char *
dup_marked (const char *text, PangoAttrList *attributes, PangoAttrType type)
{
  GString *marked = g_string_new (NULL);
  PangoAttrIterator *iter = pango_attr_list_get_iterator (attributes);

  do
    {
      int start, end;

      pango_attr_iterator_range (iter, &start, &end);
      end = MIN (end, (int)strlen (text));
      if (start >= end)
        continue;
      if (pango_attr_iterator_get (iter, type) != NULL)
        g_string_append_printf (marked, "[%.*s]", end - start, text + start);
      else
        g_string_append_len (marked, text + start, end - start);
    }
  while (pango_attr_iterator_next (iter));
  pango_attr_iterator_destroy (iter);
  return g_string_free (marked, FALSE);
}

static void
assert_difference (const char *old_text, const char *new_text, const char *old_marked,
                   const char *new_marked)
{
  g_autoptr (IbidDifference) difference = ibid_difference_new (old_text, new_text, "en");
  g_autofree char *old_found =
      dup_marked (old_text, difference->old_attributes, PANGO_ATTR_STRIKETHROUGH);
  g_autofree char *new_found =
      dup_marked (new_text, difference->new_attributes, PANGO_ATTR_UNDERLINE);

  g_assert_cmpstr (old_found, ==, old_marked);
  g_assert_cmpstr (new_found, ==, new_marked);
}

static void
test_difference (void)
{
  g_autoptr (IbidDifference) difference =
      ibid_difference_new ("China gains a market", "China gained a large market", "en");

  g_assert_cmpstr (difference->gone, ==, "gains");
  g_assert_cmpstr (difference->come, ==, "gained, large");
  assert_difference ("the same", "the same", "the same", "the same");
  assert_difference ("China gains a market", "China gained a market", "China [gains] a market",
                     "China [gained] a market");
  assert_difference ("one two three", "one three", "one [two] three", "one three");
  assert_difference ("It grew.", "It grew!", "It grew[.]", "It grew[!]");
  assert_difference ("old words here", "new things there", "[old words here]",
                     "[new things there]");
  assert_difference ("", "all new", "", "[all new]");
  assert_difference ("all gone", "", "[all gone]", "");
  assert_difference ("数字丝绸之路", "数字丝绸", "数字丝绸[之路]", "数字丝绸");
}

/* Too much for the table: told as altogether other, and at once. */
static void
test_long_difference (void)
{
  g_autoptr (GString) old_text = g_string_new ("same ");
  g_autoptr (GString) new_text = g_string_new ("same ");
  g_autoptr (IbidDifference) difference = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_string_append_printf (old_text, "a%u ", i);
      g_string_append_printf (new_text, "b%u ", i);
    }
  difference = ibid_difference_new (old_text->str, new_text->str, NULL);
  g_assert_true (g_str_has_prefix (difference->gone, "a0 a1"));
  g_assert_true (g_str_has_prefix (difference->come, "b0 b1"));
}

static void
test_choices (void)
{
  g_autoptr (IbidNoteChoices) choices = ibid_note_choices_new ();
  g_autoptr (IbidNoteChoice) yellow =
      ibid_note_choice_new (IBID_NOTE_FACET_STYLE, IBID_ANNOTATION_STYLE_YELLOW, NULL);
  g_autoptr (IbidNoteChoice) lost =
      ibid_note_choice_new (IBID_NOTE_FACET_STATE, IBID_ANCHOR_STATE_LOST, NULL);
  g_autoptr (IbidNoteChoice) note = ibid_note_choice_new (IBID_NOTE_FACET_NOTE, 0, NULL);
  g_autoptr (IbidNoteChoice) tag = ibid_note_choice_new (IBID_NOTE_FACET_TAG, 0, "road");
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *label = ibid_note_choice_dup_label (tag);
  guint n_changes = 0;

  g_signal_connect_swapped (choices, "changed", G_CALLBACK (g_atomic_int_inc), &n_changes);
  g_assert_cmpstr (label, ==, "#road");
  g_assert_true (ibid_note_choices_is_empty (choices));
  ibid_note_choices_clear (choices);
  g_assert_cmpuint (n_changes, ==, 0);
  ibid_note_choices_set (choices, yellow, TRUE);
  ibid_note_choices_set (choices, yellow, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  ibid_note_choices_set (choices, lost, TRUE);
  ibid_note_choices_set (choices, note, TRUE);
  ibid_note_choices_set (choices, tag, TRUE);
  g_assert_cmpuint (n_changes, ==, 4);
  all = ibid_note_choices_dup_all (choices);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpstr (ibid_note_choices_get_filter (choices)->tags[0], ==, "road");
  g_assert_null (ibid_note_choices_get_filter (choices)->tags[1]);
  g_assert_cmpuint (ibid_note_choices_get_filter (choices)->states, ==,
                    1u << IBID_ANCHOR_STATE_LOST);
  ibid_note_choices_set (choices, tag, FALSE);
  g_assert_null (ibid_note_choices_get_filter (choices)->tags);
  g_assert_false (ibid_note_choices_has (choices, tag));
  g_assert_true (ibid_note_choices_has (choices, note));
  ibid_note_choices_clear (choices);
  g_assert_true (ibid_note_choices_is_empty (choices));
  g_assert_cmpuint (n_changes, ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panels/note-text/markdown", test_markdown);
  g_test_add_func ("/panels/note-text/quotation", test_quotation);
  g_test_add_func ("/panels/note-text/beginning", test_beginning);
  g_test_add_func ("/panels/difference/words", test_difference);
  g_test_add_func ("/panels/difference/long", test_long_difference);
  g_test_add_func ("/panels/note-choices", test_choices);
  return g_test_run ();
}
