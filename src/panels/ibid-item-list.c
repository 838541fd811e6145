/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-item-list.h"
#include "ibid-source-words.h"

#define N_AT_FIRST 8
#define SNIPPET_CHARS 80

struct _IbidItemList
{
  GtkBox parent_instance;

  /* children */
  GtkLabel *heading;
  GtkListBox *list;
  GtkWidget *more;

  /* owned */
  GPtrArray *items;
  GPtrArray *shown;
  IbidArticle *article;

  /* plain */
  gboolean by_date; /* rows tell sources apart by date, else citations by what they are cited for */
  gboolean all;
};

G_DEFINE_FINAL_TYPE (IbidItemList, ibid_item_list, GTK_TYPE_BOX)

typedef enum
{
  PROP_BY_DATE = 1,
} IbidItemListProperty;

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
row_activated_cb (IbidItemList *self, GtkListBoxRow *row)
{
  guint index = (guint)gtk_list_box_row_get_index (row);

  if (index < self->items->len)
    {
      g_autoptr (GObject) item = g_object_ref (g_ptr_array_index (self->items, index));

      g_signal_emit (self, signals[CHOSEN], 0, item);
    }
}

static char *
dup_claim_words (IbidItemList *self, IbidCitation *citation)
{
  guint n_claims;
  const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);
  g_autofree char *text = ibid_article_dup_span_text (
      self->article, n_claims > 0 ? &claims[0] : ibid_citation_get_span (citation));

  return ibid_words_dup_snippet (text, SNIPPET_CHARS);
}

static char *
dup_title (IbidItemList *self, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  char *date = NULL;

  if (!self->by_date || source == NULL)
    return dup_claim_words (self, ibid_citation_item_get_citation (item));
  date = ibid_words_dup_source_date (source);
  return date != NULL ? date : g_strdup (_ ("No date"));
}

static char *
dup_position (IbidItemList *self, IbidCitationItem *item)
{
  guint position;

  if (!ibid_article_get_citation_position (self->article, ibid_citation_item_get_citation (item),
                                           &position))
    return g_strdup ("");
  return g_strdup_printf (_ ("no. %u"), position + 1);
}

static GtkWidget *
new_row (const char *title, const char *subtitle, const char *position)
{
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                    "activatable", TRUE, "title-lines", 2, "subtitle-lines", 2, NULL);
  GtkWidget *end = gtk_label_new (position);
  g_autofree char *name = g_strdup_printf (_ ("%s, citation %s"), title, position);

  gtk_widget_add_css_class (end, "dim-label");
  gtk_widget_add_css_class (end, "numeric");
  gtk_widget_add_css_class (end, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
  gtk_widget_set_tooltip_text (row, _ ("Go to this citation"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* what a row says, so that rows whose words have not changed are left alone */
typedef struct
{
  char *title;
  char *subtitle;
  char *position;
} RowWords;

static void
row_words_free (gpointer data)
{
  RowWords *words = data;

  g_free (words->title);
  g_free (words->subtitle);
  g_free (words->position);
  g_free (words);
}

static RowWords *
row_words_new (IbidItemList *self, IbidCitationItem *item)
{
  RowWords *words = g_new0 (RowWords, 1);
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidCsl *csl = source != NULL ? ibid_source_get_csl (source) : NULL;
  const char *source_title = csl != NULL ? ibid_csl_get (csl, IBID_CSL_TITLE) : NULL;

  words->title = dup_title (self, item);
  words->subtitle = g_strdup (self->by_date && source_title != NULL ? source_title : "");
  words->position = dup_position (self, item);
  return words;
}

static gboolean
row_words_equal (const RowWords *a, const RowWords *b)
{
  return g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->subtitle, b->subtitle) == 0 &&
         g_strcmp0 (a->position, b->position) == 0;
}

static gboolean
already_shown (IbidItemList *self, GPtrArray *words)
{
  if (words->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    if (!row_words_equal (g_ptr_array_index (words, i), g_ptr_array_index (self->shown, i)))
      return FALSE;
  return TRUE;
}

static void
fill (IbidItemList *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (row_words_free);
  guint n = self->all ? self->items->len : MIN (self->items->len, N_AT_FIRST);
  GtkWidget *row;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (words, row_words_new (self, g_ptr_array_index (self->items, i)));
  gtk_widget_set_visible (self->more, n < self->items->len);
  if (already_shown (self, words))
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    {
      RowWords *said = g_ptr_array_index (words, i);

      gtk_list_box_append (self->list, new_row (said->title, said->subtitle, said->position));
    }
  g_ptr_array_unref (self->shown);
  self->shown = g_steal_pointer (&words);
}

static void
more_cb (IbidItemList *self)
{
  GtkListBoxRow *first_new;

  self->all = TRUE;
  fill (self);
  first_new = gtk_list_box_get_row_at_index (self->list, N_AT_FIRST);
  if (first_new != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first_new));
}

static void
ibid_item_list_finalize (GObject *object)
{
  IbidItemList *self = IBID_ITEM_LIST (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->article);
  G_OBJECT_CLASS (ibid_item_list_parent_class)->finalize (object);
}

static void
ibid_item_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((IbidItemListProperty)prop_id)
    {
    case PROP_BY_DATE:
      g_value_set_boolean (value, IBID_ITEM_LIST (object)->by_date);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_item_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((IbidItemListProperty)prop_id)
    {
    case PROP_BY_DATE:
      IBID_ITEM_LIST (object)->by_date = g_value_get_boolean (value);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_item_list_class_init (IbidItemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ibid_item_list_finalize;
  object_class->get_property = ibid_item_list_get_property;
  object_class->set_property = ibid_item_list_set_property;
  g_object_class_install_property (
      object_class, PROP_BY_DATE,
      g_param_spec_boolean ("by-date", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, IBID_TYPE_CITATION_ITEM);
}

static void
ibid_item_list_init (IbidItemList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (row_words_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->heading));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));

  self->more = gtk_button_new_with_label (_ ("Show All"));
  gtk_widget_add_css_class (self->more, "flat");
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->more);
}

static gboolean
same_items (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  return TRUE;
}

/* items: borrowed IbidCitationItem of article, in the order to be shown; hides itself without any
 */
void
ibid_item_list_show (IbidItemList *self, IbidArticle *article, const char *heading,
                     GPtrArray *items)
{
  g_set_object (&self->article, article);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0);
  gtk_label_set_label (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  if (!same_items (self->items, items))
    {
      self->all = FALSE;
      g_ptr_array_set_size (self->items, 0);
      for (guint i = 0; i < items->len; i++)
        g_ptr_array_add (self->items, g_object_ref (g_ptr_array_index (items, i)));
    }
  fill (self);
}
