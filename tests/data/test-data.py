#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what is installed beside the program to the standards, and its parts to one another.

    test-data.py APP-ID BUILD/data
"""

import configparser
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import tap  # noqa: E402

APP_ID = sys.argv[1]
BUILT = Path(sys.argv[2])
MIME_TYPE = "application/vnd.ibid.article+json"
PACKAGE_TYPE = "application/vnd.ibid.package+zip"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
SVG = "{http://www.w3.org/2000/svg}"
ADWAITA = Path("/usr/share/icons/Adwaita")
KEYS = {
    "face", "text-scale", "line-width", "line-height", "theme", "show-mentions", "caret-browsing",
    "plain-text", "window-width", "window-height", "window-maximized", "sidebar-visible",
    "inspector-visible", "sidebar-width", "inspector-width", "sidebar-page", "inspector-page",
    "entity-sort", "source-sort", "mix-by", "mix-distinct",
    "highlight-style", "note-sort", "export-format", "export-sources", "export-folder", "print-notes",
}


def run(tool, *arguments, **options):
    if shutil.which(tool) is None:
        raise tap.Skip(f"{tool} is not installed")
    result = subprocess.run([tool, *map(str, arguments)], text=True, timeout=60,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    assert result.returncode == 0, f"{tool} ends with {result.returncode}:\n{result.stdout}"
    return result.stdout


def desktop_entry():
    parser = configparser.RawConfigParser(delimiters="=", comment_prefixes="#", strict=True)
    parser.optionxform = str
    parser.read(BUILT / f"{APP_ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def icons():
    found = [*(ROOT / "data/icons").rglob("*.svg"), *(ROOT / "ui").rglob("*.svg")]
    assert found
    return sorted(found)


def pixels(path):
    """The bytes of a PNG's pixels, before they were compressed; all zero where nothing is drawn."""
    data = Path(path).read_bytes()
    position, packed = 8, b""
    while position < len(data):
        length = int.from_bytes(data[position:position + 4], "big")
        if data[position + 4:position + 8] == b"IDAT":
            packed += data[position + 8:position + 8 + length]
        position += length + 12
    return zlib.decompress(packed)


def test_desktop_file():
    assert run("desktop-file-validate", BUILT / f"{APP_ID}.desktop").strip() == ""


def test_metainfo():
    run("appstreamcli", "validate", "--no-net", BUILT / f"{APP_ID}.metainfo.xml")


def test_one_id_everywhere():
    entry = desktop_entry()
    assert entry["Icon"] == APP_ID, entry["Icon"]
    assert entry["DBusActivatable"] == "true"
    assert entry["MimeType"] == f"{MIME_TYPE};{PACKAGE_TYPE};", entry["MimeType"]

    metainfo = ET.parse(BUILT / f"{APP_ID}.metainfo.xml").getroot()
    assert metainfo.findtext("id") == APP_ID
    assert metainfo.findtext("launchable") == f"{APP_ID}.desktop"
    assert metainfo.findtext("name") == entry["Name"]
    assert [node.text for node in metainfo.iter("mediatype")] == [MIME_TYPE,
                                                                         PACKAGE_TYPE]

    service = (BUILT / f"{APP_ID}.service").read_text(encoding="utf-8")
    assert f"\nName={APP_ID}\n" in service, service
    assert re.search(r"^Exec=/.*/ibid --gapplication-service$", service, re.M), service

    for folder, suffix in (("scalable", ".svg"), ("symbolic", "-symbolic.svg")):
        name = APP_ID if folder == "scalable" else APP_ID.removesuffix(".Devel")
        path = ROOT / "data/icons/hicolor" / folder / "apps" / (name + suffix)
        assert path.is_file(), path


def test_metainfo_names_the_version():
    version = re.search(r"^  version: '([^']+)'", (ROOT / "meson.build").read_text(), re.M)[1]
    releases = ET.parse(BUILT / f"{APP_ID}.metainfo.xml").getroot().find("releases")
    assert releases[0].get("version") == version, "the first release is not the project's version"
    news = (ROOT / "NEWS.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)}\b", news, re.M), f"NEWS.md lacks {version}"


def test_schema():
    path = BUILT / f"{APP_ID}.gschema.xml"
    run("glib-compile-schemas", "--strict", "--dry-run", BUILT)
    schema = ET.parse(path).getroot().find("schema")
    assert schema.get("id") == APP_ID
    assert schema.get("path").startswith("/") and schema.get("path").endswith("/")
    keys = {key.get("name"): key for key in schema.iter("key")}
    assert set(keys) == KEYS, f"other keys: {sorted(set(keys) ^ KEYS)}"
    for name, key in keys.items():
        for part in ("default", "summary", "description"):
            assert (key.findtext(part) or "").strip(), f"{name}: no {part}"
        if key.get("type") in ("i", "d"):
            assert key.find("range") is not None, f"{name}: a number without a range"


def test_keys_exist_that_are_used():
    call = re.compile(r'g_settings_(?:get|set|reset|bind|create_action)\w* ?\([^;"]*?"([a-z-]+)"')
    for path in (ROOT / "src/app").glob("*.c"):
        for name in call.findall(path.read_text(encoding="utf-8")):
            assert name in KEYS, f"{path.name}: there is no setting {name}"


def test_mime_package():
    source = ROOT / "data/app.ibid.Ibid.xml"
    run("xmllint", "--noout", source)
    node = ET.parse(source).getroot().find(f"{MIME}mime-type")
    assert node.get("type") == MIME_TYPE
    assert node.find(f"{MIME}sub-class-of").get("type") == "application/json"


def test_mime_type_of_an_article():
    with tempfile.TemporaryDirectory() as folder:
        packages = Path(folder, "mime/packages")
        packages.mkdir(parents=True)
        shutil.copy(ROOT / "data/app.ibid.Ibid.xml", packages)
        run("update-mime-database", Path(folder, "mime"))
        environment = dict(os.environ, XDG_DATA_HOME=folder, LC_ALL="C.UTF-8", GIO_USE_VFS="local")
        for name, wanted in (("brief.ibid.json", MIME_TYPE), ("brief.json", "application/json")):
            article = Path(folder, name)
            article.write_text('{ "format": "ibid-article", "version": 1 }\n')
            text = run("gio", "info", "-a", "standard::content-type", article, env=environment)
            assert text.rstrip().endswith(f"standard::content-type: {wanted}"), text


def test_mime_type_of_a_package():
    """told by its name, and where it has another by what stands at its beginning"""
    with tempfile.TemporaryDirectory() as folder:
        packages = Path(folder, "mime/packages")
        packages.mkdir(parents=True)
        shutil.copy(ROOT / "data/app.ibid.Ibid.xml", packages)
        run("update-mime-database", Path(folder, "mime"))
        environment = dict(os.environ, XDG_DATA_HOME=folder, LC_ALL="C.UTF-8", GIO_USE_VFS="local")
        for name in ("brief.ibid", "brief"):
            path = Path(folder, name)
            with zipfile.ZipFile(path, "w") as package:
                package.writestr("mimetype", PACKAGE_TYPE)
            text = run("gio", "info", "-a", "standard::content-type", path, env=environment)
            assert text.rstrip().endswith(f"standard::content-type: {PACKAGE_TYPE}"), (name, text)


def test_icons_are_plain_pictures():
    for path in icons():
        where = path.relative_to(ROOT)
        root = ET.parse(path).getroot()
        assert root.tag == f"{SVG}svg", f"{where}: no SVG"
        side = "16" if path.name.endswith("-symbolic.svg") else "128"
        assert root.get("viewBox") == f"0 0 {side} {side}", f"{where}: viewBox, not {side}"
        for node in root.iter():
            tag = str(node.tag).removeprefix(SVG)
            assert tag not in ("image", "script", "text", "style", "use", "foreignObject"), \
                f"{where}: <{tag}>"
            assert not any(name.endswith("href") for name in node.attrib), f"{where}: a link"
            if side == "16":
                # GTK recolours what is filled, and only that.
                assert node.get("stroke", "none") == "none", f"{where}: a stroke"


def test_icons_show_something():
    for path in icons():
        with tempfile.NamedTemporaryFile(suffix=".png") as picture:
            run("rsvg-convert", "-w", 16, "-h", 16, "-o", picture.name, path)
            assert any(pixels(picture.name)), f"{path.relative_to(ROOT)}: an empty picture"


def test_icons_exist_that_are_named():
    names = set()
    for path in [*(ROOT / "src").rglob("*.c"), *(ROOT / "ui").rglob("*.ui")]:
        text = path.read_text(encoding="utf-8")
        names.update(re.findall(r'[">]([a-z0-9][a-z0-9-]*-symbolic)[<"]', text))
    assert names
    own = {path.stem for path in icons()}
    missing = {name for name in names if name not in own}
    if not ADWAITA.is_dir():
        raise tap.Skip("the Adwaita icon theme is not installed")
    theme = {path.name.split(".")[0] for path in ADWAITA.rglob("*-symbolic*.*")}
    missing -= theme
    assert not missing, f"neither ours nor Adwaita's: {sorted(missing)}"


def test_icons_are_in_a_resource():
    listed = set()
    for path in [*(ROOT / "ui").rglob("*.gresource.xml"), *(ROOT / "data").rglob("*.gresource.xml")]:
        for node in ET.parse(path).getroot().iter("file"):
            listed.add((path.parent / node.text.strip()).resolve())
    left_out = [str(path.relative_to(ROOT)) for path in icons() if path.resolve() not in listed]
    assert not left_out, f"in no resource: {left_out}"


if __name__ == "__main__":
    sys.exit(tap.main(
        test_desktop_file,
        test_metainfo,
        test_one_id_everywhere,
        test_metainfo_names_the_version,
        test_schema,
        test_keys_exist_that_are_used,
        test_mime_package,
        test_mime_type_of_an_article,
        test_mime_type_of_a_package,
        test_icons_are_plain_pictures,
        test_icons_show_something,
        test_icons_exist_that_are_named,
        test_icons_are_in_a_resource,
    ))
