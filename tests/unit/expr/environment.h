// A table of names for the tests of expressions.
#pragma once

#include <map>
#include <string>

#include "expr/expression.h"

namespace plotmill::expr {

class Names final : public Environment {
public:
    Names& column(std::string name, std::vector<double> v, ColumnType type = ColumnType::number,
                  bool integers = false) {
        auto c = std::make_shared<Column>();
        c->type = type;
        c->integers = integers;
        c->numbers = std::move(v);
        columns_.insert_or_assign(std::move(name), Operand(ColumnPtr(c)));
        return *this;
    }
    Names& texts(std::string name, std::vector<std::string> v, std::vector<bool> missing = {}) {
        auto c = std::make_shared<Column>();
        c->type = ColumnType::text;
        c->texts = std::move(v);
        c->missing = std::move(missing);
        columns_.insert_or_assign(std::move(name), Operand(ColumnPtr(c)));
        return *this;
    }
    Names& grid(std::string name, std::vector<double> v, std::size_t cols) {
        auto c = std::make_shared<Column>();
        c->cols = cols;
        c->numbers = std::move(v);
        columns_.insert_or_assign(std::move(name), Operand(ColumnPtr(c)));
        return *this;
    }
    Names& scalar(std::string name, Scalar v) {
        scalars_.insert_or_assign(std::move(name), Operand(std::move(v)));
        return *this;
    }

    std::optional<Operand> lookup(std::string_view name, bool skip_columns) const override {
        if (!skip_columns)
            if (const auto c = columns_.find(name); c != columns_.end()) return c->second;
        if (const auto s = scalars_.find(name); s != scalars_.end()) return s->second;
        return std::nullopt;
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> all;
        for (const auto& [n, v] : columns_) all.push_back(n);
        for (const auto& [n, v] : scalars_) all.push_back(n);
        return all;
    }

private:
    std::map<std::string, Operand, std::less<>> columns_, scalars_;
};

}  // namespace plotmill::expr
