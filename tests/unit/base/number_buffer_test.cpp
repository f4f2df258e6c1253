#include "base/number_buffer.h"

#include <doctest/doctest.h>

#include "base/points.h"

using namespace plotmill;

namespace {

struct Memory final : Keeper {
    std::vector<double> values{1, 2, 3, 4};
    bool whole = true;
    bool intact() const override { return whole; }
};

}  // namespace

TEST_CASE("number buffers: copies share memory until one is written") {
    NumberBuffer a{1, 2, 3};
    NumberBuffer b = a;
    CHECK(std::as_const(a).data() == std::as_const(b).data());
    b[1] = 9;
    CHECK(a == std::vector<double>{1, 2, 3});
    CHECK(b == std::vector<double>{1, 9, 3});
    NumberBuffer tail = a.part(1, 2);
    CHECK(tail == std::vector<double>{2, 3});
    tail.push_back(4);
    CHECK(tail == std::vector<double>{2, 3, 4});
    CHECK(a.size() == 3);
    a.append(2, 7);
    a.append(tail);
    CHECK(a == std::vector<double>{1, 2, 3, 7, 7, 2, 3, 4});
    a.resize(2);
    CHECK(a == std::vector<double>{1, 2});
    a.front() = 5;
    a.back() = 6;
    const std::vector<double> moved = std::move(a);
    CHECK(moved == std::vector<double>{5, 6});
    NumberBuffer none;
    none.append(std::span<const double>());
    CHECK(none.empty());
    none.push_back(1);
    CHECK(none == std::vector<double>{1});
}

TEST_CASE("number buffers: a view is never written") {
    const auto memory = std::make_shared<Memory>();
    NumberBuffer v = NumberBuffer::view(memory->values, memory);
    CHECK(v.is_view());
    CHECK(v.intact());
    NumberBuffer w = v.part(1, 2);
    CHECK(w.is_view());
    memory->whole = false;
    CHECK_FALSE(w.intact());
    w[0] = 8;
    CHECK_FALSE(w.is_view());
    CHECK(w.intact());
    CHECK(memory->values[1] == 2);
    CHECK(std::as_const(v).data() == memory->values.data());
}

TEST_CASE("number buffers: extremes follow what is written") {
    std::vector<double> many(5000, 1.0);
    many[77] = -3;
    NumberBuffer a = many;
    const NumberBuffer b = a;
    CHECK(a.extremes().low == -3);
    CHECK(b.extremes().low == -3);
    CHECK(b.part(100, 4000).extremes().low == 1);
    a[3] = -9;
    CHECK(a.extremes().low == -9);
    CHECK(b.extremes().low == -3);
    a.push_back(50);
    CHECK(a.extremes().high == 50);
    NumberBuffer c = b;
    c = NumberBuffer{7};
    CHECK(c.extremes().low == 7);
}

TEST_CASE("points: a list, columns, and columns through a map") {
    const Points list{{1, 2}, {3, 4}};
    CHECK(list.size() == 2);
    CHECK(list[1] == Point{3, 4});
    const Points::Map map{2, 10, 3, 1, 100};
    CHECK(list.mapped(map)[1] == Point{16, 87});
    const Points columns(NumberBuffer{1, 3}, NumberBuffer{2, 4});
    CHECK(columns == list);
    CHECK(columns.mapped(map) == list.mapped(map));
    const Points counted(NumberBuffer(), NumberBuffer{5, 6, 7});
    CHECK(counted[2] == Point{2, 7});
    CHECK(counted.mapped(map)[2] == Point{14, 78});
    CHECK(Points().empty());
    Points grown;
    grown.push_back({1, 2});
    grown.push_back({3, 4});
    CHECK(grown == list);
}
