#include "style/prop_cycle.h"

#include <array>

#include "base/suggest.h"
#include "style/rc_read.h"

namespace plotmill::style {

namespace {

constexpr std::size_t max_entries = 10'000;

struct KeyName {
    std::string_view name, alias;
    CycleKey key;
};

constexpr std::array<KeyName, 17> key_names{{
    {"color", "c", cycle_color},
    {"linewidth", "lw", cycle_linewidth},
    {"linestyle", "ls", cycle_linestyle},
    {"facecolor", "fc", cycle_facecolor},
    {"edgecolor", "ec", cycle_edgecolor},
    {"joinstyle", "", cycle_joinstyle},
    {"capstyle", "", cycle_capstyle},
    {"fillstyle", "", cycle_fillstyle},
    {"markerfacecolor", "mfc", cycle_markerfacecolor},
    {"markersize", "ms", cycle_markersize},
    {"markeredgewidth", "mew", cycle_markeredgewidth},
    {"markeredgecolor", "mec", cycle_markeredgecolor},
    {"markevery", "", cycle_markevery},
    {"alpha", "", cycle_alpha},
    {"marker", "", cycle_marker},
    {"hatch", "", cycle_hatch},
    {"dashes", "", cycle_dashes},
}};

std::string_view name_of(CycleKeys key) {
    for (const KeyName& k : key_names)
        if (k.key & key) return k.name;
    return "";
}

// One value of one property into `entry`; false where it does not fit, with what was expected.
bool read_entry(CycleKey key, const Literal& value, CycleEntry& entry, std::string_view& expected) {
    const auto number = [&](std::optional<double>& into) {
        expected = "a number";
        into = read_number(value);
        return into.has_value();
    };
    const auto color = [&](std::optional<ColorSpec>& into) {
        expected = "a colour";
        into = read_color(value);
        return into.has_value();
    };
    const auto word = [&](std::optional<std::string>& into, std::string_view words, std::string_view message) {
        expected = message;
        if (value.is_text() && is_word(value.text, words)) into = value.text;
        return into.has_value();
    };
    switch (key) {
        case cycle_color: {
            expected = "a colour that is no reference into the cycle";
            const std::optional<ColorSpec> c = read_color(value);
            if (!c || c->cycle >= 0) return false;
            entry.color = c->none ? Rgba{0, 0, 0, 0} : c->rgba;
            return true;
        }
        case cycle_linewidth:
            return number(entry.linewidth);
        case cycle_markersize:
            return number(entry.markersize);
        case cycle_markeredgewidth:
            return number(entry.markeredgewidth);
        case cycle_alpha:
            return number(entry.alpha);
        case cycle_facecolor:
            return color(entry.facecolor);
        case cycle_edgecolor:
            return color(entry.edgecolor);
        case cycle_markerfacecolor:
            return color(entry.markerfacecolor);
        case cycle_markeredgecolor:
            return color(entry.markeredgecolor);
        case cycle_joinstyle:
            return word(entry.joinstyle, "miter|round|bevel", "'miter', 'round' or 'bevel'");
        case cycle_capstyle:
            return word(entry.capstyle, "butt|projecting|round", "'butt', 'projecting' or 'round'");
        case cycle_fillstyle:
            return word(entry.fillstyle, "full|left|right|bottom|top|none",
                        "'full', 'left', 'right', 'bottom', 'top' or 'none'");
        case cycle_linestyle:
            expected = "a line style";
            entry.linestyle = read_line_style(value);
            return entry.linestyle.has_value();
        case cycle_marker:
            expected = "a marker";
            entry.marker = read_marker(value);
            return entry.marker.has_value();
        case cycle_hatch:
            expected = R"(a hatch of the characters / \ | - + * . x o O)";
            if (!value.is_text() || value.text.find_first_not_of("/\\|-+*.xoO") != std::string::npos) return false;
            entry.hatch = value.text;
            return true;
        case cycle_dashes:
            expected = "a list of numbers";
            entry.dashes = read_numbers(value);
            return entry.dashes.has_value();
        case cycle_markevery: {
            expected = "a whole number, [start, step], or a list of whole numbers";
            CycleMarkEvery every;
            if (value.kind == Literal::Kind::none) {
                entry.markevery = every;
                return true;
            }
            if (value.kind == Literal::Kind::number) {
                every.kind = value.integer ? CycleMarkEvery::Kind::every : CycleMarkEvery::Kind::distance;
                every.step = value.number;
                entry.markevery = every;
                return true;
            }
            if (!value.is_list()) return false;
            bool integers = true;
            for (const Literal& item : value.items) {
                if (item.kind != Literal::Kind::number) return false;
                integers = integers && item.integer;
            }
            if (value.items.size() == 2) {
                every.kind = integers ? CycleMarkEvery::Kind::every : CycleMarkEvery::Kind::distance;
                every.start = value.items[0].number;
                every.step = value.items[1].number;
            } else {
                if (!integers) return false;
                every.kind = CycleMarkEvery::Kind::indices;
                for (const Literal& item : value.items) every.indices.push_back(static_cast<long>(item.number));
            }
            entry.markevery = every;
            return true;
        }
    }
    return false;
}

// The values of one property: a list, or text with commas, or (colours) a text of one-letter names.
std::vector<Literal> values_of(CycleKey key, const Literal& value) {
    std::vector<Literal> out;
    if (!value.is_text()) {
        for (const Literal& item : value.items)
            if (!item.is_text() || !item.text.empty()) out.push_back(item);
        return out;
    }
    bool fits = true;
    std::string_view rest = value.text;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view part = trimmed(rest.substr(0, comma));
        if (!part.empty()) {
            out.push_back(Literal::of_text(part));
            CycleEntry scratch;
            std::string_view expected;
            fits = fits && read_entry(key, out.back(), scratch, expected);
        }
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    constexpr CycleKeys color_keys =
        cycle_color | cycle_facecolor | cycle_edgecolor | cycle_markerfacecolor | cycle_markeredgecolor;
    if (fits || !(key & color_keys)) return out;
    out.clear();
    for (const char c : value.text)
        if (c != ' ') out.push_back(Literal::of_text(std::string_view(&c, 1)));
    return out;
}

void merge(CycleEntry& into, const CycleEntry& from) {
    const auto take = [](auto& a, const auto& b) {
        if (b) a = b;
    };
    take(into.color, from.color);
    take(into.linewidth, from.linewidth);
    take(into.linestyle, from.linestyle);
    take(into.facecolor, from.facecolor);
    take(into.edgecolor, from.edgecolor);
    take(into.joinstyle, from.joinstyle);
    take(into.capstyle, from.capstyle);
    take(into.fillstyle, from.fillstyle);
    take(into.markerfacecolor, from.markerfacecolor);
    take(into.markersize, from.markersize);
    take(into.markeredgewidth, from.markeredgewidth);
    take(into.markeredgecolor, from.markeredgecolor);
    take(into.markevery, from.markevery);
    take(into.alpha, from.alpha);
    take(into.marker, from.marker);
    take(into.hatch, from.hatch);
    take(into.dashes, from.dashes);
}

class CycleReader {
public:
    CycleReader(std::string_view text, std::string& message) : reader_(text), message_(message) {}

    std::optional<PropCycle> whole() {
        std::optional<PropCycle> out = sum(0);
        if (out && reader_.peek() != '\0') return fail("there is more after the end of the cycler");
        return out;
    }

    std::optional<PropCycle> property(std::string_view name, const Literal& values) {
        const CycleKeys key = cycle_key(name);
        if (key == 0) {
            std::vector<std::string_view> names;
            for (const KeyName& k : key_names) names.push_back(k.name);
            return fail("unknown property '" + std::string(name) + "' in a cycler" + did_you_mean(name, names));
        }
        if (!values.is_text() && !values.is_list())
            return fail("a cycler's '" + std::string(name) + "' wants a list of values");
        PropCycle out;
        out.keys = key;
        for (const Literal& v : values_of(static_cast<CycleKey>(key), values)) {
            std::string_view expected;
            if (!read_entry(static_cast<CycleKey>(key), v, out.entries.emplace_back(), expected))
                return fail("a cycler's '" + std::string(name_of(key)) + "' wants " + std::string(expected) + ", not " +
                            describe(v));
            if (out.entries.size() > max_entries) return fail("a cycler has too many entries");
        }
        if (out.entries.empty()) return fail("a cycler's '" + std::string(name) + "' has no values");
        return out;
    }

    std::optional<PropCycle> together(const PropCycle& a, const PropCycle& b) {
        if (a.keys & b.keys) return fail("two cyclers both give '" + std::string(name_of(a.keys & b.keys)) + "'");
        if (a.entries.size() != b.entries.size())
            return fail("cyclers that are added must be of one length, not " + std::to_string(a.entries.size()) +
                        " and " + std::to_string(b.entries.size()));
        PropCycle out = a;
        out.keys |= b.keys;
        for (std::size_t i = 0; i < out.entries.size(); ++i) merge(out.entries[i], b.entries[i]);
        return out;
    }

private:
    std::optional<PropCycle> fail(std::string message) {
        if (message_.empty()) message_ = std::move(message);
        return std::nullopt;
    }

    std::optional<PropCycle> sum(int depth) {
        std::optional<PropCycle> left = product(depth);
        while (left && reader_.eat('+')) {
            const std::optional<PropCycle> right = product(depth);
            left = right ? together(*left, *right) : std::nullopt;
        }
        return left;
    }

    std::optional<PropCycle> product(int depth) {
        std::optional<PropCycle> left = factor(depth);
        while (left && reader_.eat('*')) {
            if (reader_.peek() >= '0' && reader_.peek() <= '9') {
                const std::optional<Literal> times = reader_.literal();
                left = times && times->integer ? repeated(*left, times->number) : std::nullopt;
                if (!left) fail("a cycler is multiplied by a cycler or a whole number");
                continue;
            }
            const std::optional<PropCycle> right = factor(depth);
            left = right ? outer(*left, *right) : std::nullopt;
        }
        return left;
    }

    std::optional<PropCycle> repeated(const PropCycle& c, double times) {
        if (times < 1 || times * static_cast<double>(c.entries.size()) > static_cast<double>(max_entries))
            return fail("a cycler has too many entries or none");
        PropCycle out;
        out.keys = c.keys;
        for (int i = 0; i < static_cast<int>(times); ++i)
            out.entries.insert(out.entries.end(), c.entries.begin(), c.entries.end());
        return out;
    }

    std::optional<PropCycle> outer(const PropCycle& a, const PropCycle& b) {
        if (a.keys & b.keys) return fail("two cyclers both give '" + std::string(name_of(a.keys & b.keys)) + "'");
        if (a.entries.size() * b.entries.size() > max_entries) return fail("a cycler has too many entries");
        PropCycle out;
        out.keys = a.keys | b.keys;
        for (const CycleEntry& x : a.entries)
            for (const CycleEntry& y : b.entries) merge(out.entries.emplace_back(x), y);
        return out;
    }

    std::optional<PropCycle> factor(int depth) {
        if (depth > 16) return fail("brackets are nested too deep");
        if (reader_.eat('(')) {
            std::optional<PropCycle> inner = sum(depth + 1);
            if (inner && !reader_.eat(')')) return fail("a ')' is missing");
            return inner;
        }
        if (reader_.identifier() != "cycler" || !reader_.eat('(')) return fail("expected cycler(...)");
        std::optional<PropCycle> out = arguments(depth + 1);
        if (out && !reader_.eat(')')) return fail("a ')' is missing");
        return out;
    }

    // cycler('color', [...]), cycler(color=[...], lw=[...]) or cycler(cycler(...)).
    std::optional<PropCycle> arguments(int depth) {
        const char first = reader_.peek();
        if (first == '\'' || first == '"') {
            const std::optional<Literal> name = reader_.literal();
            if (!name) return fail(reader_.error());
            if (!reader_.eat(',')) return fail("a ',' is missing after '" + name->text + "'");
            const std::optional<Literal> values = reader_.literal();
            if (!values) return fail(reader_.error());
            reader_.eat(',');
            return property(name->text, *values);
        }
        const std::size_t start = reader_.position();
        if (first == '(' || (reader_.identifier() == "cycler" && reader_.peek() == '(')) {
            reader_.rewind(start);
            return sum(depth);
        }
        reader_.rewind(start);
        std::optional<PropCycle> out;
        do {
            if (out && reader_.peek() == ')') break;
            const std::string_view name = reader_.identifier();
            if (name.empty() || !reader_.eat('=')) return fail("expected a property and its values in cycler(...)");
            const std::optional<Literal> values = reader_.literal();
            if (!values) return fail(reader_.error());
            std::optional<PropCycle> one = property(name, *values);
            if (!one) return std::nullopt;
            out = out ? together(*out, *one) : std::move(one);
        } while (out && reader_.eat(','));
        return out;
    }

    LiteralReader reader_;
    std::string& message_;
};

}  // namespace

CycleKeys cycle_key(std::string_view name) {
    for (const KeyName& k : key_names)
        if (k.name == name || (!k.alias.empty() && k.alias == name)) return k.key;
    return 0;
}

CycleKeys cycle_keys(std::span<const std::string_view> names) {
    CycleKeys out = 0;
    for (const std::string_view name : names) out |= cycle_key(name);
    return out;
}

void CycleEntry::remove(CycleKeys keys) {
    const auto drop = [keys](CycleKey key, auto& value) {
        if (keys & key) value.reset();
    };
    drop(cycle_color, color);
    drop(cycle_linewidth, linewidth);
    drop(cycle_linestyle, linestyle);
    drop(cycle_facecolor, facecolor);
    drop(cycle_edgecolor, edgecolor);
    drop(cycle_joinstyle, joinstyle);
    drop(cycle_capstyle, capstyle);
    drop(cycle_fillstyle, fillstyle);
    drop(cycle_markerfacecolor, markerfacecolor);
    drop(cycle_markersize, markersize);
    drop(cycle_markeredgewidth, markeredgewidth);
    drop(cycle_markeredgecolor, markeredgecolor);
    drop(cycle_markevery, markevery);
    drop(cycle_alpha, alpha);
    drop(cycle_marker, marker);
    drop(cycle_hatch, hatch);
    drop(cycle_dashes, dashes);
}

std::vector<Rgba> PropCycle::colors() const {
    if (!(keys & cycle_color)) return {Rgba{0, 0, 0, 1}};
    std::vector<Rgba> out;
    out.reserve(entries.size());
    for (const CycleEntry& e : entries) out.push_back(*e.color);
    return out;
}

std::optional<PropCycle> read_prop_cycle(const Literal& value, std::string& message) {
    message.clear();
    if (value.is_text()) {
        CycleReader reader(value.text, message);
        return reader.whole();
    }
    if (value.kind != Literal::Kind::map || value.entries.empty()) {
        message = "expected cycler(...) or a mapping of properties to lists";
        return std::nullopt;
    }
    CycleReader reader("", message);
    std::optional<PropCycle> out;
    for (const auto& [name, values] : value.entries) {
        std::optional<PropCycle> one = reader.property(name, values);
        if (!one) return std::nullopt;
        out = out ? reader.together(*out, *one) : std::move(one);
        if (!out) return std::nullopt;
    }
    return out;
}

}  // namespace plotmill::style
