// The numbers of a column: a vector of its own, or a view of memory that somebody else keeps (a mapped file), which is
// never written: whoever changes a view gets a copy first. Reading is free of locks and safe from any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

namespace plotmill {

// What a view looks at. Any thread.
class Keeper {
public:
    virtual ~Keeper() = default;
    virtual bool intact() const = 0;  // false once the memory holds no longer what it held
};

class NumberBuffer {
public:
    using value_type = double;
    using iterator = double*;
    using const_iterator = const double*;

    NumberBuffer() = default;
    NumberBuffer(std::vector<double> values) : own_(std::move(values)) {}
    NumberBuffer(std::initializer_list<double> values) : own_(values) {}
    static NumberBuffer view(std::span<const double> values, std::shared_ptr<const Keeper> keeper) {
        NumberBuffer b;
        b.view_ = values;
        b.keeper_ = std::move(keeper);
        return b;
    }

    bool is_view() const { return keeper_ != nullptr; }
    bool intact() const { return !keeper_ || keeper_->intact(); }

    std::size_t size() const { return keeper_ ? view_.size() : own_.size(); }
    bool empty() const { return size() == 0; }
    const double* data() const { return keeper_ ? view_.data() : own_.data(); }
    const double& operator[](std::size_t i) const { return data()[i]; }
    const double& front() const { return data()[0]; }
    const double& back() const { return data()[size() - 1]; }
    const double* begin() const { return data(); }
    const double* end() const { return data() + size(); }
    friend bool operator==(const NumberBuffer& a, const std::vector<double>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }
    operator std::vector<double>() const& { return {begin(), end()}; }
    operator std::vector<double>() && { return std::move(owned()); }

    double* data() { return owned().data(); }
    double& operator[](std::size_t i) { return owned()[i]; }
    double* begin() { return owned().data(); }
    double* end() { return owned().data() + own_.size(); }
    void push_back(double v) { owned().push_back(v); }
    void reserve(std::size_t n) { owned().reserve(n); }
    void resize(std::size_t n) { owned().resize(n); }
    void assign(std::size_t n, double v) {
        keeper_ = nullptr;
        own_.assign(n, v);
    }
    void append(std::span<const double> values) { owned().insert(own_.end(), values.begin(), values.end()); }
    void append(std::size_t n, double v) { owned().insert(own_.end(), n, v); }

private:
    std::vector<double>& owned() {
        if (keeper_) {
            own_.assign(view_.begin(), view_.end());
            keeper_ = nullptr;
        }
        return own_;
    }

    std::vector<double> own_;
    std::span<const double> view_;
    std::shared_ptr<const Keeper> keeper_;
};

}  // namespace plotmill
