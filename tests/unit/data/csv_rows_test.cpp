#include "data/sources/csv_rows.h"

#include <array>
#include <cmath>
#include <doctest/doctest.h>
#include <random>
#include <string>

#include "data/sources/csv.h"
#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

const Limits limits;
const Source file{"t.csv", ""};

std::optional<Columns> read(std::string_view text, Diagnostics& out, const CsvOptions& options = {}) {
    return read_csv(text, options, {limits, &file, {}, out});
}

struct Draw {
    std::mt19937_64 random{11};
    std::size_t operator()(std::size_t n) { return random() % n; }
    std::string digits(std::size_t n) {
        std::string s;
        for (std::size_t i = 0; i < n; ++i) s += static_cast<char>('0' + (*this)(10));
        return s;
    }
    // Mostly what is read in blocks, now and then something of every other kind.
    std::string number() {
        const std::string sign = (*this)(3) ? "" : "-";
        switch ((*this)(40)) {
            case 0:
                return "";
            case 1:
                return "nan";
            case 2:
                return " " + digits(3) + ".5 ";
            case 3:
                return sign + digits(1) + "." + digits(5) + "e-" + digits(2);
            case 4:
                return sign + digits(9) + "." + digits(9);
            case 5:
                return "\"" + digits(3) + "\"";
            case 6:
                return "+" + digits(2);
            case 7:
                return sign + "." + digits(4);
            case 8:
                return sign + digits(4) + ".";
            case 9:
                return "-999";
            default:
                return sign + digits(1 + (*this)(6)) + ((*this)(3) ? "." + digits((*this)(10)) : "");
        }
    }
    std::string word() {
        static const std::array<std::string, 5> words = {"a", "two words", "", "\"a,b\"", "x\"y"};
        return (*this)(20) ? "w" + digits(1 + (*this)(12)) : words[(*this)(5)];
    }
};

// The rows of `columns` (n: numbers, w: words), each with its line end.
std::vector<std::string> rows_of(Draw& draw, std::string_view columns, char delimiter, std::size_t count) {
    std::vector<std::string> rows;
    const bool back = draw(2) == 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::string row;
        for (std::size_t j = 0; j < columns.size(); ++j) {
            if (j) row += delimiter;
            std::string value = columns[j] == 'n' ? draw.number() : draw.word();
            if (delimiter == ' ') std::erase(value, ' ');
            row += value;
        }
        if (columns.size() == 1 && row.empty()) row = "1";
        if (draw(50) == 0) row = "# " + row + "\n" + row;
        if (draw(50) == 0) row = (back ? "\r\n" : "\n") + row;
        rows.push_back(row + (back ? "\r\n" : "\n"));
    }
    return rows;
}

}  // namespace

TEST_CASE("rows read in blocks are those that are read one by one") {
    Draw draw;
    for (const std::string columns : {"n", "nn", "nnn", "wn", "nwn", "nnnnnnnwnnnnnn", "ww"}) {
        for (const char delimiter : {',', '\t', ';', ' '}) {
            CAPTURE(columns);
            CAPTURE(delimiter);
            if (delimiter == ' ' && columns != "nnn") continue;
            CsvOptions options;
            options.delimiter = delimiter;
            options.comment = "#";
            if (draw(2)) options.na_values = {"-999"};
            for (std::size_t j = 0; j < columns.size(); ++j) options.names.push_back("c" + std::to_string(j));
            options.rules.resize(columns.size());
            for (std::size_t j = 0; j < columns.size(); ++j) {
                options.rules[j].column = options.names[j];
                options.rules[j].type = columns[j] == 'n' ? ColumnRule::Type::number : ColumnRule::Type::text;
            }
            const std::vector<std::string> rows = rows_of(draw, columns, delimiter, 1500);
            std::string all;
            for (const std::string& r : rows) all += r;
            Diagnostics out;
            const auto whole = read(all, out, options);
            if (!whole) FAIL(out.list()[0].message);
            std::size_t done = 0;
            std::vector<bool> integers(columns.size(), true);
            for (std::size_t i = 0; i < rows.size(); i += 50) {  // so few are read one by one
                std::string some;
                for (std::size_t k = i; k < i + 50; ++k) some += rows[k];
                const auto part = read(some, out, options);
                REQUIRE(part);
                const std::size_t n = (*part)[0].column->size();
                for (std::size_t j = 0; j < columns.size(); ++j) {
                    const Column &a = *(*whole)[j].column, &b = *(*part)[j].column;
                    for (std::size_t k = 0; k < n; ++k) {
                        CAPTURE(done + k);
                        CAPTURE(j);
                        if (columns[j] == 'n') {
                            REQUIRE((a.numbers[done + k] == b.numbers[k] ||
                                     (std::isnan(a.numbers[done + k]) && std::isnan(b.numbers[k]))));
                            REQUIRE(std::signbit(a.numbers[done + k]) == std::signbit(b.numbers[k]));
                        } else {
                            REQUIRE(a.texts[done + k] == b.texts[k]);
                        }
                    }
                    if (columns[j] == 'n')
                        integers[j] =
                            integers[j] && (b.integers || std::all_of(b.numbers.begin(), b.numbers.end(),
                                                                      [](double v) { return std::isnan(v); }));
                }
                done += n;
            }
            CHECK((*whole)[0].column->size() == done);
            for (std::size_t j = 0; j < columns.size(); ++j)
                if (columns[j] == 'n') CHECK((*whole)[j].column->integers == integers[j]);
        }
    }
}

TEST_CASE("blocks end at what is not plain") {
    std::string text = "1234567890,abc,defg\n";
    const std::size_t at = text.size();
    for (int i = 0; i < 8; ++i) text += "1.5,two,-3\r\n";
    const std::size_t quoted = text.size();
    text += "1,\"2\",3\n";
    for (int i = 0; i < 20; ++i) text += "4,5,6\n";
    std::array<double, 64> first{}, last{};
    std::array<CsvCell, 64> cells{};
    const auto run = [&](std::size_t from, std::size_t most, bool wide) {
        std::array<CsvLane, 3> lanes;
        lanes[0].numbers = first.data();
        lanes[1].kind = CsvLane::Kind::cells;
        lanes[1].cells = cells.data();
        lanes[2].numbers = last.data();
        std::size_t place = from;
        const std::size_t rows = read_plain_rows(text, place, most, {}, lanes, wide);
        if (rows) {
            CHECK(lanes[0].numbers == first.data() + rows);
            CHECK(lanes[1].cells == cells.data() + rows);
            CHECK_FALSE(lanes[0].integers);
            CHECK(lanes[2].integers);
        }
        return std::pair(rows, place);
    };
    CHECK(run(at, 64, false) == std::pair(std::size_t{0}, at));
    CHECK(run(0, 64, true).first == 0);  // too near the begin
    if (!wide_loops()) return;
    CHECK(run(at, 64, true) == std::pair(std::size_t{8}, quoted));
    CHECK(first[7] == 1.5);
    CHECK(last[7] == -3);
    CHECK(text.substr(cells[7].offset, cells[7].length) == "two");
    CHECK(run(at, 3, true) == std::pair(std::size_t{3}, at + 36));
    CHECK(run(quoted, 64, true) == std::pair(std::size_t{0}, quoted));
}

TEST_CASE("faults far down carry their place") {
    std::string text = "a,b\n";
    for (int i = 0; i < 500; ++i) text += "1,2\n";
    Diagnostics out;
    CHECK_FALSE(read(text + "1\n" + text.substr(4), out));
    CHECK(out.list()[0].message == "expected 2 fields, as in the header, found 1");
    CHECK(out.list()[0].span.line == 502);
    Diagnostics more;
    CHECK_FALSE(read(text + "1,2,3\n" + text.substr(4), more));
    CHECK(more.list()[0].span.line == 502);
    Diagnostics big;
    CHECK_FALSE(read(text + "1,9007199254740993\n" + text.substr(4), big));
    CHECK(big.list()[0].span.line == 502);
    CHECK(big.list()[0].span.column == 3);
}
