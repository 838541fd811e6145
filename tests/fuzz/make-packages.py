#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small packages, good and bad, for fuzz-package to begin with.

    make-packages.py FOLDER             makes them
    make-packages.py --run FUZZ_PACKAGE runs it over them, and sees that it leaves nothing behind
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile

ARTICLE = json.dumps({"format": "ibid-article", "version": 1, "id": "urn:a", "language": "en",
                      "blocks": [{"id": "p", "type": "paragraph", "text": "It grew."}]})
HEAD = [("mimetype", "application/vnd.ibid.package+zip"),
        ("package.json", json.dumps({"format": "ibid-package", "version": 1,
                                     "annotations": "chosen"})),
        ("article.ibid.json", ARTICLE)]


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info


PACKAGES = {
    "whole": HEAD + [("annotations.jsonld", "{}"), ("overlay.json", "{}"),
                     ("assets/map.svg", "<svg/>" * 40), ("assets/in/b.svg", "<svg/>"),
                     ("versions/" + "0" * 64 + ".ibid.json", ARTICLE)],
    "by-hand": [("article.ibid.json", ARTICLE), ("docs/", ""), ("docs/read me.txt", "x")],
    "no-article": HEAD[:2],
    "up": HEAD + [("../evil", "x")],
    "link": HEAD + [(link("assets/map.svg"), "/etc/passwd")],
    "clash": HEAD + [("assets/A.svg", "a"), ("assets/a.svg", "b")],
    "bomb": HEAD + [("assets/a.svg", bytes(900_000))],
    "empty": [],
}


def main(folder):
    os.makedirs(folder, exist_ok=True)
    for name, entries in PACKAGES.items():
        for kind, compression in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)):
            if name == "bomb" and kind == "stored":
                continue
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w", compression) as package:
                for entry, content in entries:
                    package.writestr(entry, content)
            with open(os.path.join(folder, f"{name}-{kind}.ibid"), "wb") as file:
                file.write(buffer.getvalue())


def run(program):
    with tempfile.TemporaryDirectory() as folder:
        packages = os.path.join(folder, "packages")
        temporary = os.path.join(folder, "tmp")
        os.mkdir(temporary)
        main(packages)
        subprocess.run([program, packages], check=True, env=dict(os.environ, TMPDIR=temporary))
        left = os.listdir(temporary) + [name for name in os.listdir(folder)
                                        if name not in ("packages", "tmp")]
        assert not left, left


if __name__ == "__main__":
    if sys.argv[1] == "--run":
        run(os.path.abspath(sys.argv[2]))
    else:
        main(sys.argv[1])
