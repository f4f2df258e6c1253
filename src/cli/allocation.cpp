// The program's operator new and delete: malloc and free, which tell the watch of the figure in work (base/watch.h) of
// large blocks. Small ones are many and sum up to little. Sanitizers bring their own.
#include "cli/allocation.h"

#include <algorithm>
#include <cstdlib>
#include <malloc.h>
#include <new>

#include "base/watch.h"
#include "plotmill/batch.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

constexpr std::size_t large = 64 * 1024;
constexpr std::size_t slack = 64;  // by which a block may be larger than was asked for

[[gnu::noinline]] void* allocate_large(std::size_t size) {
    plotmill::note_allocated(size);
    if (void* p = std::malloc(size)) return p;
    plotmill::note_released(size);
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
    if (size >= large) return allocate_large(size);
    if (void* p = std::malloc(size ? size : 1)) return p;
    throw std::bad_alloc();
}

void operator delete(void* p, std::size_t size) noexcept {
    if (size >= large) plotmill::note_released(size);
    std::free(p);
}

void operator delete(void* p) noexcept {
    if (p)
        if (const std::size_t size = ::malloc_usable_size(p); size >= large + slack) plotmill::note_released(size);
    std::free(p);
}

void* operator new[](std::size_t size) { return operator new(size); }
void operator delete[](void* p) noexcept { operator delete(p); }
void operator delete[](void* p, std::size_t size) noexcept { operator delete(p, size); }

#endif

namespace plotmill::cli {

void expect_workers(int count) {
    constexpr int of_a_cpu = 8;  // arenas that glibc has for each
    constexpr int other_threads = 8;
    if (count > api::granted_cpus())
        ::mallopt(M_ARENA_MAX, std::max(of_a_cpu * api::granted_cpus(), count + other_threads));
}

}  // namespace plotmill::cli
