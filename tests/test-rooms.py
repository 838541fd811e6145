#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the source to the rules of HACKING.md: which room may include which, and the budgets.

The table of rooms is read from HACKING.md, so that it is written down once.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import tap  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
# made at build time: header, and the room that makes it
GENERATED = {"config.h": None, "ibid-terms-types.h": "model", "ibid-pinyin-table.h": "text",
             "ibid-entity-table.h": "extract"}
LIBRARIES = {  # system headers: the rooms that may see them; what is not named here is free
    "gtk/": {"web", "panels", "app"},
    "gdk/": {"web", "panels", "app"},
    "gsk/": {"web", "panels", "app"},
    "graphene": {"web", "panels", "app"},
    "pango/": {"web", "panels", "app"},
    "cairo": {"web", "panels", "app"},
    "adwaita": {"web", "panels", "app"},
    "webkit/": {"web"},
    "jsc/": {"web"},
    "unicode/": {"text", "extract", "import", "cli", "app"},
    "archive": {"export", "import"},
}
MAX_FILE_LINES = 1000
MAX_FUNCTION_LINES = 65
# Functions that may be longer, each with its reason.
LONG_FUNCTIONS = {}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def rooms():
    """The table of HACKING.md: room → the rooms it may include, itself among them."""
    text = (ROOT / "HACKING.md").read_text(encoding="utf-8")
    rows = re.search(r"^\| room \| may include \|\n\| --- \| --- \|\n((?:\|.*\n)+)", text, re.M)
    assert rows, "HACKING.md has no table “| room | may include |”"
    table = {}
    for row in rows[1].splitlines():
        names, may = (cell.strip() for cell in row.strip("|").split("|"))
        for name in names.split(", "):
            table[name] = may
    core = {path.parent.name for path in (SRC / "core").glob("*/meson.build")}
    assert core <= set(table), f"rooms that the table lacks: {sorted(core - set(table))}"
    result = {}
    for name, may in table.items():
        if may == "everything":
            result[name] = set(table)
        elif may == "every core room":
            result[name] = {room for room in table if room not in ("cli", "web", "panels", "app")}
        else:
            result[name] = {word for word in may.split(", ") if word in table}
        result[name].add(name)
    return result


def room_of(path):
    parts = path.relative_to(SRC).parts
    if len(parts) == 1:
        return "app"
    return parts[1] if parts[0] == "core" else parts[0]


def code_files():
    return sorted([*SRC.rglob("*.c"), *SRC.rglob("*.h")])


def read(path):
    return path.read_text(encoding="utf-8")


def report(complaints):
    assert not complaints, "\n".join(complaints)


def test_includes_keep_to_the_table():
    table = rooms()
    home = dict(GENERATED)
    complaints = []
    for path in SRC.rglob("*.h"):
        if path.name in home:
            complaints.append(f"two headers are called {path.name}")
        home[path.name] = room_of(path)
    for path in code_files():
        room = room_of(path)
        for kind, name in INCLUDE.findall(read(path)):
            where = f"{path.relative_to(ROOT)}: {name}"
            if kind == "<":
                complaints += [f"{where}: {room} may not see this library"
                               for start, may in LIBRARIES.items()
                               if name.startswith(start) and room not in may]
            elif name not in home:
                complaints.append(f"{where}: no header of ours (by its name, without a folder)")
            elif home[name] is not None and home[name] not in table[room]:
                complaints.append(f"{where}: {room} may not include {home[name]}")
    report(complaints)


def test_nobody_includes_app():
    for room, may in rooms().items():
        assert room == "app" or "app" not in may, f"{room} may include app"


def test_include_folders_keep_to_the_table():
    complaints = []
    for room, may in rooms().items():
        for folder in (SRC / "core" / room, SRC / room):
            path = folder / "meson.build"
            if room == "app" or not path.is_file():
                continue
            for name in re.findall(r"\b(\w+)_inc\b", read(path)):
                if name != "config" and name not in may:
                    complaints.append(f"{path.relative_to(ROOT)}: {room} may not see {name}")
    report(complaints)


def test_core_is_built_without_a_display():
    for path in [SRC / "core" / "meson.build", *(SRC / "core").glob("*/meson.build"),
                 SRC / "cli" / "meson.build"]:
        found = re.findall(r"\b(?:gtk|adw|webkit)_dep\b", read(path))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_versions_are_asked_in_one_place():
    pattern = re.compile(r"\b(?:GTK|ADW|WEBKIT|GLIB)_CHECK_VERSION\b")
    report([f"{path.relative_to(ROOT)}: {pattern.search(read(path))[0]}"
            for path in code_files()
            if path.name != "ibid-compat.c" and pattern.search(read(path))])


def test_no_default_instances():
    pattern = re.compile(r"\bibid_\w+_get_default\b|#define IBID_\w+_DEFAULT \(")
    report([f"{path.relative_to(ROOT)}: {pattern.search(read(path))[0]}"
            for path in code_files() if pattern.search(read(path))])


def test_files_begin_alike():
    complaints = []
    for path in [*code_files(), *(ROOT / "tests").rglob("*.c"), *(ROOT / "tests").rglob("*.h")]:
        text = read(path)
        where = path.relative_to(ROOT)
        if not text.startswith("/* SPDX-License-Identifier: GPL-3.0-or-later */\n"):
            complaints.append(f"{where}: the first line is not the licence")
        if path.suffix == ".h" and "\n#pragma once\n" not in text:
            complaints.append(f"{where}: no #pragma once")
        first = INCLUDE.search(text)
        tool = path.name.startswith("make-")  # runs while building, on the builder's machine
        if path.suffix == ".c" and SRC in path.parents and not tool \
                and (not first or first[2] != "config.h"):
            complaints.append(f"{where}: the first include is not config.h")
    for path in [*(ROOT / "tests").rglob("*.py"), ROOT / "run", ROOT / "check"]:
        if path.is_file() and "SPDX-License-Identifier: GPL-3.0-or-later" not in read(path)[:200]:
            complaints.append(f"{path.relative_to(ROOT)}: no licence line")
    report(complaints)


def test_files_are_not_too_long():
    complaints = []
    for folder in ("src", "ui", "tests", "data"):
        for suffix in ("c", "h", "py", "js", "css", "ui", "build"):
            for path in (ROOT / folder).rglob(f"*.{suffix}"):
                lines = len(read(path).splitlines())
                if lines > MAX_FILE_LINES:
                    complaints.append(f"{path.relative_to(ROOT)}: {lines} lines")
    report(complaints)


def functions(text):
    """Name and number of lines of the body of each function, by the braces at the margin."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            head = start - 1
            while head > 0 and lines[head].startswith((" ", "\t")):
                head -= 1
            yield lines[head].split("(")[0].strip().split(" ")[-1], number - start - 1
            start = None
        elif line.startswith("}"):  # of a type
            start = None


def test_functions_are_not_too_long():
    complaints = []
    for path in [*SRC.rglob("*.c"), *(ROOT / "tests").rglob("*.c")]:
        for name, lines in functions(read(path)):
            if lines > MAX_FUNCTION_LINES and name not in LONG_FUNCTIONS \
                    and not name.endswith("_class_init"):
                complaints.append(f"{path.relative_to(ROOT)}: {name} has {lines} lines")
    report(complaints)


def test_long_functions_are_still_long():
    known = {name: lines for path in SRC.rglob("*.c") for name, lines in functions(read(path))}
    report([f"{name} is no longer an exception" for name in LONG_FUNCTIONS
            if known.get(name, 0) <= MAX_FUNCTION_LINES])


if __name__ == "__main__":
    sys.exit(tap.main(
        test_includes_keep_to_the_table,
        test_nobody_includes_app,
        test_include_folders_keep_to_the_table,
        test_core_is_built_without_a_display,
        test_versions_are_asked_in_one_place,
        test_no_default_instances,
        test_files_begin_alike,
        test_files_are_not_too_long,
        test_functions_are_not_too_long,
        test_long_functions_are_still_long,
    ))
