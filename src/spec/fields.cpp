#include "spec/fields.h"

#include <algorithm>

namespace plotmill::spec {

const Field* FieldTable::find(std::string_view name_or_alias) const {
    for (const Field& f : fields)
        if (f.name == name_or_alias || std::find(f.aliases.begin(), f.aliases.end(), name_or_alias) != f.aliases.end())
            return &f;
    for (const FieldTable* base : bases)
        if (const Field* f = base->find(name_or_alias)) return f;
    return nullptr;
}

}  // namespace plotmill::spec
