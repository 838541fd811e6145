/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-draft.h"

G_BEGIN_DECLS

/*
 * Makes blocks of a stream of text, marks and breaks, as a document with markup has them: white
 * space is collapsed, marks that reach over several blocks are cut, notes find their references.
 */
typedef struct _IbidComposer IbidComposer;

IbidComposer *ibid_composer_new (IbidDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
void ibid_composer_free (IbidComposer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidComposer, ibid_composer_free)

/* blocks */
void ibid_composer_begin (IbidComposer *self, IbidBlockType type);
void ibid_composer_set_level (IbidComposer *self, guint level);
void ibid_composer_set_list (IbidComposer *self, gboolean ordered, guint number);
void ibid_composer_set_note (IbidComposer *self, const char *target, const char *label);
void ibid_composer_set_language (IbidComposer *self, const char *language, IbidDirection direction);
void ibid_composer_add_image (IbidComposer *self, const char *path, const char *alt);
void ibid_composer_end (IbidComposer *self);

/* inside a block; outside of one, text begins a paragraph */
void ibid_composer_add_text (IbidComposer *self, const char *text, gssize n_bytes);
void ibid_composer_add_break (IbidComposer *self);
void ibid_composer_push_mark (IbidComposer *self, IbidMarkType type, const char *value);
void ibid_composer_pop_mark (IbidComposer *self);
void ibid_composer_begin_reference (IbidComposer *self, const char *target);
void ibid_composer_end_reference (IbidComposer *self);

/* a table's cells, row by row */
void ibid_composer_begin_row (IbidComposer *self);
void ibid_composer_begin_cell (IbidComposer *self, gboolean header, guint colspan, guint rowspan);

gboolean ibid_composer_finish (IbidComposer *self, GError **error);

G_END_DECLS
