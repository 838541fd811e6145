/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tags as chips, and an entry for more with suggestions. Return and comma add what is typed, Tab
 * takes the first suggestion, Backspace in the empty entry removes the last tag. Signal: "edited"
 * (the user added or removed one). */
#define IBID_TYPE_TAG_FIELD (ibid_tag_field_get_type ())
G_DECLARE_FINAL_TYPE (IbidTagField, ibid_tag_field, IBID, TAG_FIELD, GtkWidget)

GtkWidget *ibid_tag_field_new (void);
void ibid_tag_field_set_tags (IbidTagField *self, const char *const *tags);
const char *const *ibid_tag_field_get_tags (IbidTagField *self); /* never NULL */
/* what is suggested; an array of strings, or NULL */
void ibid_tag_field_set_known (IbidTagField *self, GPtrArray *tags);
/* adds what is typed, as Return does */
void ibid_tag_field_commit (IbidTagField *self);

G_END_DECLS
