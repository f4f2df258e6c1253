// Loops with AVX2 where the processor has it. Such a loop stands beside a plain one that gives the same bits: nothing
// is fused, and sums are not reordered. The functions take `wide` so that tests can ask for either.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define PLOTMILL_WIDE 1
#define PLOTMILL_AVX2 __attribute__((target("avx2,bmi")))
#endif

namespace plotmill {

#ifdef PLOTMILL_WIDE
inline bool wide_loops() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"); }
#else
inline bool wide_loops() { return false; }
#endif

}  // namespace plotmill
