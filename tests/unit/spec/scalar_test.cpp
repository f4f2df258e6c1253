#include "spec/scalar.h"

#include <cmath>
#include <doctest/doctest.h>

namespace plotmill::spec {

TEST_CASE("core scalars") {
    using Kind = Value::Kind;
    CHECK(read_core_scalar("").kind == Kind::null);
    CHECK(read_core_scalar("~").kind == Kind::null);
    CHECK(read_core_scalar("true").number == 1);
    CHECK(read_core_scalar("false").kind == Kind::boolean);
    CHECK(read_core_scalar("on").kind == Kind::string);
    CHECK(read_core_scalar("NO").kind == Kind::string);
    CHECK(read_core_scalar("9007199254740993").kind == Kind::integer);
    CHECK(read_core_scalar("0xFFFFFFFFFFFFFFFF").number == 18446744073709551616.0);
    CHECK(read_core_scalar("0x").kind == Kind::string);
    CHECK(read_core_scalar("0o777").number == 511);
    CHECK(read_core_scalar("1e5").number == 1e5);
    CHECK(read_core_scalar("4.").kind == Kind::number);
    CHECK(read_core_scalar("+4").number == 4);
    CHECK(read_core_scalar("--4").kind == Kind::string);
    CHECK(read_core_scalar("4 ").kind == Kind::string);
    CHECK(std::isinf(read_core_scalar("-.inf").number));
    CHECK(std::isnan(read_core_scalar(".nan").number));
    CHECK(read_core_scalar("1e999").out_of_range);
    CHECK(!read_core_scalar("1e-999").out_of_range);
    CHECK(read_core_scalar("1e-999").number == 0);
    CHECK(read_core_scalar("4.9e-324").number == 4.9e-324);
}

}  // namespace plotmill::spec
