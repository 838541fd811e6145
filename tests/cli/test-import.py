#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-import.py IBID_CLI: the command "import" with plain text, and its options. Prints TAP."""

import json
import os
import subprocess
import sys
import tempfile

import jsonschema

ROOT = os.environ["IBID_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

CLI = os.path.abspath(sys.argv[1])
TEXT = """On Dates That Are Left Out

A year may be left out (Xinhua, January 22), and a page may have been read on a day (Hikvision, accessed May 4).[1]

Notes

[1] A note has sources, too (Reuters, April 29).
"""


def run(*words):
    done = subprocess.run([CLI, *words], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


def make(folder, *words, text=TEXT, name="dates.txt"):
    output = os.path.join(folder, "out.ibid.json")
    assert run("import", *words, "--output", output, write(folder, name, text)) == (0, "", "")
    with open(output, encoding="utf-8") as file:
        return json.load(file)


def issued(article):
    sources = {source["id"]: source for source in article["sources"]}
    return [sources[item["source"]].get("issued-edtf") or sources[item["source"]]["csl"].get("issued")
            for citation in article["citations"] for item in citation["items"]]


def refuse(told, *words):
    status, out, err = run("import", *words)
    assert status == 2 and not out, (status, out, err)
    assert err.startswith("ibid-cli import: ") and told in err, err


def test_article(folder):
    article = make(folder, "--published", "2021-05-07")
    with open(os.path.join(ROOT, "data/schema/ibid-article.schema.json"), encoding="utf-8") as file:
        jsonschema.Draft202012Validator(json.load(file)).validate(article)
    assert [block["type"] for block in article["blocks"]] == ["heading", "paragraph", "heading", "note"]
    assert issued(article) == [{"date-parts": [[2021, 1, 22]]}, None, {"date-parts": [[2021, 4, 29]]}]
    assert len(article["note-references"]) == 1
    assert article["metadata"]["title"] == "On Dates That Are Left Out"
    assert article["origin"]["media-type"] == "text/plain" and article["origin"]["name"] == "dates.txt"
    status, out, _ = run("check", os.path.join(folder, "out.ibid.json"))
    assert status == 0, out


def test_same_article_again(folder):
    assert make(folder)["id"] == make(folder, "--published", "2019-01-01")["id"]
    assert make(folder)["id"] != make(folder, text=TEXT + "\nMore.\n")["id"]


def test_date(folder):
    assert issued(make(folder, "--published", "2018"))[0] == {"date-parts": [[2018, 1, 22]]}
    assert issued(make(folder))[0] == "XXXX-01-22"


def test_title_and_language(folder):
    article = make(folder, "--format", "text", "--title", "Another", "--language", "kk", name="a.unknown")
    assert article["metadata"]["title"] == "Another" and article["language"] == "kk"


def test_refused(folder):
    text = write(folder, "a.txt", TEXT)
    out = os.path.join(folder, "out.ibid.json")
    refuse("--output", text)
    refuse("One file", "--output", out)
    refuse("no-such", "--output", out, os.path.join(folder, "no-such.txt"))
    refuse("no-format", "--format", "no-format", "--output", out, text)
    refuse("--format", "--output", out, write(folder, "a.unknown", TEXT))
    refuse("", "--published", "someday", "--output", out, text)
    refuse("no text", "--output", out, write(folder, "empty.txt", b""))
    refuse("not a text", "--output", out, write(folder, "nul.txt", b"a\0b"))
    assert not os.path.exists(out)


def in_folder(test):
    def run_test():
        with tempfile.TemporaryDirectory() as folder:
            test(folder)
    run_test.__name__ = test.__name__
    return run_test


sys.exit(tap.main(*(in_folder(test) for test in (
    test_article, test_same_article_again, test_date, test_title_and_language, test_refused))))
