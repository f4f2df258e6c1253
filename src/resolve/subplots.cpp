#include "resolve/subplots.h"

#include <algorithm>
#include <map>

#include "base/numbers.h"
#include "figure/props.h"

namespace plotmill::resolve {

namespace {

constexpr int most_cells = 10'000;  // of a grid

enum class Share : std::uint8_t { none, all, row, col };

Share read_share(const spec::Fields* f, std::string_view name) {
    const auto* v = f ? figure::given(*f, name) : nullptr;
    if (!v) return Share::none;
    if (v->as == spec::flag) return v->boolean() ? Share::all : Share::none;
    return v->text() == "all"   ? Share::all
           : v->text() == "row" ? Share::row
           : v->text() == "col" ? Share::col
                                : Share::none;
}

std::vector<std::string> code_points(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t n = 1;
        while (i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xC0) == 0x80) ++n;
        out.push_back(text.substr(i, n));
        i += n;
    }
    return out;
}

class Planner {
public:
    Planner(const spec::Fields& figure, const std::vector<const spec::Fields*>& entries, GridSpec grid,
            Diagnostics& out)
        : sub_(figure.object("subplots")), entries_(entries), out_(out) {
        plan_.grid = std::move(grid);
    }

    Plan run() {
        read_grid();
        share_x_ = read_share(sub_, "sharex");
        share_y_ = read_share(sub_, "sharey");
        if (sub_ && sub_->has("mosaic"))
            mosaic();
        else
            cells();
        share();
        return std::move(plan_);
    }

    Plan run_facets(const spec::Fields& facet, int count) {
        read_grid();
        for (const char* name : {"nrows", "ncols", "sharex", "sharey", "mosaic"})
            if (sub_ && sub_->has(name))
                out_.error(sub_->span_of(name), std::string("'facet' makes the grid: '") + name +
                                                    "' of 'subplots' has no meaning beside it");
        GridSpec& g = plan_.grid;
        g.ncols = static_cast<int>(facet.number("ncols", std::min(3, count)));
        g.nrows = (count + g.ncols - 1) / g.ncols;
        ratios();
        for (int i = 0; i < count; ++i) {
            const int row = i / g.ncols, col = i % g.ncols;
            plan_.axes.push_back({{row, row + 1, col, col + 1}, 0, -1, -1, false, false});
        }
        share_x_ = facet.has("sharex") ? read_share(&facet, "sharex") : Share::all;
        share_y_ = facet.has("sharey") ? read_share(&facet, "sharey") : Share::all;
        share();
        // Above an empty cell an axes is the last of its column.
        for (int i = 0; i < count; ++i)
            if (i + g.ncols >= count) plan_.axes[static_cast<std::size_t>(i)].hide_x = false;
        return std::move(plan_);
    }

private:
    void read_grid() {
        if (!sub_) return;
        GridSpec& g = plan_.grid;
        g.nrows = static_cast<int>(sub_->number("nrows", 1));
        g.ncols = static_cast<int>(sub_->number("ncols", 1));
        if (g.nrows * g.ncols > most_cells) {
            out_.error(sub_->span_of("nrows"), std::to_string(g.nrows) + " x " + std::to_string(g.ncols) +
                                                   " subplots: at most " + std::to_string(most_cells) + " are drawn");
            g.nrows = g.ncols = 1;
        }
        g.left = sub_->number("left", g.left);
        g.right = sub_->number("right", g.right);
        g.bottom = sub_->number("bottom", g.bottom);
        g.top = sub_->number("top", g.top);
        g.own_wspace = sub_->number("wspace");
        g.own_hspace = sub_->number("hspace");
        g.wspace = g.own_wspace.value_or(g.wspace);
        g.hspace = g.own_hspace.value_or(g.hspace);
        for (const char* name : {"left", "right", "bottom", "top", "wspace", "hspace"})
            g.own_margins = g.own_margins || sub_->has(name);
        if (g.left >= g.right)
            out_.error(sub_->span(),
                       "'left' (" + shortest(g.left) + ") is not left of 'right' (" + shortest(g.right) + ")");
        if (g.bottom >= g.top)
            out_.error(sub_->span(),
                       "'bottom' (" + shortest(g.bottom) + ") is not below 'top' (" + shortest(g.top) + ")");
    }

    void ratios() {
        GridSpec& g = plan_.grid;
        auto read = [&](std::string_view name, int n, const char* what, std::vector<double>& to) {
            const auto* v = sub_ ? figure::given(*sub_, name) : nullptr;
            if (!v) return;
            if (v->list().size() != static_cast<std::size_t>(n)) {
                out_.error(v->span, "'" + std::string(name) + "' has " + std::to_string(v->list().size()) +
                                        " values for " + std::to_string(n) + " " + what);
                return;
            }
            for (const spec::FieldValue& r : v->list()) to.push_back(r.number());
        };
        read("width_ratios", g.ncols, "columns", g.width_ratios);
        read("height_ratios", g.nrows, "rows", g.height_ratios);
    }

    void mosaic() {
        const spec::FieldValue& v = *sub_->get("mosaic");
        if (sub_->has("nrows") || sub_->has("ncols"))
            out_.error(v.span, "'mosaic' and 'nrows' or 'ncols' exclude each other");
        std::map<std::string, Slot> slots;
        std::vector<std::string> order;
        std::map<std::string, int> cells;
        std::size_t width = 0;
        int row = 0;
        for (const spec::FieldValue& line : v.list()) {
            const std::vector<std::string> letters = code_points(line.text());
            if (row > 0 && letters.size() != width) {
                out_.error(line.span, "this row of the mosaic has " + std::to_string(letters.size()) +
                                          " cells, the first has " + std::to_string(width));
                return;
            }
            width = letters.size();
            for (std::size_t c = 0; c < letters.size(); ++c) {
                if (letters[c] == ".") continue;
                const int col = static_cast<int>(c);
                auto [it, fresh] = slots.try_emplace(letters[c], Slot{row, row + 1, col, col + 1});
                if (fresh) order.push_back(letters[c]);
                Slot& s = it->second;
                s.row1 = std::max(s.row1, row + 1);
                s.col0 = std::min(s.col0, col);
                s.col1 = std::max(s.col1, col + 1);
                ++cells[letters[c]];
            }
            ++row;
        }
        if (width == 0) {
            out_.error(v.span, "the mosaic has no cells");
            return;
        }
        plan_.grid.nrows = row;
        plan_.grid.ncols = static_cast<int>(width);
        ratios();
        for (const std::string& letter : order) {
            const Slot& s = slots[letter];
            if (cells[letter] != (s.row1 - s.row0) * (s.col1 - s.col0))
                out_.error(v.span, "the cells of '" + letter + "' in the mosaic are no rectangle");
            plan_.axes.push_back({s, -1, -1, -1, false, false});
        }
        std::size_t next = 0;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const auto* at = figure::given(*entries_[i], "at");
            std::size_t k = next;
            if (at) {
                if (at->as != spec::string) {
                    out_.error(at->span, "in a mosaic 'at' is one of its letters");
                    continue;
                }
                auto it = std::find(order.begin(), order.end(), at->text());
                if (it == order.end()) {
                    out_.error(at->span, "the mosaic has no '" + at->text() + "'");
                    continue;
                }
                k = static_cast<std::size_t>(it - order.begin());
            }
            if (k >= plan_.axes.size()) {
                out_.error(entries_[i]->span(), "more axes than letters in the mosaic");
                continue;
            }
            if (plan_.axes[k].entry >= 0) {
                out_.error(at ? at->span : entries_[i]->span(),
                           "'" + order[k] + "' of the mosaic is taken by another axes");
                continue;
            }
            plan_.axes[k].entry = static_cast<int>(i);
            next = k + 1;
        }
    }

    bool read_span(const spec::FieldValue* v, int n, const char* what, int& from, int& to, Span span) {
        from = 0;
        to = 1;
        if (v && v->as == spec::list) {
            from = static_cast<int>(v->list()[0].number());
            to = static_cast<int>(v->list()[1].number());
        } else if (v) {
            from = static_cast<int>(v->number());
            to = from + 1;
        }
        if (from < 0 || to > n || from >= to) {
            out_.error(v ? v->span : span,
                       std::string(what) +
                           (to - from == 1 ? " " + std::to_string(from)
                                           : " span [" + std::to_string(from) + ", " + std::to_string(to) + ")") +
                           " lies outside the grid, which has " + std::to_string(n) + " (counted from 0)");
            return false;
        }
        return true;
    }

    void cells() {
        const GridSpec& g = plan_.grid;
        ratios();
        const bool placed = std::any_of(entries_.begin(), entries_.end(),
                                        [](const spec::Fields* e) { return e->has("at") || e->has("projection"); });
        if (!placed) {
            if (entries_.size() > static_cast<std::size_t>(g.nrows) * static_cast<std::size_t>(g.ncols)) {
                out_.error(entries_[static_cast<std::size_t>(g.nrows * g.ncols)]->span(),
                           std::to_string(entries_.size()) + " axes for a grid of " + std::to_string(g.nrows) + " x " +
                               std::to_string(g.ncols) + ": say more with 'subplots: {nrows, ncols}'");
                return;
            }
            // As plt.subplots: every cell has an axes, used or not.
            for (int i = 0; i < g.nrows * g.ncols; ++i) {
                const int row = i / g.ncols, col = i % g.ncols;
                plan_.axes.push_back({{row, row + 1, col, col + 1},
                                      i < static_cast<int>(entries_.size()) ? i : -1,
                                      -1,
                                      -1,
                                      false,
                                      false});
            }
            return;
        }
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const auto* at = figure::given(*entries_[i], "at");
            const Span span = at ? at->span : entries_[i]->span();
            Slot s;
            bool good = true;
            if (!at) {
                const int k = static_cast<int>(i);
                s = {k / g.ncols, k / g.ncols + 1, k % g.ncols, k % g.ncols + 1};
                if (s.row1 > g.nrows) {
                    out_.error(span, "no cell of the grid is left for this axes");
                    good = false;
                }
            } else if (at->as == spec::object) {
                good = read_span(at->object().get("row"), g.nrows, "row", s.row0, s.row1, span);
                good = read_span(at->object().get("col"), g.ncols, "column", s.col0, s.col1, span) && good;
            } else if (at->as == spec::list) {
                good = read_span(&at->list()[0], g.nrows, "row", s.row0, s.row1, span);
                good = read_span(&at->list()[1], g.ncols, "column", s.col0, s.col1, span) && good;
            } else {
                out_.error(span, "'at' is a letter only where 'subplots' has a mosaic: expected [row, col]");
                good = false;
            }
            if (good) plan_.axes.push_back({s, static_cast<int>(i), -1, -1, false, false});
        }
    }

    void share() {
        auto leader = [&](Share mode, std::size_t i) {
            const Slot& s = plan_.axes[i].slot;
            for (std::size_t k = 0; k < i; ++k) {
                const Slot& o = plan_.axes[k].slot;
                if (mode == Share::all || (mode == Share::row && o.row0 == s.row0) ||
                    (mode == Share::col && o.col0 == s.col0))
                    return static_cast<int>(k);
            }
            return -1;
        };
        for (std::size_t i = 0; i < plan_.axes.size(); ++i) {
            PlannedAxes& a = plan_.axes[i];
            if (share_x_ != Share::none) a.share_x = leader(share_x_, i);
            if (share_y_ != Share::none) a.share_y = leader(share_y_, i);
            a.hide_x = (share_x_ == Share::all || share_x_ == Share::col) && a.slot.row1 != plan_.grid.nrows;
            a.hide_y = (share_y_ == Share::all || share_y_ == Share::row) && a.slot.col0 != 0;
        }
    }

    const spec::Fields* sub_;
    const std::vector<const spec::Fields*> entries_;
    Diagnostics& out_;
    Plan plan_;
    Share share_x_ = Share::none, share_y_ = Share::none;
};

}  // namespace

Plan plan_axes(const spec::Fields& figure, const std::vector<const spec::Fields*>& entries, GridSpec grid,
               Diagnostics& out) {
    return Planner(figure, entries, std::move(grid), out).run();
}

Plan plan_facets(const spec::Fields& figure, const spec::Fields& facet, int count, GridSpec grid, Diagnostics& out) {
    return Planner(figure, {}, std::move(grid), out).run_facets(facet, count);
}

}  // namespace plotmill::resolve
