/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "ibid-entity-list-model.h"

typedef struct
{
  GListStore *entities;
  IbidEntityListModel *model;
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Fixture;

static IbidEntity *
add_entity (Fixture *fixture, const char *id, IbidEntityKind kind, const char *name)
{
  g_autoptr (IbidEntity) entity = ibid_entity_new (id, kind, name);

  g_list_store_append (fixture->entities, entity);
  return entity;
}

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  fixture->n_changes++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  IbidEntity *road;

  fixture->entities = g_list_store_new (IBID_TYPE_ENTITY);
  add_entity (fixture, "p1", IBID_ENTITY_KIND_PLACE, "Kazakhstan");
  road = add_entity (fixture, "d1", IBID_ENTITY_KIND_PROGRAMME, "Digital Silk Road");
  ibid_entity_add_name (road, "zh-Hans", "数字丝绸之路", "shuzi sichou zhi lu", NULL);
  add_entity (fixture, "n1", IBID_ENTITY_KIND_PERSON, "Zhang Xiao");
  add_entity (fixture, "n2", IBID_ENTITY_KIND_PERSON, "Niva Yau");
  add_entity (fixture, "n3", IBID_ENTITY_KIND_PERSON, "Élodie Ädler");
  fixture->model = ibid_entity_list_model_new ();
  ibid_entity_list_model_set_entities (fixture->model, G_LIST_MODEL (fixture->entities));
  g_signal_connect_swapped (fixture->model, "items-changed", G_CALLBACK (items_changed_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->entities);
}

/* "Name/heading" of every row, in order; a row without a heading has no number. */
static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->model)); i++)
    {
      g_autoptr (IbidEntityListRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);
      guint count = ibid_entity_list_row_get_group_count (row);

      g_string_append_printf (
          found, "%s%s", i > 0 ? " " : "",
          ibid_record_get_id (IBID_RECORD (ibid_entity_list_row_get_entity (row))));
      if (count > 0)
        g_string_append_printf (found, "/%u", count);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  assert_rows (fixture, "n1/3 n2 n3 d1/1 p1/1");
  g_assert_cmpuint (ibid_entity_list_model_get_n_entities (fixture->model), ==, 5);
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  ibid_entity_list_model_set_sort (fixture->model, IBID_ENTITY_SORT_NAME);
  assert_rows (fixture, "n2/3 n1 n3 d1/1 p1/1");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 0);
  g_assert_cmpuint (fixture->removed, ==, 2);
  g_assert_cmpuint (fixture->added, ==, 2);
  /* all counts are nought: the order of appearance decides */
  ibid_entity_list_model_set_sort (fixture->model, IBID_ENTITY_SORT_COUNT);
  assert_rows (fixture, "n1/3 n2 n3 d1/1 p1/1");
  ibid_entity_list_model_set_sort (fixture->model, IBID_ENTITY_SORT_COUNT);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query;
    const char *rows;
  } cases[] = {
    { "shuzi", "d1/1" },
    { "数字", "d1/1" },
    { "SHU ZI", "d1/1" },
    { "silk", "d1/1" },
    { "elodie", "n3/1" },
    { "adler", "n3/1" },
    { "a", "n1/3 n2 n3 d1/1 p1/1" },
    { "au", "n2/1" },
    { "nothing", "" },
    { "  ", "n1/3 n2 n3 d1/1 p1/1" },
    { "xiao zh", "n1/1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ibid_entity_list_model_set_query (fixture->model, cases[i].query);
      assert_rows (fixture, cases[i].rows);
    }
  ibid_entity_list_model_set_query (fixture->model, NULL);
  assert_rows (fixture, "n1/3 n2 n3 d1/1 p1/1");
}

/* Letter by letter, and back: what narrowing finds is what a fresh search finds. */
static void
test_narrowing (Fixture *fixture, gconstpointer data)
{
  ibid_entity_list_model_set_query (fixture->model, "n");
  assert_rows (fixture, "n1/2 n2 p1/1");
  ibid_entity_list_model_set_query (fixture->model, "ni");
  assert_rows (fixture, "n2/1");
  ibid_entity_list_model_set_query (fixture->model, "niv");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  ibid_entity_list_model_set_query (fixture->model, "n");
  assert_rows (fixture, "n1/2 n2 p1/1");
}

static void
test_keeps_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (IbidEntityListRow) before = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);
  g_autoptr (IbidEntityListRow) after = NULL;
  guint position;

  add_entity (fixture, "t1", IBID_ENTITY_KIND_TERM, "Term");
  ibid_entity_list_model_update (fixture->model);
  assert_rows (fixture, "n1/3 n2 n3 d1/1 p1/1 t1/1");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 5);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
  after = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);
  g_assert_true (before == after);

  g_list_store_remove (fixture->entities, 2);
  ibid_entity_list_model_update (fixture->model);
  assert_rows (fixture, "n2/2 n3 d1/1 p1/1 t1/1");
  g_assert_cmpuint (fixture->position, ==, 0);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 0);
  g_assert_true (ibid_entity_list_model_find (fixture->model,
                                              ibid_entity_list_row_get_entity (after), &position));
  g_assert_cmpuint (position, ==, 0);
}

static void
test_without (Fixture *fixture, gconstpointer data)
{
  g_autoptr (IbidEntity) second = g_list_model_get_item (G_LIST_MODEL (fixture->entities), 3);
  guint position;

  ibid_entity_list_model_set_without (fixture->model, second);
  assert_rows (fixture, "n1/2 n3 d1/1 p1/1");
  g_assert_false (ibid_entity_list_model_find (fixture->model, second, &position));
}

static void
test_speed (void)
{
  g_autoptr (GListStore) entities = g_list_store_new (IBID_TYPE_ENTITY);
  g_autoptr (IbidEntityListModel) model = ibid_entity_list_model_new ();
  static const char *const queries[] = { "s", "sh", "shu", "sh", "s", "", "9", "99" };
  gint64 longest = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      g_autofree char *name = g_strdup_printf ("Programme of Digital Works %u", i);
      g_autoptr (IbidEntity) entity = ibid_entity_new (id, (IbidEntityKind)(i % 8), name);

      ibid_entity_add_name (entity, "zh-Hans", "数字丝绸之路", "shuzi sichou zhi lu", NULL);
      g_list_store_append (entities, entity);
    }
  ibid_entity_list_model_set_entities (model, G_LIST_MODEL (entities));
  ibid_entity_list_model_set_query (model, "warm up");
  ibid_entity_list_model_set_query (model, "");
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      gint64 start = g_get_monotonic_time ();

      ibid_entity_list_model_set_query (model, queries[i]);
      longest = MAX (longest, g_get_monotonic_time () - start);
    }
  g_test_message ("longest of %u keystrokes over 5,000 entities: %.2f ms",
                  (guint)G_N_ELEMENTS (queries), (double)longest / 1000.0);
  /* generous: a test must not fail because the machine is busy */
  g_assert_cmpint (longest, <, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/panels/entity-list-model/groups", test_groups);
  ADD ("/panels/entity-list-model/sort", test_sort);
  ADD ("/panels/entity-list-model/filter", test_filter);
  ADD ("/panels/entity-list-model/narrowing", test_narrowing);
  ADD ("/panels/entity-list-model/keeps-rows", test_keeps_rows);
  ADD ("/panels/entity-list-model/without", test_without);
  g_test_add_func ("/panels/entity-list-model/speed", test_speed);
  return g_test_run ();
}
