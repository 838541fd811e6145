/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-outline.h"

/* One heading of the article: the item of the list. */
#define IBID_TYPE_HEADING (ibid_heading_get_type ())
G_DECLARE_FINAL_TYPE (IbidHeading, ibid_heading, IBID, HEADING, GObject)

struct _IbidHeading
{
  GObject parent_instance;

  IbidBlock *block; /* owned */
  guint index;      /* of the block in the article */
  guint depth;      /* levels below the highest that the article uses, from 0 */
};

G_DEFINE_FINAL_TYPE (IbidHeading, ibid_heading, G_TYPE_OBJECT)

struct _IbidOutline
{
  GtkWidget parent_instance;

  /* template children */
  GtkStack *stack;
  GtkListView *list;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  GListStore *headings;
  GtkSingleSelection *selection;
  GSignalGroup *state_signals;
};

G_DEFINE_FINAL_TYPE (IbidOutline, ibid_outline, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
} IbidOutlineProperty;

static GParamSpec *properties[PROP_STATE + 1];

static void
ibid_heading_finalize (GObject *object)
{
  g_clear_object (&IBID_HEADING (object)->block);

  G_OBJECT_CLASS (ibid_heading_parent_class)->finalize (object);
}

static void
ibid_heading_class_init (IbidHeadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_heading_finalize;
}

static void
ibid_heading_init (IbidHeading *self)
{
}

/* The last heading at or before a block: binary search, for this runs at every step of scrolling.
 */
static guint
find_section (IbidOutline *self, guint block)
{
  guint first = 0;
  guint past = g_list_model_get_n_items (G_LIST_MODEL (self->headings));

  while (first < past)
    {
      guint middle = first + (past - first) / 2;
      g_autoptr (IbidHeading) heading =
          g_list_model_get_item (G_LIST_MODEL (self->headings), middle);

      if (heading->index <= block)
        first = middle + 1;
      else
        past = middle;
    }
  return first > 0 ? first - 1 : GTK_INVALID_LIST_POSITION;
}

static void
place_cb (IbidOutline *self)
{
  const IbidPlace *place = ibid_reading_state_get_place (self->state);
  guint position = place != NULL ? find_section (self, place->block) : GTK_INVALID_LIST_POSITION;

  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  /* who is walking the list with the keyboard must not have it pulled away */
  if (position != GTK_INVALID_LIST_POSITION &&
      gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
activate_cb (IbidOutline *self, guint position)
{
  g_autoptr (IbidHeading) heading =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  IbidSpan span = { 0 };

  if (heading == NULL)
    return;
  span.block = heading->index;
  span.end = ibid_block_get_n_chars (heading->block);
  gtk_single_selection_set_selected (self->selection, position);
  ibid_reading_state_jump (self->state, &span, TRUE);
}

static void
row_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  gtk_widget_activate_action (gtk_list_item_get_child (item), "list.activate-item", "u",
                              gtk_list_item_get_position (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  g_signal_connect_object (click, "released", G_CALLBACK (row_released_cb), item, 0);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  IbidHeading *heading = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (label);
  g_autofree char *depth_class = g_strdup_printf ("depth-%u", MIN (heading->depth, 5u));
  const char *classes[] = { "outline-label", depth_class, NULL };
  const char *language = ibid_block_get_language (heading->block);
  g_autoptr (PangoAttrList) attributes = NULL;

  if (language != NULL)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes,
                              pango_attr_language_new (pango_language_from_string (language)));
    }
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_label (GTK_LABEL (label), ibid_block_get_text (heading->block));
  gtk_widget_set_css_classes (label, classes);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    ibid_block_get_text (heading->block),
                                    GTK_ACCESSIBLE_PROPERTY_LEVEL, (int)heading->depth + 1, -1);
}

static guint
find_top_level (IbidArticle *article)
{
  guint top = G_MAXUINT;

  for (guint i = 0; i < ibid_article_get_n_blocks (article); i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);
      if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING)
        top = MIN (top, ibid_block_get_level (block));
    }
  return top;
}

/* All headings in one announcement. */
static void
fill (IbidOutline *self, IbidArticle *article)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_object_unref);
  guint top = article != NULL ? find_top_level (article) : 0;
  guint n_blocks = article != NULL ? ibid_article_get_n_blocks (article) : 0;

  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);
      IbidHeading *heading;

      if (ibid_block_get_block_type (block) != IBID_BLOCK_TYPE_HEADING ||
          ibid_block_get_n_chars (block) == 0)
        continue;
      heading = g_object_new (IBID_TYPE_HEADING, NULL);
      heading->block = g_object_ref (block);
      heading->index = i;
      heading->depth = ibid_block_get_level (block) - top;
      g_ptr_array_add (headings, heading);
    }
  g_list_store_splice (self->headings, 0, g_list_model_get_n_items (G_LIST_MODEL (self->headings)),
                       headings->pdata, headings->len);
  gtk_stack_set_visible_child_name (self->stack, headings->len > 0 ? "rows" : "empty");
}

void
ibid_outline_set_dossier (IbidOutline *self, IbidDossier *dossier)
{
  g_return_if_fail (IBID_IS_OUTLINE (self));

  if (!g_set_object (&self->dossier, dossier))
    return;
  fill (self, dossier != NULL ? ibid_dossier_get_article (dossier) : NULL);
  place_cb (self);
}

static gboolean
ibid_outline_grab_focus (GtkWidget *widget)
{
  IbidOutline *self = IBID_OUTLINE (widget);

  /* not of this widget itself: its way to focus ends with grabbing it */
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
ibid_outline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((IbidOutlineProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, IBID_OUTLINE (object)->state);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_outline_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  IbidOutline *self = IBID_OUTLINE (object);

  switch ((IbidOutlineProperty)prop_id)
    {
    case PROP_STATE:
      self->state = g_value_dup_object (value);
      g_signal_group_set_target (self->state_signals, self->state);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_outline_dispose (GObject *object)
{
  IbidOutline *self = IBID_OUTLINE (object);

  g_clear_object (&self->state_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_OUTLINE);
  g_clear_object (&self->selection);
  g_clear_object (&self->headings);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_outline_parent_class)->dispose (object);
}

static void
ibid_outline_class_init (IbidOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_outline_dispose;
  object_class->get_property = ibid_outline_get_property;
  object_class->set_property = ibid_outline_set_property;
  widget_class->grab_focus = ibid_outline_grab_focus;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidOutline, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidOutline, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NAVIGATION);
  gtk_widget_class_set_css_name (widget_class, "outline");
}

static void
ibid_outline_init (IbidOutline *self)
{
  self->state_signals = g_signal_group_new (IBID_TYPE_READING_STATE);
  g_signal_group_connect_object (self->state_signals, "notify::progress", G_CALLBACK (place_cb),
                                 self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->headings = g_list_store_new (IBID_TYPE_HEADING);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->headings));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

GtkWidget *
ibid_outline_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_OUTLINE, "state", state, NULL);
}
