/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* what an export that is no text holds, for people to look at; NULL: it is a text */
char *ibid_export_dup_contents (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
