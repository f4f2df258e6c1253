#include "data/sources/npy_header.h"

#include <charconv>
#include <limits>
#include <utility>

namespace plotmill::data {
namespace {

class HeaderParser {
public:
    HeaderParser(std::string_view text, std::string& why) : text_(text), why_(why) {}

    bool run(NpyHeader& h) {
        bool descr = false, order = false, shape = false;
        if (!take('{')) return fail();
        while (!take('}')) {
            std::string key;
            if (!string(key) || !take(':')) return fail();
            if (key == "descr") {
                if (std::exchange(descr, true) || !type(h)) return fail();
            } else if (key == "fortran_order") {
                h.fortran_order = word("True");
                if (std::exchange(order, true) || (!h.fortran_order && !word("False"))) return fail();
            } else if (key == "shape") {
                if (std::exchange(shape, true) || !numbers(h.shape)) return fail();
            } else {
                return fail();
            }
            take(',');
        }
        return (descr && order && shape) || fail();
    }

private:
    bool fail() {
        if (why_.empty()) why_ = "the header is damaged";
        return false;
    }
    void blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    }
    bool take(char c) {
        blanks();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool word(std::string_view w) {
        blanks();
        if (!text_.substr(at_).starts_with(w)) return false;
        at_ += w.size();
        return true;
    }
    bool string(std::string& out) {
        blanks();
        if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) return false;
        const char quote = text_[at_++];
        out.clear();
        for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
            out += text_[at_];
        }
        return take(quote);
    }
    bool number(std::size_t& out) {
        blanks();
        const auto r = std::from_chars(text_.data() + at_, text_.data() + text_.size(), out);
        if (r.ec != std::errc()) return false;
        at_ = static_cast<std::size_t>(r.ptr - text_.data());
        word("L");
        return true;
    }
    bool numbers(std::vector<std::size_t>& out) {
        if (!take('(')) return false;
        while (!take(')')) {
            std::size_t n = 0;
            if (out.size() >= 8 || !number(n)) return false;
            out.push_back(n);
            take(',');
        }
        return true;
    }

    // '<f8', or a list of ('name', '<f8') and ('name', '<f8', (2,)).
    bool type(NpyHeader& h) {
        std::string code;
        if (string(code)) {
            NpyField f;
            if (!plain(code, f.type)) return false;
            h.element_size = f.type.size;
            h.fields.push_back(f);
            return true;
        }
        if (!take('[')) return false;
        h.record = true;
        while (!take(']')) {
            NpyField f;
            if (!take('(')) return false;
            if (take('(')) {  // (title, name)
                std::string title;
                if (!string(title) || !take(',') || !string(f.name) || !take(')')) return false;
            } else if (!string(f.name)) {
                return false;
            }
            if (!take(',')) return false;
            if (!string(code)) {
                why_ = "field '" + f.name + "' is a record itself, which is not read";
                return false;
            }
            if (!plain(code, f.type)) return false;
            if (take(',')) {
                blanks();
                if (at_ < text_.size() && text_[at_] != ')') {
                    why_ = "field '" + f.name + "' is an array itself, which is not read";
                    return false;
                }
            }
            if (!take(')')) return false;
            take(',');
            f.offset = h.element_size;
            h.element_size += f.type.size;
            if (h.fields.size() >= 10'000 || h.element_size > (std::size_t{1} << 30)) return false;
            if (f.type.kind != 'V') h.fields.push_back(std::move(f));
        }
        return !h.fields.empty();
    }

    bool plain(std::string_view code, NpyType& t) {
        const std::string shown(code);
        const auto unread = [&](std::string_view hint = "") {
            why_ = "the element type '" + shown + "' is not read" + std::string(hint);
            return false;
        };
        if (code.empty()) return false;
        if (code[0] == '<' || code[0] == '>' || code[0] == '|' || code[0] == '=') {
            t.big_endian = code[0] == '>';
            code.remove_prefix(1);
        }
        if (code.empty()) return false;
        t.kind = code[0];
        std::size_t n = 0;
        const auto r = std::from_chars(code.data() + 1, code.data() + code.size(), n);
        if (r.ec != std::errc()) return t.kind == 'O' ? unread(" (Python objects)") : unread();
        const std::string_view rest(r.ptr, static_cast<std::size_t>(code.data() + code.size() - r.ptr));
        if (n > (std::size_t{1} << 28)) return unread();
        t.size = t.kind == 'U' ? 4 * n : n;
        switch (t.kind) {
            case 'b':
                return n == 1 || unread();
            case 'i':
            case 'u':
                return n == 1 || n == 2 || n == 4 || n == 8 || unread();
            case 'f':
                return n == 2 || n == 4 || n == 8 || n == 12 || n == 16 || unread();
            case 'U':
            case 'S':
            case 'V':
                return true;
            case 'M':
            case 'm':
                return (n == 8 && unit(rest, t) && (t.kind == 'M' || !t.months_per_unit)) || unread();
            case 'c':
                return n == 8 || n == 16 || n == 24 || n == 32 || unread();
            default:
                return unread();
        }
    }

    // "[D]", "[ms]", "[10us]".
    static bool unit(std::string_view s, NpyType& t) {
        if (!s.starts_with('[') || !s.ends_with(']')) return false;
        s = s.substr(1, s.size() - 2);
        double count = 1;
        unsigned k = 0;
        const auto r = std::from_chars(s.data(), s.data() + s.size(), k);
        if (r.ec == std::errc()) {
            count = k;
            s.remove_prefix(static_cast<std::size_t>(r.ptr - s.data()));
        }
        struct {
            std::string_view name;
            double days;
        } units[] = {
            {"W", 7},
            {"D", 1},
            {"h", 1 / 24.0},
            {"m", 1 / 1440.0},
            {"s", 1 / 86400.0},
            {"ms", 1 / 86400e3},
            {"us", 1 / 86400e6},
            {"ns", 1 / 86400e9},
            {"ps", 1 / 86400e12},
            {"fs", 1 / 86400e15},
            {"as", 1 / 86400e18},
        };
        if (s == "Y" || s == "M") {
            t.months_per_unit = static_cast<std::int64_t>(count) * (s == "Y" ? 12 : 1);
            return count > 0;
        }
        for (const auto& u : units)
            if (s == u.name) {
                t.days_per_unit = count * u.days;
                return count > 0;
            }
        return false;
    }

    std::string_view text_;
    std::string& why_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<NpyHeader> parse_npy_header(std::string_view bytes, std::string& why) {
    why.clear();
    if (!bytes.starts_with("\x93NUMPY") || bytes.size() < 10) {
        why = "the file is no .npy file";
        return std::nullopt;
    }
    const int major = bytes[6];
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    std::size_t length = byte(8) | byte(9) << 8, start = 10;
    if (major == 2 || major == 3) {
        if (bytes.size() < 12) {
            why = "the header is cut off";
            return std::nullopt;
        }
        length |= byte(10) << 16 | byte(11) << 24;
        start = 12;
    } else if (major != 1) {
        why = "version " + std::to_string(major) + " of .npy is not known";
        return std::nullopt;
    }
    if (length > bytes.size() - start || length > (std::size_t{16} << 20)) {
        why = "the header is cut off";
        return std::nullopt;
    }
    NpyHeader h;
    if (!HeaderParser(bytes.substr(start, length), why).run(h)) return std::nullopt;
    h.data = start + length;
    return h;
}

}  // namespace plotmill::data
