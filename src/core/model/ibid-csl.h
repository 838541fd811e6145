/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-partial-date.h"
#include "ibid-record.h"

G_BEGIN_DECLS

/* A bibliographic record: the members of a CSL-JSON item that Ibid uses; all others are its extra.
 */
#define IBID_TYPE_CSL (ibid_csl_get_type ())
G_DECLARE_FINAL_TYPE (IbidCsl, ibid_csl, IBID, CSL, IbidRecord)

typedef enum
{
  IBID_CSL_TYPE, /* "article-newspaper" … */
  IBID_CSL_TITLE,
  IBID_CSL_CONTAINER_TITLE,
  IBID_CSL_PUBLISHER,
  IBID_CSL_VOLUME,
  IBID_CSL_ISSUE,
  IBID_CSL_PAGE,
  IBID_CSL_URL,
  IBID_CSL_DOI,
  IBID_CSL_LANGUAGE,
  IBID_CSL_ABSTRACT,
  IBID_CSL_NOTE,
  IBID_CSL_N_FIELDS,
} IbidCslField;

typedef struct
{
  char *family;
  char *given;
  char *literal; /* institutions, and names that are not to be taken apart */
  JsonObject *extra;
} IbidCslName;

IbidCsl *ibid_csl_new (const char *id, const char *type) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_csl_field_name (IbidCslField field);         /* "container-title" */
const char *ibid_csl_get (IbidCsl *self, IbidCslField field); /* or NULL */
void ibid_csl_set (IbidCsl *self, IbidCslField field, const char *value);
IbidPartialDate *ibid_csl_get_issued (IbidCsl *self);
void ibid_csl_set_issued (IbidCsl *self, IbidPartialDate *date);
const char *
ibid_csl_get_issued_literal (IbidCsl *self); /* a date as written that could not be resolved */
void ibid_csl_set_issued_literal (IbidCsl *self, const char *literal);
IbidPartialDate *ibid_csl_get_accessed (IbidCsl *self);
void ibid_csl_set_accessed (IbidCsl *self, IbidPartialDate *date);
const IbidCslName *ibid_csl_get_authors (IbidCsl *self, guint *n_authors);
void ibid_csl_add_author (IbidCsl *self, const char *family, const char *given, const char *literal,
                          JsonObject *extra);
void ibid_csl_clear_authors (IbidCsl *self);
char *ibid_csl_dup_author_text (IbidCsl *self)
    G_GNUC_WARN_UNUSED_RESULT; /* "A. Smith; OSCE", or NULL */
void ibid_csl_set_author_text (IbidCsl *self,
                               const char *text); /* the reverse: "Smith, A.; OSCE" */
IbidCsl *ibid_csl_copy (IbidCsl *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
