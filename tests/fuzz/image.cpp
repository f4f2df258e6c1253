#include "data/sources/image.h"

#include "table_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::read_table(data, size, [](std::string_view bytes, const plotmill::data::SourceContext& context) {
        return plotmill::data::read_image(bytes, context);
    });
}
