/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-draft.h"
#include "ibid-terms-types.h"

/* Drafts as words, for tests to compare. */

/* one line for each block: its kind, level, number and label as far as it has them, its text */
static inline char *
draft_words_describe (IbidDraft *draft)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GEnumClass) types = g_type_class_ref (IBID_TYPE_BLOCK_TYPE);

  for (guint i = 0; i < ibid_draft_get_n_blocks (draft); i++)
    {
      IbidBlock *block = ibid_draft_peek_block (draft, i);
      const char *label = ibid_block_get_label (block);
      GEnumValue *type = g_enum_get_value (types, (int)ibid_block_get_block_type (block));
      g_autofree char *line = g_strdelimit (g_strdup (ibid_block_get_text (block)), "\n", '/');

      g_string_append (text, type->value_nick);
      if (ibid_block_get_level (block) > 0)
        g_string_append_printf (text, "%u", ibid_block_get_level (block));
      if (ibid_block_get_number (block) > 0)
        g_string_append_printf (text, "#%u", ibid_block_get_number (block));
      if (label != NULL)
        g_string_append_printf (text, "[%s]", label);
      g_string_append_printf (text, ": %s\n", line);
    }
  return g_string_free (text, FALSE);
}

/* "[1]→2 ": what is written, and the position of the note's block */
static inline char *
draft_words_describe_references (IbidDraft *draft)
{
  const IbidExtractOptions options = { .language = "en" };
  g_autoptr (IbidArticle) article = ibid_draft_build (draft, &options, NULL, NULL);
  GListModel *references = ibid_article_get_note_references (article);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (references); i++)
    {
      g_autoptr (IbidNoteReference) reference = g_list_model_get_item (references, i);
      g_autofree char *written =
          ibid_article_dup_span_text (article, ibid_note_reference_get_span (reference));

      g_string_append_printf (text, "%s→%u ", written, ibid_note_reference_get_note (reference));
    }
  return g_string_free (text, FALSE);
}
