#include "data/sources/csv.h"

#include "table_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::read_table(data, size, [](std::string_view bytes, const plotmill::data::SourceContext& context) {
        plotmill::data::CsvOptions options;
        if (!bytes.empty() && bytes[0] == '#') options.comment = "#";
        return plotmill::data::read_csv(bytes, options, context);
    });
}
