#include "base/durations.h"

#include <doctest/doctest.h>

using namespace plotmill;

TEST_CASE("durations to seconds") {
    const struct {
        const char* text;
        double seconds;
    } good[] = {{"01:30:00", 5400},
                {"1:30", 5400},
                {"0:00:01.25", 1.25},
                {"-00:00:02", -2},
                {"1h30m", 5400},
                {"1 h 30 min", 5400},
                {"250 ms", 0.25},
                {"2.5s", 2.5},
                {"3us", 3e-6},
                {"3\xC2\xB5s", 3e-6},
                {"PT90M", 5400},
                {"P1DT2H30M1.5S", 95401.5},
                {"P2W", 1209600},
                {"-PT1S", -1},
                {"2 days", 172800},
                {"1 day, 2:00:00", 93600},
                {"-1 day, 23:00:00", -3600},
                {"-1 days +23:59:59", -1},
                {"2 days 03:04:05.5", 183845.5},
                {"100:00:00", 360000}};
    for (const auto& g : good) {
        CAPTURE(g.text);
        REQUIRE(parse_duration(g.text).has_value());
        CHECK(*parse_duration(g.text) == doctest::Approx(g.seconds).epsilon(1e-15));
    }
    for (const char* bad : {"", "5", "1:60", "1:2", "1:2:3", "12:30:61", "h", "1 parsec", "P", "PT", "P1Y", "1h 30",
                            "::", "--1s", "1:00:00:00"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_duration(bad).has_value());
    }
}
