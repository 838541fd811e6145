/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-finding.h"

struct _IbidFinding
{
  GObject parent_instance;

  /* owned */
  char *code;
  char *pointer;
  char *message;
  GObject *subject;

  /* plain */
  IbidSeverity severity;
  IbidSpan span;
  gboolean has_span;
};

G_DEFINE_TYPE (IbidFinding, ibid_finding, G_TYPE_OBJECT)

static void
ibid_finding_finalize (GObject *object)
{
  IbidFinding *self = IBID_FINDING (object);

  g_free (self->code);
  g_free (self->pointer);
  g_free (self->message);
  g_clear_object (&self->subject);
  G_OBJECT_CLASS (ibid_finding_parent_class)->finalize (object);
}

static void
ibid_finding_class_init (IbidFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_finding_finalize;
}

static void
ibid_finding_init (IbidFinding *self)
{
}

/**
 * ibid_finding_new:
 * @severity: how bad it is
 * @code: a stable word for it, "dangling-reference"
 * @pointer: (nullable): JSON Pointer of the place in the file
 * @span: (nullable): place in the text
 * @subject: (nullable): what it is about; a reference is taken
 * @message: for people, translated
 *
 * Makes a finding.
 *
 * Returns: (transfer full): the finding
 */
IbidFinding *
ibid_finding_new (IbidSeverity severity, const char *code, const char *pointer,
                  const IbidSpan *span, GObject *subject, const char *message)
{
  IbidFinding *self = g_object_new (IBID_TYPE_FINDING, NULL);

  self->severity = severity;
  self->code = g_strdup (code);
  self->pointer = g_strdup (pointer);
  self->message = g_strdup (message);
  self->has_span = span != NULL;
  if (span != NULL)
    self->span = *span;
  g_set_object (&self->subject, subject);
  return self;
}

/**
 * ibid_finding_get_severity:
 * @self: a finding
 *
 * Tells how bad it is.
 *
 * Returns: the severity
 */
IbidSeverity
ibid_finding_get_severity (IbidFinding *self)
{
  return self->severity;
}

/**
 * ibid_finding_get_code:
 * @self: a finding
 *
 * Gives the stable word for this sort of finding.
 *
 * Returns: the word
 */
const char *
ibid_finding_get_code (IbidFinding *self)
{
  return self->code;
}

/**
 * ibid_finding_get_pointer:
 * @self: a finding
 *
 * Gives the place in the file.
 *
 * Returns: (nullable): a JSON Pointer
 */
const char *
ibid_finding_get_pointer (IbidFinding *self)
{
  return self->pointer;
}

/**
 * ibid_finding_get_span:
 * @self: a finding
 * @span: (out) (optional): place in the text; left alone if it has none
 *
 * Gives the place in the text.
 *
 * Returns: whether it has one
 */
gboolean
ibid_finding_get_span (IbidFinding *self, IbidSpan *span)
{
  if (self->has_span && span != NULL)
    *span = self->span;
  return self->has_span;
}

/**
 * ibid_finding_get_subject:
 * @self: a finding
 *
 * Gives what it is about: an #IbidCitation, #IbidSource, #IbidOutlet and so on.
 *
 * Returns: (nullable): the thing
 */
GObject *
ibid_finding_get_subject (IbidFinding *self)
{
  return self->subject;
}

/**
 * ibid_finding_get_message:
 * @self: a finding
 *
 * Says it for people.
 *
 * Returns: the message, translated
 */
const char *
ibid_finding_get_message (IbidFinding *self)
{
  return self->message;
}
