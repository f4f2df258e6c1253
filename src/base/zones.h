// Time zones of the system's tz database, by their names ("Europe/Berlin"). Any thread; the database is read when a job
// first names a zone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace plotmill {

// Lives as long as the process. Null stands for UTC.
using Zone = date::time_zone;

// Whether there is such a zone; `zone` is null for UTC.
bool find_zone(std::string_view name, const Zone*& zone);

// Microseconds since 1970 as clocks there show them, and back: the first of two equal times where clocks are set back,
// and the offset after it where they skip one, as dateutil has it.
std::int64_t to_local(std::int64_t micros, const Zone* zone);
std::int64_t from_local(std::int64_t micros, const Zone* zone);

struct ZoneOffset {
    std::string name;  // "CEST"
    int minutes = 0;   // east of UTC
};
ZoneOffset zone_offset(std::int64_t micros, const Zone* zone);

}  // namespace plotmill
