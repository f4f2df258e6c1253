// The tables of numbers that tests/peers/tables.py has made of small data with NumPy, SciPy, contourpy and Matplotlib.
#pragma once

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace plotmill::test {

using Json = nlohmann::json;
using NumberList = std::vector<double>;

inline Json table(const std::string& name) {
    std::ifstream file(std::string(PLOTMILL_TABLES "/") + name + ".json");
    REQUIRE(file.good());
    return Json::parse(file);
}

inline double number(const Json& j) { return j.is_null() ? std::numeric_limits<double>::quiet_NaN() : j.get<double>(); }

// A list, or the rows of several one after the other.
inline NumberList numbers(const Json& j) {
    NumberList out;
    for (const Json& v : j) {
        if (v.is_array()) {
            const NumberList row = numbers(v);
            out.insert(out.end(), row.begin(), row.end());
        } else {
            out.push_back(number(v));
        }
    }
    return out;
}

inline std::map<std::string, NumberList> sets() {
    std::map<std::string, NumberList> out;
    for (const Json& s : table("sets")) out[s["name"]] = numbers(s["values"]);
    return out;
}

// To 1e-9 of the largest number of the table.
inline void check_near(const NumberList& got, const NumberList& wanted) {
    REQUIRE(got.size() == wanted.size());
    double scale = 0, worst = 0;
    for (double v : wanted)
        if (std::isfinite(v)) scale = std::max(scale, std::fabs(v));
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (std::isnan(wanted[i]) && std::isnan(got[i])) continue;
        const double off = std::fabs(got[i] - wanted[i]);
        worst = off <= worst ? worst : off;  // NaN is the worst
    }
    CHECK(worst <= 1e-9 * scale);
}

}  // namespace plotmill::test
