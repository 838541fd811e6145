/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-offsets.h"

#include <string.h>

/* Small articles made by hand: spans are found by their text, so that a test can be read. */

static inline IbidArticle *
article_new (const char *issued)
{
  IbidArticle *article = ibid_article_new ("urn:uuid:5f7e3f0e-8f5a-5d3b-9b1c-0d6b2f1a7c11");
  IbidCsl *metadata = ibid_csl_new ("self", "report");

  if (issued != NULL)
    {
      g_autoptr (IbidPartialDate) date = ibid_partial_date_new_from_edtf (issued, NULL);

      ibid_csl_set_issued (metadata, date);
    }
  ibid_article_set_metadata (article, metadata);
  g_object_unref (metadata);
  return article;
}

static inline guint
add_block_of_type (IbidArticle *article, IbidBlockType type, const char *text)
{
  guint position = ibid_article_get_n_blocks (article);
  g_autofree char *id = g_strdup_printf ("b%u", position);
  IbidBlock *block = ibid_block_new (id, type, text);

  g_assert_true (ibid_article_take_block (article, block));
  return position;
}

static inline guint
add_paragraph (IbidArticle *article, const char *text)
{
  return add_block_of_type (article, IBID_BLOCK_TYPE_PARAGRAPH, text);
}

/* the n-th (from 0) place of a text in a block */
static inline IbidSpan
find_nth (IbidArticle *article, guint block, const char *needle, guint nth)
{
  const char *text = ibid_block_get_text (ibid_article_peek_block (article, block));
  const char *at = strstr (text, needle);

  while (nth-- > 0 && at != NULL)
    at = strstr (at + 1, needle);
  g_assert_nonnull (at);
  return (IbidSpan){ block, ibid_text_chars_from_bytes (text, (gsize)(at - text)),
                     ibid_text_chars_from_bytes (text, (gsize)(at - text) + strlen (needle)) };
}

static inline IbidSpan
find (IbidArticle *article, guint block, const char *needle)
{
  return find_nth (article, block, needle, 0);
}

static inline IbidOutlet *
add_outlet (IbidArticle *article, const char *id, IbidOutletKind kind, const char *country)
{
  IbidOutlet *outlet = ibid_outlet_new (id, id);

  ibid_outlet_set_kind (outlet, kind);
  ibid_outlet_set_country (outlet, country);
  g_assert_true (ibid_article_take_outlet (article, outlet));
  return outlet;
}

/* any but the id may be NULL */
static inline IbidSource *
add_source (IbidArticle *article, const char *id, IbidOutlet *outlet, const char *issued,
            const char *title, const char *url)
{
  IbidCsl *csl = ibid_csl_new (id, "article-newspaper");
  IbidSource *source;

  if (issued != NULL)
    {
      g_autoptr (IbidPartialDate) date = ibid_partial_date_new_from_edtf (issued, NULL);

      g_assert_nonnull (date);
      ibid_csl_set_issued (csl, date);
    }
  ibid_csl_set (csl, IBID_CSL_TITLE, title);
  ibid_csl_set (csl, IBID_CSL_URL, url);
  source = ibid_source_new (id, outlet, csl);
  g_object_unref (csl);
  g_assert_true (ibid_article_take_source (article, source));
  return source;
}

static inline IbidCitation *
add_citation_as (IbidArticle *article, IbidSpan span, IbidCitationForm form, IbidCitationRole role,
                 IbidSource *source)
{
  g_autofree char *id = g_strdup_printf ("c%u-%u", span.block, span.start);
  IbidCitation *citation = ibid_citation_new (id, &span, form, role);
  IbidCitationItem *item = ibid_citation_item_new (
      source, source != NULL ? IBID_RESOLUTION_EXACT : IBID_RESOLUTION_UNRESOLVED, "name");

  ibid_citation_add_item (citation, item);
  g_object_unref (item);
  g_assert_true (ibid_article_take_citation (article, citation));
  return citation;
}

static inline IbidCitation *
add_citation (IbidArticle *article, IbidSpan span, IbidSource *source)
{
  return add_citation_as (article, span, IBID_CITATION_FORM_PARENTHETICAL,
                          IBID_CITATION_ROLE_SUPPORT, source);
}

static inline IbidEntity *
add_entity (IbidArticle *article, const char *id, const char *name)
{
  IbidEntity *entity = ibid_entity_new (id, IBID_ENTITY_KIND_ORGANISATION, name);

  g_assert_true (ibid_article_take_entity (article, entity));
  return entity;
}

static inline IbidMention *
add_mention (IbidArticle *article, IbidEntity *entity, IbidSpan span)
{
  IbidMention *mention = ibid_mention_new (entity, &span);

  ibid_article_take_mention (article, mention);
  return mention;
}

static inline void
assert_span_text (IbidArticle *article, const IbidSpan *span, const char *expected)
{
  g_autofree char *text = ibid_article_dup_span_text (article, span);

  g_assert_cmpstr (text, ==, expected);
}
