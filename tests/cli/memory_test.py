#!/usr/bin/env python3
"""Memory stays flat: what a run keeps of each figure, as the difference of its peak with few and with many figures.

    memory_test.py Memory

PLOTMILL names the program.
"""
import os
import subprocess
import sys
import tempfile
import unittest

PLOTMILL = os.environ.get("PLOTMILL", "build/src/cli/plotmill")
FEW, MANY, RUNS = 1000, 10000, 3
TINY = "defaults: {figsize: [0.3, 0.3], axis: 'off'}\n"


def peak(text, jobs=2):
    """The run's peak of memory, bytes."""
    with tempfile.TemporaryDirectory() as folder:
        job = os.path.join(folder, "job.yaml")
        with open(job, "w", encoding="utf-8") as f:
            f.write(text)
        # The peak of a process that waits for this one alone: its own children's.
        script = ("import resource, subprocess, sys\n"
                  "code = subprocess.run(sys.argv[1:]).returncode\n"
                  "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        out = subprocess.run([sys.executable, "-c", script, PLOTMILL, "render", "-q", "-j", str(jobs), "-o",
                              os.path.join(folder, "out"), job], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             text=True, check=True)
        code, kilobytes = out.stdout.split()
        if code != "0":
            raise AssertionError("plotmill ended with " + code)
        return int(kilobytes) * 1024


def each(make):
    # The least of some runs: threads that happen to meet need more.
    many, few = (min(peak(make(n)) for _ in range(RUNS)) for n in (MANY, FEW))
    return (many - few) / (MANY - FEW)


class Memory(unittest.TestCase):
    def test_figures_of_a_matrix(self):
        # A claim and two notes of the record: some seventy bytes. All combinations at once were three hundred more.
        job = TINY + "figures:\n  - name: plot_${{ n }}_${{ x }}\n    matrix: {n: {range: [0, %d]}, x: {range: [0, 10]}}\n"
        self.assertLess(each(lambda figures: job % (figures // 10)), 220)

    def test_figures_that_are_written_out(self):
        # Their text, a claim with its place, and what the YAML parser keeps of each level of indentation.
        def job(figures):
            return TINY + "figures:\n" + "".join("  - name: plot_%d\n" % i for i in range(figures))

        self.assertLess(each(job), 300)

    def test_figures_that_each_have_a_warning(self):
        # Warnings that were printed are let go of; each was three thousand bytes.
        def job(figures):
            return ("defaults: {figsize: [0.8, 0.8]}\nfigures:\n" +
                    "".join("  - {name: plot_%d, title: a long title}\n" % i for i in range(figures)))

        self.assertLess(each(job), 700)


if __name__ == "__main__":
    unittest.main()
