#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-export-read.py IBID_CLI: exports HTML, Org and reports, and has others' programs read them.

With --write the golden files are made anew, to be looked at. Prints TAP.
"""

import base64
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import html5lib

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
import tap  # noqa: E402
from export_desk import (  # noqa: E402
    CLI, LINES, NOTES, SAMPLE, Desk, annotate_blocks, check_golden, make_annotation, make_article,
    nasty_desk, reading_text, sample_desk)

HTML = "{http://www.w3.org/1999/xhtml}"
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==")
SAFE_ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "nav", "header", "footer", "article", "section",
    "div", "p", "a", "span", "mark", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "q",
    "pre", "code", "em", "strong", "del", "sub", "sup", "br", "hr", "table", "tbody", "tr", "th", "td",
    "figure", "figcaption", "img", "cite"}
SAFE_ATTRIBUTES = {
    "lang", "dir", "id", "class", "href", "rel", "role", "src", "alt", "aria-label", "aria-labelledby", "value",
    "start", "data-state", "data-n", "data-o", "scope", "colspan", "rowspan", "charset", "content", "name",
    "http-equiv", "tabindex"}
HOSTILE = [
    "<script>alert(1)</script>", "</title></style></script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onfocus='alert(1)' autofocus='",
    "[x](javascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "<javascript:alert(1)>",
    "[x](JaVa&#x53;cript:alert(1))", "![x](https://example.org/track.gif)", "<!-- --> --!> <![CDATA[ ]]>",
    "]]>", "&#0; &#x80; &bogus; &lt;b&gt; &amp;amp;", "\u202eright to left override\u202c \u2066x\u2069",
    "\u0001\u007f\ufffe\ufdd0", "x" * 20000, "> " * 200 + "deep", "*" * 3000, "[" * 500 + "]" * 500,
    "#+begin_src sh\nrm -rf /\n#+end_src", "#+include: \"/etc/passwd\"", "* TODO heading :tag:", "#+end_quote",
    ":PROPERTIES:\n:ID: x\n:END:", "[[shell:rm][x]] [[elisp:(x)]]", "{{{macro(x)}}} src_sh{rm} call_x()",
    "<2026-11-23 Mon> [2026-11-23 Mon] <<target>> <<<radio>>>", "[fn:1] [fn::inline] [cite:@nobody]", ",* comma",
    "@@html:<script>alert(1)</script>@@", "#+html: <script>alert(1)</script>", "\\begin{x}\\input{/etc/passwd}",
    "| a | b |\n|---+---|\n| =1 | 2 |", "%%(diary-sexp)", "CLOCK: [2026-11-23 Mon 10:00]", "DEADLINE: <2026-11-23>"]


def parse(data):
    """The document as a browser builds it; html5lib's strict parser allows no error."""
    return html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True).parse(data)


def elements(document):
    for element in document.iter():
        if isinstance(element.tag, str):
            yield element.tag.removeprefix(HTML), element


def text_of(element, skip=()):
    out = element.text or ""
    for child in element:
        if not isinstance(child.tag, str) or not set((child.get("class") or "").split()) & set(skip):
            out += text_of(child, skip) if isinstance(child.tag, str) else ""
        out += child.tail or ""
    return out


def check_alone(document):
    """nothing that runs, nothing that loads, every link inside leads somewhere, no id twice"""
    ids = [element.get("id") for _, element in elements(document) if element.get("id")]
    assert len(ids) == len(set(ids)), sorted(name for name in ids if ids.count(name) > 1)
    for tag, element in elements(document):
        assert tag in SAFE_ELEMENTS, tag
        assert set(element.keys()) <= SAFE_ATTRIBUTES, (tag, element.keys())
        if element.get("href"):
            address = element.get("href")
            assert address.startswith(("#", "https://", "http://", "mailto:", "doi:")), address
            assert not address.startswith("#") or address[1:] in ids, address
        if element.get("src"):
            assert element.get("src").startswith("data:image/"), element.get("src")[:40]
    policy = next(element for tag, element in elements(document)
                  if element.get("http-equiv") == "Content-Security-Policy").get("content")
    assert "default-src 'none'" in policy and "unsafe" not in policy
    style = next(element for tag, element in elements(document) if tag == "style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy


def check_outline(document):
    levels = [int(tag[1]) for tag, _ in elements(document) if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1, levels
    for before, after in zip(levels, levels[1:]):
        assert after <= before + 1, levels
    assert sum(tag == "main" for tag, _ in elements(document)) == 1


def check_tidy(data):
    """HTML Tidy has no complaint but that a piece of code is empty."""
    done = subprocess.run(["tidy", "-q", "-e", "-utf8"], input=data, capture_output=True, check=False, timeout=60)
    lines = [line for line in done.stderr.decode().splitlines() if line and "trimming empty" not in line]
    assert not lines, lines[:5]


def marks_of(document):
    """number → the marked text; a mark that others cut is several elements, one of which starts it"""
    return [element for tag, element in elements(document)
            if tag == "mark" and "start" in element.get("class").split()]


def by_id(document, name):
    return next(element for _, element in elements(document) if element.get("id") == name)


def test_html_of_the_sample():
    desk, article, annotations = sample_desk()
    with desk:
        data = desk.export("html", "notes.html")
    check_golden("sample.html", data)
    document = parse(data)
    check_alone(document)
    check_outline(document)
    check_tidy(data)
    marks = marks_of(document)
    assert len(marks) == len(annotations)
    for mark, annotation in zip(marks, annotations):
        assert annotation["target"]["styleClass"] in mark.get("class").split()
    for number, annotation in enumerate(annotations, 1):
        entry = by_id(document, f"note-{number}")
        assert annotation["target"]["selector"][0]["exact"] in text_of(entry)
        for body in annotation.get("body", []):
            if body["purpose"] == "tagging":
                assert body["value"] in text_of(entry)
        assert by_id(document, f"marked-{number}").get("href") == f"#note-{number}"
    whole = text_of(by_id(document, "article"), skip=("reference", "x"))
    for block in article["blocks"]:
        if block["type"] in ("paragraph", "heading", "list-item", "quote", "note"):
            assert block["text"] in whole, block["text"][:60]
    for number, citation in enumerate(article["citations"], 1):
        assert by_id(document, f"citation-{number}") is not None


def test_pandoc_reads_the_html():
    desk, article, annotations = sample_desk()
    with desk:
        data = desk.export("html", "notes.html")
    done = subprocess.run(["pandoc", "-f", "html", "-t", "json"], input=data, capture_output=True, check=True,
                          timeout=60)
    tree = done.stdout.decode()
    # its title is the document's, and the level below that of the article's own headings
    headings = [block["c"][0] for block in walk(json.loads(tree)) if block.get("t") == "Header"]
    assert headings and headings[0] == 1 and 2 in headings
    plain = subprocess.run(["pandoc", "-f", "html", "-t", "plain", "--wrap=none"], input=data,
                           capture_output=True, check=True, timeout=60).stdout.decode()
    for annotation in annotations:
        assert annotation["target"]["selector"][0]["exact"] in plain
    for block in article["blocks"]:
        if block["type"] == "heading":
            assert block["text"] in plain


def walk(node):
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from walk(child)


def test_html_of_the_article():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.html"
        subprocess.run([CLI, "export", "--format", "html", "--output", path, SAMPLE], check=True, timeout=60)
        document = parse(path.read_bytes())
    check_alone(document)
    check_outline(document)
    assert not marks_of(document)
    assert not any(element.get("id") == "notes" for _, element in elements(document))
    assert by_id(document, "sources") is not None


def test_hostile_html():
    article = make_article(HOSTILE + LINES, title="</title><script>alert(1)</script>")
    annotations = annotate_blocks(article)
    for number, annotation in enumerate(annotations):
        annotation["body"] = [
            {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown",
             "value": (HOSTILE + NOTES)[number % len(HOSTILE + NOTES)]},
            {"type": "TextualBody", "purpose": "tagging", "value": "<b onclick=alert(1)>"}]
    with Desk(article, annotations) as desk:
        document = parse(desk.export("html", "notes.html"))
    check_alone(document)
    assert len(marks_of(document)) == len(annotations)


def test_marks_over_one_another():
    draw = random.Random(4)
    for _ in range(20):
        article = make_article([line for line in LINES if line.strip()])
        text = reading_text(article)
        annotations = []
        for number in range(draw.randrange(1, 60)):
            start = draw.randrange(len(text) - 1)
            end = min(len(text), start + draw.randrange(1, 200))
            if text[start:end].strip():
                annotations.append(make_annotation(article, number, start, end))
        with Desk(article, annotations) as desk:
            document = parse(desk.export("html", "notes.html"))
        check_alone(document)
        assert len(marks_of(document)) == len(annotations)


def test_images():
    article = make_article(["Before."])
    article["blocks"] += [
        {"id": "f1", "type": "figure", "text": "A map", "images": [{"path": "assets/map.png", "alt": "Map"}]},
        {"id": "f2", "type": "figure", "text": "", "images": [{"path": "assets/lost.png", "alt": "Lost & gone"}]},
        {"id": "f3", "type": "figure", "text": "", "images": [{"path": "assets/fake.png", "alt": "No picture"}]}]
    with Desk(article, annotate_blocks(make_article(["Before."]))) as desk:
        assets = desk.folder / "a.assets"
        assets.mkdir()
        (assets / "map.png").write_bytes(PNG)
        (assets / "fake.png").write_bytes(b"#!/bin/sh\n")
        document = parse(desk.export("html", "notes.html"))
    check_alone(document)
    images = [element for tag, element in elements(document) if tag == "img"]
    assert [image.get("alt") for image in images] == ["Map"]
    assert images[0].get("src") == "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert "Lost & gone" in text_of(by_id(document, "b2")) and "No picture" in text_of(by_id(document, "b3"))


# ---- Org ----

def pandoc_org(data):
    done = subprocess.run(["pandoc", "-f", "org", "-t", "json"], input=data, capture_output=True, check=True,
                          timeout=60)
    return json.loads(done.stdout)


def plain(inlines):
    out = ""
    for inline in inlines:
        kind = inline["t"]
        if kind == "Str":
            out += inline["c"]
        elif kind in ("Space", "SoftBreak"):
            out += " "
        elif kind == "Link":  # an address that Org itself makes a link of
            out += plain(inline["c"][1])
        elif kind == "Cite":
            continue
        else:
            raise AssertionError(f"{kind} in {inlines}")
    return out.replace("\u2060", "")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def quotes_of(document):
    return [[plain(block["c"]) for block in quote["c"]]
            for quote in document["blocks"] if quote["t"] == "BlockQuote"]


def check_quotes(data, quotes, notes):
    document = pandoc_org(data)
    read = [squeeze(" ".join(paragraphs)) for paragraphs in quotes_of(document)]
    assert read == [squeeze(quote) for quote in quotes], \
        [pair for pair in zip(read, map(squeeze, quotes)) if pair[0] != pair[1]][:3]
    # of several commas pandoc takes away none, Emacs one
    codes = [block["c"][1].replace(",,*", ",*") for block in document["blocks"] if block["t"] == "CodeBlock"]
    lines = [[line.strip() for line in code.strip().split("\n")] for code in codes]
    assert lines == [[line.strip() for line in note.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")]
                     for note in notes if note is not None]
    return document


def test_org_of_the_sample():
    desk, article, annotations = sample_desk()
    with desk:
        data = desk.export("org", "notes.org")
        bibliography = desk.folder / "notes.csl.json"
        records = json.loads(bibliography.read_bytes())
        formatted = subprocess.run(
            ["pandoc", "--citeproc", "--bibliography", bibliography, "-f", "org", "-t", "plain"], input=data,
            capture_output=True, check=True, timeout=60)
    check_golden("sample.org", data)
    assert not formatted.stderr, formatted.stderr
    document = check_quotes(data, [a["target"]["selector"][0]["exact"] for a in annotations],
                            [next((b["value"] for b in a.get("body", []) if b["purpose"] == "commenting"), None)
                             for a in annotations])
    keys = {record["id"] for record in records}
    cited = {citation["citationId"] for node in walk(document) if node.get("t") == "Cite"
             for citation in node["c"][0]}
    assert len(keys) == len(article["sources"]) and cited and cited <= keys
    names = [node["c"][1][0] for node in walk(document) if node.get("t") == "Header" and node["c"][0] == 2]
    assert len(names) == len(annotations) and all(re.fullmatch(r"ibid-[0-9a-f]{12}", name) for name in names)
    assert "Astana.gov.kz" in formatted.stdout.decode()


def test_org_is_read_as_it_was_written():
    desk, article = nasty_desk()
    with desk:
        data = desk.export("org", "notes.org")
    document = check_quotes(data, [block["text"] for block in article["blocks"]],
                            [NOTES[number] if number < len(NOTES) else None
                             for number in range(len(article["blocks"]))])
    tags = [[span["c"][0][2][0][1] for span in walk(header["c"][2]) if span.get("t") == "Span"
             and span["c"][0][1] == ["tag"]]
            for header in document["blocks"] if header["t"] == "Header" and header["c"][0] == 2]
    assert tags[0] == ["ünï_code", "2nd", "_1"] and not tags[1], tags[:2]


def test_hostile_org():
    quotes = [line for line in HOSTILE if "\u0001" not in line]
    article = make_article(quotes)
    annotations = annotate_blocks(article)
    for annotation, note in zip(annotations, quotes):
        annotation["body"] = [{"type": "TextualBody", "purpose": "commenting", "format": "text/markdown",
                               "value": note}]
    with Desk(article, annotations) as desk:
        data = desk.export("org", "notes.org")
    check_quotes(data, quotes, quotes)


def test_article_as_org():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.org"
        subprocess.run([CLI, "export", "--format", "org", "--output", path, SAMPLE], check=True, timeout=60,
                       env=os.environ | {"LC_ALL": "C.UTF-8"})
        assert sorted(os.listdir(folder)) == ["a.csl.json", "a.org"]
        document = pandoc_org(path.read_bytes())
    article = json.loads(SAMPLE.read_text(encoding="utf-8"))
    whole = json.dumps(document)
    for block in article["blocks"]:
        if block["type"] == "heading":
            assert any(squeeze(plain(node["c"][2])) == block["text"] for node in walk(document)
                       if node.get("t") == "Header"), block["text"]
    assert whole.count('"Cite"') == len(article["sources"])


def test_two_files_or_none():
    desk, _, _ = sample_desk()
    with desk:
        desk.export("org", "notes.org")
        before = (desk.folder / "notes.org").read_bytes()
        (desk.folder / "notes.csl.json").unlink()
        (desk.folder / "notes.csl.json").mkdir()
        status, out, err = desk.try_export("org", desk.folder / "notes.org", now=0)
        assert status == 2 and not out and "notes.csl.json" in err, (status, err)
        assert (desk.folder / "notes.org").read_bytes() == before
        assert not [name for name in os.listdir(desk.folder) if name.endswith(".new")]


# ---- reports ----

def report(kind, name):
    done = subprocess.run([CLI, "export", "--format", kind, "--entity", name, "--output", "-", SAMPLE],
                          capture_output=True, check=False, timeout=60,
                          env=os.environ | {"SOURCE_DATE_EPOCH": "1795392000", "LC_ALL": "C.UTF-8"})
    return done.returncode, done.stdout, done.stderr.decode()


def test_report():
    status, markdown, err = report("markdown", "tokayev")
    assert status == 0 and not err, err
    check_golden("report.md", markdown)
    status, data, err = report("html", "Kassym-Jomart TOKAYEV")
    assert status == 0 and not err, err
    check_golden("report.html", data)
    document = parse(data)
    check_alone(document)
    check_outline(document)
    check_tidy(data)
    article = json.loads(SAMPLE.read_text(encoding="utf-8"))
    blocks = {block["id"]: block["text"] for block in article["blocks"]}
    mentions = [m for m in article["mentions"] if m["entity"] == "tokayev"]
    strong = [text_of(element) for tag, element in elements(by_id(document, "mentions")) if tag == "strong"]
    assert strong == [blocks[m["block"]][m["start"]:m["end"]] for m in mentions]
    for name in re.findall(r"\[\^([^]]+)\](?!:)", markdown.decode()):
        assert f"\n[^{name}]: " in markdown.decode(), name


def test_report_refuses():
    status, out, err = report("markdown", "Nobody at all")
    assert status == 2 and not out and "Nobody at all" in err
    status, out, err = report("csv", "tokayev")
    assert status == 2 and not out and "Markdown" in err


if __name__ == "__main__":
    sys.exit(tap.main(
        test_html_of_the_sample,
        test_pandoc_reads_the_html,
        test_html_of_the_article,
        test_hostile_html,
        test_marks_over_one_another,
        test_images,
        test_org_of_the_sample,
        test_org_is_read_as_it_was_written,
        test_hostile_org,
        test_article_as_org,
        test_two_files_or_none,
        test_report,
        test_report_refuses,
    ))
