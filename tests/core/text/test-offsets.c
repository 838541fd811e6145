/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-offsets.h"

/* each with what it is, in code points, bytes and UTF-16 units */
static const struct
{
  const char *text;
  guint chars;
  gsize bytes;
  guint utf16;
} texts[] = {
  { "", 0, 0, 0 },
  { "plain", 5, 5, 5 },
  { "a longer line of plain ASCII text, over many words", 50, 50, 50 },
  { "caf\u00E9", 4, 5, 4 },  /* NFC */
  { "cafe\u0301", 5, 6, 5 }, /* NFD */
  { "数字丝绸之路", 6, 18, 6 },
  { "a\U0001F1F0\U0001F1FFb", 4, 10, 6 }, /* the flag of Kazakhstan */
  { "\U00020BB7野家", 3, 10, 4 },         /* Han beyond the first plane */
  { "line\r\nline", 10, 10, 10 },
  { "sixteen and more \u2013 then more than sixteen \U0001F600 and on", 50, 55, 51 },
};

static void
test_lengths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = texts[i].text;

      g_test_message ("%s", text);
      g_assert_cmpuint (ibid_text_bytes_from_chars (text, texts[i].chars), ==, texts[i].bytes);
      g_assert_cmpuint (ibid_text_chars_from_bytes (text, texts[i].bytes), ==, texts[i].chars);
      g_assert_cmpuint (ibid_text_utf16_from_chars (text, texts[i].chars), ==, texts[i].utf16);
      g_assert_cmpuint (ibid_text_chars_from_utf16 (text, texts[i].utf16), ==, texts[i].chars);
      /* past the end is the end */
      g_assert_cmpuint (ibid_text_bytes_from_chars (text, 1000), ==, texts[i].bytes);
      g_assert_cmpuint (ibid_text_chars_from_bytes (text, 1000), ==, texts[i].chars);
      g_assert_cmpuint (ibid_text_utf16_from_chars (text, 1000), ==, texts[i].utf16);
      g_assert_cmpuint (ibid_text_chars_from_utf16 (text, 1000), ==, texts[i].chars);
    }
}

static void
test_every_offset (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint chars = 0; chars <= texts[i].chars; chars++)
      {
        const char *text = texts[i].text;
        gsize bytes = ibid_text_bytes_from_chars (text, chars);
        guint utf16 = ibid_text_utf16_from_chars (text, chars);

        g_assert_cmpuint (bytes, ==, (gsize)(g_utf8_offset_to_pointer (text, chars) - text));
        g_assert_cmpuint (ibid_text_chars_from_bytes (text, bytes), ==, chars);
        g_assert_cmpuint (ibid_text_chars_from_utf16 (text, utf16), ==, chars);
      }
}

static void
test_inside_a_character (void)
{
  g_assert_cmpuint (ibid_text_chars_from_bytes ("a\u00E9b", 2), ==, 1);
  g_assert_cmpuint (ibid_text_chars_from_bytes ("a\u00E9b", 3), ==, 2);
  g_assert_cmpuint (ibid_text_chars_from_bytes ("\U0001F600b", 3), ==, 0);
  g_assert_cmpuint (ibid_text_chars_from_utf16 ("a\U0001F600b", 2), ==, 1);
  g_assert_cmpuint (ibid_text_chars_from_utf16 ("a\U0001F600b", 3), ==, 2);
}

static void
test_slice (void)
{
  static const struct
  {
    const char *text;
    guint start;
    guint end;
    const char *slice;
  } slices[] = {
    { "数字丝绸之路", 2, 4, "丝绸" },
    { "a\U0001F600b", 1, 2, "\U0001F600" },
    { "plain", 0, 5, "plain" },
    { "plain", 3, 100, "in" },
    { "plain", 7, 9, "" },
    { "plain", 3, 2, "" },
    { "plain", 2, 2, "" },
    { "cafe\u0301s", 4, 6, "\u0301s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (slices); i++)
    {
      g_autofree char *slice = ibid_text_dup_slice (slices[i].text, slices[i].start, slices[i].end);

      g_assert_cmpstr (slice, ==, slices[i].slice);
    }
}

/* breaks: where the text may be cut, as a row of 0 and 1 from offset 0 to the end */
static void
test_clusters (void)
{
  static const struct
  {
    const char *text;
    const char *breaks;
  } rows[] = {
    { "", "1" },
    { "ab", "111" },
    { "e\u0301a", "1011" },
    { "\u00E9a", "111" },
    { "a\r\nb", "11011" },
    { "\r\r", "111" },
    { "数字", "111" },
    { "\U0001F1F0\U0001F1FF\U0001F1E8\U0001F1F3", "10101" },
    { "\U0001F469\u200D\U0001F52C!", "10011" },
    { "\u0915\u094D\u0937", "1001" },
    { "x\u0302\u0323\u0301y", "100011" },
    { "ба\u0301", "1101" },
    { "각", "11" },
    { "\u1100\u1161\u11A8", "1001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      for (guint at = 0; rows[i].breaks[at] != '\0'; at++)
        g_assert_cmpint (ibid_text_is_cluster_boundary (rows[i].text, at), ==,
                         rows[i].breaks[at] == '1');
      g_assert_false (ibid_text_is_cluster_boundary (rows[i].text, (guint)strlen (rows[i].breaks)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/offsets/lengths", test_lengths);
  g_test_add_func ("/text/offsets/every-offset", test_every_offset);
  g_test_add_func ("/text/offsets/inside-a-character", test_inside_a_character);
  g_test_add_func ("/text/offsets/slice", test_slice);
  g_test_add_func ("/text/offsets/clusters", test_clusters);
  return g_test_run ();
}
