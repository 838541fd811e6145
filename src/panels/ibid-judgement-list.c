/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-judgement-list.h"

#define N_ROWS (IBID_JUDGEMENT_ACCESS + 1)

struct _IbidJudgementList
{
  GtkBox parent_instance;

  /* children */
  GtkListBox *list;
  IbidJudgementRow *rows[N_ROWS];

  /* owned */
  IbidDossier *dossier;
  IbidCitationItem *item;
};

G_DEFINE_FINAL_TYPE (IbidJudgementList, ibid_judgement_list, GTK_TYPE_BOX)

static void
judge_source (IbidJudgementList *self, IbidJudgement judgement, guint value)
{
  IbidSource *source = ibid_citation_item_get_source (self->item);
  IbidOutlet *outlet = source != NULL ? ibid_source_get_outlet (source) : NULL;

  if (source == NULL)
    return;
  if (judgement == IBID_JUDGEMENT_ACCESS)
    ibid_dossier_set_access (self->dossier, source, value);
  else if (judgement == IBID_JUDGEMENT_OWN_RELIABILITY)
    ibid_dossier_set_source_reliability (self->dossier, source, value);
  else if (outlet != NULL)
    ibid_dossier_set_outlet_reliability (self->dossier, outlet, value);
}

static void
chosen_cb (IbidJudgementList *self, guint value, IbidJudgementRow *row)
{
  IbidJudgement judgement = IBID_JUDGEMENT_VERDICT;

  if (self->item == NULL || self->dossier == NULL)
    return;
  while (self->rows[judgement] != row)
    judgement++;
  switch (judgement)
    {
    case IBID_JUDGEMENT_VERDICT:
      ibid_dossier_set_verdict (self->dossier, self->item, value);
      break;
    case IBID_JUDGEMENT_CREDIBILITY:
      ibid_dossier_set_credibility (self->dossier, self->item, value);
      break;
    case IBID_JUDGEMENT_RELIABILITY:
    case IBID_JUDGEMENT_OWN_RELIABILITY:
    case IBID_JUDGEMENT_ACCESS:
      judge_source (self, judgement, value);
      break;
    }
}

static void
ibid_judgement_list_finalize (GObject *object)
{
  IbidJudgementList *self = IBID_JUDGEMENT_LIST (object);

  g_clear_object (&self->dossier);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (ibid_judgement_list_parent_class)->finalize (object);
}

static void
ibid_judgement_list_class_init (IbidJudgementListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_judgement_list_finalize;
}

static void
ibid_judgement_list_init (IbidJudgementList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your judgement"), -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  for (int i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = IBID_JUDGEMENT_ROW (ibid_judgement_row_new (i));
      g_signal_connect_object (self->rows[i], "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, GTK_WIDGET (self->rows[i]));
    }
}

GtkWidget *
ibid_judgement_list_new (void)
{
  return g_object_new (IBID_TYPE_JUDGEMENT_LIST, NULL);
}

static void
show_source (IbidJudgementList *self, IbidSource *source)
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);

  if (outlet != NULL)
    {
      g_autofree char *bearer =
          g_strdup_printf (_ ("%s, in all articles"), ibid_outlet_get_name (outlet));

      ibid_judgement_row_show (self->rows[IBID_JUDGEMENT_RELIABILITY],
                               ibid_outlet_get_reliability (outlet), bearer,
                               ibid_outlet_get_reliability_modified (outlet));
    }
  ibid_judgement_row_show (
      self->rows[IBID_JUDGEMENT_OWN_RELIABILITY],
      ibid_source_has_own_reliability (source) ? ibid_source_get_reliability (source)
                                               : IBID_RELIABILITY_NOT_GRADED,
      _ ("Reliability, where it differs"), ibid_source_get_own_reliability_modified (source));
  ibid_judgement_row_show (self->rows[IBID_JUDGEMENT_ACCESS], ibid_source_get_access (source),
                           _ ("The source"), ibid_source_get_access_modified (source));
}

/* item is what is judged */
void
ibid_judgement_list_show (IbidJudgementList *self, IbidDossier *dossier, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);

  g_set_object (&self->dossier, dossier);
  g_set_object (&self->item, item);
  ibid_judgement_row_show (self->rows[IBID_JUDGEMENT_VERDICT],
                           ibid_citation_item_get_verdict (item), _ ("This citation"),
                           ibid_citation_item_get_verdict_modified (item));
  ibid_judgement_row_show (self->rows[IBID_JUDGEMENT_CREDIBILITY],
                           ibid_citation_item_get_credibility (item), _ ("This citation"),
                           ibid_citation_item_get_credibility_modified (item));
  gtk_widget_set_visible (GTK_WIDGET (self->rows[IBID_JUDGEMENT_RELIABILITY]),
                          source != NULL && ibid_source_get_outlet (source) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[IBID_JUDGEMENT_OWN_RELIABILITY]), source != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[IBID_JUDGEMENT_ACCESS]), source != NULL);
  if (source != NULL)
    show_source (self, source);
}

IbidJudgementRow *
ibid_judgement_list_get_row (IbidJudgementList *self, IbidJudgement judgement)
{
  return self->rows[judgement];
}
