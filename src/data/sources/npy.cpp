#include "data/sources/npy.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "data/sources/npy_header.h"
#include "data/sources/zip.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

template <class T>
T load(const char* p, bool big_endian) {
    static_assert(std::endian::native == std::endian::little);
    char bytes[sizeof(T)];
    std::memcpy(bytes, p, sizeof(T));
    if (big_endian) std::reverse(bytes, bytes + sizeof(T));
    T v;
    std::memcpy(&v, bytes, sizeof(T));
    return v;
}

double half(std::uint16_t h) {
    const int exponent = h >> 10 & 31;
    const double fraction = h & 1023;
    const double sign = h & 0x8000 ? -1 : 1;
    if (exponent == 31) return fraction == 0 ? sign * std::numeric_limits<double>::infinity() : nan_value;
    return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25));
}

double number(const char* p, const NpyType& t) {
    const bool big = t.big_endian;
    switch (t.kind) {
        case 'b':
            return *p ? 1 : 0;
        case 'i':
            switch (t.size) {
                case 1:
                    return load<std::int8_t>(p, big);
                case 2:
                    return load<std::int16_t>(p, big);
                case 4:
                    return load<std::int32_t>(p, big);
                default:
                    return static_cast<double>(load<std::int64_t>(p, big));
            }
        case 'u':
            switch (t.size) {
                case 1:
                    return load<std::uint8_t>(p, big);
                case 2:
                    return load<std::uint16_t>(p, big);
                case 4:
                    return load<std::uint32_t>(p, big);
                default:
                    return static_cast<double>(load<std::uint64_t>(p, big));
            }
        case 'M': {
            const auto v = load<std::int64_t>(p, big);
            if (v == std::numeric_limits<std::int64_t>::min()) return nan_value;  // NaT
            // Whole days apart, so that the fraction keeps its digits.
            const double per_day = std::round(1 / t.days_per_unit);
            if (per_day < 1) return static_cast<double>(v) * t.days_per_unit;
            const auto n = static_cast<std::int64_t>(per_day);
            std::int64_t days = v / n, rest = v % n;
            if (rest < 0) rest += n, --days;
            return static_cast<double>(days) + static_cast<double>(rest) / per_day;
        }
        default:
            return t.size == 2   ? half(load<std::uint16_t>(p, big))
                   : t.size == 4 ? load<float>(p, big)
                                 : load<double>(p, big);
    }
}

void append_utf8(std::string& out, std::uint32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::string text(const char* p, const NpyType& t) {
    std::string s;
    if (t.kind == 'S') {
        s.assign(p, t.size);
        s.resize(std::min(s.find_last_not_of('\0') + 1, s.size()));
        return s;
    }
    for (std::size_t i = 0; i < t.size; i += 4) {
        const auto c = load<std::uint32_t>(p + i, t.big_endian);
        if (c == 0) break;
        append_utf8(s, c);
    }
    return s;
}

// The place in the file of element k (row-major) of a Fortran-ordered array.
std::size_t fortran_index(std::size_t k, const std::vector<std::size_t>& shape) {
    std::size_t index[8] = {};
    for (std::size_t d = shape.size(); d-- > 0;) {
        index[d] = k % shape[d];
        k /= shape[d];
    }
    std::size_t at = 0;
    for (std::size_t d = shape.size(); d-- > 0;) at = at * shape[d] + index[d];
    return at;
}

std::optional<Columns> read_array(std::string_view bytes, const std::string& name, const SourceContext& context) {
    const std::string where = name.empty() ? "" : "member '" + name + "': ";
    std::string why;
    const auto header = parse_npy_header(bytes, why);
    if (!header) return context.fail(0, where + why);
    const NpyHeader& h = *header;
    std::size_t count = 1;
    for (std::size_t n : h.shape) {
        if (n != 0 && count > std::numeric_limits<std::size_t>::max() / n)
            return context.fail(0, where + "the header is damaged");
        count *= n;
    }
    if (h.element_size != 0 && count > (bytes.size() - h.data) / h.element_size)
        return context.fail(0, where + "the array is cut off");
    if (count > context.limits.table_bytes / sizeof(double) || count > context.limits.rows ||
        (h.element_size == 0 && count > 0))
        return context.fail(0, where + "the array is too large");
    const std::size_t dimensions = h.shape.size();
    const bool image = dimensions == 3 && (h.shape[2] == 3 || h.shape[2] == 4);
    if (dimensions > 2 && !image)
        return context.fail(0, where + "the array has " + std::to_string(dimensions) +
                                   " dimensions (expected one or two, or three with 3 or 4 values innermost)");
    if (h.record && dimensions > 1) return context.fail(0, where + "a record array must have one dimension");

    Columns columns;
    for (const NpyField& f : h.fields) {
        auto c = std::make_shared<Column>();
        const bool is_text = f.type.kind == 'U' || f.type.kind == 'S';
        if (is_text && dimensions > 1) return context.fail(0, where + "texts must have one dimension");
        if (is_text && f.type.size * count > context.limits.table_bytes)
            return context.fail(0, where + "the array is too large");
        c->type = is_text              ? ColumnType::text
                  : f.type.kind == 'M' ? ColumnType::date
                  : f.type.kind == 'b' ? ColumnType::boolean
                                       : ColumnType::number;
        c->integers = f.type.kind == 'i' || f.type.kind == 'u';
        if (dimensions >= 2) c->cols = h.shape[1];
        if (image) c->depth = h.shape[2];
        if (dimensions >= 2 && c->cols == 0) return context.fail(0, where + "the array is empty");
        const char* data = bytes.data() + h.data + f.offset;
        const bool fortran = h.fortran_order && dimensions > 1;
        if (is_text) {
            c->texts.reserve(count);
            for (std::size_t i = 0; i < count; ++i) c->texts.push_back(text(data + i * h.element_size, f.type));
        } else {
            const bool as_is = f.type.kind == 'f' && f.type.size == 8 && !f.type.big_endian && !fortran;
            c->numbers.resize(count);
            if (as_is && h.element_size == sizeof(double) && count > 0) {
                std::memcpy(c->numbers.data(), data, count * sizeof(double));
                columns.push_back({f.name, std::move(c)});
                continue;
            }
            for (std::size_t i = 0; i < count; ++i)
                c->numbers[i] = number(data + (fortran ? fortran_index(i, h.shape) : i) * h.element_size, f.type);
        }
        columns.push_back({f.name, std::move(c)});
    }
    return columns;
}

}  // namespace

std::optional<Columns> read_npy(std::string_view bytes, const SourceContext& context) {
    return read_array(bytes, "", context);
}

std::optional<Columns> read_npz(std::string_view bytes, const SourceContext& context) {
    auto archive = read_zip_directory(bytes, context.limits.archive_members);
    if (!archive) return context.fail(0, archive.errors()[0].message);
    Columns columns;
    std::size_t total = 0;
    for (const ZipMember& m : *archive) {
        if (m.name.ends_with('/')) continue;
        std::string name = m.name;
        if (name.ends_with(".npy")) name.resize(name.size() - 4);
        total += m.size;
        if (m.size > context.limits.file_bytes || total > context.limits.file_bytes)
            return context.fail(0, "the archive is too large once unpacked");
        auto member = extract(bytes, m);
        if (!member) return context.fail(0, "member '" + name + "': " + member.errors()[0].message);
        auto part = read_array(member->view(), name, context);
        if (!part) return std::nullopt;
        for (NamedColumn& c : *part) {
            if (c.name.empty()) c.name = name;
            const auto same = [&](const NamedColumn& o) { return o.name == c.name; };
            if (std::any_of(columns.begin(), columns.end(), same))
                return context.fail(0, "two members give a column '" + c.name + "'");
            columns.push_back(std::move(c));
        }
        if (columns.size() > context.limits.columns) return context.fail(0, "the table has too many columns");
    }
    return columns;
}

}  // namespace plotmill::data
