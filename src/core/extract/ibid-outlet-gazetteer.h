/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-extract.h"

G_BEGIN_DECLS

/* Who is who among publishers. Immutable and reference counted; may be shared by threads. */
IbidOutletGazetteer *ibid_outlet_gazetteer_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
IbidOutletGazetteer *ibid_outlet_gazetteer_new_from_bytes (GBytes *bytes, const char *display_name,
                                                           GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
IbidOutletGazetteer *ibid_outlet_gazetteer_ref (IbidOutletGazetteer *self);
void ibid_outlet_gazetteer_unref (IbidOutletGazetteer *self);
/* borrowed, or NULL: not known */
IbidOutlet *ibid_outlet_gazetteer_find (IbidOutletGazetteer *self, const char *name);
IbidOutlet *ibid_outlet_gazetteer_find_host (IbidOutletGazetteer *self, const char *host);
guint ibid_outlet_gazetteer_get_n_outlets (IbidOutletGazetteer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidOutletGazetteer, ibid_outlet_gazetteer_unref)

G_END_DECLS
