/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: the elements of a page become blocks. */

#include "ibid-composer.h"
#include "ibid-html-notes.h"

G_BEGIN_DECLS

/**
 * IbidHtmlImages:
 * @src: the address in the page
 * @user_data: what was given with the function
 *
 * Takes an image along.
 *
 * Returns: (transfer full) (nullable): its path in the article; %NULL: it stays where it is
 */
typedef char *(*IbidHtmlImages) (const char *src, gpointer user_data);

void ibid_html_walk (IbidComposer *composer, GumboNode *main, IbidHtmlNotes *notes,
                     IbidHtmlImages images, gpointer images_data);

G_END_DECLS
