#include "lint/report.h"

namespace plotmill::lint {

namespace {

constexpr std::string_view names[] = {"cut_off", "overlap", "characters", "outside", "empty", "legend", "categories"};
static_assert(std::size(names) == check_count);

constexpr std::size_t most_quoted = 40;  // characters of a text in a message

}  // namespace

std::string_view name_of(Check check) { return names[static_cast<std::size_t>(check)]; }

void Switches::read(const spec::Fields& fields) {
    const spec::FieldValue* value = fields.get("lint");
    if (!value || value->is_null()) return;
    if (value->as == spec::flag) {
        bits_ = value->boolean() ? (1u << check_count) - 1 : 0;
        return;
    }
    for (std::size_t i = 0; i < check_count; ++i) {
        const std::uint32_t bit = 1u << i;
        if (value->object().boolean(names[i], (bits_ & bit) != 0))
            bits_ |= bit;
        else
            bits_ &= ~bit;
    }
}

void Report::say(Check check, Span span, std::string message, std::string hint, Span more, std::string why_more) {
    Diagnostic d;
    d.severity = Severity::warning;
    d.span = span.source ? span : span_;
    d.lint = name_of(check);
    d.message = std::move(message) + " [lint: " + std::string(d.lint) + "]";
    if (more.source) d.notes.emplace_back(more, std::move(why_more));
    if (!hint.empty()) d.notes.emplace_back(Span{}, std::move(hint));
    out_.add(std::move(d));
}

Span Report::place_of_layer(int layer) const {
    const auto i = static_cast<std::size_t>(layer);
    return layer >= 0 && i < figure_.layer_spans.size() ? figure_.layer_spans[i] : span_;
}

Span Report::place(const scene::Subject& s) const {
    using Role = scene::Subject::Role;
    const auto of = [&](const auto& words, Span otherwise) {
        return words && words->span.source ? words->span : otherwise;
    };
    if (s.role == Role::layer && s.layer >= 0) return place_of_layer(s.layer);
    if (s.role == Role::suptitle) return of(figure_.suptitle, span_);
    if (s.role == Role::supxlabel) return of(figure_.supxlabel, span_);
    if (s.role == Role::supylabel) return of(figure_.supylabel, span_);
    if (s.role == Role::footnote) return of(figure_.footnote, span_);
    if (s.axes < 0 || static_cast<std::size_t>(s.axes) >= figure_.axes.size())
        return s.role == Role::legend ? of(figure_.legend, span_) : span_;
    const resolve::ResolvedAxes& a = figure_.axes[static_cast<std::size_t>(s.axes)];
    const Span axes = a.span.source ? a.span : span_;
    switch (s.role) {
        case Role::axis_label:
            return of(s.is_x ? a.x.label : a.y.label, axes);
        case Role::title:
            return of(a.titles[s.part], axes);
        case Role::legend:
            return of(a.legend, axes);
        case Role::tick_label:
        case Role::offset_text: {
            const Span ticks = s.is_x ? a.x_ticks : a.y_ticks;
            return ticks.source ? ticks : axes;
        }
        default:
            return axes;
    }
}

std::string Report::layer_name(int layer) const {
    const auto i = static_cast<std::size_t>(layer);
    return layer >= 0 && i < figure_.layer_names.size() ? "layer '" + figure_.layer_names[i] + "'" : "a layer";
}

std::string Report::describe(const scene::Subject& s, std::string_view text) const {
    using Role = scene::Subject::Role;
    const std::string t = quoted(text);
    switch (s.role) {
        case Role::tick_label:
            return std::string(s.is_x ? "x" : "y") + " tick label " + t;
        case Role::axis_label:
            return std::string(s.is_x ? "x" : "y") + " label " + t;
        case Role::offset_text:
            return "offset " + t + " of the " + (s.is_x ? "x" : "y") + " axis";
        case Role::title:
            return "title " + t;
        case Role::legend:
            return "text " + t + " of the legend";
        case Role::suptitle:
            return "suptitle " + t;
        case Role::supxlabel:
            return "supxlabel " + t;
        case Role::supylabel:
            return "supylabel " + t;
        case Role::footnote:
            return "footnote " + t;
        case Role::layer:
            if (s.layer >= 0) return "text " + t + " of " + layer_name(s.layer);
            break;
        case Role::other:
            break;
    }
    return "text " + t;
}

std::string quoted(std::string_view text) {
    std::size_t characters = 0, end = 0;
    while (end < text.size() && characters < most_quoted) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        ++characters;
    }
    return "'" + std::string(text.substr(0, end)) + (end < text.size() ? "..." : "") + "'";
}

std::string counted(std::size_t n, std::string_view noun) {
    return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

}  // namespace plotmill::lint
