#!/usr/bin/env python3
"""Many figures in one run: memory stays flat, no file descriptor is left open, and a second run has nothing to do.

usage: many.py [--figures N] [PLOTMILL]

The default is 5,000 figures; `--figures 100000` takes some minutes and about a gigabyte of disk.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

JOB = """figures:
  - name: ${{ a }}/plot_${{ b }}
    matrix: {a: {range: [0, ROWS]}, b: {range: [0, 100]}}
    figsize: [2, 1.5]
    lint: false
    title: "${{ a }} and ${{ b }}"
    layers:
      - plot: {x: [0, 1, 2], y: ["=a", "=b*2", "=a-b"], marker: o}
"""
# What a figure may cost to the end of the run: its name, for those that would write the same file.
BYTES_A_FIGURE = 600


def resident(pid):
    with open("/proc/%d/status" % pid, encoding="ascii") as f:
        return int(re.search(r"VmRSS:\s*(\d+)", f.read()).group(1)) * 1024


def watch(command):
    """Runs it; resident memory and open descriptors, by time."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    samples = []
    while process.poll() is None:
        try:
            samples.append((resident(process.pid), len(os.listdir("/proc/%d/fd" % process.pid))))
        except (OSError, AttributeError):
            break
        time.sleep(0.05)
    err = process.communicate()[1]
    if process.returncode != 0:
        sys.exit("the run failed with %d: %s" % (process.returncode, err))
    return samples, err


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", type=int, default=5000)
    parser.add_argument("plotmill", nargs="?", default="build/src/cli/plotmill")
    options = parser.parse_args()
    plotmill = os.path.abspath(options.plotmill)
    rows = max(1, options.figures // 100)
    directory = tempfile.mkdtemp(prefix="plotmill-many-")
    try:
        job, output = os.path.join(directory, "job.yaml"), os.path.join(directory, "output")
        with open(job, "w") as f:
            f.write(JOB.replace("ROWS", str(rows)))
        command = [plotmill, "render", job, "-o", output]
        samples, err = watch(command)
        count = sum(len(names) for base, _, names in os.walk(output) if base != output)
        if count != rows * 100:
            sys.exit("%d images, not %d" % (count, rows * 100))
        quarter = len(samples) // 4
        early, late = max(s[0] for s in samples[quarter // 2:quarter + 1]), max(s[0] for s in samples[-quarter - 1:])
        grown = late - early
        allowed = 8 * 2**20 + BYTES_A_FIGURE * rows * 100
        descriptors = [s[1] for s in samples[quarter:]]
        print("%d figures: %.1f MB after a quarter, %.1f MB at the end; %d to %d descriptors"
              % (count, early / 2**20, late / 2**20, min(descriptors), max(descriptors)))
        if grown > allowed:
            sys.exit("memory grew by %.1f MB, more than %.1f" % (grown / 2**20, allowed / 2**20))
        # The workers' own files, opened and closed all the time, and the record.
        if max(descriptors) > descriptors[0] + 2 * (os.cpu_count() or 1) + 4:
            sys.exit("descriptors are left open")
        begun = time.time()
        _, err = watch(command)
        print("again: %s(%.2f s)" % (err.split("(")[0], time.time() - begun))
        if "all up to date" not in err:
            sys.exit("not up to date: %s" % err)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
