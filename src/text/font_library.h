// All fonts that a run can use: the embedded DejaVu faces and the files a job names. Owns the fonts' bytes and knows
// family, style and weight of each face; opens nothing. Immutable once made, so any number of threads may read it; it
// must outlive the FontEngines made from it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scene/scene.h"

namespace plotmill::text {

using FaceId = std::uint32_t;  // index into FontLibrary::faces()

struct FontFile {
    std::string name;                                        // as shown in messages
    std::shared_ptr<const std::vector<std::uint8_t>> bytes;  // TrueType or OpenType, or a collection of them
    Span span;                                               // where the job names it
};

struct FaceDescription {
    std::string family;
    scene::Font::Style style = scene::Font::Style::normal;
    int weight = 400;  // 100..1000, the OS/2 table's
    bool condensed = false;
    std::string file;
    std::span<const std::uint8_t> bytes;
    int index = 0;  // within a collection
};

class FontLibrary {
public:
    FontLibrary();  // the embedded faces only
    // The embedded faces, preceded by the files' faces. A file that FreeType cannot read, or that has no outlines, is
    // an error that names it.
    static Result<FontLibrary> with_files(std::vector<FontFile> files);

    const std::vector<FaceDescription>& faces() const { return faces_; }
    FaceId default_face() const { return default_face_; }  // DejaVu Sans

    // The face that fits best, by the scores of Matplotlib's font_manager; none where no family of the list is known.
    std::optional<FaceId> find(const scene::Font& font) const;
    // One face for each known family of the list, in its order: a character is drawn from the first that has it. Never
    // empty: DejaVu Sans in the wanted style where no family is known.
    std::vector<FaceId> find_all(const scene::Font& font) const;

    bool knows_family(std::string_view family) const;  // generic names are known, ASCII case is ignored
    std::optional<std::string> nearest_family(std::string_view family) const;  // for "did you mean"
    static bool is_generic(std::string_view family);

private:
    std::vector<FaceDescription> faces_;
    std::vector<std::shared_ptr<const std::vector<std::uint8_t>>> owned_;
    FaceId default_face_ = 0;

    std::optional<FaceId> best(const std::string* families, std::size_t count, const scene::Font& font) const;
};

}  // namespace plotmill::text
