/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-citation-inspector.h"
#include "reading-fixture.h"

G_BEGIN_DECLS

/* An open article, and a window with the inspector in it; the window's actions as far as the
 * inspector uses them. */
typedef struct
{
  ReadingFixture reading;
  IbidArticle *article; /* borrowed from reading */
  GtkWindow *window;
  GtkWidget *inspector;
  IbidSpan jump; /* the last one */
  guint n_jumps;
  char *link; /* the last one to be opened */
} InspectorFixture;

void inspector_fixture_open (InspectorFixture *self, const char *path, int width, int height);
void inspector_fixture_close (InspectorFixture *self);
void inspector_fixture_select (InspectorFixture *self, const char *citation_id, guint item);
void inspector_fixture_show_page (InspectorFixture *self, const char *page);
void inspector_fixture_undo (InspectorFixture *self);
/* a label on the screen holds these words */
void inspector_fixture_assert_says (InspectorFixture *self, const char *words);

G_END_DECLS
