#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests the surroundings that GUI tests run in: tests/with-display."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import tap  # noqa: E402

WITH_DISPLAY = ROOT / "tests" / "with-display"
FOLDERS = ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
           "XDG_STATE_HOME")
TELL = "import json, os; print(json.dumps(dict(os.environ)))"


def listen():
    """A signal that is ignored when a shell begins cannot be trapped by it; nohup ignores some."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def start(*command, **options):
    return subprocess.Popen([WITH_DISPLAY, *command], text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, preexec_fn=listen, **options)


def run(*command, **options):
    process = start(*command, **options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def room_of(environment):
    return Path(environment["HOME"]).parent


def processes_of(room):
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"IBID_DISPLAY_ROOM={room}\0".encode() in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            pass
    return found


def assert_gone(room):
    for _ in range(40):
        if not room.exists() and not processes_of(room):
            return
        time.sleep(0.05)
    raise AssertionError(f"left behind: {room if room.exists() else ''} {processes_of(room)}")


def test_surroundings():
    code, out, err = run(sys.executable, "-c", TELL)
    assert code == 0, err
    environment = json.loads(out)
    room = room_of(environment)
    for name in FOLDERS:
        assert Path(environment[name]).parent == room, name
    assert environment["GDK_BACKEND"] == "x11"
    assert "WAYLAND_DISPLAY" not in environment
    assert environment["DBUS_SESSION_BUS_ADDRESS"] != os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    assert_gone(room)


def test_folders_are_private():
    script = "import os; print(oct(os.stat(os.environ['XDG_RUNTIME_DIR']).st_mode & 0o777))"
    code, out, _ = run(sys.executable, "-c", script)
    assert (code, out) == (0, f"{oct(stat.S_IRWXU)}\n"), out


def test_exit_status():
    assert run("sh", "-c", "exit 7")[0] == 7
    assert run("sh", "-c", "kill -SEGV $$")[0] == 128 + signal.SIGSEGV
    assert run("/nowhere/no-such-program")[0] == 127


def test_standard_streams():
    process = start("sh", "-c", "cat; echo problem >&2", stdin=subprocess.PIPE)
    out, err = process.communicate("words\n", timeout=60)
    assert (process.returncode, out, err) == (0, "words\n", "problem\n"), (out, err)


def test_missing_tool():
    path = os.environ["PATH"]
    bash = shutil.which("bash")
    process = subprocess.run([bash, WITH_DISPLAY, "true"], env={"PATH": "/nowhere"}, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    assert process.returncode == 99, process.returncode
    assert "missing: Xvfb openbox" in process.stderr, process.stderr
    assert os.environ["PATH"] == path


def test_what_outlives_the_program_is_ended():
    code, out, _ = run("sh", "-c", "setsid sleep 600 >/dev/null 2>&1 & echo $HOME")
    assert code == 0
    assert_gone(Path(out.strip()).parent)


def test_signals():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        process = start("sh", "-c", "echo $HOME; sleep 600 & wait")
        room = Path(process.stdout.readline().strip()).parent
        process.send_signal(number)
        assert process.wait(timeout=30) == 128 + number, process.returncode
        process.communicate()
        assert_gone(room)


def test_several_at_once():
    running = [start("sh", "-c", "echo $DISPLAY; sleep 1") for _ in range(4)]
    displays = [process.communicate(timeout=120)[0].strip() for process in running]
    assert all(process.returncode == 0 for process in running)
    assert len(set(displays)) == len(running), displays


def test_buses():
    if shutil.which("gdbus") is None:
        raise tap.Skip("gdbus is not installed")
    code, out, err = run("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path",
                         "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress")
    assert code == 0 and "unix:" in out, (out, err)


def test_size():
    if shutil.which("xdotool") is None:
        raise tap.Skip("xdotool is not installed")
    code, out, _ = run("xdotool", "getdisplaygeometry")
    assert (code, out) == (0, "1280 800\n"), out
    code, out, _ = run("xdotool", "getdisplaygeometry",
                       env=dict(os.environ, IBID_DISPLAY_SIZE="600x700"))
    assert (code, out) == (0, "600 700\n"), out
    assert run("true", env=dict(os.environ, IBID_DISPLAY_SIZE="wide"))[0] == 99


if __name__ == "__main__":
    sys.exit(tap.main(
        test_surroundings,
        test_folders_are_private,
        test_exit_status,
        test_standard_streams,
        test_missing_tool,
        test_what_outlives_the_program_is_ended,
        test_signals,
        test_several_at_once,
        test_buses,
        test_size,
    ))
