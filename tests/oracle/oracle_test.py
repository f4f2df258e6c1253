#!/usr/bin/env python3
"""Pictures and facts against Matplotlib's, where the oracle kit lies beside the checkout (../shared/oracle).

    oracle_test.py PLOTMILL

Every case that plotmill draws must agree in all facts (limits, ticks, labels, boxes) and look alike; cases that it refuses
as not drawn yet are counted. Exits with 77 (skipped) where the kit, numpy or Pillow are not there.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
KIT = os.path.normpath(os.path.join(ROOT, "..", "shared", "oracle"))
# Math whose glyphs come from fonts that plotmill does not embed.
ROUGH = {"text_math_fractions": 0.75}
LEAST_INKED = 0.95
LEAST_DRAWN = 110


def main():
    program = os.path.abspath(sys.argv[1])
    if not os.path.isdir(KIT):
        print("skipped: no oracle kit at ../shared/oracle")
        return 77
    sys.path.insert(0, KIT)
    sys.dont_write_bytecode = True
    try:
        import compare
    except ImportError as e:
        print("skipped: compare.py needs numpy and Pillow (%s)" % e)
        return 77
    faults = []
    with tempfile.TemporaryDirectory() as out:
        jobs = sorted(glob.glob(os.path.join(KIT, "jobs", "*.yaml")))
        subprocess.run([program, "render", "-q", "-o", out, *jobs], stderr=subprocess.DEVNULL, check=False)
        said = subprocess.run([program, "inspect", *jobs], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        facts = {f["name"]: f for f in json.loads(said.stdout)}
        drawn = 0
        for reference in sorted(glob.glob(os.path.join(KIT, "reference", "*.png"))):
            name = os.path.basename(reference)[:-4]
            picture = os.path.join(out, name + ".png")
            if not os.path.exists(picture):
                continue
            drawn += 1
            likeness = compare.compare_images(reference, picture)[0]
            if likeness["ink"] < ROUGH.get(name, LEAST_INKED):
                faults.append("%s: inked SSIM %.4f" % (name, likeness["ink"]))
            with open(reference[:-4] + ".json", encoding="utf-8") as f:
                faults += ["%s: %s" % (name, m) for m in compare.compare_facts(json.load(f), facts[name])[0]]
        if drawn < LEAST_DRAWN:
            faults.append("%d cases drawn, expected at least %d" % (drawn, LEAST_DRAWN))
        said = subprocess.run([program, "inspect", os.path.join(KIT, "ticks.yaml")], stdout=subprocess.PIPE, check=False)
        ticks = {f["name"]: f for f in json.loads(said.stdout)}
        expected = compare.load_list(os.path.join(KIT, "ticks.json"))
        for name, e in expected.items():
            faults += ["ticks %s: %s" % (name, m) for m in compare.compare_facts(e, ticks[name], boxes=False)[0]]
    print("\n".join(faults))
    print("%d pictures and %d sets of ticks, %d faults" % (drawn, len(expected), len(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
