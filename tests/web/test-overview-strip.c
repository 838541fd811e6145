/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks beside the page: where they are, what a click on one does, and what is said of them. */
#include "config.h"

#include <math.h>

#include "reader-fixture.h"

#define N_BLOCKS 200
#define N_MANY 600

static const guint mentioned[] = { 20, 110, 180 };

/* Of "e" there are three mentions, of "f" one, of "g" none, and of "h" more than there are marks.
 */
static ReaderFixture *
show (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  g_autoptr (GString) json =
      g_string_new ("\"entities\":[{\"id\":\"e\",\"kind\":\"place\",\"name\":\"Astana\"},"
                    "{\"id\":\"f\",\"kind\":\"place\",\"name\":\"Almaty\"},"
                    "{\"id\":\"g\",\"kind\":\"place\",\"name\":\"Aktau\"},"
                    "{\"id\":\"h\",\"kind\":\"term\",\"name\":\"Word\"}],\"mentions\":["
                    "{\"entity\":\"f\",\"block\":\"p60\",\"start\":0,\"end\":6}");

  for (guint i = 0; i < G_N_ELEMENTS (mentioned); i++)
    g_string_append_printf (json, ",{\"entity\":\"e\",\"block\":\"p%u\",\"start\":0,\"end\":6}",
                            mentioned[i]);
  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (json, ",{\"entity\":\"h\",\"block\":\"p%u\",\"start\":%u,\"end\":%u}",
                            181 + i / 32, i % 32 * 8 + 10, i % 32 * 8 + 14);
  g_string_append (json, "],\"blocks\":[");
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      g_string_append_printf (json, "%s{\"id\":\"p%u\",\"type\":\"paragraph\",\"text\":\"Astana",
                              i > 0 ? "," : "", i);
      for (guint j = 0; j < 12; j++)
        g_string_append (json, " a plain sentence with some words in it.");
      g_string_append (json, "\"}");
    }
  g_string_append_c (json, ']');
  reader_fixture_show (fixture, reader_fixture_article (json->str), 0, 0);
  return fixture;
}

static void
choose (ReaderFixture *fixture, guint position)
{
  g_autoptr (IbidEntity) entity =
      g_list_model_get_item (ibid_article_get_entities (fixture->article), position);

  ibid_reading_state_select_entity (fixture->state, entity);
}

/* The middle of the mark of a block, in the window's coordinates: where the block stands in the
 * whole page, the strip being as high as what is seen of it. */
static graphene_point_t
mark_of (ReaderFixture *fixture, guint block)
{
  GtkWidget *strip = GTK_WIDGET (fixture->reader->strip);
  g_autofree char *script =
      g_strdup_printf ("(document.getElementById ('b%u').getBoundingClientRect ().top + scrollY)"
                       " / document.documentElement.scrollHeight",
                       block);
  double fraction = reader_fixture_eval_number (fixture, script);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (strip, fixture->window, &bounds));
  return GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width / 2,
                              bounds.origin.y + roundf (fraction * (bounds.size.height - 4)) + 2);
}

static void
click_at (const graphene_point_t *place)
{
  g_autofree char *move = g_strdup_printf ("mousemove %d %d", (int)place->x, (int)place->y);

  reader_fixture_xdotool (move);
  reader_fixture_run_for (80);
  reader_fixture_xdotool ("click 1");
}

static gboolean
is_in_view (ReaderFixture *fixture, guint block)
{
  g_autofree char *script = g_strdup_printf (
      "(() => { const r = document.getElementById ('b%u').getBoundingClientRect ();"
      "return r.top > 0 && r.top < innerHeight ? 1 : 0; }) ()",
      block);

  return reader_fixture_eval_number (fixture, script) > 0;
}

static void
test_clicks (void)
{
  ReaderFixture *fixture = show ();
  GtkWidget *strip = GTK_WIDGET (fixture->reader->strip);

  choose (fixture, 0);
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (fixture->reader->strip) == 3);
  WAIT_UNTIL (gtk_widget_get_height (strip) > 0);
  for (guint i = G_N_ELEMENTS (mentioned); i-- > 0;)
    {
      graphene_point_t mark = mark_of (fixture, mentioned[i]);

      g_assert_false (is_in_view (fixture, mentioned[i]));
      click_at (&mark);
      WAIT_UNTIL (is_in_view (fixture, mentioned[i]));
    }
  reader_fixture_free (fixture);
}

/* What is not on a mark belongs to the page below, whose scroll bar reaches there. */
static void
test_between_marks (void)
{
  ReaderFixture *fixture = show ();
  GtkWidget *strip = GTK_WIDGET (fixture->reader->strip);
  GtkWidget *web;
  graphene_point_t mark;
  graphene_point_t between;

  choose (fixture, 0);
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (fixture->reader->strip) == 3);
  WAIT_UNTIL (gtk_widget_get_height (strip) > 0);
  mark = mark_of (fixture, mentioned[1]);
  between = mark_of (fixture, (mentioned[1] + mentioned[2]) / 2);
  web = GTK_WIDGET (ibid_reader_view_get_web_view (fixture->reader));
  g_assert_true (gtk_widget_pick (fixture->window, mark.x, mark.y, GTK_PICK_DEFAULT) == strip);
  g_assert_true (gtk_widget_pick (fixture->window, between.x, between.y, GTK_PICK_DEFAULT) == web);
  reader_fixture_free (fixture);
}

/* Not a stop on the way of the Tab key: with the keyboard one steps from mention to mention. What
 * it shows is said, and it is not there when there is nothing to show. */
static void
test_accessible (void)
{
  ReaderFixture *fixture = show ();
  IbidOverviewStrip *strip = fixture->reader->strip;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (strip)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  choose (fixture, 0);
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (strip) == 3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (strip)));
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (strip)));
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The chosen entity is mentioned at 3 places");
  for (guint i = 0; i < G_N_ELEMENTS (mentioned); i++)
    {
      g_assert_true (ibid_reading_state_step_mention (fixture->state, 1));
      WAIT_UNTIL (is_in_view (fixture, mentioned[i]));
    }

  choose (fixture, 1);
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (strip) == 1);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The chosen entity is mentioned at 1 place");
  choose (fixture, 2);
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (strip) > 1);
  g_assert_cmpuint (ibid_overview_strip_get_n_marks (strip), <, N_MANY);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The chosen entity is mentioned at 600 places");
  choose (fixture, 3);
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (strip) == 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));
  reader_fixture_free (fixture);
}

/* Larger letters move the text, and the marks with it. */
static void
test_follows_the_look (void)
{
  ReaderFixture *fixture = show ();
  graphene_point_t mark;

  choose (fixture, 0);
  WAIT_UNTIL (ibid_overview_strip_get_n_marks (fixture->reader->strip) == 3);
  g_object_set (fixture->reader, "text-scale", 2.0, "width", "narrow", NULL);
  WAIT_UNTIL (reader_fixture_eval_number (
                  fixture, "parseFloat (getComputedStyle (document.documentElement).fontSize)") >
              35);
  reader_fixture_run_for (600);
  mark = mark_of (fixture, mentioned[2]);
  click_at (&mark);
  WAIT_UNTIL (is_in_view (fixture, mentioned[2]));
  reader_fixture_free (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/overview-strip/clicks", test_clicks);
  g_test_add_func ("/overview-strip/between-marks", test_between_marks);
  g_test_add_func ("/overview-strip/accessible", test_accessible);
  g_test_add_func ("/overview-strip/follows-the-look", test_follows_the_look);
  return g_test_run ();
}
