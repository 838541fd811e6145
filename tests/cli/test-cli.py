#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-cli.py IBID_CLI: runs the command as a shell would. Prints TAP."""

import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema

CLI = os.path.abspath(sys.argv[1])
ROOT = os.environ["IBID_SOURCE_ROOT"]
HERE = os.path.join(ROOT, "tests", "cli")
VALID = os.path.join(ROOT, "tests", "corpus", "valid")
INVALID = os.path.join(ROOT, "tests", "corpus", "invalid")
with open(os.path.join(ROOT, "data", "schema", "ibid-check.schema.json"),
          encoding="utf-8") as schema_file:
    SCHEMA = jsonschema.Draft202012Validator(json.load(schema_file))
LINE = re.compile(r"(.+): (error|warning|info): (.+?)(?: \((/[^ ]*|[a-z]+ [^)]+)\))? \[([a-z0-9-]+)\]")

count = 0
failed = 0


def check(good, name, why=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} {name}")
    if not good:
        print("# " + str(why).replace("\n", "\n# "))


def run(*words):
    done = subprocess.run([CLI, *words], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def parse(output):
    """lines of findings as (file, level, code, pointer or None)"""
    found = []
    for line in output.splitlines():
        match = LINE.fullmatch(line)
        assert match, f"not a finding: {line}"
        found.append((match[1], match[2], match[5], match[4]))
    return found


def check_frame():
    status, out, err = run("--version")
    check(status == 0 and out.startswith("ibid-cli 0.") and "GLib" in out and not err, "--version",
          out + err)
    for word in ("--help", "-h"):
        status, out, err = run(word)
        check(status == 0 and "check" in out and not err, word, out + err)
    status, out, err = run("check", "--help")
    check(status == 0 and "--json" in out and "Exit status" in out, "check --help", out + err)
    for words in ((), ("chekc",), ("check",), ("check", "--xml", "x")):
        status, out, err = run(*words)
        check(status == 2 and not out and err, f"wrong command line {words}", out + err)


def check_clean():
    for name in ("everything.json", "overlay-everything.json", "corrections.json"):
        status, out, err = run("check", os.path.join(VALID, name))
        good = status == 0 and not err
        if name == "everything.json":
            good = status in (0, 1) and not err and "error" not in out
        check(good and (name == "everything.json" or not out), f"clean {name}", out + err)
    path = os.path.join(HERE, "information.ibid.json")
    status, out, err = run("check", path)
    check(status == 0 and parse(out) == [(path, "info", "unclassified-outlet", "/outlets/0")],
          "information alone is exit 0", out + err)


def check_doubtful():
    path = os.path.join(HERE, "doubtful.ibid.json")
    status, out, err = run("check", path)
    found = [entry[1:] for entry in parse(out)]
    check(status == 1 and not err, "warnings are exit 1", out + err)
    for expected in (("warning", "dangling-reference", "/citations/2/items/2/source"),
                     ("warning", "key-with-two-links", "/sources/1"),
                     ("warning", "later-than-article", "/sources/2"),
                     ("warning", "duplicate-source", "/sources/4"),
                     ("warning", "never-cited", "/sources/5"),
                     ("info", "unclassified-outlet", "/outlets/1")):
        check(expected in found, f"{expected[1]} is found", out)
    check(len(found) == 6, "and nothing else", out)


def check_errors():
    for name, status_expected, code, pointer in (
            ("block-text-wrong-type.json", 1, "type", "/blocks/1/text"),
            ("citation-past-end.json", 1, "span", "/citations/0/end"),
            ("image-parent.json", 1, "path", "/blocks/2/images/0/path"),
            ("duplicate-id-sources.json", 1, "duplicate-id", "/sources/2/id"),
            ("overlay-credibility-7.json", 1, "value", "/decisions/4/value"),
            ("newer-version.json", 2, "version", "/version"),
            ("other-format.json", 2, "not-article", "/format"),
            ("truncated.json", 2, "syntax", None),
            ("empty.json", 2, "empty", None),
            ("latin-1.json", 2, "not-utf8", None)):
        path = os.path.join(INVALID, name)
        status, out, err = run("check", path)
        check(status == status_expected and not err
              and parse(out) == [(path, "error", code, pointer)], f"error in {name}",
              f"{status}\n{out}{err}")
    with tempfile.TemporaryDirectory() as folder:
        for path in (os.path.join(folder, "missing.ibid.json"), folder):
            status, out, err = run("check", path)
            check(status == 2 and parse(out) == [(path, "error", "unreadable", None)],
                  f"unreadable {os.path.basename(path) or 'folder'}", f"{status}\n{out}{err}")


def check_json():
    clean = os.path.join(VALID, "overlay-everything.json")
    doubtful = os.path.join(HERE, "doubtful.ibid.json")
    broken = os.path.join(INVALID, "truncated.json")
    for words, status_expected, length in (([clean], 0, 0), ([doubtful], 1, 6),
                                           ([clean, doubtful, broken, clean], 2, 7)):
        status, out, err = run("check", "--json", *words)
        document = json.loads(out)
        error = next(SCHEMA.iter_errors(document), None)
        check(status == status_expected and error is None and len(document) == length and not err,
              f"--json of {len(words)} files", f"{status} {error}\n{out}{err}")
    check({entry["file"] for entry in document} == {doubtful, broken}, "findings name their file")
    status, out, err = run("check", doubtful, broken)
    lines = parse(out)
    check(status == 2 and [(entry["level"], entry["code"]) for entry in document]
          == [entry[1:3] for entry in lines], "lines and JSON say the same", out)

OLD = ("The station opened in spring. Its clock runs four minutes fast, and nobody has set it since.\n"
       "A visitor asked for the keys of the tower and was given none.\n"
       "On Fridays the market fills the square. Farmers bring apples, walnuts and honey.\n")
NEW = ("The school at the corner has two hundred pupils.\n"
       "The station opened in spring. Its clock runs five minutes fast, and nobody has set it since.\n"
       "On Fridays the market fills the square. Farmers bring apples, walnuts and honey.\n"
       "The porter knows where the keys are.\n")


def quote(name, exact, **other):
    start = OLD.index(exact)
    end = start + len(exact)
    return {"id": name, "exact": exact, "prefix": OLD[max(0, start - 32):start],
            "suffix": OLD[end:end + 32], "start": start, "end": end} | other


def run_anchor(folder, lines, *words):
    path = os.path.join(folder, "cases.jsonl")
    with open(path, "w", encoding="utf-8") as cases:
        for line in lines:
            cases.write((line if isinstance(line, str) else json.dumps(line)) + "\n")
    done = subprocess.run([CLI, "anchor", *words, "cases.jsonl"], cwd=folder, capture_output=True,
                          text=True, check=False, timeout=60)
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def check_anchor():
    status, out, err = run("anchor", "--help")
    check(status == 0 and "--quote-only" in out, "anchor --help", out + err)
    for words in (("anchor",), ("anchor", "--loud", "x")):
        status, out, err = run(*words)
        check(status == 2 and not out and err, f"wrong command line {words}", out + err)
    places = [quote("market", "the market fills"), quote("clock", "four minutes fast"),
              quote("keys", "the keys")]
    answer = {name: [NEW.index(text), NEW.index(text) + len(text)] for name, text in
              (("market", "the market fills"), ("clock", "five minutes fast"))}
    answer["keys"] = None
    case = {"id": "one", "original_path": "old.txt", "edited_path": "new.txt",
            "annotations": places}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("old.txt", OLD), ("new.txt", NEW), ("latin.txt", "")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        with open(os.path.join(folder, "latin.txt"), "wb") as file:
            file.write(b"caf\xe9")
        for words in ((), ("--quote-only",)):
            status, out, err = run_anchor(folder, [case, ""], *words)
            check(status == 0 and out == answer and not err, f"anchor {words}", f"{out} {err}")
        status, out, err = run_anchor(folder, [case], "--certain")
        check(status == 0 and out == answer | {"clock": None}, "anchor --certain", f"{out} {err}")
        bare = case | {"original_path": None,
                       "annotations": [{"id": "x", "exact": "nobody has set it since"}]}
        status, out, err = run_anchor(folder, [bare])
        start = NEW.index("nobody")
        check(status == 0 and out == {"x": [start, start + 23]}, "a quote alone", f"{out} {err}")
        for name, line, told in (
                ("no JSON", "{", "cases.jsonl:1"),
                ("no edited path", {"id": "x", "annotations": []}, "/edited_path"),
                ("no quote", case | {"annotations": [{"id": "x"}]}, "/annotations/0/exact"),
                ("a number for a quote", case | {"annotations": [{"id": "x", "exact": 4}]},
                 "/annotations/0/exact"),
                ("a negative place", case | {"annotations": [quote("x", "clock", start=-1)]},
                 "/annotations/0/start"),
                ("a missing text", case | {"edited_path": "nowhere.txt"}, "nowhere.txt"),
                ("a missing original", case | {"original_path": "nowhere.txt"}, "nowhere.txt"),
                ("a text in Latin-1", case | {"edited_path": "latin.txt"}, "latin.txt"),
                ("deep nesting", "[" * 100000, "cases.jsonl:1")):
            status, out, err = run_anchor(folder, [line])
            check(status == 2 and out == {} and told in err, f"anchor: {name}", f"{out} {err}")
        status, out, err = run_anchor(folder, ["{", case])
        check(status == 2 and out == answer and "cases.jsonl:1" in err,
              "anchor goes on after a bad line", f"{out} {err}")


check_frame()
check_clean()
check_doubtful()
check_errors()
check_json()
check_anchor()
print(f"1..{count}")
sys.exit(1 if failed else 0)
