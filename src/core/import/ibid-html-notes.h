/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: the footnotes of a page. */

#include "ibid-html-tree.h"

G_BEGIN_DECLS

typedef struct _IbidHtmlNotes IbidHtmlNotes;

IbidHtmlNotes *ibid_html_notes_new (IbidHtmlTree *tree) G_GNUC_WARN_UNUSED_RESULT;
void ibid_html_notes_free (IbidHtmlNotes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidHtmlNotes, ibid_html_notes_free)

/* in the order of the references; arrays of GumboNode */
const GPtrArray *ibid_html_notes_get_bodies (IbidHtmlNotes *self);
const char *ibid_html_notes_get_target (IbidHtmlNotes *self, const GumboNode *body);
const char *ibid_html_notes_get_label (IbidHtmlNotes *self, const GumboNode *body);
const char *ibid_html_notes_get_reference (IbidHtmlNotes *self, const GumboNode *link);
gboolean ibid_html_notes_is_backlink (IbidHtmlNotes *self, const GumboNode *link);
gboolean ibid_html_notes_contains_body (IbidHtmlNotes *self, const GumboNode *node);

G_END_DECLS
