/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-record-list-private.h"
#include "ibid-record.h"

#define N_RECORDS 26

/* follows a list by its announcements alone */
typedef struct
{
  GPtrArray *mirror;
  guint n_times;
  guint n_moved; /* taken out and put in */
} Follower;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Follower *follower = data;

  follower->n_times++;
  follower->n_moved += removed + added;
  if (removed > 0)
    g_ptr_array_remove_range (follower->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (follower->mirror, (int)(position + i), item);
    }
  /* the list is sound at every step */
  g_assert_cmpuint (follower->mirror->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < follower->mirror->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (item == follower->mirror->pdata[i]);
    }
}

typedef struct
{
  IbidRecord *records[N_RECORDS]; /* "a" to "z" */
  IbidRecordList *list;
  Follower follower;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_RECORDS; i++)
    fixture->records[i] = g_object_new (IBID_TYPE_RECORD, NULL);
  fixture->list = ibid_record_list_new (IBID_TYPE_RECORD);
  fixture->follower.mirror = g_ptr_array_new ();
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb),
                    &fixture->follower);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->follower.mirror);
  g_assert_finalize_object (fixture->list);
  for (guint i = 0; i < N_RECORDS; i++)
    g_assert_finalize_object (fixture->records[i]);
}

static gboolean
update (Fixture *fixture, const char *letters)
{
  gpointer items[N_RECORDS];
  gboolean changed = FALSE;

  for (guint i = 0; letters[i] != '\0'; i++)
    items[i] = fixture->records[letters[i] - 'a'];
  fixture->follower.n_times = 0;
  fixture->follower.n_moved = 0;
  changed = ibid_record_list_update (fixture->list, items, (guint)strlen (letters));
  g_assert_cmpuint (ibid_record_list_get_length (fixture->list), ==, strlen (letters));
  for (guint i = 0; letters[i] != '\0'; i++)
    g_assert_true (ibid_record_list_peek (fixture->list, i) == items[i]);
  return changed;
}

static void
test_minimal (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *letters;
    guint n_times;
    guint n_moved;
  } steps[] = {
    { "abcdef", 1, 6 },    { "abcdef", 0, 0 },  { "abdef", 1, 1 },   { "abcdef", 1, 1 },
    { "bdef", 2, 2 },      { "abcdef", 2, 2 },  { "abcdefg", 1, 1 }, { "xabcdefg", 1, 1 },
    { "abycdzefg", 3, 3 }, { "abcdefg", 2, 2 }, { "bcdefga", 2, 2 }, { "", 1, 7 },
    { "abc", 1, 3 },       { "cba", 4, 4 },     { "xyz", 1, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("to %s", steps[i].letters);
      g_assert_cmpint (update (fixture, steps[i].letters), ==, steps[i].n_times > 0);
      g_assert_cmpuint (fixture->follower.n_times, <=, steps[i].n_times);
      g_assert_cmpuint (fixture->follower.n_moved, <=, steps[i].n_moved);
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 2000; round++)
    {
      char letters[N_RECORDS + 1] = "";
      guint length = 0;

      for (guint i = 0; i < N_RECORDS; i++)
        if (g_rand_int_range (random, 0, 3) > 0)
          letters[length++] = (char)('a' + i);
      /* now and then some change places */
      for (guint i = 0; round % 3 == 0 && length > 1 && i < 3; i++)
        {
          guint a = (guint)g_rand_int_range (random, 0, (gint32)length);
          guint b = (guint)g_rand_int_range (random, 0, (gint32)length);
          char letter = letters[a];

          letters[a] = letters[b];
          letters[b] = letter;
        }
      update (fixture, letters);
      g_assert_cmpuint (fixture->follower.mirror->len, ==, length);
    }
}

static void
test_many_steps (Fixture *fixture, gconstpointer data)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *odd = g_ptr_array_new ();

  for (guint i = 0; i < 1000; i++)
    {
      g_ptr_array_add (all, g_object_new (IBID_TYPE_RECORD, NULL));
      if (i % 2 == 1)
        g_ptr_array_add (odd, all->pdata[i]);
    }
  ibid_record_list_update (fixture->list, all->pdata, all->len);
  fixture->follower.n_times = 0;
  ibid_record_list_update (fixture->list, odd->pdata, odd->len);
  g_assert_cmpuint (fixture->follower.n_times, <, 100);
  g_assert_cmpuint (ibid_record_list_get_length (fixture->list), ==, 500);
  ibid_record_list_update (fixture->list, NULL, 0);
  g_ptr_array_unref (odd);
  g_ptr_array_unref (all);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/record-list/minimal", Fixture, NULL, set_up, test_minimal, tear_down);
  g_test_add ("/model/record-list/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/model/record-list/many-steps", Fixture, NULL, set_up, test_many_steps, tear_down);
  return g_test_run ();
}
