// The values of a NumPy array, of every width and byte order, as doubles. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "data/sources/npy_header.h"

namespace plotmill::data {

// How the elements of an array lie in memory: each `stride` bytes after the other, or in Fortran's order of `shape`.
struct NpyLayout {
    const char* data = nullptr;
    std::size_t stride = 0;
    std::size_t count = 0;
    bool fortran = false;
    std::vector<std::size_t> shape;
};

// In C order. Not for texts. `inexact`: the index of the first integer that a number does not hold exactly; `count`
// where there is none.
std::vector<double> npy_numbers(const NpyLayout& layout, const NpyType& type, std::size_t& inexact);

std::vector<std::string> npy_texts(const NpyLayout& layout, const NpyType& type);

// The digits of integers of 64 bits.
std::vector<std::string> npy_digits(const NpyLayout& layout, const NpyType& type);

}  // namespace plotmill::data
