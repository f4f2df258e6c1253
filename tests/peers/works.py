#!/usr/bin/env python3
"""The works of jobs/bench in Matplotlib, in gnuplot where it is installed and in plotmill, in turns: a table of ratios.

    tests/peers/works.py PLOTMILL [--rounds N] [--only WORK ...] [--no-pool] [--markdown]

Needs python3-matplotlib; jobs/bench/data.py makes the data if need be. All draw whole figures into PNG files of a temporary
directory, warm: Matplotlib in its own sequential loop and in a warm pool of one process per core, gnuplot in one process for
each round, without the time that an empty one takes, by its terminals png (of libgd) and pngcairo, of which the faster one
counts, plotmill as `plotmill bench` does, on one thread and on all. Tables are read by plotmill and by
Matplotlib's loop before the clock starts, but for the CSV, which each reads as a part of the work (a run of plotmill's for
each figure; its process's start, like Matplotlib's, does not count). Printed are the least
milliseconds a figure over the rounds, which is what a shared machine disturbs least, and ratios of these. Not a test: it
never fails.
"""
import argparse
import importlib.util
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.join(HERE, "..", "..", "jobs", "bench")
DATA = os.path.join(BENCH, "data")


def load(name, cache={}):
    if name not in cache:
        cache[name] = np.load(os.path.join(DATA, name))
        if name.endswith(".npz"):
            cache[name] = dict(cache[name])
    return cache[name]


def seed(save):
    for x in range(10):
        plt.figure()
        plt.plot([0, 1, 2], [x, x * 2, x * 3], marker="o")
        plt.title("Plot for x=%d" % x)
        save("seed_%d" % x)


def report(save):
    t = np.linspace(0, 10, 200)
    fig, ax = plt.subplots()
    for y, label in ((np.sin(t), "first"), (np.cos(t) * np.exp(-t / 8), "second"), (np.sin(2 * t) / 2, "third"),
                     (t / 10 - 0.5, "fourth")):
        ax.plot(t, y, label=label)
    ax.set(title="Damped and undamped", xlabel="time [s]", ylabel="amplitude")
    ax.grid(True)
    ax.legend()
    save("curves")
    fig, ax = plt.subplots()
    for i, (label, height) in enumerate((("one", [3.1, 2.4, 4.0, 1.2, 2.2]), ("two", [2.9, 2.2, 3.6, 1.1, 2.4]),
                                         ("three", [2.5, 2.6, 3.9, 0.9, 2.0]))):
        ax.bar(np.arange(5) + 0.27 * i, height, width=0.27, label=label)
    ax.set(title="Three runs of five programs", ylabel="seconds")
    ax.legend()
    save("bars")
    rng = np.random.default_rng(1)
    fig, ax = plt.subplots()
    ax.hist(50 + 12 * rng.standard_normal(5000), bins=40)
    ax.set(title="Five thousand values", xlabel="value", ylabel="count")
    save("histogram")
    x, y = rng.standard_normal(500), rng.standard_normal(500)
    fig, ax = plt.subplots()
    points = ax.scatter(x, y, c=x * x + y * y)
    fig.colorbar(points)
    ax.set_title("Five hundred points")
    save("scatter")


def line(size):
    def work(save):
        fig, ax = plt.subplots()
        ax.plot(load("walk_%s.npy" % size))
        save("line")
    return work


def scatter(size):
    def work(save):
        cloud = load("cloud_%s.npz" % size)
        fig, ax = plt.subplots()
        ax.scatter(cloud["x"], cloud["y"], s=4)
        save("scatter")
    return work


def subplots(save):
    fig, axes = plt.subplots(10, 10, figsize=(16, 16))
    for i, ax in enumerate(axes.flat):
        ax.plot([0, 1, 2, 3], [i % 7, 2, 1, 3])
        ax.set_title("t%d" % i)
    save("subplots")


def mesh(save):
    fig, ax = plt.subplots()
    fig.colorbar(ax.pcolormesh(load("waves.npz")["z"]))
    save("mesh")


def histogram(save):
    fig, ax = plt.subplots()
    ax.hist(load("normal_10m.npy"), bins=100)
    save("histogram")


def logger(save):
    import pandas
    table = pandas.read_csv(os.path.join(DATA, "logger.csv"))
    fig, ax = plt.subplots()
    ax.plot(table.x, table.a)
    ax.plot(table.x, table.b)
    save("logger")


# Work: its function, its job, figures, and gnuplot's command for one of them.
WORKS = {
    "seed": (seed, "../matplotlib_example.yaml", 10,
             "plot '-' with linespoints pt 7 lc rgb '#1f77b4' notitle\n0 3\n1 6\n2 9\ne"),
    "report": (report, "report.yaml", 4, None),
    "line of 100,000": (line("100k"), "line_100k.yaml", 1,
                        "plot 'walk_100k.npy' binary array=(100000) skip=128 format='%double' with lines notitle"),
    "line of 1,000,000": (line("1m"), "line_1m.yaml", 1,
                          "plot 'walk_1m.npy' binary array=(1000000) skip=128 format='%double' with lines notitle"),
    "line of 10,000,000": (line("10m"), "line_10m.yaml", 1, None),
    "scatter of 100,000": (scatter("100k"), "scatter_100k.yaml", 1, None),
    "scatter of 1,000,000": (scatter("1m"), "scatter_1m.yaml", 1, None),
    "10 x 10 subplots": (subplots, "subplots.yaml", 1, None),
    "pcolormesh of 1000 x 1000": (mesh, "mesh.yaml", 1, None),
    "histogram of 10,000,000": (histogram, "histogram_10m.yaml", 1, None),
    "CSV of 1,000,000 rows": (logger, "logger.yaml", 1, None),
}


def saver(folder):
    def save(name):
        plt.savefig(os.path.join(folder, name + ".png"))
        plt.close()
    return save


def run_in_pool(arguments):
    name, folder = arguments
    WORKS[name][0](saver(folder))


def matplotlib_ms(name, folder):
    start = time.perf_counter()
    WORKS[name][0](saver(folder))
    return (time.perf_counter() - start) * 1000 / WORKS[name][2]


def pool_ms(pool, cores, name, folder):
    folders = [os.path.join(folder, str(i)) for i in range(cores)]
    for f in folders:
        os.makedirs(f, exist_ok=True)
    start = time.perf_counter()
    pool.map(run_in_pool, [(name, f) for f in folders], chunksize=1)
    return (time.perf_counter() - start) * 1000 / WORKS[name][2] / cores


def gnuplot_seconds(script):
    start = time.perf_counter()
    subprocess.run(["gnuplot"], input=script, text=True, cwd=DATA, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def gnuplot_ms(name, folder):
    """Milliseconds a figure by the faster one of its terminals for PNG; None where it draws none."""
    figures = 40 if name == "seed" else 5
    best = None
    for terminal in "png", "pngcairo":
        setting = "set terminal %s size 640,480\n" % terminal
        script, first = setting, os.path.join(folder, "g0.png")
        for i in range(figures):
            script += "set output '%s/g%d.png'\n%s\n" % (folder, i, WORKS[name][3])
        if os.path.exists(first):
            os.remove(first)
        try:
            ms = (gnuplot_seconds(script) - gnuplot_seconds(setting)) * 1000 / figures
        except subprocess.CalledProcessError:  # a build without this terminal
            continue
        if os.path.exists(first) and os.path.getsize(first) > 0:
            best = ms if best is None else min(best, ms)
    return best


def plotmill_ms(program, name, folder, cores):
    """Milliseconds a figure of one thread and of all; a table that is part of the work is read for each figure."""
    job = os.path.join(BENCH, WORKS[name][1])
    if "CSV" in name:
        manifest = os.path.join(folder, "manifest.json")
        subprocess.run([program, "render", job, "-j", "1", "-q", "--force", "--manifest", manifest, "-o", folder], check=True,
                       stdout=subprocess.DEVNULL)
        with open(manifest, encoding="utf-8") as f:
            return json.load(f)["summary"]["seconds"] * 1000, None
    out = os.path.join(folder, "bench.json")
    subprocess.run([program, "bench", job, "-j", "1,%d" % cores if cores > 1 else "1", "--repeat", "1", "--json", out],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(out, encoding="utf-8") as f:
        bench = json.load(f)
    ms = {r["threads"]: r["median"] / bench["figures_per_run"] * 1000 for r in bench["rows"]}
    return min(ms[0], ms[1]), ms.get(cores)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("plotmill")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--only", nargs="+", default=[], help="works whose names begin so")
    p.add_argument("--no-pool", action="store_true", help="leave the pool of processes out")
    p.add_argument("--markdown", action="store_true", help="the table as Markdown")
    a = p.parse_args()
    subprocess.run([sys.executable, os.path.join(BENCH, "data.py")], check=True)
    cores = len(os.sched_getaffinity(0))
    gnuplot = shutil.which("gnuplot") is not None
    names = [n for n in WORKS if not a.only or any(n.startswith(o) for o in a.only)]
    if importlib.util.find_spec("pandas") is None:
        names = [n for n in names if WORKS[n][0] is not logger]
        print("without the CSV: no python3-pandas here", file=sys.stderr)
    program = os.path.abspath(a.plotmill)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            best = {}

            def note(who, ms):
                if ms is not None:
                    best[who] = min(ms, best.get(who, ms))

            pool = None if a.no_pool else multiprocessing.Pool(cores)
            matplotlib_ms(name, folder)
            if pool:
                pool_ms(pool, cores, name, folder)
            for _ in range(a.rounds):
                note("matplotlib", matplotlib_ms(name, folder))
                one, all_cores = plotmill_ms(program, name, folder, cores)
                note("plotmill", one)
                note("plotmill, all", all_cores)
                if pool:
                    note("pool", pool_ms(pool, cores, name, folder))
                if gnuplot and WORKS[name][3]:
                    note("gnuplot", gnuplot_ms(name, folder))
            if pool:
                pool.close()
                pool.join()
            rows.append((name, best))
            print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    print("Matplotlib %s, %d cores, ms a figure, least of %d rounds in turns" % (matplotlib.__version__, cores, a.rounds))
    head = ["work", "Matplotlib", "its pool", "gnuplot", "plotmill", "all cores", "ratio", "to the pool"]

    def number(v):
        return "" if v is None else "%.2f" % v if v < 100 else "%.0f" % v

    def ratio(u, v):
        return "" if u is None or v is None else "%.3gx" % (u / v)

    table = [[name] + [number(b.get(k)) for k in ("matplotlib", "pool", "gnuplot", "plotmill", "plotmill, all")] +
             [ratio(b.get("matplotlib"), b.get("plotmill")), ratio(b.get("pool"), b.get("plotmill, all"))] for name, b in rows]
    if a.markdown:
        print("| " + " | ".join(head) + " |\n| --- |" + " ---: |" * (len(head) - 1))
        for row in table:
            print("| " + " | ".join(row) + " |")
        return
    widths = [max(len(r[i]) for r in [head] + table) for i in range(len(head))]
    for row in [head] + table:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))))


if __name__ == "__main__":
    main()
