// What is wrong with a job, a figure or its data, in words for people. Plain values: any thread may make, copy and keep
// them, and they stay valid without the job that they speak of.
#pragma once

#include <string>

namespace plotmill::api {

enum class Severity { error, warning, note };

struct Diagnostic {
    Severity severity = Severity::error;
    std::string file;     // as it was named; "<stdin>", or "<figure 'x'>" for one built in code; empty: no place
    unsigned line = 0;    // 1-based; 0 where only the file is known
    unsigned column = 0;  // 1-based, in characters; 0 where only the line is known
    std::string lint;     // which lint it is ("overlap", ...); empty for all else
    std::string message;  // one line, without place and severity
    std::string text;     // "file:line:column: error: message", the line and a caret below it; ends with a newline
    std::string colored;  // the same with ANSI colours
};

}  // namespace plotmill::api
