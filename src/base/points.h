// Points in a list of their own, or in the columns of a table and seen through a map of each direction: what a line or
// a scatter of millions of points is made of, without a copy of them. A value; copies share the columns. Any thread.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <vector>

#include "base/geometry.h"
#include "base/number_buffer.h"

namespace plotmill {

class Points {
public:
    // x' = ax x + ex and y' = height - (ay y + ey): data to pixels, which count downwards.
    struct Map {
        double ax = 1, ex = 0, ay = 1, ey = 0, height = 0;
        double x(double v) const { return ax * v + ex; }
        double y(double v) const { return height - (ay * v + ey); }
        friend bool operator==(const Map&, const Map&) = default;
    };

    Points() = default;
    Points(std::vector<Point> points) : own_(std::move(points)) {}
    Points(std::initializer_list<Point> points) : own_(points) {}
    // As many as y has; x has as many, or none: then it counts 0, 1, 2, ...
    Points(Numbers x, Numbers y) : x_(std::move(x)), y_(std::move(y)) {}
    Points mapped(const Map& map) const {  // of points that are not mapped yet
        Points out = *this;
        for (Point& p : out.own_) p = {map.x(p.x), map.y(p.y)};
        out.map_ = map;
        out.mapped_ = true;
        return out;
    }

    std::size_t size() const { return own_.empty() ? y_.size() : own_.size(); }
    bool empty() const { return size() == 0; }
    Point operator[](std::size_t i) const {
        if (!own_.empty()) return own_[i];
        const Point p{x_.empty() ? static_cast<double>(i) : x_[i], y_[i]};
        return mapped_ ? Point{map_.x(p.x), map_.y(p.y)} : p;
    }
    void push_back(Point p) { own_.push_back(p); }  // to points that are in no columns

    // What it is made of, where in_columns(). x() is empty where it counts.
    bool in_columns() const { return own_.empty(); }
    const Numbers& x() const { return x_; }
    const Numbers& y() const { return y_; }
    const Map* map() const { return mapped_ ? &map_ : nullptr; }

    class const_iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Point;
        using difference_type = std::ptrdiff_t;
        using pointer = const Point*;
        using reference = Point;

        const_iterator(const Points* all, std::size_t i) : all_(all), i_(i) {}
        Point operator*() const { return (*all_)[i_]; }
        const_iterator& operator++() {
            ++i_;
            return *this;
        }
        const_iterator operator++(int) {
            const const_iterator before = *this;
            ++i_;
            return before;
        }
        friend bool operator==(const const_iterator& a, const const_iterator& b) { return a.i_ == b.i_; }

    private:
        const Points* all_;
        std::size_t i_;
    };
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, size()}; }

    std::vector<Point> list() const {
        if (!own_.empty()) return own_;
        std::vector<Point> out;
        out.reserve(size());
        for (const Point p : *this) out.push_back(p);
        return out;
    }
    friend bool operator==(const Points& a, const Points& b) { return a.list() == b.list(); }

private:
    std::vector<Point> own_;
    Numbers x_, y_;
    Map map_;
    bool mapped_ = false;
};

}  // namespace plotmill
