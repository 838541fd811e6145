/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import-markdown.h"

#include <md4c.h>
#include <string.h>
#include "ibid-composer.h"
#include "ibid-import-decode.h"
#include "ibid-import-error.h"
#include "ibid-markdown-notes.h"
#include "ibid-text-head.h"

#define PARSER_FLAGS                                                                               \
  (MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOHTMLBLOCKS)
/* list in list; what lies deeper is on this level */
#define MAX_LISTS 64

typedef struct
{
  gboolean is_ordered;
  guint next;
} List;

typedef struct
{
  IbidDraft *draft;
  IbidComposer *composer;
  GCancellable *cancellable;
  const GArray *notes; /* of IbidMarkdownNote; NULL inside one of them */
  List lists[MAX_LISTS];
  guint n_lists;
  guint n_quotes;
  guint n_marks;  /* under way; a link in a link is left without having been entered */
  guint n_images; /* inside one another: what is in them is their description */
  gboolean in_item;
  gboolean in_note;
} Parse;

static void
begin_list (Parse *self, gboolean is_ordered, guint start)
{
  if (self->n_lists < MAX_LISTS)
    self->lists[self->n_lists] = (List){ is_ordered, start };
  self->n_lists++;
}

static void
begin_item (Parse *self)
{
  List *list = &self->lists[MIN (self->n_lists, MAX_LISTS) - 1];

  ibid_composer_begin (self->composer, IBID_BLOCK_TYPE_LIST_ITEM);
  ibid_composer_set_level (self->composer, self->n_lists);
  ibid_composer_set_list (self->composer, list->is_ordered, list->is_ordered ? list->next++ : 0);
  self->in_item = TRUE;
}

/* Paragraphs of an item or a note are lines of it. */
static void
begin_paragraph (Parse *self)
{
  if (self->in_item || self->in_note)
    ibid_composer_add_break (self->composer);
  else
    ibid_composer_begin (self->composer,
                         self->n_quotes > 0 ? IBID_BLOCK_TYPE_QUOTE : IBID_BLOCK_TYPE_PARAGRAPH);
}

static void
begin (Parse *self, IbidBlockType type)
{
  if (!self->in_note)
    ibid_composer_begin (self->composer, type);
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *user_data)
{
  Parse *self = user_data;

  switch (type)
    {
    case MD_BLOCK_QUOTE:
      self->n_quotes++;
      break;
    case MD_BLOCK_UL:
      begin_list (self, FALSE, 0);
      break;
    case MD_BLOCK_OL:
      begin_list (self, TRUE, ((MD_BLOCK_OL_DETAIL *)detail)->start);
      break;
    case MD_BLOCK_LI:
      if (!self->in_note)
        begin_item (self);
      else
        ibid_composer_add_break (self->composer);
      break;
    case MD_BLOCK_HR:
      begin (self, IBID_BLOCK_TYPE_SEPARATOR);
      break;
    case MD_BLOCK_H:
      begin (self, IBID_BLOCK_TYPE_HEADING);
      ibid_composer_set_level (self->composer, ((MD_BLOCK_H_DETAIL *)detail)->level);
      break;
    case MD_BLOCK_CODE:
      begin (self, IBID_BLOCK_TYPE_PREFORMATTED);
      break;
    case MD_BLOCK_P:
      begin_paragraph (self);
      break;
    case MD_BLOCK_TABLE:
      begin (self, IBID_BLOCK_TYPE_TABLE);
      break;
    case MD_BLOCK_TR:
      if (!self->in_note)
        ibid_composer_begin_row (self->composer);
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      if (!self->in_note)
        ibid_composer_begin_cell (self->composer, type == MD_BLOCK_TH, 1, 1);
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      break;
    }
  return g_cancellable_is_cancelled (self->cancellable);
}

static int
leave_block_cb (MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, void *user_data)
{
  Parse *self = user_data;

  if (type == MD_BLOCK_QUOTE)
    self->n_quotes--;
  else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    self->n_lists--;
  else if (type == MD_BLOCK_LI)
    self->in_item = FALSE;
  if (!self->in_note &&
      (type == MD_BLOCK_LI || type == MD_BLOCK_H || type == MD_BLOCK_CODE ||
       type == MD_BLOCK_TABLE || type == MD_BLOCK_HR || (type == MD_BLOCK_P && !self->in_item)))
    ibid_composer_end (self->composer);
  return 0;
}

static gboolean
is_web_address (const char *href)
{
  return (g_str_has_prefix (href, "http://") || g_str_has_prefix (href, "https://")) &&
         g_uri_is_valid (href, G_URI_FLAGS_NONE, NULL);
}

static gboolean
get_mark (MD_SPANTYPE type, IbidMarkType *mark)
{
  *mark = type == MD_SPAN_STRONG ? IBID_MARK_TYPE_STRONG
          : type == MD_SPAN_CODE ? IBID_MARK_TYPE_CODE
          : type == MD_SPAN_A    ? IBID_MARK_TYPE_LINK
                                 : IBID_MARK_TYPE_EMPHASIS;
  return type == MD_SPAN_EM || type == MD_SPAN_STRONG || type == MD_SPAN_CODE || type == MD_SPAN_A;
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *user_data)
{
  Parse *self = user_data;
  g_autofree char *href = NULL;
  IbidMarkType mark;

  if (type == MD_SPAN_A)
    {
      const MD_ATTRIBUTE *address = &((MD_SPAN_A_DETAIL *)detail)->href;

      href = g_strndup (address->text, address->size);
    }
  if (type == MD_SPAN_IMG)
    self->n_images++;
  if (self->n_images == 0 && get_mark (type, &mark))
    {
      ibid_composer_push_mark (self->composer, mark,
                               href != NULL && is_web_address (href) ? href : NULL);
      self->n_marks++;
    }
  return 0;
}

static int
leave_span_cb (MD_SPANTYPE type, G_GNUC_UNUSED void *detail, void *user_data)
{
  Parse *self = user_data;
  IbidMarkType mark;

  if (self->n_images == 0 && self->n_marks > 0 && get_mark (type, &mark))
    {
      ibid_composer_pop_mark (self->composer);
      self->n_marks--;
    }
  if (type == MD_SPAN_IMG && self->n_images > 0)
    self->n_images--;
  return 0;
}

static void
add_reference (Parse *self, guint note, gboolean in_code)
{
  const char *label = g_array_index (self->notes, IbidMarkdownNote, note).label;
  g_autofree char *target = g_strdup_printf ("%u", note);
  g_autofree char *text = g_strdup_printf (in_code ? "[^%s]" : "[%s]", label);

  if (!in_code)
    ibid_composer_begin_reference (self->composer, target);
  ibid_composer_add_text (self->composer, text, -1);
  if (!in_code)
    ibid_composer_end_reference (self->composer);
}

static void
add_text (Parse *self, const char *text, gsize size, gboolean in_code)
{
  const char *start = text;

  for (const char *at = text; at < text + size;)
    {
      const char *next = g_utf8_next_char (at);
      guint note = (guint)(g_utf8_get_char (at) - IBID_MARKDOWN_FIRST_NOTE);

      if (self->notes != NULL && note < self->notes->len)
        {
          ibid_composer_add_text (self->composer, start, at - start);
          add_reference (self, note, in_code);
          start = next;
        }
      at = next;
    }
  ibid_composer_add_text (self->composer, start, text + size - start);
}

/* "&amp;" and its like: the five of XML, and numbers; the rare others stay as they are written */
static void
add_character (Parse *self, const char *text, gsize size)
{
  static const char *const names[][2] = { { "&amp;", "&" },  { "&lt;", "<" },
                                          { "&gt;", ">" },   { "&quot;", "\"" },
                                          { "&apos;", "'" }, { "&nbsp;", "\xC2\xA0" } };
  gunichar c = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i][0]) == size && strncmp (names[i][0], text, size) == 0)
      {
        ibid_composer_add_text (self->composer, names[i][1], -1);
        return;
      }
  if (size > 3 && text[1] == '#')
    c = (gunichar)(g_ascii_tolower (text[2]) == 'x' ? strtoul (text + 3, NULL, 16)
                                                    : strtoul (text + 2, NULL, 10));
  if (c >= 0x20 && g_unichar_validate (c))
    {
      char utf8[7] = { 0 };

      ibid_composer_add_text (self->composer, utf8, g_unichar_to_utf8 (c, utf8));
    }
  else
    ibid_composer_add_text (self->composer, text, (gssize)size);
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user_data)
{
  Parse *self = user_data;

  if (self->n_images > 0)
    return 0;
  switch (type)
    {
    case MD_TEXT_BR:
      ibid_composer_add_break (self->composer);
      break;
    case MD_TEXT_SOFTBR:
      ibid_composer_add_text (self->composer, " ", 1);
      break;
    case MD_TEXT_ENTITY:
      add_character (self, text, size);
      break;
    case MD_TEXT_CODE:
      add_text (self, text, size, TRUE);
      break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_LATEXMATH:
      add_text (self, text, size, FALSE);
      break;
    case MD_TEXT_NULLCHAR:
    case MD_TEXT_HTML:
      break;
    }
  return 0;
}

static gboolean
parse (Parse *self, const char *text, GError **error)
{
  const MD_PARSER parser = { .flags = PARSER_FLAGS,
                             .enter_block = enter_block_cb,
                             .leave_block = leave_block_cb,
                             .enter_span = enter_span_cb,
                             .leave_span = leave_span_cb,
                             .text = text_cb };

  md_parse (text, (MD_SIZE)strlen (text), &parser, self);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
parse_note (Parse *self, const GArray *notes, guint index, GError **error)
{
  const IbidMarkdownNote *note = &g_array_index (notes, IbidMarkdownNote, index);
  g_autofree char *target = g_strdup_printf ("%u", index);

  ibid_composer_begin (self->composer, IBID_BLOCK_TYPE_NOTE);
  ibid_composer_set_note (self->composer, target, note->label);
  self->in_note = TRUE;
  self->notes = NULL;
  if (!parse (self, note->text, error))
    return FALSE;
  ibid_composer_end (self->composer);
  return TRUE;
}

static void
set_head (IbidDraft *draft, const char *key, const char *value)
{
  IbidCsl *csl = ibid_draft_get_metadata (draft);

  if (g_str_equal (key, "title"))
    ibid_csl_set (csl, IBID_CSL_TITLE, value);
  else if (g_str_equal (key, "author"))
    ibid_csl_set_author_text (csl, value);
  else if (g_str_equal (key, "lang") || g_str_equal (key, "language"))
    ibid_draft_set_language (draft, value);
  else if (g_str_equal (key, "source") || g_str_equal (key, "url"))
    ibid_csl_set (csl, IBID_CSL_URL, is_web_address (value) ? value : NULL);
  else if (g_str_equal (key, "publisher") || g_str_equal (key, "site"))
    ibid_csl_set (csl, IBID_CSL_CONTAINER_TITLE, value);
  else if (g_str_equal (key, "published") || g_str_equal (key, "date"))
    {
      g_autofree char *day = g_strndup (value, 10);
      g_autoptr (IbidPartialDate) date = ibid_partial_date_new_from_edtf (day, NULL);

      if (date != NULL)
        ibid_draft_set_published (draft, date);
    }
}

/* Reads "key: value" lines of a YAML block, as far as they are flat; returns where it ends. */
static const char *
read_front_matter (IbidDraft *draft, const char *text)
{
  const char *end = g_str_has_prefix (text, "---\n") ? strstr (text, "\n---\n") : NULL;
  g_autofree char *block = end != NULL ? g_strndup (text + 4, (gsize)(end - text) - 3) : NULL;
  g_auto (GStrv) lines = block != NULL ? g_strsplit (block, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');
      char *value = colon != NULL ? g_strstrip (colon + 1) : NULL;
      gsize length = value != NULL ? strlen (value) : 0;

      if (length == 0 || strchr (" -#[{", lines[i][0]) != NULL || strchr ("[{|>&*", *value))
        continue;
      *colon = '\0';
      if (length > 1 && (*value == '"' || *value == '\'') && value[length - 1] == *value)
        {
          value[length - 1] = '\0';
          value++;
        }
      set_head (draft, lines[i], value);
    }
  return end != NULL ? end + 5 : text;
}

/* A heading that says the title is it; so is the first one, where nothing else says one. */
static void
complete_head (IbidDraft *draft, const char *text)
{
  IbidCsl *csl = ibid_draft_get_metadata (draft);
  IbidBlock *first = ibid_draft_peek_block (draft, 0);

  if (ibid_csl_get (csl, IBID_CSL_TITLE) == NULL && first != NULL &&
      ibid_block_get_block_type (first) == IBID_BLOCK_TYPE_HEADING)
    ibid_csl_set (csl, IBID_CSL_TITLE, ibid_block_get_text (first));
  if (ibid_draft_get_language (draft) == NULL)
    ibid_text_head_guess_language (draft, text);
}

static char *
dup_with_plain_line_ends (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, "\r\n", "\n", 0);
  g_string_replace (plain, "\r", "\n", 0);
  return g_string_free (plain, FALSE);
}

/**
 * ibid_import_markdown:
 * @input: the file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #IBID_IMPORT_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Takes Markdown over: CommonMark with tables and footnotes, by md4c. HTML in it is left out.
 *
 * Returns: (transfer full) (nullable): a draft
 */
IbidDraft *
ibid_import_markdown (const IbidImportInput *input, GCancellable *cancellable, GError **error)
{
  g_autofree char *encoding = NULL;
  g_autofree char *decoded = ibid_import_decode (input->bytes, &encoding, error);
  g_autofree char *text = decoded != NULL ? dup_with_plain_line_ends (decoded) : NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (IbidDraft) draft = NULL;
  g_autoptr (IbidComposer) composer = NULL;
  g_autoptr (GArray) notes = NULL;
  Parse self = { 0 };

  if (text == NULL)
    return NULL;
  draft = ibid_draft_new ();
  composer = ibid_composer_new (draft);
  ibid_draft_set_encoding (draft, encoding);
  notes = ibid_markdown_take_notes (read_front_matter (draft, text), body);
  self =
      (Parse){ .draft = draft, .composer = composer, .cancellable = cancellable, .notes = notes };
  if (!parse (&self, body->str, error))
    return NULL;
  for (guint i = 0; i < notes->len; i++)
    if (!parse_note (&self, notes, i, error))
      return NULL;
  if (!ibid_composer_finish (composer, error))
    return NULL;
  complete_head (draft, body->str);
  return g_steal_pointer (&draft);
}
