"""Tests of `plotmill watch`. Run as reports_test.py is."""
import http.client
import json
import os
import re
import signal
import socket
import time
import unittest

import browser
from cli_test import CliTest

JOB = """include: [common.yaml]
data:
  table: {csv: data/t.csv}
figures:
  - name: a
    data: table
    layers: [{plot: {x: x, y: y}}]
  - name: b
    title: "${{ word }}"
    layers: [{plot: {y: [1, 2]}}]
"""


class Watch(CliTest):
    def setUp(self):
        super().setUp()
        self.write("jobs/common.yaml", "vars: {word: one}\nfigures: []\n")
        self.write("jobs/data/t.csv", "x,y\n1,2\n3,4\n")
        self.write("jobs/job.yaml", JOB)
        self.text = ""

    def begin(self, *options):
        self.process = self.start("watch", "jobs/job.yaml", *options)
        os.set_blocking(self.process.stderr.fileno(), False)
        return self.process

    def tearDown(self):
        if getattr(self, "process", None):
            self.process.kill()
            self.process.communicate()

    def said(self):
        try:
            return os.read(self.process.stderr.fileno(), 1 << 16).decode()
        except BlockingIOError:
            return ""

    def until(self, pattern, seconds=30):
        """What was said up to here; it is forgotten then."""
        end = time.time() + seconds
        while time.time() < end:
            self.text += self.said()
            found = re.search(pattern, self.text)
            if found:
                before, self.text = self.text[:found.end()], self.text[found.end():]
                return before, found
            self.assertIsNone(self.process.poll(), self.text)
            time.sleep(0.02)
        raise AssertionError("never %r, but %r" % (pattern, self.text))

    def stamps(self):
        return {n: os.stat(self.path("output", n)).st_mtime_ns for n in self.files() if n.endswith(".png")}

    def save(self, name, text):
        """As editors do: beside it, and renamed."""
        self.write(name + "~", text)
        os.rename(self.path(name + "~"), self.path(name))

    def test_only_what_changed(self):
        self.begin()
        said, _ = self.until(r"watching \d+ files; Ctrl-C ends it\n")
        self.assertIn("2 figures, in output/ (", said)
        first = self.stamps()
        self.save("jobs/data/t.csv", "x,y\n1,2\n3,9\n")
        said, _ = self.until(r"2 figures.*\n")
        self.assertIn("changed: jobs/data/t.csv\n", said)
        second = self.stamps()
        self.assertNotEqual(first["a.png"], second["a.png"])
        self.assertEqual(first["b.png"], second["b.png"])
        self.write("jobs/common.yaml", "vars: {word: two}\nfigures: []\n")  # in place
        said, _ = self.until(r"2 figures.*\n")
        self.assertIn("changed: jobs/common.yaml\n", said)
        third = self.stamps()
        self.assertEqual(second["a.png"], third["a.png"])
        self.assertNotEqual(second["b.png"], third["b.png"])

    def test_errors_and_their_mending(self):
        self.write("jobs/job.yaml", JOB.replace("y: [1, 2]", "y: [1, 2], colour: C1"))
        os.rename(self.path("jobs/data/t.csv"), self.path("jobs/data/later.csv"))
        self.begin()
        said, _ = self.until(r"watching")
        self.assertIn("unknown key 'colour'", said)
        self.assertIn("t.csv", said)
        os.rename(self.path("jobs/data/later.csv"), self.path("jobs/data/t.csv"))
        self.until(r"2 figures, 1 failed.*\n")
        self.assertEqual(list(self.stamps()), ["a.png"])
        self.save("jobs/job.yaml", "figures: [\n")
        self.until(r"changed: jobs/job.yaml\n(.|\n)*error: ")
        self.save("jobs/job.yaml", JOB)
        self.until(r"2 figures, 1 up to date, in output/")
        self.assertEqual(list(self.stamps()), ["a.png", "b.png"])

    def test_other_files_are_nobodys_business(self):
        self.begin("-o", "jobs/out", "--manifest", "jobs/m.json")
        self.until("watching")
        for name in ("jobs/.job.yaml.swp", "jobs/job.yaml~", "jobs/out/a.txt", "notes/x.txt"):
            self.write(name, "x")
        time.sleep(0.5)
        self.assertNotIn("changed", self.text + self.said())
        self.process.send_signal(signal.SIGINT)
        self.assertEqual(self.process.wait(20), 130)

    def test_signals(self):
        self.begin("-q")
        while "b.png" not in (self.files() if os.path.isdir(self.path("output")) else ()):
            time.sleep(0.02)
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(20), 143)

    def get(self, path, port, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(method, path, headers=headers)
        r = connection.getresponse()
        body = r.read()
        connection.close()
        return r.status, body

    def serve(self):
        self.begin("--serve=0")
        _, found = self.until(r"serving http://127.0.0.1:(\d+)/\n")
        self.until("watching")
        return int(found.group(1))

    def test_server(self):
        port = self.serve()
        status, page = self.get("/", port)
        self.assertEqual(status, 200)
        data = json.loads(re.search(rb'<script id="data" type="application/json">(.*?)</script>', page).group(1))
        self.assertEqual([f["name"] for f in data["figures"]], ["a", "b"])
        picture = data["figures"][0]["picture"]
        self.assertRegex(picture, r"^/files/output/a.png\?[0-9a-f]{32}$")
        self.assertEqual(self.get(picture, port), (200, self.content("output/a.png")))
        self.assertEqual(self.get("/version", port), (200, data["live"].encode()))
        for path in ("/files/jobs/job.yaml", "/files/../jobs/job.yaml", "/files/output/../jobs/job.yaml",
                     "/files/%2e%2e/jobs/job.yaml", "/files//etc/passwd", "/etc/passwd"):
            self.assertEqual(self.get(path, port)[0], 404, path)
        self.assertEqual(self.get("/", port, Host="evil.example:%d" % port)[0], 403)
        self.assertEqual(self.get("/", port, "POST")[0], 405)
        # Only this machine: no other address answers.
        other = next((a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
                      if not a[4][0].startswith("127.")), None)
        if other:
            with self.assertRaises(OSError):
                socket.create_connection((other, port), timeout=2)
        self.save("jobs/data/t.csv", "x,y\n1,2\n3,9\n")
        self.until("2 figures")
        deadline = time.time() + 10
        while self.get("/version", port)[1] == data["live"].encode() and time.time() < deadline:
            time.sleep(0.05)
        self.assertNotEqual(self.get("/version", port)[1], data["live"].encode())

    @unittest.skipUnless(browser.CHROMIUM, "no chromium")
    def test_the_browser_follows(self):
        port = self.serve()
        b = browser.Browser()
        self.addCleanup(b.close)
        b.size(1000, 700)
        b.open("http://127.0.0.1:%d/" % port)
        b.until("[...document.querySelectorAll('#grid img')].map(i => i.naturalWidth).join() === '640,640'")
        b.key("/")
        b.type("b")
        self.save("jobs/job.yaml", JOB.replace("y: [1, 2]", "y: [1, 2], colour: C1"))
        b.until("document.querySelector('#grid .words')?.textContent.includes(\"unknown key 'colour'\")", 30)
        self.assertEqual(b.js("document.querySelector('#search').value"), "b")
        self.assertEqual(b.complaints(), [])

    def test_usage(self):
        self.expect_usage("'watch' needs a job: a file or a directory", "watch", command="watch")
        self.expect_usage("standard input ('-') cannot be watched", "watch", "-", command="watch")
        self.expect_usage("option '--serve' wants a whole number from 0 to 65535, not '99999'", "watch", "a",
                          "--serve=99999", command="watch")


if __name__ == "__main__":
    unittest.main(verbosity=1)
