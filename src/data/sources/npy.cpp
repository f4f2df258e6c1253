#include "data/sources/npy.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "data/sources/npy_header.h"
#include "data/sources/npy_values.h"
#include "data/sources/text_types.h"
#include "data/sources/zip.h"

namespace plotmill::data {
namespace {

bool aligned(const char* p) { return reinterpret_cast<std::uintptr_t>(p) % alignof(double) == 0; }

std::optional<Columns> read_array(std::string_view bytes, const std::string& name, const SourceContext& context,
                                  std::shared_ptr<const Keeper> keeper) {
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
        Column shape;
        const bool is_text = f.type.kind == 'U' || f.type.kind == 'S';
        if (is_text && dimensions > 1) return context.fail(0, where + "texts must have one dimension");
        if (is_text && f.type.size > 0 && count > context.limits.table_bytes / f.type.size)
            return context.fail(0, where + "the array is too large");
        shape.type = is_text              ? ColumnType::text
                     : f.type.kind == 'M' ? ColumnType::date
                     : f.type.kind == 'b' ? ColumnType::boolean
                                          : ColumnType::number;
        shape.integers = f.type.kind == 'i' || f.type.kind == 'u';
        if (dimensions >= 2) shape.cols = h.shape[1];
        if (image) shape.depth = h.shape[2];
        if (dimensions >= 2 && shape.cols == 0) return context.fail(0, where + "the array is empty");
        NpyLayout layout{bytes.data() + h.data + f.offset, h.element_size, count, h.fortran_order, h.shape};
        const auto add = [&](const std::string& field, const NpyType& type) {
            auto c = std::make_shared<Column>(shape);
            std::size_t inexact = count;
            const std::string shown = !field.empty() ? field : name.empty() ? std::string(context.table) : name;
            const bool as_is = type.kind == 'f' && type.size == 8 && !type.big_endian && layout.stride == 8 &&
                               !(h.fortran_order && dimensions > 1);
            if (is_text)
                c->texts = npy_texts(layout, type);
            else if (as_is && keeper && count > 0 && aligned(layout.data))
                c->numbers = NumberBuffer::view({reinterpret_cast<const double*>(layout.data), count}, keeper);
            else
                c->numbers = npy_numbers(layout, type, inexact);
            if (inexact != count) {
                const Inexact asked = inexact_integers(context.rule(shown));
                if (asked == Inexact::round || (asked == Inexact::text && dimensions == 1)) {
                    if (asked == Inexact::text) {
                        c = std::make_shared<Column>();
                        c->type = ColumnType::text;
                        c->texts = npy_digits(layout, type);
                    }
                } else {
                    (void)context.fail(
                        0, where +
                               inexact_integer(
                                   npy_digits(layout, type)[inexact], shown,
                                   inexact / (count / std::max<std::size_t>(h.shape.empty() ? 1 : h.shape[0], 1)) + 1));
                    return false;
                }
            }
            columns.push_back({field, std::move(c)});
            return true;
        };
        if (f.type.kind == 'c') {
            NpyType part = f.type;
            part.kind = 'f';
            part.size /= 2;
            const std::string stem = !f.name.empty() ? f.name : name.empty() ? std::string(context.table) : name;
            if (!add(stem + "_real", part)) return std::nullopt;
            layout.data += part.size;
            if (!add(stem + "_imag", part)) return std::nullopt;
        } else if (!add(f.name, f.type)) {
            return std::nullopt;
        }
    }
    return columns;
}

}  // namespace

std::optional<Columns> read_npy(std::string_view bytes, const SourceContext& context) {
    return read_npy(bytes, context, nullptr);
}

std::optional<Columns> read_npy(std::string_view bytes, const SourceContext& context,
                                std::shared_ptr<const Keeper> keeper) {
    return read_array(bytes, "", context, std::move(keeper));
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
        auto part = read_array(member->view(), name, context, nullptr);
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
