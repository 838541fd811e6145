#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-package.py IBID_CLI: packages, as other programs see them and as nobody should make them.
Prints TAP."""

import io
import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile

import jsonschema

ROOT = os.environ["IBID_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

CLI = os.path.abspath(sys.argv[1])
SAMPLES = os.path.join(ROOT, "data", "samples")
SAMPLE = os.path.join(SAMPLES, "kazakhstan-digital-ties.ibid.json")
MEDIA_TYPE = "application/vnd.ibid.package+zip"
ARTICLE = json.dumps({"format": "ibid-article", "version": 1, "id": "urn:a", "language": "en",
                      "blocks": [{"id": "p", "type": "paragraph", "text": "It grew."}]})


def run(command, *words, **environment):
    done = subprocess.run([CLI, command, *words], capture_output=True, text=True, check=False,
                          timeout=120, env=dict(os.environ, **environment))
    return done.returncode, done.stdout, done.stderr


def package_of_sample(folder, name="a.ibid", *words, **environment):
    path = os.path.join(folder, name)
    status, out, err = run("export", "--format", "package", "--output", path, *words, SAMPLE,
                           **environment)
    assert status == 0 and not out and not err, (status, out, err)
    return path


def check(path):
    """checks a file with a folder for temporary files of its own; nothing may be left there, and
    nothing may come to lie beside it"""
    with tempfile.TemporaryDirectory() as parent:
        temporary = os.path.join(parent, "tmp")
        os.mkdir(temporary)
        result = run("check", path, TMPDIR=temporary)
        assert os.listdir(temporary) == [], os.listdir(temporary)
        assert os.listdir(parent) == ["tmp"], os.listdir(parent)
    return result


def refuse(content, told, name="bad.ibid"):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        status, out, err = check(path)
        assert status != 0 and told in out and not err, (told, status, out, err)
        assert out.count("\n") == 1 and "error: " in out and len(out) < 1000, out
        assert os.listdir(folder) == [name]


def zipped(*entries, article=ARTICLE, compression=zipfile.ZIP_DEFLATED):
    """entries are (name or ZipInfo, content)"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as package:
        if article is not None:
            package.writestr("article.ibid.json", article)
        for entry, content in entries:
            package.writestr(entry, content)
    return buffer.getvalue()


def entry_of_kind(name, kind):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o644) << 16
    return info


def test_others_read_it():
    with tempfile.TemporaryDirectory() as folder:
        path = package_of_sample(folder)
        done = subprocess.run(["unzip", "-tq", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            names = package.namelist()
            assert names[:3] == ["mimetype", "package.json", "article.ibid.json"], names
            assert names[3:] == sorted(names[3:]) and names[3:], names
            first = package.infolist()[0]
            assert first.compress_type == zipfile.ZIP_STORED
            assert package.read("mimetype").decode() == MEDIA_TYPE
            with open(SAMPLE, "rb") as file:
                assert package.read("article.ibid.json") == file.read()
            for name in names[3:]:
                inner = name.removeprefix("assets/")
                with open(os.path.join(SAMPLES, "kazakhstan-digital-ties.assets", inner),
                          "rb") as file:
                    assert package.read(name) == file.read(), name
            manifest = json.loads(package.read("package.json"))
            with open(os.path.join(ROOT, "data", "schema", "ibid-package.schema.json"),
                      encoding="utf-8") as file:
                jsonschema.validate(manifest, json.load(file))
            assert manifest["annotations"] == "all"
        with open(path, "rb") as file:
            start = file.read(200)
        assert start[30:38] == b"mimetype" and MEDIA_TYPE.encode() in start


def test_same_bytes():
    """wherever and whenever it is made, if it is told the time"""
    with tempfile.TemporaryDirectory() as folder:
        kept = None
        for number, zone in enumerate(("UTC", "Asia/Tokyo", "America/St_Johns")):
            path = package_of_sample(folder, f"{number}.ibid", SOURCE_DATE_EPOCH="1700000000",
                                     TZ=zone, LC_ALL="C" if number == 1 else "C.UTF-8")
            with open(path, "rb") as file:
                content = file.read()
            assert kept in (None, content), zone
            kept = content


def test_work_on_it():
    """annotations and decisions as they are, or the chosen annotations alone"""
    with tempfile.TemporaryDirectory() as folder:
        article = os.path.join(folder, "a.ibid.json")
        with open(article, "w", encoding="utf-8") as file:
            file.write(ARTICLE)
        notes = os.path.join(folder, "notes.jsonld")
        items = [{"id": f"urn:n{number}", "type": "Annotation", "motivation": "highlighting",
                  "modified": "2021-05-07T12:00:00Z",
                  "target": {"source": "urn:a", "styleClass": colour,
                             "selector": [{"type": "TextQuoteSelector", "exact": exact}]}}
                 for number, (exact, colour) in enumerate((("It", "yellow"), ("grew", "green")))]
        with open(notes, "w", encoding="utf-8") as file:
            json.dump({"@context": "http://www.w3.org/ns/anno.jsonld",
                       "type": "AnnotationCollection", "id": "urn:a#annotations",
                       "x-own": [1, 2], "first": {"type": "AnnotationPage", "items": items}}, file)
        overlay = os.path.join(folder, "o.json")
        with open(overlay, "w", encoding="utf-8") as file:
            json.dump({"format": "ibid-overlay", "version": 1, "article": "urn:a",
                       "decisions": [], "x-own": True}, file)
        out = os.path.join(folder, "out.ibid")
        words = ["--format", "package", "--output", out, "--annotations", notes, "--overlay", overlay]
        assert run("export", *words, article) == (0, "", "")
        with zipfile.ZipFile(out) as package:
            for name, path in (("annotations.jsonld", notes), ("overlay.json", overlay)):
                with open(path, "rb") as file:
                    assert package.read(name) == file.read(), name
        assert run("export", *words, "--filter", "colour=green", article) == (0, "", "")
        with zipfile.ZipFile(out) as package:
            text = package.read("annotations.jsonld").decode()
            assert "urn:n1" in text and "urn:n0" not in text, text
            assert json.loads(package.read("package.json"))["annotations"] == "chosen"
        assert check(out)[0] == 0


def test_links_beside_the_article():
    """a link beside an article does not bring in what it leads to"""
    with tempfile.TemporaryDirectory() as folder:
        secret = os.path.join(folder, "secret")
        os.mkdir(secret)
        with open(os.path.join(secret, "key.svg"), "w", encoding="utf-8") as file:
            file.write("secret")
        document = json.loads(ARTICLE)
        document["blocks"].append({"id": "f", "type": "figure", "text": "", "images": [
            {"path": "assets/link.svg"}, {"path": "assets/in/key.svg"}]})
        article = os.path.join(folder, "a.ibid.json")
        with open(article, "w", encoding="utf-8") as file:
            json.dump(document, file)
        os.mkdir(os.path.join(folder, "a.assets"))
        os.symlink(os.path.join(secret, "key.svg"), os.path.join(folder, "a.assets", "link.svg"))
        os.symlink(secret, os.path.join(folder, "a.assets", "in"))
        out = os.path.join(folder, "out.ibid")
        assert run("export", "--format", "package", "--output", out, article) == (0, "", "")
        with zipfile.ZipFile(out) as package:
            assert package.namelist() == ["mimetype", "package.json", "article.ibid.json"]


def test_check():
    with tempfile.TemporaryDirectory() as folder:
        status, out, _ = check(package_of_sample(folder))
        assert status == 0 and "[unclassified-outlet]" in out, out
    for name in ("by-hand.ibid", "without-a-name"):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(zipped(("assets/.DS_Store", "x"), ("__MACOSX/._x", "x"), ("docs/", ""),
                                  ("docs/read me.txt", "x")))
            assert check(path) == (0, "", "")


def test_no_package():
    refuse(b"", "the file is empty")
    refuse(b"PK", "damaged, or was cut off")
    refuse(ARTICLE.encode(), "no ZIP file")
    refuse(os.urandom(4096), "this")
    refuse(zipped(article=None), "")
    refuse(zipped(("read me.txt", "x"), article=None), "article.ibid.json")
    refuse(zipped(("mimetype", "application/epub+zip")), "of another kind")
    with tempfile.TemporaryDirectory() as folder:
        status, out, _ = check(os.path.join(folder, "not there.ibid"))
        assert status == 2 and "error: " in out, out


def test_cut_off():
    """wherever it is cut, and whatever bit is turned: an error, or the very same article"""
    content = zipped(("assets/map.svg", "<svg/>" * 200))
    for end in range(0, len(content), 37):
        refuse(content[:end], "")
    for at in range(0, len(content), 11):
        damaged = bytearray(content)
        damaged[at] ^= 0x55
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.ibid")
            with open(path, "wb") as file:
                file.write(damaged)
            status, out, err = check(path)
            assert status in (0, 1, 2) and not err, (at, status, out, err)
            assert (status == 0) == (out == ""), (at, status, out)


def test_names():
    for name, told in (
            ("../evil.svg", "leads out"), ("assets/../../evil.svg", "leads out"),
            ("/etc/evil", "absolute"), ("assets//evil.svg", "empty"),
            ("./assets/evil.svg", "leads out"), ("assets/a\x07b.svg", "control"),
            ("C:/evil", "colon"), ("assets/a\\b.svg", "backslash"),
            ("assets/" + "x" * 241 + ".svg", "longer"), ("assets/" + "x/" * 8 + "y", "parts")):
        entry = zipfile.ZipInfo(name)
        entry.create_system = 3
        entry.filename = name
        refuse(zipped((entry, "evil")), told)
    for name, told in (("..\\evil", ""), ("assets\\..\\..\\evil", "")):
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        entry.create_system = 0
        refuse(zipped((entry, "evil")), told)
    refuse(zipped(("xxxxxxxx", "evil")).replace(b"xxxxxxxx", b"a\xff\xfe/b.sv"), "")


def test_twice():
    warnings.simplefilter("ignore")
    refuse(zipped(("article.ibid.json", ARTICLE)), "twice")
    refuse(zipped(("assets/Map.svg", "a"), ("assets/map.svg", "b")), "capitals")
    refuse(zipped(("Article.ibid.json", ARTICLE)), "capitals")
    refuse(zipped(("assets/e\u0301.svg", "a"), ("assets/\u00e9.svg", "b")), "the package has")
    refuse(zipped(("assets", "a"), ("assets/", "")), "")


def test_kinds():
    for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK):
        refuse(zipped((entry_of_kind("assets/map.svg", kind), "/etc/passwd")),
               "neither a plain file")
    # libarchive takes the mark of a pipe for that of a file; a file is what comes out
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.ibid")
        with open(path, "wb") as file:
            file.write(zipped((entry_of_kind("assets/map.svg", stat.S_IFIFO), "x")))
        check(path)


def test_encrypted():
    content = bytearray(zipped())
    # the flag in the entry's own head and in the index
    content[6] |= 1
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    refuse(bytes(content), "encrypted")


def test_bombs():
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("article.ibid.json", ARTICLE)
            package.writestr("assets/a.svg", bytes(20 * 1024 * 1024))
        file.seek(0)
        refuse(file.read(), "fill your disk")
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("article.ibid.json", ARTICLE)
            package.writestr("assets/a.svg", bytes(64 * 1024 * 1024 + 1))
        file.seek(0)
        refuse(file.read(), "larger than 64.0")
    many = [(f"assets/{number}.svg", "") for number in range(4096)]
    refuse(zipped(*many, compression=zipfile.ZIP_STORED), "4096 files")
    # one that says that it is small
    content = bytearray(zipped(("assets/a.svg", bytes(20 * 1024 * 1024))))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24:at + 28] = struct.pack("<I", 10)
    refuse(bytes(content), "")


def test_what_is_inside():
    refuse(zipped(article="{"), "article.ibid.json")
    refuse(zipped(article=""), "empty")
    refuse(zipped(("annotations.jsonld", "{")), "annotations.jsonld")
    refuse(zipped(("overlay.json", "[]")), "overlay.json")
    refuse(zipped(("package.json", json.dumps({"format": "ibid-package", "version": 2}))),
           "package.json")
    refuse(zipped(("package.json", "nonsense")), "package.json")
    refuse(zipped(("package.json", " " * 70000)), "")


if __name__ == "__main__":
    if shutil.which("unzip") is None:
        sys.exit("unzip is missing")
    sys.exit(tap.main(
        test_others_read_it,
        test_same_bytes,
        test_work_on_it,
        test_links_beside_the_article,
        test_check,
        test_no_package,
        test_cut_off,
        test_names,
        test_twice,
        test_kinds,
        test_encrypted,
        test_bombs,
        test_what_is_inside,
    ))
