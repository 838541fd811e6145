/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-overlay.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A package, *.ibid: a ZIP file of an article with everything that belongs to it, laid out as its
 * folder in the library is. What is said here is shared by who writes packages and who reads them.
 */
#define IBID_PACKAGE_SUFFIX ".ibid"
#define IBID_PACKAGE_MEDIA_TYPE "application/vnd.ibid.package+zip"

/* its entries; besides these it has ASSETS "…" and VERSIONS "….ibid.json" */
#define IBID_PACKAGE_MIMETYPE "mimetype" /* first, stored: the media type, for who sniffs */
#define IBID_PACKAGE_MANIFEST "package.json"
#define IBID_PACKAGE_ARTICLE "article.ibid.json"
#define IBID_PACKAGE_ANNOTATIONS "annotations.jsonld"
#define IBID_PACKAGE_OVERLAY "overlay.json"
#define IBID_PACKAGE_ASSETS "assets/"
#define IBID_PACKAGE_VERSIONS "versions/"
#define IBID_PACKAGE_TEXT_SUFFIX ".ibid.json"

/* limits; bytes are those of what comes out */
#define IBID_PACKAGE_MAX_ENTRIES 4096u
#define IBID_PACKAGE_MAX_ENTRY_BYTES (G_GUINT64_CONSTANT (64) * 1024 * 1024)
#define IBID_PACKAGE_MAX_BYTES (G_GUINT64_CONSTANT (1024) * 1024 * 1024)
/* how many times as large as the package that which comes out of it may be; below so many bytes
 * it may be any */
#define IBID_PACKAGE_MAX_RATIO 200u
#define IBID_PACKAGE_ANY_RATIO_BYTES (G_GUINT64_CONSTANT (16) * 1024 * 1024)
#define IBID_PACKAGE_MAX_DEPTH 8u        /* of a name, in parts */
#define IBID_PACKAGE_MAX_PART_BYTES 240u /* of a part of a name */
#define IBID_PACKAGE_MAX_VERSIONS 16u    /* older texts */
#define IBID_PACKAGE_MAX_MANIFEST_BYTES (G_GUINT64_CONSTANT (64) * 1024)

/* What comes out of a package may be so much. */
typedef struct
{
  guint max_entries;
  guint64 max_entry_bytes;
  guint64 max_bytes;
  guint max_ratio;
  guint64 any_ratio_bytes;
} IbidPackageLimits;

extern const IbidPackageLimits ibid_package_limits;

char *ibid_package_dup_name_problem (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_package_fold_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_package_is_content (const char *name);

/* package.json */
GBytes *ibid_package_manifest_save_bytes (const char *article_id, gboolean is_partial,
                                          GDateTime *created) G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_package_manifest_load_bytes (GBytes *bytes, const char *display_name,
                                           gboolean *is_partial, GError **error);

G_END_DECLS
