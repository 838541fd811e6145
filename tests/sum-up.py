#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sum-up.py LOG.json…: adds up the logs of `meson test`, and says what was skipped or failed and why.

A program that speaks the Test Anything Protocol counts as many as it has tests, any other one. The
last line is the sum. Exit status 0 when nothing failed, something was run, and every log is there.
"""

import json
import re
import sys

TAP_LINE = re.compile(r"^(not )?ok\b\s*(\d+)?\s*-?\s*(.*?)(?:\s*#\s*(SKIP|TODO)\b\S*\s*(.*))?$", re.I)
GOOD = {"OK", "EXPECTEDFAIL"}


def entries(path):
    with open(path, encoding="utf-8") as log:
        return [json.loads(line) for line in log if line.strip()]


def is_tap(entry):
    return re.search(r"^1\.\.\d+", entry.get("stdout") or "", re.M) is not None


def count(entry, label):
    """The numbers of passed, failed and skipped tests of one program, and lines about the latter."""
    name, result = entry["name"], entry["result"]
    passed, failed, skipped, lines = 0, 0, 0, []
    if is_tap(entry):
        for line in entry["stdout"].splitlines():
            match = TAP_LINE.match(line)
            if not match:
                continue
            bad, _, test, directive, reason = match.groups()
            directive = (directive or "").upper()
            if directive == "SKIP":
                skipped += 1
                lines.append(f"skipped: {name}: {test}: {reason or 'no reason given'}")
            elif bad and directive != "TODO":
                failed += 1
                lines.append(f"failed: {name}: {test} ({label})")
            else:
                passed += 1
    elif result in GOOD:
        passed = 1
    if result == "SKIP" and passed + failed + skipped == 0:
        skipped = 1
        said = (entry.get("stdout") or entry.get("stderr") or "").strip().splitlines()
        lines.append(f"skipped: {name}: {said[-1] if said else 'no reason given'}")
    if result not in GOOD and result != "SKIP" and failed == 0:
        # It crashed, hung, or ended before its plan was fulfilled.
        failed = 1
        lines.append(f"failed: {name}: {result.lower()}, status {entry.get('returncode')} ({label})")
    return passed, failed, skipped, lines


def main():
    sums = [0, 0, 0]
    lines = []
    for path in sys.argv[1:]:
        label = path.removesuffix(".json")
        try:
            found = entries(path)
        except (OSError, ValueError) as error:
            found = []
            sums[1] += 1
            lines.append(f"failed: no log of the tests: {error}")
        for entry in found:
            *numbers, said = count(entry, label)
            sums = [a + b for a, b in zip(sums, numbers)]
            lines += said
    for line in dict.fromkeys(lines):
        print(line)
    print(f"{sums[0]} passed, {sums[1]} failed, {sums[2]} skipped")
    return 1 if sums[1] > 0 or sums[0] == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
