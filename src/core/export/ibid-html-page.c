/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-escape.h"
#include "ibid-export-words.h"
#include "ibid-html-page.h"
#include "ibid-render.h"

/* Each kind of highlight has a shape and a line besides its colour, and each one its number. */
static const char style[] =
    "\n:root{color-scheme:light dark;--page:#fff;--ink:#222;--dim:#5e5c64;--rule:#c0bfbc;"
    "--link:#1a5fb4;--yellow:#9a6c00;--green:#1b7348;--blue:#1a5fb4;--pink:#a82860;"
    "--purple:#813d9c;--underline:var(--ink);--yellow-tint:#fbf0a8;--green-tint:#c4f5cf;"
    "--blue-tint:#cfe1f8;--pink-tint:#fad3e2;--purple-tint:#e8d2f7}\n"
    "@media (prefers-color-scheme:dark){:root{--page:#1e1e1e;--ink:#deddda;--dim:#b0afac;"
    "--rule:#5e5c64;--link:#99c1f1;--yellow:#f8e45c;--green:#57d18b;--blue:#78aeed;--pink:#f29bc0;"
    "--purple:#c893dd;--yellow-tint:#4f3d00;--green-tint:#12452a;--blue-tint:#173f70;"
    "--pink-tint:#611d3c;--purple-tint:#492358}}\n"
    "html{background:var(--page);color:var(--ink);font:1.125rem/1.6 serif;"
    "overflow-wrap:break-word}\n"
    "body{max-width:40rem;margin:0 auto;padding:1.5rem 1rem 4rem}\n"
    "a{color:var(--link)}\n"
    "a:focus-visible{outline:2px solid var(--link);outline-offset:2px}\n"
    ".skip{position:absolute;inset-inline-start:-999rem}\n"
    ".skip:focus{position:static}\n"
    "nav,footer,.facts,.authors,.note>.label,.place{color:var(--dim);"
    "font:0.875rem/1.5 sans-serif}\n"
    "nav ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;padding:0;list-style:none}\n"
    "h1,h2,h3,h4,h5,h6{line-height:1.25;text-align:start}\n"
    "main>section{margin-block-start:3rem;border-block-start:1px solid var(--rule)}\n"
    "li{margin-block:0.4em}\n"
    "#notes>ol>li{margin-block:1.5em}\n"
    ".hollow{list-style:none}\n"
    "blockquote{margin-inline:0;padding-inline-start:1em;"
    "border-inline-start:3px solid var(--rule)}\n"
    "img{max-width:100%;height:auto}\n"
    "figcaption,.absent{font-size:0.9em;color:var(--dim)}\n"
    "pre{white-space:pre-wrap}\n"
    ".table{overflow-x:auto}\n"
    "table{border-collapse:collapse}\n"
    "th,td{border:1px solid var(--rule);padding:0.2em 0.5em;text-align:start;vertical-align:top}\n"
    "mark{color:inherit;background:none;border-block-end:2px solid var(--mark)}\n"
    "mark.lane1{padding-block-end:3px}\n"
    "mark.lane2{padding-block-end:6px}\n"
    "mark.noted{border-block-end:4px double var(--mark)}\n"
    "mark.uncertain{border-block-end-style:dashed}\n"
    ".yellow{--mark:var(--yellow);--tint:var(--yellow-tint)}\n"
    ".green{--mark:var(--green);--tint:var(--green-tint)}\n"
    ".blue{--mark:var(--blue);--tint:var(--blue-tint)}\n"
    ".pink{--mark:var(--pink);--tint:var(--pink-tint)}\n"
    ".purple{--mark:var(--purple);--tint:var(--purple-tint)}\n"
    ".underline{--mark:var(--underline);--tint:transparent}\n"
    "mark:not(.uncertain){background:var(--tint)}\n"
    "mark.start::before,.shape::before{color:var(--mark);font-size:0.6em;"
    "margin-inline-end:0.2em}\n"
    ".yellow.start::before,.yellow.shape::before{content:\"\\25CF\\2060\"/\"\"}\n"
    ".green.start::before,.green.shape::before{content:\"\\25A0\\2060\"/\"\"}\n"
    ".blue.start::before,.blue.shape::before{content:\"\\25B2\\2060\"/\"\"}\n"
    ".pink.start::before,.pink.shape::before{content:\"\\25C6\\2060\"/\"\"}\n"
    ".purple.start::before,.purple.shape::before{content:\"\\2605\\2060\"/\"\"}\n"
    ".reference{font:0.65em sans-serif;vertical-align:super;padding-inline:0.15em}\n"
    ".noteref{vertical-align:super;font-size:0.75em}\n"
    ".citation{text-decoration-style:dotted}\n"
    "@media print{html{font-size:11pt;background:none;color:#000}body{max-width:none;padding:0}"
    "nav,.skip{display:none}a{color:inherit}h1,h2,h3,h4,h5,h6{break-after:avoid}"
    "blockquote,figure,tr{break-inside:avoid}"
    "mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

/* The only style that may apply is ours, by its hash; nothing is loaded, and nothing runs. */
static void
append_policy (GString *html)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *)style, sizeof style - 1);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  g_string_append_printf (html,
                          "<meta http-equiv=\"Content-Security-Policy\" content=\""
                          "default-src 'none'; img-src data:; style-src 'sha256-%s'; "
                          "form-action 'none'; base-uri 'none'\">\n",
                          hash);
}

/*
 * ibid_html_get_chrome_language:
 *
 * Returns: (transfer none): the language of what Ibid itself adds, which is that of its
 *   translation and need not be the locale's
 */
const char *
ibid_html_get_chrome_language (void)
{
  /* Translators: the tag (BCP 47) of the language you translate into: "de", "zh-Hans" */
  return C_ ("language tag", "en");
}

/*
 * ibid_html_append_chrome_language:
 * @html: an open tag
 */
void
ibid_html_append_chrome_language (GString *html)
{
  g_string_append (html, " lang=\"");
  ibid_escape_append_attribute (html, ibid_html_get_chrome_language ());
  /* Translators: if you translate into a language that is written from right to left, this is
   * "rtl", else "ltr" */
  g_string_append_printf (html, "\" dir=\"%s\"",
                          g_str_equal (C_ ("direction", "ltr"), "rtl") ? "rtl" : "ltr");
}

/*
 * ibid_html_append_text:
 * @before: HTML
 * @text: (nullable): anything; %NULL or nothing: nothing is written at all
 * @after: HTML
 */
void
ibid_html_append_text (GString *html, const char *before, const char *text, const char *after)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append (html, before);
  ibid_escape_append_text (html, text, -1);
  g_string_append (html, after);
}

/*
 * ibid_html_open:
 * @html: empty
 * @title: of the document
 * @article: the article
 *
 * Begins a document: what follows stands in its body.
 */
void
ibid_html_open (GString *html, const char *title, IbidArticle *article)
{
  g_string_append (html, "<!DOCTYPE html>\n<html");
  ibid_html_append_chrome_language (html);
  g_string_append (html, ">\n<head>\n<meta charset=\"utf-8\">\n");
  append_policy (html);
  g_string_append (html, "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                         "<meta name=\"generator\" content=\"Ibid " IBID_VERSION "\">\n<title>");
  ibid_escape_append_text (html, *title != '\0' ? title : _ ("Untitled"), -1);
  g_string_append (html, "</title>\n");
  if (article != NULL)
    {
      g_autofree char *authors = ibid_csl_dup_author_text (ibid_article_get_metadata (article));

      ibid_html_append_text (html, "<meta name=\"author\" content=\"", authors, "\">\n");
    }
  g_string_append_printf (html, "<style>%s</style>\n</head>\n<body>\n", style);
}

/*
 * ibid_html_close:
 * @now: when the file was made
 */
void
ibid_html_close (GString *html, GDateTime *now)
{
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: at the end of an exported file; %s is a date */
  g_autofree char *text = g_strdup_printf (_ ("Exported from Ibid on %s"), day);

  ibid_html_append_text (html, "<footer>\n<p>", text, "</p>\n</footer>\n</body>\n</html>\n");
}

/*
 * ibid_html_open_section:
 * @id: of the section, and with "-heading" of its heading
 * @role: (nullable): of DPUB-ARIA
 * @heading: its heading
 *
 * Opens a section with a heading of the second level; the caller closes it.
 */
void
ibid_html_open_section (GString *html, const char *id, const char *role, const char *heading)
{
  g_string_append_printf (html, "<section id=\"%s\"", id);
  if (role != NULL)
    g_string_append_printf (html, " role=\"%s\"", role);
  g_string_append_printf (html, " aria-labelledby=\"%s-heading\">\n<h2 id=\"%s-heading\">", id, id);
  ibid_html_append_text (html, "", heading, "</h2>\n");
}

static void
append_link (GString *html, const char *separator, const char *address, const char *label)
{
  if (!ibid_escape_is_safe_link (address))
    return;
  g_string_append (html, separator);
  g_string_append (html, "<a href=\"");
  ibid_escape_append_attribute (html, address);
  g_string_append (html, "\" rel=\"noreferrer\">");
  ibid_escape_append_text (html, label, -1);
  g_string_append (html, "</a>");
}

static void
append_facts (GString *html, IbidSource *source)
{
  g_autoptr (GPtrArray) facts = ibid_export_new_source_facts (source);

  for (guint i = 0; i < facts->len; i++)
    ibid_html_append_text (html, " · ", g_ptr_array_index (facts, i), "");
}

/*
 * ibid_html_append_source:
 * @html: inside an element that holds text
 * @source: a cited work
 *
 * Appends a work in words, with its address, that of its archived copy, and what the reader found
 * about it.
 */
void
ibid_html_append_source (GString *html, IbidSource *source)
{
  IbidCsl *csl = ibid_source_get_csl (source);
  g_autofree char *text = ibid_export_dup_source_text (source);
  const char *address = ibid_csl_get (csl, IBID_CSL_URL);

  ibid_html_append_text (html, "<span dir=\"auto\">", text, "</span>");
  append_link (html, " ", address, address);
  append_link (html, " · ", ibid_source_get_archived (source), _ ("archived copy"));
  append_facts (html, source);
}

static void
append_item (GString *html, IbidCitationItem *item, GHashTable *numbers)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  guint number = source != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, source)) : 0;
  g_autofree char *text = source != NULL ? ibid_export_dup_source_text (source)
                                         : g_strdup (ibid_citation_item_get_name (item));
  g_autofree char *facts = ibid_export_dup_item_facts (item);

  if (number > 0)
    g_string_append_printf (html, "<a href=\"#source-%u\">", number);
  ibid_html_append_text (html, "<span dir=\"auto\">", text != NULL ? text : "?", "</span>");
  if (number > 0)
    g_string_append (html, "</a>");
  ibid_html_append_text (html, " (", facts, ")");
}

/*
 * ibid_html_append_citation_items:
 * @html: inside an element that holds text
 * @citation: a citation
 * @numbers: #IbidSource → its number in the list of sources, from 1
 *
 * Appends what a citation points at, and how far that is checked.
 */
void
ibid_html_append_citation_items (GString *html, IbidCitation *citation, GHashTable *numbers)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n_items = g_list_model_get_n_items (items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);

      if (i > 0)
        g_string_append (html, "; ");
      append_item (html, item, numbers);
    }
}
