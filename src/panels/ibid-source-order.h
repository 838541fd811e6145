/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  IBID_SOURCE_ORDER_APPEARANCE,
  IBID_SOURCE_ORDER_OUTLET,
  IBID_SOURCE_ORDER_DATE,
  IBID_SOURCE_ORDER_KIND,
  IBID_SOURCE_ORDER_NUMBER,
} IbidSourceOrder;

const char *ibid_source_order_to_nick (IbidSourceOrder order);
IbidSourceOrder ibid_source_order_from_nick (const char *nick);
int ibid_source_order_compare (IbidSourceOrder order, IbidSource *a, IbidSource *b);

G_END_DECLS
