#include "data/sources/tools.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/numbers.h"
#include "data/sources/csv.h"
#include "data/sources/json_table.h"

namespace plotmill::data {
namespace {

const Json* member(const Json& record, const char* key) {
    const auto at = record.is_object() ? record.find(key) : record.end();
    return at == record.end() ? nullptr : &*at;
}
std::string text(const Json& record, const char* key) {
    const Json* v = member(record, key);
    return v && v->is_string() ? v->get<std::string>() : std::string();
}

std::optional<double> seconds_per(std::string_view unit) {
    if (unit == "ns") return 1e-9;
    if (unit == "us" || unit == "\xC2\xB5s" || unit == "\xCE\xBCs") return 1e-6;
    if (unit == "ms") return 1e-3;
    if (unit == "s") return 1.0;
    return std::nullopt;
}

// v units in seconds: divided, where that is the exact way.
double in_seconds(double v, double per_unit) { return per_unit < 1 ? v / std::round(1 / per_unit) : v * per_unit; }

// The rows of one file are appended to `rows`; false after a report.
class Rows {
public:
    Rows(Json& rows, std::vector<std::string>& guessed, const SourceContext& context)
        : rows_(rows), guessed_(guessed), context_(context) {}

    bool read(Tool tool, std::string_view bytes) {
        if (tool == Tool::criterion) return criterion(bytes);
        std::optional<Json> root = parse_json(bytes, context_);
        const Clearing clearing{root};
        if (!root) return false;
        const char* list_key = tool == Tool::hyperfine ? "results" : "benchmarks";
        const Json* list = member(*root, list_key);
        if (!list || !list->is_array() || list->empty() || !fits(tool, list->front()))
            return fail(std::string("the file is none that ") + tool_name(tool) + " wrote (expected a list '" +
                        list_key + "' of its records)");
        for (const Json& item : *list)
            if (!fits(tool, item))
                return fail(std::string("an item of '") + list_key + "' is no record of " + tool_name(tool));
        if (tool == Tool::google_benchmark) return google(*root, *list);
        for (const Json& item : *list) tool == Tool::hyperfine ? hyperfine(item) : pytest(item);
        return true;
    }

private:
    bool fail(std::string message) const {
        (void)context_.fail(0, std::move(message));
        return false;
    }

    static const char* tool_name(Tool tool) {
        return tool == Tool::google_benchmark ? "Google Benchmark"
               : tool == Tool::hyperfine      ? "hyperfine"
                                              : "pytest-benchmark";
    }

    static bool fits(Tool tool, const Json& item) {
        if (tool == Tool::hyperfine) return member(item, "command") && member(item, "mean");
        if (tool == Tool::pytest_benchmark) return member(item, "name") && member(item, "stats");
        return member(item, "name") && (member(item, "real_time") || member(item, "error_occurred") ||
                                        member(item, "aggregate_name") || member(item, "run_type"));
    }

    // "BM_sort<int>/64/threads:4" is the benchmark "BM_sort<int>" with the argument "64".
    static void split_name(const std::string& name, Json& row) {
        static constexpr std::array<std::string_view, 8> settings = {"threads:",     "repeats:",         "iterations:",
                                                                     "min_time:",    "min_warmup_time:", "real_time",
                                                                     "process_time", "manual_time"};
        int depth = 0;
        std::size_t slash = 0;
        for (; slash < name.size(); ++slash) {
            const char c = name[slash];
            depth += (c == '<' || c == '(') - (c == '>' || c == ')');
            if (c == '/' && depth == 0) break;
        }
        row["benchmark"] = name.substr(0, slash);
        std::string argument;
        while (slash < name.size()) {
            const std::size_t end = std::min(name.find('/', slash + 1), name.size());
            const std::string part = name.substr(slash + 1, end - slash - 1);
            const bool setting = std::any_of(settings.begin(), settings.end(), [&](std::string_view s) {
                return s.ends_with(':') ? part.starts_with(s) : part == s;
            });
            if (!setting) argument += (argument.empty() ? "" : "/") + part;
            slash = end;
        }
        row["argument"] = argument.empty() ? Json() : Json(argument);
    }

    bool google(const Json& root, const Json& list) {
        static constexpr std::array<std::string_view, 15> known = {"name",
                                                                   "family_index",
                                                                   "per_family_instance_index",
                                                                   "run_name",
                                                                   "run_type",
                                                                   "repetitions",
                                                                   "repetition_index",
                                                                   "threads",
                                                                   "iterations",
                                                                   "real_time",
                                                                   "cpu_time",
                                                                   "time_unit",
                                                                   "aggregate_name",
                                                                   "aggregate_unit",
                                                                   "error_occurred"};
        const auto is_aggregate = [](const Json& b) { return text(b, "run_type") == "aggregate"; };
        const bool only_aggregates = std::all_of(list.begin(), list.end(), is_aggregate);
        guessed_.push_back("argument");
        for (const Json& b : list) {
            const std::string aggregate = text(b, "aggregate_name");
            if (is_aggregate(b) && (!only_aggregates || aggregate == "BigO" || aggregate == "RMS")) continue;
            const std::string unit = text(b, "time_unit");
            const auto per_unit = unit.empty() ? std::optional<double>(1e-9) : seconds_per(unit);
            if (!per_unit) return fail("the unit of time '" + unit + "' is not known");
            const std::string run = text(b, "run_name");
            Json row = Json::object();
            row["name"] = run.empty() ? text(b, "name") : run;
            split_name(row["name"].get<std::string>(), row);
            if (only_aggregates) row["aggregate"] = aggregate;
            copy(b, "repetition_index", row, "repetition");
            copy(b, "threads", row, "threads");
            copy(b, "iterations", row, "iterations");
            const bool ratio = text(b, "aggregate_unit") == "percentage";  // coefficients of variation
            for (const char* key : {"real_time", "cpu_time"}) {
                const Json* v = member(b, key);
                row[key] =
                    v && is_number(*v) ? Json(ratio ? number_of(*v) : in_seconds(number_of(*v), *per_unit)) : Json();
            }
            for (const auto& item : b.items())
                if (std::find(known.begin(), known.end(), item.key()) == known.end() && !row.contains(item.key()))
                    row[item.key()] = item.value();
            if (const Json* about = member(root, "context"); about && about->is_object())
                for (const auto& item : about->items())
                    if (item.value().is_string() && item.key() != "executable" && !row.contains(item.key()))
                        row[item.key()] = item.value();
            rows_.push_back(std::move(row));
        }
        return true;
    }

    static void copy(const Json& from, const char* key, Json& row, const char* name) {
        const Json* v = member(from, key);
        row[name] = v ? *v : Json();
    }

    // What the tools call parameters: columns of their names, numbers where all are.
    void parameters(const Json* map, Json& row) {
        if (!map || !map->is_object()) return;
        for (const auto& item : map->items()) {
            if (row.contains(item.key())) continue;
            row[item.key()] = item.value();
            if (std::find(guessed_.begin(), guessed_.end(), item.key()) == guessed_.end())
                guessed_.push_back(item.key());
        }
    }

    // A row for each of `times`, or one with `mean`.
    void runs(Json row, const Json* times, const char* index, const Json* mean, const Json* codes) {
        const std::size_t n = times && times->is_array() ? times->size() : 0;
        for (std::size_t i = 0; i < std::max<std::size_t>(n, 1); ++i) {
            Json one = row;
            one[index] = n ? Json(i) : Json();
            one["time"] = n ? (*times)[i] : mean ? *mean : Json();
            if (codes && codes->is_array()) one["exit_code"] = i < codes->size() ? (*codes)[i] : Json();
            rows_.push_back(std::move(one));
        }
    }

    void hyperfine(const Json& r) {
        Json row = Json::object();
        copy(r, "command", row, "command");
        parameters(member(r, "parameters"), row);
        for (const char* key : {"mean", "stddev", "median", "min", "max", "user", "system"}) copy(r, key, row, key);
        runs(std::move(row), member(r, "times"), "run", member(r, "mean"), member(r, "exit_codes"));
    }

    void pytest(const Json& b) {
        Json row = Json::object();
        copy(b, "name", row, "name");
        const std::string name = text(b, "name");
        row["test"] = name.substr(0, name.find('['));
        copy(b, "group", row, "group");
        parameters(member(b, "params"), row);
        const Json& stats = *member(b, "stats");
        for (const char* key : {"mean", "stddev", "median", "min", "max", "iqr", "rounds"}) copy(stats, key, row, key);
        runs(std::move(row), member(stats, "data"), "round", member(stats, "mean"), nullptr);
    }

    bool criterion(std::string_view bytes) {
        CsvOptions options;
        options.delimiter = ',';
        for (const char* name : {"group", "function", "value", "throughput_type", "unit"})
            options.rules.push_back({name, ColumnRule::Type::text, "", {}});
        const auto columns = read_csv(bytes, options, context_);
        if (!columns) return false;
        const auto find = [&](std::string_view name) -> const Column* {
            for (const NamedColumn& c : *columns)
                if (c.name == name) return c.column.get();
            return nullptr;
        };
        const Column* old = find("sample_time_nanos");  // before 0.3
        const Column *group = find("group"), *function = find("function"), *value = find("value"), *unit = find("unit"),
                     *measured = old ? old : find("sample_measured_value"), *count = find("iteration_count");
        const auto of = [](const Column* c, ColumnType type) { return c && c->type == type; };
        if (!of(group, ColumnType::text) || !of(function, ColumnType::text) || !of(value, ColumnType::text) ||
            !of(measured, ColumnType::number) || !of(count, ColumnType::number) ||
            (!old && !of(unit, ColumnType::text)))
            return fail(
                "the file is no raw.csv of criterion (expected the columns group, function, value, "
                "sample_measured_value, unit and iteration_count)");
        const Column *amount = find("throughput_num"), *kind = find("throughput_type");
        const auto words = [](const Column* c, std::size_t i) {
            return !c || is_missing(*c, i) ? Json() : Json(c->texts[i]);
        };
        guessed_.push_back("value");
        std::size_t sample = 0;
        for (std::size_t i = 0; i < group->size(); ++i) {
            const auto per_unit = old ? std::optional<double>(1e-9) : seconds_per(unit->texts[i]);
            if (!per_unit) return fail("the unit '" + unit->texts[i] + "' is none of time (expected ns, us, ms or s)");
            const auto same = [&](const Column* c) { return c->texts[i] == c->texts[i - 1]; };
            sample = i > 0 && same(group) && same(function) && same(value) ? sample + 1 : 0;
            Json row = Json::object();
            row["group"] = words(group, i);
            row["function"] = words(function, i);
            row["value"] = words(value, i);
            if (of(amount, ColumnType::number))
                row["throughput"] = std::isnan(amount->numbers[i]) ? Json() : Json(amount->numbers[i]);
            row["throughput_type"] = words(kind, i);
            row["sample"] = sample;
            if (!(count->numbers[i] > 0 && count->numbers[i] < 1e15)) return fail("a sample of no iterations");
            row["iterations"] = static_cast<std::int64_t>(count->numbers[i]);
            row["time"] = in_seconds(measured->numbers[i], *per_unit) / count->numbers[i];
            rows_.push_back(std::move(row));
        }
        return true;
    }

    Json& rows_;
    std::vector<std::string>& guessed_;  // columns of texts that are numbers where all are
    const SourceContext& context_;
};

ColumnPtr as_numbers(const Column& c) {
    auto out = std::make_shared<Column>();
    out->integers = true;
    for (std::size_t i = 0; i < c.texts.size(); ++i) {
        const auto v = is_missing(c, i) ? std::optional<double>(std::nan("")) : parse_number(c.texts[i]);
        if (!v) return nullptr;
        out->numbers.push_back(*v);
        if (!is_missing(c, i) && c.texts[i].find_first_of(".eE") != std::string::npos) out->integers = false;
    }
    return out;
}

}  // namespace

std::optional<Columns> read_tool(Tool tool, const std::vector<ToolFile>& files, const SourceContext& context) {
    return guarded(context, [&]() -> std::optional<Columns> {
        Json rows = Json::array();
        std::vector<std::string> guessed;
        std::vector<std::size_t> ends;  // of the files' rows
        for (const ToolFile& file : files) {
            SourceContext own{context.limits, file.source, context.span, context.out, context.rules, context.table};
            const std::size_t before = rows.size();
            if (!Rows(rows, guessed, own).read(tool, file.bytes)) return std::nullopt;
            if (files.size() > 1)
                for (std::size_t i = before; i < rows.size(); ++i) rows[i]["file"] = file.name;
            ends.push_back(rows.size());
        }
        const auto file_of = [&](std::size_t row) {
            return files[static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), row) - ends.begin())]
                .source;
        };
        auto columns = columns_of_records(rows, context, file_of);
        if (!columns) return std::nullopt;
        for (NamedColumn& c : *columns)
            if (c.column->type == ColumnType::text &&
                std::find(guessed.begin(), guessed.end(), c.name) != guessed.end())
                if (ColumnPtr numbers = as_numbers(*c.column)) c.column = std::move(numbers);
        return columns;
    });
}

}  // namespace plotmill::data
