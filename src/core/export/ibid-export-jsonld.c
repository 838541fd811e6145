/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include "ibid-annotation-format.h"
#include "ibid-export-private.h"

/*
 * ibid_export_jsonld:
 *
 * Exports the annotations as a Web Annotation collection, as Ibid itself keeps them; what was
 * removed is not told.
 */
gboolean
ibid_export_jsonld (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                    GCancellable *cancellable, GError **error)
{
  const char *id = ibid_record_get_id (IBID_RECORD (ibid_export_matter_get_article (matter)));
  guint n_entries = ibid_export_matter_get_n_entries (matter);
  g_autoptr (IbidAnnotationSet) set = ibid_annotation_set_new ();
  IbidExportPart *part;
  GBytes *bytes;

  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      g_ptr_array_add (set->annotations,
                       g_object_ref (ibid_export_matter_get_entry (matter, i)->annotation));
    }
  bytes = ibid_annotations_save_bytes (set, id, error);
  if (bytes == NULL)
    return FALSE;
  part = g_new0 (IbidExportPart, 1);
  part->bytes = bytes;
  g_ptr_array_add (parts, part);
  return TRUE;
}
