/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-fold.h"
#include "ibid-tag-field.h"
#include "ibid-wrap-layout.h"

#define MAX_SUGGESTIONS 6

struct _IbidTagField
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *box;
  GtkWidget *chips;
  GtkText *entry;
  GtkWidget *suggestions;

  /* owned */
  GPtrArray *tags;  /* of strings, with a NULL at the end */
  GPtrArray *known; /* of strings, or NULL */

  /* plain */
  gboolean is_composing; /* an input method has begun a word */
};

G_DEFINE_FINAL_TYPE (IbidTagField, ibid_tag_field, GTK_TYPE_WIDGET)

static guint edited_signal;

static guint
get_n_tags (IbidTagField *self)
{
  return self->tags->len - 1;
}

static gboolean
has_tag (IbidTagField *self, const char *tag)
{
  return g_strv_contains ((const char *const *)self->tags->pdata, tag);
}

static void
remove_children (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void refill (IbidTagField *self);

static void
add_tag (IbidTagField *self, const char *tag)
{
  gboolean is_new = *tag != '\0' && !has_tag (self, tag);

  if (is_new)
    g_ptr_array_insert (self->tags, (int)get_n_tags (self), g_strdup (tag));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  refill (self);
  if (is_new)
    g_signal_emit (self, edited_signal, 0);
}

static void
remove_tag (IbidTagField *self, guint position)
{
  g_ptr_array_remove_index (self->tags, position);
  refill (self);
  g_signal_emit (self, edited_signal, 0);
}

static const char *
get_button_tag (GtkButton *button)
{
  return g_object_get_data (G_OBJECT (button), "ibid-tag");
}

static void
removed_cb (IbidTagField *self, GtkButton *button)
{
  guint position;

  if (g_ptr_array_find_with_equal_func (self->tags, get_button_tag (button), g_str_equal,
                                        &position))
    {
      /* the button that has the focus is about to go */
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      remove_tag (self, position);
    }
}

static void
suggested_cb (IbidTagField *self, GtkButton *button)
{
  g_autofree char *tag = g_strdup (get_button_tag (button));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  add_tag (self, tag);
}

static GtkWidget *
new_chip (IbidTagField *self, const char *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: what a small button beside a tag does; %s is the tag */
  g_autofree char *name = g_strdup_printf (_ ("Remove Tag “%s”"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (chip, "tag-chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "ibid-tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

static GtkWidget *
new_suggestion (IbidTagField *self, const char *tag)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (tag);
  /* Translators: what a button with a tag on it does; %s is the tag */
  g_autofree char *name = g_strdup_printf (_ ("Add Tag “%s”"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tag-suggestion");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "ibid-tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (suggested_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
suggest (IbidTagField *self)
{
  g_autofree char *typed = ibid_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  guint n = 0;

  remove_children (self->suggestions);
  for (guint i = 0; self->known != NULL && i < self->known->len && n < MAX_SUGGESTIONS; i++)
    {
      const char *tag = g_ptr_array_index (self->known, i);
      g_autofree char *folded = ibid_text_fold (tag);

      if (has_tag (self, tag) || strstr (folded, g_strstrip (typed)) == NULL)
        continue;
      gtk_box_append (GTK_BOX (self->suggestions), new_suggestion (self, tag));
      n++;
    }
  gtk_widget_set_visible (self->suggestions, n > 0);
}

static void
refill (IbidTagField *self)
{
  remove_children (self->chips);
  for (guint i = 0; i < get_n_tags (self); i++)
    gtk_box_append (GTK_BOX (self->chips), new_chip (self, g_ptr_array_index (self->tags, i)));
  gtk_widget_set_visible (self->chips, get_n_tags (self) > 0);
  suggest (self);
}

/* a tag as it is kept: without what people put before and between tags */
static char *
dup_clean (const char *text)
{
  g_autofree char *bare = ibid_text_collapse_space (text);
  char *start = g_strstrip (bare);

  while (*start == '#')
    start++;
  return g_strdup (g_strstrip (start));
}

void
ibid_tag_field_commit (IbidTagField *self)
{
  g_autofree char *tag = NULL;

  g_return_if_fail (IBID_IS_TAG_FIELD (self));

  tag = dup_clean (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (*tag != '\0')
    add_tag (self, tag);
}

static void
entry_changed_cb (IbidTagField *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ",", -1);
  guint n_parts = g_strv_length (parts);

  if (n_parts < 2)
    {
      suggest (self);
      return;
    }
  /* what stands before each comma is a tag, whether it was typed or pasted */
  for (guint i = 0; i + 1 < n_parts; i++)
    {
      g_autofree char *tag = dup_clean (parts[i]);

      add_tag (self, tag);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), parts[n_parts - 1]);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
preedit_changed_cb (IbidTagField *self, const char *preedit)
{
  self->is_composing = *preedit != '\0';
}

static gboolean
take_first_suggestion (IbidTagField *self)
{
  GtkWidget *first = gtk_widget_get_first_child (self->suggestions);
  g_autofree char *tag = NULL;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0' || first == NULL)
    return FALSE;
  tag = g_strdup (get_button_tag (GTK_BUTTON (first)));
  add_tag (self, tag);
  return TRUE;
}

static gboolean
key_pressed_cb (IbidTagField *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  GdkModifierType other = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK;

  if ((modifiers & other) != 0 || self->is_composing)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Tab)
    return take_first_suggestion (self);
  if (keyval == GDK_KEY_Down)
    return gtk_widget_get_visible (self->suggestions) &&
           gtk_widget_child_focus (self->suggestions, GTK_DIR_TAB_FORWARD);
  if (keyval == GDK_KEY_BackSpace && get_n_tags (self) > 0 &&
      *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    {
      remove_tag (self, get_n_tags (self) - 1);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
ibid_tag_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IBID_TAG_FIELD (widget)->entry));
}

static void
ibid_tag_field_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_TAG_FIELD);

  G_OBJECT_CLASS (ibid_tag_field_parent_class)->dispose (object);
}

static void
ibid_tag_field_finalize (GObject *object)
{
  IbidTagField *self = IBID_TAG_FIELD (object);

  g_ptr_array_unref (self->tags);
  g_clear_pointer (&self->known, g_ptr_array_unref);

  G_OBJECT_CLASS (ibid_tag_field_parent_class)->finalize (object);
}

static void
ibid_tag_field_class_init (IbidTagFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_tag_field_dispose;
  object_class->finalize = ibid_tag_field_finalize;
  widget_class->grab_focus = ibid_tag_field_grab_focus;

  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (IBID_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-tag-field.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidTagField, box);
  gtk_widget_class_bind_template_child (widget_class, IbidTagField, chips);
  gtk_widget_class_bind_template_child (widget_class, IbidTagField, entry);
  gtk_widget_class_bind_template_child (widget_class, IbidTagField, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ibid_tag_field_commit);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tagfield");
}

static void
ibid_tag_field_init (IbidTagField *self)
{
  self->tags = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->tags, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_tag_field_new (void)
{
  return g_object_new (IBID_TYPE_TAG_FIELD, NULL);
}

void
ibid_tag_field_set_tags (IbidTagField *self, const char *const *tags)
{
  g_return_if_fail (IBID_IS_TAG_FIELD (self));

  if (g_strv_equal ((const char *const *)self->tags->pdata, tags))
    return;
  g_ptr_array_set_size (self->tags, 0);
  for (guint i = 0; tags[i] != NULL; i++)
    g_ptr_array_add (self->tags, g_strdup (tags[i]));
  g_ptr_array_add (self->tags, NULL);
  refill (self);
}

const char *const *
ibid_tag_field_get_tags (IbidTagField *self)
{
  g_return_val_if_fail (IBID_IS_TAG_FIELD (self), NULL);

  return (const char *const *)self->tags->pdata;
}

void
ibid_tag_field_set_known (IbidTagField *self, GPtrArray *tags)
{
  g_return_if_fail (IBID_IS_TAG_FIELD (self));

  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = tags != NULL ? g_ptr_array_ref (tags) : NULL;
  suggest (self);
}
