/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what a DOCX says of its styles, lists, links and itself. */

#include "ibid-container.h"
#include "ibid-draft.h"

G_BEGIN_DECLS

typedef enum
{
  IBID_DOCX_STYLE_TEXT,
  IBID_DOCX_STYLE_TITLE,
  IBID_DOCX_STYLE_HEADING,
  IBID_DOCX_STYLE_QUOTE,
  IBID_DOCX_STYLE_CAPTION,
  IBID_DOCX_STYLE_CODE,
} IbidDocxStyleKind;

typedef struct
{
  IbidDocxStyleKind kind;
  guint level;     /* of headings, from 1 */
  char *numbering; /* its list, or NULL */
} IbidDocxStyle;

typedef struct _IbidDocxStyles IbidDocxStyles;

IbidDocxStyles *ibid_docx_styles_new (IbidContainer *container) G_GNUC_WARN_UNUSED_RESULT;
void ibid_docx_styles_free (IbidDocxStyles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidDocxStyles, ibid_docx_styles_free)
const IbidDocxStyle *ibid_docx_styles_get (IbidDocxStyles *self, const char *id);
gboolean ibid_docx_styles_is_ordered (IbidDocxStyles *self, const char *numbering, guint level);
guint ibid_docx_styles_count (IbidDocxStyles *self, const char *numbering, guint level);

GHashTable *ibid_docx_read_links (IbidContainer *container, const char *part)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_docx_read_properties (IbidContainer *container, IbidDraft *draft);

G_END_DECLS
