#include "data/sources/zip.h"

#include <algorithm>
#include <zlib.h>

#include "data/sources/compression.h"

namespace plotmill::data {
namespace {

Diagnostic fault(std::string message) { return error_at({}, std::move(message)); }

// Little-endian numbers; the caller has checked that they are inside.
std::uint64_t read(std::string_view s, std::size_t at, int bytes) {
    std::uint64_t v = 0;
    for (int i = bytes - 1; i >= 0; --i) v = v << 8 | static_cast<unsigned char>(s[at + static_cast<std::size_t>(i)]);
    return v;
}

constexpr std::uint32_t local_magic = 0x04034b50, central_magic = 0x02014b50, end_magic = 0x06054b50,
                        end64_magic = 0x06064b50, locator64_magic = 0x07064b50;

// Replaces sizes that did not fit into 32 bits by those of the zip64 extra field.
bool read_zip64(std::string_view extra, ZipMember& m) {
    while (extra.size() >= 4) {
        const std::size_t id = read(extra, 0, 2), n = read(extra, 2, 2);
        extra.remove_prefix(4);
        if (n > extra.size()) return false;
        if (id == 1) {
            std::size_t at = 0;
            for (std::size_t* v : {&m.size, &m.packed, &m.header}) {
                if (*v != 0xffffffff) continue;
                if (at + 8 > n) return false;
                *v = read(extra, at, 8);
                at += 8;
            }
            return true;
        }
        extra.remove_prefix(n);
    }
    return true;
}

}  // namespace

Result<std::vector<ZipMember>> read_zip_directory(std::string_view archive, std::size_t max_members) {
    if (archive.size() < 22 || !archive.starts_with("PK")) return fault("the file is no .npz archive");
    std::size_t end = archive.size() - 22;
    const std::size_t lowest = end > 65535 ? end - 65535 : 0;
    while (read(archive, end, 4) != end_magic) {
        if (end == lowest) return fault("the archive has no directory (is the file cut off?)");
        --end;
    }
    std::uint64_t count = read(archive, end + 10, 2), offset = read(archive, end + 16, 4);
    if (end >= 20 && read(archive, end - 20, 4) == locator64_magic) {
        const std::uint64_t at = read(archive, end - 20 + 8, 8);
        if (archive.size() < 56 || at > archive.size() - 56 || read(archive, at, 4) != end64_magic)
            return fault("the archive's directory is damaged");
        count = read(archive, at + 32, 8);
        offset = read(archive, at + 48, 8);
    }
    if (count > max_members) return fault("the archive has too many members");
    std::vector<ZipMember> members;
    std::size_t at = offset;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (at > archive.size() || archive.size() - at < 46 || read(archive, at, 4) != central_magic)
            return fault("the archive's directory is damaged");
        const std::size_t flags = read(archive, at + 8, 2), method = read(archive, at + 10, 2);
        const std::size_t name = read(archive, at + 28, 2), extra = read(archive, at + 30, 2),
                          comment = read(archive, at + 32, 2);
        if (archive.size() - at - 46 < name + extra + comment) return fault("the archive's directory is damaged");
        ZipMember m;
        m.crc = static_cast<std::uint32_t>(read(archive, at + 16, 4));
        m.packed = read(archive, at + 20, 4);
        m.size = read(archive, at + 24, 4);
        m.header = read(archive, at + 42, 4);
        m.name = archive.substr(at + 46, name);
        if (!read_zip64(archive.substr(at + 46 + name, extra), m)) return fault("the archive's directory is damaged");
        if (flags & 1) return fault("member '" + m.name + "' is encrypted");
        if (method != 0 && method != 8)
            return fault("member '" + m.name + "' is packed by method " + std::to_string(method) +
                         " (expected stored or deflated)");
        m.deflated = method == 8;
        members.push_back(std::move(m));
        at += 46 + name + extra + comment;
    }
    return members;
}

Result<ZipContent> extract(std::string_view archive, const ZipMember& member) {
    const std::size_t at = member.header;
    if (at > archive.size() || archive.size() - at < 30 || read(archive, at, 4) != local_magic)
        return fault("the archive is damaged");
    const std::size_t skip = 30 + read(archive, at + 26, 2) + read(archive, at + 28, 2);
    if (archive.size() - at < skip || archive.size() - at - skip < member.packed)
        return fault("the archive is cut off");
    const std::string_view packed = archive.substr(at + skip, member.packed);
    const auto crc = [](std::string_view s) {
        return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(s.data()), s.size()));
    };
    if (!member.deflated) {
        if (member.packed != member.size || crc(packed) != member.crc) return fault("the archive is damaged");
        return ZipContent(packed);
    }
    auto content = inflate_raw(packed, member.size);
    if (!content) return content.take_errors();
    if (crc(*content) != member.crc) return fault("the archive is damaged");
    return ZipContent(std::move(*content));
}

}  // namespace plotmill::data
