/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* namespaces of RFC 4122, appendix C */
#define IBID_UUID_NAMESPACE_URL "6ba7b811-9dad-11d1-80b4-00c04fd430c8"

char *ibid_uuid_dup_of_name (const char *name_space, const char *name, gsize length)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
