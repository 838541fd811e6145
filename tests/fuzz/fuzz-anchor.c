/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-anchor-case.h"
#include "ibid-anchor.h"
#include <stdio.h>
#include <string.h>

/*
 * A fuzz target for finding places again: whatever the texts and whatever the description of a
 * place, no crash, no warning, an answer within the text, the same one twice, and never the word
 * "exact" for anything but the quote itself.
 *
 * An input is a head of eight bytes and a text: where in the text the old version ends and the new
 * one begins, where in the old one the quote begins and how long it is, and how much is known of
 * it.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define HEAD 8

/* any bytes as a text: sound UTF-8, NUL by another name */
static IbidReadingText *
make_text (const guint8 *data, gsize size)
{
  g_autofree char *copy = g_strndup ((const char *)data, size);

  for (gsize i = 0; i < size; i++)
    if (data[i] == '\0')
      copy[i] = '0';
  return ibid_reading_text_new_take (g_utf8_make_valid (copy, (gssize)size));
}

static void
check_result (IbidReadingText *text, IbidSelector *selector, const IbidAnchorResult *result)
{
  g_autofree char *found = NULL;

  g_assert_cmpfloat (result->score, >=, 0);
  g_assert_cmpfloat (result->score, <=, 1);
  if (result->state == IBID_ANCHOR_STATE_LOST)
    {
      g_assert_cmpuint (result->start + result->end, ==, 0);
      return;
    }
  g_assert_cmpuint (result->start, <, result->end);
  g_assert_cmpuint (result->end, <=, ibid_reading_text_get_n_chars (text));
  if (result->state != IBID_ANCHOR_STATE_EXACT)
    return;
  found = ibid_reading_text_dup_slice (text, result->start, result->end);
  g_assert_cmpstr (found, ==, ibid_selector_get_exact (selector));
}

static void
find (IbidReadingText *text, IbidReadingText *old, IbidSelector *selector)
{
  g_autoptr (IbidAnchorer) anchorer = ibid_anchorer_new (text, old);
  IbidSelector *const selectors[] = { selector, selector };
  IbidAnchorResult result;
  IbidAnchorResult results[2];

  ibid_anchorer_find (anchorer, selector, &result);
  check_result (text, selector, &result);
  g_assert_true (ibid_anchorer_find_all (anchorer, selectors, 2, results, NULL, NULL));
  check_result (text, selector, &results[1]);
  g_assert_cmpint (results[0].state, ==, results[1].state);
  g_assert_cmpuint (results[0].start, ==, results[1].start);
  g_assert_cmpuint (results[0].end, ==, results[1].end);
  if (result.state <= IBID_ANCHOR_STATE_MOVED || result.state == IBID_ANCHOR_STATE_LOST)
    g_assert_cmpint (results[0].state, ==, result.state);
}

static IbidSelector *
make_selector (IbidReadingText *old, guint start, guint end, guint known)
{
  g_autoptr (IbidSelector) whole = ibid_selector_new_for_range (old, start, end);
  const char *exact = ibid_selector_get_exact (whole);
  const char *prefix = (known & 1) != 0 ? ibid_selector_get_prefix (whole) : NULL;
  const char *suffix = (known & 2) != 0 ? ibid_selector_get_suffix (whole) : NULL;
  const char *hash = (known & 8) != 0 ? ibid_selector_get_text_hash (whole) : NULL;

  if ((known & 4) == 0)
    start = end = IBID_SELECTOR_NO_POSITION;
  /* a position that is none of the quote's */
  else if ((known & 16) != 0)
    end += 7;
  return ibid_selector_new (exact, prefix, suffix, start, end, hash);
}

static void
load_case (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidAnchorCase) found = ibid_anchor_case_load_bytes (bytes, "fuzz", &error);

  g_assert_true ((found == NULL) == (error != NULL));
  if (found != NULL)
    g_assert_cmpuint (found->names->len, ==, found->selectors->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint head[4] = { 0 };
  g_autoptr (IbidReadingText) old = NULL;
  g_autoptr (IbidReadingText) new = NULL;
  g_autoptr (IbidSelector) selector = NULL;
  gsize middle = 0;
  guint start = 0;

  load_case (data, size);
  if (size < HEAD)
    return 0;
  for (guint i = 0; i < 4; i++)
    head[i] = (guint)data[2 * i] << 8 | data[2 * i + 1];
  middle = head[0] % (size - HEAD + 1);
  old = make_text (data + HEAD, middle);
  new = make_text (data + HEAD + middle, size - HEAD - middle);
  if (ibid_reading_text_get_n_chars (old) == 0)
    return 0;
  start = head[1] % ibid_reading_text_get_n_chars (old);
  selector = make_selector (old, start, start + 1 + head[2], head[3]);
  find (new, NULL, selector);
  find (new, old, selector);
  find (old, new, selector);
  return 0;
}

#ifndef IBID_LIBFUZZER

#define INPUTS_PER_FILE 60
#define LONGEST 12000

/* changes a copy of a text as no editor would */
static void
damage (GString *text, GRand *random)
{
  guint n = (guint)g_rand_int_range (random, 0, 12);

  for (guint i = 0; i < n && text->len > 0; i++)
    {
      gsize at = (gsize)g_rand_int_range (random, 0, (gint32)text->len);
      gsize from = (gsize)g_rand_int_range (random, 0, (gint32)text->len);
      gsize length = (gsize)g_rand_int_range (random, 0, 300);
      g_autofree char *piece = g_strndup (text->str + from, MIN (length, text->len - from));

      if (g_rand_boolean (random))
        g_string_erase (text, (gssize)at, (gssize)MIN (length, text->len - at));
      if (g_rand_boolean (random))
        g_string_insert (text, (gssize)MIN (at, text->len), piece);
    }
}

static void
run_damaged (const char *content, gsize size, GRand *random)
{
  gsize from = (gsize)g_rand_int_range (random, 0, (gint32)size);
  gsize wanted = (gsize)g_rand_int_range (random, 1, LONGEST); /* MIN() would ask twice */
  gsize length = MIN (size - from, wanted);
  g_autoptr (GString) new = g_string_new_len (content + from, (gssize)length);
  GString *input = g_string_new (NULL);
  guint head[4] = { (guint)length & 0xFFFF, g_rand_int (random) & 0xFFFF,
                    (guint)g_rand_int_range (random, 0, 400), g_rand_int (random) & 0xFFFF };

  damage (new, random);
  for (guint i = 0; i < 4; i++)
    {
      g_string_append_c (input, (char)(head[i] >> 8));
      g_string_append_c (input, (char)(head[i] & 0xFF));
    }
  g_string_append_len (input, content + from, (gssize)length);
  g_string_append_len (input, new->str, (gssize) new->len);
  LLVMFuzzerTestOneInput ((const guint8 *)input->str, input->len);
  g_string_free (input, TRUE);
}

static guint
run_path (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *base_name = g_path_get_basename (path);
  g_autoptr (GRand) random = g_rand_new_with_seed (g_str_hash (base_name));
  g_autofree char *content = NULL;
  const char *name;
  gsize size;
  guint n_files = 0;

  if (folder != NULL)
    {
      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);

          n_files += run_path (inner);
        }
      return n_files;
    }
  if (!g_file_get_contents (path, &content, &size, NULL))
    g_error ("%s cannot be read", path);
  if (size == 0)
    return 0;
  for (guint i = 0; i < INPUTS_PER_FILE; i++)
    run_damaged (content, size, random);
  return 1;
}

int
main (int argc, char **argv)
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    n_files += run_path (argv[i]);
  printf ("%u files, %d pairs of texts of each\n", n_files, INPUTS_PER_FILE);
  return n_files > 0 ? 0 : 1;
}

#endif
