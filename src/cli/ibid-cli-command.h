/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* what ibid-cli answers to the shell; of several files the worst counts */
typedef enum
{
  IBID_CLI_OK = 0,         /* done; nothing, or nothing but information, to report */
  IBID_CLI_FINDINGS = 1,   /* errors or warnings were found */
  IBID_CLI_UNREADABLE = 2, /* a file could not be read at all, or the command line is wrong */
} IbidCliStatus;

/**
 * IbidCliCommand:
 * @name: the word on the command line
 * @summary: one line for --help, marked for translation by N_()
 * @run: what it does; argv[0] is the command's own name
 */
typedef struct
{
  const char *name;
  const char *summary;
  IbidCliStatus (*run) (int argc, char **argv);
} IbidCliCommand;

IbidCliStatus ibid_cli_anchor (int argc, char **argv);
IbidCliStatus ibid_cli_check (int argc, char **argv);
IbidCliStatus ibid_cli_export (int argc, char **argv);
IbidCliStatus ibid_cli_import_annotations (int argc, char **argv);
IbidCliStatus ibid_cli_import (int argc, char **argv);

G_END_DECLS
