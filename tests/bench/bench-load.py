#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-load.py LOAD_ARTICLE GENERATOR [ROUNDS]

A 10 MB article: json-glib's bare parse against the way to a finished model, time and peak memory,
each in a process of its own, in interleaved rounds."""
import os
import subprocess
import sys
import tempfile

import bench

load_article, generator = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 9

with tempfile.TemporaryDirectory() as folder:
    article = os.path.join(folder, "large.ibid.json")
    subprocess.run(["/usr/bin/python3", generator, "--blocks", "16000", "--chars-per-block", "450",
                    "--entities", "2000", "--mentions", "10000", "--citations", "3000", "--sources",
                    "1000", "--seed", "7", article], check=True)
    size = os.path.getsize(article) / 1e6

    def measure(way):
        def once():
            lines, _, peak = bench.run([load_article, way, article])
            return {"time": lines[""][0] / 1000, "peak": peak / 1024}
        return once

    results = bench.interleave({"parse": measure("parse"), "model": measure("model")}, rounds)

print(f"Loading an article of {size:.1f} MB, {rounds} interleaved rounds, median (least … most)")
for name, values in results.items():
    bench.row(name, values, "ms" if name.endswith("time") else "MiB")
bench.ratio("model / bare parse, time", results["model time"], results["parse time"], 1.6)
bench.ratio("model / bare parse, peak memory", results["model peak"], results["parse peak"], 1.8)
