"""Tests of the files that a run leaves about itself.

Run by meson as cli_test.py is, or by hand:
    PLOTMILL=build/src/cli/plotmill python3 tests/cli/reports_test.py [Manifest|...]
"""
import json
import os
import signal
import time
import unittest

import jsonschema

from cli_test import LONG, CliTest

MIXED = """figures:
  - name: bad_${{ x }}
    matrix: {x: {range: [0, 3]}}
    layers:
      - plot: {y: [1, 2, 3], colour: C1}
  - name: good
    alt: "Two \\"points\\", rising & <falling>"
    formats: [png, svg]
    layers: [{plot: {y: [1, 2]}}]
  - name: odd
    title: "\u4f60"
    layers: [{plot: {y: [1, 2]}}]
"""


class Manifest(CliTest):
    def manifest(self, name="m.json"):
        with open(self.path(name), encoding="utf-8") as f:
            m = json.load(f)
        jsonschema.validate(m, json.loads(self.run_it("schema", "manifest").stdout))
        return m

    def test_every_figure(self):
        self.write("mixed.yaml", MIXED)
        self.expect(self.run_it("render", "mixed.yaml", "-q", "--manifest", "m.json"), 1, "")
        m = self.manifest()
        self.assertEqual(m["plotmill_manifest"], 1)
        self.assertEqual([(f["name"], f["job"], f["index"], f["status"]) for f in m["figures"]],
                         [("bad_0", "mixed.yaml", 0, "failed"), ("bad_1", "mixed.yaml", 1, "failed"),
                          ("bad_2", "mixed.yaml", 2, "failed"), ("good", "mixed.yaml", 3, "rendered"),
                          ("odd", "mixed.yaml", 4, "rendered")])
        bad, good, odd = m["figures"][0], m["figures"][3], m["figures"][4]
        error = bad["diagnostics"][0]
        self.assertEqual((error["severity"], error["file"], error["line"], error["column"]),
                         ("error", "mixed.yaml", 5, 30))
        self.assertEqual(error["message"], "unknown key 'colour' in layer 'plot' (did you mean 'color'?)")
        self.assertIn("mixed.yaml:5:30: error: ", error["text"])
        self.assertEqual((bad["files"], bad["stages"]["paint"]), ([], 0))
        self.assertEqual(good["alt"], 'Two "points", rising & <falling>')
        self.assertEqual([(f["format"], f["path"]) for f in good["files"]],
                         [("png", "output/good.png"), ("svg", "output/good.svg")])
        for f in good["files"] + odd["files"]:
            self.assertEqual(f["bytes"], len(self.content(f["path"])))
        self.assertEqual(odd["diagnostics"][0]["lint"], "characters")
        for f in (good, odd):
            self.assertGreaterEqual(f["worker"], 0)
            self.assertGreater(min(f["stages"].values()), 0)
            self.assertLessEqual(sum(f["stages"].values()), f["seconds"] + 1e-4)
            self.assertLessEqual(f["begun"] + f["seconds"], m["summary"]["seconds"])
        self.assertEqual(m["jobs"], [{"path": "mixed.yaml", "readable": True, "figures": 5, "diagnostics": []}])
        s = m["summary"]
        self.assertEqual((s["figures"], s["rendered"], s["failed"], s["files"], s["errors"], s["warnings"], s["exit"]),
                         (5, 2, 3, 3, 3, 1, 1))
        self.assertEqual(s["bytes"], sum(f["bytes"] for g in m["figures"] for f in g["files"]))

    def test_order_and_hashes_for_any_number_of_threads(self):
        self.write("long.yaml", LONG.replace("200000", "60"))

        def facts(threads):
            self.expect(self.run_it("render", "long.yaml", "-q", "-j", threads, "--manifest", "m.json"), 0, "", "")
            return [(f["name"], [(g["path"], g["hash"]) for g in f["files"]]) for f in self.manifest()["figures"]]
        one = facts("1")
        self.assertEqual([name for name, _ in one], ["plot_%d" % i for i in range(60)])
        self.assertEqual(len({files[0][1] for _, files in one}), 60)
        self.assertEqual(one, facts("5"))

    def test_jobs(self):
        self.write("broken.yaml", "figures: [\n")
        self.write("good.yaml", "figures:\n  - {name: a, layers: [{plot: {y: [1, 2]}}]}\n")
        r = self.run_it("render", "broken.yaml", "good.yaml", "-q", "--manifest", "deep/er/m.json")
        self.assertEqual(r.returncode, 2)
        m = self.manifest("deep/er/m.json")
        self.assertEqual([(j["path"], j["readable"], j["figures"]) for j in m["jobs"]],
                         [("broken.yaml", False, 0), ("good.yaml", True, 1)])
        self.assertEqual(len(m["jobs"][0]["diagnostics"]), 1)
        self.assertEqual((m["summary"]["exit"], m["summary"]["errors"]), (2, 1))

    def test_timed_out(self):
        self.write("slow.yaml", "figures:\n  - {name: a, timeout: 1.0e-9, layers: [{plot: {y: [1, 2]}}]}\n")
        self.assertEqual(self.run_it("render", "slow.yaml", "-q", "--manifest", "m.json").returncode, 1)
        m = self.manifest()
        self.assertEqual(m["figures"][0]["status"], "timed-out")
        self.assertEqual((m["summary"]["timed-out"], m["summary"]["failed"]), (1, 0))

    def test_stopped(self):
        self.write("long.yaml", LONG)
        self.write("m.json", "the old one")
        process = self.start("render", "long.yaml", "-q", "--manifest", "m.json")
        while len(self.files()) < 20:
            time.sleep(0.02)
        self.assertEqual(self.content("m.json"), b"the old one")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143)
        m = self.manifest()
        self.assertEqual((m["summary"]["signal"], m["summary"]["exit"]), (15, 143))
        rendered = [f for f in m["figures"] if f["status"] == "rendered"]
        self.assertEqual(sorted(f["files"][0]["path"] for f in rendered), ["output/" + n for n in self.files()])

    def test_a_place_that_cannot_be_written_to(self):
        self.write("good.yaml", "figures:\n  - {name: a, layers: [{plot: {y: [1, 2]}}]}\n")
        self.write("file", "")
        r = self.run_it("render", "good.yaml", "--manifest", "file/m.json")
        self.expect(r, 1, "", "plotmill: cannot write 'file/m.json': Not a directory\n")
        self.assertFalse(os.path.exists(self.path("output")))


if __name__ == "__main__":
    unittest.main(verbosity=1)
