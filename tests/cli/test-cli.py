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


check_frame()
check_clean()
check_doubtful()
check_errors()
check_json()
print(f"1..{count}")
sys.exit(1 if failed else 0)
