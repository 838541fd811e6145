/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import-html.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-html-main.h"
#include "ibid-html-metadata.h"
#include "ibid-html-walk.h"
#include "ibid-import-decode.h"

/* where HTML looks for it: within the first kilobyte */
#define ENCODING_BYTES 1024

/* The encoding that the page itself names is converted from, if it is not UTF-8 and is known. */
static char *
decode_as_said (GBytes *bytes, char **encoding)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *head = g_strndup (data, MIN (size, ENCODING_BYTES));
  g_autofree char *lower = g_ascii_strdown (head, -1);
  char *at = strstr (lower, "charset=");
  char *text;

  if (at == NULL)
    return NULL;
  at += strlen ("charset=");
  at += strspn (at, "\"' ");
  at[strcspn (at, "\"'; />")] = '\0';
  text = g_convert (data, (gssize)size, "UTF-8", at, NULL, NULL, NULL);
  if (text == NULL || strlen (text) == 0 || strcmp (at, "utf-8") == 0)
    {
      g_free (text);
      return NULL;
    }
  *encoding = g_ascii_strup (at, -1);
  return text;
}

static char *
decode (GBytes *bytes, char **encoding, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  char *text = NULL;

  if (memchr (data, '\0', size) == NULL && !g_utf8_validate (data, (gssize)size, NULL))
    text = decode_as_said (bytes, encoding);
  return text != NULL ? text : ibid_import_decode (bytes, encoding, error);
}

/* Images of a page lie beside it or on the web, where nothing is fetched from. */
static char *
count_image (G_GNUC_UNUSED const char *src, gpointer n_images)
{
  ++*(guint *)n_images;
  return NULL;
}

/**
 * ibid_import_html:
 * @input: the file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #IBID_IMPORT_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Takes the article of a page over: its main content, without what surrounds it, and its notes.
 *
 * Returns: (transfer full) (nullable): a draft
 */
IbidDraft *
ibid_import_html (const IbidImportInput *input, GCancellable *cancellable, GError **error)
{
  g_autofree char *encoding = NULL;
  g_autofree char *text = decode (input->bytes, &encoding, error);
  g_autoptr (IbidHtmlTree) tree = text != NULL ? ibid_html_tree_new (text, error) : NULL;
  g_autoptr (IbidHtmlNotes) notes = NULL;
  g_autoptr (IbidDraft) draft = NULL;
  g_autoptr (IbidComposer) composer = NULL;
  guint n_images = 0;

  if (tree == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  draft = ibid_draft_new ();
  ibid_draft_set_encoding (draft, encoding);
  ibid_html_metadata_read (draft, ibid_html_tree_get_root (tree));
  notes = ibid_html_notes_new (tree);
  composer = ibid_composer_new (draft);
  ibid_html_walk (composer, ibid_html_find_main (tree), notes, count_image, &n_images);
  if (!ibid_composer_finish (composer, error))
    return NULL;
  if (n_images > 0)
    {
      g_autofree char *message = g_strdup_printf (
          ngettext ("%u image was not taken along.", "%u images were not taken along.", n_images),
          n_images);

      ibid_draft_add_finding (draft, IBID_SEVERITY_WARNING, "images-left", message);
    }
  return g_steal_pointer (&draft);
}
