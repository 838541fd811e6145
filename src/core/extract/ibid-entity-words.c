/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-words-private.h"

/* The words that names are made of and stand beside. Lower case is found for any case; a word that
 * is written here with a capital counts only so. */

typedef struct
{
  IbidWordRoles roles;
  const char *words; /* parted by a space */
} WordList;

static const WordList lists[] = {
  { IBID_WORD_FUNCTION | IBID_WORD_CONNECTOR, "of for and the on in" },
  { IBID_WORD_ARTICLE | IBID_WORD_FUNCTION, "a an the" },
  { IBID_WORD_FUNCTION,
    "about above after again against all almost along already also although always amid among "
    "another any anyone anything are around as at away be because been before behind being below "
    "beneath beside besides between beyond both but by can cannot could despite did do does done "
    "down due during each either else enough especially even ever every everyone everything except "
    "far few fewer finally first firstly following former from further furthermore get given go "
    "had has have having he hence her here hers herself him himself his how however i if indeed "
    "instead into is it its itself just last later latter least less let like likewise many may "
    "me meanwhile might mine more moreover most much must my myself namely near neither never "
    "nevertheless next no nobody none nonetheless nor not nothing notably now nowhere off often "
    "once one only onto or other others otherwise our ours out outside over own part per perhaps "
    "rather same second secondly see seem several shall she should similarly since so some someone "
    "something sometimes soon still such than that their theirs them then there thereafter "
    "therefore these they third this those though through throughout thus to together too toward "
    "towards two under unless unlike until up upon us was we well were what whatever when whenever "
    "where whereas whether which while who whoever whole whom whose why will with within without "
    "would yes yet you your yours don't doesn't didn't it's that's there's what's via versus vs" },
  { IBID_WORD_ABBREVIATION | IBID_WORD_TITLE,
    "mr mrs ms dr prof gen col lt maj capt sgt adm sen rep gov rev hon sir" },
  { IBID_WORD_ABBREVIATION,
    "st no nos vol vols fig figs ed eds al etc vs jr sr pp p approx art sec inc ltd co corp dept "
    "est cf ca jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e op cit" },
  { IBID_WORD_TITLE | IBID_WORD_OCCUPATION,
    "president minister premier chancellor ambassador chairman chairwoman chairperson chair "
    "secretary spokesperson spokesman spokeswoman professor general colonel lieutenant major "
    "captain admiral sergeant marshal commander brigadier senator congressman congresswoman "
    "representative governor mayor king queen prince princess emperor empress sheikh sheik imam "
    "ayatollah mullah mufti pope patriarch metropolitan archbishop bishop cardinal father "
    "sultan emir tsar shah judge justice prosecutor commissioner director ceo cfo cto "
    "founder co-founder leader head chief deputy lawmaker analyst researcher expert economist "
    "journalist reporter activist historian warlord comrade lord lady dame baron count sir "
    "president-elect envoy consul speaker whip attorney advocate lawyer oligarch businessman "
    "tycoon billionaire entrepreneur dissident blogger hacker doctor poet writer author singer "
    "fellow adviser advisor correspondent columnist scholar scientist academician engineer "
    "secretary-general director-general vice-president vice-chairman vice-premier "
    "vice-minister commander-in-chief attorney-general governor-general co-chair" },
  { IBID_WORD_OCCUPATION,
    "member members official officer officers spokespeople lecturer student editor reader "
    "sinologist economist politician deputies candidate negotiator diplomat ministers manager "
    "owner partner specialist observer observers critic commentator teacher nurse soldier fighter "
    "militant insurgent terrorist rebel separatist soldier pilot resident citizen mother brother "
    "son daughter wife husband widow sister father-in-law nephew cousin successor predecessor "
    "boss patron mastermind developer inventor designer architect artist filmmaker actor actress "
    "man woman named called coordinator co-author colleague witness defendant convict suspect" },
  { IBID_WORD_BEFORE_TITLE,
    "deputy vice first acting former ex prime foreign defense defence interior finance chief "
    "executive senior permanent special general managing supreme deputy-prime party state press "
    "assistant associate lieutenant major brigadier attorney opposition grand crown military naval "
    "honorary national federal regional presidential late then-president" },
  { IBID_WORD_ORG_HEAD,
    "academy administration agency alliance analytics army asylum assembly associates association "
    "authority bank battalion board brigade broadcasting brotherhood bureau cabinet cartel "
    "caucus center centre chamber church club coalition college collective command commission "
    "commissariat committee communications companies company confederation conglomerate congress "
    "consortium consulate consulting cooperative corp corporation corps council court corps "
    "department directorate division embassy energy enterprise enterprises exchange faculty "
    "federation fleet force forces foundation front fund government group groups guard "
    "guards headquarters holding holdings hospital house industries industry inspectorate "
    "institute institution institutes insurance intelligence investments jamaat lab laboratories "
    "laboratory league legion library limited logistics media militia ministry mission mosque "
    "motors movement museum navy networks newsroom labs observatory office operator orchestra "
    "organisation organization parliament partners party pharmaceuticals police press "
    "presidium prison prosecutor's publishers railways refinery regiment registry republicans "
    "school schools secretariat security senate service services society solutions squad staff "
    "studio studios subcommittee subsidiary syndicate taskforce technologies telecom "
    "telecommunications theatre tribunal trust union unit universities university ventures watch "
    "workers caliphate emirate treasury airlines airways airport steel "
    "oil gas" },
  { IBID_WORD_DEGREE, "phd ph.d degree degrees ma ba msc bsc bachelor master doctorate" },
  { IBID_WORD_SHIP, "uss hms hmas ins mv ss" },
  { IBID_WORD_EDITED, "editor editor-in-chief columnist correspondent issue readers pages" },
  { IBID_WORD_JOINT_BODY, "council commission committee chamber parliament fund bank" },
  { IBID_WORD_ORG_FORM,
    "ltd inc llp llc corp co plc gmbh ag sa jsc ojsc pjsc oao ooo zao pte bhd nv bv kg srl spa ab "
    "oy limited incorporated" },
  { IBID_WORD_TAKES_OF,
    "academy administration agency alliance assembly association authority bank bay board bureau "
    "cape center centre chamber church city club college commission committee confederation "
    "congress corporation council court department directorate division duchy embassy "
    "federation foundation front gulf house institute institution isle kingdom league library "
    "ministry movement museum office order organisation organization parliament party republic "
    "sea school secretariat senate service society state states strait straits sultanate "
    "union university emirate emirates commonwealth battle bank institute initiative programme "
    "program port province treaty convention declaration charter law code siege faculty communist "
    "isles republics islands forum network centre fund workers ministries lab" },
  { IBID_WORD_ORG_CUE,
    "company companies firm firms group corporation holding holdings manufacturer giant startup "
    "start-up "
    "conglomerate subsidiary supplier vendor operator contractor retailer carrier bank agency "
    "ngo organization organisation outfit newspaper broadcaster militia party movement think-tank "
    "institute university developer provider brand maker arm unit employer insurer publisher "
    "consortium organizations organisations tank militias outlet website channel watchdog "
    "regulator "
    "chipmaker automaker" },
  { IBID_WORD_PLACE_HEAD,
    "bazaar gorge highway glacier oasis provinces regions oblasts districts counties rivers seas "
    "towns "
    "villages cities province "
    "region oblast krai okrug district county prefecture governorate territory "
    "territories "
    "river sea ocean valley peninsula island islands desert mountains mountain strait straits "
    "gulf bay basin lake hills plateau canal city town village township municipality republic "
    "kingdom emirate street avenue road square coast corridor delta highlands lowlands pass "
    "steppe cape canyon forest border voivodeship raion rayon canton borough airbase airfield "
    "cosmodrome spaceport harbour harbor port crossing checkpoint settlement camp archipelago "
    "reef shoal subcontinent hemisphere" },
  { IBID_WORD_PLACE_PREFIX,
    "lake mount cape fort port river camp isle gulf san santa saint sankt el los las" },
  { IBID_WORD_DIRECTION,
    "north south east west northern southern eastern western central northeastern northwestern "
    "southeastern southwestern northeast northwest southeast southwest greater upper lower inner "
    "outer middle new mainland sub-saharan eurasian trans" },
  { IBID_WORD_PROGRAMME_HEAD,
    "initiative initiatives program programs programme programmes strategy strategies plan plans "
    "project projects campaign campaigns scheme schemes framework roadmap agenda vision corridor "
    "pilot blueprint doctrine policy reform reforms drive crackdown operation road mission" },
  { IBID_WORD_TECHNOLOGY_HEAD,
    "system systems software platform platforms app apps application browser engine protocol "
    "satellite satellites network missile missiles rocket drone drones aircraft wallet chip chips "
    "processor device devices technology technologies camera cameras model models tank tanks "
    "malware ransomware virus spyware worm toolkit algorithm database api cloud phone smartphone "
    "metric metrics score scores dataset datasets benchmark benchmarks architecture encoder "
    "decoder "
    "parser classifier library website tablet vaccine vaccines laptop router routers firmware "
    "console helicopter fighter bomber "
    "frigate "
    "submarine destroyer launcher radar laser transparency reactor" },
  { IBID_WORD_EVENT_HEAD,
    "war wars summit conference forum expo exhibition olympics games festival revolution uprising "
    "protests pandemic crisis election elections referendum massacre battle earthquake plenum "
    "championship cup celebration genocide famine insurgency intifada coup siege workshop "
    "symposium "
    "ceremony parade hearings congresses epidemic outbreak disaster genocide famine jubilee "
    "incident session meeting dialogue talks holocaust revolt rebellion offensive spring" },
  { IBID_WORD_PUBLICATION_HEAD,
    "times post journal review magazine gazette herald tribune news daily monitor observer report "
    "brief bulletin chronicle newsletter today weekly digest telegraph guardian standard dispatch "
    "register newspaper quarterly proceedings transactions encyclopedia handbook yearbook blog "
    "podcast documentary film movie book novel essay video series article paper papers study song "
    "letter editorial entitled titled whitepaper corpus manifesto novel channel show" },
  { IBID_WORD_LAW_HEAD,
    "license licenses licence licences ordinance ordinances statute law laws order orders act acts "
    "treaty convention agreement "
    "agreements accord accords "
    "directive regulation "
    "constitution code declaration protocol resolution amendment bill decree section article "
    "memorandum charter pact doctrine theorem principle principles theory rule method index test "
    "standard award prize medal zone" },
  { IBID_WORD_CALENDAR,
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct "
    "Nov Dec Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays" },
  { IBID_WORD_PARTICLE,
    "al bin ibn bint abu van von der den de da di del della du dos das la le el ter ten zu zur af "
    "ben ould y" },
  { IBID_WORD_SAYING,
    "said says say argued argues argue noted notes told tells wrote writes believes believed "
    "claimed claims added adds warned warns stated states explained explains emphasized stressed "
    "insisted insists asserted asserts recalled commented complained admitted denied replied asked "
    "suggested suggests thinks thought lamented declared pointed responded remarked criticized "
    "quipped tweeted vowed urged who herself himself resigned died lives grew "
    "studied testified visited met instructed praised joked spoke arrived traveled travelled "
    "voiced" },
  { IBID_WORD_NO_NAME,
    "internet web phd ph.d ma msc mba bsc ba iq ok ip api cpu gpu sms sim url figure figures table "
    "tables section sections "
    "chapter chapters appendix volume issue part image images photo source sources note notes "
    "footnote introduction conclusion background abstract summary references bibliography "
    "acknowledgements acknowledgments author editor publication left right top bottom page pages "
    "article articles annex paragraph clause step phase myth pdf url html http https www usb tv "
    "dvd cd pc id ids faq q&a am pm gmt utc bc ad ce bce covid gdp kg km mw gw vat hiv aids dna "
    "rna ceo cfo cto vip diy wi-fi wifi bluetooth one two three four five six seven eight nine ten "
    "email e-mail earth moon sun god bible koran quran capital state government parliament "
    "president minister ministry party army university embassy congress cabinet" },
  { IBID_WORD_WHERE,
    "in near across throughout outside inside toward towards around visiting visited neighboring "
    "neighbouring within" },
  { IBID_WORD_MANNER,
    "partnership community principle doctrine concept cooperation diplomacy civilization "
    "civilisation power powers connectivities communities sovereignty" },
};

static GHashTable *roles_of_words; /* owned by the process */

static gpointer
load_words (gpointer unused)
{
  roles_of_words = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < G_N_ELEMENTS (lists) + ibid_word_names_get_n (); i++)
    {
      IbidWordRoles roles = 0;
      const char *words = NULL;
      g_auto (GStrv) split = NULL;

      if (i < G_N_ELEMENTS (lists))
        {
          roles = lists[i].roles;
          words = lists[i].words;
        }
      else
        words = ibid_word_names_get (i - G_N_ELEMENTS (lists), &roles);
      split = g_strsplit (words, " ", -1);
      for (guint n = 0; split[n] != NULL; n++)
        {
          IbidWordRoles *known = g_hash_table_lookup (roles_of_words, split[n]);

          if (known == NULL)
            {
              known = g_new0 (IbidWordRoles, 1);
              g_hash_table_insert (roles_of_words, g_steal_pointer (&split[n]), known);
              split[n] = g_strdup ("");
            }
          *known |= roles;
        }
    }
  return NULL;
}

/**
 * ibid_word_roles_lookup:
 * @word: a word as written, NUL-terminated
 * @length_bytes: its length
 *
 * Returns: what the word does among names; words in capitals are to be asked in lower case, too
 */
IbidWordRoles
ibid_word_roles_lookup (const char *word, gsize length_bytes)
{
  static GOnce once = G_ONCE_INIT;
  const IbidWordRoles *roles;

  g_once (&once, load_words, NULL);
  roles = length_bytes < 32 ? g_hash_table_lookup (roles_of_words, word) : NULL;
  return roles != NULL ? *roles : 0;
}

static gboolean
ends_in_one_of (const char *word, gsize length, const char *const *ends, gsize stem)
{
  for (; *ends != NULL; ends++)
    {
      gsize end = strlen (*ends);

      if (length >= end + stem && memcmp (word + length - end, *ends, end) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * ibid_word_looks_like_surname:
 * @word: a word
 * @length_bytes: its length
 *
 * Returns: whether the word ends as surnames of the East of Europe, of Central Asia, the Caucasus,
 *   Iran and the North often do
 */
gboolean
ibid_word_looks_like_surname (const char *word, gsize length_bytes)
{
  static const char *const ends[] = {
    "ov",   "ova",  "ev",    "eva",   "yev",   "yeva",   "enko",  "sky",     "skyy",
    "skiy", "ski",  "skaya", "ska",   "vich",  "shvili", "adze",  "idze",    "dze",
    "yan",  "oglu", "zadeh", "zade",  "uly",   "kyzy",   "bekov", "bayev",   "baev",
    "sson", "sen",  "chuk",  "ovich", "evich", "ovna",   "evna",  "nejad",   "pour",
    "kin",  "zhin", "khin",  "shin",  "tin",   "lin",    "escu",  "opoulos", NULL
  };

  return ends_in_one_of (word, length_bytes, ends, 3);
}

/**
 * ibid_word_looks_ordinary:
 * @word: a word in lower case
 * @length_bytes: its length
 *
 * A dictionary's stand-in: judges by the ends that English words are made with.
 *
 * Returns: whether it looks like an ordinary English word
 */
gboolean
ibid_word_looks_ordinary (const char *word, gsize length_bytes)
{
  static const char *const ends[] = {
    "tion", "tions",   "sion",    "sions",  "ment",   "ments", "ness",  "ity",  "ities", "ship",
    "ing",  "ings",    "ly",      "ance",   "ence",   "ous",   "ive",   "ives", "able",  "ible",
    "ical", "ology",   "ware",    "less",   "ful",    "ism",   "ists",  "ized", "ised",  "ated",
    "ates", "ization", "isation", "graphy", "sphere", "ward",  "wards", "ally", "ancy",  "ency",
    "ures", "ture",    "ted",     "ded",    "sed",    "red",   "ned",   "led",  "ical",  NULL
  };

  return ends_in_one_of (word, length_bytes, ends, 3);
}

static gboolean
starts_with (const char **word, const char *end, const char *part)
{
  gsize length = strlen (part);

  if ((gsize)(end - *word) < length || g_ascii_strncasecmp (*word, part, length) != 0)
    return FALSE;
  *word += length;
  return TRUE;
}

static gboolean
skip_initial (const char **word, const char *end)
{
  static const char *const initials[] = { "zh", "ch", "sh", "b", "p", "m", "f", "d",
                                          "t",  "n",  "l",  "g", "k", "h", "j", "q",
                                          "x",  "r",  "z",  "c", "s", "y", "w" };

  for (gsize i = 0; i < G_N_ELEMENTS (initials); i++)
    if (starts_with (word, end, initials[i]))
      return TRUE;
  return FALSE;
}

/* one of the finals, the longest first; the syllable may have given its n or g to the next */
static gboolean
skip_final (const char **word, const char *end)
{
  static const char *const finals[] = {
    "iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uan", "uai",
    "ai",   "ei",   "ao",   "ou",  "an",  "en",  "in",  "un",  "ia",  "ie",  "iu",
    "ua",   "ui",   "uo",   "ue",  "er",  "a",   "e",   "i",   "o",   "u",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (finals); i++)
    if (starts_with (word, end, finals[i]))
      return TRUE;
  return FALSE;
}

/**
 * ibid_word_is_pinyin:
 * @word: a word
 * @length_bytes: its length
 *
 * Returns: whether the word can be one to three syllables of Chinese in pinyin, without tones
 */
gboolean
ibid_word_is_pinyin (const char *word, gsize length_bytes)
{
  const char *end = word + length_bytes;
  guint n_syllables = 0;

  while (word < end && n_syllables < 4)
    {
      skip_initial (&word, end);
      if (!skip_final (&word, end))
        return FALSE;
      n_syllables++;
      if (word < end && (*word == '-' || *word == '\''))
        word++;
    }
  return word == end && n_syllables >= 1 && n_syllables <= 3;
}
