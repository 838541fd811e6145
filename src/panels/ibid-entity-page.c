/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ibid-capped-list.h"
#include "ibid-entity-page.h"
#include "ibid-entity-row.h"
#include "ibid-labels.h"
#include "ibid-panel-widgets.h"
#include "ibid-provenance.h"
#include "ibid-region-names.h"

/* about three lines of a narrow pane */
#define CONTEXT_CHARS 120

struct _IbidEntityPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *box;
  GtkScrolledWindow *scroller;
  GtkMenuButton *menu_button;
  GtkLabel *name;
  GtkLabel *acronym;
  GtkWidget *facts;
  GtkLabel *description;
  GtkListBox *scripts;
  IbidCappedList *names_used;
  IbidCappedList *mentions;
  IbidCappedList *companions;
  IbidCappedList *sources;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  IbidEntity *entity;
  GArray *name_counts;      /* IbidNameCount */
  GArray *companion_counts; /* IbidTally */
  GArray *source_counts;    /* IbidTally */
  GtkWidget *kind_pill;
  GtkWidget *count_label;

  /* plain */
  double kept_scroll;
  guint scroll_id;
};

G_DEFINE_FINAL_TYPE (IbidEntityPage, ibid_entity_page, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  return label;
}

/* A row's parts side by side. Not in a GtkBox: that asks a wrapping label how wide it wants to be
 * at the height it has, and a rounding then makes the label wider than the row. */
static GtkWidget *
new_row_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_widget_add_css_class (grid, "panel-row");
  return grid;
}

static GtkWidget *
new_count_label (guint count)
{
  g_autofree char *text = g_strdup_printf ("%'u", count);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  return label;
}

/* Rows of the lists: what is in them, and the same in words. */

static GtkWidget *
create_name_used (guint index, char **label, gpointer data)
{
  IbidEntityPage *self = data;
  const IbidNameCount *used = &g_array_index (self->name_counts, IbidNameCount, index);
  GtkWidget *grid = new_row_grid ();
  GtkWidget *text = new_label (used->text, NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_grid_attach (GTK_GRID (grid), text, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), new_count_label (used->count), 1, 0, 1, 1);
  *label = g_strdup_printf (ngettext ("%s, %u time", "%s, %u times", used->count), used->text,
                            used->count);
  return grid;
}

static const char *
get_language_at (IbidEntityPage *self, const IbidSpan *span)
{
  IbidArticle *article = ibid_dossier_get_article (self->dossier);
  IbidBlock *block = ibid_article_peek_block (article, span->block);
  const char *language = block != NULL ? ibid_block_get_language (block) : NULL;

  return language != NULL ? language : ibid_article_get_language (article);
}

/* the mention's own words may be in another language than the text around them */
static const char *
get_keyword_language (IbidEntityPage *self, const char *keyword, const char *fallback)
{
  guint n_names = 0;
  const IbidEntityName *names = ibid_entity_get_names (self->entity, &n_names);

  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i].text, keyword) == 0)
      return names[i].lang;
  return fallback;
}

static PangoAttrList *
new_context_attributes (IbidEntityPage *self, const IbidContext *context)
{
  guint start = (guint)strlen (context->before);
  guint end = start + (guint)strlen (context->keyword);
  guint length = end + (guint)strlen (context->after);
  const char *language = get_language_at (self, &context->sentence);
  const char *keyword_language = get_keyword_language (self, context->keyword, language);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  if (language != NULL)
    ibid_attributes_add_language (attributes, language, 0, length);
  if (keyword_language != NULL && keyword_language != language)
    ibid_attributes_add_language (attributes, keyword_language, start, end);
  bold->start_index = start;
  bold->end_index = end;
  pango_attr_list_insert (attributes, bold);
  return attributes;
}

static GtkWidget *
create_mention (guint index, char **label, gpointer data)
{
  IbidEntityPage *self = data;
  GListModel *mentions = ibid_entity_get_mentions (self->entity);
  g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, index);
  g_autoptr (IbidContext) context = ibid_provenance_dup_context (
      ibid_dossier_get_sentences (self->dossier), mention, CONTEXT_CHARS);
  g_autoptr (PangoAttrList) attributes = new_context_attributes (self, context);
  GtkWidget *text;

  *label = g_strconcat (context->before, context->keyword, context->after, NULL);
  text = new_label (*label, NULL);
  gtk_label_set_attributes (GTK_LABEL (text), attributes);
  gtk_widget_add_css_class (text, "panel-row");
  return text;
}

static GtkWidget *
create_companion (guint index, char **label, gpointer data)
{
  IbidEntityPage *self = data;
  const IbidTally *tally = &g_array_index (self->companion_counts, IbidTally, index);
  IbidEntity *companion = IBID_ENTITY (tally->object);
  GtkWidget *row = ibid_entity_row_new ();

  ibid_entity_row_set_entity (IBID_ENTITY_ROW (row), companion, tally->count);
  *label = g_strdup_printf (ngettext ("%s, in %u sentence", "%s, in %u sentences", tally->count),
                            ibid_entity_get_name (companion), tally->count);
  return row;
}

static GtkWidget *
create_source (guint index, char **label, gpointer data)
{
  IbidEntityPage *self = data;
  const IbidTally *tally = &g_array_index (self->source_counts, IbidTally, index);
  IbidSource *source = IBID_SOURCE (tally->object);
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidOutletKind kind =
      outlet != NULL ? ibid_outlet_get_kind (outlet) : IBID_OUTLET_KIND_UNCLASSIFIED;
  g_autofree char *name = ibid_source_dup_label (source);
  GtkWidget *grid = new_row_grid ();
  GtkWidget *icon = gtk_image_new_from_icon_name (ibid_outlet_kind_icon (kind));
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *kind_label = new_label (ibid_outlet_kind_label (kind), "caption");

  gtk_widget_add_css_class (icon, ibid_outlet_kind_style_class (kind));
  gtk_widget_add_css_class (kind_label, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_label (name, NULL));
  gtk_box_append (GTK_BOX (words), kind_label);
  gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), words, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), new_count_label (tally->count), 2, 0, 1, 1);
  *label = g_strdup_printf (
      ngettext ("%s, %s, behind %u sentence", "%s, %s, behind %u sentences", tally->count), name,
      ibid_outlet_kind_label (kind), tally->count);
  return grid;
}

static GtkWidget *
new_script_row (const IbidEntityName *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *text = new_label (name->text, "script-name");
  g_autoptr (PangoAttrList) attributes =
      ibid_attributes_add_language (NULL, name->lang, 0, G_MAXUINT);
  g_autofree char *language = ibid_language_dup_name (name->lang);
  g_autofree char *below = NULL;
  GtkWidget *caption;

  gtk_widget_add_css_class (box, "panel-row");
  gtk_label_set_attributes (GTK_LABEL (text), attributes);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_focusable (text, FALSE); /* focus would select the whole name */
  below = name->romanization != NULL ? g_strdup_printf ("%s · %s", name->romanization, language)
                                     : g_strdup (language);
  caption = new_label (below, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

static void
show_scripts (IbidEntityPage *self)
{
  guint n_names = 0;
  const IbidEntityName *names = ibid_entity_get_names (self->entity, &n_names);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->scripts))) != NULL)
    gtk_list_box_remove (self->scripts, row);
  for (guint i = 0; i < n_names; i++)
    {
      GtkWidget *child = new_script_row (&names[i]);

      gtk_list_box_append (self->scripts, child);
      gtk_widget_set_focusable (gtk_widget_get_parent (child), FALSE);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (child)), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->scripts), n_names > 0);
}

static void
show_head (IbidEntityPage *self)
{
  IbidEntityKind kind = ibid_entity_get_kind (self->entity);
  const char *acronym = ibid_entity_get_acronym (self->entity);
  const char *description = ibid_entity_get_description (self->entity);
  guint n_mentions = ibid_entity_get_n_mentions (self->entity);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%'u mention", "%'u mentions", n_mentions), n_mentions);

  gtk_label_set_label (self->name, ibid_entity_get_name (self->entity));
  gtk_label_set_label (self->acronym, acronym != NULL ? acronym : "");
  gtk_widget_set_visible (GTK_WIDGET (self->acronym), acronym != NULL);
  gtk_label_set_label (self->description, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description), description != NULL);
  ibid_pill_set (self->kind_pill, ibid_entity_kind_icon (kind), ibid_entity_kind_label (kind),
                 ibid_entity_kind_style_class (kind));
  gtk_label_set_label (GTK_LABEL (self->count_label), count);
}

static void
show_lists (IbidEntityPage *self)
{
  IbidSentenceIndex *sentences = ibid_dossier_get_sentences (self->dossier);

  g_clear_pointer (&self->name_counts, g_array_unref);
  g_clear_pointer (&self->companion_counts, g_array_unref);
  g_clear_pointer (&self->source_counts, g_array_unref);
  self->name_counts =
      ibid_provenance_names_used (ibid_dossier_get_article (self->dossier), self->entity);
  self->companion_counts = ibid_provenance_companions (sentences, self->entity);
  self->source_counts = ibid_provenance_sources_behind (sentences, self->entity);

  ibid_capped_list_fill (self->names_used, self->name_counts->len, FALSE, create_name_used, self);
  ibid_capped_list_fill (self->mentions, ibid_entity_get_n_mentions (self->entity), TRUE,
                         create_mention, self);
  ibid_capped_list_fill (self->companions, self->companion_counts->len, TRUE, create_companion,
                         self);
  ibid_capped_list_fill (self->sources, self->source_counts->len, TRUE, create_source, self);
}

static void
mention_activated_cb (IbidEntityPage *self, guint index)
{
  g_autoptr (IbidMention) mention =
      g_list_model_get_item (ibid_entity_get_mentions (self->entity), index);

  if (mention != NULL)
    ibid_reading_state_jump (self->state, ibid_mention_get_span (mention), FALSE);
}

static void
companion_activated_cb (IbidEntityPage *self, guint index)
{
  const IbidTally *tally = &g_array_index (self->companion_counts, IbidTally, index);

  ibid_reading_state_select_entity (self->state, IBID_ENTITY (tally->object));
}

/* Whether that citation stands behind a sentence which mentions the entity. */
static gboolean
is_behind (IbidEntityPage *self, IbidCitation *citation)
{
  IbidSentenceIndex *sentences = ibid_dossier_get_sentences (self->dossier);
  GListModel *mentions = ibid_entity_get_mentions (self->entity);

  for (guint i = 0; i < g_list_model_get_n_items (mentions); i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      g_autoptr (GPtrArray) behind =
          ibid_provenance_citations_behind (sentences, ibid_mention_get_span (mention));
      if (g_ptr_array_find (behind, citation, NULL))
        return TRUE;
    }
  return FALSE;
}

/* A source may be cited in many places: the one meant is the first that stands behind a mention. */
static void
source_activated_cb (IbidEntityPage *self, guint index)
{
  const IbidTally *tally = &g_array_index (self->source_counts, IbidTally, index);
  GListModel *items = ibid_source_get_items (IBID_SOURCE (tally->object));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      IbidCitation *citation = ibid_citation_item_get_citation (item);

      if (citation == NULL || !is_behind (self, citation))
        continue;
      ibid_reading_state_select_citation (self->state, citation,
                                          ibid_citation_item_get_index (item));
      ibid_reading_state_jump (self->state, ibid_citation_get_span (citation), FALSE);
      return;
    }
}

/* New rows are as high as the old ones only once they are laid out. */
static gboolean
restore_scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  IbidEntityPage *self = IBID_ENTITY_PAGE (widget);

  self->scroll_id = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller),
                            self->kept_scroll);
  return G_SOURCE_REMOVE;
}

void
ibid_entity_page_show_entity (IbidEntityPage *self, IbidDossier *dossier, IbidEntity *entity)
{
  gboolean again;

  g_return_if_fail (IBID_IS_ENTITY_PAGE (self));

  again = entity != NULL && entity == self->entity && dossier == self->dossier;
  self->kept_scroll =
      again ? gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)) : 0;
  g_set_object (&self->dossier, dossier);
  g_set_object (&self->entity, entity);
  if (entity == NULL || dossier == NULL)
    return;
  if (!again)
    {
      ibid_capped_list_reset (self->names_used);
      ibid_capped_list_reset (self->mentions);
      ibid_capped_list_reset (self->companions);
      ibid_capped_list_reset (self->sources);
    }
  show_head (self);
  show_scripts (self);
  show_lists (self);
  if (self->scroll_id == 0)
    self->scroll_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_scroll_cb, NULL, NULL);
}

IbidEntity *
ibid_entity_page_get_entity (IbidEntityPage *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_PAGE (self), NULL);

  return self->entity;
}

void
ibid_entity_page_set_state (IbidEntityPage *self, IbidReadingState *state)
{
  g_return_if_fail (IBID_IS_ENTITY_PAGE (self));

  g_set_object (&self->state, state);
}

void
ibid_entity_page_set_menu (IbidEntityPage *self, GMenuModel *menu)
{
  g_return_if_fail (IBID_IS_ENTITY_PAGE (self));

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

GtkWidget *
ibid_entity_page_get_menu_button (IbidEntityPage *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_PAGE (self), NULL);

  return GTK_WIDGET (self->menu_button);
}

static void
ibid_entity_page_dispose (GObject *object)
{
  IbidEntityPage *self = IBID_ENTITY_PAGE (object);

  g_clear_object (&self->state);
  g_clear_object (&self->dossier);
  g_clear_object (&self->entity);
  g_clear_pointer (&self->name_counts, g_array_unref);
  g_clear_pointer (&self->companion_counts, g_array_unref);
  g_clear_pointer (&self->source_counts, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ENTITY_PAGE);

  G_OBJECT_CLASS (ibid_entity_page_parent_class)->dispose (object);
}

static void
ibid_entity_page_class_init (IbidEntityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_entity_page_dispose;

  ibid_panels_register_icons ();
  g_type_ensure (IBID_TYPE_CAPPED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-entity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, box);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, name);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, acronym);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, facts);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, description);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, scripts);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, names_used);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, mentions);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, companions);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityPage, sources);
  gtk_widget_class_bind_template_callback (widget_class, mention_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, companion_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entitypage");
}

static void
ibid_entity_page_init (IbidEntityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->kind_pill = ibid_pill_new (NULL, "", NULL);
  self->count_label = new_label ("", "dim-label");
  gtk_widget_add_css_class (self->count_label, "numeric");
  gtk_box_append (GTK_BOX (self->facts), self->kind_pill);
  gtk_box_append (GTK_BOX (self->facts), self->count_label);
}
