#include "record/fingerprint.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "data/table_key.h"
#include "expr/template.h"
#include "io/files.h"
#include "io/glob.h"
#include "record/words.h"

namespace plotmill::record {

namespace {

using spec::Value;

// Keys of a figure that leave its image as it is, or that count in another way.
bool counts_in_figure(const spec::Entry& e) {
    if (e.key == "data") return e.value->kind != Value::Kind::map;  // tables: by those that are used
    return e.key != "name" && e.key != "matrix" && e.key != "vars" && e.key != "formats" && e.key != "timeout";
}

bool counts_in_job(const spec::Entry& e) {
    for (const char* other :
         {"version", "output", "formats", "vars", "data", "defaults", "include", "figures", "timeout"})
        if (e.key == other) return false;
    return true;
}

constexpr std::size_t most_kept = 1000;       // tables and columns, so that jobs of any length cost no memory
constexpr std::size_t large_column = 64;      // values
constexpr std::size_t most_in_values = 1000;  // names that the values of names spell

std::uint32_t brief(const Digest& d) { return static_cast<std::uint32_t>(d.low); }

bool is_computed(const expr::Operand& v) {
    return v.is_scalar() && v.scalar().type == ColumnType::text && v.scalar().text.starts_with('=');
}

// Keys of tables whose value may be a pattern over many files.
bool takes_pattern(std::string_view key) {
    return key == "google_benchmark" || key == "hyperfine" || key == "pytest_benchmark" || key == "criterion";
}

// A file that comes or goes there is another table.
struct Pattern {
    std::string text, base;
};

void find_patterns(const Value& description, const std::string& base, std::vector<Pattern>& out) {
    if (description.kind != Value::Kind::map) return;
    for (const spec::Entry& e : description.entries)
        if (takes_pattern(e.key) && e.value->kind == Value::Kind::string) out.push_back({e.value->text, base});
}

std::string in_quotes(std::string_view name) { return "'" + std::string(name) + "'"; }

// Tables whose content is in no file, so that nobody knows whether it changed.
bool is_remote(const Value& description) {
    return description.kind == Value::Kind::map && description.find("postgres");
}

}  // namespace

std::string absolute_path(const std::string& path) {
    std::error_code error;
    const auto absolute = std::filesystem::absolute(path.empty() ? "." : path, error);
    std::string out = (error ? std::filesystem::path(path) : absolute).lexically_normal().string();
    while (out.size() > 1 && out.back() == '/') out.pop_back();
    return out;
}

std::string seen_from(const std::string& home, const std::string& path) {
    const std::string relative = std::filesystem::path(absolute_path(path)).lexically_relative(home).string();
    return relative.empty() ? absolute_path(path) : relative;
}

struct Fingerprints::TableWords {
    Digest digest;
    Words words;
    std::vector<Pattern> patterns;
    bool remote = false;
    spec::ValuePtr description;  // kept, so that no other takes its address
};

struct Fingerprints::Entry {
    // What it was made for; held, so that the pointers stay theirs.
    spec::ValuePtr tree;
    std::shared_ptr<const data::Catalog> catalog;
    std::shared_ptr<const render::Job> job;
    std::shared_ptr<const expand::JobContext> context;

    std::shared_ptr<const Plan> plan;
    Words words;
    std::set<std::string> tables;  // those of the plan
    std::vector<Pattern> patterns;
    mutable std::map<std::string, std::shared_ptr<const FileList>> listings;  // by pattern, filled in
    std::string passing;
};

Fingerprints::Fingerprints(std::string home, SiblingsDigest siblings)
    : home_(std::move(home)), siblings_digest_(std::move(siblings)) {}
Fingerprints::~Fingerprints() = default;

const Fingerprints::TableWords& Fingerprints::table(const data::Catalog& catalog, const std::string& name) {
    const data::TableEntry& e = *catalog.find(name);
    if (tables_.size() > most_kept) tables_.clear();
    std::unique_ptr<const TableWords>& at = tables_[{e.description.get(), name}];
    if (!at) {
        auto made = std::make_unique<TableWords>();
        DigestText text;
        text.add(name).add(seen_from(home_, e.base));
        read_tree(*e.description, {}, text, made->words);
        made->digest = text.take();
        find_patterns(*e.description, e.base, made->patterns);
        made->remote = is_remote(*e.description);
        made->description = e.description;
        at = std::move(made);
    }
    return *at;
}

namespace {

// Adds the tables that `words` name, and the tables that those name, with their words.
template <class Table>
void close_over_tables(const std::vector<std::string>& names, Words& words, std::set<std::string>& tables,
                       Table&& table) {
    for (bool grew = true; grew;) {
        grew = false;
        for (const std::string& name : names) {
            if (tables.contains(name)) continue;
            // A name with blanks or signs stands in quotes somewhere; who knows.
            bool plain = true;
            for (const char c : name)
                plain = plain && (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80));
            if (plain && !words.lower.contains(lower_case(name))) continue;
            tables.insert(name);
            const Words& more = table(name);
            words.all.insert(more.all.begin(), more.all.end());
            words.lower.insert(more.lower.begin(), more.lower.end());
            words.settings.insert(more.settings.begin(), more.settings.end());
            words.table_texts.insert(words.table_texts.end(), more.table_texts.begin(), more.table_texts.end());
            words.any_name = words.any_name || more.any_name;
            words.may_compute = words.may_compute || more.may_compute;
            grew = true;
        }
    }
}

}  // namespace

Fingerprints::Entry& Fingerprints::entry(const expand::FigureSpec& f, const render::Job& job) {
    if (last_ && last_->tree == f.tree && last_->catalog == f.tables && last_->job.get() == &job) return *last_;
    auto e = std::make_unique<Entry>();
    e->tree = f.tree;
    e->catalog = f.tables;
    e->context = f.job;
    auto plan = std::make_shared<Plan>();
    DigestText id;
    const auto part = [&](const std::string& label, const Digest& d) {
        id.add(label).add(d);
        plan->parts.push_back({label, brief(d)});
    };
    const auto tree_part = [&](const std::string& label, const Value& tree, std::string_view key) {
        DigestText text;
        read_tree(tree, key, text, e->words);
        part(label, text.take());
    };

    part("plotmill itself", digest(program_text()));
    part("the job's directory", digest(seen_from(home_, f.job->base_directory)));
    if (f.job->tree)
        for (const spec::Entry& k : f.job->tree->entries)
            if (counts_in_job(k)) tree_part(in_quotes(k.key) + " of the job", *k.value, k.key);
    for (const io::InputFile& file : job.files) part("file " + in_quotes(file.path), file.content);
    if (f.tree->kind == Value::Kind::map)
        for (const spec::Entry& k : f.tree->entries)
            if (counts_in_figure(k)) tree_part(in_quotes(k.key), *k.value, k.key);

    close_over_tables(f.tables->names(), e->words, e->tables, [&](const std::string& name) -> const Words& {
        const TableWords& t = table(*f.tables, name);
        part("table " + in_quotes(name), t.digest);
        e->patterns.insert(e->patterns.end(), t.patterns.begin(), t.patterns.end());
        if (t.remote) e->passing = "table " + in_quotes(name) + " is not in a file";
        return t.words;
    });
    for (const std::string& name : e->words.settings) {
        const char* value = std::getenv(name.c_str());
        part("environment variable " + in_quotes(name), value ? digest(value) : Digest{});
    }
    plan->id = id.take();
    e->plan = std::move(plan);
    last_ = std::move(e);
    return *last_;
}

// Columns are shared by figures, and may be long.
Digest Fingerprints::operand(const expr::Operand& v) {
    const auto fresh = [&] {
        std::string bytes;
        data::append_key(bytes, v);
        return digest(bytes);
    };
    if (v.is_scalar() || v.column()->size() < large_column) return fresh();
    if (columns_.size() > most_kept) columns_.clear();
    const auto [at, is_new] = columns_.try_emplace(v.column());
    if (is_new) at->second = fresh();
    return at->second;
}

// What is the figure's own: the values of the names that its words spell, and the tables that they name.
Digest Fingerprints::own(const Entry& entry, const expand::FigureSpec& f, Fingerprint* out) {
    DigestText text;
    text.add(entry.plan->id);
    std::vector<std::string_view> spelled;  // by values: names in names
    bool every = false;
    const auto part = [&](std::string label, const Digest& d) {
        text.add(label).add(d);
        if (out) out->values.push_back({std::move(label), brief(d)});
    };
    const auto value = [&](const std::string& name, const expr::Operand& v) {
        part("variable " + in_quotes(name), operand(v));
        if (is_computed(v) && entry.words.may_compute) every = true;
        if (v.is_scalar() && v.scalar().type == ColumnType::text)
            for_each_word(v.scalar().text, [&](std::string_view word) { spelled.push_back(word); });
    };

    // By name, whatever the order in which they were set; the innermost one counts, and the last one of a level.
    std::map<std::string_view, const expr::Operand*> meant;
    for (const expand::Names* level = f.names.get(); level; level = level->outer())
        for (auto at = level->own().rbegin(); at != level->own().rend(); ++at)
            if (entry.words.spells(at->first)) meant.try_emplace(at->first, &at->second);
    for (const auto& [name, v] : meant) value(std::string(name), *v);
    for (std::size_t i = 0; i < spelled.size() && i < most_in_values && !every; ++i)
        if (const auto v = f.names->lookup(spelled[i], true))
            if (!entry.words.spells(spelled[i])) part("variable " + in_quotes(spelled[i]), operand(*v));
    if (every)
        for (const auto& [name, v] : f.names->all())
            if (!entry.words.spells(name)) part("variable " + in_quotes(name), operand(v));

    std::vector<Pattern> patterns = entry.patterns;
    for (const std::string& t : entry.words.table_texts) {
        const auto filled = expr::substitute(t, *f.names, {});
        if (!filled) continue;  // the figure fails, and says why
        Words words;
        for_each_word(*filled, [&](std::string_view w) { words.lower.insert(lower_case(w)); });
        words.lower.insert(lower_case(*filled));
        std::set<std::string> tables = entry.tables;
        bool named = false;
        close_over_tables(f.tables->names(), words, tables, [&](const std::string& name) -> const Words& {
            const TableWords& more = table(*f.tables, name);
            part("table " + in_quotes(name), more.digest);
            if (more.remote && out) out->passing = "table " + in_quotes(name) + " is not in a file";
            named = true;
            patterns.insert(patterns.end(), more.patterns.begin(), more.patterns.end());
            return more.words;
        });
        if (!named) continue;
        // Its description's own words count too.
        for (const auto& [name, v] : f.names->all())
            if (words.spells(name) && !entry.words.spells(name)) value(name, v);
        for (const std::string& name : words.settings) {
            const char* setting = std::getenv(name.c_str());
            part("environment variable " + in_quotes(name), setting ? digest(setting) : Digest{});
        }
    }
    for (const Pattern& p : patterns) {
        const auto filled = expr::substitute(p.text, *f.names, {});
        if (!filled || !io::has_wildcards(*filled)) continue;
        const auto [at, is_new] = entry.listings.try_emplace(io::join_path(p.base, *filled));
        if (is_new) {
            auto list = std::make_shared<FileList>();
            list->label = "the list of files that match " + in_quotes(*filled);
            DigestText names;
            if (const auto files = io::glob(*filled, p.base))
                for (const std::string& name : *files) {
                    names.add(name);
                    list->files.push_back(io::join_path(p.base, name));
                }
            list->digest = names.take();
            at->second = std::move(list);
        }
        part(at->second->label, at->second->digest);
        if (out) out->lists.push_back(at->second);
    }
    return text.take();
}

Digest Fingerprints::shared(const std::shared_ptr<const expand::Siblings>& siblings, const render::Job& job) {
    if (siblings_ == siblings) return siblings_known_;
    const auto work_out = [&] {
        DigestText text;
        for (const expand::FigureSpec& s : siblings->figures) text.add(own(entry(s, job), s, nullptr));
        return text.take();
    };
    siblings_known_ = siblings_digest_ ? siblings_digest_(siblings, work_out) : work_out();
    siblings_ = siblings;
    return siblings_known_;
}

Fingerprint Fingerprints::of(const render::ReadyFigure& figure) {
    const expand::FigureSpec& f = figure.spec;
    Fingerprint out;
    Entry& e = entry(f, *figure.job);
    if (!e.job) e.job = figure.job;
    out.plan = e.plan;
    out.passing = e.passing;
    DigestText text;
    text.add(own(e, f, &out)).add(f.name);
    if (f.siblings) {
        const Digest d = shared(f.siblings, *figure.job);
        text.add(d);
        out.values.push_back({"another figure of its matrix, with which it shares " + in_quotes("share"), brief(d)});
    }
    out.key = text.take();
    return out;
}

}  // namespace plotmill::record
