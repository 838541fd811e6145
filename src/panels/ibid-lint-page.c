/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-labels.h"
#include "ibid-lint-page.h"
#include "ibid-lint.h"

#define N_SEVERITIES (IBID_SEVERITY_ERROR + 1)
/* of one severity; beyond that one mends first and looks again */
#define MAX_ROWS 200

/* the findings of one severity */
typedef struct
{
  GtkWidget *box;
  GtkLabel *heading;
  GtkListBox *list;
  GtkLabel *more;
  GPtrArray *findings;
} Group;

struct _IbidLintPage
{
  IbidInspectorPage parent_instance;

  /* template children */
  GtkStack *stack;
  GtkBox *content;

  /* owned, but for the widgets in it */
  Group groups[N_SEVERITIES];
  GListStore *findings;
};

G_DEFINE_FINAL_TYPE (IbidLintPage, ibid_lint_page, IBID_TYPE_INSPECTOR_PAGE)

enum
{
  FIND_SOURCE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

#define PAGE(self) IBID_INSPECTOR_PAGE (self)

static gboolean
go_to_first_item (IbidLintPage *self, GListModel *items)
{
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, 0);

  if (item == NULL)
    return FALSE;
  ibid_inspector_page_go_to_item (PAGE (self), item);
  return TRUE;
}

static void
go_to_entity (IbidLintPage *self, IbidEntity *entity)
{
  g_autoptr (IbidMention) mention = g_list_model_get_item (ibid_entity_get_mentions (entity), 0);

  ibid_reading_state_select_entity (ibid_inspector_page_get_state (PAGE (self)), entity);
  if (mention != NULL)
    ibid_inspector_page_go_to_span (PAGE (self), ibid_mention_get_span (mention));
}

static void
go_to_source (IbidLintPage *self, IbidSource *source)
{
  g_autofree char *label = NULL;

  if (go_to_first_item (self, ibid_source_get_items (source)))
    return;
  label = ibid_source_dup_label (source);
  g_signal_emit (self, signals[FIND_SOURCE], 0, label);
}

/* to the thing itself if it has a place in the text, else to where it is listed */
static void
go_to_subject (IbidLintPage *self, IbidFinding *finding)
{
  GObject *subject = ibid_finding_get_subject (finding);
  IbidSpan span;

  if (IBID_IS_CITATION (subject))
    {
      if (!go_to_first_item (self, ibid_citation_get_items (IBID_CITATION (subject))))
        ibid_inspector_page_go_to_span (PAGE (self),
                                        ibid_citation_get_span (IBID_CITATION (subject)));
    }
  else if (IBID_IS_CITATION_ITEM (subject))
    ibid_inspector_page_go_to_item (PAGE (self), IBID_CITATION_ITEM (subject));
  else if (IBID_IS_SOURCE (subject))
    go_to_source (self, IBID_SOURCE (subject));
  else if (IBID_IS_OUTLET (subject))
    g_signal_emit (self, signals[FIND_SOURCE], 0, ibid_outlet_get_name (IBID_OUTLET (subject)));
  else if (IBID_IS_ENTITY (subject))
    go_to_entity (self, IBID_ENTITY (subject));
  else if (ibid_finding_get_span (finding, &span))
    ibid_inspector_page_go_to_span (PAGE (self), &span);
}

static gboolean
leads_somewhere (IbidFinding *finding)
{
  IbidSpan span;

  return ibid_finding_get_subject (finding) != NULL || ibid_finding_get_span (finding, &span);
}

static void
row_activated_cb (IbidLintPage *self, GtkListBoxRow *row, GtkListBox *list)
{
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      guint index = (guint)gtk_list_box_row_get_index (row);

      if (self->groups[i].list == list && index < self->groups[i].findings->len)
        {
          g_autoptr (IbidFinding) finding =
              g_object_ref (g_ptr_array_index (self->groups[i].findings, index));

          go_to_subject (self, finding);
          return;
        }
    }
}

static GtkWidget *
new_row (IbidFinding *finding)
{
  /* the place in the file helps only where there is none on the screen */
  const char *pointer = !leads_somewhere (finding) ? ibid_finding_get_pointer (finding) : NULL;
  IbidSeverity severity = ibid_finding_get_severity (finding);
  GtkWidget *row = g_object_new (
      ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", ibid_finding_get_message (finding),
      "subtitle", pointer != NULL ? pointer : "", "activatable", leads_somewhere (finding), NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (ibid_severity_icon (severity));
  g_autofree char *name = g_strdup_printf ("%s: %s", ibid_severity_label (severity),
                                           ibid_finding_get_message (finding));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "severity");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (leads_somewhere (finding))
    gtk_widget_set_tooltip_text (row, _ ("Go to what this is about"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
new_group (IbidLintPage *self, IbidSeverity severity)
{
  static const char *const classes[] = { "info", "warning", "error" };
  Group *group = &self->groups[severity];

  group->findings = g_ptr_array_new_with_free_func (g_object_unref);
  group->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (group->box, classes[severity]);
  group->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (group->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (group->heading), "heading");
  group->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (group->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (group->list), "boxed-list");
  g_signal_connect_object (group->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  group->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (group->more, 0);
  gtk_widget_add_css_class (GTK_WIDGET (group->more), "dim-label");
  gtk_box_append (GTK_BOX (group->box), GTK_WIDGET (group->heading));
  gtk_box_append (GTK_BOX (group->box), GTK_WIDGET (group->list));
  gtk_box_append (GTK_BOX (group->box), GTK_WIDGET (group->more));
}

static char *
dup_group_heading (IbidSeverity severity, guint n)
{
  switch (severity)
    {
    case IBID_SEVERITY_ERROR:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors", n), n);
    case IBID_SEVERITY_WARNING:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", n), n);
    case IBID_SEVERITY_INFO:
      break;
    }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u remark", "%u remarks", n), n);
}

static gboolean
same_findings (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      IbidFinding *one = g_ptr_array_index (a, i), *other = g_ptr_array_index (b, i);

      if (ibid_finding_get_subject (one) != ibid_finding_get_subject (other) ||
          g_strcmp0 (ibid_finding_get_message (one), ibid_finding_get_message (other)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
show_group (IbidLintPage *self, IbidSeverity severity, GPtrArray *findings)
{
  Group *group = &self->groups[severity];
  g_autofree char *heading = dup_group_heading (severity, findings->len);
  gboolean same = same_findings (group->findings, findings);
  GtkWidget *row;
  guint n_rows = MIN (findings->len, MAX_ROWS);

  g_ptr_array_unref (group->findings);
  group->findings = g_ptr_array_ref (findings);
  gtk_widget_set_visible (group->box, findings->len > 0);
  if (same)
    return;
  gtk_label_set_label (group->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (group->list))) != NULL)
    gtk_list_box_remove (group->list, row);
  for (guint i = 0; i < n_rows; i++)
    gtk_list_box_append (group->list, new_row (g_ptr_array_index (findings, i)));
  gtk_widget_set_visible (GTK_WIDGET (group->more), findings->len > n_rows);
  if (findings->len > n_rows)
    {
      g_autofree char *more = g_strdup_printf (_ ("and %u more"), findings->len - n_rows);

      gtk_label_set_label (group->more, more);
    }
}

static void
gather (IbidLintPage *self, IbidDossier *dossier)
{
  GListModel *loaded = ibid_dossier_get_findings (dossier);
  guint n = loaded != NULL ? g_list_model_get_n_items (loaded) : 0;

  g_list_store_remove_all (self->findings);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidFinding) finding = g_list_model_get_item (loaded, i);

      g_list_store_append (self->findings, finding);
    }
  ibid_lint_article (ibid_dossier_get_article (dossier), self->findings);
}

static void
ibid_lint_page_refresh (IbidInspectorPage *page, IbidArticleParts parts)
{
  IbidLintPage *self = IBID_LINT_PAGE (page);
  IbidDossier *dossier = ibid_inspector_page_get_dossier (page);
  guint n;

  if (dossier == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "closed");
      return;
    }
  gather (self, dossier);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->findings));
  for (guint severity = 0; severity < N_SEVERITIES; severity++)
    {
      g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (IbidFinding) finding =
              g_list_model_get_item (G_LIST_MODEL (self->findings), i);

          if (ibid_finding_get_severity (finding) == severity)
            g_ptr_array_add (findings, g_steal_pointer (&finding));
        }
      show_group (self, severity, findings);
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "good");
}

static void
ibid_lint_page_forget (IbidInspectorPage *page)
{
  IbidLintPage *self = IBID_LINT_PAGE (page);

  g_list_store_remove_all (self->findings);
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

      show_group (self, i, none);
    }
}

static void
ibid_lint_page_dispose (GObject *object)
{
  IbidLintPage *self = IBID_LINT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_LINT_PAGE);
  for (guint i = 0; i < N_SEVERITIES; i++)
    g_clear_pointer (&self->groups[i].findings, g_ptr_array_unref);
  g_clear_object (&self->findings);
  G_OBJECT_CLASS (ibid_lint_page_parent_class)->dispose (object);
}

static void
ibid_lint_page_class_init (IbidLintPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IbidInspectorPageClass *page_class = IBID_INSPECTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_lint_page_dispose;
  page_class->forget = ibid_lint_page_forget;
  page_class->refresh = ibid_lint_page_refresh;
  signals[FIND_SOURCE] = g_signal_new ("find-source", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-lint-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidLintPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidLintPage, content);
}

static void
ibid_lint_page_init (IbidLintPage *self)
{
  self->findings = g_list_store_new (IBID_TYPE_FINDING);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* the gravest first */
  for (int severity = N_SEVERITIES - 1; severity >= 0; severity--)
    {
      new_group (self, severity);
      gtk_box_append (self->content, self->groups[severity].box);
    }
}

/* all findings, of whatever severity */
GListModel *
ibid_lint_page_get_findings (IbidLintPage *self)
{
  return G_LIST_MODEL (self->findings);
}
