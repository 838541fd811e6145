/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-docx-styles.h"

#include <string.h>

/* ECMA-376, part 1: 17.7 (styles), 17.9 (numbering); part 2: 9.3 (relationships), 11 (properties)
 */

#define MAX_LEVELS 9 /* of lists; ECMA-376, 17.9.3 */

struct _IbidDocxStyles
{
  GHashTable *styles;    /* id → IbidDocxStyle */
  GHashTable *abstracts; /* id of a numbering → id of its abstract one */
  GHashTable *bullets;   /* set of "abstract level" that are not numbered */
  GHashTable *counters;  /* "numbering level" → the last number */
};

static void
style_free (IbidDocxStyle *style)
{
  g_free (style->numbering);
  g_free (style);
}

/* Names are those of the English version, whatever language the program has. */
static void
judge_name (IbidDocxStyle *style, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_prefix (lower, "heading ") && g_ascii_isdigit (lower[8]))
    {
      style->kind = IBID_DOCX_STYLE_HEADING;
      style->level = (guint)CLAMP (lower[8] - '0', 1, 6);
    }
  else if (strcmp (lower, "title") == 0)
    style->kind = IBID_DOCX_STYLE_TITLE;
  else if (strstr (lower, "quot") != NULL || strcmp (lower, "block text") == 0)
    style->kind = IBID_DOCX_STYLE_QUOTE;
  else if (strstr (lower, "caption") != NULL)
    style->kind = IBID_DOCX_STYLE_CAPTION;
  else if (strstr (lower, "source code") != NULL || strstr (lower, "preformatted") != NULL)
    style->kind = IBID_DOCX_STYLE_CODE;
}

static void
read_style (IbidDocxStyles *self, xmlTextReader *reader, IbidDocxStyle **style)
{
  g_autofree char *value = ibid_xml_dup_attribute (reader, "val");

  if (ibid_xml_is (reader, "style"))
    {
      char *id = ibid_xml_dup_attribute (reader, "styleId");

      *style = g_new0 (IbidDocxStyle, 1);
      g_hash_table_replace (self->styles, id != NULL ? id : g_strdup (""), *style);
    }
  else if (*style == NULL || value == NULL)
    return;
  else if (ibid_xml_is (reader, "name"))
    judge_name (*style, value);
  else if (ibid_xml_is (reader, "basedOn") && (*style)->kind == IBID_DOCX_STYLE_TEXT)
    {
      const IbidDocxStyle *base = g_hash_table_lookup (self->styles, value);

      (*style)->kind = base != NULL ? base->kind : IBID_DOCX_STYLE_TEXT;
      (*style)->level = base != NULL ? base->level : 0;
    }
  else if (ibid_xml_is (reader, "outlineLvl") && *value >= '0' && *value <= '5')
    {
      (*style)->kind = IBID_DOCX_STYLE_HEADING;
      (*style)->level = (guint)(*value - '0') + 1;
    }
  else if (ibid_xml_is (reader, "numId"))
    {
      g_free ((*style)->numbering);
      (*style)->numbering = g_strdup (value);
    }
}

static void
read_styles (IbidDocxStyles *self, IbidContainer *container)
{
  xmlTextReader *reader = ibid_container_read_xml (container, "word/styles.xml");
  IbidDocxStyle *style = NULL;

  while (reader != NULL && xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT)
      read_style (self, reader, &style);
  g_clear_pointer (&reader, xmlFreeTextReader);
}

static void
read_numbering (IbidDocxStyles *self, IbidContainer *container)
{
  xmlTextReader *reader = ibid_container_read_xml (container, "word/numbering.xml");
  g_autofree char *abstract = NULL;
  g_autofree char *level = NULL;
  g_autofree char *numbering = NULL;

  while (reader != NULL && xmlTextReaderRead (reader) == 1)
    {
      g_autofree char *value = NULL;

      if (xmlTextReaderNodeType (reader) != XML_READER_TYPE_ELEMENT)
        continue;
      value = ibid_xml_dup_attribute (reader, "val");
      if (ibid_xml_is (reader, "abstractNum"))
        {
          g_free (abstract);
          abstract = ibid_xml_dup_attribute (reader, "abstractNumId");
        }
      else if (ibid_xml_is (reader, "lvl"))
        {
          g_free (level);
          level = ibid_xml_dup_attribute (reader, "ilvl");
        }
      else if (ibid_xml_is (reader, "num"))
        {
          g_free (numbering);
          numbering = ibid_xml_dup_attribute (reader, "numId");
        }
      else if (ibid_xml_is (reader, "abstractNumId") && numbering != NULL && value != NULL)
        g_hash_table_replace (self->abstracts, g_strdup (numbering), g_steal_pointer (&value));
      else if (ibid_xml_is (reader, "numFmt") && abstract != NULL && level != NULL &&
               (g_strcmp0 (value, "bullet") == 0 || g_strcmp0 (value, "none") == 0))
        g_hash_table_add (self->bullets, g_strdup_printf ("%s %s", abstract, level));
    }
  g_clear_pointer (&reader, xmlFreeTextReader);
}

/**
 * ibid_docx_styles_new:
 * @container: a DOCX
 *
 * Reads styles and lists, as far as they say what a paragraph is.
 *
 * Returns: (transfer full): the styles
 */
IbidDocxStyles *
ibid_docx_styles_new (IbidContainer *container)
{
  IbidDocxStyles *self = g_new0 (IbidDocxStyles, 1);

  self->styles =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)style_free);
  self->abstracts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->bullets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_styles (self, container);
  read_numbering (self, container);
  return self;
}

/**
 * ibid_docx_styles_free:
 * @self: (transfer full): styles
 *
 * Drops them.
 */
void
ibid_docx_styles_free (IbidDocxStyles *self)
{
  g_hash_table_unref (self->styles);
  g_hash_table_unref (self->abstracts);
  g_hash_table_unref (self->bullets);
  g_hash_table_unref (self->counters);
  g_free (self);
}

/**
 * ibid_docx_styles_get:
 * @self: styles
 * @id: of a style
 *
 * Returns: (transfer none) (nullable): what a paragraph of that style is
 */
const IbidDocxStyle *
ibid_docx_styles_get (IbidDocxStyles *self, const char *id)
{
  return g_hash_table_lookup (self->styles, id);
}

/**
 * ibid_docx_styles_is_ordered:
 * @self: styles
 * @numbering: id of a list
 * @level: from 0
 *
 * Returns: whether items of the list are numbered on that level
 */
gboolean
ibid_docx_styles_is_ordered (IbidDocxStyles *self, const char *numbering, guint level)
{
  const char *abstract = g_hash_table_lookup (self->abstracts, numbering);
  g_autofree char *key = g_strdup_printf ("%s %u", abstract != NULL ? abstract : "", level);

  return abstract != NULL && !g_hash_table_contains (self->bullets, key);
}

/**
 * ibid_docx_styles_count:
 * @self: styles
 * @numbering: id of a list
 * @level: from 0
 *
 * Counts one more item of a list; what lies deeper begins anew.
 *
 * Returns: its number, from 1
 */
guint
ibid_docx_styles_count (IbidDocxStyles *self, const char *numbering, guint level)
{
  g_autofree char *key = g_strdup_printf ("%s %u", numbering, level);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->counters, key)) + 1;

  g_hash_table_insert (self->counters, g_steal_pointer (&key), GUINT_TO_POINTER (number));
  for (guint deeper = level + 1; deeper < MAX_LEVELS; deeper++)
    {
      g_autofree char *inner = g_strdup_printf ("%s %u", numbering, deeper);

      g_hash_table_remove (self->counters, inner);
    }
  return number;
}

/**
 * ibid_docx_read_links:
 * @container: a DOCX
 * @part: a file in its folder "word": "document"
 *
 * Reads where the links of a part lead.
 *
 * Returns: (transfer full): id → address, a string each
 */
GHashTable *
ibid_docx_read_links (IbidContainer *container, const char *part)
{
  g_autofree char *name = g_strdup_printf ("word/_rels/%s.xml.rels", part);
  GHashTable *links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  xmlTextReader *reader = ibid_container_read_xml (container, name);

  while (reader != NULL && xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT &&
        ibid_xml_is (reader, "Relationship"))
      {
        char *id = ibid_xml_dup_attribute (reader, "Id");
        char *target = ibid_xml_dup_attribute (reader, "Target");

        if (id != NULL && target != NULL)
          g_hash_table_replace (links, id, target);
        else
          {
            g_free (id);
            g_free (target);
          }
      }
  g_clear_pointer (&reader, xmlFreeTextReader);
  return links;
}

static void
set_property (IbidDraft *draft, const char *element, const char *value)
{
  IbidCsl *csl = ibid_draft_get_metadata (draft);

  if (strcmp (element, "title") == 0)
    ibid_csl_set (csl, IBID_CSL_TITLE, value);
  else if (strcmp (element, "creator") == 0)
    ibid_csl_set_author_text (csl, value);
  else if (strcmp (element, "language") == 0)
    ibid_draft_set_language (draft, value);
}

/**
 * ibid_docx_read_properties:
 * @container: a DOCX
 * @draft: what gets title, author and language
 *
 * Reads what the document says of itself. When it was saved is not when it was published, and not
 * taken for it.
 */
void
ibid_docx_read_properties (IbidContainer *container, IbidDraft *draft)
{
  xmlTextReader *reader = ibid_container_read_xml (container, "docProps/core.xml");

  while (reader != NULL && xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT)
      {
        g_autofree char *element = g_strdup ((const char *)xmlTextReaderConstLocalName (reader));
        xmlChar *text = xmlTextReaderReadString (reader);

        if (text != NULL && *text != '\0')
          set_property (draft, element, (const char *)text);
        xmlFree (text);
      }
  g_clear_pointer (&reader, xmlFreeTextReader);
}
