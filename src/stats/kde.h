// Kernel density estimates with Gaussian kernels in one dimension, as Matplotlib's mlab.GaussianKDE (and SciPy's
// gaussian_kde). Numbers in, numbers out; pure functions, any thread.
#pragma once

#include <span>
#include <vector>

namespace plotmill::stats {

// Bandwidth in standard deviations of the data, by Scott's rule or Silverman's.
double scott_factor(std::size_t values);
double silverman_factor(std::size_t values);

// The density at each of `at`. At least two values, not all equal; `factor` is the bandwidth in standard deviations.
std::vector<double> gaussian_kde(std::span<const double> values, double factor, std::span<const double> at);

}  // namespace plotmill::stats
