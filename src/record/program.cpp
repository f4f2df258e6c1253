#include <algorithm>
#include <cstring>
#include <elf.h>
#include <link.h>
#include <string>
#include <string_view>
#include <vector>

#include "io/files.h"
#include "record/fingerprint.h"

namespace plotmill::record {

namespace {

// Libraries that have a part in what is drawn; a new libc is none.
constexpr std::string_view drawing[] = {"libfreetype", "libharfbuzz", "libfribidi", "libdeflate", "libqhull",
                                        "libyaml-cpp", "libsqlite3",  "libpng",     "libz.",      "libm."};

bool draws(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return std::ranges::any_of(drawing, [&](std::string_view d) { return name.starts_with(d); });
}

// The build id that the linker left in an object: a digest of all of its code.
std::string_view build_id(const dl_phdr_info& object) {
    for (int i = 0; i < object.dlpi_phnum; ++i) {
        const ElfW(Phdr)& header = object.dlpi_phdr[i];
        if (header.p_type != PT_NOTE) continue;
        const char* at = reinterpret_cast<const char*>(object.dlpi_addr + header.p_vaddr);
        const char* const end = at + header.p_memsz;
        const auto padded = [](std::size_t n) { return (n + 3) & ~std::size_t{3}; };
        while (end - at >= static_cast<std::ptrdiff_t>(sizeof(ElfW(Nhdr)))) {
            ElfW(Nhdr) note;
            std::memcpy(&note, at, sizeof note);
            const char* const name = at + sizeof note;
            const char* const content = name + padded(note.n_namesz);
            if (content + note.n_descsz > end) break;
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0)
                return {content, note.n_descsz};
            at = content + padded(note.n_descsz);
        }
    }
    return {};
}

int gather(dl_phdr_info* object, std::size_t, void* out) {
    auto& parts = *static_cast<std::vector<std::string>*>(out);
    const std::string_view path = object->dlpi_name ? object->dlpi_name : "";
    const bool program = parts.empty();  // it comes first
    if (program || draws(path)) parts.emplace_back(build_id(*object));
    return 0;
}

}  // namespace

const std::string& program_text() {
    static const std::string text = [] {
        std::vector<std::string> parts;
        ::dl_iterate_phdr(gather, &parts);
        std::ranges::sort(parts);
        std::string all = "plotmill " PLOTMILL_VERSION;
        for (const std::string& p : parts) all += "\n" + p;
        // Time zones come from the system: "# version 2026a".
        if (const auto zones = io::read_file("/usr/share/zoneinfo/tzdata.zi", std::size_t{16} << 20))
            all += "\n" + zones->substr(0, zones->find('\n'));
        return all;
    }();
    return text;
}

}  // namespace plotmill::record
