// What the tests of data/ share.
#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "data/table.h"
#include "expr/expression.h"

namespace plotmill::data {

inline constexpr double gap = std::numeric_limits<double>::quiet_NaN();

inline bool same(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) return false;
    return true;
}

class Vars final : public expr::Environment {
public:
    Vars() = default;
    Vars(std::initializer_list<std::pair<const std::string, expr::Scalar>> v) : vars_(v.begin(), v.end()) {}
    std::optional<expr::Operand> lookup(std::string_view name, bool) const override {
        const auto found = vars_.find(name);
        if (found == vars_.end()) return std::nullopt;
        return expr::Operand(found->second);
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> all;
        for (const auto& [n, v] : vars_) all.push_back(n);
        return all;
    }

private:
    std::map<std::string, expr::Scalar, std::less<>> vars_;
};

inline ColumnPtr numbers(std::vector<double> v, bool integers = false) {
    auto c = std::make_shared<Column>();
    c->numbers = std::move(v);
    c->integers = integers;
    return c;
}
inline ColumnPtr texts(std::vector<std::string> v) {
    auto c = std::make_shared<Column>();
    c->type = ColumnType::text;
    c->texts = std::move(v);
    return c;
}

}  // namespace plotmill::data
