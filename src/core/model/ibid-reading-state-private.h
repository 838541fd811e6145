/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-reading-state.h"

G_BEGIN_DECLS

struct _IbidReadingState
{
  GObject parent_instance;

  /* owned */
  IbidArticle *article;
  GSignalGroup *article_signals;
  IbidCitation *citation;
  IbidEntity *entity;
  IbidAnnotations *annotations;
  GSignalGroup *annotations_signals;
  IbidAnnotation *annotation;
  IbidMention *stepped; /* the mention that was last stepped to */
  GArray *back;         /* of IbidPlace, the latest last */
  GArray *forward;
  GArray *lit_spans;

  /* plain */
  guint item;
  IbidPlace place;
  IbidSelection selection;
  gboolean has_selection;
};

/* ibid-reading-state-places.c */
void ibid_reading_state_clear_trail (IbidReadingState *self);

G_END_DECLS
