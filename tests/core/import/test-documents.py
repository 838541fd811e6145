#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-documents.py IBID_CLI: documents that pandoc wrote are imported. Prints TAP.

One text, with everything that the formats have in common, is written as HTML, EPUB and DOCX by a
program that is not ours; each has to give the blocks, marks and notes of the text. Then each is
damaged in many ways, and every time has to end in an article or in a sentence that says why not.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import zipfile

ROOT = os.environ["IBID_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

CLI = os.path.abspath(sys.argv[1])
FORMATS = ("html", "epub", "docx")
N_DAMAGED = 60

MARKDOWN = """---
title: Cameras and Their Makers
author: Ann Example
lang: en
---

# Where they stand

A street camera says *little* about **whom** it serves.[^1] See
[the standard](https://www.w3.org/TR/annotation-model/) for H~2~O and x^2^ (Xinhua, January 22).

> A quotation that stands by itself.

1. First
2. Second

- Bullet
    - Inner

| Year | Count |
|------|-------|
| 2019 | 12    |
| 2020 | 13    |

## Word for word

    two  spaces
    here

Last words.[^second]

[^1]: The first note (IPVM, April 29).

[^second]: The second, with *stress*.
"""

WORDS = [
    ("heading", "Where they stand"),
    ("paragraph", "A street camera says little about whom it serves.@ See the standard for H2O and "
                  "x2 (Xinhua, January 22)."),
    ("quote", "A quotation that stands by itself."),
    ("list-item", "First"), ("list-item", "Second"), ("list-item", "Bullet"),
    ("list-item", "Inner"),
    ("table", "Year\tCount\n2019\t12\n2020\t13"),
    ("heading", "Word for word"),
    ("preformatted", "two  spaces\nhere"),
    ("paragraph", "Last words.@"),
    ("note", "The first note (IPVM, April 29)."),
    ("note", "The second, with stress."),
]


def write(folder, name):
    path = os.path.join(folder, "text." + name)
    subprocess.run(["pandoc", "-s", "-f", "markdown", "-t", "epub3" if name == "epub" else name,
                    "-o", path], input=MARKDOWN, text=True, check=True, capture_output=True)
    return path


def run(path, *arguments):
    output = path + ".ibid.json"
    if os.path.exists(output):
        os.remove(output)
    result = subprocess.run([CLI, "import", *arguments, "--output", output, path],
                            capture_output=True, text=True, timeout=60)
    if result.returncode != 0:
        return None, result
    with open(output, encoding="utf-8") as file:
        return json.load(file), result


def words(article):
    """What each block is and says; references to notes as "@", title page and rules left out."""
    places = {}
    for reference in article["note-references"]:
        places.setdefault(reference["block"], []).append((reference["start"], reference["end"]))
    found = []
    for block in article["blocks"]:
        text = block.get("text", "")
        for start, end in sorted(places.get(block["id"], []), reverse=True):
            text = text[:start] + "@" + text[end:]
        if block["type"] != "separator":
            found.append((block["type"], text))
    return found[found.index(WORDS[0]):] if WORDS[0] in found else found


def check(name):
    with tempfile.TemporaryDirectory() as folder:
        article, result = run(write(folder, name))
        assert article is not None, result.stderr
        found = words(article)
        assert found == WORDS, f"{found}"
        assert article["metadata"]["title"] == "Cameras and Their Makers", article["metadata"]
        blocks = {block["id"]: block for block in article["blocks"]}
        marked = {(mark["type"], block["text"][mark["start"]:mark["end"]])
                  for block in blocks.values() for mark in block.get("marks", [])}
        assert {("emphasis", "little"), ("strong", "whom"), ("link", "the standard"),
                ("subscript", "2"), ("superscript", "2"), ("emphasis", "stress")} <= marked, marked
        notes = [blocks[reference["note"]]["text"] for reference in article["note-references"]]
        assert notes == [WORDS[-2][1], WORDS[-1][1]], notes
        items = [block for block in article["blocks"] if block["type"] == "list-item"]
        assert [(item["level"], item.get("ordered", False), item.get("number"))
                for item in items] == [(1, True, 1), (1, True, 2), (1, False, None),
                                       (2, False, None)], items
        # the citation in the text, and the one in a note
        assert len(article["citations"]) == 2, article["citations"]
        checked = subprocess.run([CLI, "check", os.path.join(folder, f"text.{name}.ibid.json")],
                                 capture_output=True, text=True)
        assert "error" not in checked.stdout and checked.returncode in (0, 1), checked.stdout


def test_html():
    check("html")


def test_epub():
    check("epub")


def test_docx():
    check("docx")


def refuses(path, sentence, *arguments):
    article, result = run(path, *arguments)
    assert article is None and result.returncode == 2, result
    assert sentence in result.stderr, result.stderr


def test_wrong_files():
    with tempfile.TemporaryDirectory() as folder:
        def make(name, data):
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(data)
            return path
        for name in ("empty.docx", "empty.epub"):
            refuses(make(name, b""), "does not begin as such files do")
        refuses(make("empty.html", b""), "no text")
        refuses(make("text.docx", b"just text"), "does not begin as such files do")
        refuses(make("locked.docx", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512), "password")
        archive = os.path.join(folder, "other.docx")
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("hello.txt", "hello")
        refuses(archive, "word/document.xml")
        refuses(archive, "META-INF/container.xml", "--format", "epub")
        bomb = os.path.join(folder, "bomb.docx")
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("word/document.xml", b" " * (300 * 1024 * 1024))
        refuses(bomb, "more in the document than is read")


def test_entities():
    """Entities that grow, and those that fetch, do neither."""
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    document = ('<!DOCTYPE d [<!ENTITY l0 "lol"><!ENTITY x SYSTEM "file:///etc/passwd">' + laughs +
                ']><d xmlns:w="w"><w:body><w:p><w:r><w:t>a &l9; &x; b</w:t></w:r></w:p></w:body></d>')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "laughs.docx")
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("word/document.xml", document)
        article, result = run(path)
        text = json.dumps(article) if article else result.stderr
        assert "root:" not in text and len(text) < 10000, text[:300]


def test_damaged():
    chance = random.Random(20211)
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            with open(write(folder, name), "rb") as file:
                whole = file.read()
            for n in range(N_DAMAGED // len(FORMATS)):
                data = bytearray(whole)
                if n % 2:
                    data = data[:chance.randrange(len(data))]
                for _ in range(chance.randrange(1, 30)):
                    if data:
                        data[chance.randrange(len(data))] = chance.randrange(256)
                path = os.path.join(folder, f"damaged.{name}")
                with open(path, "wb") as file:
                    file.write(data)
                article, result = run(path)
                assert result.returncode in (0, 2), (name, n, result)
                assert article is not None or result.stderr.startswith("ibid-cli import: "), result


if __name__ == "__main__":
    sys.exit(tap.main(test_html, test_epub, test_docx, test_wrong_files, test_entities, test_damaged))
