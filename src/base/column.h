// One immutable column of a table, or an array argument of a layer once evaluated. Shared read-only between threads.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/number_buffer.h"

namespace plotmill {

enum class ColumnType { number, date, text, boolean };

struct Column {
    ColumnType type = ColumnType::number;
    bool integers = false;           // number: every value was written as an integer (labels print without ".0")
    NumberBuffer numbers;            // number, date (days since 1970-01-01), boolean (0, 1); NaN is a gap
    std::vector<std::string> texts;  // text
    std::vector<bool> missing;       // text: true where the value is missing; empty means none is
    std::size_t cols = 0;            // 0: one dimension; else rows x cols, row-major, rows = size() / cols
    std::size_t depth = 0;           // 0, or 3 / 4: RGB(A) triples in the last dimension

    std::size_t size() const { return type == ColumnType::text ? texts.size() : numbers.size(); }
    std::size_t rows() const {
        const std::size_t c = cols ? cols * (depth ? depth : 1) : 1;
        return size() / c;
    }
};

using ColumnPtr = std::shared_ptr<const Column>;

}  // namespace plotmill
