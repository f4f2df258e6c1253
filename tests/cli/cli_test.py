"""Tests of the program from outside: arguments in; exit code, output and files out.

Run by meson with PLOTMILL (the binary) and SOURCES (the source tree) in the environment, or by hand:
    PLOTMILL=build/src/cli/plotmill python3 tests/cli/cli_test.py [Usage|Render|...]
"""
import json
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.environ.get("SOURCES", os.path.dirname(os.path.dirname(HERE)))
PLOTMILL = os.path.abspath(os.environ.get("PLOTMILL", "build/src/cli/plotmill"))

SEED = """figures:
  - name: plot_${{ x }}
    matrix: {x: {range: [0, 10]}}
    title: "Plot for x=${{ x }}"
    layers:
      - plot: {x: [0, 1, 2], y: ["=x", "=x*2", "=x*3"], marker: o}
"""
LONG = SEED.replace("[0, 10]", "[0, 200000]")
MIXED = """figures:
  - name: bad_${{ x }}
    matrix: {x: {range: [0, 10]}}
    layers:
      - plot: {y: [1, 2, 3], colour: C1}
  - name: good
    layers: [{plot: {y: [1, 2]}}]
"""
# DejaVu has no Chinese characters: a warning.
WARNING = """figures:
  - name: odd
    title: "\u4f60"
    layers: [{plot: {y: [1, 2]}}]
"""
RECORD = ".plotmill-record"  # in each output directory
PNG = b"\x89PNG\r\n\x1a\n"


def default_signals():
    """As in a shell's foreground, whatever this test inherited."""
    for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(s, signal.SIG_DFL)


class CliTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="plotmill-cli-")
        self.addCleanup(shutil.rmtree, self.dir, True)

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as f:
            f.write(text)
        return name

    def environment(self, **more):
        env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
        env.update(more)
        return env

    def content(self, *parts):
        with open(self.path(*parts), "rb") as f:
            return f.read()

    def run_it(self, *arguments, stdin="", env=None, before=None, **more):
        def prepare():
            default_signals()
            if before:
                before()
        return subprocess.run([PLOTMILL, *arguments], cwd=self.dir, input=stdin, text=True, capture_output=True,
                              env=env or self.environment(), preexec_fn=prepare, timeout=300, **more)

    def start(self, *arguments, env=None, **more):
        process = subprocess.Popen([PLOTMILL, *arguments], cwd=self.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment(**(env or {})), preexec_fn=default_signals, **more)
        self.addCleanup(process.kill)
        return process

    def expect(self, result, code, stdout=None, stderr=None):
        self.assertEqual(result.returncode, code, result.stderr)
        if stdout is not None:
            self.assertEqual(result.stdout, stdout)
        if stderr is not None:
            self.assertEqual(result.stderr, stderr)

    def expect_usage(self, message, *arguments, command=""):
        hint = "Try 'plotmill %s--help'.\n" % (command + " " if command else "")
        self.expect(self.run_it(*arguments), 2, "", "plotmill: %s\n%s" % (message, hint))

    def files(self, directory="output"):
        found = []
        for base, _, names in os.walk(self.path(directory)):
            found += [os.path.relpath(os.path.join(base, n), self.path(directory)) for n in names if n != RECORD]
        return sorted(found)

    def expect_whole_images(self, directory="output"):
        names = self.files(directory)
        for name in names:
            self.assertTrue(name.endswith(".png"), name)
            content = self.content(directory, name)
            self.assertTrue(content.startswith(PNG), name)
            self.assertIn(b"IEND", content[-12:], name)
        return names


class Usage(CliTest):
    def test_no_arguments(self):
        r = self.run_it()
        self.expect(r, 2, "")
        self.assertIn("Usage: plotmill COMMAND", r.stderr)

    def test_help(self):
        r = self.run_it("--help")
        self.expect(r, 0, stderr="")
        self.assertEqual(r.stdout, self.run_it("help").stdout)
        for command in ("render", "check", "bench", "inspect", "compare", "watch", "merge", "list", "schema", "init"):
            self.assertIn("\n  %s " % command, r.stdout)
            own = self.run_it(command, "--help")
            self.expect(own, 0, stderr="")
            self.assertTrue(own.stdout.startswith("Usage: plotmill %s " % command))
            self.assertTrue(all(len(line) <= 80 for line in own.stdout.splitlines()), own.stdout)
            self.assertEqual(own.stdout, self.run_it("help", command).stdout)

    def test_version(self):
        r = self.run_it("--version")
        self.expect(r, 0, stderr="")
        self.assertRegex(r.stdout, r"\Aplotmill \d+\.\d+\.\d+\n")
        self.assertEqual(r.stdout, self.run_it("render", "--version").stdout)

    def test_unknown_commands(self):
        self.expect_usage("unknown command 'rendr' (did you mean 'render'?)", "rendr")
        self.expect_usage("unknown command 'a.yaml'; to render a job: plotmill render a.yaml", "a.yaml")
        self.expect_usage("unknown command 'frobnicate'", "frobnicate")

    def test_unknown_options(self):
        self.expect_usage("unknown option '--strct' of 'render' (did you mean '--strict'?)", "render", "a", "--strct",
                          command="render")
        self.expect_usage("unknown option '--outptu=x' of 'render' (did you mean '--output'?)", "render",
                          "--outptu=x", "a", command="render")
        for option in ("--watch", "--system-fonts"):
            r = self.run_it("render", "a.yaml", option)
            self.expect(r, 2, "")
            self.assertIn("unknown option '%s' of 'render'" % option, r.stderr)
        self.expect_usage("unknown option '-q': options follow the command, as in 'plotmill render -q'", "-q",
                          "render")

    def test_values(self):
        self.expect_usage("option '--jobs' wants a whole number from 1 to 1024, not 'x'", "render", "a", "-j", "x",
                          command="render")
        self.expect_usage("option '--jobs' wants a whole number from 1 to 1024, not '0'", "render", "a", "-j0",
                          command="render")
        self.expect_usage("option '--jobs' needs a value", "render", "a", "-j", command="render")
        self.expect_usage("option '--timeout' wants a number of seconds above 0, not '-1'", "render", "a",
                          "--timeout=-1", command="render")
        self.expect_usage("option '--set' wants NAME=VALUE, not 'x'", "render", "a", "--set", "x", command="render")
        self.expect_usage("option '--format' wants one of png, svg, pdf, not 'pngg' (did you mean 'png'?)", "render",
                          "a", "--format", "svg,pngg", command="render")
        self.expect_usage("option '--progress' wants one of auto, bar, plain, json, none, not 'fancy'", "render", "a",
                          "--progress", "fancy", command="render")
        self.expect_usage("option '--color' wants one of auto, always, never, not 'no'", "list", "--color", "no",
                          command="list")

    def test_arguments(self):
        self.expect_usage("'render' needs a job: a file, a directory or '-'", "render", command="render")
        self.expect_usage("standard input ('-') can be read only once", "check", "-", "-", command="check")
        self.expect_usage("'schema' knows job and manifest, not 'manifset' (did you mean 'manifest'?)", "schema",
                          "manifset", command="schema")
        self.expect_usage("'schema' takes one argument", "schema", "job", "manifest", command="schema")
        self.expect_usage("'init' takes one file", "init", "a", "b", command="init")
        self.expect_usage("options '--quiet' and '--verbose' contradict each other", "render", "a", "-q", "-v",
                          command="render")

    def test_roots_that_are_not_there(self):
        self.write("seed.yaml", SEED)
        for root in ("nowhere", "seed.yaml"):
            self.expect_usage("option '--root': there is no directory '%s'" % root, "render", "seed.yaml", "--root", ".",
                              "--root=" + root, command="render")

    def test_one_file_for_two(self):
        for command, one, other in (("render", "--manifest", "--junit"), ("render", "--report", "--trace"),
                                    ("render", "--manifest", "--depfile"),
                                    ("merge", "--manifest", "--report"), ("compare", "--junit", "--json")):
            self.expect_usage("options '%s' and '%s' name the same file, 'out/../x'" % (one, other), command, "a", "b",
                              one, "x", other, "out/../x", command=command)
        self.assertEqual(self.files("."), [])


class Render(CliTest):
    TEN = ["plot_%d.png" % i for i in range(10)]

    def test_default_output(self):
        self.write("seed.yaml", SEED)
        r = self.run_it("render", "seed.yaml")
        self.expect(r, 0, "")
        self.assertRegex(r.stderr, r"\A10 figures, in output/ \([0-9.]+ s, \d+ figures/s\)\n\Z")
        self.assertEqual(self.expect_whole_images(), self.TEN)

    def test_outputs(self):
        self.write("jobs/seed.yaml", "output: pictures\n" + SEED)
        self.expect(self.run_it("render", "jobs/seed.yaml"), 0)
        self.assertEqual(self.files("jobs/pictures"), self.TEN)
        self.expect(self.run_it("render", "jobs/seed.yaml", "-o", "here/deep"), 0)
        self.assertEqual(self.files("here/deep"), self.TEN)
        self.assertFalse(os.path.exists(self.path("output")))

    def test_verbose_prints_paths_in_order(self):
        self.write("seed.yaml", SEED)
        r = self.run_it("render", "seed.yaml", "-v", "-j", "3")
        self.expect(r, 0, "".join("output/%s\n" % n for n in self.TEN))
        self.assertEqual(len(re.findall(r"^worker \d: \d+ done, 0 failed, busy .*MB$", r.stderr, re.M)), 3, r.stderr)

    def test_quiet(self):
        self.write("seed.yaml", SEED)
        self.expect(self.run_it("render", "-q", "seed.yaml"), 0, "", "")

    def test_only(self):
        self.write("seed.yaml", SEED)
        self.expect(self.run_it("render", "seed.yaml", "--only", "plot_[12]", "--only", "*_7"), 0)
        self.assertEqual(self.files(), ["plot_1.png", "plot_2.png", "plot_7.png"])
        self.expect(self.run_it("render", "seed.yaml", "--only", "a*", "--only", "b"), 2, "",
                    "plotmill: no figure matches 'a*' or 'b'\n")

    def test_set(self):
        self.write("job.yaml", "vars: {who: nobody}\nfigures:\n  - name: for_${{ who }}\n"
                               "    layers: [{plot: {y: [1, 2]}}]\n")
        self.expect(self.run_it("render", "job.yaml"), 0)
        self.expect(self.run_it("render", "job.yaml", "--set", "who=me"), 0)
        self.assertEqual(self.files(), ["for_me.png", "for_nobody.png"])

    def test_standard_input(self):
        r = self.run_it("render", "-", "-o", "out", stdin=SEED)
        self.expect(r, 0)
        self.assertEqual(self.files("out"), self.TEN)
        r = self.run_it("render", "-", stdin="")
        self.expect(r, 2, "", "<stdin>: error: the file is empty\n")

    def test_directory(self):
        self.write("jobs/b.yaml", SEED.replace("plot_", "b_"))
        self.write("jobs/a.yaml", SEED.replace("plot_", "a_"))
        self.write("jobs/.hidden.yaml", SEED)
        self.write("jobs/note.txt", "no job")
        self.write("jobs/deeper/c.yaml", SEED)
        r = self.run_it("render", "jobs", "-v")
        self.expect(r, 0, "".join("output/%s_%d.png\n" % (k, i) for k in "ab" for i in range(10)))
        os.mkdir(self.path("empty"))
        self.expect(self.run_it("render", "empty"), 2, "", "plotmill: no *.yaml in directory 'empty'\n")

    def test_jobs_that_collide(self):
        self.write("a.yaml", SEED)
        self.write("b.yaml", SEED.replace("[0, 10]", "[9, 12]"))
        r = self.run_it("render", "a.yaml", "b.yaml")
        self.assertEqual(r.returncode, 1)
        self.assertIn("b.yaml:2:", r.stderr)
        self.assertRegex(r.stderr, r"\n13 figures, 1 failed, in output/ ")
        self.assertEqual(len(self.expect_whole_images()), 12)

    def test_dry_run(self):
        self.write("seed.yaml", SEED)
        r = self.run_it("render", "-n", "seed.yaml", "-o", "x")
        self.expect(r, 0, "".join("x/%s\n" % n for n in self.TEN), "10 files of 10 figures would be written\n")
        self.assertFalse(os.path.exists(self.path("x")))
        r = self.run_it("render", "-n", "seed.yaml", "--format", "png,svg", "--only", "plot_3")
        self.expect(r, 0, "output/plot_3.png\noutput/plot_3.svg\n")
        r = self.run_it("render", "-nq", "seed.yaml", "seed.yaml", "--only", "plot_3")
        self.expect(r, 1, "output/plot_3.png\n", "plotmill: two figures would write 'plot_3'\n")

    def test_same_bytes_for_every_number_of_threads(self):
        self.write("seed.yaml", SEED)
        contents = []
        for n in ("1", "2", "5"):
            self.expect(self.run_it("render", "seed.yaml", "-o", n, "-j", n), 0)
            contents.append([self.content(n, f) for f in self.files(n)])
        self.assertEqual(contents[0], contents[1])
        self.assertEqual(contents[0], contents[2])

    def test_strict(self):
        self.write("odd.yaml", WARNING)
        r = self.run_it("render", "odd.yaml")
        self.expect(r, 0)
        self.assertIn(": warning: ", r.stderr)
        os.remove(self.path("output", "odd.png"))
        r = self.run_it("render", "odd.yaml", "--strict")
        self.expect(r, 1)
        self.assertIn(": error: ", r.stderr)
        self.assertNotIn("warning", r.stderr)
        self.assertEqual(self.files(), [])

    def test_fail_fast(self):
        self.write("mixed.yaml", MIXED.replace("[0, 10]", "[0, 2000]"))
        r = self.run_it("render", "mixed.yaml", "--fail-fast", "-j1")
        self.expect(r, 1)
        self.assertRegex(r.stderr, r"\n\d+ figures?, \d+ failed, stopped at the first failure \(")
        self.assertEqual(self.files(), [])

    def test_timeout(self):
        self.write("seed.yaml", SEED)
        r = self.run_it("render", "seed.yaml", "--timeout", "1e-9")
        self.expect(r, 1)
        self.assertIn("took longer than its time-out", r.stderr)
        self.assertEqual(self.files(), [])

    def test_root(self):
        self.write("data/d.csv", "a\n1\n2\n")
        self.write("other/x", "")
        self.write("job.yaml", "data: {t: {csv: data/d.csv}}\nfigures:\n  - name: f\n    data: t\n"
                               "    layers: [{plot: {y: a}}]\n")
        self.expect(self.run_it("render", "job.yaml", "--root", "data", "-q"), 0, "", "")
        r = self.run_it("render", "job.yaml", "--root", "other", "-q")
        self.expect(r, 1)
        self.assertIn("job.yaml:1:", r.stderr)

    def test_init_renders(self):
        r = self.run_it("init")
        self.expect(r, 0, "", "wrote job.yaml; next: plotmill render job.yaml\n")
        self.expect(self.run_it("render", "job.yaml", "--strict", "-q"), 0, "", "")
        self.assertEqual(len(self.expect_whole_images("figures")), 8)
        before = self.content("job.yaml").decode()
        self.assertIn("plotmill render job.yaml", before)
        self.expect(self.run_it("init", "job.yaml"), 2, "", "plotmill: 'job.yaml' exists and is not overwritten\n")
        self.assertEqual(self.content("job.yaml").decode(), before)
        self.assertEqual(self.run_it("init", "-").stdout, before.replace("job.yaml", "FILE"))


class Messages(CliTest):
    def setUp(self):
        super().setUp()
        self.write("mixed.yaml", MIXED)
        column = MIXED.splitlines()[4].index("colour") + 1
        self.message = ("mixed.yaml:5:%d: error: unknown key 'colour' in layer 'plot' (did you mean 'color'?) "
                        "(and in 9 more figures)\n    5 | %s\n      | %s^~~~~~\n"
                        "note: in figure 'bad_0' (x: 0)\n"
                        % (column, MIXED.splitlines()[4], " " * (column - 1)))

    def test_one_fault_of_many_figures(self):
        for n in ("1", "4"):
            r = self.run_it("render", "mixed.yaml", "-j", n, "-q")
            self.expect(r, 1, "", self.message)
        self.assertEqual(self.files(), ["good.png"])

    def test_one_lint_of_many_figures(self):
        # Its numbers differ from figure to figure, so that no two messages are the same.
        self.write("lint.yaml", "figures:\n  - name: p_${{ k }}\n    matrix: {k: [10, 20, 30]}\n    ylim: [0, 5]\n"
                                "    layers:\n      - scatter: {x: [1, 2], y: [1, \"=k\"]}\n")
        for n in ("1", "4"):
            r = self.run_it("render", "lint.yaml", "-j", n, "-q")
            self.expect(r, 0, "")
            self.assertEqual(r.stderr.count("[lint: outside]"), 1)
            self.assertIn("x 2, y 10 [lint: outside] (and in 2 more figures)\n", r.stderr)
        self.assertEqual(self.run_it("check", "lint.yaml", "-q", "--strict").returncode, 1)
        r = self.run_it("render", "lint.yaml", "-q", "--progress", "json")
        self.assertIn('"lint":"outside"', r.stderr.replace(" ", ""))

    def test_verbose_names_figures(self):
        r = self.run_it("check", "mixed.yaml", "-v")
        self.assertIn("      = in 'bad_0', 'bad_1', 'bad_2', 'bad_3', ...\n", r.stderr)

    def test_faults_are_told_as_figures_end(self):
        """A fault of 100 figures is told once some have it; the rest are counted at the end. A fault of one is told next."""
        self.write("many.yaml", MIXED.replace("[0, 10]", "[0, 100]")
                   + '  - {name: "late", layers: [{plot: {y: [1, 2], colour: C1}}]}\n')
        said = set()
        for n in ("1", "3"):
            r = self.run_it("render", "many.yaml", "-j", n, "-q")
            self.expect(r, 1)
            said.add(r.stderr)
        self.assertEqual(len(said), 1)
        lines = said.pop().splitlines()
        self.assertTrue(lines[0].endswith("(and in 32 more figures)"), lines[0])
        self.assertIn("many.yaml:8:", lines[4])
        self.assertTrue(lines[-1].endswith("note: the same error in 67 more figures"), lines[-1])

    def test_a_figure_of_a_matrix_is_named(self):
        self.write("matrix.yaml", "figures:\n  - name: f_${{ a }}_${{ b }}\n    matrix: {a: [1, 2, 3], b: [1, 2]}\n"
                                  "    layers: [{plot: {y: [1, 2], lw: \"=2*b-a\"}}]\n")
        r = self.run_it("render", "matrix.yaml", "-q")
        self.expect(r, 1)
        self.assertTrue(r.stderr.endswith("note: in figure 'f_3_1' (a: 3, b: 1)\n"), r.stderr)

    def test_set_of_a_variable_that_is_not_there(self):
        job = "vars: {rate: 1}\nfigures:\n  - {name: a, layers: [{plot: {y: [1, =rate]}}]}\n"
        self.write("a.yaml", job)
        self.write("b.yaml", "figures:\n  - {name: b, vars: {hue: k}, layers: [{plot: {y: [1, 2], color: \"${{ hue }}\"}}]}\n")
        self.expect(self.run_it("render", "a.yaml", "--set", "rte=2", "-q"), 2, "",
                    "a.yaml: error: the job has no variable 'rte' that could be set (did you mean 'rate'?)\n")
        self.assertEqual(self.files(), [])
        self.expect(self.run_it("render", "a.yaml", "--set", "rate=2", "-q"), 0, "", "")
        self.expect(self.run_it("render", "b.yaml", "--set", "hue=r", "-q"), 0, "", "")
        self.expect(self.run_it("render", "a.yaml", "b.yaml", "--set", "hue=r", "--set", "rate=3", "-q"), 0, "", "")
        for command in ("render", "check", "inspect"):
            r = self.run_it(command, "a.yaml", "b.yaml", "--set", "hues=r", "-q")
            self.expect(r, 2)
            self.assertIn("no job has the variable 'hues' that --set names", r.stderr)

    def test_shared_scales(self):
        """The same bytes whatever the threads, for the whole run and for a part of it; a fault stops its own figure only."""
        self.write("share.yaml", "figures:\n  - name: f_${{ k }}\n    matrix: {k: {range: [1, 40]}}\n    share: [xlim, ylim, norm]\n"
                                 "    figsize: [2, 1]\n    layers:\n      - scatter: {x: [0, =k], y: [=-k, 40/(k-7)], c: [1, =k]}\n")
        self.write("share.yaml", self.content("share.yaml").decode().replace("40/(k-7)", "\"=40/(k-7)\""))
        for n, output in (("1", "one"), ("4", "four")):
            r = self.run_it("render", "share.yaml", "-q", "-j", n, "-o", output)
            self.expect(r, 1)
            self.assertIn("(k: 7)", r.stderr)
        self.expect(self.run_it("render", "share.yaml", "-q", "-o", "part", "--only", "f_3"), 0)
        one = self.files("one")
        self.assertEqual(len(one), 38)
        for name in one:
            self.assertEqual(self.content("one/" + name), self.content("four/" + name), name)
        self.assertEqual(self.content("one/f_3.png"), self.content("part/f_3.png"))
        facts = json.loads(self.run_it("inspect", "share.yaml", "--only", "f_1", "--only", "f_39").stdout)
        self.assertEqual(facts[0]["axes"][0]["xlim"], facts[1]["axes"][0]["xlim"])
        self.assertGreater(facts[0]["axes"][0]["xlim"][1], 39)

    def test_order_of_jobs(self):
        names = []
        for i in range(8):
            names.append(self.write("job%d.yaml" % i, MIXED.replace("name: ", "name: j%d_" % i)))
        r = self.run_it("render", *names, "-j", "4", "-o", "x")
        places = re.findall(r"^(job\d\.yaml):5:", r.stderr, re.M)
        self.assertEqual(places, names)

    def test_faults_after_figures_come_last(self):
        self.write("broken.yaml", MIXED + "  - name: [\n")
        r = self.run_it("render", "broken.yaml", "-q")
        self.expect(r, 2)
        errors = re.findall(r"^broken.yaml:(\d+):", r.stderr, re.M)
        self.assertEqual(errors[0], "5")
        self.assertGreater(len(errors), 1)
        self.assertEqual(self.files(), ["good.png"])

    def test_unreadable_jobs_do_not_stop_others(self):
        self.write("top.yaml", "figurs: []\n")
        r = self.run_it("render", "nowhere.yaml", "top.yaml", "mixed.yaml", "-q")
        self.expect(r, 2)
        self.assertIn("error: cannot read 'nowhere.yaml': No such file or directory\n", r.stderr)
        self.assertIn("top.yaml:1:1: error: ", r.stderr)
        self.assertIn("(did you mean 'figures'?)", r.stderr)
        self.assertIn(self.message, r.stderr)
        self.assertEqual(self.files(), ["good.png"])

    def test_check(self):
        r = self.run_it("check", "mixed.yaml")
        self.expect(r, 1, "", self.message + "11 figures checked, 10 with errors\n")
        self.assertEqual(self.files(), [])
        self.write("seed.yaml", SEED)
        self.expect(self.run_it("check", "seed.yaml"), 0, "", "10 figures checked: all is well\n")
        self.write("data.yaml", "data: {t: {csv: none.csv}}\nfigures:\n  - name: f\n    data: t\n"
                                "    layers: [{plot: {y: a}}]\n")
        r = self.run_it("check", "data.yaml")
        self.expect(r, 1)
        self.assertIn("none.csv", r.stderr)
        self.write("odd.yaml", WARNING)
        r = self.run_it("check", "odd.yaml")
        self.expect(r, 0)
        self.assertTrue(r.stderr.endswith("1 figure checked, 1 warning\n"), r.stderr)
        self.expect(self.run_it("check", "odd.yaml", "--strict"), 1)

    def test_color(self):
        plain = self.run_it("render", "mixed.yaml", "-q").stderr
        colored = self.run_it("render", "mixed.yaml", "-q", "--color=always").stderr
        self.assertNotIn("\x1b", plain)
        self.assertIn("\x1b[1;31merror", colored)
        self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", colored), plain)
        env = self.environment(NO_COLOR="1", TERM="xterm")
        self.assertIn("\x1b", self.run_it("render", "mixed.yaml", "-q", "--color=always", env=env).stderr)

    def on_a_terminal(self, *arguments, **env):
        """Standard error on a terminal; what was written to it."""
        leader, follower = pty.openpty()
        process = subprocess.Popen([PLOTMILL, *arguments], cwd=self.dir, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=follower, env=self.environment(**env))
        os.close(follower)
        out = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
        os.close(leader)
        process.wait()
        return out.decode().replace("\r\n", "\n")

    def test_terminal(self):
        self.assertIn("\x1b[1;31merror", self.on_a_terminal("render", "mixed.yaml", TERM="xterm"))
        self.assertNotIn("\x1b[1", self.on_a_terminal("render", "mixed.yaml", TERM="xterm", NO_COLOR="1"))
        self.assertNotIn("\x1b[1", self.on_a_terminal("render", "mixed.yaml", TERM="dumb"))
        self.assertNotIn("\x1b", self.on_a_terminal("render", "mixed.yaml", "--color=never", "-q", TERM="xterm"))

    def test_bar(self):
        self.write("long.yaml", SEED.replace("[0, 10]", "[0, 900]"))
        text = self.on_a_terminal("render", "long.yaml", "--color=never", TERM="xterm")
        frames = text.split("\r\x1b[K")
        self.assertGreater(len(frames), 2)
        self.assertRegex(frames[1], r"^\d+, [0-9.]+ figures/s$")
        self.assertRegex(frames[-1], r"\A900 figures, in output/ \(.*\)\n\Z")  # and the line is gone
        self.assertNotIn("\n", "".join(frames[:-1]))

    def test_a_short_run_ends_when_it_is_done(self):
        """Also on a terminal, whatever the bar still wants to know."""
        self.write("seed.yaml", SEED)
        seconds = []
        for _ in range(6):
            text = self.on_a_terminal("render", "seed.yaml", "--color=never", TERM="xterm")
            seconds.append(float(re.search(r"in output/ \(([0-9.]+) s", text).group(1)))
        self.assertLess(min(seconds), 0.045)

    def test_json_progress(self):
        r = self.run_it("render", "mixed.yaml", "--progress", "json")
        events = [json.loads(line) for line in r.stderr.splitlines()]
        self.assertEqual(events[0]["event"], "start")
        self.assertEqual([e["name"] for e in events if e["event"] == "figure"],
                         ["bad_%d" % i for i in range(10)] + ["good"])
        events = [e for e in events if e["event"] not in ("start", "figure")]
        self.assertEqual([e["event"] for e in events], ["diagnostic", "summary"])
        self.assertEqual((events[0]["file"], events[0]["line"], events[0]["count"]), ("mixed.yaml", 5, 10))
        self.assertEqual((events[1]["done"], events[1]["failed"], events[1]["exit"]), (1, 10, 1))
        self.assertEqual(events[1]["directories"], ["output"])
        self.write("long.yaml", SEED.replace("[0, 10]", "[0, 400]"))
        r = self.run_it("render", "long.yaml", "--progress", "json", "-j1")
        events = [json.loads(line) for line in r.stderr.splitlines()]
        self.assertEqual(len([e for e in events if e["event"] == "figure"]), 400)
        for e in [e for e in events if e["event"] == "progress"]:
            self.assertEqual(set(e), {"event", "done", "failed", "total", "elapsed", "rate", "left"})


class Facts(CliTest):
    def test_inspect(self):
        self.write("seed.yaml", SEED)
        r = self.run_it("inspect", "seed.yaml", "--only", "plot_[23]")
        self.expect(r, 0, stderr="")
        figures = json.loads(r.stdout)
        self.assertEqual([f["name"] for f in figures], ["plot_2", "plot_3"])
        figure = figures[0]
        self.assertEqual(set(figure), {"name", "width", "height", "axes", "figure_legend", "texts"})
        self.assertEqual((figure["width"], figure["height"]), (640, 480))
        axes = figure["axes"][0]
        self.assertEqual(set(axes), {"bbox", "xlim", "ylim", "xscale", "yscale", "xticks", "yticks", "title", "xlabel",
                                     "ylabel", "legend"})
        self.assertEqual(axes["title"], "Plot for x=2")
        self.assertEqual([round(v, 9) for v in axes["xlim"]], [-0.1, 2.1])
        self.assertEqual(axes["xticks"][0], {"value": 0, "label": "0.00"})
        self.assertIsNone(axes["legend"])
        self.assertFalse(os.path.exists(self.path("output")))

    def test_inspect_with_failures(self):
        self.write("mixed.yaml", MIXED)
        r = self.run_it("inspect", "mixed.yaml")
        self.assertEqual(r.returncode, 1)
        self.assertEqual([f["name"] for f in json.loads(r.stdout)], ["good"])
        self.assertEqual(r.stderr.count("unknown key 'colour'"), 1)
        r = self.run_it("inspect", "mixed.yaml", "--only", "bad_1")
        self.expect(r, 1, "[]\n")
        self.expect(self.run_it("inspect", "nowhere.yaml"), 2, "[]\n")

    def test_list(self):
        r = self.run_it("list")
        self.expect(r, 0, stderr="")
        topics = [line.split()[0] for line in r.stdout.splitlines()]
        self.assertEqual(topics, ["layers", "axes", "styles", "colormaps", "markers", "fonts", "rcparams"])
        for topic, some in (("layers", "  plot "), ("styles", "ggplot\n"), ("colormaps", "viridis_r\n"),
                            ("markers", "o\n"), ("fonts", "DejaVu Sans\n"), ("rcparams", "lines.linewidth: 1.5\n")):
            r = self.run_it("list", topic)
            self.expect(r, 0, stderr="")
            self.assertIn(some, r.stdout)
        self.expect(self.run_it("list", "colormaps", "virid*"), 0, "viridis\nviridis_r\n", "")
        self.assertIn("linewidth", self.run_it("list", "layers", "plot").stdout)
        axes = self.run_it("list", "axes").stdout
        self.assertIn("secondary_x ", axes)
        self.assertNotIn("theta_zero_location:", axes)
        self.assertIn("theta_zero_location:", self.run_it("list", "axes", "projection").stdout)
        self.expect(self.run_it("list", "layers", "plt"), 2, "",
                    "plotmill: no layer 'plt' (did you mean 'plot'?)\n")
        self.expect(self.run_it("list", "style"), 2, "",
                    "plotmill: 'list' knows layers, axes, styles, colormaps, markers, fonts, rcparams, not 'style' "
                    "(did you mean 'styles'?)\n")

    def test_schema(self):
        r = self.run_it("schema")
        self.expect(r, 0, stderr="")
        schema = json.loads(r.stdout)
        self.assertIn("figures", schema["properties"])


class Signals(CliTest):
    def setUp(self):
        super().setUp()
        self.write("long.yaml", LONG)

    def begun(self, *arguments):
        """A long run that has written some images."""
        process = self.start("render", "long.yaml", *arguments)
        deadline = time.time() + 60
        while time.time() < deadline and len(self.files()) < 20:
            time.sleep(0.01)
        return process

    def listening(self, process):
        """Waits until the program has taken SIGINT over: it blocks the signal and reads it from a descriptor."""
        deadline = time.time() + 60
        while time.time() < deadline:
            with open("/proc/%d/status" % process.pid, encoding="ascii") as f:
                blocked = int(re.search(r"^SigBlk:\s*([0-9a-f]+)", f.read(), re.M).group(1), 16)
            if blocked & 1 << (signal.SIGINT - 1):
                return
            time.sleep(0.01)

    def finished(self, process, code):
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, code, err)
        return err.decode()

    def test_first_signal_drains(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = self.begun("-j2")
            process.send_signal(number)
            err = self.finished(process, code)
            self.assertIn("plotmill: stopping after the figures in work; once more to stop at once\n", err)
            kept = int(re.search(r"^stopped: (\d+) figures kept in output/ \(", err, re.M).group(1))
            names = self.expect_whole_images()  # and no temporary files
            self.assertEqual(len(names), kept)
            self.assertEqual(names, sorted("plot_%d.png" % i for i in range(kept)))  # drained: no gaps
            shutil.rmtree(self.path("output"))

    def test_second_signal_stops_at_once(self):
        process = self.begun("-j2")
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        begin = time.time()
        self.finished(process, 130)
        self.assertLess(time.time() - begin, 10)
        self.expect_whole_images()

    def test_waiting_for_standard_input(self):
        process = self.start("render", "-", stdin=subprocess.PIPE)
        self.listening(process)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)  # although nothing comes from there
        self.assertEqual(process.returncode, 130)
        process.stdin.close()
        process.stdout.close()
        process.stderr.close()

    def test_ignored_signals_stay_ignored(self):
        self.write("seed.yaml", SEED.replace("[0, 10]", "[0, 600]"))
        process = subprocess.Popen([PLOTMILL, "render", "seed.yaml", "-q"], cwd=self.dir,
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(len(self.files()), 600)

    def test_bench(self):
        temporary = self.path("tmp")
        os.mkdir(temporary)
        self.write("seed.yaml", SEED)
        process = subprocess.Popen([PLOTMILL, "bench", "seed.yaml", "--repeat", "500"], cwd=self.dir,
                                   env=self.environment(TMPDIR=temporary), preexec_fn=default_signals,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        deadline = time.time() + 60
        while time.time() < deadline and not self.files("tmp"):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        self.assertEqual(self.finished(process, 130), "plotmill: stopped\n")
        self.assertEqual(os.listdir(temporary), [])


class Trouble(CliTest):
    def test_unwritable_output(self):
        self.write("seed.yaml", SEED)
        self.write("output", "a file, where the directory should be")
        r = self.run_it("render", "seed.yaml")
        self.expect(r, 1)
        self.assertIn("seed.yaml:2:", r.stderr)
        self.assertIn("10 figures, 10 failed (", r.stderr)
        if os.geteuid() != 0:
            os.mkdir(self.path("locked"), 0o500)
            r = self.run_it("render", "seed.yaml", "-o", "locked/deep")
            self.expect(r, 1)
            self.assertIn("Permission denied", r.stderr)

    def test_full_disk(self):
        """A limit of the file size stands in for it."""
        self.write("seed.yaml", SEED)
        r = self.run_it("render", "seed.yaml",
                        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
        self.expect(r, 1)
        self.assertEqual(r.stderr.count("File too large (and in 9 more figures)"), 1, r.stderr)  # one fault, not ten
        self.assertIn("10 figures, 10 failed (", r.stderr)
        self.assertEqual(self.files(), [])  # nothing half-written, nothing temporary

    def test_full_standard_output(self):
        with open("/dev/full", "w") as full:
            r = subprocess.run([PLOTMILL, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, cwd=self.dir)
        self.assertEqual((r.returncode, r.stderr),
                         (1, "plotmill: cannot write to standard output: No space left on device\n"))
        self.write("seed.yaml", SEED)
        for option in (["-v"], ["-q", "--explain", "*"]):
            with open("/dev/full", "w") as full:
                r = subprocess.run([PLOTMILL, "render", "seed.yaml", *option], stdout=full, stderr=subprocess.PIPE,
                                   text=True, cwd=self.dir)
            self.assertEqual(r.returncode, 1)
            self.assertIn("plotmill: cannot write to standard output: No space left on device\n", r.stderr)
            self.assertEqual(len(self.expect_whole_images()), 10)

    def closed_pipe(self, *arguments):
        read, write = os.pipe()
        os.close(read)
        r = subprocess.run([PLOTMILL, *arguments], stdout=write, stderr=subprocess.PIPE, text=True, cwd=self.dir)
        os.close(write)
        return r

    def test_closed_pipe(self):
        self.write("seed.yaml", SEED)
        r = self.closed_pipe("inspect", "seed.yaml")
        self.assertEqual((r.returncode, r.stderr), (-signal.SIGPIPE, ""))
        r = self.closed_pipe("render", "seed.yaml", "-v")  # the images matter, not who reads their names
        self.assertEqual(r.returncode, 0)
        self.assertEqual(len(self.expect_whole_images()), 10)

    def test_unreadable_things(self):
        os.mkdir(self.path("dir.yaml"))
        self.expect(self.run_it("render", "dir.yaml"), 2, "", "plotmill: no *.yaml in directory 'dir.yaml'\n")
        with open(self.path("binary.yaml"), "wb") as f:
            f.write(bytes(range(256)) * 10)
        r = self.run_it("render", "binary.yaml")
        self.assertEqual(r.returncode, 2)
        self.assertIn("binary.yaml", r.stderr)
        r = self.run_it("init", "no/such/directory/job.yaml")
        self.expect(r, 2, "", "plotmill: cannot write 'no/such/directory/job.yaml': No such file or directory\n")

    def test_names_that_steer_terminals(self):
        r = self.run_it("\x1b[31mred")
        self.assertEqual(r.returncode, 2)
        self.assertNotIn("\x1b", r.stderr)


class Bench(CliTest):
    def test_bench(self):
        self.write("seed.yaml", SEED)
        temporary = self.path("tmp")
        os.mkdir(temporary)
        r = self.run_it("bench", "seed.yaml", "-j", "2,1", "--repeat", "2", "--json", "bench.json", "--plot",
                        "plots/bench.png", env=self.environment(TMPDIR=temporary))
        self.expect(r, 0, stderr="")
        for words in ("sequential ", "1 thread ", "2 threads ", "speed-up", "efficiency", "all runs wrote the same bytes",
                      "encode", "peak memory", "logical CPU"):
            self.assertIn(words, r.stdout)
        report = json.loads(self.content("bench.json"))
        self.assertTrue(report["same_bytes"])
        self.assertEqual(report["figures"], 10)
        self.assertEqual(report["figures_per_run"], 10 * report["repetitions"])
        self.assertEqual(report["images_per_run"], report["figures_per_run"])
        self.assertEqual([row["threads"] for row in report["rows"]], [0, 1, 2])
        for row in report["rows"]:
            self.assertEqual(len(row["seconds"]), 2)
            self.assertGreater(row["min"], 0)
            self.assertTrue(row["min"] <= row["median"] <= row["max"])
            self.assertEqual(set(row["stages_ms_per_figure"]), {"read", "resolve", "layout", "paint", "encode", "write"})
        self.assertGreaterEqual(report["machine"]["logical_cpus"], 1)
        self.assertGreater(report["peak_memory_bytes"], 1 << 20)
        self.assertEqual(self.expect_whole_images("plots"), ["bench.png"])
        self.assertEqual(os.listdir(temporary), [])

    def test_kept_images(self):
        self.write("a.yaml", SEED)
        self.write("b.yaml", SEED)  # the same names: kept apart
        r = self.run_it("bench", "a.yaml", "b.yaml", "-j", "2", "--repeat", "1", "-o", "kept", "-q", "--only", "*_1")
        self.expect(r, 0, stderr="")
        names = self.expect_whole_images("kept")
        halves = [[n.split("/", 1)[1] for n in names if n.startswith(k)] for k in ("sequential/", "threads-2/")]
        self.assertGreater(len(halves[0]), 1)
        self.assertEqual(halves[0], halves[1])
        self.assertEqual(len(names), len(halves[0]) * 2)

    def test_mistakes(self):
        self.write("mixed.yaml", MIXED)
        r = self.run_it("bench", "mixed.yaml")
        self.expect(r, 1, "")
        self.assertIn("unknown key 'colour'", r.stderr)
        self.assertIn("figure 'bad_0' failed: the bench wants jobs without errors\n", r.stderr)
        self.expect(self.run_it("bench", "nowhere.yaml"), 2, "")
        self.expect(self.run_it("bench", "mixed.yaml", "--only", "x"), 2, "", "plotmill: no figure matches 'x'\n")
        self.expect_usage("option '--jobs' wants a whole number from 1 to 1024, not ''", "bench", "a", "-j", "1,",
                          command="bench")
        self.expect_usage("option '--plot' wants a name that ends with .png, not 'a.svg'", "bench", "a", "--plot",
                          "a.svg", command="bench")
        self.write("seed.yaml", SEED)
        r = self.run_it("bench", "seed.yaml", "-j1", "--repeat=1", "--json", "no/dir/x.json")
        self.expect(r, 1, stderr="plotmill: cannot write 'no/dir/x.json': No such file or directory\n")


class Documents(CliTest):
    """What is written by hand beside the program agrees with it."""

    def options(self, command):
        return re.findall(r"(--[a-z-]+)", "\n".join(
            line[:26] for line in self.run_it(command, "--help").stdout.split("\nOptions:\n")[1].splitlines()))

    def read(self, name):
        with open(os.path.join(SOURCES, "src", "cli", name), encoding="utf-8") as f:
            return f.read()

    def test_every_option_is_everywhere(self):
        man = self.read("man/plotmill.1").replace("\\-", "-")
        bash, zsh, fish = (self.read("completions/" + n) for n in ("plotmill.bash", "_plotmill", "plotmill.fish"))
        for command in ("render", "check", "bench", "inspect", "compare", "watch", "merge", "list", "schema", "init"):
            for text in (man, bash, zsh, fish):
                self.assertIn(command, text)
            for option in self.options(command):
                self.assertIn(option, man, option)
                self.assertIn(option, bash, option)
                self.assertIn(option, zsh, option)
                self.assertIn("-l " + option[2:], fish, option)

    def completed(self, *words):
        script = ("source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _plotmill; printf '%%s\\n' \"${COMPREPLY[@]}\""
                  % (os.path.join(SOURCES, "src/cli/completions/plotmill.bash"), " ".join("'%s'" % w for w in words),
                     len(words) - 1))
        r = subprocess.run(["bash", "--norc", "-c", script], cwd=self.dir, capture_output=True, text=True)
        return sorted(line for line in r.stdout.splitlines() if line)

    @unittest.skipUnless(shutil.which("bash"), "no bash")
    def test_bash(self):
        self.write("job.yaml", SEED)
        self.write("notes.txt", "")
        self.assertEqual(self.completed("plotmill", "in"), ["init", "inspect"])
        self.assertEqual(self.completed("plotmill", "render", "j"), ["job.yaml"])
        self.assertEqual(self.completed("plotmill", "render", "n"), [])
        self.assertEqual(self.completed("plotmill", "render", "--progress", "p"), ["plain"])
        self.assertEqual(self.completed("plotmill", "list", "co"), ["colormaps"])
        for command in ("render", "check", "bench", "inspect", "compare", "watch", "merge", "list", "schema", "init"):
            self.assertEqual(self.completed("plotmill", command, "--"), sorted(self.options(command)), command)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh")
    def test_zsh(self):
        script = os.path.join(SOURCES, "src/cli/completions/_plotmill")
        self.assertEqual(subprocess.run(["zsh", "-n", script]).returncode, 0)

    @unittest.skipUnless(shutil.which("fish"), "no fish")
    def test_fish(self):
        script = os.path.join(SOURCES, "src/cli/completions/plotmill.fish")
        self.assertEqual(subprocess.run(["fish", "--no-execute", script]).returncode, 0)

    @unittest.skipUnless(shutil.which("groff"), "no groff")
    def test_man(self):
        r = subprocess.run(["groff", "-man", "-Tutf8", "-ww", os.path.join(SOURCES, "src/cli/man/plotmill.1")],
                           capture_output=True, text=True)
        self.assertEqual((r.returncode, r.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main(verbosity=1)
