#include "render/check_texts.h"

#include <set>

#include "figure/text_layout.h"
#include "text/math/math.h"

namespace plotmill::render {

namespace {

class Checker {
public:
    Checker(const text::FontLibrary& fonts, Diagnostics& out) : fonts_(fonts), out_(out) {}

    void font(const scene::Font& f, Span span) {
        if (fonts_.find(f) || f.families.empty()) return;
        std::string names;
        for (const std::string& n : f.families) names += (names.empty() ? "'" : "', '") + n;
        if (!reported_.insert(names).second) return;
        std::string hint;
        if (auto near = fonts_.nearest_family(f.families.front())) hint = " (did you mean '" + *near + "'?)";
        out_.error(span, "no font of the family " + names + "'" + hint +
                             ": the embedded ones are DejaVu's; others are named as files in 'fonts'");
    }

    void text(const std::string& all, Span span) {
        for (std::size_t begin = 0; begin <= all.size();) {
            const std::size_t end = std::min(all.find('\n', begin), all.size());
            const std::string_view line = std::string_view(all).substr(begin, end - begin);
            begin = end + 1;
            if (!figure::has_math(line)) continue;
            if (auto error = text::check_math(line))
                out_.error(span, "in the text '" + std::string(line) + "', character " +
                                     std::to_string(error->offset + 1) + ": " + error->message);
        }
    }

    void words(const std::optional<resolve::Words>& w, Span otherwise) {
        if (!w) return;
        const Span span = w->span.source ? w->span : otherwise;
        text(w->text, span);
        font(w->props.font, span);
    }

    void legend(const std::optional<resolve::LegendSpec>& l) {
        if (!l) return;
        text(l->title, l->span);
        for (const std::string& label : l->labels) text(label, l->span);
        for (const figure::LegendHandle& h : l->handles) text(h.label, l->span);
        font(l->font, l->span);
    }

private:
    const text::FontLibrary& fonts_;
    Diagnostics& out_;
    std::set<std::string> reported_;
};

}  // namespace

void check_texts(const resolve::ResolvedFigure& figure, const text::FontLibrary& fonts, Span span, Diagnostics& out) {
    Checker check(fonts, out);
    check.words(figure.suptitle, span);
    check.words(figure.supxlabel, span);
    check.words(figure.supylabel, span);
    check.legend(figure.legend);
    for (const resolve::AxisView& v : figure.views)
        if (const auto* fixed = std::get_if<figure::FixedFormatter>(&v.major_format))
            for (const std::string& label : fixed->labels) check.text(label, span);
    for (const resolve::ResolvedAxes& a : figure.axes) {
        for (const auto& t : a.titles) check.words(t, span);
        check.words(a.x.label, span);
        check.words(a.y.label, span);
        if (a.x.major.label_font) check.font(*a.x.major.label_font, span);
        check.legend(a.legend);
        for (const figure::Artist& artist : a.artists) {
            const auto* t = std::get_if<figure::TextArtist>(&artist.content);
            const auto* note = std::get_if<figure::AnnotationArtist>(&artist.content);
            const auto* table = std::get_if<figure::TableArtist>(&artist.content);
            const auto* labels = std::get_if<figure::ContourLabelsArtist>(&artist.content);
            if (!t && !note && !table && !labels) continue;
            const auto layer = static_cast<std::size_t>(artist.layer);
            const Span at = layer < figure.layer_spans.size() ? figure.layer_spans[layer] : span;
            if (table) {
                for (const figure::TableCell& c : table->cells) check.text(c.text, at);
                check.font(table->props.font, at);
                continue;
            }
            if (labels) {
                for (const auto& level : labels->levels) check.text(level.text, at);
                check.font(labels->props.font, at);
                continue;
            }
            check.text(t ? t->text : note->text, at);
            check.font(t ? t->props.font : note->props.font, at);
        }
    }
}

void check_characters(const scene::Scene& scene, text::FontEngine& fonts, Span span, Diagnostics& out) {
    std::u32string missing;
    for (const scene::Item& item : scene.items) {
        const auto* t = std::get_if<scene::TextItem>(&item.content);
        if (!t) continue;
        // The embedded fonts have all of ASCII; most texts hold nothing else.
        bool plain = true;
        for (char c : t->text) plain = plain && static_cast<unsigned char>(c) < 0x80;
        if (plain) continue;
        for (char32_t c : fonts.missing_characters(t->text, *t->font, t->math))
            if (missing.find(c) == std::u32string::npos) missing += c;
    }
    if (missing.empty()) return;
    std::string list;
    for (char32_t c : missing.substr(0, 20)) {
        char hex[16];
        std::snprintf(hex, sizeof hex, "U+%04X", static_cast<unsigned>(c));
        std::string utf8;
        if (c < 0x800) {
            utf8 += static_cast<char>(0xC0 | (c >> 6));
        } else if (c < 0x10000) {
            utf8 += static_cast<char>(0xE0 | (c >> 12));
            utf8 += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        } else {
            utf8 += static_cast<char>(0xF0 | (c >> 18));
            utf8 += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
            utf8 += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        }
        utf8 += static_cast<char>(0x80 | (c & 0x3F));
        list += (list.empty() ? "" : ", ") + utf8 + " (" + hex + ")";
    }
    if (missing.size() > 20) list += " and " + std::to_string(missing.size() - 20) + " more";
    out.warning(
        span, "no font has the character" + std::string(missing.size() == 1 ? " " : "s ") + list + ": drawn as a box");
}

}  // namespace plotmill::render
