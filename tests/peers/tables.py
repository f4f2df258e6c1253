#!/usr/bin/env python3
"""Tables of numbers by which the unit tests of statistics are checked: what NumPy, SciPy, contourpy and Matplotlib make of
small data.

    tests/peers/tables.py [DIRECTORY]      # default: tests/peers/tables

Needs python3-numpy, python3-scipy and python3-matplotlib (written with 1.24.2, 1.10.1 and 3.6.3). One JSON file a family, a case a line;
null is NaN. Run it again only to add cases, and look at the difference.
"""
import json
import math
import pathlib
import sys

import contourpy
import matplotlib

matplotlib.use("Agg")
import numpy as np  # noqa: E402
from matplotlib import cbook  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.mlab import GaussianKDE  # noqa: E402
from matplotlib.patches import BoxStyle  # noqa: E402
from matplotlib.path import Path  # noqa: E402
from scipy.stats import gaussian_kde  # noqa: E402

random = np.random.default_rng(20230401)

SETS = {
    "uniform": random.uniform(0, 1, 40),
    "normal": random.normal(3, 2, 60),
    "heavy": np.exp(random.normal(0, 1.2, 50)),
    "two_humps": np.concatenate([random.normal(-4, 0.5, 25), random.normal(2, 1, 30)]),
    "whole": random.integers(0, 9, 45).astype(float),
    "ties": np.repeat([1.0, 2.5, 2.5, 4.0, 10.0], 6),
    "tiny": random.normal(0, 1e-9, 30),
    "far": 1e9 + random.normal(0, 3, 30),
    "tenths": np.arange(21) * 0.1,
    "three": np.array([0.3, -1.7, 12.25]),
}


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, np.ma.MaskedArray):
        value = value.filled(np.nan)
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (float, np.floating)):
        return None if math.isnan(value) else float(value)
    if isinstance(value, np.integer):
        return int(value)
    return value


def histograms():
    rules = ["auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges", 1, 7, 10]
    for name, x in SETS.items():
        for rule in rules:
            for span in [None] if rule != "auto" and rule != 7 else [None, (float(np.quantile(x, 0.1)), float(np.quantile(x, 0.8)))]:
                edges = np.histogram_bin_edges(x, rule, span)
                if len(edges) > 61:
                    continue
                counts, same = np.histogram(x, rule, span)
                assert (edges == same).all()
                yield {"set": name, "bins": rule, "range": span, "edges": edges, "counts": counts,
                       "density": np.histogram(x, rule, span, density=True)[0]}
    for name in ("normal", "whole", "tenths"):
        x = SETS[name]
        edges = np.unique(np.round(np.quantile(x, [0, 0.2, 0.5, 0.6, 1]), 1))
        weights = np.round(random.uniform(0, 3, len(x)), 3)
        yield {"set": name, "bins": edges, "range": None, "edges": edges, "weights": weights,
               "counts": np.histogram(x, edges, weights=weights)[0],
               "density": np.histogram(x, edges, weights=weights, density=True)[0]}


def percentiles():
    q = [0, 0.5, 5, 10, 25, 33.3, 50, 75, 90, 97.5, 100]
    for name, x in SETS.items():
        yield {"set": name, "q": q, "values": np.percentile(x, q), "mean": np.mean(x), "std": np.std(x)}


def boxes():
    for name, x in SETS.items():
        for whis in (1.5, 0.5, 3.0, (5, 95), (0, 100)):
            for autorange in (False, True):
                if autorange and name != "ties":
                    continue
                s = cbook.boxplot_stats(x, whis=whis, autorange=autorange)[0]
                yield {"set": name, "whis": whis, "autorange": autorange, "mean": s["mean"], "median": s["med"], "q1": s["q1"],
                       "q3": s["q3"], "iqr": s["iqr"], "notch": [s["cilo"], s["cihi"]], "whiskers": [s["whislo"], s["whishi"]],
                       "fliers": s["fliers"]}


def densities():
    for name, x in SETS.items():
        at = np.linspace(x.min() - (x.max() - x.min()) / 5, x.max(), 9)
        for bandwidth in ("scott", "silverman", 0.3, 1.5):
            kde = GaussianKDE(x, bandwidth)
            values = kde.evaluate(at)
            # SciPy divides before it subtracts: far from 0 it has fewer digits than Matplotlib.
            assert np.allclose(values, gaussian_kde(x, bandwidth)(at), rtol=1e-6 if name == "far" else 1e-10)
            yield {"set": name, "bandwidth": bandwidth, "factor": kde.factor, "at": at, "values": values}


def pieces(points, codes):
    """Contour lines by their codes: (points, closed)."""
    closed = len(codes) > 0 and codes[-1] == 79
    return {"points": points[:-1] if closed else points, "closed": bool(closed)}


def loops(points, codes):
    starts = [i for i, c in enumerate(codes) if c == 1] + [len(codes)]
    return [points[a:b - 1] for a, b in zip(starts, starts[1:])]


def contours():
    y, x = np.mgrid[0:6, 0:7].astype(float)
    hills = np.sin(x * 0.9) + np.cos(y * 1.1) * 0.7
    rough = np.round(random.normal(0, 1, (6, 7)), 2)
    holes = hills.copy()
    holes[2, 3] = holes[2, 4] = holes[5, 0] = holes[0, 6] = np.nan
    saddle = (x - 3) * (y - 2.5)
    steps = np.floor(hills * 2)
    sparse = rough.copy()
    sparse[1, 1] = sparse[1, 2] = sparse[2, 2] = sparse[4, 5] = sparse[3, 0] = np.nan
    bent = x + 0.2 * y, y * 1.5 - 0.1 * x * x
    grids = {"hills": (x, y, hills), "rough": (x, y, rough), "holes": (x, y, holes), "saddle": (x, y, saddle), "steps": (x, y, steps),
             "sparse": (x, y, sparse), "bent": (*bent, rough)}
    for name, (gx, gy, z) in grids.items():
        for corner_mask in (True, False) if np.isnan(z).any() else (True,):
            generator = contourpy.contour_generator(gx, gy, np.ma.masked_invalid(z), name="mpl2014", corner_mask=corner_mask)
            levels = [-0.8, 0.0, 0.45, 1.2]
            lines = [[pieces(p, c) for p, c in zip(*generator.lines(level))] for level in levels]
            areas = [[loops(p, c) for p, c in zip(*generator.filled(low, high))] for low, high in zip(levels, levels[1:])]
            yield {"grid": name, "nx": 7, "ny": 6, "x": gx.ravel(), "y": gy.ravel(), "z": z.ravel(), "corner_mask": corner_mask,
                   "levels": levels, "lines": lines, "areas": areas}


def hexagons():
    axes = Figure().subplots()
    x, y = np.round(random.normal(0, 1, 80), 3), np.round(random.normal(5, 2, 80), 3)
    c = np.round(random.normal(10, 4, 80), 3)
    reduce = {"mean": np.mean, "median": np.median, "sum": np.sum, "min": np.min, "max": np.max, "std": np.std, "var": np.var, "len": len}
    cases = [dict(gridsize=8), dict(gridsize=(5, 4)), dict(gridsize=6, mincnt=2), dict(gridsize=6, mincnt=0),
             dict(gridsize=7, extent=(-1, 1.5, 3, 7)), dict(gridsize=(1, 1))]
    cases += [dict(gridsize=6, C=c, reduce_C_function=r) for r in reduce] + [dict(gridsize=(4, 5), C=c, mincnt=2)]
    for case in cases:
        made = axes.hexbin(x, y, **{**case, "reduce_C_function": reduce[case.get("reduce_C_function", "mean")]})
        offsets, values = made.get_offsets(), made.get_array()
        keep = ~np.ma.getmaskarray(values)
        yield {"x": x, "y": y, **case, "centers": offsets[keep], "values": np.asarray(values)[keep]}


def histograms2d():
    x, y = np.round(SETS["normal"], 2), np.round(random.normal(0, 1, 60), 1)
    weights = np.round(random.uniform(0, 2, 60), 2)
    axes = Figure().subplots()
    for case in (dict(bins=5), dict(bins=[3, 6]), dict(bins=[[0, 1, 3, 8], [-2, 0, 0.5, 2]]), dict(bins=4, range=[[1, 5], [-1, 1]]),
                 dict(bins=5, density=True), dict(bins=[4, 3], weights=weights), dict(bins=[[0, 2, 5], [-1, 0, 0.3]], density=True),
                 dict(bins=6, cmin=2), dict(bins=6, cmax=3)):
        counts, x_edges, y_edges, _ = axes.hist2d(x, y, **case)
        yield {"x": x, "y": y, **case, "x_edges": x_edges, "y_edges": y_edges, "counts": counts.T}


def steps():
    """Axes.ecdf as Matplotlib 3.8 draws it."""
    for name in ("normal", "whole", "three"):
        for weighted in (False, True):
            for complementary in (False, True):
                for compress in (False, True):
                    x = SETS[name]
                    w = np.round(random.uniform(0.1, 3, len(x)), 2) if weighted else None
                    order = np.argsort(x, kind="stable")
                    at = x[order]
                    share = (1 + np.arange(len(x))) / len(x) if w is None else np.cumsum(w[order] / w.sum())
                    if compress:
                        keep = np.array([True, *(at[:-1] != at[1:])])
                        at, share = at[keep], share[keep]
                    if complementary:
                        at, share = np.append(at, at[-1]), np.insert(1 - share, 0, 1)
                    else:
                        at, share = np.insert(at, 0, at[0]), np.insert(share, 0, 0)
                    yield {"set": name, "weights": w, "complementary": complementary, "compress": compress, "at": at, "share": share}


def stacks():
    x = np.arange(7.0)
    rows = np.round(random.uniform(0, 5, (4, 7)), 3)
    gap = rows.copy()
    gap[:, 3] = 0
    for y in (rows, gap, rows[:1], rows[:2] - 2):
        for baseline in ("zero", "sym", "wiggle", "weighted_wiggle"):
            made = Figure().subplots().stackplot(x, y, baseline=baseline)
            lines = []
            for area in made:  # along the lower curve after the corner, back along the upper one
                v = area.get_paths()[0].vertices[:, 1]
                n = len(x)
                lines.append({"lower": v[1:n + 1], "upper": v[n + 2:2 * n + 2][::-1]})
            yield {"x": x, "y": y, "baseline": baseline, "areas": lines}


def box_styles():
    cases = [("square", {"pad": 0.3}), ("square", {"pad": 0}), ("circle", {"pad": 0.3}), ("larrow", {"pad": 0.4}), ("rarrow", {"pad": 0.4}),
             ("darrow", {"pad": 0.2}), ("round", {"pad": 0.3}), ("round", {"pad": 0.5, "rounding_size": 0.2}), ("round4", {"pad": 0.3}),
             ("round4", {"pad": 0.3, "rounding_size": 0.7}), ("sawtooth", {"pad": 0.3}), ("sawtooth", {"pad": 0.6, "tooth_size": 0.5}),
             ("roundtooth", {"pad": 0.3}), ("roundtooth", {"pad": 0.8, "tooth_size": 0.25})]
    for name, parameters in cases:
        path = BoxStyle(name, **parameters)(10, 20, 95, 31, 14)
        keep = path.codes != Path.CLOSEPOLY if path.codes is not None else slice(None)
        yield {"style": name, "parameters": parameters, "box": [10, 20, 105, 51], "size": 14, "points": path.vertices[keep]}


def views():
    points = [[0.5, 0.25], [2, 0.5], [3, 0.9], [-1, 1.5], [1e3, 0.001]]
    for xscale, yscale, xlim, ylim in (("linear", "linear", (-2, 5), (3, 0)), ("log", "linear", (0.1, 1000), (0, 1)),
                                       ("linear", "logit", (0, 10), (0.01, 0.99)), ("symlog", "log", (-100, 1000), (1e-3, 10)),
                                       ("log", "symlog", (1000, 0.01), (-5, 5))):
        figure = Figure(figsize=(6, 4), dpi=120)
        axes = figure.add_axes([0.1, 0.2, 0.7, 0.6], xscale=xscale, yscale=yscale, xlim=xlim, ylim=ylim)
        figure.draw_without_rendering()
        spaces = {"data": axes.transData, "x_data_y_axes": axes.get_xaxis_transform(), "x_axes_y_data": axes.get_yaxis_transform(),
                  "axes": axes.transAxes, "figure": figure.transFigure}
        yield {"xscale": xscale, "yscale": yscale, "xlim": xlim, "ylim": ylim, "figure": [720, 480], "box": axes.bbox.extents,
               "points": points, "pixels": {name: t.transform(points) for name, t in spaces.items()}}


def extents():
    """Path.get_extents: curves by their extrema. Vertices with Matplotlib's codes."""
    m, line, quad, cubic, close = Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE4, Path.CLOSEPOLY
    paths = [([[0, 0], [1, 2], [3, -1]], [m, line, line]), ([[0, 0], [2, 5], [4, 0]], [m, quad, quad]),
             ([[0, 0], [-3, 4], [6, 4], [2, 0]], [m, cubic, cubic, cubic]), ([[1, 1], [1, 9], [1, -7], [1, 2]], [m, cubic, cubic, cubic]),
             ([[0, 0], [1, 0], [1, 1], [0, 0], [5, 5], [6, 9], [9, 5]], [m, line, line, close, m, quad, quad]),
             ([[0, 0], [1, 1], [2, 2], [3, 3]], [m, cubic, cubic, cubic])]
    for vertices, codes in paths:
        yield {"points": vertices, "codes": [int(c) for c in codes], "extents": Path(vertices, codes).get_extents().extents}


class FixedRenderer:
    """Every character is 0.6 em wide, lines are 0.95 em high with a descent of 0.2 em."""

    dpi = 100

    def get_text_width_height_descent(self, text, font, ismath):
        em = font.get_size_in_points() * self.dpi / 72
        return 0.6 * em * len(text), 0.95 * em, 0.2 * em


def text_layouts():
    cases = [dict(ha=ha, va=va) for ha in ("left", "center", "right") for va in ("top", "center", "baseline", "bottom", "center_baseline")]
    cases += [dict(rotation=r, ha=ha, va=va, rotation_mode=mode) for r in (30, 90, -45, 200) for ha, va in (("left", "baseline"), ("right", "top"),
              ("center", "center_baseline")) for mode in ("default", "anchor")]
    cases += [dict(multialignment=m, ha="center", va="top", rotation=r) for m in ("left", "right") for r in (0, 60)]
    cases += [dict(linespacing=s, va="bottom") for s in (0.5, 1.0, 2.5)]
    for case in cases:
        for text in ("word", "two\nlonger lines", "a\n\nb"):
            figure = Figure(dpi=100)
            t = figure.text(0, 0, text, fontsize=12, **case)
            renderer = FixedRenderer()
            box, lines, descent = t._get_layout(renderer)
            yield {"text": text, **case, "box": box.extents, "descent": descent,
                   "lines": [{"text": s, "size": size, "at": [x, y]} for s, size, x, y in lines]}


TABLES = {"histograms": histograms, "percentiles": percentiles, "boxes": boxes, "densities": densities, "contours": contours,
          "hexagons": hexagons, "histograms2d": histograms2d, "ecdf": steps, "stacks": stacks, "box_styles": box_styles,
          "views": views, "extents": extents, "text_layouts": text_layouts}


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"sets": [plain({"name": name, "values": x}) for name, x in SETS.items()]}
    tables.update({name: [plain(case) for case in make()] for name, make in TABLES.items()})
    for name, cases in tables.items():
        lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
        (folder / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        print(f"{name}: {len(cases)} cases")


if __name__ == "__main__":
    main()
