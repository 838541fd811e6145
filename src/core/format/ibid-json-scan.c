/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-json-scan.h"
#include "ibid-format-error.h"
#include "ibid-plain-bytes.h"
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The strict grammar of RFC 8259, checked before json-glib sees a byte. json-glib 1.6 recurses
 * until the stack ends, takes comments, assignments and trailing commas, lets the last of two
 * members win, and makes invalid UTF-8 out of half a surrogate pair; none of that may reach a
 * reader's file. Nothing is built here: one pass over the bytes, and a small stack.
 */

typedef enum
{
  WANT_VALUE,
  WANT_VALUE_OR_CLOSE,
  WANT_KEY,
  WANT_KEY_OR_CLOSE,
  WANT_NEXT, /* a comma, a closing bracket, or at depth 0 the end */
} Want;

typedef struct
{
  guint64 hash;
  guint32 offset;
  guint32 length;
} Key;

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  const char *file;
  GError **error;
  GArray *keys; /* of the objects that are open, outermost first */
  guint depth;
  char brackets[IBID_FORMAT_MAX_DEPTH]; /* what closes each open container */
  guint first_key[IBID_FORMAT_MAX_DEPTH];
} Scan;

static gboolean
fail (Scan *self, IbidFormatError code, const char *at, const char *what)
{
  const char *line_start = self->start;
  g_autofree char *detail = NULL;
  guint line = 1;

  for (const char *q = self->start; q < at; q++)
    if (*q == '\n')
      {
        line++;
        line_start = q + 1;
      }

  /* Translators: a place in a file, and what is wrong there (a sentence) */
  detail = g_strdup_printf (_ ("Line %u, column %ld: %s"), line,
                            g_utf8_strlen (line_start, at - line_start) + 1, what);
  ibid_format_set_error (self->error, code, self->file, NULL, detail);
  return FALSE;
}

static char *
describe (Scan *self, const char *at)
{
  gunichar c;

  if (at >= self->end)
    return g_strdup (_ ("the end of the file"));
  c = g_utf8_get_char (at);
  if (!g_unichar_isgraph (c) || g_unichar_ismark (c))
    return g_strdup_printf ("U+%04X", c);
  return g_strdup_printf ("“%.*s”", (int)(g_utf8_next_char (at) - at), at);
}

static gboolean
fail_expected (Scan *self, const char *at, const char *expected)
{
  g_autofree char *found = describe (self, at);
  g_autofree char *what = NULL;

  if (at >= self->end)
    what = g_strdup_printf (_ ("expected %s, found the end of the file. It may have been cut short "
                               "while it was copied; fetch it again."),
                            expected);
  else
    what =
        g_strdup_printf (_ ("expected %s, found %s. The file is not sound JSON."), expected, found);
  return fail (self, IBID_FORMAT_ERROR_SYNTAX, at, what);
}

static int
parse_hex4 (const char *p, const char *end)
{
  int value = 0;

  if (end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* self->p is at the backslash, and behind the whole escape afterwards */
static gboolean
scan_escape (Scan *self)
{
  const char *p = self->p + 1;
  int unit;

  if (p < self->end && *p != '\0' && strchr ("\"\\/bfnrt", *p) != NULL)
    {
      self->p = p + 1;
      return TRUE;
    }
  if (p >= self->end || *p != 'u')
    return fail_expected (self, p, _ ("an escape such as \\n or \\u00e9"));

  unit = parse_hex4 (p + 1, self->end);
  if (unit < 0)
    return fail_expected (self, p, _ ("four hexadecimal digits"));
  if (unit == 0)
    return fail (self, IBID_FORMAT_ERROR_NUL, self->p,
                 _ ("the character U+0000, which no text may hold."));
  if (unit < 0xd800 || unit > 0xdfff)
    {
      self->p = p + 5;
      return TRUE;
    }
  if (unit < 0xdc00 && self->end - p >= 11 && p[5] == '\\' && p[6] == 'u')
    {
      int low = parse_hex4 (p + 7, self->end);

      if (low >= 0xdc00 && low <= 0xdfff)
        {
          self->p = p + 11;
          return TRUE;
        }
    }
  return fail (self, IBID_FORMAT_ERROR_SYNTAX, self->p,
               _ ("half of a surrogate pair, which is no character. The file is not sound JSON."));
}

/* Eight bytes at a time over what needs no look: no quote, backslash or control character, and
 * nothing but ASCII. */
static void
skip_plain (Scan *self)
{
  while (self->end - self->p >= 8)
    {
      guint64 word = ibid_plain_load (self->p);

      if (ibid_plain_has_less (word, 0x20) ||
          ibid_plain_has_less (word ^ IBID_EVERY_BYTE ('"'), 1) ||
          ibid_plain_has_less (word ^ IBID_EVERY_BYTE ('\\'), 1))
        return;
      self->p += 8;
    }
}

/* self->p is at the opening quote, and behind the closing one afterwards */
static gboolean
scan_string (Scan *self, gboolean *has_escape)
{
  const char *opening = self->p;

  self->p++;
  for (skip_plain (self); self->p < self->end;)
    {
      guchar c = (guchar)*self->p;

      if (c == '"')
        {
          self->p++;
          return TRUE;
        }
      if (c == '\\')
        {
          *has_escape = TRUE;
          if (!scan_escape (self))
            return FALSE;
        }
      else if (c < 0x20)
        return fail_expected (self, self->p, _ ("a string without bare control characters"));
      else
        {
          self->p++;
          if (c == ' ')
            skip_plain (self);
        }
    }
  return fail (self, IBID_FORMAT_ERROR_SYNTAX, opening,
               _ ("a string begins here and never ends. The file may have been cut short while it "
                  "was copied; fetch it again."));
}

static gboolean
scan_digits (Scan *self)
{
  const char *first = self->p;

  while (self->p < self->end && g_ascii_isdigit (*self->p))
    self->p++;
  return self->p > first || fail_expected (self, self->p, _ ("a digit"));
}

/* json-glib would silently change numbers that neither gint64 nor double can hold */
static gboolean
check_number_fits (Scan *self, const char *first, gboolean whole)
{
  gsize length = (gsize)(self->p - first);
  gboolean fits;

  if (length < 18 && memchr (first, 'e', length) == NULL && memchr (first, 'E', length) == NULL)
    return TRUE;
  if (whole)
    {
      g_autofree char *digits = g_strndup (first, length);

      fits = g_ascii_string_to_signed (digits, 10, -G_MAXINT64, G_MAXINT64, NULL, NULL);
    }
  else
    {
      g_autofree char *digits = g_strndup (first, length);

      fits = isfinite (g_ascii_strtod (digits, NULL));
    }
  return fits || fail (self, IBID_FORMAT_ERROR_SYNTAX, first,
                       _ ("a number that is too large to be kept as it is. Write it as a string."));
}

static gboolean
scan_number (Scan *self)
{
  const char *first = self->p;
  gboolean whole = TRUE;

  if (*self->p == '-')
    self->p++;
  if (self->p < self->end && *self->p == '0')
    self->p++;
  else if (!scan_digits (self))
    return FALSE;
  if (self->p < self->end && *self->p == '.')
    {
      whole = FALSE;
      self->p++;
      if (!scan_digits (self))
        return FALSE;
    }
  if (self->p < self->end && (*self->p == 'e' || *self->p == 'E'))
    {
      whole = FALSE;
      self->p++;
      if (self->p < self->end && (*self->p == '+' || *self->p == '-'))
        self->p++;
      if (!scan_digits (self))
        return FALSE;
    }
  return check_number_fits (self, first, whole);
}

static gboolean
scan_word (Scan *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize)(self->end - self->p) >= length && memcmp (self->p, words[i], length) == 0)
        {
          self->p += length;
          return TRUE;
        }
    }
  return fail_expected (self, self->p, _ ("a value"));
}

/* The key without its escapes; json-glib itself is asked, so that both decode alike. */
static char *
decode_key (const char *raw, gsize length)
{
  g_autofree char *quoted = g_strdup_printf ("\"%.*s\"", (int)length, raw);
  g_autoptr (JsonNode) node = json_from_string (quoted, NULL);

  return node != NULL ? json_node_dup_string (node) : g_strndup (raw, length);
}

static guint64
hash_bytes (const char *bytes, gsize length)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037); /* FNV-1a, 64 bits */

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

static gboolean
scan_key (Scan *self)
{
  const char *first = self->p + 1;
  gboolean has_escape = FALSE;
  Key key;

  if (!scan_string (self, &has_escape))
    return FALSE;

  key.offset = (guint32)(first - self->start);
  key.length = (guint32)(self->p - 1 - first);
  if (has_escape)
    {
      g_autofree char *decoded = decode_key (first, key.length);

      key.hash = hash_bytes (decoded, strlen (decoded));
    }
  else
    key.hash = hash_bytes (first, key.length);
  g_array_append_val (self->keys, key);
  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  if (left->hash != right->hash)
    return left->hash < right->hash ? -1 : 1;
  return left->offset < right->offset ? -1 : 1;
}

static gboolean
keys_equal (Scan *self, const Key *a, const Key *b)
{
  g_autofree char *left = decode_key (self->start + a->offset, a->length);
  g_autofree char *right = decode_key (self->start + b->offset, b->length);

  return strcmp (left, right) == 0;
}

/* Small objects are compared pair by pair, large ones sorted first, so that a hostile object with a
 * million members stays cheap. */
static gboolean
check_keys (Scan *self, guint first_key)
{
  Key *keys = &g_array_index (self->keys, Key, first_key);
  guint n_keys = self->keys->len - first_key;
  guint reach = n_keys;

  if (n_keys > 16)
    {
      qsort (keys, n_keys, sizeof (Key), compare_keys);
      reach = 1;
    }
  for (guint i = 0; i < n_keys; i++)
    for (guint j = i + 1; j < n_keys && j - i <= reach; j++)
      if (keys[i].hash == keys[j].hash && keys_equal (self, &keys[i], &keys[j]))
        {
          const Key *second = keys[i].offset > keys[j].offset ? &keys[i] : &keys[j];
          g_autofree char *name = decode_key (self->start + second->offset, second->length);
          g_autofree char *what = g_strdup_printf (
              _ ("the member “%s” is there twice, and only one of them can count."), name);

          return fail (self, IBID_FORMAT_ERROR_SYNTAX, self->start + second->offset - 1, what);
        }
  g_array_set_size (self->keys, first_key);
  return TRUE;
}

static gboolean
open_container (Scan *self, char closing)
{
  if (self->depth == IBID_FORMAT_MAX_DEPTH)
    {
      g_autofree char *what =
          g_strdup_printf (_ ("lists and objects lie more than %d deep in one another, which no "
                              "article needs. The file is damaged or hostile."),
                           IBID_FORMAT_MAX_DEPTH);

      return fail (self, IBID_FORMAT_ERROR_TOO_DEEP, self->p, what);
    }
  self->brackets[self->depth] = closing;
  self->first_key[self->depth] = self->keys->len;
  self->depth++;
  self->p++;
  return TRUE;
}

static gboolean
close_container (Scan *self)
{
  self->depth--;
  self->p++;
  return self->brackets[self->depth] == ']' || check_keys (self, self->first_key[self->depth]);
}

static gboolean
scan_value (Scan *self, Want *want)
{
  gboolean has_escape = FALSE;
  char c = *self->p;

  *want = WANT_NEXT;
  if (c == '"')
    return scan_string (self, &has_escape);
  if (c == '{')
    {
      *want = WANT_KEY_OR_CLOSE;
      return open_container (self, '}');
    }
  if (c == '[')
    {
      *want = WANT_VALUE_OR_CLOSE;
      return open_container (self, ']');
    }
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (self);
  return scan_word (self);
}

static void
skip_space (Scan *self)
{
  while (self->p < self->end &&
         (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t'))
    self->p++;
}

static gboolean
scan_member_name (Scan *self, Want *want)
{
  if (self->p >= self->end || *self->p != '"')
    return fail_expected (self, self->p, _ ("the quoted name of a member"));
  if (!scan_key (self))
    return FALSE;
  skip_space (self);
  if (self->p >= self->end || *self->p != ':')
    return fail_expected (self, self->p, _ ("a colon"));
  self->p++;
  *want = WANT_VALUE;
  return TRUE;
}

static gboolean
scan_next (Scan *self, Want *want)
{
  gboolean in_object;

  if (self->depth == 0)
    return fail_expected (self, self->p, _ ("nothing more"));

  in_object = self->brackets[self->depth - 1] == '}';
  if (self->p < self->end && *self->p == self->brackets[self->depth - 1])
    return close_container (self);
  if (self->p < self->end && *self->p == ',')
    {
      self->p++;
      *want = in_object ? WANT_KEY : WANT_VALUE;
      return TRUE;
    }
  return fail_expected (self, self->p, in_object ? _ ("a comma or “}”") : _ ("a comma or “]”"));
}

static gboolean
scan_step (Scan *self, Want *want)
{
  if ((*want == WANT_VALUE_OR_CLOSE || *want == WANT_KEY_OR_CLOSE) && self->p < self->end &&
      *self->p == self->brackets[self->depth - 1])
    {
      *want = WANT_NEXT;
      return close_container (self);
    }
  switch (*want)
    {
    case WANT_VALUE:
    case WANT_VALUE_OR_CLOSE:
      if (self->p >= self->end)
        return fail_expected (self, self->p, _ ("a value"));
      return scan_value (self, want);
    case WANT_KEY:
    case WANT_KEY_OR_CLOSE:
      return scan_member_name (self, want);
    case WANT_NEXT:
      return scan_next (self, want);
    }
  g_assert_not_reached ();
}

/**
 * ibid_json_scan:
 * @text: valid UTF-8 without NUL, not necessarily terminated
 * @length_bytes: its length in bytes, at most %IBID_FORMAT_MAX_FILE_BYTES
 * @file: the file's name, for messages
 * @error: where to put an error of %IBID_FORMAT_ERROR: %IBID_FORMAT_ERROR_SYNTAX (no strict JSON, a
 *   member twice, a number that would be changed), %IBID_FORMAT_ERROR_TOO_DEEP or
 *   %IBID_FORMAT_ERROR_NUL (escaped); the message says line and column, in characters, from 1
 *
 * Checks that a text is strict JSON of harmless depth, so that it can be given to json-glib.
 *
 * Returns: whether it is
 */
gboolean
ibid_json_scan (const char *text, gsize length_bytes, const char *file, GError **error)
{
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (Key), 64);
  Scan self = {
    .start = text, .p = text, .end = text + length_bytes, .file = file, .error = error, .keys = keys
  };
  Want want = WANT_VALUE;

  for (;;)
    {
      skip_space (&self);
      if (want == WANT_NEXT && self.depth == 0 && self.p == self.end)
        return TRUE;
      if (!scan_step (&self, &want))
        return FALSE;
    }
}
