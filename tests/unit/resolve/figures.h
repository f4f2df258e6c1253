// Figures written as YAML, resolved: for the tests of resolve/ and layout/.
#pragma once

#include <deque>
#include <doctest/doctest.h>
#include <memory>
#include <string>

#include "data/scope.h"
#include "resolve/figure.h"
#include "spec/job_tables.h"
#include "yaml/parse.h"

namespace plotmill::resolve::test {

inline std::string all_of(const Diagnostics& list) {
    std::string out;
    for (const Diagnostic& d : list.list()) {
        if (!out.empty()) out += " | ";
        if (d.severity == Severity::warning) out += "warning: ";
        out += d.message;
    }
    return out;
}

struct Resolved {
    ResolvedFigure figure;
    std::string said;  // messages, " | " between them
};

// `rc` in the figure is applied to the defaults. The spans of what comes back stay good.
inline Resolved resolve(std::string_view yaml, const data::TablePtr& table = nullptr) {
    static std::deque<Source> sources;
    sources.push_back({"figure", std::string(yaml)});
    Diagnostics out;
    auto tree = yaml::parse(sources.back());
    REQUIRE_MESSAGE(tree, yaml);
    static const expr::EmptyEnvironment empty;
    const data::EnvironmentScope scope(empty);
    const spec::Fields fields = spec::read_fields(*tree, spec::figure_table, scope, out);
    auto rc = std::make_shared<style::RcParams>(style::default_rc());
    if (const spec::FieldValue* v = fields.get("rc")) rc->set_all(*v->value, out);
    Resolved r;
    const FigureInput input{
        "test", fields, scope, empty, [&](const std::string&, Span, Diagnostics&) { return table; }, std::move(rc)};
    if (!out.has_errors()) r.figure = resolve_figure(input, out);
    r.said = all_of(out);
    return r;
}

// The same without a word being said.
inline ResolvedFigure resolved(std::string_view yaml, const data::TablePtr& table = nullptr) {
    Resolved r = resolve(yaml, table);
    CHECK_MESSAGE(r.said == "", yaml);
    return std::move(r.figure);
}

inline std::string errors_of(std::string_view yaml, const data::TablePtr& table = nullptr) {
    return resolve(yaml, table).said;
}

inline bool near(double a, double b, double scale = 1) {
    return std::abs(a - b) <= 1e-9 * std::max({scale, std::abs(a), std::abs(b)});
}

}  // namespace plotmill::resolve::test
