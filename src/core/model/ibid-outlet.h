/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-record.h"
#include "ibid-terms.h"

G_BEGIN_DECLS

/* Who published a source. Properties (all notify): "name", "kind", "country", "reliability".
 * Getters answer with the reader's corrections applied; see ibid_article_apply_decisions(). */
#define IBID_TYPE_OUTLET (ibid_outlet_get_type ())
G_DECLARE_FINAL_TYPE (IbidOutlet, ibid_outlet, IBID, OUTLET, IbidRecord)

IbidOutlet *ibid_outlet_new (const char *id, const char *name) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_outlet_get_name (IbidOutlet *self);
IbidOutletKind ibid_outlet_get_kind (IbidOutlet *self);
const char *ibid_outlet_get_country (IbidOutlet *self); /* ISO 3166-1 alpha-2, or NULL */
IbidReliability ibid_outlet_get_reliability (IbidOutlet *self);
const char *ibid_outlet_get_reliability_modified (IbidOutlet *self); /* ISO 8601, or NULL */
const char *const *ibid_outlet_get_aliases (IbidOutlet *self); /* never NULL, as all three lists */
const char *const *ibid_outlet_get_languages (IbidOutlet *self);
const char *const *ibid_outlet_get_domains (IbidOutlet *self);
gboolean ibid_outlet_answers_to (IbidOutlet *self,
                                 const char *name); /* its name or an alias, folded */

void ibid_outlet_set_kind (IbidOutlet *self, IbidOutletKind kind);
void ibid_outlet_set_country (IbidOutlet *self, const char *country);
void ibid_outlet_set_aliases (IbidOutlet *self, const char *const *aliases);
void ibid_outlet_set_languages (IbidOutlet *self, const char *const *languages);
void ibid_outlet_set_domains (IbidOutlet *self, const char *const *domains);

G_END_DECLS
