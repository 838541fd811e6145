/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Popovers that ask for what a correction of an entity needs, then let the dossier act. They are
 * floating, and close themselves when done. */

#define IBID_TYPE_ENTITY_RENAME_POPOVER (ibid_entity_rename_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntityRenamePopover, ibid_entity_rename_popover, IBID,
                      ENTITY_RENAME_POPOVER, GtkPopover)
GtkWidget *ibid_entity_rename_popover_new (IbidDossier *dossier, IbidEntity *entity);

#define IBID_TYPE_ENTITY_MERGE_POPOVER (ibid_entity_merge_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntityMergePopover, ibid_entity_merge_popover, IBID, ENTITY_MERGE_POPOVER,
                      GtkPopover)
GtkWidget *ibid_entity_merge_popover_new (IbidDossier *dossier, IbidEntity *entity);

/* "add as entity": signal "added" (IbidEntity), a new one or one that is mentioned once more */
#define IBID_TYPE_ENTITY_ADD_POPOVER (ibid_entity_add_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntityAddPopover, ibid_entity_add_popover, IBID, ENTITY_ADD_POPOVER,
                      GtkPopover)
GtkWidget *ibid_entity_add_popover_new (IbidDossier *dossier, const IbidSpan *span);

/* whether all that two entities have in common is a name in Latin letters, while at least one of
 * them has a name in its own script that the other has not: they may be two things */
gboolean ibid_entities_share_only_romanization (IbidEntity *a, IbidEntity *b);

G_END_DECLS
