// English names of days and months, for reading and writing dates. Only dates*.cpp use them.
#pragma once

#include <array>
#include <string_view>

namespace plotmill {

inline constexpr std::array<std::string_view, 7> day_names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                              "Friday", "Saturday", "Sunday"};
inline constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                                 "May",       "June",     "July",     "August",
                                                                 "September", "October",  "November", "December"};

}  // namespace plotmill
