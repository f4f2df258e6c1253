#include "base/secrets.h"

#include <doctest/doctest.h>

using namespace plotmill;

TEST_CASE("passwords are found and masked in place") {
    CHECK(masked("host=db password=abc user=x") == "host=db password=*** user=x");
    CHECK(masked("PASSWORD = 'a b\\'c' x") == "PASSWORD = ******** x");
    CHECK(masked("sslpassword=abc") == "sslpassword=***");
    CHECK(masked("t: {postgres: postgresql://me:abc@db/x, y: 1}") == "t: {postgres: postgresql://me:***@db/x, y: 1}");
    CHECK(masked("postgresql:///x?user=me&password=abc&z=1") == "postgresql:///x?user=me&password=***&z=1");
    CHECK(masked("\"password=abc\"") == "\"password=***\"");
    for (const char* fine : {"", "host=db user=x", "postgresql://me@db:5432/x", "http://a:80/b@c", "passwords",
                             "password=", "a column password", "service=ci"}) {
        CAPTURE(fine);
        CHECK_FALSE(holds_password(fine));
        CHECK(masked(fine) == fine);
    }
}
