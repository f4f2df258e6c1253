// A value or the diagnostics that say why there is none.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace plotmill {

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : value_(std::move(value)) {}
    Result(Diagnostic d) { errors_.push_back(std::move(d)); }
    Result(std::vector<Diagnostic> ds) : errors_(std::move(ds)) { assert(!errors_.empty()); }

    explicit operator bool() const { return value_.has_value(); }
    bool ok() const { return value_.has_value(); }
    T& operator*() { return *value_; }
    const T& operator*() const { return *value_; }
    T* operator->() { return &*value_; }
    const T* operator->() const { return &*value_; }
    const std::vector<Diagnostic>& errors() const { return errors_; }
    std::vector<Diagnostic> take_errors() { return std::move(errors_); }

    // Moves the errors, if any, into `out` and returns the value as an optional.
    std::optional<T> or_report(Diagnostics& out) {
        for (Diagnostic& d : errors_) out.add(std::move(d));
        errors_.clear();
        return std::move(value_);
    }

private:
    std::optional<T> value_;
    std::vector<Diagnostic> errors_;
};

struct Ok {};
using Status = Result<Ok>;

}  // namespace plotmill
