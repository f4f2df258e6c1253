#include "style/mplstyle.h"

#include "style/rc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plotmill;
    style::RcParams rc = style::default_rc();
    const Source source{"input.mplstyle", std::string(reinterpret_cast<const char*>(data), size)};
    Diagnostics out;
    const bool applied = style::apply_mplstyle(rc, source, out);
    if (applied == out.has_errors()) __builtin_trap();
    for (const Diagnostic& d : out.list()) (void)format_diagnostic(d);
    return 0;
}
