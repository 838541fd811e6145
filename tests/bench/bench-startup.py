#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-startup.py IBID FLOOR_NATIVE FLOOR_WEB RENDER_ARTICLE SAMPLE [ROUNDS]

Start-up against the floors, in interleaved warm rounds: first native frame (library with one
article) against an AdwApplicationWindow with the same list; first article text against a bare web
view with the same page; the second article in the warm, settled window against the first one. Run it under
tests/with-display."""
import json
import os
import shutil
import sys
import tempfile

import bench

ibid, floor_native, floor_web, render_article, sample = sys.argv[1:6]
rounds = int(sys.argv[6]) if len(sys.argv) > 6 else 15

folder = tempfile.mkdtemp()
page = os.path.join(folder, "page.html")
second = os.path.join(folder, "second.ibid.json")
bench.run([render_article, sample, page])
with open(sample, encoding="utf-8") as file:
    article = json.load(file)
# another id, and a title that does not make it a newer version of the first
article["id"] = "urn:uuid:9b0c5f0e-5a1e-4f0b-8a3c-0d6b3f1f7a52"
article["metadata"]["title"] = "The Second"
with open(second, "w", encoding="utf-8") as file:
    json.dump(article, file)


def start_ibid():
    lines, start, _ = bench.run([ibid, "--trace-startup", sample, second])
    return {"first frame": (lines["framed"][0] - start) / 1000,
            "first text": (lines["painted"][0] - start) / 1000,
            "next article": (lines["painted"][1] - lines["next"][0]) / 1000}


def start_floor(command):
    def measure():
        lines, start, _ = bench.run(command)
        return {word: (times[0] - start) / 1000 for word, times in lines.items()}
    return measure


results = bench.interleave({"ibid": start_ibid, "native": start_floor([floor_native, "2"]),
                            "web": start_floor([floor_web, page])}, rounds)
shutil.rmtree(folder)
print(f"Start-up, {rounds} interleaved rounds, median (least … most)")
for name, values in results.items():
    bench.row(name, values, "ms")
bench.ratio("first frame / native floor", results["ibid first frame"], results["native framed"], 1.2)
bench.ratio("first text / web floor", results["ibid first text"], results["web painted"], 1.5)
bench.ratio("next article / first text", results["ibid next article"], results["ibid first text"],
            0.25)
