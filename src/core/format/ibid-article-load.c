/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include "ibid-offsets.h"
#include <glib/gi18n.h>

/* What every part of the loader needs: faults and findings, words, spans, lists. */

#define MAX_CLUSTER_CHARS 80
#define LONG_BLOCK_CHARS 4096
#define INDEX_STEP_CHARS 256

/**
 * ibid_loader_clear:
 * @self: the loader
 *
 * Frees what only the loading needed.
 */
void
ibid_loader_clear (IbidLoader *self)
{
  g_clear_pointer (&self->long_blocks, g_hash_table_unref);
}

/**
 * ibid_fault_clear:
 * @fault: a fault, or one that is only zeroed
 *
 * Frees what the fault owns.
 */
void
ibid_fault_clear (IbidFault *fault)
{
  g_clear_pointer (&fault->detail, g_free);
}

/**
 * ibid_loader_fail_fault:
 * @self: the loader
 * @fault: what is wrong
 *
 * Makes a fault the error that ends the loading.
 *
 * Returns: %FALSE
 */
gboolean
ibid_loader_fail_fault (IbidLoader *self, const IbidFault *fault)
{
  return ibid_json_fail (&self->json, fault->member, fault->code, fault->detail);
}

/**
 * ibid_loader_find:
 * @self: the loader
 * @severity: how bad it is
 * @code: a stable word
 * @member: (nullable): the member it is about; %NULL for the value the loader is at
 * @message: for people, translated
 *
 * Reports something that does not end the loading.
 */
void
ibid_loader_find (IbidLoader *self, IbidSeverity severity, const char *code, const char *member,
                  const char *message)
{
  g_autoptr (IbidFinding) finding = NULL;
  g_autofree char *pointer = NULL;

  if (self->findings == NULL)
    return;
  pointer = ibid_json_dup_pointer (&self->json, member);
  finding = ibid_finding_new (severity, code, pointer, NULL, NULL, message);
  g_list_store_append (self->findings, finding);
}

/**
 * ibid_loader_warn_fault:
 * @self: the loader
 * @fault: what is wrong
 * @consequence: what becomes of it, a translated sentence: "The mention is left out."
 *
 * Makes a fault a warning: "dangling-reference" or "bad-span".
 */
void
ibid_loader_warn_fault (IbidLoader *self, const IbidFault *fault, const char *consequence)
{
  const char *code = fault->code == IBID_FORMAT_ERROR_REFERENCE ? "dangling-reference" : "bad-span";
  g_autofree char *message = g_strdup_printf ("%s %s", consequence, fault->detail);

  ibid_loader_find (self, IBID_SEVERITY_WARNING, code, fault->member, message);
}

/**
 * ibid_loader_get_word:
 * @self: the loader
 * @fields: an opened object
 * @field: a member that holds a word of a closed vocabulary
 * @need: whether it has to be there
 * @type: the vocabulary
 * @value: (inout): the value; unchanged if the word is absent or not known
 *
 * Reads a word. One that this version does not know is reported as the warning "unknown-word", the
 * value stays what the caller set it to, and the word is kept to be written back.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING or %IBID_FORMAT_ERROR_TYPE
 */
gboolean
ibid_loader_get_word (IbidLoader *self, IbidJsonFields *fields, guint field, IbidJsonNeed need,
                      GType type, int *value)
{
  g_autofree char *message = NULL;
  const char *word = NULL;

  if (!ibid_json_get_string (&self->json, fields, field, need, &word))
    return FALSE;
  if (word == NULL || ibid_enum_from_nick (type, word, value))
    return TRUE;

  ibid_json_keep (fields, field);
  /* Translators: a word in a file, and the word that is taken in its place */
  message = g_strdup_printf (_ ("The word “%s” is not known here; the article is shown as if it "
                                "were “%s”."),
                             word, ibid_nick_from_enum (type, *value));
  ibid_loader_find (self, IBID_SEVERITY_WARNING, "unknown-word", fields->names[field], message);
  return TRUE;
}

static GArray *
new_index (const char *text)
{
  GArray *index = g_array_new (FALSE, FALSE, sizeof (guint32));
  const char *p = text;

  for (guint chars = 0; *p != '\0'; chars++, p = g_utf8_next_char (p))
    if (chars % INDEX_STEP_CHARS == 0)
      {
        guint32 offset_bytes = (guint32)(p - text);

        g_array_append_val (index, offset_bytes);
      }
  return index;
}

static GArray *
get_index (IbidLoader *self, guint block, const char *text)
{
  GArray *index;

  if (self->long_blocks == NULL)
    self->long_blocks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  index = g_hash_table_lookup (self->long_blocks, GUINT_TO_POINTER (block + 1));
  if (index == NULL)
    {
      index = new_index (text);
      g_hash_table_insert (self->long_blocks, GUINT_TO_POINTER (block + 1), index);
    }
  return index;
}

/* Borrowed place of a character in a block's text; chars is at most the block's length. */
static const char *
seek (IbidLoader *self, guint block, guint chars)
{
  IbidBlock *record = ibid_article_peek_block (self->article, block);
  const char *text = ibid_block_get_text (record);

  if (ibid_block_get_n_chars (record) > LONG_BLOCK_CHARS && chars > 0)
    {
      GArray *index = get_index (self, block, text);
      guint step = MIN (chars / INDEX_STEP_CHARS, index->len - 1);

      text += g_array_index (index, guint32, step);
      chars -= step * INDEX_STEP_CHARS;
    }
  return text + ibid_text_bytes_from_chars (text, chars);
}

/* Looks back no further than a cluster reaches, so that a span late in a long text is cheap;
 * between two plain characters there is always a boundary. */
static gboolean
is_boundary (IbidLoader *self, guint block, guint chars)
{
  const char *text = ibid_block_get_text (ibid_article_peek_block (self->article, block));
  const char *at = seek (self, block, chars);
  const char *from = at;
  guint before = 0;

  if (at > text && (guchar)at[-1] < 0x80 && (guchar)*at < 0x80 && *at != '\n')
    return TRUE;
  for (; from > text && before < MAX_CLUSTER_CHARS; before++)
    from = g_utf8_prev_char (from);
  return ibid_text_is_cluster_boundary (from, before);
}

/**
 * ibid_loader_check_span:
 * @self: the loader
 * @span: a span of a block that exists, in code points
 * @may_be_empty: whether start may equal end, as in a table's empty cell
 * @fault: (out caller-allocates): what is wrong, if anything
 *
 * Holds a span to the rules: inside the block's text, not empty, not cutting a combining sequence.
 */
void
ibid_loader_check_span (IbidLoader *self, const IbidSpan *span, gboolean may_be_empty,
                        IbidFault *fault)
{
  guint length = ibid_block_get_n_chars (ibid_article_peek_block (self->article, span->block));

  fault->code = IBID_FORMAT_ERROR_SPAN;
  fault->member = "end";
  if (span->end > length)
    fault->detail =
        g_strdup_printf (ngettext ("The text has %u character, but the span ends at %u.",
                                   "The text has %u characters, but the span ends at %u.", length),
                         length, span->end);
  else if (span->start > span->end)
    fault->detail = g_strdup_printf (_ ("The span begins at %u, behind its end at %u."),
                                     span->start, span->end);
  else if (span->start == span->end && !may_be_empty)
    fault->detail =
        g_strdup_printf (_ ("The span is empty: it begins and ends at %u."), span->start);
  else if (!is_boundary (self, span->block, span->start))
    {
      fault->member = "start";
      fault->detail = g_strdup_printf (
          _ ("The span begins at %u, between a letter and its combining mark."), span->start);
    }
  else if (!is_boundary (self, span->block, span->end))
    fault->detail = g_strdup_printf (
        _ ("The span ends at %u, between a letter and its combining mark."), span->end);
}

/**
 * ibid_loader_get_block:
 * @self: the loader
 * @fields: an opened object
 * @field: the member that names a block
 * @block: (out): the block's position
 * @fault: (out caller-allocates): %IBID_FORMAT_ERROR_REFERENCE if there is no such block
 *
 * Returns: %FALSE if the member is missing or no name
 */
gboolean
ibid_loader_get_block (IbidLoader *self, const IbidJsonFields *fields, guint field, guint *block,
                       IbidFault *fault)
{
  const char *id = NULL;

  if (!ibid_json_get_name (&self->json, fields, field, IBID_JSON_REQUIRED, &id))
    return FALSE;
  if (ibid_article_find_block (self->article, id, block))
    return TRUE;
  fault->code = IBID_FORMAT_ERROR_REFERENCE;
  fault->member = fields->names[field];
  fault->detail = g_strdup_printf (_ ("There is no block “%s”."), id);
  return TRUE;
}

/**
 * ibid_loader_get_span:
 * @self: the loader
 * @fields: an opened object
 * @block_field: the member that names the block
 * @start_field: the member with the first character
 * @end_field: the member with the end
 * @span: (out): the span
 * @fault: (out caller-allocates): what is wrong with it, if anything
 *
 * Reads a span. The structure has to be right; where it leads is told apart, in @fault.
 *
 * Returns: %FALSE if a member is missing or of a wrong type
 */
gboolean
ibid_loader_get_span (IbidLoader *self, const IbidJsonFields *fields, guint block_field,
                      guint start_field, guint end_field, IbidSpan *span, IbidFault *fault)
{
  if (!ibid_loader_get_block (self, fields, block_field, &span->block, fault) ||
      !ibid_json_get_uint (&self->json, fields, start_field, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span->start) ||
      !ibid_json_get_uint (&self->json, fields, end_field, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span->end))
    return FALSE;
  if (fault->detail == NULL)
    ibid_loader_check_span (self, span, FALSE, fault);
  return TRUE;
}

/**
 * ibid_loader_fail_taken:
 * @self: the loader
 * @id: an id that an earlier record of the same list has
 *
 * Ends the loading with %IBID_FORMAT_ERROR_DUPLICATE_ID.
 *
 * Returns: %FALSE
 */
gboolean
ibid_loader_fail_taken (IbidLoader *self, const char *id)
{
  g_autofree char *detail =
      g_strdup_printf (_ ("The id “%s” is already that of an earlier entry in the same list."), id);

  return ibid_json_fail (&self->json, "id", IBID_FORMAT_ERROR_DUPLICATE_ID, detail);
}

static gboolean
walk (IbidLoader *self, const IbidJsonFields *fields, guint field, gboolean consume,
      gboolean (*read) (IbidLoader *, JsonNode *, gpointer), gpointer user_data)
{
  JsonArray *array = NULL;

  if (!ibid_json_get_array (&self->json, fields, field, IBID_JSON_OPTIONAL, &array))
    return FALSE;
  if (array == NULL)
    return TRUE;

  ibid_json_push_member (&self->json, fields->names[field]);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gboolean ok;

      ibid_json_push_index (&self->json, i);
      ok = read (self, node, user_data);
      ibid_json_pop (&self->json);
      if (!ok)
        return FALSE;
      /* the tree is several times the size of the model: give its memory back as we go */
      if (consume)
        json_node_init_null (node);
    }
  ibid_json_pop (&self->json);
  return TRUE;
}

/**
 * ibid_loader_each:
 * @self: the loader
 * @fields: an opened object
 * @field: an optional list
 * @read: what reads one element; %FALSE ends the walk
 * @user_data: for @read
 *
 * Reads every element of a list, with the path set to it.
 *
 * Returns: %FALSE if an element was refused or there is no list but something else
 */
gboolean
ibid_loader_each (IbidLoader *self, const IbidJsonFields *fields, guint field,
                  gboolean (*read) (IbidLoader *self, JsonNode *node, gpointer user_data),
                  gpointer user_data)
{
  return walk (self, fields, field, FALSE, read, user_data);
}

/**
 * ibid_loader_consume_each:
 * @self: the loader
 * @fields: an opened object
 * @field: an optional list
 * @read: what reads one element; %FALSE ends the walk
 * @user_data: for @read
 *
 * As ibid_loader_each(), and empties each element of the tree once it is read, so that tree and
 * model are never both whole in memory.
 *
 * Returns: %FALSE if an element was refused or there is no list but something else
 */
gboolean
ibid_loader_consume_each (IbidLoader *self, const IbidJsonFields *fields, guint field,
                          gboolean (*read) (IbidLoader *self, JsonNode *node, gpointer user_data),
                          gpointer user_data)
{
  return walk (self, fields, field, TRUE, read, user_data);
}
