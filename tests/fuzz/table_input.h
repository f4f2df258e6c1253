// A data file's bytes as a reader gets them, with limits that keep one input short.
#pragma once

#include <cstdint>
#include <string_view>

#include "data/sources/source.h"

namespace fuzz {

inline plotmill::data::Limits limits() {
    plotmill::data::Limits l;
    l.file_bytes = l.table_bytes = 64 << 20;
    l.rows = 1 << 20;
    return l;
}

template <class Read>
int read_table(const std::uint8_t* data, std::size_t size, Read&& read) {
    using namespace plotmill;
    const data::Limits l = limits();
    const Source file{"input", {}};
    Diagnostics out;
    const data::SourceContext context{l, &file, {}, out};
    auto columns = read(std::string_view(reinterpret_cast<const char*>(data), size), context);
    if (columns) {
        data::settle_types(*columns, {}, true, out);
        const data::Table table("t", *columns);
        for (const data::NamedColumn& c : table.columns())
            if (!c.column->cols) (void)data::group_rows(*c.column);
    } else if (!out.has_errors()) {
        __builtin_trap();  // a refusal without a word
    }
    for (const Diagnostic& d : out.list()) (void)format_diagnostic(d);
    return 0;
}

}  // namespace fuzz
