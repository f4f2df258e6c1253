"""Tests of runs in parts: --shard with plain processes and, where it is installed, a real Slurm, and `merge`."""
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import unittest

from cli_test import CliTest, PLOTMILL, SEED

SMALL = SEED.replace("title:", "figsize: [1, 1]\n    lint: false\n    title:")
NAMES = ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX",
         "SLURM_ARRAY_TASK_STEP", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", "CI_NODE_INDEX", "CI_NODE_TOTAL",
         "TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS")


class ShardsTest(CliTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", SMALL.replace("[0, 10]", "[0, 40]"))
        self.ALL = sorted("plot_%d.png" % i for i in range(40))

    def environment(self, **more):
        return {k: v for k, v in super().environment(**more).items() if k not in NAMES or k in more}

    def listed(self, *arguments, **more):
        r = self.run_it("render", "-nq", "job.yaml", *arguments, **more)
        self.assertEqual(r.returncode, 0, r.stderr)
        return [os.path.basename(line) for line in r.stdout.splitlines()]

    def shards(self, count, *more):
        for i in range(1, count + 1):
            self.expect(self.run_it("render", "job.yaml", "-q", "--shard", "%d/%d" % (i, count), "--manifest",
                                    "part%d.json" % i, *more), 0, "", "")
        return ["part%d.json" % i for i in range(1, count + 1)]

    def manifest(self, name):
        return json.loads(self.content(name))


class Shards(ShardsTest):
    def test_each_figure_once(self):
        for count in (1, 2, 3, 7, 100):
            parts = [self.listed("--shard", "%d/%d" % (i, count)) for i in range(1, count + 1)]
            self.assertEqual(sorted(sum(parts, [])), self.ALL)
            if count in (2, 3):
                self.assertLess(max(map(len, parts)), 40 * 0.8)

    def test_a_figure_stays_where_it_is(self):
        before = [self.listed("--shard", "%d/3" % i) for i in (1, 2, 3)]
        self.write("job.yaml", SMALL.replace("[0, 10]", "[5, 60]"))
        after = [self.listed("--shard", "%d/3" % i) for i in (1, 2, 3)]
        for a, b in zip(before, after):
            self.assertEqual([n for n in b if n in self.ALL], [n for n in a if int(n[5:-4]) >= 5])

    def test_together(self):
        """At the same time, into one directory."""
        runs = [self.start("render", "job.yaml", "-q", "-j1", "--shard", "%d/3" % i) for i in (1, 2, 3)]
        for run in runs:
            _, err = run.communicate(timeout=100)
            self.assertEqual((run.returncode, err), (0, b""))
        self.assertEqual(self.expect_whole_images(), self.ALL)
        self.assertIn("40 figures, all up to date", self.run_it("render", "job.yaml").stderr)

    def test_balance(self):
        """By the times of an earlier run: one slow figure weighs as much as all others."""
        self.expect(self.run_it("render", "job.yaml", "-q", "--manifest", "times.json"), 0)
        times = self.manifest("times.json")
        for f in times["figures"]:
            f["seconds"] = 10 if f["name"] == "plot_17" else 0.1
        self.write("times.json", json.dumps(times))
        self.write("job.yaml", SMALL.replace("[0, 10]", "[0, 50]"))  # ten that nobody has timed
        parts = [self.listed("--shard", "%d/2" % i, "--shard-times", "times.json", "-o", "new") for i in (1, 2)]
        self.assertEqual(len(set(parts[0]) | set(parts[1])), 50)
        slow = parts[0] if "plot_17.png" in parts[0] else parts[1]
        self.assertEqual([n for n in slow if int(n[5:-4]) < 40], ["plot_17.png"])
        r = self.run_it("render", "job.yaml", "--shard", "1/2", "--shard-times", "none.json")
        self.expect(r, 2, "", "plotmill: cannot read 'none.json': No such file or directory\n")

    def test_environment(self):
        def auto(**env):
            return self.listed("--shard", "auto", env=self.environment(**env))
        second, third = self.listed("--shard", "2/3"), self.listed("--shard", "3/3")
        self.assertEqual(auto(SLURM_ARRAY_TASK_ID="1", SLURM_ARRAY_TASK_COUNT="3", SLURM_ARRAY_TASK_MIN="0"), second)
        self.assertEqual(auto(SLURM_ARRAY_TASK_ID="2", SLURM_ARRAY_TASK_COUNT="3", SLURM_ARRAY_TASK_MIN="1",
                              SLURM_ARRAY_TASK_MAX="3"), second)
        self.assertEqual(auto(SLURM_ARRAY_TASK_ID="14", SLURM_ARRAY_TASK_COUNT="3", SLURM_ARRAY_TASK_MIN="10",
                              SLURM_ARRAY_TASK_MAX="14", SLURM_ARRAY_TASK_STEP="2"), third)
        self.assertEqual(auto(JOB_COMPLETION_INDEX="1", JOB_COMPLETIONS="3"), second)
        self.assertEqual(auto(CI_NODE_INDEX="2", CI_NODE_TOTAL="3"), second)
        self.assertEqual(auto(TEST_SHARD_INDEX="1", TEST_TOTAL_SHARDS="3"), second)

    def test_mistakes(self):
        for word in ("0/3", "4/3", "1", "a/b", "1/", "-1/3", "1/99999999"):
            self.expect_usage("option '--shard' wants I/N, the I-th of N parts (1/4 to 4/4), or auto, not '%s'" % word,
                              "render", "a", "--shard=" + word, command="render")
        for env, message in (
                ({}, "none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, CI_NODE_INDEX and TEST_SHARD_INDEX is set"),
                ({"JOB_COMPLETION_INDEX": "1"}, "JOB_COMPLETION_INDEX is set, and JOB_COMPLETIONS is not: set it to the "
                                                "job's 'completions'"),
                ({"CI_NODE_INDEX": "2"}, "CI_NODE_TOTAL is not set"),
                ({"CI_NODE_INDEX": "x", "CI_NODE_TOTAL": "2"}, "CI_NODE_INDEX is 'x', not a whole number"),
                ({"CI_NODE_INDEX": "5", "CI_NODE_TOTAL": "2"}, "CI_NODE_INDEX: there is no shard 5 of 2"),
                ({"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "1",
                  "SLURM_ARRAY_TASK_MAX": "7"},
                 "the array's tasks are not numbered evenly (3 tasks from 1 to 7): say --shard I/N")):
            r = self.run_it("render", "job.yaml", "--shard", "auto", env=self.environment(**env))
            self.expect(r, 2, "", "plotmill: option '--shard auto': %s\n" % message)
        self.expect_usage("options '--clean' and '--shard' contradict each other: what other shards make is still the "
                          "job's", "render", "a", "--clean", "--shard", "1/2", command="render")
        self.expect_usage("option '--shard-times' is for '--shard'", "render", "a", "--shard-times", "x",
                          command="render")

    def test_a_shard_without_figures(self):
        self.write("job.yaml", SMALL.replace("[0, 10]", "[0, 1]"))
        counts = []
        for i in (1, 2, 3):
            r = self.run_it("render", "job.yaml", "--shard", "%d/3" % i)
            self.assertEqual(r.returncode, 0, r.stderr)
            counts.append(r.stderr.split()[0])
        self.assertEqual(sorted(counts), ["0", "0", "1"])


class Merge(ShardsTest):
    def test_whole(self):
        self.expect(self.run_it("render", "job.yaml", "-q", "--manifest", "whole.json", "-o", "whole"), 0)
        parts = self.shards(3, "-o", "parts")
        r = self.run_it("merge", *parts, "--manifest", "all.json", "--junit", "all.xml")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertRegex(r.stderr, r"\A40 figures of 3 shards \([0-9.]+ s\)\n\Z")
        merged, whole = self.manifest("all.json"), self.manifest("whole.json")
        self.assertIsNone(merged["shard"])
        for key in ("name", "job", "index", "status", "alt"):
            self.assertEqual([f[key] for f in merged["figures"]], [f[key] for f in whole["figures"]])
        self.assertEqual([f["files"][0]["hash"] for f in merged["figures"]],
                         [f["files"][0]["hash"] for f in whole["figures"]])
        for key in ("figures", "rendered", "files", "bytes", "errors", "warnings", "exit"):
            self.assertEqual(merged["summary"][key], whole["summary"][key], key)
        self.assertIn('tests="40"', self.content("all.xml").decode())
        printed = self.run_it("merge", "-q", *reversed(parts))
        self.expect(printed, 0, stderr="")
        self.assertEqual([f["name"] for f in json.loads(printed.stdout)["figures"]],
                         [f["name"] for f in merged["figures"]])

    def test_up_to_date(self):
        self.shards(2)
        parts = self.shards(2)
        self.assertIn("40 figures of 2 shards, 40 up to date", self.run_it("merge", *parts).stderr)
        for f in self.manifest("part1.json")["figures"]:
            self.assertEqual((f["status"], len(f["files"]), len(f["files"][0]["hash"])), ("up-to-date", 1, 32))

    def gathered(self, *more):
        return self.run_it("merge", *["out%d/part.json" % i for i in (1, 2, 3)], "-q", "-o", "figures",
                           "--manifest", "all.json", *more)

    def everything(self, directory):
        out = {}
        for base, _, names in os.walk(self.path(directory)):
            for n in names:
                stat = os.stat(os.path.join(base, n))
                out[n] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        return out

    def test_gather(self):
        """Parts in directories of their own, joined: one more run touches nothing."""
        self.write("data.csv", "a,b\n1,2\n3,5\n")
        self.write("job.yaml", SMALL.replace("[0, 10]", "[0, 40]") +
                   "  - {name: sub/table, data: {t: {csv: data.csv}}, formats: [png, svg], layers: [{plot: {data: t, x: a, y: b}}]}\n")
        for i in (1, 2, 3):
            self.expect(self.run_it("render", "job.yaml", "-q", "--shard", "%d/3" % i, "-o", "out%d" % i, "--manifest",
                                    "out%d/part.json" % i), 0, "", "")
        self.expect(self.gathered(), 0, "", "")
        self.assertEqual(sorted(self.everything("figures")), sorted([*self.ALL, "table.png", "table.svg", ".plotmill-record"]))
        self.assertTrue(all(f["path"].startswith("figures/") for g in self.manifest("all.json")["figures"] for f in g["files"]))
        time.sleep(0.05)
        before = self.everything("figures")
        r = self.run_it("render", "job.yaml", "-o", "figures")
        self.assertIn("41 figures, all up to date", r.stderr)
        self.assertEqual(self.everything("figures"), before)
        self.expect(self.gathered(), 0, "", "")
        self.assertEqual(self.everything("figures"), before)
        self.write("data.csv", "a,b\n1,2\n3,4\n")
        self.assertIn("41 figures, 40 up to date", self.run_it("render", "job.yaml", "-o", "figures").stderr)
        self.assertIn("41 figures, all up to date", self.run_it("render", "job.yaml", "-o", "figures").stderr)

    def test_gather_from_other_machines(self):
        """As CI servers hand artifacts over: the tree of each part in a directory of its own."""
        for i in (1, 2, 3):
            self.expect(self.run_it("render", "job.yaml", "-q", "--shard", "%d/3" % i, "-o", "figures", "--manifest",
                                    "part.json"), 0, "", "")
            os.makedirs(self.path("out%d" % i))
            shutil.move(self.path("figures"), self.path("out%d/figures" % i))
            shutil.move(self.path("part.json"), self.path("out%d/part.json" % i))
        self.expect(self.gathered(), 0, "", "")
        self.assertIn("40 figures, all up to date", self.run_it("render", "job.yaml", "-o", "figures").stderr)

    def test_gather_what_cannot_be(self):
        for i in (1, 2, 3):
            self.expect(self.run_it("render", "job.yaml", "-q", "--shard", "%d/3" % i, "-o", "out%d" % i, "--manifest",
                                    "out%d/part.json" % i), 0, "", "")
        own = [f["files"][0]["path"] for f in self.manifest("out2/part.json")["figures"]]
        self.write(own[0], "something else")
        os.remove(self.path(own[1]))
        self.expect(self.gathered(), 1, "", "plotmill: '%s' is not the file that its manifest tells of\n"
                    "plotmill: cannot read '%s': No such file or directory\n" % (own[0], own[1]))
        self.assertFalse(os.path.exists(self.path("all.json")))
        self.expect(self.run_it("render", "job.yaml", "-q", "--shard", "2/3", "-o", "out2", "--manifest", "out2/part.json"), 0)
        r = self.run_it("merge", *["out%d/part.json" % i for i in (1, 2, 3)], "-q", "-o", "far/away", "--manifest", "all.json")
        self.assertEqual(r.returncode, 0)
        self.assertIn("plotmill: the record of 'out1' says nothing about 'far/away', since the two do not lie side by side", r.stderr)
        self.assertIn("40 figures, in far", self.run_it("render", "job.yaml", "-o", "far/away").stderr)
        os.remove(self.path("out3/.plotmill-record"))
        r = self.gathered()
        self.expect(r, 0, "", "plotmill: there is no record in 'out3' (.plotmill-record): the next run draws its images again\n")

    def refused(self, *messages):
        parts = [n for n in sorted(os.listdir(self.dir)) if n.startswith("part")]
        r = self.run_it("merge", *parts, "--manifest", "all.json", "-q")
        self.expect(r, 1, "", "".join("plotmill: %s\n" % m for m in messages))
        self.assertFalse(os.path.exists(self.path("all.json")))

    def test_missing(self):
        self.shards(4)
        count = len(self.manifest("part3.json")["figures"])
        os.remove(self.path("part3.json"))
        self.refused("shard 3 of 4 is missing",
                     "%d of 40 figures are in none of the manifests" % count)

    def test_twice(self):
        self.shards(2)
        shutil.copy(self.path("part1.json"), self.path("part3.json"))
        r = self.run_it("merge", "part1.json", "part2.json", "part3.json", "-q")
        self.assertEqual(r.returncode, 1)
        self.assertIn("plotmill: shard 1 is there twice: 'part1.json' and 'part3.json'\n", r.stderr)
        self.assertRegex(r.stderr, r"plotmill: figure 'plot_\d+' is in 'part1.json' and in 'part3.json'\n")
        self.assertRegex(r.stderr, r"plotmill: and so are \d+ more\n")

    def test_of_different_runs(self):
        self.shards(2)
        self.expect(self.run_it("render", "job.yaml", "-q", "--shard", "2/3", "--manifest", "part2.json"), 0)
        r = self.run_it("merge", "part1.json", "part2.json", "-q")
        self.assertEqual(r.returncode, 1)
        self.assertIn("'part2.json' is one of 3 shards, 'part1.json' one of 2\n", r.stderr)
        self.expect(self.run_it("render", "job.yaml", "-q", "--manifest", "part2.json"), 0)
        r = self.run_it("merge", "part1.json", "part2.json", "-q")
        self.assertIn("'part2.json' is the manifest of a whole run, not of a shard\n", r.stderr)
        self.shards(2)
        self.write("job.yaml", SMALL.replace("[0, 10]", "[0, 41]"))
        self.expect(self.run_it("render", "job.yaml", "-q", "--shard", "2/2", "--manifest", "part2.json"), 0)
        r = self.run_it("merge", "part1.json", "part2.json", "-q")
        self.assertEqual(r.returncode, 1)
        self.assertIn("'part2.json' counts 41 figures in the job 'job.yaml', another shard 40\n", r.stderr)

    def test_failures(self):
        self.write("job.yaml", SMALL + "  - {name: bad, layers: [{plot: {y: [1], colour: r}}]}\n  - {title: unnamed}\n")
        for i in (1, 2):
            self.run_it("render", "job.yaml", "-q", "--shard", "%d/2" % i, "--manifest", "part%d.json" % i)
        r = self.run_it("merge", "part1.json", "part2.json")
        self.assertEqual(r.returncode, 1)
        self.assertIn("12 figures of 2 shards, 2 failed", r.stderr)

    def test_unreadable(self):
        self.write("part1.json", "{}")
        r = self.run_it("merge", "part1.json", "none.json")
        self.assertEqual(r.returncode, 2)
        self.assertIn("none.json", r.stderr)
        self.assertIn("part1.json", r.stderr)
        self.expect_usage("'merge' needs manifests: the files that 'render --shard --manifest' has written", "merge",
                          command="merge")


@unittest.skipUnless(all(map(shutil.which, ("slurmctld", "slurmd", "sbatch", "munged", "mungekey"))),
                     "no Slurm here (Debian: slurm-wlm)")
@unittest.skipUnless(os.geteuid() == 0, "starting a Slurm needs root")
class Slurm(ShardsTest):
    """A Slurm of one node, for one test: its own directories, ports and keys."""

    def daemon(self, *command, **more):
        log = open(self.path(os.path.basename(command[0]) + ".out"), "wb")
        self.addCleanup(log.close)
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **more)

        def end():
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.addCleanup(end)
        return process

    def port(self):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            return s.getsockname()[1]

    def start_slurm(self):
        os.chmod(self.dir, 0o755)
        for name in ("state", "spool", "run"):
            os.makedirs(self.path(name), mode=0o755)
        key, sock = self.path("munge.key"), self.path("run/munge.socket")
        subprocess.run(["mungekey", "-c", "-k", key], check=True)
        os.chmod(key, 0o600)
        self.daemon("munged", "-F", "--key-file", key, "--socket", sock, "--pid-file", self.path("run/munged.pid"),
                    "--log-file", self.path("munged.log"), "--seed-file", self.path("munge.seed"), "--force")
        self.wait_for(lambda: os.path.exists(sock), "munged")
        host = socket.gethostname().split(".")[0]
        self.write("slurm.conf", "\n".join((
            "ClusterName=test", "SlurmctldHost=%s(127.0.0.1)" % host, "SlurmctldPort=%d" % self.port(),
            "SlurmdPort=%d" % self.port(), "AuthType=auth/munge", "AuthInfo=socket=%s" % sock, "CryptoType=crypto/munge",
            "SlurmUser=root", "SlurmdUser=root", "StateSaveLocation=" + self.path("state"),
            "SlurmdSpoolDir=" + self.path("spool"), "SlurmctldPidFile=" + self.path("run/ctld.pid"),
            "SlurmdPidFile=" + self.path("run/slurmd.pid"), "ProctrackType=proctrack/pgid", "TaskPlugin=task/none",
            "SelectType=select/linear", "ReturnToService=2", "MpiDefault=none", "AccountingStorageType=accounting_storage/none",
            "JobAcctGatherType=jobacct_gather/none", "SchedulerParameters=batch_sched_delay=0,sched_interval=1",
            "MessageTimeout=30", "NodeName=%s NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN" % host,
            "PartitionName=all Nodes=%s Default=YES State=UP MaxTime=5 OverSubscribe=FORCE:4" % host, "")))
        self.slurm = self.environment(SLURM_CONF=self.path("slurm.conf"))
        self.daemon("slurmctld", "-D", "-i", env=self.slurm)
        self.daemon("slurmd", "-D", "-N", host, env=self.slurm)
        self.wait_for(lambda: "idle" in self.ask("sinfo", "-h", "-o", "%T"), "slurmd")

    def ask(self, *command):
        return subprocess.run(command, env=self.slurm, cwd=self.dir, capture_output=True, text=True, timeout=60).stdout

    def wait_for(self, done, what, seconds=60):
        deadline = time.time() + seconds
        while time.time() < deadline:
            if done():
                return
            time.sleep(0.2)
        logs = ""
        for name in os.listdir(self.dir):
            if name.endswith((".out", ".log")):
                logs += "\n== %s\n%s" % (name, self.content(name).decode(errors="replace")[-2000:])
        self.skipTest("%s does not start here:%s" % (what, logs))

    def test_an_array(self):
        self.start_slurm()
        self.write("task.sh", "#!/bin/sh\n%s render job.yaml -q -j1 --shard auto --manifest part$SLURM_ARRAY_TASK_ID.json\n"
                   % PLOTMILL)
        r = subprocess.run(["sbatch", "--wait", "--array=5-11:2", "--output", "task-%a.log", "task.sh"], env=self.slurm,
                           cwd=self.dir, capture_output=True, text=True, timeout=180)
        logs = "".join(self.content(n).decode() for n in os.listdir(self.dir) if n.startswith("task-"))
        self.assertEqual(r.returncode, 0, r.stderr + logs)
        self.assertEqual(self.expect_whole_images(), self.ALL)
        r = self.run_it("merge", *("part%d.json" % i for i in (5, 7, 9, 11)), "--manifest", "all.json")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertIn("40 figures of 4 shards", r.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
