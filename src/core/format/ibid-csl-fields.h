/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: the members of a CSL-JSON item, as loader and saver share them. */

#include "ibid-csl.h"

G_BEGIN_DECLS

/* in the order of strcmp(), as ibid_json_open() wants it */
enum
{
  IBID_CSL_FIELD_DOI,
  IBID_CSL_FIELD_URL,
  IBID_CSL_FIELD_ABSTRACT,
  IBID_CSL_FIELD_ACCESSED,
  IBID_CSL_FIELD_AUTHOR,
  IBID_CSL_FIELD_CONTAINER_TITLE,
  IBID_CSL_FIELD_ID,
  IBID_CSL_FIELD_ISSUE,
  IBID_CSL_FIELD_ISSUED,
  IBID_CSL_FIELD_LANGUAGE,
  IBID_CSL_FIELD_NOTE,
  IBID_CSL_FIELD_PAGE,
  IBID_CSL_FIELD_PUBLISHER,
  IBID_CSL_FIELD_TITLE,
  IBID_CSL_FIELD_TYPE,
  IBID_CSL_FIELD_VOLUME,
  IBID_CSL_N_MEMBERS
};

static const char *const ibid_csl_members[IBID_CSL_N_MEMBERS] = {
  "DOI",    "URL",      "abstract", "accessed", "author",    "container-title", "id",   "issue",
  "issued", "language", "note",     "page",     "publisher", "title",           "type", "volume",
};

/* which field of the model each member is; -1: none of the plain texts */
static const int ibid_csl_member_fields[IBID_CSL_N_MEMBERS] = {
  IBID_CSL_DOI,
  IBID_CSL_URL,
  IBID_CSL_ABSTRACT,
  -1,
  -1,
  IBID_CSL_CONTAINER_TITLE,
  -1,
  IBID_CSL_ISSUE,
  -1,
  IBID_CSL_LANGUAGE,
  IBID_CSL_NOTE,
  IBID_CSL_PAGE,
  IBID_CSL_PUBLISHER,
  IBID_CSL_TITLE,
  IBID_CSL_TYPE,
  IBID_CSL_VOLUME,
};

G_END_DECLS
