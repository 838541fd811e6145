/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-terms-types.h"

/*
 * Web Annotations as other programs write them, brought into the shape that the room format reads:
 * terms without prefix, bodies of text as one comment and tags, selectors that hold what they have
 * to, a style of ours beside a colour of theirs. All the rest is left as it is, and kept.
 */

/* What a program adds of its own may be nested so deeply; beyond, it would keep the article's whole
 * file from being written. */
#define MAX_KEPT_DEPTH 16
#define MAX_TAGS IBID_FORMAT_MAX_TAGS

typedef struct
{
  IbidForeignReader *reader;
  JsonArray *tags;  /* bodies */
  JsonArray *kept;  /* other bodies */
  GString *note;    /* all comments */
  JsonObject *only; /* the body of the only comment, or NULL */
  guint n_comments;
  gboolean is_tagging; /* what a body without a purpose is for */
  gboolean has_style;
  IbidAnnotationStyle style;
} Shaper;

static void
find_here (Shaper *self, const char *member, const char *code, const char *message)
{
  g_autofree char *pointer = ibid_json_dup_pointer (&self->reader->json, member);

  ibid_foreign_find (self->reader, code, pointer, message);
}

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_shallow (JsonNode *node, guint depth)
{
  if (depth == 0)
    return !JSON_NODE_HOLDS_OBJECT (node) && !JSON_NODE_HOLDS_ARRAY (node);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!is_shallow (json_array_get_element (array, i), depth - 1))
          return FALSE;
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &value))
        if (!is_shallow (value, depth - 1))
          return FALSE;
    }
  return TRUE;
}

static gboolean
is_among (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

/* what is not in @without (NULL-terminated), in its order */
static void
copy_members (Shaper *self, JsonObject *from, JsonObject *to, const char *const *without)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (is_among (name, without))
      continue;
    else if (is_shallow (value, MAX_KEPT_DEPTH))
      json_object_set_member (to, name, json_node_copy (value));
    else
      find_here (self, name, "member-too-deep",
                 _ ("This is nested more deeply than Ibid keeps, and is left out."));
}

static const char *
strip_prefix (const char *term)
{
  return g_str_has_prefix (term, "oa:") || g_str_has_prefix (term, "as:") ? term + 3 : term;
}

/* a term or a list of terms without prefixes; a copy of a node shares its string, which is why a
 * new one is made */
static JsonNode *
new_terms (JsonNode *node)
{
  JsonArray *terms;

  if (is_string (node))
    return json_node_init_string (json_node_alloc (), strip_prefix (json_node_get_string (node)));
  terms = json_array_new ();
  for (guint i = 0;
       JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *term = json_array_get_element (json_node_get_array (node), i);

      if (is_string (term))
        json_array_add_string_element (terms, strip_prefix (json_node_get_string (term)));
    }
  node = json_node_init_array (json_node_alloc (), terms);
  json_array_unref (terms);
  return node;
}

static void
take_colour (Shaper *self, const char *colour)
{
  if (colour != NULL && !self->has_style)
    self->has_style = ibid_foreign_colour_parse (colour, &self->style);
}

/* ---- bodies ---- */

static void
add_tag (Shaper *self, JsonObject *body, const char *value)
{
  static const char *const without[] = { "type", "@type", "value", "purpose", "format", NULL };
  g_autofree char *tag = g_strstrip (g_strdup (value));
  JsonObject *shaped;
  JsonNode *purpose = body != NULL ? json_object_get_member (body, "purpose") : NULL;

  if (*tag == '\0' || json_array_get_length (self->tags) >= MAX_TAGS)
    return;
  shaped = json_object_new ();
  json_object_set_string_member (shaped, "type", "TextualBody");
  json_object_set_string_member (shaped, "purpose", "tagging");
  if (purpose != NULL && !ibid_foreign_says (body, "purpose", "tagging"))
    {
      /* "classifying" */
      JsonArray *both = json_array_new ();

      json_array_add_string_element (both, "tagging");
      json_array_add_element (both, new_terms (purpose));
      json_object_set_array_member (shaped, "purpose", both);
    }
  json_object_set_string_member (shaped, "value", tag);
  if (body != NULL)
    copy_members (self, body, shaped, without);
  json_array_add_object_element (self->tags, shaped);
}

static gboolean
is_html (const char *format)
{
  return format != NULL &&
         (g_str_has_prefix (format, "text/html") || g_str_has_prefix (format, "application/xhtml"));
}

static JsonObject *
new_comment (const char *format, const char *value)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "type", "TextualBody");
  json_object_set_string_member (body, "purpose", "commenting");
  json_object_set_string_member (body, "format", format);
  json_object_set_string_member (body, "value", value);
  return body;
}

/* A comment that stands alone stays with whatever its program says of it, such as its language. */
static JsonObject *
new_only_comment (Shaper *self, JsonObject *body, const char *value)
{
  static const char *const without[] = { "type",   "@type",     "value", "purpose",
                                         "format", "cnt:chars", "chars", "dcterms:format",
                                         "tag",    NULL };
  const char *format = ibid_foreign_get_string (body, "format");
  gboolean is_markdown = format != NULL && strstr (format, "markdown") != NULL;
  JsonObject *shaped = new_comment (is_markdown ? "text/markdown" : "text/plain", value);

  copy_members (self, body, shaped, without);
  return shaped;
}

static void
add_comment (Shaper *self, JsonObject *body, const char *value)
{
  g_autofree char *text = is_html (ibid_foreign_get_string (body, "format"))
                              ? ibid_foreign_dup_html_text (value)
                              : g_strdup (value);

  if (text[strspn (text, " \t\r\n")] == '\0')
    return;
  if (self->n_comments++ > 0)
    g_string_append (self->note, "\n\n");
  g_string_append (self->note, text);
  g_clear_pointer (&self->only, json_object_unref);
  if (self->n_comments == 1 && body != NULL && strcmp (text, value) == 0)
    self->only = new_only_comment (self, body, value);
}

static void
keep_body (Shaper *self, JsonNode *node)
{
  if (is_shallow (node, MAX_KEPT_DEPTH))
    json_array_add_element (self->kept, json_node_copy (node));
  else
    find_here (self, NULL, "member-too-deep",
               _ ("This is nested more deeply than Ibid keeps, and is left out."));
}

static const char *
get_value (JsonObject *body)
{
  static const char *const names[] = { "value", "chars", "cnt:chars", "rdf:value" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = ibid_foreign_get_string (body, names[i]);

      if (value != NULL)
        return value;
    }
  return NULL;
}

static gboolean
is_textual (JsonObject *body)
{
  return (!json_object_has_member (body, "type") && !json_object_has_member (body, "@type")) ||
         ibid_foreign_says (body, "type", "TextualBody") ||
         ibid_foreign_says (body, "type", "ContentAsText") ||
         ibid_foreign_says (body, "type", "Text");
}

/* Colours that Readium and others put into the body. */
static void
take_body_colours (Shaper *self, JsonObject *body)
{
  static const char *const names[] = { "color", "colour", "highlightColor", "highlight" };
  const char *highlight = ibid_foreign_get_string (body, "highlight");

  if (g_strcmp0 (highlight, "underline") == 0)
    take_colour (self, highlight);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    take_colour (self, ibid_foreign_get_string (body, names[i]));
}

static void
take_textual_body (Shaper *self, JsonObject *body, const char *value)
{
  gboolean has_purpose = json_object_has_member (body, "purpose");

  if (has_purpose ? ibid_foreign_says (body, "purpose", "tagging") ||
                        ibid_foreign_says (body, "purpose", "classifying")
                  : self->is_tagging)
    add_tag (self, body, value);
  else if (ibid_foreign_says (body, "purpose", "highlighting") &&
           ibid_foreign_colour_parse (value, &self->style))
    self->has_style = TRUE;
  else
    add_comment (self, body, value);
}

static void take_bodies (Shaper *self, JsonNode *node);

static void
take_body_object (Shaper *self, JsonNode *node)
{
  JsonObject *body = json_node_get_object (node);
  const char *value = get_value (body);
  const char *tag = ibid_foreign_get_string (body, "tag");
  JsonNode *items = json_object_get_member (body, "items");

  if (items != NULL && JSON_NODE_HOLDS_ARRAY (items))
    {
      /* of a choice the first is what its program shows */
      if (!ibid_foreign_says (body, "type", "Choice"))
        take_bodies (self, items);
      else if (json_array_get_length (json_node_get_array (items)) > 0)
        take_bodies (self, json_array_get_element (json_node_get_array (items), 0));
      return;
    }
  take_body_colours (self, body);
  if (tag != NULL)
    add_tag (self, NULL, tag);
  if (is_textual (body) && value != NULL)
    take_textual_body (self, body, value);
  else if (ibid_foreign_says (body, "type", "TextualBody"))
    {
      if (json_object_has_member (body, "value"))
        find_here (self, NULL, "body-unreadable", _ ("The value of this body is no string."));
    }
  else
    keep_body (self, node);
}

/* A string should be the address of a body; many programs mean the comment itself. */
static void
take_bodies (Shaper *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        take_bodies (self, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    take_body_object (self, node);
  else if (is_string (node))
    {
      g_autofree char *iri = ibid_foreign_dup_iri (json_node_get_string (node));

      if (iri != NULL)
        keep_body (self, node);
      else
        add_comment (self, NULL, json_node_get_string (node));
    }
}

static void
shape_bodies (Shaper *self, JsonObject *item, JsonObject *shaped)
{
  JsonNode *body = json_object_get_member (item, "body");
  const char *value = ibid_foreign_get_string (item, "bodyValue");
  JsonArray *all;

  ibid_json_push_member (&self->reader->json, "body");
  if (value != NULL)
    add_comment (self, NULL, value);
  if (body != NULL)
    take_bodies (self, body);
  ibid_json_pop (&self->reader->json);
  all = json_array_new ();
  if (self->only != NULL)
    json_array_add_object_element (all, g_steal_pointer (&self->only));
  else if (self->note->len > 0)
    json_array_add_object_element (all, new_comment ("text/markdown", self->note->str));
  for (guint i = 0; i < json_array_get_length (self->tags); i++)
    json_array_add_element (all, json_node_copy (json_array_get_element (self->tags, i)));
  for (guint i = 0; i < json_array_get_length (self->kept); i++)
    json_array_add_element (all, json_node_copy (json_array_get_element (self->kept, i)));
  if (json_array_get_length (all) > 0)
    json_object_set_array_member (shaped, "body", all);
  else
    json_array_unref (all);
}

/* ---- selectors ---- */

static void
drop_unless_string (JsonObject *object, const char *name)
{
  if (json_object_has_member (object, name) && !is_string (json_object_get_member (object, name)))
    json_object_remove_member (object, name);
}

static gboolean
is_sound_position (JsonObject *selector)
{
  JsonNode *start = json_object_get_member (selector, "start");
  JsonNode *end = json_object_get_member (selector, "end");
  guint first, last;

  return start != NULL && end != NULL && ibid_json_read_uint (start, &first) &&
         ibid_json_read_uint (end, &last) && first <= last;
}

static gboolean
check_selector (Shaper *self, JsonObject *selector)
{
  drop_unless_string (selector, "prefix");
  drop_unless_string (selector, "suffix");
  if (ibid_foreign_says (selector, "type", "TextQuoteSelector"))
    {
      const char *exact = ibid_foreign_get_string (selector, "exact");

      if (exact == NULL)
        find_here (self, "selector", "selector-unreadable",
                   _ ("Expected a string as “exact” of a quote; the selector is left out."));
      return exact != NULL && *exact != '\0';
    }
  if (ibid_foreign_says (selector, "type", "TextPositionSelector") && !is_sound_position (selector))
    {
      find_here (self, "selector", "selector-unreadable",
                 _ ("Expected whole numbers as “start” and “end” of a position, the second not "
                    "less than the first; the selector is left out."));
      return FALSE;
    }
  return TRUE;
}

static void shape_selectors (Shaper *self, JsonNode *node, JsonArray *shaped);

static JsonNode *
new_refining (Shaper *self, JsonNode *node)
{
  g_autoptr (JsonArray) all = json_array_new ();

  shape_selectors (self, node, all);
  /* of several a quote helps most */
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonNode *one = json_array_get_element (all, i);

      if (JSON_NODE_HOLDS_OBJECT (one) &&
          ibid_foreign_says (json_node_get_object (one), "type", "TextQuoteSelector"))
        return json_node_copy (one);
    }
  return json_array_get_length (all) > 0 ? json_node_copy (json_array_get_element (all, 0)) : NULL;
}

static void
shape_selector_object (Shaper *self, JsonObject *selector, JsonArray *all)
{
  static const char *const without[] = { "type", "@type", "refinedBy", NULL };
  JsonObject *shaped = json_object_new ();
  JsonNode *type = json_object_get_member (
      selector, json_object_has_member (selector, "type") ? "type" : "@type");
  JsonNode *refinedBy = json_object_get_member (selector, "refinedBy");

  if (type != NULL)
    json_object_set_member (shaped, "type", new_terms (type));
  else if (ibid_foreign_get_string (selector, "exact") != NULL)
    json_object_set_string_member (shaped, "type", "TextQuoteSelector");
  copy_members (self, selector, shaped, without);
  if (refinedBy != NULL && !JSON_NODE_HOLDS_NULL (refinedBy))
    {
      JsonNode *refining = new_refining (self, refinedBy);

      if (refining != NULL)
        json_object_set_member (shaped, "refinedBy", refining);
    }
  if (check_selector (self, shaped))
    json_array_add_object_element (all, shaped);
  else
    json_object_unref (shaped);
}

static void
shape_selectors (Shaper *self, JsonNode *node, JsonArray *all)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        shape_selectors (self, json_array_get_element (array, i), all);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *selector = json_node_get_object (node);
      JsonNode *items = json_object_get_member (selector, "items");

      if (items != NULL && JSON_NODE_HOLDS_ARRAY (items))
        shape_selectors (self, items, all);
      else
        shape_selector_object (self, selector, all);
    }
  else if (is_string (node))
    json_array_add_element (all, json_node_copy (node));
}

/* ---- style ---- */

/* the value of the first of these properties of a style sheet, from where a class is named */
static void
take_sheet_colour (Shaper *self, const char *sheet, const char *style_class)
{
  static const char *const names[] = { "background-color:", "background:", "text-decoration:",
                                       "color:" };
  const char *from = style_class != NULL ? strstr (sheet, style_class) : NULL;
  g_autofree char *rules = g_strndup (from != NULL ? from : sheet, 4096);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = strstr (rules, names[i]);
      g_autofree char *colour = NULL;

      if (value == NULL)
        continue;
      value += strlen (names[i]);
      colour = g_strndup (value, strcspn (value, ";}"));
      take_colour (self, colour);
    }
}

static gboolean
is_own_style (JsonNode *node)
{
  int style;

  return is_string (node) &&
         ibid_enum_from_nick (IBID_TYPE_ANNOTATION_STYLE, json_node_get_string (node), &style);
}

/* Names as the file has them, and behind them ours for the colour that they mean. */
static void
shape_style (Shaper *self, JsonObject *item, JsonObject *target, JsonObject *shaped)
{
  JsonNode *given = target != NULL ? json_object_get_member (target, "styleClass") : NULL;
  JsonNode *sheet = json_object_get_member (item, "stylesheet");
  JsonArray *classes = json_array_new ();
  gboolean is_own = FALSE;

  for (guint i = 0; given != NULL && JSON_NODE_HOLDS_ARRAY (given) &&
                    i < json_array_get_length (json_node_get_array (given));
       i++)
    if (is_string (json_array_get_element (json_node_get_array (given), i)))
      json_array_add_element (
          classes, json_node_copy (json_array_get_element (json_node_get_array (given), i)));
  if (is_string (given))
    json_array_add_string_element (classes, json_node_get_string (given));
  for (guint i = 0; i < json_array_get_length (classes); i++)
    {
      const char *name = json_array_get_string_element (classes, i);

      is_own = is_own || is_own_style (json_array_get_element (classes, i));
      if (sheet != NULL && JSON_NODE_HOLDS_OBJECT (sheet) &&
          ibid_foreign_get_string (json_node_get_object (sheet), "value") != NULL)
        take_sheet_colour (self, ibid_foreign_get_string (json_node_get_object (sheet), "value"),
                           name);
      take_colour (self, name);
    }
  take_colour (self, ibid_foreign_get_string (item, "color"));
  take_colour (self, ibid_foreign_get_string (item, "colour"));
  if (!is_own && self->has_style)
    json_array_add_string_element (
        classes, ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, (int)self->style));
  if (json_array_get_length (classes) == 1)
    json_object_set_member (shaped, "styleClass",
                            json_node_copy (json_array_get_element (classes, 0)));
  else if (json_array_get_length (classes) > 1)
    json_object_set_array_member (shaped, "styleClass", json_array_ref (classes));
  json_array_unref (classes);
}

/* ---- target ---- */

/*
 * ibid_foreign_get_target_address:
 * @target: (nullable): a target, or a list of them
 *
 * Returns: (transfer none) (nullable): the address of what it is about; of a list, of the first
 */
const char *
ibid_foreign_get_target_address (JsonNode *target)
{
  static const char *const names[] = { "source", "id", "@id" };
  JsonObject *object;

  if (target != NULL && JSON_NODE_HOLDS_ARRAY (target))
    target = json_array_get_length (json_node_get_array (target)) > 0
                 ? json_array_get_element (json_node_get_array (target), 0)
                 : NULL;
  for (guint depth = 0; target != NULL && JSON_NODE_HOLDS_OBJECT (target) && depth < 2; depth++)
    {
      object = json_node_get_object (target);
      target = NULL;
      for (guint i = 0; i < G_N_ELEMENTS (names) && target == NULL; i++)
        target = json_object_get_member (object, names[i]);
    }
  return is_string (target) ? json_node_get_string (target) : NULL;
}

/* A highlight of the only document that a file is about becomes one of this article, and remembers
 * where it came from. */
static JsonObject *
new_target (Shaper *self, JsonObject *item, JsonNode *node)
{
  static const char *const without[] = { "source", "selector", "styleClass", NULL };
  JsonObject *target = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *address = ibid_foreign_get_target_address (node);
  const char *article_id = ibid_foreign_about_get_id (self->reader->about);
  JsonObject *shaped = json_object_new ();
  JsonNode *selector = target != NULL ? json_object_get_member (target, "selector") : NULL;

  if (address == NULL || !ibid_foreign_is_elsewhere (self->reader, address))
    json_object_set_string_member (shaped, "source", address != NULL ? address : article_id);
  else
    {
      json_object_set_string_member (shaped, "source", article_id);
      json_object_set_string_member (shaped, "ibid:importedFrom", address);
    }
  if (selector != NULL)
    {
      JsonArray *all = json_array_new ();

      shape_selectors (self, selector, all);
      json_object_set_array_member (shaped, "selector", all);
    }
  shape_style (self, item, target, shaped);
  if (target != NULL)
    copy_members (self, target, shaped, without);
  return shaped;
}

static void
shape_targets (Shaper *self, JsonObject *item, guint chosen, JsonObject *shaped)
{
  JsonNode *node = json_object_get_member (item, "target");
  JsonArray *given =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonArray *all;

  if (node == NULL || (given != NULL && json_array_get_length (given) == 0))
    return;
  ibid_json_push_member (&self->reader->json, "target");
  if (given == NULL || json_array_get_length (given) == 1)
    json_object_set_object_member (
        shaped, "target",
        new_target (self, item, given == NULL ? node : json_array_get_element (given, 0)));
  else
    {
      all = json_array_new ();
      json_array_add_object_element (
          all, new_target (self, item, json_array_get_element (given, chosen)));
      for (guint i = 0; i < json_array_get_length (given); i++)
        if (i != chosen && is_shallow (json_array_get_element (given, i), MAX_KEPT_DEPTH))
          json_array_add_element (all, json_node_copy (json_array_get_element (given, i)));
      json_object_set_array_member (shaped, "target", all);
    }
  ibid_json_pop (&self->reader->json);
}

/* ---- all of it ---- */

static void
shape_time (Shaper *self, JsonObject *item, const char *name, JsonObject *shaped)
{
  const char *text = ibid_foreign_get_string (item, name);
  gint64 time_us;

  if (text != NULL && ibid_annotation_time_parse (text, &time_us))
    json_object_set_string_member (shaped, name, text);
  else if (json_object_has_member (item, name))
    find_here (self, name, "time-unreadable",
               _ ("Expected a time such as “2021-05-07T09:30:00Z”; it is left out."));
}

/*
 * ibid_foreign_shape_item:
 * @item: an annotation; the reader is at it
 * @target: which of its targets is the one that is wanted
 *
 * Returns: (transfer full): the annotation in the shape that ibid_annotation_load_node() reads, but
 *   for its id
 */
JsonObject *
ibid_foreign_shape_item (IbidForeignReader *reader, JsonObject *item, guint target)
{
  static const char *const without[] = { "@context", "@id",      "@type",      "id",
                                         "type",     "body",     "bodyValue",  "target",
                                         "created",  "modified", "motivation", NULL };
  JsonObject *shaped = json_object_new ();
  g_autoptr (JsonArray) tags = json_array_new ();
  g_autoptr (JsonArray) kept = json_array_new ();
  g_autoptr (GString) note = g_string_new (NULL);
  JsonNode *motivation = json_object_get_member (item, "motivation");
  Shaper self = { .reader = reader, .tags = tags, .kept = kept, .note = note };

  json_object_set_string_member (shaped, "type", "Annotation");
  if (motivation != NULL)
    json_object_set_member (shaped, "motivation", new_terms (motivation));
  self.is_tagging = ibid_foreign_says (item, "motivation", "tagging") &&
                    !ibid_foreign_says (item, "motivation", "commenting");
  shape_time (&self, item, "created", shaped);
  shape_time (&self, item, "modified", shaped);
  shape_bodies (&self, item, shaped);
  shape_targets (&self, item, target, shaped);
  copy_members (&self, item, shaped, without);
  return shaped;
}
