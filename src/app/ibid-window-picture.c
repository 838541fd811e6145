/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-window-picture.h"
#include <glib/gi18n.h>

/**
 * ibid_window_picture_save:
 * @window: a window on the screen
 * @file_name: where the PNG goes
 * @error: %G_IO_ERROR_FAILED when there is nothing to draw or the file cannot be written
 *
 * Writes what the window shows, without asking the display server: it works on every one.
 *
 * Returns: whether the picture was written
 */
gboolean
ibid_window_picture_save (GtkWidget *window, const char *file_name, GError **error)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  if (node != NULL)
    texture =
        gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  if (texture == NULL || !gdk_texture_save_to_png (texture, file_name))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("The picture of the window could not be written to “%s”."), file_name);
      return FALSE;
    }
  return TRUE;
}
