#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-large.py READ_ARTICLE GENERATOR [ROUNDS]

20,000 paragraphs with 10,000 mentions against the same text without any, in the same reader, in
interleaved rounds: until it is painted; the frames while a script scrolls through it; and a step to
the next mention against a bare scroll by as much. Run it under tests/with-display."""
import os
import statistics
import subprocess
import sys
import tempfile

import bench

read_article, generator = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
BLOCKS = 21053  # every twentieth is a heading

moved = []  # by the steps, in pixels; the same in every round


def make(path, *options):
    subprocess.run(["/usr/bin/python3", generator, "--blocks", str(BLOCKS), "--chars-per-block",
                    "450", "--entities", "2000", "--mentions", "10000", "--citations", "3000",
                    "--sources", "1000", "--seed", "7", *options, path], check=True)


def read(path, *pixels):
    lines, _, _ = bench.run([read_article, path, *map(str, pixels)])
    frames = sorted(lines["frame"])
    moved[:] = lines["moved"]
    return {"painted": lines["painted"][0] / 1000,
            "frame, median": frames[len(frames) // 2] / 1000,
            "frame, 95th percentile": frames[len(frames) * 95 // 100] / 1000,
            "way, frames": statistics.mean(lines["way frames"]),
            "way, time": statistics.median(lines["way time"]) / 1000}


with tempfile.TemporaryDirectory() as folder:
    mentions = os.path.join(folder, "mentions.ibid.json")
    plain = os.path.join(folder, "plain.ibid.json")
    make(mentions)
    make(plain, "--no-mentions")
    results = bench.interleave({"mentions": lambda: read(mentions),
                                "plain": lambda: read(plain, *moved)}, rounds)

print(f"Reading 20,000 paragraphs, {rounds} interleaved rounds, median (least … most)")
for name, values in results.items():
    bench.row(name, values, "frames" if name.endswith("frames") else "ms")
for part in ("painted", "frame, 95th percentile"):
    bench.ratio(f"{part}, mentions / plain", results[f"mentions {part}"], results[f"plain {part}"],
                1.3)
bench.more("step / bare scroll", results["mentions way, frames"], results["plain way, frames"], 2,
           "frames")
