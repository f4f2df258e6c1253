#include "render/check_texts.h"

#include <set>

#include "figure/text_layout.h"
#include "render/text_place.h"
#include "text/math/math.h"

namespace plotmill::render {

namespace {

class Checker {
public:
    Checker(const text::FontLibrary& fonts, const JobPlaces& places, Diagnostics& out)
        : fonts_(fonts), places_(places), out_(out) {}

    void font(const scene::Font& f, Span span) {
        if (fonts_.find(f) || f.families.empty()) return;
        std::string names;
        for (const std::string& n : f.families) names += (names.empty() ? "'" : "', '") + n;
        if (!reported_.insert(names).second) return;
        std::string hint;
        if (auto near = fonts_.nearest_family(f.families.front())) hint = " (did you mean '" + *near + "'?)";
        out_.error(
            places_.family(f.families.front()).value_or(span),
            "no font of the family " + names + "'" + hint +
                ": the embedded ones are DejaVu's and Matplotlib's for math; others are named as files in 'fonts'");
    }

    void text(const std::string& all, Span span) {
        for (std::size_t begin = 0; begin <= all.size();) {
            const std::size_t end = std::min(all.find('\n', begin), all.size());
            const std::string_view line = std::string_view(all).substr(begin, end - begin);
            const std::size_t line_begin = begin;
            begin = end + 1;
            if (!figure::has_math(line)) continue;
            const auto error = text::check_math(line);
            if (!error) continue;
            auto place = place_in_text(span, all, line_begin + error->offset);
            const auto said = place ? std::nullopt : places_.text(all);
            if (said) place = place_in_text(*said, all, line_begin + error->offset);
            if (place) {
                out_.error(*place, "in math: " + error->message);
            } else if (reported_.insert(std::to_string(span.line) + ":" + error->message).second) {
                out_.error(said.value_or(span), "in the text '" + std::string(line) + "', character " +
                                                    std::to_string(error->offset + 1) + ": " + error->message);
            }
        }
    }

    void words(const std::optional<resolve::Words>& w, Span otherwise) {
        if (!w) return;
        const Span span = w->span.source ? w->span : otherwise;
        if (w->props.parses_math()) text(w->text, span);
        font(w->props.font, span);
    }

    void legend(const std::optional<resolve::LegendSpec>& l) {
        if (!l) return;
        if (!l->font.rules || l->font.rules->parse_math) {
            text(l->title, l->span);
            for (const std::string& label : l->labels) text(label, l->span);
            for (const figure::LegendHandle& h : l->handles) text(h.label, l->span);
        }
        font(l->font, l->span);
    }

private:
    const text::FontLibrary& fonts_;
    const JobPlaces& places_;
    Diagnostics& out_;
    std::set<std::string> reported_;
};

}  // namespace

std::optional<Span> find_family(const spec::ValuePtr& tree, const std::string& family) {
    if (tree->kind == spec::Value::Kind::list) {
        for (const spec::ValuePtr& item : tree->items)
            if (auto found = find_family(item, family)) return found;
        return std::nullopt;
    }
    if (tree->kind != spec::Value::Kind::map) return std::nullopt;
    for (const spec::Entry& e : tree->entries) {
        const bool names_fonts = e.key == "fontfamily" || e.key == "family" || e.key == "fontname" ||
                                 e.key == "font.family" || e.key == "font.sans-serif" || e.key == "font.serif" ||
                                 e.key == "font.monospace";
        if (!names_fonts) {
            if (auto found = find_family(e.value, family)) return found;
        } else if (e.value->kind == spec::Value::Kind::list) {
            for (const spec::ValuePtr& item : e.value->items)
                if (item->text == family) return item->span;
        } else if (e.value->text == family) {
            return e.value->span;
        }
    }
    return std::nullopt;
}

std::optional<Span> find_text(const spec::ValuePtr& tree, const std::string& text) {
    if (tree->kind == spec::Value::Kind::string && tree->text == text) return tree->span;
    for (const spec::ValuePtr& item : tree->items)
        if (auto found = find_text(item, text)) return found;
    for (const spec::Entry& e : tree->entries)
        if (auto found = find_text(e.value, text)) return found;
    return std::nullopt;
}

void check_texts(const resolve::ResolvedFigure& figure, const text::FontLibrary& fonts, const JobPlaces& places,
                 Span span, Diagnostics& out) {
    Checker check(fonts, places, out);
    check.words(figure.suptitle, span);
    check.words(figure.supxlabel, span);
    check.words(figure.supylabel, span);
    check.legend(figure.legend);
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
                if (table->props.parses_math())
                    for (const figure::TableCell& c : table->cells) check.text(c.text, at);
                check.font(table->props.font, at);
                continue;
            }
            if (labels) {
                if (labels->props.parses_math())
                    for (const auto& level : labels->levels) check.text(level.text, at);
                check.font(labels->props.font, at);
                continue;
            }
            const Span words = t ? t->span : note->span;
            if ((t ? t->props : note->props).parses_math())
                check.text(t ? t->text : note->text, words.source ? words : at);
            check.font(t ? t->props.font : note->props.font, at);
        }
    }
}

void check_drawn_texts(const scene::Scene& scene, text::FontEngine& fonts, const JobPlaces& places, Span span,
                       Diagnostics& out) {
    Checker check(*fonts.library(), places, out);
    for (const scene::Item& item : scene.items)
        if (const auto* text = std::get_if<scene::TextItem>(&item.content); text && fonts.refuses(*text, scene.dpi))
            check.text(text->text, span);
}

}  // namespace plotmill::render
