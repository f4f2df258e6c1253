// What the figures of a matrix have in common where they ask for it (`share`): limits, norms and colours. Each figure
// is resolved once to be measured; the measures, merged in the figures' order, then hold for each of them. Plain
// values, never changed once merged.
#pragma once

#include <array>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "spec/reader.h"
#include "style/norm.h"

namespace plotmill::resolve {

struct ShareWish {
    bool xlim = false, ylim = false, norm = false, colors = false;
    bool limits(bool x) const { return x ? xlim : ylim; }
};
ShareWish read_share(const spec::Fields& figure);

// One direction of one axes: what autoscaling looks at.
struct SharedAxis {
    enum Kind : unsigned { numbers = 1, dates = 2, names = 4 };
    double lo = std::numeric_limits<double>::infinity(), hi = -lo;  // data limits; lo > hi: none
    double minpos = lo;                                             // smallest positive value
    std::vector<double> stickies;                                   // sorted, each once
    std::vector<std::string> categories;                            // in order of first appearance
    unsigned kinds = 0;

    bool one_kind() const { return (kinds & (kinds - 1)) == 0; }
    void merge(const SharedAxis& other);
};

struct SharedScales {
    std::vector<std::array<SharedAxis, 2>> axes;  // x and y, in the order of creation
    // Of the layer at a place of an axes: lowest and highest value that its norm can show.
    std::map<std::pair<std::size_t, std::size_t>, std::pair<double, double>> norms;
    // The values that `by` found in the columns of a name, in order of first appearance.
    std::vector<std::pair<std::string, std::vector<std::string>>> values;

    void merge(const SharedScales& other);  // of a later figure
    void add_values(const std::string& column, std::span<const std::string> labels);
    const std::vector<std::string>* values_of(const std::string& column) const;
};

// A figure's part in it: what it wants, what holds (null while it is measured), and where its own measures go.
struct Sharing {
    ShareWish wish;
    const SharedScales* scales = nullptr;
    SharedScales* measured = nullptr;

    // What holds for a direction of an axes; null for none.
    const SharedAxis* axis(std::size_t axes, bool x) const;
    // Norm::autoscale over all figures, for the layer at that place.
    void autoscale(style::Norm& norm, std::span<const double> values, std::size_t axes, std::size_t layer) const;
};

}  // namespace plotmill::resolve
