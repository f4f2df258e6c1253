#include "resolve/share.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_set>

#include "figure/props.h"

namespace plotmill::resolve {

ShareWish read_share(const spec::Fields& figure) {
    ShareWish out;
    const auto* v = figure::given(figure, "share");
    if (!v) return out;
    auto add = [&](const std::string& word) {
        if (word == "xlim") out.xlim = true;
        if (word == "ylim") out.ylim = true;
        if (word == "norm") out.norm = true;
        if (word == "colors") out.colors = true;
    };
    if (v->as == spec::list)
        for (const spec::FieldValue& item : v->list()) add(item.text());
    else
        add(v->text());
    return out;
}

namespace {

void add_new(std::vector<std::string>& to, std::span<const std::string> from) {
    std::unordered_set<std::string> known(to.begin(), to.end());
    for (const std::string& text : from)
        if (known.insert(text).second) to.push_back(text);
}

}  // namespace

void SharedAxis::merge(const SharedAxis& other) {
    lo = std::min(lo, other.lo);
    // Among names what counts is how far it reaches beyond the last of them.
    auto beyond = [](const SharedAxis& a) {
        return a.categories.empty() ? a.hi : a.hi - static_cast<double>(a.categories.size() - 1);
    };
    const double most = std::max(beyond(*this), beyond(other));
    minpos = std::min(minpos, other.minpos);
    std::vector<double> both;
    std::set_union(stickies.begin(), stickies.end(), other.stickies.begin(), other.stickies.end(),
                   std::back_inserter(both));
    stickies = std::move(both);
    add_new(categories, other.categories);
    hi = categories.empty() ? most : most + static_cast<double>(categories.size() - 1);
    kinds |= other.kinds;
}

void SharedScales::merge(const SharedScales& other) {
    if (axes.size() < other.axes.size()) axes.resize(other.axes.size());
    for (std::size_t i = 0; i < other.axes.size(); ++i)
        for (std::size_t d = 0; d < 2; ++d) axes[i][d].merge(other.axes[i][d]);
    for (const auto& [place, range] : other.norms) {
        const auto [at, fresh] = norms.try_emplace(place, range);
        if (fresh) continue;
        at->second.first = std::min(at->second.first, range.first);
        at->second.second = std::max(at->second.second, range.second);
    }
    for (const auto& [column, labels] : other.values) add_values(column, labels);
}

void SharedScales::add_values(const std::string& column, std::span<const std::string> labels) {
    const auto at = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == column; });
    add_new(at == values.end() ? values.emplace_back(column, std::vector<std::string>{}).second : at->second, labels);
}

const std::vector<std::string>* SharedScales::values_of(const std::string& column) const {
    for (const auto& [name, labels] : values)
        if (name == column) return &labels;
    return nullptr;
}

const SharedAxis* Sharing::axis(std::size_t axes, bool x) const {
    if (!scales || !wish.limits(x) || axes >= scales->axes.size()) return nullptr;
    const SharedAxis& a = scales->axes[axes][x ? 0 : 1];
    return a.one_kind() ? &a : nullptr;
}

void Sharing::autoscale(style::Norm& norm, std::span<const double> values, std::size_t axes, std::size_t layer) const {
    const std::pair place(axes, layer);
    if (measured && wish.norm) {
        style::Norm open = norm;
        if (open.kind != style::Norm::Kind::boundary) open.vmin = open.vmax = std::nullopt;
        open.autoscale(values);
        if (open.scaled() && std::isfinite(*open.vmin) && std::isfinite(*open.vmax))
            measured->norms[place] = {*open.vmin, *open.vmax};
    }
    if (scales && wish.norm)
        if (const auto at = scales->norms.find(place); at != scales->norms.end()) {
            const double range[] = {at->second.first, at->second.second};
            norm.autoscale(range);
            return;
        }
    norm.autoscale(values);
}

}  // namespace plotmill::resolve
