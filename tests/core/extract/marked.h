/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Texts with their mentions marked: “[Zhang Wei|person] met [Wang|person=Wang Fang]”. What stands
 * after = is the name of the entity, given where it is not the text itself. Brackets of the text's
 * own are written ⟦ and ⟧. A line is a block; one that begins with # is a heading. */

#include <string.h>

#include "ibid-article.h"
#include "ibid-extract-entities.h"
#include "ibid-terms-types.h"

G_GNUC_UNUSED static char *
marked_strip (const char *marked)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = marked; *p != '\0'; p++)
    if (*p == '|')
      p += strcspn (p, "]");
    else if (*p != '[')
      g_string_append_c (plain, *p);
  g_string_replace (plain, "⟦", "[", 0);
  g_string_replace (plain, "⟧", "]", 0);
  return g_string_free (plain, FALSE);
}

/* (citations) in double parentheses are cut out of where names are looked for */
static void
marked_exclude (GArray *excluded, guint block, const char *text)
{
  for (const char *p = strstr (text, "(("); p != NULL; p = strstr (p, "(("))
    {
      const char *end = strstr (p, "))");
      IbidSpan span = { block, (guint)g_utf8_pointer_to_offset (text, p), 0 };

      g_assert_nonnull (end);
      span.end = (guint)g_utf8_pointer_to_offset (text, end + 2);
      g_array_append_val (excluded, span);
      p = end;
    }
}

G_GNUC_UNUSED static IbidArticle *
marked_extract (const char *marked, const IbidExtractOptions *options)
{
  const IbidExtractOptions plain = { .without_dictionary = TRUE };
  IbidArticle *article = ibid_article_new ("urn:test");
  g_autofree char *text = marked_strip (marked);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GArray) excluded = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean heading = g_str_has_prefix (lines[i], "# ");
      g_autofree char *id = g_strdup_printf ("b%u", i);
      IbidBlock *block =
          ibid_block_new (id, heading ? IBID_BLOCK_TYPE_HEADING : IBID_BLOCK_TYPE_PARAGRAPH,
                          lines[i] + (heading ? 2 : 0));

      if (heading)
        ibid_block_set_level (block, 1);
      g_assert_true (ibid_article_take_block (article, block));
      marked_exclude (excluded, i, lines[i] + (heading ? 2 : 0));
    }
  g_assert_true (
      ibid_extract_entities (article, options != NULL ? options : &plain, excluded, NULL, &error));
  g_assert_no_error (error);
  ibid_article_seal (article);
  return article;
}

static void
marked_append (GString *marked, const char *text, IbidMention *mention, gboolean with_names)
{
  const IbidSpan *span = ibid_mention_get_span (mention);
  IbidEntity *entity = ibid_mention_get_entity (mention);
  const char *start = g_utf8_offset_to_pointer (text, span->start);
  const char *end = g_utf8_offset_to_pointer (text, span->end);
  g_autofree char *written = g_strndup (start, (gsize)(end - start));
  const char *name = ibid_entity_get_name (entity);

  g_string_append_printf (
      marked, "[%s|%s%s%s]", written,
      ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)ibid_entity_get_kind (entity)),
      with_names && strcmp (name, written) != 0 ? "=" : "",
      with_names && strcmp (name, written) != 0 ? name : "");
}

/* the article's text as the extractor would mark it; names: whether with those after = */
G_GNUC_UNUSED static char *
marked_write (IbidArticle *article, gboolean with_names)
{
  GString *marked = g_string_new (NULL);
  GListModel *mentions = ibid_article_get_mentions (article);
  guint next = 0;

  for (guint b = 0; b < ibid_article_get_n_blocks (article); b++)
    {
      IbidBlock *block = ibid_article_peek_block (article, b);
      const char *text = ibid_block_get_text (block);
      const char *p = text;

      g_string_append (marked, b > 0 ? "\n" : "");
      if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING)
        g_string_append (marked, "# ");
      for (; next < g_list_model_get_n_items (mentions); next++)
        {
          g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, next);
          const IbidSpan *span = ibid_mention_get_span (mention);
          const char *start;

          if (span->block != b)
            break;
          start = g_utf8_offset_to_pointer (text, span->start);
          g_string_append_len (marked, p, start - p);
          marked_append (marked, text, mention, with_names);
          p = g_utf8_offset_to_pointer (text, span->end);
        }
      g_string_append (marked, p);
    }
  return g_string_free (marked, FALSE);
}
