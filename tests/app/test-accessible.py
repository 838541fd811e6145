#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-accessible.py IBID SAMPLE: walks the running program's accessible tree, as a screen reader
sees it, on the library, on the sample article, and there with the notes in the sidebar, the
popover of a selection and the editor of a note. Every control must have a name. Prints TAP."""
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

NAMED_ROLES = {Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX,
               Atspi.Role.RADIO_BUTTON, Atspi.Role.ENTRY, Atspi.Role.COMBO_BOX,
               Atspi.Role.PAGE_TAB, Atspi.Role.SLIDER, Atspi.Role.SEPARATOR, Atspi.Role.MENU_ITEM,
               Atspi.Role.LINK}


def walk(node, path=(), inside=()):
    try:
        count = node.get_child_count()
        yield node, path, inside
    except Exception:  # gone meanwhile
        return
    role = node.get_role()
    for i in range(count):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child, path + (f"{node.get_role_name()} “{node.get_name()}”",),
                            inside + (role,))


def find_application(pid, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_process_id() == pid \
                    and application.get_child_count() > 0:
                return application
        time.sleep(0.2)
    return None


def is_named(node):
    """GTK 4.8 gives the name of its class to what has no name."""
    name = node.get_name().strip()
    return name != "" and not name.startswith(("Gtk", "Adw", "Ibid"))


def nameless(application):
    found, seen = [], 0
    for node, path, inside in walk(application):
        role = node.get_role()
        # controls inside a control are parts of it: it has the name
        if role not in NAMED_ROLES or NAMED_ROLES & set(inside):
            continue
        seen += 1
        if not is_named(node) and not any(is_named(part) for part, _, _ in walk(node)):
            found.append(" / ".join(path[-5:]) + f" / {node.get_role_name()} “{node.get_name()}”")
    return found, seen


def do(application, act):
    """Presses a key, or activates the control that is called so."""
    if not act.startswith("activate "):
        subprocess.run(["xdotool", "key", "--clearmodifiers", act], check=True)
        return
    for node, _, _ in walk(application):
        if node.get_name() == act.removeprefix("activate ") and node.get_role() in NAMED_ROLES:
            node.do_action(0)
            return


def wait_for(application, marker, seconds=20):
    """Whether something of that name is in the tree in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for node, _, _ in walk(application):
            try:
                if marker in node.get_name():
                    return True
            except Exception:  # gone meanwhile
                pass
        time.sleep(1)
    return False


# what is looked at: its name, what is done to get there, and what is there then; each begins
# where the one before has ended
IN_THE_ARTICLE = [
    ("article", [], "Entities"),
    ("selection", ["ctrl+a", "ctrl+Return"], "Selected Text"),
    ("note editor", ["Escape", "ctrl+m"], "Note, in Markdown"),
    ("notes", ["Escape", "activate Notes"], "Filter notes"),
]


def look(ibid, arguments, places, environment):
    """Yields what was found, as (place, is there, how many controls, those without a name)."""
    process = subprocess.Popen([ibid] + arguments, env=dict(os.environ, **environment))
    application = find_application(process.pid)
    for title, acts, marker in places:
        for act in acts:
            do(application, act)
            time.sleep(1)
        there = application is not None and (marker is None or wait_for(application, marker))
        time.sleep(2)
        without, seen = nameless(application) if application is not None else ([], 0)
        yield title, there, seen, without
    process.terminate()
    process.wait(10)


def main():
    ibid, sample = sys.argv[1:3]
    number, failed = 0, 0
    environment = {"GTK_A11Y": "atspi", "G_DEBUG": "fatal-warnings"}
    print(f"1..{2 + 2 * len(IN_THE_ARTICLE)}")
    for arguments, places in (([], [("library", [], None)]), ([sample], IN_THE_ARTICLE)):
        for title, there, seen, without in look(ibid, arguments, places, environment):
            for passed, what in ((there and seen >= 3,
                                  f"{title}: {seen} controls are in the accessible tree"),
                                 (not without, f"{title}: every control has a name")):
                number += 1
                failed += not passed
                print(f"{'ok' if passed else 'not ok'} {number} {what}")
            for line in without:
                print(f"# nameless: {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
