/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The reader and WebKit below it are a module, which is opened after the first frame. Before
 * anything of ibid-reader-view.h is used, ibid_web_room_open() must have said yes. */
void ibid_web_room_begin (void);
gboolean ibid_web_room_open (GError **error);
char *ibid_web_room_dup_versions (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
