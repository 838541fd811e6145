#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-export.py IBID_CLI: the command "export" and its options. Prints TAP."""

import json
import os
import stat
import subprocess
import sys
import tempfile

ROOT = os.environ["IBID_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

CLI = os.path.abspath(sys.argv[1])
SAMPLE = os.path.join(ROOT, "data", "samples", "kazakhstan-digital-ties.ibid.json")
FORMATS = ("csl-json", "biblatex", "bibtex", "ris")
TEXT = "The market grew (Daily, May 3). It fell (Weekly, May 4). It slept."


def run(*words, prefix=()):
    done = subprocess.run([*prefix, CLI, "export", *words], capture_output=True, text=True, check=False,
                          timeout=60)
    return done.returncode, done.stdout, done.stderr


def refuse(told, *words, prefix=()):
    """must fail with a sentence about it, and print nothing else"""
    status, out, err = run(*words, prefix=prefix)
    assert status == 2 and not out, (status, out, err)
    assert err.startswith("ibid-cli export: ") and told in err and err.count("\n") == 1, err


def write(folder, name, document):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(document if isinstance(document, str) else json.dumps(document))
    return path


def citation(name, source, text):
    start = TEXT.index(text)
    return {"id": name, "block": "p", "start": start, "end": start + len(text),
            "form": "parenthetical", "role": "support",
            "items": [{"source": source, "resolution": "exact"}]}


def new_article(folder):
    sources = [{"id": name, "csl": {"id": name, "type": "article-newspaper", "title": name.title()}}
               for name in ("daily", "weekly")]
    return write(folder, "a.ibid.json", {
        "format": "ibid-article", "version": 1, "id": "urn:a",
        "blocks": [{"id": "p", "type": "paragraph", "text": TEXT}], "sources": sources,
        "citations": [citation("c1", "daily", "(Daily, May 3)"),
                      citation("c2", "weekly", "(Weekly, May 4)")]})


def note(name, exact, colour, text=None):
    bodies = [{"type": "TextualBody", "value": text, "format": "text/plain",
               "purpose": "commenting"}] if text else []
    start = TEXT.index(exact)
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:" + name,
            "type": "Annotation", "motivation": "commenting" if text else "highlighting",
            "created": "2026-11-23T10:00:00Z", "modified": "2026-11-23T10:00:00Z",
            "ibid:style": colour, "body": bodies,
            "target": {"source": "urn:a", "selector": [
                {"type": "TextQuoteSelector", "exact": exact, "prefix": TEXT[:start][-32:],
                 "suffix": TEXT[start + len(exact):][:32]},
                {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}]}}


def new_annotations(folder):
    return write(folder, "annotations.json", {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection",
        "first": {"type": "AnnotationPage", "items": [
            note("00000000-0000-4000-8000-000000000001", "market grew", "yellow", "A note."),
            note("00000000-0000-4000-8000-000000000002", "It fell", "yellow"),
            note("00000000-0000-4000-8000-000000000003", "It slept", "yellow")]}})


def titles(*words):
    status, out, err = run("--format", "csl-json", "--output", "-", *words)
    assert status == 0 and not err, err
    return [record["title"] for record in json.loads(out)]


def test_help_lists_the_formats():
    status, out, err = run("--help")
    assert status == 0 and not err
    for name in FORMATS:
        assert f"\n  {name} " in out, out


def test_wrong_command_lines():
    refuse("one article", "--format", "ris", "--output", "-")
    refuse("one article", "--format", "ris", "--output", "-", SAMPLE, SAMPLE)
    refuse("--format", "--output", "-", SAMPLE)
    refuse("--output", "--format", "ris", SAMPLE)
    refuse("“docx”", "--format", "docx", "--output", "-", SAMPLE)
    refuse("--loud", "--loud", SAMPLE)


def test_file_and_standard_output_are_the_same():
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            path = os.path.join(folder, "out." + name)
            assert run("--format", name, "--output", path, SAMPLE) == (0, "", "")
            with open(path, encoding="utf-8", newline="") as file:
                written = file.read()
            done = subprocess.run([CLI, "export", "--format", name, "--output", "-", SAMPLE],
                                  capture_output=True, check=True, timeout=60)
            assert done.stdout.decode() == written
        assert sorted(os.listdir(folder)) == sorted("out." + name for name in FORMATS)


def test_chosen_sources_and_conditions():
    with tempfile.TemporaryDirectory() as folder:
        article = new_article(folder)
        chosen = ("--annotations", new_annotations(folder), "--chosen-sources", article)
        assert titles(article) == ["Daily", "Weekly"]
        assert titles(*chosen) == ["Daily", "Weekly"]
        assert titles("--filter", "note=yes", *chosen) == ["Daily"]
        assert titles("--filter", "note=no", *chosen) == ["Weekly"]
        assert titles("--filter", "text=FELL", *chosen) == ["Weekly"]
        assert titles("--filter", "text=fell", "--filter", "text=grew", *chosen) == \
            ["Daily", "Weekly"]
        assert titles("--filter", "source=daily", *chosen) == ["Daily"]
        assert titles("--filter", "note=yes", *chosen[:2], article) == ["Daily", "Weekly"]
        for words in (("--filter", "text=slept"), ("--filter", "note=yes", "--filter", "text=fell")):
            refuse("no source", "--format", "ris", "--output", "-", *words, *chosen)
        refuse("no source", "--format", "ris", "--output", "-", "--chosen-sources", article)
        for condition in ("colour=mauve", "note=perhaps", "state=gone", "text", "=", "who=me",
                          "tag="):
            refuse("is no condition", "--format", "ris", "--output", "-", "--filter", condition,
                   *chosen)


def test_an_error_leaves_the_file_alone():
    with tempfile.TemporaryDirectory() as folder:
        output = write(folder, "out.bib", "what was there")
        broken = write(folder, "broken.ibid.json", "{")
        empty = write(folder, "empty.ibid.json",
                      {"format": "ibid-article", "version": 1, "id": "a", "blocks": []})
        nul = write(folder, "nul.ibid.json", '{"format": "ibid-article", "version": 1, "id": "a", '
                    '"blocks": [], "sources": [{"id": "s", "csl": {"id": "s", "type": "book", '
                    '"title": "a\\u0000b"}}]}')
        before = os.stat(output)
        for told, words in (
                ("broken.ibid.json", (broken,)), ("no source", (empty,)), ("", (nul,)),
                ("nowhere", (os.path.join(folder, "nowhere.json"),)),
                ("nowhere", ("--annotations", os.path.join(folder, "nowhere"), SAMPLE)),
                ("broken", ("--annotations", broken, SAMPLE)),
                ("broken", ("--overlay", broken, SAMPLE)),
                ("broken", ("--corrections", broken, SAMPLE))):
            refuse(told, "--format", "biblatex", "--output", output, *words)
        after = os.stat(output)
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
        assert len(os.listdir(folder)) == 4


def test_where_it_cannot_be_written():
    with tempfile.TemporaryDirectory() as folder:
        refuse("nowhere", "--format", "ris", "--output", os.path.join(folder, "nowhere", "x.ris"),
               SAMPLE)
        refuse("", "--format", "ris", "--output", folder, SAMPLE)
        assert os.listdir(folder) == []
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([CLI, "export", "--format", "ris", "--output", "-", SAMPLE],
                                      stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
            assert done.returncode == 2 and b"standard output" in done.stderr


def test_a_folder_without_permission():
    # root as well has to obey permissions here
    prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] \
        if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, stat.S_IRUSR | stat.S_IXUSR)
        probe = subprocess.run([*prefix, "test", "-w", folder], capture_output=True, text=True,
                               check=False, timeout=60)
        if probe.returncode != 1 or probe.stderr:
            raise tap.Skip(f"this user may write everywhere {probe.stderr.strip()}")
        refuse(folder, "--format", "ris", "--output", os.path.join(folder, "x.ris"), SAMPLE,
               prefix=prefix)
        assert os.listdir(folder) == []


sys.exit(tap.main(*(test for name, test in list(globals().items()) if name.startswith("test_"))))
