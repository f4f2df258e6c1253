// The drawing operators of a PDF page or form, with the graphics state that is already set. Points, y upwards.
// Internal to formats/; one page, one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/color.h"
#include "base/path.h"
#include "scene/scene.h"

namespace plotmill::formats {

inline constexpr int pdf_digits = 2;  // of coordinates, in points

// Alpha values that the page uses, as names of ExtGState resources.
class PdfAlphas {
public:
    std::string name(double fill, double stroke);
    std::string entries() const;  // of the resource dictionary's /ExtGState
    bool empty() const { return names_.empty(); }

private:
    std::map<std::pair<int, int>, std::string> names_;  // by thousandths
};

class PdfCanvas {
public:
    explicit PdfCanvas(PdfAlphas& alphas) : alphas_(alphas) {}

    void save();
    void restore();
    void fill_color(const Rgba& color);
    void fill_pattern(const std::string& name);
    void stroke_style(const scene::Stroke& stroke, double scale);  // lengths times `scale`
    void path(const Path& path);                                   // straight and cubic pieces
    void raw(std::string_view operators) { out_ += operators; }

    std::string take() { return std::move(out_); }

private:
    struct State {
        std::string fill = "0 g", stroke = "0 G", line = "1 w", cap = "0 J", join = "0 j", dash = "[] 0 d";
        double fill_alpha = 1, stroke_alpha = 1;
    };
    void set(std::string& now, std::string wanted);
    void alpha(double fill, double stroke);

    PdfAlphas& alphas_;
    std::string out_;
    State state_;
    std::vector<State> saved_;
};

void put_pdf_path(std::string& out, const Path& path, int decimals);

}  // namespace plotmill::formats
