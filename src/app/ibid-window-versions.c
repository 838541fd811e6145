/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-compat.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

/* An article that looks like a newer version of one in the library: the user is asked whether it
 * takes that one's place, before it is shown. */

#define MAX_TITLE_CHARS 80

typedef struct
{
  IbidWindow *window;
  IbidDossier *dossier;
  IbidLibraryItem *older;
  gboolean show; /* the article comes up once that is answered */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->window);
  g_object_unref (question->dossier);
  g_object_unref (question->older);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
replaced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDossier) dossier =
      ibid_library_open_finish (IBID_LIBRARY (object), result, &error);
  IbidWindow *self = question->window;

  if (question->show)
    ibid_window_show_dossier (self, dossier != NULL ? dossier : question->dossier);
  if (dossier != NULL)
    ibid_window_toast (self, _ ("Text replaced. The earlier text is kept beside it."), NULL, NULL);
  else
    ibid_compat_tell (GTK_WIDGET (self), _ ("The Text Could Not Be Replaced"), error->message);
}

static void
answered_cb (gboolean yes, gpointer user_data)
{
  Question *question = user_data;
  IbidWindow *self = question->window;

  if (yes)
    {
      ibid_library_replace_async (self->library, question->older, question->dossier, NULL,
                                  replaced_cb, question);
      return;
    }
  if (question->show)
    ibid_window_show_dossier (self, question->dossier);
  question_free (question);
}

static char *
dup_short_title (const char *title)
{
  g_autofree char *start = NULL;

  if (*title == '\0')
    return g_strdup (_ ("Untitled"));
  if (g_utf8_strlen (title, -1) <= MAX_TITLE_CHARS)
    return g_strdup (title);
  start = g_utf8_substring (title, 0, MAX_TITLE_CHARS - 1);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

/**
 * ibid_window_ask_version:
 * @self: the window
 * @dossier: an article that was opened
 * @show: whether it is to come up once that is answered
 *
 * Asks whether an article that is new to the library takes the place of one that it looks like a
 * newer version of.
 *
 * Returns: %FALSE if there is nothing to ask; then @dossier is not shown
 */
gboolean
ibid_window_ask_version (IbidWindow *self, IbidDossier *dossier, gboolean show)
{
  g_autoptr (IbidLibraryItem) older = NULL;
  g_autofree char *title = NULL;
  g_autofree char *heading = NULL;
  Question *question;

  g_return_val_if_fail (IBID_IS_WINDOW (self), FALSE);

  older = ibid_library_take_older (self->library, dossier);
  if (older == NULL)
    return FALSE;
  title = dup_short_title (ibid_library_item_get_title (older));
  /* Translators: %s is the title of an article */
  heading = g_strdup_printf (_ ("Replace the Text of “%s”?"), title);
  question = g_new0 (Question, 1);
  question->window = g_object_ref (self);
  question->dossier = g_object_ref (dossier);
  question->older = g_steal_pointer (&older);
  question->show = show;
  ibid_compat_ask (GTK_WIDGET (self), heading,
                   _ ("The article that you open looks like a newer version of this one. If it "
                      "takes its place, your decisions are carried over to the new text, and the "
                      "earlier text is kept."),
                   _ ("_Keep Both"), _ ("_Replace"), answered_cb, question);
  return TRUE;
}
