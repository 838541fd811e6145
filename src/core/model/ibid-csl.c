/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-csl.h"

struct _IbidCsl
{
  IbidRecord parent_instance;

  /* owned */
  char *fields[IBID_CSL_N_FIELDS];
  GArray *authors;
  IbidPartialDate *issued;
  IbidPartialDate *accessed;
  char *issued_literal;
};

G_DEFINE_TYPE (IbidCsl, ibid_csl, IBID_TYPE_RECORD)

static const char *const field_names[IBID_CSL_N_FIELDS] = {
  [IBID_CSL_TYPE] = "type",
  [IBID_CSL_TITLE] = "title",
  [IBID_CSL_CONTAINER_TITLE] = "container-title",
  [IBID_CSL_PUBLISHER] = "publisher",
  [IBID_CSL_VOLUME] = "volume",
  [IBID_CSL_ISSUE] = "issue",
  [IBID_CSL_PAGE] = "page",
  [IBID_CSL_URL] = "URL",
  [IBID_CSL_DOI] = "DOI",
  [IBID_CSL_LANGUAGE] = "language",
  [IBID_CSL_ABSTRACT] = "abstract",
  [IBID_CSL_NOTE] = "note",
};

static void
name_clear (gpointer data)
{
  IbidCslName *name = data;

  g_free (name->family);
  g_free (name->given);
  g_free (name->literal);
  g_clear_pointer (&name->extra, json_object_unref);
}

static void
ibid_csl_finalize (GObject *object)
{
  IbidCsl *self = IBID_CSL (object);

  for (guint i = 0; i < IBID_CSL_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_clear_pointer (&self->authors, g_array_unref);
  g_clear_pointer (&self->issued, ibid_partial_date_unref);
  g_clear_pointer (&self->accessed, ibid_partial_date_unref);
  g_free (self->issued_literal);
  G_OBJECT_CLASS (ibid_csl_parent_class)->finalize (object);
}

static void
ibid_csl_class_init (IbidCslClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_csl_finalize;
}

static void
ibid_csl_init (IbidCsl *self)
{
}

/**
 * ibid_csl_new:
 * @id: (nullable): its id
 * @type: (nullable): CSL type, "article-newspaper"
 *
 * Makes an empty bibliographic record.
 *
 * Returns: (transfer full): the record
 */
IbidCsl *
ibid_csl_new (const char *id, const char *type)
{
  IbidCsl *self = g_object_new (IBID_TYPE_CSL, NULL);

  ibid_record_set_id (IBID_RECORD (self), id);
  self->fields[IBID_CSL_TYPE] = g_strdup (type);
  return self;
}

/**
 * ibid_csl_field_name:
 * @field: a field
 *
 * Gives the name of a field in CSL-JSON.
 *
 * Returns: the name, such as "container-title"
 */
const char *
ibid_csl_field_name (IbidCslField field)
{
  g_return_val_if_fail (field < IBID_CSL_N_FIELDS, NULL);

  return field_names[field];
}

/* What the file said of a member is not written back any more once the member is set to something
 * else. The object may be shared with the record that this one was copied from. */
static void
drop_extra (IbidCsl *self, const char *name)
{
  JsonObject *extra = ibid_record_get_extra (IBID_RECORD (self));
  g_autoptr (JsonObject) rest = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (extra == NULL || !json_object_has_member (extra, name))
    return;
  rest = json_object_new ();
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    if (g_strcmp0 (member, name) != 0)
      json_object_set_member (rest, member, json_node_copy (node));
  ibid_record_set_extra (IBID_RECORD (self), json_object_get_size (rest) > 0 ? rest : NULL);
}

/**
 * ibid_csl_get:
 * @self: a record
 * @field: a field
 *
 * Gives the text of a field.
 *
 * Returns: (nullable): the text; %NULL if the record has none
 */
const char *
ibid_csl_get (IbidCsl *self, IbidCslField field)
{
  g_return_val_if_fail (field < IBID_CSL_N_FIELDS, NULL);

  return self->fields[field];
}

/**
 * ibid_csl_set:
 * @self: a record
 * @field: a field
 * @value: (nullable): its text, or %NULL for none
 *
 * Sets the text of a field. A member of that name among those kept as the file has them is dropped,
 * as by all functions that set what a record says.
 */
void
ibid_csl_set (IbidCsl *self, IbidCslField field, const char *value)
{
  char *copy = NULL;

  g_return_if_fail (field < IBID_CSL_N_FIELDS);

  copy = g_strdup (value);
  g_free (self->fields[field]);
  self->fields[field] = copy;
  drop_extra (self, field_names[field]);
}

static void
set_date (IbidPartialDate **field, IbidPartialDate *date)
{
  if (date != NULL)
    ibid_partial_date_ref (date);
  g_clear_pointer (field, ibid_partial_date_unref);
  *field = date;
}

/**
 * ibid_csl_get_issued:
 * @self: a record
 *
 * Tells when the work appeared.
 *
 * Returns: (nullable): the date; %NULL if not known
 */
IbidPartialDate *
ibid_csl_get_issued (IbidCsl *self)
{
  return self->issued;
}

/**
 * ibid_csl_set_issued:
 * @self: a record
 * @date: (nullable): a date; a reference is taken
 *
 * Sets when the work appeared.
 */
void
ibid_csl_set_issued (IbidCsl *self, IbidPartialDate *date)
{
  set_date (&self->issued, date);
  drop_extra (self, "issued");
}

/**
 * ibid_csl_get_issued_literal:
 * @self: a record
 *
 * Gives a date as written that could not be resolved.
 *
 * Returns: (nullable): the words
 */
const char *
ibid_csl_get_issued_literal (IbidCsl *self)
{
  return self->issued_literal;
}

/**
 * ibid_csl_set_issued_literal:
 * @self: a record
 * @literal: (nullable): the date as written
 *
 * Sets a date that could not be resolved.
 */
void
ibid_csl_set_issued_literal (IbidCsl *self, const char *literal)
{
  char *copy = g_strdup (literal);

  g_free (self->issued_literal);
  self->issued_literal = copy;
  drop_extra (self, "issued");
}

/**
 * ibid_csl_get_accessed:
 * @self: a record
 *
 * Tells when the article's author looked at the work.
 *
 * Returns: (nullable): the date; %NULL if not given
 */
IbidPartialDate *
ibid_csl_get_accessed (IbidCsl *self)
{
  return self->accessed;
}

/**
 * ibid_csl_set_accessed:
 * @self: a record
 * @date: (nullable): a date; a reference is taken
 *
 * Sets when the article's author looked at the work.
 */
void
ibid_csl_set_accessed (IbidCsl *self, IbidPartialDate *date)
{
  set_date (&self->accessed, date);
  drop_extra (self, "accessed");
}

/**
 * ibid_csl_get_authors:
 * @self: a record
 * @n_authors: (out): their number
 *
 * Gives the authors in the order of the work.
 *
 * Returns: (array length=n_authors) (nullable): the names, valid until the record changes
 */
const IbidCslName *
ibid_csl_get_authors (IbidCsl *self, guint *n_authors)
{
  *n_authors = self->authors != NULL ? self->authors->len : 0;
  return *n_authors > 0 ? (const IbidCslName *)(gpointer)self->authors->data : NULL;
}

/**
 * ibid_csl_add_author:
 * @self: a record
 * @family: (nullable): family name
 * @given: (nullable): given names
 * @literal: (nullable): a name that is not to be taken apart
 * @extra: (nullable): unknown members of the name; a reference is taken
 *
 * Appends an author.
 */
void
ibid_csl_add_author (IbidCsl *self, const char *family, const char *given, const char *literal,
                     JsonObject *extra)
{
  IbidCslName name = { g_strdup (family), g_strdup (given), g_strdup (literal), NULL };

  if (extra != NULL)
    name.extra = json_object_ref (extra);
  if (self->authors == NULL)
    {
      self->authors = g_array_new (FALSE, FALSE, sizeof (IbidCslName));
      g_array_set_clear_func (self->authors, name_clear);
    }
  g_array_append_val (self->authors, name);
}

/**
 * ibid_csl_clear_authors:
 * @self: a record
 *
 * Removes all authors.
 */
void
ibid_csl_clear_authors (IbidCsl *self)
{
  g_clear_pointer (&self->authors, g_array_unref);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
dup_name_text (const IbidCslName *name)
{
  if (is_given (name->literal))
    return g_strdup (name->literal);
  if (is_given (name->given) && is_given (name->family))
    return g_strconcat (name->given, " ", name->family, NULL);
  return g_strdup (is_given (name->family)  ? name->family
                   : is_given (name->given) ? name->given
                                            : "");
}

/**
 * ibid_csl_dup_author_text:
 * @self: a record
 *
 * Gives the authors on one line, "A. Smith; OSCE".
 *
 * Returns: (transfer full) (nullable): the line; %NULL if the work has no author
 */
char *
ibid_csl_dup_author_text (IbidCsl *self)
{
  guint n_authors = 0;
  const IbidCslName *authors = ibid_csl_get_authors (self, &n_authors);
  GString *text = NULL;

  if (n_authors == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < n_authors; i++)
    {
      g_autofree char *name = dup_name_text (&authors[i]);

      if (text->len > 0 && *name != '\0')
        g_string_append (text, "; ");
      g_string_append (text, name);
    }
  return g_string_free (text, text->len == 0);
}

/* an author that reads just like the text keeps its parts */
static const IbidCslName *
find_author (GArray *authors, const char *text)
{
  for (guint i = 0; authors != NULL && i < authors->len; i++)
    {
      const IbidCslName *name = &g_array_index (authors, IbidCslName, i);
      g_autofree char *known = dup_name_text (name);

      if (strcmp (known, text) == 0)
        return name;
    }
  return NULL;
}

static void
add_author_from_text (IbidCsl *self, GArray *known, char *text)
{
  const IbidCslName *name = find_author (known, text);
  char *comma = strchr (text, ',');

  if (name != NULL)
    ibid_csl_add_author (self, name->family, name->given, name->literal, name->extra);
  else if (comma == NULL)
    ibid_csl_add_author (self, NULL, NULL, text, NULL);
  else
    {
      *comma = '\0';
      ibid_csl_add_author (self, g_strstrip (text), g_strstrip (comma + 1), NULL, NULL);
    }
}

/**
 * ibid_csl_set_author_text:
 * @self: a record
 * @text: (nullable): authors, semicolons between them: "Smith, A.; OSCE"
 *
 * Replaces the authors. A comma parts family and given names; without one the name is kept whole,
 * unless an author who is there already reads just so.
 */
void
ibid_csl_set_author_text (IbidCsl *self, const char *text)
{
  g_autoptr (GArray) known = g_steal_pointer (&self->authors);
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ";", -1);

  drop_extra (self, "author");
  for (char **name = names; *name != NULL; name++)
    {
      g_strstrip (*name);
      if (**name != '\0')
        add_author_from_text (self, known, *name);
    }
}

/**
 * ibid_csl_copy:
 * @self: a record
 *
 * Copies a record; unknown members are shared.
 *
 * Returns: (transfer full): the copy
 */
IbidCsl *
ibid_csl_copy (IbidCsl *self)
{
  IbidCsl *copy = ibid_csl_new (ibid_record_get_id (IBID_RECORD (self)), NULL);
  guint n_authors = 0;
  const IbidCslName *authors = ibid_csl_get_authors (self, &n_authors);

  for (guint i = 0; i < IBID_CSL_N_FIELDS; i++)
    copy->fields[i] = g_strdup (self->fields[i]);
  for (guint i = 0; i < n_authors; i++)
    ibid_csl_add_author (copy, authors[i].family, authors[i].given, authors[i].literal,
                         authors[i].extra);
  ibid_csl_set_issued (copy, self->issued);
  ibid_csl_set_issued_literal (copy, self->issued_literal);
  ibid_csl_set_accessed (copy, self->accessed);
  /* after all that is set, which would drop members of it */
  ibid_record_set_extra (IBID_RECORD (copy), ibid_record_get_extra (IBID_RECORD (self)));
  return copy;
}
