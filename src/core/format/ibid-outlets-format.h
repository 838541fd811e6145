/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article-format.h"

G_BEGIN_DECLS

/* a list of outlets ("ibid-outlets"), each as in an article: the errors of IBID_FORMAT_ERROR */
GPtrArray *ibid_outlet_list_load_bytes (GBytes *bytes, const char *display_name, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
