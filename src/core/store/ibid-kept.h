/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-anchoring.h"
#include "ibid-annotation-format.h"
#include "ibid-files.h"
#include "ibid-finding.h"
#include "ibid-overlay.h"

G_BEGIN_DECLS

/* A kind of file that the reader's work is kept in. A state is what stands in such a file: nobody
 * changes it once it is made, so that workers may read it. */
typedef struct
{
  gpointer (*new_state) (void);
  gpointer (*ref_state) (gpointer state);
  void (*unref_state) (gpointer state);
  gpointer (*load) (GBytes *bytes, const char *path, const char *article_id,
                    IbidAnchoring *anchoring, GError **error);
  GBytes *(*save) (gpointer state, const char *article_id, GError **error);
  const char *code;       /* of the finding when it cannot be read */
  const char *set_aside;  /* messages, marked by N_(): new path, reason */
  const char *in_the_way; /* path, reason, second reason */
  const char *unreadable; /* reason */
} IbidKeptKind;

extern const IbidKeptKind ibid_kept_decisions;   /* states are IbidOverlay */
extern const IbidKeptKind ibid_kept_annotations; /* states are IbidAnnotationSet */

/* What stands in a file, read in a worker. */
typedef struct
{
  const IbidKeptKind *kind;
  gpointer state; /* empty if there was no file, or none that can be read */
  IbidFileStamp stamp;
  IbidFinding *finding; /* what was odd, or NULL */
  char *problem;        /* why nothing can be saved there, or NULL */
} IbidKept;
IbidKept *ibid_kept_read (const IbidKeptKind *kind, const char *path, const char *article_id,
                          IbidAnchoring *anchoring, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_kept_free (IbidKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidKept, ibid_kept_free)

G_END_DECLS
