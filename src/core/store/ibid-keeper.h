/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-files.h"
#include "ibid-finding.h"
#include "ibid-overlay.h"

G_BEGIN_DECLS

/* What stands in a file of decisions, read in a worker. */
typedef struct
{
  IbidOverlay *overlay; /* empty if there was no file, or none that can be read */
  IbidFileStamp stamp;
  IbidFinding *finding; /* what was odd, or NULL */
  char *problem;        /* why nothing can be saved there, or NULL */
} IbidKept;
IbidKept *ibid_kept_read (const char *path, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void ibid_kept_free (IbidKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidKept, ibid_kept_free)

/* Keeps an overlay and its file equal. Properties (notify): "saved", "problem". */
#define IBID_TYPE_KEEPER (ibid_keeper_get_type ())
G_DECLARE_FINAL_TYPE (IbidKeeper, ibid_keeper, IBID, KEEPER, GObject)

IbidKeeper *ibid_keeper_new (const char *path, const char *article_id) G_GNUC_WARN_UNUSED_RESULT;
void ibid_keeper_take (IbidKeeper *self, IbidKept *kept);
IbidOverlay *ibid_keeper_get_overlay (IbidKeeper *self);
const char *ibid_keeper_get_path (IbidKeeper *self);
void ibid_keeper_set_path (IbidKeeper *self, const char *path, gboolean moved);
gboolean ibid_keeper_is_saved (IbidKeeper *self);
const char *ibid_keeper_get_problem (IbidKeeper *self);
gboolean ibid_keeper_flush (IbidKeeper *self, GError **error);

G_END_DECLS
