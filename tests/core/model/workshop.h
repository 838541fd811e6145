/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

/* A small article for the tests of this room. "|" are the ends of spans:
 *
 * b0  Digital turn
 * b1  The DSR links Xinhua and Astana. (Xinhua, January 22)
 * b2  Astana grew, the DSR too (OSCE, 2020; Xinhua, 22 January).
 * b3  Photo: Xinhua
 */

#define WORKSHOP_N_CITATIONS 3

G_GNUC_UNUSED static IbidSpan
workshop_span (IbidArticle *article, guint block, const char *text, guint nth)
{
  const char *whole = ibid_block_get_text (ibid_article_peek_block (article, block));
  const char *at = whole - 1;
  IbidSpan span = { block, 0, 0 };

  for (guint i = 0; i <= nth; i++)
    {
      at = strstr (at + 1, text);
      g_assert_nonnull (at);
    }
  span.start = (guint)g_utf8_pointer_to_offset (whole, at);
  span.end = span.start + (guint)g_utf8_strlen (text, -1);
  return span;
}

static void
workshop_mention (IbidArticle *article, const char *entity, guint block, const char *text,
                  guint nth)
{
  const IbidSpan span = workshop_span (article, block, text, nth);

  ibid_article_take_mention (article,
                             ibid_mention_new (ibid_article_find_entity (article, entity), &span));
}

static void
workshop_source (IbidArticle *article, const char *id, const char *outlet, int year, int month,
                 int day)
{
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (year, month, day);
  g_autoptr (IbidCsl) csl = ibid_csl_new (id, "article-newspaper");

  ibid_csl_set_issued (csl, date);
  ibid_article_take_source (article,
                            ibid_source_new (id, ibid_article_find_outlet (article, outlet), csl));
}

static IbidCitationItem *
workshop_item (IbidArticle *article, IbidCitation *citation, const char *source,
               IbidResolution resolution, const char *name)
{
  IbidCitationItem *item =
      ibid_citation_item_new (ibid_article_find_source (article, source), resolution, name);

  ibid_citation_add_item (citation, item);
  g_object_unref (item);
  return item;
}

static void
workshop_citations (IbidArticle *article)
{
  IbidSpan span = workshop_span (article, 2, "(OSCE, 2020; Xinhua, 22 January)", 0);
  IbidCitation *citation = NULL;
  IbidCitationItem *item = NULL;

  /* not in reading order, as a file may be */
  citation =
      ibid_citation_new ("c2", &span, IBID_CITATION_FORM_PARENTHETICAL, IBID_CITATION_ROLE_SUPPORT);
  workshop_item (article, citation, "s-osce", IBID_RESOLUTION_EXACT, "OSCE");
  item = workshop_item (article, citation, NULL, IBID_RESOLUTION_AMBIGUOUS, "Xinhua");
  ibid_citation_item_add_candidate (item, ibid_article_find_source (article, "s-x1"));
  ibid_citation_item_add_candidate (item, ibid_article_find_source (article, "s-x2"));
  g_assert_true (ibid_article_take_citation (article, citation));

  span = workshop_span (article, 1, "(Xinhua, January 22)", 0);
  citation =
      ibid_citation_new ("c1", &span, IBID_CITATION_FORM_PARENTHETICAL, IBID_CITATION_ROLE_SUPPORT);
  workshop_item (article, citation, "s-x1", IBID_RESOLUTION_YEAR_INFERRED, "Xinhua");
  span = workshop_span (article, 1, "The DSR links Xinhua and Astana.", 0);
  ibid_citation_add_claim (citation, &span);
  g_assert_true (ibid_article_take_citation (article, citation));

  span = workshop_span (article, 3, "Xinhua", 0);
  citation =
      ibid_citation_new ("c3", &span, IBID_CITATION_FORM_SOURCE_LINE, IBID_CITATION_ROLE_CREDIT);
  workshop_item (article, citation, "s-x1", IBID_RESOLUTION_UNDATED, "Xinhua");
  g_assert_true (ibid_article_take_citation (article, citation));
}

static void
workshop_entities (IbidArticle *article)
{
  static const char *const dsr[] = { "DSR", "the Road", NULL };
  static const char *const astana[] = { "Nur-Sultan", NULL };
  IbidEntity *entity = ibid_entity_new ("e-idle", IBID_ENTITY_KIND_TERM, "Idle");

  ibid_article_take_entity (article, entity);
  entity = ibid_entity_new ("e-astana", IBID_ENTITY_KIND_PLACE, "Astana");
  ibid_entity_set_aliases (entity, astana);
  ibid_article_take_entity (article, entity);
  entity = ibid_entity_new ("e-dsr", IBID_ENTITY_KIND_PROGRAMME, "Digital Silk Road");
  ibid_entity_set_aliases (entity, dsr);
  ibid_entity_add_name (entity, "zh-Hans", "数字丝绸之路", "shuzi sichou zhi lu", NULL);
  ibid_article_take_entity (article, entity);
  entity = ibid_entity_new ("e-xinhua", IBID_ENTITY_KIND_ORGANISATION, "Xinhua");
  ibid_article_take_entity (article, entity);

  workshop_mention (article, "e-astana", 2, "Astana", 0);
  workshop_mention (article, "e-dsr", 2, "DSR", 0);
  workshop_mention (article, "e-dsr", 1, "DSR", 0);
  workshop_mention (article, "e-xinhua", 1, "Xinhua", 0);
  workshop_mention (article, "e-astana", 1, "Astana", 0);
}

static IbidArticle *
workshop_new_article (void)
{
  IbidArticle *article = ibid_article_new ("urn:uuid:1");
  const IbidSpan note = { 0, 0, 7 };

  ibid_article_set_language (article, "en");
  g_assert_true (ibid_article_take_block (
      article, ibid_block_new ("b0", IBID_BLOCK_TYPE_HEADING, "Digital turn")));
  ibid_article_take_block (
      article, ibid_block_new ("b1", IBID_BLOCK_TYPE_PARAGRAPH,
                               "The DSR links Xinhua and Astana. (Xinhua, January 22)"));
  ibid_article_take_block (
      article, ibid_block_new ("b2", IBID_BLOCK_TYPE_PARAGRAPH,
                               "Astana grew, the DSR too (OSCE, 2020; Xinhua, 22 January)."));
  ibid_article_take_block (article, ibid_block_new ("b3", IBID_BLOCK_TYPE_FIGURE, "Photo: Xinhua"));
  ibid_article_take_outlet (article, ibid_outlet_new ("xinhua", "Xinhua"));
  ibid_article_take_outlet (article, ibid_outlet_new ("osce", "OSCE"));
  workshop_source (article, "s-x1", "xinhua", 2021, 1, 22);
  workshop_source (article, "s-x2", "xinhua", 2020, 1, 22);
  workshop_source (article, "s-osce", "osce", 2020, 0, 0);
  workshop_citations (article);
  workshop_entities (article);
  ibid_article_take_note_reference (article, ibid_note_reference_new (3, &note));
  ibid_article_seal (article);
  return article;
}
