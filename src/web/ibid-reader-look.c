/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the page looks: told to it as attributes and custom properties of its root, so that a change
 * needs no reload and the reader keeps the line. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <adwaita.h>

#include "ibid-reader-view-private.h"
#include <glib/gi18n.h>

#define BASE_SIZE_PX 18.0
#define UNSCALED_DPI (96 * 1024)

typedef struct
{
  const char *nick;
  const char *value;
} Choice;

static const Choice faces[] = {
  { "serif", "\"Source Serif 4\", \"Source Serif Pro\", \"Charter\", \"Noto Serif\", serif" },
  { "sans", "system-ui, \"Inter\", \"Cantarell\", \"Noto Sans\", sans-serif" },
  { NULL }
};
/* about 60, 67 and 75 characters to the line */
static const Choice widths[] = {
  { "narrow", "28em" }, { "medium", "31em" }, { "wide", "36em" }, { NULL }
};
static const Choice line_heights[] = {
  { "tight", "1.4" }, { "normal", "1.6" }, { "loose", "1.85" }, { NULL }
};

static const char *
choose (const Choice *choices, const char *nick)
{
  for (const Choice *choice = choices; choice->nick != NULL; choice++)
    if (g_strcmp0 (choice->nick, nick) == 0)
      return choice->value;
  return choices[0].value;
}

static const char *
effective_theme (IbidReaderView *self)
{
  if (g_strcmp0 (self->theme, "light") == 0 || g_strcmp0 (self->theme, "sepia") == 0 ||
      g_strcmp0 (self->theme, "dark") == 0)
    return self->theme;
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "dark" : "light";
}

/* The same papers as in reader.css, for what lies round and over the page. */
static void
paper_of_theme (const char *theme, GdkRGBA *paper)
{
  if (g_strcmp0 (theme, "dark") == 0)
    gdk_rgba_parse (paper, "#1e1e1e");
  else if (g_strcmp0 (theme, "sepia") == 0)
    gdk_rgba_parse (paper, "#f7efdf");
  else
    gdk_rgba_parse (paper, "#ffffff");
}

/* The user's accent where libadwaita knows one; it has this property from 1.6. */
static void
get_accent (GdkRGBA *accent)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GParamSpec *property =
      g_object_class_find_property (G_OBJECT_GET_CLASS (manager), "accent-color-rgba");

  gdk_rgba_parse (accent, "#3584e4");
  if (property != NULL && property->value_type == GDK_TYPE_RGBA)
    {
      GdkRGBA *value = NULL;

      g_object_get (manager, "accent-color-rgba", &value, NULL);
      if (value != NULL)
        *accent = *value;
      g_clear_pointer (&value, gdk_rgba_free);
    }
}

/* The user's own factor for large text, which pixels in a page would not follow. */
static double
system_text_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = UNSCALED_DPI;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (double)UNSCALED_DPI, 0.5, 3.0) : 1.0;
}

static gboolean
has_animations (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean enabled = TRUE;

  if (settings != NULL)
    g_object_get (settings, "gtk-enable-animations", &enabled, NULL);
  return enabled;
}

static JsonObject *
new_properties (IbidReaderView *self)
{
  JsonObject *properties = json_object_new ();
  gboolean is_sans = g_strcmp0 (self->face, "sans") == 0;
  g_autofree char *accent = NULL;
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *size_px = NULL;
  GdkRGBA color;

  g_ascii_formatd (size, sizeof size, "%.2f",
                   BASE_SIZE_PX * self->text_scale * system_text_scale ());
  size_px = g_strconcat (size, "px", NULL);
  get_accent (&color);
  accent = gdk_rgba_to_string (&color);
  json_object_set_string_member (properties, "--size", size_px);
  json_object_set_string_member (properties, "--measure", choose (widths, self->width));
  json_object_set_string_member (properties, "--leading", choose (line_heights, self->line_height));
  json_object_set_string_member (properties, "--reading", choose (faces, self->face));
  json_object_set_string_member (properties, "--accent", accent);
  json_object_set_string_member (properties, "--han-sc",
                                 is_sans ? "\"Noto Sans CJK SC\"" : "\"Noto Serif CJK SC\"");
  json_object_set_string_member (properties, "--han-tc",
                                 is_sans ? "\"Noto Sans CJK TC\"" : "\"Noto Serif CJK TC\"");
  json_object_set_string_member (properties, "--kana",
                                 is_sans ? "\"Noto Sans CJK JP\"" : "\"Noto Serif CJK JP\"");
  json_object_set_string_member (properties, "--hangul",
                                 is_sans ? "\"Noto Sans CJK KR\"" : "\"Noto Serif CJK KR\"");
  return properties;
}

/* The language of the labels that the program adds to the page: that of its translation, which need
 * not be the locale's. */
const char *
ibid_reader_chrome_language (void)
{
  /* Translators: the tag (BCP 47) of the language you translate into: "de", "zh-Hans" */
  return C_ ("language tag", "en");
}

JsonObject *
ibid_reader_look_to_json (IbidReaderView *self)
{
  JsonObject *look = json_object_new ();
  JsonObject *attributes = json_object_new ();
  gboolean high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  json_object_set_string_member (attributes, "theme", effective_theme (self));
  json_object_set_string_member (attributes, "contrast", high_contrast ? "more" : "normal");
  json_object_set_string_member (attributes, "motion", has_animations () ? "normal" : "less");
  json_object_set_object_member (look, "attributes", attributes);
  json_object_set_object_member (look, "properties", new_properties (self));
  json_object_set_boolean_member (look, "mentions", self->show_mentions);
  return look;
}

/* Tells everything that has to do with looks to all who show it. */
void
ibid_reader_look_changed (IbidReaderView *self)
{
  const char *theme = effective_theme (self);
  GdkRGBA paper;
  GdkRGBA tick;

  paper_of_theme (theme, &paper);
  ibid_page_cover_set_paper (self->cover, &paper);
  gdk_rgba_parse (&tick, g_strcmp0 (theme, "dark") == 0 ? "#57e389" : "#26a269");
  ibid_overview_strip_set_color (self->strip, &tick);
  if (self->web != NULL)
    {
      webkit_web_view_set_background_color (self->web, &paper);
      webkit_settings_set_enable_caret_browsing (webkit_web_view_get_settings (self->web),
                                                 self->caret_browsing);
      /* WebKit enlarges the whole page by the desktop's factor for text; here only the text grows,
       * and a pixel of the page stays one of the widget */
      webkit_web_view_set_zoom_level (self->web, 1.0 / system_text_scale ());
    }
  if (self->is_ready)
    json_object_set_object_member (ibid_reader_send (self, "look"), "look",
                                   ibid_reader_look_to_json (self));
}

void
ibid_reader_look_connect (IbidReaderView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_settings_get_default ();

  g_signal_connect_object (manager, "notify", G_CALLBACK (ibid_reader_look_changed), self,
                           G_CONNECT_SWAPPED);
  if (settings == NULL)
    return;
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (ibid_reader_look_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-enable-animations",
                           G_CALLBACK (ibid_reader_look_changed), self, G_CONNECT_SWAPPED);
}
