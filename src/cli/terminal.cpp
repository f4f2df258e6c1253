#include "cli/terminal.h"

#include <cerrno>
#include <cstdlib>
#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace plotmill::cli {

namespace {

bool environment_allows_color() {
    const char* no_color = std::getenv("NO_COLOR");
    if (no_color && *no_color) return false;
    const char* term = std::getenv("TERM");
    return term && *term && std::string_view(term) != "dumb";
}

void wait_for_room(int descriptor) {
    pollfd wait{descriptor, POLLOUT, 0};
    ::poll(&wait, 1, -1);
}

}  // namespace

Terminal::Terminal(int descriptor, ColorMode color) : descriptor_(descriptor), is_terminal_(::isatty(descriptor) == 1) {
    color_ =
        color == ColorMode::always || (color == ColorMode::automatic && is_terminal_ && environment_allows_color());
}

int Terminal::width() const {
    winsize size{};
    if (::ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

int Terminal::height() const {
    winsize size{};
    if (::ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_row > 0) return size.ws_row;
    return 24;
}

bool Terminal::write(std::string_view text) {
    while (error_ == 0 && !text.empty()) {
        const ssize_t n = ::write(descriptor_, text.data(), text.size());
        if (n >= 0)
            text.remove_prefix(static_cast<std::size_t>(n));
        else if (errno == EAGAIN)  // a descriptor that someone made non-blocking
            wait_for_room(descriptor_);
        else if (errno != EINTR)
            error_ = errno;
    }
    return error_ == 0;
}

std::string Terminal::styled(std::string_view sgr, std::string_view text) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", sgr, text) : std::string(text);
}

std::string complaint(const Terminal& terminal, std::string_view message) {
    return terminal.styled("1;31", "plotmill:") + " " + printable(message) + "\n";
}

std::string printable(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    return out;
}

}  // namespace plotmill::cli
