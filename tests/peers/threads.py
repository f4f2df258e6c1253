#!/usr/bin/env python3
"""How plotmill uses the cores, from measured parts: what one process on all cores gets of what the machine gives.

    tests/peers/threads.py PLOTMILL [--rounds N] [--figures N] [--work seed|report] [--directory DIR]

In turns: one worker on the whole job (A); as many processes of one worker as there are cores, each on its share, at the
same time (B: what these cores can do together, whoever runs on them; hyperthreads, caches and clocks included); one process
with a worker a core (C). The efficiency of the threads is A / (cores x C), that of the machine A / (cores x B), and what
plotmill itself loses is C against B. Then, for jobs of one matrix and written out: processor time of the reading thread
for each figure, all of it, and the speed-up that Amdahl's law projects from the two; and blocking futex calls and memory
with 16 and 64 workers (calls only where strace is installed). Files go to memory. Not a test: it never fails.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

SEED = """figures:
  - name: p_${{ n }}_${{ x }}
    matrix: {n: {range: [0, %d]}, x: {range: [0, 10]}}
    title: "Plot for x=${{ x }}"
    layers:
      - plot: {x: [0, 1, 2], y: ["=x", "=x*2", "=x*3"], marker: o}
"""
REPORT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "jobs", "bench", "report.yaml")


def written_out(figures):
    lines = ["figures:\n"]
    for i in range(figures):
        x = i % 10
        lines.append('  - name: w_%d\n    title: "Plot for x=%d"\n    layers:\n'
                     "      - plot: {x: [0, 1, 2], y: [%d, %d, %d], marker: o}\n" % (i, x, x, 2 * x, 3 * x))
    return "".join(lines)


def report_job(figures):
    """The four figures of jobs/bench, again and again, under names of their own."""
    with open(REPORT, encoding="utf-8") as f:
        head, body = f.read().split("figures:\n", 1)
    rounds = max(figures // 4, 1)
    return head + "figures:\n" + re.sub(
        r"(?m)^(  - name: )([\w-]+)$", r'\1"\2_${{ round }}"\n    matrix: {round: {range: [0, %d]}}' % rounds, body)


class Runs:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def start(self, job, *options):
        out = tempfile.mkdtemp(dir=self.folder)
        return subprocess.Popen([self.program, "render", "-q", "--no-record", "-o", out, job, *options])

    def clear(self):
        for name in os.listdir(self.folder):
            if os.path.isdir(os.path.join(self.folder, name)):
                shutil.rmtree(os.path.join(self.folder, name))

    def seconds(self, *runs):
        """From the start of the first to the end of the last."""
        begin = time.perf_counter()
        for p in [self.start(*r) for r in runs]:
            if p.wait() != 0:
                sys.exit("plotmill failed")
        taken = time.perf_counter() - begin
        self.clear()
        return taken

    def parts(self, job):
        """Processor seconds of the thread that reads the job, and of all threads, with one worker."""
        p = self.start(job, "-j", "1")
        reading = 0
        # Its clock can be read until it is waited for; the last look comes close to the end.
        while os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            try:
                with open("/proc/%d/task/%d/schedstat" % (p.pid, p.pid), encoding="ascii") as f:
                    reading = max(reading, int(f.read().split()[0]))
            except (OSError, ValueError, IndexError):
                pass
            time.sleep(0.002)
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = status
        if status != 0:
            sys.exit("plotmill failed")
        self.clear()
        return reading / 1e9, usage.ru_utime + usage.ru_stime

    def crowd(self, job, workers):
        """Blocking futex calls of a run (None without strace), and its peak of memory."""
        calls = None
        if shutil.which("strace"):
            log = os.path.join(self.folder, "calls.txt")
            out = tempfile.mkdtemp(dir=self.folder)
            subprocess.run(["strace", "-f", "-q", "-e", "trace=futex", "-o", log, self.program, "render", "-q", "--no-record",
                            "-j", str(workers), "-o", out, job], check=True)
            with open(log, encoding="utf-8", errors="replace") as f:
                calls = sum("FUTEX_WAIT" in line and "resumed" not in line for line in f)
            os.remove(log)
        p = self.start(job, "-j", str(workers))
        _, _, usage = os.wait4(p.pid, 0)
        p.returncode = 0
        self.clear()
        return calls, usage.ru_maxrss / 1024


def efficiency(runs, job, cores, rounds):
    whole, apart, together = [], [], []
    for _ in range(rounds):
        whole.append(runs.seconds((job, "-j", "1")))
        apart.append(runs.seconds(*((job, "-j", "1", "--shard", "%d/%d" % (i + 1, cores)) for i in range(cores))))
        together.append(runs.seconds((job, "-j", str(cores))))
    a, b, c = min(whole), min(apart), min(together)
    print("one worker %.3f s; %d processes of one worker %.3f s; one process of %d workers %.3f s (least of %d rounds)" %
          (a, cores, b, cores, c, rounds))
    print("  efficiency of the threads %.3f, of the machine %.3f, of the threads on this machine %.3f" %
          (a / cores / c, a / cores / b, b / c))


def amdahl(serial, cores):
    return 1 / (serial + (1 - serial) / cores)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("plotmill")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--figures", type=int, default=4000)
    p.add_argument("--work", choices=["seed", "report"], nargs="+", default=["seed", "report"])
    p.add_argument("--directory", default="/dev/shm" if os.path.isdir("/dev/shm") else None)
    a = p.parse_args()
    cores = len(os.sched_getaffinity(0))
    folder = tempfile.mkdtemp(dir=a.directory)
    jobs = tempfile.mkdtemp()
    try:
        runs = Runs(os.path.abspath(a.plotmill), folder)

        def job(name, text):
            path = os.path.join(jobs, name + ".yaml")
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            return path

        many = a.figures
        few = max(many // 10, 10)
        texts = {"seed": lambda n: SEED % (n // 10), "written out": written_out, "report": report_job}
        for work in a.work:
            print("%s figures, %d" % (work, many if work == "seed" else many // 4))
            efficiency(runs, job(work, texts[work](many if work == "seed" else many // 4)), cores, a.rounds)
        for name in ("seed", "written out"):
            small = [runs.parts(job(name + "_few", texts[name](few))) for _ in range(a.rounds)]
            large = [runs.parts(job(name, texts[name](many))) for _ in range(a.rounds)]
            reading, everything = ((min(l[i] for l in large) - min(s[i] for s in small)) / (many - few) for i in (0, 1))
            serial = reading / everything
            print("%s: the reading thread takes %.1f us of %.0f us a figure, %.2f %%; Amdahl: %s" % (
                "one matrix" if name == "seed" else name, reading * 1e6, everything * 1e6, serial * 100,
                ", ".join("%.3gx on %d" % (amdahl(serial, n), n) for n in (2, 4, 8, 16, 64))))
        half, whole = (job("crowded_%d" % n, texts["seed"](n)) for n in (many // 2, many))
        alone = runs.crowd(whole, 1)[1]
        for workers in (16, 64):
            (before, _), (calls, memory) = runs.crowd(half, workers), runs.crowd(whole, workers)
            print("%d workers: %s, %.1f MB a worker" % (
                workers, "no strace here" if calls is None else
                "%.3f blocking futex calls a figure once all run" % (max(calls - before, 0) / (many - many // 2)),
                (memory - alone) / (workers - 1)))
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(jobs)


if __name__ == "__main__":
    main()
