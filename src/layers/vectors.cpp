#include "layers/vectors.h"

namespace plotmill::layers {

std::optional<Values> for_vectors(const Draft& d, std::string_view name, std::size_t n) {
    auto values = plain_values(d, name);
    if (!values || !broadcast(d, name, *values, "the number of arrows", n)) return std::nullopt;
    return values;
}

std::optional<std::vector<Point>> vector_positions(const Draft& d, const Column& u) {
    const std::size_t columns = u.cols ? u.cols : u.size(), rows = u.cols ? u.rows() : 1;
    if (d.has("X") != d.has("Y")) {
        d.error(d.has("X") ? "X" : "Y", "give both of 'X' and 'Y', or none");
        return std::nullopt;
    }
    Values x = counting(columns), y = counting(rows);
    if (d.has("X")) {
        auto own_x = axis_values(d, "X", Direction::x), own_y = axis_values(d, "Y", Direction::y);
        if (!own_x || !own_y) return std::nullopt;
        x = std::move(*own_x);
        y = std::move(*own_y);
    }
    std::vector<Point> out;
    if (x.size() == columns && y.size() == rows) {
        for (double b : y)
            for (double a : x) out.push_back({a, b});
        return out;
    }
    if (!same_length(d, "X", x.size(), "Y", y.size())) return std::nullopt;
    for (std::size_t i = 0; i < x.size(); ++i) out.push_back({x[i], y[i]});
    return out;
}

}  // namespace plotmill::layers
