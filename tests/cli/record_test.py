"""Tests of what a run leaves for the next one: figures that are up to date, why others are not, what is cleaned away,
and what make and ninja are told. From outside, as cli_test.py, whose class it uses.
"""
import os
import re
import shutil
import subprocess
import sys
import time
import unittest

from cli_test import CliTest, PLOTMILL, RECORD, SEED, WARNING

DATA = """vars: {rate: 2, hue: C1}
data:
  one: {csv: one.csv}
  two: {csv: two.csv}
  both: {query: "SELECT one.x AS x, two.y AS y FROM one JOIN two ON one.x = two.x"}
figures:
  - name: one
    data: one
    layers: [{plot: {x: x, y: "=y*rate"}}]
  - name: two
    data: two
    layers: [{plot: {x: x, y: y, color: "${{ hue }}"}}]
  - name: both
    data: both
    layers: [{plot: {x: x, y: y}}]
  - name: none
    layers: [{plot: {y: [1, 2]}}]
"""


class RecordTest(CliTest):
    def drawn(self, *arguments, job="job.yaml", **more):
        """Names of the figures that a run draws; all others must be up to date."""
        r = self.run_it("render", job, "--explain", "*", *arguments, **more)
        self.assertEqual(r.returncode, 0, r.stderr)
        verdicts = dict(re.findall(r"^(\S+): (drawn|up to date|to be drawn): ", r.stdout, re.M))
        self.reasons = dict(re.findall(r"^(\S+): (?:drawn|up to date|to be drawn): (.*)$", r.stdout, re.M))
        self.error = r.stderr
        return sorted(name for name, verdict in verdicts.items() if verdict != "up to date")

    def later(self):
        """Past the tick of the file system's clock."""
        time.sleep(0.03)

    def state(self, directory="output"):
        out = {}
        for base, _, names in os.walk(self.path(directory)):
            for n in names:
                s = os.stat(os.path.join(base, n))
                out[n] = (s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns)
        return out


class Kept(RecordTest):
    def setUp(self):
        super().setUp()
        self.write("one.csv", "x,y\n1,1\n2,3\n")
        self.write("two.csv", "x,y\n1,5\n2,4\n")
        self.write("job.yaml", DATA)
        self.ALL = ["both", "none", "one", "two"]
        self.assertEqual(self.drawn(), self.ALL)

    def edit(self, old, new, name="job.yaml"):
        text = self.content(name).decode()
        self.assertIn(old, text)
        self.write(name, text.replace(old, new, 1))

    def test_nothing_to_do(self):
        before = self.state()
        self.later()
        self.assertEqual(self.drawn(), [])
        self.assertRegex(self.error, r"\A4 figures, all up to date, in output/ \([0-9.]+ s\)\n\Z")
        self.assertEqual(self.state(), before)  # no file was touched, the record neither
        self.assertEqual(set(self.reasons.values()), {"nothing that it is made from has changed"})
        r = self.run_it("render", "job.yaml", "-v")
        self.assertEqual(r.stdout, "")
        self.expect(self.run_it("render", "job.yaml", "-n"), 0, "",
                    "0 files of 0 figures would be written, 4 figures up to date\n")
        self.assertEqual(self.state(), before)

    def test_words_of_a_figure(self):
        self.edit("[{plot: {y: [1, 2]}}]", "[{plot: {y: [1, 2], lw: 3}}]")
        self.assertEqual(self.drawn("-n"), ["none"])
        self.assertEqual(self.drawn(), ["none"])
        self.assertEqual(self.reasons["none"], "'layers' has changed")
        self.edit("- name: none", "- name: none\n    title: new")
        self.assertEqual(self.drawn(), ["none"])
        self.assertEqual(self.reasons["none"], "'title' is new")
        self.edit("    title: new\n", "")
        self.assertEqual(self.drawn(), ["none"])
        self.assertEqual(self.reasons["none"], "'title' is gone")
        self.write("job.yaml", "# nothing but a comment\n" + self.content("job.yaml").decode())
        self.assertEqual(self.drawn(), [])

    def test_variables(self):
        self.edit("rate: 2", "rate: 3")
        self.assertEqual(self.drawn(), ["one"])
        self.assertEqual(self.reasons["one"], "variable 'rate' has changed")
        self.assertEqual(self.drawn("--set", "hue=C2"), ["two"])
        self.assertEqual(self.drawn("--set", "hue=C2"), [])
        self.assertEqual(self.drawn(), ["two"])

    def test_what_all_figures_share(self):
        for key, label in (("rc: {lines.linewidth: 4}", "'rc' of the job is new"),
                           ("style: ggplot", "'style' of the job is new"),
                           ("png: {compression: small}", "'png' of the job is new")):
            self.write("job.yaml", key + "\n" + DATA)
            self.assertEqual(self.drawn(), self.ALL, key)
            self.assertTrue(self.reasons["one"].startswith(label), self.reasons["one"])
            self.write("job.yaml", DATA)
            self.drawn()
        self.write("my.mplstyle", "lines.linewidth: 3\n")
        self.write("job.yaml", "style: ./my.mplstyle\n" + DATA)
        self.assertEqual(self.drawn(), self.ALL)
        self.assertEqual(self.drawn(), [])
        self.write("my.mplstyle", "lines.linewidth: 5\n")
        self.assertEqual(self.drawn(), self.ALL)
        self.assertIn("my.mplstyle' has changed", self.reasons["one"])

    def test_a_style_of_one_figure(self):
        self.write("my.mplstyle", "lines.linewidth: 3\n")
        self.edit("- name: none", "- name: none\n    style: ./my.mplstyle")
        self.assertEqual(self.drawn(), ["none"])
        self.assertEqual(self.drawn(), [])
        self.write("my.mplstyle", "lines.linewidth: 5\n")
        self.assertEqual(self.drawn(), ["none"])
        self.assertIn("my.mplstyle' has changed", self.reasons["none"])

    def test_fonts(self):
        font = "/usr/share/fonts/truetype/dejavu/DejaVuSans-ExtraLight.ttf"
        if not os.path.exists(font):
            self.skipTest("no font to play with")
        shutil.copy(font, self.path("my.ttf"))
        self.write("job.yaml", "fonts: [my.ttf]\n" + DATA)
        self.assertEqual(self.drawn(), self.ALL)
        self.assertEqual(self.drawn(), [])
        with open(self.path("my.ttf"), "ab") as f:
            f.write(b"\0")
        self.assertEqual(self.drawn(), self.ALL)

    def test_data(self):
        self.write("two.csv", "x,y\n1,5\n2,7\n")
        self.assertEqual(self.drawn("-n"), ["both", "two"])
        self.assertEqual(self.drawn(), ["both", "two"])
        self.assertEqual(self.reasons["two"], "the content of '%s' has changed" % os.path.realpath(self.path("two.csv")))
        self.assertEqual(self.drawn(), [])
        os.utime(self.path("two.csv"), (1, 1))  # the same content, as after a checkout
        self.assertEqual(self.drawn(), [])
        os.remove(self.path("two.csv"))
        r = self.run_it("render", "job.yaml")
        self.assertEqual(r.returncode, 1)
        self.assertIn("2 up to date, 2 failed", r.stderr)

    def test_data_within_the_clocks_tick(self):
        """The same size, the same time to the nanosecond: the content is looked at all the same."""
        for _ in range(20):
            self.write("two.csv", "x,y\n1,5\n2,4\n")
            self.drawn()
            before = os.stat(self.path("two.csv"))
            with open(self.path("two.csv"), "r+") as f:
                f.write("x,y\n1,5\n2,9\n")
            os.utime(self.path("two.csv"), ns=(before.st_atime_ns, before.st_mtime_ns))
            self.assertEqual(self.drawn(), ["both", "two"])

    def test_descriptions_of_tables(self):
        self.edit("one: {csv: one.csv}", "one: {csv: one.csv, filter: \"=x > 0\"}")
        self.assertEqual(self.drawn(), ["both", "one"])
        self.assertEqual(self.reasons["one"], "table 'one' has changed")
        self.edit("two: {csv: two.csv}", "two: {csv: three.csv}")
        shutil.copy(self.path("two.csv"), self.path("three.csv"))
        self.assertEqual(self.drawn(), ["both", "two"])

    def test_sqlite(self):
        import sqlite3
        with sqlite3.connect(self.path("a.db")) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("CREATE TABLE t (x, y)")
            db.execute("INSERT INTO t VALUES (1, 2), (2, 3)")
        db.close()
        self.write("job.yaml", "data: {t: {sqlite: a.db, query: \"SELECT * FROM t\"}}\nfigures:\n  - name: f\n    data: t\n"
                               "    layers: [{plot: {x: x, y: y}}]\n")
        time.sleep(0.1)
        self.assertEqual(self.drawn(), ["f"])
        self.assertEqual(self.drawn(), [])
        self.assertEqual([f for f in self.files(".") if f.startswith("a.db")], ["a.db"], "nothing is left beside it")
        db = sqlite3.connect(self.path("a.db"))  # stays open: what is new is beside the file, in its log
        db.execute("INSERT INTO t VALUES (3, 9)")
        db.commit()
        self.assertEqual(self.drawn(), ["f"])
        db.close()

    def test_files_of_a_directory(self):
        os.mkdir(self.path("runs"))
        self.write("runs/a.csv", "y\n1\n2\n")
        self.write("runs/b.csv", "y\n2\n1\n")
        self.write("job.yaml", "figures:\n  - name: ${{ stem(f) }}\n    matrix: {f: {glob: \"runs/*.csv\"}}\n"
                               "    data: {t: {csv: \"${{ f }}\"}}\n    axes: [{data: t, layers: [{plot: {y: y}}]}]\n")
        self.assertEqual(self.drawn(), ["a", "b"])
        self.write("runs/c.csv", "y\n2\n1\n")
        self.assertEqual(self.drawn(), ["c"])
        self.write("runs/b.csv", "y\n2\n3\n")
        self.assertEqual(self.drawn(), ["b"])
        os.remove(self.path("runs/a.csv"))
        self.assertEqual(self.drawn("--clean"), [])
        self.assertEqual(self.files(), ["b.png", "c.png"])

    def test_a_table_of_many_files(self):
        for name, t in (("a", 1), ("b", 2)):
            self.write("runs/%s.json" % name, '{"results": [{"command": "x", "mean": %d, "times": [%d]}]}' % (t, t))
        self.write("job.yaml", "data: {t: {hyperfine: \"runs/*.json\"}}\n"
                               "figures:\n  - {name: f, data: t, layers: [{scatter: {x: run, y: time}}]}\n"
                               "  - {name: g, layers: [{plot: {y: [1, 2]}}]}\n")
        self.assertEqual(self.drawn(), ["f", "g"])
        self.assertEqual(self.drawn(), [])
        self.assertEqual(self.drawn("-o", "output/../output"), [])
        self.write("runs/c.json", '{"results": [{"command": "x", "mean": 3, "times": [3]}]}')
        self.assertEqual(self.drawn(), ["f"])
        self.assertEqual(self.reasons["f"], "the list of files that match 'runs/*.json' has changed ('runs/c.json' is new)")
        self.assertEqual(self.drawn(), [])
        self.write("runs/b.json", '{"results": [{"command": "x", "mean": 2, "times": [5]}]}')
        self.assertEqual(self.drawn(), ["f"])
        self.assertEqual(self.reasons["f"], "the content of '%s' has changed" % os.path.realpath(self.path("runs/b.json")))
        os.rename(self.path("runs/a.json"), self.path("runs/d.json"))
        self.assertEqual(self.drawn(), ["f"])
        self.assertEqual(self.reasons["f"], "the list of files that match 'runs/*.json' has changed ('runs/d.json' is new, "
                         "'%s' is gone)" % os.path.realpath(self.path("runs/a.json")))
        os.remove(self.path("runs/d.json"))
        self.assertEqual(self.drawn(), ["f"])
        self.assertIn("runs/d.json' is gone)", self.reasons["f"])
        self.assertEqual(self.drawn(), [])

    def test_a_matrix_that_shares(self):
        self.write("job.yaml", "figures:\n  - name: p_${{ k }}\n    matrix: {k: [1, 2, 3]}\n    share: [ylim]\n"
                               "    layers: [{plot: {y: [0, =k]}}]\n  - {name: q, layers: [{plot: {y: [1, 2]}}]}\n")
        self.assertEqual(self.drawn(), ["p_1", "p_2", "p_3", "q"])
        self.assertEqual(self.drawn(), [])
        self.edit("[1, 2, 3]", "[1, 2, 4]")
        self.assertEqual(self.drawn(), ["p_1", "p_2", "p_4"])
        self.assertIn("another figure of its matrix", self.reasons["p_1"])

    def test_a_matrix_that_grows(self):
        self.write("job.yaml", SEED)
        self.drawn()
        self.edit("[0, 10]", "[0, 12]")
        self.assertEqual(self.drawn(), ["plot_10", "plot_11"])

    def test_includes(self):
        self.write("base.yaml", "vars: {k: 1}\nfigures:\n  - {name: f, layers: [{plot: {y: [1, =k]}}]}\n")
        self.write("job.yaml", "include: [base.yaml]\nfigures:\n  - {name: g, layers: [{plot: {y: [2, =k]}}]}\n"
                               "  - {name: h, layers: [{plot: {y: [2, 3]}}]}\n")
        self.assertEqual(self.drawn(), ["f", "g", "h"])
        self.edit("k: 1", "k: 2", "base.yaml")
        self.assertEqual(self.drawn(), ["f", "g"])

    def test_environment(self):
        self.write("job.yaml", "figures:\n  - {name: f, title: \"${{ env.BRANCH }}\", layers: [{plot: {y: [1, 2]}}]}\n")
        self.assertEqual(self.drawn(env=self.environment(BRANCH="a")), ["f"])
        self.assertEqual(self.drawn(env=self.environment(BRANCH="a")), [])
        self.assertEqual(self.drawn(env=self.environment(BRANCH="b")), ["f"])
        self.assertEqual(self.reasons["f"], "environment variable 'BRANCH' has changed")

    def test_own_files(self):
        os.remove(self.path("output/one.png"))
        with open(self.path("output/two.png"), "r+b") as f:
            f.seek(100)
            f.write(b"!")
        self.assertEqual(self.drawn("-n"), ["one", "two"])
        self.assertEqual(self.drawn(), ["one", "two"])
        self.assertEqual(self.reasons["one"], "its file 'one.png' is missing")
        self.assertEqual(self.reasons["two"], "its file 'two.png' has been altered")
        shutil.copytree(self.path("output"), self.path("copy"))  # other inodes, other times, the same content
        shutil.rmtree(self.path("output"))
        shutil.copytree(self.path("copy"), self.path("output"), copy_function=shutil.copyfile)
        self.assertEqual(self.drawn(), [])
        before = self.state()
        self.assertEqual(self.drawn(), [])
        self.assertEqual(self.state(), before)

    def test_formats(self):
        self.assertEqual(self.drawn("--format", "svg"), self.ALL)
        self.assertEqual(self.drawn("--format", "png,svg"), [])
        self.assertEqual(self.drawn("--format", "svg,pdf"), self.ALL)
        self.edit("y: [1, 2]", "y: [1, 3]")
        self.assertEqual(self.drawn(), ["none"])
        self.assertEqual(self.drawn("--format", "pdf"), ["none"])
        os.remove(self.path("output/one.svg"))
        self.assertEqual(self.drawn("--format", "png,svg"), ["none", "one"])

    def test_pages(self):
        for _ in range(2):  # the file of pages needs all figures
            self.assertEqual(self.drawn("--pdf-pages", "all.pdf"), [])
            r = self.run_it("render", "job.yaml", "--pdf-pages", "all.pdf", "--format", "png")
            self.assertRegex(r.stderr, r"\A4 figures, in output/ and all.pdf ")
        self.assertEqual(self.drawn(), [])

    def test_only(self):
        self.edit("rate: 2", "rate: 3")
        self.assertEqual(self.drawn("--only", "t*"), [])
        self.assertEqual(self.drawn("--only", "o*"), ["one"])
        self.assertEqual(self.drawn(), [])

    def test_explain(self):
        r = self.run_it("render", "job.yaml", "--explain", "t*", "--explain", "none", "-q")
        self.expect(r, 0, "two: up to date: nothing that it is made from has changed\n"
                          "none: up to date: nothing that it is made from has changed\n", "")
        r = self.run_it("render", "job.yaml", "--explain", "three", "-q")
        self.expect(r, 0, "", "plotmill: no figure matches 'three' of --explain\n")

    def test_force(self):
        self.later()
        before = self.state()
        self.assertEqual(self.drawn("--force", "--only", "one"), ["one"])
        self.assertEqual(self.reasons["one"], "--force draws everything")
        after = self.state()
        self.assertNotEqual(after["one.png"], before["one.png"])
        self.assertEqual(after["two.png"], before["two.png"])
        self.assertEqual(self.drawn(), [])

    def test_warnings_are_said_again(self):
        self.write("odd.yaml", WARNING)
        first = self.run_it("render", "odd.yaml")
        self.assertIn(": warning: ", first.stderr)
        again = self.run_it("render", "odd.yaml")
        self.assertIn("1 figure, 1 up to date", again.stderr)
        self.assertEqual(again.stderr.split("\n1 figure")[0], first.stderr.split("\n1 figure")[0])
        self.assertIn("\x1b[", self.run_it("render", "odd.yaml", "--color=always").stderr)
        r = self.run_it("render", "odd.yaml", "--strict")
        self.assertEqual(r.returncode, 1)
        self.assertIn(": error: ", r.stderr)
        # Its lines move: the warning says so.
        self.write("odd.yaml", "# a line before\n" + WARNING)
        self.assertEqual(self.drawn(job="odd.yaml"), ["odd"])
        self.assertIn("odd.yaml:4:", self.error)
        self.assertEqual(self.drawn(job="odd.yaml"), [])
        self.assertIn("odd.yaml:4:", self.error)

    def test_a_failure_is_said_again(self):
        self.write("job.yaml", DATA.replace("y: [1, 2]", "y: [1, 2], colour: C1"))
        for _ in range(2):
            r = self.run_it("render", "job.yaml")
            self.assertEqual(r.returncode, 1)
            self.assertIn("4 figures, 3 up to date, 1 failed, in output/", r.stderr)

    def test_a_moved_tree(self):
        before = self.path("before")
        os.mkdir(before)
        for n in ("job.yaml", "one.csv", "two.csv", "output"):
            shutil.move(self.path(n), before)
        self.dir_before, self.dir = self.dir, before
        self.assertEqual(self.drawn(), [])
        r = subprocess.run([PLOTMILL, "render", "before/job.yaml", "-o", "before/output"], cwd=self.dir_before,
                           capture_output=True, text=True)
        self.assertIn("all up to date", r.stderr)
        # Another job's data under the same names.
        shutil.copytree(before, os.path.join(self.dir_before, "other"))
        os.remove(os.path.join(self.dir_before, "other", "one.csv"))
        self.dir = self.dir_before
        self.write("other/one.csv", "x,y\n1,7\n2,7\n")
        r = self.run_it("render", "other/job.yaml", "-o", "before/output")
        self.assertNotIn("up to date", r.stderr)

    def test_root(self):
        self.expect(self.run_it("render", "job.yaml", "--root", "output", "--only", "one", "-q"), 1)

    def test_two_jobs_and_two_runs(self):
        self.write("b.yaml", SEED)
        self.write("c.yaml", SEED.replace("plot_", "c_").replace("[0, 10]", "[0, 300]"))
        runs = [self.start("render", name, "-q") for name in ("b.yaml", "c.yaml", "b.yaml", "c.yaml")]
        for run in runs:
            run.communicate(timeout=100)
            self.assertEqual(run.returncode, 0)
        for name in ("b.yaml", "c.yaml", "job.yaml"):
            self.assertIn("all up to date", self.run_it("render", name).stderr)

    def test_no_record(self):
        r = self.run_it("render", "job.yaml", "--no-record", "-o", "plain")
        self.assertNotIn("up to date", r.stderr)
        self.assertEqual(sorted(os.listdir(self.path("plain"))), ["both.png", "none.png", "one.png", "two.png"])
        self.expect_usage("options '--clean' and '--no-record' contradict each other: it needs the record", "render",
                          "a", "--clean", "--no-record", command="render")


class Damage(RecordTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", SEED)
        self.ALL = ["plot_%d" % i for i in range(10)]
        self.drawn()
        self.record = self.content("output", RECORD)

    def put(self, content):
        with open(self.path("output", RECORD), "wb") as f:
            f.write(content)

    def test_every_place(self):
        """Wherever a byte is wrong, nothing is believed that is not so, and the next run is as good as ever."""
        for at in list(range(0, len(self.record), max(1, len(self.record) // 40))) + [len(self.record) - 1]:
            broken = bytearray(self.record)
            broken[at] ^= 0x55
            self.put(bytes(broken))
            os.remove(self.path("output/plot_7.png"))
            self.assertIn("plot_7", self.drawn("-q"))
            self.assertEqual(self.drawn("-q"), [], at)

    def test_every_length(self):
        for size in range(0, len(self.record), max(1, len(self.record) // 40)):
            self.put(self.record[:size])
            self.drawn("-q")
            self.assertEqual(self.drawn("-q"), [], size)

    def test_garbage(self):
        for content in (b"", b"\n", b"x" * 100000, os.urandom(5000), self.record[:18] + os.urandom(5000),
                        self.record + b"\0" * 100, self.record.replace(b"record 1", b"record 9", 1)):
            self.put(content)
            self.drawn("-q")
            self.assertEqual(self.drawn("-q"), [])
        os.remove(self.path("output", RECORD))
        os.symlink("/etc/passwd", self.path("output", RECORD))  # not followed
        r = self.run_it("render", "job.yaml")
        self.assertEqual(r.returncode, 0)
        self.assertIn("plotmill: cannot write 'output/%s': " % RECORD, r.stderr)

    def test_it_does_not_grow_for_ever(self):
        self.write("job.yaml", SEED.replace("[0, 10]", "[0, 400]"))
        for i in range(6):
            self.write("job.yaml", SEED.replace("[0, 10]", "[0, 400]").replace("Plot for", "Plot %d for" % i)
                       .replace("title:", "lint: false\n    figsize: [1, 1]\n    title:"))
            self.expect(self.run_it("render", "job.yaml", "-q"), 0)
        self.assertLess(len(self.content("output", RECORD)), 3 * 400 * 300)
        self.assertIn("all up to date", self.run_it("render", "job.yaml").stderr)


class Clean(RecordTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", SEED)
        self.write("other.yaml", SEED.replace("plot_", "deep/er/other_"))
        self.expect(self.run_it("render", "job.yaml", "other.yaml", "-q"), 0)
        self.write("output/mine.png", "not plotmill's")
        self.write("job.yaml", SEED.replace("[0, 10]", "[0, 8]"))

    def test_what_the_job_no_longer_makes(self):
        r = self.run_it("render", "job.yaml", "--clean", "-n")
        self.expect(r, 0, "remove output/plot_8.png\nremove output/plot_9.png\n",
                    "0 files of 0 figures would be written, 8 figures up to date, 2 old files would be removed\n")
        self.assertEqual(len(self.files()), 21)
        r = self.run_it("render", "job.yaml", "--clean")
        self.assertRegex(r.stderr, r"\A8 figures, all up to date, in output/, 2 old files removed \([0-9.]+ s\)\n\Z")
        self.assertEqual(self.files(), ["deep/er/other_%d.png" % i for i in range(10)] + ["mine.png"]
                         + ["plot_%d.png" % i for i in range(8)])
        self.assertNotIn("removed", self.run_it("render", "job.yaml", "--clean").stderr)

    def test_directories_that_it_leaves_empty(self):
        self.write("other.yaml", "figures: [{name: one, layers: [{plot: {y: [1, 2]}}]}]\n")
        self.expect(self.run_it("render", "other.yaml", "--clean", "-q"), 0)
        self.assertFalse(os.path.exists(self.path("output/deep")))
        self.assertEqual(len(self.files()), 12)

    def test_a_directory_by_two_names(self):
        self.write("a.yaml", "output: both\n" + SEED)
        self.write("b.yaml", "output: ./x/../both\n" + SEED.replace("plot_", "b_"))
        for _ in range(2):
            self.expect(self.run_it("render", "a.yaml", "b.yaml", "--clean", "-q"), 0)
            self.assertEqual(len(self.files("both")), 20)

    def test_an_output_that_has_moved(self):
        self.write("a.yaml", "output: old\n" + SEED)
        self.expect(self.run_it("render", "a.yaml", "other.yaml", "-q", "-o", "old"), 0)
        self.write("a.yaml", "output: new\n" + SEED)
        self.expect(self.run_it("render", "a.yaml", "--clean", "-q"), 0)  # it does not know of the old one
        self.assertEqual(len(self.files("old")), 20)
        r = self.run_it("render", "a.yaml", "--clean-from", "old", "-n")
        self.assertEqual(r.stdout, "".join("remove old/plot_%d.png\n" % i for i in range(10)))
        r = self.run_it("render", "a.yaml", "--clean-from", "old")
        self.expect(r, 0)
        self.assertIn("10 figures, all up to date, in new/, 10 old files removed", r.stderr)
        self.assertEqual(self.files("old"), ["deep/er/other_%d.png" % i for i in range(10)])
        self.assertIn("all up to date", self.run_it("render", "other.yaml", "-o", "old").stderr)
        self.expect(self.run_it("render", "other.yaml", "--clean-from", "old", "--clean-from", "nowhere", "-q"), 0)
        self.assertFalse(os.path.exists(self.path("old")))
        self.assertFalse(os.path.exists(self.path("nowhere")))
        self.expect(self.run_it("render", "a.yaml", "--clean-from", "new", "-q"), 0)  # where they are written now
        self.assertEqual(len(self.files("new")), 10)

    def test_included_figures(self):
        self.write("part.yaml", SEED.replace("plot_", "part_"))
        self.write("all.yaml", "include: [part.yaml]\n" + SEED.replace("plot_", "all_"))
        self.expect(self.run_it("render", "all.yaml", "-q", "-o", "x"), 0)
        self.expect(self.run_it("render", "all.yaml", "-q", "-o", "x", "--clean"), 0)
        self.assertEqual(len(self.files("x")), 20)
        self.write("all.yaml", SEED.replace("plot_", "all_"))
        self.expect(self.run_it("render", "all.yaml", "-q", "-o", "x", "--clean"), 0)
        self.assertEqual(self.files("x"), ["all_%d.png" % i for i in range(10)])

    def test_what_somebody_altered(self):
        with open(self.path("output/plot_8.png"), "ab") as f:
            f.write(b"mine")
        r = self.run_it("render", "job.yaml", "--clean")
        self.expect(r, 0)
        self.assertIn("plotmill: 'output/plot_8.png' is left: it has been altered since it was made\n", r.stderr)
        self.assertIn("1 old file removed", r.stderr)
        self.assertTrue(os.path.exists(self.path("output/plot_8.png")))

    def test_formats(self):
        self.expect(self.run_it("render", "job.yaml", "--format", "svg", "-q"), 0)
        self.expect(self.run_it("render", "job.yaml", "--format", "svg", "--clean", "-q"), 0)
        self.assertEqual(len([n for n in self.files() if n.startswith("plot_")]), 16)  # those of gone figures went
        self.expect(self.run_it("render", "job.yaml", "--clean", "-q"), 0)
        self.assertEqual(len([n for n in self.files() if n.startswith("plot_")]), 8)  # and now the SVGs

    def test_what_another_setting_made(self):
        job = "vars: {k: 1}\nfigures: [{name: \"v_${{ k }}\", layers: [{plot: {y: [1, 2]}}]}]\n"
        self.write("v.yaml", job)
        for k in ("1", "2", "3"):
            self.expect(self.run_it("render", "v.yaml", "--set", "k=" + k, "--clean", "-q"), 0)
        self.assertEqual([n for n in self.files() if n.startswith("v_")], ["v_1.png", "v_2.png", "v_3.png"])

    def test_not_when_figures_are_not_known(self):
        for text in (SEED.replace("[0, 10]", "[0, 8]") + "  - {title: no name}\n",
                     SEED.replace("[0, 10]", "[0, 8]") + "  - name: [\n"):
            self.write("job.yaml", text)
            r = self.run_it("render", "job.yaml", "--clean")
            self.assertIn("plotmill: nothing is cleaned: not every figure of the job could be read\n", r.stderr)
            self.assertEqual(len(self.files()), 21)
        # A figure that fails is still the job's.
        self.write("job.yaml", SEED.replace("[0, 10]", "[0, 8]") + "  - {name: plot_9, layers: [{plot: {y: [1], color: x}}]}\n")
        self.expect(self.run_it("render", "job.yaml", "--clean", "-q"), 1)
        self.assertIn("plot_9.png", self.files())
        self.assertNotIn("plot_8.png", self.files())

    def test_with_only(self):
        self.expect_usage("options '--clean' and '--only' contradict each other: what '--only' leaves out is still the "
                          "job's", "render", "a", "--clean", "--only", "x", command="render")


class Depfile(RecordTest):
    def setUp(self):
        super().setUp()
        self.write("my data/a b#1$.csv", "x,y\n1,1\n2,3\n")
        self.write("base.yaml", "data: {t: {csv: \"my data/a b#1$.csv\"}}\nfigures: []\n")
        self.write("my.mplstyle", "lines.linewidth: 3\n")
        self.write("job.yaml", "include: [base.yaml]\nstyle: ./my.mplstyle\nfigures:\n  - name: f g\n    data: t\n"
                               "    layers: [{plot: {x: x, y: y}}]\n  - {name: h, layers: [{plot: {y: [1, 2]}}]}\n")

    def test_text(self):
        for _ in range(2):  # drawn, and up to date
            self.expect(self.run_it("render", "job.yaml", "--depfile", "job.d", "-q"), 0, "", "")
            rule, *empty = self.content("job.d").decode().split("\n\n")
            self.assertEqual(rule, "output/f\\ g.png \\\n output/h.png: \\\n  base.yaml \\\n  job.yaml \\\n"
                                   "  my\\ data/a\\ b\\#1$$.csv \\\n  my.mplstyle")
            self.assertEqual(empty[0], "base.yaml:")
        self.expect(self.run_it("render", "job.yaml", "--depfile", "job.d", "--depfile-target", "x y.stamp", "-q"), 0)
        self.assertTrue(self.content("job.d").decode().startswith("x\\ y.stamp: \\\n  base.yaml"))
        self.expect_usage("option '--depfile-target' is for '--depfile'", "render", "a", "--depfile-target", "x",
                          command="render")
        r = self.run_it("render", "job.yaml", "--depfile", "no/where/job.d", "-q")
        self.expect(r, 1, "", "plotmill: cannot write 'no/where/job.d': No such file or directory\n")

    def test_directories(self):
        self.write("runs/a.csv", "y\n1\n2\n")
        self.write("job.yaml", "figures:\n  - name: ${{ stem(f) }}\n    matrix: {f: {glob: \"runs/*.csv\"}}\n"
                               "    data: {t: {csv: \"${{ f }}\"}}\n    axes: [{data: t, layers: [{plot: {y: y}}]}]\n")
        self.expect(self.run_it("render", "job.yaml", "--depfile", "job.d", "-q"), 0, "", "")
        self.assertTrue(self.content("job.d").decode().startswith("output/a.png: \\\n  job.yaml \\\n  runs \\\n  runs/a.csv\n"))

    def builds(self, *command):
        """Whether the build tool runs plotmill."""
        if os.path.exists(self.path("ran")):
            os.remove(self.path("ran"))
        r = subprocess.run(command, cwd=self.dir, capture_output=True, text=True)
        self.assertEqual(r.returncode, 0, r.stdout + r.stderr)
        return os.path.exists(self.path("ran"))

    def play(self, *command):
        self.assertTrue(self.builds(*command))
        self.assertFalse(self.builds(*command))
        for name in ("my data/a b#1$.csv", "my.mplstyle", "base.yaml", "job.yaml"):
            os.utime(self.path(name), (time.time() + 5, time.time() + 5))
            self.assertTrue(self.builds(*command), name)
            os.utime(self.path(name), (1, 1))
        self.builds(*command)
        self.assertFalse(self.builds(*command))
        # A file that is gone, and not needed any more, is no mistake.
        os.remove(self.path("my.mplstyle"))
        self.write("job.yaml", self.content("job.yaml").decode().replace("style: ./my.mplstyle\n", ""))
        os.utime(self.path("job.yaml"), (time.time() + 9, time.time() + 9))
        self.assertTrue(self.builds(*command))

    @unittest.skipUnless(shutil.which("make"), "no make")
    def test_make(self):
        self.write("Makefile", "stamp: job.yaml\n\t%s render job.yaml -q --depfile job.d --depfile-target stamp\n"
                               "\ttouch ran\n\ttouch -d '+1 hour' stamp\n-include job.d\n" % PLOTMILL)
        text = self.content("Makefile").decode().replace("touch -d '+1 hour' stamp", "touch stamp; touch -d '+4 seconds' stamp")
        self.write("Makefile", text)
        self.play("make")

    @unittest.skipUnless(shutil.which("ninja"), "no ninja")
    def test_ninja(self):
        self.write("build.ninja", "rule plots\n  command = %s render $in -q --depfile job.d && touch ran\n"
                                  "  depfile = job.d\nbuild output/f$ g.png output/h.png: plots job.yaml\n" % PLOTMILL)
        self.assertTrue(self.builds("ninja"))
        with open(self.path("output/f g.png"), "rb"):
            pass
        r = subprocess.run(["ninja", "-n", "-d", "explain"], cwd=self.dir, capture_output=True, text=True)
        self.assertNotIn("error", r.stderr + r.stdout)
        self.later()
        self.write("my data/a b#1$.csv", "x,y\n1,1\n2,9\n")
        self.assertTrue(self.builds("ninja"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
