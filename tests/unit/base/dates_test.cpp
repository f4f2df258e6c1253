#include "base/dates.h"

#include <doctest/doctest.h>

using namespace plotmill;

TEST_CASE("days and civil dates") {
    CHECK(days_from_civil(1970, 1, 1) == 0);
    CHECK(days_from_civil(2000, 2, 29) == 11016);
    CHECK(days_from_civil(1, 1, 1) == -719162);
    CHECK(days_from_civil(9999, 12, 31) == 2932896);
    for (std::int64_t day = -719162; day <= 2932896; day += 997) {
        const Civil c = civil_from_date(static_cast<double>(day));
        CHECK(days_from_civil(c.year, c.month, c.day) == day);
    }
    CHECK(weekday(0) == 3);        // a Thursday
    CHECK(weekday(-719162) == 0);  // a Monday
    CHECK(days_in_month(1900, 2) == 28);
    CHECK(days_in_month(2000, 2) == 29);
    CHECK(days_in_month(2023, 13) == 0);
}

TEST_CASE("num2date and date2num") {
    CHECK(date_from_civil({2024, 3, 1, 12, 30, 5, 250000}) == 19783.520894097222);
    CHECK(civil_from_date(19783.520894097222) == Civil{2024, 3, 1, 12, 30, 5, 250000});
    CHECK(civil_from_date(1.0 / 3) == Civil{1970, 1, 1, 8, 0, 0, 0});
    CHECK(civil_from_date(-0.25) == Civil{1969, 12, 31, 18, 0, 0, 0});
    // More than 70 years off: to 20 us.
    CHECK(civil_from_date(60000.1234567891) == Civil{2134, 4, 11, 2, 57, 46, 666580});
    CHECK(civil_from_date(1e300).year > 9999);  // no value is out of the function's domain
}

TEST_CASE("ISO dates") {
    CHECK(parse_iso_date("1970-01-02") == 1.0);
    CHECK(parse_iso_date("2024-02-29") == 19782.0);
    CHECK(parse_iso_date("2024-03-01T12:30") == 19783.520833333332);
    CHECK(parse_iso_date("2024-03-01 12:30:05.25") == 19783.520894097222);
    CHECK(parse_iso_date("2024-03-01T12:30:05Z") == 19783.520891203705);
    CHECK(parse_iso_date("2024-03-01T12:30:00+02:00") == 19783.4375);
    CHECK(parse_iso_date("2024-03-01T12:30:00-0530") == 19783.75);
    CHECK(parse_iso_date("2024-03-01T12:30+02") == 19783.4375);
    for (const char* text :
         {"", "2023-02-29", "2024-3-1", "2024-13-01", "2024-00-10", "0000-01-01", "2024-03-01T", "2024-03-01T24:00",
          "2024-03-01T12", "2024-03-01  12:30", "2024-03-01T12:30:61", "2024-03-01T12:30:05.", "2024-03-01Z",
          "2024-03-01x", "2024-03-01T12:30+2", "20240301", " 2024-03-01"})
        CHECK_MESSAGE(!parse_iso_date(text), text);
    CHECK(iso_date(19783) == "2024-03-01");
    CHECK(iso_date(19783.520833333332) == "2024-03-01 12:30");
    CHECK(iso_date(19783.520894097222) == "2024-03-01 12:30:05.25");
    CHECK(iso_date(19783 + 5.0 / 86400) == "2024-03-01 00:00:05");
}

TEST_CASE("strftime") {
    const double t = date_from_civil({2024, 3, 1, 15, 4, 5, 678});
    CHECK(format_date(t, "%Y-%m-%d %H:%M:%S.%f") == "2024-03-01 15:04:05.000678");
    CHECK(format_date(t, "%a %A %b %B %y %j") == "Fri Friday Mar March 24 061");
    CHECK(format_date(t, "%c|%x|%X|%F|%T|%D") ==
          "Fri Mar  1 15:04:05 2024|03/01/24|15:04:05|2024-03-01|15:04:05|03/01/24");
    CHECK(format_date(t, "%-d.%-m. %e %I %p %U %W %w %V %G") == "1.3.  1 03 PM 08 09 5 09 2024");
    CHECK(format_date(t, "%_H %^a %Z%z%% %Q %") == "15 FRI % %Q %");
    CHECK(format_date(date_from_civil({2021, 1, 3}), "%G-W%V-%u %U %W") == "2020-W53-7 01 00");
}

TEST_CASE("strptime") {
    CHECK(parse_date("2024-03-01", "%Y-%m-%d") == 19783.0);
    CHECK(parse_date("1/3/2024", "%d/%m/%Y") == 19783.0);
    CHECK(parse_date("01Mar24", "%d%b%y") == 19783.0);
    CHECK(parse_date("MARCH 1, 2024", "%B %d, %Y") == 19783.0);
    CHECK(parse_date("20240301", "%Y%m%d") == 19783.0);
    CHECK(parse_date("1324", "%d%m%y") == 19783.0);
    CHECK(parse_date("12:30 PM", "%I:%M %p") == date_from_civil({1900, 1, 1, 12, 30}));
    CHECK(parse_date("2024 061", "%Y %j") == 19783.0);
    CHECK(parse_date("2024 W09 Fri", "%Y W%W %a") == 19783.0);
    CHECK(parse_date("2020-W53-7", "%G-W%V-%u") == date_from_civil({2021, 1, 3}));
    CHECK(parse_date("2024-03-01 12:30:00+0200", "%Y-%m-%d %H:%M:%S%z") == 19783.4375);
    CHECK(parse_date("5.25", "%S.%f") == date_from_civil({1900, 1, 1, 0, 0, 5, 250000}));
    CHECK(parse_date("2024-03   01", "%Y-%m %d") == 19783.0);
    CHECK(parse_date("69", "%y") == date_from_civil({1969, 1, 1}));
    CHECK(parse_date("68", "%y") == date_from_civil({2068, 1, 1}));
    CHECK_FALSE(parse_date("2023-02-29", "%Y-%m-%d"));
    CHECK_FALSE(parse_date("2024-03-01x", "%Y-%m-%d"));
    CHECK_FALSE(parse_date("2024-03-01", "%Y-%m"));
    CHECK_FALSE(parse_date("1 1", "%d %d"));
    CHECK_FALSE(parse_date("x", "%Q"));
    CHECK_FALSE(parse_date("", "%"));
    CHECK_FALSE(parse_date(std::string(250, ' ') + "x", std::string(100, ' ') + "y"));
}
