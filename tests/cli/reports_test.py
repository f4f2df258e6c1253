"""Tests of the files that a run leaves about itself.

Run by meson as cli_test.py is, or by hand:
    PLOTMILL=build/src/cli/plotmill python3 tests/cli/reports_test.py [Manifest|...]
"""
import fcntl
import json
import os
import pty
import re
import shutil
import signal
import struct
import termios
import time
import unittest
import xml.etree.ElementTree

import jsonschema

import browser
from cli_test import LONG, PLOTMILL, CliTest

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
        r = self.run_it("render", "slow.yaml", "--progress", "json")
        self.assertEqual(json.loads(r.stderr.splitlines()[-1])["timed_out"], 1)
        self.assertEqual([json.loads(l)["status"] for l in r.stderr.splitlines() if '"event":"figure"' in l.replace(": ", ":")],
                         ["timed-out"])
        r = self.run_it("render", "slow.yaml", env=self.environment(GITHUB_STEP_SUMMARY=self.path("summary.md"), GITHUB_ACTIONS="true"))
        self.assertIn("1 figure, 1 failed (1 timed out) (", r.stderr)
        self.assertIn("plotmill: 1 figure, 1 failed (1 timed out)\n", self.content("summary.md").decode())
        self.assertIn("1 failed (1 timed out)", self.run_it("render", "slow.yaml", "-j", "1", "--shard", "1/1", "--manifest", "s.json").stderr)
        self.assertIn("1 figure of 1 shard, 1 failed (1 timed out) (", self.run_it("merge", "s.json", "--manifest", "all.json").stderr)
        self.assertEqual(self.manifest("all.json")["worker_metrics"], self.manifest("s.json")["worker_metrics"])

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


class Junit(CliTest):
    def suites(self):
        root = xml.etree.ElementTree.fromstring(self.content("j.xml"))
        self.assertEqual(root.tag, "testsuites")
        return root, {s.get("name"): s for s in root}

    def test_outcomes(self):
        self.write("mixed.yaml", MIXED)
        self.write("good.yaml", "figures:\n  - {name: a, layers: [{plot: {y: [1, 2]}}]}\n")
        self.write("broken.yaml", "figures: [\n")
        r = self.run_it("render", "mixed.yaml", "broken.yaml", "good.yaml", "-q", "--junit", "j.xml")
        self.assertEqual(r.returncode, 2)
        root, suites = self.suites()
        self.assertEqual([(s.get("name"), s.get("tests"), s.get("failures"), s.get("errors")) for s in suites.values()],
                         [("mixed.yaml", "5", "3", "0"), ("good.yaml", "1", "0", "0"), ("broken.yaml", "1", "0", "1")])
        self.assertEqual([root.get(k) for k in ("tests", "failures", "errors", "skipped")], ["7", "3", "1", "0"])
        bad, _, _, good, odd = suites["mixed.yaml"]
        self.assertEqual((bad.get("name"), bad.get("classname"), bad.get("line")), ("bad_0", "mixed.yaml", "5"))
        self.assertEqual(bad[0].tag, "failure")
        self.assertEqual(bad[0].get("message"), "unknown key 'colour' in layer 'plot' (did you mean 'color'?)")
        self.assertIn("plot: {y: [1, 2, 3], colour: C1}\n", bad[0].text)
        self.assertEqual((len(good), good.get("name")), (0, "good"))
        self.assertGreater(float(good.get("time")), 0)
        self.assertEqual(odd[0].tag, "system-err")
        self.assertIn("[lint: characters]", odd[0].text)
        self.assertEqual(suites["broken.yaml"][0][0].tag, "error")

    def test_what_xml_cannot_hold(self):
        self.write("odd.yaml", 'figures:\n  - {name: a, layers: [{"<&\\"\\x01\\uFFFF>": {y: [1, 2]}}]}\n')
        self.assertEqual(self.run_it("render", "odd.yaml", "-q", "--junit", "j.xml").returncode, 1)
        _, suites = self.suites()
        self.assertIn('<&"\ufffd\ufffd>', suites["odd.yaml"][0][0].get("message"))

    def test_stopped(self):
        self.write("long.yaml", LONG)
        process = self.start("render", "long.yaml", "-q", "--junit", "j.xml")
        while len(self.files()) < 20:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        root, _ = self.suites()
        self.assertEqual(int(root.get("tests")), len(self.files()) + int(root.get("skipped")))

    def test_check(self):
        self.write("mixed.yaml", MIXED)
        self.assertEqual(self.run_it("check", "mixed.yaml", "-q", "--junit", "j.xml").returncode, 1)
        root, _ = self.suites()
        self.assertEqual((root.get("tests"), root.get("failures")), ("5", "3"))


class Github(CliTest):
    def test_annotations(self):
        self.write("repo/jobs/a,b%.yaml", MIXED)
        r = self.run_it("render", "repo/jobs/a,b%.yaml",
                        env=self.environment(GITHUB_ACTIONS="true", GITHUB_WORKSPACE=self.path("repo")))
        lines = [line for line in r.stderr.splitlines() if line.startswith("::")]
        self.assertEqual(lines[0], "::error file=jobs/a%2Cb%25.yaml,line=5,col=30,title=plotmill::unknown key 'colour' "
                         "in layer 'plot' (did you mean 'color'?)")
        self.assertTrue(lines[1].startswith("::warning file=jobs/a%2Cb%25.yaml,line=11,col=12,title=plotmill::no font"))
        self.assertEqual(len(lines), 2)
        r = self.run_it("check", "repo/jobs/a,b%.yaml", env=self.environment(GITHUB_ACTIONS="true"))
        self.assertIn("::error file=repo/jobs/a%2Cb%25.yaml,line=5", r.stderr)
        self.assertNotIn("::", self.run_it("render", "repo/jobs/a,b%.yaml").stderr)

    def test_summary(self):
        self.write("a|b.yaml", MIXED)
        self.write("summary.md", "before\n")
        self.run_it("render", "a|b.yaml", "-q", env=self.environment(GITHUB_STEP_SUMMARY=self.path("summary.md")))
        text = self.content("summary.md").decode()
        self.assertTrue(text.startswith("before\n### \u274c plotmill: 5 figures, 2 rendered, 3 failed\n\n3 files, "), text)
        self.assertIn("| bad\\_0 | a\\|b.yaml line 5 | unknown key 'colour' in layer 'plot' (did you mean 'color'?) |\n",
                      text)
        self.assertIn("; 3 errors, 1 warning\n", text)

    def test_long_summary_is_cut(self):
        self.write("many.yaml", MIXED.replace("[0, 3]", "[0, 80]"))
        self.run_it("render", "many.yaml", "-q", env=self.environment(GITHUB_STEP_SUMMARY=self.path("summary.md")))
        text = self.content("summary.md").decode()
        self.assertEqual(text.count("| bad"), 50)
        self.assertIn("\u2026 and 30 more\n", text)


class Trace(CliTest):
    """Each figure a bar on its worker's row, and in it a bar for each time that it was in a stage."""
    STAGES = ["read", "resolve", "layout", "paint", "encode", "write"]

    def trace(self, *arguments, code=0):
        self.expect(self.run_it("render", *arguments, "-q", "--trace", "t.json", "--manifest", "m.json"), code, "")
        events = json.loads(self.content("t.json"))["traceEvents"]
        figures = [e for e in events if e.get("cat") == "figure"]
        bars = {f["name"]: [] for f in figures}
        for e in events:
            if e.get("cat") == "figure":
                bars_of = bars[e["name"]]
            elif e.get("cat") == "stage":
                bars_of.append(e)
        ends = {}
        for f in sorted(figures, key=lambda f: f["ts"]):  # no two at the same time on a worker
            self.assertGreaterEqual(f["ts"], ends.get(f["tid"], 0))
            ends[f["tid"]] = f["ts"] + f["dur"]
            inside = [e for e in bars[f["name"]] if e["name"] == "data"]
            at = f["ts"]
            for bar in (e for e in bars[f["name"]] if e["name"] != "data"):  # one after the other, within the figure
                self.assertEqual(bar["tid"], f["tid"])
                self.assertGreaterEqual(bar["ts"], at - 0.001)
                at = bar["ts"] + bar["dur"]
                inside = [e for e in inside if bar["name"] != "resolve" or e["ts"] < bar["ts"] - 0.001 or
                          e["ts"] + e["dur"] > at + 0.001]
            self.assertLessEqual(at, f["ts"] + f["dur"] + 0.001)
            self.assertEqual(inside, [], "loaded while the figure was resolved")
        with open(self.path("m.json"), encoding="utf-8") as file:
            for f in json.load(file)["figures"]:  # the sums are the times of the stages
                sums = {}
                for bar in bars.get(f["name"], []):
                    sums[bar["name"]] = sums.get(bar["name"], 0) + bar["dur"]
                for stage in self.STAGES:
                    self.assertAlmostEqual(f["stages"].get(stage, 0) * 1e6, sums.get(stage, 0), delta=2)
        return events, figures, bars

    def test_bars(self):
        self.write("long.yaml", LONG.replace("200000", "30"))
        events, figures, bars = self.trace("long.yaml", "-j", "3")
        rows = [e["args"]["name"] for e in events if e["ph"] == "M"]
        self.assertEqual(rows, ["plotmill", "worker 0", "worker 1", "worker 2"])
        self.assertEqual([e["name"] for e in figures], ["plot_%d" % i for i in range(30)])
        for f in figures:
            self.assertEqual([b["name"] for b in bars[f["name"]] if b["name"] != "data"], self.STAGES)

    FORMATS = """
data:
  t: {csv: t.csv}
figures:
  - name: f_${{ x }}
    matrix: {x: {range: [0, 4]}}
    data: t
    layers: [{plot: {x: a, y: b}}]
"""

    def check_formats(self, *arguments):
        self.write("t.csv", "a,b\n" + "".join("%d,%d\n" % (i, i % 7) for i in range(20000)))
        self.write("formats.yaml", self.FORMATS)
        _, _, bars = self.trace("formats.yaml", "--format", "png,svg,pdf", "-j", "2", *arguments)
        for of_figure in bars.values():
            self.assertEqual([b["name"] for b in of_figure if b["name"] != "data"],
                             self.STAGES[:4] + ["encode", "write"] * 3)
        loads = [b for of_figure in bars.values() for b in of_figure if b["name"] == "data"]
        self.assertIn(len(loads), (1, 2))  # by one worker, while the other waits for it

    def test_formats(self):
        self.check_formats()

    def test_formats_by_processes(self):
        self.check_formats("--isolate")

    def test_what_a_matrix_shares(self):
        """Who comes first measures all figures before its own goes on: neither time of its own, nor nothing."""
        self.write("shared.yaml", """
figures:
  - name: f_${{ x }}
    matrix: {x: {range: [0, 6]}}
    share: ylim
    data:
      t:
        columns:
          k: {linspace: [0, 1, 300000]}
          y: "=k * (x + 1)"
    layers: [{plot: {data: t, y: y}}]
""")
        for way in [], ["--isolate"]:
            _, figures, bars = self.trace("shared.yaml", "-j", "1", "--no-record", *way)
            first = bars[min(figures, key=lambda f: f["ts"])["name"]]
            names = [b["name"] for b in first if b["name"] != "data"]
            self.assertEqual(names, ["read", "resolve", "scales", "resolve", "layout", "paint", "encode", "write"])
            scales = first[[b["name"] for b in first].index("scales")]
            layout = first[[b["name"] for b in first].index("layout")]
            self.assertGreater(scales["dur"], 1000)
            self.assertGreaterEqual(layout["ts"], scales["ts"] + scales["dur"])

    def test_who_fails_was_there_too(self):
        self.write("mixed.yaml", MIXED)
        _, figures, bars = self.trace("mixed.yaml", code=1)
        self.assertEqual([b["name"] for b in bars["bad_0"]], ["read", "resolve"])
        self.assertEqual(figures[0]["args"]["status"], "failed")


class Events(CliTest):
    def test_order(self):
        self.write("mixed.yaml", MIXED)
        r = self.run_it("render", "mixed.yaml", "--progress", "json")
        events = [json.loads(line) for line in r.stderr.splitlines()]
        self.assertEqual(events[0]["event"], "start")
        self.assertEqual(events[-1]["event"], "summary")
        figures = [e for e in events if e["event"] == "figure"]
        self.assertEqual([(e["name"], e["status"]) for e in figures],
                         [("bad_0", "failed"), ("bad_1", "failed"), ("bad_2", "failed"), ("good", "rendered"),
                          ("odd", "rendered")])
        self.assertEqual(figures[3]["files"][1]["path"], "output/good.svg")
        self.assertEqual(len([e for e in events if e["event"] == "diagnostic"]), 2)

    def test_workers_on_a_terminal(self):
        self.write("long.yaml", LONG)
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.dir)
            os.environ.pop("NO_COLOR", None)
            os.execv(PLOTMILL, [PLOTMILL, "render", "long.yaml", "-v", "-j", "3"])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 72, 0, 0))
        out = b""
        try:
            while out.count(b"% busy") < 12:
                out += os.read(terminal, 65536)
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(terminal)
        rows = re.findall(r"  (\d) +(\d+) done +0 failed +(\d+) % busy +[0-9.]+ MB  (\S+)\r\n", out.decode())
        self.assertEqual([row[0] for row in rows[:6]], ["0", "1", "2", "0", "1", "2"])
        self.assertTrue(any(row[3].startswith("plot_") for row in rows), rows)
        self.assertTrue(any(int(row[2]) > 20 for row in rows), rows)
        # Each is taken away before the next is drawn.
        self.assertIn(b"\r\x1b[K\x1b[A\x1b[K\x1b[A\x1b[K\x1b[A\x1b[K", out)


@unittest.skipUnless(browser.CHROMIUM, "no chromium")
class Report(CliTest):
    """The page, as a browser shows it."""

    @classmethod
    def setUpClass(cls):
        cls.browser = browser.Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def open(self, name="page.html"):
        self.browser.size(1200, 800)
        self.browser.open("file://" + self.path(name))
        self.browser.js("sessionStorage.clear()")
        self.browser.open("file://" + self.path(name))
        return self.browser

    def names(self):
        return self.browser.js("[...document.querySelectorAll('#grid .name')].map(e => e.textContent)")

    def page(self, text=MIXED, code=1):
        self.write("job.yaml", text)
        self.assertEqual(self.run_it("render", "job.yaml", "-q", "--report", "page.html").returncode, code)
        return self.open()

    def test_search_and_filters(self):
        b = self.page(MIXED + """  - name: slow/er
    alt: "</script><script>document.title = 'bad'</script>"
    layers: [{plot: {y: [3, 2, 1]}}]
""")
        self.assertEqual(self.names(), ["bad_0", "bad_1", "bad_2", "good", "odd", "slow/er"])
        self.assertEqual(b.js("document.title"), "job.yaml")
        self.assertTrue(b.js("document.querySelector('#facts').textContent").startswith("6 figures \u00b7 4 files, "))
        self.assertEqual(b.js("[...document.querySelectorAll('#filters button')].map(e => e.textContent)"),
                         ["all6", "failed3", "rendered3", "with warnings1"])
        b.until("[...document.querySelectorAll('#grid img')].every(i => i.naturalWidth === 480)")
        self.assertEqual(b.js("document.querySelectorAll('#grid img').length"), 3)
        self.assertIn("unknown key 'colour'", b.js("document.querySelector('#grid .words').textContent"))
        self.assertEqual(b.js("document.querySelector('#grid img').alt"), 'Two "points", rising & <falling>')
        b.click("[data-filter=failed]")
        self.assertEqual(self.names(), ["bad_0", "bad_1", "bad_2"])
        b.click("[data-filter=warnings]")
        self.assertEqual(self.names(), ["odd"])
        b.click("[data-filter='']")
        b.key("/")
        b.type("falling")
        self.assertEqual(self.names(), ["good"])
        self.assertEqual(b.js("document.querySelector('#count').textContent"), "1 of 6 figures")
        b.type(" nothing")
        self.assertEqual(b.js("document.querySelector('#count').textContent"), "No figure matches.")
        b.open("file://" + self.path("page.html"))  # it remembers
        self.assertEqual(b.js("document.querySelector('#search').value"), "falling nothing")
        self.assertEqual(b.complaints(), [])

    def test_by_keyboard(self):
        b = self.page()
        b.key("/")
        b.key("ArrowDown")
        focused = "document.activeElement.querySelector('.name')?.textContent"
        self.assertEqual(b.js(focused), "bad_0")
        b.key("ArrowRight")
        b.key("ArrowRight")
        b.key("ArrowRight")
        self.assertEqual(b.js(focused), "good")
        b.key("Enter")
        self.assertTrue(b.js("document.querySelector('dialog').open"))
        title = "document.querySelector('#detail-name').textContent"
        self.assertEqual(b.js(title), "good")
        b.until("document.querySelector('.large').naturalWidth === 640")  # the file itself
        self.assertEqual(b.js("[...document.querySelectorAll('#detail a')].map(a => a.getAttribute('href'))"),
                         ["output/good.png", "output/good.svg"])
        b.key("ArrowRight")
        self.assertEqual(b.js(title), "odd")
        self.assertIn("[lint: characters]", b.js("document.querySelector('#detail pre').textContent"))
        self.assertTrue(b.js("document.querySelector('#next').disabled"))
        b.key("ArrowLeft")
        b.key("ArrowLeft")
        self.assertEqual(b.js(title), "bad_2")
        self.assertIn("|                              ^~~~~~", b.js("document.querySelector('#detail pre').textContent"))
        b.key("Escape")
        self.assertFalse(b.js("document.querySelector('dialog').open"))
        b.until(focused + " === 'bad_2'")
        self.assertEqual(b.complaints(), [])

    def test_alone_on_a_phone_in_the_dark(self):
        self.page()
        shutil.rmtree(self.path("output"))  # the page alone
        b = self.open()
        b.size(360, 740, mobile=True)
        b.dark()
        self.addCleanup(b.dark, False)
        self.assertLessEqual(b.js("document.documentElement.scrollWidth"), 360)
        self.assertEqual(b.js("getComputedStyle(document.body).backgroundColor"), "rgb(23, 24, 26)")
        self.assertEqual(b.js("[...document.querySelectorAll('#grid .name')].filter(e => e.scrollWidth > e.clientWidth)"
                              ".map(e => e.textContent)"), [])  # names are shown in full
        b.click("#grid li:nth-child(4) .card")
        b.until("document.querySelector('.large').naturalWidth === 480")
        self.assertLessEqual(b.js("document.querySelector('.large').getBoundingClientRect().right"), 360)
        self.assertLessEqual(b.js("document.documentElement.scrollWidth"), 360)

    def test_many_figures(self):
        b = self.page(LONG.replace("200000", "150"), 0)
        self.assertEqual(len(self.names()), 60)  # more as one scrolls
        b.js("window.scrollTo(0, document.body.scrollHeight)")
        b.until("document.querySelectorAll('#grid .name').length > 60")

    def test_comparison(self):
        job = "vars: {k: 1}\nfigures:\n  - {name: a, layers: [{plot: {y: [0, 1, '=2*k']}}]}\n" \
              "  - {name: b, layers: [{plot: {y: [0, 1]}}]}\n"
        self.write("job.yaml", job)
        self.expect(self.run_it("compare", "job.yaml", "--baseline", "base", "--update", "-q"), 0)
        r = self.run_it("compare", "job.yaml", "--baseline", "base", "--set", "k=3", "-q", "--report", "page.html")
        self.assertEqual(r.returncode, 1)
        shutil.copy(self.path("base/a.png"), self.path("base/old.png"))
        r = self.run_it("compare", "job.yaml", "--baseline", "base", "--set", "k=3", "-q", "--report", "page.html")
        self.assertEqual(r.returncode, 1)
        b = self.open()
        self.assertEqual(b.js("[...document.querySelectorAll('#filters button')].map(e => e.textContent)"),
                         ["all3", "different1", "missing1", "identical1"])
        self.assertEqual(b.js("document.querySelector('h1').textContent"), "job.yaml")
        os.unlink(self.path("base/old.png"))
        r = self.run_it("compare", "job.yaml", "--baseline", "base", "--set", "k=3", "-q", "--report", "page.html")
        self.assertEqual(r.returncode, 1)
        shutil.rmtree(self.path("base"))
        shutil.rmtree(self.path("output"))
        b = self.open()
        self.assertEqual(b.js("[...document.querySelectorAll('#filters button')].map(e => e.textContent)"),
                         ["all2", "different1", "identical1"])
        b.click("#grid .card")
        b.until("[...document.querySelectorAll('.stack img')].map(i => i.naturalWidth).join() === '640,640'")
        at = "getComputedStyle(document.querySelector('.stack .over')).clipPath"
        self.assertEqual(b.js(at), "inset(0px 0px 0px 50%)")
        b.js("document.querySelector('.slider').focus()")
        b.key("ArrowRight")
        self.assertEqual(b.js(at), "inset(0px 0px 0px 51%)")
        self.assertEqual(b.js("document.querySelector('#detail-name').textContent"), "a")
        b.click(".modes button:nth-child(2)")
        b.until("document.querySelector('.stack img').naturalWidth === 640")
        self.assertEqual(b.js("document.querySelector('.stack img').alt"), "difference")
        b.click(".modes button:nth-child(3)")
        b.until("[...document.querySelectorAll('.sides img')].map(i => i.naturalWidth).join() === '640,640,640'")
        self.assertEqual(b.complaints(), [])


if __name__ == "__main__":
    unittest.main(verbosity=1)
