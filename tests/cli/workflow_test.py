"""Plays the steps of the README's workflow for GitHub Actions, read from there. Checkouts, caches and artifacts are
directories here, under the rules of GitHub's: hidden files stay behind unless they are asked for, names and keys are
used once, the newest cache by prefix, contents without times or permissions.

Run as reports_test.py is.
"""
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree

import yaml

from cli_test import PLOTMILL, RECORD, SOURCES, CliTest, default_signals

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


# Of the actions, what the workflow may give them here: anything else has to be played first.
KNOWN = {
    "actions/checkout@v4": set(),
    "actions/cache/restore@v4": {"path", "key", "restore-keys"},
    "actions/cache/save@v4": {"path", "key"},
    "actions/upload-artifact@v4": {"name", "path", "include-hidden-files", "overwrite"},
    "actions/download-artifact@v4": {"pattern", "merge-multiple", "path"},
}


class Workflow(CliTest):
    def setUp(self):
        super().setUp()
        self.workflow = workflow()
        self.jobs = self.workflow["jobs"]
        bin_directory = self.path("bin")
        os.mkdir(bin_directory)
        os.symlink(PLOTMILL, os.path.join(bin_directory, "plotmill"))
        os.mkdir(self.path("cache"))
        os.makedirs(self.path("repo/baseline"))
        self.write("repo/jobs/curves.yaml", JOB)
        self.run_id = self.attempt = 0
        self.kill_in = None  # the shard whose machine is taken away from it
        self.output = ""

    def shards(self):
        return self.jobs["render"]["strategy"]["matrix"]["shard"]

    def filled(self, text, shard):
        values = {"matrix.shard": shard, "strategy.job-total": len(self.shards()), "github.run_id": self.run_id,
                  "github.run_attempt": self.attempt}
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda m: str(values[m.group(1)]), text)

    def wanted(self, condition, ok, cancelled):
        """`if` of a step or a job."""
        return {"": ok and not cancelled, "${{ !cancelled() }}": not cancelled, "${{ always() }}": True}[condition]

    def restore(self, given, machine):
        """The key itself, else the newest whose key begins as it or a restore key does."""
        caches = sorted(os.listdir(self.path("cache")), key=lambda c: os.stat(self.path("cache", c)).st_mtime_ns)
        for prefix in [given["key"]] + given["restore-keys"].split():
            found = [c for c in caches if json.loads(c)["path"] == given["path"] and
                     json.loads(c)["key"].startswith(prefix)]
            if found:
                shutil.copytree(self.path("cache", found[-1]), os.path.join(machine, given["path"]))
                return

    def save(self, given, machine):
        """A key is written once; what is not there is not saved. Both are warnings."""
        place = self.path("cache", json.dumps({"key": given["key"], "path": given["path"]}))
        if os.path.isdir(os.path.join(machine, given["path"])) and not os.path.exists(place):
            shutil.copytree(os.path.join(machine, given["path"]), place)
            os.utime(place)

    def upload(self, given, machine):
        """False where there is an artifact of that name. Hidden files stay behind unless they are asked for; the root
        of several paths is the directory that holds them all."""
        artifact = os.path.join(self.artifacts, given["name"])
        if os.path.exists(artifact):
            if given.get("overwrite") != "True":
                return False
            shutil.rmtree(artifact)
        paths = given["path"].split()
        root = os.path.commonpath(paths) if len(paths) > 1 else paths[0]
        hidden = given.get("include-hidden-files") == "True"
        for path in paths:
            top = os.path.join(machine, path)
            found = [top] if os.path.isfile(top) else []
            for base, directories, names in os.walk(top):
                if not hidden:
                    directories[:] = [d for d in directories if not d.startswith(".")]
                found += [os.path.join(base, n) for n in names if hidden or not n.startswith(".")]
            for file in found:
                target = os.path.join(artifact, os.path.relpath(file, os.path.join(machine, root)))
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(file, target)  # neither its times nor its permissions
        return True

    def download(self, given, machine):
        for artifact in sorted(glob.glob(os.path.join(self.artifacts, given["pattern"]))):
            merged = given.get("merge-multiple") == "True"
            to = os.path.join(machine, given.get("path", "."), "" if merged else os.path.basename(artifact))
            shutil.copytree(artifact, to, dirs_exist_ok=True, copy_function=shutil.copyfile)

    def run_step(self, step, machine, shard):
        """Whether it went well: as GitHub's runners do in a container, by `bash -e` and a script."""
        self.assertNotIn("shell", step)
        script = self.filled(step["run"], shard)
        self.assertNotIn("${{", script)
        self.write("script.sh", script)
        env = self.environment(GITHUB_ACTIONS="true", GITHUB_WORKSPACE=machine,
                               GITHUB_STEP_SUMMARY=self.path("summary.md"),
                               PATH=self.path("bin") + ":" + os.environ["PATH"])
        with tempfile.TemporaryFile("w+") as output:
            process = subprocess.Popen(["bash", "-e", self.path("script.sh")], cwd=machine, env=env, text=True,
                                       stdout=output, stderr=output, preexec_fn=default_signals, start_new_session=True)
            if shard and shard == self.kill_in:
                record = os.path.join(machine, "figures-%d" % shard, RECORD)
                deadline = time.time() + 60
                while (not os.path.exists(record) or os.path.getsize(record) < 10000) and time.time() < deadline:
                    time.sleep(0.001)
                os.killpg(process.pid, signal.SIGKILL)
            code = process.wait(timeout=120)
            output.seek(0)
            self.output += output.read()
        return code == 0

    def step(self, step, machine, shard, ok, cancelled):
        """Whether the job goes on well."""
        if not self.wanted(step.get("if", ""), ok, cancelled):
            return ok
        if "uses" not in step:
            return self.run_step(step, machine, shard) and ok
        given = {k: self.filled(str(v), shard) for k, v in step.get("with", {}).items()}
        self.assertLessEqual(set(given), KNOWN[step["uses"]], step["uses"])
        self.assertNotIn("${{", "".join(given.values()))
        if step["uses"] == "actions/checkout@v4":
            self.assertEqual(self.workflow["permissions"], {"contents": "read"})
            shutil.copytree(self.path("repo"), machine, dirs_exist_ok=True, copy_function=shutil.copy)  # times anew
        elif step["uses"] == "actions/cache/restore@v4":
            self.restore(given, machine)
        elif step["uses"] == "actions/cache/save@v4":
            self.save(given, machine)
        elif step["uses"] == "actions/upload-artifact@v4":
            return self.upload(given, machine) and ok
        else:
            self.download(given, machine)
        return ok

    def job(self, name, shard=0):
        """On a machine of its own, whose workspace has the same path each time."""
        machine = self.path("work")
        shutil.rmtree(machine, True)
        os.makedirs(machine)
        ok, cancelled = True, False
        for step in self.jobs[name]["steps"]:
            ok = self.step(step, machine, shard, ok, cancelled)
            cancelled = cancelled or (not ok and shard > 0 and shard == self.kill_in)
        return ok

    def push(self, lost=()):
        """Which jobs went well, and the reports."""
        self.run_id += 1
        self.attempt = 0
        self.artifacts = self.path("artifacts-%d" % self.run_id)
        self.renders = {}
        return self.run_jobs([s for s in self.shards() if s not in lost])

    def run_jobs(self, shards):
        """All that failed, in GitHub's words: and what needs them."""
        self.attempt += 1
        self.output = ""
        if os.path.exists(self.path("summary.md")):
            os.unlink(self.path("summary.md"))
        self.renders.update({s: self.job("render", s) for s in shards})
        self.assertEqual(self.jobs["compare"]["needs"], "render")
        all_well = list(self.renders.values()) == [True] * len(self.shards())
        compare = self.wanted(self.jobs["compare"]["if"], all_well, False) and self.job("compare")
        reports = os.path.join(self.artifacts, "reports")
        manifest = None
        if os.path.exists(os.path.join(reports, "manifest.json")):
            with open(os.path.join(reports, "manifest.json"), encoding="utf-8") as f:
                manifest = json.load(f)
        return list(self.renders.values()), compare, reports, manifest

    def statuses(self, manifest):
        return {f["name"]: f["status"] for f in manifest["figures"]}

    REPORTS = ["comparison.html", "figures", "figures.html", "junit.xml", "manifest.json"]

    def accept(self):
        """As the README says."""
        r = subprocess.run([PLOTMILL, "compare", "jobs/", "--baseline", "baseline", "--update", "-q", "-o", "../mine"],
                           cwd=self.path("repo"), capture_output=True, text=True)
        self.assertEqual(r.returncode, 0, r.stderr)

    def test_pushes(self):
        # Nothing is accepted yet: everything is new.
        renders, compare, reports, manifest = self.push()
        self.assertEqual((renders, compare), ([True] * 3, False))
        self.assertEqual(set(self.statuses(manifest).values()), {"rendered"})
        self.assertEqual(len(manifest["figures"]), 13)
        self.assertIn("new       curve_0.png: there is no baseline\n", self.output)
        self.assertEqual(sorted(os.listdir(reports)), self.REPORTS)
        self.assertEqual(len(os.listdir(os.path.join(reports, "figures"))), 13)
        # The records came with the parts: in one directory all figures are what they would be.
        self.assertNotIn("record", self.output)
        self.expect(subprocess.run([PLOTMILL, "render", "jobs/", "-o", "figures", "--manifest", "again.json", "-q"],
                                   cwd=self.path("work"), capture_output=True, text=True), 0, "", "")
        with open(self.path("work/again.json"), encoding="utf-8") as f:
            self.assertEqual(set(self.statuses(json.load(f)).values()), {"up-to-date"})

        # Accepted: nothing is drawn again.
        self.accept()
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

    def test_a_mistake(self):
        self.push()
        self.accept()
        bad = JOB.replace("layers: [{plot: {y: [1, 2, 1]", "layers: [{plot: {why: 1, y: [1, 2, 1]")
        self.write("repo/jobs/curves.yaml", bad.replace("Curve", "The curve"))
        renders, compare, reports, manifest = self.push()
        self.assertEqual((sorted(renders), compare), ([False, True, True], False))
        self.assertEqual([n for n, s in self.statuses(manifest).items() if s == "failed"], ["other"])
        self.assertIn("::error file=jobs/curves.yaml,line=7,col=", self.output)
        root = xml.etree.ElementTree.parse(os.path.join(reports, "junit.xml")).getroot()
        self.assertEqual((root.get("tests"), root.get("failures")), ("13", "1"))

        # What the failed run has drawn is kept all the same.
        self.write("repo/jobs/curves.yaml", JOB.replace("Curve", "The curve"))
        renders, _, _, manifest = self.push()
        self.assertEqual(renders, [True] * 3)
        self.assertEqual([n for n, s in self.statuses(manifest).items() if s == "rendered"], [])

    def test_other_numbers_of_shards(self):
        self.push()
        self.shards().append(4)
        self.write("repo/jobs/curves.yaml", JOB.replace("Curve", "The curve"))
        self.accept()
        renders, compare, _, manifest = self.push()  # no picture of three shards is among those of four
        self.assertEqual((renders, compare), ([True] * 4, True), self.output)
        self.assertEqual(set(self.statuses(manifest).values()), {"rendered"})

    def test_a_machine_that_was_lost(self):
        renders, compare, _, manifest = self.push(lost=[2])
        self.assertEqual((renders, compare, manifest), ([True] * 2, False, None))
        self.assertIn("shard 2", self.output)
        # Failed jobs are run again, into the same run.
        self.accept()
        renders, compare, _, manifest = self.run_jobs([2])
        self.assertEqual((renders, compare), ([True] * 3, True), self.output)
        renders, compare, _, manifest = self.run_jobs([1, 2])
        self.assertEqual((renders, compare), ([True] * 3, True), self.output)

    def test_a_machine_that_is_taken_away(self):
        self.write("repo/jobs/curves.yaml", JOB.replace("[0, 12]", "[0, 3000]"))
        self.kill_in = 3
        renders, _, _, manifest = self.push(lost=[1, 2])
        self.assertEqual((renders, manifest), ([False], None))
        self.kill_in = None
        renders, _, _, _ = self.push(lost=[1, 2])
        self.assertEqual(renders, [True])
        with open(os.path.join(self.artifacts, "part-3", "part-3.json"), encoding="utf-8") as f:
            statuses = list(self.statuses(json.load(f)).values())
        self.assertGreater(statuses.count("rendered"), 0)
        self.assertGreater(statuses.count("up-to-date"), 0, "what the lost machine has drawn")


if __name__ == "__main__":
    unittest.main(verbosity=1)
