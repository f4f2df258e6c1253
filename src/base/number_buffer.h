// The numbers of a column, of a line, of a grid: memory of its own, or a view of memory that somebody else keeps (a
// mapped file). Copies share the memory, which is never written then: whoever changes a view or a shared buffer gets a
// copy first. Reading is free of locks and safe from any thread; writing is for the only one who knows the object.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/scan.h"

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
    NumberBuffer(std::vector<double> values) { take(std::move(values)); }
    NumberBuffer(std::initializer_list<double> values) { take(values); }
    static NumberBuffer view(std::span<const double> values, std::shared_ptr<const Keeper> keeper) {
        NumberBuffer b;
        b.view_ = values;
        b.keeper_ = std::move(keeper);
        b.known_ = std::make_shared<Known>();
        return b;
    }

    bool is_view() const { return keeper_ != nullptr; }
    bool intact() const { return !keeper_ || keeper_->intact(); }

    std::size_t size() const { return view_.size(); }
    bool empty() const { return view_.empty(); }
    const double* data() const { return view_.data(); }
    const double& operator[](std::size_t i) const { return view_[i]; }
    const double& front() const { return view_.front(); }
    const double& back() const { return view_.back(); }
    const double* begin() const { return data(); }
    const double* end() const { return data() + size(); }
    // `count` numbers from there on, in the same memory.
    NumberBuffer part(std::size_t from, std::size_t count) const {
        NumberBuffer out = *this;
        out.view_ = view_.subspan(from, count);
        if (count != size()) out.known_ = nullptr;
        return out;
    }
    // Looked up once for all that share the memory.
    Extremes extremes() const {
        if (!known_) return plotmill::extremes(view_);
        if (known_->state.load(std::memory_order_acquire) == Known::there) return known_->extremes;
        const Extremes found = plotmill::extremes(view_);
        int expected = Known::none;  // who comes second keeps what it found to itself
        if (known_->state.compare_exchange_strong(expected, Known::written)) {
            known_->extremes = found;
            known_->state.store(Known::there, std::memory_order_release);
        }
        return found;
    }
    friend bool operator==(const NumberBuffer& a, const NumberBuffer& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }
    friend bool operator==(const NumberBuffer& a, const std::vector<double>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }
    operator std::vector<double>() const& { return {begin(), end()}; }
    operator std::vector<double>() && {
        std::vector<double> out = std::move(owned());
        *this = {};
        return out;
    }

    double* data() { return owned().data(); }
    double& operator[](std::size_t i) { return owned()[i]; }
    double& front() { return owned().front(); }
    double& back() { return owned().back(); }
    double* begin() { return owned().data(); }
    double* end() { return begin() + size(); }
    void push_back(double v) { owned().push_back(v), see(); }
    void reserve(std::size_t n) { owned().reserve(n), see(); }
    void resize(std::size_t n) { owned().resize(n), see(); }
    void assign(std::size_t n, double v) { take(std::vector<double>(n, v)); }
    void append(std::span<const double> values) {
        owned().insert(own_->end(), values.begin(), values.end());
        see();
    }
    void append(std::size_t n, double v) {
        owned().insert(own_->end(), n, v);
        see();
    }
    void clear() { *this = {}; }

private:
    static constexpr std::size_t worth_knowing = 4096;
    struct Known {
        enum : int { none, written, there };
        std::atomic<int> state = none;
        Extremes extremes;
    };

    void see() { view_ = *own_; }
    void take(std::vector<double> values) {
        own_ = std::make_shared<std::vector<double>>(std::move(values));
        keeper_ = nullptr;
        known_ = own_->size() >= worth_knowing ? std::make_shared<Known>() : nullptr;
        see();
    }
    // The vector that is this object's alone and holds what it shows.
    std::vector<double>& owned() {
        if (!own_ || own_.use_count() != 1 || own_->size() != view_.size())
            take(std::vector<double>(view_.begin(), view_.end()));
        known_ = nullptr;
        return *own_;
    }

    std::span<const double> view_;
    std::shared_ptr<std::vector<double>> own_;
    std::shared_ptr<const Keeper> keeper_;
    std::shared_ptr<Known> known_;  // null: nothing is remembered
};

using Numbers = NumberBuffer;

}  // namespace plotmill
