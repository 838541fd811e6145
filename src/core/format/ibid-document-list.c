/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-document-private.h"
#include <string.h>

/* Finds its way in JSON text that the strict scan has passed: nothing has to be checked again, and
 * there is always a bracket or quotation mark at the end. */

static const char *
skip_space (const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
    p++;
  return p;
}

/* from the opening quotation mark to behind the closing one */
static const char *
skip_string (const char *p)
{
  for (p++; *p != '"'; p++)
    if (*p == '\\')
      p++;
  return p + 1;
}

static const char *
skip_container (const char *p)
{
  guint depth = 0;

  do
    {
      if (*p == '"')
        {
          p = skip_string (p);
          continue;
        }
      if (*p == '{' || *p == '[')
        depth++;
      else if (*p == '}' || *p == ']')
        depth--;
      p++;
    }
  while (depth > 0);
  return p;
}

static const char *
skip_value (const char *p)
{
  if (*p == '"')
    return skip_string (p);
  if (*p == '{' || *p == '[')
    return skip_container (p);
  while (strchr (",]} \t\r\n", *p) == NULL)
    p++;
  return p;
}

/* the value of a member whose name is written without escapes; NULL if there is none */
static const char *
find_member (const char *p, const char *name)
{
  gsize length = strlen (name);

  if (*p != '{')
    return NULL;
  for (p = skip_space (p + 1); *p == '"';)
    {
      const char *name_end = skip_string (p);
      const char *value = skip_space (skip_space (name_end) + 1);

      if ((gsize)(name_end - p) == length + 2 && memcmp (p + 1, name, length) == 0)
        return value;
      p = skip_space (skip_value (value));
      if (*p == ',')
        p = skip_space (p + 1);
    }
  return NULL;
}

/* behind the comma that follows the value, or at the bracket */
static const char *
next_element (const char *p)
{
  p = skip_space (skip_value (p));
  return *p == ',' ? skip_space (p + 1) : p;
}

static void
open_list (IbidDocumentList *list, const char *bracket)
{
  list->at = skip_space (bracket + 1);
  list->n_elements = 0;
  for (list->end = list->at; *list->end != ']'; list->end = next_element (list->end))
    list->n_elements++;
}

/**
 * ibid_document_parse_but:
 * @bytes: a whole file
 * @file: its name, for messages
 * @path: (array zero-terminated=1): names of members, from the root
 * @list: (out caller-allocates): the list there; empty if there is none
 * @error: where to put an error, as ibid_document_parse()
 *
 * Parses a file all but the elements of one list in it: in the tree that list is empty. Its
 * elements are to be had from ibid_document_list_next(), as long as @bytes live.
 *
 * Returns: (transfer full) (nullable): the tree
 */
JsonNode *
ibid_document_parse_but (GBytes *bytes, const char *file, const char *const *path,
                         IbidDocumentList *list, GError **error)
{
  g_autoptr (GString) rest = NULL;
  const char *text, *value;
  gsize length;

  *list = (IbidDocumentList){ NULL, NULL, 0 };
  if (!ibid_document_check_text (bytes, file, &text, &length, error))
    return NULL;
  value = skip_space (text);
  for (; *path != NULL && value != NULL; path++)
    value = find_member (value, *path);
  if (value == NULL || *value != '[')
    return ibid_document_parse_checked (text, length, file, error);
  open_list (list, value);
  rest = g_string_new_len (text, value + 1 - text);
  g_string_append_len (rest, list->end, text + length - list->end);
  return ibid_document_parse_checked (rest->str, rest->len, file, error);
}

/**
 * ibid_document_list_next:
 * @list: a list
 * @max_elements: how many of its elements to parse at most
 * @file: the file's name, for messages
 * @error: where to put an error of %IBID_FORMAT_ERROR
 *
 * Returns: (transfer full) (nullable): the next elements, as a list; %NULL without an error if
 * there are no more
 */
JsonNode *
ibid_document_list_next (IbidDocumentList *list, guint max_elements, const char *file,
                         GError **error)
{
  g_autoptr (GString) piece = NULL;
  const char *start;
  const char *end = list->at;

  if (list->at == list->end)
    return NULL;
  start = list->at;
  for (guint i = 0; i < max_elements && list->at != list->end; i++)
    {
      end = skip_value (list->at);
      list->at = skip_space (end);
      if (*list->at == ',')
        list->at = skip_space (list->at + 1);
    }
  piece = g_string_sized_new ((gsize)(end - start) + 3);
  g_string_append_c (piece, '[');
  g_string_append_len (piece, start, end - start);
  g_string_append_c (piece, ']');
  return ibid_document_parse_checked (piece->str, piece->len, file, error);
}
