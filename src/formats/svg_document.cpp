#include "formats/svg_document.h"

#include "formats/fixed_text.h"
#include "formats/woff.h"
#include "text/utf8.h"

namespace plotmill::formats {

namespace {

void put_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 63));
        out += static_cast<char>(0x80 | (c & 63));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 63));
        out += static_cast<char>(0x80 | (c >> 6 & 63));
        out += static_cast<char>(0x80 | (c & 63));
    }
}

constexpr char32_t replacement = 0xFFFD;

// XML 1.0's Char, without what HTML calls control characters. Tabs and line ends would be changed by parsers.
char32_t allowed(char32_t c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000) || (c & 0xFFFE) == 0xFFFE || c > 0x10FFFF)
        return replacement;
    return c;
}

std::string css_string(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\' || c == '<' || c == '&' || c == '>' || c == '"') {
            constexpr char digits[] = "0123456789abcdef";
            ((out += '\\') += digits[c >> 4 & 15]) += digits[c & 15];
            out += ' ';
        } else {
            out += c;
        }
    }
    return out + '\'';
}

double channel(double v) { return std::clamp(v, 0.0, 1.0); }

}  // namespace

std::string xml_text(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            put_utf8(out, allowed(c));
    }
    return out;
}

std::string xml_text(std::string_view utf8) { return xml_text(text::decode_utf8(utf8)); }

std::string path_data(const Path& path, double scale, int decimals) {
    std::string out;
    std::int64_t x = 0, y = 0, start_x = 0, start_y = 0;
    char last = 0;
    bool first = true;
    const auto put = [&](std::int64_t v) {
        const char before = out.empty() ? ' ' : out.back();
        const bool follows_number = (before >= '0' && before <= '9') || before == '.';
        if (follows_number && v >= 0) out += ' ';
        put_units(out, v, decimals);
    };
    const auto command = [&](char c) {
        if (c != last || c == 'z') out += c;
        last = c;
    };
    const auto delta = [&](Point p) {
        put(fixed_units(p.x * scale, decimals) - x);
        put(fixed_units(p.y * scale, decimals) - y);
    };
    const auto go = [&](Point p) {
        x = fixed_units(p.x * scale, decimals);
        y = fixed_units(p.y * scale, decimals);
    };
    const Point* p = path.points.data();
    for (const Verb v : path.verbs) {
        switch (v) {
            case Verb::move:
                command(first ? 'M' : 'm');
                delta(*p);
                go(*p++);
                start_x = x;
                start_y = y;
                last = 0;
                break;
            case Verb::line: {
                const std::int64_t dx = fixed_units(p->x * scale, decimals) - x,
                                   dy = fixed_units(p->y * scale, decimals) - y;
                if (dy == 0) {
                    command('h');
                    put(dx);
                } else if (dx == 0) {
                    command('v');
                    put(dy);
                } else {
                    command('l');
                    put(dx);
                    put(dy);
                }
                go(*p++);
                break;
            }
            case Verb::quad:
                command('q');
                delta(p[0]);
                delta(p[1]);
                go(p[1]);
                p += 2;
                break;
            case Verb::cubic:
                command('c');
                delta(p[0]);
                delta(p[1]);
                delta(p[2]);
                go(p[2]);
                p += 3;
                break;
            case Verb::close:
                command('z');
                x = start_x;
                y = start_y;
                break;
        }
        first = false;
    }
    return out;
}

std::string hex_color(const Rgba& color) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out = "#";
    bool brief = true;
    for (const double v : {color.r, color.g, color.b}) {
        const auto byte = static_cast<unsigned>(std::lround(channel(v) * 255));
        (out += digits[byte >> 4]) += digits[byte & 15];
        brief = brief && byte >> 4 == (byte & 15);
    }
    return brief ? std::string{'#', out[1], out[3], out[5]} : out;
}

std::string fill_attributes(const Rgba* color) {
    if (!color || channel(color->a) == 0) return " fill=\"none\"";
    std::string out;
    const std::string hex = hex_color(*color);
    if (hex != "#000") out += " fill=\"" + hex + '"';
    if (color->a < 1) out += " fill-opacity=\"" + fixed_text(channel(color->a), 3) + '"';
    return out;
}

std::string stroke_attributes(const scene::Stroke* stroke, double scale) {
    if (!stroke || !(stroke->width > 0) || channel(stroke->color.a) == 0) return {};
    std::string out = " stroke=\"" + hex_color(stroke->color) + '"';
    if (stroke->color.a < 1) out += " stroke-opacity=\"" + fixed_text(channel(stroke->color.a), 3) + '"';
    const std::string width = fixed_text(stroke->width * scale, 3);
    if (width != "1") out += " stroke-width=\"" + width + '"';
    if (stroke->cap == scene::Cap::round) out += " stroke-linecap=\"round\"";
    if (stroke->cap == scene::Cap::projecting) out += " stroke-linecap=\"square\"";
    if (stroke->join == scene::Join::round) out += " stroke-linejoin=\"round\"";
    if (stroke->join == scene::Join::bevel) out += " stroke-linejoin=\"bevel\"";
    if (!stroke->dashes.empty()) {
        out += " stroke-dasharray=\"";
        for (std::size_t i = 0; i < stroke->dashes.size(); ++i)
            out += (i ? "," : "") + fixed_text(std::max(stroke->dashes[i], 0.0) * scale, 3);
        out += '"';
        if (stroke->dash_offset != 0) out += " stroke-dashoffset=\"" + fixed_text(stroke->dash_offset * scale, 3) + '"';
    }
    return out;
}

std::string SvgDocument::define(char kind, const std::string& body) {
    const auto [at, fresh] = names_.try_emplace(kind + body);
    if (!fresh) return at->second;
    at->second = kind + std::to_string(counts_[kind]++);
    const std::size_t mark = body.find('@');
    definitions_ += body.substr(0, mark) + at->second + body.substr(mark + 1) + '\n';
    return at->second;
}

void SvgDocument::use_font(text::FaceId face, std::u32string_view characters) {
    std::set<char32_t>& used = fonts_[face];
    for (const char32_t c : characters) used.insert(allowed(c));
}

std::string SvgDocument::font_rules(text::FontEngine& fonts, Flate& flate) const {
    std::string out;
    for (const auto& [id, characters] : fonts_) {
        const text::FaceDescription& face = fonts.library()->faces()[id];
        const std::vector<std::uint8_t> font = fonts.outline_font(id).subset(characters);
        const std::string woff = to_woff(font, flate);
        if (woff.empty()) continue;  // the viewer's own font of that name is the next best
        out += "@font-face{font-family:" + css_string(face.family);
        if (face.style != scene::Font::Style::normal) out += ";font-style:italic";
        if (face.weight != 400) out += ";font-weight:" + std::to_string(face.weight);
        out += ";src:url(data:font/woff;base64,";
        put_base64(out, woff);
        out += ")}\n";
    }
    return out;
}

}  // namespace plotmill::formats
