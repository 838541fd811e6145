/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One act of the user that can be undone: what to do, what to do to take it back, and its name. */
#define IBID_TYPE_ACT (ibid_act_get_type ())
G_DECLARE_DERIVABLE_TYPE (IbidAct, ibid_act, IBID, ACT, GObject)
struct _IbidActClass
{
  GObjectClass parent_class;
  void (*perform) (IbidAct *self);
  void (*revert) (IbidAct *self);
};
void ibid_act_set_label (IbidAct *self, const char *label);
const char *ibid_act_get_label (IbidAct *self); /* "Rename entity", translated */

/* Properties: "can-undo", "can-redo", "undo-label", "redo-label". Signal "performed" (const char
 * *label): after ibid_history_perform(), not after undo or redo; the window shows a toast with
 * Undo. */
#define IBID_TYPE_HISTORY (ibid_history_get_type ())
G_DECLARE_FINAL_TYPE (IbidHistory, ibid_history, IBID, HISTORY, GObject)

IbidHistory *ibid_history_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ibid_history_perform (IbidHistory *self, IbidAct *act); /* consumes act */
gboolean ibid_history_undo (IbidHistory *self);
gboolean ibid_history_redo (IbidHistory *self);
gboolean ibid_history_can_undo (IbidHistory *self);
gboolean ibid_history_can_redo (IbidHistory *self);
const char *ibid_history_get_undo_label (IbidHistory *self);
const char *ibid_history_get_redo_label (IbidHistory *self);

G_END_DECLS
