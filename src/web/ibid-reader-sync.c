/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page follows the reading state and the decisions about its article. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include "ibid-offsets.h"
#include "ibid-reader-view-private.h"
#include "ibid-render.h"

#define MAX_STRIP_MARKS 500

/* ---- citations ---- */

static gboolean
shows_state (IbidReaderView *self)
{
  return self->article != NULL && ibid_reading_state_get_article (self->state) == self->article;
}

static void
fill_citation (IbidReaderView *self, JsonObject *command)
{
  IbidCitation *citation =
      shows_state (self) ? ibid_reading_state_get_citation (self->state) : NULL;
  const IbidSpan *claims = NULL;
  guint n_claims = 0;

  if (citation == NULL)
    json_object_set_null_member (command, "citation");
  else
    {
      json_object_set_string_member (command, "citation",
                                     ibid_record_get_id (IBID_RECORD (citation)));
      claims = ibid_citation_get_claims (citation, &n_claims);
    }
  json_object_set_array_member (command, "claims",
                                ibid_reader_spans_to_json (self->article, claims, n_claims));
}

static void
citation_changed_cb (IbidReaderView *self)
{
  if (self->is_ready && self->article != NULL)
    fill_citation (self, ibid_reader_send (self, "citation"));
}

/* What the page shows of each citation, to tell later what has changed. */
static void
remember_citations (IbidReaderView *self)
{
  GListModel *citations = ibid_article_get_citations (self->article);
  guint n = g_list_model_get_n_items (citations);

  g_hash_table_remove_all (self->shown_states);
  g_hash_table_remove_all (self->shown_places);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      const char *id = ibid_record_get_id (IBID_RECORD (citation));

      g_hash_table_insert (self->shown_states, g_strdup (id),
                           GINT_TO_POINTER ((int)ibid_citation_get_check_state (citation)));
      g_hash_table_insert (self->shown_places, g_strdup (id),
                           ibid_span_copy (ibid_citation_get_span (citation)));
    }
}

/* ---- entities ---- */

static guint
key_of_entity (IbidReaderView *self, IbidEntity *entity)
{
  guint key;

  if (entity == NULL)
    return 0;
  key = GPOINTER_TO_UINT (g_hash_table_lookup (self->entity_keys, entity));
  if (key == 0)
    {
      key = g_hash_table_size (self->entity_keys) + 1;
      g_hash_table_insert (self->entity_keys, g_object_ref (entity), GUINT_TO_POINTER (key));
    }
  return key;
}

/* Places of the chosen entity's mentions, as blocks and how far down in them. */
static JsonArray *
new_strip (IbidReaderView *self, IbidEntity *entity)
{
  JsonArray *strip = json_array_new ();
  GListModel *mentions = entity != NULL ? ibid_entity_get_mentions (entity) : NULL;
  guint n = mentions != NULL ? g_list_model_get_n_items (mentions) : 0;
  guint step = MAX (1, (n + MAX_STRIP_MARKS - 1) / MAX_STRIP_MARKS);

  for (guint i = 0; i < n; i += step)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      const IbidSpan *span = ibid_mention_get_span (mention);
      IbidBlock *block = ibid_article_peek_block (self->article, span->block);
      JsonArray *mark = json_array_sized_new (2);

      if (block == NULL)
        {
          json_array_unref (mark);
          continue;
        }
      json_array_add_int_element (mark, span->block);
      json_array_add_double_element (mark,
                                     span->start / (double)MAX (ibid_block_get_n_chars (block), 1));
      json_array_add_array_element (strip, mark);
    }
  return strip;
}

static void
fill_entity (IbidReaderView *self, JsonObject *command)
{
  IbidEntity *entity = shows_state (self) ? ibid_reading_state_get_entity (self->state) : NULL;

  json_object_set_int_member (command, "entity", key_of_entity (self, entity));
  json_object_set_array_member (command, "strip", new_strip (self, entity));
}

static void
entity_changed_cb (IbidReaderView *self)
{
  if (self->is_ready && self->article != NULL)
    fill_entity (self, ibid_reader_send (self, "entity"));
}

static JsonArray *
new_marks (IbidReaderView *self, guint group)
{
  JsonArray *marks = json_array_new ();
  guint end =
      MIN ((group + 1) * IBID_RENDER_SECTION_BLOCKS, ibid_article_get_n_blocks (self->article));

  for (guint block = group * IBID_RENDER_SECTION_BLOCKS; block < end; block++)
    {
      IbidSpan all = { block, 0, G_MAXUINT };
      g_autoptr (GPtrArray) mentions = ibid_article_mentions_in (self->article, &all);

      for (guint i = 0; i < mentions->len; i++)
        {
          IbidMention *mention = g_ptr_array_index (mentions, i);
          IbidEntity *entity = ibid_mention_get_entity (mention);
          JsonArray *mark;

          if (entity == NULL)
            continue;
          mark = ibid_reader_span_to_json (self->article, ibid_mention_get_span (mention));
          json_array_add_int_element (mark, (gint64)ibid_entity_get_kind (entity));
          json_array_add_int_element (mark, key_of_entity (self, entity));
          json_array_add_array_element (marks, mark);
        }
    }
  return marks;
}

/* Sends the mentions of the groups that came near, those only that the page does not have. */
static void
send_marks (IbidReaderView *self)
{
  JsonObject *groups = NULL;

  for (guint i = 0; i < self->near->len; i++)
    {
      guint group = g_array_index (self->near, guint, i);
      char name[16];

      if (!g_hash_table_add (self->sent, GUINT_TO_POINTER (group + 1)))
        continue;
      if (groups == NULL)
        groups = json_object_new ();
      g_snprintf (name, sizeof name, "%u", group);
      json_object_set_array_member (groups, name, new_marks (self, group));
    }
  if (groups != NULL)
    json_object_set_object_member (ibid_reader_send (self, "marks"), "groups", groups);
}

void
ibid_reader_sync_near (IbidReaderView *self, JsonArray *groups)
{
  guint n = groups != NULL ? json_array_get_length (groups) : 0;

  g_array_set_size (self->near, 0);
  for (guint i = 0; i < n; i++)
    {
      gint64 group = json_array_get_int_element (groups, i);

      if (group >= 0 && group < G_MAXINT)
        {
          guint value = (guint)group;
          g_array_append_val (self->near, value);
        }
    }
  if (self->article == NULL)
    return;
  send_marks (self);
  ibid_reader_annotations_near (self);
  ibid_reader_find_push (self, FALSE);
}

/* ---- lit spans and jumps ---- */

static JsonArray *
new_lit (IbidReaderView *self)
{
  guint n = 0;
  const IbidSpan *spans =
      shows_state (self) ? ibid_reading_state_get_lit_spans (self->state, &n) : NULL;

  return ibid_reader_spans_to_json (self->article, spans, n);
}

static void
lit_changed_cb (IbidReaderView *self)
{
  if (self->is_ready && self->article != NULL)
    json_object_set_array_member (ibid_reader_send (self, "lit"), "spans", new_lit (self));
}

static void
jump_cb (IbidReaderView *self, const IbidSpan *span, gboolean focus)
{
  JsonObject *command;

  if (!shows_state (self) || span->block >= ibid_article_get_n_blocks (self->article))
    return;
  ibid_reader_close_popovers (self);
  if (!self->is_painted)
    {
      /* the page is still on its way: let it begin there */
      self->place.block = span->block;
      self->place.offset = span->start;
    }
  if (!self->is_ready)
    return;
  command = ibid_reader_send (self, "jump");
  json_object_set_array_member (command, "span", ibid_reader_span_to_json (self->article, span));
  json_object_set_boolean_member (command, "focus", focus);
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* ---- decisions ---- */

static void
add_state (IbidReaderView *self, JsonObject *states, IbidCitation *citation)
{
  g_autofree char *label = NULL;
  const char *state = ibid_render_describe_citation (self->article, citation, &label);
  JsonArray *array = json_array_sized_new (2);

  json_array_add_string_element (array, state);
  json_array_add_string_element (array, label);
  json_object_set_array_member (states, ibid_record_get_id (IBID_RECORD (citation)), array);
}

static void
add_block (IbidReaderView *self, JsonObject *blocks, guint block)
{
  g_autofree char *base_path =
      g_strdup_printf (IBID_READER_SCHEME "://app/article/%u/", self->serial);
  IbidRenderOptions options = { .base_path = base_path,
                                .chrome_language = ibid_reader_chrome_language () };
  g_autofree char *html = NULL;
  char name[16];

  g_snprintf (name, sizeof name, "%u", block);
  if (json_object_has_member (blocks, name))
    return;
  html = ibid_render_block (self->article, block, &options);
  json_object_set_string_member (blocks, name, html);
}

/* Blocks in which a citation came or went are written anew; elsewhere only its mark changes. */
static void
send_citations (IbidReaderView *self)
{
  GListModel *citations = ibid_article_get_citations (self->article);
  guint n = g_list_model_get_n_items (citations);
  JsonObject *states = json_object_new ();
  JsonObject *blocks = json_object_new ();
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      const char *id = ibid_record_get_id (IBID_RECORD (citation));
      const IbidSpan *place = ibid_citation_get_span (citation);

      if (!g_hash_table_contains (self->shown_places, id))
        add_block (self, blocks, place->block);
      else if (GPOINTER_TO_INT (g_hash_table_lookup (self->shown_states, id)) !=
               (int)ibid_citation_get_check_state (citation))
        add_state (self, states, citation);
      g_hash_table_remove (self->shown_places, id);
    }
  g_hash_table_iter_init (&iter, self->shown_places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_block (self, blocks, ((const IbidSpan *)value)->block);
  remember_citations (self);

  if (json_object_get_size (blocks) > 0)
    {
      JsonObject *command = ibid_reader_send (self, "blocks");

      json_object_set_object_member (command, "blocks", blocks);
      json_object_set_int_member (command, "section", IBID_RENDER_SECTION_BLOCKS);
    }
  else
    json_object_unref (blocks);
  if (json_object_get_size (states) > 0)
    json_object_set_object_member (ibid_reader_send (self, "states"), "states", states);
  else
    json_object_unref (states);
}

/* The line under the title counts citations and outlets. */
static void
send_facts (IbidReaderView *self)
{
  g_autofree char *facts = ibid_render_metadata_line (self->article);

  json_object_set_string_member (ibid_reader_send (self, "facts"), "text", facts);
}

static void
decisions_changed_cb (IbidReaderView *self, guint parts)
{
  if (!self->is_ready || self->article == NULL)
    return;
  if ((parts & IBID_ARTICLE_PART_ENTITIES) != 0)
    {
      g_hash_table_remove_all (self->sent);
      ibid_reader_send (self, "stale");
      send_marks (self);
      entity_changed_cb (self);
    }
  if ((parts & (IBID_ARTICLE_PART_CITATIONS | IBID_ARTICLE_PART_JUDGEMENTS)) != 0)
    {
      ibid_reader_hide_card (self);
      send_citations (self);
      citation_changed_cb (self);
    }
  if ((parts & (IBID_ARTICLE_PART_CITATIONS | IBID_ARTICLE_PART_SOURCES)) != 0)
    send_facts (self);
}

/* ---- whole ---- */

static void
selection_offer_cb (IbidReaderView *self)
{
  ibid_reader_close_popovers (self);
}

/* The mentions round the place where the page begins go along with the first message, for the first
 * frame to have them; for the others the page says what has come near. */
static void
send_first_marks (IbidReaderView *self, guint block)
{
  guint group = block / IBID_RENDER_SECTION_BLOCKS;
  guint n_groups = ibid_article_get_n_blocks (self->article) / IBID_RENDER_SECTION_BLOCKS + 1;

  for (guint i = group > 0 ? group - 1 : 0; i <= group + 1 && i < n_groups; i++)
    g_array_append_val (self->near, i);
  send_marks (self);
}

/* Everything a page that has just begun to listen must know. */
void
ibid_reader_sync_setup (IbidReaderView *self)
{
  JsonObject *command;
  JsonObject *place = json_object_new ();
  IbidBlock *block = ibid_article_peek_block (self->article, self->place.block);

  /* whatever was said before belongs to another document */
  g_ptr_array_set_size (self->outbox, 0);
  self->is_painted = FALSE;
  g_hash_table_remove_all (self->sent);
  g_array_set_size (self->near, 0);
  remember_citations (self);

  command = ibid_reader_send (self, "setup");
  json_object_set_object_member (command, "look", ibid_reader_look_to_json (self));
  json_object_set_int_member (place, "b", block != NULL ? self->place.block : 0);
  json_object_set_int_member (
      place, "o",
      block != NULL ? ibid_text_utf16_from_chars (ibid_block_get_text (block), self->place.offset)
                    : 0);
  json_object_set_object_member (command, "place", place);
  fill_citation (self, command);
  fill_entity (self, command);
  json_object_set_array_member (command, "lit", new_lit (self));
  send_first_marks (self, block != NULL ? self->place.block : 0);
  ibid_reader_annotations_setup (self);
}

void
ibid_reader_sync_forget (IbidReaderView *self)
{
  g_hash_table_remove_all (self->sent);
  g_hash_table_remove_all (self->entity_keys);
  g_hash_table_remove_all (self->shown_states);
  g_hash_table_remove_all (self->shown_places);
  g_array_set_size (self->near, 0);
  ibid_reader_annotations_forget (self);
  ibid_overview_strip_set_marks (self->strip, NULL, 0, 0);
}

void
ibid_reader_sync_connect (IbidReaderView *self)
{
  g_signal_connect_object (self->state, "notify::citation", G_CALLBACK (citation_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::entity", G_CALLBACK (entity_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::lit-spans", G_CALLBACK (lit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::article", G_CALLBACK (selection_offer_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  self->article_signals = g_signal_group_new (IBID_TYPE_ARTICLE);
  g_signal_group_connect_swapped (self->article_signals, "decisions-changed",
                                  G_CALLBACK (decisions_changed_cb), self);
  ibid_reader_annotations_connect (self);
}
