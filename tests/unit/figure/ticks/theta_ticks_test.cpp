#include <doctest/doctest.h>
#include <numbers>
#include <string>
#include <vector>

#include "base/dates.h"
#include "tick_text.h"

using namespace plotmill;
using namespace plotmill::figure;

// The expectations are what Matplotlib 3.6.3 answers.

TEST_CASE("angles have ticks at round degrees") {
    struct Row {
        double from, to;
        std::string labels;
    };
    const std::vector<Row> rows{
        {0, 360, "0° 45° 90° 135° 180° 225° 270° 315°"},   {0, 90, "0° 10° 20° 30° 40° 50° 60° 70° 80° 90°"},
        {0, 180, "0° 30° 60° 90° 120° 150° 180°"},         {-45, 45, "-50° -40° -30° -20° -10° 0° 10° 20° 30° 40° 50°"},
        {30, 60, "27° 32° 36° 40° 45° 50° 54° 58° 63°"},   {0, 350, "0° 45° 90° 135° 180° 225° 270° 315° 360°"},
        {90, 0, "0° 10° 20° 30° 40° 50° 60° 70° 80° 90°"},
    };
    for (const Row& row : rows) {
        AxisView view;
        view.lo = row.from * std::numbers::pi / 180;
        view.hi = row.to * std::numbers::pi / 180;
        const auto ticks = tick_positions(ThetaLocator{}, view);
        CAPTURE(row.from);
        CAPTURE(row.to);
        CHECK(joined(format_ticks(ThetaFormatter{}, ThetaLocator{}, ticks, view).labels, " ") == row.labels);
    }
    AxisView narrow;
    narrow.lo = 0;
    narrow.hi = 0.02;
    CHECK(format_ticks(ThetaFormatter{}, ThetaLocator{}, {0.01}, narrow).labels[0] == "0.6°");
    CHECK(format_ticks(ThetaFormatter{}, ThetaLocator{}, {0.5}, {.lo = 1, .hi = 1}).labels[0] == "29°");
}

namespace {

std::string calendar(CalendarUnit unit, int step, const char* from, const char* to) {
    AxisView view;
    view.lo = *parse_iso_date(from);
    view.hi = *parse_iso_date(to);
    const Locator locator = CalendarLocator{unit, step};
    return joined(format_ticks(AutoDateFormatter{}, locator, tick_positions(locator, view), view).labels, " ");
}

}  // namespace

// YearLocator(n), MonthLocator(range(1, 13, n)), WeekdayLocator(MO), DayLocator(range(1, 32, n)), ...
TEST_CASE("dates have ticks at every so many units of the calendar") {
    CHECK(calendar(CalendarUnit::year, 5, "2001-02-21", "2024-05-01") == "2000 2005 2010 2015 2020 2025");
    CHECK(calendar(CalendarUnit::month, 1, "2024-01-10", "2024-04-20") == "2024-02 2024-03 2024-04");
    CHECK(calendar(CalendarUnit::month, 3, "2023-01-01", "2024-04-20") ==
          "2023-01 2023-04 2023-07 2023-10 2024-01 2024-04");
    CHECK(calendar(CalendarUnit::week, 1, "2024-02-27", "2024-03-18") == "2024-03-04 2024-03-11 2024-03-18");
    CHECK(calendar(CalendarUnit::day, 10, "2024-02-20", "2024-03-12") == "2024-02-21 2024-03-01 2024-03-11");
    CHECK(calendar(CalendarUnit::hour, 6, "2024-02-21 03:10", "2024-02-22 09:00") ==
          "02-21 06 02-21 12 02-21 18 02-22 00 02-22 06");
    CHECK(calendar(CalendarUnit::minute, 15, "2024-02-21 03:10", "2024-02-21 03:50") == "21 03:15 21 03:30 21 03:45");
    CHECK(calendar(CalendarUnit::second, 30, "2024-02-21 03:10:10", "2024-02-21 03:11:20") == "03:10:30 03:11:00");
    CHECK(calendar(CalendarUnit::year, 1, "2001-02-21", "2001-05-01") == "2001");
    // None at all: the limits (RRuleLocator).
    CHECK(calendar(CalendarUnit::month, 1, "2001-02-21", "2001-02-25") == "2001-02 2001-02");
    bool too_many = false;
    CHECK(tick_positions(CalendarLocator{CalendarUnit::second, 1}, {.lo = 0, .hi = 20000}, {}, &too_many).empty());
    CHECK(too_many);
    CHECK(tick_positions(CalendarLocator{CalendarUnit::day, 1}, {.lo = -1e300, .hi = 1e300}).empty());
}
