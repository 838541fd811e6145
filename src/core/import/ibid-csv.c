/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-csv.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-import-error.h"

/*
 * A reader of our own: neither GLib nor another library of Ibid has one, libcsv has not been
 * released since 2013, and a row's line for messages, CR, LF and CRLF in one file, and another
 * delimiter are all that is needed beyond the grammar's six rules.
 */

/**
 * ibid_csv_init:
 * @self: a reader, to be cleared by ibid_csv_clear()
 * @text: a whole table, UTF-8; borrowed
 * @delimiter: what parts the cells: a comma, as a rule
 */
void
ibid_csv_init (IbidCsv *self, const char *text, char delimiter)
{
  *self = (IbidCsv){ .at = text, .delimiter = delimiter, .line = 1 };
  self->cells = g_ptr_array_new_with_free_func (g_free);
}

/**
 * ibid_csv_clear:
 * @self: a reader
 */
void
ibid_csv_clear (IbidCsv *self)
{
  g_clear_pointer (&self->cells, g_ptr_array_unref);
}

static gboolean
fail (GError **error, IbidImportError code, guint line, const char *message)
{
  g_set_error (error, IBID_IMPORT_ERROR, (int)code, _ ("Line %u: %s"), line, message);
  return FALSE;
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r' || c == '\0';
}

/* CRLF is one */
static const char *
skip_line_end (const char *at)
{
  if (*at == '\r' && at[1] == '\n')
    return at + 2;
  return *at != '\0' ? at + 1 : at;
}

static gboolean
read_quoted (IbidCsv *self, GString *cell, GError **error)
{
  guint first_line = self->line;

  for (self->at++; *self->at != '\0'; self->at++)
    {
      if (*self->at == '"' && self->at[1] != '"')
        {
          self->at++;
          if (*self->at == self->delimiter || is_line_end (*self->at))
            return TRUE;
          return fail (error, IBID_IMPORT_ERROR_FORMAT, self->line,
                       _ ("expected a delimiter or the end of the line behind a closing quotation "
                          "mark. A quotation mark inside a cell has to be doubled."));
        }
      if (*self->at == '"')
        self->at++;
      else if (*self->at == '\n' || (*self->at == '\r' && self->at[1] != '\n'))
        self->line++;
      g_string_append_c (cell, *self->at);
    }
  return fail (error, IBID_IMPORT_ERROR_FORMAT, first_line,
               _ ("expected a closing quotation mark before the end of the file."));
}

static gboolean
read_cell (IbidCsv *self, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *start = self->at;

  if (self->cells->len == IBID_CSV_MAX_CELLS)
    return fail (error, IBID_IMPORT_ERROR_TOO_LARGE, self->line,
                 _ ("there are more cells in a row than Ibid reads."));
  if (*self->at == '"')
    {
      if (!read_quoted (self, cell, error))
        return FALSE;
    }
  else
    {
      while (*self->at != self->delimiter && !is_line_end (*self->at))
        self->at++;
      g_string_append_len (cell, start, self->at - start);
    }
  if (cell->len > IBID_CSV_MAX_CELL_BYTES)
    return fail (error, IBID_IMPORT_ERROR_TOO_LARGE, self->row_line,
                 _ ("a cell is larger than Ibid reads."));
  g_ptr_array_add (self->cells, g_string_free (g_steal_pointer (&cell), FALSE));
  return TRUE;
}

/**
 * ibid_csv_next:
 * @self: a reader
 * @error: return location for an error of #IBID_IMPORT_ERROR, which names the line:
 *   %IBID_IMPORT_ERROR_FORMAT (quotation marks that do not match) or %IBID_IMPORT_ERROR_TOO_LARGE
 *
 * Reads the next row into @self->cells. Empty lines are passed over.
 *
 * Returns: whether there was one; %FALSE without an error at the end
 */
gboolean
ibid_csv_next (IbidCsv *self, GError **error)
{
  g_ptr_array_set_size (self->cells, 0);
  for (; *self->at == '\n' || *self->at == '\r'; self->line++)
    self->at = skip_line_end (self->at);
  if (*self->at == '\0')
    return FALSE;
  self->row++;
  self->row_line = self->line;
  for (;;)
    {
      if (!read_cell (self, error))
        return FALSE;
      if (is_line_end (*self->at))
        break;
      self->at++;
    }
  if (*self->at != '\0')
    self->line++;
  self->at = skip_line_end (self->at);
  return TRUE;
}

/**
 * ibid_csv_get:
 * @self: a reader, at a row
 * @cell: number of a cell, from 0
 *
 * Returns: (transfer none): its text; "" if the row is shorter
 */
const char *
ibid_csv_get (IbidCsv *self, guint cell)
{
  return cell < self->cells->len ? g_ptr_array_index (self->cells, cell) : "";
}
