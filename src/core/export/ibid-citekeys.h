/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-source.h"

G_BEGIN_DECLS

GHashTable *ibid_citekeys_new (GListModel *sources) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
