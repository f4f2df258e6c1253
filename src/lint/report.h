// What the lints have to say: where each of them stands in the job, in words and numbers, and whether it is switched
// on. Used by one thread per figure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "resolve/resolved.h"
#include "scene/scene.h"
#include "spec/reader.h"

namespace plotmill::lint {

enum class Check : std::uint8_t { cut_off, overlap, characters, outside, empty, legend, categories };
inline constexpr std::size_t check_count = 7;

// The name of the check in messages, and its key in `lint`.
std::string_view name_of(Check check);

// The checks that are on.
class Switches {
public:
    bool on(Check check) const { return (bits_ >> static_cast<unsigned>(check) & 1u) != 0; }
    bool any() const { return bits_ != 0; }
    // Applies a job's or a figure's `lint`, where it has one.
    void read(const spec::Fields& fields);

private:
    std::uint32_t bits_ = (1u << check_count) - 1;
};

class Report {
public:
    // `span`: of the figure's name, for what has no place of its own.
    Report(const resolve::ResolvedFigure& figure, Span span, Switches switches, Diagnostics& out)
        : figure_(figure), span_(span), switches_(switches), out_(out) {}

    bool on(Check check) const { return switches_.on(check); }

    // `hint`: what to do about it, without a full stop. `more`: another place to look at.
    void say(Check check, Span span, std::string message, std::string hint, Span more = {}, std::string why_more = {});

    // Where in the job the subject is written.
    Span place(const scene::Subject& subject) const;
    Span place_of_layer(int layer) const;
    // "tick label '3'", "title 'Growth'", "text 'peak' of layer 'annotate'".
    std::string describe(const scene::Subject& subject, std::string_view text) const;
    std::string layer_name(int layer) const;

private:
    const resolve::ResolvedFigure& figure_;
    Span span_;
    Switches switches_;
    Diagnostics& out_;
};

// 'text' in quotes; long ones cut.
std::string quoted(std::string_view text);
// "1 pixel", "12 pixels".
std::string counted(std::size_t n, std::string_view noun);

}  // namespace plotmill::lint
