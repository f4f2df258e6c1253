#include "base/watch.h"

#include <doctest/doctest.h>
#include <vector>

#include "base/sizes.h"
#include "base/sort.h"

using namespace plotmill;

namespace {

// Why something is stopped; "" where it is not.
template <class F>
std::string why(F&& work) {
    try {
        work();
    } catch (const Stopped& s) {
        return s.what();
    }
    return "";
}

}  // namespace

TEST_CASE("without a watch nothing is stopped") {
    CHECK(why([] {
              poll_now();
              need_memory(std::size_t{1} << 50);
              need_time(1e9);
              note_allocated(std::size_t{1} << 50);
              note_released(std::size_t{1} << 50);
          }) == "");
}

TEST_CASE("time") {
    Watch watch;
    CHECK(why([] { poll_now(); }) == "");
    watch.end_after(1000);
    CHECK(why([] { need_time(10); }) == "");
    CHECK(why([] { need_time(2000); }) == "out of time");
    watch.end_after(-1);
    CHECK(why([] { poll_now(); }) == "out of time");
    CHECK(why([] { poll(0); }) == "");  // only now and then
    CHECK(why([] {
              for (std::size_t i = 0; i < 10000; ++i) poll(i);
          }) == "out of time");
    CHECK(why([] {
              Poll often;
              often(100000);
          }) == "out of time");
    {
        Watch inner;  // a figure's own, whatever holds outside
        CHECK(why([] { poll_now(); }) == "");
    }
    CHECK(why([] {
              WatchAside aside;
              poll_now();
          }) == "out of time");
}

TEST_CASE("cancelled") {
    std::atomic<bool> cancelled = false;
    const Watch watch(&cancelled);
    CHECK(why([] { poll_now(); }) == "");
    cancelled = true;
    CHECK(why([] { poll_now(); }) == "cancelled");
}

TEST_CASE("memory") {
    Watch watch(nullptr, 1000);
    note_allocated(600);
    CHECK(watch.used() == 600);
    CHECK(why([] { note_allocated(401); }) == "more memory than allowed");
    CHECK(watch.used() == 600);
    CHECK(why([] { need_memory(400); }) == "");
    CHECK(why([] { need_memory(401); }) == "more memory than allowed");
    {
        WatchAside aside;  // what is shared is counted apart
        CHECK(why([] { note_allocated(900); }) == "");
        CHECK(why([] { note_allocated(200); }) == "more memory than allowed");
    }
    note_released(600);
    CHECK(watch.used() == 0);
    {
        const WatchHold hold;
        CHECK(why([] { note_allocated(5000); }) == "");
    }
    CHECK(watch.used() == 5000);
}

TEST_CASE("cleaning up after a fault is not stopped") {
    Watch watch(nullptr, 10);
    struct Cleaner {
        ~Cleaner() { note_allocated(100); }
    };
    CHECK(why([] {
              Cleaner cleaner;
              need_memory(11);
          }) == "more memory than allowed");
    CHECK(watch.used() == 100);
}

TEST_CASE("long sorts are stopped, and sort as short ones do") {
    std::vector<int> values(300000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<int>(i * 7919 % 10007);
    std::vector<int> a = values, b = values;
    sort_stably(a.begin(), a.end(), [](int x, int y) { return x % 100 < y % 100; });
    std::stable_sort(b.begin(), b.end(), [](int x, int y) { return x % 100 < y % 100; });
    CHECK(a == b);
    Watch watch;
    watch.end_after(-1);
    CHECK(why([&] { sort_stably(a.begin(), a.end(), [](int x, int y) { return x < y; }); }) == "out of time");
}

TEST_CASE("sizes of memory") {
    CHECK(parse_size("700") == 700);
    CHECK(parse_size("512M") == std::size_t{512} << 20);
    CHECK(parse_size("1.5g") == std::size_t{3} << 29);
    CHECK(parse_size("2KiB") == 2048);
    CHECK(parse_size("1TB") == std::size_t{1} << 40);
    for (const char* wrong : {"", "M", "0", "-1", "1X", "1e30", "1 G", "nan", "0.1"}) CHECK_FALSE(parse_size(wrong));
    CHECK(size_text(std::size_t{512} << 20) == "512M");
    CHECK(size_text(1536) == "1.5K");
    CHECK(size_text(700) == "700");
}
