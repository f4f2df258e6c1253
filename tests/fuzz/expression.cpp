// An expression over columns, the same text as a template and as a filter.
#include "expr/expression.h"

#include <cmath>

#include "expr/template.h"

namespace {

using namespace plotmill;

class Names final : public expr::Environment {
public:
    Names() {
        auto x = std::make_shared<Column>();
        x->numbers = {1, 2.5, std::nan(""), -3};
        auto t = std::make_shared<Column>();
        t->type = ColumnType::text;
        t->texts = {"a/b.csv", "", "ü", "x y"};
        auto d = std::make_shared<Column>();
        d->type = ColumnType::date;
        d->numbers = {19723, 19723.5, std::nan(""), -719162};
        x_ = x;
        t_ = t;
        d_ = d;
    }
    std::optional<expr::Operand> lookup(std::string_view name, bool) const override {
        if (name == "x") return expr::Operand(x_);
        if (name == "t") return expr::Operand(t_);
        if (name == "d") return expr::Operand(d_);
        if (name == "k") return expr::Operand(expr::Scalar::of_number(3, true));
        return std::nullopt;
    }
    std::vector<std::string> names() const override { return {"x", "t", "d", "k"}; }

private:
    ColumnPtr x_, t_, d_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Names names;
    const Source source{"input", std::string(reinterpret_cast<const char*>(data), size)};
    const Span span{&source, 1, 1, 1};
    const auto check = [](const auto& result) {
        if (!result)
            for (const Diagnostic& d : result.errors()) (void)format_diagnostic(d);
    };
    check(expr::evaluate(source.text, names, span));
    check(expr::substitute(source.text, names, span));
    check(expr::substitute("${{" + source.text + "}}", names, span, expr::ValueRule::path_part));
    (void)expr::template_names(source.text);
    return 0;
}
