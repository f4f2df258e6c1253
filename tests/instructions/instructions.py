#!/usr/bin/env python3
"""Instructions that a figure costs, stage by stage, counted by callgrind: a regression shows without a quiet machine.

    tests/instructions/instructions.py PLOTMILL [--update]

Renders jobs of a few and of more figures of Matplotlib's threading example; the difference, divided by the number of
figures, is what one costs when all is warm. "reading" is what the thread that reads the job does for each figure while
others draw - the serial part of a run - where the figures come from a matrix, "reading written" where each is written
out. Fails where a stage costs more than a tenth above expected.json, which holds the figures of a build by tests/run;
--update writes it. Ends with 77 (skipped) without valgrind.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
EXPECTED = os.path.join(HERE, "expected.json")
TOLERANCE = 0.10
FEW, MORE = 10, 50
# Inclusive counts of the function that is a stage; what no stage has is scheduling, reports, the record and writing.
STAGES = {
    "reading": r"plotmill::cli::Run::read\(",
    "resolve": r"plotmill::resolve::resolve_figure\(",
    "layout": r"plotmill::layout::layout_figure\(",
    "paint": r"plotmill::paint::Painter::paint\(",
    "encode": r"plotmill::formats::PngEncoder::encode\(",
}


def matrix_job(figures):
    return ("figures:\n  - name: plot_${{ n }}_${{ x }}\n"
            "    matrix: {n: {range: [0, %d]}, x: {range: [0, 10]}}\n"
            '    title: "Plot for x=${{ x }}"\n    layers:\n'
            '      - plot: {x: [0, 1, 2], y: ["=x", "=x*2", "=x*3"], marker: o}\n' % (figures // 10))


def written_job(figures):
    return "figures:\n" + "".join(
        '  - name: plot_%d\n    vars: {v: %d}\n    title: "Plot for x=${{ v }}"\n    layers:\n'
        "      - plot: {x: [0, 1, 2], y: [%d, %d, %d], marker: o}\n" % (i, x, x, 2 * x, 3 * x)
        for i, x in ((i, i % 10) for i in range(figures)))


def count(plotmill, text, figures):
    """Instructions of a run, by stage, and of all of it."""
    with tempfile.TemporaryDirectory() as folder:
        job, profile = os.path.join(folder, "seed.yaml"), os.path.join(folder, "profile")
        with open(job, "w", encoding="utf-8") as f:
            f.write(text)
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=" + profile, plotmill, "render", "-q", "-j1",
             "-o", os.path.join(folder, "out"), job], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode != 0 or len(os.listdir(os.path.join(folder, "out"))) < figures:
            sys.exit("plotmill failed under callgrind:\n" + run.stdout)
        total = int(re.search(r"Collected : (\d+)", run.stdout).group(1))
        lines = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=99.99", profile],
                               stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    counts = {"all": total}
    for stage, name in STAGES.items():
        found = [int(m.group(1).replace(",", "")) for line in lines
                 if re.search(name, line) and (m := re.match(r"\s*([\d,]+)", line))]
        if not found:
            sys.exit("no function %s in the profile" % name)
        counts[stage] = max(found)
    return counts


def main():
    if not shutil.which("valgrind"):
        print("skipped: no valgrind here")
        return 77
    plotmill = sys.argv[1]


    def cost_of(job):
        few, more = count(plotmill, job(FEW), FEW), count(plotmill, job(MORE), MORE)
        return {stage: (more[stage] - few[stage]) // (MORE - FEW) for stage in ["all", *STAGES]}

    cost = cost_of(matrix_job)
    cost["rest"] = cost["all"] - sum(cost[stage] for stage in STAGES)
    cost["reading written"] = cost_of(written_job)["reading"]
    if "--update" in sys.argv[2:]:
        with open(EXPECTED, "w", encoding="utf-8") as f:
            json.dump(cost, f, indent=2)
            f.write("\n")
    with open(EXPECTED, encoding="utf-8") as f:
        expected = json.load(f)
    worse = False
    for stage, now in cost.items():
        change = now / expected[stage] - 1
        worse = worse or change > TOLERANCE
        print("%-15s %10s instructions a figure, expected %10s (%+.1f %%)%s" %
              (stage, format(now, ","), format(expected[stage], ","), change * 100, "  WORSE" if change > TOLERANCE else ""))
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
