/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An article as a GtkTextBuffer, and where each of its characters went. A plain struct with one
 * owner. */
typedef struct _IbidPlainText IbidPlainText;

IbidPlainText *ibid_plain_text_new (IbidArticle *article) G_GNUC_WARN_UNUSED_RESULT;
void ibid_plain_text_free (IbidPlainText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidPlainText, ibid_plain_text_free)

GtkTextBuffer *ibid_plain_text_get_buffer (IbidPlainText *self);
/* FALSE: there is no such block */
gboolean ibid_plain_text_get_iters (IbidPlainText *self, const IbidSpan *span, GtkTextIter *start,
                                    GtkTextIter *end);
/* the block of an iter, and the code points before it in that block's text; FALSE: before the text,
 * in what was put there for the eye */
gboolean ibid_plain_text_locate (IbidPlainText *self, const GtkTextIter *iter, guint *block,
                                 guint *offset);
/* marks citations and mentions anew, after decisions */
void ibid_plain_text_mark (IbidPlainText *self);

typedef enum
{
  IBID_PLAIN_LIGHT_CITATION, /* the chosen citation */
  IBID_PLAIN_LIGHT_CLAIM,    /* what it supports */
  IBID_PLAIN_LIGHT_ENTITY,   /* mentions of the chosen entity */
  IBID_PLAIN_LIGHT_POINTED,  /* what a panel points at */
  IBID_PLAIN_LIGHT_ARRIVAL,  /* where the last jump led */
  IBID_N_PLAIN_LIGHTS,
} IbidPlainLight;

void ibid_plain_text_clear_light (IbidPlainText *self, IbidPlainLight light);
void ibid_plain_text_add_light (IbidPlainText *self, IbidPlainLight light, const IbidSpan *span);

G_END_DECLS
