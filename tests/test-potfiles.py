#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds po/POTFILES.in to the files that have words for people in them.

    tests/test-potfiles.py            says what is missing, left over or out of order
    tests/test-potfiles.py --write    writes the list anew
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POTFILES = ROOT / "po" / "POTFILES.in"
HEAD = "# Every file with words for people, in the order of the alphabet (tests/test-potfiles.py)\n"
CALL = re.compile(r"\b(?:N?C?_|ngettext|dngettext|gettext|g_dngettext|g_dpgettext2?) ?\(")
CUT = re.compile(r'\b(?:N?_|ngettext) \(\s*(?:"(?:\\.|[^"\\\n])*"\s*)+([A-Z][A-Z0-9_]+)')
TRANSLATABLE = re.compile(r'\btranslatable="(?:yes|true|1)"')
DATA = (
    "data/app.ibid.Ibid.desktop.in.in",
    "data/app.ibid.Ibid.gschema.xml.in",
    "data/app.ibid.Ibid.metainfo.xml.in.in",
)


def without_comments(text):
    """C without its comments, so that one which talks about _() does not count."""
    pattern = r'/\*.*?\*/|//[^\n]*|("(?:\\.|[^"\\\n])*")'
    return re.sub(pattern, lambda match: match.group(1) or " ", text, flags=re.S)


def files_with_words():
    found = set(DATA)
    for path in [*(ROOT / "src").rglob("*.c"), *(ROOT / "src").rglob("*.h")]:
        if CALL.search(without_comments(path.read_text(encoding="utf-8"))):
            found.add(path.relative_to(ROOT).as_posix())
    for path in (ROOT / "ui").rglob("*.ui"):
        if TRANSLATABLE.search(path.read_text(encoding="utf-8")):
            found.add(path.relative_to(ROOT).as_posix())
    return sorted(found)


def cut_sentences():
    """Words that go on after a macro such as G_GSIZE_FORMAT: xgettext sees only their beginning, and
    so their translation would never be found."""
    found = []
    for path in sorted((ROOT / "src").rglob("*.c")):
        for match in CUT.finditer(without_comments(path.read_text(encoding="utf-8"))):
            found.append(f"{path.relative_to(ROOT)}: a sentence goes on after {match.group(1)}")
    return found


def main():
    wanted = files_with_words()
    if sys.argv[1:] == ["--write"]:
        POTFILES.write_text(HEAD + "".join(f"{name}\n" for name in wanted), encoding="utf-8")
        return 0

    listed = [
        line.strip()
        for line in POTFILES.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    complaints = [f"{name}: has words for people, but is not listed"
                  for name in wanted if name not in listed]
    complaints += [f"{name}: listed, but is not there or has no words for people"
                   for name in listed if name not in wanted]
    if sorted(set(listed)) != listed:
        complaints.append("the list is not in the order of the alphabet, or names a file twice")
    for complaint in complaints:
        print(f"po/POTFILES.in: {complaint}")
    if complaints:
        print("tests/test-potfiles.py --write puts it right")
        return 1
    print(f"{len(listed)} files, all listed")

    cut = cut_sentences()
    for complaint in cut:
        print(complaint)
    return 1 if cut else 0


if __name__ == "__main__":
    sys.exit(main())
