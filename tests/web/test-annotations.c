/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "reader-fixture.h"

/* A citation, a mention behind an astral character, a link; a right-to-left paragraph; a letter
 * with combining marks; a figure, a table, and a note in the middle of the article. */
#define ARTICLE                                                                                    \
  "\"language\":\"en\",\"outlets\":[{\"id\":\"o\",\"name\":\"Xinhua\",\"kind\":\"state-media\"}]," \
  "\"sources\":[{\"id\":\"s\",\"outlet\":\"o\",\"csl\":{\"id\":\"s\",\"type\":\"webpage\"}}],"     \
  "\"entities\":[{\"id\":\"e\",\"kind\":\"place\",\"name\":\"Astana\"}],"                          \
  "\"blocks\":["                                                                                   \
  "{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"He said \360\237\230\200 in Astana that it "    \
  "was so (Xinhua, May 7), and more was to come.\"},"                                              \
  "{\"id\":\"b\",\"type\":\"paragraph\",\"text\":\"\327\251\327\234\327\225\327\235 "              \
  "\327\242\327\225\327\234\327\235 \327\250\327\221\",\"language\":\"he\"},"                      \
  "{\"id\":\"n\",\"type\":\"note\",\"label\":\"1\",\"text\":\"A note about it.\"},"                \
  "{\"id\":\"c\",\"type\":\"paragraph\",\"text\":\"Cafe\314\201 noir\"},"                          \
  "{\"id\":\"f\",\"type\":\"figure\",\"text\":\"A caption of it\",\"images\":[]},"                 \
  "{\"id\":\"t\",\"type\":\"table\",\"text\":\"ab\\tcd\",\"rows\":[[{\"start\":0,\"end\":2},"      \
  "{\"start\":3,\"end\":5}]]},"                                                                    \
  "{\"id\":\"z\",\"type\":\"paragraph\",\"text\":\"The last words of it.\"}],"                     \
  "\"citations\":[{\"id\":\"c\",\"block\":\"a\",\"start\":35,\"end\":50,"                          \
  "\"form\":\"parenthetical\",\"role\":\"support\","                                               \
  "\"items\":[{\"source\":\"s\",\"resolution\":\"exact\"}],\"claims\":[]}],"                       \
  "\"mentions\":[{\"entity\":\"e\",\"block\":\"a\",\"start\":13,\"end\":19}]"

typedef struct
{
  ReaderFixture *reader;
  IbidAnnotations *annotations;
  IbidReadingText *text;
  GPtrArray *pointed_at; /* what was pointed at last, or NULL */
  IbidSelection place;
} Fixture;

static void
pointed_at_cb (IbidReadingState *state, GPtrArray *annotations, const IbidSelection *place,
               Fixture *fixture)
{
  g_clear_pointer (&fixture->pointed_at, g_ptr_array_unref);
  fixture->pointed_at = g_ptr_array_ref (annotations);
  fixture->place = *place;
}

static Fixture *
fixture_new (IbidArticle *article)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->reader = reader_fixture_new ();
  fixture->annotations = ibid_annotations_new ();
  fixture->text = ibid_reading_text_new (article);
  g_signal_connect (fixture->reader->state, "annotations-pointed-at", G_CALLBACK (pointed_at_cb),
                    fixture);
  reader_fixture_show (fixture->reader, article, 0, 0);
  ibid_reading_state_set_annotations (fixture->reader->state, fixture->annotations);
  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  ibid_reading_state_set_annotations (fixture->reader->state, NULL);
  g_signal_handlers_disconnect_by_data (fixture->reader->state, fixture);
  g_clear_pointer (&fixture->pointed_at, g_ptr_array_unref);
  g_assert_finalize_object (fixture->annotations);
  ibid_reading_text_unref (fixture->text);
  reader_fixture_free (fixture->reader);
  g_free (fixture);
}

static IbidAnnotation *
new_mark (Fixture *fixture, IbidSpan from, IbidAnnotationStyle style, const char *note,
          IbidAnchorState state, guint end_block, guint end_offset)
{
  guint start = ibid_reading_text_offset_from_place (fixture->text, from.block, from.start);
  guint end = ibid_reading_text_offset_from_place (fixture->text, end_block, end_offset);
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (fixture->text, start, end);
  g_autoptr (IbidAnnotation) plain = ibid_annotation_new (selector, style);
  IbidAnnotation *annotation =
      note != NULL ? ibid_annotation_with_note (plain, note) : g_object_ref (plain);

  ibid_annotation_set_anchor (annotation, state, fixture->text, start, end);
  return annotation;
}

/* borrowed from the collection */
static IbidAnnotation *
mark (Fixture *fixture, guint block, guint start, guint end, IbidAnnotationStyle style,
      const char *note)
{
  g_autoptr (IbidAnnotation) annotation = new_mark (fixture, (IbidSpan){ block, start, end }, style,
                                                    note, IBID_ANCHOR_STATE_EXACT, block, end);

  ibid_annotations_put (fixture->annotations, annotation);
  return annotation;
}

static void
assert_eval (Fixture *fixture, const char *expression, const char *expected)
{
  g_autofree char *value = reader_fixture_eval (fixture->reader, expression);

  g_assert_cmpstr (value, ==, expected);
}

#define WAIT_EVAL(fixture, expression, expected)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 eval_end = g_get_monotonic_time () + READER_TIMEOUT_US;                                 \
    g_autofree char *eval_value = NULL;                                                            \
    do                                                                                             \
      {                                                                                            \
        g_free (eval_value);                                                                       \
        eval_value = reader_fixture_eval (fixture->reader, expression);                            \
        if (strcmp (eval_value, expected) == 0)                                                    \
          break;                                                                                   \
        reader_fixture_run_for (30);                                                               \
      }                                                                                            \
    while (g_get_monotonic_time () < eval_end);                                                    \
    g_assert_cmpstr (eval_value, ==, expected);                                                    \
  }                                                                                                \
  G_STMT_END

/* a range over characters of a block, in UTF-16 */
#define RANGE(block, start, end)                                                                   \
  "(() => { const r = document.createRange (), w = document.createTreeWalker ("                    \
  "document.querySelector ('#b" #block "'), 4); let p = 0, n; while (n = w.nextNode ()) {"         \
  "if (p <= " #start " && " #start " < p + n.length) r.setStart (n, " #start " - p);"              \
  "if (p < " #end " && " #end " <= p + n.length) r.setEnd (n, " #end " - p); p += n.length; }"     \
  "return r; }) ()"

/* names and texts of what has a tint, in a fixed order */
#define TINTS                                                                                      \
  "[...CSS.highlights].filter (([n]) => n.startsWith ('a-')).flatMap (([n, h]) =>"                 \
  "[...h].map ((r) => n.slice (2) + ': ' + String (r))).sort ().join ('; ')"
/* classes of what is drawn */
#define DRAWN(what)                                                                                \
  "[...document.querySelectorAll ('svg.marks path." what "')].map ((p) =>"                         \
  "p.getAttribute ('class').replace ('" what                                                       \
  " ', '') + (p.getAttribute ('d').match (/M/g).length))"                                          \
  ".sort ().join (' ')"

/* ---- pixels ---- */

typedef struct
{
  GdkTexture *texture;
  guchar *pixels;
  int width;
  int height;
} Pixels;

static void
pixels_init (Pixels *pixels, Fixture *fixture)
{
  pixels->texture = reader_fixture_snapshot (fixture->reader);
  pixels->width = gdk_texture_get_width (pixels->texture);
  pixels->height = gdk_texture_get_height (pixels->texture);
  pixels->pixels = g_malloc0_n ((gsize)pixels->width * (gsize)pixels->height, 4);
  gdk_texture_download (pixels->texture, pixels->pixels, (gsize)pixels->width * 4);
}

static void
pixels_clear (Pixels *pixels)
{
  g_object_unref (pixels->texture);
  g_free (pixels->pixels);
}

/* how far the colour nearest to a wanted one is, among the pixels round a point */
static int
distance_near (Pixels *pixels, double x, double y, int r, int g, int b)
{
  int nearest = G_MAXINT;

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      {
        int px = CLAMP ((int)x + dx, 0, pixels->width - 1);
        int py = CLAMP ((int)y + dy, 0, pixels->height - 1);
        guint32 pixel = ((guint32 *)(gpointer)pixels->pixels)[py * pixels->width + px];
        int distance = ABS ((int)(pixel >> 16 & 0xff) - r) + ABS ((int)(pixel >> 8 & 0xff) - g) +
                       ABS ((int)(pixel & 0xff) - b);

        nearest = MIN (nearest, distance);
      }
  return nearest;
}

/* "x y r g b" for each: every line that is drawn can be seen somewhere on its way */
#define LINES_TO_SEE                                                                               \
  "[...document.querySelectorAll ('svg.marks path.line')].flatMap ((path) => {"                    \
  "const box = path.ownerSVGElement.getBoundingClientRect ();"                                     \
  "const [r, g, b] = getComputedStyle (path).stroke.match (/[0-9]+/g);"                            \
  "return [...path.getAttribute ('d').matchAll (/M([0-9.-]+) ([0-9.-]+)H([0-9.-]+)/g)].map ("      \
  "([, x1, y, x2]) => [box.x + (Number (x1) * 0.4 + Number (x2) * 0.6), box.y + Number (y), r, g," \
  "b].join (' ')); }).join ('\\n')"

static guint
assert_lines_seen (Fixture *fixture)
{
  g_autofree char *list = reader_fixture_eval (fixture->reader, LINES_TO_SEE);
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);
  Pixels pixels;

  pixels_init (&pixels, fixture);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      double x, y;
      int r, g, b;

      g_assert_cmpint (sscanf (lines[i], "%lf %lf %d %d %d", &x, &y, &r, &g, &b), ==, 5);
      g_test_message ("%s", lines[i]);
      g_assert_cmpint (distance_near (&pixels, x, y, r, g, b), <, 120);
    }
  pixels_clear (&pixels);
  return g_strv_length (lines);
}

/* ---- what is drawn ---- */

/* Of one colour and of several, crossing, nested, touching and on the very same words: each has a
 * line of its own that can be seen, and the tint is that of one of them, never a mixture. */
static void
test_overlaps (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));

  mark (fixture, 0, 0, 12, IBID_ANNOTATION_STYLE_YELLOW, NULL);
  mark (fixture, 0, 8, 22, IBID_ANNOTATION_STYLE_YELLOW, NULL);
  mark (fixture, 0, 10, 12, IBID_ANNOTATION_STYLE_BLUE, NULL);
  mark (fixture, 0, 35, 50, IBID_ANNOTATION_STYLE_PINK, NULL);
  mark (fixture, 0, 35, 50, IBID_ANNOTATION_STYLE_PURPLE, NULL);
  mark (fixture, 0, 35, 50, IBID_ANNOTATION_STYLE_UNDERLINE, NULL);
  mark (fixture, 0, 52, 56, IBID_ANNOTATION_STYLE_GREEN, NULL);
  mark (fixture, 0, 56, 61, IBID_ANNOTATION_STYLE_GREEN, NULL);
  WAIT_EVAL (fixture, TINTS,
             "blue-deep: in; green: and more ; purple-deep: (Xinhua, May 7); "
             "yellow-deep: \360\237\230\200 ; yellow:  Astana th; yellow: He said ");
  WAIT_EVAL (fixture, DRAWN ("line"), "blue1 green2 pink1 purple1 underline1 yellow2");
  WAIT_EVAL (fixture, DRAWN ("shape"), "blue1 green2 pink1 purple1 yellow2");
  /* no two lie at one height where they share words */
  WAIT_EVAL (fixture,
             "new Set ([...document.querySelectorAll ('path.pink.line, path.purple.line,"
             "path.underline.line')].map ((p) => p.getAttribute ('d').split (' ')[1])).size",
             "3");
  WAIT_EVAL (fixture,
             "new Set (document.querySelector ('path.green.line').getAttribute ('d')"
             ".match (/ [0-9.]+/g)).size",
             "2");
  /* inner ones keep their tint, whatever lane is free for their line */
  mark (fixture, 6, 0, 8, IBID_ANNOTATION_STYLE_GREEN, NULL);
  mark (fixture, 6, 4, 20, IBID_ANNOTATION_STYLE_YELLOW, NULL);
  mark (fixture, 6, 10, 15, IBID_ANNOTATION_STYLE_PINK, NULL);
  WAIT_EVAL (fixture, "[...CSS.highlights.get ('a-pink-deep')].map (String).join ()", "ords ");
  g_assert_cmpuint (assert_lines_seen (fixture), >=, 11);
  /* the text is as it was */
  assert_eval (fixture, "document.querySelector ('#b0').textContent",
               "He said \360\237\230\200 in Astana that it was so (Xinhua, May 7), and more was to "
               "come.");
  fixture_free (fixture);
}

static void
test_signs (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  g_autoptr (IbidAnnotation) uncertain =
      new_mark (fixture, (IbidSpan){ 0, 35, 0 }, IBID_ANNOTATION_STYLE_PINK, NULL,
                IBID_ANCHOR_STATE_UNCERTAIN, 0, 50);
  g_autoptr (IbidAnnotation) long_one =
      new_mark (fixture, (IbidSpan){ 3, 0, 0 }, IBID_ANNOTATION_STYLE_GREEN, "noted",
                IBID_ANCHOR_STATE_MOVED, 6, 8);
  IbidAnnotation *noted = mark (fixture, 1, 0, 4, IBID_ANNOTATION_STYLE_BLUE, "a note");

  mark (fixture, 0, 0, 12, IBID_ANNOTATION_STYLE_YELLOW, NULL);
  ibid_annotations_put (fixture->annotations, uncertain);
  ibid_annotations_put (fixture->annotations, long_one);
  /* what is uncertain has no tint and a broken frame; one over several blocks has one shape and one
   * note */
  WAIT_EVAL (fixture, TINTS,
             "blue: \327\251\327\234\327\225\327\235; green: A caption of it; green: "
             "Cafe\314\201 noir; green: The last; green: abcd; yellow: He said "
             "\360\237\230\200 in");
  WAIT_EVAL (fixture, DRAWN ("frame"), "pink uncertain1");
  WAIT_EVAL (fixture, DRAWN ("note"), "blue1 green1");
  WAIT_EVAL (fixture, DRAWN ("shape"), "blue1 green1 pink1 yellow1");
  WAIT_EVAL (fixture, DRAWN ("line"), "blue1 green1 green1 green1 green2 pink uncertain1 yellow1");
  /* right to left: the shape stands at the right end, the note at the left */
  WAIT_EVAL (fixture,
             "(() => { const x = (c) => document.querySelector (`path.${c}.blue`)"
             ".getBoundingClientRect ().x; const line = document.querySelector ('path.line.blue')"
             ".getBoundingClientRect (); return x ('shape') > line.x + line.width / 2 &&"
             "x ('note') < line.x + line.width / 2; }) ()",
             "true");
  ibid_reading_state_select_annotation (fixture->reader->state, noted);
  WAIT_EVAL (fixture, DRAWN ("frame"), "blue chosen1 pink uncertain1");
  ibid_reading_state_select_annotation (fixture->reader->state, NULL);
  WAIT_EVAL (fixture, DRAWN ("frame"), "pink uncertain1");
  g_assert_cmpuint (assert_lines_seen (fixture), ==, 8);
  fixture_free (fixture);
}

/* The least contrast of ink on any tint. */
#define LEAST_CONTRAST                                                                             \
  "(() => { const lin = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;"           \
  "const lum = ([r, g, b]) => 0.2126 * lin (r) + 0.7152 * lin (g) + 0.0722 * lin (b);"             \
  "const parse = (c) => { const n = c.match (/[0-9.]+/g).map (Number);"                            \
  "return c.startsWith ('color') ? n : n.map ((v, i) => i < 3 ? v / 255 : v); };"                  \
  "const of = (name) => getComputedStyle (document.body, name);"                                   \
  "const page = parse (getComputedStyle (document.documentElement).backgroundColor);"              \
  "let least = 100; for (const name of CSS.highlights.keys ()) {"                                  \
  "if (!name.startsWith ('a-')) continue; const tint = parse (of (`::highlight(${name})`)"         \
  ".backgroundColor); const alpha = tint[3] === undefined ? 1 : tint[3];"                          \
  "const mixed = [0, 1, 2].map ((i) => tint[i] * alpha + page[i] * (1 - alpha));"                  \
  "const a = lum (mixed), b = lum (parse (of (`::highlight(${name})`).color));"                    \
  "least = Math.min (least, (Math.max (a, b) + 0.05) / (Math.min (a, b) + 0.05)); }"               \
  "return least; }) ()"

static void
test_contrast (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  static const char *const themes[] = { "light", "sepia", "dark" };

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_object_set (fixture->reader->reader, "theme", themes[i], NULL);
      WAIT_EVAL (fixture, "document.documentElement.dataset.theme", themes[i]);
      g_assert_cmpfloat (reader_fixture_eval_number (fixture->reader, LEAST_CONTRAST), >=, 4.5);
    }
  fixture_free (fixture);
}

/* Lines stay under their words when the text is laid out anew. */
static void
test_layout (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  static const char under[] = "(() => { const text = " RANGE (
      0, 0, 7) ".getBoundingClientRect (), line ="
               "document.querySelector ('path.line').getBoundingClientRect ();"
               "return Math.abs (line.x - text.x) < 2 && Math.abs (line.width - text.width) < 3 &&"
               "Math.abs (line.y - text.bottom) < 6; }) ()";

  mark (fixture, 0, 0, 7, IBID_ANNOTATION_STYLE_GREEN, NULL);
  WAIT_EVAL (fixture, "document.querySelectorAll ('path.line').length", "1");
  assert_eval (fixture, under, "true");
  g_object_set (fixture->reader->reader, "text-scale", 1.8, "width", "narrow", NULL);
  WAIT_EVAL (fixture, under, "true");
  gtk_window_unfullscreen (GTK_WINDOW (fixture->reader->window));
  gtk_window_set_default_size (GTK_WINDOW (fixture->reader->window), 420, 500);
  WAIT_EVAL (fixture, "innerWidth < 900", "true");
  WAIT_EVAL (fixture, under, "true");
  fixture_free (fixture);
}

/* ---- only what is near, only what changes ---- */

static void
test_lazy (void)
{
  Fixture *fixture = fixture_new (reader_fixture_long_article (600));
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  IbidAnnotation *one;
  g_autoptr (IbidAnnotation) changed = NULL;
  IbidSpan target = { 500, 0, 10 };

  for (guint i = 0; i < 600; i++)
    g_ptr_array_add (many, new_mark (fixture, (IbidSpan){ i, 0, 0 }, IBID_ANNOTATION_STYLE_GREEN,
                                     NULL, IBID_ANCHOR_STATE_EXACT, i, 20));
  ibid_annotations_put_all (fixture->annotations, many);
  WAIT_EVAL (fixture, "CSS.highlights.get ('a-green').size >= 50", "true");
  assert_eval (fixture, "CSS.highlights.get ('a-green').size <= 200", "true");
  assert_eval (fixture, "document.querySelectorAll ('#b500 ~ svg.marks').length", "0");

  /* a change leaves everything else as it is, and what is far is not told at all */
  {
    g_autofree char *kept = reader_fixture_eval (
        fixture->reader, "globalThis.kept = [...CSS.highlights.get ('a-green')]; 0");
  }
  one = g_ptr_array_index (many, 3);
  changed = ibid_annotation_with_style (one, IBID_ANNOTATION_STYLE_PINK);
  ibid_annotations_put (fixture->annotations, changed);
  WAIT_EVAL (fixture, "[...CSS.highlights.get ('a-pink')].map (String).join ()",
             "Astana 3 a plain sen");
  assert_eval (fixture,
               "globalThis.kept.length - 1 === CSS.highlights.get ('a-green').size &&"
               "globalThis.kept.filter ((r) => CSS.highlights.get ('a-green').has (r)).length ==="
               "globalThis.kept.length - 1",
               "true");
  ibid_annotations_remove (fixture->annotations, ibid_annotation_get_id (changed), 1);
  WAIT_EVAL (fixture, "CSS.highlights.get ('a-pink').size", "0");

  /* one that is far is announced when it is there */
  ibid_reading_state_select_annotation (fixture->reader->state, g_ptr_array_index (many, 500));
  ibid_reading_state_jump (fixture->reader->state, &target, FALSE);
  WAIT_EVAL (fixture, "document.querySelector ('.live').textContent", "Green highlight");
  WAIT_EVAL (fixture,
             "[...CSS.highlights.get ('a-green')].some ((r) => String (r).startsWith ('Astana "
             "500'))",
             "true");
  WAIT_EVAL (fixture,
             "[...CSS.highlights.get ('a-green')].some ((r) => String (r).startsWith ('Astana 5 "
             "'))",
             "false");
  WAIT_EVAL (fixture,
             "document.querySelector ('#b500').closest ('section').querySelectorAll ("
             "'path.line').length > 0",
             "true");
  fixture_free (fixture);
}

static void
test_crash (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  guint n_before;

  ibid_reading_state_select_annotation (
      fixture->reader->state, mark (fixture, 0, 0, 7, IBID_ANNOTATION_STYLE_GREEN, "noted"));
  WAIT_EVAL (fixture, TINTS, "green: He said");
  n_before = fixture->reader->n_painted;
  webkit_web_view_terminate_web_process (ibid_reader_view_get_web_view (fixture->reader->reader));
  WAIT_UNTIL (fixture->reader->n_painted > n_before);
  WAIT_EVAL (fixture, TINTS, "green: He said");
  WAIT_EVAL (fixture, DRAWN ("frame"), "green chosen1");
  fixture_free (fixture);
}

static void
paint (Fixture *fixture)
{
  g_autoptr (GdkTexture) texture = reader_fixture_snapshot (fixture->reader);

  g_assert_nonnull (texture);
}

/* Words of which some are mentions, wherever a highlight may begin or end. */
static IbidArticle *
new_mentioning_article (void)
{
  g_autoptr (GString) json =
      g_string_new ("\"entities\":[{\"id\":\"e\",\"kind\":\"place\",\"name\":\"Astana\"},"
                    "{\"id\":\"f\",\"kind\":\"person\",\"name\":\"Someone\"}],\"blocks\":["
                    "{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"");

  for (guint i = 0; i < 20; i++)
    g_string_append (json, "In Astana there was Someone who said it. ");
  g_string_append (json, "\"}],\"mentions\":[");
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (json,
                            "%s{\"entity\":\"e\",\"block\":\"a\",\"start\":%u,\"end\":%u},"
                            "{\"entity\":\"f\",\"block\":\"a\",\"start\":%u,\"end\":%u}",
                            i > 0 ? "," : "", i * 41 + 3, i * 41 + 9, i * 41 + 20, i * 41 + 27);
  g_string_append (json, "]");
  return reader_fixture_article (json->str);
}

/* WebKitGTK 2.50 loses its process over text on which highlights of several priorities lie: tints
 * of annotations, a mention, and what was found, for example. What jumps, finds, chooses and points
 * at is tried on many ways in which they can lie. The fixture fails when the process is gone. */
static void
test_over_tints (void)
{
  Fixture *fixture = fixture_new (new_mentioning_article ());
  IbidReadingState *state = fixture->reader->state;
  g_autoptr (IbidEntity) entity =
      g_list_model_get_item (ibid_article_get_entities (fixture->reader->article), 0);

  for (guint i = 0; i < 20; i++)
    {
      mark (fixture, 0, i * 41 + i % 7, i * 41 + 12 + i, i % 6, NULL);
      if (i % 3 == 0)
        mark (fixture, 0, i * 41 + 5, i * 41 + 50, (i + 1) % 6, "noted");
    }
  WAIT_EVAL (fixture, "String (document.querySelectorAll ('svg.marks path.line').length > 0)",
             "true");
  for (guint i = 0; i < 28; i++)
    {
      g_assert_true (ibid_reading_state_step_annotation (state, 1));
      reader_fixture_run_for (40);
      paint (fixture);
    }
  for (guint i = 0; i < 12; i++)
    {
      IbidSpan lit = { 0, i * 5, i * 9 + 4 };

      ibid_reading_state_jump (state, &lit, FALSE);
      ibid_reading_state_set_lit_spans (state, &lit, 1);
      ibid_reading_state_select_entity (state, i % 2 == 0 ? entity : NULL);
      ibid_reader_view_find (fixture->reader->reader, i % 2 == 0 ? "stana th" : "a");
      reader_fixture_run_for (40);
      ibid_reader_view_find_next (fixture->reader->reader);
      reader_fixture_run_for (40);
      paint (fixture);
    }
  assert_eval (fixture, "String (1 + 1)", "2");
  ibid_reading_state_select_entity (state, NULL);
  fixture_free (fixture);
}

/* Of notes and tags the page hears nothing, and an id never reaches it. */
static void
test_hostile (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  static const char evil[] = "</script><img src=x onerror=alert(1)>\"'`${1}";
  static const char *const tags[] = { evil, NULL };
  g_autoptr (IbidAnnotation) plain =
      new_mark (fixture, (IbidSpan){ 0, 0, 0 }, IBID_ANNOTATION_STYLE_GREEN, evil,
                IBID_ANCHOR_STATE_EXACT, 0, 7);
  g_autoptr (IbidAnnotation) tagged = ibid_annotation_with_tags (plain, tags);
  g_autoptr (IbidAnnotation) named = ibid_annotation_with_id (tagged, evil);

  ibid_annotations_put (fixture->annotations, named);
  ibid_reading_state_select_annotation (fixture->reader->state, named);
  WAIT_EVAL (fixture, TINTS, "green: He said");
  WAIT_EVAL (fixture, DRAWN ("note"), "green1");
  assert_eval (fixture, "document.documentElement.outerHTML.includes ('onerror')", "false");
  assert_eval (fixture, "document.querySelectorAll ('img, script').length", "0");
  fixture_free (fixture);
}

/* ---- pointing ---- */

static char *
centre_of (Fixture *fixture, const char *range)
{
  g_autofree char *script = g_strdup_printf ("(() => { const r = %s.getBoundingClientRect ();"
                                             "return Math.round (r.x + r.width / 2) + ' ' +"
                                             "Math.round (r.y + r.height / 2); }) ()",
                                             range);

  return reader_fixture_eval (fixture->reader, script);
}

static void
click_at (const char *place, const char *click)
{
  g_autofree char *move = g_strdup_printf ("mousemove %s", place);

  reader_fixture_xdotool (move);
  reader_fixture_run_for (80);
  reader_fixture_xdotool (click);
}

static void
test_clicks (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  IbidReadingState *state = fixture->reader->state;
  IbidAnnotation *outer = mark (fixture, 0, 0, 60, IBID_ANNOTATION_STYLE_YELLOW, NULL);
  IbidAnnotation *inner = mark (fixture, 0, 10, 22, IBID_ANNOTATION_STYLE_BLUE, "noted");
  g_autofree char *both = centre_of (fixture, RANGE (0, 14, 20));
  g_autofree char *citation = centre_of (fixture, RANGE (0, 37, 42));
  g_autofree char *last = centre_of (fixture, RANGE (0, 60, 61));
  g_autofree char *before = centre_of (fixture, RANGE (0, 61, 62));
  g_autofree char *beside = NULL;

  WAIT_EVAL (fixture, DRAWN ("line"), "blue1 yellow1");
  /* a mention that is highlighted is first of all a highlight */
  click_at (both, "click 1");
  WAIT_UNTIL (fixture->pointed_at != NULL);
  g_assert_cmpuint (fixture->pointed_at->len, ==, 2);
  g_assert_true (g_ptr_array_index (fixture->pointed_at, 0) == inner);
  g_assert_true (g_ptr_array_index (fixture->pointed_at, 1) == outer);
  g_assert_true (ibid_reading_state_get_annotation (state) == inner);
  g_assert_cmpuint (fixture->place.start_block, ==, 0);
  g_assert_cmpuint (fixture->place.start, >=, 14);
  g_assert_cmpuint (fixture->place.start, <, 19);
  g_assert_cmpint (fixture->place.width, >, 60);
  g_assert_cmpint (fixture->place.height, >, 10);
  g_assert_null (ibid_reading_state_get_entity (state));
  WAIT_EVAL (fixture, DRAWN ("frame"), "blue chosen1");

  /* a citation inside goes on being one */
  g_clear_pointer (&fixture->pointed_at, g_ptr_array_unref);
  click_at (citation, "click 1");
  WAIT_UNTIL (ibid_reading_state_get_citation (state) != NULL);
  g_assert_null (fixture->pointed_at);

  /* the last character belongs to it, right half and all; the next one does not */
  click_at (last, "click 1");
  WAIT_UNTIL (fixture->pointed_at != NULL);
  g_assert_cmpuint (fixture->pointed_at->len, ==, 1);
  g_clear_pointer (&fixture->pointed_at, g_ptr_array_unref);
  click_at (before, "click 1");
  beside = reader_fixture_eval (
      fixture->reader, "(() => { const r = document.querySelector ('#b0')"
                       ".getBoundingClientRect (); return Math.round (r.right + 60) + ' ' +"
                       "Math.round (r.top + 10); }) ()");
  click_at (beside, "click 1");
  reader_fixture_run_for (400);
  g_assert_null (fixture->pointed_at);

  /* without the annotations it is a mention */
  ibid_annotations_remove (fixture->annotations, ibid_annotation_get_id (inner), 1);
  ibid_annotations_remove (fixture->annotations, ibid_annotation_get_id (outer), 1);
  WAIT_EVAL (fixture, "document.querySelectorAll ('path.line').length", "0");
  click_at (both, "click 1");
  WAIT_UNTIL (ibid_reading_state_get_entity (state) != NULL);
  fixture_free (fixture);
}

/* Return opens what the caret stands in; a screen reader hears of it. */
static void
test_caret (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  IbidSpan place = { 0, 0, 7 };

  g_object_set (fixture->reader->reader, "caret-browsing", TRUE, NULL);
  mark (fixture, 0, 0, 7, IBID_ANNOTATION_STYLE_GREEN, "noted");
  WAIT_EVAL (fixture, DRAWN ("line"), "green1");
  ibid_reading_state_jump (fixture->reader->state, &place, TRUE);
  WAIT_EVAL (fixture, "document.querySelector ('.live').textContent", "Green highlight, with note");
  assert_eval (fixture, "document.querySelector ('.live').getAttribute ('aria-live')", "polite");
  reader_fixture_xdotool ("key Right Return");
  WAIT_UNTIL (fixture->pointed_at != NULL);
  g_assert_cmpuint (fixture->place.start, <=, 1);
  g_assert_cmpint (fixture->place.width, >, 30);
  reader_fixture_xdotool ("key End");
  WAIT_EVAL (fixture, "document.querySelector ('.live').textContent", "");
  fixture_free (fixture);
}

/* ---- selecting ---- */

static void
wait_selection (Fixture *fixture, guint start_block, guint start, guint end_block, guint end)
{
  gint64 until = g_get_monotonic_time () + READER_TIMEOUT_US;
  const IbidSelection *selection = NULL;

  do
    {
      selection = ibid_reading_state_get_selection (fixture->reader->state);
      if (selection != NULL && selection->start_block == start_block && selection->start == start &&
          selection->end_block == end_block && selection->end == end)
        return;
      reader_fixture_run_for (20);
    }
  while (g_get_monotonic_time () < until);
  g_assert_nonnull (selection);
  g_error ("selected: %u %u to %u %u", selection->start_block, selection->start,
           selection->end_block, selection->end);
}

static void
select_range (Fixture *fixture, const char *from, int from_offset, const char *to, int to_offset)
{
  g_autofree char *script =
      g_strdup_printf ("(() => { const s = getSelection (), r = document.createRange ();"
                       "r.setStart (%s, %d); r.setEnd (%s, %d); s.removeAllRanges (); s.addRange "
                       "(r); return 0; }) ()",
                       from, from_offset, to, to_offset);
  g_autofree char *nothing = reader_fixture_eval (fixture->reader, script);
}

static void
wait_no_selection (Fixture *fixture)
{
  WAIT_UNTIL (ibid_reading_state_get_selection (fixture->reader->state) == NULL);
}

#define TEXT_OF(block) "document.querySelector ('#b" #block "').firstChild"

static void
test_selection_bounds (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));

  /* half a letter is a whole one */
  select_range (fixture, TEXT_OF (3), 2, TEXT_OF (3), 4);
  wait_selection (fixture, 3, 2, 3, 5);
  select_range (fixture, TEXT_OF (3), 4, TEXT_OF (3), 8);
  wait_selection (fixture, 3, 3, 3, 8);
  /* so is half a surrogate pair */
  select_range (fixture, TEXT_OF (0), 9, TEXT_OF (0), 12);
  wait_selection (fixture, 0, 8, 0, 11);
  /* a caption, a note, cells */
  select_range (fixture, "document.querySelector ('#b4 figcaption').firstChild", 2,
                "document.querySelector ('#b4 figcaption').firstChild", 9);
  wait_selection (fixture, 4, 2, 4, 9);
  select_range (fixture, TEXT_OF (2), 2, TEXT_OF (2), 6);
  wait_selection (fixture, 2, 2, 2, 6);
  select_range (fixture, "document.querySelector ('#b5 td').firstChild", 1,
                "document.querySelector ('#b5 td:last-child').firstChild", 1);
  wait_selection (fixture, 5, 1, 5, 4);
  /* whole paragraphs end before the next one, and begin behind the one before */
  select_range (fixture, TEXT_OF (0), 0, TEXT_OF (1), 0);
  wait_selection (fixture, 0, 0, 0, 73);
  select_range (fixture, "document.querySelector ('#b0').lastChild", 23, TEXT_OF (1), 4);
  wait_selection (fixture, 1, 0, 1, 4);
  /* from the text into the notes, which the article has in its middle: to the end of the text */
  select_range (fixture, TEXT_OF (6), 4, TEXT_OF (2), 6);
  wait_selection (fixture, 6, 4, 6, 21);
  /* title, facts and labels are not of the article's text */
  select_range (fixture, "document.querySelector ('h1.title').firstChild", 0,
                "document.querySelector ('h1.title').firstChild", 4);
  wait_no_selection (fixture);
  select_range (fixture, "document.querySelector ('h1.title').firstChild", 0, TEXT_OF (0), 7);
  wait_selection (fixture, 0, 0, 0, 7);
  select_range (fixture, "document.querySelector ('.note .label').firstChild", 0, TEXT_OF (2), 6);
  wait_selection (fixture, 2, 0, 2, 6);
  /* everything */
  {
    g_autofree char *nothing = reader_fixture_eval (
        fixture->reader, "getSelection ().selectAllChildren (document.body); 0");
  }
  wait_selection (fixture, 0, 0, 6, 21);
  fixture_free (fixture);
}

static void
test_selection_by_hand (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  g_autofree char *word = centre_of (fixture, RANGE (0, 14, 20));
  g_autofree char *other = centre_of (fixture, RANGE (0, 62, 63));
  g_autofree char *hebrew = centre_of (fixture, RANGE (1, 5, 9));
  g_autofree char *start = NULL;
  const IbidSelection *selection;

  click_at (word, "click --repeat 2 --delay 60 1");
  wait_selection (fixture, 0, 13, 0, 19);
  selection = ibid_reading_state_get_selection (fixture->reader->state);
  g_assert_cmpint (selection->width, >, 20);
  g_assert_cmpint (selection->height, >, 10);
  reader_fixture_run_for (700);
  click_at (hebrew, "click --repeat 2 --delay 60 1");
  wait_selection (fixture, 1, 5, 1, 9);
  /* three times: the paragraph, and not the beginning of the next */
  reader_fixture_run_for (700);
  click_at (hebrew, "click --repeat 3 --delay 60 1");
  wait_selection (fixture, 1, 0, 1, 12);

  /* shift and click, then shift and keys */
  reader_fixture_run_for (700);
  start = reader_fixture_eval (
      fixture->reader, "(() => { const r = " RANGE (
                           0, 0, 1) ".getBoundingClientRect (); return Math.round (r.x + 1) + ' ' +"
                                    "Math.round (r.y + r.height / 2); }) ()");
  click_at (start, "click 1");
  wait_no_selection (fixture);
  reader_fixture_xdotool ("keydown shift");
  click_at (other, "click 1");
  reader_fixture_xdotool ("keyup shift");
  WAIT_UNTIL (ibid_reading_state_get_selection (fixture->reader->state) != NULL);
  selection = ibid_reading_state_get_selection (fixture->reader->state);
  g_assert_cmpuint (selection->start, ==, 0);
  g_assert_cmpuint (selection->end, >=, 61);

  g_object_set (fixture->reader->reader, "caret-browsing", TRUE, NULL);
  reader_fixture_run_for (700);
  click_at (start, "click 1");
  wait_no_selection (fixture);
  reader_fixture_xdotool ("key shift+Right shift+Right");
  wait_selection (fixture, 0, 0, 0, 2);
  reader_fixture_xdotool ("key shift+ctrl+Right");
  wait_selection (fixture, 0, 0, 0, 7);
  reader_fixture_xdotool ("key shift+Right shift+Right shift+Left");
  wait_selection (fixture, 0, 0, 0, 8);
  /* the selection goes, the caret stays */
  ibid_reading_state_drop_selection (fixture->reader->state);
  WAIT_EVAL (fixture, "getSelection ().isCollapsed", "true");
  reader_fixture_xdotool ("key shift+Right");
  wait_selection (fixture, 0, 8, 0, 9);
  fixture_free (fixture);
}

/* ---- the context menu ---- */

static void
count_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  (*(guint *)user_data)++;
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_popover (child);
  return found;
}

static void
collect_labels (GtkWidget *widget, GString *labels)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    g_string_append_printf (labels, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_labels (child, labels);
}

static void
assert_menu (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  WAIT_UNTIL (find_popover (fixture->reader->window) != NULL);
  reader_fixture_run_for (100);
  collect_labels (find_popover (fixture->reader->window), labels);
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
wait_menu_gone (Fixture *fixture)
{
  WAIT_UNTIL (find_popover (fixture->reader->window) == NULL);
  WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (fixture->reader->window)) ==
              GTK_WIDGET (ibid_reader_view_get_web_view (fixture->reader->reader)));
  reader_fixture_xdotool ("mousemove 10 700");
  reader_fixture_run_for (200);
}

#define SELECTION_ENTRIES "Highlight|Add Note…|Add Tags…|Add as Entity…|Copy|Copy with Sources|"

static void
test_menu (void)
{
  Fixture *fixture = fixture_new (reader_fixture_article (ARTICLE));
  static const char *const names[] = { "highlight", "note-on-selection", "remove-annotation" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  guint counts[G_N_ELEMENTS (names)] = { 0 };
  g_autofree char *place = centre_of (fixture, RANGE (0, 2, 6));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], NULL);

      g_signal_connect (action, "activate", G_CALLBACK (count_cb), &counts[i]);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (fixture->reader->window, "win", G_ACTION_GROUP (group));

  /* by keys, on a selection */
  gtk_widget_grab_focus (GTK_WIDGET (fixture->reader->reader));
  WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (fixture->reader->window)));
  WAIT_EVAL (fixture, "document.hasFocus ()", "true");
  select_range (fixture, TEXT_OF (0), 0, TEXT_OF (0), 7);
  wait_selection (fixture, 0, 0, 0, 7);
  reader_fixture_xdotool ("key shift+F10");
  assert_menu (fixture, SELECTION_ENTRIES "Select All|");
  reader_fixture_xdotool ("key Down Return"); /* the first one has the focus already */
  WAIT_UNTIL (counts[1] == 1);
  g_assert_cmpuint (counts[0], ==, 0);
  wait_menu_gone (fixture);
  reader_fixture_xdotool ("key Menu");
  assert_menu (fixture, SELECTION_ENTRIES "Select All|");
  reader_fixture_xdotool ("key Escape");
  wait_menu_gone (fixture);

  /* by the pointer, on an annotation, with nothing selected */
  ibid_reading_state_drop_selection (fixture->reader->state);
  WAIT_EVAL (fixture, "getSelection ().isCollapsed", "true");
  mark (fixture, 0, 0, 12, IBID_ANNOTATION_STYLE_GREEN, NULL);
  WAIT_EVAL (fixture, DRAWN ("line"), "green1");
  click_at (place, "click 3");
  assert_menu (fixture, "Edit Highlight…|Remove Highlight|Select All|");
  reader_fixture_xdotool ("key Escape");
  wait_menu_gone (fixture);
  g_assert_cmpuint (counts[2], ==, 0);

  /* of several, each is offered */
  mark (fixture, 0, 0, 7, IBID_ANNOTATION_STYLE_PINK, NULL);
  WAIT_EVAL (fixture, DRAWN ("line"), "green1 pink1");
  click_at (place, "click 3");
  assert_menu (fixture, "Edit Highlights…|Select All|");
  reader_fixture_xdotool ("key Return");
  WAIT_UNTIL (fixture->pointed_at != NULL);
  g_assert_cmpuint (fixture->pointed_at->len, ==, 2);
  fixture_free (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/annotations/overlaps", test_overlaps);
  g_test_add_func ("/annotations/signs", test_signs);
  g_test_add_func ("/annotations/contrast", test_contrast);
  g_test_add_func ("/annotations/layout", test_layout);
  g_test_add_func ("/annotations/lazy", test_lazy);
  g_test_add_func ("/annotations/crash", test_crash);
  g_test_add_func ("/annotations/over-tints", test_over_tints);
  g_test_add_func ("/annotations/hostile", test_hostile);
  g_test_add_func ("/annotations/clicks", test_clicks);
  g_test_add_func ("/annotations/caret", test_caret);
  g_test_add_func ("/annotations/selection-bounds", test_selection_bounds);
  g_test_add_func ("/annotations/selection-by-hand", test_selection_by_hand);
  g_test_add_func ("/annotations/menu", test_menu);
  return g_test_run ();
}
