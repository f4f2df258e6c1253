#include "batch/claims.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "base/digest.h"

namespace plotmill::batch {

namespace {

constexpr std::string_view extensions[] = {".png", ".svg", ".pdf"};
constexpr std::size_t fewest_slots = 64;

// Judged by the text: "out", "./out" and "out/" are one directory.
std::string normal(const std::string& directory, std::string_view name) {
    std::string path = (std::filesystem::path(directory) / name).lexically_normal().string();
    if (path.starts_with("./")) path.erase(0, 2);
    return path;
}

// Whether normal() would leave the name as it is.
bool is_plain(std::string_view name) {
    return !name.empty() && name.front() != '/' && name.front() != '.' && name.back() != '/' &&
           name.find("/.") == std::string_view::npos && name.find("//") == std::string_view::npos;
}

std::uint32_t brief(std::string_view path) { return static_cast<std::uint32_t>(digest64(path)); }

std::string where(Span span) {
    if (!span.source) return "";
    std::string out = " (" + span.source->name;
    if (span.line) out += ":" + std::to_string(span.line);
    return out + ")";
}

}  // namespace

std::uint32_t OutputClaims::home(const std::string& directory, const Source* source) {
    for (std::size_t i = homes_.size(); i-- > 0;)  // a run has few, and mostly one
        if (homes_[i].source == source && homes_[i].directory == directory) return static_cast<std::uint32_t>(i);
    std::string prefix = normal(directory, "x");
    prefix.pop_back();
    homes_.push_back({directory, std::move(prefix), source});
    return static_cast<std::uint32_t>(homes_.size() - 1);
}

void OutputClaims::append_path(const Home& home, std::string_view name, std::string& out) {
    if (is_plain(name))
        out.append(home.prefix).append(name);
    else
        out.append(normal(home.directory, name));
}

std::string_view OutputClaims::name_of(std::size_t i) const {
    const std::size_t begin = claims_[i].name, end = i + 1 < claims_.size() ? claims_[i + 1].name : names_.size();
    return std::string_view(names_).substr(begin, end - begin);
}

std::optional<OutputClaims::Owner> OutputClaims::owner_of(std::string_view path) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t hash = brief(path);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash & mask; slots_[i] != 0; i = (i + 1) & mask) {
        const std::size_t claim = slots_[i] - 1;
        if (claims_[claim].hash != hash) continue;
        const Place& p = places_[claims_[claim].place];
        const Home& h = homes_[p.home];
        std::string taken;
        append_path(h, name_of(claim), taken);
        if (taken == path) return Owner{std::string(name_of(claim)), {h.source, p.line, p.column, p.length}};
    }
    return std::nullopt;
}

void OutputClaims::keep(const Place& place, std::string_view name, std::string_view path) {
    if (names_.size() + name.size() > UINT32_MAX) throw std::length_error("too many figures");
    if (claims_.size() + claims_.size() / 3 >= slots_.size()) grow();
    if (places_.size() == 0 || places_.back() != place) places_.push_back(place);
    const auto begin = static_cast<std::uint32_t>(names_.size());
    names_.append(name);
    const std::uint32_t hash = brief(path);
    claims_.push_back({begin, hash, static_cast<std::uint32_t>(places_.size() - 1)});
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash & mask;
    while (slots_[i] != 0) i = (i + 1) & mask;
    slots_[i] = static_cast<std::uint32_t>(claims_.size());
}

void OutputClaims::grow() {
    std::vector<std::uint32_t> slots(std::max(fewest_slots, slots_.size() * 2), 0);
    const std::size_t mask = slots.size() - 1;
    for (const std::uint32_t index : slots_) {
        if (index == 0) continue;
        std::size_t i = claims_[index - 1].hash & mask;
        while (slots[i] != 0) i = (i + 1) & mask;
        slots[i] = index;
    }
    slots_ = std::move(slots);
}

std::optional<Diagnostic> OutputClaims::claim(const std::string& directory, std::string_view name, Span span) {
    const Place place{home(directory, span.source), span.line, span.column, span.length};
    path_.clear();
    append_path(homes_[place.home], name, path_);
    const auto quoted = [](std::string_view text) { return "'" + std::string(text) + "'"; };
    const auto clash = [&](const std::string& message, const Owner& first) {
        Diagnostic d = error_at(span, message);
        if (first.span.source && first.span.line) d.notes.emplace_back(first.span, "the first one is here");
        return d;
    };

    if (const auto first = owner_of(path_)) {
        if (first->name == name)
            return clash("two figures are named " + quoted(name) + " and would write the same file: the first one" +
                             where(first->span) + " keeps it",
                         *first);
        return clash("the figures " + quoted(first->name) + where(first->span) + " and " + quoted(name) +
                         " would write the same file: the first one keeps it",
                     *first);
    }
    if (!made_.empty())
        for (std::string_view extension : extensions)
            if (const auto taken = made_.find(path_ + std::string(extension)); taken != made_.end())
                return clash("the figure " + quoted(name) + " would write the file " +
                                 quoted(path_ + std::string(extension)) + ", which is the directory of the figure " +
                                 quoted(taken->second.name) + where(taken->second.span),
                             taken->second);
    // The directories that the name asks for ("a.png" in "a.png/b"), where they look like images.
    std::vector<std::string> made;
    for (std::size_t slash = path_.find('/'); slash != std::string::npos; slash = path_.find('/', slash + 1)) {
        const std::string_view part = std::string_view(path_).substr(0, slash);
        for (std::string_view extension : extensions) {
            if (!part.ends_with(extension)) continue;
            if (const auto first = owner_of(part.substr(0, part.size() - extension.size())))
                return clash("the figure " + quoted(name) + " needs the directory " + quoted(part) +
                                 ", which is the image of the figure " + quoted(first->name) + where(first->span),
                             *first);
            made.emplace_back(part);
        }
    }
    for (const std::string& d : made) made_.try_emplace(d, Owner{std::string(name), span});
    keep(place, name, path_);
    return {};
}

std::size_t OutputClaims::memory() const {
    return names_.capacity() + places_.memory() + claims_.memory() + slots_.capacity() * sizeof(std::uint32_t);
}

}  // namespace plotmill::batch
