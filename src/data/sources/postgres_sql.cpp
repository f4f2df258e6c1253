#include "data/sources/postgres_sql.h"

#include <algorithm>

#include "base/numbers.h"

namespace plotmill::data {
namespace {

bool word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80);
}
bool word_part(char c) { return word_start(c) || (c >= '0' && c <= '9'); }

// The end of what begins at `i` and is to be copied as it is: a string, a quoted name, a comment, a word, or one
// character.
std::size_t skip(std::string_view sql, std::size_t i) {
    const char c = sql[i];
    const std::string_view rest = sql.substr(i);
    if (rest.starts_with("--")) return std::min(sql.find('\n', i), sql.size());
    if (rest.starts_with("/*")) {
        int depth = 0;
        for (; i < sql.size(); ++i) {
            if (sql.substr(i).starts_with("/*"))
                ++depth, ++i;
            else if (sql.substr(i).starts_with("*/")) {
                ++i;
                if (--depth == 0) return i + 1;
            }
        }
        return sql.size();
    }
    const bool escapes = (c == 'e' || c == 'E') && rest.size() > 1 && rest[1] == '\'';
    if (c == '\'' || c == '"' || escapes) {
        const char quote = escapes ? '\'' : c;
        for (i += escapes ? 2 : 1; i < sql.size(); ++i) {
            if (escapes && sql[i] == '\\')
                ++i;
            else if (sql[i] == quote)
                return i + 1;
        }
        return sql.size();
    }
    if (word_part(c)) {
        while (i < sql.size() && (word_part(sql[i]) || sql[i] == '$')) ++i;
        return i;
    }
    return i + 1;
}

double unit_seconds(char unit, bool time) {
    switch (unit) {
        case 'Y':
            return time ? 0 : 365.25 * 86400;
        case 'M':
            return time ? 60 : 30 * 86400.0;
        case 'W':
            return time ? 0 : 7 * 86400.0;
        case 'D':
            return time ? 0 : 86400.0;
        case 'H':
            return time ? 3600 : 0;
        case 'S':
            return time ? 1 : 0;
        default:
            return 0;
    }
}

}  // namespace

NumberedSql number_parameters(std::string_view sql) {
    while (!sql.empty() && (sql.back() == ';' || sql.back() == ' ' || sql.back() == '\n' || sql.back() == '\t'))
        sql.remove_suffix(1);
    NumberedSql out;
    const auto copy = [&](std::size_t from, std::size_t to) {
        for (; from < to; ++from) {
            out.text += sql[from];
            out.origin.push_back(from);
        }
    };
    for (std::size_t i = 0; i < sql.size();) {
        if (sql[i] != '$') {
            const std::size_t end = skip(sql, i);
            copy(i, end);
            i = end;
            continue;
        }
        std::size_t end = i + 1;
        while (end < sql.size() && word_part(sql[end])) ++end;
        if (end < sql.size() && sql[end] == '$' && (end == i + 1 || word_start(sql[i + 1]))) {  // $tag$ ... $tag$
            const std::string_view tag = sql.substr(i, end + 1 - i);
            const std::size_t close = sql.find(tag, end + 1);
            end = close == std::string_view::npos ? sql.size() : close + tag.size();
            copy(i, end);
        } else if (end == i + 1 || !word_start(sql[i + 1])) {
            copy(i, end);
        } else {
            const std::string name(sql.substr(i + 1, end - i - 1));
            auto at = std::find(out.names.begin(), out.names.end(), name);
            if (at == out.names.end()) at = out.names.insert(at, name);
            const std::string number = "$" + std::to_string(at - out.names.begin() + 1);
            out.text += number;
            out.origin.insert(out.origin.end(), number.size(), i);
        }
        i = end;
    }
    out.origin.push_back(sql.size());
    return out;
}

std::optional<double> interval_seconds(std::string_view s) {
    if (!s.starts_with('P')) return std::nullopt;
    s.remove_prefix(1);
    double total = 0;
    bool time = false, any = false;
    while (!s.empty()) {
        if (s.front() == 'T' && !time) {
            time = true;
            s.remove_prefix(1);
            continue;
        }
        const std::size_t n = s.find_first_not_of("+-.0123456789");
        if (n == std::string_view::npos) return std::nullopt;
        const auto v = parse_number(s.substr(0, n));
        if (!v) return std::nullopt;
        const double unit = unit_seconds(s[n], time);
        if (unit == 0) return std::nullopt;
        total += *v * unit;
        any = true;
        s.remove_prefix(n + 1);
    }
    if (!any) return std::nullopt;
    return total;
}

}  // namespace plotmill::data
