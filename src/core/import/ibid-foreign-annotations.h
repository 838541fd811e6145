/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation-format.h"
#include "ibid-finding.h"
#include "ibid-import-error.h"

G_BEGIN_DECLS

/* Highlights and notes of other programs: Web Annotations as JSON-LD, Hypothesis, and tables (those
 * of Readwise among them). */
#define IBID_FOREIGN_MAX_FILE_BYTES ((gsize)16 * 1024 * 1024)
#define IBID_FOREIGN_MAX_ANNOTATIONS 50000
#define IBID_FOREIGN_MAX_QUOTE_BYTES ((gsize)1024 * 1024)
#define IBID_FOREIGN_MAX_FINDINGS 100 /* those beyond are counted */

typedef enum
{
  IBID_FOREIGN_JSONLD,
  IBID_FOREIGN_HYPOTHESIS,
  IBID_FOREIGN_TABLE,
} IbidForeignKind;

/* What tells whether a highlight is one of the open article: its ids, addresses and title, and its
 * text. A state that does not change, safe to be read in any thread. Counted. */
typedef struct _IbidForeignAbout IbidForeignAbout;
IbidForeignAbout *ibid_foreign_about_new (IbidArticle *article, IbidReadingText *text)
    G_GNUC_WARN_UNUSED_RESULT;
IbidForeignAbout *ibid_foreign_about_ref (IbidForeignAbout *self);
void ibid_foreign_about_unref (IbidForeignAbout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidForeignAbout, ibid_foreign_about_unref)

/**
 * IbidForeignAnnotations:
 * @kind: what the file is
 * @annotations: (element-type IbidAnnotation): in the file's order, without anchors, no two with
 *   the same id
 * @findings: (element-type IbidFinding): what was left out or mended, and where
 * @n_findings: how many there were; those beyond %IBID_FOREIGN_MAX_FINDINGS are only counted
 * @n_elsewhere: how many are about other documents, and were left out
 *
 * What was found in a file.
 */
typedef struct
{
  IbidForeignKind kind;
  GPtrArray *annotations;
  GPtrArray *findings;
  guint n_findings;
  guint n_elsewhere;
} IbidForeignAnnotations;

IbidForeignAnnotations *
ibid_foreign_annotations_load_bytes (GBytes *bytes, const char *display_name,
                                     IbidForeignAbout *about, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_foreign_annotations_free (IbidForeignAnnotations *self);
gboolean ibid_foreign_annotations_is_file_name (const char *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidForeignAnnotations, ibid_foreign_annotations_free)

G_END_DECLS
