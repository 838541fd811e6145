/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: documents that are ZIP files of XML, such as DOCX and EPUB. */

#include <gio/gio.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

#define IBID_CONTAINER_MAX_ENTRIES 20000
/* of all entries that are taken out; a ZIP bomb stops here */
#define IBID_CONTAINER_MAX_BYTES ((gsize)256 * 1024 * 1024)
/* elements in one another */
#define IBID_CONTAINER_MAX_DEPTH 256

typedef struct _IbidContainer IbidContainer;

IbidContainer *ibid_container_new (GBytes *bytes, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_container_free (IbidContainer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidContainer, ibid_container_free)
GBytes *ibid_container_get (IbidContainer *self, const char *name);
xmlTextReader *ibid_container_read_xml (IbidContainer *self, const char *name)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_container_resolve (const char *base, const char *relative) G_GNUC_WARN_UNUSED_RESULT;

gboolean ibid_xml_is (xmlTextReader *reader, const char *name);
char *ibid_xml_dup_attribute (xmlTextReader *reader, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
