/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-decisions-private.h"
#include "ibid-fold.h"

/* Works out what all choices mean together, and changes the article accordingly. Notifications
 * wait until everything, lists and lookups too, is as it shall be. */

typedef struct
{
  IbidApplication *application;
  IbidArticle *article;
  GHashTable *touched; /* owned objects that have choices now, or are held back */
  GHashTable *held;    /* owned objects whose notifications wait */
  GHashTable *graded;  /* outlets whose reliability differs */
} Effects;

static void
hold (Effects *self, gpointer object)
{
  if (g_hash_table_contains (self->held, object))
    return;
  g_hash_table_add (self->held, g_object_ref (object));
  g_object_freeze_notify (object);
}

static void
hold_all (Effects *self, GHashTable *table)
{
  GHashTableIter iter;
  gpointer object = NULL;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &object, NULL))
    hold (self, object);
}

static void
touch_all (Effects *self, GHashTable *table)
{
  GHashTableIter iter;
  gpointer object = NULL;

  hold_all (self, table);
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &object, NULL))
    g_hash_table_add (self->touched, g_object_ref (object));
}

static void
release_all (Effects *self)
{
  GHashTableIter iter;
  gpointer object = NULL;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &object, NULL))
    g_object_thaw_notify (object);
}

static void
note (Effects *self, IbidArticleParts parts)
{
  self->application->parts |= parts;
}

static IbidEntity *
stand_for_entity (IbidApplication *application, IbidEntity *entity)
{
  IbidEntityChoice *choice = g_hash_table_lookup (application->entities, entity);

  /* no circle: see merge_entity() */
  while (choice != NULL && choice->override.merged_into != NULL)
    {
      entity = choice->override.merged_into;
      choice = g_hash_table_lookup (application->entities, entity);
    }
  return entity;
}

static IbidSource *
stand_for_source (IbidApplication *application, IbidSource *source)
{
  IbidSourceOverride *override =
      source != NULL ? g_hash_table_lookup (application->sources, source) : NULL;

  while (override != NULL && override->merged_into != NULL)
    {
      source = override->merged_into;
      override = g_hash_table_lookup (application->sources, source);
    }
  return source;
}

/* what the file has, then what the reader added */
static GPtrArray *
new_all (GPtrArray *base, IbidAdditions *additions)
{
  GPtrArray *all = g_ptr_array_sized_new (base->len + additions->order->len);

  g_ptr_array_extend (all, base, NULL, NULL);
  g_ptr_array_extend (all, additions->order, NULL, NULL);
  return all;
}

static void
override_outlet (Effects *self, IbidOutlet *outlet, const IbidOutletOverride *override)
{
  IbidReliability before = ibid_outlet_get_reliability (outlet);

  note (self, ibid_outlet_override (outlet, override));
  if (ibid_outlet_get_reliability (outlet) != before)
    g_hash_table_add (self->graded, outlet);
}

static void
reset (Effects *self, gpointer object)
{
  hold (self, object);
  if (IBID_IS_OUTLET (object))
    override_outlet (self, object, NULL);
  else if (IBID_IS_SOURCE (object))
    note (self, ibid_source_override (object, NULL));
  else if (IBID_IS_CITATION (object))
    note (self, ibid_citation_override_claims (object, NULL));
  else if (IBID_IS_ENTITY (object))
    note (self, ibid_entity_override (object, NULL));
}

/* what had choices before and has none now */
static void
reset_untouched (Effects *self)
{
  GHashTableIter iter;
  gpointer object = NULL;

  g_hash_table_iter_init (&iter, self->article->touched);
  while (g_hash_table_iter_next (&iter, &object, NULL))
    if (!g_hash_table_contains (self->touched, object))
      reset (self, object);
}

/* -- Outlets and sources ----------------------------------------------------------------------- */

static void
override_outlets (Effects *self)
{
  GHashTableIter iter;
  gpointer outlet = NULL;
  gpointer override = NULL;

  g_hash_table_iter_init (&iter, self->application->outlets);
  while (g_hash_table_iter_next (&iter, &outlet, &override))
    override_outlet (self, outlet, override);
}

static void
override_sources (Effects *self)
{
  IbidApplication *application = self->application;
  GHashTableIter iter;
  gpointer source = NULL;
  gpointer override = NULL;

  g_hash_table_iter_init (&iter, application->sources);
  while (g_hash_table_iter_next (&iter, &source, &override))
    note (self, ibid_source_override (source, override));

  /* these copy the others, with their edits; their own edits come on top */
  for (guint i = 0; i < application->own_items->len; i++)
    hold (self, ibid_application_item (application, application->own_items->pdata[i])->own);
  ibid_application_fill_own_sources (application);
  for (guint i = 0; i < application->own_items->len; i++)
    {
      IbidSource *own = ibid_application_item (application, application->own_items->pdata[i])->own;

      note (self, ibid_source_override (own, g_hash_table_lookup (application->sources, own)));
    }
}

static void
tell_sources_of_graded_outlets (Effects *self)
{
  g_autoptr (GPtrArray) sources = NULL;

  if (g_hash_table_size (self->graded) == 0)
    return;
  sources = new_all (self->article->base_sources, &self->article->added_sources);
  for (guint i = 0; i < sources->len; i++)
    if (g_hash_table_contains (self->graded, ibid_source_get_outlet (sources->pdata[i])))
      ibid_source_outlet_was_graded (sources->pdata[i]);
}

static void
update_outlet_list (Effects *self)
{
  g_autoptr (GPtrArray) outlets =
      new_all (self->article->base_outlets, &self->article->added_outlets);

  if (ibid_record_list_update (self->article->outlets, outlets->pdata, outlets->len))
    note (self, IBID_ARTICLE_PART_OUTLETS);
}

static void
update_source_list (Effects *self)
{
  IbidApplication *application = self->application;
  g_autoptr (GPtrArray) sources =
      new_all (self->article->base_sources, &self->article->added_sources);
  g_autoptr (GPtrArray) visible = g_ptr_array_sized_new (sources->len);

  for (guint i = 0; i < sources->len; i++)
    if (stand_for_source (application, sources->pdata[i]) == sources->pdata[i])
      g_ptr_array_add (visible, sources->pdata[i]);
  if (ibid_record_list_update (self->article->sources, visible->pdata, visible->len))
    note (self, IBID_ARTICLE_PART_SOURCES);
}

/* -- Citations --------------------------------------------------------------------------------- */

static void
override_item (Effects *self, IbidCitationItem *item)
{
  IbidApplication *application = self->application;
  IbidItemChoice *choice = g_hash_table_lookup (application->items, item);
  IbidSource *source = ibid_citation_item_get_base_source (item);
  IbidItemOverride override = { 0 };

  if (choice != NULL)
    {
      override = choice->override;
      override.is_chosen = choice->chosen != NULL;
      override.is_split = choice->own != NULL;
      if (choice->chosen != NULL)
        source = choice->chosen;
      if (choice->own != NULL)
        source = choice->own;
    }
  override.source = stand_for_source (application, source);
  if (choice == NULL && override.source == ibid_citation_item_get_source (item) &&
      !g_hash_table_contains (self->article->touched, item))
    return;
  hold (self, item);
  note (self, ibid_citation_item_override (item, &override));
}

static int
compare_citations (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (ibid_citation_get_span (*(IbidCitation *const *)a),
                            ibid_citation_get_span (*(IbidCitation *const *)b));
}

static void
override_citations (Effects *self)
{
  IbidApplication *application = self->application;
  g_autoptr (GPtrArray) citations =
      new_all (self->article->base_citations, &self->article->added_citations);
  g_autoptr (GPtrArray) visible = g_ptr_array_sized_new (citations->len);

  for (guint i = 0; i < citations->len; i++)
    {
      IbidCitation *citation = citations->pdata[i];
      IbidCitationChoice *choice = g_hash_table_lookup (application->citations, citation);

      if (choice != NULL)
        note (self, ibid_citation_override_claims (citation, choice->claims));
      for (guint j = 0; j < ibid_citation_get_n_items (citation); j++)
        override_item (self, ibid_citation_peek_item (citation, j));
      if (choice == NULL || !choice->is_refused)
        g_ptr_array_add (visible, citation);
    }
  if (self->article->added_citations.order->len > 0)
    g_ptr_array_sort (visible, compare_citations);

  for (guint i = 0; i < ibid_record_list_get_length (self->article->citations); i++)
    ibid_citation_set_position (ibid_record_list_peek (self->article->citations, i), G_MAXUINT);
  ibid_article_index_citations (self->article, visible->pdata, visible->len);
  if (ibid_record_list_update (self->article->citations, visible->pdata, visible->len))
    note (self, IBID_ARTICLE_PART_CITATIONS);
}

static GHashTable *
new_items_by_source (IbidArticle *article)
{
  GHashTable *by_source =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < ibid_record_list_get_length (article->citations); i++)
    {
      IbidCitation *citation = ibid_record_list_peek (article->citations, i);

      for (guint j = 0; j < ibid_citation_get_n_items (citation); j++)
        {
          IbidCitationItem *item = ibid_citation_peek_item (citation, j);
          IbidSource *source = ibid_citation_item_get_source (item);
          GPtrArray *items = source != NULL ? g_hash_table_lookup (by_source, source) : NULL;

          if (source == NULL)
            continue;
          if (items == NULL)
            {
              items = g_ptr_array_new ();
              g_hash_table_insert (by_source, source, items);
            }
          g_ptr_array_add (items, item);
        }
    }
  return by_source;
}

static void
update_items_of (Effects *self, GHashTable *by_source, IbidSource *source)
{
  GPtrArray *items = g_hash_table_lookup (by_source, source);

  if (ibid_source_update_items (source, items != NULL ? items->pdata : NULL,
                                items != NULL ? items->len : 0))
    note (self, IBID_ARTICLE_PART_CITATIONS);
}

/* judgements move no item, so that the common case costs nothing here */
static void
update_items_of_sources (Effects *self)
{
  const IbidArticleParts moving = IBID_ARTICLE_PART_CITATIONS | IBID_ARTICLE_PART_SOURCES;
  g_autoptr (GHashTable) by_source = NULL;
  GHashTableIter iter;
  gpointer source = NULL;

  if ((self->application->parts & moving) == 0)
    return;
  by_source = new_items_by_source (self->article);
  for (guint i = 0; i < self->article->base_sources->len; i++)
    update_items_of (self, by_source, self->article->base_sources->pdata[i]);
  g_hash_table_iter_init (&iter, self->article->added_sources.known);
  while (g_hash_table_iter_next (&iter, NULL, &source))
    update_items_of (self, by_source, source);
}

/* -- Entities ---------------------------------------------------------------------------------- */

static void
add_to (GPtrArray **array, gpointer object)
{
  if (*array == NULL)
    *array = g_ptr_array_new ();
  g_ptr_array_add (*array, object);
}

/* Tells each entity what was merged into it, and which of its aliases are another's; and each one
 * split off what it is, which is what the other one is. Parents come before their children. */
static void
relate_entities (Effects *self, GPtrArray *entities)
{
  IbidApplication *application = self->application;

  for (guint i = 0; i < entities->len; i++)
    {
      IbidEntity *entity = entities->pdata[i];
      IbidEntityChoice *choice = g_hash_table_lookup (application->entities, entity);
      IbidEntity *standing = choice != NULL ? stand_for_entity (application, entity) : entity;

      if (standing != entity)
        add_to (&ibid_application_entity (application, standing)->override.absorbed, entity);
      for (guint j = 0; choice != NULL && choice->splits != NULL && j < choice->splits->len; j++)
        {
          const IbidSplit *split = &g_array_index (choice->splits, IbidSplit, j);
          IbidEntityKind kind = choice->override.has_kind ? choice->override.kind
                                                          : ibid_entity_get_base_kind (entity);

          note (self, ibid_entity_rebase (split->to, ibid_entity_get_base_name (split->to), kind));
          /* split off and merged again: then it is one of its names as before */
          if (stand_for_entity (application, split->to) != standing)
            add_to (&choice->override.split_folded, split->folded);
        }
    }
}

static void
override_entities (Effects *self, GPtrArray *entities)
{
  IbidApplication *application = self->application;

  /* those that stand for others take over their names, so the others come first */
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < entities->len; i++)
      {
        IbidEntityChoice *choice = g_hash_table_lookup (application->entities, entities->pdata[i]);

        if (choice != NULL && (choice->override.merged_into == NULL) == (round == 1))
          note (self, ibid_entity_override (entities->pdata[i], &choice->override));
      }
}

static IbidSplit *
find_split (Effects *self, IbidEntityChoice *choice, IbidMention *mention, char **folded,
            guint walk)
{
  if (choice->splits == NULL)
    return NULL;
  if (*folded == NULL)
    {
      g_autofree char *text =
          ibid_article_dup_span_text (self->article, ibid_mention_get_span (mention));

      *folded = ibid_text_fold (text);
    }
  for (guint i = 0; i < choice->splits->len; i++)
    {
      IbidSplit *split = &g_array_index (choice->splits, IbidSplit, i);

      if (split->used != walk && g_str_equal (split->folded, *folded))
        return split;
    }
  return NULL;
}

/* The way from the entity that the file names to the one that counts. It comes to an end: it takes
 * each split once at the most, and merges make no circle. */
static IbidEntity *
resolve_mention (Effects *self, IbidMention *mention, guint walk)
{
  IbidEntity *entity = ibid_mention_get_base_entity (mention);
  g_autofree char *folded = NULL;

  while (TRUE)
    {
      IbidEntityChoice *choice = g_hash_table_lookup (self->application->entities, entity);
      IbidSplit *split = NULL;

      if (choice == NULL)
        return entity;
      split = find_split (self, choice, mention, &folded, walk);
      if (split != NULL)
        {
          split->used = walk;
          entity = split->to;
        }
      else if (choice->override.merged_into != NULL)
        entity = choice->override.merged_into;
      else
        return choice->override.is_refused ? NULL : entity;
    }
}

static void
mark_dirty (GHashTable *dirty, IbidEntity *entity)
{
  if (entity != NULL && !g_hash_table_contains (dirty, entity))
    g_hash_table_insert (dirty, g_object_ref (entity), g_ptr_array_new ());
}

static void
assign_mention (IbidMention *mention, IbidEntity *entity, GHashTable *dirty)
{
  IbidEntity *before = ibid_mention_get_entity (mention);

  if (before == entity)
    return;
  mark_dirty (dirty, before);
  mark_dirty (dirty, entity);
  ibid_mention_set_entity (mention, entity);
}

static int
compare_mentions (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (ibid_mention_get_span (*(IbidMention *const *)a),
                            ibid_mention_get_span (*(IbidMention *const *)b));
}

/* the visible mentions in reading order; dirty collects the entities that won or lost one */
static GPtrArray *
assign_mentions (Effects *self, GHashTable *dirty)
{
  IbidArticle *article = self->article;
  GPtrArray *visible = g_ptr_array_sized_new (article->base_mentions->len);
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer mention = NULL;
  guint walk = 0;

  for (guint i = 0; i < article->base_mentions->len; i++)
    {
      mention = article->base_mentions->pdata[i];
      assign_mention (mention, resolve_mention (self, mention, ++walk), dirty);
      if (ibid_mention_get_entity (mention) != NULL)
        g_ptr_array_add (visible, mention);
    }
  g_hash_table_iter_init (&iter, article->added_mentions.known);
  while (g_hash_table_iter_next (&iter, &key, &mention))
    {
      gboolean is_active = g_hash_table_contains (article->added_mentions.active, key);

      assign_mention (mention, is_active ? resolve_mention (self, mention, ++walk) : NULL, dirty);
      if (ibid_mention_get_entity (mention) != NULL)
        g_ptr_array_add (visible, mention);
    }
  if (article->added_mentions.order->len > 0)
    g_ptr_array_sort (visible, compare_mentions);
  return visible;
}

static void
update_mentions (Effects *self)
{
  IbidArticle *article = self->article;
  g_autoptr (GHashTable) dirty =
      g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) visible = assign_mentions (self, dirty);
  GHashTableIter iter;
  gpointer entity = NULL;
  gpointer mentions = NULL;

  if (g_hash_table_size (dirty) == 0)
    return;
  hold_all (self, dirty);
  for (guint i = 0; i < visible->len; i++)
    {
      mentions = g_hash_table_lookup (dirty, ibid_mention_get_entity (visible->pdata[i]));
      if (mentions != NULL)
        g_ptr_array_add (mentions, visible->pdata[i]);
    }
  ibid_article_index_mentions (article, visible->pdata, visible->len);
  g_hash_table_iter_init (&iter, dirty);
  while (g_hash_table_iter_next (&iter, &entity, &mentions))
    ibid_entity_update_mentions (entity, ((GPtrArray *)mentions)->pdata,
                                 ((GPtrArray *)mentions)->len);
  ibid_record_list_update (article->mentions, visible->pdata, visible->len);
  note (self, IBID_ARTICLE_PART_ENTITIES);
}

typedef struct
{
  IbidEntity *entity;
  IbidSpan first;
  guint order;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a;
  const Ranked *right = b;
  int order = ibid_span_compare (&left->first, &right->first);

  return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

static Ranked
rank (IbidEntity *entity, guint order)
{
  Ranked ranked = { entity, { G_MAXUINT, 0, 0 }, order };

  if (ibid_entity_get_n_mentions (entity) > 0)
    {
      IbidRecordList *mentions = IBID_RECORD_LIST (ibid_entity_get_mentions (entity));

      ranked.first = *ibid_mention_get_span (ibid_record_list_peek (mentions, 0));
    }
  return ranked;
}

static gboolean
is_visible (Effects *self, IbidEntity *entity)
{
  IbidEntityChoice *choice = g_hash_table_lookup (self->application->entities, entity);

  return choice == NULL || (choice->override.merged_into == NULL && !choice->override.is_refused);
}

static void
update_entity_list (Effects *self, GPtrArray *entities)
{
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GPtrArray) visible = g_ptr_array_sized_new (entities->len);

  for (guint i = 0; i < entities->len; i++)
    if (is_visible (self, entities->pdata[i]))
      {
        const Ranked one = rank (entities->pdata[i], i);

        g_array_append_val (ranked, one);
      }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (visible, g_array_index (ranked, Ranked, i).entity);
  if (ibid_record_list_update (self->article->entities, visible->pdata, visible->len))
    note (self, IBID_ARTICLE_PART_ENTITIES);
}

static gboolean
has_entity (GHashTable *objects)
{
  GHashTableIter iter;
  gpointer object = NULL;

  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, &object, NULL))
    if (IBID_IS_ENTITY (object))
      return TRUE;
  return FALSE;
}

/* -- All of it --------------------------------------------------------------------------------- */

/**
 * ibid_application_take_effect:
 * @self: the application, with all choices read
 *
 * Changes the article, and notes in the application which parts differ.
 */
void
ibid_application_take_effect (IbidApplication *self)
{
  Effects effects = { self, self->article, NULL, NULL, NULL };
  gboolean about_entities =
      g_hash_table_size (self->entities) > 0 || has_entity (self->article->touched);
  g_autoptr (GPtrArray) entities = NULL;

  effects.touched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  effects.held = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  effects.graded = g_hash_table_new (NULL, NULL);
  if (about_entities)
    {
      entities = new_all (self->article->base_entities, &self->article->added_entities);
      relate_entities (&effects, entities);
    }
  touch_all (&effects, self->outlets);
  touch_all (&effects, self->sources);
  touch_all (&effects, self->citations);
  touch_all (&effects, self->items);
  touch_all (&effects, self->entities);

  reset_untouched (&effects);
  override_outlets (&effects);
  override_sources (&effects);
  update_outlet_list (&effects);
  update_source_list (&effects);
  override_citations (&effects);
  update_items_of_sources (&effects);
  if (about_entities)
    {
      override_entities (&effects, entities);
      update_mentions (&effects);
      update_entity_list (&effects, entities);
    }
  tell_sources_of_graded_outlets (&effects);
  g_hash_table_unref (self->article->touched);
  self->article->touched = effects.touched;
  release_all (&effects);
  g_hash_table_unref (effects.held);
  g_hash_table_unref (effects.graded);
}
