/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import-epub.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-container.h"
#include "ibid-html-walk.h"
#include "ibid-import-error.h"

/*
 * EPUB 3.3 (https://www.w3.org/TR/epub-33/) and 2: META-INF/container.xml names the package
 * document, its spine names the chapters in their order. Notes may lie in a chapter of their own,
 * so that the chapters are joined into one page before it is read: ids and the links to them are
 * given the chapter's number.
 */

typedef struct
{
  IbidContainer *container;
  IbidDraft *draft;
  GHashTable *manifest;  /* id → file in the container */
  GPtrArray *spine;      /* of files */
  GHashTable *positions; /* file → its position in the spine, + 1 */
  char *package;         /* the package document */
} Epub;

static gboolean
fail (GError **error, IbidImportError code, const char *message)
{
  g_set_error_literal (error, IBID_IMPORT_ERROR, (int)code, message);
  return FALSE;
}

static gboolean
find_package (Epub *self, GError **error)
{
  xmlTextReader *reader = ibid_container_read_xml (self->container, "META-INF/container.xml");

  while (reader != NULL && self->package == NULL && xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT &&
        ibid_xml_is (reader, "rootfile"))
      self->package = ibid_xml_dup_attribute (reader, "full-path");
  g_clear_pointer (&reader, xmlFreeTextReader);
  if (self->package != NULL && ibid_container_get (self->container, self->package) != NULL)
    return TRUE;
  return fail (error, IBID_IMPORT_ERROR_FORMAT,
               _ ("This is no EPUB: META-INF/container.xml does not name a package document."));
}

/* Fonts may be obfuscated; text that is encrypted cannot be read. */
static gboolean
check_encryption (Epub *self, GError **error)
{
  xmlTextReader *reader = ibid_container_read_xml (self->container, "META-INF/encryption.xml");
  gboolean is_readable = TRUE;

  while (reader != NULL && is_readable && xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT &&
        ibid_xml_is (reader, "CipherReference"))
      {
        g_autofree char *file = ibid_xml_dup_attribute (reader, "URI");

        is_readable =
            file == NULL || !(g_str_has_suffix (file, "html") || g_str_has_suffix (file, ".htm"));
      }
  g_clear_pointer (&reader, xmlFreeTextReader);
  return is_readable || fail (error, IBID_IMPORT_ERROR_ENCRYPTED,
                              _ ("The book is protected against copying: its text is encrypted."));
}

static void
set_metadata (Epub *self, const char *element, const char *value)
{
  IbidCsl *csl = ibid_draft_get_metadata (self->draft);
  g_autoptr (IbidPartialDate) date = NULL;

  if (strcmp (element, "title") == 0 && ibid_csl_get (csl, IBID_CSL_TITLE) == NULL)
    ibid_csl_set (csl, IBID_CSL_TITLE, value);
  else if (strcmp (element, "creator") == 0)
    ibid_csl_add_author (csl, NULL, NULL, value, NULL);
  else if (strcmp (element, "publisher") == 0)
    ibid_csl_set (csl, IBID_CSL_PUBLISHER, value);
  else if (strcmp (element, "language") == 0 && strlen (value) > 1 &&
           ibid_draft_get_language (self->draft) == NULL)
    ibid_draft_set_language (self->draft, value);
  else if (strcmp (element, "date") == 0 && ibid_draft_get_published (self->draft) == NULL)
    {
      g_autofree char *day = g_strndup (value, 10);

      date = ibid_partial_date_new_from_edtf (day, NULL);
      if (date != NULL)
        ibid_draft_set_published (self->draft, date);
    }
}

static void
read_item (Epub *self, xmlTextReader *reader)
{
  g_autofree char *id = ibid_xml_dup_attribute (reader, "id");
  g_autofree char *href = ibid_xml_dup_attribute (reader, "href");
  g_autofree char *type = ibid_xml_dup_attribute (reader, "media-type");
  g_autofree char *properties = ibid_xml_dup_attribute (reader, "properties");
  g_autofree char *file = href != NULL ? ibid_container_resolve (self->package, href) : NULL;

  /* the table of contents is made of the headings */
  if (id != NULL && file != NULL && type != NULL && strstr (type, "html") != NULL &&
      (properties == NULL || strstr (properties, "nav") == NULL))
    g_hash_table_replace (self->manifest, g_steal_pointer (&id), g_steal_pointer (&file));
}

static void
read_itemref (Epub *self, xmlTextReader *reader)
{
  g_autofree char *id = ibid_xml_dup_attribute (reader, "idref");
  const char *file = id != NULL ? g_hash_table_lookup (self->manifest, id) : NULL;

  if (file == NULL || g_hash_table_contains (self->positions, file))
    return;
  g_ptr_array_add (self->spine, (char *)file);
  g_hash_table_insert (self->positions, (char *)file, GUINT_TO_POINTER (self->spine->len));
}

static void
read_package (Epub *self)
{
  xmlTextReader *reader = ibid_container_read_xml (self->container, self->package);
  gboolean in_metadata = FALSE;

  while (reader != NULL && xmlTextReaderRead (reader) == 1)
    {
      int type = xmlTextReaderNodeType (reader);

      if (ibid_xml_is (reader, "metadata"))
        in_metadata = type == XML_READER_TYPE_ELEMENT;
      else if (type != XML_READER_TYPE_ELEMENT)
        continue;
      else if (in_metadata)
        {
          g_autofree char *element = g_strdup ((const char *)xmlTextReaderConstLocalName (reader));
          xmlChar *value = xmlTextReaderReadString (reader);

          if (value != NULL && *value != '\0')
            set_metadata (self, element, (const char *)value);
          xmlFree (value);
        }
      else if (ibid_xml_is (reader, "item"))
        read_item (self, reader);
      else if (ibid_xml_is (reader, "itemref"))
        read_itemref (self, reader);
    }
  g_clear_pointer (&reader, xmlFreeTextReader);
}

/* ── chapters joined ── */

static void
append_escaped (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (html, escaped);
}

/* where a link leads in the joined page: "#c2-fn1", or the address itself */
static void
append_link (Epub *self, GString *html, const char *file, const char *href)
{
  const char *hash = strchr (href, '#');
  g_autofree char *path = hash != NULL ? g_strndup (href, (gsize)(hash - href)) : NULL;
  g_autofree char *target = path == NULL    ? NULL
                            : *path == '\0' ? g_strdup (file)
                                            : ibid_container_resolve (file, path);
  guint position =
      target != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, target)) : 0;

  if (position == 0)
    {
      append_escaped (html, href);
      return;
    }
  g_string_append_printf (html, "#c%u-", position);
  append_escaped (html, hash + 1);
}

static void
append_attributes (Epub *self, GString *html, const char *file, guint position,
                   const GumboNode *node)
{
  const GumboVector *attributes = &node->v.element.attributes;

  for (guint i = 0; i < attributes->length; i++)
    {
      const GumboAttribute *attribute = attributes->data[i];

      if (strpbrk (attribute->name, " \t\n\"'<>/=") != NULL)
        continue;
      g_string_append_printf (html, " %s=\"", attribute->name);
      if (strcmp (attribute->name, "id") == 0 || strcmp (attribute->name, "name") == 0)
        g_string_append_printf (html, "c%u-", position);
      if (strcmp (attribute->name, "href") == 0)
        append_link (self, html, file, attribute->value);
      else
        append_escaped (html, attribute->value);
      g_string_append_c (html, '"');
    }
}

/* elements that have no end tag: one would be read as a second element */
static gboolean
is_void (const char *tag)
{
  static const char *const tags[] = { "area",  "base", "br",   "col",    "embed", "hr",  "img",
                                      "input", "link", "meta", "source", "track", "wbr", NULL };

  return g_strv_contains (tags, tag);
}

static void
append_node (Epub *self, GString *html, const char *file, guint position, const GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);
  const char *text = ibid_html_get_text (node);
  const char *tag;

  if (text != NULL)
    append_escaped (html, text);
  if (children == NULL || ibid_html_get_tag (node) == GUMBO_TAG_SCRIPT ||
      ibid_html_get_tag (node) == GUMBO_TAG_STYLE || ibid_html_get_tag (node) == GUMBO_TAG_UNKNOWN)
    return;
  tag = ibid_html_get_tag (node) == GUMBO_TAG_BODY
            ? "section"
            : gumbo_normalized_tagname (ibid_html_get_tag (node));
  g_string_append_printf (html, "<%s", tag);
  append_attributes (self, html, file, position, node);
  g_string_append_c (html, '>');
  for (guint i = 0; i < children->length; i++)
    append_node (self, html, file, position, children->data[i]);
  if (children->length > 0 || !is_void (tag))
    g_string_append_printf (html, "</%s>", tag);
}

static gboolean
append_chapter (Epub *self, GString *html, guint index, GError **error)
{
  const char *file = g_ptr_array_index (self->spine, index);
  GBytes *bytes = ibid_container_get (self->container, file);
  g_autofree char *text = NULL;
  g_autoptr (IbidHtmlTree) tree = NULL;
  GumboNode *body;

  if (bytes == NULL)
    return TRUE;
  text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  tree = ibid_html_tree_new (text, error);
  if (tree == NULL)
    return FALSE;
  body = ibid_html_find_tag (ibid_html_tree_get_root (tree), GUMBO_TAG_BODY);
  if (body != NULL)
    append_node (self, html, file, index + 1, body);
  return TRUE;
}

static gboolean
read_chapters (Epub *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html><body>");
  g_autoptr (IbidHtmlTree) tree = NULL;
  g_autoptr (IbidHtmlNotes) notes = NULL;
  g_autoptr (IbidComposer) composer = ibid_composer_new (self->draft);

  for (guint i = 0; i < self->spine->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !append_chapter (self, html, i, error))
      return FALSE;
  tree = ibid_html_tree_new (html->str, error);
  if (tree == NULL)
    return FALSE;
  notes = ibid_html_notes_new (tree);
  ibid_html_walk (composer, ibid_html_tree_get_root (tree), notes, NULL, NULL);
  return ibid_composer_finish (composer, error);
}

static gboolean
read_book (Epub *self, GCancellable *cancellable, GError **error)
{
  if (!check_encryption (self, error) || !find_package (self, error))
    return FALSE;
  read_package (self);
  if (self->spine->len == 0)
    return fail (error, IBID_IMPORT_ERROR_EMPTY, _ ("The book names no chapters."));
  return read_chapters (self, cancellable, error);
}

/**
 * ibid_import_epub:
 * @input: the file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #IBID_IMPORT_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Takes a book over: all its chapters in the order of reading, with notes wherever they lie.
 *
 * Returns: (transfer full) (nullable): a draft
 */
IbidDraft *
ibid_import_epub (const IbidImportInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidContainer) container = ibid_container_new (input->bytes, cancellable, error);
  g_autoptr (IbidDraft) draft = ibid_draft_new ();
  Epub self = { .container = container, .draft = draft };
  gboolean is_read;

  if (container == NULL)
    return NULL;
  self.manifest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.positions = g_hash_table_new (g_str_hash, g_str_equal);
  self.spine = g_ptr_array_new ();
  is_read = read_book (&self, cancellable, error);
  g_ptr_array_unref (self.spine);
  g_hash_table_unref (self.positions);
  g_hash_table_unref (self.manifest);
  g_free (self.package);
  return is_read ? g_steal_pointer (&draft) : NULL;
}
