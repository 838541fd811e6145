#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the sample articles to the rules of the format and to what is promised of them.

Knows nothing of the C code: the rules are read here a second time, on purpose. Prints TAP.
"""

import importlib.util
import json
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree
from collections import Counter

sys.dont_write_bytecode = True

ROOT = os.environ.get("IBID_SOURCE_ROOT") or os.path.join(os.path.dirname(__file__), "..", "..")
SAMPLES = os.path.join(ROOT, "data", "samples")
TIES = "kazakhstan-digital-ties"
WORKS = "how-the-format-works"
# what belongs to the overlay, and must not be in an article that is shipped
JUDGEMENTS = {"verdict", "credibility", "reliability", "access"}
KINDS = {
    "block": {"heading", "paragraph", "figure", "list-item", "table", "note", "quote",
              "preformatted", "separator"},
    "mark": {"emphasis", "strong", "code", "subscript", "superscript", "link", "language"},
    "entity": {"person", "organisation", "place", "programme", "technology", "event",
               "publication", "term"},
    "outlet": {"state-media", "party", "government", "intergovernmental", "press", "broadcaster",
               "agency", "think-tank", "academic", "company", "ngo", "social-media", "aggregator",
               "unclassified"},
    "resolution": {"explicit-link", "exact", "year-inferred", "accessed-only", "undated",
                   "ambiguous", "unresolved"},
    "form": {"parenthetical", "narrative", "note", "source-line", "url", "mixed"},
    "role": {"support", "credit", "series-reference"},
}


def load_builder():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "build-sample.py")
    spec = importlib.util.spec_from_file_location("build_sample", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILDER = load_builder()


def load(name):
    with open(os.path.join(SAMPLES, name + ".ibid.json"), encoding="utf-8") as file:
        return json.load(file)


def texts(article):
    return {block["id"]: block["text"] for block in article["blocks"]}


def words_at(article, span):
    return texts(article)[span["block"]][span["start"]:span["end"]]


def equal(found, expected, what):
    assert found == expected, f"{what}: found {found!r}, expected {expected!r}"


def reading_text(article):
    return "\n".join(block["text"] for block in article["blocks"])


def items(article, roles=("support", "series-reference")):
    return [item for citation in article["citations"] if citation["role"] in roles
            for item in citation["items"]]


# rules of the format

def check_built(name, _article):
    source = os.path.join(SAMPLES, "src", name)
    with open(os.path.join(SAMPLES, name + ".ibid.json"), encoding="utf-8") as file:
        same = file.read() == BUILDER.build(source + ".txt", source + ".records.json")
    assert same, "the committed file is not what its source makes; run build-sample.py"


def check_head(_name, article):
    equal(article["format"], "ibid-article", "format")
    equal(article["version"], 1, "version")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                        r"[0-9a-f]{12}", article["id"]), "the id is no UUIDv5"
    for member in ("type", "title", "author", "issued", "abstract"):
        assert article["metadata"][member], f"metadata lacks {member}"
    assert "sample written for Ibid" in article["metadata"]["abstract"], "is not said to be one"


def check_ids(_name, article):
    for array in ("blocks", "outlets", "sources", "citations", "entities"):
        twice = [key for key, n in Counter(one["id"] for one in article[array]).items() if n > 1]
        equal(twice, [], f"ids used twice in {array}")
    outlets = {outlet["id"] for outlet in article["outlets"]}
    sources = {source["id"] for source in article["sources"]}
    entities = {entity["id"] for entity in article["entities"]}
    equal([source["id"] for source in article["sources"] if source["outlet"] not in outlets], [],
          "sources without an outlet")
    equal({item["source"] for item in items(article, KINDS["role"])}, sources, "sources cited")
    equal({source["outlet"] for source in article["sources"]}, outlets, "outlets used")
    equal({mention["entity"] for mention in article["mentions"]}, entities, "entities mentioned")
    for source in article["sources"]:
        equal(source["csl"]["id"], source["id"], "id of a CSL item")


def all_spans(article):
    for block in article["blocks"]:
        for mark in block.get("marks", []):
            yield dict(mark, block=block["id"])
        for row in block.get("rows", []):
            yield from (dict(cell, block=block["id"]) for cell in row)
    for citation in article["citations"]:
        yield citation
        yield from (dict(item, block=citation["block"]) for item in citation["items"])
        yield from citation["claims"]
    yield from article["note-references"]
    yield from article["mentions"]


def check_spans(_name, article):
    text = texts(article)
    for span in all_spans(article):
        words = text[span["block"]]
        assert 0 <= span["start"] < span["end"] <= len(words), f"span outside its block: {span}"
        for place in (span["start"], span["end"]):
            assert place == len(words) or not unicodedata.combining(words[place]), \
                f"span cuts a combining sequence: {span}"
        found = words[span["start"]:span["end"]]
        equal(found, found.strip(), "words of a span")


def check_vocabularies(_name, article):
    for block in article["blocks"]:
        assert block["type"] in KINDS["block"], block["type"]
        for mark in block.get("marks", []):
            assert mark["type"] in KINDS["mark"], mark["type"]
    for outlet in article["outlets"]:
        assert outlet["kind"] in KINDS["outlet"], outlet["kind"]
        assert outlet["country"] is None or re.fullmatch("[A-Z]{2}", outlet["country"]), outlet
    for entity in article["entities"]:
        assert entity["kind"] in KINDS["entity"], entity["kind"]
    for citation in article["citations"]:
        assert citation["form"] in KINDS["form"], citation["form"]
        assert citation["role"] in KINDS["role"], citation["role"]
        for item in citation["items"]:
            assert item["resolution"] in KINDS["resolution"], item["resolution"]


def check_citations(_name, article):
    text = texts(article)
    for citation in article["citations"]:
        words = words_at(article, citation)
        if citation["form"] in ("parenthetical", "narrative"):
            assert words[0] == "(" and words[-1] == ")", f"no brackets round {words}"
        for item in citation["items"]:
            assert citation["start"] <= item["start"] < item["end"] <= citation["end"], item
            part = text[citation["block"]][item["start"]:item["end"]]
            before = text[citation["block"]][:item["end"]]
            assert item["name"] in before, f"{item['name']} is not written before or in {part}"
        if citation["form"] != "narrative" and citation["items"][0]["prefix"] is None:
            first = citation["items"][0]
            if citation["form"] == "parenthetical":
                name = first["name"]
                assert words[1:].startswith(name), f"{words} does not name {name}"
        for claim in citation["claims"]:
            assert claim["end"] <= citation["start"] or claim["start"] >= citation["end"], \
                f"a claim lies over its citation: {words}"


def check_mentions(_name, article):
    names = {entity["id"]: BUILDER.entity_names(entity) for entity in article["entities"]}
    cited = {}
    for citation in article["citations"]:
        cited.setdefault(citation["block"], []).append((citation["start"], citation["end"]))
    last = (None, 0)
    for mention in article["mentions"]:
        words = words_at(article, mention)
        assert words in names[mention["entity"]], f"{words} is no name of {mention['entity']}"
        for start, end in cited.get(mention["block"], []):
            assert mention["end"] <= start or end <= mention["start"], f"{words} lies in a citation"
        if mention["block"] == last[0]:
            assert mention["start"] >= last[1], f"{words} overlaps the mention before"
        last = (mention["block"], mention["end"])
    everything = [name for entity in names.values() for name in entity]
    equal([name for name, n in Counter(everything).items() if n > 1], [], "names of two entities")


def check_languages(_name, article):
    for block in article["blocks"]:
        marked = [(mark["start"], mark["end"], mark["lang"]) for mark in block.get("marks", [])
                  if mark["type"] == "language"]
        for script, lang in (("CJK UNIFIED", "zh-Hans"), ("CYRILLIC", "ru")):
            for place, character in enumerate(block["text"]):
                if unicodedata.name(character, "").startswith(script):
                    assert any(start <= place < end and tag == lang
                               for start, end, tag in marked), \
                        f"{character} in {block['id']} has no mark for {lang}"
    pinyin = {name["romanization"] for entity in article["entities"] for name in entity["names"]
              if name["lang"] == "zh-Hans" and name["romanization"] is not None
              and name["romanization"] != entity["name"]}
    text = texts(article)
    for block in article["blocks"]:
        for name in pinyin:
            for found in re.finditer(re.escape(name), block["text"]):
                mark = {"type": "language", "start": found.start(), "end": found.end(),
                        "lang": "zh-Latn-pinyin"}
                assert mark in block.get("marks", []), f"{name} has no mark in {text[block['id']]}"


def check_notes(_name, article):
    notes = {block["id"]: block for block in article["blocks"] if block["type"] == "note"}
    equal({reference["note"] for reference in article["note-references"]}, set(notes),
          "notes that are referred to")
    for reference in article["note-references"]:
        equal(words_at(article, reference), f"[{notes[reference['note']]['label']}]",
              "words of a note reference")


def check_no_judgements(_name, article):
    def members(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from members(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from members(inner)
    equal(sorted(JUDGEMENTS & set(members(article))), [], "judgements that are shipped")


def check_images(name, article):
    folder = os.path.join(SAMPLES, name + ".assets")
    paths = []
    for block in article["blocks"]:
        for image in block.get("images", []):
            assert image["alt"], f"{image['path']} has no words for who cannot see it"
            assert re.fullmatch(r"assets/[a-z0-9-]+\.svg", image["path"]), image["path"]
            paths.append(image["path"][len("assets/"):])
            root = xml.etree.ElementTree.parse(os.path.join(folder, paths[-1])).getroot()
            equal(root.tag, "{http://www.w3.org/2000/svg}svg", "root of an image")
            used = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
            equal(used - {"svg", "title", "g", "rect", "path", "circle", "text"}, set(),
                  f"elements in {image['path']}")
            families = {element.get("font-family") for element in root.iter()} - {None}
            equal(families, {"sans-serif"}, "fonts of an image")
            view = [float(number) for number in root.get("viewBox").split()]
            ground = root.find("{http://www.w3.org/2000/svg}rect")
            equal([float(ground.get("width")), float(ground.get("height"))], view[2:],
                  "ground of an image")
    equal(sorted(paths), sorted(os.listdir(folder)) if os.path.isdir(folder) else [], "images")


# what is promised of each

def check_ties(article):
    count = len(reading_text(article).split())
    assert 1000 <= count <= 1500, f"{count} words"
    equal(article["metadata"]["issued"], {"date-parts": [[2021, 5, 7]]}, "date")
    equal(len(items(article)), 37, "citation items")
    equal(len({item["source"] for item in items(article)}), 35, "distinct sources")
    equal(len(article["sources"]), 36, "sources, with the account that all rests on")
    equal(Counter(block["type"] for block in article["blocks"])["note"], 1, "notes")
    equal(Counter(block["type"] for block in article["blocks"])["figure"], 2, "figures")
    for block in article["blocks"]:
        if block["type"] == "figure":
            assert block["text"].endswith("Drawn for Ibid."), "a figure without a credit"


def check_ties_sources(article):
    sources = {source["id"]: source for source in article["sources"]}
    account = items(article, ("credit",))
    equal(len(account), 1, "accounts that the article rests on")
    equal(sources[account[0]["source"]]["csl"]["title"],
          "Tracking the Digital Component of the BRI in Central Asia, Part Two: "
          "Developments in Kazakhstan", "title of the account")
    for item in items(article):
        csl = sources[item["source"]]["csl"]
        assert item["via"] == "Sergey Sukhankin, China Brief, May 7, 2021", "via what it is known"
        assert "not opened" in csl["note"], f"the note of {csl['id']} does not say how it is known"
        assert "title" not in csl, f"{csl['id']} has a title, which the text does not give"
        domain = re.fullmatch(r"[\w-]+(\.[\w-]+)+", item["name"])
        equal(csl.get("URL"), "https://" + item["name"].lower() if domain else None,
              f"address of {csl['id']}")
        dated = "accessed" if item["resolution"] == "accessed-only" else "issued"
        assert dated in csl and not {"issued", "accessed"} - {dated} & set(csl), csl
        assert csl[dated]["date-parts"][0] <= [2021, 5, 7], f"{csl['id']} is later than the article"


def check_ties_dates(article):
    """The year that is left out is the latest that is not after the article's own date."""
    sources = {source["id"]: source for source in article["sources"]}
    text = texts(article)
    for citation in article["citations"]:
        for item in citation["items"]:
            words = text[citation["block"]][item["start"]:item["end"]]
            csl = sources[item["source"]]["csl"]
            year, month, day = (csl.get("issued") or csl["accessed"])["date-parts"][0]
            written = f"{BUILDER.MONTHS[month - 1]} {day}"
            with_year = words.endswith(f"{written}, {year}")
            assert with_year or words.endswith(written), f"{words} is not of {year}-{month}-{day}"
            if not with_year:
                assert (year, month, day) <= (2021, 5, 7) < (year + 1, month, day), words
                equal(item["resolution"] in ("year-inferred", "accessed-only"), True, words)


def check_ties_names(article):
    """Every name in Chinese that is known stands in the text, with its romanisation."""
    found = {words_at(article, mention) for mention in article["mentions"]}
    chinese = {name["text"]: name["romanization"] for entity in article["entities"]
               for name in entity["names"]}
    equal(len(chinese), 7, "names in Chinese")
    for name, romanization in chinese.items():
        assert name in found, f"{name} is not mentioned"
        assert romanization is None or romanization in found, f"{romanization} is not mentioned"
    kinds = Counter(entity["kind"] for entity in article["entities"])
    equal(kinds["person"], 12, "people")
    equal([kind for kind in KINDS["entity"] if not kinds[kind]], [], "kinds without an entity")


def check_works(article):
    count = len(reading_text(article).split())
    assert 500 <= count <= 700, f"{count} words"
    types = {block["type"] for block in article["blocks"]}
    equal({"heading", "paragraph", "list-item", "table", "quote"} - types, set(), "missing blocks")
    marks = {mark["type"] for block in article["blocks"] for mark in block.get("marks", [])}
    equal({"code", "emphasis", "language", "link"} - marks, set(), "missing marks")
    equal({citation["form"] for citation in article["citations"]}, {"parenthetical", "narrative"},
          "forms")
    equal({item["label"] for item in items(article)}, {None, "page", "section"}, "locators")
    for source in article["sources"]:
        assert source["csl"]["title"] and source["csl"]["author"], source["id"]
    table = next(block for block in article["blocks"] if block["type"] == "table")
    for row, line in zip(table["rows"], table["text"].split("\n"), strict=True):
        equal([table["text"][cell["start"]:cell["end"]] for cell in row], line.split("\t"), "cells")


FAILURES = (AssertionError, KeyError, OSError, xml.etree.ElementTree.ParseError)


def report(cases):
    """Runs (label, function) pairs and prints TAP."""
    print(f"1..{len(cases)}")
    for number, (label, run) in enumerate(cases, 1):
        try:
            run()
        except FAILURES as problem:
            print(f"not ok {number} {label}\n# {type(problem).__name__}: {problem}")
        else:
            print(f"ok {number} {label}")


def main():
    rules = (check_built, check_head, check_ids, check_spans, check_vocabularies, check_citations,
             check_mentions, check_languages, check_notes, check_no_judgements, check_images)
    promises = ((TIES, check_ties), (TIES, check_ties_sources), (TIES, check_ties_dates),
                (TIES, check_ties_names), (WORKS, check_works))
    pairs = [(name, rule, lambda name=name, rule=rule: rule(name, load(name)))
             for name in (TIES, WORKS) for rule in rules]
    pairs += [(name, rule, lambda name=name, rule=rule: rule(load(name)))
              for name, rule in promises]
    report([(f"/samples/{name}/{rule.__name__[len('check_'):].replace('_', '-')}", run)
            for name, rule, run in pairs])


if __name__ == "__main__":
    main()
