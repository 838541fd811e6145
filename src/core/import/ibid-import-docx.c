/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import-docx.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-composer.h"
#include "ibid-docx-styles.h"
#include "ibid-import-error.h"

/*
 * WordprocessingML, ECMA-376, part 1: 17.3 (paragraphs and runs), 17.4 (tables), 17.11 (notes),
 * 17.13.5 (revisions: what was inserted is there, what was deleted is not), 17.16.22 (links).
 */

typedef struct
{
  IbidContainer *container;
  IbidDraft *draft;
  IbidComposer *composer;
  IbidDocxStyles *styles;
  GCancellable *cancellable;
  GHashTable *links;  /* of the part that is read: id → address */
  GHashTable *labels; /* "f2", "e1": a note that is referred to → its number as text */
  guint n_footnotes;
  guint n_endnotes;
  guint n_images;

  /* the paragraph under way */
  const IbidDocxStyle *style;
  char *numbering;
  guint list_level;
  gboolean is_begun;

  /* the run under way */
  gboolean is_bold;
  gboolean is_italic;
  gboolean is_super;
  gboolean is_sub;

  guint n_link_marks;
  guint table_depth;
  guint colspan;
  gboolean is_header_row;
  gboolean wants_cell;
  gboolean in_note;
} Docx;

typedef void (*Handler) (Docx *self, xmlTextReader *reader);

/* ── paragraphs ── */

static void
begin_cell (Docx *self)
{
  if (self->wants_cell)
    ibid_composer_begin_cell (self->composer, self->is_header_row, MAX (self->colspan, 1), 1);
  self->wants_cell = FALSE;
}

static void
begin_list_item (Docx *self, const char *numbering)
{
  gboolean is_ordered = ibid_docx_styles_is_ordered (self->styles, numbering, self->list_level);

  ibid_composer_begin (self->composer, IBID_BLOCK_TYPE_LIST_ITEM);
  ibid_composer_set_level (self->composer, self->list_level + 1);
  ibid_composer_set_list (
      self->composer, is_ordered,
      is_ordered ? ibid_docx_styles_count (self->styles, numbering, self->list_level) : 0);
}

static void
begin_styled (Docx *self)
{
  static const IbidBlockType types[] = {
    [IBID_DOCX_STYLE_TEXT] = IBID_BLOCK_TYPE_PARAGRAPH,
    [IBID_DOCX_STYLE_TITLE] = IBID_BLOCK_TYPE_HEADING,
    [IBID_DOCX_STYLE_HEADING] = IBID_BLOCK_TYPE_HEADING,
    [IBID_DOCX_STYLE_QUOTE] = IBID_BLOCK_TYPE_QUOTE,
    [IBID_DOCX_STYLE_CAPTION] = IBID_BLOCK_TYPE_FIGURE,
    [IBID_DOCX_STYLE_CODE] = IBID_BLOCK_TYPE_PREFORMATTED,
  };
  IbidDocxStyleKind kind = self->style != NULL ? self->style->kind : IBID_DOCX_STYLE_TEXT;

  ibid_composer_begin (self->composer, types[kind]);
  if (types[kind] == IBID_BLOCK_TYPE_HEADING)
    ibid_composer_set_level (self->composer, MAX (self->style->level, 1));
}

/* What a paragraph is, is known when its first words come. */
static void
ensure_paragraph (Docx *self)
{
  const char *numbering = self->numbering;

  if (self->is_begun)
    return;
  self->is_begun = TRUE;
  if (numbering == NULL && self->style != NULL && self->style->kind != IBID_DOCX_STYLE_HEADING)
    numbering = self->style->numbering;
  if (self->table_depth > 0 || self->in_note)
    {
      begin_cell (self);
      ibid_composer_add_break (self->composer);
    }
  else if (numbering != NULL && strcmp (numbering, "0") != 0)
    begin_list_item (self, numbering);
  else
    begin_styled (self);
}

static void
begin_paragraph (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  self->style = NULL;
  g_clear_pointer (&self->numbering, g_free);
  self->list_level = 0;
  self->is_begun = FALSE;
}

static void
end_paragraph (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  if (self->is_begun && self->table_depth == 0 && !self->in_note)
    ibid_composer_end (self->composer);
  self->is_begun = FALSE;
}

static void
read_paragraph_style (Docx *self, xmlTextReader *reader)
{
  g_autofree char *id = ibid_xml_dup_attribute (reader, "val");

  if (id != NULL)
    self->style = ibid_docx_styles_get (self->styles, id);
}

static void
read_list_level (Docx *self, xmlTextReader *reader)
{
  g_autofree char *value = ibid_xml_dup_attribute (reader, "val");

  self->list_level = value != NULL ? (guint)CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 8) : 0;
}

static void
read_list (Docx *self, xmlTextReader *reader)
{
  g_free (self->numbering);
  self->numbering = ibid_xml_dup_attribute (reader, "val");
}

/* ── runs ── */

static void
begin_run (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  self->is_bold = self->is_italic = self->is_super = self->is_sub = FALSE;
}

static gboolean
is_on (xmlTextReader *reader)
{
  g_autofree char *value = ibid_xml_dup_attribute (reader, "val");

  return value == NULL || (strcmp (value, "0") != 0 && strcmp (value, "false") != 0);
}

static void
read_bold (Docx *self, xmlTextReader *reader)
{
  self->is_bold = is_on (reader);
}

static void
read_italic (Docx *self, xmlTextReader *reader)
{
  self->is_italic = is_on (reader);
}

static void
read_vertical (Docx *self, xmlTextReader *reader)
{
  g_autofree char *value = ibid_xml_dup_attribute (reader, "val");

  self->is_super = g_strcmp0 (value, "superscript") == 0;
  self->is_sub = g_strcmp0 (value, "subscript") == 0;
}

static guint
push_marks (Docx *self)
{
  guint n_marks = 0;
  gboolean is_heading = self->style != NULL && (self->style->kind == IBID_DOCX_STYLE_HEADING ||
                                                self->style->kind == IBID_DOCX_STYLE_TITLE);
  const struct
  {
    gboolean is_set;
    IbidMarkType type;
  } marks[] = { { self->is_bold && !is_heading, IBID_MARK_TYPE_STRONG },
                { self->is_italic, IBID_MARK_TYPE_EMPHASIS },
                { self->is_super, IBID_MARK_TYPE_SUPERSCRIPT },
                { self->is_sub, IBID_MARK_TYPE_SUBSCRIPT } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].is_set)
      {
        ibid_composer_push_mark (self->composer, marks[i].type, NULL);
        n_marks++;
      }
  return n_marks;
}

static void
add_words (Docx *self, const char *words)
{
  guint n_marks;

  if (*words == '\0')
    return;
  ensure_paragraph (self);
  n_marks = push_marks (self);
  ibid_composer_add_text (self->composer, words, -1);
  for (; n_marks > 0; n_marks--)
    ibid_composer_pop_mark (self->composer);
}

static void
read_words (Docx *self, xmlTextReader *reader)
{
  xmlChar *words = xmlTextReaderReadString (reader);

  if (words != NULL)
    add_words (self, (const char *)words);
  xmlFree (words);
}

static void
read_tab (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  if (self->is_begun) /* those in properties of a paragraph are stops, not characters */
    ibid_composer_add_text (self->composer, " ", 1);
}

static void
read_break (Docx *self, xmlTextReader *reader)
{
  g_autofree char *type = ibid_xml_dup_attribute (reader, "type");

  if (self->is_begun && type == NULL)
    ibid_composer_add_break (self->composer);
}

static void
read_hyphen (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  add_words (self, "\xE2\x80\x91");
}

static void
begin_link (Docx *self, xmlTextReader *reader)
{
  g_autofree char *id = ibid_xml_dup_attribute (reader, "id");
  const char *address = id != NULL ? g_hash_table_lookup (self->links, id) : NULL;
  gboolean is_web =
      address != NULL &&
      (g_str_has_prefix (address, "http://") || g_str_has_prefix (address, "https://")) &&
      g_uri_is_valid (address, G_URI_FLAGS_NONE, NULL);

  if (xmlTextReaderIsEmptyElement (reader))
    return;
  if (is_web)
    ensure_paragraph (self);
  ibid_composer_push_mark (self->composer, IBID_MARK_TYPE_LINK, is_web ? address : NULL);
  self->n_link_marks++;
}

static void
end_link (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  if (self->n_link_marks == 0)
    return;
  ibid_composer_pop_mark (self->composer);
  self->n_link_marks--;
}

/* ── notes ── */

static void
add_reference (Docx *self, xmlTextReader *reader, const char *kind, guint *n_notes)
{
  g_autofree char *id = ibid_xml_dup_attribute (reader, "id");
  g_autofree char *target = g_strconcat (kind, id, NULL);
  g_autofree char *text = NULL;
  const char *label = g_hash_table_lookup (self->labels, target);

  if (id == NULL || self->in_note)
    return;
  if (label == NULL)
    {
      char *number =
          g_strdup_printf (*kind == 'e' && self->n_footnotes > 0 ? "e%u" : "%u", ++*n_notes);

      g_hash_table_insert (self->labels, g_strdup (target), number);
      label = number;
    }
  text = g_strdup_printf ("[%s]", label);
  ensure_paragraph (self);
  ibid_composer_begin_reference (self->composer, target);
  ibid_composer_add_text (self->composer, text, -1);
  ibid_composer_end_reference (self->composer);
}

static void
read_footnote_reference (Docx *self, xmlTextReader *reader)
{
  add_reference (self, reader, "f", &self->n_footnotes);
}

static void
read_endnote_reference (Docx *self, xmlTextReader *reader)
{
  add_reference (self, reader, "e", &self->n_endnotes);
}

static void
begin_note (Docx *self, xmlTextReader *reader)
{
  g_autofree char *id = ibid_xml_dup_attribute (reader, "id");
  g_autofree char *target = g_strconcat (ibid_xml_is (reader, "endnote") ? "e" : "f", id, NULL);
  const char *label = g_hash_table_lookup (self->labels, target);

  ibid_composer_begin (self->composer, IBID_BLOCK_TYPE_NOTE);
  ibid_composer_set_note (self->composer, target, label);
}

/* ── tables and figures ── */

static void
begin_table (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  if (self->table_depth++ == 0 && !self->in_note)
    ibid_composer_begin (self->composer, IBID_BLOCK_TYPE_TABLE);
}

static void
end_table (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  if (self->table_depth > 0 && --self->table_depth == 0 && !self->in_note)
    ibid_composer_end (self->composer);
}

static gboolean
is_cell_of_block (Docx *self)
{
  return self->table_depth == 1 && !self->in_note;
}

static void
begin_row (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  if (is_cell_of_block (self))
    ibid_composer_begin_row (self->composer);
  self->is_header_row = FALSE;
}

static void
read_header_row (Docx *self, xmlTextReader *reader)
{
  self->is_header_row = is_on (reader);
}

static void
begin_table_cell (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  self->wants_cell = is_cell_of_block (self);
  self->colspan = 1;
}

static void
read_colspan (Docx *self, xmlTextReader *reader)
{
  g_autofree char *value = ibid_xml_dup_attribute (reader, "val");

  self->colspan = value != NULL ? (guint)CLAMP (g_ascii_strtoll (value, NULL, 10), 1, 1000) : 1;
}

static void
end_table_cell (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  begin_cell (self); /* an empty one */
}

static void
count_image (Docx *self, G_GNUC_UNUSED xmlTextReader *reader)
{
  self->n_images++;
}

/* What is not listed is gone into; what has no function of either kind is gone past. */
static const struct
{
  const char *name;
  Handler begin;
  Handler end;
  gboolean skips;
} elements[] = {
  { "p", begin_paragraph, end_paragraph },
  { "pStyle", read_paragraph_style },
  { "ilvl", read_list_level },
  { "numId", read_list },
  { "r", begin_run },
  { "b", read_bold },
  { "i", read_italic },
  { "vertAlign", read_vertical },
  { "t", read_words },
  { "tab", read_tab },
  { "ptab", read_tab },
  { "br", read_break },
  { "cr", read_break },
  { "noBreakHyphen", read_hyphen },
  { "hyperlink", begin_link, end_link },
  { "footnoteReference", read_footnote_reference },
  { "endnoteReference", read_endnote_reference },
  { "tbl", begin_table, end_table },
  { "tr", begin_row },
  { "tblHeader", read_header_row },
  { "tc", begin_table_cell, end_table_cell },
  { "gridSpan", read_colspan },
  { "drawing", count_image, .skips = TRUE },
  { "pict", count_image, .skips = TRUE },
  { "object", count_image, .skips = TRUE },
  { "del", .skips = TRUE },
  { "moveFrom", .skips = TRUE },
  { "pPrChange", .skips = TRUE },
  { "rPrChange", .skips = TRUE },
  { "tcPrChange", .skips = TRUE },
  { "trPrChange", .skips = TRUE },
  { "instrText", .skips = TRUE },
  { "Fallback", .skips = TRUE },
  { "sectPr", .skips = TRUE },
};

/* Returns whether what is in the element is to be gone past. */
static gboolean
handle (Docx *self, xmlTextReader *reader)
{
  gboolean is_end = xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT;
  gboolean is_empty = !is_end && xmlTextReaderIsEmptyElement (reader);

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (ibid_xml_is (reader, elements[i].name))
      {
        if (!is_end && elements[i].begin != NULL)
          elements[i].begin (self, reader);
        if ((is_end || is_empty) && elements[i].end != NULL)
          elements[i].end (self, reader);
        return !is_end && elements[i].skips;
      }
  return FALSE;
}

static gboolean
is_note_element (xmlTextReader *reader)
{
  return ibid_xml_is (reader, "footnote") || ibid_xml_is (reader, "endnote");
}

/* In a part of notes, only those that are referred to: others separate them from the text. */
static gboolean
handle_note (Docx *self, xmlTextReader *reader)
{
  g_autofree char *id = ibid_xml_dup_attribute (reader, "id");
  g_autofree char *target = g_strconcat (ibid_xml_is (reader, "endnote") ? "e" : "f", id, NULL);

  if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT)
    {
      ibid_composer_end (self->composer);
      return FALSE;
    }
  if (id == NULL || !g_hash_table_contains (self->labels, target))
    return TRUE;
  begin_note (self, reader);
  return FALSE;
}

static gboolean
fail_xml (xmlTextReader *reader, const char *part, GError **error)
{
  g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_FORMAT,
               _ ("The document is damaged: word/%s.xml cannot be read from line %d on."), part,
               xmlTextReaderGetParserLineNumber (reader));
  return FALSE;
}

static gboolean
read_part (Docx *self, const char *part, GError **error)
{
  g_autofree char *name = g_strdup_printf ("word/%s.xml", part);
  xmlTextReader *reader = ibid_container_read_xml (self->container, name);
  gboolean is_good = TRUE;
  int more = reader != NULL ? xmlTextReaderRead (reader) : 0;

  self->links = ibid_docx_read_links (self->container, part);
  while (more == 1 && is_good)
    {
      int type = xmlTextReaderNodeType (reader);
      gboolean is_tag = type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT;
      gboolean skips =
          is_tag && (self->in_note && is_note_element (reader) ? handle_note (self, reader)
                                                               : handle (self, reader));

      more = skips ? xmlTextReaderNext (reader) : xmlTextReaderRead (reader);
      is_good = !g_cancellable_set_error_if_cancelled (self->cancellable, error);
    }
  g_clear_pointer (&self->links, g_hash_table_unref);
  if (is_good && more < 0)
    is_good = fail_xml (reader, part, error);
  g_clear_pointer (&reader, xmlFreeTextReader);
  return is_good;
}

static gboolean
read_parts (Docx *self, GError **error)
{
  if (!read_part (self, "document", error))
    return FALSE;
  ibid_composer_end (self->composer);
  self->in_note = TRUE;
  self->table_depth = 0;
  return read_part (self, "footnotes", error) && read_part (self, "endnotes", error) &&
         ibid_composer_finish (self->composer, error);
}

static void
complete_head (Docx *self)
{
  IbidCsl *csl = ibid_draft_get_metadata (self->draft);
  IbidBlock *first = ibid_draft_peek_block (self->draft, 0);

  if (ibid_csl_get (csl, IBID_CSL_TITLE) == NULL && first != NULL &&
      ibid_block_get_block_type (first) == IBID_BLOCK_TYPE_HEADING)
    ibid_csl_set (csl, IBID_CSL_TITLE, ibid_block_get_text (first));
  if (self->n_images > 0)
    {
      g_autofree char *message =
          g_strdup_printf (ngettext ("%u image was not taken along.",
                                     "%u images were not taken along.", self->n_images),
                           self->n_images);

      ibid_draft_add_finding (self->draft, IBID_SEVERITY_WARNING, "images-left", message);
    }
}

/**
 * ibid_import_docx:
 * @input: the file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #IBID_IMPORT_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Takes a word processor's document over: headings, lists, tables, links, footnotes and endnotes;
 * of tracked changes, what was inserted and not what was deleted.
 *
 * Returns: (transfer full) (nullable): a draft
 */
IbidDraft *
ibid_import_docx (const IbidImportInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidContainer) container = ibid_container_new (input->bytes, cancellable, error);
  g_autoptr (IbidDocxStyles) styles = NULL;
  g_autoptr (IbidDraft) draft = NULL;
  g_autoptr (IbidComposer) composer = NULL;
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Docx self = { 0 };
  gboolean is_read;

  if (container == NULL)
    return NULL;
  if (ibid_container_get (container, "word/document.xml") == NULL)
    {
      g_set_error_literal (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_FORMAT,
                           _ ("This is no DOCX: it has no word/document.xml."));
      return NULL;
    }
  styles = ibid_docx_styles_new (container);
  draft = ibid_draft_new ();
  composer = ibid_composer_new (draft);
  self = (Docx){ .container = container,
                 .draft = draft,
                 .composer = composer,
                 .styles = styles,
                 .cancellable = cancellable,
                 .labels = labels };
  ibid_docx_read_properties (container, draft);
  is_read = read_parts (&self, error);
  g_free (self.numbering);
  if (!is_read)
    return NULL;
  complete_head (&self);
  return g_steal_pointer (&draft);
}
