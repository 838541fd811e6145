/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading-fixture.h"

G_BEGIN_DECLS

/* Puts annotations into an open article, past the history. */

/* tags are separated by spaces, NULL for none; a lost one keeps the quote of the place given, an
 * uncertain one was made when the place read otherwise: old_text, or NULL for the same */
IbidAnnotation *notes_fixture_add (ReadingFixture *self, const IbidSpan *span,
                                   IbidAnnotationStyle style, const char *note, const char *tags,
                                   IbidAnchorState state, const char *old_text);
/* a dozen of all kinds, in the sample article */
void notes_fixture_fill (ReadingFixture *self);
/* as many as wanted, all over the article */
void notes_fixture_fill_many (ReadingFixture *self, guint n_annotations);
/* an article with as many paragraphs, for notes_fixture_fill_many(); JSON of the loader's kind */
char *notes_fixture_new_article (guint n_paragraphs);

G_END_DECLS
