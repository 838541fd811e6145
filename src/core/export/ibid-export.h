/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ibid-export-matter.h"

G_BEGIN_DECLS

typedef enum
{
  IBID_EXPORT_FORMAT_MARKDOWN,
  IBID_EXPORT_FORMAT_HTML,
  IBID_EXPORT_FORMAT_ORG,
  IBID_EXPORT_FORMAT_TEXT,
  IBID_EXPORT_FORMAT_CSV,
  IBID_EXPORT_FORMAT_JSONLD,
  IBID_EXPORT_FORMAT_HYPOTHESIS,
  IBID_EXPORT_FORMAT_READWISE,
  IBID_EXPORT_FORMAT_CSL_JSON,
  IBID_EXPORT_FORMAT_BIBLATEX,
  IBID_EXPORT_FORMAT_BIBTEX,
  IBID_EXPORT_FORMAT_RIS,
  IBID_EXPORT_FORMAT_PACKAGE,
  IBID_EXPORT_N_FORMATS,
} IbidExportFormat;

/* What somebody who asks for an export does with it. */
typedef enum
{
  IBID_EXPORT_USE_READ,       /* a text for people */
  IBID_EXPORT_USE_NOTES,      /* annotations for other programs: nothing without any */
  IBID_EXPORT_USE_REFERENCES, /* sources for other programs: nothing without any */
  IBID_EXPORT_USE_MOVE,       /* everything, for Ibid */
} IbidExportUse;

/* One line of the registry: what window, command line and help know of a format. */
typedef struct
{
  IbidExportFormat format;
  IbidExportUse use;
  const char *name;        /* after --format */
  const char *title;       /* to be translated with gettext() */
  const char *description; /* to be translated with gettext() */
  const char *extension;   /* without its dot */
  const char *media_type;
  gboolean keeps_previous; /* what the file holds now has to be given: the reader's words stay */
} IbidExportKind;

#define IBID_EXPORT_ERROR (ibid_export_error_quark ())
GQuark ibid_export_error_quark (void);
typedef enum
{
  IBID_EXPORT_ERROR_NOTHING,   /* nothing is chosen that could be exported so */
  IBID_EXPORT_ERROR_TEXT,      /* a text cannot be written in that format (NUL, not UTF-8) */
  IBID_EXPORT_ERROR_PREVIOUS,  /* the file that is there is not one of ours */
  IBID_EXPORT_ERROR_FORMAT,    /* what is asked for cannot be had in that format */
  IBID_EXPORT_ERROR_TOO_LARGE, /* more than the format, or a reader of it, can take */
} IbidExportError;

/* Some formats consist of two files: the one that was asked for, and one beside it. */
typedef struct
{
  char *name; /* beside the file that was asked for; NULL: that very file */
  GBytes *bytes;
} IbidExportPart;
void ibid_export_part_free (gpointer part);
void ibid_export_add_part (GPtrArray *parts, const char *name, GString *text);

/**
 * IbidExportProgress:
 * @fraction: how much is done, 0 to 1
 * @user_data: what was given with the function
 *
 * Called in the thread that exports, now and then.
 */
typedef void (*IbidExportProgress) (double fraction, gpointer user_data);

/* How an export is to be made; everything is borrowed. */
typedef struct
{
  const char *base_name; /* of the file that will be written, without folder and extension */
  GBytes *previous;      /* what that file holds now, or NULL; re-export keeps the user's words */
  GDateTime *now;        /* the time that is written down */
  IbidExportProgress progress; /* or NULL */
  gpointer progress_data;
} IbidExportOptions;

const IbidExportKind *ibid_export_get_kind (IbidExportFormat format);
const IbidExportKind *ibid_export_find_kind (const char *name);
GPtrArray *ibid_export_make (IbidExportMatter *matter, IbidExportFormat format,
                             const IbidExportOptions *options, GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
