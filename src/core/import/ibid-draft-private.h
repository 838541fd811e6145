/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-draft.h"

G_BEGIN_DECLS

/* The images of a draft, for its own files. */
typedef struct _IbidDraftImages IbidDraftImages;

IbidDraftImages *ibid_draft_images_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ibid_draft_images_free (IbidDraftImages *self);
IbidDraftImages *ibid_draft_get_images (IbidDraft *self);

G_END_DECLS
