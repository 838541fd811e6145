/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-candidate-list.h"
#include "ibid-citation-heading.h"
#include "ibid-citation-page.h"
#include "ibid-claim-list.h"
#include "ibid-corrections.h"
#include "ibid-item-list.h"
#include "ibid-judgement-list.h"
#include "ibid-source-chooser.h"
#include "ibid-source-record.h"
#include "ibid-source-words.h"

struct _IbidCitationPage
{
  IbidInspectorPage parent_instance;

  /* template children */
  GtkLabel *heading;
  GtkMenuButton *menu_button;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkLabel *checked;
  GtkProgressBar *checked_bar;
  IbidCitationHeading *citation_heading;
  IbidCandidateList *candidates;
  IbidClaimList *claims;
  IbidJudgementList *judgements;
  GtkWidget *buttons;
  IbidSourceRecord *record;
  IbidItemList *same_source;
  IbidItemList *same_outlet;

  /* children */
  IbidSourceChooser *chooser;

  /* owned */
  IbidCitation *shown_citation;

  /* plain */
  guint shown_index;
};

G_DEFINE_FINAL_TYPE (IbidCitationPage, ibid_citation_page, IBID_TYPE_INSPECTOR_PAGE)

enum
{
  OPEN_LINK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

#define PAGE(self) IBID_INSPECTOR_PAGE (self)

/* the chosen citation, if it is one of the open article's; and its place there */
static IbidCitation *
present_citation (IbidCitationPage *self, guint *position)
{
  IbidReadingState *state = ibid_inspector_page_get_state (PAGE (self));
  IbidArticle *article = ibid_inspector_page_get_article (PAGE (self));
  IbidCitation *citation = state != NULL ? ibid_reading_state_get_citation (state) : NULL;

  if (article == NULL || citation == NULL ||
      !ibid_article_get_citation_position (article, citation, position))
    return NULL;
  return citation;
}

/* an own reference to the chosen item, or NULL */
static IbidCitationItem *
dup_present_item (IbidCitationPage *self)
{
  guint position;
  IbidCitation *citation = present_citation (self, &position);
  GListModel *items;
  guint index;

  if (citation == NULL)
    return NULL;
  items = ibid_citation_get_items (citation);
  index = ibid_reading_state_get_item (ibid_inspector_page_get_state (PAGE (self)));
  if (index >= g_list_model_get_n_items (items))
    index = 0;
  return g_list_model_get_item (items, index);
}

static IbidSource *
present_source (IbidCitationPage *self)
{
  g_autoptr (IbidCitationItem) item = dup_present_item (self);

  return item != NULL ? ibid_citation_item_get_source (item) : NULL;
}

static void
update_actions (IbidCitationPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  IbidReadingState *state = ibid_inspector_page_get_state (PAGE (self));
  gboolean open = ibid_inspector_page_get_dossier (PAGE (self)) != NULL;
  gboolean selected = open && ibid_reading_state_get_selection (state) != NULL;
  guint position;
  gboolean cited = present_citation (self, &position) != NULL;
  IbidSource *source = present_source (self);
  g_autofree char *link = source != NULL ? ibid_words_dup_source_link (source) : NULL;
  g_autofree char *archive =
      source != NULL ? ibid_words_dup_link (ibid_source_get_archived (source)) : NULL;

  gtk_widget_action_set_enabled (widget, "citation.refuse", cited);
  gtk_widget_action_set_enabled (widget, "citation.add", selected);
  gtk_widget_action_set_enabled (widget, "citation.set-claim", cited && selected);
  gtk_widget_action_set_enabled (widget, "source.split", source != NULL);
  gtk_widget_action_set_enabled (widget, "source.merge", source != NULL);
  gtk_widget_action_set_enabled (widget, "source.copy", source != NULL);
  gtk_widget_action_set_enabled (widget, "source.open-link", link != NULL);
  gtk_widget_action_set_enabled (widget, "source.open-archive", archive != NULL);
}

static void
show_summary (IbidCitationPage *self, IbidArticle *article)
{
  guint n_checked = 0, n_items = 0;
  g_autofree char *text = NULL;

  if (article != NULL)
    ibid_article_count_checked (article, &n_checked, &n_items);
  text = g_strdup_printf (ngettext ("%u of %u checked", "%u of %u checked", n_items), n_checked,
                          n_items);
  gtk_label_set_label (self->checked, text);
  gtk_progress_bar_set_fraction (self->checked_bar, n_items > 0 ? (double)n_checked / n_items : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->checked_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

/* How many items stand before a citation, and in all; credits are counted apart from the others. */
static guint
count_items (IbidArticle *article, gboolean credits, IbidCitation *before, guint *n_before)
{
  GListModel *citations = ibid_article_get_citations (article);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (citations); i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);

      if (citation == before)
        *n_before = n;
      if ((ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT) == credits)
        n += g_list_model_get_n_items (ibid_citation_get_items (citation));
    }
  return n;
}

static char *
dup_totals (IbidArticle *article)
{
  guint n = article != NULL ? count_items (article, FALSE, NULL, NULL) : 0;
  guint n_credits = article != NULL ? count_items (article, TRUE, NULL, NULL) : 0;
  g_autofree char *citations =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u citation", "%u citations", n), n);
  g_autofree char *credits = NULL;

  if (n_credits == 0)
    return g_steal_pointer (&citations);
  /* Translators: a credit names the source of a picture in its caption */
  credits = g_strdup_printf (ngettext ("%u credit", "%u credits", n_credits), n_credits);
  return g_strconcat (citations, " · ", credits, NULL);
}

/* The number is that of the item: a citation that points at two sources counts twice, as in all
 * other figures. */
static void
show_heading (IbidCitationPage *self, IbidArticle *article, IbidCitation *citation)
{
  g_autofree char *text = NULL;

  if (citation == NULL)
    text = dup_totals (article);
  else
    {
      gboolean credit = ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT;
      guint n_before = 0;
      guint n = count_items (article, credit, citation, &n_before);
      guint index = ibid_reading_state_get_item (ibid_inspector_page_get_state (PAGE (self)));

      if (index >= g_list_model_get_n_items (ibid_citation_get_items (citation)))
        index = 0;
      text = g_strdup_printf (credit ? _ ("Credit %u of %u") : _ ("Citation %u of %u"),
                              n_before + index + 1, n);
    }
  gtk_label_set_label (self->heading, text);
}

static void
append_others (GPtrArray *others, IbidSource *source, IbidCitationItem *but)
{
  GListModel *items = ibid_source_get_items (source);
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);

      if (item != but)
        g_ptr_array_add (others, item);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  IbidCitationItem *one = *(IbidCitationItem *const *)a, *other = *(IbidCitationItem *const *)b;
  IbidCitation *citation = ibid_citation_item_get_citation (one);
  IbidCitation *other_citation = ibid_citation_item_get_citation (other);
  int order;

  if (citation == NULL || other_citation == NULL)
    return (citation != NULL) - (other_citation != NULL);
  order = ibid_span_compare (ibid_citation_get_span (citation),
                             ibid_citation_get_span (other_citation));
  return order != 0
             ? order
             : (int)ibid_citation_item_get_index (one) - (int)ibid_citation_item_get_index (other);
}

static void
show_same_source (IbidCitationPage *self, IbidArticle *article, IbidCitationItem *item,
                  IbidSource *source)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *heading = NULL;

  if (source != NULL)
    append_others (others, source, item);
  heading = g_strdup_printf (_ ("Same source, %u more"), others->len);
  ibid_item_list_show (self->same_source, article, heading, others);
}

static void
show_same_outlet (IbidCitationPage *self, IbidArticle *article, IbidCitationItem *item,
                  IbidSource *source)
{
  IbidOutlet *outlet = source != NULL ? ibid_source_get_outlet (source) : NULL;
  GListModel *sources = ibid_article_get_sources (article);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *heading = NULL;
  guint n = g_list_model_get_n_items (sources);

  for (guint i = 0; outlet != NULL && i < n; i++)
    {
      g_autoptr (IbidSource) other = g_list_model_get_item (sources, i);

      if (other != source && ibid_source_get_outlet (other) == outlet)
        append_others (others, other, item);
    }
  g_ptr_array_sort (others, compare_places);
  heading = g_strdup_printf (_ ("Same outlet, %u more"), others->len);
  ibid_item_list_show (self->same_outlet, article, heading, others);
}

static void
show_item (IbidCitationPage *self, IbidArticle *article, IbidCitation *citation,
           IbidCitationItem *item)
{
  IbidDossier *dossier = ibid_inspector_page_get_dossier (PAGE (self));
  IbidSource *source = ibid_citation_item_get_source (item);

  ibid_citation_heading_show (self->citation_heading, dossier, item);
  ibid_candidate_list_show (self->candidates, dossier, item);
  ibid_claim_list_show (self->claims, ibid_inspector_page_get_state (PAGE (self)), article,
                        citation);
  ibid_judgement_list_show (self->judgements, dossier, item);
  gtk_widget_set_visible (GTK_WIDGET (self->record), source != NULL);
  gtk_widget_set_visible (self->buttons, source != NULL);
  if (source != NULL)
    ibid_source_record_show (self->record, dossier, source);
  show_same_source (self, article, item, source);
  show_same_outlet (self, article, item, source);
}

/* another citation begins at its top; a change of the same one leaves the reader where she is */
static void
remember_shown (IbidCitationPage *self, IbidCitation *citation, guint index)
{
  gboolean another = g_set_object (&self->shown_citation, citation);

  if (another || self->shown_index != index)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  self->shown_index = index;
}

static void
ibid_citation_page_refresh (IbidInspectorPage *page, IbidArticleParts parts)
{
  IbidCitationPage *self = IBID_CITATION_PAGE (page);
  IbidArticle *article = ibid_inspector_page_get_article (page);
  guint position = G_MAXUINT;
  IbidCitation *citation = present_citation (self, &position);
  g_autoptr (IbidCitationItem) item = dup_present_item (self);

  show_heading (self, article, citation);
  if (citation != NULL && item != NULL)
    {
      remember_shown (self, citation, ibid_citation_item_get_index (item));
      show_item (self, article, citation, item);
      gtk_stack_set_visible_child_name (self->stack, "citation");
    }
  else
    {
      remember_shown (self, NULL, 0);
      show_summary (self, article);
      gtk_stack_set_visible_child_name (self->stack, article != NULL ? "summary" : "closed");
    }
  update_actions (self);
}

static void
ibid_citation_page_forget (IbidInspectorPage *page)
{
  IbidCitationPage *self = IBID_CITATION_PAGE (page);

  g_clear_object (&self->shown_citation);
  gtk_stack_set_visible_child_name (self->stack, "closed");
  update_actions (self);
}

static void
citation_changed_cb (IbidCitationPage *self)
{
  ibid_inspector_page_queue_refresh (PAGE (self), IBID_ARTICLE_PART_CITATIONS);
  update_actions (self);
}

static void
ibid_citation_page_connect_state (IbidInspectorPage *page, IbidReadingState *state)
{
  g_signal_connect_object (state, "notify::citation", G_CALLBACK (citation_changed_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::item", G_CALLBACK (citation_changed_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::has-selection", G_CALLBACK (update_actions), page,
                           G_CONNECT_SWAPPED);
}

static void
index_chosen_cb (IbidCitationPage *self, guint index)
{
  guint position;
  IbidCitation *citation = present_citation (self, &position);

  if (citation != NULL)
    ibid_reading_state_select_citation (ibid_inspector_page_get_state (PAGE (self)), citation,
                                        index);
}

static void
item_chosen_cb (IbidCitationPage *self, IbidCitationItem *item)
{
  ibid_inspector_page_go_to_item (PAGE (self), item);
}

static void
refuse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidCitationPage *self = IBID_CITATION_PAGE (widget);
  guint position;
  IbidCitation *citation = present_citation (self, &position);

  if (citation != NULL)
    ibid_dossier_refuse_citation (ibid_inspector_page_get_dossier (PAGE (self)), citation);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidInspectorPage *page = PAGE (widget);

  ibid_corrections_cite_selection (ibid_inspector_page_get_dossier (page),
                                   ibid_inspector_page_get_state (page));
}

static void
set_claim_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint position;
  IbidCitation *citation = present_citation (IBID_CITATION_PAGE (widget), &position);

  if (citation != NULL)
    ibid_corrections_claim_selection (ibid_inspector_page_get_dossier (PAGE (widget)),
                                      ibid_inspector_page_get_state (PAGE (widget)), citation);
}

static void
split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidCitationPage *self = IBID_CITATION_PAGE (widget);
  g_autoptr (IbidCitationItem) item = dup_present_item (self);

  if (item != NULL)
    ibid_dossier_split_source (ibid_inspector_page_get_dossier (PAGE (self)), item);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidCitationPage *self = IBID_CITATION_PAGE (widget);
  IbidSource *source = present_source (self);
  graphene_rect_t bounds;

  if (source == NULL)
    return;
  if (gtk_widget_compute_bounds (GTK_WIDGET (self->menu_button), widget, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->chooser),
                                 &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                                                  (int)bounds.size.width,
                                                  (int)bounds.size.height });
  ibid_source_chooser_ask (self->chooser, ibid_inspector_page_get_article (PAGE (self)), source);
}

static void
merge_chosen_cb (IbidCitationPage *self, IbidSource *into)
{
  IbidSource *source = present_source (self);

  if (source != NULL && source != into)
    ibid_dossier_merge_sources (ibid_inspector_page_get_dossier (PAGE (self)), source, into);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidSource *source = present_source (IBID_CITATION_PAGE (widget));
  g_autofree char *text = source != NULL ? ibid_words_dup_reference (source) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
open_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidSource *source = present_source (IBID_CITATION_PAGE (widget));
  g_autofree char *uri = NULL;

  if (source == NULL)
    return;
  uri = g_str_equal (name, "source.open-archive")
            ? ibid_words_dup_link (ibid_source_get_archived (source))
            : ibid_words_dup_source_link (source);
  if (uri != NULL)
    g_signal_emit (widget, signals[OPEN_LINK], 0, uri);
}

static void
ibid_citation_page_dispose (GObject *object)
{
  IbidCitationPage *self = IBID_CITATION_PAGE (object);
  if (self->chooser != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->chooser)));
  g_clear_object (&self->shown_citation);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_CITATION_PAGE);
  G_OBJECT_CLASS (ibid_citation_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "citation.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "citation.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "citation.set-claim", NULL, set_claim_action);
  gtk_widget_class_install_action (widget_class, "source.split", NULL, split_action);
  gtk_widget_class_install_action (widget_class, "source.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "source.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "source.open-link", NULL, open_link_action);
  gtk_widget_class_install_action (widget_class, "source.open-archive", NULL, open_link_action);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, heading);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, checked);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, checked_bar);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, citation_heading);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, candidates);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, claims);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, judgements);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, record);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, same_source);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationPage, same_outlet);
  gtk_widget_class_bind_template_callback (widget_class, index_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_chosen_cb);
}

static void
ibid_citation_page_class_init (IbidCitationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IbidInspectorPageClass *page_class = IBID_INSPECTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_citation_page_dispose;
  page_class->refresh_priority = G_PRIORITY_HIGH_IDLE;
  page_class->connect_state = ibid_citation_page_connect_state;
  page_class->forget = ibid_citation_page_forget;
  page_class->refresh = ibid_citation_page_refresh;
  signals[OPEN_LINK] = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  install_actions (widget_class);
  g_type_ensure (IBID_TYPE_CANDIDATE_LIST);
  g_type_ensure (IBID_TYPE_CITATION_HEADING);
  g_type_ensure (IBID_TYPE_CLAIM_LIST);
  g_type_ensure (IBID_TYPE_JUDGEMENT_LIST);
  g_type_ensure (IBID_TYPE_ITEM_LIST);
  g_type_ensure (IBID_TYPE_SOURCE_RECORD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-citation-page.ui");
  bind_children (widget_class);
}

static void
ibid_citation_page_init (IbidCitationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chooser = IBID_SOURCE_CHOOSER (ibid_source_chooser_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->chooser), GTK_WIDGET (self));
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (merge_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}
