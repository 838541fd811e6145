/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-cli"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>
#include <unicode/uversion.h>
#include "ibid-cli-command.h"

static const IbidCliCommand commands[] = {
  { "anchor", N_ ("Find the places of annotations again in a changed text"), ibid_cli_anchor },
  { "check", N_ ("Hold articles to the format and look for doubtful citations"), ibid_cli_check },
  { "export", N_ ("Write highlights, notes and sources in other programs' formats"),
    ibid_cli_export },
  { "import-annotations", N_ ("Take over other programs' highlights and notes"),
    ibid_cli_import_annotations },
  { "import", N_ ("Make articles of texts"), ibid_cli_import },
};

static void
print_help (void)
{
  g_print ("%s\n\n%s\n", _ ("Usage: ibid-cli COMMAND [OPTION…] [FILE…]"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-18s %s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n%s\n  --help             %s\n  --version          %s\n\n%s\n", _ ("Options:"),
           _ ("Show this help"), _ ("Show the versions of Ibid and its libraries"),
           _ ("“ibid-cli COMMAND --help” tells more about a command."));
}

static void
print_version (void)
{
  UVersionInfo icu;
  char icu_text[U_MAX_VERSION_STRING_LENGTH];

  u_getVersion (icu);
  u_versionToString (icu, icu_text);
  g_print ("ibid-cli %s (%s)\n", IBID_VERSION, IBID_PROFILE);
  g_print ("GLib %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
  g_print ("JSON-GLib %s\n", JSON_VERSION_S);
  g_print ("ICU %s\n", icu_text);
}

static IbidCliStatus
run_command (int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  g_printerr (_ ("ibid-cli: there is no command “%s”. “ibid-cli --help” lists them.\n"), argv[1]);
  return IBID_CLI_UNREADABLE;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2)
    {
      g_printerr ("%s\n", _ ("ibid-cli: no command given. “ibid-cli --help” lists them."));
      return IBID_CLI_UNREADABLE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_help ();
      return IBID_CLI_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      print_version ();
      return IBID_CLI_OK;
    }
  return (int)run_command (argc, argv);
}
