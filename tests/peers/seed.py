#!/usr/bin/env python3
"""The seed example in Matplotlib's own sequential loop and in plotmill, one thread each, in turns.

    tests/peers/seed.py PLOTMILL [--rounds N]

Needs python3-matplotlib. Both draw the ten figures of jobs/matplotlib_example.yaml into PNG files of a temporary directory
after a warm-up; printed are milliseconds a figure (median of the rounds) and the ratio. Not a test: it never fails.
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

JOB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "jobs", "matplotlib_example.yaml")


def pyplot_loop(folder):
    """The loop that people write."""
    for x in range(10):
        plt.figure()
        plt.plot([0, 1, 2], [x, x * 2, x * 3], marker="o")
        plt.title("Plot for x=%d" % x)
        plt.savefig(os.path.join(folder, "plot_%d.png" % x))
        plt.close()


def object_loop(folder):
    """The same without pyplot's global state."""
    for x in range(10):
        fig = Figure()
        FigureCanvasAgg(fig)
        ax = fig.subplots()
        ax.plot([0, 1, 2], [x, x * 2, x * 3], marker="o")
        ax.set_title("Plot for x=%d" % x)
        fig.savefig(os.path.join(folder, "plot_%d.png" % x))


def timed(loop, folder):
    start = time.perf_counter()
    loop(folder)
    return (time.perf_counter() - start) / 10 * 1000


def plotmill(program, folder):
    """Milliseconds a figure of the sequential loop of `plotmill bench`."""
    report = os.path.join(folder, "bench.json")
    subprocess.run([program, "bench", JOB, "-j", "1", "--repeat", "7", "--json", report], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    with open(report, encoding="utf-8") as f:
        bench = json.load(f)
    run = next(r for r in bench["rows"] if r["threads"] == 0)
    return run["median"] / bench["figures_per_run"] * 1000


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("plotmill")
    p.add_argument("--rounds", type=int, default=5)
    a = p.parse_args()
    times = {"matplotlib, pyplot loop": [], "matplotlib, object loop": [], "plotmill, sequential": []}
    with tempfile.TemporaryDirectory() as folder:
        pyplot_loop(folder)
        object_loop(folder)
        for _ in range(a.rounds):
            times["matplotlib, pyplot loop"].append(timed(pyplot_loop, folder))
            times["plotmill, sequential"].append(plotmill(a.plotmill, folder))
            times["matplotlib, object loop"].append(timed(object_loop, folder))
    ours = statistics.median(times["plotmill, sequential"])
    print("Matplotlib %s, ms a figure, median of %d rounds in turns" % (matplotlib.__version__, a.rounds))
    for name, values in times.items():
        m = statistics.median(values)
        print("%-26s %8.2f   (%.2f to %.2f)   %6.1fx" % (name, m, min(values), max(values), m / ours))


if __name__ == "__main__":
    main()
