#include "layers/errorbars.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "layers/segments.h"

namespace plotmill::layers {

using style::Rc;

std::optional<ErrorLengths> error_lengths(const Draft& d, std::string_view name, std::string_view against,
                                          std::size_t n) {
    auto series = plain_series(d, name, Part::rows);
    if (!series || series->empty()) return std::nullopt;
    if (series->size() > 2) {
        d.error(name, fmt::format("{} has {} rows; two are the lengths below and above", name, series->size()));
        return std::nullopt;
    }
    for (Values& values : *series) {
        if (!broadcast(d, name, values, against, n)) return std::nullopt;
        for (double v : values)
            if (v < 0) {
                d.error(name, fmt::format("'{}' must not contain negative values", name));
                return std::nullopt;
            }
    }
    return ErrorLengths{series->front(), series->back()};
}

void read_errorbar_style(const spec::Fields& fields, Errorbars& out) {
    out.keywords = figure::overlay(figure::line_keywords(fields), out.keywords);
    if (const spec::FieldValue* v = figure::given(fields, "ecolor")) out.ecolor = figure::color_list(*v);
    auto number = [&](std::string_view name, std::optional<double>& to) {
        const spec::FieldValue* v = figure::given(fields, name);
        if (v && std::holds_alternative<double>(v->data)) to = v->number();
    };
    number("elinewidth", out.elinewidth);
    number("capsize", out.capsize);
    number("capthick", out.capthick);
    const spec::FieldValue* above = figure::given(fields, "barsabove");
    if (above && std::holds_alternative<bool>(above->data)) out.barsabove = above->boolean();
}

namespace {

Values masked(const Values& values, const std::vector<bool>& mask) {
    Values out;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (mask[i]) out.push_back(values[i]);
    return out;
}

// Bars and caps of one direction.
struct Side {
    Direction dependent;
    const ErrorLengths& lengths;
    const std::vector<bool>&lolims, &uplims;
    std::string_view cap, lower_caret, upper_caret;
};

struct CapLine {
    Values x, y;
    figure::ResolvedLine line;
};

class Maker {
public:
    Maker(const Draft& d, const Errorbars& bars) : d_(d), bars_(bars) {}

    void side(const Side& s, const figure::CollectionKeywords& style, figure::LineKeywords caps, double capsize) {
        const bool x_side = s.dependent == Direction::x;
        const Values& dependent = x_side ? bars_.x : bars_.y;
        const Values& independent = x_side ? bars_.y : bars_.x;
        const std::size_t n = dependent.size();
        auto flag = [](const std::vector<bool>& v, std::size_t i) { return !v.empty() && v[i]; };
        std::vector<bool> every = bars_.every, plain(n), lo(n), up(n);
        if (every.empty()) every.assign(n, true);
        Values low(n), high(n);
        bool any_plain = false, any_lo = false, any_up = false;
        for (std::size_t i = 0; i < n; ++i) {
            const bool is_lo = flag(s.lolims, i), is_up = flag(s.uplims, i);
            low[i] = dependent[i] - (is_lo ? 0 : s.lengths.low[i]);
            high[i] = dependent[i] + (is_up ? 0 : s.lengths.high[i]);
            any_plain = any_plain || (!is_lo && !is_up);
            any_lo = any_lo || is_lo;
            any_up = any_up || is_up;
            plain[i] = every[i] && !is_lo && !is_up;
            lo[i] = every[i] && is_lo;
            up[i] = every[i] && is_up;
        }
        figure::CollectionArtist lines =
            add_segments(d_, masked(independent, every), masked(low, every), masked(high, every), !x_side, style);
        if (!first_) first_ = std::move(lines);

        auto cap = [&](std::string_view marker, const Values& at, const Values& dep, const std::vector<bool>& mask) {
            caps.marker = spec::Marker{std::string(marker)};
            CapLine line{masked(at, mask), masked(dep, mask), figure::resolve_line(caps, d_.rc())};
            if (x_side) std::swap(line.x, line.y);
            caps_.push_back(std::move(line));
        };
        if (any_plain && capsize > 0) {
            cap(s.cap, independent, low, plain);
            cap(s.cap, independent, high, plain);
        }
        if (any_lo) {
            cap(s.lower_caret, independent, high, lo);
            if (capsize > 0) cap(s.cap, independent, dependent, lo);
        }
        if (any_up) {
            cap(s.upper_caret, independent, low, up);
            if (capsize > 0) cap(s.cap, independent, dependent, up);
        }
    }

    const std::optional<figure::CollectionArtist>& first() const { return first_; }
    std::vector<CapLine>& caps() { return caps_; }

private:
    const Draft& d_;
    const Errorbars& bars_;
    std::optional<figure::CollectionArtist> first_;
    std::vector<CapLine> caps_;
};

}  // namespace

void add_errorbars(const Draft& d, Errorbars bars) {
    figure::LineKeywords& k = bars.keywords;
    const double zorder = k.zorder.value_or(2);
    const std::optional<ColorSpec> own_color = k.color;
    figure::ErrorbarHandle handle;
    if (!bars.line && !k.color) k.color = ColorSpec{-1, true, {}};  // as fmt "none", which is a colour
    fill_from_cycle(d.axes(), k);
    if (bars.line) {
        const figure::ResolvedLine line = figure::resolve_line(k, d.rc());
        figure::LineKeywords placed = k;
        placed.zorder = zorder + (bars.barsabove ? -0.1 : 0.1);
        add_line(d.out, bars.x, bars.y, line, placed);
        handle.line = line.line;
        handle.marker = line.marker;
    } else {
        k.color = own_color;
    }
    const ColorSpec color = k.color.value_or(ColorSpec{0, false, {}});
    const figure::ColorList ecolor = bars.ecolor.value_or(figure::ColorList{false, {color}});

    figure::CollectionKeywords style;
    static_cast<figure::ArtistKeywords&>(style) = k;
    style.zorder = zorder;
    style.edgecolor = ecolor;
    style.antialiased = k.antialiased;
    if (bars.elinewidth)
        style.linewidth = Values{*bars.elinewidth};
    else if (k.linewidth)
        style.linewidth = Values{*k.linewidth};

    const double capsize = bars.capsize.value_or(d.rc().number(Rc::errorbar_capsize));
    figure::LineKeywords caps;
    static_cast<figure::ArtistKeywords&>(caps) = k;
    caps.zorder = zorder;
    caps.antialiased = k.antialiased;
    caps.linewidth = k.linewidth;
    caps.linestyle = spec::LineStyle{spec::LineStyle::Kind::none, 0, {}};
    caps.color = ecolor.colors.empty() ? color : ecolor.colors[0];
    if (capsize > 0) caps.markersize = 2 * capsize;
    caps.markeredgewidth = k.markeredgewidth ? k.markeredgewidth : bars.capthick;

    Maker maker(d, bars);
    if (bars.xerr)
        maker.side({Direction::x, *bars.xerr, bars.xlolims, bars.xuplims, "|", "caretrightbase", "caretleftbase"},
                   style, caps, capsize);
    if (bars.yerr)
        maker.side({Direction::y, *bars.yerr, bars.lolims, bars.uplims, "_", "caretupbase", "caretdownbase"}, style,
                   caps, capsize);
    handle.has_x = bars.xerr.has_value();
    handle.has_y = bars.yerr.has_value();
    if (maker.first()) {
        handle.bars = figure::first_line(*maker.first());
        handle.bars.cap = scene::Cap::butt;  // a collection's
    }
    if (!maker.caps().empty() && maker.caps()[0].line.marker) {
        handle.cap_x = handle.cap_y = maker.caps()[0].line.marker;
        handle.cap_x->marker = spec::Marker{"|"};
        handle.cap_y->marker = spec::Marker{"_"};
    }
    for (CapLine& cap : maker.caps()) add_line(d.out, std::move(cap.x), std::move(cap.y), cap.line, caps);
    add_handle(d.out, bars.label, std::move(handle), true);
}

}  // namespace plotmill::layers
