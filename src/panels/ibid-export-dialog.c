/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-export-columns.h"
#include "ibid-export-conditions.h"
#include "ibid-export-dialog.h"
#include "ibid-export-format-row.h"
#include "ibid-export-name.h"

#define PREVIEW_AFTER_MS 100
/* what takes less than this needs neither spinner nor progress bar */
#define BUSY_SHOWN_AFTER_MS 300
#define PROGRESS_EVERY_MS 60
#define MARGIN 40 /* of the window behind it, that stays visible */

struct _IbidExportDialog
{
  AdwWindow parent_instance;

  /* template children */
  AdwWindowTitle *heading;
  GtkWidget *export_button;
  GtkRevealer *notice;
  GtkWidget *notice_box;
  GtkImage *notice_icon;
  GtkLabel *notice_label;
  GtkWidget *renew_button;
  GtkWidget *choices;
  IbidExportFormatRow *format_row;
  GtkWidget *sources_group;
  GtkLabel *all_count;
  GtkCheckButton *all_check;
  GtkCheckButton *chosen_check;
  IbidExportConditions *conditions;
  GtkWidget *preview;
  GtkLabel *file_name;
  GtkSpinner *spinner;
  GtkWidget *cut_label;
  GtkStack *preview_stack;
  GtkTextView *text;
  GtkLabel *nothing;
  GtkRevealer *progress;
  GtkProgressBar *progress_bar;

  /* owned */
  IbidDossier *dossier;
  IbidExportJob *job;
  GCancellable *previewing; /* or NULL */
  GCancellable *writing;    /* or NULL */
  GFile *target;            /* that is being written, or NULL */
  char **selected;          /* ids of annotations, or NULL */
  char *entity;             /* id, or NULL */
  char *entity_name;
  char *folder; /* URI, or "" */

  /* plain */
  guint preview_id;
  guint busy_id;
  guint progress_id;
};

G_DEFINE_FINAL_TYPE (IbidExportDialog, ibid_export_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_FORMAT = 1,
  PROP_SOURCES,
  PROP_FOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  PICK,
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const IbidExportKind *
get_kind (IbidExportDialog *self)
{
  return ibid_export_get_kind (ibid_export_format_row_get_format (self->format_row));
}

static char *
dup_file_name (IbidExportDialog *self)
{
  const char *title = ibid_article_get_title (ibid_dossier_get_article (self->dossier));
  g_autofree char *report = NULL;

  if (self->entity_name != NULL)
    /* Translators: name of a file: an entity, and the article in which it is named */
    report = g_strdup_printf (_ ("%s – %s"), self->entity_name, title);
  return ibid_export_dup_file_name (report != NULL ? report : title, get_kind (self)->format);
}

/* Where it would be written if it went where the last export went; NULL: nobody knows. */
static GFile *
new_expected_file (IbidExportDialog *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *name = NULL;

  if (*self->folder == '\0')
    return NULL;
  folder = g_file_new_for_uri (self->folder);
  name = dup_file_name (self);
  return g_file_get_child (folder, name);
}

/* ── notices ── */

static void
hide_notice (IbidExportDialog *self)
{
  gtk_revealer_set_reveal_child (self->notice, FALSE);
  gtk_widget_set_visible (self->renew_button, FALSE);
}

static void
show_notice (IbidExportDialog *self, const char *text, gboolean is_error, gboolean can_renew)
{
  gtk_label_set_label (self->notice_label, text);
  gtk_image_set_from_icon_name (self->notice_icon,
                                is_error ? "dialog-error-symbolic" : "dialog-information-symbolic");
  if (is_error)
    gtk_widget_add_css_class (self->notice_box, "error");
  else
    gtk_widget_remove_css_class (self->notice_box, "error");
  gtk_widget_set_visible (self->renew_button, can_renew);
  gtk_revealer_set_reveal_child (self->notice, TRUE);
}

static gboolean
shows_error (IbidExportDialog *self)
{
  return gtk_revealer_get_reveal_child (self->notice) &&
         gtk_widget_has_css_class (self->notice_box, "error");
}

static void
show_renewal (IbidExportDialog *self)
{
  g_autoptr (GFile) file = new_expected_file (self);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (folder);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (
      /* Translators: %s is the name of a folder */
      _ ("This file is in “%s” already. What you wrote into it stays, and its highlights are "
         "brought up to date."),
      shown);

  show_notice (self, text, FALSE, TRUE);
}

/* ── the preview ── */

static void
update_actions (IbidExportDialog *self)
{
  gboolean idle = self->writing == NULL;
  gboolean anything =
      g_strcmp0 (gtk_stack_get_visible_child_name (self->preview_stack), "nothing") != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.choose-file", idle && anything);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.renew", idle && anything);
}

/* Groups that make no difference are not shown. */
static void
update_groups (IbidExportDialog *self)
{
  IbidExportUse use = get_kind (self)->use;
  IbidAnnotations *annotations = ibid_dossier_get_annotations (self->dossier);
  gboolean is_bibliography = use == IBID_EXPORT_USE_REFERENCES;
  gboolean of_chosen = gtk_check_button_get_active (self->chosen_check);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (annotations)) > 0;
  g_autofree char *name = dup_file_name (self);
  g_autofree char *shown = g_filename_display_name (name);

  gtk_widget_set_visible (self->sources_group, is_bibliography && self->entity == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->conditions), any && self->entity == NULL &&
                                                             use != IBID_EXPORT_USE_MOVE &&
                                                             (!is_bibliography || of_chosen));
  gtk_label_set_label (self->file_name, shown);
}

static void
set_busy (IbidExportDialog *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  if (busy)
    gtk_widget_add_css_class (self->preview, "stale");
  else
    gtk_widget_remove_css_class (self->preview, "stale");
}

static gboolean
busy_cb (gpointer data)
{
  IbidExportDialog *self = data;

  self->busy_id = 0;
  set_busy (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_text (IbidExportDialog *self, const IbidExportPreview *preview)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, preview->text, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_iter (self->text, &start, 0, FALSE, 0, 0);
}

static void
show_preview (IbidExportDialog *self, const IbidExportPreview *preview)
{
  g_autofree char *n_sources = g_strdup_printf ("%'u", preview->n_sources);

  ibid_export_conditions_set_choices (self->conditions, preview->choices);
  ibid_export_conditions_set_counts (self->conditions, preview->n_chosen, preview->n_all);
  gtk_label_set_label (self->all_count, n_sources);
  if (preview->text != NULL)
    show_text (self, preview);
  else
    gtk_label_set_label (self->nothing, preview->error->message);
  gtk_stack_set_visible_child_name (self->preview_stack,
                                    preview->text != NULL ? "text" : "nothing");
  gtk_widget_set_visible (self->cut_label, preview->text != NULL && preview->is_cut);
  if (shows_error (self))
    return;
  if (preview->is_renewal)
    show_renewal (self);
  else if (gtk_widget_get_visible (self->renew_button))
    hide_notice (self);
}

static void
previewed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (IbidExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidExportPreview) preview =
      ibid_export_job_preview_finish (IBID_EXPORT_JOB (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another one is on its way, or the dialog is gone */
  g_clear_object (&self->previewing);
  g_clear_handle_id (&self->busy_id, g_source_remove);
  set_busy (self, FALSE);
  if (preview != NULL)
    show_preview (self, preview);
  else
    {
      gtk_label_set_label (self->nothing, error->message);
      gtk_stack_set_visible_child_name (self->preview_stack, "nothing");
    }
  update_actions (self);
}

static char **
dup_conditions (IbidExportDialog *self)
{
  /* what is not shown does not count */
  if (!gtk_widget_get_visible (GTK_WIDGET (self->conditions)))
    return NULL;
  return ibid_export_conditions_dup (self->conditions);
}

static IbidExportWish
get_wish (IbidExportDialog *self, char **conditions)
{
  gboolean only = conditions != NULL && ibid_export_conditions_get_only_selected (self->conditions);

  return (IbidExportWish){
    .format = get_kind (self)->format,
    .conditions = (const char *const *)conditions,
    .only = only ? (const char *const *)self->selected : NULL,
    .chosen_sources = gtk_check_button_get_active (self->chosen_check),
    .entity = self->entity,
  };
}

static void
stop_preview (IbidExportDialog *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  g_clear_handle_id (&self->busy_id, g_source_remove);
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
}

static gboolean
preview_cb (gpointer data)
{
  IbidExportDialog *self = data;
  g_auto (GStrv) conditions = dup_conditions (self);
  IbidExportWish wish = get_wish (self, conditions);
  g_autoptr (GFile) file = new_expected_file (self);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *name = dup_file_name (self);

  self->preview_id = 0;
  self->previewing = g_cancellable_new ();
  self->busy_id = g_timeout_add (BUSY_SHOWN_AFTER_MS, busy_cb, self);
  ibid_export_job_preview_async (self->job, &wish, path, name, self->previewing, previewed_cb,
                                 g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* What is shown follows in a moment, once for several changes. */
static void
begin_preview (IbidExportDialog *self)
{
  stop_preview (self);
  update_groups (self);
  self->preview_id = g_timeout_add (PREVIEW_AFTER_MS, preview_cb, self);
}

/* Something is different: what went wrong before may go well now. */
static void
queue_preview (IbidExportDialog *self)
{
  if (self->job == NULL)
    return;
  if (gtk_revealer_get_reveal_child (self->notice) && !gtk_widget_get_visible (self->renew_button))
    hide_notice (self);
  begin_preview (self);
}

static void
format_chosen_cb (IbidExportDialog *self)
{
  queue_preview (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORMAT]);
}

static void
sources_toggled_cb (IbidExportDialog *self)
{
  queue_preview (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCES]);
}

static void
conditions_changed_cb (IbidExportDialog *self)
{
  queue_preview (self);
}

/* Another program, or another copy of the file, may change what is exported at any time. */
static void
changed_behind_cb (IbidExportDialog *self)
{
  ibid_export_job_renew (self->job, self->dossier);
  queue_preview (self);
}

/* ── writing ── */

static gboolean
progress_cb (gpointer data)
{
  IbidExportDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, ibid_export_job_get_progress (self->job));
  return G_SOURCE_CONTINUE;
}

static gboolean
show_progress_cb (gpointer data)
{
  IbidExportDialog *self = data;

  gtk_revealer_set_reveal_child (self->progress, TRUE);
  gtk_widget_set_sensitive (self->choices, FALSE);
  self->progress_id = g_timeout_add (PROGRESS_EVERY_MS, progress_cb, self);
  return G_SOURCE_REMOVE;
}

static void
stop_progress (IbidExportDialog *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_revealer_set_reveal_child (self->progress, FALSE);
  gtk_widget_set_sensitive (self->choices, TRUE);
}

static char *
dup_message (IbidExportDialog *self, const IbidExportTally *tally)
{
  g_autofree char *base = g_file_get_basename (self->target);
  g_autofree char *name = g_filename_display_name (base);
  IbidExportUse use = get_kind (self)->use;

  if (self->entity != NULL)
    return g_strdup_printf (_ ("Exported the report to “%s”"), name);
  if (use == IBID_EXPORT_USE_REFERENCES)
    return g_strdup_printf (
        ngettext ("Exported %'u source to “%s”", "Exported %'u sources to “%s”", tally->n_sources),
        tally->n_sources, name);
  if (use == IBID_EXPORT_USE_MOVE || tally->n_highlights == 0)
    return g_strdup_printf (_ ("Exported the article to “%s”"), name);
  return g_strdup_printf (ngettext ("Exported %'u highlight to “%s”",
                                    "Exported %'u highlights to “%s”", tally->n_highlights),
                          tally->n_highlights, name);
}

static void
remember_folder (IbidExportDialog *self)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->target);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : g_strdup ("");

  g_object_set (self, "folder", uri, NULL);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (IbidExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  IbidExportTally tally = { 0 };
  gboolean ok = ibid_export_job_write_finish (IBID_EXPORT_JOB (object), result, &tally, &error);

  if (self->job == NULL)
    return; /* the dialog is gone */
  g_clear_object (&self->writing);
  stop_progress (self);
  if (ok)
    {
      g_autofree char *message = dup_message (self, &tally);

      remember_folder (self);
      g_signal_emit (self, signals[EXPORTED], 0, self->target, message);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_notice (self, _ ("The export was cancelled. Nothing was written."), FALSE, FALSE);
  else
    show_notice (self, error->message, TRUE, FALSE);
  /* the preview gave way to the export */
  begin_preview (self);
  update_actions (self);
  gtk_widget_grab_focus (self->export_button);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (widget);

  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
choose_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (widget);
  g_autofree char *file_name = dup_file_name (self);
  g_autoptr (GFile) folder = *self->folder != '\0' ? g_file_new_for_uri (self->folder) : NULL;

  g_signal_emit (self, signals[PICK], 0, file_name, folder);
}

static void
renew_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (widget);
  g_autoptr (GFile) file = new_expected_file (self);

  if (file != NULL)
    ibid_export_dialog_write (self, file);
}

/* What is being written is stopped first: closing is then asked for once more. */
static gboolean
ibid_export_dialog_close_request (GtkWindow *window)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (window);

  if (self->writing != NULL)
    {
      g_cancellable_cancel (self->writing);
      return GDK_EVENT_STOP;
    }
  /* a text field that is closed with the focus in it would wait for the focus to leave */
  gtk_window_set_focus (window, NULL);
  return GTK_WINDOW_CLASS (ibid_export_dialog_parent_class)->close_request (window);
}

static void
ibid_export_dialog_dispose (GObject *object)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (object);

  stop_preview (self);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_cancellable_cancel (self->writing);
  g_clear_object (&self->writing);
  g_clear_object (&self->job);
  g_clear_object (&self->dossier);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (ibid_export_dialog_parent_class)->dispose (object);
}

static void
ibid_export_dialog_finalize (GObject *object)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (object);

  g_clear_object (&self->target);
  g_strfreev (self->selected);
  g_free (self->entity);
  g_free (self->entity_name);
  g_free (self->folder);

  G_OBJECT_CLASS (ibid_export_dialog_parent_class)->finalize (object);
}

static void
ibid_export_dialog_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (object);

  switch (prop_id)
    {
    case PROP_FORMAT:
      g_value_set_string (value, get_kind (self)->name);
      break;
    case PROP_SOURCES:
      g_value_set_string (value,
                          gtk_check_button_get_active (self->chosen_check) ? "chosen" : "all");
      break;
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_format (IbidExportDialog *self, const char *name)
{
  const IbidExportKind *kind = ibid_export_find_kind (name);

  if (kind == NULL || kind == get_kind (self))
    return;
  ibid_export_format_row_set_format (self->format_row, kind->format);
  format_chosen_cb (self);
}

static void
set_folder (IbidExportDialog *self, const char *uri)
{
  if (g_strcmp0 (self->folder, uri) == 0)
    return;
  g_free (self->folder);
  self->folder = g_strdup (uri != NULL ? uri : "");
  queue_preview (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER]);
}

static void
ibid_export_dialog_set_property (GObject *object, guint prop_id, const GValue *value,
                                 GParamSpec *pspec)
{
  IbidExportDialog *self = IBID_EXPORT_DIALOG (object);

  switch (prop_id)
    {
    case PROP_FORMAT:
      set_format (self, g_value_get_string (value));
      break;
    case PROP_SOURCES:
      gtk_check_button_set_active (g_strcmp0 (g_value_get_string (value), "chosen") == 0
                                       ? self->chosen_check
                                       : self->all_check,
                                   TRUE);
      break;
    case PROP_FOLDER:
      set_folder (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, notice_box);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, notice_label);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, renew_button);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, sources_group);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, all_count);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, all_check);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, chosen_check);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, conditions);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, file_name);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, cut_label);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, preview_stack);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, text);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, IbidExportDialog, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, format_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sources_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, conditions_changed_cb);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, "markdown", flags);
  properties[PROP_SOURCES] = g_param_spec_string ("sources", NULL, NULL, "all", flags);
  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ibid_export_dialog_class_init (IbidExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_export_dialog_dispose;
  object_class->finalize = ibid_export_dialog_finalize;
  object_class->get_property = ibid_export_dialog_get_property;
  object_class->set_property = ibid_export_dialog_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = ibid_export_dialog_close_request;
  install_properties (object_class);
  signals[PICK] = g_signal_new ("pick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_FILE);
  signals[EXPORTED] = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "export.choose-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "export.renew", NULL, renew_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "export.cancel", NULL);
  /* no default widget: Return is for the row that has the focus */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "export.choose-file", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "export.cancel",
                                       NULL);
  g_type_ensure (IBID_TYPE_EXPORT_COLUMNS);
  g_type_ensure (IBID_TYPE_EXPORT_CONDITIONS);
  g_type_ensure (IBID_TYPE_EXPORT_FORMAT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-export-dialog.ui");
  bind_children (widget_class);
}

static void
ibid_export_dialog_init (IbidExportDialog *self)
{
  self->folder = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_export_dialog_new (GtkWindow *parent, IbidDossier *dossier)
{
  IbidExportDialog *self = g_object_new (IBID_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  const char *title = ibid_article_get_title (ibid_dossier_get_article (dossier));
  int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;

  self->dossier = g_object_ref (dossier);
  self->job = ibid_export_job_new (dossier);
  adw_window_title_set_subtitle (self->heading, title);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - MARGIN, 360, 960),
                               CLAMP (height - MARGIN, 420, 700));
  g_signal_connect_object (ibid_dossier_get_annotations (dossier), "items-changed",
                           G_CALLBACK (changed_behind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ibid_dossier_get_article (dossier), "decisions-changed",
                           G_CALLBACK (changed_behind_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->format_row));
  queue_preview (self);
  return GTK_WIDGET (self);
}

void
ibid_export_dialog_set_selected (IbidExportDialog *self, GPtrArray *annotations)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (IBID_IS_EXPORT_DIALOG (self));

  for (guint i = 0; i < annotations->len; i++)
    g_strv_builder_add (builder, ibid_annotation_get_id (g_ptr_array_index (annotations, i)));
  g_strfreev (self->selected);
  self->selected = g_strv_builder_end (builder);
  ibid_export_conditions_set_n_selected (self->conditions, annotations->len);
  queue_preview (self);
}

static gboolean
is_for_reports (const IbidExportKind *kind)
{
  return kind->format == IBID_EXPORT_FORMAT_MARKDOWN || kind->format == IBID_EXPORT_FORMAT_HTML;
}

void
ibid_export_dialog_set_entity (IbidExportDialog *self, IbidEntity *entity)
{
  g_return_if_fail (IBID_IS_EXPORT_DIALOG (self));

  g_free (self->entity);
  g_free (self->entity_name);
  self->entity = g_strdup (ibid_record_get_id (IBID_RECORD (entity)));
  self->entity_name = g_strdup (ibid_entity_get_name (entity));
  adw_window_title_set_title (self->heading, _ ("Export Report"));
  adw_window_title_set_subtitle (self->heading, self->entity_name);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Export Report"));
  ibid_export_format_row_offer (self->format_row, is_for_reports);
  queue_preview (self);
}

/* What goes wrong is told here; the file is as it was then. */
void
ibid_export_dialog_write (IbidExportDialog *self, GFile *file)
{
  g_auto (GStrv) conditions = NULL;
  g_autofree char *path = NULL;
  IbidExportWish wish;

  g_return_if_fail (IBID_IS_EXPORT_DIALOG (self));
  g_return_if_fail (self->writing == NULL);

  path = g_file_get_path (file);
  if (path == NULL)
    {
      show_notice (self, _ ("Files can be exported to folders of this computer only."), TRUE,
                   FALSE);
      return;
    }
  stop_preview (self);
  set_busy (self, FALSE);
  hide_notice (self);
  conditions = dup_conditions (self);
  wish = get_wish (self, conditions);
  g_set_object (&self->target, file);
  self->writing = g_cancellable_new ();
  update_actions (self);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  self->progress_id = g_timeout_add (BUSY_SHOWN_AFTER_MS, show_progress_cb, self);
  ibid_export_job_write_async (self->job, &wish, path, self->writing, written_cb,
                               g_object_ref (self));
}
