#!/usr/bin/env python3
"""Makes the data of the jobs beside it, in jobs/bench/data: 220 MB.

    jobs/bench/data.py [FOLDER]

Needs numpy. The same numbers every time. The two curves of a million rows are what a logger would write: an index and two
random walks with nine digits.
"""
import os
import sys

import numpy as np


def walk(rng, n):
    return np.cumsum(rng.standard_normal(n))


def save(path, make):
    if os.path.exists(path):
        return
    print(path)
    make(path + ".part")
    os.replace(path + ".part", path)


def npy(array):
    def write(path):
        with open(path, "wb") as f:
            np.save(f, array())
    return write


def npz(**arrays):
    def write(path):
        with open(path, "wb") as f:
            np.savez(f, **arrays)
    return write


def csv(path):
    rng = np.random.default_rng(6)
    a, b = walk(rng, 1_000_000), walk(rng, 1_000_000)
    with open(path, "w", encoding="ascii") as f:
        f.write("x,a,b\n")
        for i, (u, v) in enumerate(zip(a.tolist(), b.tolist())):
            f.write("%d,%.9f,%.9f\n" % (i, u, v))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
    os.makedirs(folder, exist_ok=True)
    for name, n in (("100k", 100_000), ("1m", 1_000_000), ("10m", 10_000_000)):
        save(os.path.join(folder, "walk_%s.npy" % name), npy(lambda n=n: walk(np.random.default_rng(1), n)))
    for name, n in (("100k", 100_000), ("1m", 1_000_000)):
        rng = np.random.default_rng(2)
        save(os.path.join(folder, "cloud_%s.npz" % name), npz(x=rng.standard_normal(n), y=rng.standard_normal(n)))
    save(os.path.join(folder, "normal_10m.npy"), npy(lambda: np.random.default_rng(3).standard_normal(10_000_000)))
    u = np.linspace(0, 12, 1000)
    save(os.path.join(folder, "waves.npz"), npz(z=np.sin(u)[:, None] * np.cos(0.7 * u) + 0.1 * np.cos(9 * u)))
    save(os.path.join(folder, "logger.csv"), csv)


if __name__ == "__main__":
    main()
