/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-sentence-index.h"

G_BEGIN_DECLS

/* One annotation, with everything that an export says about it. */
typedef struct
{
  IbidAnnotation *annotation;
  char *quote;          /* as the article has it; as it was, if it is lost */
  const char *heading;  /* the nearest one above, borrowed; or NULL */
  guint number;         /* its place among the chosen ones, from 1 */
  GPtrArray *citations; /* of IbidCitation, borrowed: those of its sentences */
  GPtrArray *sources;   /* of IbidSource, borrowed: those behind it */
  GPtrArray *entities;  /* of IbidEntity, borrowed: those that are named in it */
} IbidExportEntry;

/* Where the files lie that a package takes along as they are; each of them may be NULL. */
typedef struct
{
  char *article;
  char *assets;      /* the folder that stands for "assets/" */
  char *annotations; /* older texts are in the folder "versions" beside them */
  char *overlay;
} IbidExportFiles;

/*
 * What is exported: an article with the reader's decisions applied, the chosen annotations, and the
 * sources. It belongs to the thread that exports: the article is read anew for it, and nobody else
 * changes it.
 */
#define IBID_TYPE_EXPORT_MATTER (ibid_export_matter_get_type ())
G_DECLARE_FINAL_TYPE (IbidExportMatter, ibid_export_matter, IBID, EXPORT_MATTER, GObject)

IbidExportMatter *ibid_export_matter_new (IbidArticle *article, GPtrArray *annotations)
    G_GNUC_WARN_UNUSED_RESULT;
IbidArticle *ibid_export_matter_get_article (IbidExportMatter *self);
IbidSentenceIndex *ibid_export_matter_get_sentences (IbidExportMatter *self);
guint ibid_export_matter_get_n_entries (IbidExportMatter *self);
const IbidExportEntry *ibid_export_matter_get_entry (IbidExportMatter *self, guint index);

/* all annotations of the article, chosen or not: what a file has and this list lacks is deleted */
void ibid_export_matter_set_all_annotations (IbidExportMatter *self, GListModel *annotations);
GListModel *ibid_export_matter_get_all_annotations (IbidExportMatter *self);

/* annotations that were removed: id → gint64, in microseconds since 1970, UTC; borrowed */
void ibid_export_matter_set_removed (IbidExportMatter *self, GHashTable *removed);
GHashTable *ibid_export_matter_get_removed (IbidExportMatter *self);

/* which sources a bibliography holds: all of the article's, or those behind the entries only */
void ibid_export_matter_set_chosen_sources_only (IbidExportMatter *self, gboolean chosen_only);
GPtrArray *ibid_export_matter_get_sources (IbidExportMatter *self);
const char *ibid_export_matter_get_key (IbidExportMatter *self, IbidSource *source);

/* the library's files that a package takes along */
void ibid_export_matter_set_folder (IbidExportMatter *self, const char *path);
const char *ibid_export_matter_get_folder (IbidExportMatter *self);
void ibid_export_matter_set_files (IbidExportMatter *self, const IbidExportFiles *files);
const IbidExportFiles *ibid_export_matter_get_files (IbidExportMatter *self);
/* the decisions about the article; NULL: what the file says */
void ibid_export_matter_set_overlay (IbidExportMatter *self, IbidOverlay *overlay);
IbidOverlay *ibid_export_matter_get_overlay (IbidExportMatter *self);

G_END_DECLS
