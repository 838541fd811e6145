/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "inspector-fixture.h"

static void
jump_cb (InspectorFixture *self, const IbidSpan *span, gboolean focus)
{
  self->jump = *span;
  self->n_jumps++;
}

static void
open_link_cb (InspectorFixture *self, const char *uri)
{
  g_free (self->link);
  self->link = g_strdup (uri);
}

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InspectorFixture *self = user_data;
  gboolean back = g_str_equal (g_action_get_name (G_ACTION (action)), "previous-citation");

  ibid_reading_state_step_citation (self->reading.state, back ? -1 : 1);
}

static void
add_actions (InspectorFixture *self)
{
  static const GActionEntry entries[] = {
    { "previous-citation", step_cb },
    { "next-citation", step_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->inspector, "win", G_ACTION_GROUP (actions));
}

void
inspector_fixture_open (InspectorFixture *self, const char *path, int width, int height)
{
  *self = (InspectorFixture){ 0 };
  reading_fixture_open_file (&self->reading, path);
  self->article = ibid_dossier_get_article (self->reading.dossier);
  g_signal_connect_swapped (self->reading.state, "jump", G_CALLBACK (jump_cb), self);
  self->inspector = ibid_citation_inspector_new (self->reading.state);
  g_signal_connect_swapped (self->inspector, "open-link", G_CALLBACK (open_link_cb), self);
  add_actions (self);
  ibid_citation_inspector_set_dossier (IBID_CITATION_INSPECTOR (self->inspector),
                                       self->reading.dossier);
  self->window = reading_fixture_show (self->inspector, width, height);
}

/* the inspector must leave nothing behind */
void
inspector_fixture_close (InspectorFixture *self)
{
  gpointer inspector = self->inspector;

  g_object_add_weak_pointer (G_OBJECT (self->inspector), &inspector);
  gtk_window_destroy (self->window);
  reading_fixture_wait (50);
  g_assert_null (inspector);
  g_signal_handlers_disconnect_by_data (self->reading.state, self);
  reading_fixture_close (&self->reading);
  g_clear_pointer (&self->link, g_free);
}

void
inspector_fixture_select (InspectorFixture *self, const char *citation_id, guint item)
{
  IbidCitation *citation = ibid_article_find_citation (self->article, citation_id);

  g_assert_nonnull (citation);
  ibid_reading_state_select_citation (self->reading.state, citation, item);
  reading_fixture_wait (200);
}

void
inspector_fixture_show_page (InspectorFixture *self, const char *page)
{
  g_object_set (self->inspector, "page", page, NULL);
  reading_fixture_wait (450);
}

void
inspector_fixture_undo (InspectorFixture *self)
{
  g_assert_true (ibid_history_undo (ibid_dossier_get_history (self->reading.dossier)));
  reading_fixture_wait (200);
}

static gboolean
shows (GtkWidget *widget, const char *words)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, words))
      return TRUE;
  return FALSE;
}

void
inspector_fixture_assert_says (InspectorFixture *self, const char *words)
{
  if (!shows (self->inspector, words))
    g_error ("nothing on the screen says “%s”", words);
}
