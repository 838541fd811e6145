/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-block.h"
#include "ibid-citation.h"
#include "ibid-entity.h"
#include "ibid-overlay.h"

G_BEGIN_DECLS

#define IBID_TYPE_NOTE_REFERENCE (ibid_note_reference_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteReference, ibid_note_reference, IBID, NOTE_REFERENCE, IbidRecord)

IbidNoteReference *ibid_note_reference_new (guint note_block, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;
guint ibid_note_reference_get_note (IbidNoteReference *self); /* position of the note's block */
const IbidSpan *ibid_note_reference_get_span (IbidNoteReference *self);

#define IBID_TYPE_ARTICLE (ibid_article_get_type ())
G_DECLARE_FINAL_TYPE (IbidArticle, ibid_article, IBID, ARTICLE, IbidRecord)

typedef struct
{
  char *label;
  guint block;
  guint offset; /* code points */
  JsonObject *extra;
} IbidPage;

/* what a change of decisions altered; argument of "decisions-changed" */
typedef enum
{
  IBID_ARTICLE_PART_ENTITIES = 1 << 0,  /* which entities there are, their names, kinds, mentions */
  IBID_ARTICLE_PART_CITATIONS = 1 << 1, /* which citations there are, their claims, their sources */
  IBID_ARTICLE_PART_SOURCES = 1 << 2,   /* which sources there are, their records */
  IBID_ARTICLE_PART_OUTLETS = 1 << 3,
  IBID_ARTICLE_PART_JUDGEMENTS = 1 << 4, /* verdict, credibility, reliability, access */
} IbidArticleParts;

IbidArticle *ibid_article_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* ids under which the article was met, besides its own; NULL-terminated, never NULL */
const char *const *ibid_article_get_other_ids (IbidArticle *self);
const char *ibid_article_get_generator (IbidArticle *self);
JsonObject *ibid_article_get_origin (IbidArticle *self);   /* or NULL */
const char *ibid_article_get_language (IbidArticle *self); /* or NULL */
IbidDirection ibid_article_get_direction (IbidArticle *self);
IbidCsl *ibid_article_get_metadata (IbidArticle *self); /* never NULL */
const char *
ibid_article_get_title (IbidArticle *self); /* metadata title, else first heading, else "" */
const IbidPage *ibid_article_get_pages (IbidArticle *self, guint *n_pages);

/* Lists in reading order, to be read only. Entities, sources and citations follow the reader's
 * decisions: merged, split, added and refused ones are there or not accordingly. */
GListModel *ibid_article_get_blocks (IbidArticle *self);    /* IbidBlock */
GListModel *ibid_article_get_outlets (IbidArticle *self);   /* IbidOutlet */
GListModel *ibid_article_get_sources (IbidArticle *self);   /* IbidSource, in the file's order */
GListModel *ibid_article_get_citations (IbidArticle *self); /* IbidCitation */
GListModel *ibid_article_get_entities (IbidArticle *self);  /* IbidEntity, by first mention */
GListModel *ibid_article_get_mentions (IbidArticle *self);  /* IbidMention of visible entities */
GListModel *ibid_article_get_note_references (IbidArticle *self);

guint ibid_article_get_n_blocks (IbidArticle *self);
IbidBlock *ibid_article_peek_block (IbidArticle *self,
                                    guint index); /* borrowed; NULL past the end */
gboolean ibid_article_find_block (IbidArticle *self, const char *id, guint *index);
IbidOutlet *ibid_article_find_outlet (IbidArticle *self,
                                      const char *id); /* borrowed, or NULL, as all of these */
IbidSource *ibid_article_find_source (IbidArticle *self, const char *id);
IbidCitation *ibid_article_find_citation (IbidArticle *self, const char *id);
IbidEntity *ibid_article_find_entity (IbidArticle *self, const char *id);
/* positions in the visible list; FALSE: not visible */
gboolean ibid_article_get_citation_position (IbidArticle *self, IbidCitation *citation,
                                             guint *position);
/* borrowed; the innermost (shortest) thing at that character, or NULL */
IbidCitation *ibid_article_citation_at (IbidArticle *self, guint block, guint offset);
IbidMention *ibid_article_mention_at (IbidArticle *self, guint block, guint offset);
/* visible citations / mentions that overlap a span; arrays of borrowed pointers */
GPtrArray *ibid_article_citations_in (IbidArticle *self, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ibid_article_mentions_in (IbidArticle *self, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_article_dup_span_text (IbidArticle *self, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_article_dup_reading_text (IbidArticle *self) G_GNUC_WARN_UNUSED_RESULT;
guint ibid_article_count_words (IbidArticle *self);
/* citation items that can be checked (credits are not counted) and those with a verdict */
void ibid_article_count_checked (IbidArticle *self, guint *n_checked, guint *n_items);

/* for loaders and importers, before the article is handed over; the lists announce nothing
 * meanwhile */
void ibid_article_set_other_ids (IbidArticle *self, const char *const *ids);
void ibid_article_set_generator (IbidArticle *self, const char *generator);
void ibid_article_set_origin (IbidArticle *self, JsonObject *origin);
void ibid_article_set_language (IbidArticle *self, const char *language);
void ibid_article_set_direction (IbidArticle *self, IbidDirection direction);
void ibid_article_set_metadata (IbidArticle *self, IbidCsl *metadata);
void ibid_article_add_page (IbidArticle *self, const char *label, guint block, guint offset,
                            JsonObject *extra);
/* the take_ functions consume the caller's reference; FALSE: the id is taken, nothing was added */
gboolean ibid_article_take_block (IbidArticle *self, IbidBlock *block);
gboolean ibid_article_take_outlet (IbidArticle *self, IbidOutlet *outlet);
gboolean ibid_article_take_source (IbidArticle *self, IbidSource *source);
gboolean ibid_article_take_citation (IbidArticle *self, IbidCitation *citation);
gboolean ibid_article_take_entity (IbidArticle *self, IbidEntity *entity);
void ibid_article_take_mention (IbidArticle *self, IbidMention *mention);
void ibid_article_take_note_reference (IbidArticle *self, IbidNoteReference *reference);
/* to be called once when all is in: sorts, links mentions and items, builds the lookups */
void ibid_article_seal (IbidArticle *self);

/*
 * Makes the article what it is under the given decisions, from what the file said: the earlier
 * decisions are forgotten first. Objects keep their identity. Emits "decisions-changed" once, with
 * the parts that differ. corrections (choices for all articles) and overlay may be NULL; the
 * overlay wins. Decisions whose target is not found are appended to lost (a GListStore of
 * IbidDecision, or NULL).
 */
void ibid_article_apply_decisions (IbidArticle *self, IbidOverlay *corrections,
                                   IbidOverlay *overlay, GListStore *lost);
/* the "find" of a decision about a thing of the article, as the file has it: a{ss}, floating */
GVariant *ibid_article_describe (IbidArticle *self, IbidRecord *record);

G_END_DECLS
