/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-panel-widgets.h"
#include "ibid-provenance.h"
#include "ibid-statements-page.h"
#include "ibid-wrap-layout.h"

/* what a row of the list is about */
#define IBID_TYPE_STATEMENT_ITEM (ibid_statement_item_get_type ())
G_DECLARE_FINAL_TYPE (IbidStatementItem, ibid_statement_item, IBID, STATEMENT_ITEM, GObject)

struct _IbidStatementItem
{
  GObject parent_instance;

  /* plain */
  IbidStatement statement;
};

G_DEFINE_FINAL_TYPE (IbidStatementItem, ibid_statement_item, G_TYPE_OBJECT)

static void
ibid_statement_item_class_init (IbidStatementItemClass *klass)
{
}

static void
ibid_statement_item_init (IbidStatementItem *self)
{
}

struct _IbidStatementsPage
{
  IbidInspectorPage parent_instance;

  /* template children */
  GtkStack *stack;
  GtkLabel *count;
  GtkListView *list;

  /* owned */
  GListStore *statements;
};

G_DEFINE_FINAL_TYPE (IbidStatementsPage, ibid_statements_page, IBID_TYPE_INSPECTOR_PAGE)

static const struct
{
  IbidStatementTraits trait;
  const char *word;
  const char *icon;
} traits[] = {
  { IBID_STATEMENT_TRAIT_NUMBER, N_ ("Number"), "ibid-number-symbolic" },
  { IBID_STATEMENT_TRAIT_DATE, N_ ("Date"), "ibid-event-symbolic" },
  { IBID_STATEMENT_TRAIT_ENTITY, N_ ("Name"), "ibid-person-symbolic" },
};

static void
setup_cb (IbidStatementsPage *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *marks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_layout_manager (marks, g_object_new (IBID_TYPE_WRAP_LAYOUT, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (traits); i++)
    {
      GtkWidget *mark = ibid_pill_new (traits[i].icon, _ (traits[i].word), NULL);

      gtk_widget_remove_css_class (mark, "ibid-pill");
      gtk_widget_add_css_class (mark, "ibid-mark");
      gtk_box_append (GTK_BOX (marks), mark);
    }
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), marks);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (IbidStatementsPage *self, GtkListItem *list_item)
{
  IbidStatementItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *mark = gtk_widget_get_first_child (gtk_widget_get_next_sibling (label));
  IbidArticle *article = ibid_inspector_page_get_article (IBID_INSPECTOR_PAGE (self));
  g_autofree char *text = NULL;

  if (article != NULL)
    text = ibid_article_dup_span_text (article, &item->statement.span);
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  for (guint i = 0; i < G_N_ELEMENTS (traits); i++)
    {
      gtk_widget_set_visible (mark, (item->statement.traits & traits[i].trait) != 0);
      mark = gtk_widget_get_next_sibling (mark);
    }
}

static void
activate_cb (IbidStatementsPage *self, guint position)
{
  g_autoptr (IbidStatementItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->statements), position);

  if (item != NULL)
    ibid_inspector_page_go_to_span (IBID_INSPECTOR_PAGE (self), &item->statement.span);
}

static gboolean
is_shown_at (IbidStatementsPage *self, guint position, const IbidStatement *statement)
{
  g_autoptr (IbidStatementItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->statements), position);

  return item != NULL && item->statement.traits == statement->traits &&
         ibid_span_equal (&item->statement.span, &statement->span);
}

/* replaces only what differs, so that the rest keeps its rows and the list its place */
static void
show_statements (IbidStatementsPage *self, GArray *found)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->statements));
  guint head = 0, tail = 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < MIN (n_old, found->len) &&
         is_shown_at (self, head, &g_array_index (found, IbidStatement, head)))
    head++;
  while (tail < MIN (n_old, found->len) - head &&
         is_shown_at (self, n_old - 1 - tail,
                      &g_array_index (found, IbidStatement, found->len - 1 - tail)))
    tail++;
  for (guint i = head; i < found->len - tail; i++)
    {
      IbidStatementItem *item = g_object_new (IBID_TYPE_STATEMENT_ITEM, NULL);

      item->statement = g_array_index (found, IbidStatement, i);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->statements, head, n_old - head - tail, items->pdata, items->len);
}

static void
ibid_statements_page_refresh (IbidInspectorPage *page, IbidArticleParts parts)
{
  IbidStatementsPage *self = IBID_STATEMENTS_PAGE (page);
  IbidDossier *dossier = ibid_inspector_page_get_dossier (page);
  g_autoptr (GArray) found = NULL;
  g_autofree char *text = NULL;

  if (dossier == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "closed");
      return;
    }
  /* judgements change nothing about what is cited */
  if ((parts & ~(IbidArticleParts)(IBID_ARTICLE_PART_JUDGEMENTS | IBID_ARTICLE_PART_OUTLETS)) == 0)
    return;
  found = ibid_provenance_unsourced (ibid_dossier_get_sentences (dossier));
  show_statements (self, found);
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u statement has a number, a date or a name and no source",
                   "%u statements have a number, a date or a name and no source", found->len),
      found->len);
  gtk_label_set_label (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "list" : "good");
}

static void
ibid_statements_page_forget (IbidInspectorPage *page)
{
  g_list_store_remove_all (IBID_STATEMENTS_PAGE (page)->statements);
}

static void
ibid_statements_page_dispose (GObject *object)
{
  IbidStatementsPage *self = IBID_STATEMENTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_STATEMENTS_PAGE);
  g_clear_object (&self->statements);
  G_OBJECT_CLASS (ibid_statements_page_parent_class)->dispose (object);
}

static void
ibid_statements_page_class_init (IbidStatementsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IbidInspectorPageClass *page_class = IBID_INSPECTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_statements_page_dispose;
  page_class->forget = ibid_statements_page_forget;
  page_class->refresh = ibid_statements_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-statements-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidStatementsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidStatementsPage, count);
  gtk_widget_class_bind_template_child (widget_class, IbidStatementsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
ibid_statements_page_init (IbidStatementsPage *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->statements = g_list_store_new (IBID_TYPE_STATEMENT_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->statements)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

/* what is in the list, in reading order */
GListModel *
ibid_statements_page_get_statements (IbidStatementsPage *self)
{
  return G_LIST_MODEL (self->statements);
}
