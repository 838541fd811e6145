/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"
#include "ibid-extract-entities.h"

static gboolean
is_english (const char *tag)
{
  return tag == NULL || *tag == '\0' || g_ascii_strncasecmp (tag, "en", 2) == 0 ||
         g_ascii_strncasecmp (tag, "und", 3) == 0;
}

static void
gloss_clear (gpointer data)
{
  IbidGloss *gloss = data;

  g_free (gloss->lang);
  g_free (gloss->text);
  g_free (gloss->romanization);
}

static void
clear (IbidExtraction *self)
{
  g_array_unref (self->tokens);
  g_array_unref (self->blocks);
  g_array_unref (self->names);
  g_array_unref (self->name_symbols);
  g_array_unref (self->spans);
  g_array_unref (self->glosses);
  g_hash_table_unref (self->spans_before);
  g_hash_table_unref (self->names_by_symbols);
  g_hash_table_unref (self->names_in_any_case);
  ibid_symbols_free (self->symbols);
}

static void
init (IbidExtraction *self, IbidArticle *article, const IbidExtractOptions *options)
{
  self->article = article;
  self->options = options;
  self->tokens = g_array_new (FALSE, FALSE, sizeof (IbidToken));
  self->symbols = ibid_symbols_new ();
  self->blocks = g_array_new (FALSE, FALSE, sizeof (IbidTextBlock));
  self->spans = g_array_new (FALSE, FALSE, sizeof (IbidNameSpan));
  self->spans_before = g_hash_table_new (NULL, NULL);
  self->glosses = g_array_new (FALSE, FALSE, sizeof (IbidGloss));
  g_array_set_clear_func (self->glosses, gloss_clear);
  ibid_extraction_init_names (self);
  ibid_extraction_load_gazetteer (self);
  if (options->corrections != NULL)
    ibid_extraction_load_corrections (self, options->corrections);
}

static gboolean
is_address (const IbidSymbol *symbol)
{
  return strcmp (symbol->text, "http") == 0 || strcmp (symbol->text, "https") == 0 ||
         strcmp (symbol->text, "www") == 0 || g_str_has_prefix (symbol->text, "www.");
}

/* an address of the web goes on until white space, and names nobody */
static void
exclude_addresses (IbidExtraction *self, const IbidTextBlock *block)
{
  for (guint i = block->first; i < block->end; i++)
    if (is_address (ibid_extraction_symbol (self, i)))
      do
        ibid_extraction_token (self, i++)->flags |= IBID_TOKEN_EXCLUDED;
      while (i < block->end &&
             (ibid_extraction_token (self, i)->gap & (IBID_GAP_SPACE | IBID_GAP_BREAK)) == 0);
}

static void
exclude_span (IbidExtraction *self, const IbidTextBlock *block, const IbidSpan *span, guint *token,
              const char **place, guint *chars)
{
  const char *start = g_utf8_offset_to_pointer (*place, (glong)(span->start - *chars));
  const char *end = g_utf8_offset_to_pointer (start, (glong)(span->end - span->start));

  *place = end;
  *chars = span->end;
  while (*token < block->end && block->text + ibid_extraction_token (self, *token)->end <= start)
    (*token)++;
  while (*token < block->end && block->text + ibid_extraction_token (self, *token)->start < end)
    ibid_extraction_token (self, (*token)++)->flags |= IBID_TOKEN_EXCLUDED;
}

static void
exclude_spans (IbidExtraction *self, const IbidTextBlock *block, guint index, guint n_chars,
               const GArray *excluded, guint *next)
{
  const char *place = block->text;
  guint token = block->first;
  guint chars = 0;

  for (; excluded != NULL && *next < excluded->len; (*next)++)
    {
      const IbidSpan *span = &g_array_index (excluded, IbidSpan, *next);

      if (span->block > index)
        break;
      if (span->block == index && span->start >= chars && span->end <= n_chars &&
          span->start < span->end)
        exclude_span (self, block, span, &token, &place, &chars);
    }
}

/* the blocks cut into words; FALSE: cancelled */
static gboolean
read_blocks (IbidExtraction *self, const GArray *excluded, GCancellable *cancellable)
{
  guint n_blocks = ibid_article_get_n_blocks (self->article);
  const char *language = self->options->language != NULL
                             ? self->options->language
                             : ibid_article_get_language (self->article);
  guint next = 0;

  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (self->article, i);
      const char *own = ibid_block_get_language (block);
      IbidTextBlock it = { ibid_block_get_text (block), self->tokens->len, 0,
                           ibid_block_get_block_type (block),
                           is_english (own != NULL ? own : language) };

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (it.text == NULL || it.type == IBID_BLOCK_TYPE_PREFORMATTED)
        it.text = "";
      ibid_tokens_append (self->tokens, self->symbols, it.text);
      it.end = self->tokens->len;
      exclude_addresses (self, &it);
      exclude_spans (self, &it, i, ibid_block_get_n_chars (block), excluded, &next);
      g_array_append_val (self->blocks, it);
    }
  return TRUE;
}

static gboolean
find_names (IbidExtraction *self, GCancellable *cancellable)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      ibid_extraction_find_glosses (self, i);
      ibid_extraction_find_candidates (self, i);
      ibid_extraction_find_quoted (self, i);
      ibid_extraction_find_definitions (self, i);
    }
  return TRUE;
}

static gboolean
extract (IbidExtraction *self, const GArray *excluded, GCancellable *cancellable)
{
  if (!read_blocks (self, excluded, cancellable))
    return FALSE;
  ibid_extraction_judge_case (self);
  if (!find_names (self, cancellable))
    return FALSE;
  ibid_extraction_settle_kinds (self);
  ibid_extraction_relate_names (self);
  ibid_extraction_write_mentions (self);
  return TRUE;
}

/**
 * ibid_extract_entities:
 * @article: an article that is not sealed yet
 * @options: what is known besides the text
 * @excluded: (element-type IbidSpan): places where no names are looked for: citations and note
 *   references, in reading order and without overlap
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #G_IO_ERROR
 *
 * Finds entities and their mentions in the blocks of an article and adds them to it. English has
 * rules; in other languages the gazetteer and glosses alone are used. Takes time in proportion to
 * the text.
 *
 * Returns: %FALSE if it was cancelled; then nothing was added
 */
gboolean
ibid_extract_entities (IbidArticle *article, const IbidExtractOptions *options,
                       const GArray *excluded, GCancellable *cancellable, GError **error)
{
  IbidExtraction self = { NULL };
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  init (&self, article, options);
  done = extract (&self, excluded, cancellable);
  clear (&self);
  return done || !g_cancellable_set_error_if_cancelled (cancellable, error);
}
