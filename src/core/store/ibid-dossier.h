/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-article.h"
#include "ibid-history.h"
#include "ibid-sentence-index.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * One article in the library, open: the article, the reader's decisions about it, their history,
 * and its folder. Properties (notify): "saved" (gboolean), "save-problem" (string, or NULL).
 */
#define IBID_TYPE_DOSSIER (ibid_dossier_get_type ())
G_DECLARE_FINAL_TYPE (IbidDossier, ibid_dossier, IBID, DOSSIER, GObject)

IbidArticle *ibid_dossier_get_article (IbidDossier *self);
IbidHistory *ibid_dossier_get_history (IbidDossier *self);
IbidSentenceIndex *ibid_dossier_get_sentences (IbidDossier *self);
IbidOverlay *ibid_dossier_get_overlay (IbidDossier *self);
GFile *ibid_dossier_get_folder (IbidDossier *self);
GListModel *ibid_dossier_get_findings (IbidDossier *self); /* what the loader found */
GListModel *ibid_dossier_get_lost_decisions (IbidDossier *self);
gboolean ibid_dossier_is_saved (IbidDossier *self);
const char *ibid_dossier_get_save_problem (IbidDossier *self);
/* writes what is not yet on disk, and waits for it; at the end of the program */
gboolean ibid_dossier_flush (IbidDossier *self, GError **error);
/* where overlay.json goes instead, after a full disk or a read-only folder */
void ibid_dossier_save_elsewhere (IbidDossier *self, GFile *folder);

/* What was taken over from elsewhere. */
typedef struct
{
  gboolean is_new;      /* the article was not in the library */
  gboolean is_outdated; /* the text that came with it was: the library has a newer one */
  guint n_added;        /* annotations */
  guint n_changed;
  guint n_removed;
  guint n_decisions; /* about the article, new or changed */
} IbidMerged;

/* Acts. Each is one step of the history. Labels are made here, translated. */
void ibid_dossier_rename_entity (IbidDossier *self, IbidEntity *entity, const char *name);
void ibid_dossier_set_entity_kind (IbidDossier *self, IbidEntity *entity, IbidEntityKind kind);
void ibid_dossier_merge_entities (IbidDossier *self, IbidEntity *entity, IbidEntity *into);
void ibid_dossier_split_alias (IbidDossier *self, IbidEntity *entity, const char *alias);
void ibid_dossier_refuse_entity (IbidDossier *self, IbidEntity *entity); /* "not an entity" */

void ibid_dossier_set_verdict (IbidDossier *self, IbidCitationItem *item, IbidVerdict verdict);
void ibid_dossier_set_credibility (IbidDossier *self, IbidCitationItem *item, guint credibility);
void ibid_dossier_choose_candidate (IbidDossier *self, IbidCitationItem *item,
                                    IbidSource *source); /* NULL: open again */
void ibid_dossier_split_source (IbidDossier *self,
                                IbidCitationItem *item); /* this item gets a source of its own */
void ibid_dossier_refuse_citation (IbidDossier *self,
                                   IbidCitation *citation); /* "not a citation" */
void ibid_dossier_set_claims (IbidDossier *self, IbidCitation *citation, const IbidSpan *claims,
                              guint n_claims);
/* the citation made, visible in the article; NULL: the span is no place for one */
IbidCitation *ibid_dossier_add_citation (IbidDossier *self, const IbidSpan *span, const char *name,
                                         const char *issued_edtf);

/* field: "title" "author" "issued" "URL" "language" "archived"; FALSE with an error: the value is
 * no such thing */
gboolean ibid_dossier_edit_source (IbidDossier *self, IbidSource *source, const char *field,
                                   const char *value, GError **error);
void ibid_dossier_set_access (IbidDossier *self, IbidSource *source, IbidAccess access);
void ibid_dossier_set_source_reliability (IbidDossier *self, IbidSource *source,
                                          IbidReliability reliability);
void ibid_dossier_merge_sources (IbidDossier *self, IbidSource *source, IbidSource *into);

/* for all articles: kept in corrections.json; undone through the history all the same */
void ibid_dossier_set_outlet_kind (IbidDossier *self, IbidOutlet *outlet, IbidOutletKind kind);
void ibid_dossier_set_outlet_country (IbidDossier *self, IbidOutlet *outlet, const char *country);
void ibid_dossier_set_outlet_reliability (IbidDossier *self, IbidOutlet *outlet,
                                          IbidReliability reliability);

/* "add as entity": the entity made, or NULL with an error: one of that name and kind may be there
 */
IbidEntity *ibid_dossier_add_entity (IbidDossier *self, const IbidSpan *span, const char *name,
                                     IbidEntityKind kind, GError **error);
/* one more place that names an entity which is there already */
void ibid_dossier_add_mention (IbidDossier *self, IbidEntity *entity, const IbidSpan *span);

/* Annotations (ibid-dossier-annotations.c). Arrays are of IbidAnnotation, borrowed, and any number
 * of them is one step of the history. */
IbidAnnotations *ibid_dossier_get_annotations (IbidDossier *self);
IbidReadingText *ibid_dossier_get_reading_text (IbidDossier *self);
/* the annotation made, in the collection; spans are of the reader's selection, in reading order */
IbidAnnotation *ibid_dossier_annotate (IbidDossier *self, const IbidSpan *spans, guint n_spans,
                                       IbidAnnotationStyle style);
void ibid_dossier_set_annotation_style (IbidDossier *self, GPtrArray *annotations,
                                        IbidAnnotationStyle style);
void ibid_dossier_set_annotation_note (IbidDossier *self, IbidAnnotation *annotation,
                                       const char *note); /* Markdown; NULL or "": none */
void ibid_dossier_set_annotation_tags (IbidDossier *self, IbidAnnotation *annotation,
                                       const char *const *tags);
void ibid_dossier_add_annotation_tag (IbidDossier *self, GPtrArray *annotations, const char *tag);
void ibid_dossier_remove_annotation_tag (IbidDossier *self, GPtrArray *annotations,
                                         const char *tag);
/* "set to selection", extending, shrinking, and attaching a lost one by hand */
void ibid_dossier_set_annotation_place (IbidDossier *self, IbidAnnotation *annotation,
                                        const IbidSpan *spans, guint n_spans);
void ibid_dossier_remove_annotations (IbidDossier *self, GPtrArray *annotations);
/* uncertain ones: yes, it is that passage; no, it is not: lost in this text */
void ibid_dossier_confirm_annotations (IbidDossier *self, GPtrArray *annotations);
void ibid_dossier_refuse_annotations (IbidDossier *self, GPtrArray *annotations);
/* what stands behind an annotation: the citations of the sentences that it touches, their sources,
 * and the entities named there; arrays of borrowed pointers, none twice, in reading order */
GPtrArray *ibid_dossier_get_annotation_citations (IbidDossier *self, IbidAnnotation *annotation)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ibid_dossier_get_annotation_sources (IbidDossier *self, IbidAnnotation *annotation)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ibid_dossier_get_annotation_entities (IbidDossier *self, IbidAnnotation *annotation)
    G_GNUC_WARN_UNUSED_RESULT;
/* an older text of the article, kept under versions/, that an annotation was made against; NULL: it
 * is not there (any more) */
char *ibid_dossier_dup_old_passage (IbidDossier *self, IbidAnnotation *annotation)
    G_GNUC_WARN_UNUSED_RESULT;
/* copies of annotations.jsonld that a synchronising program left beside it: a list of GFile;
 * merging one puts it away under versions/ and keeps both sides of every conflict */
GListModel *ibid_dossier_get_conflict_copies (IbidDossier *self);
void ibid_dossier_merge_copy_async (IbidDossier *self, GFile *copy, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* the number of annotations that the copy added or changed, or -1 with an error */
int ibid_dossier_merge_copy_finish (IbidDossier *self, GAsyncResult *result, GError **error);

G_END_DECLS
