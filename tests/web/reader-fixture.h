/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article-format.h"
#include "ibid-reader-view-private.h"

G_BEGIN_DECLS

/* A reader in a window that fills the screen, so that page and root coordinates are the same. */
typedef struct
{
  GtkWidget *window;
  IbidReadingState *state;
  IbidReaderView *reader;
  IbidArticle *article;
  char *assets_root; /* temporary folder of the article, or NULL */
  guint n_painted;
  guint n_failed;
  char *last_link;
} ReaderFixture;

void reader_fixture_init (void);
ReaderFixture *reader_fixture_new (void);
void reader_fixture_free (ReaderFixture *fixture);
IbidArticle *reader_fixture_article (const char *members);
IbidArticle *reader_fixture_long_article (guint n_blocks);
/* shows it and waits until it is painted; takes the article */
void reader_fixture_show (ReaderFixture *fixture, IbidArticle *article, guint block, guint offset);
/* the string value of an expression in our script's world */
char *reader_fixture_eval (ReaderFixture *fixture, const char *expression);
double reader_fixture_eval_number (ReaderFixture *fixture, const char *expression);
/* what is visible of the page now */
GdkTexture *reader_fixture_snapshot (ReaderFixture *fixture);
void reader_fixture_run_for (guint milliseconds);
void reader_fixture_xdotool (const char *arguments);

#define READER_TIMEOUT_US (30 * G_USEC_PER_SEC)
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_end = g_get_monotonic_time () + READER_TIMEOUT_US;                                 \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > wait_end)                                                    \
          g_error ("%s:%d: never came: %s", __FILE__, __LINE__, #condition);                       \
        reader_fixture_run_for (10);                                                               \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
