#include "expand/job.h"

#include <algorithm>

#include "data/scope.h"
#include "expand/matrix.h"
#include "expr/template.h"
#include "io/files.h"
#include "io/glob.h"
#include "spec/job_tables.h"

namespace plotmill::expand {

using spec::Value;

spec::ValuePtr merge(const spec::ValuePtr& under, const spec::ValuePtr& over) {
    if (!under || under->kind != Value::Kind::map || over->kind != Value::Kind::map) return over;
    auto out = std::make_shared<Value>(*over);
    for (const spec::Entry& e : under->entries) {
        const auto at = std::find_if(out->entries.begin(), out->entries.end(),
                                     [&](const spec::Entry& o) { return o.key == e.key; });
        if (at == out->entries.end())
            out->entries.push_back(e);
        else
            at->value = merge(e.value, at->value);
    }
    return out;
}

namespace {

// Keys that mean the axes' thing in a figure with one axes and the figure's own where it has a list of them. In
// `defaults`, before a list of axes: the legend is each axes', the facecolor the figure's, `data` tables or a default
// table.
bool goes_to_axes(const spec::Entry& e) {
    if (e.key == "legend") return true;
    if (e.key == "facecolor" || e.key == "data") return false;
    return !spec::figure_own_table.find(e.key) && spec::axes_table.find(e.key);
}

// Keys that no table has are faults of the tables that no layer asks for, too.
void check_tables(const Value* map, Diagnostics& out) {
    if (!map || map->kind != Value::Kind::map) return;
    for (const spec::Entry& e : map->entries) spec::check_keys(*e.value, spec::source_table, out);
}

constexpr std::size_t most_values = 8;  // of a combination, in a message
constexpr std::size_t most_bytes = 60;  // of each

void add_tables(const Value* map, const std::string& base, data::Catalog& out) {
    if (!map || map->kind != Value::Kind::map) return;
    for (const spec::Entry& e : map->entries) out.add(e.key, {e.value, base, e.key_span});
}

}  // namespace

// One entry of `figures` on its way to its figures.
struct JobBuilder::Making {
    spec::ValuePtr tree;
    spec::ValuePtr name;
    const Value* vars;
    std::shared_ptr<const data::Catalog> tables;
    Combinations& combinations;
    bool matrix;
    std::shared_ptr<const Siblings> siblings;
};

std::string set_text(const std::vector<Names::Entry>& set) {
    std::string out;
    for (const auto& [name, value] : set)
        out += "\n" + name + "=" + (value.is_scalar() ? expr::to_text(value.scalar()) : std::string("..."));
    return out;
}

JobBuilder::JobBuilder(std::string path, std::string base_directory, const JobOptions& options, Hooks hooks)
    : path_(std::move(path)), base_directory_(std::move(base_directory)), options_(options), hooks_(std::move(hooks)) {}

void JobBuilder::top_level(const spec::Entry& entry) { entries_.push_back(entry); }

bool JobBuilder::begin_figures(Diagnostics& out) {
    if (context_) return true;
    const std::size_t faults = out.error_count();
    auto map = std::make_shared<Value>();
    map->kind = Value::Kind::map;
    map->entries = entries_;
    if (!entries_.empty()) {
        map->span = entries_.front().key_span;
        map->span.length = 1;
    }

    auto context = std::make_shared<JobContext>();
    context->path = path_;
    context->base_directory = base_directory_;
    context->tree = map;
    context->files = {path_};
    context->root = options_.root.empty() ? path_ : options_.root;
    context->set = set_text(options_.set);
    std::shared_ptr<const Names> vars;

    // What included jobs bring stands under this file's own.
    const spec::Entry* include = map->find("include");
    if (include && include->value->kind == Value::Kind::list)
        for (const spec::ValuePtr& item : include->value->items) {
            if (item->kind != Value::Kind::string) continue;  // reported below
            auto other = hooks_.include(io::join_path(base_directory_, item->text), item->span, out);
            if (!other) continue;
            context->files.insert(context->files.end(), other->files.begin(), other->files.end());
            for (const std::string& name : other->tables.names()) context->tables.add(name, *other->tables.find(name));
            if (!other->vars) continue;
            // Two includes: the later one's names, its own includes' among them, stand over the earlier one's.
            if (vars)
                vars = std::make_shared<const Names>(vars, other->vars->all());
            else
                vars = other->vars;
        }

    const spec::Entry* own = map->find("vars");
    if (own) declare(own->value.get());
    vars = read_vars(own ? own->value.get() : nullptr, std::move(vars), options_.set, out);
    const data::EnvironmentScope scope(*vars);
    context->fields = spec::read_fields(map, spec::job_table, scope, out);
    context->vars = vars;
    if (const spec::Entry* d = map->find("data")) {
        if (d->value->kind != Value::Kind::map && d->value->kind != Value::Kind::null)
            out.error(d->value->span, "'data' is a mapping of names to tables");
        check_tables(d->value.get(), out);
        add_tables(d->value.get(), base_directory_, context->tables);
    }
    if (const spec::Entry* d = map->find("defaults"); d && d->value->kind != Value::Kind::null) {
        if (d->value->kind != Value::Kind::map)
            out.error(d->value->span, "'defaults' is a mapping, a figure that every figure starts from");
        for (const char* never : {"name", "matrix"})
            if (const spec::Entry* e = d->value->find(never))
                out.error(e->key_span, std::string("'") + never + "' has no default: each figure has its own");
        context->defaults = d->value;
        if (const spec::Entry* v = d->value->find("vars")) declare(v->value.get());
    }
    context_ = std::move(context);
    return out.error_count() == faults;
}

spec::ValuePtr JobBuilder::merged(const spec::ValuePtr& tree) const {
    if (!context_->defaults || tree->kind != Value::Kind::map) return tree;
    const spec::Entry* axes = tree->find("axes");
    if (!axes) axes = context_->defaults->find("axes");
    if (!axes || axes->value->kind != Value::Kind::list) return merge(context_->defaults, tree);
    // Axes keys of the defaults apply to every axes of the list.
    auto figure = std::make_shared<Value>(*context_->defaults), each = std::make_shared<Value>(*context_->defaults);
    std::erase_if(figure->entries, goes_to_axes);
    std::erase_if(each->entries, [](const spec::Entry& e) { return !goes_to_axes(e); });
    auto list = std::make_shared<Value>(*axes->value);
    for (spec::ValuePtr& a : list->items) a = merge(each, a);
    auto out = std::make_shared<Value>(*merge(figure, tree));
    for (spec::Entry& e : out->entries)
        if (e.key == "axes") e.value = list;
    return out;
}

bool JobBuilder::figure(const spec::ValuePtr& item, std::size_t, Diagnostics& out) {
    if (!context_ && !begin_figures(out)) return false;
    auto fail = [&](std::string name, Span span, Diagnostics& why) {
        ++count_;
        return hooks_.failed(std::move(name), span, why.take());
    };
    Diagnostics why;
    if (item->kind != Value::Kind::map) {
        why.error(item->span, "a figure is a mapping, found " + std::string(spec::kind_name(item->kind)));
        return fail("", item->span, why);
    }
    const spec::ValuePtr tree = merged(item);
    const spec::Entry* name = tree->find("name");
    if (!name || name->value->kind == Value::Kind::null || name->value->kind == Value::Kind::list ||
        name->value->kind == Value::Kind::map) {
        why.error(name ? name->value->span : item->span,
                  "a figure needs a 'name', the output file without its extension");
        return fail("", item->span, why);
    }
    const Span span = name->value->span;

    Combinations combinations = Combinations::single();
    const spec::Entry* own_vars = tree->find("vars");
    const spec::Value* vars_map = own_vars ? own_vars->value.get() : nullptr;
    const auto tables = std::make_shared<data::Catalog>(&context_->tables);
    if (const spec::Entry* d = tree->find("data")) add_tables(d->value.get(), base_directory_, *tables);
    if (const spec::Entry* matrix = tree->find("matrix")) {
        // The figure's own vars may need the matrix; what it needs of them is read without it first.
        Diagnostics unheard;
        const auto names = read_vars(vars_map, context_->vars, options_.set, unheard);
        const MatrixInput input{*names, base_directory_, hooks_.permit,
                                [&](const std::string& table, const std::string& column, Span at, Diagnostics& d) {
                                    std::vector<expr::Scalar> values;
                                    const ColumnPtr c = hooks_.column(*tables, table, column, *names, at, d);
                                    if (!c) return values;
                                    for (const auto& g : data::group_rows(*c).groups) values.push_back(g.value);
                                    return values;
                                }};
        combinations = expand_matrix(*matrix->value, input, why);
        if (why.has_errors()) return fail(name->value->text, span, why);
        if (!combinations.next()) why.warning(matrix->value->span, "the matrix has no combinations: no figure is made");
        combinations.rewind();
        for (const Diagnostic& d : why.take()) out.add(d);
    }

    declare(vars_map);
    Making making{tree, name->value, vars_map, tables, combinations, tree->find("matrix") != nullptr, nullptr};
    const spec::Entry* share = tree->find("share");
    if (share && share->value->kind != Value::Kind::null) {
        if (!making.matrix && item->find("share")) {
            why.error(share->key_span, "'share' holds over the figures of a matrix: this figure has no 'matrix'");
            return fail(name->value->text, span, why);
        }
        if (making.matrix) making.siblings = siblings(making, why);
        if (why.has_errors()) return fail(name->value->text, span, why);
    }
    while (const Combination* c = combinations.next()) {
        Diagnostics faults;
        FigureSpec spec = make(making, *c, faults);
        if (faults.has_errors()) {
            std::vector<Diagnostic> list = faults.take();
            for (Diagnostic& d : list) add_combination(spec, d);
            ++count_;
            if (!hooks_.failed(spec.name.empty() ? name->value->text : spec.name, span, std::move(list))) return false;
            continue;
        }
        for (Diagnostic& d : faults.take()) out.add(std::move(d));
        if (!options_.only.empty() &&
            std::none_of(options_.only.begin(), options_.only.end(),
                         [&](const std::string& p) { return io::wildcard_match(p, spec.name); }))
            continue;
        spec.index = count_++;
        spec.siblings = making.siblings;
        if (!hooks_.figure(std::move(spec))) return false;
    }
    return true;
}

FigureSpec JobBuilder::make(const Making& m, const Combination& c, Diagnostics& faults) const {
    const bool own = !c.values.empty();
    const auto with_values = [&](std::shared_ptr<const Names> under) {
        std::vector<Names::Entry> entries;
        entries.reserve(c.values.size());
        for (const auto& [key, value] : c.values) entries.emplace_back(key, expr::Operand(value));
        return std::make_shared<const Names>(std::move(under), std::move(entries));
    };
    std::shared_ptr<const Names> names = own ? with_values(context_->vars) : context_->vars;
    if (m.vars) {
        // Matrix parameters win over vars of the same name.
        std::vector<Names::Entry> fixed = options_.set;
        std::erase_if(fixed, [&](const Names::Entry& f) { return c.find(f.first) != nullptr; });
        names = read_vars(m.vars, names, fixed, faults);
        if (own) names = with_values(std::move(names));
    }
    FigureSpec spec;
    spec.span = m.name->span;
    spec.in_matrix = m.matrix && own;
    auto text = expr::has_template(m.name->text)
                    ? expr::substitute(m.name->text, *names, spec.span, expr::ValueRule::path_part)
                    : Result<std::string>(m.name->text);
    if (auto filled = text.or_report(faults)) spec.name = *filled;
    if (!faults.has_errors())
        if (const std::string why_not = io::output_name_fault(spec.name); !why_not.empty())
            faults.error(spec.span, "the name '" + spec.name + "' " + why_not);
    spec.tree = m.tree;
    spec.job = context_;
    spec.names = std::move(names);
    spec.tables = m.tables;
    return spec;
}

// Figures that cannot be made have no part in what the others share.
std::shared_ptr<const Siblings> JobBuilder::siblings(const Making& m, Diagnostics& faults) const {
    if (const std::size_t count = m.combinations.count(); count > max_siblings) {
        faults.error(m.tree->find("share")->key_span, "the matrix has " + std::to_string(count) +
                                                          " combinations: at most " + std::to_string(max_siblings) +
                                                          " can share what 'share' names");
        return nullptr;
    }
    auto out = std::make_shared<Siblings>();
    while (const Combination* c = m.combinations.next()) {
        Diagnostics unheard;
        FigureSpec spec = make(m, *c, unheard);
        if (!unheard.has_errors()) out->figures.push_back(std::move(spec));
    }
    m.combinations.rewind();
    return out;
}

void JobBuilder::declare(const Value* vars) const {
    if (!hooks_.declared || !vars || vars->kind != Value::Kind::map) return;
    for (const spec::Entry& e : vars->entries) hooks_.declared(e.key);
}

std::string combination_text(const FigureSpec& figure) {
    if (!figure.in_matrix) return {};
    const std::vector<Names::Entry>& values = figure.names->own();
    std::string out;
    for (std::size_t i = 0; i < values.size() && i < most_values; ++i) {
        std::string text = expr::to_text(values[i].second.scalar());
        if (text.size() > most_bytes) {
            std::size_t n = most_bytes;
            while (n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
            text = text.substr(0, n) + "...";
        }
        out += (i ? ", " : "") + values[i].first + ": " + text;
    }
    return values.size() > most_values ? out + ", ..." : out;
}

void add_combination(const FigureSpec& figure, Diagnostic& fault) {
    if (!figure.in_matrix) return;
    const std::string name = figure.name.empty() ? "" : " '" + figure.name + "'";
    fault.notes.emplace_back(Span{}, "in figure" + name + " (" + combination_text(figure) + ")");
}

// Tables or variables for who includes the file, which needs no figures then.
bool JobBuilder::shares() const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [](const spec::Entry& e) { return e.key == "data" || e.key == "vars"; });
}

void JobBuilder::finish(bool has_figures, Span whole, Diagnostics& out) {
    if (!context_) begin_figures(out);
    if (has_figures) return;
    const auto figures =
        std::find_if(entries_.begin(), entries_.end(), [](const spec::Entry& e) { return e.key == "figures"; });
    if (figures != entries_.end())
        out.error(figures->value->span,
                  "expected a list for 'figures', found " + std::string(spec::kind_name(figures->value->kind)));
    else if (!context_ || !(context_->fields.has("include") || (context_->root != path_ && shares())))
        out.error(whole, "the job has no 'figures'");
}

spec::Fields read_figure(const FigureSpec& figure, Diagnostics& out) {
    const data::EnvironmentScope scope(*figure.names);
    spec::Fields fields = spec::read_fields(figure.tree, spec::figure_table, scope, out);
    if (const spec::Entry* d = figure.tree->find("data")) check_tables(d->value.get(), out);
    return fields;
}

}  // namespace plotmill::expand
