"""Plays the steps of the README's workflow for GitHub Actions: checkouts, caches and artifacts are directories here.

Run as reports_test.py is.
"""
import glob
import json
import os
import re
import shutil
import unittest
import xml.etree.ElementTree

import subprocess

import yaml

from cli_test import PLOTMILL, SOURCES, CliTest

JOB = """figures:
  - name: curve_${{ x }}
    matrix: {x: {range: [0, 12]}}
    title: "Curve ${{ x }}"
    layers: [{plot: {y: [0, "=x", 3]}}]
  - name: other
    layers: [{plot: {y: [1, 2, 1]}}]
"""


def workflow():
    with open(os.path.join(SOURCES, "README.md"), encoding="utf-8") as f:
        return yaml.safe_load(re.search(r"```yaml\n(# \.github/workflows/.*?)```", f.read(), re.S).group(1))


class Workflow(CliTest):
    def setUp(self):
        super().setUp()
        self.jobs = workflow()["jobs"]
        bin_directory = self.path("bin")
        os.mkdir(bin_directory)
        os.symlink(PLOTMILL, os.path.join(bin_directory, "plotmill"))
        self.write("repo/jobs/curves.yaml", JOB)
        self.pushes = 0
        self.output = ""

    def filled(self, text, shard):
        text = text.replace("${{ matrix.shard }}", str(shard)).replace("${{ github.sha }}", "sha%d" % self.pushes)
        self.assertNotIn("${{", text)
        return text

    def step(self, step, machine, shard, ok):
        """Whether the job goes on well."""
        condition = step.get("if", "")
        self.assertIn(condition, ("", "${{ !cancelled() }}"))
        if not ok and not condition:
            return ok
        uses, given = step.get("uses", ""), {k: self.filled(str(v), shard) for k, v in step.get("with", {}).items()}
        if uses.startswith("actions/checkout"):
            shutil.copytree(self.path("repo"), machine, dirs_exist_ok=True, copy_function=shutil.copy)  # times anew
        elif uses.startswith("actions/cache"):
            newest = sorted(glob.glob(self.path("cache", given["restore-keys"].strip() + "*")))
            if newest:
                shutil.copytree(newest[-1], os.path.join(machine, given["path"]), copy_function=shutil.copy)
            self.after.append((os.path.join(machine, given["path"]), self.path("cache", given["key"])))
        elif uses.startswith("actions/upload-artifact"):
            for path in given["path"].split():
                source, target = os.path.join(machine, path), os.path.join(self.artifacts, given["name"], path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                if os.path.isdir(source):  # hidden files stay behind
                    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
                elif os.path.exists(source):
                    shutil.copy(source, target)
        elif uses.startswith("actions/download-artifact"):
            for artifact in glob.glob(os.path.join(self.artifacts, given["pattern"])):
                shutil.copytree(artifact, machine, dirs_exist_ok=True)
        else:
            self.assertEqual(uses, "")
            env = self.environment(GITHUB_ACTIONS="true", GITHUB_WORKSPACE=machine,
                                   GITHUB_STEP_SUMMARY=self.path("summary.md"),
                                   PATH=self.path("bin") + ":" + os.environ["PATH"])
            r = subprocess.run(["bash", "-e", "-c", self.filled(step["run"], shard)], cwd=machine, env=env, text=True,
                               capture_output=True, timeout=120)
            self.output += r.stdout + r.stderr
            return ok and r.returncode == 0
        return ok

    def job(self, name, shard=0):
        machine = self.path("machines", "%s-%d-%d" % (name, shard, self.pushes))
        os.makedirs(machine)
        self.after = []
        ok = True
        for step in self.jobs[name]["steps"]:
            ok = self.step(step, machine, shard, ok)
        for path, cached in self.after:
            if ok and os.path.isdir(path):
                shutil.copytree(path, cached, copy_function=shutil.copy)
        return ok

    def push(self, lost=0):
        """Which jobs went well, and the reports."""
        self.pushes += 1
        self.artifacts = self.path("artifacts-%d" % self.pushes)
        self.output = ""
        if os.path.exists(self.path("summary.md")):
            os.unlink(self.path("summary.md"))
        renders = [self.job("render", s) for s in self.jobs["render"]["strategy"]["matrix"]["shard"] if s != lost]
        compare = self.job("compare")
        reports = os.path.join(self.artifacts, "reports")
        manifest = None
        if os.path.exists(os.path.join(reports, "manifest.json")):
            with open(os.path.join(reports, "manifest.json"), encoding="utf-8") as f:
                manifest = json.load(f)
        return renders, compare, reports, manifest

    def statuses(self, manifest):
        return {f["name"]: f["status"] for f in manifest["figures"]}

    def test_pushes(self):
        # Nothing is accepted yet: everything is new.
        os.mkdir(self.path("repo/baseline"))
        renders, compare, reports, manifest = self.push()
        self.assertEqual((renders, compare), ([True] * 3, False))
        self.assertEqual(set(self.statuses(manifest).values()), {"rendered"})
        self.assertEqual(len(manifest["figures"]), 13)
        self.assertIn("new       curve_0.png: there is no baseline\n", self.output)
        self.assertEqual(sorted(os.listdir(reports)), ["comparison.html", "figures.html", "junit.xml", "manifest.json"])

        # Accepted, as the README says: nothing is drawn again.
        r = subprocess.run([PLOTMILL, "compare", "jobs/", "--baseline", "baseline", "--update", "-q", "-o", "../mine"],
                           cwd=self.path("repo"), capture_output=True, text=True)
        self.assertEqual(r.returncode, 0, r.stderr)
        renders, compare, reports, manifest = self.push()
        self.assertEqual((renders, compare), ([True] * 3, True), self.output)
        self.assertEqual(set(self.statuses(manifest).values()), {"up-to-date"})
        self.assertIn("### \u2705 plotmill: 13 figures, 13 up-to-date\n", self.content("summary.md").decode())

        # A change of one figure, and a mistake in another.
        self.write("repo/jobs/curves.yaml", JOB.replace("y: [1, 2, 1]", "y: [1, 2, 1.2]"))
        renders, compare, reports, manifest = self.push()
        self.assertEqual((renders, compare), ([True] * 3, False))
        self.assertEqual([n for n, s in self.statuses(manifest).items() if s == "rendered"], ["other"])
        self.assertRegex(self.output, r"different other.png: \d+ of 307200 pixels differ \(.*\), see differences/other.png\n")
        self.assertRegex(self.output, r"::error file=jobs/curves.yaml,title=plotmill::other.png: different: ")
        self.assertEqual(os.listdir(os.path.join(reports, "differences")), ["other.png"])

        self.write("repo/jobs/curves.yaml", JOB.replace("layers: [{plot: {y: [1, 2, 1]", "layers: [{plot: {why: 1, y: [1, 2, 1]"))
        renders, compare, reports, manifest = self.push()
        self.assertEqual((sorted(renders), compare), ([False, True, True], False))
        self.assertEqual([n for n, s in self.statuses(manifest).items() if s == "failed"], ["other"])
        self.assertIn("::error file=jobs/curves.yaml,line=7,col=", self.output)
        root = xml.etree.ElementTree.parse(os.path.join(reports, "junit.xml")).getroot()
        self.assertEqual((root.get("tests"), root.get("failures")), ("13", "1"))

    def test_a_machine_that_was_lost(self):
        os.mkdir(self.path("repo/baseline"))
        renders, compare, _, manifest = self.push(lost=2)
        self.assertEqual((renders, compare, manifest), ([True] * 2, False, None))
        self.assertIn("shard 2", self.output)


if __name__ == "__main__":
    unittest.main(verbosity=1)
