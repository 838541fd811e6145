/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-overlay-format.h"
#include "ibid-decision-value.h"
#include "ibid-document.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>
#include <string.h>

enum
{
  ROOT_ARTICLE,
  ROOT_DECISIONS,
  ROOT_FORMAT,
  ROOT_VERSION,
  N_ROOT
};
static const char *const root_names[N_ROOT] = { "article", "decisions", "format", "version" };

enum
{
  DECISION_FIELD,
  DECISION_KEY,
  DECISION_MODIFIED,
  DECISION_TARGET,
  DECISION_VALUE,
  N_DECISION
};
static const char *const decision_names[N_DECISION] = { "field", "key", "modified", "target",
                                                        "value" };

enum
{
  TARGET_FIND,
  TARGET_ID,
  TARGET_ITEM,
  TARGET_KIND,
  N_TARGET
};
static const char *const target_names[N_TARGET] = { "find", "id", "item", "kind" };

typedef struct
{
  IbidTargetKind kind;
  const char *id;
  guint item;
  GVariant *find; /* owned */
} Target;

/* What a newer version put into the file and the model has no place for travels with the object it
 * belongs to: on the overlay the unknown members and the decisions about unknown kinds of target,
 * on a decision its unknown members. */
static G_DEFINE_QUARK (ibid_format_extra, extra)
static G_DEFINE_QUARK (ibid_format_target_extra, target_extra)
static G_DEFINE_QUARK (ibid_format_kept_decisions, kept_decisions)

static void
keep_extra (gpointer object, GQuark quark, JsonObject *extra)
{
  if (extra != NULL)
    g_object_set_qdata_full (object, quark, json_object_ref (extra),
                             (GDestroyNotify)json_object_unref);
}

static void
keep_decision (IbidOverlay *overlay, JsonNode *node)
{
  JsonArray *kept = g_object_get_qdata (G_OBJECT (overlay), kept_decisions_quark ());

  if (kept == NULL)
    {
      kept = json_array_new ();
      g_object_set_qdata_full (G_OBJECT (overlay), kept_decisions_quark (), kept,
                               (GDestroyNotify)json_array_unref);
    }
  json_array_add_element (kept, json_node_copy (node));
}

static gboolean
read_find (IbidJson *json, const IbidJsonFields *fields, GVariant **find)
{
  JsonObject *object = NULL;
  JsonObjectIter iter;
  GVariantBuilder builder;
  const char *name;
  JsonNode *node;

  if (!ibid_json_get_object (json, fields, TARGET_FIND, IBID_JSON_OPTIONAL, &object))
    return FALSE;
  if (object == NULL)
    return TRUE;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_variant_builder_clear (&builder);
          ibid_json_push_member (json, "find");
          ibid_json_fail_expected (json, name, node, _ ("a string"));
          ibid_json_pop (json);
          return FALSE;
        }
      g_variant_builder_add (&builder, "{ss}", name, json_node_get_string (node));
    }
  *find = g_variant_ref_sink (g_variant_builder_end (&builder));
  return TRUE;
}

/* kind is -1 afterwards if this version does not know the word */
static gboolean
read_target_members (IbidJson *json, const IbidJsonFields *fields, int *kind, Target *target)
{
  const char *word = NULL;

  if (!ibid_json_get_name (json, fields, TARGET_KIND, IBID_JSON_REQUIRED, &word))
    return FALSE;
  if (!ibid_enum_from_nick (IBID_TYPE_TARGET_KIND, word, kind))
    {
      *kind = -1;
      return TRUE;
    }
  target->kind = (IbidTargetKind)*kind;
  return ibid_json_get_name (json, fields, TARGET_ID, IBID_JSON_REQUIRED, &target->id) &&
         ibid_json_get_uint (json, fields, TARGET_ITEM,
                             target->kind == IBID_TARGET_KIND_ITEM ? IBID_JSON_REQUIRED
                                                                   : IBID_JSON_OPTIONAL,
                             0, G_MAXINT32, &target->item) &&
         read_find (json, fields, &target->find);
}

static gboolean
read_modified (IbidJson *json, const IbidJsonFields *fields, const char **modified)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *detail = NULL;

  if (!ibid_json_get_string (json, fields, DECISION_MODIFIED, IBID_JSON_REQUIRED, modified))
    return FALSE;
  time = g_date_time_new_from_iso8601 (*modified, utc);
  if (time != NULL)
    return TRUE;
  detail = g_strdup_printf (_ ("expected a time such as “2021-05-07T09:30:00Z”, found “%s”."),
                            *modified);
  return ibid_json_fail (json, "modified", IBID_FORMAT_ERROR_VALUE, detail);
}

static gboolean
put_decision (IbidJson *json, IbidOverlay *overlay, IbidJsonFields *fields, const Target *target,
              JsonObject *target_members)
{
  g_autoptr (IbidDecision) decision = NULL;
  g_autoptr (GVariant) value = NULL;
  const char *field = NULL;
  const char *key = NULL;
  const char *modified = NULL;

  if (!ibid_json_get_name (json, fields, DECISION_FIELD, IBID_JSON_REQUIRED, &field) ||
      !ibid_json_get_string (json, fields, DECISION_KEY, IBID_JSON_OPTIONAL, &key) ||
      !read_modified (json, fields, &modified) ||
      !ibid_decision_value_read (json, fields, DECISION_VALUE, target->kind, field, &value))
    return FALSE;
  decision = ibid_decision_new (target->kind, target->id, target->item, field, key, value,
                                target->find, modified);
  keep_extra (decision, extra_quark (), fields->extra);
  keep_extra (decision, target_extra_quark (), target_members);
  ibid_overlay_put (overlay, decision);
  return TRUE;
}

static gboolean
read_decision (IbidJson *json, JsonNode *node, IbidOverlay *overlay)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidJsonFields) target_fields = { 0 };
  Target target = { 0 };
  int kind = -1;
  gboolean ok;

  if (!ibid_json_open (json, node, decision_names, N_DECISION, &fields))
    return FALSE;
  if (fields.nodes[DECISION_TARGET] == NULL)
    return ibid_json_fail_expected (json, "target", NULL, _ ("an object"));
  ibid_json_push_member (json, "target");
  ok = ibid_json_open (json, fields.nodes[DECISION_TARGET], target_names, N_TARGET,
                       &target_fields) &&
       read_target_members (json, &target_fields, &kind, &target);
  ibid_json_pop (json);
  if (!ok)
    return FALSE;
  if (kind < 0)
    {
      keep_decision (overlay, node);
      return TRUE;
    }
  ok = put_decision (json, overlay, &fields, &target, target_fields.extra);
  g_clear_pointer (&target.find, g_variant_unref);
  return ok;
}

static gboolean
check_format (IbidJson *json, const IbidJsonFields *fields)
{
  JsonNode *node = fields->nodes[ROOT_FORMAT];
  const char *format = "";
  const char *article = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    format = json_node_get_string (node);
  if (strcmp (format, "ibid-corrections") == 0)
    return ibid_document_check_version (json, fields, ROOT_VERSION);
  return ibid_document_check_format (json, fields, ROOT_FORMAT, ROOT_VERSION, "ibid-overlay",
                                     _ ("a reader's decisions")) &&
         ibid_json_get_name (json, fields, ROOT_ARTICLE, IBID_JSON_REQUIRED, &article);
}

static gboolean
read_root (IbidJson *json, JsonNode *root, IbidOverlay *overlay)
{
  g_auto (IbidJsonFields) fields = { 0 };
  JsonArray *decisions = NULL;

  if (!ibid_json_open (json, root, root_names, N_ROOT, &fields) || !check_format (json, &fields) ||
      !ibid_json_get_array (json, &fields, ROOT_DECISIONS, IBID_JSON_REQUIRED, &decisions))
    return FALSE;
  ibid_json_push_member (json, "decisions");
  for (guint i = 0; i < json_array_get_length (decisions); i++)
    {
      gboolean ok;

      ibid_json_push_index (json, i);
      ok = read_decision (json, json_array_get_element (decisions, i), overlay);
      ibid_json_pop (json);
      if (!ok)
        return FALSE;
    }
  ibid_json_pop (json);
  keep_extra (overlay, extra_quark (), fields.extra);
  return TRUE;
}

/**
 * ibid_overlay_load_bytes:
 * @bytes: a whole file
 * @display_name: its name, for messages
 * @error: where to put an error of %IBID_FORMAT_ERROR, any code that an article can have;
 *   %IBID_FORMAT_ERROR_NOT_ARTICLE if it is a file of another kind
 *
 * Reads the decisions of an overlay or of the corrections. Of two decisions about the same choice
 * the later in the file counts. What this version does not know (members, fields, kinds of target)
 * is kept and written back by ibid_overlay_save_bytes() for the same object.
 *
 * Returns: (transfer full) (nullable): the decisions
 */
IbidOverlay *
ibid_overlay_load_bytes (GBytes *bytes, const char *display_name, GError **error)
{
  IbidJson json = { .file = display_name };
  g_autoptr (JsonNode) root = ibid_document_parse (bytes, display_name, error);
  g_autoptr (IbidOverlay) overlay = NULL;

  if (root == NULL)
    return NULL;
  overlay = ibid_overlay_new ();
  if (read_root (&json, root, overlay))
    return g_steal_pointer (&overlay);
  g_propagate_error (error, json.error);
  return NULL;
}

static void
write_find (IbidJsonWriter *out, GVariant *find)
{
  GVariantIter iter;
  const char *name;
  const char *value;

  if (find == NULL)
    return;
  ibid_json_writer_name (out, "find");
  ibid_json_writer_begin (out, '{');
  g_variant_iter_init (&iter, find);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    ibid_json_writer_string_member (out, NULL, name, value);
  ibid_json_writer_end (out, '}');
}

static void
write_decision (IbidJsonWriter *out, IbidDecision *decision)
{
  IbidTargetKind kind = ibid_decision_get_target (decision);
  JsonObject *extra = g_object_get_qdata (G_OBJECT (decision), extra_quark ());

  ibid_json_writer_begin (out, '{');
  ibid_json_writer_name (out, "target");
  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, NULL, "kind",
                                  ibid_nick_from_enum (IBID_TYPE_TARGET_KIND, (int)kind));
  ibid_json_writer_string_member (out, NULL, "id", ibid_decision_get_target_id (decision));
  if (kind == IBID_TARGET_KIND_ITEM)
    ibid_json_writer_uint_member (out, NULL, "item", ibid_decision_get_item (decision));
  write_find (out, ibid_decision_get_find (decision));
  ibid_json_writer_extra (out, g_object_get_qdata (G_OBJECT (decision), target_extra_quark ()));
  ibid_json_writer_end (out, '}');
  ibid_json_writer_string_member (out, NULL, "field", ibid_decision_get_field (decision));
  ibid_json_writer_string_member (out, NULL, "key", ibid_decision_get_key (decision));
  if (ibid_json_writer_member (out, extra, "value"))
    ibid_decision_value_write (out, decision);
  ibid_json_writer_string_member (out, NULL, "modified", ibid_decision_get_modified (decision));
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
}

static void
write_decisions (IbidJsonWriter *out, IbidOverlay *overlay)
{
  JsonArray *kept = g_object_get_qdata (G_OBJECT (overlay), kept_decisions_quark ());
  guint n_kept = kept != NULL ? json_array_get_length (kept) : 0;

  ibid_json_writer_name (out, "decisions");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (overlay)); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);

      write_decision (out, decision);
    }
  for (guint i = 0; i < n_kept; i++)
    ibid_json_writer_node (out, json_array_get_element (kept, i));
  ibid_json_writer_end (out, ']');
}

/**
 * ibid_decision_adopt_unknown:
 * @decision: a decision that takes the place of another
 * @other: that one, as it was read from a file
 *
 * Makes @decision carry the members of @other that this version cannot name.
 */
void
ibid_decision_adopt_unknown (IbidDecision *decision, IbidDecision *other)
{
  keep_extra (decision, extra_quark (), g_object_get_qdata (G_OBJECT (other), extra_quark ()));
  keep_extra (decision, target_extra_quark (),
              g_object_get_qdata (G_OBJECT (other), target_extra_quark ()));
}

/**
 * ibid_overlay_adopt_unknown:
 * @overlay: decisions
 * @other: decisions that were read from a file
 *
 * Makes @overlay carry what the file of @other had and this version cannot name, in place of its
 * own, so that it is written back: unknown members, and decisions about unknown kinds of target.
 */
void
ibid_overlay_adopt_unknown (IbidOverlay *overlay, IbidOverlay *other)
{
  JsonArray *kept = g_object_get_qdata (G_OBJECT (other), kept_decisions_quark ());

  g_object_set_qdata (G_OBJECT (overlay), extra_quark (), NULL);
  keep_extra (overlay, extra_quark (), g_object_get_qdata (G_OBJECT (other), extra_quark ()));
  g_object_set_qdata_full (G_OBJECT (overlay), kept_decisions_quark (),
                           kept != NULL ? json_array_ref (kept) : NULL,
                           (GDestroyNotify)json_array_unref);
}

static gboolean
add_members (IbidOverlay *overlay, JsonObject *extra)
{
  JsonObject *present = g_object_get_qdata (G_OBJECT (overlay), extra_quark ());
  JsonObject *both = json_object_new ();
  gboolean added = FALSE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (present != NULL)
    {
      json_object_iter_init_ordered (&iter, present);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        json_object_set_member (both, name, json_node_copy (node));
    }
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!json_object_has_member (both, name))
      {
        json_object_set_member (both, name, json_node_copy (node));
        added = TRUE;
      }
  g_object_set_qdata_full (G_OBJECT (overlay), extra_quark (), both,
                           (GDestroyNotify)json_object_unref);
  return added;
}

static gboolean
add_kept (IbidOverlay *overlay, JsonArray *kept)
{
  JsonArray *present = g_object_get_qdata (G_OBJECT (overlay), kept_decisions_quark ());
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *both = json_array_new ();
  guint n_present = present != NULL ? json_array_get_length (present) : 0;
  gboolean added = FALSE;

  for (guint i = 0; i < n_present + json_array_get_length (kept); i++)
    {
      JsonNode *node = i < n_present ? json_array_get_element (present, i)
                                     : json_array_get_element (kept, i - n_present);

      if (!g_hash_table_add (texts, json_to_string (node, FALSE)))
        continue;
      json_array_add_element (both, json_node_copy (node));
      added = added || i >= n_present;
    }
  g_object_set_qdata_full (G_OBJECT (overlay), kept_decisions_quark (), both,
                           (GDestroyNotify)json_array_unref);
  return added;
}

/**
 * ibid_overlay_add_unknown:
 * @overlay: decisions
 * @other: decisions that were read from another file
 *
 * Makes @overlay carry what @other has and this version cannot name, beside what it carries
 * already.
 *
 * Returns: whether anything was added
 */
gboolean
ibid_overlay_add_unknown (IbidOverlay *overlay, IbidOverlay *other)
{
  JsonObject *extra = g_object_get_qdata (G_OBJECT (other), extra_quark ());
  JsonArray *kept = g_object_get_qdata (G_OBJECT (other), kept_decisions_quark ());
  gboolean members = extra != NULL && add_members (overlay, extra);
  gboolean decisions = kept != NULL && add_kept (overlay, kept);

  return members || decisions;
}

/**
 * ibid_overlay_save_bytes:
 * @overlay: the decisions
 * @article_id: (nullable): the article they are about; %NULL writes corrections, which are for all
 *   articles
 * @error: where to put an error of %IBID_FORMAT_ERROR, any code
 *
 * Writes decisions, oldest first and one a line. What a reader would refuse is refused here: the
 * bytes are read back before they are handed out.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
ibid_overlay_save_bytes (IbidOverlay *overlay, const char *article_id, GError **error)
{
  IbidJsonWriter out = { .out = g_string_new (NULL) };
  const char *name = article_id != NULL ? "overlay.json" : "corrections.json";
  g_autoptr (IbidOverlay) read_back = NULL;
  g_autoptr (GBytes) bytes = NULL;

  ibid_json_writer_begin (&out, '{');
  ibid_json_writer_string_member (&out, NULL, "format",
                                  article_id != NULL ? "ibid-overlay" : "ibid-corrections");
  ibid_json_writer_uint_member (&out, NULL, "version", IBID_FORMAT_VERSION);
  ibid_json_writer_string_member (&out, NULL, "article", article_id);
  write_decisions (&out, overlay);
  ibid_json_writer_extra (&out, g_object_get_qdata (G_OBJECT (overlay), extra_quark ()));
  ibid_json_writer_end (&out, '}');
  g_string_append_c (out.out, '\n');

  bytes = g_string_free_to_bytes (out.out);
  read_back = ibid_overlay_load_bytes (bytes, name, error);
  return read_back != NULL ? g_steal_pointer (&bytes) : NULL;
}
