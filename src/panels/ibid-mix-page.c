/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-bar-chart.h"
#include "ibid-choice.h"
#include "ibid-labels.h"
#include "ibid-mix-page.h"
#include "ibid-mix-table.h"
#include "ibid-outlet-list.h"
#include "ibid-region-names.h"
#include "ibid-terms-types.h"

struct _IbidMixPage
{
  IbidInspectorPage parent_instance;

  /* template children */
  GtkStack *stack;
  GtkDropDown *by_choice;
  GtkToggleButton *citations;
  GtkToggleButton *sources;
  GtkLabel *caption;
  IbidBarChart *chart;
  IbidMixTable *table;
  IbidOutletList *outlets;

  /* plain */
  IbidMixBy by;
  gboolean distinct;
};

G_DEFINE_FINAL_TYPE (IbidMixPage, ibid_mix_page, IBID_TYPE_INSPECTOR_PAGE)

typedef enum
{
  PROP_BY = 1,
  PROP_DISTINCT,
  N_PROPS
} IbidMixPageProperty;
static GParamSpec *properties[N_PROPS];

enum
{
  PART_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

#define PAGE(self) IBID_INSPECTOR_PAGE (self)

static const char *const by_nicks[] = { "kind", "country", "language", "year" };
#define N_BY G_N_ELEMENTS (by_nicks)

static gboolean
kind_from_nick (const char *nick, IbidOutletKind *kind)
{
  int value;

  if (!ibid_enum_from_nick (IBID_TYPE_OUTLET_KIND, nick, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}

/* what a part is called; owned */
static char *
dup_part_label (IbidMixBy by, const char *value)
{
  IbidOutletKind kind;

  if (*value == '\0')
    return g_strdup (_ ("Unclassified"));
  switch (by)
    {
    case IBID_MIX_BY_KIND:
      return g_strdup (kind_from_nick (value, &kind) ? ibid_outlet_kind_label (kind) : value);
    case IBID_MIX_BY_COUNTRY:
      return ibid_country_dup_name (value);
    case IBID_MIX_BY_LANGUAGE:
      return ibid_language_dup_name (value);
    case IBID_MIX_BY_YEAR:
      break;
    }
  return g_strdup (value);
}

static IbidBarTint
kind_tint (IbidOutletKind kind)
{
  switch (kind)
    {
    case IBID_OUTLET_KIND_STATE_MEDIA:
    case IBID_OUTLET_KIND_PARTY:
      return IBID_BAR_TINT_RED;
    case IBID_OUTLET_KIND_GOVERNMENT:
    case IBID_OUTLET_KIND_INTERGOVERNMENTAL:
      return IBID_BAR_TINT_ORANGE;
    case IBID_OUTLET_KIND_PRESS:
    case IBID_OUTLET_KIND_BROADCASTER:
    case IBID_OUTLET_KIND_AGENCY:
      return IBID_BAR_TINT_BLUE;
    case IBID_OUTLET_KIND_THINK_TANK:
    case IBID_OUTLET_KIND_ACADEMIC:
      return IBID_BAR_TINT_GREEN;
    case IBID_OUTLET_KIND_COMPANY:
    case IBID_OUTLET_KIND_NGO:
    case IBID_OUTLET_KIND_SOCIAL_MEDIA:
      return IBID_BAR_TINT_PURPLE;
    case IBID_OUTLET_KIND_AGGREGATOR:
      return IBID_BAR_TINT_YELLOW;
    case IBID_OUTLET_KIND_UNCLASSIFIED:
      break;
    }
  return IBID_BAR_TINT_UNKNOWN;
}

/* kinds have colours that they share with their icons elsewhere; among countries, languages and
 * years a colour would mean nothing */
static IbidBarTint
part_tint (IbidMixBy by, const char *value)
{
  IbidOutletKind kind;

  if (*value == '\0')
    return IBID_BAR_TINT_UNKNOWN;
  if (by == IBID_MIX_BY_KIND && kind_from_nick (value, &kind))
    return kind_tint (kind);
  return IBID_BAR_TINT_BLUE;
}

static void
show_bars (IbidMixPage *self, GArray *parts)
{
  g_autofree IbidBar *bars = g_new0 (IbidBar, parts->len + 1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  const char *what = self->distinct ? _ ("Sources") : _ ("Citations");
  guint total = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const IbidMixPart *part = &g_array_index (parts, IbidMixPart, i);
      char *label = dup_part_label (self->by, part->value);

      g_ptr_array_add (labels, label);
      bars[i] = (IbidBar){ part->value, label, part->count, part_tint (self->by, part->value) };
      total += part->count;
    }
  ibid_bar_chart_set_bars (self->chart, bars, parts->len, total);
  ibid_mix_table_set_bars (self->table, what, bars, parts->len, total);
}

static void
show_caption (IbidMixPage *self)
{
  const char *text;

  if (self->distinct)
    text = _ ("Each source is counted once, however often it is cited.");
  else
    text = _ ("Each citation is counted; a source that is cited twice counts twice.");
  gtk_label_set_label (self->caption, text);
}

static void
ibid_mix_page_refresh (IbidInspectorPage *page, IbidArticleParts parts)
{
  IbidMixPage *self = IBID_MIX_PAGE (page);
  IbidArticle *article = ibid_inspector_page_get_article (page);
  g_autoptr (GArray) mix = NULL;

  show_caption (self);
  ibid_outlet_list_show (self->outlets, ibid_inspector_page_get_dossier (page));
  if (article != NULL)
    mix = ibid_provenance_source_mix (article, self->by, self->distinct);
  gtk_stack_set_visible_child_name (self->stack, mix != NULL && mix->len > 0 ? "mix" : "empty");
  if (mix != NULL)
    show_bars (self, mix);
}

static void
ibid_mix_page_forget (IbidInspectorPage *page)
{
  ibid_outlet_list_show (IBID_MIX_PAGE (page)->outlets, NULL);
}

static void
bar_activated_cb (IbidMixPage *self, const char *value)
{
  g_autofree char *label = dup_part_label (self->by, value);

  g_signal_emit (self, signals[PART_ACTIVATED], 0, (guint)self->by, value, label);
}

static void
set_by (IbidMixPage *self, IbidMixBy by)
{
  if (self->by == by)
    return;
  self->by = by;
  gtk_drop_down_set_selected (self->by_choice, by);
  ibid_inspector_page_queue_refresh (PAGE (self), IBID_ARTICLE_PART_SOURCES);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY]);
}

static void
set_distinct (IbidMixPage *self, gboolean distinct)
{
  if (self->distinct == distinct)
    return;
  self->distinct = distinct;
  gtk_toggle_button_set_active (distinct ? self->sources : self->citations, TRUE);
  ibid_inspector_page_queue_refresh (PAGE (self), IBID_ARTICLE_PART_SOURCES);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISTINCT]);
}

static void
by_selected_cb (IbidMixPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->by_choice);

  if (selected < N_BY)
    set_by (self, selected);
}

static void
sources_toggled_cb (IbidMixPage *self)
{
  set_distinct (self, gtk_toggle_button_get_active (self->sources));
}

static IbidMixBy
by_from_nick (const char *nick)
{
  for (guint i = 0; i < N_BY; i++)
    if (g_strcmp0 (by_nicks[i], nick) == 0)
      return i;
  return IBID_MIX_BY_KIND;
}

static void
ibid_mix_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidMixPage *self = IBID_MIX_PAGE (object);

  switch ((IbidMixPageProperty)prop_id)
    {
    case PROP_BY:
      g_value_set_string (value, by_nicks[self->by]);
      return;
    case PROP_DISTINCT:
      g_value_set_boolean (value, self->distinct);
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_mix_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  IbidMixPage *self = IBID_MIX_PAGE (object);

  switch ((IbidMixPageProperty)prop_id)
    {
    case PROP_BY:
      set_by (self, by_from_nick (g_value_get_string (value)));
      return;
    case PROP_DISTINCT:
      set_distinct (self, g_value_get_boolean (value));
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_mix_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_MIX_PAGE);
  G_OBJECT_CLASS (ibid_mix_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-mix-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, by_choice);
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, citations);
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, sources);
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, caption);
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, chart);
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, table);
  gtk_widget_class_bind_template_child (widget_class, IbidMixPage, outlets);
  gtk_widget_class_bind_template_callback (widget_class, by_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sources_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_activated_cb);
}

static void
ibid_mix_page_class_init (IbidMixPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ibid_mix_page_dispose;
  object_class->get_property = ibid_mix_page_get_property;
  object_class->set_property = ibid_mix_page_set_property;
  IBID_INSPECTOR_PAGE_CLASS (klass)->forget = ibid_mix_page_forget;
  IBID_INSPECTOR_PAGE_CLASS (klass)->refresh = ibid_mix_page_refresh;

  properties[PROP_BY] =
      g_param_spec_string ("by", NULL, NULL, "kind",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DISTINCT] =
      g_param_spec_boolean ("distinct", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PART_ACTIVATED] =
      g_signal_new ("part-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (IBID_TYPE_BAR_CHART);
  g_type_ensure (IBID_TYPE_MIX_TABLE);
  g_type_ensure (IBID_TYPE_OUTLET_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
ibid_mix_page_init (IbidMixPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ibid_choice_set_ellipsized (self->by_choice);
}
