// An expr::Environment as the spec stage's Scope: what ${{ }} and "=..." mean where a mapping is read. As thread-safe
// as the environment, which must outlive it.
#pragma once

#include "expr/expression.h"
#include "spec/reader.h"

namespace plotmill::data {

class EnvironmentScope final : public spec::Scope {
public:
    explicit EnvironmentScope(const expr::Environment& environment) : environment_(environment) {}
    Result<std::string> substitute(std::string_view text, Span span) const override;
    Result<double> number(std::string_view expression, Span span) const override;

private:
    const expr::Environment& environment_;
};

}  // namespace plotmill::data
