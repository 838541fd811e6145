/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-render.h"

G_BEGIN_DECLS

/* annotations over one another that print can show */
#define IBID_RENDER_ANNOTATION_LANES 3

/* A note that is printed, and where. */
typedef struct
{
  const IbidRenderNote *note; /* borrowed */
  guint number;
  gboolean is_in_margin; /* otherwise it stands at the end */
  gboolean is_long;      /* too long to stand on one page for sure */
  gboolean is_shown;     /* its number was written into the text */
} IbidRenderEntry;

/* What is looked up again and again while one document is written. */
typedef struct
{
  /* borrowed */
  IbidArticle *article;
  const IbidRenderOptions *options;

  /* owned */
  GPtrArray **references_of_block; /* IbidNoteReference, by the block they stand in; or NULL */
  GHashTable *reference_numbers;   /* IbidNoteReference → its position + 1 */
  GHashTable *first_reference_of; /* position of a note's block + 1 → position of reference + 1 */
  GHashTable *marked;             /* of IbidAnnotation: those that a mark stands for */
  guint8 *heading_levels;         /* of each block, for a file; or NULL */
  GPtrArray *entries;             /* of IbidRenderEntry: the notes that say something; or NULL */
  GHashTable *entry_of;           /* IbidAnnotation → its IbidRenderEntry; or NULL */

  guint n_blocks;
  gboolean took_first; /* the first block is the title and stands in the header */
} IbidRenderContext;

IbidRenderContext *ibid_render_context_new (IbidArticle *article, const IbidRenderOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_render_context_free (IbidRenderContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidRenderContext, ibid_render_context_free)

void ibid_render_append_inline (GString *html, IbidRenderContext *context, guint block, guint start,
                                guint end);
void ibid_render_append_block_content (GString *html, IbidRenderContext *context, guint block);
void ibid_render_append_block (GString *html, IbidRenderContext *context, guint block);
void ibid_render_append_note (GString *html, IbidRenderContext *context, guint block);
void ibid_render_append_blocks (GString *html, IbidRenderContext *context, guint from, guint to);
void ibid_render_append_language (GString *html, const char *language, IbidDirection direction);
void ibid_render_append_header (GString *html, IbidRenderContext *context);

void ibid_render_append_markdown_inline (GString *html, const char *markdown);
void ibid_render_append_entity (GString *text, const char *entity, gsize length_bytes);
void ibid_render_entries_init (IbidRenderContext *context);
const char *ibid_render_describe_entries (IbidRenderContext *context);
guint ibid_render_get_entry_number (IbidRenderContext *context, IbidAnnotation *annotation);
void ibid_render_append_entry (GString *html, IbidRenderContext *context,
                               IbidAnnotation *annotation);
void ibid_render_append_margin_of_block (GString *html, IbidRenderContext *context, guint block);
void ibid_render_append_entry_lists (GString *html, IbidRenderContext *context);

/* lists stay open from one block to the next */
typedef struct
{
  GArray *levels; /* of gboolean: whether that level's list is ordered */
} IbidRenderLists;
void ibid_render_lists_init (IbidRenderLists *lists);
void ibid_render_lists_clear (IbidRenderLists *lists);
void ibid_render_lists_close (IbidRenderLists *lists, GString *html);
void ibid_render_lists_append_item (IbidRenderLists *lists, GString *html,
                                    IbidRenderContext *context, guint block);

G_END_DECLS
