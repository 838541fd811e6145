/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <string.h>
#include "ibid-fold.h"

struct _IbidForeignAbout
{
  char *id;
  GHashTable *keys; /* of its addresses and its title */
  IbidReadingText *text;
};

/* through which a page is shown with its annotations */
#define PROXY "https://via.hypothes.is/"

static const char *const doi_prefixes[] = { "doi:", "urn:doi:", "doi.org/", "dx.doi.org/" };

static char *
dup_doi (const char *address)
{
  const char *at = address;

  if (g_str_has_prefix (at, "http://") || g_str_has_prefix (at, "https://"))
    at = strstr (at, "//") + 2;
  for (guint i = 0; i < G_N_ELEMENTS (doi_prefixes); i++)
    if (g_ascii_strncasecmp (at, doi_prefixes[i], strlen (doi_prefixes[i])) == 0)
      {
        at += strlen (doi_prefixes[i]);
        break;
      }
  if (!g_str_has_prefix (at, "10.") || strchr (at, '/') == NULL)
    return NULL;
  return g_ascii_strdown (at, -1);
}

/* Without what does not tell one page from another: the scheme, "www.", the case of the host, the
 * fragment, a slash at the end. */
static char *
dup_web_key (const char *address)
{
  const char *host = strstr (address, "//") + 2;
  g_autofree char *whole = NULL;
  gsize host_length;

  if (g_ascii_strncasecmp (host, "www.", 4) == 0)
    host += 4;
  whole = g_strndup (host, strcspn (host, "#"));
  host_length = strcspn (whole, "/?");
  for (gsize i = 0; i < host_length; i++)
    whole[i] = g_ascii_tolower (whole[i]);
  while (g_str_has_suffix (whole, "/"))
    whole[strlen (whole) - 1] = '\0';
  return g_steal_pointer (&whole);
}

static char *
dup_address_key (const char *address)
{
  g_autofree char *doi = NULL;

  if (g_str_has_prefix (address, PROXY))
    address += strlen (PROXY);
  doi = dup_doi (address);
  if (doi != NULL)
    return g_strconcat ("doi ", doi, NULL);
  if (g_ascii_strncasecmp (address, "http://", 7) == 0 ||
      g_ascii_strncasecmp (address, "https://", 8) == 0)
    {
      g_autofree char *key = dup_web_key (address);

      return g_strconcat ("web ", key, NULL);
    }
  return g_strconcat ("id ", address, NULL);
}

static char *
dup_title_key (const char *title)
{
  g_autofree char *tidy = ibid_text_collapse_space (title);
  g_autofree char *folded = ibid_text_fold (tidy);

  return g_strconcat ("title ", folded, NULL);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/*
 * ibid_foreign_dup_document_key:
 * @address: (nullable): where a document is
 * @title: (nullable): how it is called
 *
 * Returns: (transfer full) (nullable): what is the same for the same document, of the address if
 *   there is one; %NULL if nothing is known
 */
char *
ibid_foreign_dup_document_key (const char *address, const char *title)
{
  if (is_given (address))
    return dup_address_key (address);
  return is_given (title) ? dup_title_key (title) : NULL;
}

static void
add_address (IbidForeignAbout *self, const char *address)
{
  if (is_given (address))
    g_hash_table_add (self->keys, dup_address_key (address));
}

/**
 * ibid_foreign_about_new:
 * @article: the article that annotations are wanted for; not kept
 * @text: its text
 *
 * Returns: (transfer full): what tells whether an annotation is about it
 */
IbidForeignAbout *
ibid_foreign_about_new (IbidArticle *article, IbidReadingText *text)
{
  IbidForeignAbout *self = g_atomic_rc_box_new0 (IbidForeignAbout);
  IbidCsl *metadata = ibid_article_get_metadata (article);
  const char *title = ibid_article_get_title (article);

  self->id = g_strdup (ibid_record_get_id (IBID_RECORD (article)));
  self->text = ibid_reading_text_ref (text);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_address (self, self->id);
  for (const char *const *id = ibid_article_get_other_ids (article); *id != NULL; id++)
    add_address (self, *id);
  add_address (self, ibid_csl_get (metadata, IBID_CSL_URL));
  add_address (self, ibid_csl_get (metadata, IBID_CSL_DOI));
  if (is_given (title))
    g_hash_table_add (self->keys, dup_title_key (title));
  return self;
}

/**
 * ibid_foreign_about_ref:
 * @self: what tells
 *
 * Returns: (transfer full): @self
 */
IbidForeignAbout *
ibid_foreign_about_ref (IbidForeignAbout *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  IbidForeignAbout *self = data;

  g_free (self->id);
  g_hash_table_unref (self->keys);
  ibid_reading_text_unref (self->text);
}

/**
 * ibid_foreign_about_unref:
 * @self: (transfer full): what tells
 */
void
ibid_foreign_about_unref (IbidForeignAbout *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/*
 * ibid_foreign_about_matches:
 * @address: (nullable): what an annotation is about
 * @title: (nullable): how that is called
 *
 * Returns: whether one of the two is the article's
 */
gboolean
ibid_foreign_about_matches (IbidForeignAbout *self, const char *address, const char *title)
{
  g_autofree char *by_address = is_given (address) ? dup_address_key (address) : NULL;
  g_autofree char *by_title = is_given (title) ? dup_title_key (title) : NULL;

  return (by_address != NULL && g_hash_table_contains (self->keys, by_address)) ||
         (by_title != NULL && g_hash_table_contains (self->keys, by_title));
}

/*
 * ibid_foreign_about_get_id:
 *
 * Returns: (transfer none): the article's id
 */
const char *
ibid_foreign_about_get_id (IbidForeignAbout *self)
{
  return self->id;
}

/*
 * ibid_foreign_about_get_text:
 *
 * Returns: (transfer none): the article's text
 */
IbidReadingText *
ibid_foreign_about_get_text (IbidForeignAbout *self)
{
  return self->text;
}
