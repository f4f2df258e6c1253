#include "formats/pdf_canvas.h"

#include "formats/fixed_text.h"

namespace plotmill::formats {

namespace {

double channel(double v) { return std::clamp(v, 0.0, 1.0); }

std::string color_operator(const Rgba& color, std::string_view gray, std::string_view rgb) {
    const std::string r = fixed_text(channel(color.r), 3), g = fixed_text(channel(color.g), 3),
                      b = fixed_text(channel(color.b), 3);
    if (r == g && g == b) return r + ' ' + std::string(gray);
    return r + ' ' + g + ' ' + b + ' ' + std::string(rgb);
}

int thousandths(double v) { return static_cast<int>(std::lround(channel(v) * 1000)); }

}  // namespace

std::string PdfAlphas::name(double fill, double stroke) {
    const auto [at, fresh] = names_.try_emplace({thousandths(fill), thousandths(stroke)});
    if (fresh) at->second = "A" + std::to_string(names_.size() - 1);
    return at->second;
}

std::string PdfAlphas::entries() const {
    std::string out;
    for (const auto& [alpha, name] : names_)
        out += '/' + name + "<</ca " + fixed_text(alpha.first / 1000.0, 3) + "/CA " +
               fixed_text(alpha.second / 1000.0, 3) + ">>";
    return out;
}

void PdfCanvas::save() {
    out_ += "q\n";
    saved_.push_back(state_);
}

void PdfCanvas::restore() {
    out_ += "Q\n";
    state_ = std::move(saved_.back());
    saved_.pop_back();
}

void PdfCanvas::set(std::string& now, std::string wanted) {
    if (now == wanted) return;
    now = std::move(wanted);
    (out_ += now) += '\n';
}

void PdfCanvas::alpha(double fill, double stroke) {
    if (thousandths(fill) == thousandths(state_.fill_alpha) && thousandths(stroke) == thousandths(state_.stroke_alpha))
        return;
    state_.fill_alpha = fill;
    state_.stroke_alpha = stroke;
    out_ += '/' + alphas_.name(fill, stroke) + " gs\n";
}

void PdfCanvas::fill_color(const Rgba& color) {
    set(state_.fill, color_operator(color, "g", "rg"));
    alpha(color.a, state_.stroke_alpha);
}

void PdfCanvas::fill_pattern(const std::string& name) {
    set(state_.fill, "/Pattern cs /" + name + " scn");
    alpha(1, state_.stroke_alpha);
}

void PdfCanvas::stroke_style(const scene::Stroke& stroke, double scale) {
    set(state_.stroke, color_operator(stroke.color, "G", "RG"));
    alpha(state_.fill_alpha, stroke.color.a);
    set(state_.line, fixed_text(stroke.width * scale, 3) + " w");
    set(state_.cap, std::to_string(static_cast<int>(stroke.cap)) + " J");
    set(state_.join, std::to_string(static_cast<int>(stroke.join)) + " j");
    std::string dash = "[";
    double total = 0;
    for (const double d : stroke.dashes) {
        if (dash.size() > 1) dash += ' ';
        const double length = std::max(d, 0.0) * scale;
        total += length;
        put_fixed(dash, length, 3);
    }
    if (fixed_units(total, 3) == 0) dash = "[";  // no dash at all: solid
    double offset = dash.size() > 1 ? stroke.dash_offset * scale : 0;
    if (stroke.dashes.size() % 2 == 1) total *= 2;
    if (offset < 0) offset = std::fmod(offset, total) + total;  // a negative phase is not allowed
    set(state_.dash, dash + "] " + fixed_text(offset, 3) + " d");
}

void PdfCanvas::path(const Path& path) { put_pdf_path(out_, path, pdf_digits); }

void put_pdf_path(std::string& out, const Path& path, int decimals) {
    const Point* p = path.points.data();
    const auto put = [&](int points, const char* op) {
        for (int i = 0; i < points; ++i, ++p) {
            put_fixed(out, p->x, decimals);
            out += ' ';
            put_fixed(out, p->y, decimals);
            out += ' ';
        }
        (out += op) += '\n';
    };
    for (const Verb v : path.verbs) switch (v) {
            case Verb::move:
                put(1, "m");
                break;
            case Verb::line:
                put(1, "l");
                break;
            case Verb::quad:  // with_cubics() leaves none
            case Verb::cubic:
                put(3, "c");
                break;
            case Verb::close:
                out += "h\n";
                break;
        }
}

}  // namespace plotmill::formats
