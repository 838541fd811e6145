#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-export.py EXPORT_ARTICLE GENERATE_ARTICLE GENERATE_ANNOTATIONS [ROUNDS]

Exports of 10,000 annotations of an article of 20,000 paragraphs, and of 5,000 of them, beside
json-glib's writing of the same annotations from a finished tree. In interleaved rounds, each in a
process of its own."""
import os
import statistics
import subprocess
import sys
import tempfile

import bench

export_article, generate_article, generate_annotations = sys.argv[1:4]
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

    def measure(number):
        def once():
            lines, _, _ = bench.run([export_article, article, annotations, str(number)])
            return {name: values[0] / 1000 for name, values in lines.items()}
        return once

    results = bench.interleave({"10,000": measure(10000), "5,000": measure(5000)}, rounds)

print(f"exports of an article of 20,000 paragraphs, {rounds} interleaved rounds, median "
      "(least … most)")
for name, values in results.items():
    bench.row(name, values, "ms")
for name in ("markdown", "markdown-again", "html", "org", "jsonld", "hypothesis", "csl-json", "matter"):
    bench.more(name, results[f"10,000 {name}"], [0] * rounds, 300, "ms")
    beside = statistics.median(a / b for a, b in zip(results[f"10,000 {name}"],
                                                     results["10,000 json-glib"]))
    print(f"  {name + ' / json-glib':34} {beside:10.2f} ×")
    bench.ratio(f"{name} 10,000 / 5,000", results[f"10,000 {name}"], results[f"5,000 {name}"], 2.5)
