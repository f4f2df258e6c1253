#include "data/sources/other_format.h"

namespace plotmill::data {
namespace {

struct Format {
    std::string_view magic;
    std::string_view what;
    SourceKind kind;        // that reads it; none: nothing does
    std::string_view hint;  // for the others
};
using Kind = SourceKind;
constexpr Format formats[] = {
    {"\x93NUMPY", "a NumPy array", Kind::npy, "'npy' reads it"},
    {"PK\x03\x04", "a zip archive", Kind::npz, "'npz' reads NumPy's"},
    {std::string_view("SQLite format 3\0", 16), "an SQLite database", Kind::sqlite, "'sqlite' and 'query' read it"},
    {"\x89PNG\r\n", "a PNG image", Kind::image, "'image' reads it"},
    {"PAR1", "a Parquet file", Kind::none, "which is not read: write it as CSV or .npz"},
    {"ARROW1", "an Arrow file", Kind::none, "which is not read: write it as CSV or .npz"},
    {"\x89HDF\r\n", "an HDF5 file", Kind::none, "which is not read: write it as CSV or .npz"},
    {"\xD0\xCF\x11\xE0", "an old Office file", Kind::none, "which is not read: write it as CSV"},
    {"\xFD"
     "7zXZ",
     "compressed by xz", Kind::none, "which is not read: gzip and zstd are"},
    {"BZh", "compressed by bzip2", Kind::none, "which is not read: gzip and zstd are"},
    {"%PDF-", "a PDF file", Kind::none, "which holds no table"},
    {"\x7F"
     "ELF",
     "a program", Kind::none, "which holds no table"},
};

}  // namespace

std::string other_format(std::string_view bytes, SourceKind kind) {
    for (const Format& f : formats) {
        if (!bytes.starts_with(f.magic) || f.kind == kind) continue;
        // A CSV file's first column may be called "BZh" or "PAR1".
        if (kind == Kind::csv && bytes.substr(0, 512).find('\0') == std::string_view::npos && f.magic[0] >= 'A' &&
            f.magic[0] <= 'Z')
            continue;
        return "the file is " + std::string(f.what) + (f.kind == Kind::none ? ", " : " (") + std::string(f.hint) +
               (f.kind == Kind::none ? "" : ")");
    }
    return {};
}

}  // namespace plotmill::data
