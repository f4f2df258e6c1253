// The rows of a CSV file that are written as most are (no quotes, every value there, numbers as digits), many at a
// time. All that is not so is left to the reader of csv.cpp, which reads the same rows one by one. Pure functions.
// The places of the delimiters come first and at once (as in simdjson; Langdale and Lemire, "Parsing Gigabytes of JSON
// per Second", 2019), so that the values between them do not wait for each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/wide.h"

namespace plotmill::data {

// Where a field stands in the text, in eight bytes: there is one for every value of a column that is no number.
struct CsvCell {
    std::uint64_t offset : 40;
    std::uint64_t length : 23;
    std::uint64_t quoted : 1;
};
static_assert(sizeof(CsvCell) == 8);

// What becomes of a column's values.
struct CsvLane {
    enum class Kind : std::uint8_t { numbers, cells, skipped };
    Kind kind = Kind::numbers;
    double* numbers = nullptr;  // the next one's place; NaN where the field is empty
    CsvCell* cells = nullptr;
    bool integers = true;  // made false by a number that is written as none
};

struct CsvForm {
    char delimiter = ',';              // no part of a number
    char comment = 0;                  // what a line that may be a comment begins with; 0: none
    std::span<const double> gaps;      // numbers that may stand for missing values
    std::size_t longest_field = 1024;  // bytes
};

// Reads rows from text[at] on, where one begins, until one is not plain, `most` are read or fewer than 64 bytes follow;
// how many there were. `at` is then where the next begins, and the lanes' places are behind what was read (what stands
// there may be of a row that was given up). No row is read without processors that have AVX2, or near the text's begin.
std::size_t read_plain_rows(std::string_view text, std::size_t& at, std::size_t most, const CsvForm& form,
                            std::span<CsvLane> lanes, bool wide = wide_loops());

}  // namespace plotmill::data
