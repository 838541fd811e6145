#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-others.py IBID_CLI: holds bibliographies to programs that were written elsewhere. Prints TAP.

pandoc reads CSL-JSON, BibLaTeX and BibTeX, and must give back what the CSL-JSON says; bibutils read
BibLaTeX, BibTeX and RIS; a CSL processor sets the CSL-JSON in three styles. What a format cannot
hold is listed here, in LOSSES and beside it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ET

ROOT = os.environ["IBID_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

CLI = os.path.abspath(sys.argv[1])
SAMPLES = [os.path.join(ROOT, "data", "samples", name + ".ibid.json")
           for name in ("kazakhstan-digital-ties", "how-the-format-works")]

# CSL 1.0.2: what Zotero knows as a type (its translator refuses a file with any other), and the
# variables that an item may have.
TYPES = set("""article article-journal article-magazine article-newspaper bill book broadcast
    chapter dataset document entry entry-dictionary entry-encyclopedia figure graphic hearing
    interview legal_case legislation manuscript map motion_picture pamphlet paper-conference patent
    personal_communication post post-weblog regulation report review review-book song speech
    standard thesis treaty webpage""".split())
TEXTS = set("""abstract archive archive_location chapter-number collection-number collection-title
    container-title DOI edition event-place event-title genre id ISBN ISSN issue jurisdiction
    keyword language medium note number number-of-pages original-title page publisher
    publisher-place section status title title-short type URL version volume""".split())

# What TeX, pandoc and JSON may trip over, one of them in every title, note and name.
NASTY = [
    "100 % of $5 & #1_a {b} ~c ^d \\e",
    "\\input{/etc/passwd} \\end{document}",
    "an open { brace", "a closed } brace", "}{", "{{{", "\\", "\\\\{",
    "“Россия” и Қазақстан – 数字丝绸之路 🙂🇰🇿 é é",
    "עברית \u202babc\u202c ‏العربية",
    "line\r\nbreak\ttab", "a -- b --- c", "<i>markup</i> &amp; <script>", "<<a>> ,,b''  ``c",
    "@article{x, title = {y}}", "TY  - BOOK", "ER  - ", "% comment", "a\u2028b", "\u00a0",
    "War and Peace", "and", "Smith, John and others", "“quoted” \"straight\" 'single'",
    "Über den NATO-Gipfel: eine KURZE Geschichte",
]
# In words of no other meaning, for what a reader may treat as names in its own way.
NAMES = [
    {"literal": "Ministry of War and Peace"}, {"literal": "Smith, Wesson & Sons {Ltd}, The"},
    {"literal": "新华社"}, {"family": "Ó hUiginn", "given": "Seán"}, {"family": "Назарбаев", "given": "Н."},
    {"family": "King and Queen, of", "given": "A. and B."}, {"family": "Berg", "given": "Jan",
                                                             "non-dropping-particle": "von"},
    {"family": "King", "given": "Martin", "suffix": "Jr."}, {"family": "Xi"}, {"literal": "OSCE"},
    {"family": "100%_#&$", "given": "{~^\\"},
]


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise tap.Skip(f"{program} is not installed")


def run(*words, data=None):
    done = subprocess.run(words, input=data, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, f"{words}: {done.stderr.decode(errors='replace')}"
    return done.stdout.decode("utf-8-sig")


def export(article, name):
    return run(CLI, "export", "--format", name, "--output", "-", article)


def new_article(folder, records):
    """an article that has these as its sources"""
    path = os.path.join(folder, "article.ibid.json")
    sources = [{"id": f"s{i}", "issued-edtf": record.pop("issued-edtf", None),
                "csl": {"id": f"s{i}"} | record} for i, record in enumerate(records)]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": "ibid-article", "version": 1, "id": "a", "blocks": [],
                   "sources": sources}, file)
    return path


def nasty_records():
    for i, text in enumerate(NASTY):
        yield {"type": "article-newspaper", "title": text, "container-title": f"Paper {text}",
               "note": f"Note {text}", "author": [{"literal": f"Body {text}"}],
               "issued": {"date-parts": [[2000 + i, 2, 3]]}}
    for name in NAMES:
        yield {"type": "webpage", "title": "Plain", "author": [name, {"family": "Li", "given": "Bo"}],
               "URL": "https://a.example/b_c?d=%20&e={f}#~g^h\\i", "publisher": "War and Peace"}
    for issued in ({"literal": "January 22"}, {"date-parts": [[2026, 3, 4], [2026, 3, 5]]},
                   {"date-parts": [[2021, 1]]}, {"date-parts": [[2021]]}):
        yield {"type": "report", "title": "Dated", "issued": issued, "language": "de",
               "accessed": {"date-parts": [[2021, 5, 4]]}, "number": "7", "publisher-place": "Genf",
               "genre": "Working paper", "volume": "1", "page": "3-5"}
    for edtf in ("2021-01~", "2021?", "202X", "2020/..", "XXXX-01-22", "2021/2022-03"):
        yield {"type": "article-journal", "title": edtf, "issued-edtf": edtf}
    for kind in sorted(TYPES) + ["software", "no-such-type"]:
        yield {"type": kind, "title": f"A {kind}", "container-title": "Whole", "publisher": "House",
               "issue": "4", "page": "1-2", "language": "kk", "ISBN": "978-0-00-000000-2",
               "editor": [{"family": "x"}], "custom": {"a": 1}, "unheard-of": "x"}


def with_articles(test):
    """test(article, records as CSL-JSON), for the samples and for one full of traps"""
    with tempfile.TemporaryDirectory() as folder:
        for article in SAMPLES + [new_article(folder, nasty_records())]:
            test(article, json.loads(export(article, "csl-json")))


# --- CSL-JSON --------------------------------------------------------------------------------

def check_name(name):
    assert set(name) <= {"family", "given", "literal", "suffix", "dropping-particle",
                         "non-dropping-particle"}, name
    assert name and all(isinstance(part, str) and part for part in name.values()), name
    assert ("literal" in name) != ("family" in name or "given" in name), name


def check_date(date):
    if "literal" in date:
        assert set(date) == {"literal"} and date["literal"], date
        return
    assert set(date) <= {"date-parts", "circa"} and 1 <= len(date["date-parts"]) <= 2, date
    for parts in date["date-parts"]:
        assert 1 <= len(parts) <= 3 and all(isinstance(part, int) and part for part in parts), date


def check_record(record):
    assert record["type"] in TYPES, record["type"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record["id"]), record["id"]
    for member, value in record.items():
        if member == "author":
            for name in value:
                check_name(name)
        elif member in ("issued", "accessed"):
            check_date(value)
        else:
            assert member in TEXTS, member
            assert isinstance(value, str) and value, (member, value)


def test_csl_is_what_zotero_accepts():
    def hold(_article, records):
        assert isinstance(records, list) and records
        assert len({record["id"] for record in records}) == len(records)
        for record in records:
            check_record(record)
    with_articles(hold)


def test_csl_says_what_the_article_says():
    wanted = [record for record in nasty_records() if "issued-edtf" not in record]
    with tempfile.TemporaryDirectory() as folder:
        got = json.loads(export(new_article(folder, wanted), "csl-json"))
    assert len(got) == len(wanted)
    for record, source in zip(got, wanted):
        for member, value in source.items():
            if member in ("editor", "custom", "unheard-of") or \
                    (member == "type" and value not in TYPES):
                continue
            if member == "note":
                assert record["note"].startswith(value), record
            else:
                assert record[member] == value, (record, source)
    assert all(record["type"] == "document" for record in got[-2:])


def test_dates_without_parts_leave_in_words():
    edtf = ["2021-01~", "202X", "2020/..", "XXXX-01-22", "2021/2022-03"]
    with tempfile.TemporaryDirectory() as folder:
        article = new_article(folder, [{"type": "report", "issued-edtf": date} for date in edtf])
        got = [record["issued"] for record in json.loads(export(article, "csl-json"))]
    assert got == [{"date-parts": [[2021, 1]], "circa": True}, {"literal": "2020s"},
                   {"literal": "from 2020"}, {"literal": "22 January, year unknown"},
                   {"date-parts": [[2021], [2022, 3]]}], got


def test_sources_without_a_title_say_how_they_are_cited():
    records = json.loads(export(SAMPLES[0], "csl-json"))
    without = [record for record in records if "title" not in record]
    assert without
    for record in without:
        assert re.search(r"^cited as .+", record["note"], re.M), record
    assert "cited as Astana Times, June 18, 2020" in json.dumps(without)


def test_pandoc_reads_csl():
    need("pandoc")

    def hold(article, records):
        back = json.loads(run("pandoc", "-f", "csljson", "-t", "csljson",
                              data=export(article, "csl-json").encode()))
        assert [record["id"] for record in back] == [record["id"] for record in records]
        for got, wanted in zip(back, records):
            assert got["type"] == wanted["type"]
            # of a date in words pandoc 2.17 keeps nothing
            assert got.get("issued", {}).get("date-parts", []) == \
                wanted.get("issued", {}).get("date-parts", []), (got, wanted)
    with_articles(hold)


def test_csl_processors_set_it():
    """pandoc's, and citeproc-py with what it knows of CSL 1.0.1"""
    need("pandoc")
    styles = "/usr/share/citation-style-language/styles"
    if not os.path.isdir(styles):
        raise tap.Skip("citation-style-language-styles is not installed")

    def hold(article, records):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "it.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write(export(article, "csl-json"))
            for style in ("apa", "chicago-author-date", "modern-language-association"):
                text = run("pandoc", "--citeproc", "--bibliography", path, "--csl",
                           os.path.join(styles, style + ".csl"), "-t", "html", "--metadata",
                           "title=x", data=b"---\nnocite: '@*'\n---\n")
                for record in records:
                    assert f'id="ref-{record["id"]}"' in text, (style, record["id"])
    with_articles(hold)


def test_citeproc_py_sets_it():
    try:
        warnings.simplefilter("ignore")
        from citeproc import (Citation, CitationItem, CitationStylesBibliography,
                              CitationStylesStyle, formatter)
        from citeproc.source.json import CiteProcJSON
    except ImportError as error:
        raise tap.Skip("citeproc-py is not installed") from error

    def hold(article, records):
        source = CiteProcJSON(json.loads(export(article, "csl-json")))
        style = CitationStylesStyle("harvard1", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for record in records:
            bibliography.register(Citation([CitationItem(record["id"])]))
        lines = [str(line) for line in bibliography.bibliography()]
        assert len(lines) == len(records)
    for article in SAMPLES:
        hold(article, json.loads(export(article, "csl-json")))


# --- BibLaTeX and BibTeX ---------------------------------------------------------------------

# What comes back as something else, because the format has no type of its own for it.
BIBLATEX_TYPES = {
    "article-newspaper": "article-newspaper", "article-magazine": "article-magazine",
    "article-journal": "article-journal", "webpage": "webpage", "post": "webpage",
    "post-weblog": "webpage", "report": "report", "book": "book", "chapter": "chapter",
    "paper-conference": "paper-conference", "thesis": "thesis", "dataset": "dataset",
    "legislation": "legislation", "patent": "patent", "manuscript": "manuscript",
}
BIBTEX_TYPES = {name: back for name, back in BIBLATEX_TYPES.items()
                if back not in ("webpage", "dataset", "legislation", "patent")}


def plain(text):
    """a text without what pandoc makes of TeX's typography, and without its mark-up for case"""
    text = re.sub(r'</?span[^>]*>', "", text)
    text = text.replace("’", "'").replace("‘", "`").replace("“", '"').replace("”", '"')
    return " ".join(text.replace("`", "'").split())


def one_line(text):
    return "; ".join(filter(None, (line.strip(" \t") for line in re.split(r"[\r\n]", text))))


def unbalanced(text):
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return True
    return depth != 0


def same(got, wanted):
    if unbalanced(wanted):
        # \textbraceleft is what BibTeX can bear; pandoc 2.17 does not know it
        wanted = re.sub(r"[{}]", "", wanted)
        got = re.sub(r"[{}]", "", got)
    return plain(got) == plain(wanted)


def whole_name(name):
    order = ("dropping-particle", "non-dropping-particle", "family", "suffix", "given", "literal")
    return " ".join(name[part] for part in order if part in name)


def check_dates(got, wanted, variant):
    if "date-parts" in wanted.get("issued", {}):
        parts = wanted["issued"]["date-parts"]
        # BibTeX has one date
        assert got["issued"]["date-parts"] == (parts[:1] if variant == "bibtex" else parts), got
        assert got["issued"].get("circa", False) == \
            (variant == "biblatex" and wanted["issued"].get("circa", False)), got
    elif "issued" in wanted:
        # of a date in words pandoc 2.17 keeps nothing; a later one does
        assert got["issued"].get("literal") in (None, wanted["issued"]["literal"]), got
    assert got.get("accessed") == wanted.get("accessed"), (got, wanted)


def check_back(got, wanted, variant):
    types = BIBTEX_TYPES if variant == "bibtex" else BIBLATEX_TYPES
    other = ("webpage",) if variant == "biblatex" and "URL" in wanted else ("",)
    assert got["type"] in ((types[wanted["type"]],) if wanted["type"] in types else other), \
        (got["type"], wanted["type"])
    for member in ("title", "container-title", "volume", "page"):
        assert same(got.get(member, ""), wanted.get(member, "")), (member, got, wanted)
    assert same(got.get("annote", ""), one_line(wanted.get("note", ""))), (got, wanted)
    names = [whole_name(name) for name in wanted.get("author", [])]
    back = [whole_name(name) for name in got.get("author", [])]
    assert len(names) == len(back) and all(map(same, back, names)), (back, names)
    numbers = [got[name] for name in ("issue", "number", "collection-number") if name in got]
    assert numbers == [wanted[name] for name in ("issue", "number") if name in wanted][:1], got
    # a page on the web prints no container: styles print it as the organization
    publisher = wanted.get("publisher")
    assert same(got.get("publisher", ""), publisher or "") or \
        (publisher is None and same(got["publisher"], wanted["container-title"])), (got, wanted)
    assert got.get("URL") == (re.sub(r"[{}\\]", lambda it: f"%{ord(it[0]):02X}", wanted["URL"])
                              if "URL" in wanted else None), got
    assert got.get("language", "")[:2] == wanted.get("language", "")[:2], got
    check_dates(got, wanted, variant)


def check_variant(variant):
    need("pandoc")

    def hold(article, records):
        back = json.loads(run("pandoc", "-f", variant, "-t", "csljson",
                              data=export(article, variant).encode()))
        found = {record["id"]: record for record in back}
        assert len(back) == len(found) == len(records), (len(back), len(records))
        for record in records:
            check_back(found[record["id"]], record, variant)
    with_articles(hold)


def test_pandoc_gives_biblatex_back():
    check_variant("biblatex")


def test_pandoc_gives_bibtex_back():
    check_variant("bibtex")


def test_braces_are_balanced():
    """as BibTeX and biber count them: whatever is before them"""
    def hold(article, records):
        for variant in ("biblatex", "bibtex"):
            text = export(article, variant)
            depth = 0
            for line in text.split("\n"):
                if depth == 0 and line:
                    assert re.fullmatch(r"@[a-z]+\{[a-z0-9-]+,", line), line
                elif line not in ("", "}"):
                    assert re.fullmatch(r"  [a-z]+ = (\{.*\}|[a-z]{3}),", line), line
                depth += line.count("{") - line.count("}")
                assert depth in (0, 1), line
            assert depth == 0 and text.count("\n@") + 1 == len(records)
    with_articles(hold)


# --- bibutils --------------------------------------------------------------------------------

MODS = "{http://www.loc.gov/mods/v3}"


def titles_of(program, text):
    need(program)
    root = ET.fromstring(run(program, data=text.encode()))
    # what is behind a colon is a subtitle there
    return {mods.get("ID"): ": ".join("".join(part.itertext())
                                      for part in mods.find(f"{MODS}titleInfo"))
            for mods in root.iter(MODS + "mods")}


def check_bibutils(program, name):
    need(program)
    for article in SAMPLES:
        titles = titles_of(program, export(article, name))
        records = json.loads(export(article, "csl-json"))
        assert list(titles) == [record["id"] for record in records]
        for record in records:
            assert plain(titles[record["id"]]) == plain(record.get("title", "")), record


def test_bibutils_read_biblatex():
    check_bibutils("biblatex2xml", "biblatex")


def test_bibutils_read_bibtex():
    check_bibutils("bib2xml", "bibtex")


def test_bibutils_read_ris():
    check_bibutils("ris2xml", "ris")


# --- RIS -------------------------------------------------------------------------------------

def test_ris_is_lines_of_tags():
    def hold(article, records):
        text = subprocess.run([CLI, "export", "--format", "ris", "--output", "-", article],
                              capture_output=True, check=True, timeout=60).stdout.decode()
        assert text.endswith("ER  - \r\n\r\n")
        entries = [entry.split("\r\n") for entry in text.split("ER  - \r\n\r\n")[:-1]]
        assert len(entries) == len(records)
        for entry, record in zip(entries, records):
            pairs = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.+)", line) for line in entry[:-1]]
            assert all(pairs) and pairs[0][1] == "TY", entry
            assert [pair[2] for pair in pairs if pair[1] == "ID"] == [record["id"]]
            title = one_line(record.get("title", ""))
            assert [pair[2] for pair in pairs if pair[1] == "TI"] == ([title] if title else []), entry
            assert sum(pair[1] == "AU" for pair in pairs) == len(record.get("author", []))
    with_articles(hold)


sys.exit(tap.main(*(test for name, test in list(globals().items()) if name.startswith("test_"))))
