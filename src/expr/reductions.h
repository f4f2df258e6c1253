// Reductions over the values of a column that are not gaps, rounded as NumPy rounds them. Pure functions; the vector
// may be reordered. Of nothing, everything is NaN but the sum (0).
#pragma once

#include <vector>

namespace plotmill::expr {

double sum_of(std::vector<double>& v);
double mean_of(std::vector<double>& v);
double median_of(std::vector<double>& v);
double std_of(std::vector<double>& v);  // of the population (ddof 0)
double min_of(std::vector<double>& v);
double max_of(std::vector<double>& v);

}  // namespace plotmill::expr
