// ThreadSanitizer does not see how an uninstrumented libtbb hands a task from the thread that submits it to the one
// that runs it, and calls correct programs racy. These say what oneTBB guarantees, and are nothing in other builds.
#pragma once

#if defined(__SANITIZE_THREAD__)
extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);
#endif

namespace plotmill::batch {

// All that this thread has done happens before what a thread does after its happens_after() of the same place.
inline void happens_before([[maybe_unused]] const void* place) {
#if defined(__SANITIZE_THREAD__)
    __tsan_release(const_cast<void*>(place));
#endif
}

inline void happens_after([[maybe_unused]] const void* place) {
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(const_cast<void*>(place));
#endif
}

}  // namespace plotmill::batch
