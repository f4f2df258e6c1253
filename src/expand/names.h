// What names mean in a figure: matrix parameters over the figure's vars over the job's. Immutable once made; shared
// between the figures of a job and read by any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expr/expression.h"
#include "spec/value.h"

namespace plotmill::expand {

class Names final : public expr::Environment {
public:
    using Entry = std::pair<std::string, expr::Operand>;

    Names() = default;
    Names(std::shared_ptr<const Names> outer, std::vector<Entry> entries)
        : outer_(std::move(outer)), entries_(std::move(entries)) {}

    std::optional<expr::Operand> lookup(std::string_view name, bool skip_columns) const override;
    std::vector<std::string> names() const override;
    const std::vector<Entry>& own() const { return entries_; }
    const Names* outer() const { return outer_.get(); }
    std::vector<Entry> all() const;  // outer ones first

private:
    std::shared_ptr<const Names> outer_;
    std::vector<Entry> entries_;
};

// The entries of a `vars` mapping, each seeing those before it and `outer`. `fixed` (from the command line) win over
// entries of the same name.
std::shared_ptr<const Names> read_vars(const spec::Value* map, std::shared_ptr<const Names> outer,
                                       const std::vector<Names::Entry>& fixed, Diagnostics& out);

// One scalar of the job as a value: numbers, booleans, text with its templates filled in, "=..." evaluated. No value
// for null, and after a report.
std::optional<expr::Scalar> read_scalar(const spec::Value& value, const expr::Environment& names, Diagnostics& out);

// A value given as text (--set name=value), by YAML's core rules.
expr::Scalar scalar_of_text(std::string_view text);

}  // namespace plotmill::expand
