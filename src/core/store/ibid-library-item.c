/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-library-item-private.h"

struct _IbidLibraryItem
{
  GObject parent_instance;

  /* owned */
  GFile *folder;
  IbidSummary *summary;
};

enum
{
  PROP_TITLE = 1,
  PROP_OUTLET,
  PROP_DATE,
  PROP_PROGRESS,
  PROP_N_CHECKED,
  PROP_N_ITEMS,
  PROP_N_ANNOTATIONS,
  PROP_OPENED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (IbidLibraryItem, ibid_library_item, G_TYPE_OBJECT)

static void
ibid_library_item_finalize (GObject *object)
{
  IbidLibraryItem *self = (IbidLibraryItem *)object;

  g_clear_object (&self->folder);
  g_clear_pointer (&self->summary, ibid_summary_free);

  G_OBJECT_CLASS (ibid_library_item_parent_class)->finalize (object);
}

static void
ibid_library_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidLibraryItem *self = IBID_LIBRARY_ITEM (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, ibid_library_item_get_title (self));
      break;
    case PROP_OUTLET:
      g_value_set_string (value, ibid_library_item_get_outlet (self));
      break;
    case PROP_DATE:
      g_value_set_string (value, ibid_library_item_get_date (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, ibid_library_item_get_progress (self));
      break;
    case PROP_N_CHECKED:
      g_value_set_uint (value, ibid_library_item_get_n_checked (self));
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, ibid_library_item_get_n_items (self));
      break;
    case PROP_N_ANNOTATIONS:
      g_value_set_uint (value, ibid_library_item_get_n_annotations (self));
      break;
    case PROP_OPENED:
      g_value_set_int64 (value, ibid_library_item_get_opened (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ibid_library_item_class_init (IbidLibraryItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ibid_library_item_finalize;
  object_class->get_property = ibid_library_item_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_OUTLET] = g_param_spec_string ("outlet", NULL, NULL, NULL, flags);
  properties[PROP_DATE] = g_param_spec_string ("date", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_N_CHECKED] = g_param_spec_uint ("n-checked", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ANNOTATIONS] =
      g_param_spec_uint ("n-annotations", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_OPENED] = g_param_spec_int64 ("opened", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ibid_library_item_init (IbidLibraryItem *self)
{
}

/*
 * ibid_library_item_new:
 * @folder: path of the article's folder
 *
 * Returns: (transfer full): a row
 */
IbidLibraryItem *
ibid_library_item_new (const char *folder, const IbidSummary *summary)
{
  IbidLibraryItem *self = g_object_new (IBID_TYPE_LIBRARY_ITEM, NULL);

  self->folder = g_file_new_for_path (folder);
  self->summary = ibid_summary_copy (summary);
  return self;
}

/*
 * ibid_library_item_update:
 *
 * Says what is different now, property by property.
 */
void
ibid_library_item_update (IbidLibraryItem *self, const IbidSummary *summary)
{
  g_autoptr (IbidSummary) before = g_steal_pointer (&self->summary);
  GObject *object = G_OBJECT (self);

  self->summary = ibid_summary_copy (summary);
  g_object_freeze_notify (object);
  if (g_strcmp0 (before->title, summary->title) != 0)
    g_object_notify_by_pspec (object, properties[PROP_TITLE]);
  if (g_strcmp0 (before->outlet, summary->outlet) != 0)
    g_object_notify_by_pspec (object, properties[PROP_OUTLET]);
  if (g_strcmp0 (before->date, summary->date) != 0)
    g_object_notify_by_pspec (object, properties[PROP_DATE]);
  if (before->progress < summary->progress || before->progress > summary->progress)
    g_object_notify_by_pspec (object, properties[PROP_PROGRESS]);
  if (before->n_checked != summary->n_checked)
    g_object_notify_by_pspec (object, properties[PROP_N_CHECKED]);
  if (before->n_items != summary->n_items)
    g_object_notify_by_pspec (object, properties[PROP_N_ITEMS]);
  if (before->n_annotations != summary->n_annotations)
    g_object_notify_by_pspec (object, properties[PROP_N_ANNOTATIONS]);
  if (before->opened != summary->opened)
    g_object_notify_by_pspec (object, properties[PROP_OPENED]);
  g_object_thaw_notify (object);
}

/*
 * ibid_library_item_set_progress:
 */
void
ibid_library_item_set_progress (IbidLibraryItem *self, double progress)
{
  g_autoptr (IbidSummary) summary = ibid_summary_copy (self->summary);

  summary->progress = CLAMP (progress, 0.0, 1.0);
  ibid_library_item_update (self, summary);
}

/*
 * ibid_library_item_set_checked:
 */
void
ibid_library_item_set_checked (IbidLibraryItem *self, guint n_checked, guint n_items)
{
  g_autoptr (IbidSummary) summary = ibid_summary_copy (self->summary);

  summary->n_checked = n_checked;
  summary->n_items = n_items;
  ibid_library_item_update (self, summary);
}

/*
 * ibid_library_item_set_n_annotations:
 */
void
ibid_library_item_set_n_annotations (IbidLibraryItem *self, guint n_annotations)
{
  g_autoptr (IbidSummary) summary = ibid_summary_copy (self->summary);

  summary->n_annotations = n_annotations;
  ibid_library_item_update (self, summary);
}

/*
 * ibid_library_item_get_summary:
 *
 * Returns: (transfer none): all that the row says
 */
const IbidSummary *
ibid_library_item_get_summary (IbidLibraryItem *self)
{
  return self->summary;
}

/*
 * ibid_library_item_compare:
 *
 * Returns: the order of the library: last opened first, then by title, then by folder
 */
int
ibid_library_item_compare (IbidLibraryItem *a, IbidLibraryItem *b)
{
  int order;

  if (a->summary->opened != b->summary->opened)
    return a->summary->opened > b->summary->opened ? -1 : 1;
  order = g_utf8_collate (a->summary->title, b->summary->title);
  if (order != 0)
    return order;
  return g_strcmp0 (g_file_peek_path (a->folder), g_file_peek_path (b->folder));
}

/**
 * ibid_library_item_get_article_id:
 *
 * Returns: (transfer none): the article's id; of one that cannot be read, what was last known of
 *   it, or the name of its folder
 */
const char *
ibid_library_item_get_article_id (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), NULL);

  return self->summary->article_id;
}

/**
 * ibid_library_item_get_title:
 *
 * Returns: (transfer none): the article's title; "" if it has none
 */
const char *
ibid_library_item_get_title (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), NULL);

  return self->summary->title;
}

/**
 * ibid_library_item_get_outlet:
 *
 * Returns: (transfer none) (nullable): who published it
 */
const char *
ibid_library_item_get_outlet (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), NULL);

  return self->summary->outlet;
}

/**
 * ibid_library_item_get_date:
 *
 * Returns: (transfer none) (nullable): its date, in EDTF
 */
const char *
ibid_library_item_get_date (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), NULL);

  return self->summary->date;
}

/**
 * ibid_library_item_get_progress:
 *
 * Returns: how far it was read, 0 to 1
 */
double
ibid_library_item_get_progress (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), 0.0);

  return self->summary->progress;
}

/**
 * ibid_library_item_get_n_checked:
 *
 * Returns: how many of its citation items have a verdict
 */
guint
ibid_library_item_get_n_checked (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), 0);

  return self->summary->n_checked;
}

/**
 * ibid_library_item_get_n_items:
 *
 * Returns: how many citation items it has that can be checked
 */
guint
ibid_library_item_get_n_items (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), 0);

  return self->summary->n_items;
}

/**
 * ibid_library_item_get_n_annotations:
 *
 * Returns: how many annotations the reader made, lost ones included
 */
guint
ibid_library_item_get_n_annotations (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), 0);

  return self->summary->n_annotations;
}

/**
 * ibid_library_item_get_opened:
 *
 * Returns: when it was last opened, in seconds since 1970; 0 is never
 */
gint64
ibid_library_item_get_opened (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), 0);

  return self->summary->opened;
}

/**
 * ibid_library_item_get_folder:
 *
 * Returns: (transfer none): the article's folder
 */
GFile *
ibid_library_item_get_folder (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), NULL);

  return self->folder;
}

/**
 * ibid_library_item_get_problem:
 *
 * Returns: (transfer none) (nullable): why it cannot be read, for people
 */
const char *
ibid_library_item_get_problem (IbidLibraryItem *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (self), NULL);

  return self->summary->problem;
}
