// The documented generator behind `normal` and `uniform`: the same numbers on every machine and in every version.
//
//   state      xoshiro256++ (Blackman and Vigna), its four words filled from the seed by splitmix64
//   uniform    the upper 52 bits k of a draw, as (k + 0.5) / 2^52: never 0, never 1
//   normal     Wichura's AS 241 (PPND16) of one uniform, with a logarithm of our own, so that nothing but IEEE
//              additions, multiplications, divisions and square roots is used
#pragma once

#include <cstdint>

namespace plotmill::data {

class Random {
public:
    explicit Random(std::uint64_t seed);
    std::uint64_t next();
    double uniform();  // 0 < u < 1
    double normal();   // mean 0, standard deviation 1

private:
    std::uint64_t state_[4];
};

// The quantile of the standard normal distribution; 0 < p < 1.
double normal_quantile(double p);

}  // namespace plotmill::data
