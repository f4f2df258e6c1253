// table: cells of texts, beside or in the axes (matplotlib.table.table).
#include <fmt/format.h>

#include "base/suggest.h"
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using figure::TableArtist;
using figure::TableCell;
using namespace spec;

constexpr std::string_view loc_words[] = {"best",        "upper right",  "upper left",   "lower left",   "lower right",
                                          "center left", "center right", "lower center", "upper center", "center",
                                          "top right",   "top left",     "bottom left",  "bottom right", "right",
                                          "left",        "top",          "bottom"};

constexpr Field fields[] = {
    {.name = "cellText",
     .accepts = array | null_,
     .doc = "the texts: a list of rows, each a list of texts",
     .shape = list},
    {.name = "cellColours",
     .accepts = array | null_,
     .doc = "backgrounds: a list of rows, each a list of colours",
     .shape = list},
    {.name = "cellLoc", .accepts = word, .doc = "alignment in the cells; right", .words = ha_words},
    {.name = "colWidths", .accepts = list | null_, .doc = "as shares of the axes' width", .items = number, .min = 0},
    {.name = "rowLabels", .accepts = list | null_, .doc = "texts left of the rows", .items = string | number},
    {.name = "rowColours", .accepts = list | null_, .doc = "backgrounds of the row labels", .items = color},
    {.name = "rowLoc", .accepts = word, .doc = "alignment of the row labels; left", .words = ha_words},
    {.name = "colLabels", .accepts = list | null_, .doc = "texts over the columns", .items = string | number},
    {.name = "colColours", .accepts = list | null_, .doc = "backgrounds of the column labels", .items = color},
    {.name = "colLoc", .accepts = word, .doc = "alignment of the column labels; center", .words = ha_words},
    {.name = "loc", .accepts = word, .doc = "where it stands in or beside the axes; bottom", .words = loc_words},
    {.name = "bbox",
     .accepts = list | null_,
     .doc = "[left, bottom, width, height] as shares of the axes, in place of loc",
     .items = number,
     .min_items = 4,
     .max_items = 4},
    {.name = "edges",
     .accepts = string | null_,
     .doc = "sides with a line: closed, open, horizontal, vertical, or letters of BRTL"},
    {.name = "zorder", .accepts = number, .doc = "artists with a higher one are drawn later"},
    {.name = "visible", .accepts = flag, .doc = "false draws nothing"},
};

constexpr std::size_t max_cells = 100'000;

// A list of rows of equal lengths; empty after a report.
std::vector<std::vector<ValuePtr>> read_rows(const Draft& d, std::string_view name) {
    std::vector<std::vector<ValuePtr>> rows;
    const FieldValue& v = *figure::given(d.fields(), name);
    const bool nested = v.value && v.value->kind == Value::Kind::list && !v.value->items.empty();
    std::size_t count = 0;
    if (nested)
        for (const ValuePtr& row : v.value->items) {
            if (row->kind != Value::Kind::list || row->items.empty()) break;
            if (!rows.empty() && row->items.size() != rows[0].size()) {
                d.axes().diagnostics().error(row->span, fmt::format("this row of '{}' has {} cells, the first has {}",
                                                                    name, row->items.size(), rows[0].size()));
                return {};
            }
            rows.push_back(row->items);
            count += row->items.size();
        }
    if (!nested || rows.size() != v.value->items.size()) {
        d.error(name, fmt::format("'{}' is a list of rows, each a list: [[a, b], [c, d]]", name));
        return {};
    }
    if (count > max_cells) {
        d.error(name, fmt::format("'{}' has {} cells: at most {} are drawn", name, count, max_cells));
        return {};
    }
    return rows;
}

std::string cell_text(const Draft& d, const ValuePtr& v) {
    if (v->kind == Value::Kind::null) return {};
    if (v->kind == Value::Kind::list || v->kind == Value::Kind::map)
        d.axes().diagnostics().error(v->span, "a cell of a table is a text or a number");
    return v->text;
}

Rgba cell_color(const Draft& d, const ValuePtr& v) {
    std::optional<ColorSpec> color;
    if (v->kind == Value::Kind::string) color = parse_color(v->text);
    if (v->kind == Value::Kind::list && (v->items.size() == 3 || v->items.size() == 4)) {
        double c[4] = {0, 0, 0, 1};
        bool good = true;
        for (std::size_t i = 0; i < v->items.size(); ++i) {
            c[i] = v->items[i]->number;
            good = good && v->items[i]->is_number() && c[i] >= 0 && c[i] <= 1;
        }
        if (good) color = ColorSpec{-1, false, {c[0], c[1], c[2], c[3]}};
    }
    if (!color) {
        const std::string_view near = nearest_color_name(v->text);
        d.axes().diagnostics().error(
            v->span, "expected a colour" + (v->text.empty() ? std::string() : ", found '" + v->text + "'") +
                         (near.empty() ? std::string() : " (did you mean '" + std::string(near) + "'?)"));
        return {};
    }
    return figure::to_rgba(*color, d.rc());
}

// One of the four lists of headers; `size` values, or none where it is not given.
const std::vector<FieldValue>* headers(const Draft& d, std::string_view name, std::size_t size, const char* what) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return nullptr;
    if (v->list().size() != size)
        d.error(name, fmt::format("'{}' has {} values, the table has {} {}", name, v->list().size(), size, what));
    return &v->list();
}

bool read_edges(const Draft& d, std::string& edges) {
    const auto text = d.fields().text("edges");
    if (!text) return true;
    constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"open", ""}, {"closed", "BRTL"}, {"horizontal", "BT"}, {"vertical", "RL"}};
    for (const auto& [name, letters] : names)
        if (*text == name) {
            edges = letters;
            return true;
        }
    edges.clear();
    for (char side : std::string_view("BRTL"))
        if (text->find(side) != std::string::npos) edges += side;
    if (text->find_first_not_of("BRTL") == std::string::npos) return true;
    d.error("edges", "'" + *text + "' are no edges: expected open, closed, horizontal, vertical, or letters of BRTL");
    return false;
}

void draw(const Draft& d) {
    const std::size_t faults = d.axes().diagnostics().error_count();
    std::vector<std::vector<ValuePtr>> texts, colours;
    if (!d.has("cellText") && !d.has("cellColours")) {
        d.axes().diagnostics().error(d.fields().span(), "a table needs 'cellText' or 'cellColours'");
        d.out.failed = true;
        return;
    }
    if (d.has("cellText")) texts = read_rows(d, "cellText");
    if (d.has("cellColours")) colours = read_rows(d, "cellColours");
    if (d.axes().diagnostics().error_count() != faults) return;
    const std::size_t rows = std::max(texts.size(), colours.size()),
                      cols = texts.empty() ? colours[0].size() : texts[0].size();
    if (!texts.empty() && !colours.empty() &&
        (texts.size() != colours.size() || texts[0].size() != colours[0].size())) {
        d.error("cellColours", fmt::format("'cellColours' has {} rows of {}, 'cellText' {} of {}", colours.size(),
                                           colours[0].size(), texts.size(), texts[0].size()));
        return;
    }
    std::vector<double> widths(cols, 1.0 / static_cast<double>(cols));
    if (const auto given = numbers(d, "colWidths")) {
        if (given->size() != cols) {
            d.error("colWidths", fmt::format("'colWidths' has {} values for {} columns", given->size(), cols));
            return;
        }
        widths = *given;
    }
    const auto *row_labels = headers(d, "rowLabels", rows, "rows"),
               *row_colours = headers(d, "rowColours", rows, "rows");
    const auto *col_labels = headers(d, "colLabels", cols, "columns"),
               *col_colours = headers(d, "colColours", cols, "columns");
    TableArtist table;
    if (!read_edges(d, table.edges) || d.axes().diagnostics().error_count() != faults) return;

    const int offset = col_labels || col_colours ? 1 : 0;
    auto index = [](std::size_t i) { return static_cast<int>(i); };
    auto face = [&](const std::vector<FieldValue>* list, std::size_t i) {
        return list ? figure::to_rgba((*list)[i].color(), d.rc()) : Rgba{1, 1, 1, 1};
    };
    auto add = [&](int row, int col, double width, std::string text, Rgba color, const std::string& loc) {
        TableCell cell;
        cell.row = row;
        cell.col = col;
        cell.width = width;
        cell.text = std::move(text);
        cell.face = color;
        cell.loc = loc;
        table.cells.push_back(std::move(cell));
    };
    const std::string cell_loc = d.fields().text("cellLoc", "right"), row_loc = d.fields().text("rowLoc", "left"),
                      col_loc = d.fields().text("colLoc", "center");
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < cols; ++c)
            add(index(r) + offset, index(c), widths[c], texts.empty() ? std::string() : cell_text(d, texts[r][c]),
                colours.empty() ? Rgba{1, 1, 1, 1} : cell_color(d, colours[r][c]), cell_loc);
    if (offset)
        for (std::size_t c = 0; c < cols; ++c)
            add(0, index(c), widths[c], col_labels ? text_of((*col_labels)[c]) : std::string(), face(col_colours, c),
                col_loc);
    if (row_labels || row_colours) {
        // Labels make their column as wide as they need; colours alone have the first column's width.
        table.auto_labels = row_labels != nullptr || widths[0] == 0;
        for (std::size_t r = 0; r < rows; ++r)
            add(index(r) + offset, -1, table.auto_labels ? 1e-15 : widths[0],
                row_labels ? text_of((*row_labels)[r]) : std::string(), face(row_colours, r), row_loc);
    }
    if (d.axes().diagnostics().error_count() != faults) return;

    table.loc = d.fields().text("loc", "bottom");
    if (const auto box = numbers(d, "bbox")) table.bbox = {(*box)[0], (*box)[1], (*box)[2], (*box)[3]};
    table.props = figure::text_props(d.rc());
    figure::PatchKeywords border;
    border.edgecolor = parse_color("k");
    table.cell = figure::resolve_patch(border, d.rc(), true);
    table.cell.face.reset();
    const figure::ArtistKeywords keywords = figure::artist_keywords(d.fields());
    figure::Artist& artist = add_artist(d.out, std::move(table), keywords, 0);
    artist.clip = artist.limits_x = artist.limits_y = false;
    d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
}

}  // namespace

constinit const FieldTable table_table{.name = "layer 'table'", .fields = fields};

Prepared prepare_table(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
