#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-golden.py IBID_CLI [--write]: the samples' exports, byte for byte. Prints TAP.

A change of a format shows in golden/: look at it with git diff after --write.
"""

import difflib
import os
import subprocess
import sys

ROOT = os.environ["IBID_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

CLI = os.path.abspath(sys.argv[1])
GOLDEN = os.path.join(ROOT, "tests", "core", "export", "golden")
# name of the file without its ending: article and format
FILES = {
    "kazakhstan-digital-ties.csl.json": "csl-json",
    "kazakhstan-digital-ties.biblatex.bib": "biblatex",
    "kazakhstan-digital-ties.bibtex.bib": "bibtex",
    "kazakhstan-digital-ties.ris": "ris",
    "how-the-format-works.csl.json": "csl-json",
    "how-the-format-works.biblatex.bib": "biblatex",
    "how-the-format-works.bibtex.bib": "bibtex",
    "how-the-format-works.ris": "ris",
}


def export(name):
    article = os.path.join(ROOT, "data", "samples", name.split(".")[0] + ".ibid.json")
    return subprocess.run([CLI, "export", "--format", FILES[name], "--output", "-", article],
                          capture_output=True, check=True, timeout=60).stdout


def new_test(name):
    def test():
        with open(os.path.join(GOLDEN, name), "rb") as file:
            wanted = file.read()
        got = export(name)
        difference = "\n".join(difflib.unified_diff(
            wanted.decode().split("\n"), got.decode().split("\n"), name, "now", lineterm=""))
        assert got == wanted, difference or "line ends"
    test.__name__ = name
    return test


if sys.argv[2:] == ["--write"]:
    os.makedirs(GOLDEN, exist_ok=True)
    for golden in FILES:
        with open(os.path.join(GOLDEN, golden), "wb") as written:
            written.write(export(golden))
    sys.exit(0)
sys.exit(tap.main(*map(new_test, FILES)))
