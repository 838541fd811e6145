#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how much wording a sample shares with the text that its facts were taken from.

    overlap.py SOURCE.txt SAMPLE.ibid.json

That text is somebody else's and is not part of the project: this is run by hand. Three figures
are printed, each with the words of the longest runs. "As they stand" compares all words, "without
citations" all but those of citations. "Own words" also leaves out of the count what else may be
shared, which is names (mentions of entities), dates and quotations, but lets a run go on across
them. Exit 1 when a run of own words reaches the limit of eight.
"""

import json
import re
import sys

LIMIT = 8
MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|"
         r"December)")
DATE = re.compile(MONTH + r" \d{1,2}(?:, \d{4})?|" + MONTH + r" \d{4}|\b\d{4}(?:[–-]\d{4})?\b")
QUOTATION = re.compile(r"“[^”]*”")


def words(text, cited=(), shared=()):
    """The words of a text as (folded word, counts); None where words of a citation stood."""
    result = []
    for found in re.finditer(r"\w+(?:[.’'`-]\w+)*", text):
        if overlaps(found, cited):
            result.append((None, False))
        else:
            word = found.group().casefold().replace("’", "'").replace("`", "'")
            result.append((word, not overlaps(found, shared)))
    return result


def overlaps(found, spans):
    return any(found.start() < end and start < found.end() for start, end in spans)


def longest_runs(ours, theirs):
    """The greatest count of words in a run that both have, and every run that reaches it."""
    best, runs = 0, set()
    places = {}
    for index, (word, _) in enumerate(theirs):
        places.setdefault(word, []).append(index)
    previous = {}
    for index, (word, counts) in enumerate(ours):
        current = {}
        for place in places.get(word, ()) if word is not None else ():
            length, count = previous.get(place - 1, (0, 0))
            length, count = current[place] = length + 1, count + counts
            if count > best:
                best, runs = count, set()
            if count == best and counts:
                runs.add(" ".join(word for word, _ in ours[index - length + 1:index + 1]))
        previous = current
    return best, sorted(runs)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        theirs = words(file.read())
    with open(sys.argv[2], encoding="utf-8") as file:
        article = json.load(file)
    everything, uncited, own = [], [], []
    for block in article["blocks"]:
        text, end = block["text"], [(None, False)]
        cited = [(cite["start"], cite["end"]) for cite in article["citations"]
                 if cite["block"] == block["id"]]
        shared = [(mention["start"], mention["end"]) for mention in article["mentions"]
                  if mention["block"] == block["id"]]
        shared += [found.span() for pattern in (DATE, QUOTATION)
                   for found in pattern.finditer(text)]
        everything += words(text) + end
        uncited += words(text, cited) + end
        own += words(text, cited, shared) + end
    for label, ours in (("as they stand", everything), ("without citations", uncited),
                        ("own words", own)):
        best, runs = longest_runs(ours, theirs)
        print(f"longest shared run, {label}: {best} words")
        for run in runs:
            print(f"    {run}")
    return 1 if best >= LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
