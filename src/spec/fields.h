// Field tables: the one description of what each mapping of the job format may hold. The reader, the "did you mean"
// suggestions, `plotmill list layers` and the JSON Schema all come from them. Tables are constant data.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace plotmill::spec {

// What a value may be; a field takes any of its bits. Where Matplotlib takes a number, an expression over vars and
// matrix parameters ("=k/2") is a number too, and every string may hold ${{ }} templates.
enum Accept : std::uint32_t {
    null_ = 1u << 0,
    flag = 1u << 1,  // true / false
    integer = 1u << 2,
    number = 1u << 3,      // finite, or .inf; not .nan
    position = 1u << 4,    // a number or an ISO date; other text only with `string`
    word = 1u << 5,        // one of Field::words
    string = 1u << 6,      // any text
    color = 1u << 7,       // any one colour, [r, g, b(, a)] too
    array = 1u << 8,       // an array argument: list, generator, column name, "=expression"; kept unevaluated
    list = 1u << 9,        // a list whose items are Field::items
    object = 1u << 10,     // a mapping read by Field::table
    mapping = 1u << 11,    // a mapping of free keys whose values are Field::items
    any = 1u << 12,        // kept as a Value and read by its owner (with `string`: everything but texts)
    linestyle = 1u << 13,  // "-", "--", "dashed", "", "none", [offset, [on, off, ...]] ...
    marker = 1u << 14,     // a marker of Matplotlib ("o", "s", ..., 0..11, "none", "$...$")
};

struct FieldTable;

struct Field {
    std::string_view name;
    std::uint32_t accepts = 0;
    std::string_view doc;                          // one line for people: `list layers`, the schema's description
    std::span<const std::string_view> words = {};  // for `word`
    std::uint32_t items = 0;                       // for `list` and `mapping`: what each item may be
    const FieldTable* table = nullptr;             // for `object` (and for items that are objects)
    double min = -1e308, max = 1e308;              // for numbers
    std::uint32_t min_items = 0, max_items = 100'000'000;
    bool required = false;
    std::string_view later = {};                     // not drawn yet: the error's words ("hatches are not drawn yet")
    std::span<const std::string_view> aliases = {};  // other names of the same field ("lw", "ls", "c")
    std::span<const std::string_view> later_words = {};  // words of the format that are not drawn yet ("tight")
    bool positive = false;                               // numbers must be above 0
    std::string_view letters = {};                       // that a text is made of; others are warned of
    std::uint32_t shape = 0;                             // of an `any`: what its owner takes. For the schema only
};

struct FieldTable {
    std::string_view name;  // as messages say it: "layer 'plot'", "a figure"
    std::span<const Field> fields;
    // Further tables whose fields belong to this one too (the properties that all lines share, ...).
    std::span<const FieldTable* const> bases = {};
    bool one_key = false;  // a choice: exactly one of the fields must be given ({log: {...}}, {linspace: [...]})

    const Field* find(std::string_view name_or_alias) const;  // bases included; null where there is none
    // Calls f(field) for every field, own ones first.
    template <class F>
    void for_each(F&& f) const {
        for (const Field& x : fields) f(x);
        for (const FieldTable* b : bases) b->for_each(f);
    }
};

}  // namespace plotmill::spec
