/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* how many headings have a colour of their own */
#define IBID_PDF_MAX_HEADINGS 512

typedef struct
{
  char *text;
  guint level; /* from 1 */
} IbidPdfHeading;

/*
 * What WebKit leaves out of the files it prints. A heading is found where a rectangle was filled
 * with the colour of its position; the page's style sheet has to paint one.
 */
typedef struct
{
  const char *author;   /* or NULL */
  const char *language; /* a BCP 47 tag, or NULL */
  GArray *headings;     /* of IbidPdfHeading, or NULL */
} IbidPdfFacts;

GBytes *ibid_pdf_amend (GBytes *pdf, const IbidPdfFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
guint32 ibid_pdf_heading_colour (guint position);

G_END_DECLS
