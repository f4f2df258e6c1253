#include "data/scope.h"

#include "expr/template.h"

namespace plotmill::data {

Result<std::string> EnvironmentScope::substitute(std::string_view text, Span span) const {
    return expr::substitute(text, environment_, span);
}

Result<double> EnvironmentScope::number(std::string_view expression, Span span) const {
    return expr::evaluate_number(expression, environment_, span);
}

}  // namespace plotmill::data
