/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-compat.h"

G_BEGIN_DECLS

const IbidShortcut *ibid_shortcuts_get (void);
void ibid_shortcuts_install (GtkApplication *application);
void ibid_shortcuts_install_yielding (GtkWidget *widget);

G_END_DECLS
