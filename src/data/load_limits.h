// What a table may cost, in one place: hostile or mistaken input ends in an error, not in an exhausted machine.
#pragma once

#include <cstddef>
#include <cstdint>

#include "data/shelf.h"

namespace plotmill::data {

struct Limits {
    std::size_t file_bytes = std::size_t{4} << 30;   // of a file, and of what it holds once decompressed
    std::size_t table_bytes = std::size_t{4} << 30;  // of a table's values in memory
    std::size_t rows = 200'000'000;                  // of a table, and values of a generator
    std::size_t columns = 10'000;
    std::size_t cell_bytes = std::size_t{4} << 20;  // of one text
    std::size_t json_depth = 64;
    std::size_t archive_members = 10'000;      // of an .npz
    std::uint64_t sql_steps = 20'000'000'000;  // virtual-machine steps of one query
    unsigned sql_milliseconds = 300'000;       // that one query may take
    std::size_t query_depth = 16;              // queries over queries
    ShelfLimits kept;                          // tables that are held for figures to come
};

}  // namespace plotmill::data
