/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-shortcuts.h"
#include <glib/gi18n.h>

/* The one table of keys: what is installed and what the shortcuts window shows. */
static const IbidShortcut shortcuts[] = {
  { N_ ("Articles"), NULL, NULL },
  { N_ ("Open an article"), "win.open", "<Control>o" },
  { N_ ("Go to the library"), "win.library", "<Control>l" },
  { N_ ("Export notes and sources"), "win.export", "<Control>e" },
  { N_ ("Print"), "win.print", "<Control>p" },
  { N_ ("Close the window"), "win.close", "<Control>w" },
  { N_ ("Quit"), "app.quit", "<Control>q" },

  { N_ ("Reading"), NULL, NULL },
  { N_ ("Find in the article"), "win.find", "<Control>f" },
  { N_ ("Next match"), "win.find-next", "<Control>g" },
  { N_ ("Previous match"), "win.find-previous", "<Control><Shift>g" },
  { N_ ("Back"), "win.back", "<Alt>Left" },
  { N_ ("Forward"), "win.forward", "<Alt>Right" },
  { N_ ("Larger text"), "win.text-larger", "<Control>plus <Control>equal <Control>KP_Add" },
  { N_ ("Smaller text"), "win.text-smaller", "<Control>minus <Control>KP_Subtract" },
  { N_ ("Normal text size"), "win.text-normal", "<Control>0 <Control>KP_0" },
  { N_ ("Caret browsing"), "win.caret-browsing", "F7" },
  { N_ ("Plain text view"), "win.plain-text", "<Control><Shift>t" },

  { N_ ("Highlights and notes"), NULL, NULL },
  { N_ ("Highlight in the last colour"), "win.highlight", "<Control>h" },
  { N_ ("Yellow"), "win.highlight-style::yellow", "<Control>1" },
  { N_ ("Green"), "win.highlight-style::green", "<Control>2" },
  { N_ ("Blue"), "win.highlight-style::blue", "<Control>3" },
  { N_ ("Pink"), "win.highlight-style::pink", "<Control>4" },
  { N_ ("Purple"), "win.highlight-style::purple", "<Control>5" },
  { N_ ("Underline"), "win.highlight-style::underline", "<Control>6 <Control>u" },
  { N_ ("Write a note on the selection"), "win.note-on-selection", "<Control>m" },
  { N_ ("Tag the selection"), "win.tag-selection", "<Control>t" },
  { N_ ("Everything for the selection"), "win.selection-popover", "<Control>Return" },
  { N_ ("Copy with sources"), "win.copy-with-sources", "<Control><Shift>c" },
  { N_ ("Previous highlight"), "win.previous-annotation", "<Alt><Shift>Up" },
  { N_ ("Next highlight"), "win.next-annotation", "<Alt><Shift>Down" },
  { N_ ("Previous highlight"), "win.previous-annotation", "p", TRUE },
  { N_ ("Next highlight"), "win.next-annotation", "n", TRUE },
  { N_ ("Edit the chosen highlight"), "win.edit-annotation", "Return", TRUE },
  { N_ ("Set the chosen highlight to the selection"), "win.set-annotation-place",
    "<Control><Shift>h" },
  { N_ ("Remove the chosen highlight"), "win.remove-annotation", "Delete", TRUE },

  { N_ ("Citations and entities"), NULL, NULL },
  { N_ ("Previous citation"), "win.previous-citation", "<Alt>Up" },
  { N_ ("Next citation"), "win.next-citation", "<Alt>Down" },
  { N_ ("Previous citation"), "win.previous-citation", "bracketleft", TRUE },
  { N_ ("Next citation"), "win.next-citation", "bracketright", TRUE },
  { N_ ("Previous mention of the chosen entity"), "win.previous-mention", "braceleft", TRUE },
  { N_ ("Next mention of the chosen entity"), "win.next-mention", "braceright", TRUE },
  { N_ ("Copy the claim with grade and check state"), "win.copy-claim", "<Control><Alt>c" },
  { N_ ("Undo"), "win.undo", "<Control>z", TRUE },
  { N_ ("Redo"), "win.redo", "<Control><Shift>z <Control>y", TRUE },

  { N_ ("Window"), NULL, NULL },
  { N_ ("Show or hide the sidebar"), "win.toggle-sidebar", "F9" },
  { N_ ("Show or hide the inspector"), "win.toggle-inspector", "<Shift>F9" },
  { N_ ("Next part of the window"), "win.next-part", "F6" },
  { N_ ("Previous part of the window"), "win.previous-part", "<Shift>F6" },
  { N_ ("Filter the entities"), "win.filter-entities", "<Control>k" },
  { N_ ("Main menu"), "win.menu", "F10" },
  { N_ ("Keyboard shortcuts"), "app.shortcuts", "<Control>question" },
  { N_ ("Help"), "win.help", "F1" },
  { NULL },
};

/**
 * ibid_shortcuts_get:
 *
 * Returns: (transfer none): all groups and shortcuts, ended by one without a title
 */
const IbidShortcut *
ibid_shortcuts_get (void)
{
  return shortcuts;
}

/* all keys of one action, over its several rows, that do or do not yield */
static char **
dup_accelerators (const char *action, gboolean yields)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const IbidShortcut *shortcut = shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->yields == yields && g_strcmp0 (shortcut->action, action) == 0)
      {
        g_auto (GStrv) keys = g_strsplit (shortcut->accelerators, " ", -1);

        g_strv_builder_addv (builder, (const char **)keys);
      }
  return g_strv_builder_end (builder);
}

/**
 * ibid_shortcuts_install:
 * @application: the application
 *
 * Installs the keys that work wherever the focus is.
 */
void
ibid_shortcuts_install (GtkApplication *application)
{
  for (const IbidShortcut *shortcut = shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->action != NULL && !shortcut->yields)
      {
        g_auto (GStrv) keys = dup_accelerators (shortcut->action, FALSE);

        gtk_application_set_accels_for_action (application, shortcut->action,
                                               (const char *const *)keys);
      }
}

/**
 * ibid_shortcuts_install_yielding:
 * @widget: the window
 *
 * Installs the keys that whatever has the focus may use first: letters and brackets belong to a
 * text field, and so does its own undo. They are looked at on the way up, after the focus.
 */
void
ibid_shortcuts_install_yielding (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (const IbidShortcut *shortcut = shortcuts; shortcut->title != NULL; shortcut++)
    {
      g_auto (GStrv) keys = NULL;

      if (shortcut->action == NULL || !shortcut->yields)
        continue;
      keys = g_strsplit (shortcut->accelerators, " ", -1);
      for (guint i = 0; keys[i] != NULL; i++)
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (controller),
            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i]),
                              gtk_named_action_new (shortcut->action)));
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  gtk_widget_add_controller (widget, controller);
}
