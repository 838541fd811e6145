/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What all files of Ibid have in common; for this room, and for readers of other programs' JSON. */

#include "ibid-json.h"

G_BEGIN_DECLS

#define IBID_FORMAT_VERSION 1

JsonNode *ibid_document_parse (GBytes *bytes, const char *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The elements of a long list, which are parsed some at a time: a tree of all of them would take
 * many times the memory of what is made of it. Borrowed from the file's bytes. */
typedef struct
{
  const char *at;
  const char *end; /* at the bracket that closes the list */
  guint n_elements;
} IbidDocumentList;

JsonNode *ibid_document_parse_but (GBytes *bytes, const char *file, const char *const *path,
                                   IbidDocumentList *list, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
JsonNode *ibid_document_list_next (IbidDocumentList *list, guint max_elements, const char *file,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean ibid_document_check_format (IbidJson *json, const IbidJsonFields *fields,
                                     guint format_field, guint version_field, const char *format,
                                     const char *what);
gboolean ibid_document_check_version (IbidJson *json, const IbidJsonFields *fields,
                                      guint version_field);

G_END_DECLS
