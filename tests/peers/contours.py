#!/usr/bin/env python3
"""What Matplotlib says of contour labels and colour bars: the tables of tests/unit/figure and tests/unit/resolve.

    tests/peers/contours.py labels > tests/unit/figure/contour_labels_expected.inc
    tests/peers/contours.py bars > tests/unit/resolve/colorbar_expected.inc

Needs python3-matplotlib 3.6.
"""
import sys

import numpy as np
import matplotlib

matplotlib.use("Agg")
import matplotlib.colors as mcolors  # noqa: E402
from matplotlib.contour import ContourSet  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402


def n(v):
    return repr(float(v))


def row(values):
    return "{" + ", ".join(n(v) for v in values) + "}"


def circle():
    t = np.arange(121) * 2 * np.pi / 120
    line = np.column_stack([5 + 3 * np.cos(t), 2 + 1.5 * np.sin(t)])
    line[-1] = line[0]
    return line


def wave():
    x = np.arange(201) / 20
    return np.column_stack([x, 2 + 1.8 * np.sin(x)])


def labels():
    variants = [dict(), dict(inline_spacing=12), dict(rightside_up=False), dict(inline=False), dict(use_clabeltext=True),
                dict(manual=[(1, 3.5), (5, 0), (9, 2)])]
    for k, kw in enumerate(variants):
        fig = Figure(figsize=(6, 4), dpi=100)
        ax = fig.add_axes([0.1, 0.1, 0.8, 0.8])
        ContourSet._get_nth_label_width = lambda self, i: 42.5
        cs = ContourSet(ax, [1.0, 2.0], [[circle()], [wave()]])
        ax.set_xlim(0, 10)
        ax.set_ylim(0, 4)
        cs.clabel(**kw)
        for t in cs.labelTexts:
            level = int(float(t.get_text())) - 1
            rotation = super(type(t), t).get_rotation() if kw.get("use_clabeltext") else t.get_rotation()
            print("{%d, Part::label, %d, %s}," % (k, level, row([*t.get_position(), (rotation + 180) % 360 - 180, 0])))
        for level, c in enumerate(cs.collections):
            for path in c.get_paths():
                v = path.vertices
                print("{%d, Part::piece, %d, %s}," % (k, level, row([len(v), *v[len(v) // 2], v[0][0]])))


def bars():
    grid = np.linspace(-1, 1, 30)[:, None] * np.linspace(0.2, 2, 40)
    def contour(filled, norm=None, **kw):
        def draw(ax):
            z = np.exp(2 * grid) if norm else grid
            return (ax.contourf if filled else ax.contour)(z, norm=norm, **kw)
        return draw
    cases = {
        "areas": (contour(True, levels=[-1, -0.5, 0, 1.5]), {}),
        "areas_both": (contour(True, levels=[-1, -0.5, 0, 1.5], extend="both"), {"extendfrac": "auto"}),
        "areas_proportional": (contour(True, levels=[-1, -0.5, 0, 1.5], extend="max"), {"spacing": "proportional", "extendfrac": "auto"}),
        "areas_log": (contour(True, mcolors.LogNorm(), levels=[0.1, 1, 5, 20], extend="min"), {}),
        "lines": (contour(False, levels=[-1, -0.5, 0, 1.5]), {}),
        "mesh": (lambda ax: ax.pcolormesh(grid, cmap=matplotlib.colormaps["viridis"].resampled(4), vmin=-1, vmax=3), {"extend": "both"}),
        "mesh_boundaries": (lambda ax: ax.pcolormesh(grid, vmin=-1, vmax=3), {"boundaries": [-1, 0, 0.5, 3], "extend": "min"}),
        "mesh_values": (lambda ax: ax.pcolormesh(grid, vmin=-1, vmax=3), {"values": [-1, 0, 0.5, 3]}),
    }
    for name, (draw, kw) in cases.items():
        fig = Figure()
        ax = fig.subplots()
        cb = fig.colorbar(draw(ax), ax=ax, **kw)
        y, ends = cb._proportional_y()
        ends = [ends[0] * cb._extend_lower(), ends[1] * cb._extend_upper()]
        print('{"%s", %s, %s, %s, %s},' % (name, row(cb._boundaries), row(cb._values), row(cb._y), row([cb.vmin, cb.vmax, *ends])))


if __name__ == "__main__":
    {"labels": labels, "bars": bars}[sys.argv[1]]()
