#include "spec/value.h"

namespace plotmill::spec {

std::string_view kind_name(Value::Kind kind) {
    switch (kind) {
        case Value::Kind::null:
            return "nothing";
        case Value::Kind::boolean:
            return "true or false";
        case Value::Kind::integer:
            return "an integer";
        case Value::Kind::number:
            return "a number";
        case Value::Kind::string:
            return "a text";
        case Value::Kind::list:
            return "a list";
        case Value::Kind::map:
            return "a mapping";
    }
    return "";
}

}  // namespace plotmill::spec
