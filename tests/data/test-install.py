#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs Ibid into a folder and looks at what came there.

    test-install.py MESON BUILD PREFIX APP-ID
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import tap  # noqa: E402

MESON, BUILD, PREFIX, APP_ID = sys.argv[1:5]
FOLDER = tempfile.TemporaryDirectory()
INSTALLED = Path(FOLDER.name + PREFIX)
VERSION = re.search(r"^  version: .([^']+)", (ROOT / "meson.build").read_text(), re.M)[1]


def test_install():
    result = subprocess.run([MESON, "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir",
                             FOLDER.name], text=True, timeout=60,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert result.returncode == 0, result.stdout


def test_files():
    wanted = [
        "bin/ibid",
        "bin/ibid-cli",
        f"share/applications/{APP_ID}.desktop",
        f"share/dbus-1/services/{APP_ID}.service",
        f"share/glib-2.0/schemas/{APP_ID}.gschema.xml",
        f"share/icons/hicolor/scalable/apps/{APP_ID}.svg",
        f"share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg",
        f"share/metainfo/{APP_ID}.metainfo.xml",
        f"share/mime/packages/{APP_ID}.xml",
    ]
    wanted += [f"share/ibid/samples/{path.relative_to(ROOT / 'data/samples')}"
               for path in (ROOT / "data/samples").rglob("*")
               if path.is_file() and path.relative_to(ROOT / "data/samples").parts[0] != "src"
               and path.name != "meson.build"]
    wanted += [f"share/help/C/{APP_ID}/{path.name}" for path in (ROOT / "data/help/C").glob("*.page")]
    wanted += ["share/ibid/help.html"]
    wanted += [f"share/ibid/schema/{path.name}" for path in (ROOT / "data/schema").glob("*.json")]
    found = {path.relative_to(INSTALLED).as_posix()
             for path in INSTALLED.rglob("*") if path.is_file()}
    missing = [name for name in wanted if name not in found]
    assert not missing, f"not installed: {missing}"
    # the room that is opened after the first frame
    modules = [name for name in found if name.endswith("/ibid/libibid-web.so")]
    assert len(modules) == 1, modules
    wanted += modules
    # Libraries of the rooms, headers, test programs: none of them is for anybody else.
    extra = [name for name in found - set(wanted) if not name.startswith("share/locale/")]
    assert not extra, f"installed, too: {extra}"


def test_programs_start():
    for name in ("ibid", "ibid-cli"):
        result = subprocess.run([INSTALLED / "bin" / name, "--version"], text=True, timeout=60,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert result.returncode == 0 and VERSION in result.stdout.split("\n")[0], \
            (name, result.stdout, result.stderr)


def test_the_module_is_found():
    result = subprocess.run([INSTALLED / "bin/ibid", "--version"], text=True, timeout=60,
                            stdout=subprocess.PIPE)
    assert re.search(r"^WebKitGTK \d", result.stdout, re.M), result.stdout


def test_installed_samples_are_sound():
    samples = sorted((INSTALLED / "share/ibid/samples").glob("*.ibid.json"))
    assert samples
    for sample in samples:
        result = subprocess.run([INSTALLED / "bin/ibid-cli", "check", sample], text=True, timeout=60,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert result.returncode == 0, result.stdout


if __name__ == "__main__":
    sys.exit(tap.main(
        test_install,
        test_files,
        test_programs_start,
        test_the_module_is_found,
        test_installed_samples_are_sound,
    ))
