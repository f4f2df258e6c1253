#!/usr/bin/env python3
"""Tables from PostgreSQL: starts Debian's server in a temporary directory, draws from it, and stops it.

usage: postgres_test.py PLOTMILL LIMITS

Exit status 77 (skipped) where there is no server to start, or plotmill was built without libpq.
"""
import glob
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest

plotmill = str(pathlib.Path(sys.argv[1]).resolve())
limits = str(pathlib.Path(sys.argv[2]).resolve())
PASSWORD = "s3cret-Word"

TABLES = """
CREATE TYPE mood AS ENUM ('calm', 'busy');
CREATE TABLE runs (id int, branch text, seconds double precision, size bigint, price numeric(8, 2), good boolean,
                   day date, at timestamp, zoned timestamptz, took interval, mood mood, "odd name" real);
INSERT INTO runs VALUES
  (1, 'main', 1.5, 10, 2.50, true,  '2024-01-01', '2024-01-01 06:00', '2024-01-01 06:00+02', '1 hour 30 minutes', 'calm', 1),
  (2, 'dev',  2.5, 20, 3.25, false, '2024-01-02', '2024-01-02 12:00', '2024-01-02 12:00+02', '2 days', 'busy', 2),
  (3, 'main', NULL, 30, NULL, true, '2024-01-04', NULL, '2024-01-04 00:00+00', '-00:00:02.5', 'calm', 3),
  (4, 'main', 4.5, NULL, 4.75, NULL, NULL, '2024-01-05 00:00', NULL, '1 month', NULL, 4);
CREATE TABLE wide (n bigint, big numeric);
INSERT INTO wide VALUES (9007199254740993, 1e20);
CREATE TABLE many AS SELECT i AS x, i * 0.5 AS y FROM generate_series(1, 50000) AS i;
CREATE ROLE reader LOGIN PASSWORD 's3cret-Word';
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
"""


def program(name):
    found = shutil.which(name)
    if found:
        return found
    places = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    return places[-1] if places else None


class Server:
    """A cluster that listens on a socket only; the server refuses to be run by root."""

    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="pmpg")
        self.user = {}
        if os.geteuid() == 0:
            who = pwd.getpwnam("postgres" if any(u.pw_name == "postgres" for u in pwd.getpwall()) else "nobody")
            os.chown(self.directory, who.pw_uid, who.pw_gid)
            self.user = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        os.chmod(self.directory, 0o755)
        self.data = os.path.join(self.directory, "data")
        self.run("initdb", "-D", self.data, "-U", "owner", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
        with open(os.path.join(self.data, "pg_hba.conf"), "w", encoding="ascii") as f:
            f.write("local all owner trust\nlocal all reader scram-sha-256\n")
        self.run("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.directory, "log"), "-o",
                 f"-c listen_addresses='' -c unix_socket_directories='{self.directory}' -c fsync=off", "start")
        self.run("psql", "-h", self.directory, "-U", "owner", "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1", input=TABLES)

    def run(self, name, *arguments, **more):
        done = subprocess.run([program(name), *arguments], cwd=self.directory, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, timeout=90,
                              **({"stdin": subprocess.DEVNULL} if "input" not in more else {}), **self.user, **more)
        if done.returncode != 0:
            raise RuntimeError(f"{name}: {done.stdout}")

    def stop(self):
        try:
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.directory, ignore_errors=True)


class Postgres(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.work = tempfile.mkdtemp()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        shutil.rmtree(cls.work)

    def plotmill(self, command, job, *options, **environment):
        path = os.path.join(self.work, "job.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(textwrap.dedent(job))
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        return subprocess.run([plotmill, command, "job.yaml", *options], cwd=self.work, text=True, capture_output=True,
                              timeout=60, env={**clean, "PGHOST": self.server.directory, "PGUSER": "owner", **environment})

    def facts(self, query, layer, extra="", **environment):
        run = self.plotmill("inspect", f"""
            vars: {{branch: main, least: 0.5, first: 2, day: 2024-01-02, none: null}}
            data: {{t: {{postgres: dbname=postgres, query: '{query}'{extra}}}}}
            figures: [{{name: f, data: t, margins: 0, legend: true, lint: {{legend: false, empty: false}}, layers: [{layer}]}}]
            """, **environment)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stderr, "")
        return json.loads(run.stdout)[0]["axes"][0]

    def fault(self, query, connection="dbname=postgres", **environment):
        run = self.plotmill("render", f"""
            vars: {{branch: main, list: [1, 2]}}
            data: {{t: {{postgres: "{connection}", query: "{query}"}}}}
            figures: [{{name: f, data: t, layers: [{{plot: {{y: x}}}}]}}]
            """, "-q", "--color", "never", **environment)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertNotIn(PASSWORD, run.stderr + run.stdout)
        return run.stderr

    def test_numbers_and_gaps(self):
        a = self.facts("SELECT id, seconds, price, size FROM runs ORDER BY id", "{plot: {x: size, y: seconds}}")
        self.assertEqual((a["xlim"], a["ylim"]), ([10, 20], [1.5, 2.5]))
        a = self.facts("SELECT id, price FROM runs ORDER BY id", "{plot: {x: id, y: price}}")
        self.assertEqual((a["xlim"], a["ylim"]), ([1, 4], [2.5, 4.75]))
        a = self.facts("SELECT * FROM runs", "{scatter: {x: id, y: id, by: id}}")
        self.assertEqual(a["legend"]["labels"], ["1", "2", "3", "4"])

    def test_truth_texts_and_names(self):
        a = self.facts("SELECT * FROM runs WHERE good IS NOT NULL ORDER BY id", "{scatter: {x: id, y: \"=`odd name`\", by: good}}")
        self.assertEqual(a["legend"]["labels"], ["true", "false"])
        a = self.facts("SELECT * FROM runs WHERE id < 4 ORDER BY id DESC", "{scatter: {x: id, y: id, by: mood}}")
        self.assertEqual(a["legend"]["labels"], ["calm", "busy"])

    def test_dates_and_zones(self):
        a = self.facts("SELECT * FROM runs", "{scatter: {x: day, y: id}}")
        self.assertEqual(a["xlim"], [19723, 19726])
        a = self.facts("SELECT * FROM runs", "{scatter: {x: at, y: id}}")
        self.assertEqual(a["xlim"], [19723.25, 19727])
        # In UTC, whatever the server or the session thinks.
        for zone in ("America/New_York", "Asia/Tokyo"):
            a = self.facts("SELECT * FROM runs", "{scatter: {x: zoned, y: id}}", PGTZ=zone, PGDATESTYLE="German")
            self.assertEqual(a["xlim"], [19723 + 4 / 24, 19726])

    def test_intervals_are_seconds(self):
        a = self.facts("SELECT * FROM runs WHERE id < 4", "{scatter: {x: id, y: took}}")
        self.assertEqual(a["ylim"], [-2.5, 172800])
        a = self.facts("SELECT * FROM runs WHERE id = 4 OR id = 1", "{scatter: {x: id, y: took}}")
        self.assertEqual(a["ylim"], [5400, 30 * 86400])

    def test_parameters_are_bound(self):
        a = self.facts("SELECT * FROM runs WHERE branch = $branch AND id >= $first AND seconds > $least AND day IS DISTINCT FROM $day::date",
                       "{scatter: {x: id, y: seconds}}")
        self.assertEqual(a["xlim"][0] + a["xlim"][1], 8)
        a = self.facts("SELECT * FROM runs WHERE id * $least >= 1 AND $none::int IS NULL AND day >= $day", "{scatter: {x: id, y: id}}")
        self.assertEqual(a["xlim"], [2, 3])
        a = self.facts("SELECT id, $$not $first$$ AS a, $q$ $branch $q$ AS b FROM runs -- $nothing", "{scatter: {x: id, y: id, by: a}}")
        self.assertEqual(a["legend"]["labels"], ["not $first"])
        a = self.facts("SELECT id, $branch AS b FROM runs", "{scatter: {x: id, y: id, by: b}}")
        self.assertEqual(a["legend"]["labels"], ["main"])

    def test_many_rows(self):
        a = self.facts("SELECT * FROM many", "{plot: {x: x, y: y}}")
        self.assertEqual((a["xlim"], a["ylim"]), ([1, 50000], [0.5, 25000]))

    def test_no_rows(self):
        self.facts("SELECT id, seconds FROM runs WHERE false", "{plot: {x: id, y: seconds}}")

    def test_wide_integers(self):
        self.assertIn("9007199254740993 in row 1 of column 'x' is an integer beyond 2^53", self.fault("SELECT n AS x FROM wide"))
        a = self.facts("SELECT n, 1 AS y FROM wide", "{scatter: {x: y, y: y, by: n}}", ", types: {n: text}")
        self.assertEqual(a["legend"]["labels"], ["9007199254740993"])

    def test_faults_of_queries(self):
        self.assertEqual(self.fault("SELECT secnds AS x FROM runs").splitlines(), [
            "job.yaml:3:56: error: SQL: column \"secnds\" does not exist (Perhaps you meant to reference the column \"runs.seconds\".)",
            "    3 | data: {t: {postgres: \"dbname=postgres\", query: \"SELECT secnds AS x FROM runs\"}}",
            "      |                                                        ^"])
        self.assertIn("'$brnch' is no var or matrix parameter (did you mean 'branch'?)", self.fault("SELECT $brnch AS x"))
        self.assertIn("'$list' is a list (expected one value)", self.fault("SELECT $list AS x"))
        self.assertIn("two columns named 'x'", self.fault("SELECT 1 AS x, 2 AS x"))
        self.assertIn("'infinity' in column 'x' is no value that can be drawn", self.fault("SELECT 'infinity'::date AS x"))

    def test_only_reading(self):
        for sql in ("DELETE FROM runs", "DROP TABLE runs", "COPY runs TO '/tmp/x'", "COMMIT", "UPDATE runs SET id = 0",
                    "WITH x AS (DELETE FROM runs RETURNING 1) SELECT * FROM x", "SELECT 1; DROP TABLE runs", "SELECT 1 AS x INTO other"):
            with self.subTest(sql):
                self.assertIn("error: ", self.fault(sql))
        self.assertIn("the query may only read (one SELECT)", self.fault("DELETE FROM runs"))
        a = self.facts("SELECT * FROM runs", "{scatter: {x: id, y: id}}")
        self.assertEqual(a["xlim"], [1, 4])

    def test_passwords(self):
        for connection in (f"dbname=postgres password={PASSWORD}", f"dbname=postgres password = '{PASSWORD}'",
                           f"postgresql://reader:{PASSWORD}@/postgres", f"postgresql:///postgres?user=reader&password={PASSWORD}"):
            with self.subTest(connection):
                said = self.fault("SELECT 1 AS x", connection)
                self.assertIn("the connection names a password, and a job is no place for it", said)
        # A fault elsewhere in the line shows it as little, nor does one of the connection.
        run = self.plotmill("render", f"data: {{t: {{postgres: 'user=reader password={PASSWORD}', qery: x}}}}\nfigures: [{{name: f, data: t, layers: []}}]\n")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("unknown key 'qery'", run.stderr)
        self.assertIn("password=***********'", run.stderr)
        self.assertIn("password authentication failed", self.fault("SELECT 1 AS x", "user=reader dbname=postgres", PGPASSWORD="wrong"))
        # Where it may stand: the environment and libpq's own files.
        self.facts("SELECT * FROM runs", "{scatter: {x: id, y: id}}", PGUSER="reader", PGPASSWORD=PASSWORD)
        passwords = os.path.join(self.work, "pgpass")
        with open(os.open(passwords, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as f:
            f.write(f"*:*:*:reader:{PASSWORD}\n")
        self.facts("SELECT * FROM runs", "{scatter: {x: id, y: id}}", PGUSER="reader", PGPASSFILE=passwords)
        services = os.path.join(self.work, "services")
        with open(services, "w", encoding="ascii") as f:
            f.write(f"[ci]\nhost={self.server.directory}\nuser=reader\npassword={PASSWORD}\ndbname=postgres\n")
        run = self.plotmill("render", """
            data: {t: {postgres: service=ci, query: SELECT id AS x FROM runs}}
            figures: [{name: drawn, data: t, layers: [{plot: {y: x}}]}]
            """, "-q", "-o", "out", PGSERVICEFILE=services, PGHOST="/nowhere")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertTrue(os.path.exists(os.path.join(self.work, "out", "drawn.png")))
        dsn = f"host={self.server.directory} user=reader dbname=postgres password={PASSWORD}"
        run = self.plotmill("inspect", """
            data: {t: {postgres: "${{ env.DSN }}", query: SELECT id AS x FROM runs}}
            figures: [{name: f, data: t, layers: [{plot: {y: x}}]}]
            """, DSN=dsn)
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    SLEEPER = """
        data: {t: {postgres: dbname=postgres, query: "SELECT 1 AS x, pg_sleep(40)::text AS slept"}}
        figures: [{name: f, data: t, layers: [{plot: {y: x}}]}, {name: other, layers: [{plot: {y: [1, 2]}}]}]
        """

    def at_work(self):
        """How many queries the server is busy with."""
        done = subprocess.run([program("psql"), "-h", self.server.directory, "-U", "owner", "-d", "postgres", "-Atc",
                               "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' "
                               "AND pid <> pg_backend_pid()"], text=True, capture_output=True, timeout=30, check=True)
        return int(done.stdout)

    def expect_idle(self):
        deadline = time.time() + 5
        while self.at_work() and time.time() < deadline:
            time.sleep(0.02)
        self.assertEqual(self.at_work(), 0, "the server goes on with a query that nobody waits for")

    def test_time_out_of_a_figure(self):
        begun = time.time()
        run = self.plotmill("render", self.SLEEPER, "--timeout", "0.5", "--color", "never")
        self.assertLess(time.time() - begun, 10)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertRegex(run.stderr, "the figure took longer than its time-out of 0.5 s")
        self.assertTrue(os.path.exists(os.path.join(self.work, "output", "other.png")))
        self.expect_idle()

    def test_ctrl_c(self):
        path = os.path.join(self.work, "sleeper.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(textwrap.dedent(self.SLEEPER))
        # One signal leaves the figures in work some seconds, two do not.
        for stop, code, times in ((signal.SIGINT, 130, 2), (signal.SIGTERM, 143, 1)):
            with self.subTest(stop):
                clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
                with subprocess.Popen([plotmill, "render", "sleeper.yaml", "--force"], cwd=self.work, text=True,
                                      stderr=subprocess.PIPE, env={**clean, "PGHOST": self.server.directory, "PGUSER": "owner"}) as p:
                    deadline = time.time() + 20
                    while not self.at_work() and time.time() < deadline:
                        time.sleep(0.02)
                    self.assertEqual(self.at_work(), 1)
                    begun = time.time()
                    for _ in range(times):
                        p.send_signal(stop)
                        time.sleep(0.1)
                    said = p.communicate(timeout=30)[1]
                self.assertEqual(p.returncode, code, said)
                self.assertLess(time.time() - begun, 5 if times > 1 else 10)
                self.expect_idle()

    def test_memory_of_a_figure(self):
        if "sanitizer" in subprocess.run([plotmill, "--version"], capture_output=True, text=True).stdout:
            self.skipTest("sanitizers bring their own operator new")
        job = """
            data: {t: {postgres: dbname=postgres, query: "SELECT generate_series(1, 100000000) AS x, repeat('a', 100) AS long"}}
            figures: [{name: f, data: t, layers: [{plot: {y: x}}]}]
            """
        run = self.plotmill("render", job, "--max-memory", "30M", "--color", "never")
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("30M", run.stderr)
        self.expect_idle()

    def limited(self, query, rows=10**6, size=10**9, cell=10**6, milliseconds=60000):
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        done = subprocess.run([limits, str(rows), str(size), str(cell), str(milliseconds), query], text=True, capture_output=True,
                              timeout=60, env={**clean, "PGHOST": self.server.directory, "PGUSER": "owner"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.expect_idle()
        return done.stdout.strip()

    def test_limits(self):
        endless = "SELECT generate_series(1, 1000000000) AS x, repeat('b', 100) AS y"
        self.assertEqual(self.limited("SELECT * FROM many", rows=50000), "2 columns")
        self.assertEqual(self.limited("SELECT * FROM many", rows=49999), "the query gives too many rows")
        self.assertEqual(self.limited(endless, rows=1000), "the query gives too many rows")
        self.assertEqual(self.limited(endless, size=10**6), "the query's result is too large for memory")
        self.assertEqual(self.limited("SELECT repeat('b', 3000000) AS y", cell=2**21),
                         "a value of 2.861M in column 'y' is too large for a table")
        self.assertEqual(self.limited("SELECT pg_sleep(20)::text AS y", milliseconds=300), "the query takes too long (more than 0.3 s)")
        self.assertEqual(self.limited(endless.replace("SELECT", "SELECT pg_sleep(0.01)::text AS s,"), milliseconds=300),
                         "the query takes too long (more than 0.3 s)")

    def test_no_server(self):
        # One that takes the connection, and says nothing.
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            where = f"host=127.0.0.1 port={silent.getsockname()[1]} dbname=x connect_timeout=1"
            self.assertIn("cannot connect to PostgreSQL: no answer for 1 s", self.fault("SELECT 1 AS x", where))
            run = self.plotmill("render", self.SLEEPER.replace("dbname=postgres", where.replace("timeout=1", "timeout=30")),
                                "--timeout", "0.3", "--color", "never")
            self.assertRegex(run.stderr, "the figure took longer than its time-out of 0.3 s")
        self.assertIn("cannot connect to PostgreSQL: ", self.fault("SELECT 1 AS x", "host=/nowhere dbname=x"))
        self.assertIn("the connection is none that libpq understands", self.fault("SELECT 1 AS x", "servce=ci"))
        self.assertIn("definition of service \\\"none\\\" not found".replace("\\", ""), self.fault("SELECT 1 AS x", "service=none"))


def main():
    missing = [name for name in ("initdb", "pg_ctl", "psql") if not program(name)]
    if missing:
        print(f"skipped: no {missing[0]} here (Debian's package postgresql has it)")
        return 77
    with tempfile.TemporaryDirectory() as d:
        job = pathlib.Path(d, "j.yaml")
        job.write_text("data: {t: {postgres: host=/nowhere, query: SELECT 1 AS x}}\nfigures: [{name: f, data: t, layers: [{plot: {y: x}}]}]\n", encoding="ascii")
        if "built without PostgreSQL" in subprocess.run([plotmill, "inspect", job], capture_output=True, text=True).stderr:
            print("skipped: plotmill was built without libpq")
            return 77
    result = unittest.main(argv=sys.argv[:1], exit=False).result
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
