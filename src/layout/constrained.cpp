#include "layout/constrained.h"

#include <algorithm>
#include <array>

#include "layout/grid.h"

namespace plotmill::layout {

namespace {

using resolve::Side;
using resolve::Slot;

// The margins of one direction of a grid, each end's own (labels, titles) and outer one (pads, colour bars), and where
// its cells are with them. Along rows "low" is the top, as rows are counted downwards.
struct Line {
    enum Margin : std::uint8_t { low, low_bar, high, high_bar };

    Line(int n, std::vector<double> given)
        : ratios(std::move(given)), margins(static_cast<std::size_t>(n)), solved(margins), cells(margins.size()) {
        if (ratios.size() != margins.size()) ratios.assign(margins.size(), 1);
    }

    void at_least(Margin m, int cell, double size) {
        double& v = margins[static_cast<std::size_t>(cell)][m];
        v = std::max(v, size);
    }
    double sum(Margin a, Margin b, int cell) const {
        const auto& m = margins[static_cast<std::size_t>(cell)];
        return m[a] + m[b];
    }
    void reset() { margins.assign(margins.size(), {}); }

    // Cells from `begin` on, of `length` together, whose insides stand in the ratios.
    void solve(double begin, double length) {
        double taken = 0, parts = 0;
        for (const auto& m : margins) taken += m[low] + m[low_bar] + m[high] + m[high_bar];
        for (double r : ratios) parts += r;
        const double unit = (length - taken) / parts;
        double at = begin;
        for (std::size_t i = 0; i < margins.size(); ++i) {
            const auto& m = margins[i];
            cells[i].first = at;
            at += m[low] + m[low_bar] + m[high] + m[high_bar] + unit * ratios[i];
            cells[i].second = at;
        }
        solved = margins;
    }
    // From the first cell to the one before the last, less outer margins, or less all margins.
    std::pair<double, double> outer(int from, int to) const {
        const auto a = static_cast<std::size_t>(from), b = static_cast<std::size_t>(to - 1);
        return {cells[a].first + solved[a][low_bar], cells[b].second - solved[b][high_bar]};
    }
    std::pair<double, double> inner(int from, int to) const {
        const auto a = static_cast<std::size_t>(from), b = static_cast<std::size_t>(to - 1);
        return {cells[a].first + solved[a][low] + solved[a][low_bar],
                cells[b].second - solved[b][high] - solved[b][high_bar]};
    }

    using Four = std::array<double, 4>;
    std::vector<double> ratios;
    std::vector<Four> margins, solved;  // as asked for since; as of the last solution
    std::vector<std::pair<double, double>> cells;
};

class Work {
public:
    explicit Work(ConstrainedFigure& f)
        : f_(f),
          cols_(f.figure.grid.ncols, f.figure.grid.width_ratios),
          rows_(f.figure.grid.nrows, f.figure.grid.height_ratios) {
        bars_.resize(f.figure.axes.size());
        for (std::size_t i = 0; i < f.figure.axes.size(); ++i)
            if (const auto& bar = f.figure.axes[i].bar)
                for (std::size_t k : bar->parents) bars_[k].push_back(i);
    }

    bool pass(bool compress) {
        cols_.reset();
        rows_.reset();
        figure_ = f_.margins;
        for (std::size_t i = 0; i < f_.figure.axes.size(); ++i)
            if (in_layout(i)) make_margins(i);
        match_submerged();
        solve();
        if (collapsed()) return false;
        reposition();
        if (!compress) return true;
        take_in();
        solve();
        if (collapsed()) return false;
        reposition();
        return true;
    }

private:
    const resolve::ResolvedAxes& axes(std::size_t i) const { return f_.figure.axes[i]; }
    // Axes of the grid. A twin is one of them, in its axes' cell; a twin of an inset is not.
    bool in_layout(std::size_t i) const {
        const resolve::ResolvedAxes& a = axes(i);
        if (a.bar && !a.bar->parents.empty()) return false;
        return a.inset_of < 0 && (a.twin_of < 0 || in_layout(static_cast<std::size_t>(a.twin_of)));
    }

    // get_cb_parent_spans
    Slot spans(const resolve::ColorbarPlace& bar) const {
        Slot s = axes(bar.parents.front()).slot;
        for (std::size_t k : bar.parents) {
            const Slot& o = axes(k).slot;
            s = {std::min(s.row0, o.row0), std::max(s.row1, o.row1), std::min(s.col0, o.col0),
                 std::max(s.col1, o.col1)};
        }
        return s;
    }

    Rect outer(const Slot& s) const { return box(cols_.outer(s.col0, s.col1), rows_.outer(s.row0, s.row1)); }
    Rect inner(const Slot& s) const { return box(cols_.inner(s.col0, s.col1), rows_.inner(s.row0, s.row1)); }
    // Rows are measured from the top.
    static Rect box(std::pair<double, double> x, std::pair<double, double> y) {
        return {x.first, 1 - y.second, x.second, 1 - y.first};
    }

    static bool upright(Side side) { return side == Side::left || side == Side::right; }

    double pad(const resolve::ColorbarPlace& bar) const {
        const Rect r = inner(spans(bar));
        return bar.pad * (upright(bar.side) ? r.width() : r.height());
    }

    // make_layout_margins, for one axes.
    void make_margins(std::size_t i) {
        const Slot& s = axes(i).slot;
        const resolve::GridSpec& grid = f_.figure.grid;
        double left_bar = f_.w_pad, right_bar = f_.w_pad, bottom_bar = f_.h_pad, top_bar = f_.h_pad;
        const double w = grid.own_wspace.value_or(f_.wspace) / 2 / grid.ncols,
                     h = grid.own_hspace.value_or(f_.hspace) / 2 / grid.nrows;
        if (w > f_.w_pad) {
            if (s.col0 > 0) left_bar = w;
            if (s.col1 < grid.ncols) right_bar = w;
        }
        if (h > f_.h_pad) {
            if (s.row1 < grid.nrows) bottom_bar = h;
            if (s.row0 > 0) top_bar = h;
        }
        const Rect &p = f_.positions[i], b = f_.tight(i);
        double left = p.x0 - b.x0, right = b.x1 - p.x1, bottom = p.y0 - b.y0, top = b.y1 - p.y1;
        for (std::size_t k : bars_[i]) {
            const resolve::ColorbarPlace& bar = *axes(k).bar;
            const Slot of = spans(bar);
            const Rect c = f_.tight(k);
            const double between = pad(bar);
            if (bar.side == Side::right && of.col1 == s.col1) right_bar += c.width() + between;
            if (bar.side == Side::left && of.col0 == s.col0) left_bar += c.width() + between;
            if (bar.side == Side::top && of.row0 == s.row0) top_bar += c.height() + between;
            if (bar.side == Side::bottom && of.row1 == s.row1) bottom_bar += c.height() + between;
            // Where the bar is longer than the axes with their labels.
            if (!upright(bar.side)) {
                if (of.col0 == s.col0 && c.x0 < b.x0) left += b.x0 - c.x0;
                if (of.col1 == s.col1 && c.x1 > b.x1) right += c.x1 - b.x1;
            } else {
                if (of.row1 == s.row1 && c.y0 < b.y0) bottom += b.y0 - c.y0;
                if (of.row0 == s.row0 && c.y1 > b.y1) top += c.y1 - b.y1;
            }
        }
        cols_.at_least(Line::low, s.col0, left);
        cols_.at_least(Line::low_bar, s.col0, left_bar);
        cols_.at_least(Line::high, s.col1 - 1, right);
        cols_.at_least(Line::high_bar, s.col1 - 1, right_bar);
        rows_.at_least(Line::low, s.row0, top);
        rows_.at_least(Line::low_bar, s.row0, top_bar);
        rows_.at_least(Line::high, s.row1 - 1, bottom);
        rows_.at_least(Line::high_bar, s.row1 - 1, bottom_bar);
    }

    // match_submerged_margins: margins inside of axes that span cells are as wide as the widest of them.
    void match_submerged() {
        for (std::size_t i = 0; i < f_.figure.axes.size(); ++i) {
            if (!in_layout(i)) continue;
            match(cols_, axes(i).slot.col0, axes(i).slot.col1, [](const Slot& s) { return std::pair(s.col0, s.col1); });
            match(rows_, axes(i).slot.row0, axes(i).slot.row1, [](const Slot& s) { return std::pair(s.row0, s.row1); });
        }
    }
    template <class Span>
    void match(Line& line, int from, int to, Span span) {
        if (to - from < 2) return;
        double low = 0, high = 0;
        for (std::size_t k = 0; k < f_.figure.axes.size(); ++k) {
            if (!in_layout(k)) continue;
            const auto [a, b] = span(axes(k).slot);
            for (int c = a + 1; c < b; ++c) {
                low = std::max(low, line.sum(Line::low, Line::low_bar, c));
                high = std::max(high, line.sum(Line::high, Line::high_bar, c - 1));
            }
        }
        for (int c = from + 1; c < to; ++c) {
            line.at_least(Line::low, c, low);
            line.at_least(Line::high, c - 1, high);
        }
    }

    void solve() {
        cols_.solve(figure_.left, 1 - figure_.right - figure_.left);
        rows_.solve(figure_.top, 1 - figure_.bottom - figure_.top);
    }

    bool collapsed() const {
        auto none = [](const Line& line) {
            for (int i = 0; i < static_cast<int>(line.cells.size()); ++i) {
                const auto [a, b] = line.inner(i, i + 1);
                if (b - a <= 0) return true;
            }
            return false;
        };
        return none(cols_) || none(rows_);
    }

    // reposition_axes
    void reposition() {
        std::vector<std::pair<std::size_t, Rect>> bars;
        for (std::size_t i = 0; i < f_.figure.axes.size(); ++i) {
            if (!in_layout(i)) continue;
            double offset[4] = {};
            for (auto k = bars_[i].rbegin(); k != bars_[i].rend(); ++k)
                if (axes(*k).bar->parents.front() == i) bars.emplace_back(*k, bar_position(*k, offset));
        }
        for (std::size_t i = 0; i < f_.figure.axes.size(); ++i)
            if (in_layout(i)) f_.positions[i] = inner(axes(i).slot);
        for (const auto& [k, place] : bars) f_.positions[k] = place;
        f_.moved();
    }

    // reposition_colorbar. `offset`: what other bars of the same axes have taken at each side.
    Rect bar_position(std::size_t k, double (&offset)[4]) const {
        const resolve::ColorbarPlace& bar = *axes(k).bar;
        const Slot of = spans(bar);
        const Rect around = outer(of), in = inner(of), b = f_.tight(k), &p = f_.positions[k];
        const double between = pad(bar);
        double& taken = offset[static_cast<std::size_t>(bar.side)];
        const bool vertical = upright(bar.side);
        const Rect place =
            shrunk_in(in, vertical ? bar.fraction : bar.shrink, vertical ? bar.shrink : bar.fraction, bar.anchor, in);
        const double before = vertical ? p.x0 - b.x0 : p.y0 - b.y0, size = vertical ? b.width() : b.height();
        double d = 0;
        switch (bar.side) {
            case Side::right:
                d = around.x1 - place.x0 + taken + (between + before);
                break;
            case Side::left:
                d = around.x0 - place.x0 + (-size - between + before - taken);
                break;
            case Side::top:
                d = around.y1 - place.y0 + taken + (between + before);
                break;
            case Side::bottom:
                d = around.y0 - place.y0 + (-size - between + before - taken);
                break;
        }
        taken += size + between;
        return vertical ? place.moved(d, 0) : place.moved(0, d);
    }

    // compress_fixed_aspect: what the aspects leave of the cells goes to the figure's margins.
    void take_in() {
        std::vector<double> w(cols_.cells.size()), h(rows_.cells.size());
        for (std::size_t i = 0; i < f_.figure.axes.size(); ++i) {
            if (!in_layout(i)) continue;
            const Slot& s = axes(i).slot;
            const Rect now = f_.aspect(i), &was = f_.positions[i];
            for (int c = s.col0; c < s.col1; ++c) {
                double& v = w[static_cast<std::size_t>(c)];
                v = std::max(v, was.width() - now.width());
            }
            for (int r = s.row0; r < s.row1; ++r) {
                double& v = h[static_cast<std::size_t>(r)];
                v = std::max(v, was.height() - now.height());
            }
        }
        double dw = 0, dh = 0;
        for (double v : w) dw += v;
        for (double v : h) dh += v;
        figure_.left = std::max(figure_.left, dw / 2);
        figure_.right = std::max(figure_.right, dw / 2);
        figure_.top = std::max(figure_.top, dh / 2);
        figure_.bottom = std::max(figure_.bottom, dh / 2);
    }

    ConstrainedFigure& f_;
    Line cols_, rows_;
    Margins figure_;
    std::vector<std::vector<std::size_t>> bars_;  // of each axes, in order of creation
};

}  // namespace

void constrain(ConstrainedFigure& figure, bool compress, std::string& why) {
    Work work(figure);
    // Twice: tick labels change with the size of their axes.
    for (int i = 0; i < 2; ++i)
        if (!work.pass(compress))
            why = "constrained layout is not applied: what stands around the axes leaves no room for them";
}

}  // namespace plotmill::layout
