// Texts that cannot be drawn as they are: math that is not known, families that are not there.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "resolve/resolved.h"
#include "text/font_engine.h"

namespace plotmill::render {

// Where the job names a family, and where it says a text, if it does.
struct JobPlaces {
    using Place = std::function<std::optional<Span>(const std::string&)>;
    Place family, text;
};
// The first place in a tree where a key for families (fontfamily, font.family, ...) names this one.
std::optional<Span> find_family(const spec::ValuePtr& tree, const std::string& family);
// The first scalar of a tree that is this text.
std::optional<Span> find_text(const spec::ValuePtr& tree, const std::string& text);

// Before layout; reports to `out` at the texts' places in the job.
void check_texts(const resolve::ResolvedFigure& figure, const text::FontLibrary& fonts, const JobPlaces& places,
                 Span span, Diagnostics& out);

// After layout: texts that data and formats have made (categories, tick labels), which stand in no place of their own.
void check_drawn_texts(const scene::Scene& scene, text::FontEngine& fonts, const JobPlaces& places, Span span,
                       Diagnostics& out);

}  // namespace plotmill::render
