#include "plotmill/version.h"

#include <algorithm>

#include "api/build_config.h"

namespace plotmill::api {

std::string version() { return PLOTMILL_VERSION; }

BuildInfo build_info() {
    BuildInfo info;
    info.version = PLOTMILL_VERSION;
    info.compiler = PLOTMILL_COMPILER;
    info.build_type = PLOTMILL_BUILDTYPE;
#if defined(__SANITIZE_THREAD__)
    info.flags = "thread sanitizer";
#elif defined(__SANITIZE_ADDRESS__)
    info.flags = "address sanitizer";
#endif
#if !defined(NDEBUG)
    info.flags += info.flags.empty() ? "assertions" : ", assertions";
#endif
    info.libraries = {PLOTMILL_LIBRARIES};
    std::sort(info.libraries.begin(), info.libraries.end());
    return info;
}

}  // namespace plotmill::api
