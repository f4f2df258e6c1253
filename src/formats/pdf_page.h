// A Scene as one page of a PDF file, ready to be put into a file with others: its drawing and the objects that it
// needs, deflated, and which glyphs of which fonts it shows. Pages may be made by many threads; a PdfDocument joins
// them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "formats/flate.h"
#include "scene/scene.h"
#include "text/font_engine.h"

namespace plotmill::formats {

// References to other objects of the page are written with local().
struct PdfObject {
    std::string entries;  // of the dictionary
    std::string stream;   // as it stands in the file
    bool has_stream = false;
};

struct PdfFontUse {
    std::shared_ptr<const text::FontLibrary> library;
    text::FaceId face = 0;
    std::map<std::uint32_t, std::u32string> glyphs;  // and what each stands for; may be empty
};

struct PdfPage {
    double width = 0, height = 0;  // points
    std::string title, subject;    // UTF-8; may be empty
    std::string content;           // deflated
    std::string resources;         // entries of the dictionary, but for fonts; local() references
    std::vector<PdfObject> objects;
    std::vector<PdfFontUse> fonts;  // number i is /Fi

    // A reference to objects[index] in `resources` or in another object's entries.
    static std::string local(std::size_t index);
    std::size_t bytes() const;  // what it holds, about
};

PdfPage make_pdf_page(const scene::Scene& scene, text::FontEngine& fonts, Flate& flate);

}  // namespace plotmill::formats
