#!/usr/bin/env python3
"""Writes what Matplotlib makes of scattered points and vector fields, as tables for tests/unit.

usage: irregular.py numbers > tests/unit/stats/irregular_expected.inc
       irregular.py barbs > tests/unit/layers/barbs_expected.inc

Needs Matplotlib 3.6. The inputs are written beside the outcomes, so that the tests compute nothing.
"""
import sys

import numpy as np
from matplotlib import _tri, streamplot
from matplotlib.figure import Figure
from matplotlib.tri import Triangulation


def number(v):
    return repr(float(v))


def points(xy):
    return "{" + ", ".join("{%s, %s}" % (number(x), number(y)) for x, y in xy) + "}"


def numbers(values):
    return "{" + ", ".join(number(v) for v in np.ravel(values)) + "}"


def triangles(t):
    return "{" + ", ".join("{%d, %d, %d}" % tuple(row) for row in t) + "}"


def lists(items):
    return "{" + ", ".join(items) + "}"


def scattered(n, seed):
    rng = np.random.RandomState(seed)
    return np.round(rng.uniform(0, 10, (n, 2)), 2)


POINT_SETS = {
    "scattered": scattered(14, 1),
    "a grid": np.array([(x, y) for y in range(4) for x in range(5)], dtype=float),
    "doubles": np.array([(0, 0), (3, 0), (0, 0), (1, 2), (3, 0), (2, 3), (1, 2)], dtype=float),
    "on a line but one": np.array([(0, 0), (0, 1), (0, 2), (0, 3), (5, 1)], dtype=float),
    "on a circle": np.array([(np.cos(a), np.sin(a)) for a in np.linspace(0, 2 * np.pi, 9)[:-1]]),
    "far away": scattered(10, 5) + 1e6,
}


def delaunay():
    rows = []
    for name, xy in POINT_SETS.items():
        t = Triangulation(xy[:, 0], xy[:, 1])
        rows.append('    {"%s", %s, %s}' % (name, points(xy), triangles(t.triangles)))
    print("const DelaunayCase delaunay_cases[] = {\n%s};\n" % ",\n".join(rows))


def contours():
    xy = scattered(14, 1)
    z = np.round(np.sin(xy[:, 0]) * 3 + xy[:, 1], 2)
    z[3] = 5  # a level through a point
    cases = [("all triangles", xy, z, None, None)]
    t = Triangulation(xy[:, 0], xy[:, 1])
    mask = np.zeros(len(t.triangles), bool)
    mask[[4, 7]] = True
    cases.append(("masked", xy, z, None, mask))
    # A ring around a hole, one triangle clockwise, in two parts that meet in a point.
    ring = np.array([(0, 0), (4, 0), (4, 4), (0, 4), (1, 1), (3, 1), (3, 3), (1, 3), (6, 4), (6, 6)], dtype=float)
    around = [(0, 1, 5), (0, 5, 4), (1, 2, 6), (1, 5, 6), (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7), (2, 8, 9)]
    cases.append(("a ring", ring, np.array([0, 3, 9, 4, 8, 1, 2, 6, 7, 5], dtype=float), around, None))
    rows = []
    for name, xy, z, given, mask in cases:
        t = Triangulation(xy[:, 0], xy[:, 1], given, mask)
        before = t.triangles.copy()
        g = _tri.TriContourGenerator(t.get_cpp_triangulation(), z)
        levels = [2.0, 5.0, 8.5]
        lines, areas = [], []
        for level in levels:
            lines.append(lists(points(v) for v in g.create_contour(level)[0]))
        for low, high in zip([-1e250] + levels, levels + [1e250]):
            segs, kinds = g.create_filled_contour(low, high)
            cuts = np.nonzero(kinds[0] == 1)[0][1:]
            areas.append(lists(points(v) for v in np.split(segs[0], cuts) if len(v)))
        rows.append('    {"%s",\n     %s,\n     %s,\n     %s,\n     %s,\n     %s,\n     %s,\n     %s}' % (
            name, points(xy), numbers(z), triangles(before),
            lists("true" if m else "false" for m in (mask if mask is not None else [])),
            "true" if given else "false", lists(lines), lists(areas)))
    print("const ContourCase tri_contour_cases[] = {\n%s};\n" % ",\n".join(rows))


def field(nx, ny, gap):
    y, x = np.mgrid[-2:2:ny * 1j, -3:3:nx * 1j]
    u, v = np.round(-1 - x ** 2 + y, 3), np.round(1 + x - y ** 2, 3)
    if gap:
        u[1, 2] = np.nan
        v[3, 4] = np.nan
    return x[0], y[:, 0], u, v


def streams():
    cases = [
        ("both ways", (8, 6, False), {"density": 0.3}),
        ("gaps", (8, 6, True), {"density": (0.4, 0.2)}),
        ("forward", (8, 6, False), {"density": 0.3, "integration_direction": "forward", "maxlength": 1.5, "minlength": 0.3}),
        ("backward", (7, 9, False), {"density": 0.5, "integration_direction": "backward"}),
        ("unbroken", (8, 6, False), {"density": 0.2, "broken_streamlines": False, "maxlength": 1.0}),
        ("start points", (8, 6, False), {"density": 1.0, "start_points": [(0, 0), (-2.5, 1.5), (3, 2), (-3, -2)]}),
    ]
    rows = []
    for name, shape, options in cases:
        x, y, u, v = field(*shape)
        grid = streamplot.Grid(x, y)
        mask = streamplot.StreamMask(options["density"])
        dmap = streamplot.DomainMap(grid, mask)
        direction = options.get("integration_direction", "both")
        minlength, maxlength = options.get("minlength", 0.1), options.get("maxlength", 4.0)
        broken = options.get("broken_streamlines", True)
        half = maxlength / 2 if direction == "both" else maxlength
        integrate = streamplot._get_integrator(np.ma.masked_invalid(u), np.ma.masked_invalid(v), dmap, minlength, half, direction)
        starts, lines = [], []
        if "start_points" in options:
            for xs, ys in options["start_points"]:
                xg, yg = dmap.data2grid(xs - grid.x_origin, ys - grid.y_origin)
                starts.append((np.clip(xg, 0, grid.nx - 1), np.clip(yg, 0, grid.ny - 1)))
                lines.append(integrate(*starts[-1], broken))
        else:
            for xm, ym in streamplot._gen_starting_points(mask.shape):
                if mask[ym, xm] == 0:
                    lines.append(integrate(*dmap.mask2grid(xm, ym), broken))
        found = [np.asarray(t) for t in lines if t is not None]
        gu, gv = dmap.data2grid(u, v)
        facts = ["{%d, %s, %s, %s, {%s, %s}}" % (len(t), points([t[0]])[1:-1], points([t[len(t) // 2]])[1:-1], points([t[-1]])[1:-1],
                                                 number(t[:, 0].sum()), number(t[:, 1].sum())) for t in found]
        as_cpp = lambda a: "{" + ", ".join("NAN" if np.isnan(v) else number(v) for v in a.ravel()) + "}"  # noqa: E731
        rows.append('    {"%s", %d, %d,\n     %s,\n     %s,\n     StreamOptions::Direction::%s, %d, %d, %s, %s, %s, %s,\n     {%s}}' % (
            name, grid.nx, grid.ny, as_cpp(gu), as_cpp(gv), direction, mask.nx, mask.ny, number(minlength), number(maxlength),
            "true" if broken else "false", points(starts), ",\n      ".join(facts)))
    print("const StreamCase stream_cases[] = {\n%s};" % ",\n".join(rows))


def barbs():
    cases = [
        ("{U: [1, 5, 12, 25, 48, 62], V: [0, 3, 9, 10, -20, 5]}", {}),
        ("{U: [-7, 110], V: [0, 30], length: 9, pivot: middle, flip_barb: true, fill_empty: true}",
         {"length": 9, "pivot": "middle", "flip_barb": True, "fill_empty": True}),
        ("{U: [9, 1], V: [0, 1], rounding: false, pivot: 2.5, sizes: {spacing: 0.2, height: 0.5, width: 0.3, emptybarb: 0.1}}",
         {"rounding": False, "pivot": 2.5, "sizes": {"spacing": 0.2, "height": 0.5, "width": 0.3, "emptybarb": 0.1}}),
        ("{U: [9, 33], V: [0, 44], barb_increments: {half: 2, full: 4, flag: 20}, flip_barb: [true, false]}",
         {"barb_increments": {"half": 2, "full": 4, "flag": 20}, "flip_barb": [True, False]}),
    ]
    rows = []
    for text, options in cases:
        wind = [[float(v) for v in part.split("]")[0].split(",")] for part in (text.split("U: [")[1], text.split("V: [")[1])]
        made = Figure().subplots().barbs(*wind, **options)
        outlines = lists(points(path.vertices[:-1]) for path in made.get_paths())  # the last one closes it
        rows.append('    {"%s", %s,\n     %s}' % (text, number(made.get_sizes()[0]), outlines))
    print("const BarbsCase barbs_cases[] = {\n%s};" % ",\n".join(rows))


def main():
    if sys.argv[1:] not in (["numbers"], ["barbs"]):
        sys.exit(__doc__)
    print("// Made by tests/peers/irregular.py of Matplotlib 3.6.3.\n// clang-format off")
    if sys.argv[1] == "barbs":
        barbs()
    else:
        delaunay()
        contours()
        streams()
    print("// clang-format on")


if __name__ == "__main__":
    main()
