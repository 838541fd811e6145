/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-format-error.h"
#include <glib/gi18n.h>

/* What an error knows beside its message. G_DEFINE_EXTENDED_ERROR carries it through g_error_copy()
 * and g_propagate_error(), so no one has to pick a pointer out of a translated sentence. */
typedef struct
{
  char *pointer;
  char *detail;
} IbidFormatErrorPrivate;

static void
ibid_format_error_private_init (IbidFormatErrorPrivate *self)
{
  self->pointer = NULL;
  self->detail = NULL;
}

static void
ibid_format_error_private_copy (const IbidFormatErrorPrivate *source, IbidFormatErrorPrivate *copy)
{
  copy->pointer = g_strdup (source->pointer);
  copy->detail = g_strdup (source->detail);
}

static void
ibid_format_error_private_clear (IbidFormatErrorPrivate *self)
{
  g_clear_pointer (&self->pointer, g_free);
  g_clear_pointer (&self->detail, g_free);
}

/**
 * ibid_format_error_quark:
 *
 * The error domain of everything that reads or writes Ibid's files.
 */
G_DEFINE_EXTENDED_ERROR (IbidFormatError, ibid_format_error)

static const char *const NICKS[] = {
  [IBID_FORMAT_ERROR_EMPTY] = "empty",
  [IBID_FORMAT_ERROR_TOO_LARGE] = "too-large",
  [IBID_FORMAT_ERROR_TOO_DEEP] = "too-deep",
  [IBID_FORMAT_ERROR_NOT_UTF8] = "not-utf8",
  [IBID_FORMAT_ERROR_NUL] = "nul",
  [IBID_FORMAT_ERROR_SYNTAX] = "syntax",
  [IBID_FORMAT_ERROR_NOT_ARTICLE] = "not-article",
  [IBID_FORMAT_ERROR_VERSION] = "version",
  [IBID_FORMAT_ERROR_MISSING] = "missing",
  [IBID_FORMAT_ERROR_TYPE] = "type",
  [IBID_FORMAT_ERROR_VALUE] = "value",
  [IBID_FORMAT_ERROR_DUPLICATE_ID] = "duplicate-id",
  [IBID_FORMAT_ERROR_REFERENCE] = "reference",
  [IBID_FORMAT_ERROR_SPAN] = "span",
  [IBID_FORMAT_ERROR_PATH] = "path",
  [IBID_FORMAT_ERROR_TOO_MANY] = "too-many",
};

/**
 * ibid_format_error_nick:
 * @code: one of the codes of this domain
 *
 * The stable word for a code, as `ibid-cli check` prints it and the corpus names it: "not-utf8".
 *
 * Returns: (transfer none): the word
 */
const char *
ibid_format_error_nick (IbidFormatError code)
{
  return NICKS[code];
}

/* A place in the file can be mended by whoever writes it; the other causes say themselves what to
 * do. */
static const char *
hint_for (const char *pointer)
{
  if (pointer == NULL)
    return "";
  return _ ("Mend that place in the file, or ask whoever made it for a sound copy.");
}

/**
 * ibid_format_set_error:
 * @error: (out) (optional): where to put the error
 * @code: the cause
 * @file: the file's name as people know it
 * @pointer: (nullable): JSON Pointer of the place, "" for the whole document, %NULL if the fault
 *   is not in one value (the detail then says line and column)
 * @detail: what was expected and what was found, a translated sentence
 *
 * Sets an error whose message says file, place, fault and what to do.
 */
void
ibid_format_set_error (GError **error, IbidFormatError code, const char *file, const char *pointer,
                       const char *detail)
{
  const char *hint = hint_for (pointer);
  IbidFormatErrorPrivate *private;

  if (error == NULL)
    return;

  if (pointer == NULL)
    /* Translators: a file's name, and what is wrong with it (a sentence) */
    g_set_error (error, IBID_FORMAT_ERROR, code, _ ("“%s”: %s"), file, detail);
  else if (*pointer == '\0')
    /* Translators: a file's name, what is wrong with it, and what to do (two sentences) */
    g_set_error (error, IBID_FORMAT_ERROR, code, _ ("“%s”: %s %s"), file, detail, hint);
  else
    /* Translators: a file's name, a place in it (“/blocks/3/text”), what is wrong, what to do */
    g_set_error (error, IBID_FORMAT_ERROR, code, _ ("“%s”, at %s: %s %s"), file, pointer, detail,
                 hint);

  private = ibid_format_error_get_private (*error);
  private->pointer = g_strdup (pointer);
  private->detail = g_strdup (detail);
}

/**
 * ibid_format_error_dup_pointer:
 * @error: any error
 *
 * Tells which value of the file an error is about.
 *
 * Returns: (transfer full) (nullable): a JSON Pointer (RFC 6901), "" for the whole document; %NULL
 *   if the error is of another domain or not about one value
 */
char *
ibid_format_error_dup_pointer (const GError *error)
{
  if (error == NULL || error->domain != IBID_FORMAT_ERROR)
    return NULL;
  return g_strdup (ibid_format_error_get_private (error)->pointer);
}

/**
 * ibid_format_error_dup_detail:
 * @error: any error
 *
 * The fault alone, without file, pointer and advice, for a place that shows those elsewhere.
 *
 * Returns: (transfer full): a translated sentence; the whole message of an error of another domain
 */
char *
ibid_format_error_dup_detail (const GError *error)
{
  if (error->domain != IBID_FORMAT_ERROR || ibid_format_error_get_private (error)->detail == NULL)
    return g_strdup (error->message);
  return g_strdup (ibid_format_error_get_private (error)->detail);
}
