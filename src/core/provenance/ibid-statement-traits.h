/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-provenance.h"

G_BEGIN_DECLS

IbidStatementTraits ibid_statement_find_traits (const gunichar *chars, gsize n_chars,
                                                const gboolean *hidden);

G_END_DECLS
