"""Tests of runs that end before their time: what was finished stays, what was not is not there, nothing temporary
remains, and the next run makes the rest and no more.
"""
import os
import re
import resource
import shutil
import signal
import subprocess
import time
import unittest

from cli_test import CliTest, PLOTMILL, RECORD, SEED

COUNT = 700
JOB = SEED.replace("[0, 10]", "[0, %d]" % COUNT)


class Stopping(CliTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)

    def begun(self, *arguments, images=60):
        process = self.start("render", "job.yaml", *arguments)
        deadline = time.time() + 60
        while time.time() < deadline and len(self.files()) < images and process.poll() is None:
            time.sleep(0.005)
        self.assertIsNone(process.poll(), "it was too quick")
        return process

    def ended(self, process, code):
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, code, err)
        return err.decode()

    def all_files(self, directory="output"):
        return sorted(os.listdir(self.path(directory)))

    def temporaries(self, directory="output"):
        return [n for n in self.all_files(directory) if ".tmp-" in n]

    def stamps(self, names):
        return {n: os.stat(self.path("output", n)).st_mtime_ns for n in names}

    def expect_continued(self, lost=0):
        """The next run keeps what is there (but for `lost` that the record does not hold), and makes the rest."""
        kept = [n for n in self.files() if ".tmp-" not in n]
        before = self.stamps(kept)
        r = self.run_it("render", "job.yaml", "--progress", "none")
        self.expect(r, 0)
        found = re.match(r"%d figures(?:, (\d+) up to date|, all up to date)?, in output/" % COUNT, r.stderr)
        self.assertTrue(found, r.stderr)
        up_to_date = int(found.group(1) or 0)
        self.assertGreaterEqual(up_to_date, len(kept) - lost)
        after = self.stamps(kept)
        self.assertGreaterEqual(sum(before[n] == after[n] for n in kept), len(kept) - lost)
        self.assertEqual(len(self.expect_whole_images()), COUNT)
        self.assertEqual(self.temporaries(), [])
        self.assertIn("all up to date", self.run_it("render", "job.yaml").stderr)

    def test_first_signal(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = self.begun("-j2")
            process.send_signal(number)
            err = self.ended(process, code)
            kept = int(re.search(r"^stopped: (\d+) figures kept in output/ \(", err, re.M).group(1))
            self.assertEqual(len(self.expect_whole_images()), kept)
            self.assertEqual(self.temporaries(), [])
            self.expect_continued()
            shutil.rmtree(self.path("output"))

    def test_second_signal(self):
        process = self.begun("-j2")
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        process.communicate()
        self.assertIn(process.returncode, (130, 143))
        self.expect_whole_images()
        self.assertEqual(self.temporaries(), [])
        self.expect_continued(lost=4)  # what was written just when all was to end

    def test_kill(self):
        for images in (20, 200):
            process = self.begun("-j2", images=images)
            process.kill()
            process.communicate()
            self.assertEqual(process.returncode, -signal.SIGKILL)
            for n in self.files():
                if ".tmp-" not in n:
                    self.assertIn(b"IEND", self.content("output", n)[-12:], n)
            # What the last tenth of a second made is not in the record yet.
            self.expect_continued(lost=COUNT)
            shutil.rmtree(self.path("output"))
        # A run that lasted longer has most of it in the record.
        process = self.begun("-j1", images=500)
        process.kill()
        process.communicate()
        r = self.run_it("render", "job.yaml", "--progress", "none")
        self.assertGreater(int(re.match(r"%d figures, (\d+) up to date" % COUNT, r.stderr).group(1)), 200)

    def test_temporaries_of_killed_runs(self):
        self.write("job.yaml", SEED)
        self.expect(self.run_it("render", "job.yaml", "-q"), 0)
        dead = subprocess.Popen(["true"])
        dead.wait()
        for name in (".plot_1.png.tmp-%d-0" % dead.pid, "%s.tmp-%d-0" % ("." + RECORD, dead.pid)):
            self.write("output/" + name, "half")
        living = ".plot_1.png.tmp-%d-0" % os.getpid()
        self.write("output/" + living, "half")
        self.expect(self.run_it("render", "job.yaml", "-q"), 0)
        self.assertEqual(self.temporaries(), [living])

    def test_files_too_large(self):
        """A limit stands in for a full disk, of the images and of the record."""
        r = self.run_it("render", "job.yaml", "-q",
                        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000)))
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(r.stderr, "plotmill: cannot write 'output/%s': File too large (the next run draws again what "
                                   "this one has drawn)\n" % RECORD)
        self.assertEqual(len(self.expect_whole_images()), COUNT)
        self.assertEqual(self.temporaries(), [])
        self.assertLessEqual(os.path.getsize(self.path("output", RECORD)), 40000)
        self.expect_continued(lost=COUNT)

    def test_full_disk(self):
        """A real one, of one megabyte."""
        disk = self.path("output")
        os.mkdir(disk)
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk],
                                               capture_output=True).returncode != 0:
            self.skipTest("no disk may be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], capture_output=True)
        r = self.run_it("render", "job.yaml", "-q")
        self.assertEqual(r.returncode, 1)
        self.assertIn("No space left on device", r.stderr)
        self.assertLess(r.stderr.count("No space left on device"), 5)  # one fault, whatever the file
        kept = self.expect_whole_images()
        self.assertGreater(len(kept), 10)
        self.assertEqual(self.temporaries(), [])
        self.assertEqual(subprocess.run(["mount", "-o", "remount,size=200m", disk], capture_output=True).returncode, 0)
        self.expect_continued(lost=COUNT)

    def test_vanished_directory(self):
        process = self.begun("-j2", "-q")
        os.rename(self.path("output"), self.path("away"))
        self.ended(process, 0)  # it is made again
        names = self.expect_whole_images()
        self.assertGreater(len(names), 50)
        self.assertEqual(self.temporaries(), [])
        self.assertIn("plot_%d.png" % (COUNT - 1), names)
        self.expect_continued(lost=300)  # the first ones in the new directory may have been between two records

    def test_a_vanished_directory_that_cannot_be_made_again(self):
        os.mkdir(self.path("parent"))
        self.write("job.yaml", SEED.replace("[0, 10]", "[0, 3]"))
        os.rmdir(self.path("parent"))
        self.write("parent", "a file now")
        r = self.run_it("render", "job.yaml", "-o", "parent/output")
        self.assertEqual(r.returncode, 1)
        self.assertIn("3 figures, 3 failed", r.stderr)
        self.assertNotIn(RECORD, r.stderr)  # nothing was made, nothing is to be recorded

    def test_read_only_file(self):
        """An image that may not be written to is replaced, as any other: its directory may be. A record likewise stays."""
        self.write("job.yaml", SEED)
        self.expect(self.run_it("render", "job.yaml", "-q"), 0)
        os.chmod(self.path("output/plot_3.png"), 0o444)
        os.chmod(self.path("output", RECORD), 0o444)
        self.write("job.yaml", SEED.replace("marker: o", "marker: s"))
        r = self.run_it("render", "job.yaml")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(len(self.expect_whole_images()), 10)

    @unittest.skipUnless(os.geteuid() == 0, "wants another user")
    def test_read_only_directory(self):
        """As a user who may not write there: what is up to date is no fault, what is not fails, and all is as it was."""
        self.write("job.yaml", SEED)
        self.expect(self.run_it("render", "job.yaml", "-q"), 0)
        for base, directories, names in os.walk(self.dir):
            os.chmod(base, 0o755)

        def nobody():
            os.setgid(65534)
            os.setuid(65534)
        probe = subprocess.run([PLOTMILL, "--version"], preexec_fn=nobody, capture_output=True)
        if probe.returncode != 0:
            self.skipTest("nobody may not run the program here")
        before = self.all_files()
        r = self.run_it("render", "job.yaml", before=nobody)
        self.expect(r, 0)
        self.assertIn("all up to date", r.stderr)
        self.write("job.yaml", SEED.replace("x=${{ x }}", "x = ${{ x }}").replace("[0, 10]", "[0, 11]"))
        r = self.run_it("render", "job.yaml", before=nobody)
        self.assertEqual(r.returncode, 1)
        self.assertIn("Permission denied", r.stderr)
        self.assertIn("11 figures, 11 failed", r.stderr)
        self.assertEqual(self.all_files(), before)

    def test_many_kills(self):
        """A few of what tests/soak/kills.py does by the thousand."""
        soak = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "soak", "kills.py")
        r = subprocess.run(["python3", soak, "--kills", "6", "--figures", "200", "--seed", "7", PLOTMILL],
                           capture_output=True, text=True)
        self.assertEqual(r.returncode, 0, r.stdout + r.stderr)
        self.assertIn("6 kills", r.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1)
