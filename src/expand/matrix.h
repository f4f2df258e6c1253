// A figure's `matrix`: every combination of its values, as in CI systems (GitHub Actions' rules for include and
// exclude).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "expand/names.h"

namespace plotmill::expand {

struct Combination {
    std::vector<std::pair<std::string, expr::Scalar>> values;

    const expr::Scalar* find(std::string_view name) const;
    void set(const std::string& name, const expr::Scalar& value);
};

inline constexpr std::size_t max_combinations = 1'000'000;

struct MatrixInput {
    const expr::Environment& names;                                     // vars
    const std::string& base_directory;                                  // where globs start
    const std::function<std::string(const std::string& path)>& permit;  // why not to look there; may be empty
    // The distinct values of a column, in order of first appearance.
    std::function<std::vector<expr::Scalar>(const std::string& table, const std::string& column, Span span,
                                            Diagnostics& out)>
        unique;
};

// All combinations in order, the last key varying fastest. Empty after a report (or where a list is empty).
std::vector<Combination> expand_matrix(const spec::Value& matrix, const MatrixInput& input, Diagnostics& out);

}  // namespace plotmill::expand
