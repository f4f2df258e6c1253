#include "figure/table.h"

#include <algorithm>
#include <map>

#include "figure/emit.h"
#include "figure/text_layout.h"

namespace plotmill::figure {

namespace {

constexpr double pad = 0.1;        // between text and the cell's sides, in cell widths
constexpr double axes_pad = 0.02;  // between the table and the axes' sides, axes fraction
constexpr std::string_view sides = "BRTL";

double required_width(const TableArtist& table, const TableCell& cell, double size, const View& view,
                      TextMetrics& metrics) {
    if (cell.text.empty()) return 0;
    TextProps props = table.props;
    props.font.size = size;
    props.ha = cell.loc;
    return text_extent(cell.text, props, {}, metrics, view.dpi()).width() / view.box().width() * (1 + 2 * pad);
}

void align(TableArtist& table) {
    std::map<int, double> widths, heights;
    for (const TableCell& c : table.cells) {
        double &w = widths[c.col], &h = heights[c.row];
        w = std::max(w, c.width);
        h = std::max(h, c.height);
    }
    std::map<int, double> lefts, bottoms;
    double x = 0, y = 0;
    for (const auto& [col, w] : widths) {
        lefts[col] = x;
        x += w;
    }
    for (auto it = heights.rbegin(); it != heights.rend(); ++it) {
        bottoms[it->first] = y;
        y += it->second;
    }
    for (TableCell& c : table.cells) {
        c.x = lefts[c.col];
        c.y = bottoms[c.row];
    }
}

// Without the row labels, axes fraction.
Rect grid_box(const TableArtist& table) {
    Rect all = Rect::none();
    for (const TableCell& c : table.cells)
        if (c.col >= 0) all.unite({c.x, c.y, c.x + c.width, c.y + c.height});
    return all;
}

Rect pixels(const TableCell& c, const View& view) {
    const Rect& b = view.box();
    return {c.x * b.width() + b.x0, c.y * b.height() + b.y0, (c.x + c.width) * b.width() + b.x0,
            (c.y + c.height) * b.height() + b.y0};
}

// How far the table moves to its place beside or in the axes.
Point place(const TableArtist& table, const Rect& grid) {
    const double l = grid.x0, b = grid.y0, w = grid.width(), h = grid.height();
    Point o{(0.5 - w / 2) - l, (0.5 - h / 2) - b};
    const std::string& loc = table.loc;
    auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), loc) != names.end();
    };
    if (is({"upper left", "lower left", "center left"})) o.x = axes_pad - l;
    if (is({"best", "upper right", "lower right", "right", "center right"})) o.x = 1 - (l + w + axes_pad);
    if (is({"best", "upper right", "upper left", "upper center"})) o.y = 1 - (b + h + axes_pad);
    if (is({"lower left", "lower right", "lower center"})) o.y = axes_pad - b;
    if (is({"top left", "bottom left", "left"})) o.x = -(l + w);
    if (is({"top right", "bottom right", "right"})) o.x = 1 - l;
    if (is({"top right", "top left", "top"})) o.y = 1 - b;
    if (is({"bottom left", "bottom right", "bottom"})) o.y = -(b + h);
    return o;
}

}  // namespace

void update_table(TableArtist& table, const View& view, TextMetrics& metrics) {
    if (table.cells.empty()) return;
    double& size = table.props.font.size;
    if (table.auto_labels) {
        double width = 0;
        for (const TableCell& c : table.cells)
            if (c.col < 0) width = std::max(width, required_width(table, c, size, view, metrics));
        for (TableCell& c : table.cells)
            if (c.col < 0) c.width = width;
    }
    // Letters shrink by whole points until the widest text fits into its cell.
    double fitting = size;
    for (const TableCell& c : table.cells) {
        if (table.auto_labels && c.col < 0) continue;
        double own = size;
        while (own > 1 && required_width(table, c, own, view, metrics) > c.width) own -= 1;
        fitting = std::min(fitting, own);
    }
    size = fitting;

    align(table);
    const Rect grid = grid_box(table);
    Point offset;
    if (table.bbox) {
        const auto& [left, bottom, width, height] = *table.bbox;
        for (TableCell& c : table.cells) {
            c.width *= width / grid.width();
            c.height *= height / grid.height();
        }
        offset = {left - grid.x0, bottom - grid.y0};
        align(table);
    } else {
        offset = place(table, grid);
    }
    for (TableCell& c : table.cells) {
        c.x += offset.x;
        c.y += offset.y;
    }
}

Rect table_extent(const TableArtist& table, const View& view) {
    Rect all = Rect::none();
    for (const TableCell& c : table.cells) all.unite(pixels(c, view));
    return all;
}

void emit_table(const TableArtist& table, const View& view, TextMetrics& metrics, scene::Builder& out) {
    std::vector<const TableCell*> order;
    for (const TableCell& c : table.cells) order.push_back(&c);
    std::sort(order.begin(), order.end(), [](const TableCell* a, const TableCell* b) {
        return a->row != b->row ? a->row < b->row : a->col < b->col;
    });
    TextProps props = table.props;
    props.va = "center";
    for (const TableCell* c : order) {
        const Rect r = pixels(*c, view);
        const Point corners[] = {{r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}, {r.x0, r.y0}};
        Path path;
        path.move_to({r.x0, r.y0});
        const bool closed = table.edges.size() >= sides.size();
        for (std::size_t i = 0; i < sides.size(); ++i) {
            if (closed && i + 1 == sides.size())
                path.close();
            else if (table.edges.find(sides[i]) != std::string::npos)
                path.line_to(corners[i]);
            else
                path.move_to(corners[i]);
        }
        PatchProps cell = table.cell;
        if (c->face.a > 0) cell.face = c->face;
        emit_patch(path, cell, out);
        props.ha = c->loc;
        const double x = c->loc == "center" ? r.x0 + r.width() / 2
                         : c->loc == "left" ? r.x0 + r.width() * pad
                                            : r.x0 + r.width() * (1 - pad);
        emit_text(c->text, props, {x, r.y0 + r.height() / 2}, metrics, out);
    }
}

}  // namespace plotmill::figure
