// `${{ expression }}` inside strings: `${{ x:.2f }}` formats as Python would, `$${{` is a literal "${{",
// `${{ env.NAME }}` an environment variable. Pure functions, any thread (the process environment is only read).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "expr/expression.h"

namespace plotmill::expr {

inline bool has_template(std::string_view text) { return text.find("${{") != std::string_view::npos; }

enum class ValueRule : std::uint8_t {
    any,
    path_part,  // names of files: a value may not hold '/' or start with a dot
};

// `text` with its templates filled in; errors point at the template. Texts without one come back as they are.
Result<std::string> substitute(std::string_view text, const Environment& environment, Span origin,
                               ValueRule rule = ValueRule::any);

// The value formatted by a Python format spec ("" is the shortest text); dates take strftime patterns. No value where
// the spec does not fit.
std::optional<std::string> format_scalar(const Scalar& value, std::string_view spec);

// All names that the templates of `text` use, env.* left out; faulty templates are passed over (substitute reports
// them).
std::vector<std::string> template_names(std::string_view text);

}  // namespace plotmill::expr
