/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-citation-inspector.h"
#include "ibid-citation-page.h"
#include "ibid-lint-page.h"
#include "ibid-mix-page.h"
#include "ibid-page-switcher.h"
#include "ibid-panel-widgets.h"
#include "ibid-sources-page.h"
#include "ibid-statements-page.h"

struct _IbidCitationInspector
{
  GtkWidget parent_instance;

  /* template children */
  IbidPageSwitcher *switcher;
  GtkStack *stack;
  IbidInspectorPage *citation_page;
  IbidInspectorPage *sources_page;
  IbidInspectorPage *mix_page;
  IbidInspectorPage *statements_page;
  IbidInspectorPage *lint_page;

  /* owned */
  IbidReadingState *state;
};

G_DEFINE_FINAL_TYPE (IbidCitationInspector, ibid_citation_inspector, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
  PROP_PAGE,
  PROP_SOURCE_SORT,
  PROP_MIX_BY,
  PROP_MIX_DISTINCT,
  N_PROPS
} IbidCitationInspectorProperty;
static GParamSpec *properties[N_PROPS];

enum
{
  OPEN_LINK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
open_link_cb (IbidCitationInspector *self, const char *uri)
{
  g_signal_emit (self, signals[OPEN_LINK], 0, uri);
}

static void
part_activated_cb (IbidCitationInspector *self, guint by, const char *value, const char *label)
{
  ibid_sources_page_show_part (IBID_SOURCES_PAGE (self->sources_page), by, value, label);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->sources_page));
}

static void
find_source_cb (IbidCitationInspector *self, const char *text)
{
  ibid_sources_page_show_text (IBID_SOURCES_PAGE (self->sources_page), text);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->sources_page));
}

static void
visible_child_cb (IbidCitationInspector *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
sort_cb (IbidCitationInspector *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE_SORT]);
}

static void
by_cb (IbidCitationInspector *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIX_BY]);
}

static void
distinct_cb (IbidCitationInspector *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIX_DISTINCT]);
}

/* an unknown name, from settings of another version, changes nothing */
static void
show_page (IbidCitationInspector *self, const char *name)
{
  if (name != NULL && gtk_stack_get_child_by_name (self->stack, name) != NULL)
    gtk_stack_set_visible_child_name (self->stack, name);
}

static void
set_state (IbidCitationInspector *self, IbidReadingState *state)
{
  self->state = g_object_ref (state);
  ibid_inspector_page_set_state (self->citation_page, state);
  ibid_inspector_page_set_state (self->sources_page, state);
  ibid_inspector_page_set_state (self->mix_page, state);
  ibid_inspector_page_set_state (self->statements_page, state);
  ibid_inspector_page_set_state (self->lint_page, state);
}

static void
ibid_citation_inspector_get_property (GObject *object, guint prop_id, GValue *value,
                                      GParamSpec *pspec)
{
  IbidCitationInspector *self = IBID_CITATION_INSPECTOR (object);

  switch ((IbidCitationInspectorProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      return;
    case PROP_PAGE:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      return;
    case PROP_SOURCE_SORT:
      g_object_get_property (G_OBJECT (self->sources_page), "sort", value);
      return;
    case PROP_MIX_BY:
      g_object_get_property (G_OBJECT (self->mix_page), "by", value);
      return;
    case PROP_MIX_DISTINCT:
      g_object_get_property (G_OBJECT (self->mix_page), "distinct", value);
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_citation_inspector_set_property (GObject *object, guint prop_id, const GValue *value,
                                      GParamSpec *pspec)
{
  IbidCitationInspector *self = IBID_CITATION_INSPECTOR (object);

  switch ((IbidCitationInspectorProperty)prop_id)
    {
    case PROP_STATE:
      set_state (self, g_value_get_object (value));
      return;
    case PROP_PAGE:
      show_page (self, g_value_get_string (value));
      return;
    case PROP_SOURCE_SORT:
      g_object_set_property (G_OBJECT (self->sources_page), "sort", value);
      return;
    case PROP_MIX_BY:
      g_object_set_property (G_OBJECT (self->mix_page), "by", value);
      return;
    case PROP_MIX_DISTINCT:
      g_object_set_property (G_OBJECT (self->mix_page), "distinct", value);
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_citation_inspector_dispose (GObject *object)
{
  IbidCitationInspector *self = IBID_CITATION_INSPECTOR (object);

  if (self->switcher != NULL)
    ibid_page_switcher_set_stack (self->switcher, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_CITATION_INSPECTOR);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (ibid_citation_inspector_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "citation", flags);
  properties[PROP_SOURCE_SORT] =
      g_param_spec_string ("source-sort", NULL, NULL, "appearance", flags);
  properties[PROP_MIX_BY] = g_param_spec_string ("mix-by", NULL, NULL, "kind", flags);
  properties[PROP_MIX_DISTINCT] = g_param_spec_boolean ("mix-distinct", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-citation-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidCitationInspector, switcher);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationInspector, citation_page);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationInspector, sources_page);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationInspector, mix_page);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationInspector, statements_page);
  gtk_widget_class_bind_template_child (widget_class, IbidCitationInspector, lint_page);
  gtk_widget_class_bind_template_callback (widget_class, open_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_source_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_cb);
  gtk_widget_class_bind_template_callback (widget_class, distinct_cb);
}

static void
ibid_citation_inspector_class_init (IbidCitationInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_citation_inspector_dispose;
  object_class->get_property = ibid_citation_inspector_get_property;
  object_class->set_property = ibid_citation_inspector_set_property;
  install_properties (object_class);
  signals[OPEN_LINK] = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "citationinspector");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  g_type_ensure (IBID_TYPE_PAGE_SWITCHER);
  g_type_ensure (IBID_TYPE_CITATION_PAGE);
  g_type_ensure (IBID_TYPE_SOURCES_PAGE);
  g_type_ensure (IBID_TYPE_MIX_PAGE);
  g_type_ensure (IBID_TYPE_STATEMENTS_PAGE);
  g_type_ensure (IBID_TYPE_LINT_PAGE);
  ibid_panels_register_icons ();
  bind_template (widget_class);
}

static void
ibid_citation_inspector_init (IbidCitationInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  ibid_page_switcher_set_stack (self->switcher, self->stack);
}

GtkWidget *
ibid_citation_inspector_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_CITATION_INSPECTOR, "state", state, NULL);
}

/* shows another article, or none; the reading state is told apart from it, before or after */
void
ibid_citation_inspector_set_dossier (IbidCitationInspector *self, IbidDossier *dossier)
{
  ibid_inspector_page_set_dossier (self->citation_page, dossier);
  ibid_inspector_page_set_dossier (self->sources_page, dossier);
  ibid_inspector_page_set_dossier (self->mix_page, dossier);
  ibid_inspector_page_set_dossier (self->statements_page, dossier);
  ibid_inspector_page_set_dossier (self->lint_page, dossier);
}
