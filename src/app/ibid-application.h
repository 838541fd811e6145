/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IBID_TYPE_APPLICATION (ibid_application_get_type ())
G_DECLARE_FINAL_TYPE (IbidApplication, ibid_application, IBID, APPLICATION, AdwApplication)

IbidApplication *ibid_application_new (void);

G_END_DECLS
