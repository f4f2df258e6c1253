#include "expand/matrix.h"

#include <algorithm>
#include <cmath>

#include "data/scope.h"
#include "io/files.h"
#include "io/glob.h"
#include "spec/data_tables.h"
#include "spec/reader.h"

namespace plotmill::expand {

const expr::Scalar* Combination::find(std::string_view name) const {
    for (const auto& [key, value] : values)
        if (key == name) return &value;
    return nullptr;
}

void Combination::set(const std::string& name, const expr::Scalar& value) {
    for (auto& [key, old] : values)
        if (key == name) {
            old = value;
            return;
        }
    values.emplace_back(name, value);
}

namespace {

using spec::Value;

bool equal(const expr::Scalar& a, const expr::Scalar& b) {
    if (a.type == ColumnType::text || b.type == ColumnType::text) return a.type == b.type && a.text == b.text;
    return a.number == b.number;
}

using Axis = Combinations::Axis;

class Matrix {
public:
    Matrix(const Value& map, const MatrixInput& input, Diagnostics& out) : map_(map), input_(input), out_(out) {}

    Combinations run() {
        const std::size_t faults = out_.error_count();
        std::vector<Axis> axes;
        std::vector<Combination> include, exclude;
        for (const spec::Entry& e : map_.entries) {
            if (e.key == "include")
                include = records(e);
            else if (e.key == "exclude")
                exclude = records(e);
            else
                axes.push_back({e.key, values(e)});
        }
        if (out_.error_count() > faults) return {};
        double count = 1;
        for (const Axis& a : axes) count *= static_cast<double>(a.values.size());
        if (count > static_cast<double>(max_combinations)) {
            out_.error(map_.span, "the matrix has " + std::to_string(static_cast<long long>(count)) +
                                      " combinations: at most " + std::to_string(max_combinations) + " are made");
            return {};
        }
        for (const Combination& e : exclude)
            for (const auto& [key, value] : e.values)
                if (std::none_of(axes.begin(), axes.end(), [&, k = &key](const Axis& a) { return a.name == *k; })) {
                    out_.error(map_.find("exclude")->value->span,
                               "'exclude' names '" + key + "', which is no key of the matrix");
                    return {};
                }
        if (map_.entries.empty()) return Combinations::single();
        return {std::move(axes), std::move(include), std::move(exclude)};
    }

private:
    std::vector<Combination> records(const spec::Entry& e) {
        std::vector<Combination> out;
        if (e.value->kind != Value::Kind::list) {
            out_.error(e.value->span, "'" + e.key + "' is a list of mappings");
            return out;
        }
        for (const spec::ValuePtr& item : e.value->items) {
            if (item->kind != Value::Kind::map) {
                out_.error(item->span, "each item of '" + e.key + "' is a mapping of names to values");
                continue;
            }
            Combination c;
            for (const spec::Entry& v : item->entries) {
                // Left out, a missing value would match everything.
                if (v.value->kind == Value::Kind::null)
                    out_.error(v.value->span, "'" + v.key + "' in '" + e.key + "' has no value");
                else if (auto s = read_scalar(*v.value, input_.names, out_))
                    c.values.emplace_back(v.key, *s);
            }
            if (c.values.empty() && item->entries.empty())
                out_.error(item->span, "this item of '" + e.key + "' names nothing");
            out.push_back(std::move(c));
        }
        return out;
    }

    std::vector<expr::Scalar> values(const spec::Entry& e) {
        if (e.value->kind == Value::Kind::list) {
            std::vector<expr::Scalar> out;
            for (const spec::ValuePtr& item : e.value->items)
                if (auto s = read_scalar(*item, input_.names, out_);
                    s && !(s->type != ColumnType::text && std::isnan(s->number)))
                    out.push_back(*s);
            return out;
        }
        if (e.value->kind != Value::Kind::map) {
            out_.error(e.value->span,
                       "a matrix value is a list, {range: [...]}, {glob: ...} or {unique: {data, column}}");
            return {};
        }
        const data::EnvironmentScope scope(input_.names);
        const spec::Fields f = spec::read_fields(e.value, spec::matrix_value_table, scope, out_);
        if (const auto* r = f.get("range")) return range(*r);
        if (const auto* g = f.get("glob")) {
            if (!may_list(*g)) return {};
            auto files = io::glob(g->text(), input_.base_directory).or_report(out_);
            std::vector<expr::Scalar> out;
            for (std::string& file : files ? *files : std::vector<std::string>{}) {
                if (!may_look(file, g->span)) return {};
                out.push_back(expr::Scalar::of_text(std::move(file)));
            }
            if (files && out.empty()) out_.warning(g->span, "no file matches '" + g->text() + "'");
            return out;
        }
        if (const auto* u = f.get("unique"); u && u->as == spec::object)
            return input_.unique(u->object().text("data", ""), u->object().text("column", ""), u->span, out_);
        return {};
    }

    bool may_look(const std::string& path, Span span) {
        if (!input_.permit) return true;
        const std::string refusal = input_.permit(io::join_path(input_.base_directory, path));
        if (!refusal.empty()) out_.error(span, "'" + path + "' " + refusal);
        return refusal.empty();
    }

    // Whether the directory where the pattern begins may be listed; what matches further down is asked for one by one.
    bool may_list(const spec::FieldValue& pattern) {
        const std::string& text = pattern.text();
        std::string directory;
        bool wild = false;
        for (std::size_t begin = 0; begin <= text.size();) {
            const std::size_t end = std::min(text.find('/', begin), text.size());
            const std::string part = text.substr(begin, end - begin);
            wild = wild || io::has_wildcards(part);
            if (!wild && end < text.size()) directory = end == 0 ? "/" : text.substr(0, end);
            if (wild && part == ".." && input_.permit) {
                out_.error(pattern.span, "'..' behind a wildcard may leave the directories that jobs may read");
                return false;
            }
            begin = end + 1;
        }
        return may_look(directory.empty() ? "." : directory, pattern.span);
    }

    std::vector<expr::Scalar> range(const spec::FieldValue& r) {
        const auto& l = r.list();
        const double start = l.size() > 1 ? l[0].number() : 0, stop = l.size() > 1 ? l[1].number() : l[0].number();
        const double step = l.size() > 2 ? l[2].number() : 1;
        const bool integers = std::all_of(
            l.begin(), l.end(), [](const spec::FieldValue& v) { return v.number() == std::floor(v.number()); });
        if (step == 0 || !std::isfinite(start) || !std::isfinite(stop) || !std::isfinite(step)) {
            out_.error(r.span, "a range needs finite numbers and a step that is not 0");
            return {};
        }
        const double n = std::ceil((stop - start) / step);
        if (n > static_cast<double>(max_combinations)) {
            out_.error(r.span, "the range has more than " + std::to_string(max_combinations) + " values");
            return {};
        }
        std::vector<expr::Scalar> out;
        out.reserve(static_cast<std::size_t>(std::max(n, 0.0)));
        for (double i = 0; i < n; ++i) out.push_back(expr::Scalar::of_number(start + i * step, integers));
        return out;
    }

    const Value& map_;
    const MatrixInput& input_;
    Diagnostics& out_;
};

}  // namespace

Combinations::Combinations(std::vector<Axis> axes, std::vector<Combination> include, std::vector<Combination> exclude)
    : axes_(std::move(axes)),
      include_(std::move(include)),
      exclude_(std::move(exclude)),
      hit_(include_.size(), false) {}

Combinations Combinations::single() { return {{}, {Combination{}}, {}}; }

void Combinations::rewind() {
    stage_ = Stage::begin;
    hit_.assign(include_.size(), false);
    extra_ = 0;
}

std::size_t Combinations::count() {
    std::size_t n = 0;
    for (rewind(); next();) ++n;
    rewind();
    return n;
}

bool Combinations::advance() {
    if (stage_ == Stage::begin) {
        if (axes_.empty() || std::ranges::any_of(axes_, [](const Axis& a) { return a.values.empty(); })) return false;
        stage_ = Stage::product;
        at_.assign(axes_.size(), 0);
        current_.values.clear();
        for (const Axis& a : axes_) current_.values.emplace_back(a.name, a.values.front());
        return true;
    }
    for (std::size_t i = axes_.size(); i-- > 0;) {
        const bool more = ++at_[i] < axes_[i].values.size();
        if (!more) at_[i] = 0;
        current_.values[i].second = axes_[i].values[at_[i]];
        if (more) return true;
    }
    return false;
}

bool Combinations::excluded() const {
    return std::ranges::any_of(exclude_, [&](const Combination& e) {
        return std::ranges::all_of(e.values,
                                   [&](const auto& pair) { return equal(*current_.find(pair.first), pair.second); });
    });
}

const Combination* Combinations::widened() {
    if (include_.empty()) return &current_;
    wide_ = current_;
    for (std::size_t i = 0; i < include_.size(); ++i) {
        const bool fits = std::ranges::all_of(include_[i].values, [&](const auto& pair) {
            const expr::Scalar* had = current_.find(pair.first);
            return !had || equal(*had, pair.second);
        });
        if (!fits) continue;
        hit_[i] = true;
        for (const auto& [key, value] : include_[i].values) wide_.set(key, value);
    }
    return &wide_;
}

const Combination* Combinations::next() {
    while (stage_ != Stage::extras) {
        if (!advance())
            stage_ = Stage::extras;
        else if (!excluded())
            return widened();
    }
    while (extra_ < include_.size())
        if (!hit_[extra_++]) return &include_[extra_ - 1];
    return nullptr;
}

Combinations expand_matrix(const spec::Value& matrix, const MatrixInput& input, Diagnostics& out) {
    if (matrix.kind == Value::Kind::null) return Combinations::single();
    if (matrix.kind != Value::Kind::map) {
        out.error(matrix.span, "'matrix' is a mapping of names to lists of values");
        return {};
    }
    return Matrix(matrix, input, out).run();
}

}  // namespace plotmill::expand
