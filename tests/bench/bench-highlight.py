#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-highlight.py HIGHLIGHT_KEY [ROUNDS]

From a key press to the painted highlight, in an ordinary article and in one of 20,000 paragraphs with
10,000 highlights, beside a bare call into the page that waits for the next frame; and opening an
article with 10,000 highlights beside opening it with none. Run it under tests/with-display."""
import statistics
import sys

import bench

highlight_key = sys.argv[1]
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15

for title, blocks, annotations, goal in (("80 paragraphs, 30 highlights", 80, 30, 50),
                                         ("20,000 paragraphs, 10,000 highlights", 20000, 10000, 100)):
    lines, _, _ = bench.run([highlight_key, str(blocks), str(annotations), str(rounds)])
    values = {name: [value / 1000 for value in numbers] for name, numbers in lines.items()}
    print(f"{title}: median (least … most)")
    bench.row("key press to painted highlight", values["key"], "ms")
    bench.row("bare trip to the next frame", values["trip"], "ms")
    bench.row("opened, painted", values["annotated"], "ms")
    bench.row("opened without highlights", values["plain"], "ms")
    key = statistics.median(values["key"])
    print(f"  {'key press':34} {key:10.1f} ms   (goal {goal}: {'met' if key <= goal else 'MISSED'})")
    bench.ratio("opened, with / without", values["annotated"], values["plain"], 1.5)
