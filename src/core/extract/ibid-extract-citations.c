/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-extract-citations.h"

#include <string.h>
#include "ibid-cite-claims.h"
#include "ibid-cite-offsets.h"
#include "ibid-cite-scan.h"
#include "ibid-cite-sources.h"
#include "ibid-fold.h"

/* In two walks: the first collects what may be a citation; then it is known how the article cites
 * and whom, and the second takes over what is one. */

/* so many "(Smith 2020)" without a comma make it the style of the article */
#define ENOUGH_WITHOUT_COMMA 3
/* so many citations by year make "Toral and Way (2018)" one */
#define ENOUGH_AUTHOR_DATE 2
/* so many known media alone in brackets make "(NetBlocks)." a source, too */
#define ENOUGH_BARE 3
/* of a block with more marks the rest is not searched for links */
#define MAX_MARKS 4096
#define BLOCKS_BETWEEN_CHECKS 256

typedef struct
{
  IbidArticle *article;
  const IbidExtractOptions *options;
  const char *language;
  IbidCiteScan scan;

  /* owned */
  GHashTable *cited;  /* folded names of sources that are sure */
  GHashTable *labels; /* number of a note → position of its block + 1 */
  guint n_author_date;
  guint n_without_comma;
  guint n_bare;
} Extraction;

static const char *
block_text (const Extraction *self, guint block)
{
  return ibid_block_get_text (ibid_article_peek_block (self->article, block));
}

static const IbidCiteItem *
item_at (const Extraction *self, guint index)
{
  return &g_array_index (self->scan.reader.items, IbidCiteItem, index);
}

/* The heading of a list of works: what is under it is cited, and cites nothing. */
static gboolean
is_works_heading (IbidBlock *block)
{
  static const char *const words[] = {
    "references",     "bibliography",         "works cited", "literature",
    "reference list", "sources cited",        "literatur",   "further reading",
    "external links", "notes and references", "see also",    NULL
  };
  const char *text = ibid_block_get_text (block);
  gsize length = strlen (text);

  /* what encyclopedias leave behind a heading */
  if (g_str_has_suffix (text, "[edit]"))
    length -= strlen ("[edit]");
  while (length > 0 && strchr (" :.", text[length - 1]) != NULL)
    length--;
  return ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING &&
         ibid_cite_is_one_of (text, length, words);
}

static void
collect_labels (Extraction *self)
{
  for (guint i = 0; i < ibid_article_get_n_blocks (self->article); i++)
    {
      const char *label = ibid_block_get_label (ibid_article_peek_block (self->article, i));
      guint64 number;

      if (label != NULL && g_ascii_string_to_unsigned (label, 10, 1, G_MAXUINT, &number, NULL) &&
          !g_hash_table_contains (self->labels, GUINT_TO_POINTER (number)))
        g_hash_table_insert (self->labels, GUINT_TO_POINTER (number), GUINT_TO_POINTER (i + 1));
    }
}

static gboolean
scan_blocks (Extraction *self, GCancellable *cancellable, GError **error)
{
  gboolean in_works = FALSE;

  for (guint i = 0; i < ibid_article_get_n_blocks (self->article); i++)
    {
      IbidBlock *block = ibid_article_peek_block (self->article, i);
      IbidBlockType type = ibid_block_get_block_type (block);

      if (i % BLOCKS_BETWEEN_CHECKS == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (type == IBID_BLOCK_TYPE_HEADING)
        in_works = is_works_heading (block);
      else if (!in_works && type != IBID_BLOCK_TYPE_PREFORMATTED)
        ibid_cite_scan_block (&self->scan, i, type, ibid_block_get_text (block));
    }
  return TRUE;
}

static char *
new_name_key (const char *text, IbidCiteSlice name)
{
  g_autofree char *copy = g_strndup (text + name.start, name.end - name.start);

  return ibid_text_fold (copy);
}

static void
learn (Extraction *self)
{
  for (guint i = 0; i < self->scan.groups->len; i++)
    {
      const IbidCiteGroup *group = &g_array_index (self->scan.groups, IbidCiteGroup, i);
      const char *text = block_text (self, group->block);

      if (group->certainty == IBID_CITE_IF_STYLE)
        self->n_without_comma++;
      if (group->certainty != IBID_CITE_SURE)
        continue;
      self->n_author_date += group->is_author_date;
      for (guint j = 0; j < group->n_items; j++)
        {
          IbidCiteSlice name = item_at (self, group->first_item + j)->name;

          if (name.end > name.start)
            g_hash_table_add (self->cited, new_name_key (text, name));
        }
    }
}

/* Companies and ministries are spoken of in brackets; media are cited. */
static gboolean
is_medium (Extraction *self, const char *text, const IbidCiteItem *item)
{
  /* names of media that, alone in brackets, are rather something else */
  static const char *const ambiguous[] = {
    "app",     "map",   "dr",    "aa",    "sz",      "hs",     "dn",    "vg",    "mk",   "kp",
    "fp",      "spa",   "mena",  "aps",   "pti",     "cna",    "cri",   "vpk",   "ena",  "sana",
    "report",  "trend", "spot",  "time",  "fortune", "mint",   "stuff", "dawn",  "kan",  "fars",
    "insider", "mehr",  "turan", "petra", "antara",  "nation", "punch", "wired", "mako", NULL,
  };
  IbidOutlet *outlet = ibid_cite_names_find (self->scan.reader.names, text, item->name);

  if (outlet == NULL ||
      ibid_cite_is_one_of (text + item->name.start, item->name.end - item->name.start, ambiguous))
    return FALSE;
  switch (ibid_outlet_get_kind (outlet))
    {
    case IBID_OUTLET_KIND_STATE_MEDIA:
    case IBID_OUTLET_KIND_PRESS:
    case IBID_OUTLET_KIND_AGENCY:
    case IBID_OUTLET_KIND_BROADCASTER:
      return TRUE;
    case IBID_OUTLET_KIND_PARTY:
    case IBID_OUTLET_KIND_GOVERNMENT:
    case IBID_OUTLET_KIND_INTERGOVERNMENTAL:
    case IBID_OUTLET_KIND_THINK_TANK:
    case IBID_OUTLET_KIND_ACADEMIC:
    case IBID_OUTLET_KIND_COMPANY:
    case IBID_OUTLET_KIND_NGO:
    case IBID_OUTLET_KIND_SOCIAL_MEDIA:
    case IBID_OUTLET_KIND_AGGREGATOR:
    case IBID_OUTLET_KIND_UNCLASSIFIED:
      return FALSE;
    }
  return FALSE;
}

static gboolean
is_cited (Extraction *self, const char *text, IbidCiteSlice name)
{
  g_autofree char *key = new_name_key (text, name);

  return g_hash_table_contains (self->cited, key);
}

static gboolean
is_known (Extraction *self, const IbidCiteGroup *group)
{
  const char *text = block_text (self, group->block);

  for (guint i = 0; i < group->n_items; i++)
    {
      const IbidCiteItem *item = item_at (self, group->first_item + i);

      if ((item->name_traits & (IBID_CITE_NAME_DOMAIN | IBID_CITE_NAME_GENERIC)) == 0 &&
          !is_cited (self, text, item->name) && !is_medium (self, text, item))
        return FALSE;
    }
  return TRUE;
}

static void
count_bare (Extraction *self)
{
  for (guint i = 0; i < self->scan.groups->len; i++)
    {
      const IbidCiteGroup *group = &g_array_index (self->scan.groups, IbidCiteGroup, i);

      if (group->certainty == IBID_CITE_IF_KNOWN && group->form != IBID_CITATION_FORM_NARRATIVE)
        self->n_bare += is_known (self, group);
    }
}

/* a name alone that ends its sentence, in an article that cites so */
static gboolean
is_bare_source (Extraction *self, const IbidCiteGroup *group)
{
  const IbidCiteItem *item = item_at (self, group->first_item);

  gboolean is_listed = (item->name_traits & IBID_CITE_NAME_KNOWN) != 0;

  return self->n_bare >= (is_listed ? 1 : ENOUGH_BARE) && group->n_items == 1 &&
         block_text (self, group->block)[group->end] == '.' &&
         (item->name_traits & (IBID_CITE_NAME_PLACE | IBID_CITE_NAME_EVENT)) == 0;
}

/* "Toral and Way (2018)" where the article cites like that; "Toral (2018)" if Toral is cited */
static gboolean
is_narrative (Extraction *self, const IbidCiteGroup *group)
{
  const char *text = block_text (self, group->block);
  IbidCiteSlice name = item_at (self, group->first_item)->name;

  return is_cited (self, text, name) ||
         (self->n_author_date >= ENOUGH_AUTHOR_DATE &&
          memchr (text + name.start, ' ', name.end - name.start) != NULL);
}

static gboolean
is_citation (Extraction *self, const IbidCiteGroup *group)
{
  switch (group->certainty)
    {
    case IBID_CITE_NOT:
      return FALSE;
    case IBID_CITE_IF_STYLE:
      return self->n_author_date > 0 || self->n_without_comma >= ENOUGH_WITHOUT_COMMA;
    case IBID_CITE_IF_KNOWN:
      return group->form == IBID_CITATION_FORM_NARRATIVE
                 ? is_narrative (self, group)
                 : is_known (self, group) || is_bare_source (self, group);
    case IBID_CITE_SURE:
      return TRUE;
    }
  return FALSE;
}

/* the address of a link that lies on an item; offsets in code points */
static const char *
find_link (IbidBlock *block, guint start, guint end)
{
  guint n_marks;
  const IbidMark *marks = ibid_block_get_marks (block, &n_marks);

  for (guint i = 0; i < MIN (n_marks, MAX_MARKS); i++)
    if (marks[i].type == IBID_MARK_TYPE_LINK && marks[i].value != NULL && marks[i].start < end &&
        marks[i].end > start && strstr (marks[i].value, "://") != NULL)
      return marks[i].value;
  return NULL;
}

static char *
dup_slice (const char *text, IbidCiteSlice slice)
{
  return slice.end > slice.start ? g_strndup (text + slice.start, slice.end - slice.start) : NULL;
}

static void
add_item (IbidCitation *citation, IbidBlock *block, const IbidCiteOffsets *offsets,
          const IbidCiteItem *item, IbidCiteSources *sources)
{
  const char *text = ibid_block_get_text (block);
  guint start = ibid_cite_offsets_chars (offsets, item->whole.start);
  guint end = ibid_cite_offsets_chars (offsets, item->whole.end);
  g_autofree char *prefix = dup_slice (text, item->prefix);
  g_autofree char *suffix = dup_slice (text, item->suffix);
  g_autofree char *locator = dup_slice (text, item->locator);
  IbidCitationItem *added =
      ibid_cite_sources_resolve (sources, text, item, find_link (block, start, end));

  if (start < end && !g_unichar_ismark (g_utf8_get_char (text + item->whole.start)) &&
      !g_unichar_ismark (g_utf8_get_char (text + item->whole.end)))
    ibid_citation_item_set_range (added, start, end);
  ibid_citation_item_set_details (added, prefix, suffix, locator, item->label, NULL);
  ibid_citation_add_item (citation, added);
  g_object_unref (added);
}

static void
add_citation (Extraction *self, const IbidCiteGroup *group, const IbidCitePlace *place,
              const GArray *claim, const IbidCiteOffsets *offsets, IbidCiteSources *sources,
              GArray *excluded)
{
  const IbidSpan span = { group->block, place->start, place->end };
  guint number = g_list_model_get_n_items (ibid_article_get_citations (self->article)) + 1;
  g_autofree char *id = g_strdup_printf ("c%u", number);
  IbidCitationRole role = place->role;
  IbidCitation *citation;

  if (role == IBID_CITATION_ROLE_SUPPORT && place->names_series)
    role = IBID_CITATION_ROLE_SERIES_REFERENCE;
  citation = ibid_citation_new (id, &span, group->form, role);
  for (guint i = 0; i < group->n_items; i++)
    add_item (citation, ibid_article_peek_block (self->article, group->block), offsets,
              item_at (self, group->first_item + i), sources);
  ibid_cite_sources_end_citation (sources);
  for (guint i = 0; i < claim->len; i++)
    ibid_citation_add_claim (citation, &g_array_index (claim, IbidSpan, i));
  ibid_article_take_citation (self->article, citation);
  g_array_append_val (excluded, span);
}

static void
add_notes (Extraction *self, guint block, guint *at, const IbidCiteOffsets *offsets,
           GArray *excluded)
{
  for (; *at < self->scan.notes->len; (*at)++)
    {
      const IbidCiteNoteMark *mark = &g_array_index (self->scan.notes, IbidCiteNoteMark, *at);
      guint note =
          GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, GUINT_TO_POINTER (mark->number)));
      IbidSpan span = { block, 0, 0 };

      if (mark->block != block)
        return;
      if (note == 0 || note - 1 == block)
        continue;
      span.start = ibid_cite_offsets_chars (offsets, mark->start);
      span.end = ibid_cite_offsets_chars (offsets, mark->end);
      ibid_article_take_note_reference (self->article, ibid_note_reference_new (note - 1, &span));
      g_array_append_val (excluded, span);
    }
}

/* the citations of one block: groups from first on, as many as there are of it */
static guint
add_block (Extraction *self, guint block, guint first, IbidCiteSources *sources,
           IbidCiteOffsets *offsets, GArray *excluded)
{
  IbidBlock *of = ibid_article_peek_block (self->article, block);
  const char *language = ibid_block_get_language (of);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (IbidCitePlace));
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  guint next = first;

  for (; next < self->scan.groups->len; next++)
    {
      const IbidCiteGroup *group = &g_array_index (self->scan.groups, IbidCiteGroup, next);
      IbidCitePlace place = { .form = group->form, .role = group->role };

      if (group->block != block)
        break;
      if (!is_citation (self, group))
        continue;
      place.start = ibid_cite_offsets_chars (offsets, group->start);
      place.end = ibid_cite_offsets_chars (offsets, group->end);
      g_array_append_val (places, place);
      g_array_append_val (taken, next);
    }
  if (places->len == 0)
    return next;
  ibid_cite_find_claims (ibid_block_get_text (of), language != NULL ? language : self->language,
                         block, places, claims);
  for (guint i = 0; i < places->len; i++)
    add_citation (
        self, &g_array_index (self->scan.groups, IbidCiteGroup, g_array_index (taken, guint, i)),
        &g_array_index (places, IbidCitePlace, i), g_ptr_array_index (claims, i), offsets, sources,
        excluded);
  return next;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (a, b);
}

/* references that the format of the input had are not to be found a second time */
static void
exclude_given_notes (Extraction *self, GArray *excluded)
{
  GListModel *given = ibid_article_get_note_references (self->article);

  for (guint i = 0; i < g_list_model_get_n_items (given); i++)
    {
      g_autoptr (IbidNoteReference) reference = g_list_model_get_item (given, i);

      g_array_append_vals (excluded, ibid_note_reference_get_span (reference), 1);
    }
  if (excluded->len > 0)
    g_array_set_size (self->scan.notes, 0);
}

static gboolean
take_over (Extraction *self, GArray *excluded, GCancellable *cancellable, GError **error)
{
  g_auto (IbidCiteSources) sources = { 0 };
  g_auto (IbidCiteOffsets) offsets = { 0 };
  guint group = 0;
  guint note = 0;

  exclude_given_notes (self, excluded);
  ibid_cite_sources_init (&sources, self->article, self->options, self->scan.reader.names);
  while (group < self->scan.groups->len || note < self->scan.notes->len)
    {
      guint of_group = group < self->scan.groups->len
                           ? g_array_index (self->scan.groups, IbidCiteGroup, group).block
                           : G_MAXUINT;
      guint of_note = note < self->scan.notes->len
                          ? g_array_index (self->scan.notes, IbidCiteNoteMark, note).block
                          : G_MAXUINT;
      guint block = MIN (of_group, of_note);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      ibid_cite_offsets_set (&offsets, block_text (self, block));
      group = add_block (self, block, group, &sources, &offsets, excluded);
      add_notes (self, block, &note, &offsets, excluded);
    }
  g_array_sort (excluded, compare_spans);
  return TRUE;
}

static int
last_year (const IbidExtractOptions *options)
{
  if (options->published != NULL && ibid_partial_date_has_year (options->published))
    return ibid_partial_date_get_year (options->published) + 1;
  return G_MAXINT16;
}

/**
 * ibid_extract_citations:
 * @article: an article that is not sealed yet, with its blocks
 * @options: what is known besides the text
 * @excluded: (element-type IbidSpan): an empty array, into which the places of citations, credits
 *   and note references are written, in reading order and without overlap
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #G_IO_ERROR
 *
 * Finds citations, their sources and outlets, their claims, and references to notes in the blocks
 * of an article and adds them to it. The work grows with the length of the text.
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
ibid_extract_citations (IbidArticle *article, const IbidExtractOptions *options, GArray *excluded,
                        GCancellable *cancellable, GError **error)
{
  const char *language =
      options->language != NULL ? options->language : ibid_article_get_language (article);
  g_autoptr (IbidCiteMonths) months = ibid_cite_months_new (language);
  g_autoptr (IbidCiteNames) names = ibid_cite_names_new (options->outlets);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (IbidCiteToken));
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (IbidCiteItem));
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (IbidCiteGroup));
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (IbidCiteNoteMark));
  g_autoptr (GHashTable) cited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) labels = g_hash_table_new (NULL, NULL);
  Extraction self = {
    .article = article,
    .options = options,
    .language = language,
    .scan = { { months, names, tokens, items, last_year (options) }, groups, notes },
    .cited = cited,
    .labels = labels
  };

  collect_labels (&self);
  if (!scan_blocks (&self, cancellable, error))
    return FALSE;
  learn (&self);
  count_bare (&self);
  return take_over (&self, excluded, cancellable, error);
}
