#include "style/rc.h"

#include "base/numbers.h"
#include "base/suggest.h"
#include "style/rc_read.h"

namespace plotmill::style {

namespace {

constexpr RcInfo table[] = {
#define PLOTMILL_RC(id, name, kind, words, otherwise, shows) \
    {Rc::id, name, RcKind::kind, words, otherwise, Shows::shows},
#include "style/rc_table.inc"
#undef PLOTMILL_RC
};

struct NameIndex {
    std::array<std::uint16_t, rc_count> by_name{};  // positions in `table`, sorted by name
};

constexpr NameIndex make_index() {
    NameIndex index;
    for (std::uint16_t i = 0; i < rc_count; ++i) {
        std::size_t at = i;
        while (at > 0 && table[i].name < table[index.by_name[at - 1]].name) {
            index.by_name[at] = index.by_name[at - 1];
            --at;
        }
        index.by_name[at] = i;
    }
    return index;
}

// What "inherit" or "auto" stands for.
std::optional<Rc> source_of_color(Rc id) {
    switch (id) {
        case Rc::legend_facecolor:
            return Rc::axes_facecolor;
        case Rc::legend_edgecolor:
            return Rc::axes_edgecolor;
        case Rc::xtick_labelcolor:
            return Rc::xtick_color;
        case Rc::ytick_labelcolor:
            return Rc::ytick_color;
        case Rc::axes_titlecolor:
            return Rc::text_color;
        case Rc::savefig_facecolor:
            return Rc::figure_facecolor;
        case Rc::savefig_edgecolor:
            return Rc::figure_edgecolor;
        case Rc::legend_labelcolor:
            return Rc::text_color;
        default:
            return std::nullopt;
    }
}

std::optional<double> font_scaling(std::string_view word) {
    struct Scaling {
        std::string_view word;
        double factor;
    };
    constexpr Scaling scalings[] = {{"xx-small", 0.579}, {"x-small", 0.694}, {"small", 0.833},
                                    {"medium", 1.0},     {"large", 1.200},   {"x-large", 1.440},
                                    {"xx-large", 1.728}, {"larger", 1.2},    {"smaller", 0.833}};
    for (const Scaling& s : scalings)
        if (s.word == word) return s.factor;
    return std::nullopt;
}

bool same(const RcValue& a, const RcValue& b) {
    using Cycle = std::shared_ptr<const PropCycle>;
    const Cycle* x = std::get_if<Cycle>(&a);
    const Cycle* y = std::get_if<Cycle>(&b);
    return x && y ? *x == *y || **x == **y : a == b;
}

}  // namespace

std::span<const RcInfo> rc_table() { return table; }

const RcInfo& rc_info(Rc id) { return table[static_cast<std::size_t>(id)]; }

const RcInfo* find_rc(std::string_view name) {
    static constexpr NameIndex index = make_index();
    std::size_t low = 0, high = rc_count;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const RcInfo& info = table[index.by_name[middle]];
        if (info.name == name) return &info;
        if (info.name < name)
            low = middle + 1;
        else
            high = middle;
    }
    return nullptr;
}

RcParams RcParams::make_default() {
    std::array<Chunk, std::tuple_size_v<Chunks>> values;
    for (std::size_t i = 0; i < rc_count; ++i) {
        std::string problem;
        std::optional<RcValue> v = read_rc_value(table[i], Literal::of_text(table[i].otherwise), problem);
        assert(v && "a default of rc_table.inc does not fit its kind");
        values[i / chunk_size][i % chunk_size] = std::move(*v);
    }
    auto chunks = std::make_shared<Chunks>();
    for (std::size_t c = 0; c < values.size(); ++c) (*chunks)[c] = std::make_shared<const Chunk>(std::move(values[c]));
    return RcParams(std::move(chunks));
}

const RcParams& default_rc() {
    static const RcParams rc = RcParams::make_default();
    return rc;
}

RcParams::RcParams() : chunks_(default_rc().chunks_) {}

void RcParams::put(Rc id, RcValue v) {
    const auto i = static_cast<std::size_t>(id);
    auto chunk = std::make_shared<Chunk>(*(*chunks_)[i / chunk_size]);
    (*chunk)[i % chunk_size] = std::move(v);
    auto chunks = std::make_shared<Chunks>(*chunks_);
    (*chunks)[i / chunk_size] = std::move(chunk);
    chunks_ = std::move(chunks);
    if (!is_text_rule(id)) return;
    static const TextRules defaults = text_rules_of(default_rc());
    TextRules rules = text_rules_of(*this);
    text_rules_ = rules == defaults ? nullptr : std::make_shared<const TextRules>(std::move(rules));
}

bool RcParams::set(std::string_view name, Span name_span, const Literal& v, Span span, Diagnostics& out) {
    const RcInfo* info = find_rc(name);
    if (!info) {
        std::vector<std::string_view> names;
        for (const RcInfo& i : table) names.push_back(i.name);
        out.error(name_span, "unknown rcParam '" + std::string(name) + "'" + did_you_mean(name, names));
        return false;
    }
    std::string problem;
    std::optional<RcValue> read = read_rc_value(*info, v, problem);
    if (!read) {
        out.error(span, "rcParam '" + std::string(name) + "' " + problem);
        return false;
    }
    if (info->shows == Shows::later && !same(*read, default_rc().value(info->id))) {
        out.error(span, "rcParam '" + std::string(name) + "' is not supported: only its default" +
                            (info->otherwise.empty() ? "" : ", '" + std::string(info->otherwise) + "',") + " is taken");
        return false;
    }
    if (!same(*read, value(info->id))) put(info->id, std::move(*read));
    return true;
}

bool RcParams::set(std::string_view name, std::string_view text, Span span, Diagnostics& out) {
    return set(name, span, Literal::of_text(text), span, out);
}

bool RcParams::set(std::string_view name, Span name_span, const spec::Value& v, Diagnostics& out) {
    return set(name, name_span, literal_of(v), v.span, out);
}

bool RcParams::set_all(const spec::Value& map, Diagnostics& out) {
    if (map.kind == spec::Value::Kind::null) return true;
    if (map.kind != spec::Value::Kind::map) {
        out.error(map.span,
                  "'rc' wants a mapping of rcParams to values, not " + std::string(spec::kind_name(map.kind)));
        return false;
    }
    bool fine = true;
    for (const spec::Entry& e : map.entries) fine = set(e.key, e.key_span, *e.value, out) && fine;
    return fine;
}

Rgba RcParams::rgba(Rc id) const {
    while (!is_color(id)) {
        const std::optional<Rc> source = source_of_color(id);
        assert(source && "the rcParam holds no colour");
        if (!source) return {0, 0, 0, 1};
        id = *source;
    }
    const ColorSpec& c = color(id);
    if (c.none) return {0, 0, 0, 0};
    if (c.cycle < 0) return c.rgba;
    return c.resolve(prop_cycle().colors());
}

double RcParams::font_points(Rc id) const {
    if (is_number(id)) return number(id);
    const double base = number(Rc::font_size);
    if (is_none(id)) return base;
    return base * font_scaling(text(id)).value_or(1.0);
}

std::optional<double> RcParams::font_points(std::string_view word) const {
    const std::optional<double> factor = font_scaling(lowered(word));
    if (!factor) return std::nullopt;
    return number(Rc::font_size) * *factor;
}

int RcParams::font_weight(Rc id) const {
    if (is_number(id)) return integer(id);
    return parse_font_weight(text(id)).value_or(400);
}

bool operator==(const RcParams& a, const RcParams& b) {
    if (a.chunks_ == b.chunks_) return true;
    for (const RcInfo& info : table)
        if (!same(a.value(info.id), b.value(info.id))) return false;
    return true;
}

std::optional<int> parse_font_weight(std::string_view text) {
    struct Weight {
        std::string_view name;
        int weight;
    };
    constexpr Weight weights[] = {{"ultralight", 100}, {"light", 200},  {"normal", 400}, {"regular", 400},
                                  {"book", 400},       {"medium", 500}, {"roman", 500},  {"semibold", 600},
                                  {"demibold", 600},   {"demi", 600},   {"bold", 700},   {"heavy", 800},
                                  {"extra bold", 800}, {"black", 900}};
    for (const Weight& w : weights)
        if (w.name == text) return w.weight;
    const std::optional<double> number = parse_number(text);
    if (!number || *number < 0 || *number > 1000 || *number != static_cast<int>(*number)) return std::nullopt;
    return static_cast<int>(*number);
}

}  // namespace plotmill::style
