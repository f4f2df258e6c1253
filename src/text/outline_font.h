// A face as vector formats need it: outlines, advances and names in its own units, and subsets to embed. Opens nothing
// but the bytes of a FontLibrary, which must outlive it. Any number may exist; each is used by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "base/path.h"
#include "text/font_library.h"

struct hb_font_t;

namespace plotmill::text {

struct FontFacts {  // units of the face, y upwards
    std::string postscript_name;
    double units_per_em = 1000;
    double ascent = 0, descent = 0;  // descent is negative
    double cap_height = 0;
    Rect bounds;              // of all glyphs, as the face states them
    double italic_angle = 0;  // degrees, counter-clockwise
    bool monospaced = false;
    bool cff = false;  // PostScript outlines in an OpenType file; else TrueType
};

class OutlineFont {
public:
    explicit OutlineFont(const FaceDescription& face);
    ~OutlineFont();
    OutlineFont(OutlineFont&&) noexcept;
    OutlineFont& operator=(OutlineFont&&) noexcept;

    const FontFacts& facts() const;
    double advance(std::uint32_t glyph) const;      // units
    const Path& outline(std::uint32_t glyph);       // units, y upwards; stays as long as the face
    std::uint32_t glyph(char32_t character) const;  // 0: none

    // A font of these characters for viewers that shape text themselves: ligatures and hinting are left out. Empty
    // where the face cannot be cut down.
    std::vector<std::uint8_t> subset(const std::set<char32_t>& characters) const;
    // A font of these glyphs, which keep their numbers, and nothing that is not needed to draw them.
    std::vector<std::uint8_t> subset(const std::set<std::uint32_t>& glyphs) const;

    hb_font_t* handle() const;  // for shaping, in units; internal to text/

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace plotmill::text
