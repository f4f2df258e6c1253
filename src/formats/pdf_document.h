// PDF 1.7 files out of pages: objects are written as pages come, fonts at the end, each once with the glyphs that all
// pages show. No dates, no random names: equal pages give equal bytes. Memory does not grow with what pages draw. One
// owner, one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/pdf_page.h"

namespace plotmill::formats {

class PdfDocument {
public:
    using Sink = std::function<void(std::string_view)>;

    // With `outline` the pages' titles become the file's table of contents; else the first one is its title.
    PdfDocument(Sink sink, bool outline);

    void add(const PdfPage& page);
    // Ends the file; no more calls then. `open` has faces open already and may be null.
    void finish(text::FontEngine* open = nullptr);

private:
    struct Font {
        std::shared_ptr<const text::FontLibrary> library;  // keeps the face's bytes
        text::FaceId face;
        std::map<std::uint32_t, std::u32string> glyphs;
        std::size_t object;
    };
    struct Kept {
        std::size_t object;
        std::string title;
    };

    void put(std::string_view bytes);
    std::size_t reserve();
    void begin_object(std::size_t number);
    void put_object(std::size_t number, std::string_view entries);
    void put_stream(std::size_t number, std::string_view entries, std::string_view stream);
    std::size_t font(const PdfFontUse& use);
    void put_font(const Font& font, const text::OutlineFont& face);
    std::size_t put_outline();

    Sink sink_;
    bool outline_;
    std::uint64_t position_ = 0;
    std::vector<std::uint64_t> offsets_;  // by object number; 0: not written yet
    std::size_t catalog_, pages_;
    std::vector<Kept> kept_;
    std::vector<Font> fonts_;
    std::string title_, subject_;
    Flate flate_;
};

}  // namespace plotmill::formats
