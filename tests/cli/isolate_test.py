"""Tests of what one figure cannot do to others, nor a job to the machine: time-outs and memory caps, worker processes,
and the directories that jobs may read and write.

Run as cli_test.py is: PLOTMILL=... python3 tests/cli/isolate_test.py [Limits|Isolate|Sandbox]
"""
import json
import os
import re
import signal
import sqlite3
import sys
import time
import unittest

from cli_test import CliTest, SEED

# A table that takes SQLite long, as many steps as `n` says; one figure among ten others.
SLOW = """data:
  s: {query: "WITH RECURSIVE c(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM c WHERE a < %d) SELECT a FROM c WHERE a < 3"}
figures:
  - name: before_${{ i }}
    matrix: {i: {range: [0, 5]}}
    layers: [{plot: {y: [1, 2]}}]
  - name: slow
    layers: [{plot: {data: s, y: a}}]
  - name: after_${{ i }}
    matrix: {i: {range: [0, 5]}}
    layers: [{plot: {y: [1, 2]}}]
"""
ENDLESS = SLOW % 10**12
# Signals do what they do to any program, in a build with the address sanitizer too.
UNCAUGHT = {name: os.environ.get(name, "") + ":handle_segv=0:handle_abort=0" for name in ("ASAN_OPTIONS", "TSAN_OPTIONS")}
OTHERS = sorted("%s_%d.png" % (name, i) for name in ("before", "after") for i in range(5))


def workers_of(pid):
    """The worker processes of a run, as (number, processor time in ticks)."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open("/proc/%s/stat" % name) as f:
                fields = f.read().rsplit(")", 1)[1].split()
            with open("/proc/%s/cmdline" % name, "rb") as f:
                words = f.read().split(b"\0")
        except OSError:
            continue
        if words[1:2] == [b"@worker"] and (int(fields[1]) == pid or words[3] == str(pid).encode()):
            found.append((int(name), int(fields[11]) + int(fields[12])))
    return found


class Limits(CliTest):
    def test_timeout_inside_a_stage(self):
        self.write("job.yaml", ENDLESS)
        begin = time.monotonic()
        r = self.run_it("render", "job.yaml", "-q", "--timeout", "0.5", "-j", "2")
        self.assertLess(time.monotonic() - begin, 30)
        self.expect(r, 1, "", "job.yaml:7:11: error: the figure took longer than its time-out of 0.5 s, in stage "
                              "'data'\n    7 |   - name: slow\n      |           ^~~~\n")
        self.assertEqual(self.files(), OTHERS)

    def test_timeouts_of_jobs_and_figures(self):
        self.write("job.yaml", ENDLESS.replace("- name: slow", "- timeout: 0.3\n    name: slow"))
        r = self.run_it("render", "job.yaml", "-q")
        self.expect(r, 1)
        self.assertIn("its time-out of 0.3 s, in stage 'data'", r.stderr)
        self.assertEqual(self.files(), OTHERS)
        self.write("job.yaml", "timeout: 0.4\n" + ENDLESS)
        r = self.run_it("render", "job.yaml", "-q")
        self.expect(r, 1)
        self.assertIn("its time-out of 0.4 s", r.stderr)

    def test_one_waits_for_the_table_of_another(self):
        # Whoever loads a table for others gives up at its own time-out, and they go on by themselves.
        self.write("job.yaml", (SLOW % 2000000).replace(
            "- name: before_${{ i }}", "- {name: hasty, timeout: 0.05, layers: [{plot: {data: s, y: a}}]}\n"
            "  - name: before_${{ i }}"))
        r = self.run_it("render", "job.yaml", "-q", "-j", "2")
        self.expect(r, 1)
        self.assertEqual(self.files(), sorted(OTHERS + ["slow.png"]))

    def test_every_stage_asks(self):
        def job(name, data, layer):
            return ("data: {t: {columns: {%s}}}\nfigures: [{name: %s, data: t, layers: [%s]}]\n" % (data, name, layer))

        many = ("x: {uniform: {low: 0, high: 1, n: 2000000, seed: 1}}, "
                "y: {uniform: {low: 0, high: 1, n: 2000000, seed: 2}}")
        for name, data, layer in (
                ("paths", many, "{scatter: {x: x, y: y, s: y}}"),
                ("kde", many, "{violinplot: {dataset: x, points: 1000}}"),
                ("lines", many, "{eventplot: {positions: x}}"),
                ("triangles", many.replace("2000000", "900000"), "{tripcolor: {x: x, y: y, c: x}}")):
            with self.subTest(name):
                self.write("job.yaml", job(name, data, layer))
                begin = time.monotonic()
                r = self.run_it("render", "job.yaml", "-q", "--timeout", "1.5")
                self.expect(r, 1)
                self.assertIn("longer than its time-out", r.stderr)
                self.assertLess(time.monotonic() - begin, 15)

    def test_memory(self):
        self.write("job.yaml", SEED + "  - {name: wide, figsize: [150, 150], layers: [{plot: {y: [1, 2]}}]}\n"
                   "  - {name: long, layers: [{plot: {y: {uniform: {low: 0, high: 1, n: 9000000, seed: 1}}}}]}\n"
                   "  - {name: 'z_${{ i }}', matrix: {i: {range: [0, 5]}}, layers: [{plot: {y: [1, 2]}}]}\n")
        if self.sanitized():
            self.skipTest("sanitizers bring their own operator new")
        for more in ((), ("--isolate",)):
            r = self.run_it("render", "job.yaml", "-q", "--max-memory", "64M", "-j", "2", "-o", "out", "--manifest", "m.json",
                            "--junit", "j.xml", *more)
            self.expect(r, 1)
            m = json.loads(self.content("m.json"))
            self.assertEqual({f["name"]: f["status"] for f in m["figures"] if f["status"] not in ("rendered", "up-to-date")},
                             {"wide": "out-of-memory", "long": "out-of-memory"})
            self.assertEqual((m["summary"]["failed"], m["summary"]["out-of-memory"]), (0, 2))
            self.assertEqual(self.content("j.xml").count(b'type="out-of-memory"'), 2)
            self.assertIn("job.yaml:7:12: error: the figure wants more memory than the 64M that it is allowed, in stage "
                          "'paint'\n", r.stderr)
            self.assertIn("job.yaml:8:12: error: the figure wants more memory than the 64M that it is allowed, in "
                          "stage 'resolve'\n", r.stderr)
            self.assertEqual(self.files("out"), sorted(["plot_%d.png" % i for i in range(10)] +
                                                       ["z_%d.png" % i for i in range(5)]))

    def test_memory_of_a_shared_table_counts_for_each(self):
        if self.sanitized():
            self.skipTest("sanitizers bring their own operator new")
        self.write("job.yaml", "data: {t: {columns: {y: {uniform: {low: 0, high: 1, n: 4000000, seed: 1}}}}}\n"
                   "figures: [{name: 'f_${{ i }}', matrix: {i: {range: [0, 4]}}, data: t, "
                   "layers: [{plot: {y: '=max(y)'}}]}]\n")
        r = self.run_it("render", "job.yaml", "-q", "--max-memory", "24M", "-j", "2")
        self.expect(r, 1)
        self.assertEqual(self.files(), [])

    def test_wrong_sizes(self):
        for wrong in ("many", "0", "-5M", "10X", "12", ""):
            r = self.run_it("render", "a.yaml", "--max-memory=" + wrong)
            self.assertEqual(r.returncode, 2 if wrong else r.returncode)
        self.expect_usage("option '--max-memory' wants a size such as 512M or 2G, and at least 1M, not '10X'", "render",
                          "a.yaml", "--max-memory", "10X", command="render")

    def sanitized(self):
        with open(os.environ.get("PLOTMILL", "build/src/cli/plotmill"), "rb") as f:
            content = f.read()
        return b"__asan_init" in content or b"__tsan_init" in content


class Isolate(CliTest):
    def render(self, *arguments):
        return self.run_it("render", "job.yaml", "-q", "--isolate", *arguments)

    def busy_worker(self, process, out="output", others=OTHERS, least=20):
        """The worker that is in the slow figure: the one that works on for so many ticks when the others have their
        files. A single worker takes the figures in any order: there, one that works for longer than they take."""
        begin = None
        for _ in range(1200):
            ticks = dict(workers_of(process.pid))
            if begin is None and set(others) <= set(self.files(out)):
                begin = ticks
            busy = [pid for pid in ticks if begin is not None and ticks[pid] >= begin.get(pid, 0) + least]
            if busy:
                return busy[0]
            time.sleep(0.05)
        self.fail("no worker came to the slow figure")

    def expect_no_worker(self, pid):
        for _ in range(100):
            if not workers_of(pid):
                return
            time.sleep(0.05)
        self.fail("workers stay behind: %s" % workers_of(pid))

    def test_same_bytes_as_threads(self):
        jobs = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "jobs")
        arguments = ["showcase.yaml", "matplotlib_example.yaml", "penguins.yaml"]
        arguments = [os.path.join(jobs, a) for a in arguments if os.path.exists(os.path.join(jobs, a))]
        for out, more in (("threads", ()), ("processes", ("--isolate",))):
            self.expect(self.run_it("render", "-q", "-j", "3", "-o", out, *arguments, *more), 0, "")
        names = self.files("threads")
        self.assertEqual(names, self.files("processes"))
        self.assertGreater(len(names), 10)
        for name in names:
            self.assertEqual(self.content("threads", name), self.content("processes", name), name)

    def test_pages_and_standard_input(self):
        self.expect(self.run_it("render", "-", "--pdf-pages", "a.pdf", "-q", stdin=SEED), 0)
        self.expect(self.run_it("render", "-", "--pdf-pages", "b.pdf", "-q", "--isolate", stdin=SEED), 0)
        self.assertEqual(self.content("a.pdf"), self.content("b.pdf"))

    def test_messages_are_the_same(self):
        self.write("style.mplstyle", "lines.linewidth: wide\n")
        self.write("job.yaml", SEED + "  - name: bad\n    style: [style.mplstyle]\n    layers: [{plot: {y: [1, 2]}}]\n"
                   "  - name: odd\n    title: \"\u4f60\"\n    layers: [{plot: {y: ${{ 1 }}}}]\n")
        threads, processes = self.run_it("render", "job.yaml", "-q"), self.render()
        self.assertEqual(threads.stderr, processes.stderr)
        self.assertEqual(threads.returncode, processes.returncode)
        self.write("job.yaml", SEED.replace("[0, 10]", "[0, 3]") + "  - name: odd\n    title: \"\u4f60\"\n"
                   "    ylim: [0, 2]\n    layers: [{scatter: {x: [1, 2, 3, 4, 5], y: [1, 2, 3, 4, 5]}}]\n")
        threads, processes = self.run_it("render", "job.yaml", "-q"), self.render()
        self.assertIn("[lint: outside]", threads.stderr)
        self.assertEqual(threads.stderr, processes.stderr)

    def test_a_crash_costs_one_figure(self):
        self.write("job.yaml", ENDLESS)
        for blow, words in ((signal.SIGSEGV, "SIGSEGV (Segmentation fault)"), (signal.SIGABRT, "SIGABRT (Aborted)"),
                            (signal.SIGKILL, "SIGKILL (Killed)")):
            with self.subTest(words):
                run = self.start("render", "job.yaml", "-q", "--isolate", "-j", "2", "-o", blow.name, "--manifest", "m.json",
                                 "--report", "page.html", env=UNCAUGHT)
                os.kill(self.busy_worker(run, blow.name), blow)
                _, said = run.communicate(timeout=60)
                self.assertEqual(run.returncode, 1)
                self.assertEqual(said.decode(), "job.yaml:7:11: error: the worker process that drew the figure was "
                                 "ended by %s\n    7 |   - name: slow\n      |           ^~~~\n" % words)
                self.assertEqual(self.files(blow.name), OTHERS)
                self.expect_no_worker(run.pid)
                m = json.loads(self.content("m.json"))
                self.assertEqual([f["status"] for f in m["figures"] if f["name"] == "slow"], ["crashed"])
                self.assertEqual((m["summary"]["failed"], m["summary"]["crashed"]), (0, 1))
                self.assertEqual(len(m["worker_metrics"]), 2)
                self.assertEqual(sum(w["failed"] for w in m["worker_metrics"]), 1)
                self.assertEqual(sum(w["done"] for w in m["worker_metrics"]), len(OTHERS))
                self.assertGreater(sum(w["busy"] for w in m["worker_metrics"]), 0)
                self.assertIn(b'"status":"crashed"', self.content("page.html").replace(b'": "', b'":"'))

    def test_an_idle_worker_that_dies_costs_nothing(self):
        self.write("job.yaml", SEED.replace("[0, 10]", "[0, 300]"))
        run = self.start("render", "job.yaml", "--isolate", "-j", "2", "--progress", "none")
        killed = 0
        while run.poll() is None and killed < 5:
            for pid, _ in workers_of(run.pid):
                # Stopped workers cannot be in the middle of a figure for long; most of these blows fall between two.
                try:
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
            time.sleep(0.1)
        _, said = run.communicate(timeout=120)
        counted = re.search(r"\n300 figures(?:, (\d+) failed(?: \([^)]*\))?)?,", "\n" + said.decode())
        failed = int(counted.group(1) or 0)
        self.assertLessEqual(failed, killed)
        # One that was killed between a file and its report has failed, and left the file.
        images = len(self.expect_whole_images())
        self.assertLessEqual(images, 300)
        self.assertGreaterEqual(images + failed, 300)

    def test_a_hard_timeout(self):
        # A worker that does not even run cannot keep its time-out.
        self.write("job.yaml", ENDLESS)
        run = self.start("render", "job.yaml", "-q", "--isolate", "--timeout", "12", "-j", "1")
        os.kill(self.busy_worker(run, others=(), least=100), signal.SIGSTOP)
        _, said = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 1)
        self.assertIn("job.yaml:7:11: error: the figure took longer than its time-out of 12 s and could not be stopped: "
                      "its worker process was ended\n", said.decode())
        self.assertEqual(self.files(), OTHERS)
        self.expect_no_worker(run.pid)

    def test_crashes_in_a_row_end_the_run(self):
        self.write("job.yaml", ENDLESS.replace("- name: slow", "- name: slow_${{ i }}\n"
                                               "    matrix: {i: {range: [0, 60]}}"))
        run = self.start("render", "job.yaml", "-q", "--isolate", "-j", "1", env=UNCAUGHT)
        killed = set()
        while run.poll() is None and len(killed) < 60:
            for pid, ticks in workers_of(run.pid):
                if ticks > 3:
                    try:
                        os.kill(pid, signal.SIGSEGV)
                        killed.add(pid)
                    except ProcessLookupError:
                        pass
            time.sleep(0.02)
        _, said = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 1)
        self.assertLess(len(killed), 40)
        self.assertIn("not drawn: 20 worker processes in a row have crashed, and the run has given up", said.decode())

    def test_signals(self):
        for blow, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(blow.name):
                self.write("job.yaml", ENDLESS)
                run = self.start("render", "job.yaml", "--isolate", "-j", "2", "-o", blow.name, "--progress", "none")
                self.busy_worker(run, blow.name)
                begin = time.monotonic()
                run.send_signal(blow)
                time.sleep(0.3)
                run.send_signal(blow)  # at once
                run.communicate(timeout=60)
                self.assertEqual(run.returncode, code)
                self.assertLess(time.monotonic() - begin, 10)
                self.expect_no_worker(run.pid)
                self.expect_whole_images(blow.name)

    def test_no_orphans(self):
        self.write("job.yaml", ENDLESS)
        run = self.start("render", "job.yaml", "-q", "--isolate", "-j", "2")
        self.busy_worker(run)
        self.assertTrue(workers_of(run.pid))
        run.kill()
        run.communicate(timeout=60)
        self.expect_no_worker(run.pid)

    def test_a_changed_job(self):
        # The workers read the job for themselves: one that is another by then is found out.
        self.write("job.yaml", SLOW % 20000000)
        run = self.start("render", "job.yaml", "-q", "--isolate", "-j", "1", "-o", "out")
        self.busy_worker(run, "out", others=(), least=100)
        self.write("job.yaml", "figures: [{name: other, layers: [{plot: {y: [1, 2]}}]}]\n")
        run.communicate(timeout=120)
        self.assertLessEqual(set(self.files("out")), set(OTHERS + ["slow.png"]))

    def test_bench(self):
        self.write("job.yaml", SEED)
        r = self.run_it("bench", "job.yaml", "--isolate", "-j", "1,2", "--repeat", "1", "--json", "b.json")
        self.expect(r, 0)
        self.assertRegex(r.stdout, r"\n2 processes +\d")
        self.assertIn("all runs wrote the same bytes", r.stdout)
        rows = json.loads(self.content("b.json"))["rows"]
        self.assertEqual([(row["threads"], row["processes"]) for row in rows],
                         [(0, False), (1, False), (2, False), (1, True), (2, True)])


class Sandbox(CliTest):
    OUTSIDE = "is outside of the directories that jobs may read"

    def setUp(self):
        super().setUp()
        self.write("in/t.csv", "a\n1\n2\n")
        self.write("out/t.csv", "a\n1\n2\n")
        self.write("out/s.mplstyle", "lines.linewidth: 3\n")
        self.write("out/job.yaml", SEED)
        os.symlink(self.path("out"), self.path("in/away"))
        os.symlink(self.path("out/t.csv"), self.path("in/link.csv"))
        os.symlink(self.path("in/t.csv"), self.path("in/inner.csv"))

    def refused(self, job, *more, words=OUTSIDE):
        self.write("in/job.yaml", job)
        for isolated in ((), ("--isolate",)):
            r = self.run_it("render", "in/job.yaml", "--root", "in", "-q", "-o", "pictures", *more, *isolated)
            self.assertIn(r.returncode, (1, 2), r.stderr)
            self.assertIn(words, r.stderr)
            self.assertEqual(self.files("pictures"), [])

    def test_data(self):
        figure = "figures: [{name: f, data: t, layers: [{plot: {y: a}}]}]\n"
        for path in ("../out/t.csv", self.path("out/t.csv"), "away/t.csv", "link.csv", "../in/away/t.csv",
                     "/proc/self/environ", "/proc/self/fd/0"):
            with self.subTest(path):
                self.refused("data: {t: {csv: '%s'}}\n%s" % (path, figure))
        for kind in ("json", "npy", "npz", "image"):
            self.refused("data: {t: {%s: ../out/t.csv}}\n%s" % (kind, figure))
        self.write("in/job.yaml", "data: {t: {csv: inner.csv}}\n" + figure)  # a link that stays inside
        self.expect(self.run_it("render", "in/job.yaml", "--root", "in", "-q"), 0, "", "")

    def test_other_files(self):
        layers = "layers: [{plot: {y: [1, 2]}}]"
        self.refused("style: ../out/s.mplstyle\nfigures: [{name: f, %s}]\n" % layers)
        self.refused("figures: [{name: f, style: away/s.mplstyle, %s}]\n" % layers)
        self.refused("fonts: [away/t.csv]\nfigures: [{name: f, %s}]\n" % layers)
        self.refused("include: [../out/job.yaml]\nfigures: [{name: f, %s}]\n" % layers)

    def test_listings(self):
        for glob in ("../out/*.csv", self.path("out/*"), "away/*.csv", "*/../../out/*.csv", "/etc/*"):
            with self.subTest(glob):
                self.write("in/job.yaml", "figures: [{name: 'f_${{ stem(p) }}', matrix: {p: {glob: '%s'}}, "
                           "layers: [{plot: {y: [1, 2]}}]}]\n" % glob)
                r = self.run_it("render", "in/job.yaml", "--root", "in", "-q", "-o", "pictures")
                self.assertNotEqual(r.returncode, 0, r.stdout)
                self.assertEqual(self.files("pictures"), [])

    def database(self, path, journal="delete"):
        with sqlite3.connect(self.path(path)) as db:
            db.execute("PRAGMA journal_mode=" + journal)
            db.execute("CREATE TABLE t (a)")
            db.execute("INSERT INTO t VALUES (1), (2)")
        db.close()

    def test_databases(self):
        figure = "figures: [{name: f, data: t, layers: [{plot: {y: a}}]}]\n"
        self.database("out/o.db")
        self.database("in/i.db")
        os.symlink(self.path("out/o.db"), self.path("in/o.db"))
        self.refused("data: {t: {sqlite: o.db, query: 'SELECT a FROM t'}}\n" + figure)
        for sql in ("ATTACH DATABASE ''%s'' AS o" % self.path("out/o.db"),
                    "SELECT readfile(''/etc/passwd'') AS a", "SELECT load_extension(''x'') AS a",
                    "PRAGMA temp_store_directory = ''/tmp''"):
            with self.subTest(sql):
                self.refused("data: {t: {sqlite: i.db, query: '%s'}}\n%s" % (sql, figure), words="error:")
        self.write("in/job.yaml", "data: {t: {sqlite: i.db, query: 'SELECT a FROM t'}}\n" + figure)
        self.expect(self.run_it("render", "in/job.yaml", "--root", "in", "-q"), 0, "", "")

    def test_a_log_beside_a_database(self):
        figure = "figures: [{name: f, data: t, layers: [{plot: {y: a}}]}]\n"
        self.database("in/w.db", "wal")
        self.write("in/job.yaml", "data: {t: {sqlite: w.db, query: 'SELECT a FROM t'}}\n" + figure)
        self.expect(self.run_it("render", "in/job.yaml", "--root", "in", "-q"), 0, "", "")
        if os.path.lexists(self.path("in/w.db-wal")):
            os.unlink(self.path("in/w.db-wal"))
        os.symlink(self.path("out/t.csv"), self.path("in/w.db-wal"))
        self.refused("data: {t: {sqlite: w.db, query: 'SELECT a FROM t'}}\n" + figure,
                     words="links beside a database are not followed")

    def test_output(self):
        job = "figures: [{name: %s, layers: [{plot: {y: [1, 2]}}]}]\n"
        for name in ("../x", "/tmp/plotmill-x", "a/../../x", "'./x'", "a//b"):
            with self.subTest(name):
                self.write("job.yaml", job % name)
                self.expect(self.run_it("render", "job.yaml", "-q", "-o", "pictures"), 1)
                self.assertEqual(self.files("pictures"), [])
        # A directory that leads out.
        os.mkdir(self.path("pictures"))
        os.symlink(self.path("out"), self.path("pictures/sub"))
        before = self.files("out")
        for name in ("sub/x", "sub/deep/x"):
            self.write("job.yaml", job % name)
            r = self.run_it("render", "job.yaml", "-q", "-o", "pictures")
            self.expect(r, 1)
            self.assertIn("a link in '%s' leads out of the output directory" % os.path.dirname(name), r.stderr)
            self.assertEqual(self.files("out"), before)
        # One that stays inside does no harm, and the directory itself may be anywhere.
        os.mkdir(self.path("pictures/real"))
        os.symlink("real", self.path("pictures/alias"))
        self.write("job.yaml", job % "alias/x")
        self.expect(self.run_it("render", "job.yaml", "-q", "-o", "pictures"), 0, "", "")
        self.assertIn("real/x.png", self.files("pictures"))
        os.symlink(self.path("pictures/real"), self.path("elsewhere"))
        self.write("job.yaml", job % "deep/er/y")
        self.expect(self.run_it("render", "job.yaml", "-q", "-o", "elsewhere"), 0, "", "")
        self.assertIn("real/deep/er/y.png", self.files("pictures"))

    def test_a_link_at_the_images_own_place(self):
        self.write("job.yaml", SEED.replace("[0, 10]", "[0, 2]"))
        os.mkdir(self.path("output"))
        os.symlink(self.path("out/t.csv"), self.path("output/plot_0.png"))
        os.symlink("/dev/full", self.path("output/plot_1.png"))
        self.expect(self.run_it("render", "job.yaml", "-q"), 0, "", "")
        self.assertEqual(self.content("out/t.csv"), b"a\n1\n2\n")
        for i in range(2):
            self.assertFalse(os.path.islink(self.path("output/plot_%d.png" % i)))
        self.expect_whole_images()

    def test_the_jobs_own_output(self):
        self.write("in/job.yaml", "output: ../out\nfigures: [{name: f, layers: [{plot: {y: [1, 2]}}]}]\n")
        before = self.files("out")
        r = self.run_it("render", "in/job.yaml", "--root", "in", "-q")
        self.expect(r, 1)
        self.assertIn("the job's output directory '%s' is outside of the directories" % "in/../out", r.stderr)
        self.assertEqual(self.files("out"), before)
        self.expect(self.run_it("render", "in/job.yaml", "--root", "in", "-q", "-o", "pictures"), 0, "", "")
        self.expect(self.run_it("render", "in/job.yaml", "-q"), 0, "", "")


if __name__ == "__main__":
    unittest.main()
