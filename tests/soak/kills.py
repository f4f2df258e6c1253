#!/usr/bin/env python3
"""Kills runs of a large job at random moments (kill -9), again and again: no file may ever be torn, what was finished
stays, and the last run completes all.

usage: kills.py [--kills N] [--figures N] [--seed N] [PLOTMILL]

The default is a few kills; `--kills 1000` takes about half an hour.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

JOB = """figures:
  - name: deep/plot_${{ x }}
    matrix: {x: {range: [0, COUNT]}}
    title: "TITLE ${{ x }}"
    formats: [png, svg]
    layers:
      - plot: {x: [0, 1, 2], y: ["=x", "=x*2", "=x*3"], marker: o}
"""


def fault_of(path):
    """Why a file is not whole; "" where it is."""
    with open(path, "rb") as f:
        content = f.read()
    if path.endswith(".svg"):
        return "" if content.rstrip().endswith(b"</svg>") else "no end"
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "no PNG"
    at = 8
    while at < len(content):
        size = int.from_bytes(content[at:at + 4], "big")
        body = content[at + 4:at + 8 + size]
        if len(content) < at + 12 + size or zlib.crc32(body) != int.from_bytes(content[at + 8 + size:at + 12 + size], "big"):
            return "torn at byte %d" % at
        at += 12 + size
        if body[:4] == b"IEND":
            return "" if at == len(content) else "bytes behind the end"
    return "no end"


def check(output, seen):
    """All images are whole. `seen`: those that were checked already, by what cannot stay the same when they change."""
    count = 0
    for base, _, names in os.walk(output):
        for name in names:
            if name.startswith("."):
                continue
            path = os.path.join(base, name)
            s = os.stat(path)
            stamp = (s.st_ino, s.st_size, s.st_mtime_ns)
            count += 1
            if seen.get(path) == stamp:
                continue
            fault = fault_of(path)
            if fault:
                sys.exit("%s: %s" % (path, fault))
            seen[path] = stamp
    return count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--figures", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("plotmill", nargs="?", default="build/src/cli/plotmill")
    options = parser.parse_args()
    plotmill = os.path.abspath(options.plotmill)
    chance = random.Random(options.seed)
    directory = tempfile.mkdtemp(prefix="plotmill-kills-")
    job, output = os.path.join(directory, "job.yaml"), os.path.join(directory, "output")
    command = [plotmill, "render", job, "-o", output, "-q", "--clean"]
    try:
        kills = rounds = 0
        seen = {}
        while kills < options.kills:
            # Each round asks for other pictures, so that there is always something to do.
            rounds += 1
            with open(job, "w") as f:
                f.write(JOB.replace("COUNT", str(options.figures)).replace("TITLE", "round %d" % rounds))
            before = -1
            while kills < options.kills:
                process = subprocess.Popen(command)
                try:
                    # From the first instant to a few seconds; sometimes two at the same time.
                    other = subprocess.Popen(command) if chance.random() < 0.1 else None
                    if process.wait(timeout=chance.choice((0.02, 0.2, 1, 3)) * chance.random()) == 0:
                        if other:
                            other.wait()
                        break  # it was done
                    sys.exit("a run failed with %d" % process.returncode)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    if other:
                        other.kill()
                        other.wait()
                    kills += 1
                count = check(output, seen)
                if rounds == 1:
                    if count < before:
                        sys.exit("there were %d images, and now there are %d" % (before, count))
                    before = count
            if kills and kills % 100 < 5:
                print("%d kills, %d rounds" % (kills, rounds), flush=True)
        last = subprocess.run(command)
        if last.returncode != 0:
            sys.exit("the last run failed with %d" % last.returncode)
        if check(output, seen) != 2 * options.figures:
            sys.exit("the last run has not completed all")
        hidden = [n for base, _, names in os.walk(output) for n in names if n.startswith(".")]
        if hidden != [".plotmill-record"]:
            sys.exit("left behind: %s" % hidden)
        again = subprocess.run([a for a in command if a != "-q"], capture_output=True, text=True)
        if "all up to date" not in again.stderr:
            sys.exit("not up to date after all: %s" % again.stderr)
        reference = os.path.join(directory, "reference")
        subprocess.run([plotmill, "render", job, "-o", reference, "-q", "--no-record"], check=True)
        for base, _, names in os.walk(reference):
            for n in names:
                path = os.path.join(base, n)
                with open(path, "rb") as a, open(os.path.join(output, os.path.relpath(path, reference)), "rb") as b:
                    if a.read() != b.read():
                        sys.exit("%s is another one" % n)
        print("%d kills, %d rounds: no file was torn, and the last run completed all" % (kills, rounds))
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
