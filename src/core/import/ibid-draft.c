/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-draft-private.h"

#include <string.h>
#include "ibid-fold.h"
#include "ibid-json.h"
#include "ibid-uuid.h"

#define BLOCK_ID_DIGITS 8

struct _IbidDraft
{
  GObject parent_instance;

  /* owned */
  IbidCsl *metadata;
  char *language;
  char *encoding;
  char *sha256; /* hexadecimal; NULL: the origin is not known */
  char *media_type;
  char *name;
  GPtrArray *blocks;     /* of IbidBlock */
  GHashTable *stems;     /* beginning of a block's id → how many there are */
  GPtrArray *references; /* of IbidNoteReference */
  GArray *pages;         /* of IbidPage */
  GListStore *findings;
  IbidDraftImages *images;

  /* plain */
  IbidDirection direction;
};

G_DEFINE_FINAL_TYPE (IbidDraft, ibid_draft, G_TYPE_OBJECT)

static void
page_clear (IbidPage *page)
{
  g_free (page->label);
}

static void
ibid_draft_finalize (GObject *object)
{
  IbidDraft *self = (IbidDraft *)object;

  g_object_unref (self->metadata);
  g_free (self->language);
  g_free (self->encoding);
  g_free (self->sha256);
  g_free (self->media_type);
  g_free (self->name);
  g_ptr_array_unref (self->blocks);
  g_hash_table_unref (self->stems);
  g_ptr_array_unref (self->references);
  g_array_unref (self->pages);
  g_object_unref (self->findings);
  ibid_draft_images_free (self->images);

  G_OBJECT_CLASS (ibid_draft_parent_class)->finalize (object);
}

static void
ibid_draft_class_init (IbidDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_draft_finalize;
}

static void
ibid_draft_init (IbidDraft *self)
{
  self->metadata = ibid_csl_new (NULL, "article");
  self->blocks = g_ptr_array_new_with_free_func (g_object_unref);
  self->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->references = g_ptr_array_new_with_free_func (g_object_unref);
  self->pages = g_array_new (FALSE, FALSE, sizeof (IbidPage));
  g_array_set_clear_func (self->pages, (GDestroyNotify)page_clear);
  self->findings = g_list_store_new (IBID_TYPE_FINDING);
  self->images = ibid_draft_images_new ();
}

/**
 * ibid_draft_new:
 *
 * Makes an empty draft.
 *
 * Returns: (transfer full): the draft
 */
IbidDraft *
ibid_draft_new (void)
{
  return g_object_new (IBID_TYPE_DRAFT, NULL);
}

/**
 * ibid_draft_get_metadata:
 * @self: a draft
 *
 * Gets the record of the article that is to be, which may be edited in place.
 *
 * Returns: (transfer none): the record
 */
IbidCsl *
ibid_draft_get_metadata (IbidDraft *self)
{
  return self->metadata;
}

/**
 * ibid_draft_get_published:
 * @self: a draft
 *
 * Gets the date on which the years of dates without a year stand.
 *
 * Returns: (transfer none) (nullable): the date
 */
IbidPartialDate *
ibid_draft_get_published (IbidDraft *self)
{
  return ibid_csl_get_issued (self->metadata);
}

/**
 * ibid_draft_set_published:
 * @self: a draft
 * @published: (nullable): a date
 *
 * Sets when the article was published. Takes effect in the next ibid_draft_build().
 */
void
ibid_draft_set_published (IbidDraft *self, IbidPartialDate *published)
{
  ibid_csl_set_issued (self->metadata, published);
}

/**
 * ibid_draft_get_language:
 * @self: a draft
 *
 * Gets the language of the text.
 *
 * Returns: (nullable): a BCP 47 tag
 */
const char *
ibid_draft_get_language (IbidDraft *self)
{
  return self->language;
}

/**
 * ibid_draft_set_language:
 * @self: a draft
 * @language: (nullable): a BCP 47 tag, or what ibid_draft_dup_language() can make one of
 *
 * Sets the language of the text. Takes effect in the next ibid_draft_build().
 */
void
ibid_draft_set_language (IbidDraft *self, const char *language)
{
  char *tag = ibid_draft_dup_language (language);

  g_free (self->language);
  self->language = tag;
}

/**
 * ibid_draft_dup_language:
 * @given: (nullable): what a document says of its language: "en", "en_GB", "en_GB.UTF-8"
 *
 * Makes a language tag of what documents write in its place. The name of a locale is taken; what
 * could not be saved in an article is not.
 *
 * Returns: (transfer full) (nullable): a BCP 47 tag; %NULL: none can be made
 */
char *
ibid_draft_dup_language (const char *given)
{
  g_autofree char *tag = given != NULL ? g_strndup (given, strcspn (given, ".@")) : NULL;

  if (tag == NULL)
    return NULL;
  g_strdelimit (g_strstrip (tag), "_", '-');
  return ibid_json_is_language (tag) ? g_steal_pointer (&tag) : NULL;
}

/**
 * ibid_draft_get_direction:
 * @self: a draft
 *
 * Gets which way the text is written.
 *
 * Returns: the direction
 */
IbidDirection
ibid_draft_get_direction (IbidDraft *self)
{
  return self->direction;
}

/**
 * ibid_draft_set_direction:
 * @self: a draft
 * @direction: which way the text is written
 *
 * Sets the direction.
 */
void
ibid_draft_set_direction (IbidDraft *self, IbidDirection direction)
{
  self->direction = direction;
}

/**
 * ibid_draft_set_origin:
 * @self: a draft
 * @bytes: the file that is imported
 * @media_type: what it is: "text/plain"
 * @name: (nullable): its name, without folders
 *
 * Sets what the draft is made from. Importing the same bytes again gives an article of the same id.
 */
void
ibid_draft_set_origin (IbidDraft *self, GBytes *bytes, const char *media_type, const char *name)
{
  g_free (self->sha256);
  g_free (self->media_type);
  g_free (self->name);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->media_type = g_strdup (media_type);
  self->name = g_strdup (name);
}

/**
 * ibid_draft_set_encoding:
 * @self: a draft
 * @encoding: (nullable): name of the encoding that the text was converted from
 *
 * Remembers that the text was not UTF-8, for the review page.
 */
void
ibid_draft_set_encoding (IbidDraft *self, const char *encoding)
{
  char *copy = g_strdup (encoding);

  g_free (self->encoding);
  self->encoding = copy;
}

/**
 * ibid_draft_get_encoding:
 * @self: a draft
 *
 * Gets what the text was converted from.
 *
 * Returns: (nullable): name of the encoding; %NULL: it was UTF-8, or the format says it
 */
const char *
ibid_draft_get_encoding (IbidDraft *self)
{
  return self->encoding;
}

/* The id of a block follows from its words, so that a newer version of an article keeps most. */
static char *
new_block_id (IbidDraft *self, const char *text)
{
  g_autofree char *folded = ibid_text_fold (text);
  g_autofree char *collapsed = ibid_text_collapse_space (folded);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, collapsed, -1);
  g_autofree char *stem = g_strdup_printf ("b-%.*s", BLOCK_ID_DIGITS, digest);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->stems, stem)) + 1;
  char *id = count == 1 ? g_strdup (stem) : g_strdup_printf ("%s-%u", stem, count);

  g_hash_table_insert (self->stems, g_steal_pointer (&stem), GUINT_TO_POINTER (count));
  return id;
}

/**
 * ibid_draft_add_block:
 * @self: a draft
 * @type: what the block is
 * @text: UTF-8, at most %IBID_FORMAT_MAX_BLOCK_BYTES
 *
 * Appends a block. Its id is derived from the folded text.
 *
 * Returns: (transfer none): the block, to be given level, label and marks
 */
IbidBlock *
ibid_draft_add_block (IbidDraft *self, IbidBlockType type, const char *text)
{
  g_autofree char *id = new_block_id (self, text);
  IbidBlock *block = ibid_block_new (id, type, text);

  g_ptr_array_add (self->blocks, block);
  return block;
}

/**
 * ibid_draft_get_n_blocks:
 * @self: a draft
 *
 * Counts the blocks.
 *
 * Returns: how many there are
 */
guint
ibid_draft_get_n_blocks (IbidDraft *self)
{
  return self->blocks->len;
}

/**
 * ibid_draft_peek_block:
 * @self: a draft
 * @index: position of a block
 *
 * Gets a block.
 *
 * Returns: (transfer none) (nullable): the block; %NULL past the end
 */
IbidBlock *
ibid_draft_peek_block (IbidDraft *self, guint index)
{
  return index < self->blocks->len ? g_ptr_array_index (self->blocks, index) : NULL;
}

/**
 * ibid_draft_add_note_reference:
 * @self: a draft
 * @note_block: position of the note's block
 * @span: where the text refers to it
 *
 * Adds a reference that the format of the input has as a link, so that it need not be found.
 */
void
ibid_draft_add_note_reference (IbidDraft *self, guint note_block, const IbidSpan *span)
{
  g_ptr_array_add (self->references, ibid_note_reference_new (note_block, span));
}

/**
 * ibid_draft_add_page:
 * @self: a draft
 * @label: (nullable): the page's number as printed
 * @block: position of the block that it begins in
 * @offset: its first character there, in code points
 *
 * Appends a page.
 */
void
ibid_draft_add_page (IbidDraft *self, const char *label, guint block, guint offset)
{
  const IbidPage page = { g_strdup (label), block, offset, NULL };

  g_array_append_val (self->pages, page);
}

/**
 * ibid_draft_add_finding:
 * @self: a draft
 * @severity: how bad it is
 * @code: a stable word
 * @message: for people, translated
 *
 * Notes a doubtful spot for the review page.
 */
void
ibid_draft_add_finding (IbidDraft *self, IbidSeverity severity, const char *code,
                        const char *message)
{
  g_autoptr (IbidFinding) finding = ibid_finding_new (severity, code, NULL, NULL, NULL, message);

  g_list_store_append (self->findings, finding);
}

/**
 * ibid_draft_get_findings:
 * @self: a draft
 *
 * Gets what is doubtful about the import.
 *
 * Returns: (transfer none): a list of #IbidFinding
 */
GListModel *
ibid_draft_get_findings (IbidDraft *self)
{
  return G_LIST_MODEL (self->findings);
}

static char *
dup_address (IbidDraft *self)
{
  const char *doi = ibid_csl_get (self->metadata, IBID_CSL_DOI);
  const char *url = ibid_csl_get (self->metadata, IBID_CSL_URL);

  if (doi != NULL)
    {
      g_autofree char *lower = g_ascii_strdown (doi, -1); /* DOIs know no case */

      return g_strconcat ("https://doi.org/", lower, NULL);
    }
  if (url != NULL)
    return g_strdup (url);
  return g_strconcat ("urn:sha256:", self->sha256 != NULL ? self->sha256 : "", NULL);
}

/*
 * ibid_draft_get_images:
 *
 * Gets the images taken over so far, for the file beside this one.
 */
IbidDraftImages *
ibid_draft_get_images (IbidDraft *self)
{
  return self->images;
}

static JsonObject *
new_origin (IbidDraft *self)
{
  JsonObject *origin = json_object_new ();

  json_object_set_string_member (origin, "sha256", self->sha256);
  json_object_set_string_member (origin, "media-type", self->media_type);
  if (self->name != NULL)
    json_object_set_string_member (origin, "name", self->name);
  if (self->encoding != NULL)
    json_object_set_string_member (origin, "encoding", self->encoding);
  return origin;
}

static void
fill_head (IbidDraft *self, IbidArticle *article)
{
  g_autoptr (IbidCsl) metadata = ibid_csl_copy (self->metadata);

  if (ibid_csl_get (metadata, IBID_CSL_LANGUAGE) == NULL)
    ibid_csl_set (metadata, IBID_CSL_LANGUAGE, self->language);
  ibid_article_set_generator (article, "Ibid " IBID_VERSION);
  ibid_article_set_language (article, self->language);
  ibid_article_set_direction (article, self->direction);
  ibid_article_set_metadata (article, metadata);
  if (self->sha256 != NULL)
    {
      g_autoptr (JsonObject) origin = new_origin (self);

      ibid_article_set_origin (article, origin);
    }
}

static void
fill_body (IbidDraft *self, IbidArticle *article)
{
  for (guint i = 0; i < self->blocks->len; i++)
    ibid_article_take_block (article, g_object_ref (g_ptr_array_index (self->blocks, i)));
  for (guint i = 0; i < self->pages->len; i++)
    {
      const IbidPage *page = &g_array_index (self->pages, IbidPage, i);

      ibid_article_add_page (article, page->label, page->block, page->offset, NULL);
    }
  for (guint i = 0; i < self->references->len; i++)
    {
      IbidNoteReference *reference = g_ptr_array_index (self->references, i);

      ibid_article_take_note_reference (
          article, ibid_note_reference_new (ibid_note_reference_get_note (reference),
                                            ibid_note_reference_get_span (reference)));
    }
}

/**
 * ibid_draft_build:
 * @self: a draft
 * @known: gazetteers and corrections; date and language are the draft's and not looked at
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #G_IO_ERROR
 *
 * Makes an article of the draft as it is now: everything is looked for and resolved anew. The
 * blocks are shared with the draft.
 *
 * Returns: (transfer full) (nullable): a sealed article; %NULL: it was cancelled
 */
IbidArticle *
ibid_draft_build (IbidDraft *self, const IbidExtractOptions *known, GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *uuid =
      ibid_uuid_dup_of_name (IBID_UUID_NAMESPACE_URL, address, strlen (address));
  g_autofree char *id = g_strconcat ("urn:uuid:", uuid, NULL);
  g_autoptr (IbidArticle) article = ibid_article_new (id);
  IbidExtractOptions options = *known;

  fill_head (self, article);
  fill_body (self, article);
  options.published = ibid_draft_get_published (self);
  options.language = self->language;
  if (!ibid_extract (article, &options, cancellable, error))
    return NULL;
  ibid_article_seal (article);
  return g_steal_pointer (&article);
}
