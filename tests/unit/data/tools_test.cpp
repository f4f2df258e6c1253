#include "data/sources/tools.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <set>
#include <sstream>

#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

const Limits limits;
const Source file{"t.json", ""};

// A file that the tool itself wrote.
std::string written(const std::string& name) {
    std::ifstream in(std::string(BENCHMARK_FILES) + "/" + name, std::ios::binary);
    REQUIRE(in.good());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Columns read(Tool tool, const std::vector<std::pair<std::string, std::string>>& texts) {
    Diagnostics out;
    std::vector<ToolFile> files;
    for (const auto& [name, text] : texts) files.push_back({name, text, &file});
    auto r = read_tool(tool, files, {limits, &file, {}, out});
    if (!r) FAIL(out.list()[0].message);
    return *r;
}
std::string fault(Tool tool, const std::string& text) {
    Diagnostics out;
    auto r = read_tool(tool, {{"f", text, &file}}, {limits, &file, {}, out});
    return r ? "no error" : out.list()[0].message;
}

const Column& column(const Columns& columns, std::string_view name) {
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const NamedColumn& c) { return c.name == name; });
    if (at == columns.end()) FAIL("no column " << name);
    return *at->column;
}
std::string names(const Columns& columns) {
    std::string all;
    for (const NamedColumn& c : columns) all += (all.empty() ? "" : " ") + c.name;
    return all;
}
std::set<std::string> distinct(const Column& c) { return {c.texts.begin(), c.texts.end()}; }

}  // namespace

TEST_CASE("Google Benchmark") {
    const Columns c = read(Tool::google_benchmark,
                           {{"google-O1", written("google-O1.json")}, {"google-O3", written("google-O3.json")}});
    CHECK(names(c) ==
          "name benchmark argument repetition threads iterations real_time cpu_time items_per_second date host_name "
          "library_build_type flags file bytes_per_second");
    CHECK(c[0].column->rows() == 48);  // two files of eight benchmarks, three times each; no means and medians
    CHECK(distinct(column(c, "benchmark")) == std::set<std::string>{"copy_bytes", "sort_ints"});
    CHECK(distinct(column(c, "flags")) == std::set<std::string>{"-O1", "-O3"});
    CHECK(distinct(column(c, "file")) == std::set<std::string>{"google-O1", "google-O3"});
    CHECK(column(c, "argument").integers);
    CHECK(column(c, "argument").numbers[3] == 512);
    CHECK(column(c, "repetition").numbers[2] == 2);
    CHECK(column(c, "real_time").numbers[0] > 1e-9);
    CHECK(column(c, "real_time").numbers[0] < 1e-4);
    CHECK(std::isnan(column(c, "bytes_per_second").numbers[0]));
}

TEST_CASE("names and units of Google Benchmark") {
    const Columns c = read(Tool::google_benchmark, {{"", R"({"benchmarks": [
        {"name": "sort<std::vector<a/b>>/64/8/threads:4", "run_type": "iteration", "real_time": 2.5, "cpu_time": 2, "time_unit": "ms"},
        {"name": "plain", "run_type": "iteration", "real_time": 3, "cpu_time": 3, "time_unit": "us", "label": "x"},
        {"name": "n/real_time", "run_type": "iteration", "error_occurred": true, "error_message": "broke"}]})"}});
    CHECK(column(c, "benchmark").texts == std::vector<std::string>{"sort<std::vector<a/b>>", "plain", "n"});
    CHECK(column(c, "argument").texts[0] == "64/8");
    CHECK(column(c, "argument").missing == std::vector<bool>{false, true, true});
    CHECK(same(column(c, "real_time").numbers, {0.0025, 3e-6, gap}));
    const Columns a = read(Tool::google_benchmark, {{"", R"({"benchmarks": [
        {"name": "f_mean", "run_name": "f", "run_type": "aggregate", "aggregate_name": "mean", "real_time": 5, "cpu_time": 5, "time_unit": "ns"},
        {"name": "f_cv", "run_name": "f", "run_type": "aggregate", "aggregate_name": "cv", "aggregate_unit": "percentage", "real_time": 0.5, "cpu_time": 0.25, "time_unit": "ns"},
        {"name": "f_BigO", "run_name": "f", "run_type": "aggregate", "aggregate_name": "BigO", "cpu_coefficient": 1}]})"}});
    CHECK(column(a, "aggregate").texts == std::vector<std::string>{"mean", "cv"});
    CHECK(same(column(a, "real_time").numbers, {5e-9, 0.5}));
}

TEST_CASE("hyperfine") {
    const Columns c = read(Tool::hyperfine, {{"", written("hyperfine.json")}});
    CHECK(names(c) == "command level mean stddev median min max user system run time exit_code");
    CHECK(c[0].column->rows() == 36);
    CHECK(column(c, "command").texts[0] == "gzip -c -1 seattle-weather.csv");
    CHECK(column(c, "level").numbers[35] == 9);
    CHECK(column(c, "run").numbers[13] == 1);
    CHECK(column(c, "time").numbers[0] >= column(c, "min").numbers[0]);
    CHECK(column(c, "exit_code").numbers[5] == 0);
    const Columns s = read(Tool::hyperfine, {{"", R"({"results": [{"command": "a", "mean": 2.5}]})"}});
    CHECK(same(column(s, "time").numbers, {2.5}));
}

TEST_CASE("pytest-benchmark") {
    const Columns c = read(Tool::pytest_benchmark, {{"", written("pytest-benchmark.json")}});
    CHECK(names(c) == "name test group how n mean stddev median min max iqr rounds round time");
    CHECK(distinct(column(c, "test")) == std::set<std::string>{"test_sort"});
    CHECK(distinct(column(c, "how")) == std::set<std::string>{"heap", "sorted"});
    CHECK(column(c, "n").numbers[0] == 100);
    CHECK(column(c, "group").texts[0] == "n=100");
    double rounds = 0;
    for (std::size_t i = 0; i < c[0].column->rows(); ++i)
        if (column(c, "round").numbers[i] == 0) rounds += column(c, "rounds").numbers[i];
    CHECK(rounds == static_cast<double>(c[0].column->rows()));
}

TEST_CASE("criterion") {
    const Columns c = read(Tool::criterion, {{"", written("criterion.csv")}});
    CHECK(names(c) == "group function value throughput throughput_type sample iterations time");
    CHECK(c[0].column->rows() == 120);
    CHECK(distinct(column(c, "function")) == std::set<std::string>{"lanes", "plain"});
    CHECK(column(c, "value").numbers[119] == 10000);
    CHECK(column(c, "sample").numbers[21] == 1);
    CHECK(column(c, "time").numbers[0] == doctest::Approx(730276.0 / 1e9 / 37165));
    const Columns old = read(
        Tool::criterion, {{"", "group,function,value,sample_time_nanos,iteration_count\nFib,Iterative,,915000,100\n"}});
    CHECK(same(column(old, "time").numbers, {9.15e-6}));
}

TEST_CASE("files of something else") {
    CHECK(fault(Tool::google_benchmark, R"({"results": []})") ==
          "the file is none that Google Benchmark wrote (expected a list 'benchmarks' of its records)");
    CHECK(fault(Tool::google_benchmark, written("pytest-benchmark.json")).starts_with("the file is none that Google"));
    CHECK(fault(Tool::pytest_benchmark, written("google-O1.json")).starts_with("the file is none that pytest-b"));
    CHECK(
        fault(Tool::hyperfine, "[1]").starts_with("the file is none that hyperfine wrote (expected a list 'results'"));
    CHECK(fault(Tool::hyperfine, R"({"results": [{"command": "a", "mean": 1}, 3]})") ==
          "an item of 'results' is no record of hyperfine");
    CHECK(fault(Tool::hyperfine, R"({"results": )").starts_with("the file is no valid JSON"));
    CHECK(fault(Tool::criterion, "a,b\n1,2\n").starts_with("the file is no raw.csv of criterion"));
    CHECK(
        fault(Tool::criterion, "group,function,value,sample_measured_value,unit,iteration_count\ng,f,1,5,cycles,1\n") ==
        "the unit 'cycles' is none of time (expected ns, us, ms or s)");
    CHECK(fault(Tool::criterion, "group,function,value,sample_measured_value,unit,iteration_count\ng,f,1,5,ns,0\n") ==
          "a sample of no iterations");
    CHECK(fault(Tool::google_benchmark, R"({"benchmarks": [{"name": "a", "real_time": 1, "time_unit": "h"}]})") ==
          "the unit of time 'h' is not known");
}
