// Figures made in code, in the words of the job format: every key and layer argument of a job file is set under its
// name, and goes through the same checks with the same messages.
//
//     FigureBuilder builder("growth");
//     builder.set("title", "Growth").set("yscale", "log");
//     builder.layer("plot", {{"x", days}, {"y", counts}, {"color", "C1"}});
//     BuildResult result = builder.build(engine);
//     if (!result.figure) std::fputs(result.diagnostics.front().text.c_str(), stderr);
//
// Values and builders are ordinary values: distinct ones may be used by distinct threads.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plotmill/job.h"

namespace plotmill::api {

class Value;
using Map = std::vector<std::pair<std::string, Value>>;  // in order; of equal keys the last one holds

// What may stand in a job: null, a boolean, a number, text, a list or a mapping. Immutable; copies share their
// contents. Dates are text in ISO form, expressions text that begins with '='. NaN is a gap.
class Value {
public:
    Value() = default;  // null
    Value(std::nullptr_t) {}
    template <std::same_as<bool> T>
    Value(T v) : Value(Flag{v}) {}
    template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>) Value(T v)
        : Value(Integer{static_cast<std::int64_t>(v)}) {}
    template <std::floating_point T>
    Value(T v) : Value(Number{static_cast<double>(v)}) {}
    Value(std::string text);
    Value(std::string_view text) : Value(std::string(text)) {}
    Value(const char* text) : Value(std::string(text)) {}
    Value(std::initializer_list<Value> list);  // {0, 1, 2}
    Value(std::vector<Value> list);
    Value(std::vector<double> numbers);
    Value(const std::vector<int>& numbers);
    Value(const std::vector<std::string>& texts);
    Value(Map map);

    static Value map(std::initializer_list<std::pair<std::string, Value>> entries);  // Value::map({{"loc", "left"}})

    struct Node;  // internal
    const std::shared_ptr<const Node>& node() const { return node_; }

private:
    struct Flag {
        bool v;
    };
    struct Integer {
        std::int64_t v;
    };
    struct Number {
        double v;
    };
    explicit Value(Flag v);
    explicit Value(Integer v);
    explicit Value(Number v);

    std::shared_ptr<const Node> node_;
};

struct BuildResult {
    std::optional<Figure> figure;
    std::vector<Diagnostic>
        diagnostics;  // why there is none; warnings otherwise. The figure's keys are checked when it is rendered
};

class FigureBuilder {
public:
    explicit FigureBuilder(std::string name);  // the output file without its extension; may hold '/'

    // A key of a figure (figsize, dpi, suptitle, subplots, rc, ...), or of its only axes (title, xlim, legend, ...).
    FigureBuilder& set(std::string key, Value value);
    // A layer, named by Matplotlib's method ("plot", "bar", ...), on the axes that was begun last; without axes(), on
    // the figure's only one.
    FigureBuilder& layer(std::string kind, Map arguments);
    // Begins an axes with these keys ({{"at", {0, 1}}, {"title", "right"}}). A figure with axes() has no axes keys of
    // its own.
    FigureBuilder& axes(Map keys = {});
    // A table for `data:` (as a key of an axes or argument of a layer): names of columns and their values.
    FigureBuilder& table(std::string name, Map columns);

    // `base_directory`: what relative paths start from; "": the current directory. The builder may be used again.
    BuildResult build(Engine& engine, const std::string& base_directory = "") const;

private:
    std::string name_;
    Map keys_;
    Map tables_;
    struct Axes {
        Map keys;
        std::vector<Value> layers;
    };
    std::vector<Value> layers_;
    std::vector<Axes> axes_;
};

}  // namespace plotmill::api
