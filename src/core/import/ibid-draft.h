/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-extract.h"
#include "ibid-finding.h"

G_BEGIN_DECLS

/*
 * What an importer took over from a file, before anything was looked for in it: blocks, notes, and
 * what the file says of itself. An article is made of it as often as wanted: after the date or the
 * language was corrected all is resolved anew. Belongs to one thread at a time.
 */
#define IBID_TYPE_DRAFT (ibid_draft_get_type ())
G_DECLARE_FINAL_TYPE (IbidDraft, ibid_draft, IBID, DRAFT, GObject)

IbidDraft *ibid_draft_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* what the reader may correct on the review page; the record can be edited in place */
IbidCsl *ibid_draft_get_metadata (IbidDraft *self);
IbidPartialDate *ibid_draft_get_published (IbidDraft *self); /* borrowed, or NULL */
void ibid_draft_set_published (IbidDraft *self, IbidPartialDate *published);
const char *ibid_draft_get_language (IbidDraft *self); /* BCP 47, or NULL */
void ibid_draft_set_language (IbidDraft *self, const char *language);
char *ibid_draft_dup_language (const char *given) G_GNUC_WARN_UNUSED_RESULT;
IbidDirection ibid_draft_get_direction (IbidDraft *self);
void ibid_draft_set_direction (IbidDraft *self, IbidDirection direction);

/* for importers */
void ibid_draft_set_origin (IbidDraft *self, GBytes *bytes, const char *media_type,
                            const char *name);
void ibid_draft_set_encoding (IbidDraft *self, const char *encoding);
const char *ibid_draft_get_encoding (IbidDraft *self); /* of a text that was converted, or NULL */
IbidBlock *ibid_draft_add_block (IbidDraft *self, IbidBlockType type, const char *text);
guint ibid_draft_get_n_blocks (IbidDraft *self);
IbidBlock *ibid_draft_peek_block (IbidDraft *self, guint index); /* borrowed */
void ibid_draft_add_note_reference (IbidDraft *self, guint note_block, const IbidSpan *span);
void ibid_draft_add_page (IbidDraft *self, const char *label, guint block, guint offset);
void ibid_draft_add_finding (IbidDraft *self, IbidSeverity severity, const char *code,
                             const char *message);
GListModel *ibid_draft_get_findings (IbidDraft *self); /* IbidFinding: doubtful spots */

/* the document's own images, copied; see ibid-draft-images.c */
const char *ibid_draft_add_image (IbidDraft *self, const char *name, GBytes *bytes);
guint ibid_draft_get_n_images (IbidDraft *self);
const char *ibid_draft_peek_image (IbidDraft *self, guint index, GBytes **bytes);
gboolean ibid_draft_write_images (IbidDraft *self, const char *folder, GCancellable *cancellable,
                                  GError **error);

IbidArticle *ibid_draft_build (IbidDraft *self, const IbidExtractOptions *known,
                               GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
