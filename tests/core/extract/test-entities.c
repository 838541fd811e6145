/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "marked.h"

/* One rule a case: the text as it should be marked. No dictionary, so that every system agrees. */

static const struct
{
  const char *name;
  const char *marked;
} cases[] = {
  /* persons */
  { "title", "In May, President [Kassym-Jomart Tokayev|person] spoke." },
  { "people-and-title", "A call from Chinese President [Xi Jinping|person] came." },
  { "office-with-list",
    "He met the Minister of Digital Development, Innovations and Aerospace Industry "
    "[Bagdat Mussin|person] there." },
  { "ambassador-to", "So said Chinese Ambassador to [Kazakhstan|place] [Zhang Hanhui|person]." },
  { "office-before-title",
    "Later [European Commission|organisation] President [Ursula von der Leyen|person] agreed." },
  { "surname", "The lawyer [Aigerim Sadykova|person] was there. [Sadykova|person=Aigerim Sadykova] "
               "said no." },
  { "surname-possessive",
    "The lawyer [Aigerim Sadykova|person] won. It was [Sadykova|person=Aigerim Sadykova]’s "
    "third case." },
  { "two-of-one-surname",
    "Both [Askar Akayev|person] and [Bermet Akayeva|person] left; [Akayev|person=Askar Akayev] "
    "first." },
  { "chinese-surname",
    "The diplomat [Zhang Xiao|person] came. Later [Zhang|person=Zhang Xiao] left." },
  { "middle-name", "Both [Kassym-Jomart Tokayev|person] and [Kassym-Jomart Kemeluly "
                   "Tokayev|person=Kassym-Jomart Tokayev] are one." },
  { "particles", "It was [Osama bin Laden|person], not [Wim de Heer|person], who fled." },
  { "apostrophe", "The expert [Sean O’Neill|person] agreed." },
  { "initials", "The historian [K. P. Oli|person] disagreed." },
  { "byline", "By [Maria Petrova|person] and [Li Wei|person]" },
  { "apposition", "He quoted [Rymbek Tulegen|person], a researcher who lives abroad." },
  { "second-half-lower", "The leader, [Yunus-bek Yevkurov|person], resigned." },
  { "et-al", "Later [Hassan|person] et al. found more." },
  { "romanised-alike", "The poet [Li Bai|person] and the painter [Li Bo|person] are two." },
  /* organisations */
  { "heads", "Both the [Jamestown Foundation|organisation] and the [OSCE "
             "Academy|organisation] met [Korkem Telecom|organisation]." },
  { "of-and", "It was the [Ministry of Science and Technology|organisation] that paid." },
  { "adjective-kept", "The [Russian Ministry of Defense|organisation] denied it." },
  { "adjective-dropped", "The Chinese [Huawei|organisation] and a Kazakh firm, with Russians." },
  { "and-head", "The [Food and Drug Administration|organisation] approved." },
  { "place-kept",
    "The [Kazakhstan International Bureau for Human Rights and Rule of Law|organisation] knows." },
  { "possessive-parts", "Here [Kazakhstan|place]’s [Ministry of Health|organisation] and the "
                        "[Netherlands|place]’ [Clingendael Institute of International "
                        "Relations|organisation] agree." },
  { "form", "He owns [Astana Motors LLP|organisation] now." },
  { "short-form",
    "Here the [Stimson Center|organisation] is meant; [Stimson|organisation=Stimson Center] "
    "wrote it." },
  { "company-with-city", "Here [Hangzhou Hikvision|organisation=Hikvision] is meant, that is "
                         "[Hikvision|organisation]." },
  { "own-part", "He left [Google Brain|organisation] for [Google|organisation]." },
  { "joint-body", "The sixth [Chinese-Kazakh business council|organisation] met." },
  { "known-after-person",
    "It was [George Gallup|person] who asked. Then [Gallup|person=George Gallup] left." },
  { "country-beside", "In the east of [Ukraine|place] [Wagner|organisation=Wagner Group] fought." },
  /* acronyms */
  { "acronym",
    "The [Center for Applied Research|organisation] ([CAR|organisation=Center for Applied "
    "Research]) began; [CAR|organisation=Center for Applied Research] ended." },
  { "acronym-possessive",
    "The [People’s Republic of China|place=China]’s ([PRC|place=China]) army." },
  { "acronym-lower",
    "Some [foreign direct investments|term] ([FDI|term=foreign direct investments]) fell, "
    "and [FDI|term=foreign direct investments] rose." },
  { "acronym-inner-letters",
    "An [inclined geosynchronous orbit|term] ([IGSO|term=inclined geosynchronous orbit]) is "
    "meant." },
  { "acronym-elsewhere",
    "The [Ministry of Internal Affairs|organisation] ([MVD|organisation=Ministry of Internal "
    "Affairs]) is silent." },
  { "acronym-none", "The talks (PhD) and the year (2018) define nothing." },
  { "undefined", "He briefed [ASPI|organisation=Australian Strategic Policy Institute] and "
                 "[QZXJ|organisation]." },
  { "always", "Both the [US|place=United States] and the [EU|organisation=European Union] agree." },
  { "dots", "The [U.S.|place=United States] government. The [U.S.|place=United States] The end." },
  /* glosses */
  { "gloss",
    "The [Digital Silk Road|programme] ([DSR|programme=Digital Silk Road], 数字丝绸之路, shuzi "
    "sichou zhi lu) grows." },
  { "gloss-of-quoted", "The “[informatization|term]” of society (信息化, xinxi hua) grows." },
  { "gloss-of-person", "The envoy [Zhang Xiao|person] (张霄) came." },
  /* quotation marks */
  { "programme", "The program “[Digital Steppe|programme]” grows." },
  { "system", "The “[Sergek|technology]” surveillance systems grow." },
  { "video", "A video titled “[City of the Future|publication]” runs." },
  { "formula", "They have a “[comprehensive strategic partnership|term]” now." },
  { "sentence-in-quotes", "He said, “We will see.” Then “Nobody knows,” he said." },
  /* other kinds */
  { "event", "After the [Vienna Peace Conference|event] they left." },
  { "law", "The [National Data Law|term] holds." },
  { "ship", "Then the [USS Gravely|technology] fired." },
  { "model", "Both [Shahed-136|technology] drones fell." },
  { "place-heads", "The [Sunzha District|place], the [Kara River|place] and [Lake Zaysan|place]." },
  { "place-list", "In [Gimry|place], [Untsukul|place] and [Ansalta|place] it rained." },
  { "place-with-comma", "He lives in [Edmonton|place], [Alberta|place], [Canada|place]." },
  { "comma-inside", "He lives in [Washington, D.C.|place] now." },
  { "produced", "The [China|place]-produced cameras, and a pro-[Russia|place] party." },
  { "editor-of", "The deputy editor of [Novoye Delo|publication] was shot." },
  /* case */
  { "start-ordinary", "Cooperation grew. Critics said so. Technology helps." },
  { "start-used-lower", "The grelt is red. Grelt is a plant." },
  { "start-strange", "[Grelton|organisation] is a firm." },
  { "start-then-name", "Visiting [Moscow|place], he slept. Free [Tibet|place] again." },
  { "title-line", "# Deepening Relations and Mounting Concerns in [Kazakhstan|place]\nIt is so." },
  { "title-line-known-later",
    "# After [Prigovsky|person=Ivan Prigovsky]: An Anatomy\nThe tycoon [Ivan Prigovsky|person] "
    "fell." },
  { "calendar", "On Monday, in January, and in May nothing happened." },
  { "loud", "THERE IS NO WARRANTY FOR THE PROGRAM, WHO EVER ASKS, IN [CHINA|place=China]." },
  { "adjective-no-title",
    "The [Grelt General Public License|term] holds; General [Petrov|person] knows." },
  { "possessive-plural", "The [Foreign Correspondents’ Club|organisation] met." },
  { "ministry-of-title", "The [Ministry of Justice|organisation] met." },
  { "slogan", "He cried “Free [Tibet|place]” again." },
  { "asian-given-name", "The editor [Chung Pui-kuen|person] met [Chiu Tai-san|person] there." },
  { "office-and-name",
    "The Chief Executive [John Lee|person] met Secretary for Security [Chris Tang|person]." },
  { "place-and-head", "The [Hong Kong Economic and Trade Office|organisation] met." },
  { "small-word-acronym", "Then [IT Park|technology] opened." },
  { "dateline", "[TASHKENT|place=Tashkent] – The loan was signed." },
  { "dashes", "The [China|place]–[Kyrgyzstan|place] railway grows." },
  { "hyphenated-title",
    "Then [UNESCO|organisation] Director-General [Audrey Azoulay|person] came." },
  { "sentence-with-name", "“[Karakalpakstan|place] is ours,” he said." },
  { "title-with-small-words", "A book called “[War by Other Means|publication]” sells." },
  { "known-with-lower-case", "Since the [COVID-19 pandemic|event] it grew." },
  { "no-names", "See Figure 1 and Table 2; the Internet and a PhD are none." },
  { "study", "He has a PhD in Political and Social History from [Yalta|place]." },
  { "weak", "Apple pie is good. Shell is hard." },
  { "weak-within", "He works for [Apple|organisation]. [Apple|organisation] pays." },
  /* what is left out */
  { "citation", "It fell ((Astana Times, May 3; see EDM, June 4)). [Astana|place] rose." },
  { "address", "See https://www.example.org/Some/Path-Of_Names and www.Example.org/Ivan for it." },
};

static void
test_case (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (IbidArticle) article = marked_extract (cases[n].marked, NULL);
  g_autofree char *got = marked_write (article, TRUE);

  g_assert_cmpstr (got, ==, cases[n].marked);
}

static IbidEntity *
find (IbidArticle *article, const char *name)
{
  GListModel *entities = ibid_article_get_entities (article);

  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, i);

      if (strcmp (ibid_entity_get_name (entity), name) == 0)
        return entity; /* the article holds it */
    }
  g_assert_not_reached ();
}

static void
test_gloss_is_kept (void)
{
  g_autoptr (IbidArticle) article = marked_extract (
      "The network great power (网络强国, wangluo qiangguo) and “network great power” (网络强国, "
      "wangluo qiangguo) of [Xi Jinping|person] (习近平, gibberish).",
      NULL);
  guint n = 0;
  const IbidEntityName *names = ibid_entity_get_names (find (article, "network great power"), &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (names[0].lang, ==, "zh");
  g_assert_cmpstr (names[0].text, ==, "网络强国");
  g_assert_cmpstr (names[0].romanization, ==, "wangluo qiangguo");
  names = ibid_entity_get_names (find (article, "Xi Jinping"), &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (names[0].text, ==, "习近平");
  g_assert_null (names[0].romanization); /* it is not how that is read */
}

static void
test_aliases (void)
{
  g_autoptr (IbidArticle) article = marked_extract (
      "The lawyer Aigerim Sadykova left the Center for Applied Research (CAR). Sadykova knows CAR.",
      NULL);
  IbidEntity *person = find (article, "Aigerim Sadykova");
  IbidEntity *centre = find (article, "Center for Applied Research");

  g_assert_cmpstr (ibid_entity_get_aliases (person)[0], ==, "Sadykova");
  g_assert_null (ibid_entity_get_aliases (person)[1]);
  g_assert_cmpstr (ibid_entity_get_acronym (centre), ==, "CAR");
  g_assert_null (ibid_entity_get_aliases (centre)[0]);
  g_assert_cmpuint (ibid_entity_get_n_mentions (centre), ==, 3);
}

static void
test_other_language (void)
{
  const IbidExtractOptions options = { .language = "de", .without_dictionary = TRUE };
  g_autoptr (IbidArticle) article =
      marked_extract ("Das Haus und der Hund von Peter Meier in Berlin (柏林).", &options);
  g_autofree char *got = marked_write (article, FALSE);

  g_assert_cmpstr (got, ==, "Das Haus und der Hund von Peter Meier in [Berlin|place] (柏林).");
}

static void
test_cancelled (void)
{
  const IbidExtractOptions options = { NULL };
  g_autoptr (IbidArticle) article = ibid_article_new ("urn:test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (ibid_extract_entities (article, &options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* with the system's dictionary, if there is one: a sentence's first word */
static void
test_dictionary (void)
{
  const IbidExtractOptions options = { NULL };
  g_autoptr (IbidArticle) article = marked_extract ("Lampposts fall. Xobrin rises.", &options);
  g_autofree char *got = marked_write (article, FALSE);

  g_assert_true (g_str_has_suffix (got, "[Xobrin|organisation] rises."));
  if (g_str_has_prefix (got, "[Lampposts"))
    g_test_skip ("this system has no dictionary of English");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/extract/entities/rule/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/extract/entities/gloss-is-kept", test_gloss_is_kept);
  g_test_add_func ("/extract/entities/aliases", test_aliases);
  g_test_add_func ("/extract/entities/other-language", test_other_language);
  g_test_add_func ("/extract/entities/cancelled", test_cancelled);
  g_test_add_func ("/extract/entities/dictionary", test_dictionary);
  return g_test_run ();
}
