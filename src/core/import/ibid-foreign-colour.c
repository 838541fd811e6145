/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <math.h>
#include <string.h>

/*
 * Other programs' colours: a name, or red, green and blue. A highlighter's colour is known by its
 * hue, however pale or strong it is, so the distance of two colours is the angle between their hues
 * in Oklab (CIELAB takes a pure blue for a purple), and the style of the nearest hue is taken. What
 * is nearly grey has no hue, and is as unknown as a word that means no colour: it becomes yellow.
 */

/* of a* and b* together; below, a colour is grey to the eye */
#define LEAST_CHROMA 0.02

/* hues in degrees of the middle of what people call so */
static const struct
{
  IbidAnnotationStyle style;
  double hue;
} hues[] = {
  { IBID_ANNOTATION_STYLE_YELLOW, 95 }, { IBID_ANNOTATION_STYLE_GREEN, 145 },
  { IBID_ANNOTATION_STYLE_BLUE, 255 },  { IBID_ANNOTATION_STYLE_PURPLE, 308 },
  { IBID_ANNOTATION_STYLE_PINK, 0 },
};

static const struct
{
  const char *name;
  guint32 rgb; /* as CSS has it */
} names[] = {
  { "yellow", 0xffff00 },   { "gold", 0xffd700 },    { "orange", 0xffa500 },
  { "amber", 0xffbf00 },    { "green", 0x008000 },   { "lime", 0x00ff00 },
  { "olive", 0x808000 },    { "teal", 0x008080 },    { "mint", 0x98ff98 },
  { "blue", 0x0000ff },     { "navy", 0x000080 },    { "cyan", 0x00ffff },
  { "aqua", 0x00ffff },     { "sky", 0x87ceeb },     { "turquoise", 0x40e0d0 },
  { "indigo", 0x4b0082 },   { "violet", 0xee82ee },  { "purple", 0x800080 },
  { "lavender", 0x9370db }, { "lilac", 0xc8a2c8 },   { "pink", 0xffc0cb },
  { "magenta", 0xff00ff },  { "fuchsia", 0xff00ff }, { "rose", 0xff007f },
  { "red", 0xff0000 },      { "salmon", 0xfa8072 },  { "brown", 0xa52a2a },
};

/* the five that are called as ours are what they are called, whatever their hue */
static const struct
{
  const char *name;
  IbidAnnotationStyle style;
} own_names[] = {
  { "yellow", IBID_ANNOTATION_STYLE_YELLOW },
  { "green", IBID_ANNOTATION_STYLE_GREEN },
  { "blue", IBID_ANNOTATION_STYLE_BLUE },
  { "pink", IBID_ANNOTATION_STYLE_PINK },
  { "purple", IBID_ANNOTATION_STYLE_PURPLE },
  { "underline", IBID_ANNOTATION_STYLE_UNDERLINE },
  { "underlined", IBID_ANNOTATION_STYLE_UNDERLINE },
};

static double
linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* (IEC 61966-2-1 for sRGB; Björn Ottosson, "A perceptual color space for image processing") */
static gboolean
style_from_rgb (guint32 rgb, IbidAnnotationStyle *style)
{
  double r = linear ((rgb >> 16 & 0xff) / 255.0);
  double g = linear ((rgb >> 8 & 0xff) / 255.0);
  double b = linear ((rgb & 0xff) / 255.0);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  double a_star = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  double b_star = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
  double hue = atan2 (b_star, a_star) * 180 / G_PI;
  double best = 360;

  if (hypot (a_star, b_star) < LEAST_CHROMA)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (hues); i++)
    {
      double distance = fabs (remainder (hue - hues[i].hue, 360));

      if (distance < best)
        {
          best = distance;
          *style = hues[i].style;
        }
    }
  return TRUE;
}

/* #rgb, #rgba, #rrggbb, #rrggbbaa */
static gboolean
read_hex (const char *text, guint32 *rgb)
{
  gsize length = strspn (text, "0123456789abcdefABCDEF");
  guint32 value = 0;
  gsize n_used = length <= 4 ? 3 : 6;

  if (text[length] != '\0' || (length != 3 && length != 4 && length != 6 && length != 8))
    return FALSE;
  for (gsize i = 0; i < n_used; i++)
    {
      value = value << 4 | (guint32)g_ascii_xdigit_value (text[i]);
      if (n_used == 3)
        value = value << 4 | (guint32)g_ascii_xdigit_value (text[i]);
    }
  *rgb = value;
  return TRUE;
}

/* rgb(255, 212, 0), rgba(100% 0% 0% / 0.3) */
static gboolean
read_function (const char *text, guint32 *rgb)
{
  const char *at = strchr (text, '(');

  if (at == NULL)
    return FALSE;
  *rgb = 0;
  at++;
  for (guint i = 0; i < 3; i++)
    {
      char *end;
      double value;

      at += strspn (at, " ,\t");
      value = g_ascii_strtod (at, &end);
      if (end == at || !isfinite (value))
        return FALSE;
      at = end;
      if (*at == '%')
        {
          value *= 2.55;
          at++;
        }
      *rgb = *rgb << 8 | (guint32)CLAMP (value, 0, 255);
    }
  return TRUE;
}

static gboolean
style_from_word (const char *word, IbidAnnotationStyle *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_names); i++)
    if (strcmp (own_names[i].name, word) == 0)
      {
        *style = own_names[i].style;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, word) == 0)
      return style_from_rgb (names[i].rgb, style);
  return FALSE;
}

/* Is one of the words of "highlight-green", "Light Blue" or "hl_yellow" a colour? */
static gboolean
style_from_words (const char *text, IbidAnnotationStyle *style)
{
  g_auto (GStrv) words = g_strsplit_set (text, " -_.:;,/", 16);

  for (guint i = 0; words[i] != NULL; i++)
    if (style_from_word (words[i], style))
      return TRUE;
  return FALSE;
}

/*
 * ibid_foreign_colour_parse:
 * @text: a colour as other programs write it: a name, or as CSS has it
 * @style: (out): our nearest style
 *
 * Returns: whether it is a colour that has a hue
 */
gboolean
ibid_foreign_colour_parse (const char *text, IbidAnnotationStyle *style)
{
  g_autofree char *tidy = g_strstrip (g_ascii_strdown (text, -1));
  guint32 rgb;

  if (*tidy == '#' ? read_hex (tidy + 1, &rgb)
                   : (g_str_has_prefix (tidy, "rgb") && read_function (tidy, &rgb)))
    return style_from_rgb (rgb, style);
  return style_from_words (tidy, style);
}
