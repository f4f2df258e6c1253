#include "data/sources/csv.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <random>

#include "data/sources/compression.h"
#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

const Limits limits;
const Source file{"t.csv", ""};

Columns read(std::string_view text, const CsvOptions& options = {}) {
    CAPTURE(text);
    Diagnostics out;
    auto r = read_csv(text, options, {limits, &file, {}, out});
    if (!r) FAIL(out.list()[0].message);
    return *r;
}
Diagnostic fault(std::string_view text, const CsvOptions& options = {}) {
    Diagnostics out;
    auto r = read_csv(text, options, {limits, &file, {}, out});
    if (r) FAIL_CHECK("no error: " << text);
    return out.list().empty() ? Diagnostic{} : out.list()[0];
}

}  // namespace

TEST_CASE("numbers, texts and dates are told apart over the whole column") {
    const Columns c = read("i,x,t,d,m\n1,1.5,a,2024-01-01,1\n-2,,b,,x\n+3,nan,1,2024-01-02 06:00,3\n");
    REQUIRE(c.size() == 5);
    CHECK(same(c[0].column->numbers, {1, -2, 3}));
    CHECK(c[0].column->integers);
    CHECK(same(c[1].column->numbers, {1.5, gap, gap}));
    CHECK_FALSE(c[1].column->integers);
    CHECK(c[2].column->texts == std::vector<std::string>{"a", "b", "1"});
    CHECK(c[3].column->type == ColumnType::date);
    CHECK(same(c[3].column->numbers, {19723, gap, 19724.25}));
    CHECK(c[4].column->texts == std::vector<std::string>{"1", "x", "3"});
    const Columns b = read("a,b\ntrue,\nfalse,\n");
    CHECK(b[0].column->type == ColumnType::boolean);
    CHECK(same(b[0].column->numbers, {1, 0}));
    CHECK(same(b[1].column->numbers, {gap, gap}));
}

TEST_CASE("quotes, line ends, marks, blanks") {
    const Columns c = read("\xEF\xBB\xBF\"na\"\"me\", y \r\n\"a,b\"\"c\"\"\", 1 \r\n\r\n\"two\nlines\",2");
    CHECK(c[0].name == "na\"me");
    CHECK(c[1].name == "y");
    CHECK(c[0].column->texts == std::vector<std::string>{"a,b\"c\"", "two\nlines"});
    CHECK(same(c[1].column->numbers, {1, 2}));
    CHECK(read("a,b\r1,2\r3,4\r")[1].column->numbers == std::vector<double>{2, 4});
    CHECK(read("a,b\n1,\"2\"\n")[1].column->numbers == std::vector<double>{2});
    CHECK(read("a\n")[0].column->size() == 0);
    CHECK(read("a,b\n1,2")[0].column->size() == 1);
    CHECK(read("a,b\n\"\",x\n")[0].column->numbers.size() == 1);
}

TEST_CASE("options") {
    CsvOptions o;
    o.skip_rows = 2;
    o.delimiter = ';';
    CHECK(read("# one\n# two; three\na;b\n1;2\n", o)[1].column->numbers == std::vector<double>{2});
    o = {};
    o.comment = "#";
    CHECK(read("# c,d,e\na,b\n#,\n1,2\n", o)[0].column->numbers == std::vector<double>{1});
    o = {};
    o.na_values = {"NA", "-999"};
    CHECK(same(read("a,b\nNA,x\n-999,NA\n3,z\n", o)[0].column->numbers, {gap, gap, 3}));
    CHECK(read("a,b\nNA,x\n-999,NA\n3,z\n", o)[1].column->missing == std::vector<bool>{false, true, false});
    CHECK(same(read("a,b\n1,2\n-999,NA\n-999.0,3\n" + std::string(200, '\n'), o)[0].column->numbers, {1, gap, -999}));
    o = {};
    o.delimiter = '.';
    CHECK(read("a.b\n1.25\n" + std::string(200, '\n'), o)[1].column->numbers == std::vector<double>{25});
    o = {};
    o.names = {"p", "q"};
    const Columns c = read("1,2\n3,4\n", o);
    CHECK(c[1].name == "q");
    CHECK(c[1].column->numbers == std::vector<double>{2, 4});
}

TEST_CASE("the delimiter is found") {
    CHECK(read("a;b\n1,5;2\n").size() == 2);
    CHECK(read("a\tb\tc\n1\t2\t3\n").size() == 3);
    CHECK(read("a|b\n1|2\n")[1].column->numbers == std::vector<double>{2});
    CHECK(read("\"a;b\",c\n1,2\n")[0].name == "a;b");
    CHECK(read("only\n1\n").size() == 1);
}

TEST_CASE("types that the job asks for") {
    CsvOptions o;
    o.rules = {{"id", ColumnRule::Type::text, "", {}}, {"d", ColumnRule::Type::date, "%b %d %Y", {}}};
    const Columns c = read("id,d\n007,Jan 1 2000\n8,\n", o);
    CHECK(c[0].column->texts == std::vector<std::string>{"007", "8"});
    CHECK(same(c[1].column->numbers, {10957, gap}));
    o.rules = {{"v", ColumnRule::Type::number, "", {}}};
    const Diagnostic d = fault("v\n1\n\n1,000\n", o);
    CHECK(d.message.find("expected 1 field") != std::string::npos);
    CHECK(fault("v;w\n1;1\n1,000;2\n", o).message == "'1,000' in column 'v' is no number");
    CHECK(fault("v;w\n1;1\n1,000;2\n", o).span.line == 3);
    o.rules = {{"v", ColumnRule::Type::date, "", {}}};
    CHECK(fault("v\n2024-13-01\n", o).message == "'2024-13-01' in column 'v' is no ISO date (YYYY-MM-DD)");
}

TEST_CASE("faults carry file and line") {
    const Diagnostic d = fault("a,b\n1,2\n\n3\n");
    CHECK(d.message == "expected 2 fields, as in the header, found 1");
    CHECK(d.span.source == &file);
    CHECK(d.span.line == 4);
    CHECK(fault("").message == "the file is empty (expected a header row)");
    CHECK(fault("a,a\n1,2\n").message == "the column name 'a' stands twice in the header");
    CHECK(fault("a,\n1,2\n").message == "column 2 has no name in the header");
    CHECK(fault("a,b\n1,\"2\n3,4\n").message == "the quoted field is not closed");
    CHECK(fault("a,b\n1,\"2\"x\n").message.starts_with("expected the delimiter after a quoted field"));
    CHECK(fault("\xFF\xFE"
                "a")
              .message.starts_with("the file is UTF-16"));
    CHECK(fault("a\rb,c\r\n").span.line == 2);
}

TEST_CASE("numbers are read strictly") {
    for (const char* text : {"1_000", "0x10", "1 2", "1e", "--1", "1.2.3", "$5", "5%"}) {
        CAPTURE(text);
        CHECK(read("a\n" + std::string(text) + "\n")[0].column->type == ColumnType::text);
    }
    CHECK(read("a\n1e-3\n.5\n5.\n-inf\n")[0].column->numbers ==
          std::vector<double>{1e-3, 0.5, 5, -std::numeric_limits<double>::infinity()});
}

TEST_CASE("compressed bytes") {
    const std::string gz(
        "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x4b\xe4\x32\xe4\x02\x00\x00\x24\xc1\x89\x04\x00\x00\x00", 24);
    CHECK(compression_of(gz) == Compression::gzip);
    CHECK(*decompress(Compression::gzip, gz, 100) == "a\n1\n");
    CHECK(*decompress(Compression::gzip, gz + gz, 100) == "a\n1\na\n1\n");
    CHECK(decompress(Compression::gzip, gz, 3).errors()[0].message.find("larger than the limit") != std::string::npos);
    CHECK(decompress(Compression::gzip, gz.substr(0, 15), 100).errors()[0].message == "the compressed data ends early");
    CHECK_FALSE(decompress(Compression::gzip, gz.substr(0, 10) + "xxxxxxxx", 100).ok());
    CHECK_FALSE(decompress(Compression::zstd, "\x28\xb5\x2f\xfdxx", 100).ok());
    CHECK(compression_of("a,b\n") == Compression::none);
}

TEST_CASE("a column whose values are no numbers further down keeps its first values as they were written") {
    std::string text = "n,late,always\n", expected;
    for (int i = 0; i < 1000; ++i) {
        const std::string late = i < 700 ? (i % 7 ? "0" + std::to_string(i) : "") : "x" + std::to_string(i);
        text += std::to_string(i) + "," + late + ",\"q" + std::to_string(i) + "\"\n";
        if (i % 100 == 0) text += "\n";
    }
    const Columns c = read(text);
    REQUIRE(c[1].column->texts.size() == 1000);
    CHECK(c[1].column->texts[1] == "01");
    CHECK(c[1].column->missing[7]);
    CHECK(c[1].column->texts[699] == "0699");
    CHECK(c[1].column->texts[999] == "x999");
    CHECK(c[2].column->texts[700] == "q700");
    CHECK(c[0].column->numbers[999] == 999);
}

TEST_CASE("numbers of every length are the nearest doubles") {
    std::mt19937_64 random(7);
    std::string text = "v\n";
    std::vector<std::string> written;
    for (int i = 0; i < 20'000; ++i) {
        std::string s = random() % 2 ? "-" : "";
        const auto digits = [&](std::size_t n) {
            for (std::size_t k = 0; k < n; ++k) s += static_cast<char>('0' + random() % 10);
        };
        const std::size_t whole = random() % 14;
        digits(whole);
        if (whole == 0 || random() % 4) s += '.', digits(random() % 16 + (whole == 0));
        if (random() % 16 == 0) s += "e-" + std::to_string(random() % 320);
        written.push_back(s);
        text += s + (random() % 8 ? "\n" : "\r\n");
    }
    const ColumnPtr c = read(text)[0].column;
    REQUIRE(c->size() == written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
        CAPTURE(written[i]);
        REQUIRE(c->numbers[i] == std::strtod(written[i].c_str(), nullptr));
    }
}

TEST_CASE("integers that a number does not hold are a fault, or what the job asks for") {
    CHECK(read("id\n9007199254740992\n-9007199254740992\n")[0].column->numbers[0] == 9007199254740992.0);
    const Diagnostic d = fault("v,id\n1,1\n2, 9007199254740993\n");
    CHECK(d.message ==
          "9007199254740993 in column 'id' is an integer beyond 2^53, which a number does not hold exactly "
          "('types: {id: text}' keeps its digits, 'number' rounds it)");
    CHECK(d.span.line == 3);
    CHECK(d.span.column == 3);
    CsvOptions o;
    o.rules = {{"id", ColumnRule::Type::number, "", {}}};
    CHECK(read("id\n123456789012345678901\n", o)[0].column->numbers[0] == 123456789012345678901.0);
    o.rules = {{"id", ColumnRule::Type::text, "", {}}};
    CHECK(read("id\n123456789012345678901\n", o)[0].column->texts[0] == "123456789012345678901");
    CHECK(read("id\n123456789012345678901\nab\n")[0].column->texts[0] == "123456789012345678901");
    CHECK(read("x\n123456789012345678901.5\n")[0].column->numbers[0] == 123456789012345678901.5);
}

TEST_CASE("places count characters") {
    const Diagnostic d = fault("a,b\n\xC3\xA4\xC3\xB6,\"2\"x\n");
    CHECK(d.span.line == 2);
    CHECK(d.span.column == 7);
    CsvOptions o;
    o.rules = {{"b", ColumnRule::Type::duration, "", {}}};
    CHECK(fault("a,b\n1,1h\n2,soon\n", o).message ==
          "'soon' in column 'b' is no duration (as 01:30:00, 1h30m, 250 ms or PT90M)");
    CHECK(same(read("b\n1h30m\n\"00:01:30\"\n", o)[0].column->numbers, {5400, 90}));
    o.rules = {{"b", ColumnRule::Type::boolean, "", {}}};
    CHECK(same(read("b\nyes\n0\nTRUE\n", o)[0].column->numbers, {1, 0, 1}));
    CHECK(fault("b\nyes\n2\n", o).message == "'2' in column 'b' is neither true nor false");
}

TEST_CASE("binary files") {
    CHECK(fault(std::string("a,b\n1,x\0\n", 10)).message ==
          "the file is binary: there is a NUL byte here (expected text)");
    CHECK(fault(std::string(1000, '\0')).message.starts_with("the file is binary"));
}

TEST_CASE("only some columns") {
    CsvOptions o;
    o.only = {"b"};
    const Columns c = read("a,b\n99999999999999999999,2\nx,3\n", o);
    REQUIRE(c.size() == 1);
    CHECK(c[0].name == "b");
    CHECK(c[0].column->numbers == std::vector<double>{2, 3});
    o.only = {"b", "gone"};
    CHECK(read("a,b\n1,2\n", o).size() == 2);
}
