# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: interleaved rounds, medians, and a table that says what was measured."""
import os
import statistics
import subprocess
import sys
import time


def run(command):
    """Runs a program to its end. Returns its lines as {word: [µs, …]}, its start (µs, monotonic) and
    its peak memory (KiB)."""
    start = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}")
    lines = {}
    for line in output.splitlines():
        word, _, value = line.rpartition(" ")
        if value.removeprefix("-").isdigit():
            lines.setdefault(word, []).append(int(value))
    return lines, start, usage.ru_maxrss


def interleave(measures, rounds, warm_up=1):
    """measures: {name: function that gives a number or a dict of numbers}. Runs them in turn, every
    second round backwards, warm-up rounds first; returns {name: [number, …]} with dict keys appended
    to the name."""
    results = {}
    for number in range(rounds + warm_up):
        for name, measure in list(measures.items())[::-1 if number % 2 else 1]:
            values = measure()
            if number < warm_up:
                continue
            if not isinstance(values, dict):
                values = {"": values}
            for key, value in values.items():
                results.setdefault(f"{name} {key}".strip(), []).append(value)
    return results


def row(name, values, unit):
    print(f"  {name:34} {statistics.median(values):10.1f} {unit}"
          f"   ({min(values):.1f} … {max(values):.1f}, n={len(values)})")


def ratio(title, above, below, limit):
    """Median of the round-by-round ratios, beside the limit that the project set itself."""
    value = statistics.median(a / b for a, b in zip(above, below))
    print(f"  {title:34} {value:10.2f} ×    (limit {limit} ×: {'met' if value <= limit else 'MISSED'})")
    return value


def more(title, values, beside, limit, unit):
    """Median of the round-by-round differences, beside the limit that the project set itself."""
    value = statistics.median(a - b for a, b in zip(values, beside))
    print(f"  {title:34} {value:+10.1f} {unit}    (limit +{limit}: "
          f"{'met' if value <= limit else 'MISSED'})")
    return value
