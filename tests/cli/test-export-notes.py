#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-export-notes.py IBID_CLI: exports highlights and notes, and has others' programs read them.

With --write the golden files are made anew, to be looked at. Prints TAP.
"""

import csv
import datetime
import hashlib
import io
import json
import os
import random
import re
import sys

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
import tap  # noqa: E402
from export_desk import (  # noqa: E402
    ARTICLE_ID, EPOCH, LINES, NOTES, SAMPLE, TITLE, Desk, annotate_blocks, check_golden,
    make_annotation, make_article, nasty_desk, reading_text, sample_desk)

# ---- Markdown ----


def parser():
    return MarkdownIt("commonmark").use(footnote_plugin)


def split_front_matter(text):
    match = re.match(r"---\r?\n(.*?\r?\n)---\r?\n(.*)", text, re.S)
    assert match, text[:200]
    return yaml.safe_load(match[1]), match[2]


def regions(body):
    """What CommonMark makes of the text: region → tokens; the comments have to be blocks of HTML."""
    result, name = {}, None
    for token in parser().parse(body):
        mark = re.fullmatch(r"<!-- (/?)ibid:(\S+) -->\s*", token.content) \
            if token.type == "html_block" and token.level == 0 else None
        if mark and mark[1]:
            assert mark[2] == name, f"{mark[2]} ends in {name}"
            name = None
        elif mark:
            assert name is None and mark[2] not in result, f"{mark[2]} begins in {name}"
            name = mark[2]
            result[name] = []
        elif name is not None:
            result[name].append(token)
    assert name is None, f"{name} does not end"
    return result


def plain(inline):
    out = ""
    for token in inline.children:
        assert token.type in ("text", "softbreak"), f"{token.type} in {inline.content!r}"
        out += "\n" if token.type == "softbreak" else token.content
    return out


def quote_of(tokens):
    """The paragraphs of the block quote that the region begins with, and what follows it."""
    assert tokens[0].type == "blockquote_open", tokens[0].type
    end = next(i for i, token in enumerate(tokens) if token.type == "blockquote_close")
    return [plain(token) for token in tokens[:end] if token.type == "inline"], tokens[end + 1:]


def short_id(annotation):
    return hashlib.sha256(annotation["id"].encode()).hexdigest()[:12]


def spaces(text):
    return text.strip(" \t")


def render_without_space(source):
    return re.sub(r"\s+", " ", MarkdownIt("commonmark").render(source)).strip()


def test_quotes_and_notes_come_back():
    desk, article = nasty_desk()
    with desk:
        annotations = annotate_blocks(article)
        text = desk.export("markdown", "notes.md").decode()
        _, body = split_front_matter(text)
        read = regions(body)
        assert list(read) == ["header"] + [f"note-{short_id(a)}" for a in annotations] + ["sources"]
        source = {name: re.search(rf"<!-- ibid:{name} -->\n(.*?)<!-- /ibid:{name} -->", body, re.S)[1]
                  for name in read}
        for number, annotation in enumerate(annotations):
            name = f"note-{short_id(annotation)}"
            paragraphs, _ = quote_of(read[name])
            exact = annotation["target"]["selector"][0]["exact"]
            expected = f"{spaces(exact)} ^ibid-{short_id(annotation)}"
            # the parser itself takes these for space
            assert " ".join(paragraphs).split() == expected.split(), f"{paragraphs} {expected!r}"
            if number >= len(NOTES):
                continue
            # what stands between the quote and the facts is the note, and nothing leaks out of it
            note = NOTES[number].replace("\r\n", "\n").replace("\r", "\n")
            rest = source[name].split(f"^ibid-{short_id(annotation)}\n\n", 1)[1]
            rest = rest[:rest.rindex("\n\nYellow")]
            lines = rest.split("\n")
            if lines != note.split("\n"):
                assert all(line.startswith("> ") for line in lines), rest
                assert [line[2:] for line in lines] == note.split("\n"), rest
            tokens = [token for token in read[name] if token.type == "inline" and token.level == 1]
            assert any(plain_start(token).startswith("Yellow") for token in tokens), rest


def plain_start(token):
    return token.children[0].content if token.children else ""


def test_quote_of_several_blocks():
    article = make_article(["First *line*.", "", "- second", "Third"])
    end = len(reading_text(article))
    with Desk(article, [make_annotation(article, 1, 0, end)]) as desk:
        _, body = split_front_matter(desk.export("markdown", "n.md").decode())
        read = regions(body)
        name = next(iter(set(read) - {"header", "sources"}))
        paragraphs, _ = quote_of(read[name])
        assert [p.split(" ^")[0] for p in paragraphs] == ["First *line*.", "- second", "Third"], paragraphs
        block = body[body.index("> First"):body.index("^ibid-")]
        assert all(line.startswith(">") for line in block.split("\n")), block


def test_front_matter():
    titles = [TITLE, "yes", "null", "2021-05-07", "1e3", "[a, b]", "- x", "? y", "%a", "@b", "`c", "!tag",
              "&anchor", "*alias", "|", ">", "a: b", "a #b", "'", '"', "\\", "\\u0041", "---", "...",
              "\ufeffbom", "line\nbreak", "tab\tand \u2028 \u2029", "emoji 🏳️‍🌈", "שלום", "x" * 5000, "  padded  ", "~"]
    for title in titles:
        article = make_article(["Text of the article."], title)
        with Desk(article, [make_annotation(article, 1, 0, 4, "n", ["a b", "1984", "x/y"])]) as desk:
            text = desk.export("markdown", "n.md").decode()
            front, _ = split_front_matter(text)
            assert front["title"] == title, f"{front['title']!r} is not {title!r}"
            assert front["id"] == ARTICLE_ID
            assert front["author"] == ["- A. O'Neil: \"x\"", "@ ACME, Inc."], front["author"]
            assert front["source"] == "https://example.org/a?b=1"
            assert front["published"] == datetime.date(2021, 5, 7)
            assert front["created"] == datetime.date(2026, 11, 23)
            assert front["updated"] == datetime.datetime(2026, 11, 23)
            assert front["tags"] == ["ibid", "a_b", "_1984", "x/y"], front["tags"]
            for value in front.values():  # flat
                assert not isinstance(value, dict), value
                assert not isinstance(value, list) or all(isinstance(v, str) for v in value)
            again = desk.export("markdown", "n.md").decode()
            assert again == text, "a second export changes nothing"


def test_markdown_of_the_sample():
    desk, article, _ = sample_desk()
    with desk:
        data = desk.export("markdown", "notes.md")
        check_golden("sample.md", data)
        _, body = split_front_matter(data.decode())
        html = parser().render(body)
        assert "[^" not in html, "every footnote is defined"
        assert html.count('class="footnote-item"') >= 3
        for source in article["sources"]:
            url = source["csl"].get("URL")
            if url and f"<{url}>" in body:
                assert f'<a href="{url}">' in html, url


def test_article_without_highlights():
    article = make_article(LINES)
    kinds = ("list-item", "quote", "preformatted", "heading", "note")
    for kind, line in [(kind, line) for kind in kinds for line in LINES + ["one\ntwo", "a ``` b"]]:
        number = len(article["blocks"])
        block = {"id": f"b{number}", "type": kind, "text": line}
        if kind in ("list-item", "heading"):
            block["level"] = 1 + number % 4
        if kind == "list-item":
            block |= {"ordered": number % 3 == 0, "number": 4 if number % 3 == 0 else None}
        if kind == "note":
            block["label"] = "1*"
        article["blocks"].append(block)
    with Desk(article, []) as desk:
        _, body = split_front_matter(desk.export("markdown", "a.md").decode())
        read = regions(body)
        assert list(read) == ["header", "article", "sources"]
        shown = " ".join(" ".join(plain_of(token) for token in read["article"]).split())
        for block in article["blocks"]:
            expected = " ".join(block["text"].split())
            assert expected in shown, f"{block} {shown}"
        counts = {kind: sum(token.type == name for token in read["article"]) for kind, name in (
            ("list-item", "list_item_open"), ("quote", "blockquote_open"), ("preformatted", "fence"),
            ("heading", "heading_open"))}
        for kind, count in counts.items():
            assert count == sum(block["type"] == kind for block in article["blocks"]), f"{kind}: {count}"
        assert not any(token.type in ("code_block", "html_block") for token in read["article"])
    article = json.loads(SAMPLE.read_text(encoding="utf-8"))
    with Desk(article, []) as desk:
        check_golden("article.md", desk.export("markdown", "a.md"))


def plain_of(token):
    if token.type == "fence":
        return token.content
    if token.type != "inline":
        return ""
    assert all(child.type in ("text", "softbreak", "hardbreak", "strong_open", "strong_close")
               for child in token.children), token
    return "".join(child.content if child.type == "text" else " " if child.type.endswith("break") else ""
                   for child in token.children)


# ---- Markdown, exported again ----

def test_edits_survive():
    desk, article, annotations = sample_desk()
    with desk:
        path = desk.folder / "notes.md"
        text = desk.export("markdown", "notes.md").decode()
        text = text.replace("---\n", "---\n# mine\nrating:   5   # of 5\nnested:\n  a: [1,\n\n  2]\n", 1)
        text = text.replace('title: "', 'aliases: ["x", \'y\']\ntitle: "', 1)
        text = text.replace('  - "method"\n', '  - "method"   # important\n  -  mine/own\n', 1)
        text = text.replace("<!-- ibid:note-", "My paragraph above.  \n\n<!-- ibid:note-", 1)
        text = text.rstrip("\n") + "\n\n## My own part\n\nwithout a last line end"
        path.write_text(text, encoding="utf-8", newline="")
        again = desk.export("markdown", "notes.md").decode()
        assert again == text, "nothing is new, nothing is changed"
        later = desk.export("markdown", "notes.md", now=EPOCH + 60).decode()
        assert later == text.replace("updated: 2026-11-23T00:00:00", "updated: 2026-11-23T00:01:00")
        front, _ = split_front_matter(later)
        assert front["nested"] == {"a": [1, 2]} and front["rating"] == 5
        # a new highlight goes where the text has it, before what the reader wrote at the end
        whole = reading_text(article)
        start = whole.index("A street camera")
        desk.write(article, annotations + [make_annotation(article, 9, start, start + 15, tags=["new one"])])
        more = desk.export("markdown", "notes.md").decode()
        front, body = split_front_matter(more)
        assert front["tags"] == ["ibid", "method", "mine/own", "figure", "follow_up", "new_one"], front["tags"]
        assert "  -  mine/own\n" in more and '"method"   # important\n' in more
        assert more.endswith("\n\n## My own part\n\nwithout a last line end")
        names = list(regions(body))
        assert names[1] == f"note-{short_id({'id': 'urn:uuid:00000000-0000-4000-8000-000000000009'})}", names


def test_other_ways_to_write_lists():
    desk, _, _ = sample_desk()
    with desk:
        path = desk.folder / "notes.md"
        first = desk.export("markdown", "notes.md").decode()
        block = re.search(r"tags:\n(?:  - .*\n)+", first)[0]
        for written, expected in (
                ("tags: [mine, 'ib''s', \"q, r\"]\n", ["mine", "ib's", "q, r"]),
                ("tags: [\n  mine,\n  two,\n]\n", ["mine", "two"]), ("tags: [\nmine,\ntwo\n]\n", ["mine", "two"]), ("tags: []\n", []), ("tags:\n", []),
                ("tags: mine\n", ["mine"]), ("tags: # none yet\n", []), ("tags:\n- mine\n- two # why\n",
                                                                         ["mine", "two"]),
                ('"tags":\n\n    - mine\n\n    # a comment\n    - "t\\u0077o"\n', ["mine", "two"])):
            path.write_text(first.replace(block, written), encoding="utf-8")
            text = desk.export("markdown", "notes.md").decode()
            front, _ = split_front_matter(text)
            assert front["tags"] == expected + ["ibid", "method", "figure", "follow_up"], \
                f"{written!r} {front['tags']}"
            again = desk.export("markdown", "notes.md").decode()
            assert again == text, f"{written!r}\n{text[:700]}\n{again[:700]}"


def test_deleted_and_filtered_out():
    desk, article, annotations = sample_desk()
    with desk:
        first = desk.export("markdown", "notes.md").decode()
        # one colour only: the others stay as they are, and so do their footnotes
        again = desk.export("markdown", "notes.md", "--filter", "colour=green").decode()
        assert again == first, "what is merely not chosen stays"
        desk.write(article, annotations[:1] + annotations[2:])
        status, _, err = desk.try_export("markdown", desk.folder / "notes.md", "--filter", "colour=pink")
        assert status == 2 and "no highlight" in err, err
        deleted = desk.export("markdown", "notes.md").decode()
        gone = f"note-{short_id(annotations[1])}"
        assert deleted.count("<!-- ibid-deleted -->") == 1
        before = re.search(rf"<!-- ibid:{gone} -->\n(.*?)<!-- /ibid", first, re.S)[1]
        after = re.search(rf"<!-- ibid:{gone} -->\n(.*?)<!-- /ibid", deleted, re.S)[1]
        assert after.endswith(before) and "deleted in Ibid" in after
        _, body = split_front_matter(deleted)
        assert "[^" not in parser().render(body), "its footnotes stay"
        assert desk.export("markdown", "notes.md").decode() == deleted, "it is marked once"
        desk.write(article, annotations)
        assert desk.export("markdown", "notes.md").decode() == first, "it is back"


def test_a_source_that_is_gone():
    desk, article, _ = sample_desk()
    with desk:
        first = desk.export("markdown", "notes.md").decode()
        key = re.search(r"^\[\^([a-z0-9-]+)\]: .*$", first, re.M)
        path = desk.folder / "notes.md"
        path.write_text(first.replace(key[1], "gone-1999"), encoding="utf-8")
        again = desk.export("markdown", "notes.md", "--filter", "colour=yellow").decode()
        assert key[0].replace(key[1], "gone-1999") in again, "a footnote that is referred to stays"


def test_files_that_are_not_ours():
    desk, article, _ = sample_desk()
    with desk:
        path = desk.folder / "notes.md"
        ours = desk.export("markdown", "notes.md")
        for data in (b"# My notes\n", b"---\ntitle: x\n---\n", b"---\nid: urn:x\n---\nText", b"---\nid: x\n",
                     ours.replace(article["id"].encode(), b"urn:uuid:other"), b"\xff\xfe---\n", b"\0", b"\n",
                     ours + b"\0", ours + b"\xff", b" " + ours, ours.replace(b"\n", b"\r")):
            path.write_bytes(data)
            status, out, err = desk.try_export("markdown", path)
            assert status == 2 and not out and "Choose another name" in err, f"{data[:40]} {status} {err}"
            assert path.read_bytes() == data, "nothing is overwritten"
        path.write_bytes(b"")
        assert desk.export("markdown", "notes.md") == ours, "an empty file is nobody's"
        path.write_bytes(b"\xef\xbb\xbf" + ours.replace(b"\n", b"\r\n"))
        again = desk.export("markdown", "notes.md")
        assert again == b"\xef\xbb\xbf" + ours.replace(b"\n", b"\r\n"), "byte order mark and CRLF stay"
        os.remove(path)
        os.mkdir(path)
        status, _, err = desk.try_export("markdown", path)
        assert status == 2 and err


OWN = ["My words.\n", "## Own heading\n", "- [ ] to do\n", "> own quote\n", "\n", "   \t\n", "No line end",
       "%% hidden %%\n", "<!-- my comment -->\n", "```\ncode\n```\n", "[^1]: own note\n", "---\n", "x: y\n",
       "<!-- ibid:header -->\n", "<!-- /ibid:sources -->\n", "naïve 🏳️‍🌈\n", "Windows\r\n", "tab\there\n"]
OWN_KEYS = ["own: 1\n", "status: \"to: read\"\n", "# comment\n", "list:\n  - a\n  - b\n", "flow: {a: 1}\n",
            "text: |\n  one\n\n  two\n", "empty:\n", "aliases:\n- x\n", "'quoted: key': 3\n"]


def split_regions(text):
    """Own pieces and regions, as the header of the document's class defines them."""
    parts = re.split(r"(?s)(<!-- ibid:(\S+) -->\r?\n.*?<!-- /ibid:\2 -->\r?\n?)", text)
    return parts[::3], parts[1::3]


def edit(draw, text, line_end):
    """As a reader might: words put between regions, regions in another order, keys of one's own."""
    head, front, body = re.match(r"(?s)(\ufeff?---\r?\n)(.*?)(---\r?\n.*)", text).groups()
    kept = []
    for key in draw.sample(OWN_KEYS, draw.randrange(3)):
        key = key.replace("\n", line_end)
        name = key.split(":")[0]
        if key not in kept and not re.search(rf"(?m)^{re.escape(name)}", front):
            starts = [m.start() for m in re.finditer(r"(?m)^\w+:", front)] + [len(front)]
            at = draw.choice(starts)
            front = front[:at] + key + front[at:]
            kept.append(key)
    fence = re.match(r"---\r?\n", body)[0]
    own, managed = split_regions(body[len(fence):])
    for _ in range(draw.randrange(4)):
        at = draw.randrange(len(own))
        words = "".join(draw.choice(OWN) for _ in range(draw.randrange(1, 4)))
        if at < len(own) - 1 and not words.endswith("\n"):
            words += "\n"
        own[at] = words + own[at] if at == 0 or draw.random() < .5 or own[at].endswith("\n") and \
            at == len(own) - 1 else own[at] + words
        # behind a region a line begins; nothing may follow a comment on its line
    if draw.random() < .3:
        draw.shuffle(managed)
    if draw.random() < .2:
        own[-1] = own[-1].rstrip("\r\n")
        if not own[-1] and managed:
            managed[-1] = managed[-1].rstrip("\r\n")
    body = own[0]
    for region, words in zip(managed, own[1:]):
        body += (line_end if body and not body.endswith("\n") else "") + region
        body += (line_end if words and not region.endswith("\n") else "") + words
    return head + front + fence + body, kept


def own_bytes(text):
    """What is the reader's: the text without regions (but the empty lines round them)."""
    own, _ = split_regions(re.match(r"(?s)\ufeff?---\r?\n.*?---\r?\n(.*)", text)[1])
    return [piece.strip("\r\n") for piece in own if piece.strip("\r\n")]


def test_random_edits_survive():
    desk, article, _ = sample_desk()
    whole = reading_text(article)
    path = desk.folder / "notes.md"
    with desk:
        for seed in range(40):
            draw = random.Random(seed)
            line_end = draw.choice(["\n", "\r\n"])
            path.unlink(missing_ok=True)
            pool = []
            for number in range(12):
                start = draw.randrange(len(whole) - 100)
                pool.append(make_annotation(article, number, start, start + draw.randrange(1, 100),
                                            draw.choice(NOTES + [None] * 20), draw.sample("abcd", 2)))
            chosen = draw.sample(pool, 6)
            desk.write(article, chosen)
            text = desk.export("markdown", "notes.md").decode().replace("\n", line_end)
            text = draw.choice(["", "\ufeff"]) + text
            keys = []
            for step in range(3):
                text, kept = edit(draw, text, line_end)
                keys += kept
                mine = own_bytes(text)
                path.write_bytes(text.encode())
                for _ in range(draw.randrange(1, 3)):
                    chosen = draw.sample(pool, draw.randrange(2, 9))
                    desk.write(article, chosen)
                    words = ()
                    if draw.random() < .3 and any("a" in tags_of(a) for a in chosen):
                        words = ("--filter", "tag=a")
                    desk.export("markdown", "notes.md", *words, now=EPOCH + step)
                text = path.read_bytes().decode()
                assert "\r\r" not in text, "lines end as they did"
                found = own_bytes(text)
                joined, was = "\0".join(found), "\0".join(mine)
                assert joined.replace("\0", "") == was.replace("\0", ""), \
                    f"seed {seed}:{step}\n{mine}\n{found}"
                for key in keys:
                    assert key in text, f"seed {seed}: {key!r} is lost"
                front = yaml.safe_load(re.match(r"(?s)\ufeff?---\r?\n(.*?)---\r?\n", text)[1])
                assert front["id"] == article["id"]
                last = path.read_bytes()
                assert desk.export("markdown", "notes.md", *words, now=EPOCH + step) == last, "idempotent"


# ---- the other formats ----

def note_of(annotation):
    return next((b["value"] for b in annotation.get("body", ()) if b["purpose"] == "commenting"), None)


def tags_of(annotation):
    return [b["value"] for b in annotation.get("body", ()) if b["purpose"] == "tagging"]


def exact_of(annotation):
    return annotation["target"]["selector"][0]["exact"]


def test_text():
    desk, article, annotations = sample_desk()
    with desk:
        check_golden("sample.txt", desk.export("text", "notes.txt"))
        desk.write(article, [])
        text = desk.export("text", "article.txt").decode()
        assert text.startswith(article["metadata"]["title"] + "\n")
        for block in article["blocks"]:
            assert (block.get("text") or "") + "\n" in text
        assert text.count("\n- ") >= len(article["sources"])
    desk, article = nasty_desk()
    with desk:
        text = desk.export("text", "notes.txt").decode()
        for annotation in annotate_blocks(article):
            assert f"    {exact_of(annotation)}\n" in text, exact_of(annotation)
            note = note_of(annotation)
            assert note is None or "\n" + note.replace("\r\n", "\n").replace("\r", "\n") + "\n\n" in text


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def unguard(cell):
    return cell[1:] if re.match(r"'['=+\-@\t\r\n]", cell) else cell


def test_csv():
    desk, article, _ = sample_desk()
    with desk:
        check_golden("sample.csv", desk.export("csv", "notes.csv"))
    desk, article = nasty_desk()
    annotations = annotate_blocks(article)
    with desk:
        data = desk.export("csv", "notes.csv")
        rows = read_csv(data)
        assert len(rows) == len(annotations) and None not in rows[0]
        for number, (row, annotation) in enumerate(zip(rows, annotations), 1):
            for cell in row.values():
                assert not cell or cell[0] not in "=+-@\t\r\n", f"{cell!r} is a formula"
            row = {name: unguard(cell) for name, cell in row.items()}
            assert row["quote"] == exact_of(annotation), row["quote"]
            assert row["note"] == (note_of(annotation) or ""), row["note"]
            assert row["tags"] == "; ".join(tags_of(annotation))
            assert row["number"] == str(number) and row["id"] == annotation["id"]
            assert row["article"] == TITLE and row["url"] == "https://example.org/a?b=1"
            assert row["created"] == annotation["created"]
        bare = re.sub(rb'"(?:[^"]|"")*"', b"", data)
        assert bare.count(b"\n") == bare.count(b"\r\n") == len(rows) + 1, "lines end in CRLF"
        desk.write(article, [])
        status, out, err = desk.try_export("csv", desk.folder / "none.csv")
        assert status == 2 and not out and "no highlight" in err, err
        assert not (desk.folder / "none.csv").exists()


def units(text):
    return len(text.encode("utf-16-le")) // 2


def test_readwise():
    desk, article, _ = sample_desk()
    with desk:
        check_golden("sample-readwise.csv", desk.export("readwise", "notes.csv"))
    long = ["word " * 5000, "🏳" * 9000, "x" * 8191, "y" * 8192, "short", "", "é" * 20000]
    article = make_article(long, "t" * 600)
    article["metadata"]["author"] = [{"literal": "a" * 2000}]
    annotations = annotate_blocks(article)
    with Desk(article, annotations) as desk:
        rows = read_csv(desk.export("readwise", "notes.csv"))
        assert list(rows[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
        assert all(0 < units(row["Highlight"]) <= 8191 for row in rows)
        assert "".join(row["Highlight"] for row in rows) == "".join(long)
        assert [int(row["Location"]) for row in rows] == list(range(1, len(rows) + 1))
        assert rows[0]["Highlight"].endswith("word "), "split between words"
        assert len(rows) == 4 + 3 + 1 + 2 + 1 + 3
        assert {(len(row["Title"]), len(row["Author"]), row["URL"]) for row in rows} == \
            {(511, 1024, "https://example.org/a?b=1")}
        assert rows[0]["Note"] == ".ünï_code .2nd .=1\nA plain note." and rows[1]["Note"] == ""
        assert rows[0]["Date"] == "2026-11-23T00:00:00Z"
    desk, article = nasty_desk()
    with desk:
        rows = read_csv(desk.export("readwise", "notes.csv"))
        assert [row["Highlight"] for row in rows] == LINES, "quotes come back as they are"


def check_web_annotation(item):
    """What the Web Annotation Data Model asks for."""
    assert isinstance(item["id"], str) and re.match(r"[a-z]+:", item["id"])
    assert item["type"] == "Annotation"
    assert isinstance(item["motivation"], str)
    for name in ("created", "modified"):
        datetime.datetime.strptime(item[name], "%Y-%m-%dT%H:%M:%SZ")
    for body in item.get("body", ()):
        assert body["type"] == "TextualBody" and isinstance(body["value"], str)
        assert body["purpose"] in ("commenting", "tagging")
    target = item["target"]
    assert isinstance(target["source"], str)
    kinds = [selector["type"] for selector in target["selector"]]
    assert kinds == ["TextQuoteSelector", "TextPositionSelector"]
    assert all(isinstance(target["selector"][0][name], str) for name in ("exact", "prefix", "suffix"))
    assert 0 <= target["selector"][1]["start"] <= target["selector"][1]["end"]


def test_jsonld():
    desk, article, _ = sample_desk()
    with desk:
        check_golden("sample.jsonld", desk.export("jsonld", "notes.jsonld"))
    desk, article = nasty_desk()
    annotations = annotate_blocks(article)
    with desk:
        data = desk.export("jsonld", "notes.jsonld")
        document = json.loads(data)
        assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert document["type"] == "AnnotationCollection" and re.match(r"urn:", document["id"])
        assert document["first"]["type"] == "AnnotationPage" and document["first"]["startIndex"] == 0
        items = document["first"]["items"]
        assert document["total"] == len(items) == len(annotations)
        for item, annotation in zip(items, annotations):
            check_web_annotation(item)
            assert item == annotation, f"{item}\n{annotation}"
        desk.annotations.write_bytes(data)
        assert desk.export("jsonld", "again.jsonld") == data, "there and back"
        assert "ibid:tombstones" not in document
        status, _, err = desk.try_export("jsonld", desk.folder / "none", "--filter", "colour=blue")
        assert status == 2 and "no highlight" in err


def utf16_slice(text, start, end):
    return text.encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le")


def test_hypothesis():
    desk, article, _ = sample_desk()
    with desk:
        check_golden("sample-hypothesis.json", desk.export("hypothesis", "notes.json"))
    for url in ("https://example.org/a?b=1", "file:///tmp/x.html", None):
        article = make_article(LINES)
        del article["metadata"]["URL"]
        if url:
            article["metadata"]["URL"] = url
        web = url is not None and url.startswith("https:")
        text = reading_text(article)
        annotations = annotate_blocks(article)
        start = text.index("👩")
        annotations.append(make_annotation(article, 900, start - 3, len(text) - 5))
        with Desk(article, annotations) as desk:
            document = json.loads(desk.export("hypothesis", "notes.json"))
            assert document["export_date"] == "2026-11-23T00:00:00Z"
            items = {item["id"]: item for item in document["annotations"]}
            assert len(items) == len(annotations)
            for annotation in annotations:
                item = items[annotation["id"]]
                assert item["text"] == (note_of(annotation) or "") and item["tags"] == tags_of(annotation)
                assert item["document"] == {"title": [TITLE]}
                assert item["user"].startswith("acct:") and item["created"] == annotation["created"]
                assert {"group", "permissions", "links", "hidden", "flagged", "updated"} <= set(item)
                target, = item["target"]
                assert item["uri"] == target["source"] == (url if web else ARTICLE_ID)
                selectors = {selector["type"]: selector for selector in target["selector"]}
                quote = selectors["TextQuoteSelector"]
                assert quote["exact"] == exact_of(annotation)
                assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
                if web:
                    assert list(selectors) == ["TextQuoteSelector"], "the page's text is another one"
                else:
                    place = selectors["TextPositionSelector"]
                    assert utf16_slice(text, place["start"], place["end"]) == exact_of(annotation)


def test_hypothesis_as_its_client_reads_it():
    """What client/src/sidebar/helpers/import.ts keeps of a file makes the same annotations again."""
    desk, article = nasty_desk()
    annotations = annotate_blocks(article)
    with desk:
        document = json.loads(desk.export("hypothesis", "notes.json"))
        kept = [{name: item[name] for name in ("target", "tags", "text", "uri", "document")}
                for item in document["annotations"]]
        text = reading_text(article)
        for item, annotation in zip(kept, annotations):
            quote = item["target"][0]["selector"][-1]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            start = text.index(whole) + len(quote["prefix"])
            made = make_annotation(article, 0, start, start + len(quote["exact"]), item["text"] or None,
                                   item["tags"])
            assert made["target"] == annotation["target"]
            assert made.get("body") == annotation.get("body")


if __name__ == "__main__":
    sys.exit(tap.main(*[value for name, value in list(globals().items()) if name.startswith("test_")]))
