#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the generator of articles to its promises. Prints TAP."""

import importlib.util
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
GENERATOR = os.path.join(HERE, "..", "generate-article.py")


def load_rules():
    spec = importlib.util.spec_from_file_location("rules", os.path.join(HERE, "test-samples.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RULES = load_rules()


def generate(*options):
    run = subprocess.run([sys.executable, GENERATOR, *map(str, options), "-"], check=True,
                         capture_output=True)
    return run.stdout


def article(*options):
    return json.loads(generate(*options))


def check_rules(*options):
    made = article(*options)
    for rule in (RULES.check_ids, RULES.check_spans, RULES.check_vocabularies,
                 RULES.check_citations, RULES.check_mentions, RULES.check_languages,
                 RULES.check_notes, RULES.check_no_judgements):
        rule("generated", made)
    dates = [source["csl"]["issued"]["date-parts"][0] for source in made["sources"]]
    assert all(date < made["metadata"]["issued"]["date-parts"][0] for date in dates), "dates"
    keys = {(source["outlet"], tuple(date)) for source, date in zip(made["sources"], dates)}
    RULES.equal(len(keys), len(dates), "sources that differ in outlet or date")


def check_counts():
    made = article("--blocks", 300, "--entities", 40, "--mentions", 333, "--citations", 77,
                   "--sources", 55)
    RULES.equal(len([block for block in made["blocks"] if block["type"] != "note"]), 300, "blocks")
    RULES.equal(len([block for block in made["blocks"] if block["type"] == "heading"]), 15,
                "headings")
    for array, count in (("entities", 40), ("mentions", 333), ("citations", 77), ("sources", 55)):
        RULES.equal(len(made[array]), count, array)


def check_length():
    made = article("--blocks", 400, "--chars-per-block", 900, "--mentions", 0, "--citations", 0)
    lengths = [len(block["text"]) for block in made["blocks"] if block["type"] == "paragraph"]
    mean = sum(lengths) / len(lengths)
    assert 810 <= mean <= 990, f"paragraphs have {mean:.0f} characters on average"


def check_same():
    RULES.equal(generate("--seed", 5) == generate("--seed", 5), True, "same file twice")
    RULES.equal(generate("--seed", 5) == generate("--seed", 6), False, "same file for two seeds")


def check_no_mentions():
    made, bare = article(), article("--no-mentions")
    assert made["mentions"], "there are mentions without the option"
    RULES.equal(bare["mentions"], [], "mentions")
    RULES.equal(bare["blocks"] == made["blocks"], True, "the same text and marks")
    RULES.equal(bare["citations"] == made["citations"], True, "the same citations")


def main():
    RULES.report([
        ("/generate-article/default", check_rules),
        ("/generate-article/large", lambda: check_rules(
            "--blocks", 2000, "--entities", 500, "--mentions", 1000, "--citations", 600,
            "--sources", 500)),
        ("/generate-article/many-sources", lambda: check_rules(
            "--blocks", 50, "--citations", 7, "--sources", 60)),
        ("/generate-article/crowded", lambda: check_rules(
            "--blocks", 2, "--chars-per-block", 20, "--mentions", 90, "--citations", 90)),
        ("/generate-article/one-block", lambda: check_rules(
            "--blocks", 1, "--chars-per-block", 1)),
        ("/generate-article/counts", check_counts),
        ("/generate-article/length", check_length),
        ("/generate-article/same", check_same),
        ("/generate-article/no-mentions", check_no_mentions)])


if __name__ == "__main__":
    main()
