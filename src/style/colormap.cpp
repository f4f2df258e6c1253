#include "style/colormap.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "style/colormap_data.h"

namespace plotmill::style {

namespace {

using colormap_data::BuiltIn;

// clang-format off
constexpr std::string_view names[] = {
    "Accent", "Accent_r", "Blues", "Blues_r", "BrBG", "BrBG_r", "BuGn", "BuGn_r", "BuPu", "BuPu_r", "CMRmap",
    "CMRmap_r", "Dark2", "Dark2_r", "GnBu", "GnBu_r", "Greens", "Greens_r", "Greys", "Greys_r", "OrRd", "OrRd_r",
    "Oranges", "Oranges_r", "PRGn", "PRGn_r", "Paired", "Paired_r", "Pastel1", "Pastel1_r", "Pastel2", "Pastel2_r",
    "PiYG", "PiYG_r", "PuBu", "PuBuGn", "PuBuGn_r", "PuBu_r", "PuOr", "PuOr_r", "PuRd", "PuRd_r", "Purples",
    "Purples_r", "RdBu", "RdBu_r", "RdGy", "RdGy_r", "RdPu", "RdPu_r", "RdYlBu", "RdYlBu_r", "RdYlGn", "RdYlGn_r",
    "Reds", "Reds_r", "Set1", "Set1_r", "Set2", "Set2_r", "Set3", "Set3_r", "Spectral", "Spectral_r", "Wistia",
    "Wistia_r", "YlGn", "YlGnBu", "YlGnBu_r", "YlGn_r", "YlOrBr", "YlOrBr_r", "YlOrRd", "YlOrRd_r", "afmhot",
    "afmhot_r", "autumn", "autumn_r", "binary", "binary_r", "bone", "bone_r", "brg", "brg_r", "bwr", "bwr_r",
    "cividis", "cividis_r", "cool", "cool_r", "coolwarm", "coolwarm_r", "copper", "copper_r", "cubehelix",
    "cubehelix_r", "flag", "flag_r", "gist_earth", "gist_earth_r", "gist_gray", "gist_gray_r", "gist_heat",
    "gist_heat_r", "gist_ncar", "gist_ncar_r", "gist_rainbow", "gist_rainbow_r", "gist_stern", "gist_stern_r",
    "gist_yarg", "gist_yarg_r", "gnuplot", "gnuplot2", "gnuplot2_r", "gnuplot_r", "gray", "gray_r", "hot", "hot_r",
    "hsv", "hsv_r", "inferno", "inferno_r", "jet", "jet_r", "magma", "magma_r", "nipy_spectral", "nipy_spectral_r",
    "ocean", "ocean_r", "pink", "pink_r", "plasma", "plasma_r", "prism", "prism_r", "rainbow", "rainbow_r",
    "seismic", "seismic_r", "spring", "spring_r", "summer", "summer_r", "tab10", "tab10_r", "tab20", "tab20_r",
    "tab20b", "tab20b_r", "tab20c", "tab20c_r", "terrain", "terrain_r", "turbo", "turbo_r", "twilight", "twilight_r",
    "twilight_shifted", "twilight_shifted_r", "viridis", "viridis_r", "winter", "winter_r"};
// clang-format on

struct Row {
    double x, left, right;  // the value where x is reached from below, and where it is left upwards
};
using Rows = std::vector<Row>;

double at_step(int i, int n) { return i == n - 1 ? 1.0 : i * (1.0 / (n - 1)); }  // numpy.linspace(0, 1, n)[i]

double unit(double v) { return std::clamp(v, 0.0, 1.0); }

Rows reversed_rows(const Rows& rows) {
    Rows out;
    for (auto r = rows.rbegin(); r != rows.rend(); ++r) out.push_back({1.0 - r->x, r->right, r->left});
    return out;
}

// colors._create_lookup_table.
std::vector<double> lookup_table(int n, const Rows& rows) {
    if (n == 1) return {unit(rows.back().left)};
    std::vector<double> out(static_cast<std::size_t>(n));
    out.front() = unit(rows.front().right);
    out.back() = unit(rows.back().left);
    std::size_t at = 0;
    for (int i = 1; i < n - 1; ++i) {
        const double x = (n - 1) * at_step(i, n);
        while (at < rows.size() - 1 && rows[at].x * (n - 1) < x) ++at;
        const Row& a = rows[at - 1];
        const Row& b = rows[at];
        const double from = a.x * (n - 1), to = b.x * (n - 1);
        const double distance = (x - from) / (to - from);
        out[static_cast<std::size_t>(i)] = unit(distance * (b.left - a.right) + a.right);
    }
    return out;
}

int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

std::vector<Rgba> colors_of(const BuiltIn& map) {
    std::vector<Rgba> out;
    const auto byte = [&](std::size_t i) {
        return (hex_digit(map.bytes[i]) * 16 + hex_digit(map.bytes[i + 1])) / 255.0;
    };
    for (std::size_t i = 0; i + 5 < map.bytes.size(); i += 6) out.push_back({byte(i), byte(i + 2), byte(i + 4), 1});
    for (std::size_t i = 0; i + 2 < map.colors.size(); i += 3)
        out.push_back({map.colors[i], map.colors[i + 1], map.colors[i + 2], 1});
    if (map.shifted) {
        std::rotate(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(out.size() / 2), out.end());
        std::reverse(out.begin(), out.end());
    }
    return out;
}

double channel_of(const Rgba& c, int channel) {
    return channel == 0 ? c.r : channel == 1 ? c.g : channel == 2 ? c.b : c.a;
}

// Evenly spread colours as the rows of one channel.
Rows rows_of(const std::vector<Rgba>& colors, int channel) {
    Rows out;
    const int n = static_cast<int>(colors.size());
    for (int i = 0; i < n; ++i) {
        const double v = channel_of(colors[static_cast<std::size_t>(i)], channel);
        out.push_back({n == 1 ? 0.0 : at_step(i, n), v, v});
    }
    return out;
}

Rows rows_of(const BuiltIn& map, int channel) {
    Rows out;
    for (std::size_t i = 0; i + 3 < map.stops.size(); i += 4) {
        const double v = map.stops[i + 1 + static_cast<std::size_t>(channel)];
        out.push_back({map.stops[i], v, v});
    }
    const std::span<const double> s = map.segments[channel];
    for (std::size_t i = 0; i + 2 < s.size(); i += 3) out.push_back({s[i], s[i + 1], s[i + 2]});
    return out.empty() ? rows_of(colors_of(map), channel) : out;
}

std::vector<Rgba> interpolate(const std::array<Rows, 4>& channels, bool reversed, int n) {
    std::vector<Rgba> out(static_cast<std::size_t>(n));
    std::array<std::vector<double>, 4> v;
    for (std::size_t c = 0; c < 4; ++c)
        if (!channels[c].empty()) v[c] = lookup_table(n, reversed ? reversed_rows(channels[c]) : channels[c]);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = {v[0][i], v[1][i], v[2][i], v[3].empty() ? 1.0 : v[3][i]};
    return out;
}

std::vector<Rgba> table_of(const BuiltIn& map, bool reversed, int n) {
    if (map.listed) {
        std::vector<Rgba> out = colors_of(map);
        if (reversed) std::reverse(out.begin(), out.end());
        return out;
    }
    if (map.functions[0]) {
        std::vector<Rgba> out;
        for (int i = 0; i < n; ++i) {
            const double step = n == 1 ? 0.0 : at_step(i, n);
            const double x = reversed ? 1 - step : step;
            out.push_back({unit(map.functions[0](x)), unit(map.functions[1](x)), unit(map.functions[2](x)), 1});
        }
        return out;
    }
    return interpolate({rows_of(map, 0), rows_of(map, 1), rows_of(map, 2), Rows()}, reversed, n);
}

const BuiltIn* find_built_in(std::string_view name) {
    for (const BuiltIn& map : colormap_data::all())
        if (map.name == name) return &map;
    return nullptr;
}

}  // namespace

Colormap Colormap::listed(std::vector<Rgba> colors, std::string name) {
    assert(!colors.empty());
    Colormap out;
    out.name_ = std::move(name);
    out.table_ = std::make_shared<const Table>(std::move(colors));
    return out;
}

Colormap Colormap::interpolated(std::vector<Rgba> colors, int size, std::string name) {
    assert(!colors.empty() && size > 0);
    if (colors.size() == 1) colors.push_back(colors.front());
    Colormap out;
    out.name_ = std::move(name);
    out.stops_ = std::make_shared<const Table>(std::move(colors));
    return out.resampled(size);
}

Rgba Colormap::operator()(double x) const {
    if (std::isnan(x)) return bad_;
    const double n = size();
    double i = x * n;
    if (i < 0) return under();
    if (i == n) i = n - 1;
    if (i >= n) return over();
    return (*table_)[static_cast<std::size_t>(i)];
}

Rgba Colormap::at_index(double index) const {
    if (std::isnan(index)) return bad_;
    // A fraction of an index is cut towards zero, as numpy's take does with integers made of it.
    index = std::trunc(index);
    if (index < 0) return under();
    if (index >= size()) return over();
    return (*table_)[static_cast<std::size_t>(index)];
}

Colormap Colormap::resampled(int n) const {
    assert(n > 0);
    Colormap out = *this;
    if (stops_) {
        out.table_ = std::make_shared<const Table>(interpolate(
            {rows_of(*stops_, 0), rows_of(*stops_, 1), rows_of(*stops_, 2), rows_of(*stops_, 3)}, reversed_, n));
    } else if (built_in_ && !built_in_->listed) {
        out.table_ = std::make_shared<const Table>(table_of(*built_in_, reversed_, n));
    } else {
        Table colors;
        for (int i = 0; i < n; ++i) colors.push_back((*this)(n == 1 ? 0.0 : at_step(i, n)));
        out.table_ = std::make_shared<const Table>(std::move(colors));
        out.built_in_ = nullptr;
    }
    return out;
}

Colormap Colormap::reversed() const {
    Colormap out = *this;
    out.name_ = name_ + "_r";
    out.under_ = over_;
    out.over_ = under_;
    out.reversed_ = !reversed_;
    if (stops_ || (built_in_ && !built_in_->listed)) return out.resampled(size());
    Table colors(table_->rbegin(), table_->rend());
    out.table_ = std::make_shared<const Table>(std::move(colors));
    return out;
}

std::optional<Colormap> find_colormap(std::string_view name, int n) {
    constexpr int default_size = 256;  // rcParams image.lut when Matplotlib registers them
    bool reversed = false;
    std::string_view base = name;
    const BuiltIn* map = find_built_in(base);
    if (!map && base.ends_with("_r")) {
        base.remove_suffix(2);
        reversed = true;
        map = find_built_in(base);
    }
    if (!map) return std::nullopt;
    Colormap out;
    out.name_ = name;
    out.built_in_ = map;
    out.reversed_ = reversed;
    out.table_ =
        std::make_shared<const Colormap::Table>(table_of(*map, reversed, n > 0 && !map->listed ? n : default_size));
    if (map->listed && n > 0 && n != out.size()) return out.resampled(n);
    return out;
}

bool is_colormap(std::string_view name) { return std::binary_search(std::begin(names), std::end(names), name); }

std::span<const std::string_view> list_colormaps() { return names; }

}  // namespace plotmill::style
