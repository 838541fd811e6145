/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-application.h"
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

int
main (int argc, char *argv[])
{
  g_autoptr (IbidApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (IBID_PROFILE_DEVELOPMENT ? _ ("Ibid (Development)") : _ ("Ibid"));

  /* a file-size limit is an error to be told like a full disk, not an end */
  signal (SIGXFSZ, SIG_IGN);

  application = ibid_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
