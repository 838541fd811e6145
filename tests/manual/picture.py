#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""picture.py IBID SAMPLE PNG: takes the picture of the README.

Run it under tests/with-display, with an Ibid of the default profile. It puts the sample into a
library with two highlights, one of them with a note, chooses a citation with the keyboard, and
takes the screen. The shadows of popovers need a compositor: xcompmgr (or what COMPOSITOR in the
environment names) is started if it is there. Needs xdotool and ImageMagick."""
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import uuid

HIGHLIGHTS = [  # passage, look, note, tags
    ("in 2020 recorded crime in the city fell by 30 percent", "yellow",
     "Which crimes, and against which *year*? Ask for the table behind this.", ["numbers"]),
    ("the answer depends on who is asked", "green", None, []),
]
CITATIONS_ON = 1  # steps to the one that is chosen


def place_of(article, passage):
    """The text of a document is that of its blocks, one to a line."""
    text = "\n".join(block.get("text", "") for block in article["blocks"])
    start = text.index(passage)
    return text, start, start + len(passage)


def annotation(article, number, passage, look, note, tags):
    text, start, end = place_of(article, passage)
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    if note is not None:
        bodies.insert(0, {"type": "TextualBody", "purpose": "commenting",
                          "format": "text/markdown", "value": note})
    now = f"2026-11-23T10:0{number}:00.000000Z"
    return {"id": uuid.uuid5(uuid.NAMESPACE_URL, passage).urn, "type": "Annotation",
            "motivation": "commenting" if note is not None else "highlighting",
            "created": now, "modified": now, "body": bodies,
            "target": {"source": article["id"],
                       "selector": [{"type": "TextQuoteSelector", "exact": passage,
                                     "prefix": text[max(0, start - 32):start],
                                     "suffix": text[end:end + 32]},
                                    {"type": "TextPositionSelector", "start": start, "end": end}],
                       "styleClass": look},
            "ibid:textHash": hashlib.sha256(text.encode()).hexdigest()}


def write_annotations(sample, library):
    with open(sample, encoding="utf-8") as file:
        article = json.load(file)
    items = [annotation(article, i, *highlight) for i, highlight in enumerate(HIGHLIGHTS)]
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"ibid": "urn:x-ibid:"}],
        "id": article["id"] + "#annotations", "type": "AnnotationCollection", "total": len(items),
        "first": {"id": article["id"] + "#annotations-1", "type": "AnnotationPage",
                  "startIndex": 0, "items": items}}
    [place] = glob.glob(os.path.join(library, "**", "article.ibid.json"), recursive=True)
    with open(os.path.join(os.path.dirname(place), "annotations.jsonld"), "w",
              encoding="utf-8") as file:
        json.dump(collection, file)


def write_settings():
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
        file.write("[app/ibid/Ibid]\nwindow-maximized=true\ntheme='light'\n"
                   "sidebar-page='notes'\ninspector-page='citation'\n")


def keys(*names):
    for name in names:
        subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)
        time.sleep(1)


def main():
    ibid, sample, picture = sys.argv[1:4]
    environment = dict(os.environ, GSETTINGS_BACKEND="keyfile")
    write_settings()
    subprocess.run([ibid, "--screenshot", picture, sample], check=True, timeout=90,
                   env=environment)
    write_annotations(sample, os.environ["XDG_DATA_HOME"])

    compositor = shutil.which(os.environ.get("COMPOSITOR", "xcompmgr"))
    helpers = [subprocess.Popen([compositor])] if compositor is not None else []
    time.sleep(1)  # GTK asks for the compositor when it starts
    helpers.append(subprocess.Popen([ibid, sample], env=environment))
    time.sleep(12)  # for a person to look at, so the page may take its time
    subprocess.run(["xdotool", "mousemove", "640", "790"], check=True)
    keys(*["alt+Down"] * CITATIONS_ON)
    time.sleep(3)
    subprocess.run(["import", "-window", "root", "-strip", picture], check=True)
    for process in reversed(helpers):
        process.terminate()
        process.wait(10)
    print(picture)


if __name__ == "__main__":
    main()
