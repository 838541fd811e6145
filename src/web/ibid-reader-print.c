/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing renders the article a second time, into a view that is never on the screen: what is
 * painted as highlights there would not be printed, and the reader's page stays as it is. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>
#include <gtk/gtkunixprint.h>

#include "ibid-pdf-amend.h"
#include "ibid-reader-view-private.h"
#include "ibid-render.h"

typedef struct
{
  IbidArticle *article; /* that was shown when it was asked for, or NULL */
  WebKitWebView *web;
  WebKitPrintOperation *operation; /* NULL until the page is there */
  GPtrArray *notes;                /* of IbidRenderNote, or NULL */
  GFile *file;                     /* NULL: the user chooses in the dialog */
  GFile *draft;                    /* what is printed into, to become @file; or NULL */
  GtkWindow *parent;               /* borrowed through a weak pointer, or NULL */
  GtkPrinter *printer;
  GError *error; /* what the operation reported before it ended */
  char *admitted_uri;
  /* what the file is to say of itself */
  GArray *headings;       /* of IbidPdfHeading */
  GArray *heading_blocks; /* of guint: where they stand */
  char *author;
  char *language;
} PrintTask;

static void
print_task_free (PrintTask *data)
{
  if (data->web != NULL)
    g_signal_handlers_disconnect_by_data (data->web, &data->admitted_uri);
  g_clear_object (&data->operation);
  g_clear_object (&data->web);
  g_clear_object (&data->article);
  if (data->draft != NULL)
    g_file_delete (data->draft, NULL, NULL);
  g_clear_pointer (&data->notes, g_ptr_array_unref);
  g_clear_object (&data->draft);
  g_clear_object (&data->file);
  g_clear_object (&data->printer);
  g_clear_error (&data->error);
  g_clear_weak_pointer (&data->parent);
  g_clear_pointer (&data->headings, g_array_unref);
  g_clear_pointer (&data->heading_blocks, g_array_unref);
  g_free (data->author);
  g_free (data->language);
  g_free (data->admitted_uri);
  g_free (data);
}

static gboolean
find_virtual_printer_cb (GtkPrinter *printer, gpointer user_data)
{
  PrintTask *data = g_task_get_task_data (G_TASK (user_data));

  /* not by its name, which is translated */
  if (!gtk_printer_is_virtual (printer) || !gtk_printer_accepts_pdf (printer))
    return FALSE;
  g_set_object (&data->printer, printer);
  return TRUE;
}

static void
print_failed_cb (GTask *task, GError *error)
{
  PrintTask *data = g_task_get_task_data (task);

  if (data->error == NULL)
    data->error = g_error_copy (error);
}

/* The file that was printed into, when it is one that can be amended. */
static GFile *
dup_printed_file (PrintTask *data)
{
  GtkPrintSettings *settings = webkit_print_operation_get_print_settings (data->operation);
  const char *uri;
  const char *format;

  if (data->draft != NULL)
    return g_object_ref (data->draft);
  uri = settings != NULL ? gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_URI) : NULL;
  format = settings != NULL
               ? gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT)
               : NULL;
  return uri != NULL && g_strcmp0 (format, "pdf") == 0 ? g_file_new_for_uri (uri) : NULL;
}

static void
replaced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
printed_file_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PrintTask *data = g_task_get_task_data (task);
  IbidPdfFacts facts = { data->author, data->language, data->headings };
  g_autoptr (GBytes) printed = NULL;
  g_autoptr (GBytes) amended = NULL;
  GCancellable *cancellable;
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_load_contents_finish (G_FILE (object), result, &contents, &length, NULL, &error))
    {
      /* the user chose it and has it, if without an author */
      if (data->file == NULL)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  printed = g_bytes_new_take (contents, length);
  amended = ibid_pdf_amend (printed, &facts);
  if (data->file == NULL && amended == printed)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  cancellable = g_task_get_cancellable (task);
  g_file_replace_contents_bytes_async (data->file != NULL ? data->file : G_FILE (object), amended,
                                       NULL, FALSE, G_FILE_CREATE_NONE, cancellable, replaced_cb,
                                       g_steal_pointer (&task));
}

static void
print_finished_cb (GTask *task)
{
  PrintTask *data = g_task_get_task_data (task);
  g_autoptr (GFile) file = dup_printed_file (data);

  if (g_task_get_completed (task) || g_task_return_error_if_cancelled (task))
    return;
  if (data->error != NULL)
    g_task_return_error (task, g_steal_pointer (&data->error));
  else if (file == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_file_load_contents_async (file, g_task_get_cancellable (task), printed_file_read_cb,
                                g_object_ref (task));
}

static GtkPrintSettings *
new_pdf_settings (PrintTask *data)
{
  GtkPrintSettings *settings = gtk_print_settings_new ();
  g_autofree char *uri = g_file_get_uri (data->draft);

  gtk_print_settings_set_printer (settings, gtk_printer_get_name (data->printer));
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  return settings;
}

/* Notes in the margin need a wider page, so its own edges are narrower. */
static GtkPageSetup *
new_page_setup (gboolean has_notes)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  double side_mm = has_notes ? 15 : 22;

  gtk_page_setup_set_top_margin (setup, 20, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 20, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, side_mm, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, side_mm, GTK_UNIT_MM);
  return setup;
}

static void
unref_closure_data (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
keep_windows_cb (GListModel *windows, guint position, guint removed, guint added, GPtrArray *kept)
{
  for (guint i = 0; i < added; i++)
    g_ptr_array_add (kept, g_list_model_get_item (windows, position + i));
}

/* WebKit destroys its dialog when that has answered, but one that answers because it is closed,
 * with Escape, has destroyed itself: it has to outlive that, or WebKit would touch what is not
 * there. */
static WebKitPrintOperationResponse
run_dialog (WebKitPrintOperation *operation, GtkWindow *parent)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *windows = gtk_window_get_toplevels ();
  gulong handler = g_signal_connect (windows, "items-changed", G_CALLBACK (keep_windows_cb), kept);
  WebKitPrintOperationResponse response = webkit_print_operation_run_dialog (operation, parent);

  g_signal_handler_disconnect (windows, handler);
  return response;
}

static void
start_printing (GTask *task)
{
  PrintTask *data = g_task_get_task_data (task);
  g_autoptr (GtkPageSetup) setup = new_page_setup (data->notes != NULL);

  data->operation = webkit_print_operation_new (data->web);
  webkit_print_operation_set_page_setup (data->operation, setup);
  g_signal_connect_object (data->operation, "failed", G_CALLBACK (print_failed_cb), task,
                           G_CONNECT_SWAPPED);
  if (data->file != NULL)
    {
      g_autoptr (GtkPrintSettings) settings = new_pdf_settings (data);

      webkit_print_operation_set_print_settings (data->operation, settings);
    }
  /* the operation lives as long as the task, and the task until it ends */
  g_signal_connect_data (data->operation, "finished", G_CALLBACK (print_finished_cb),
                         g_object_ref (task), unref_closure_data, G_CONNECT_SWAPPED);
  if (data->file != NULL)
    webkit_print_operation_print (data->operation);
  else if (run_dialog (data->operation, data->parent) == WEBKIT_PRINT_OPERATION_RESPONSE_CANCEL)
    g_task_return_boolean (task, TRUE);
}

static void
load_changed_cb (WebKitWebView *web, WebKitLoadEvent event, GTask *task)
{
  if (event != WEBKIT_LOAD_FINISHED || g_task_get_completed (task))
    return;
  if (!g_task_return_error_if_cancelled (task))
    start_printing (task);
}

static void
print_process_gone_cb (WebKitWebView *web, WebKitWebProcessTerminationReason reason, GTask *task)
{
  if (!g_task_get_completed (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             _ ("The page could not be laid out for printing"));
}

static void
clear_heading (gpointer data)
{
  g_free (((IbidPdfHeading *)data)->text);
}

/* The headings in the order of the text, and who wrote it. */
static void
gather_facts (PrintTask *data, IbidArticle *article)
{
  guint n_blocks = ibid_article_get_n_blocks (article);

  data->author = ibid_csl_dup_author_text (ibid_article_get_metadata (article));
  if (data->author != NULL && *data->author == '\0')
    g_clear_pointer (&data->author, g_free);
  data->language = g_strdup (ibid_article_get_language (article));
  data->headings = g_array_new (FALSE, FALSE, sizeof (IbidPdfHeading));
  g_array_set_clear_func (data->headings, clear_heading);
  data->heading_blocks = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_blocks && data->headings->len < IBID_PDF_MAX_HEADINGS; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);
      IbidPdfHeading heading = { NULL, ibid_block_get_level (block) };

      if (ibid_block_get_block_type (block) != IBID_BLOCK_TYPE_HEADING)
        continue;
      heading.text = g_strdup (ibid_block_get_text (block));
      g_array_append_val (data->headings, heading);
      g_array_append_val (data->heading_blocks, i);
    }
}

/* A point of nearly white at each heading, for ibid_pdf_amend() to find. Only the style sheet knows
 * the colours: no article can paint with them. */
static void
add_heading_marks (WebKitUserContentManager *content, GArray *blocks)
{
  g_autoptr (GString) css = g_string_new (NULL);
  WebKitUserStyleSheet *sheet;

  for (guint i = 0; i < blocks->len; i++)
    g_string_append_printf (css, "#b%u::before { background: #%06x; }\n",
                            g_array_index (blocks, guint, i), ibid_pdf_heading_colour (i));
  sheet = webkit_user_style_sheet_new (css->str, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                       WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);
  webkit_user_content_manager_add_style_sheet (content, sheet);
  webkit_user_style_sheet_unref (sheet);
}

static void
load_for_print (IbidReaderView *self, GTask *task)
{
  PrintTask *data = g_task_get_task_data (task);
  g_autofree char *uri = g_strdup_printf (IBID_READER_SCHEME "://app/article/%u/", self->serial);
  IbidRenderOptions options = { .for_print = TRUE,
                                .annotations = ibid_reader_annotations_of_article (self),
                                .notes = data->notes,
                                .base_path = uri,
                                .chrome_language = ibid_reader_chrome_language () };
  g_autoptr (GBytes) html = ibid_render_article (self->article, &options);
  g_autoptr (WebKitUserContentManager) content = ibid_reader_new_content_manager ();

  gather_facts (data, self->article);
  add_heading_marks (content, data->heading_blocks);
  webkit_user_content_manager_add_filter (content, self->filter);
  data->web = g_object_ref_sink (ibid_reader_new_web_view (self, content));
  data->admitted_uri = g_strdup (uri);
  ibid_reader_guard_navigation (data->web, &data->admitted_uri);
  g_signal_connect_data (data->web, "load-changed", G_CALLBACK (load_changed_cb),
                         g_object_ref (task), unref_closure_data, 0);
  g_signal_connect_data (data->web, "web-process-terminated", G_CALLBACK (print_process_gone_cb),
                         g_object_ref (task), unref_closure_data, 0);
  webkit_web_view_load_bytes (data->web, html, "text/html", "UTF-8", uri);
}

static gboolean
can_print (IbidReaderView *self, GTask *task)
{
  PrintTask *data = g_task_get_task_data (task);

  /* a window may close or open another article while printers are looked for */
  if (self->article != NULL && self->article == data->article && self->filter != NULL)
    return TRUE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, "%s",
                           _ ("No article is shown"));
  return FALSE;
}

/* The task's own data holds the view whose signals hold the task: let go when it is over. */
static void
release_cb (GTask *task)
{
  PrintTask *data = g_task_get_task_data (task);

  if (data->web != NULL)
    {
      g_signal_handlers_disconnect_matched (data->web, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                            load_changed_cb, NULL);
      g_signal_handlers_disconnect_matched (data->web, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                            print_process_gone_cb, NULL);
    }
  if (data->operation != NULL)
    g_signal_handlers_disconnect_matched (data->operation, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                          print_finished_cb, NULL);
}

/* GTK writes into the file as it goes, so that is another one. */
static gboolean
make_draft (GTask *task)
{
  PrintTask *data = g_task_get_task_data (task);
  g_autoptr (GFileIOStream) stream = NULL;
  GError *error = NULL;

  data->draft = g_file_new_tmp ("ibid-XXXXXX.pdf", &stream, &error);
  if (data->draft != NULL)
    return TRUE;
  g_task_return_error (task, error);
  return FALSE;
}

static GTask *
new_print_task (IbidReaderView *self, GPtrArray *notes, GCancellable *cancellable,
                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  PrintTask *data = g_new0 (PrintTask, 1);

  g_set_object (&data->article, self->article);
  data->notes = notes != NULL ? g_ptr_array_ref (notes) : NULL;
  g_task_set_task_data (task, data, (GDestroyNotify)print_task_free);
  g_signal_connect (task, "notify::completed", G_CALLBACK (release_cb), NULL);
  return task;
}

static void
printers_listed_cb (gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PrintTask *data = g_task_get_task_data (task);
  IbidReaderView *self = g_task_get_source_object (task);

  if (data->printer == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _ ("Printing to a file is not available on this system"));
  else if (can_print (self, task))
    load_for_print (self, task);
}

static void
printed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (object, "failed", error->message);
}

/**
 * ibid_reader_view_print:
 * @self: the reader
 * @notes: (nullable) (element-type IbidRenderNote): what is printed beside the text, in reading
 *   order; its annotations are those of the reading state; %NULL: highlights only
 * @parent: (nullable): the window that the dialog belongs to
 *
 * Asks for printer and pages and prints the article. What goes wrong is told by the signal
 * "failed".
 */
void
ibid_reader_view_print (IbidReaderView *self, GPtrArray *notes, GtkWindow *parent)
{
  g_autoptr (GTask) task = NULL;
  PrintTask *data;

  g_return_if_fail (IBID_IS_READER_VIEW (self));

  task = new_print_task (self, notes, self->cancellable, printed_cb, NULL);
  data = g_task_get_task_data (task);
  g_set_weak_pointer (&data->parent, parent);
  if (can_print (self, task))
    load_for_print (self, task);
}

/**
 * ibid_reader_view_export_pdf_async:
 * @self: the reader
 * @notes: (nullable) (element-type IbidRenderNote): as for ibid_reader_view_print()
 * @file: where to; a file that is there is replaced
 * @cancellable: (nullable): to give up before printing begins
 * @callback: called when the file is written
 * @user_data: for it
 *
 * Writes the article that is shown as a PDF of A4 or Letter pages, as the locale has it, with
 * title, author, language and bookmarks. Until it is written whole, a file that is there stays.
 */
void
ibid_reader_view_export_pdf_async (IbidReaderView *self, GPtrArray *notes, GFile *file,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  PrintTask *data;

  g_return_if_fail (IBID_IS_READER_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));

  task = new_print_task (self, notes, cancellable, callback, user_data);
  g_task_set_source_tag (task, ibid_reader_view_export_pdf_async);
  data = g_task_get_task_data (task);
  data->file = g_object_ref (file);
  if (!can_print (self, task) || !make_draft (task))
    return;
  gtk_enumerate_printers (find_virtual_printer_cb, g_object_ref (task), printers_listed_cb, FALSE);
}

/**
 * ibid_reader_view_export_pdf_finish:
 *
 * Returns: %FALSE with an error of %G_IO_ERROR, or of WebKit's print domain
 */
gboolean
ibid_reader_view_export_pdf_finish (IbidReaderView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
