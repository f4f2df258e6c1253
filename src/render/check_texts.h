// Texts that cannot be drawn as they are: math that is not known, families that are not there (errors), characters that
// no font has (warnings that name them).
#pragma once

#include "resolve/resolved.h"
#include "scene/scene.h"
#include "text/font_engine.h"
#include "text/font_library.h"

namespace plotmill::render {

// Before layout; reports to `out` at the texts' places in the job.
void check_texts(const resolve::ResolvedFigure& figure, const text::FontLibrary& fonts, Span span, Diagnostics& out);

// After layout: the characters of the scene's texts that its fonts lack.
void check_characters(const scene::Scene& scene, text::FontEngine& fonts, Span span, Diagnostics& out);

}  // namespace plotmill::render
