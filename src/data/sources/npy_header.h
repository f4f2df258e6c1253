// The header of a .npy file: a Python dictionary of three keys, and the element types that plotmill reads. Pure
// functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plotmill::data {

struct NpyType {
    char kind = 'f';  // b i u f c U S M m, or V: a gap of a record
    bool big_endian = false;
    std::size_t size = 8;              // bytes
    double days_per_unit = 0;          // M and m
    std::int64_t months_per_unit = 0;  // M, in place of days where it is not 0
};

struct NpyField {
    std::string name;  // empty for an array of plain values
    NpyType type;
    std::size_t offset = 0;  // in the element
};

struct NpyHeader {
    std::vector<NpyField> fields;
    bool record = false;
    std::size_t element_size = 0;
    bool fortran_order = false;
    std::vector<std::size_t> shape;
    std::size_t data = 0;  // where the values start
};

// No value, and `why`, where the bytes are no .npy file of a kind that is read.
std::optional<NpyHeader> parse_npy_header(std::string_view bytes, std::string& why);

}  // namespace plotmill::data
