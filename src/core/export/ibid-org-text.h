/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: text as Org that Emacs and pandoc show as it was. */

#include <glib.h>

G_BEGIN_DECLS

void ibid_org_append_line (GString *out, const char *text);
void ibid_org_append_paragraphs (GString *out, const char *text);
void ibid_org_append_heading (GString *out, guint level, const char *text, const char *const *tags);
void ibid_org_append_literal (GString *out, const char *block, const char *text);
void ibid_org_append_keyword (GString *out, const char *keyword, const char *value);

G_END_DECLS
