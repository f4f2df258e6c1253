#include "data/store.h"

#include <atomic>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

#include "support.h"
#include "values.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

// A directory with a few files, gone at the end.
class Files {
public:
    Files() : path_(std::filesystem::temp_directory_path() / ("plotmill_store_test_" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
        write("runs.csv", "run,step,loss\na,1,0.5\na,2,0.25\nb,1,3\nb,2,\nc,1,0.75\n");
        write("sub/a.csv", "v\n1\n");
    }
    ~Files() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    void write(const std::string& name, std::string_view text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    std::string base() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

struct Fixture {
    Files files;
    Source job{"job.yaml", ""};
    Catalog catalog;
    TableStore store;
    Vars vars{{"cut", expr::Scalar::of_number(1)},
              {"run", expr::Scalar::of_text("a")},
              {"dir", expr::Scalar::of_text("sub")}};

    void add(const std::string& name, std::string_view description) {
        catalog.add(name, {flow(description, &job), files.base(), {}});
    }
    TablePtr load(std::string_view name) { return load(name, vars); }
    TablePtr load(std::string_view name, const expr::Environment& scope) {
        auto t = store.load(name, catalog, scope, {});
        if (!t) FAIL(t.errors()[0].message);
        return *t;
    }
    std::string fault(std::string_view name) {
        auto t = store.load(name, catalog, vars, {});
        return t ? "no error" : t.errors()[0].message;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "steps are applied in their order") {
    add("r",
        "{csv: runs.csv, columns: {double: '=loss*2', k: '=cut', half: '=double/4 + k'}, filter: '=double < 2', sort: "
        "-loss, "
        "select: [half, run, k], rename: {h: half}}");
    const TablePtr t = load("r");
    REQUIRE(t->columns().size() == 3);
    CHECK(t->columns()[0].name == "h");
    CHECK(same(t->find("h")->numbers, {1.375, 1.25, 1.125}));
    CHECK(t->find("run")->texts == std::vector<std::string>{"c", "a", "a"});
    CHECK(same(t->find("k")->numbers, {1, 1, 1}));
    CHECK(t->files() == std::vector<std::string>{files.base() + "/runs.csv"});
}

TEST_CASE_FIXTURE(Fixture, "templates and vars decide which table it is, and files are read once") {
    add("one", "{csv: runs.csv, filter: \"=run == '${{ run }}' and loss < cut\"}");
    add("all", "{csv: runs.csv}");
    add("sub", "{csv: '${{ dir }}/a.csv'}");
    const Vars b{{"cut", expr::Scalar::of_number(9)},
                 {"run", expr::Scalar::of_text("b")},
                 {"other", expr::Scalar::of_number(1)}};
    const Vars b2{{"cut", expr::Scalar::of_number(9)},
                  {"run", expr::Scalar::of_text("b")},
                  {"other", expr::Scalar::of_number(2)}};
    CHECK(same(load("one")->find("loss")->numbers, {0.5, 0.25}));
    CHECK(same(load("one", b)->find("loss")->numbers, {3}));
    CHECK(load("one", b) == load("one", b2));  // `other` is not used
    CHECK(load("one") != load("one", b));
    CHECK(load("all") == load("all"));
    CHECK(store.files_read() == 1);
    CHECK(load("sub")->rows() == 1);
    CHECK(store.files_read() == 2);
}

TEST_CASE_FIXTURE(Fixture, "inline tables") {
    add("wave",
        "{columns: {t: {linspace: [0, 4, 5]}, y: '=t**2 + cut', c: 7, name: [a, b, c, d, e], d: ['2024-01-01', null, "
        "null, null, null]}}");
    const TablePtr t = load("wave");
    CHECK(same(t->find("y")->numbers, {1, 2, 5, 10, 17}));
    CHECK(same(t->find("c")->numbers, {7, 7, 7, 7, 7}));
    CHECK(t->find("c")->integers);
    CHECK(t->find("d")->type == ColumnType::date);
    CHECK(t->even());
    CHECK(store.files_read() == 0);
    add("literal", "{columns: {a: ['$${{ x }}', b]}}");
    CHECK(load("literal")->find("a")->texts[0] == "${{ x }}");
}

TEST_CASE_FIXTURE(Fixture, "queries over other tables") {
    add("runs", "{csv: runs.csv}");
    add("best",
        "{query: 'SELECT run, min(loss) AS loss FROM runs WHERE loss < $cut GROUP BY run ORDER BY run', filter: '=loss "
        "< 0.6'}");
    add("deep", "{query: 'SELECT count(*) AS n FROM Best'}");
    CHECK(load("best")->find("run")->texts == std::vector<std::string>{"a"});
    CHECK(same(load("deep")->find("n")->numbers, {1}));
    CHECK(load("deep")->files().size() == 1);
    const Vars other{{"cut", expr::Scalar::of_number(0.1)}};
    CHECK(same(load("deep", other)->find("n")->numbers, {0}));
    CHECK(store.files_read() == 1);
    add("loop", "{query: 'SELECT * FROM pool'}");
    add("pool", "{query: 'SELECT * FROM loop'}");
    CHECK(fault("loop") == "table 'loop' is a query over itself");
}

TEST_CASE_FIXTURE(Fixture, "errors name what is wrong, each time they are asked for") {
    add("runs", "{csv: runs.csv}");
    add("gone", "{csv: gone.csv}");
    add("typo", "{csv: runs.csv, delimeter: ';'}");
    add("none", "{filter: '=x > 1'}");
    add("two", "{csv: runs.csv, json: x.json}");
    add("alien", "{npy: x.npy, delimiter: ';'}");
    add("filter", "{csv: runs.csv, filter: '=lss < 1'}");
    add("plain", "{csv: runs.csv, filter: 'loss < 1'}");
    add("text", "{csv: runs.csv, filter: '=run'}");
    add("sort", "{csv: runs.csv, sort: -lss}");
    add("select", "{csv: runs.csv, select: [run, lss]}");
    add("rename", "{csv: runs.csv, rename: {run: loss}}");
    add("dates", "{csv: runs.csv, parse_dates: [when]}");
    add("long", "{csv: runs.csv, columns: {z: [1, 2]}}");
    CHECK(fault("run") == "unknown table 'run' (did you mean 'runs'?)");
    CHECK(fault("gone").find("gone.csv") != std::string::npos);
    CHECK(fault("gone").find("gone.csv") != std::string::npos);
    CHECK(fault("typo").find("did you mean 'delimiter'?") != std::string::npos);
    CHECK(fault("none").starts_with("a table needs a source"));
    CHECK(fault("two") == "a table has one source, and 'csv' is given too");
    CHECK(fault("alien") == "'delimiter' belongs to tables of 'csv'");
    CHECK(fault("filter") == "unknown name 'lss' (did you mean 'loss'?)");
    CHECK(fault("plain").starts_with("expected an expression for 'filter'"));
    CHECK(fault("text") == "the filter gives text (expected true or false for each row)");
    CHECK(fault("sort") == "table 'sort' has no column 'lss' (did you mean 'loss'?)");
    CHECK(fault("select") == "table 'select' has no column 'lss' (did you mean 'loss'?)");
    CHECK(fault("rename") == "after 'rename', two columns are named 'run'");
    CHECK(fault("dates") == "table 'dates' has no column 'when'");
    CHECK(fault("long") == "column 'z' has 2 values, but the table has 5 rows");
    CHECK(store.files_read() == 4);  // runs.csv as it is, with parse_dates, and without a column; gone.csv
}

TEST_CASE("files may be forbidden") {
    const Files files;
    TableStore store({}, io::Roots({files.base() + "/sub"}));
    Catalog catalog;
    catalog.add("r", {flow("{csv: runs.csv}"), files.base(), {}});
    const auto t = store.load("r", catalog, Vars{}, {});
    REQUIRE_FALSE(t);
    CHECK(t.errors()[0].message == "'runs.csv' is outside of the directories that jobs may read");
    CHECK(store.files_read() == 0);
}

TEST_CASE_FIXTURE(Fixture, "a figure's tables stand over its job's") {
    add("r", "{csv: runs.csv}");
    Catalog figure(&catalog);
    figure.add("r", {flow("{csv: sub/a.csv}"), files.base(), {}});
    const CatalogSource source(store, figure);
    CHECK((*source.table("r", vars, {}))->rows() == 1);
    CHECK(load("r")->rows() == 5);
    CHECK(figure.names() == std::vector<std::string>{"r"});
}

TEST_CASE_FIXTURE(Fixture, "many threads share one table") {
    add("r", "{csv: runs.csv, columns: {y: '=loss * cut'}}");
    add("q", "{query: 'SELECT run, max(loss) AS m FROM r GROUP BY run'}");
    std::vector<std::thread> threads;
    std::atomic<int> failures{0};
    std::vector<TablePtr> tables(8);
    for (std::size_t i = 0; i < tables.size(); ++i)
        threads.emplace_back([&, i] {
            auto q = store.load("q", catalog, vars, {});
            auto r = store.load("r", catalog, vars, {});
            if (q && r)
                tables[i] = *r;
            else
                ++failures;
        });
    for (std::thread& t : threads) t.join();
    CHECK(failures == 0);
    CHECK(tables[0]->rows() == 5);
    CHECK(store.files_read() == 1);
    CHECK(load("q")->rows() == 3);
}

TEST_CASE_FIXTURE(Fixture, "a meshgrid has the first coordinate along its columns") {
    add("g", "{meshgrid: {x: {linspace: [0, 2, 3]}, y: [10, 20]}, columns: {z: '=x + y * cut'}}");
    const TablePtr t = load("g");
    REQUIRE(t->columns().size() == 3);
    CHECK(t->find("x")->cols == 3);
    CHECK(t->find("x")->numbers == std::vector<double>{0, 1, 2, 0, 1, 2});
    CHECK(t->find("y")->numbers == std::vector<double>{10, 10, 10, 20, 20, 20});
    CHECK(t->find("z")->cols == 3);
    CHECK(t->find("z")->numbers == std::vector<double>{10, 11, 12, 20, 21, 22});
    add("empty", "{meshgrid: {x: [], y: [1]}}");
    CHECK(fault("empty") == "a grid needs at least one value for each coordinate");
    add("names", "{meshgrid: {x: [a, b], y: [1]}}");
    CHECK(fault("names") == "expected a list of numbers or a generator for the coordinate 'x'");
    add("huge", "{meshgrid: {x: {linspace: [0, 1, 100000000]}, y: {linspace: [0, 1, 10000]}}}");
    CHECK(fault("huge") == "a grid of 10000 x 100000000 values is too large");
    add("one", "{meshgrid: {x: [1]}}");
    CHECK(fault("one") == "expected 2 values for 'meshgrid', found 1");
    add("two", "{csv: runs.csv, meshgrid: {x: [1], y: [1]}}");
    CHECK(fault("two") == "a table has one source, and 'csv' is given too");
}

TEST_CASE_FIXTURE(Fixture, "doubles of a large array stay in its file, and a file that is cut off is read again") {
    constexpr std::size_t n = 200'000;
    std::string header("\x93NUMPY\x01\0\x76\0", 10);
    header += "{'descr': '<f8', 'fortran_order': False, 'shape': (200000,), }";
    header.resize(127, ' ');
    header += '\n';
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<double>(i) / 4;
    files.write("a.npy", header + std::string(reinterpret_cast<const char*>(values.data()), n * sizeof(double)));
    add("a", "{npy: a.npy}");
    add("rest", "{npy: a.npy, filter: '=rest > 100'}");
    const TablePtr t = load("a");
    CHECK(t->columns()[0].column->numbers.is_view());
    CHECK(t->columns()[0].column->numbers == values);
    CHECK(load("rest")->rows() == n - 401);
    CHECK(load("a") == t);
    CHECK(store.files_read() == 1);
    files.write("a.npy", header + "short");
    CHECK_FALSE(t->intact());
    CHECK(fault("a") == "the array is cut off");
}

TEST_CASE_FIXTURE(Fixture, "tables that no longer serve are let go") {
    Limits limits;
    limits.kept.group_entries = limits.kept.own_entries = 4;
    TableStore small(limits);
    for (int i = 0; i < 50; ++i) files.write("t" + std::to_string(i) + ".csv", "v\n" + std::to_string(i) + "\n");
    add("each", "{csv: 't${{ i }}.csv'}");
    add("all", "{csv: runs.csv}");
    for (int i = 0; i < 50; ++i) {
        const Vars scope{{"i", expr::Scalar::of_number(i, true)}};
        auto t = small.load("each", catalog, scope, {});
        REQUIRE(t.ok());
        CHECK((*t)->columns()[0].column->numbers[0] == i);
        REQUIRE(small.load("all", catalog, scope, {}).ok());
    }
    CHECK(small.files_read() == 51);
    CHECK(small.tables_kept() == 10);
    for (int i = 0; i < 50; ++i) {  // figures' own tables, each another description
        Catalog own(&catalog);
        own.add("mine", {flow("{csv: t" + std::to_string(i) + ".csv}", &job), files.base(), {}});
        REQUIRE(small.load("mine", own, vars, {}).ok());
    }
    CHECK(small.tables_kept() == 18);
    CHECK(small.files_read() == 97);  // the last four were there
    limits.kept = {
        .bytes = 100'000, .group_bytes = 80'000, .group_entries = 1000, .own_entries = 1000, .own_bytes = 80'000};
    TableStore bytes(limits);
    for (int k = 0; k < 2; ++k)
        for (int i = 0; i < 40; ++i) {
            Catalog own(&catalog);
            own.add("wave", {flow("{columns: {t: {linspace: [0, " + std::to_string(i) + ", 1000]}}}", &job), "", {}});
            REQUIRE(bytes.load("wave", own, vars, {}).ok());
        }
    CHECK(bytes.tables_kept() <= 10);
    CHECK(bytes.tables_kept() >= 8);
}
