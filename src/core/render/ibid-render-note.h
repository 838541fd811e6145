/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A reader's note, which is Markdown, as safe HTML. */
void ibid_render_append_markdown (GString *html, const char *markdown);

G_END_DECLS
