// Standard output and standard error as descriptors: whole writes, terminal or not, colour or not, width. A Terminal
// may be written to by one thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "cli/options.h"

namespace plotmill::cli {

class Terminal {
public:
    Terminal(int descriptor, ColorMode color);

    bool is_terminal() const { return is_terminal_; }
    bool color() const { return color_; }
    int width() const;   // columns; 80 where unknown
    int height() const;  // lines; 24 where unknown

    // All of `text`. After a failure nothing more is written, and error() is the errno of the first.
    bool write(std::string_view text);
    int error() const { return error_; }

    // `text` between the SGR codes, where colour is wanted.
    std::string styled(std::string_view sgr, std::string_view text) const;

private:
    int descriptor_;
    bool is_terminal_ = false;
    bool color_ = false;
    int error_ = 0;
};

// "plotmill: MESSAGE" as a line, "plotmill:" coloured.
std::string complaint(const Terminal& terminal, std::string_view message);

// Control characters (of hostile names) as '?', so that text cannot steer the terminal.
std::string printable(std::string_view text);

}  // namespace plotmill::cli
