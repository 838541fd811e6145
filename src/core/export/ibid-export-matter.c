/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include "ibid-citekeys.h"
#include "ibid-export-matter.h"
#include "ibid-package-format.h"
#include "ibid-provenance.h"

struct _IbidExportMatter
{
  GObject parent_instance;

  /* owned */
  IbidArticle *article;
  IbidSentenceIndex *sentences;
  GArray *entries;             /* of IbidExportEntry */
  GHashTable *keys;            /* source → key; NULL until one is asked for */
  GPtrArray *sources;          /* NULL until they are asked for */
  GListModel *all_annotations; /* or NULL */
  char *folder;
  IbidExportFiles files;
  IbidOverlay *overlay; /* or NULL */
  GHashTable *removed;  /* or NULL */

  /* plain */
  gboolean chosen_sources_only;
};

G_DEFINE_FINAL_TYPE (IbidExportMatter, ibid_export_matter, G_TYPE_OBJECT)

static void
clear_entry (gpointer data)
{
  IbidExportEntry *entry = data;

  g_clear_object (&entry->annotation);
  g_free (entry->quote);
  g_ptr_array_unref (entry->citations);
  g_ptr_array_unref (entry->sources);
  g_ptr_array_unref (entry->entities);
}

static void
clear_files (IbidExportFiles *files)
{
  g_clear_pointer (&files->article, g_free);
  g_clear_pointer (&files->assets, g_free);
  g_clear_pointer (&files->annotations, g_free);
  g_clear_pointer (&files->overlay, g_free);
}

static void
ibid_export_matter_finalize (GObject *object)
{
  IbidExportMatter *self = IBID_EXPORT_MATTER (object);

  g_array_unref (self->entries);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_object (&self->all_annotations);
  g_clear_object (&self->sentences);
  g_clear_object (&self->article);
  g_free (self->folder);
  clear_files (&self->files);
  g_clear_object (&self->overlay);
  g_clear_pointer (&self->removed, g_hash_table_unref);
  G_OBJECT_CLASS (ibid_export_matter_parent_class)->finalize (object);
}

static void
ibid_export_matter_class_init (IbidExportMatterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_export_matter_finalize;
}

static void
ibid_export_matter_init (IbidExportMatter *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (IbidExportEntry));
  g_array_set_clear_func (self->entries, clear_entry);
}

static void
add_once (GPtrArray *array, gpointer object)
{
  if (object != NULL && !g_ptr_array_find (array, object, NULL))
    g_ptr_array_add (array, object);
}

static void
add_sources (IbidExportEntry *entry, IbidCitation *citation)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n_items = g_list_model_get_n_items (items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);

      add_once (entry->sources, ibid_citation_item_get_source (item));
    }
}

static void
add_what_is_behind (IbidExportMatter *self, IbidExportEntry *entry, const IbidSpan *span)
{
  g_autoptr (GPtrArray) citations = ibid_provenance_citations_behind (self->sentences, span);
  g_autoptr (GPtrArray) mentions = ibid_article_mentions_in (self->article, span);

  for (guint i = 0; i < citations->len; i++)
    {
      add_once (entry->citations, g_ptr_array_index (citations, i));
      add_sources (entry, g_ptr_array_index (citations, i));
    }
  for (guint i = 0; i < mentions->len; i++)
    add_once (entry->entities, ibid_mention_get_entity (g_ptr_array_index (mentions, i)));
}

/* Notes which heading each block stands under, once for all entries. */
static GPtrArray *
new_headings (IbidArticle *article)
{
  guint n_blocks = ibid_article_get_n_blocks (article);
  GPtrArray *headings = g_ptr_array_sized_new (n_blocks);
  const char *above = NULL;

  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);

      if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING)
        above = ibid_block_get_text (block);
      g_ptr_array_add (headings, (gpointer)above);
    }
  return headings;
}

/* What the article says there now, blocks joined by newlines as in the reading text. */
static char *
dup_quote (IbidArticle *article, const IbidSpan *spans, guint n_spans)
{
  GString *quote = g_string_new (NULL);

  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *text = ibid_article_dup_span_text (article, &spans[i]);

      if (i > 0)
        g_string_append_c (quote, '\n');
      g_string_append (quote, text);
    }
  return g_string_free (quote, FALSE);
}

static void
add_entry (IbidExportMatter *self, IbidAnnotation *annotation, GPtrArray *headings)
{
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  guint n_spans;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);
  IbidExportEntry entry = { g_object_ref (annotation) };

  entry.number = self->entries->len + 1;
  entry.citations = g_ptr_array_new ();
  entry.sources = g_ptr_array_new ();
  entry.entities = g_ptr_array_new ();
  entry.quote = n_spans > 0 ? dup_quote (self->article, spans, n_spans)
                            : g_strdup (ibid_selector_get_exact (selector));
  if (n_spans > 0)
    entry.heading = g_ptr_array_index (headings, spans[0].block);
  for (guint i = 0; i < n_spans; i++)
    add_what_is_behind (self, &entry, &spans[i]);
  g_array_append_val (self->entries, entry);
}

/**
 * ibid_export_matter_new:
 * @article: the article, with the reader's decisions applied; nobody else may change it meanwhile
 * @annotations: (element-type IbidAnnotation): the chosen ones, in the order in which they shall
 *   leave
 *
 * Gathers what an export says.
 *
 * Returns: (transfer full): the matter
 */
IbidExportMatter *
ibid_export_matter_new (IbidArticle *article, GPtrArray *annotations)
{
  IbidExportMatter *self = g_object_new (IBID_TYPE_EXPORT_MATTER, NULL);
  g_autoptr (GPtrArray) headings = new_headings (article);

  self->article = g_object_ref (article);
  self->sentences = ibid_sentence_index_new (article);
  for (guint i = 0; i < annotations->len; i++)
    add_entry (self, g_ptr_array_index (annotations, i), headings);
  return self;
}

/**
 * ibid_export_matter_get_article:
 * @self: the matter
 *
 * Returns: (transfer none): the article
 */
IbidArticle *
ibid_export_matter_get_article (IbidExportMatter *self)
{
  return self->article;
}

/**
 * ibid_export_matter_get_sentences:
 * @self: the matter
 *
 * Returns: (transfer none): the article's sentences
 */
IbidSentenceIndex *
ibid_export_matter_get_sentences (IbidExportMatter *self)
{
  return self->sentences;
}

/**
 * ibid_export_matter_get_n_entries:
 * @self: the matter
 *
 * Returns: how many annotations are exported
 */
guint
ibid_export_matter_get_n_entries (IbidExportMatter *self)
{
  return self->entries->len;
}

/**
 * ibid_export_matter_get_entry:
 * @self: the matter
 * @index: from 0, below ibid_export_matter_get_n_entries()
 *
 * Returns: (transfer none): one annotation, with what stands behind it
 */
const IbidExportEntry *
ibid_export_matter_get_entry (IbidExportMatter *self, guint index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);

  return &g_array_index (self->entries, IbidExportEntry, index);
}

/**
 * ibid_export_matter_set_all_annotations:
 * @self: the matter
 * @annotations: (nullable): a list of #IbidAnnotation: all that the article has, chosen or not
 *
 * Tells formats that are written into an earlier file which annotations there are: what that file
 * has beyond them was deleted. Without such a list nothing is taken to be.
 */
void
ibid_export_matter_set_all_annotations (IbidExportMatter *self, GListModel *annotations)
{
  g_set_object (&self->all_annotations, annotations);
}

/**
 * ibid_export_matter_get_all_annotations:
 * @self: the matter
 *
 * Returns: (transfer none) (nullable): all annotations of the article, if they are known
 */
GListModel *
ibid_export_matter_get_all_annotations (IbidExportMatter *self)
{
  return self->all_annotations;
}

/**
 * ibid_export_matter_set_removed:
 * @self: the matter
 * @removed: (nullable) (element-type utf8 gint64): which annotations were removed, and when, in
 *   microseconds since 1970, UTC; it does not change meanwhile
 *
 * Tells what a package says of removals, if that need not be on the disk yet.
 */
void
ibid_export_matter_set_removed (IbidExportMatter *self, GHashTable *removed)
{
  GHashTable *kept = removed != NULL ? g_hash_table_ref (removed) : NULL;

  g_clear_pointer (&self->removed, g_hash_table_unref);
  self->removed = kept;
}

/**
 * ibid_export_matter_get_removed:
 * @self: the matter
 *
 * Returns: (transfer none) (nullable): which annotations were removed; %NULL: what the file says
 */
GHashTable *
ibid_export_matter_get_removed (IbidExportMatter *self)
{
  return self->removed;
}

/**
 * ibid_export_matter_set_chosen_sources_only:
 * @self: the matter
 * @chosen_only: %TRUE: only the sources behind the entries; %FALSE, as it is at first: all sources
 *   of the article
 */
void
ibid_export_matter_set_chosen_sources_only (IbidExportMatter *self, gboolean chosen_only)
{
  self->chosen_sources_only = chosen_only;
  g_clear_pointer (&self->sources, g_ptr_array_unref);
}

static GHashTable *
new_set_of_chosen_sources (IbidExportMatter *self)
{
  GHashTable *chosen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      GPtrArray *sources = g_array_index (self->entries, IbidExportEntry, i).sources;

      for (guint j = 0; j < sources->len; j++)
        g_hash_table_add (chosen, g_ptr_array_index (sources, j));
    }
  return chosen;
}

/**
 * ibid_export_matter_get_sources:
 * @self: the matter
 *
 * Returns: (transfer none) (element-type IbidSource): what a bibliography holds, in the article's
 *   order
 */
GPtrArray *
ibid_export_matter_get_sources (IbidExportMatter *self)
{
  GListModel *sources = ibid_article_get_sources (self->article);
  guint n_sources = g_list_model_get_n_items (sources);
  g_autoptr (GHashTable) chosen = NULL;

  if (self->sources != NULL)
    return self->sources;
  chosen = new_set_of_chosen_sources (self);
  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (sources, i);

      if (!self->chosen_sources_only || g_hash_table_contains (chosen, source))
        g_ptr_array_add (self->sources, g_steal_pointer (&source));
    }
  return self->sources;
}

/**
 * ibid_export_matter_get_key:
 * @self: the matter
 * @source: one of the article's sources
 *
 * Returns: (transfer none): its key in bibliographies, see ibid_citekeys_new()
 */
const char *
ibid_export_matter_get_key (IbidExportMatter *self, IbidSource *source)
{
  if (self->keys == NULL)
    self->keys = ibid_citekeys_new (ibid_article_get_sources (self->article));
  return g_hash_table_lookup (self->keys, source);
}

/**
 * ibid_export_matter_set_folder:
 * @self: the matter
 * @path: (nullable): the article's folder in the library, where its assets/ lie
 */
void
ibid_export_matter_set_folder (IbidExportMatter *self, const char *path)
{
  char *copy = g_strdup (path);

  g_free (self->folder);
  self->folder = copy;
  clear_files (&self->files);
  if (path == NULL)
    return;
  self->files.article = g_build_filename (path, IBID_PACKAGE_ARTICLE, NULL);
  self->files.assets = g_build_filename (path, IBID_PACKAGE_ASSETS, NULL);
  self->files.annotations = g_build_filename (path, IBID_PACKAGE_ANNOTATIONS, NULL);
  self->files.overlay = g_build_filename (path, IBID_PACKAGE_OVERLAY, NULL);
}

/**
 * ibid_export_matter_get_folder:
 * @self: the matter
 *
 * Returns: (transfer none) (nullable): the folder where the article's assets/ lie
 */
const char *
ibid_export_matter_get_folder (IbidExportMatter *self)
{
  return self->folder;
}

/**
 * ibid_export_matter_set_files:
 * @self: the matter
 * @files: where the files lie that a package takes along, if not in a folder of the library
 */
void
ibid_export_matter_set_files (IbidExportMatter *self, const IbidExportFiles *files)
{
  IbidExportFiles copy = { g_strdup (files->article), g_strdup (files->assets),
                           g_strdup (files->annotations), g_strdup (files->overlay) };

  clear_files (&self->files);
  self->files = copy;
}

/**
 * ibid_export_matter_get_files:
 * @self: the matter
 *
 * Returns: (transfer none): the files that a package takes along; those that are not there count as
 *   not given
 */
const IbidExportFiles *
ibid_export_matter_get_files (IbidExportMatter *self)
{
  return &self->files;
}

/**
 * ibid_export_matter_set_overlay:
 * @self: the matter
 * @overlay: (nullable): the decisions about the article; they do not change meanwhile
 *
 * Tells what the reader has decided, if that need not be on the disk yet.
 */
void
ibid_export_matter_set_overlay (IbidExportMatter *self, IbidOverlay *overlay)
{
  g_set_object (&self->overlay, overlay);
}

/**
 * ibid_export_matter_get_overlay:
 * @self: the matter
 *
 * Returns: (transfer none) (nullable): the decisions about the article
 */
IbidOverlay *
ibid_export_matter_get_overlay (IbidExportMatter *self)
{
  return self->overlay;
}
