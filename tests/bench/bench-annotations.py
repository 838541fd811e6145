#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-annotations.py ANNOTATE_ARTICLE GENERATE_ARTICLE GENERATE_ANNOTATIONS [ROUNDS]

An article of 20,000 paragraphs with 10,000 annotations, opened from the library, beside the same
one without any: time, memory, how long the main loop is busy at a stretch while one change is
saved. In interleaved rounds, each in a process of its own."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

import bench

annotate_article, generate_article, generate_annotations = sys.argv[1:4]
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7
PYTHON = "/usr/bin/python3"

with tempfile.TemporaryDirectory() as folder:
    article = os.path.join(folder, "large.ibid.json")
    annotations = os.path.join(folder, "annotations.jsonld")
    subprocess.run([PYTHON, generate_article, "--blocks", "20000", "--chars-per-block", "450",
                    "--entities", "2000", "--mentions", "10000", "--citations", "3000",
                    "--sources", "1000", "--seed", "7", article], check=True)
    subprocess.run([PYTHON, generate_annotations, "--annotations", "10000", article, annotations],
                   check=True)
    size = os.path.getsize(annotations) / 1e6
    shelved = {}
    for name in ("without", "with"):
        root = os.path.join(folder, name)
        bench.run([annotate_article, root, article])
        shelved[name] = glob.glob(os.path.join(root, "library", "*", "article.ibid.json"))[0]
    shutil.copy(annotations, os.path.dirname(shelved["with"]))

    def measure(name):
        def once():
            lines, _, _ = bench.run([annotate_article, os.path.join(folder, name), shelved[name]])
            assert lines["annotations"][0] == (10000 if name == "with" else 0)
            values = {"open": lines["open"][0] / 1000, "memory": lines["memory"][0] / 1024}
            if name == "with":
                values |= {"save": lines["save"][0] / 1000,
                           "save stall": lines["save-stall"][0] / 1000,
                           "save stall, CPU": lines["save-stall-cpu"][0] / 1000,
                           "open stall": lines["open-stall"][0] / 1000,
                           "open stall, CPU": lines["open-stall-cpu"][0] / 1000}
            return values
        return once

    results = bench.interleave({name: measure(name) for name in shelved}, rounds)

print(f"10,000 annotations ({size:.1f} MB) of an article of 20,000 paragraphs, {rounds} interleaved "
      "rounds, median (least … most)")
for name, values in results.items():
    bench.row(name, values, "MiB" if name.endswith("memory") else "ms")
bench.ratio("open with / without", results["with open"], results["without open"], 1.5)
bench.more("memory with − without", results["with memory"], results["without memory"], 20, "MiB")
bench.more("longest stall while saving", results["with save stall"], [0] * rounds, 16, "ms")
