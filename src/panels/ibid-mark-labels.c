/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-mark-labels.h"

/* One line of a vocabulary, in the order of its enumeration. */
typedef struct
{
  const char *label;
  const char *icon;
  const char *style_class;
  const char *explanation;
} Term;

static const Term styles[] = {
  [IBID_ANNOTATION_STYLE_YELLOW] = { N_ ("Yellow"), "ibid-mark-yellow-symbolic", "mark-yellow" },
  [IBID_ANNOTATION_STYLE_GREEN] = { N_ ("Green"), "ibid-mark-green-symbolic", "mark-green" },
  [IBID_ANNOTATION_STYLE_BLUE] = { N_ ("Blue"), "ibid-mark-blue-symbolic", "mark-blue" },
  [IBID_ANNOTATION_STYLE_PINK] = { N_ ("Pink"), "ibid-mark-pink-symbolic", "mark-pink" },
  [IBID_ANNOTATION_STYLE_PURPLE] = { N_ ("Purple"), "ibid-mark-purple-symbolic", "mark-purple" },
  [IBID_ANNOTATION_STYLE_UNDERLINE] = { N_ ("Underline"), "ibid-mark-underline-symbolic",
                                        "mark-underline" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (styles) == IBID_N_ANNOTATION_STYLES);

static const Term states[] = {
  [IBID_ANCHOR_STATE_EXACT] = { N_ ("In place"), "ibid-supports-symbolic", "anchor-exact",
                                N_ ("The text here is the one that was highlighted.") },
  [IBID_ANCHOR_STATE_MOVED] = { N_ ("Moved"), "ibid-moved-symbolic", "anchor-moved",
                                N_ ("The article has changed; the same passage stands at another "
                                    "place now.") },
  [IBID_ANCHOR_STATE_UNCERTAIN] = { N_ ("Uncertain"), "ibid-ambiguous-symbolic", "anchor-uncertain",
                                    N_ ("The article has changed; this may be the passage. It is "
                                        "for you to say.") },
  [IBID_ANCHOR_STATE_LOST] = { N_ ("Lost"), "ibid-lost-symbolic", "anchor-lost",
                               N_ ("The article has changed; this passage is no longer in it.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (states) == IBID_N_ANCHOR_STATES);

const char *
ibid_annotation_style_label (IbidAnnotationStyle style)
{
  g_return_val_if_fail ((guint)style < G_N_ELEMENTS (styles), "");
  return _ (styles[style].label);
}

const char *
ibid_annotation_style_icon (IbidAnnotationStyle style)
{
  g_return_val_if_fail ((guint)style < G_N_ELEMENTS (styles), "");
  return styles[style].icon;
}

const char *
ibid_annotation_style_class (IbidAnnotationStyle style)
{
  g_return_val_if_fail ((guint)style < G_N_ELEMENTS (styles), "");
  return styles[style].style_class;
}

const char *
ibid_anchor_state_label (IbidAnchorState state)
{
  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (states), "");
  return _ (states[state].label);
}

const char *
ibid_anchor_state_explanation (IbidAnchorState state)
{
  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (states), "");
  return _ (states[state].explanation);
}

const char *
ibid_anchor_state_icon (IbidAnchorState state)
{
  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (states), "");
  return states[state].icon;
}

const char *
ibid_anchor_state_class (IbidAnchorState state)
{
  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (states), "");
  return states[state].style_class;
}
