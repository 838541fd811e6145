/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one symbol that the module shows to the program. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include "ibid-reader-calls.h"

#include <webkit/webkit.h>

static char *
dup_versions (void)
{
  return g_strdup_printf ("WebKitGTK %u.%u.%u (built with %d.%d.%d)", webkit_get_major_version (),
                          webkit_get_minor_version (), webkit_get_micro_version (),
                          WEBKIT_MAJOR_VERSION, WEBKIT_MINOR_VERSION, WEBKIT_MICRO_VERSION);
}

const IbidReaderCalls *
ibid_web_get_reader_calls (void)
{
  static const IbidReaderCalls calls = {
    .program_version = IBID_VERSION,
    .size = sizeof calls,
    .dup_versions = dup_versions,
    .get_type = ibid_reader_view_get_type,
    .create = ibid_reader_view_new,
    .warm_up = ibid_reader_view_warm_up,
    .show_article = ibid_reader_view_show_article,
    .find = ibid_reader_view_find,
    .find_next = ibid_reader_view_find_next,
    .find_previous = ibid_reader_view_find_previous,
    .print = ibid_reader_view_print,
    .export_pdf_async = ibid_reader_view_export_pdf_async,
    .export_pdf_finish = ibid_reader_view_export_pdf_finish,
  };

  return &calls;
}
