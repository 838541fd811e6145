# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles with highlights for the tests of exports, and the command that exports them."""

import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CLI = os.path.abspath(sys.argv[1])
ROOT = Path(os.environ.get("IBID_SOURCE_ROOT", Path(__file__).resolve().parents[2]))
GOLDEN = ROOT / "tests" / "cli" / "golden"
SAMPLE = ROOT / "data" / "samples" / "kazakhstan-digital-ties.ibid.json"
ARTICLE_ID = "urn:uuid:0b6d7c3e-6a5f-4a39-8f7d-3a2b1c0d9e8f"
EPOCH = 1795392000  # 23 November 2026
TITLE = "#1: \"Yes\" & 'no' — {a: [b]}, C:\\temp\t*bold* _it_ <b> – \u0085 end #"
# what is markup for somebody
LINES = [
    "Plain words, nothing else.",
    "# No heading, #notatag, C # and a C#",
    "- no item", "-\tno item", "+ no item", "* no item", "1. no item", "12) no item", "1234567890. x",
    "> no quote", "--- no rule", "---", "===", "= single", "***", "___", "-", "+", "-- dashes",
    "~~~ no fence", "``` no fence", "`code` and ``more``", "    four spaces before",
    "*stars*, **two**, _under_, snake_case_word, ~~struck~~, ==marked==, %%hidden%%, $x^2$",
    "[link](https://example.org) ![image](x.png) [[page]] [^note] [ref]: /x ^block-id",
    "[^note]: no footnote", "[ref]: https://example.org", "<b>bold</b> <!-- comment --> <https://x.y>",
    "a | table | row", "| --- | --- |", "&amp; &copy; &#65; AT&T R&D &", "back\\slash \\* end\\",
    "an exclamation! [x] !\\[", "e-mail a@b.c, a:smile: face, \"quotes\" … -- ---",
    "emoji 👩‍👩‍👧‍👦🏳️‍🌈 and flags 🇰🇿", "עברית עם English ו-(סוגריים)", "العربية: «اقتباس»، ١٢٣",
    "combining e\u0301 a\u0308 \u0928\u093f", "zero\u200bwidth \u2066isolate\u2069 bidi \u202emark\u202c",
    "中文，全角：＝＋－＠", "nbsp\u00a0here, line\u2028separator, next\u0085line",
    "<!-- ibid:header -->", "<!-- /ibid:note-000000000000 -->", "%%", "$$", ":::", "\\", "\ttab first",
    "=SUM(A1:A9)", "+1 is an answer", "-1 is another", "@all", "'=quoted", "\"first\", said x; y",
    "two  spaces,   three", "{{ template }} {% tag %} \\LaTeX{} $\\alpha$ #+begin_src :END:",
]
NOTES = [
    "A plain note.", "Two\n\nparagraphs with *emphasis* and a [link](https://example.org).",
    "- a\n- list\n  - nested", "```\nnever closed\n# no heading", "~~~ python\nclosed = 1\n~~~",
    "<div>\n\nHTML that is left open", "<!-- a comment that is left open", "> a quote\nlazily continued",
    "<!-- /ibid:note-000000000000 -->", "    indented code", "# A heading of mine", "a\r\nb\r\n\r\nc",
    "old\rMac", "1. one\n2. two", "emoji 👩‍👩‍👧‍👦 и кириллица", "=1+1", "ends in a backslash\\",
    "| a | b |\n| - | - |\n| 1 | 2 |", "\"quoted\"; and, commas", "Setext\n---", "---", "<script>\nlet a;",
    "  - `` ` ``", "[^mine]", "one `open", "~~~", " ```", "> ```\n> open in a quote", "- ```\n  open in a list",
]


# ---- articles, annotations, the command ----

def make_article(lines, title=TITLE):
    return {
        "format": "ibid-article", "version": 1, "id": ARTICLE_ID, "generator": "test", "language": "en",
        "direction": "ltr", "pages": [], "note-references": [], "citations": [], "outlets": [],
        "sources": [], "entities": [], "mentions": [],
        "metadata": {"id": "self", "type": "webpage", "title": title, "URL": "https://example.org/a?b=1",
                     "author": [{"family": "O'Neil: \"x\"", "given": "- A."}, {"literal": "@ ACME, Inc."}],
                     "issued": {"date-parts": [[2021, 5, 7]]}},
        "blocks": [{"id": f"b{i}", "type": "paragraph", "text": line} for i, line in enumerate(lines)]}


def reading_text(article):
    return "\n".join(block.get("text") or "" for block in article["blocks"])


def time(number):
    moment = datetime.datetime.fromtimestamp(EPOCH + number, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def make_annotation(article, number, start, end, note=None, tags=(), style="yellow"):
    text = reading_text(article)
    result = {
        "id": f"urn:uuid:00000000-0000-4000-8000-{number:012d}", "type": "Annotation",
        "motivation": "highlighting", "created": time(number), "modified": time(number),
        "target": {"source": article["id"], "styleClass": style, "selector": [
            {"type": "TextQuoteSelector", "exact": text[start:end],
             "prefix": text[max(0, start - 32):start], "suffix": text[end:end + 32]},
            {"type": "TextPositionSelector", "start": start, "end": end}]},
        "ibid:textHash": hashlib.sha256(text.encode()).hexdigest()}
    bodies = [] if note is None else [{"type": "TextualBody", "purpose": "commenting",
                                       "format": "text/markdown", "value": note}]
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    return result | ({"body": bodies} if bodies else {})


def make_collection(article, annotations):
    return {"@context": ["http://www.w3.org/ns/anno.jsonld", {"ibid": "urn:x-ibid:"}],
            "id": article["id"] + "#annotations", "type": "AnnotationCollection",
            "total": len(annotations),
            "first": {"id": article["id"] + "#annotations-1", "type": "AnnotationPage",
                      "startIndex": 0, "items": annotations}}


def annotate_blocks(article):
    """One highlight for each block, the notes spread over them."""
    annotations, start = [], 0
    for number, block in enumerate(article["blocks"]):
        end = start + len(block["text"])
        note = NOTES[number] if number < len(NOTES) else None
        tags = ["ünï code", "2nd", "=1"] if number % 3 == 0 else []
        annotations.append(make_annotation(article, number, start, end, note, tags))
        start = end + 1
    return annotations


class Desk:
    """A folder with an article and its annotations."""

    def __init__(self, article, annotations):
        self.folder = Path(tempfile.mkdtemp(prefix="ibid-export-"))
        self.article = self.folder / "a.ibid.json"
        self.annotations = self.folder / "annotations.jsonld"
        self.article.write_text(json.dumps(article), encoding="utf-8")
        self.write(article, annotations)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def write(self, article, annotations):
        self.annotations.write_text(json.dumps(make_collection(article, annotations)), encoding="utf-8")

    def try_export(self, kind, output, *words, now=EPOCH):
        done = subprocess.run(
            [CLI, "export", "--format", kind, "--annotations", self.annotations, "--output", output,
             *words, self.article], capture_output=True, text=True, check=False, timeout=60,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(now), "LC_ALL": "C.UTF-8"})
        return done.returncode, done.stdout, done.stderr

    def export(self, kind, name, *words, now=EPOCH):
        output = self.folder / name
        status, out, err = self.try_export(kind, output, *words, now=now)
        assert status == 0 and not out and not err, f"{status} {out} {err}"
        return output.read_bytes()


def nasty_desk():
    article = make_article(LINES)
    return Desk(article, annotate_blocks(article)), article


def sample_desk():
    article = json.loads(SAMPLE.read_text(encoding="utf-8"))
    text = reading_text(article)
    places = [("the answer depends on who is asked", "Ask again in *spring*.", ["method"], "yellow"),
              ("Smoother traffic and services within everybody’s reach are what the “Smart City” schemes "
               "promise", None, ["figure", "follow up"], "green"),
              ("called Kazakhstan “a priority for China", "Who said it?\n\n- the minister\n- or the agency",
               [], "underline")]
    annotations = []
    for number, (quote, note, tags, style) in enumerate(places, 1):
        start = text.index(quote)
        annotations.append(make_annotation(article, number, start, start + len(quote), note, tags, style))
    return Desk(article, annotations), article, annotations


def check_golden(name, data):
    path = GOLDEN / name
    if "--write" in sys.argv:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    expected = path.read_bytes()
    assert data == expected, f"{name} differs from the golden file:\n{data.decode()}"
