/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-draft.h"

G_BEGIN_DECLS

IbidDraft *ibid_import_docx (GBytes *bytes, const char *name, GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
