#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the white space of every C file to clang-format (version 14) and .clang-format."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "14"
SKIPPED = 77  # what Meson takes for “skipped”


def find_clang_format():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        tool = shutil.which(name)
        if tool:
            said = subprocess.run([tool, "--version"], text=True, capture_output=True).stdout
            if re.search(rf"\bversion {VERSION}\.", said):
                return tool
    return None


def main():
    tool = find_clang_format()
    if tool is None:
        print(f"clang-format {VERSION} is not installed; other versions lay lines out otherwise")
        return SKIPPED
    files = sorted(path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.[ch]"))
    result = subprocess.run([tool, "--dry-run", "--Werror", *map(str, files)], text=True,
                            stderr=subprocess.PIPE, timeout=300)
    places = re.findall(r"^(.*?):(\d+):\d+: error: ", result.stderr, re.M)
    for name in dict.fromkeys(name for name, _ in places):
        line = next(line for other, line in places if other == name)
        print(f"{Path(name).relative_to(ROOT)}:{line}: not as clang-format-{VERSION} lays it out")
    if result.returncode != 0 and not places:
        print(result.stderr)
    print(f"{len(files)} files looked at")
    return 1 if result.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
