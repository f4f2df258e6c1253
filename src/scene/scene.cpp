#include "scene/scene.h"

#include <charconv>
#include <cmath>
#include <string_view>
#include <variant>

namespace plotmill::scene {

namespace {

constexpr std::size_t most_listed = 48;  // points, colours, ... of one list that are written out

std::string number(double v) {
    if (std::isnan(v)) return "nan";
    if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
    if (std::fabs(v) >= 1e15) {
        char buffer[40];
        return {buffer, std::to_chars(buffer, buffer + sizeof buffer, v, std::chars_format::scientific, 6).ptr};
    }
    char buffer[40];
    char* end = std::to_chars(buffer, buffer + sizeof buffer, v, std::chars_format::fixed, 3).ptr;
    while (end[-1] == '0') --end;
    if (end[-1] == '.') --end;
    std::string text(buffer, end);
    return text == "-0" ? "0" : text;
}

std::string pair(Point p) { return number(p.x) + "," + number(p.y); }

void hex(std::string& out, unsigned v) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += digits[v >> 4 & 15];
    out += digits[v & 15];
}

std::string color(const Rgba& c) {
    const auto byte = [](double v) { return static_cast<unsigned>(std::lround(std::fmin(std::fmax(v, 0), 1) * 255)); };
    std::string out = "#";
    for (const double v : {c.r, c.g, c.b}) hex(out, byte(v));
    if (byte(c.a) != 255) hex(out, byte(c.a));
    return out;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 32) {
            out += "\\x";
            hex(out, static_cast<unsigned char>(c));
        } else
            out += c;
    }
    return out + '"';
}

class Hash {  // FNV-1a, 64 bits
public:
    void add(std::string_view text) {
        for (const char c : text) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    }
    std::string text() const {
        std::string out;
        for (int shift = 56; shift >= 0; shift -= 8) hex(out, static_cast<unsigned>(value_ >> shift & 255));
        return out;
    }

private:
    std::uint64_t value_ = 0xcbf29ce484222325u;
};

// " a b c": the first entries, and for a long list how many there are and a hash of all.
template <class Text>
std::string list(std::size_t count, Text&& text) {
    std::string out;
    Hash hash;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string entry = ' ' + text(i);
        if (count <= most_listed || i < most_listed / 2) out += entry;
        hash.add(entry);
    }
    if (count > most_listed) out += " ... " + std::to_string(count) + " in all, hash " + hash.text();
    return out;
}

std::string path(const Path& p) {
    constexpr std::string_view letters = "MLQCZ";
    constexpr std::size_t counts[] = {1, 1, 2, 3, 0};
    std::size_t at = 0;
    return list(p.verbs.size(), [&](std::size_t i) {
        const auto v = static_cast<std::size_t>(p.verbs[i]);
        std::string out(1, letters[v]);
        for (std::size_t k = 0; k < counts[v]; ++k) out += ' ' + pair(p.points[at++]);
        return out;
    });
}

std::string stroke(const Stroke& s) {
    constexpr std::string_view caps[] = {"", " cap=round", " cap=projecting"},
                               joins[] = {"", " join=round", " join=bevel"};
    std::string out = color(s.color) + " width=" + number(s.width);
    out += caps[static_cast<int>(s.cap)];
    out += joins[static_cast<int>(s.join)];
    if (!s.dashes.empty()) {
        out += " dashes=";
        for (std::size_t i = 0; i < s.dashes.size(); ++i) (out += i ? "," : "") += number(s.dashes[i]);
        if (s.dash_offset != 0) out += "+" + number(s.dash_offset);
    }
    return out;
}

std::string hatch(const Hatch& h) { return quoted(h.pattern) + ' ' + color(h.color) + " width=" + number(h.width); }

std::string snap(Snap s) { return s == Snap::automatic ? "" : s == Snap::on ? " snap=on" : " snap=off"; }

template <class Item>
std::string paints(const Item& item) {  // of paths and markers
    std::string out;
    if (item.fill) out += "  fill " + color(*item.fill) + '\n';
    if (item.stroke) out += "  stroke " + stroke(*item.stroke) + '\n';
    return out;
}

struct Name {
    std::string_view operator()(const PathItem&) const { return "path"; }
    std::string_view operator()(const MarkersItem&) const { return "markers"; }
    std::string_view operator()(const CollectionItem&) const { return "collection"; }
    std::string_view operator()(const CellsItem&) const { return "collection"; }
    std::string_view operator()(const TextItem&) const { return "text"; }
    std::string_view operator()(const ImageItem&) const { return "image"; }
    std::string_view operator()(const TrianglesItem&) const { return "triangles"; }
};

// The rules of letters, where they are not Matplotlib's: what is often changed, and a hash of all.
std::string rules(const TextRules& r) {
    constexpr std::string_view hintings[] = {"default", "no_autohint", "force_autohint", "none"};
    constexpr std::string_view sets[] = {"dejavusans", "dejavuserif", "cm", "stix", "stixsans", "custom"};
    std::string all;
    for (const auto* families : {&r.sans_serif, &r.serif, &r.cursive, &r.fantasy, &r.monospace}) {
        for (const std::string& family : *families) all += family + ',';
        all += ';';
    }
    for (const std::string* text :
         {&r.math_default, &r.math_rm, &r.math_it, &r.math_bf, &r.math_sf, &r.math_tt, &r.math_cal})
        all += *text + ';';
    all += std::to_string(static_cast<int>(r.style)) + ',' + std::to_string(r.weight) + ',' +
           std::to_string(r.stretch) + ',' + std::to_string(static_cast<int>(r.math_fallback)) +
           (r.parse_math ? "m" : "") + (r.antialias ? "a" : "");
    Hash hash;
    hash.add(all);
    return " rules=" + std::string(hintings[static_cast<std::size_t>(r.hinting)]) + "/" +
           std::to_string(r.hinting_factor) + "/" + std::to_string(r.kerning_factor) + "," +
           std::string(sets[static_cast<std::size_t>(r.math_set)]) + ',' + hash.text();
}

// What follows an item's name and clip: the rest of its line, and further lines.
struct Rest {
    std::string operator()(const PathItem& i) const {
        std::string out = snap(i.snap);
        if (i.simplify) out += " simplify";
        if (!i.antialias) out += " aliased";
        Path made;
        out += "\n " + path(path_of(i, made)) + '\n' + paints(i);
        if (i.hatch) out += "  hatch " + hatch(*i.hatch) + '\n';
        return out;
    }
    std::string operator()(const MarkersItem& i) const {
        return snap(i.snap) + (i.antialias ? "" : " aliased") + "\n " + path(i.marker) + '\n' + paints(i) + "  at" +
               list(i.positions.size(), [&](std::size_t k) { return pair(i.positions[k]); }) + '\n';
    }
    std::string operator()(const CellsItem& i) const { return (*this)(collection_of(i)); }
    std::string operator()(const CollectionItem& i) const {
        std::string out = snap(i.snap);
        if (!i.antialias.empty()) {
            out += " antialias=";
            for (const bool a : i.antialias) out += a ? '1' : '0';
        }
        out += '\n';
        constexpr std::size_t most_paths = 8;
        for (std::size_t k = 0; k < i.paths.size() && k < most_paths; ++k) out += " " + path(i.paths[k]) + '\n';
        if (i.paths.size() > most_paths) {
            Hash hash;
            for (const Path& p : i.paths) hash.add(path(p));
            out += "  ... " + std::to_string(i.paths.size()) + " paths in all, hash " + hash.text() + '\n';
        }
        const auto line = [&](std::string_view name, std::size_t n, auto text) {
            if (n) ((out += "  ") += name) += list(n, text) + '\n';
        };
        line("scales", i.scales.size(), [&](std::size_t k) { return number(i.scales[k]); });
        line("at", i.offsets.size(), [&](std::size_t k) { return pair(i.offsets[k]); });
        line("faces", i.faces.size(), [&](std::size_t k) { return color(i.faces[k]); });
        line("edges", i.edges.size(), [&](std::size_t k) { return '(' + stroke(i.edges[k]) + ')'; });
        if (i.hatch) out += "  hatch " + hatch(*i.hatch) + '\n';
        return out;
    }
    std::string operator()(const TextItem& i) const {
        std::string out = ' ' + quoted(i.text) + " at " + pair(i.position);
        if (i.angle != 0) out += " angle=" + number(i.angle);
        out += ' ' + color(i.color);
        if (i.font) {
            const Font& f = *i.font;
            out += " size=" + number(f.size);
            if (f.weight != 400) out += " weight=" + std::to_string(f.weight);
            if (f.style != Font::Style::normal) out += f.style == Font::Style::italic ? " italic" : " oblique";
            out += " font=";
            for (std::size_t k = 0; k < f.families.size() && k < 3; ++k) (out += k ? "," : "") += f.families[k];
            if (f.families.size() > 3) out += ",...";
            if (f.rules) out += rules(*f.rules);
        }
        if (i.math) out += " math";
        if (!i.antialias) out += " aliased";
        return out + '\n';
    }
    std::string operator()(const ImageItem& i) const {
        Hash hash;
        if (i.rgba) hash.add({reinterpret_cast<const char*>(i.rgba->data()), i.rgba->size()});
        return ' ' + std::to_string(i.width) + 'x' + std::to_string(i.height) + " at " + pair(i.position) +
               (i.alpha != 1 ? " alpha=" + number(i.alpha) : "") + " hash " + hash.text() + '\n';
    }
    std::string operator()(const TrianglesItem& i) const {
        return "\n " +
               list(i.points.size(),
                    [&](std::size_t k) {
                        std::string out = "(";
                        for (std::size_t c = 0; c < 3; ++c)
                            (out += c ? " " : "") += pair(i.points[k][c]) + ' ' + color(i.colors[k][c]);
                        return out + ')';
                    }) +
               '\n';
    }
};

}  // namespace

std::string dump(const Scene& scene) {
    std::string out = "scene " + number(scene.width) + 'x' + number(scene.height) + " dpi=" + number(scene.dpi) +
                      " background=" + color(scene.background) + '\n';
    if (scene.simplify_threshold != Scene().simplify_threshold)
        out += "simplify_threshold " + number(scene.simplify_threshold) + '\n';
    if (scene.sketch) out += "sketch" + list(3, [&](std::size_t k) { return number((*scene.sketch)[k]); }) + '\n';
    if (!scene.alt.empty()) out += "alt " + quoted(scene.alt) + '\n';
    for (std::size_t i = 0; i < scene.clips.size(); ++i) {
        const Clip& c = scene.clips[i];
        out += "clip " + std::to_string(i);
        if (c.rect) out += " rect " + pair({c.rect->x0, c.rect->y0}) + ' ' + pair({c.rect->x1, c.rect->y1});
        if (c.path) out += " path" + path(*c.path);
        out += '\n';
    }
    int tag = -1;
    for (const Item& i : scene.items) {
        if (i.tag != tag) {
            tag = i.tag;
            const bool known = tag >= 0 && static_cast<std::size_t>(tag) < scene.tags.size();
            out += "# " + (known ? scene.tags[static_cast<std::size_t>(tag)] : "") + '\n';
        }
        out += std::visit(Name{}, i.content);
        if (i.clip >= 0) out += " clip=" + std::to_string(i.clip);
        out += std::visit(Rest{}, i.content);
    }
    return out;
}

const Path& path_of(const PathItem& item, Path& made) {
    if (item.samples.empty()) return item.path;
    made = Path::polyline(item.samples.list());
    return made;
}

CollectionItem collection_of(const CellsItem& cells) {
    CollectionItem out;
    out.paths.reserve(cells.indices->size());
    out.faces.reserve(cells.indices->size());
    for (std::size_t r = 0; r < cells.rows(); ++r)
        for (std::size_t c = 0; c < cells.columns(); ++c) {
            const double x0 = cells.x[c], x1 = cells.x[c + 1], y0 = cells.y[r], y1 = cells.y[r + 1];
            out.paths.push_back(Path::polyline({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}));
            out.faces.push_back(cells.palette[(*cells.indices)[r * cells.columns() + c]]);
        }
    out.snap = cells.snap;
    out.antialias = {false};
    return out;
}

}  // namespace plotmill::scene
