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

// What a matrix comes to, made one by one as they are asked for: a matrix of a million figures is never held whole.
class Combinations {
public:
    struct Axis {
        std::string name;
        std::vector<expr::Scalar> values;
    };

    Combinations() = default;  // none
    // In their order, the last axis varying fastest. An `include` entry widens the combinations whose values of the
    // axes it does not change; where there are none it stands alone, at the end.
    Combinations(std::vector<Axis> axes, std::vector<Combination> include, std::vector<Combination> exclude);
    // The one that names nothing: of a figure without a matrix.
    static Combinations single();

    // Null at the end. Holds until the next call.
    const Combination* next();
    void rewind();
    std::size_t count();  // rewinds

private:
    enum class Stage : std::uint8_t { begin, product, extras };
    bool advance();  // of the product
    bool excluded() const;
    const Combination* widened();

    std::vector<Axis> axes_;
    std::vector<Combination> include_, exclude_;
    std::vector<bool> hit_;  // by include: it has widened one
    Stage stage_ = Stage::begin;
    std::vector<std::size_t> at_;  // by axis
    std::size_t extra_ = 0;
    Combination current_, wide_;
};

struct MatrixInput {
    const expr::Environment& names;                                     // vars
    const std::string& base_directory;                                  // where globs start
    const std::function<std::string(const std::string& path)>& permit;  // why not to look there; may be empty
    // The distinct values of a column, in order of first appearance.
    std::function<std::vector<expr::Scalar>(const std::string& table, const std::string& column, Span span,
                                            Diagnostics& out)>
        unique;
};

// None after a report (or where a list is empty).
Combinations expand_matrix(const spec::Value& matrix, const MatrixInput& input, Diagnostics& out);

}  // namespace plotmill::expand
