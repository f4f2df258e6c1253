#include "data/sources/npy.h"

#include <doctest/doctest.h>

#include "npy_bytes.h"
#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

const Limits limits;
const Source file{"t.npy", ""};

template <std::size_t N>
std::string bytes(const unsigned char (&b)[N]) {
    return {reinterpret_cast<const char*>(b), N};
}

using Reader = std::optional<Columns> (*)(std::string_view, const SourceContext&);

Columns read(const std::string& b, Reader reader = read_npy) {
    Diagnostics out;
    auto r = reader(b, {limits, &file, {}, out});
    if (!r) FAIL(out.list()[0].message);
    return *r;
}
std::string fault(const std::string& b, Reader reader = read_npy) {
    Diagnostics out;
    auto r = reader(b, {limits, &file, {}, out});
    return r ? "no error" : out.list()[0].message;
}

}  // namespace

TEST_CASE("arrays") {
    Columns c = read(bytes(npy_floats));
    CHECK(c[0].name.empty());
    CHECK(same(c[0].column->numbers, {1.5, -2, gap}));
    CHECK_FALSE(c[0].column->integers);
    c = read(bytes(npy_big_ints));
    CHECK(c[0].column->cols == 3);
    CHECK(c[0].column->integers);
    CHECK(same(c[0].column->numbers, {1, -2, 3, 4, 5, 600}));
    c = read(bytes(npy_fortran));
    CHECK(c[0].column->rows() == 2);
    CHECK(same(c[0].column->numbers, {0, 1, 2, 3, 4, 5}));
    c = read(bytes(npy_halves));
    CHECK(same(c[0].column->numbers, {1, -0.5, 65504, 5.960464477539063e-08, std::numeric_limits<double>::infinity()}));
    c = read(bytes(npy_texts));
    CHECK(c[0].column->texts == std::vector<std::string>{"a", "äé€", "🐘"});
    c = read(bytes(npy_days));
    CHECK(c[0].column->type == ColumnType::date);
    CHECK(same(c[0].column->numbers, {19723.5, gap, -0.25}));
    c = read(bytes(npy_image));
    CHECK(c[0].column->cols == 4);
    CHECK(c[0].column->depth == 3);
    CHECK(c[0].column->rows() == 2);
}

TEST_CASE("record arrays") {
    const Columns c = read(bytes(npy_record));
    REQUIRE(c.size() == 4);
    CHECK(c[0].name == "dose");
    CHECK(same(c[0].column->numbers, {0.1, 0.2, 0.3}));
    CHECK(c[1].column->texts == std::vector<std::string>{"x", "yy", "zzz"});
    CHECK(c[2].column->type == ColumnType::boolean);
    CHECK(same(c[3].column->numbers, {7, 8, 70000}));
}

TEST_CASE("archives") {
    Columns c = read(bytes(npz_stored), read_npz);
    REQUIRE(c.size() == 2);
    CHECK(c[0].name == "x");
    CHECK(same(c[0].column->numbers, {0, 1, 2}));
    CHECK(c[1].column->cols == 3);
    c = read(bytes(npz_deflated), read_npz);
    CHECK(c[0].column->size() == 200);
    CHECK(c[1].column->texts == std::vector<std::string>{"p", "q"});
}

TEST_CASE("damaged files are refused, whatever the damage") {
    CHECK(fault(bytes(npy_cube)).find("3 dimensions") != std::string::npos);
    CHECK(read(bytes(npy_complex))[0].name == "_real");
    CHECK(fault("a,b\n1,2\n") == "the file is no .npy file");
    CHECK(fault("PK nothing", read_npz) == "the file is no .npz archive");
    // A key twice, with a type of another size.
    std::string twice = bytes(npy_floats);
    const std::string_view again = "'descr': '<f2', }";
    twice.replace(twice.find('}'), again.size(), again);
    CHECK(fault(twice) == "the header is damaged");
    const std::string whole = bytes(npy_record), zip = bytes(npz_deflated);
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK(fault(whole.substr(0, n)) != "no error");
    for (std::size_t n = 0; n < zip.size(); n += 3) CHECK(fault(zip.substr(0, n), read_npz) != "no error");
    Diagnostics out;
    for (std::size_t i = 0; i < zip.size(); ++i)
        for (const char flip : {'\x01', '\x80', '\xff'}) {
            std::string bad = zip, header = whole;
            bad[i] = static_cast<char>(bad[i] ^ flip);
            (void)read_npz(bad, {limits, &file, {}, out});
            if (i >= header.size()) continue;
            header[i] = static_cast<char>(header[i] ^ flip);
            (void)read_npy(header, {limits, &file, {}, out});
        }
}
