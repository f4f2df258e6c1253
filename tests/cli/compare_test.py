"""Tests of `plotmill compare`. Run as reports_test.py is."""
import json
import os
import unittest
import xml.etree.ElementTree

from cli_test import CliTest

JOB = """vars: {k: 1}
figures:
  - name: sub/a_${{ x }}
    matrix: {x: {range: [0, 3]}}
    layers: [{plot: {y: [0, "=x", "=4*k"]}}]
  - name: b
    formats: [png, svg]
    layers: [{plot: {y: [1, 2, 4]}}]
"""
NAMES = ["sub/a_0.png", "sub/a_1.png", "sub/a_2.png", "b.png", "b.svg"]


class Compare(CliTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)

    def accept(self):
        self.expect(self.run_it("compare", "job.yaml", "--baseline", "base", "--update"), 0)

    def compare(self, *more):
        return self.run_it("compare", "job.yaml", "--baseline", "base", *more)

    def test_accept_and_compare(self):
        self.accept()
        self.assertEqual(self.files("base"), sorted(NAMES))
        r = self.compare("-v")
        self.expect(r, 0)
        self.assertTrue(r.stdout.endswith("".join("identical %s\n" % n for n in NAMES)), r.stdout)
        self.assertRegex(r.stderr, r"5 images compared, 5 identical \(\S+ s\)\n$")
        before = {n: os.stat(self.path("base", n)).st_mtime_ns for n in NAMES}
        self.accept()
        self.assertEqual(before, {n: os.stat(self.path("base", n)).st_mtime_ns for n in NAMES})

    def test_differences(self):
        self.accept()
        r = self.compare("--set", "k=1.05", "--diff", "diff", "--json", "found.json", "--junit", "j.xml")
        self.assertEqual(r.returncode, 1)
        self.assertRegex(r.stdout, r"^different sub/a_0.png: \d+ of 307200 pixels differ \(0.11 %\), see diff/sub/a_0.png\n")
        self.assertEqual(r.stdout.count("different"), 3)
        self.assertEqual(self.files("diff"), ["sub/a_0.png", "sub/a_1.png", "sub/a_2.png"])
        found = json.loads(self.content("found.json"))
        self.assertEqual([(c["name"], c["verdict"]) for c in found], list(zip(NAMES, ["different"] * 3 + ["identical"] * 2)))
        self.assertEqual(found[0]["expected"], "base/sub/a_0.png")
        self.assertEqual(found[0]["share"], found[0]["different"] / 307200)
        suite = xml.etree.ElementTree.fromstring(self.content("j.xml"))[0]
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("4", "3"))
        self.assertIn("sub/a_0.png: different: ", suite[0][0].get("message"))
        self.expect(self.compare("--set", "k=1.05", "--max-diff", "1%"), 0, "")
        self.expect(self.compare("--set", "k=1.05", "--threshold", "1"), 0, "")
        self.assertEqual(self.compare("--set", "k=1.05", "--max-diff", "0.0001").returncode, 1)
        self.assertEqual(self.compare("--set", "k=1.05", "--update").returncode, 0)
        self.expect(self.compare("--set", "k=1.05"), 0, "")

    def test_new_and_missing(self):
        self.accept()
        os.unlink(self.path("base/b.svg"))
        os.rename(self.path("base/sub/a_1.png"), self.path("base/sub/old_1.png"))
        r = self.compare()
        self.expect(r, 1, "new       sub/a_1.png: there is no baseline\nnew       b.svg: there is no baseline\n"
                    "missing   sub/old_1.png: there is only a baseline\n")
        # What --only and --format leave out is not missing.
        self.expect(self.compare("--only", "b", "--format", "png"), 0, "")
        self.assertIn("missing", self.compare("--only", "sub/*").stdout)
        self.expect(self.compare("--update"), 0)
        self.assertEqual(self.files("base"), sorted(NAMES))

    def test_failed_figures_are_not_missing(self):
        self.accept()
        self.write("job.yaml", JOB.replace("y: [1, 2, 4]", "y: [1, 2, 4], colour: C1"))
        r = self.compare("--update")
        self.expect(r, 1, "")
        self.assertIn("unknown key 'colour'", r.stderr)
        self.assertEqual(self.files("base"), sorted(NAMES))

    def test_over_its_baseline(self):
        self.run_it("render", "job.yaml", "-q")
        before = os.stat(self.path("output/b.png")).st_mtime_ns
        self.expect(self.run_it("compare", "job.yaml", "--baseline", "output"), 2, "",
                    "plotmill: the images would be written over their baselines in 'output': name another directory by "
                    "'-o'\n")
        self.assertEqual(os.stat(self.path("output/b.png")).st_mtime_ns, before)

    def test_two_directories(self):
        self.run_it("render", "job.yaml", "-q", "-o", "old")
        self.run_it("render", "job.yaml", "-q", "-o", "new", "--set", "k=1.05")
        os.unlink(self.path("new/b.svg"))
        self.write("new/c.png", "no image")
        self.write("old/c.png", "nor this")
        r = self.run_it("compare", "old", "new")
        self.assertEqual(r.returncode, 1)
        self.assertEqual([line.split()[:2] for line in r.stdout.splitlines()],
                         [["missing", "b.svg:"], ["broken", "c.png:"], ["different", "sub/a_0.png:"],
                          ["different", "sub/a_1.png:"], ["different", "sub/a_2.png:"]])
        self.expect(self.run_it("compare", "old", "new", "--only", "b", "--format", "png"), 0, "")
        self.expect(self.run_it("compare", "old/b.png", "new/b.png"), 0, "")
        self.assertEqual(self.run_it("compare", "old/b.png", "new/sub/a_1.png").returncode, 1)
        self.expect(self.run_it("compare", "old", "none"), 2, "",
                    "plotmill: cannot read directory 'none': No such file or directory\n")

    def test_usage(self):
        self.expect_usage("'compare' needs two directories or images, or jobs and '--baseline'", "compare", "a",
                          command="compare")
        self.expect_usage("'compare --baseline' needs a job: a file, a directory or '-'", "compare", "--baseline", "a",
                          command="compare")
        self.expect_usage("option '--threshold' wants a number from 0 to 1, not '2'", "compare", "a", "b", "--threshold",
                          "2", command="compare")
        self.expect_usage("option '--max-diff' wants a share from 0 to 1 or a percentage, not '101%'", "compare", "a", "b",
                          "--max-diff", "101%", command="compare")
        self.expect(self.run_it("compare", "job.yaml", "--baseline", "none"), 2, "",
                    None)


if __name__ == "__main__":
    unittest.main(verbosity=1)
