/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a single word does among names, as bits. */
typedef guint64 IbidWordRoles;

#define IBID_WORD_ROLE(n) (G_GUINT64_CONSTANT (1) << (n))
#define IBID_WORD_FUNCTION IBID_WORD_ROLE (0)     /* the, of, he, although */
#define IBID_WORD_ORDINARY IBID_WORD_ROLE (1)     /* a common word, or one that looks like one */
#define IBID_WORD_ABBREVIATION IBID_WORD_ROLE (2) /* Dr, No, vol: its full stop ends nothing */
#define IBID_WORD_TITLE IBID_WORD_ROLE (3)        /* President, Dr: a person follows */
#define IBID_WORD_OCCUPATION IBID_WORD_ROLE (4)   /* researcher, head: beside a person */
#define IBID_WORD_ORG_HEAD IBID_WORD_ROLE (5)     /* Institute, Bank: what ends an organisation */
#define IBID_WORD_ORG_FORM IBID_WORD_ROLE (6)     /* Ltd, LLP */
#define IBID_WORD_ORG_CUE IBID_WORD_ROLE (7)      /* company, firm: before or after one */
#define IBID_WORD_PLACE_HEAD IBID_WORD_ROLE (8)   /* Province, Sea */
#define IBID_WORD_PLACE_PREFIX IBID_WORD_ROLE (9) /* Lake, Mount */
#define IBID_WORD_PROGRAMME_HEAD IBID_WORD_ROLE (10)
#define IBID_WORD_TECHNOLOGY_HEAD IBID_WORD_ROLE (11)
#define IBID_WORD_EVENT_HEAD IBID_WORD_ROLE (12)
#define IBID_WORD_PUBLICATION_HEAD IBID_WORD_ROLE (13)
#define IBID_WORD_LAW_HEAD IBID_WORD_ROLE (14) /* Law, Treaty: what ends a term */
#define IBID_WORD_GIVEN_NAME IBID_WORD_ROLE (15)
#define IBID_WORD_CHINESE_SURNAME IBID_WORD_ROLE (16)
#define IBID_WORD_PEOPLE IBID_WORD_ROLE (17)       /* Chinese, Kazakhs, Muslim */
#define IBID_WORD_CALENDAR IBID_WORD_ROLE (18)     /* months and days */
#define IBID_WORD_PARTICLE IBID_WORD_ROLE (19)     /* bin, de, van */
#define IBID_WORD_SAYING IBID_WORD_ROLE (20)       /* said, argues */
#define IBID_WORD_NO_NAME IBID_WORD_ROLE (21)      /* Internet, PhD, Figure */
#define IBID_WORD_TAKES_OF IBID_WORD_ROLE (22)     /* Ministry of, Bank of, Gulf of */
#define IBID_WORD_WHERE IBID_WORD_ROLE (23)        /* in, near, across */
#define IBID_WORD_CONNECTOR IBID_WORD_ROLE (24)    /* of, for, and, the, on, in */
#define IBID_WORD_BEFORE_TITLE IBID_WORD_ROLE (25) /* Deputy, Vice, Former */
#define IBID_WORD_MANNER IBID_WORD_ROLE (26)       /* partnership, community: heads of formulas */
#define IBID_WORD_ARTICLE IBID_WORD_ROLE (27)      /* a, an, the */
#define IBID_WORD_DIRECTION IBID_WORD_ROLE (28)    /* North, Central, Greater */
#define IBID_WORD_JOINT_BODY IBID_WORD_ROLE (29)   /* council, commission */
#define IBID_WORD_DEGREE IBID_WORD_ROLE (30)       /* PhD, degree: subjects of study follow */
#define IBID_WORD_SHIP IBID_WORD_ROLE (31)         /* USS */
#define IBID_WORD_EDITED IBID_WORD_ROLE (32)       /* editor of a publication */

IbidWordRoles ibid_word_roles_lookup (const char *word, gsize length_bytes);
/* the second half of the lists: names, peoples, common words */
gsize ibid_word_names_get_n (void);
const char *ibid_word_names_get (gsize index, IbidWordRoles *roles);

gboolean ibid_word_looks_like_surname (const char *word, gsize length_bytes);
gboolean ibid_word_looks_ordinary (const char *word, gsize length_bytes);
gboolean ibid_word_is_pinyin (const char *word, gsize length_bytes);

G_END_DECLS
