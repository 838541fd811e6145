#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the help to Mallard, to its one page of HTML, and to what the program does.

    test-help.py HELP.HTML IBID-CLI
"""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import tap  # noqa: E402

HTML, CLI = Path(sys.argv[1]), sys.argv[2]
NS = "{http://projectmallard.org/1.0/}"
SCHEMA = Path("/usr/share/xml/mallard/1.0/mallard-1.0.rng")
PAGES = {path.stem: ET.parse(path).getroot() for path in (ROOT / "data/help/C").glob("*.page")}
KEYS = {"plus": "+", "minus": "-", "equal": "=", "question": "?", "Control": "Ctrl",
        "bracketleft": "[", "bracketright": "]", "braceleft": "{", "braceright": "}",
        "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter"}


def test_pages_are_mallard():
    if shutil.which("xmllint") is None or not SCHEMA.exists():
        raise tap.Skip("xmllint or the schema of Mallard (mallard-rng) is not installed")
    for name in PAGES:
        result = subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng", SCHEMA,
                                 ROOT / f"data/help/C/{name}.page"], text=True, timeout=60,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert result.returncode == 0, result.stdout


def test_links_lead_somewhere():
    places = {"index"}
    for name, page in PAGES.items():
        assert page.get("id") == name, name
        places.add(name)
        places |= {f"{name}#{section.get('id')}" for section in page.iter(NS + "section")}
    for name, page in PAGES.items():
        for link in page.iter(NS + "link"):
            assert link.get("xref") in places, (name, link.attrib)
    listed = [name for name, page in PAGES.items()
              if page.find(f"{NS}info/{NS}link[@type='guide'][@xref='index']") is not None]
    assert set(listed) == set(PAGES) - {"index"}, listed


def formats():
    said = subprocess.run([CLI, "export", "--help"], text=True, timeout=60, check=True,
                          stdout=subprocess.PIPE, env={"LC_ALL": "C.UTF-8"}).stdout
    found = re.findall(r"^  ([a-z-]+) ", said.split("Formats:")[1].split("Conditions:")[0], re.M)
    assert len(found) > 5, said
    return found


def test_every_format_is_explained():
    titles = [title.text for title in PAGES["export"].iterfind(
        f"{NS}terms/{NS}item/{NS}title/{NS}code")]
    assert titles == formats(), (titles, formats())


def test_every_format_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- ((?:`[a-z-]+`(?:, )?)+)", readme, re.M)
    named = re.findall(r"`([a-z-]+)`", " ".join(listed))
    missing = [name for name in formats() if name not in named]
    assert not missing, missing


def written(accelerator):
    keys = [*re.findall(r"<(\w+)>", accelerator), re.sub(r"<\w+>", "", accelerator)]
    keys = [KEYS.get(key, key) for key in keys]
    return "+".join(key.upper() if len(key) == 1 and len(keys) > 1 else key for key in keys)


def shortcuts():
    """What each shortcut is called and the keys of it, without those of the number pad."""
    source = (ROOT / "src/app/ibid-shortcuts.c").read_text(encoding="utf-8")
    found = {}
    for title, accelerators in re.findall(
            r'\{ N_ \("([^"]+)"\),\s*"[^"]+",\s*"([^"]+)"', source):
        found.setdefault(title, set()).update(
            written(key) for key in accelerators.split() if "KP_" not in key)
    assert len(found) > 30, found
    return found


def test_every_key_is_listed():
    listed = {}
    for row in PAGES["keys"].iter(NS + "tr"):
        title, keys = row
        alone = ["".join(key.itertext()) for key in keys.iterfind(f"{NS}p/{NS}key")]
        joined = ["+".join(key.text for key in keyseq) for keyseq in keys.iter(NS + "keyseq")]
        listed["".join(title.itertext())] = {*alone, *joined}
    wanted = shortcuts()
    wrong = {title: (wanted.get(title), listed.get(title)) for title in {*wanted, *listed}
             if wanted.get(title) != listed.get(title)}
    assert not wrong, wrong


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.text, self.open = [], set(), "", []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.links.add(attributes.get("href"))
        assert "src" not in attributes, attributes
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag == "meta", tag

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data


def test_the_one_page_has_it_all():
    reader = Reader()
    reader.feed(HTML.read_text(encoding="utf-8"))
    assert reader.open == [], reader.open
    assert set(PAGES) <= set(reader.ids), set(PAGES) - set(reader.ids)
    # pages and their sections share the one page
    assert len(set(reader.ids)) == len(reader.ids), reader.ids
    for link in reader.links - {None}:
        assert link.startswith("#") and link[1:] in reader.ids, link
    said = "".join(reader.text.split())
    for name, page in PAGES.items():
        for paragraph in page.iter(NS + "p"):
            words = "".join((paragraph.text or "").split())
            assert words in said, (name, words)


sys.exit(tap.main(
    test_pages_are_mallard,
    test_links_lead_somewhere,
    test_every_format_is_explained,
    test_every_format_is_in_the_readme,
    test_every_key_is_listed,
    test_the_one_page_has_it_all,
))
