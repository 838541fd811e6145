#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes annotations of an article, for tests and benchmarks.

The same arguments always make the same file. The passages are drawn anywhere in the text, so that
they overlap, touch and cross from block to block; every third has a note, every second tags.
"""

import argparse
import datetime
import hashlib
import json
import random
import uuid

STYLES = ["yellow", "green", "blue", "pink", "purple", "underline"]
TAGS = ["method", "quote", "doubt", "follow up", "figure"]
CONTEXT = 32
# 23 November 2026 in UTC, in seconds
FIRST_TIME = 1795392000


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--annotations", type=int, default=100, help="how many")
    parser.add_argument("--chars", type=int, default=60, help="mean length of a passage")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other annotations")
    parser.add_argument("article", help="an article, *.ibid.json")
    parser.add_argument("output", help="annotations.jsonld")
    return parser.parse_args()


def time(number):
    moment = datetime.datetime.fromtimestamp(FIRST_TIME + number, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{number * 7919 % 1000000:06}Z"


def make(number, text, text_hash, article_id, arguments, draw):
    length = max(1, min(len(text), round(draw.expovariate(1 / arguments.chars)) + 1))
    start = draw.randrange(len(text) - length + 1)
    end = start + length
    bodies = []
    if number % 3 == 0:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown",
                       "value": f"Note *{number}* on this passage."})
    if number % 2 == 0:
        bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag}
                   for tag in draw.sample(TAGS, 1 + number % 3)]
    motivation = ("commenting" if number % 3 == 0 else "tagging" if bodies else "highlighting")
    annotation = {
        "id": f"urn:uuid:{uuid.UUID(int=draw.getrandbits(128), version=4)}", "type": "Annotation",
        "motivation": motivation, "created": time(number), "modified": time(number),
        "body": bodies,
        "target": {
            "source": article_id,
            "selector": [{"type": "TextQuoteSelector", "exact": text[start:end],
                          "prefix": text[max(0, start - CONTEXT):start],
                          "suffix": text[end:end + CONTEXT]},
                         {"type": "TextPositionSelector", "start": start, "end": end}],
            "styleClass": draw.choice(STYLES)},
        "ibid:textHash": text_hash}
    if not bodies:
        del annotation["body"]
    return annotation


def main():
    arguments = parse_arguments()
    draw = random.Random(arguments.seed)
    with open(arguments.article, encoding="utf-8") as file:
        article = json.load(file)
    text = "\n".join(block.get("text") or "" for block in article["blocks"])
    text_hash = hashlib.sha256(text.encode()).hexdigest()
    items = [make(number, text, text_hash, article["id"], arguments, draw)
             for number in range(arguments.annotations)]
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"ibid": "urn:x-ibid:"}],
        "id": article["id"] + "#annotations", "type": "AnnotationCollection",
        "total": len(items),
        "first": {"id": article["id"] + "#annotations-1", "type": "AnnotationPage",
                  "startIndex": 0, "items": items}}
    with open(arguments.output, "w", encoding="utf-8") as file:
        json.dump(collection, file, ensure_ascii=False, separators=(",", ":"))


main()
