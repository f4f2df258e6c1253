#include "lint/texts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "lint/ink.h"

namespace plotmill::lint {

namespace {

using Role = scene::Subject::Role;

struct Line {
    const scene::TextItem* item;
    scene::Subject subject;
    bool clipped;
    std::size_t text;  // lines of one text have the same number
    Oriented box;      // measured
    Rect bounds;       // of the box
};

// Texts of one subject are reported together.
using Key = std::tuple<Role, int, bool, int, int>;
Key key_of(const scene::Subject& s) { return {s.role, s.axes, s.is_x, s.layer, s.part}; }

// Texts whose places the job leaves to the program.
bool of_layout(Role r) { return r != Role::other && r != Role::layer && r != Role::legend; }

bool is_plain(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

std::string pixels(double v) { return counted(static_cast<std::size_t>(std::lround(std::max(v, 1.0))), "pixel"); }

class Texts {
public:
    Texts(const resolve::ResolvedFigure& figure, const scene::Scene& scene, text::FontEngine& fonts, Report& report)
        : figure_(figure), scene_(scene), fonts_(fonts), ink_(fonts, scene.dpi), report_(report) {}

    void run() {
        std::size_t text = 0;
        for (const scene::Item& item : scene_.items) {
            const auto* t = std::get_if<scene::TextItem>(&item.content);
            if (!t) continue;
            if (t->line == 0) ++text;
            if (is_blank(t->text) || t->color.a <= 0) continue;
            lines_.push_back({t, item.subject, item.clip >= 0, text, {}, {}});
        }
        if (report_.on(Check::characters)) characters();
        const bool overlap = report_.on(Check::overlap) || report_.on(Check::categories);
        for (Line& l : lines_) {
            if (!(overlap && placed(l.subject)) && far_inside(*l.item)) continue;
            l.box = ink_.measured(*l.item);
            l.bounds = l.box.bounds();
        }
        if (report_.on(Check::cut_off)) cut_off();
        if (overlap) overlaps();
    }

private:
    // Whether the layout has made what room there is.
    bool fitted() const { return figure_.layout != resolve::Engine::none; }

    bool is_wedges(const scene::Subject& s) const {
        const auto i = static_cast<std::size_t>(s.layer);
        return s.role == Role::layer && s.layer >= 0 && i < figure_.layer_names.size() &&
               figure_.layer_names[i] == "pie";
    }
    bool placed(const scene::Subject& s) const { return of_layout(s.role) || is_wedges(s); }
    bool of_crowd(const scene::Subject& s) const { return s.role == Role::tick_label || is_wedges(s); }

    // No font has a character wider than this: so far from the edges that nothing need be measured.
    bool far_inside(const scene::TextItem& t) const {
        if (t.math) return false;
        const double reach = (static_cast<double>(t.text.size()) + 1) * 1.6 * t.font->size * scene_.dpi / 72;
        const Point& p = t.position;
        return p.x > reach && p.y > reach && p.x < scene_.width - reach && p.y < scene_.height - reach;
    }

    // ---- Characters that are drawn as boxes.
    void characters() {
        struct Found {
            scene::Subject subject;
            std::string text;
            std::u32string missing;
        };
        std::map<Key, Found> found;
        std::vector<Key> order;
        for (const Line& l : lines_) {
            // The embedded fonts have all of ASCII; most texts hold nothing else.
            if (is_plain(l.item->text)) continue;
            const std::u32string missing = fonts_.missing_characters(l.item->text, *l.item->font, l.item->math);
            if (missing.empty()) continue;
            const auto [at, is_new] = found.try_emplace(key_of(l.subject), Found{l.subject, l.item->text, {}});
            if (is_new) order.push_back(at->first);
            for (char32_t c : missing)
                if (at->second.missing.find(c) == std::u32string::npos) at->second.missing += c;
        }
        for (const Key& key : order) {
            const Found& f = found.at(key);
            std::string list;
            for (char32_t c : f.missing.substr(0, 20)) list += (list.empty() ? "" : ", ") + name_of_character(c);
            if (f.missing.size() > 20) list += " and " + std::to_string(f.missing.size() - 20) + " more";
            report_.say(Check::characters, report_.place(f.subject),
                        "no font has the character" + std::string(f.missing.size() == 1 ? " " : "s ") + list +
                            " of the " + report_.describe(f.subject, f.text) + ": drawn as a box",
                        "'fonts' at the top of the job names font files, 'rc: {font.family: [...]}' the families that "
                        "are tried in turn");
        }
    }

    static std::string name_of_character(char32_t c) {
        char hex[16];
        std::snprintf(hex, sizeof hex, "U+%04X", static_cast<unsigned>(c));
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return hex;  // not for a terminal
        std::string utf8;
        if (c < 0x80) return std::string(1, static_cast<char>(c)) + " (" + hex + ")";
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
        return utf8 + " (" + hex + ")";
    }

    // ---- Texts over the figure's edge.
    struct Cut {
        scene::Subject subject;
        std::string text;  // the one that is cut most
        const char* edge = "";
        double by = 0;
        bool whole = false;
        std::size_t texts = 0, last = 0;
    };

    void cut_off() {
        std::map<Key, Cut> cuts;
        std::vector<Key> order;
        for (const Line& l : lines_) {
            // A text that is cut to the axes on purpose ends there.
            if (l.clipped || l.box.empty()) continue;
            const Rect& b = l.bounds;
            if (b.x0 >= 0 && b.y0 >= 0 && b.x1 <= scene_.width && b.y1 <= scene_.height) continue;
            const Rect r = ink_.pixels(*l.item);
            if (r.is_none()) continue;
            const std::pair<double, const char*> over[] = {
                {-r.x0, "left"}, {r.x1 - scene_.width, "right"}, {-r.y0, "top"}, {r.y1 - scene_.height, "bottom"}};
            const auto& most = *std::max_element(std::begin(over), std::end(over));
            if (most.first < 1) continue;
            const auto [at, is_new] = cuts.try_emplace(key_of(l.subject), Cut{l.subject, {}, "", 0, false, 0, 0});
            if (is_new) order.push_back(at->first);
            Cut& cut = at->second;
            if (cut.last != l.text) ++cut.texts;
            cut.last = l.text;
            if (most.first <= cut.by) continue;
            cut.by = most.first;
            cut.edge = most.second;
            cut.text = l.item->text;
            cut.whole = r.x1 <= 0 || r.y1 <= 0 || r.x0 >= scene_.width || r.y0 >= scene_.height;
        }
        for (const Key& key : order) say_cut(cuts.at(key));
    }

    void say_cut(const Cut& cut) {
        std::string what = "the " + report_.describe(cut.subject, cut.text);
        const std::string more = cut.texts > 1
                                     ? " (and " + std::to_string(cut.texts - 1) + " more of " +
                                           (cut.subject.role == Role::layer ? "the layer" : "the same kind") + ")"
                                     : "";
        if (cut.whole)
            what += more + " is outside the figure, past its " + cut.edge + " edge";
        else
            what += more + " is cut off at the " + cut.edge + " edge of the figure by " + pixels(cut.by);
        report_.say(Check::cut_off, report_.place(cut.subject), std::move(what), cut_hint(cut));
    }

    std::string cut_hint(const Cut& cut) const {
        const bool along = cut.edge[0] == 'l' || cut.edge[0] == 'r';
        switch (cut.subject.role) {
            case Role::suptitle:
            case Role::supxlabel:
            case Role::supylabel:
            case Role::footnote:
                return "a line break (\\n), a smaller 'fontsize' or a larger 'figsize' makes it fit";
            case Role::title:
                if (along) return "a line break (\\n), a smaller 'fontsize' or a wider 'figsize' makes it fit";
                break;
            case Role::axis_label:
                if (along == cut.subject.is_x)
                    return "a line break (\\n), a smaller 'fontsize' or a larger 'figsize' makes it fit";
                break;
            case Role::legend:
                return "'loc' or 'bbox_to_anchor' moves the legend, 'ncols' and 'fontsize' change its size";
            case Role::layer:
            case Role::other:
                return "its position, 'ha' and 'va' move it; a larger 'figsize' gives it room";
            case Role::tick_label:
            case Role::offset_text:
                break;
        }
        return fitted() ? "a smaller 'fontsize' or a larger 'figsize' makes it fit"
                        : "'layout: tight' gives what stands around the axes its room";
    }

    // ---- Tick labels over each other and over what stands around the axes.
    struct Crowd {  // the labels of one axis
        scene::Subject subject;
        std::vector<std::size_t> lines;
        std::size_t texts = 0, last = 0;
        std::size_t hit = 0;  // texts that overlap another
        std::size_t a = 0, b = 0;
        double depth = 0;
    };
    struct Clash {
        std::size_t a, b;
        double depth;
    };

    void overlaps() {
        std::vector<std::size_t> seen;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const Line& l = lines_[i];
            if (!placed(l.subject)) continue;
            const Rect& b = l.bounds;
            if (b.x1 < 0 || b.y1 < 0 || b.x0 > scene_.width || b.y0 > scene_.height) continue;
            seen.push_back(i);
            if (!of_crowd(l.subject)) continue;
            Crowd& c = crowds_[key_of(l.subject)];
            c.subject = l.subject;
            c.lines.push_back(i);
            if (c.last != l.text) ++c.texts;
            c.last = l.text;
        }
        hit_.assign(lines_.empty() ? 0 : lines_.back().text + 1, false);
        pairs(seen);
        for (const auto& [key, crowd] : crowds_)
            if (crowd.hit > 0) say_crowd(crowd);
        if (report_.on(Check::overlap))
            for (const auto& [keys, clash] : clashes_) say_clash(clash);
    }

    // Every two lines whose boxes share a cell of a grid over the figure.
    void pairs(const std::vector<std::size_t>& seen) {
        constexpr int cells = 24;
        if (seen.size() <= 64) {
            for (std::size_t k = 0; k < seen.size(); ++k)
                for (std::size_t i = 0; i < k; ++i) pair(seen[i], seen[k]);
            return;
        }
        std::size_t left = 5'000'000;  // pairs looked at: a bound for figures that are all labels
        std::vector<std::vector<std::size_t>> grid(cells * cells);
        const auto cell = [](double v, double size) {
            return static_cast<int>(std::clamp(std::floor(v / size * cells), 0.0, cells - 1.0));
        };
        for (std::size_t i : seen) {
            const Rect& r = lines_[i].bounds;
            const int x0 = cell(r.x0, scene_.width), x1 = cell(r.x1, scene_.width), y0 = cell(r.y0, scene_.height),
                      y1 = cell(r.y1, scene_.height);
            for (int y = y0; y <= y1; ++y)
                for (int x = x0; x <= x1; ++x) {
                    std::vector<std::size_t>& in = grid[static_cast<std::size_t>(y * cells + x)];
                    for (std::size_t k : in) {
                        if (left-- == 0) return;
                        pair(k, i);
                    }
                    in.push_back(i);
                }
        }
    }

    void pair(std::size_t i, std::size_t k) {
        const Line &a = lines_[i], &b = lines_[k];
        if (a.text == b.text || !a.bounds.overlaps(b.bounds)) return;
        const bool same = of_crowd(a.subject) && a.subject == b.subject;
        // Whatever a pie's labels stand on but themselves, they are parts of a picture.
        if (!same && (a.subject.role == Role::layer || b.subject.role == Role::layer)) return;
        if (same && hit_[a.text] && hit_[b.text]) return;
        // Axes in one place that write the same texts (twins) are seen as one.
        if (a.item->text == b.item->text && std::fabs(a.item->position.x - b.item->position.x) < 1 &&
            std::fabs(a.item->position.y - b.item->position.y) < 1)
            return;
        if (overlap_depth(a.box, b.box) < 1) return;
        const Oriented &ink_a = ink_.drawn(*a.item), &ink_b = ink_.drawn(*b.item);
        double depth = overlap_depth(ink_a, ink_b);
        if (depth < 1) return;
        // Level labels of one axis are moved apart along it.
        if (same && a.subject.role == Role::tick_label && a.subject.is_x && a.item->angle == 0 && b.item->angle == 0) {
            const Rect r = ink_a.bounds(), q = ink_b.bounds();
            depth = std::min(r.x1, q.x1) - std::max(r.x0, q.x0);
        }
        if (same) {
            Crowd& c = crowds_[key_of(a.subject)];
            if (c.hit == 0) c.a = i, c.b = k, c.depth = depth;
            for (std::size_t t : {a.text, b.text}) {
                if (!hit_[t]) ++c.hit;
                hit_[t] = true;
            }
            return;
        }
        clashes_.try_emplace(std::pair(key_of(a.subject), key_of(b.subject)), Clash{i, k, depth});
    }

    // How far one label is from the next, pixels, and how high its lines are.
    double room(const Crowd& c) const {
        const auto middle = [&](std::size_t i) {
            const Rect& r = lines_[i].bounds;
            return c.subject.is_x ? (r.x0 + r.x1) / 2 : (r.y0 + r.y1) / 2;
        };
        if (c.texts < 2) return 0;
        return std::fabs(middle(c.lines.back()) - middle(c.lines.front())) / static_cast<double>(c.texts - 1);
    }

    void say_wedges(const Crowd& c) {
        report_.say(Check::categories, report_.place(c.subject),
                    std::to_string(c.hit) + " of " + std::to_string(c.texts) + " texts of layer 'pie' overlap, " +
                        quoted(lines_[c.a].item->text) + " and " + quoted(lines_[c.b].item->text) + " by " +
                        pixels(c.depth),
                    "fewer wedges (the small ones in one), a larger 'figsize' or a 'barh' can be read");
    }

    void say_crowd(const Crowd& c) {
        if (c.subject.role == Role::layer) {
            if (report_.on(Check::categories)) say_wedges(c);
            return;
        }
        const auto index = static_cast<std::size_t>(c.subject.axes);
        const resolve::ResolvedAxes& axes = figure_.axes[index];
        const resolve::AxisView& view = figure_.views[c.subject.is_x ? axes.x.view : axes.y.view];
        const char* name = c.subject.is_x ? "x" : "y";
        const scene::TextItem& first = *lines_[c.a].item;
        const bool names =
            !view.categories.empty() || std::holds_alternative<figure::FixedFormatter>(view.major_format);
        const double room_each = room(c), height = first.font->size * scene_.dpi / 72;
        // Where even upright lines would overlap, turning them is no help.
        if (names && room_each < height) {
            if (!report_.on(Check::categories)) return;
            report_.say(Check::categories, report_.place(c.subject),
                        counted(c.texts, "name") + " on the " + name + " axis are too many to read: each has " +
                            pixels(room_each) + " of room, and its letters are " + pixels(height) + " high",
                        std::string("a larger 'figsize', fewer names (a 'filter', a 'query'), or 'subplots' that share "
                                    "them") +
                            (c.subject.is_x ? "; 'barh' has its names one below the other" : ""));
            return;
        }
        if (!report_.on(Check::overlap)) return;
        const bool all = c.hit == c.texts;
        report_.say(
            Check::overlap, report_.place(c.subject),
            (all ? "all " : "") + std::to_string(c.hit) + (all ? " " : " of " + std::to_string(c.texts) + " ") + name +
                " tick labels overlap, " + quoted(first.text) + " and " + quoted(lines_[c.b].item->text) + " by " +
                pixels(c.depth),
            c.subject.is_x && first.angle == 0 && height * 1.2 < room_each
                ? "'xticks: {rotation: 45, ha: right}' turns them; a wider 'figsize' or fewer ticks give them "
                  "room"
                : std::string("a larger 'figsize', a smaller 'fontsize' or fewer '") + name + "ticks' give them room");
    }

    void say_clash(const Clash& clash) {
        const Line &a = lines_[clash.a], &b = lines_[clash.b];
        const bool other_axes = a.subject.axes >= 0 && b.subject.axes >= 0 && a.subject.axes != b.subject.axes;
        const Span place = report_.place(b.subject), other = report_.place(a.subject);
        report_.say(Check::overlap, place,
                    "the " + report_.describe(b.subject, b.item->text) + " and the " +
                        report_.describe(a.subject, a.item->text) + (other_axes ? " of another axes" : "") +
                        " overlap by " + pixels(clash.depth),
                    fitted() ? "a larger 'figsize' or a smaller 'fontsize' gives them room"
                             : "'layout: tight' gives what stands around the axes its room",
                    other == place ? Span{} : other, "the other text");
    }

    const resolve::ResolvedFigure& figure_;
    const scene::Scene& scene_;
    text::FontEngine& fonts_;
    Ink ink_;
    Report& report_;
    std::vector<Line> lines_;
    std::map<Key, Crowd> crowds_;
    std::map<std::pair<Key, Key>, Clash> clashes_;
    std::vector<bool> hit_;  // by text
};

}  // namespace

void check_texts(const resolve::ResolvedFigure& figure, const scene::Scene& scene, text::FontEngine& fonts,
                 Report& report) {
    Texts(figure, scene, fonts, report).run();
}

}  // namespace plotmill::lint
