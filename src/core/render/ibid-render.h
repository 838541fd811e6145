/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-article.h"

G_BEGIN_DECLS

#define IBID_RENDER_SECTION_BLOCKS 50

/**
 * IbidRenderImage:
 * @image: an image of the article
 * @user_data: what was given with the function
 *
 * Returns: (transfer full) (nullable): an address that holds the picture itself, "data:…"; %NULL:
 *   its description stands in its place
 */
typedef char *(*IbidRenderImage) (const IbidImage *image, gpointer user_data);

/**
 * IbidRenderFile:
 * @numbers: what a reference in the text calls each annotation: #IbidAnnotation → number, from 1
 * @placed: a set that receives the annotations and citations that something in the text leads from
 * @dup_image: where the images are, or %NULL: nowhere
 * @image_data: for @dup_image
 *
 * What an article needs in a file that stands on its own. Its headings follow one another without a
 * gap, the title being the first level. From a citation a link leads to "#citation-POSITION", and
 * there is an id "cited-POSITION"; from the end of an annotation one to "#note-NUMBER", and there
 * is an id "marked-NUMBER". What these lead to is the caller's.
 */
typedef struct
{
  GHashTable *numbers;
  GHashTable *placed;
  IbidRenderImage dup_image;
  gpointer image_data;
} IbidRenderFile;

/**
 * IbidRenderNote:
 * @annotation: what the reader has marked, perhaps with a note and tags
 * @citations: (element-type IbidCitation): what stands behind it, or %NULL
 *
 * One of the notes that are printed with an article.
 */
typedef struct
{
  IbidAnnotation *annotation;
  GPtrArray *citations;
} IbidRenderNote;

IbidRenderNote *ibid_render_note_new (IbidAnnotation *annotation, GPtrArray *citations)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_render_note_free (IbidRenderNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidRenderNote, ibid_render_note_free)

/**
 * IbidRenderOptions:
 * @for_print: mentions become elements too, since highlights are not printed
 * @base_path: prefix of image addresses, with its slash: "ibid://app/article/1/"
 * @annotations: marks that become elements too when it is for print, or %NULL
 * @notes: (element-type IbidRenderNote): what is printed beside the text, in reading order, lost
 *   ones last; or %NULL. Their annotations are among @annotations.
 * @chrome_language: language of the labels that Ibid itself adds, or %NULL
 * @file: what is needed for a file that stands on its own, or %NULL
 */
typedef struct
{
  gboolean for_print;
  IbidAnnotations *annotations;
  GPtrArray *notes;
  const char *base_path;
  const char *chrome_language;
  const IbidRenderFile *file;
} IbidRenderOptions;

GBytes *ibid_render_article (IbidArticle *article, const IbidRenderOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_render_append_article_language (GString *html, IbidArticle *article);
void ibid_render_append_article (GString *html, IbidArticle *article,
                                 const IbidRenderOptions *options);
char *ibid_render_block (IbidArticle *article, guint block, const IbidRenderOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_render_metadata_line (IbidArticle *article) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_render_describe_citation (IbidArticle *article, IbidCitation *citation,
                                           char **label);

G_END_DECLS
