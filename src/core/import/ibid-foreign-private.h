/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what the readers of other programs' annotations have in common. */

#include "ibid-annotation-node.h"
#include "ibid-foreign-annotations.h"

G_BEGIN_DECLS

/* an id longer than that is no id of anybody's */
#define IBID_FOREIGN_MAX_ID_BYTES 2048

/* A file on its way: every item is gone through twice, first for the document that it is about,
 * then, if that is this article, to be read. */
typedef struct
{
  const char *file;
  IbidForeignAbout *about;
  IbidForeignAnnotations *result;
  GHashTable *documents; /* key → how it is called in the file */
  GHashTable *ids;       /* borrowed from the annotations */
  guint n_items;
  gboolean is_counting; /* the first time */
  guint hint_chars;     /* the last offset of the article's text that was converted */
  guint hint_utf16;
  IbidJson json; /* where it is in a tree */
} IbidForeignReader;

/* ibid-foreign-annotations.c */
void ibid_foreign_find (IbidForeignReader *self, const char *code, const char *pointer,
                        const char *message);
gboolean ibid_foreign_meet (IbidForeignReader *self, const char *address, const char *title);
gboolean ibid_foreign_is_elsewhere (IbidForeignReader *self, const char *address);
gboolean ibid_foreign_take (IbidForeignReader *self, IbidAnnotation *annotation);

/* ibid-foreign-about.c */
gboolean ibid_foreign_about_matches (IbidForeignAbout *self, const char *address,
                                     const char *title);
const char *ibid_foreign_about_get_id (IbidForeignAbout *self);
IbidReadingText *ibid_foreign_about_get_text (IbidForeignAbout *self);
char *ibid_foreign_dup_document_key (const char *address, const char *title)
    G_GNUC_WARN_UNUSED_RESULT;

/* ibid-foreign-ids.c */
char *ibid_foreign_dup_iri (const char *id) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_foreign_dup_named_id (const char *const *parts, guint n_parts) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_foreign_dup_content_id (IbidAnnotation *annotation, const char *location)
    G_GNUC_WARN_UNUSED_RESULT;

/* ibid-foreign-colour.c */
gboolean ibid_foreign_colour_parse (const char *text, IbidAnnotationStyle *style);

/* ibid-foreign-html.c */
char *ibid_foreign_dup_html_text (const char *html) G_GNUC_WARN_UNUSED_RESULT;

/* ibid-foreign-jsonld.c */
gboolean ibid_foreign_load_jsonld (IbidForeignReader *self, JsonNode *root, GError **error);
void ibid_foreign_load_item (IbidForeignReader *self, JsonObject *item, const char *title);
const char *ibid_foreign_get_string (JsonObject *object, const char *name);
gboolean ibid_foreign_says (JsonObject *object, const char *name, const char *word);

/* ibid-foreign-shape.c: other programs' ways of saying it → the one that is read */
JsonObject *ibid_foreign_shape_item (IbidForeignReader *self, JsonObject *item, guint target)
    G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_foreign_get_target_address (JsonNode *target);

/* ibid-foreign-hypothesis.c */
gboolean ibid_foreign_is_hypothesis (JsonNode *root);
void ibid_foreign_load_hypothesis (IbidForeignReader *self, JsonNode *root);

/* ibid-foreign-csv.c */
gboolean ibid_foreign_load_csv (IbidForeignReader *self, const char *text, GError **error);

G_END_DECLS
