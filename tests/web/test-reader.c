/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "reader-fixture.h"

#define SOURCES                                                                                    \
  "\"language\":\"en\",\"outlets\":[{\"id\":\"o\",\"name\":\"Xinhua\",\"kind\":\"state-media\"}]," \
  "\"sources\":[{\"id\":\"s\",\"outlet\":\"o\",\"csl\":{\"id\":\"s\",\"type\":\"webpage\"}},"      \
  "{\"id\":\"s2\",\"outlet\":\"o\",\"csl\":{\"id\":\"s2\",\"type\":\"webpage\"}}],"

/* "He said 😀 数字丝绸之路 so (Xinhua; Other).1": two items, a claim, a mention behind an astral
 * character, a note reference; then a right-to-left paragraph, and a note. */
#define SMALL_ARTICLE                                                                                       \
  SOURCES                                                                                                   \
  "\"blocks\":["                                                                                            \
  "{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"He said 😀 数字丝绸之路 so (Xinhua; Other).1\"," \
  "\"marks\":[{\"type\":\"language\",\"start\":10,\"end\":16,\"lang\":\"zh-Hans\"},"                        \
  "{\"type\":\"emphasis\",\"start\":3,\"end\":12},"                                                         \
  "{\"type\":\"link\",\"start\":0,\"end\":2,\"href\":\"https://example.org/he\"}]},"                        \
  "{\"id\":\"b\",\"type\":\"paragraph\",\"text\":\"שלום עולם\",\"language\":\"he\"},"               \
  "{\"id\":\"t\",\"type\":\"table\",\"text\":\"ab\\tcd\",\"rows\":[[{\"start\":0,\"end\":2},"               \
  "{\"start\":3,\"end\":5}]]},"                                                                             \
  "{\"id\":\"n\",\"type\":\"note\",\"label\":\"1\",\"text\":\"A note about it.\"}],"                        \
  "\"note-references\":[{\"note\":\"n\",\"block\":\"a\",\"start\":36,\"end\":37}],"                         \
  "\"citations\":[{\"id\":\"c\",\"block\":\"a\",\"start\":20,\"end\":35,\"form\":"                          \
  "\"parenthetical\","                                                                                      \
  "\"role\":\"support\",\"items\":["                                                                        \
  "{\"source\":\"s\",\"resolution\":\"exact\",\"start\":21,\"end\":27,\"name\":\"Xinhua\"},"                \
  "{\"source\":\"s2\",\"resolution\":\"exact\",\"start\":29,\"end\":34,\"name\":\"Other\"}],"               \
  "\"claims\":[{\"block\":\"a\",\"start\":0,\"end\":19}]}],"                                                \
  "\"entities\":[{\"id\":\"e\",\"kind\":\"programme\",\"name\":\"Digital Silk Road\"}],"                    \
  "\"mentions\":[{\"entity\":\"e\",\"block\":\"a\",\"start\":10,\"end\":16}]"

static ReaderFixture *
show_small (void)
{
  ReaderFixture *fixture = reader_fixture_new ();

  reader_fixture_show (fixture, reader_fixture_article (SMALL_ARTICLE), 0, 0);
  return fixture;
}

static void
assert_eval (ReaderFixture *fixture, const char *expression, const char *expected)
{
  g_autofree char *value = reader_fixture_eval (fixture, expression);

  g_assert_cmpstr (value, ==, expected);
}

/* scripts may take a frame to follow */
#define WAIT_EVAL(fixture, expression, expected)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 eval_end = g_get_monotonic_time () + READER_TIMEOUT_US / 3;                             \
    g_autofree char *eval_value = NULL;                                                            \
    do                                                                                             \
      {                                                                                            \
        g_free (eval_value);                                                                       \
        eval_value = reader_fixture_eval (fixture, expression);                                    \
        if (strcmp (eval_value, expected) == 0)                                                    \
          break;                                                                                   \
        reader_fixture_run_for (30);                                                               \
      }                                                                                            \
    while (g_get_monotonic_time () < eval_end);                                                    \
    g_assert_cmpstr (eval_value, ==, expected);                                                    \
  }                                                                                                \
  G_STMT_END

#define SELECT(node, start, end)                                                                   \
  "(() => { const s = getSelection (); const r = document.createRange ();"                         \
  "const w = document.createTreeWalker (document.querySelector ('" node "'), 4);"                  \
  "let p = 0, n; while (n = w.nextNode ()) {"                                                      \
  "if (p <= " #start " && " #start " <= p + n.length) r.setStart (n, " #start " - p);"             \
  "if (p < " #end " && " #end " <= p + n.length) r.setEnd (n, " #end " - p);"                      \
  "p += n.length; } s.removeAllRanges (); s.addRange (r); return String (s); }) ()"

static void
test_painted (void)
{
  ReaderFixture *fixture = show_small ();

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->cover)));
  assert_eval (fixture, "document.title", "A title");
  assert_eval (fixture, "document.querySelector ('#b0').textContent",
               "He said 😀 数字丝绸之路 so (Xinhua; Other).1");
  /* the page's own world sees nothing of ours */
  assert_eval (fixture, "typeof globalThis.ibid", "object");
  reader_fixture_free (fixture);
}

static void
test_roles (void)
{
  ReaderFixture *fixture = show_small ();

  assert_eval (fixture, "[...document.querySelectorAll ('[role]')].map ((e) => e.role).join (' ')",
               "main doc-biblioref doc-noteref doc-endnotes doc-endnote doc-backlink status");
  assert_eval (fixture, "document.querySelector ('a.citation').ariaLabel",
               "(Xinhua; Other), not checked");
  assert_eval (fixture, "document.querySelector ('#b0 [lang]').lang", "zh-Hans");
  assert_eval (fixture, "getComputedStyle (document.querySelector ('#b1')).direction", "rtl");
  assert_eval (fixture, "document.documentElement.lang", "en");
  reader_fixture_free (fixture);
}

static void
check_selection (ReaderFixture *fixture, guint start_block, guint start, guint end_block, guint end)
{
  const IbidSelection *selection;

  WAIT_UNTIL (ibid_reading_state_get_selection (fixture->state) != NULL);
  selection = ibid_reading_state_get_selection (fixture->state);
  g_assert_cmpuint (selection->start_block, ==, start_block);
  g_assert_cmpuint (selection->start, ==, start);
  g_assert_cmpuint (selection->end_block, ==, end_block);
  g_assert_cmpuint (selection->end, ==, end);
  g_assert_cmpint (selection->width, >, 0);
}

static void
clear_selection (ReaderFixture *fixture)
{
  g_autofree char *nothing = reader_fixture_eval (fixture, "getSelection ().removeAllRanges (); 0");

  WAIT_UNTIL (ibid_reading_state_get_selection (fixture->state) == NULL);
}

/* Offsets are code points in C and UTF-16 in the page: 😀 is one and two. */
static void
test_selection (void)
{
  ReaderFixture *fixture = show_small ();

  assert_eval (fixture, SELECT ("#b0", 8, 15), "😀 数字丝绸");
  check_selection (fixture, 0, 8, 0, 14);
  clear_selection (fixture);
  assert_eval (fixture, SELECT ("#b1", 5, 9), "עולם");
  check_selection (fixture, 1, 5, 1, 9);
  clear_selection (fixture);
  /* between the cells of a table stands a tab that is not on the page */
  assert_eval (fixture, SELECT ("#b2 td:last-child", 0, 2), "cd");
  check_selection (fixture, 2, 3, 2, 5);
  clear_selection (fixture);
  reader_fixture_free (fixture);
}

static void
test_selection_over_blocks (void)
{
  ReaderFixture *fixture = show_small ();
  g_autofree char *text = reader_fixture_eval (
      fixture, "(() => { const s = getSelection (), r = document.createRange ();"
               "r.setStart (document.querySelector ('main'), 0);"
               "r.setEnd (document.querySelector ('#b1').firstChild, 4);"
               "s.removeAllRanges (); s.addRange (r); return 'ok'; }) ()");
  g_autoptr (GArray) spans = NULL;

  check_selection (fixture, 0, 0, 1, 4);
  spans = ibid_reading_state_dup_selected_spans (fixture->state);
  g_assert_cmpuint (spans->len, ==, 2);
  reader_fixture_free (fixture);
}

static char *
centre_of (ReaderFixture *fixture, const char *rect_expression)
{
  g_autofree char *script = g_strdup_printf ("(() => { const r = %s;"
                                             "return Math.round (r.x + r.width / 2) + ' ' +"
                                             "Math.round (r.y + r.height / 2); }) ()",
                                             rect_expression);

  return reader_fixture_eval (fixture, script);
}

static void
click_at (const char *place)
{
  g_autofree char *move = g_strdup_printf ("mousemove %s", place);

  reader_fixture_xdotool (move);
  reader_fixture_run_for (80);
  reader_fixture_xdotool ("click 1");
}

/* a rectangle of characters of the first block, as the page sees it, in UTF-16 */
#define RECT_OF(start, end)                                                                        \
  "(() => { const r = document.createRange (), w = document.createTreeWalker ("                    \
  "document.querySelector ('#b0'), 4); let p = 0, n; while (n = w.nextNode ()) {"                  \
  "if (p <= " #start " && " #start " < p + n.length) r.setStart (n, " #start " - p);"              \
  "if (p < " #end " && " #end " <= p + n.length) r.setEnd (n, " #end " - p); p += n.length; }"     \
  "return r.getBoundingClientRect (); }) ()"

/* With a real pointer: the second item of a citation, a mention, a link, a note reference. */
static void
test_clicks (void)
{
  ReaderFixture *fixture = show_small ();
  g_autofree char *item = centre_of (fixture, RECT_OF (31, 34));
  g_autofree char *mention = centre_of (fixture, RECT_OF (12, 16));
  g_autofree char *link =
      centre_of (fixture, "document.querySelector ('a.link').getBoundingClientRect ()");
  g_autofree char *note =
      centre_of (fixture, "document.querySelector ('a.noteref').getBoundingClientRect ()");

  click_at (item);
  WAIT_UNTIL (ibid_reading_state_get_citation (fixture->state) != NULL);
  g_assert_cmpuint (ibid_reading_state_get_item (fixture->state), ==, 1);
  WAIT_EVAL (fixture, "document.querySelectorAll ('a.citation.selected').length", "1");
  WAIT_EVAL (fixture, "CSS.highlights.get ('claim').size", "1");

  click_at (mention);
  WAIT_UNTIL (ibid_reading_state_get_entity (fixture->state) != NULL);
  WAIT_EVAL (fixture, "CSS.highlights.get ('chosen').size", "1");
  WAIT_EVAL (fixture, "String ([...CSS.highlights.get ('chosen')][0])", "数字丝绸之路");
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (fixture->reader->strip) == 1);

  click_at (link);
  WAIT_UNTIL (fixture->last_link != NULL);
  g_assert_cmpstr (fixture->last_link, ==, "https://example.org/he");

  click_at (note);
  WAIT_UNTIL (fixture->reader->note_popover != NULL &&
              gtk_widget_get_visible (fixture->reader->note_popover));
  ibid_reader_close_popovers (fixture->reader);
  reader_fixture_free (fixture);
}

static void
test_keyboard (void)
{
  ReaderFixture *fixture = show_small ();

  gtk_widget_grab_focus (GTK_WIDGET (fixture->reader));
  reader_fixture_run_for (100);
  reader_fixture_xdotool ("key Tab");
  WAIT_EVAL (fixture, "document.activeElement.className", "link");
  reader_fixture_xdotool ("key Tab");
  WAIT_EVAL (fixture, "document.activeElement.className", "citation");
  /* the card comes with the focus and does not take it */
  WAIT_UNTIL (fixture->reader->card != NULL && gtk_widget_get_visible (fixture->reader->card));
  WAIT_EVAL (fixture, "document.activeElement.className", "citation");
  reader_fixture_xdotool ("key Return");
  WAIT_UNTIL (ibid_reading_state_get_citation (fixture->state) != NULL);
  g_assert_cmpuint (ibid_reading_state_get_item (fixture->state), ==, 0);
  reader_fixture_xdotool ("key Tab");
  WAIT_EVAL (fixture, "document.activeElement.className", "noteref");
  reader_fixture_free (fixture);
}

static void
count_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  (*(guint *)user_data)++;
}

/* The window's keys for stepping work while the page has the focus. */
static void
test_window_keys (void)
{
  ReaderFixture *fixture = show_small ();
  static const char *const names[] = { "previous-citation", "next-citation", "previous-mention",
                                       "next-mention" };
  static const char *const keys[] = { "bracketleft", "bracketright", "braceleft",
                                      "braceright",  "alt+Up",       "alt+Down" };
  static const guint action_of_key[] = { 0, 1, 2, 3, 0, 1 };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  guint counts[G_N_ELEMENTS (names)] = { 0 };
  guint expected[G_N_ELEMENTS (names)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], NULL);

      g_signal_connect (action, "activate", G_CALLBACK (count_cb), &counts[i]);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->reader));
  reader_fixture_run_for (100);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = g_strdup_printf ("key %s", keys[i]);

      reader_fixture_xdotool (key);
      expected[action_of_key[i]]++;
      WAIT_UNTIL (counts[action_of_key[i]] == expected[action_of_key[i]]);
    }
  reader_fixture_free (fixture);
}

static void
test_place_and_jump (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  IbidSpan target = { 150, 200, 210 };
  double top;

  /* restored */
  reader_fixture_show (fixture, reader_fixture_long_article (300), 90, 0);
  WAIT_UNTIL (ibid_reading_state_get_place (fixture->state)->block == 90);
  top = reader_fixture_eval_number (fixture,
                                    "document.getElementById ('b90').getBoundingClientRect ().top");
  g_assert_cmpfloat (fabs (top - 24), <, 3);

  /* a jump ends in the upper third */
  ibid_reading_state_jump (fixture->state, &target, FALSE);
  WAIT_EVAL (fixture,
             "(() => { const t = document.getElementById ('b150').getBoundingClientRect ().top"
             " / innerHeight; return t > 0 && t < 0.34; }) ()",
             "true");

  /* and back */
  g_assert_true (ibid_reading_state_go_back (fixture->state));
  WAIT_EVAL (fixture,
             "(() => { const t = document.getElementById ('b90').getBoundingClientRect ().top"
             " / innerHeight; return t > -0.05 && t < 0.42; }) ()",
             "true");
  reader_fixture_free (fixture);
}

static void
test_stepping (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  g_autoptr (IbidCitation) second = NULL;

  reader_fixture_show (fixture, reader_fixture_long_article (300), 0, 0);
  ibid_reading_state_step_citation (fixture->state, 1);
  ibid_reading_state_step_citation (fixture->state, 1);
  second = g_list_model_get_item (ibid_article_get_citations (fixture->article), 1);
  g_assert_true (ibid_reading_state_get_citation (fixture->state) == second);
  WAIT_EVAL (fixture,
             "[...document.querySelectorAll ('a.selected')].map ((e) => e.dataset.c).join ()",
             "c5");
  WAIT_EVAL (fixture,
             "(() => { const t = document.querySelector ('a.citation[data-c=c5]')"
             ".getBoundingClientRect ().top / innerHeight; return t > 0 && t < 0.42; }) ()",
             "true");
  reader_fixture_free (fixture);
}

static void
test_find (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  guint count;
  guint position;

  reader_fixture_show (fixture, reader_fixture_long_article (120), 0, 0);
  ibid_reader_view_find (fixture->reader, "ÁSTANA 1");
  g_object_get (fixture->reader, "find-count", &count, "find-position", &position, NULL);
  g_assert_cmpuint (count, ==, 31); /* 1, 10–19, 100–119 */
  g_assert_cmpuint (position, ==, 1);
  ibid_reader_view_find_previous (fixture->reader);
  g_object_get (fixture->reader, "find-position", &position, NULL);
  g_assert_cmpuint (position, ==, 31);
  WAIT_EVAL (fixture, "String ([...CSS.highlights.get ('find-current')][0])", "Astana 1");
  WAIT_EVAL (fixture,
             "(() => { const t = [...CSS.highlights.get ('find-current')][0]"
             ".getBoundingClientRect ().top; return t > 0 && t < innerHeight; }) ()",
             "true");
  ibid_reader_view_find_next (fixture->reader);
  g_object_get (fixture->reader, "find-position", &position, NULL);
  g_assert_cmpuint (position, ==, 1);
  ibid_reader_view_find (fixture->reader, "");
  g_object_get (fixture->reader, "find-count", &count, "find-position", &position, NULL);
  g_assert_cmpuint (count, ==, 0);
  g_assert_cmpuint (position, ==, 0);
  WAIT_EVAL (fixture, "CSS.highlights.get ('find').size", "0");
  reader_fixture_free (fixture);
}

static void
test_look (void)
{
  ReaderFixture *fixture = reader_fixture_new ();

  reader_fixture_show (fixture, reader_fixture_long_article (120), 60, 40);
  assert_eval (fixture, "getComputedStyle (document.documentElement).fontSize", "18px");
  g_object_set (fixture->reader, "text-scale", 1.5, "theme", "sepia", "face", "sans", "width",
                "narrow", "line-height", "loose", NULL);
  WAIT_EVAL (fixture, "getComputedStyle (document.documentElement).fontSize", "27px");
  assert_eval (fixture, "getComputedStyle (document.documentElement).backgroundColor",
               "rgb(247, 239, 223)");
  assert_eval (fixture, "getComputedStyle (document.documentElement).lineHeight", "49.950001px");
  /* the line is kept */
  reader_fixture_run_for (400);
  WAIT_EVAL (fixture,
             "(() => { const r = document.getElementById ('b60').getBoundingClientRect ();"
             "return r.top < 60 && r.bottom > 0; }) ()",
             "true");
  g_object_set (fixture->reader, "theme", "system", NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  WAIT_EVAL (fixture, "getComputedStyle (document.documentElement).backgroundColor",
             "rgb(30, 30, 30)");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_object_set (fixture->reader, "show-mentions", FALSE, NULL);
  WAIT_EVAL (fixture, "CSS.highlights.has ('m-place')", "false");
  reader_fixture_free (fixture);
}

/* The desktop's factor for large text enlarges the text, once, and leaves the page's pixels alone.
 */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  ReaderFixture *fixture = reader_fixture_new ();
  g_autofree char *width = NULL;
  int dpi;

  reader_fixture_show (fixture, reader_fixture_long_article (20), 0, 0);
  assert_eval (fixture, "getComputedStyle (document.documentElement).fontSize", "18px");
  width = reader_fixture_eval (fixture, "String (innerWidth)");
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  WAIT_EVAL (fixture, "getComputedStyle (document.documentElement).fontSize", "27px");
  WAIT_EVAL (fixture, "String (innerWidth)", width);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  WAIT_EVAL (fixture, "getComputedStyle (document.documentElement).fontSize", "18px");
  reader_fixture_free (fixture);
}

static void
decide (ReaderFixture *fixture, IbidOverlay *overlay, IbidTargetKind target, const char *id,
        const char *field, GVariant *value)
{
  g_autoptr (IbidDecision) decision =
      ibid_decision_new (target, id, 0, field, NULL, value, NULL, NULL);

  ibid_overlay_put (overlay, decision);
  ibid_article_apply_decisions (fixture->article, NULL, overlay, NULL);
}

/* What the reader decides is seen at once, without a reload. */
static void
test_decisions (void)
{
  ReaderFixture *fixture = show_small ();
  g_autoptr (IbidOverlay) overlay = ibid_overlay_new ();
  g_autofree char *mark = reader_fixture_eval (fixture, "globalThis.sameDocument = 'yes'");

  WAIT_EVAL (fixture, "CSS.highlights.get ('m-programme').size", "1");
  decide (fixture, overlay, IBID_TARGET_KIND_ENTITY, "e", "kind", g_variant_new_string ("term"));
  WAIT_EVAL (fixture, "CSS.highlights.get ('m-term').size", "1");
  assert_eval (fixture, "CSS.highlights.get ('m-programme').size", "0");

  decide (fixture, overlay, IBID_TARGET_KIND_ITEM, "c", "verdict",
          g_variant_new_string ("does-not-support"));
  WAIT_EVAL (fixture, "document.querySelector ('a.citation').dataset.state", "not-checked");
  {
    g_autoptr (IbidDecision) other =
        ibid_decision_new (IBID_TARGET_KIND_ITEM, "c", 1, "verdict", NULL,
                           g_variant_new_string ("does-not-support"), NULL, NULL);

    ibid_overlay_put (overlay, other);
    ibid_article_apply_decisions (fixture->article, NULL, overlay, NULL);
  }
  WAIT_EVAL (fixture, "document.querySelector ('a.citation').dataset.state", "does-not-support");

  decide (fixture, overlay, IBID_TARGET_KIND_CITATION, "c", "not-a-citation",
          g_variant_new_boolean (TRUE));
  WAIT_EVAL (fixture, "document.querySelectorAll ('a.citation').length", "0");
  WAIT_EVAL (fixture, "document.querySelector ('p.facts').textContent", "Report · 1 min");
  assert_eval (fixture, "document.querySelector ('#b0').textContent",
               "He said 😀 数字丝绸之路 so (Xinhua; Other).1");
  WAIT_EVAL (fixture, "String ([...CSS.highlights.get ('m-term')][0])", "数字丝绸之路");
  assert_eval (fixture, "globalThis.sameDocument", "yes");
  reader_fixture_free (fixture);
}

static void
test_lit_spans (void)
{
  ReaderFixture *fixture = show_small ();
  IbidSpan span = { 0, 8, 12 };

  ibid_reading_state_set_lit_spans (fixture->state, &span, 1);
  WAIT_EVAL (fixture, "String ([...CSS.highlights.get ('lit')][0])", "😀 数字");
  ibid_reading_state_set_lit_spans (fixture->state, NULL, 0);
  WAIT_EVAL (fixture, "CSS.highlights.get ('lit').size", "0");
  reader_fixture_free (fixture);
}

/* Switching uses the same view, and nothing of the last article stays. */
static void
test_switch (void)
{
  ReaderFixture *fixture = show_small ();
  WebKitWebView *web = ibid_reader_view_get_web_view (fixture->reader);

  ibid_reader_view_find (fixture->reader, "so");
  reader_fixture_show (fixture, reader_fixture_long_article (10), 0, 0);
  g_assert_true (web == ibid_reader_view_get_web_view (fixture->reader));
  assert_eval (fixture, "document.querySelectorAll ('[id^=\"b\"]').length", "10");
  assert_eval (fixture, "CSS.highlights.get ('find').size", "0");
  reader_fixture_free (fixture);
}

static void
test_process_killed (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  guint n_before;
  double top;

  reader_fixture_show (fixture, reader_fixture_long_article (200), 120, 0);
  WAIT_UNTIL (ibid_reading_state_get_place (fixture->state)->block == 120);
  n_before = fixture->n_painted;
  webkit_web_view_terminate_web_process (ibid_reader_view_get_web_view (fixture->reader));
  WAIT_UNTIL (fixture->n_painted > n_before);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  top = reader_fixture_eval_number (
      fixture, "document.getElementById ('b120').getBoundingClientRect ().top");
  g_assert_cmpfloat (fabs (top - 24), <, 3);

  /* again and again: a message and a button instead of a loop */
  for (guint i = 0; i < 3; i++)
    {
      n_before = fixture->n_painted + fixture->n_failed;
      webkit_web_view_terminate_web_process (ibid_reader_view_get_web_view (fixture->reader));
      WAIT_UNTIL (fixture->n_painted + fixture->n_failed > n_before);
    }
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->reader->cover)));
  n_before = fixture->n_painted;
  g_signal_emit_by_name (fixture->reader->cover, "reload");
  WAIT_UNTIL (fixture->n_painted > n_before);
  reader_fixture_free (fixture);
}

static void
test_properties (void)
{
  ReaderFixture *fixture = reader_fixture_new ();

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (fixture->reader)), ==,
                   GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (fixture->reader, GTK_ACCESSIBLE_PROPERTY_LABEL, "Article");
  reader_fixture_free (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/reader/painted", test_painted);
  g_test_add_func ("/reader/roles", test_roles);
  g_test_add_func ("/reader/selection", test_selection);
  g_test_add_func ("/reader/selection-over-blocks", test_selection_over_blocks);
  g_test_add_func ("/reader/clicks", test_clicks);
  g_test_add_func ("/reader/keyboard", test_keyboard);
  g_test_add_func ("/reader/window-keys", test_window_keys);
  g_test_add_func ("/reader/place-and-jump", test_place_and_jump);
  g_test_add_func ("/reader/stepping", test_stepping);
  g_test_add_func ("/reader/find", test_find);
  g_test_add_func ("/reader/look", test_look);
  g_test_add_func ("/reader/large-text", test_large_text);
  g_test_add_func ("/reader/decisions", test_decisions);
  g_test_add_func ("/reader/lit-spans", test_lit_spans);
  g_test_add_func ("/reader/switch", test_switch);
  g_test_add_func ("/reader/process-killed", test_process_killed);
  g_test_add_func ("/reader/properties", test_properties);
  return g_test_run ();
}
