// The work that the stress tests share: one job of many unlike figures.
#pragma once

#include <cstdio>
#include <string>

namespace plotmill::stress {

#if defined(__SANITIZE_THREAD__)
inline constexpr int figures_per_kind = 30;
#else
inline constexpr int figures_per_kind = 130;
#endif
inline constexpr int kinds = 4;

// Lines, bars, scattered points with math and legends, subplots; of several sizes, over one shared table; every 50th of
// the last kind has a fault.
inline std::string job() {
    return "vars: {n: " + std::to_string(figures_per_kind) + "}" + R"yaml(
defaults: {dpi: 50}
data:
  wave:
    columns:
      t: {linspace: [0, 10, 200]}
      y: "=sin(2*t) * exp(-t/3)"
figures:
  - name: lines/l${{ i }}
    matrix: {i: {range: [0, "=n"]}}
    figsize: ["=2 + i % 3", 2]
    data: wave
    title: "wave ${{ i }}"
    layers:
      - plot: {x: t, y: "=y*i", label: damped}
      - plot: {x: t, y: "=cos(t)*i", linestyle: "--", label: plain}
    legend: true
  - name: bars/b${{ i }}
    matrix: {i: {range: [0, "=n"]}}
    figsize: [2, 1.5]
    layers: [{bar: {x: [a, b, c], height: [1, "=i+1", 3]}}]
  - name: points/p${{ i }}
    matrix: {i: {range: [0, "=n"]}}
    figsize: [2, 2]
    xlabel: "$x_{${{ i }}}$"
    layers: [{scatter: {x: {normal: {mean: 0, std: 1, n: 100, seed: "=i"}}, y: {uniform: {low: 0, high: 1, n: 100, seed: "=i"}}, marker: s}}]
  - name: grid/g${{ i }}
    matrix: {i: {range: [0, "=n"]}}
    figsize: [3, 2]
    subplots: {nrows: 1, ncols: 2}
    axes:
      - {layers: [{hist: {x: {normal: {mean: 0, std: 1, n: 300, seed: "=i"}}, bins: "=5 + i % 7"}}]}
      - {data: wave, layers: [{fill_between: {x: t, y1: y, y2: "=0 if i % 50 else nosuchcolumn"}}]}
)yaml";
}

}  // namespace plotmill::stress
