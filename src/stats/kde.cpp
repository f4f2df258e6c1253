#include "stats/kde.h"

#include <cmath>
#include <numbers>

#include "base/watch.h"
#include "stats/bins.h"

namespace plotmill::stats {

double scott_factor(std::size_t values) { return std::pow(static_cast<double>(values), -1.0 / 5); }

double silverman_factor(std::size_t values) { return std::pow(static_cast<double>(values) * 3.0 / 4.0, -1.0 / 5); }

std::vector<double> gaussian_kde(std::span<const double> values, double factor, std::span<const double> at) {
    const double count = static_cast<double>(values.size()), centre = mean(values);
    double squares = 0;
    for (double v : values) squares += (v - centre) * (v - centre);
    const double variance = squares / (count - 1);
    const double inverse = 1 / variance / (factor * factor);
    const double norm = std::sqrt(2 * std::numbers::pi * variance * factor * factor) * count;
    std::vector<double> out;
    out.reserve(at.size());
    for (double x : at) {
        poll_now();
        double sum = 0;
        for (double v : values) {
            const double diff = v - x;
            sum += std::exp(-(diff * (inverse * diff)) / 2);
        }
        out.push_back(sum / norm);
    }
    return out;
}

}  // namespace plotmill::stats
