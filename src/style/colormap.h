// Matplotlib's colormaps: all that are built in (also reversed, "viridis_r"), and ones made of colours. Built-in maps
// are computed from their published data when they are asked for: keep the value while drawing. Values share their
// table and may be read by any thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/color.h"

namespace plotmill::style {

namespace colormap_data {
struct BuiltIn;
}

class Colormap {
public:
    // ListedColormap: the colours as they are.
    static Colormap listed(std::vector<Rgba> colors, std::string name = "from_list");
    // LinearSegmentedColormap.from_list: `size` colours interpolated between those given (at least two).
    static Colormap interpolated(std::vector<Rgba> colors, int size = 256, std::string name = "from_list");

    const std::string& name() const { return name_; }
    int size() const { return static_cast<int>(table_->size()); }  // Colormap.N
    const std::vector<Rgba>& table() const { return *table_; }

    // The colour of 0..1 (Colormap.__call__ of a float): below 0 under(), above 1 over(), NaN bad().
    Rgba operator()(double x) const;
    // The colour of an index (Colormap.__call__ of an integer): below 0 under(), from size() on over(), NaN bad().
    Rgba at_index(double index) const;

    Rgba under() const { return under_.value_or(table_->front()); }
    Rgba over() const { return over_.value_or(table_->back()); }
    Rgba bad() const { return bad_; }
    void set_under(Rgba color) { under_ = color; }
    void set_over(Rgba color) { over_ = color; }
    void set_bad(Rgba color) { bad_ = color; }

    // Colormap.resampled: `size` (at least 1) entries over the same range.
    Colormap resampled(int size) const;
    Colormap reversed() const;

private:
    using Table = std::vector<Rgba>;
    friend std::optional<Colormap> find_colormap(std::string_view name, int size);

    std::string name_;
    std::shared_ptr<const Table> table_;
    std::shared_ptr<const Table> stops_;  // of interpolated()
    const colormap_data::BuiltIn* built_in_ = nullptr;
    bool reversed_ = false;  // of the built-in or of the stops
    std::optional<Rgba> under_, over_;
    Rgba bad_{0, 0, 0, 0};
};

// The built-in map of that name, with `size` entries where that is above 0 (plt.get_cmap(name, size)). No value for an
// unknown name.
std::optional<Colormap> find_colormap(std::string_view name, int size = 0);
bool is_colormap(std::string_view name);
std::span<const std::string_view> list_colormaps();  // sorted, reversed ones included

}  // namespace plotmill::style
