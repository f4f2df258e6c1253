// Matplotlib's line styles (Line2D.set_linestyle).
#include "spec/reader.h"

namespace plotmill::spec {

std::optional<LineStyle> parse_linestyle(std::string_view text) {
    using Kind = LineStyle::Kind;
    struct Name {
        std::string_view text;
        Kind kind;
    };
    static constexpr Name names[] = {
        {"-", Kind::solid},    {"solid", Kind::solid},     {"--", Kind::dashed}, {"dashed", Kind::dashed},
        {"-.", Kind::dashdot}, {"dashdot", Kind::dashdot}, {":", Kind::dotted},  {"dotted", Kind::dotted},
        {"none", Kind::none},  {"None", Kind::none},       {" ", Kind::none},    {"", Kind::none},
    };
    for (const Name& n : names)
        if (n.text == text) return LineStyle{n.kind, 0, {}};
    return std::nullopt;
}

}  // namespace plotmill::spec
