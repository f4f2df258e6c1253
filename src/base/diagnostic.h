// Faults of the input, as values. Any thread may make and hold them; formatting reads the spans' sources.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"

namespace plotmill {

enum class Severity { error, warning, note };

struct Diagnostic {
    Severity severity = Severity::error;
    Span span;
    std::string message;  // one line, no full stop; words of the user in 'quotes'
    std::vector<std::pair<Span, std::string>> notes;
    std::string_view lint = {};  // which lint it is; a constant. Empty: none
};

inline Diagnostic error_at(Span span, std::string message) { return {Severity::error, span, std::move(message), {}}; }

// A list that stages add to. Errors do not throw: the stage goes on as far as that makes sense, so that several faults
// of a file are reported at once.
class Diagnostics {
public:
    void add(Diagnostic d) {
        if (d.severity == Severity::error) ++errors_;
        list_.push_back(std::move(d));
    }
    void error(Span span, std::string message) { add(error_at(span, std::move(message))); }
    void warning(Span span, std::string message) { add({Severity::warning, span, std::move(message), {}}); }
    bool has_errors() const { return errors_ > 0; }
    std::size_t error_count() const { return errors_; }
    const std::vector<Diagnostic>& list() const { return list_; }
    std::vector<Diagnostic> take() {
        errors_ = 0;
        return std::exchange(list_, {});
    }

private:
    std::vector<Diagnostic> list_;
    std::size_t errors_ = 0;
};

// "file:line:col: error: message" with the source line and a caret where the source holds its text. `color` adds ANSI
// colours. Lines longer than 160 characters are cut around the span. Ends with a newline.
std::string format_diagnostic(const Diagnostic& d, bool color = false);

}  // namespace plotmill
