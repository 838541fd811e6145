#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-import-annotations.py IBID_CLI: runs the command as a shell would. Prints TAP."""

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ["IBID_SOURCE_ROOT"])
sys.path.insert(0, str(ROOT / "tests"))
import tap  # noqa: E402

CLI = os.path.abspath(sys.argv.pop(1))
SAMPLE = ROOT / "data" / "samples" / "kazakhstan-digital-ties.ibid.json"
FOREIGN = ROOT / "tests" / "corpus" / "foreign"


def run(*words):
    done = subprocess.run([CLI, "import-annotations", *map(str, words)], capture_output=True,
                          text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def write_table(path):
    """Three passages of the sample, and one of nowhere."""
    article = json.loads(SAMPLE.read_text(encoding="utf-8"))
    texts = [block["text"] for block in article["blocks"] if len(block.get("text", "")) > 200][:3]
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["Quote", "Note", "Tags"])
        for text in texts:
            table.writerow([text[:150].rsplit(" ", 1)[0], "a note", "one, two"])
        table.writerow(["Nothing of this kind was ever written there by anybody", "", ""])


def test_counts():
    with tempfile.TemporaryDirectory() as folder:
        table, output = Path(folder, "table.csv"), Path(folder, "annotations.jsonld")
        write_table(table)
        status, out, err = run("--json", "--output", output, SAMPLE, table)
        assert status == 0 and not err, err
        told = json.loads(out)
        assert told["exact"] + told["moved"] == 3 and told["lost"] == 1, told
        items = json.loads(output.read_text(encoding="utf-8"))["first"]["items"]
        assert len(items) == 4, items
        # again, beside those that are there: nothing new
        before = output.read_bytes()
        status, out, err = run("--output", output, "--annotations", output, SAMPLE, table)
        assert status == 0 and "4 were there already" in out, out + err
        assert output.read_bytes() == before


def test_findings():
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "annotations.jsonld")
        status, out, err = run("--output", output, SAMPLE, FOREIGN / "hypothesis-export.json")
        assert status == 1 and "/annotations/1: " in err, out + err
        assert "2 highlights imported" in out, out


def test_errors():
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "annotations.jsonld")
        output.write_text("kept", encoding="utf-8")
        for words in ((), (SAMPLE,), ("--output", output, SAMPLE),
                      ("--output", output, SAMPLE, FOREIGN / "latin1.csv"),
                      ("--output", output, SAMPLE, FOREIGN / "not-there.csv"),
                      ("--output", output, FOREIGN / "other.json", FOREIGN / "hypothesis.tsv"),
                      ("--output", output, "--annotations", output, SAMPLE,
                       FOREIGN / "hypothesis.tsv")):
            status, out, err = run(*words)
            assert status == 2 and not out and err, (words, status, out, err)
        assert output.read_text(encoding="utf-8") == "kept"
        status, out, err = run("--help")
        assert status == 0 and "Exit status" in out, out + err


if __name__ == "__main__":
    sys.exit(tap.main(test_counts, test_findings, test_errors))
