#include "data/store.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "base/secrets.h"
#include "base/suggest.h"
#include "base/watch.h"
#include "data/description.h"
#include "data/file_log.h"
#include "data/meshgrid.h"
#include "data/scope.h"
#include "data/shelf.h"
#include "data/sources/compression.h"
#include "data/sources/image.h"
#include "data/sources/json.h"
#include "data/sources/npy.h"
#include "data/sources/other_format.h"
#include "data/sources/postgres.h"
#include "data/sources/sqlite.h"
#include "data/sources/tools.h"
#include "data/steps.h"
#include "data/table_key.h"
#include "io/files.h"
#include "io/glob.h"
#include "io/mapped_file.h"

namespace plotmill::data {
namespace {

// Templates are filled in already; filling them in twice would undo "$${{".
class FilledScope final : public spec::Scope {
public:
    explicit FilledScope(const expr::Environment& environment) : environment_(environment) {}
    Result<std::string> substitute(std::string_view text, Span) const override { return std::string(text); }
    Result<double> number(std::string_view expression, Span span) const override {
        return expr::evaluate_number(expression, environment_, span);
    }

private:
    const expr::Environment& environment_;
};

// The part of a description that says what is read from where.
bool belongs_to_source(std::string_view key) {
    return key != "columns" && key != "meshgrid" && key != "filter" && key != "sort" && key != "select" &&
           key != "rename";
}

std::size_t bytes_of(const Column& c) {
    std::size_t n = sizeof c + c.missing.size() / 8;
    if (!c.numbers.is_view()) n += c.numbers.size() * sizeof(double);
    for (const std::string& t : c.texts) n += sizeof t + (t.size() > 15 ? t.size() : 0);
    return n;
}
std::size_t bytes_of(const Columns& columns) {
    std::size_t n = 0;
    for (const NamedColumn& c : columns) n += sizeof c + c.name.size() + bytes_of(*c.column);
    return n;
}
bool is_intact(const Columns& columns) {
    return std::all_of(columns.begin(), columns.end(), [](const NamedColumn& c) { return c.column->numbers.intact(); });
}

}  // namespace

void Catalog::add(std::string name, TableEntry entry) {
    for (auto& [n, e] : entries_)
        if (n == name) {
            e = std::move(entry);
            return;
        }
    entries_.emplace_back(std::move(name), std::move(entry));
}

const TableEntry* Catalog::find(std::string_view name) const {
    for (const auto& [n, e] : entries_)
        if (n == name) return &e;
    return outer_ ? outer_->find(name) : nullptr;
}

bool Catalog::is_own(std::string_view name) const {
    return outer_ && std::any_of(entries_.begin(), entries_.end(), [&](const auto& e) { return e.first == name; });
}

std::vector<std::string> Catalog::names() const {
    std::vector<std::string> all;
    for (const auto& [n, e] : entries_) all.push_back(n);
    if (outer_)
        for (std::string& n : outer_->names())
            if (std::find(all.begin(), all.end(), n) == all.end()) all.push_back(std::move(n));
    return all;
}

struct TableStore::State {
    explicit State(const Limits& limits) : raw(limits.kept), tables(limits.kept) {}

    Shelf<Columns> raw;   // files as read
    Shelf<Table> tables;  // after the steps
    mutable std::mutex mutex;
    std::deque<Source> sources;  // of data files, for places in errors; never moved
    std::unordered_map<std::string, const Source*> source_of;
    std::size_t files_read = 0;
    FileLog log;

    const Source* source(const std::string& path) {
        const std::lock_guard lock(mutex);
        const Source*& s = source_of[path];
        if (!s) s = &sources.emplace_back(Source{path, {}});
        return s;
    }
};

// One asker's loading: the tables that it is in the middle of, so that queries over themselves are found.
class TableStore::Loader {
public:
    Loader(TableStore& store, const Catalog& catalog, const expr::Environment& scope)
        : store_(store), state_(*store.state_), catalog_(catalog), scope_(scope) {}

    TablePtr load(const std::string& name, const TableEntry& entry, Span asked, Diagnostics& out) {
        if (std::find(loading_.begin(), loading_.end(), name) != loading_.end()) {
            out.error(asked, "table '" + name + "' is a query over itself");
            return nullptr;
        }
        if (loading_.size() >= store_.limits_.query_depth) {
            out.error(asked, "queries over queries are nested too deeply");
            return nullptr;
        }
        const std::size_t before = out.error_count();
        const spec::ValuePtr filled = fill_in(entry, out);
        if (out.error_count() != before) return nullptr;
        std::vector<std::string> seen;
        std::string key = name_key(name, entry, *filled, seen);
        append_key(key, *filled, scope_);
        loading_.push_back(name);
        TablePtr table = state_.tables.get(
            key, group_of(name, entry), entry.description->span.source, loading_.size() > 1, out,
            [&](Diagnostics& o) { return read(name, entry, filled, o); },
            [](const Table& t) { return bytes_of(t.columns()); }, [](const Table& t) { return t.intact(); });
        loading_.pop_back();
        return table;
    }

private:
    // The job's tables each, the figures' own together.
    ShelfGroup group_of(const std::string& name, const TableEntry& entry) const {
        return catalog_.is_own(name) ? nullptr : entry.description.get();
    }

    spec::ValuePtr fill_in(const TableEntry& entry, Diagnostics& out) const {
        return spec::substitute_tree(entry.description, EnvironmentScope(scope_), out);
    }

    // SQL does not tell upper case from lower. "" where there is no such table.
    std::string find_ignoring_case(std::string_view name) const {
        if (catalog_.find(name)) return std::string(name);
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        for (const std::string& n : catalog_.names())
            if (std::equal(n.begin(), n.end(), name.begin(), name.end(),
                           [&](char a, char b) { return lower(a) == lower(b); }))
                return n;
        return {};
    }

    // What the steps do not show: the name, the directory, and whatever a query may read.
    std::string name_key(const std::string& name, const TableEntry& entry, const spec::Value& filled,
                         std::vector<std::string>& seen) const {
        std::string key;
        append_key(key, name);
        append_key(key, entry.base);
        const spec::Entry* sql = filled.find("query");
        if (!sql || sql->value->kind != spec::Value::Kind::string) return key;
        for (const std::string& parameter : sql_parameters(sql->value->text)) append_name(key, parameter, scope_);
        if (filled.find("sqlite")) return key;
        for (const std::string& word : sql_identifiers(sql->value->text)) {
            const std::string other_name = find_ignoring_case(word);
            if (other_name.empty() || std::find(seen.begin(), seen.end(), other_name) != seen.end()) continue;
            seen.push_back(other_name);
            const TableEntry& other = *catalog_.find(other_name);
            Diagnostics ignored;  // reported when the table is loaded
            const spec::ValuePtr tree = fill_in(other, ignored);
            key += name_key(other_name, other, *tree, seen);
            append_key(key, *tree, scope_);
        }
        return key;
    }

    TablePtr read(const std::string& name, const TableEntry& entry, const spec::ValuePtr& filled, Diagnostics& out) {
        const auto description = read_description(filled, FilledScope(scope_), out);
        if (!description) return nullptr;
        const Description& d = *description;
        Columns columns;
        std::vector<std::string> files;
        if (d.kind == SourceKind::meshgrid) {
            auto result = make_meshgrid(d, scope_, store_.limits_, out);
            if (!result) return nullptr;
            columns = std::move(*result);
        } else if (d.kind == SourceKind::query) {
            auto result = query(d, files, out);
            if (!result) return nullptr;
            columns = std::move(*result);
            if (!settle(columns, name, d, out)) return nullptr;
        } else if (d.kind != SourceKind::none) {
            const std::string path =
                d.kind == SourceKind::postgres ? std::string() : io::join_path(entry.base, d.file.text);
            if (tool_of(d.kind)) {
                auto found = tool_files(path, d, out);
                if (!found) return nullptr;
                files = std::move(*found);
            } else if (!path.empty()) {
                files.push_back(path);
            }
            if (d.kind == SourceKind::postgres && !may_connect(entry, d, out)) return nullptr;
            std::string key = path;
            append_key(key, *filled, scope_, belongs_to_source);
            for (const std::string& parameter : sql_parameters(d.sql.text)) append_name(key, parameter, scope_);
            for (const std::string& column : d.csv.only) append_key(key, column);
            const auto raw = state_.raw.get(
                key, group_of(name, entry), entry.description->span.source, false, out,
                [&](Diagnostics& o) { return read_source(name, path, files, d, o); },
                [](const Columns& c) { return bytes_of(c); }, is_intact);
            if (!raw) return nullptr;
            columns = *raw;
            for (NamedColumn& c : columns)
                if (c.name.empty()) c.name = name;
        }
        return apply_steps(name, std::move(columns), d, scope_, store_.limits_, std::move(files), out);
    }

    bool settle(Columns& columns, const std::string& name, const Description& d, Diagnostics& out) const {
        const std::size_t before = out.error_count();
        check_rules(d.csv.rules, columns, name, out);
        if (d.kind != SourceKind::csv)
            settle_types(columns, d.csv.rules, d.kind != SourceKind::query && d.kind != SourceKind::postgres, out);
        return out.error_count() == before;
    }

    // The job's text is for everybody to read: reports quote it, and so may logs.
    bool may_connect(const TableEntry& entry, const Description& d, Diagnostics& out) const {
        const spec::Entry* written = entry.description->find("postgres");
        if (written && holds_password(written->value->text)) {
            out.error(d.file.span,
                      "the connection names a password, and a job is no place for it: put it into ~/.pgpass, the "
                      "service's file or PGPASSWORD");
            return false;
        }
        if (store_.permit_) {
            out.error(d.file.span, "databases are not for jobs that may read only some directories");
            return false;
        }
        return true;
    }

    static std::optional<Tool> tool_of(SourceKind kind) {
        if (kind == SourceKind::google_benchmark) return Tool::google_benchmark;
        if (kind == SourceKind::hyperfine) return Tool::hyperfine;
        if (kind == SourceKind::pytest_benchmark) return Tool::pytest_benchmark;
        if (kind == SourceKind::criterion) return Tool::criterion;
        return std::nullopt;
    }

    // One file, or those of a pattern.
    static std::optional<std::vector<std::string>> tool_files(const std::string& path, const Description& d,
                                                              Diagnostics& out) {
        if (!io::has_wildcards(path) || io::file_kind(path) == io::FileKind::file) return std::vector{path};
        auto found = io::glob(path, "");
        if (!found) {
            for (Diagnostic& e : found.take_errors()) {
                e.span = d.file.span;
                out.add(std::move(e));
            }
            return std::nullopt;
        }
        if (found->empty()) {
            out.error(d.file.span, "no file matches '" + d.file.text + "'");
            return std::nullopt;
        }
        return std::move(*found);
    }

    std::optional<Columns> read_tool_files(Tool tool, const std::vector<std::string>& paths,
                                           const SourceContext& context) {
        std::vector<std::shared_ptr<const io::MappedFile>> held;
        std::deque<std::string> unpacked;
        std::vector<ToolFile> files;
        std::size_t total = 0;
        for (const std::string& path : paths) {
            const auto stamp = FileLog::begin(path);
            auto opened = io::MappedFile::open(
                path, context.limits.file_bytes - std::min(total, context.limits.file_bytes), store_.permit_);
            if (!opened) {
                for (Diagnostic& e : opened.take_errors()) context.out.error(context.span, e.message);
                return std::nullopt;
            }
            held.push_back(std::make_shared<const io::MappedFile>(std::move(*opened)));
            state_.log.read(path, stamp, held.back()->view());
            ToolFile file{short_name(path, paths), held.back()->view(), [this, path] { return state_.source(path); }};
            const SourceContext own{context.limits, file.source, context.span, context.out};
            if (const Compression c = compression_of(file.bytes); c != Compression::none) {
                auto plain = decompress(c, file.bytes, context.limits.file_bytes);
                if (!plain) return own.fail(0, plain.errors()[0].message);
                file.bytes = unpacked.emplace_back(std::move(*plain));
            }
            total += file.bytes.size();
            if (const std::string other = other_format(file.bytes, SourceKind::json); !other.empty())
                return own.fail(0, other);
            files.push_back(std::move(file));
        }
        Diagnostics faults;
        SourceContext own{context.limits, context.file, context.span, faults, context.rules, context.table};
        auto columns = read_tool(tool, files, own);
        for (const auto& file : held)
            if (!file->intact()) return context.fail(0, "the file was cut off while it was read");
        for (Diagnostic& e : faults.take()) context.out.add(std::move(e));
        return columns;
    }

    // Without the directories that all of them have, and without ending.
    static std::string short_name(const std::string& path, const std::vector<std::string>& all) {
        std::size_t same = 0;
        for (std::size_t i = 0; i < path.size(); ++i) {
            if (!std::all_of(all.begin(), all.end(),
                             [&](const std::string& p) { return i < p.size() && p[i] == path[i]; }))
                break;
            if (path[i] == '/') same = i + 1;
        }
        std::string name = path.substr(same);
        const std::size_t slash = name.rfind('/'), dot = name.rfind('.');
        if (dot != std::string::npos && dot > 0 && (slash == std::string::npos || dot > slash + 1)) name.resize(dot);
        return name;
    }

    std::shared_ptr<const Columns> read_source(const std::string& name, const std::string& path,
                                               const std::vector<std::string>& files, const Description& d,
                                               Diagnostics& out) {
        if (d.file.text.find("://") != std::string::npos && d.kind != SourceKind::postgres) {
            out.error(d.file.span, "'" + d.file.text + "' is a URL, and URLs are not read (expected a file)");
            return nullptr;
        }
        for (const std::string& file : files) {
            const std::string refusal = store_.permit_ ? store_.permit_(file) : std::string();
            if (!refusal.empty()) {
                out.error(d.file.span, "'" + d.file.text + "' " + refusal);
                return nullptr;
            }
        }
        {
            const std::lock_guard lock(state_.mutex);
            ++state_.files_read;
        }
        const SourceContext context{
            store_.limits_, [&] { return state_.source(path); }, d.file.span, out, &d.csv.rules, name};
        std::optional<Columns> columns;
        const std::optional<Tool> tool = tool_of(d.kind);
        if (tool) {
            columns = read_tool_files(*tool, files, context);
        } else if (d.kind == SourceKind::postgres) {
            columns = query_postgres(d.file.text, {d.sql.text, d.sql.span, scope_}, context);
        } else if (d.kind == SourceKind::sqlite) {
            if (io::file_kind(path) != io::FileKind::file)
                out.error(d.file.span, "cannot read '" + d.file.text + "': there is no such file");
            else {
                state_.log.read_database(path);
                columns = query_database(path, store_.permit_, {d.sql.text, d.sql.span, scope_}, context);
            }
        } else {
            columns = read_bytes(path, d, context, out);
        }
        if (!columns) return nullptr;
        if (d.kind == SourceKind::npy && !d.csv.names.empty() && !split(*columns, d, out)) return nullptr;
        Columns named = *columns;
        for (NamedColumn& c : named)
            if (c.name.empty()) c.name = name;
        if (!settle(named, name, d, out)) return nullptr;
        for (std::size_t i = 0; i < named.size(); ++i) (*columns)[i].column = named[i].column;
        return std::make_shared<const Columns>(std::move(*columns));
    }

    std::optional<Columns> read_bytes(const std::string& path, const Description& d, const SourceContext& context,
                                      Diagnostics& out) const {
        const std::size_t cap = store_.limits_.file_bytes;
        const auto stamp = FileLog::begin(path);
        auto opened = io::MappedFile::open(path, cap, store_.permit_);
        if (!opened) {
            for (Diagnostic& e : opened.take_errors()) {
                e.span = d.file.span;
                out.add(std::move(e));
            }
            return std::nullopt;
        }
        const auto file = std::make_shared<const io::MappedFile>(std::move(*opened));
        state_.log.read(path, stamp, file->view());
        Diagnostics faults;
        SourceContext own{context.limits, context.file, context.span, faults, context.rules, context.table};
        auto columns = parse(*file, file, d, own);
        if (!file->intact()) return context.fail(0, "the file was cut off while it was read");
        for (Diagnostic& e : faults.take()) out.add(std::move(e));
        return columns;
    }

    static std::optional<Columns> parse(const io::MappedFile& file, std::shared_ptr<const Keeper> keeper,
                                        const Description& d, const SourceContext& context) {
        std::string_view bytes = file.view();
        std::string unpacked;
        const Compression compression = compression_of(bytes);
        if (compression != Compression::none) {
            auto plain = decompress(compression, bytes, context.limits.file_bytes);
            if (!plain) return context.fail(0, plain.errors()[0].message);
            unpacked = std::move(*plain);
            bytes = unpacked;
            keeper = nullptr;
        }
        if (const std::string other = other_format(bytes, d.kind); !other.empty()) return context.fail(0, other);
        switch (d.kind) {
            case SourceKind::csv:
                return read_csv(bytes, d.csv, context);
            case SourceKind::json:
                return read_json(bytes, d.json_path, context);
            case SourceKind::npy:
                return read_npy(bytes, context, file.is_mapped() ? std::move(keeper) : nullptr);
            case SourceKind::image:
                return read_image(bytes, context);
            default:
                return read_npz(bytes, context);
        }
    }

    // An array of two dimensions with `names` is a column for each of its columns.
    static bool split(Columns& columns, const Description& d, Diagnostics& out) {
        const std::vector<std::string>& names = d.csv.names;
        const Column& c = *columns.front().column;
        const std::size_t width = c.cols ? c.cols : 1;
        if (columns.size() != 1 || !columns.front().name.empty() || c.depth) {
            out.error(d.names_span, "'names' is for an array of one or two dimensions without field names");
            return false;
        }
        if (names.size() != width) {
            out.error(d.names_span, "the array has " + std::to_string(width) + " columns, and 'names' gives " +
                                        std::to_string(names.size()));
            return false;
        }
        if (!c.cols) {
            columns.front().name = names[0];
            return true;
        }
        Columns parts;
        for (std::size_t j = 0; j < width; ++j) {
            auto part = std::make_shared<Column>();
            part->type = c.type;
            part->integers = c.integers;
            std::vector<double> values(c.rows());
            for (std::size_t i = 0; i < values.size(); ++i) values[i] = c.numbers[i * width + j];
            part->numbers = std::move(values);
            parts.push_back({names[j], std::move(part)});
        }
        columns = std::move(parts);
        return true;
    }

    std::optional<Columns> query(const Description& d, std::vector<std::string>& files, Diagnostics& out) {
        const FindTable find = [&](const std::string& name) -> std::optional<TablePtr> {
            const std::string known = find_ignoring_case(name);
            if (known.empty()) return std::nullopt;
            TablePtr table = load(known, *catalog_.find(known), d.sql.span, out);
            if (table)
                for (const std::string& f : table->files())
                    if (std::find(files.begin(), files.end(), f) == files.end()) files.push_back(f);
            return table;
        };
        const SourceContext context{store_.limits_, {}, d.sql.span, out, &d.csv.rules};
        return query_tables({d.sql.text, d.sql.span, scope_}, find, catalog_.names(), context);
    }

    TableStore& store_;
    State& state_;
    const Catalog& catalog_;
    const expr::Environment& scope_;
    std::vector<std::string> loading_;
};

TableStore::TableStore(Limits limits, Permit permit)
    : limits_(limits), permit_(std::move(permit)), state_(std::make_unique<State>(limits_)) {}
TableStore::~TableStore() = default;

Result<TablePtr> TableStore::load(std::string_view name, const Catalog& catalog, const expr::Environment& scope,
                                  Span asked) {
    const TableEntry* entry = catalog.find(name);
    if (!entry) {
        const std::vector<std::string> names = catalog.names();
        const std::vector<std::string_view> views(names.begin(), names.end());
        return error_at(asked, "unknown table '" + std::string(name) + "'" + did_you_mean(name, views) +
                                   (names.empty() ? " (no tables are defined under 'data')" : ""));
    }
    Diagnostics out;
    TablePtr table = Loader(*this, catalog, scope).load(std::string(name), *entry, asked, out);
    if (table) return table;
    return out.take();
}

std::vector<io::InputFile> TableStore::inputs(const std::string& path) const { return state_->log.find(path); }

std::size_t TableStore::files_read() const {
    const std::lock_guard lock(state_->mutex);
    return state_->files_read;
}

std::size_t TableStore::tables_kept() const { return state_->tables.size() + state_->raw.size(); }

}  // namespace plotmill::data
