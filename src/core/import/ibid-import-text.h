/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-draft.h"
#include "ibid-import-input.h"

G_BEGIN_DECLS

IbidDraft *ibid_import_text (const IbidImportInput *input, GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
