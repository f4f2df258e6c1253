// .npy and, where it begins as an archive does, .npz; compressed bytes are what readers get from a plain file.
#include "data/sources/npy.h"

#include "data/sources/compression.h"
#include "table_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::read_table(data, size,
                            [](std::string_view bytes,
                               const plotmill::data::SourceContext& context) -> std::optional<plotmill::data::Columns> {
                                using namespace plotmill::data;
                                const Compression kind = compression_of(bytes);
                                if (kind != Compression::none) {
                                    auto plain = decompress(kind, bytes, context.limits.file_bytes);
                                    if (!plain) return context.fail(0, plain.errors().front().message);
                                    return read_npy(*plain, context);
                                }
                                return bytes.starts_with("PK") ? read_npz(bytes, context) : read_npy(bytes, context);
                            });
}
