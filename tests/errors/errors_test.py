#!/usr/bin/env python3
"""Every job beside this file is faulty: what plotmill says about it is compared, to the letter, with the .txt of the same
name, whose last line is the exit status. A job may begin with "# options: ...", further options of the command, or with
"# sparse: NAME BYTES": a file of zeros in a directory that the job knows as env.PLOTMILL_SCRATCH and messages as SCRATCH.

usage: errors_test.py PLOTMILL [--update] [NAME...]

--update writes the .txt files and still fails, so that no test run passes by writing its own expectations.
"""
import difflib
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent


def said(plotmill, case, output):
    options = ["-o", output]
    first = case.read_bytes().split(b"\n", 1)[0]
    if first.startswith(b"# options: "):
        options += shlex.split(first.decode()[len("# options: "):])
    sparse = []
    if first.startswith(b"# sparse: "):
        name, size = first.decode().split()[2:]
        sparse.append(pathlib.Path(output, name))
        with open(sparse[0], "wb") as f:
            f.truncate(int(size))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "PLOTMILL_NOT_SET")}
    environment["PLOTMILL_SCRATCH"] = output
    try:
        run = subprocess.run([plotmill, "render", "-q", "--color", "never", "--progress", "none", "-j", "1", *options, case.name],
                             cwd=here, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "no end after 120 seconds\n"
    for path in sparse:
        path.unlink()
    text = (run.stderr + run.stdout).replace(output.encode(), b"SCRATCH").decode("utf-8", "backslashreplace")
    return f"{text}exit status {run.returncode}\n"


def main():
    words = sys.argv[1:]
    update = "--update" in words
    words = [w for w in words if w != "--update"]
    plotmill = str(pathlib.Path(words[0]).resolve())
    cases = sorted(here.glob("*.yaml"))
    stray = {t.stem for t in here.glob("*.txt")} - {c.stem for c in cases} - {"reader_only"}
    faults = [f"{name}.txt has no job beside it" for name in sorted(stray)]
    if words[1:]:
        cases = [c for c in cases if c.stem in words[1:]]
    with tempfile.TemporaryDirectory() as output:
        for case in cases:
            got = said(plotmill, case, output)
            expected = case.with_suffix(".txt")
            wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
            if got == wanted:
                continue
            faults.append(case.name)
            sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), got.splitlines(True), str(expected.name), "said"))
            if update:
                expected.write_text(got, encoding="utf-8")
    if "exit status 0" in "".join(c.with_suffix(".txt").read_text(encoding="utf-8") for c in cases if c.with_suffix(".txt").exists()):
        faults.append("a job here was rendered without a fault")
    print(f"{len(cases)} cases, {len(faults)} differ" + (", written anew" if update and faults else ""))
    for fault in faults:
        print(" ", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
