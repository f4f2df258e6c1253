#include "base/zones.h"

#include <chrono>
#include <date/tz.h>
#include <exception>

namespace plotmill {

namespace {

using std::chrono::floor;
using std::chrono::microseconds;
using std::chrono::seconds;

date::sys_info info_at(std::int64_t micros, const Zone& zone) {
    return zone.get_info(date::sys_seconds(floor<seconds>(microseconds(micros))));
}

}  // namespace

bool find_zone(std::string_view name, const Zone*& zone) {
    zone = nullptr;
    if (name == "UTC" || name == "Etc/UTC" || name == "Z") return true;
    try {
        zone = date::locate_zone(std::string(name));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::int64_t to_local(std::int64_t micros, const Zone* zone) {
    return zone ? micros + microseconds(info_at(micros, *zone).offset).count() : micros;
}

std::int64_t from_local(std::int64_t micros, const Zone* zone) {
    if (!zone) return micros;
    const auto info = zone->get_info(date::local_seconds(floor<seconds>(microseconds(micros))));
    const bool skipped = info.result == date::local_info::nonexistent;
    return micros - microseconds(skipped ? info.second.offset : info.first.offset).count();
}

ZoneOffset zone_offset(std::int64_t micros, const Zone* zone) {
    if (!zone) return {"UTC", 0};
    const date::sys_info info = info_at(micros, *zone);
    return {info.abbrev, static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(info.offset).count())};
}

}  // namespace plotmill
