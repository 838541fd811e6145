/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WebKit prints a file with a title, and with neither author, language nor bookmarks, and has no
 * way to ask for them. PDF allows to append to a file what changes of it (ISO 32000-1, 7.5.6): the
 * file that was printed stays as it is, byte for byte, with a few objects behind it. What is not of
 * the plain shape that WebKit's backend writes is left alone. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "ibid-pdf-amend.h"

#define MAX_OBJECTS 1000000
#define MAX_PAGES 100000
#define MAX_TREE_DEPTH 32
#define MAX_CONTENT_BYTES (64 * 1024 * 1024)
#define TAIL_BYTES 64
#define MAX_OPERANDS 6
#define MAX_SAVED_STATES 64
/* a heading is shown with a little of the white above it */
#define SPACE_ABOVE 12
/* the channels of a heading's colour: near white, which no ink is spent on */
#define FIRST_SHADE 247
#define N_SHADES 8

/* where a heading was painted */
typedef struct
{
  guint page; /* object number, 0: nowhere */
  double y;   /* in points from the page's lower edge */
} Found;

typedef struct
{
  const char *text; /* NUL-terminated copy; binary in between */
  gsize length;
  GArray *offsets; /* of goffset: by object number */
  guint root;
  guint info;
  gsize xref;
  GArray *found; /* of Found, by heading */
  guint n_pages;
} Reading;

/**
 * ibid_pdf_heading_colour:
 * @position: of a heading, below %IBID_PDF_MAX_HEADINGS
 *
 * Returns: its colour as 0xrrggbb, which is as good as white
 */
guint32
ibid_pdf_heading_colour (guint position)
{
  guint red = FIRST_SHADE + position / (N_SHADES * N_SHADES) % N_SHADES;
  guint green = FIRST_SHADE + position / N_SHADES % N_SHADES;
  guint blue = FIRST_SHADE + position % N_SHADES;

  return red << 16 | green << 8 | blue;
}

/* FALSE: no heading has this colour */
static gboolean
position_of_colour (const double *channels, guint *position)
{
  *position = 0;
  for (guint i = 0; i < 3; i++)
    {
      int shade = (int)(channels[i] * 255 + 0.5) - FIRST_SHADE;

      if (shade < 0 || shade >= N_SHADES)
        return FALSE;
      *position = *position * N_SHADES + (guint)shade;
    }
  return TRUE;
}

/* ---- objects ---- */

/* As strstr(), in what may hold any bytes. */
static const char *
find_bytes (const char *start, const char *end, const char *needle)
{
  gsize length = strlen (needle);

  while (start + length <= end)
    {
      const char *p = memchr (start, *needle, (gsize)(end - start) - length + 1);

      if (p == NULL || memcmp (p, needle, length) == 0)
        return p;
      start = p + 1;
    }
  return NULL;
}

/* The number behind a name in a dictionary: a number itself, or that of the object it refers to. */
static gboolean
find_number (const char *dictionary, const char *name, guint64 *number)
{
  gsize length = strlen (name);
  const char *p = dictionary;

  while ((p = strstr (p, name)) != NULL)
    {
      p += length;
      if (g_ascii_isspace (*p))
        {
          char *end = NULL;

          *number = g_ascii_strtoull (p, &end, 10);
          return end != p;
        }
    }
  return FALSE;
}

/* The dictionary of an object, without its stream; NULL: there is none. */
static char *
dup_dictionary (Reading *reading, guint64 object, const char **stream)
{
  const char *start;
  const char *end;
  const char *data;

  if (object == 0 || object >= reading->offsets->len)
    return NULL;
  if (g_array_index (reading->offsets, gsize, object) >= reading->xref)
    return NULL;
  start = reading->text + g_array_index (reading->offsets, gsize, object);
  end = find_bytes (start, reading->text + reading->xref, "endobj");
  if (end == NULL)
    return NULL;
  data = find_bytes (start, end, "stream\n");
  if (stream != NULL)
    *stream = data != NULL ? data + strlen ("stream\n") : NULL;
  start = find_bytes (start, end, "<<");
  return start != NULL ? g_strndup (start, (gsize)((data != NULL ? data : end) - start)) : NULL;
}

static gboolean
read_table (Reading *reading)
{
  const char *text_end = reading->text + reading->length;
  const char *last =
      find_bytes (text_end - MIN (reading->length, TAIL_BYTES), text_end, "startxref");
  const char *p;
  char *end = NULL;
  guint64 n_objects;
  guint64 number;
  g_autofree char *trailer = NULL;

  if (last == NULL)
    return FALSE;
  reading->xref = g_ascii_strtoull (last + strlen ("startxref"), &end, 10);
  if (reading->xref >= reading->length ||
      !g_str_has_prefix (reading->text + reading->xref, "xref\n0 "))
    return FALSE;
  n_objects = g_ascii_strtoull (reading->text + reading->xref + strlen ("xref\n0 "), &end, 10);
  if (n_objects == 0 || n_objects > MAX_OBJECTS || *end != '\n')
    return FALSE;
  p = end + 1;
  if (p + n_objects * 20 > last)
    return FALSE;
  for (guint64 i = 0; i < n_objects; i++, p += 20)
    {
      gsize offset = g_ascii_strtoull (p, NULL, 10);

      g_array_append_val (reading->offsets, offset);
    }
  trailer = g_strndup (p, (gsize)(last - p));
  if (!g_str_has_prefix (trailer, "trailer") || strstr (trailer, "/Prev") != NULL ||
      strstr (trailer, "/Encrypt") != NULL || !find_number (trailer, "/Root", &number))
    return FALSE;
  reading->root = (guint)number;
  reading->info = find_number (trailer, "/Info", &number) ? (guint)number : 0;
  return TRUE;
}

/* ---- what is painted on a page ---- */

typedef struct
{
  double matrix[6];
  double colour[3];
} Paint;

static void
multiply (double *matrix, const double *by)
{
  double product[6] = { by[0] * matrix[0] + by[1] * matrix[2],
                        by[0] * matrix[1] + by[1] * matrix[3],
                        by[2] * matrix[0] + by[3] * matrix[2],
                        by[2] * matrix[1] + by[3] * matrix[3],
                        by[4] * matrix[0] + by[5] * matrix[2] + matrix[4],
                        by[4] * matrix[1] + by[5] * matrix[3] + matrix[5] };

  memcpy (matrix, product, sizeof product);
}

static void
note_rectangle (Reading *reading, guint page, const Paint *paint, const double *rectangle)
{
  guint position;
  Found *found;

  if (!position_of_colour (paint->colour, &position) || position >= reading->found->len)
    return;
  found = &g_array_index (reading->found, Found, position);
  if (found->page != 0)
    return; /* another copy */
  found->page = page;
  found->y = rectangle[0] * paint->matrix[1] + rectangle[1] * paint->matrix[3] + paint->matrix[5];
}

/* Strings and arrays mean nothing here, but what stands in them must not be taken for operators. */
static const char *
skip_operand (const char *p)
{
  char closing = *p == '(' ? ')' : *p == '<' ? '>' : ']';
  guint depth = 0;

  for (; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (closing == ')' && *p == '(')
        depth++;
      else if (*p == closing && (closing != ')' || --depth == 0))
        return p + 1;
    }
  return p;
}

static void
obey (Reading *reading, guint page, GArray *saved, Paint *paint, const char *word, gsize length,
      const double *operands, guint n_operands)
{
  if (length == 1 && *word == 'q' && saved->len < MAX_SAVED_STATES)
    g_array_append_val (saved, *paint);
  else if (length == 1 && *word == 'Q' && saved->len > 0)
    {
      *paint = g_array_index (saved, Paint, saved->len - 1);
      g_array_set_size (saved, saved->len - 1);
    }
  else if (length == 2 && strncmp (word, "cm", 2) == 0 && n_operands == 6)
    multiply (paint->matrix, operands);
  else if (length == 2 && strncmp (word, "rg", 2) == 0 && n_operands == 3)
    memcpy (paint->colour, operands, 3 * sizeof *operands);
  else if (length == 2 && strncmp (word, "re", 2) == 0 && n_operands == 4)
    note_rectangle (reading, page, paint, operands);
}

static void
read_content (Reading *reading, guint page, const char *content)
{
  Paint paint = { { 1, 0, 0, 1, 0, 0 }, { 0, 0, 0 } };
  g_autoptr (GArray) saved = g_array_new (FALSE, FALSE, sizeof (Paint));
  double operands[MAX_OPERANDS];
  guint n_operands = 0;
  const char *p = content;

  while (*p != '\0')
    {
      gsize length;
      char *end = NULL;
      double value;

      if (g_ascii_isspace (*p))
        {
          p++;
          continue;
        }
      if (strchr ("(<[", *p) != NULL)
        {
          p = skip_operand (p);
          continue;
        }
      length = MAX (strcspn (p, " \t\r\n([<"), 1);
      value = g_ascii_strtod (p, &end);
      if (end == p + length)
        {
          /* the last ones count */
          if (n_operands == MAX_OPERANDS)
            memmove (operands, operands + 1, --n_operands * sizeof *operands);
          operands[n_operands++] = value;
        }
      else
        {
          obey (reading, page, saved, &paint, p, length, operands, n_operands);
          n_operands = 0;
        }
      p += length;
    }
}

static char *
dup_inflated (const char *data, gsize length)
{
  g_autoptr (GInputStream) packed =
      g_memory_input_stream_new_from_data (data, (gssize)length, NULL);
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, converter);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8 piece[16384];
  gssize n_read;

  while ((n_read = g_input_stream_read (stream, piece, sizeof piece, NULL, NULL)) > 0)
    {
      g_byte_array_append (content, piece, (guint)n_read);
      if (content->len > MAX_CONTENT_BYTES)
        return NULL;
    }
  g_byte_array_append (content, (const guint8 *)"", 1);
  return n_read == 0 ? (char *)g_byte_array_free (g_steal_pointer (&content), FALSE) : NULL;
}

static void
read_page (Reading *reading, guint page, const char *dictionary)
{
  const char *stream = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *text = NULL;
  guint64 number;
  guint64 length;

  if (!find_number (dictionary, "/Contents", &number))
    return;
  contents = dup_dictionary (reading, number, &stream);
  if (contents == NULL || stream == NULL || strstr (contents, "/FlateDecode") == NULL ||
      !find_number (contents, "/Length", &length) ||
      length > reading->length - (gsize)(stream - reading->text))
    return;
  text = dup_inflated (stream, length);
  if (text != NULL)
    read_content (reading, page, text);
}

static void
read_tree (Reading *reading, guint64 node, guint depth)
{
  g_autofree char *dictionary = dup_dictionary (reading, node, NULL);
  const char *kids;
  char *p;

  if (dictionary == NULL || depth > MAX_TREE_DEPTH || reading->n_pages >= MAX_PAGES)
    return;
  kids = strstr (dictionary, "/Kids [");
  if (kids == NULL)
    {
      reading->n_pages++;
      read_page (reading, (guint)node, dictionary);
      return;
    }
  p = (char *)kids + strlen ("/Kids [");
  while (*p != '\0' && *p != ']')
    {
      char *end = NULL;
      guint64 kid = g_ascii_strtoull (p, &end, 10);

      if (end == p)
        return;
      read_tree (reading, kid, depth + 1);
      p = strchr (end, 'R');
      if (p == NULL)
        return;
      p++;
    }
}

/* ---- what is appended ---- */

typedef struct
{
  GString *bytes;
  GArray *objects; /* of guint: those that were written */
  GArray *places;  /* of gsize: where each begins */
  gsize before;    /* length of the file that it is appended to */
} Writing;

static void
begin_object (Writing *writing, guint object)
{
  gsize place = writing->before + writing->bytes->len;

  g_array_append_val (writing->objects, object);
  g_array_append_val (writing->places, place);
  g_string_append_printf (writing->bytes, "%u 0 obj\n", object);
}

static void
append_number (GString *bytes, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (bytes, g_ascii_formatd (digits, sizeof digits, "%.2f", number));
}

/* Text of any script: UTF-16 as hexadecimal digits. */
static void
append_string (GString *bytes, const char *text)
{
  glong n_units = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n_units, NULL);

  g_string_append (bytes, "<FEFF");
  for (glong i = 0; i < n_units; i++)
    g_string_append_printf (bytes, "%04X", units[i]);
  g_string_append_c (bytes, '>');
}

/* A dictionary that is there already, up to its end. */
static void
append_opened (GString *bytes, const char *dictionary)
{
  const char *end = g_strrstr (dictionary, ">>");

  g_string_append_len (bytes, dictionary, end != NULL ? end - dictionary : 0);
}

typedef struct
{
  guint heading; /* position */
  guint parent;  /* the number of another of these + 1; 0: the outline itself */
  guint first;
  guint last;
  guint previous;
  guint next;
  guint n_inside;
} Bookmark;

/* One under another by their levels; element 0 is the outline itself. */
static GArray *
new_bookmarks (Reading *reading, GArray *headings)
{
  GArray *bookmarks = g_array_new (FALSE, TRUE, sizeof (Bookmark));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  guint at = 0;

  g_array_set_size (bookmarks, 1);
  g_array_append_val (open, at);
  for (guint i = 0; headings != NULL && i < reading->found->len; i++)
    {
      guint level = g_array_index (headings, IbidPdfHeading, i).level;
      Bookmark bookmark = { .heading = i };
      Bookmark *parent;

      if (g_array_index (reading->found, Found, i).page == 0)
        continue;
      while (open->len > 1)
        {
          at = g_array_index (open, guint, open->len - 1);
          if (g_array_index (headings, IbidPdfHeading,
                             g_array_index (bookmarks, Bookmark, at).heading)
                  .level < level)
            break;
          g_array_set_size (open, open->len - 1);
        }
      bookmark.parent = g_array_index (open, guint, open->len - 1);
      at = bookmarks->len;
      parent = &g_array_index (bookmarks, Bookmark, bookmark.parent);
      bookmark.previous = parent->last;
      if (parent->first == 0)
        parent->first = at;
      parent->last = at;
      if (bookmark.previous > 0)
        g_array_index (bookmarks, Bookmark, bookmark.previous).next = at;
      g_array_append_val (bookmarks, bookmark);
      g_array_append_val (open, at);
      for (guint above = bookmark.parent;;
           above = g_array_index (bookmarks, Bookmark, above).parent)
        {
          g_array_index (bookmarks, Bookmark, above).n_inside++;
          if (above == 0)
            break;
        }
    }
  return bookmarks;
}

static void
append_link (GString *bytes, const char *name, guint first_object, guint bookmark)
{
  if (bookmark > 0)
    g_string_append_printf (bytes, "\n/%s %u 0 R", name, first_object + bookmark);
}

static void
write_bookmarks (Writing *writing, Reading *reading, GArray *bookmarks, GArray *headings)
{
  guint first_object = reading->offsets->len;

  for (guint i = 0; i < bookmarks->len; i++)
    {
      const Bookmark *bookmark = &g_array_index (bookmarks, Bookmark, i);

      begin_object (writing, first_object + i);
      g_string_append (writing->bytes, "<<");
      if (i == 0)
        g_string_append (writing->bytes, "/Type /Outlines");
      else
        {
          const Found *found = &g_array_index (reading->found, Found, bookmark->heading);

          g_string_append (writing->bytes, "/Title ");
          append_string (writing->bytes,
                         g_array_index (headings, IbidPdfHeading, bookmark->heading).text);
          g_string_append_printf (writing->bytes, "\n/Parent %u 0 R\n/Dest [%u 0 R /XYZ null ",
                                  first_object + bookmark->parent, found->page);
          append_number (writing->bytes, found->y + SPACE_ABOVE);
          g_string_append (writing->bytes, " null]");
        }
      append_link (writing->bytes, "First", first_object, bookmark->first);
      append_link (writing->bytes, "Last", first_object, bookmark->last);
      append_link (writing->bytes, "Prev", first_object, bookmark->previous);
      append_link (writing->bytes, "Next", first_object, bookmark->next);
      if (bookmark->n_inside > 0)
        g_string_append_printf (writing->bytes, "\n/Count %u", bookmark->n_inside);
      g_string_append (writing->bytes, ">>\nendobj\n");
    }
}

static void
write_info (Writing *writing, Reading *reading, const char *author)
{
  g_autofree char *info = dup_dictionary (reading, reading->info, NULL);

  if (author == NULL || info == NULL || strstr (info, "/Author") != NULL)
    return;
  begin_object (writing, reading->info);
  append_opened (writing->bytes, info);
  g_string_append (writing->bytes, "\n/Author ");
  append_string (writing->bytes, author);
  g_string_append (writing->bytes, ">>\nendobj\n");
}

static void
write_catalog (Writing *writing, Reading *reading, const char *catalog, const char *language,
               gboolean has_bookmarks)
{
  gboolean has_language = language != NULL && strstr (catalog, "/Lang") == NULL;

  if (!has_language && !has_bookmarks)
    return;
  begin_object (writing, reading->root);
  append_opened (writing->bytes, catalog);
  if (has_language)
    {
      g_string_append (writing->bytes, "\n/Lang ");
      append_string (writing->bytes, language);
    }
  if (has_bookmarks)
    g_string_append_printf (writing->bytes, "\n/Outlines %u 0 R\n/PageMode /UseOutlines",
                            reading->offsets->len);
  g_string_append (writing->bytes, ">>\nendobj\n");
}

static void
write_table (Writing *writing, Reading *reading, guint n_bookmarks)
{
  gsize place = writing->before + writing->bytes->len;

  g_string_append (writing->bytes, "xref\n");
  for (guint i = 0; i < writing->objects->len; i++)
    g_string_append_printf (writing->bytes, "%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (writing->objects, guint, i),
                            g_array_index (writing->places, gsize, i));
  g_string_append_printf (writing->bytes,
                          "trailer\n<</Size %u\n/Root %u 0 R\n/Info %u 0 R\n/Prev "
                          "%" G_GSIZE_FORMAT ">>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          reading->offsets->len + n_bookmarks, reading->root, reading->info,
                          reading->xref, place);
}

static GBytes *
write_additions (Reading *reading, GBytes *pdf, const IbidPdfFacts *facts)
{
  g_autofree char *catalog = dup_dictionary (reading, reading->root, NULL);
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) bookmarks = NULL;
  Writing writing = { g_string_new ("\n"), objects, places, reading->length };
  guint64 pages;
  gboolean has_bookmarks;
  GString *whole;

  if (catalog == NULL || !find_number (catalog, "/Pages", &pages))
    {
      g_string_free (writing.bytes, TRUE);
      return g_bytes_ref (pdf);
    }
  if (strstr (catalog, "/Outlines") == NULL)
    read_tree (reading, pages, 0);
  bookmarks = new_bookmarks (reading, facts->headings);
  has_bookmarks = bookmarks->len > 1;
  write_info (&writing, reading, facts->author);
  write_catalog (&writing, reading, catalog, facts->language, has_bookmarks);
  if (has_bookmarks)
    write_bookmarks (&writing, reading, bookmarks, facts->headings);
  write_table (&writing, reading, has_bookmarks ? bookmarks->len : 0);
  whole = g_string_new_len (reading->text, (gssize)reading->length);
  g_string_append_len (whole, writing.bytes->str, (gssize)writing.bytes->len);
  g_string_free (writing.bytes, TRUE);
  if (objects->len == 0)
    g_string_truncate (whole, reading->length);
  return g_string_free_to_bytes (whole);
}

/**
 * ibid_pdf_amend:
 * @pdf: a file as WebKit printed it
 * @facts: what it lacks
 *
 * Adds author, language and bookmarks. What the file has already stays.
 *
 * Returns: (transfer full): the file with additions behind it; @pdf itself when it is not of a
 *   shape that is understood
 */
GBytes *
ibid_pdf_amend (GBytes *pdf, const IbidPdfFacts *facts)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (pdf, &length);
  g_autofree char *text = NULL;
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (Found));
  Reading reading = { .length = length, .offsets = offsets, .found = found };

  if (length < 8 || !g_str_has_prefix (data, "%PDF-1."))
    return g_bytes_ref (pdf);
  text = g_malloc (length + 1);
  memcpy (text, data, length);
  text[length] = '\0';
  reading.text = text;
  if (facts->headings != NULL)
    g_array_set_size (found, MIN (facts->headings->len, IBID_PDF_MAX_HEADINGS));
  if (!read_table (&reading))
    return g_bytes_ref (pdf);
  return write_additions (&reading, pdf, facts);
}
