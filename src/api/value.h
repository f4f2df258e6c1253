// The contents of an api::Value, and how a tree of them becomes what the readers of a job walk: the same spec::Value
// tree that YAML text makes, with spans into a source that shows the figure as the job format would write it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "plotmill/figure_builder.h"
#include "spec/value.h"

namespace plotmill::api {

struct Value::Node {
    std::variant<bool, std::int64_t, double, std::string, std::vector<Value>, std::vector<double>, Map> content;
};

struct Written {
    spec::ValuePtr tree;
    std::string text;  // of the source that the spans are places of
};

// `source`: what the spans point to; it holds `text` once that is known.
Result<Written> write_tree(const Value& value, const Source* source);

}  // namespace plotmill::api
