#include "base/digest.h"

#include <fmt/format.h>
#include <new>
#include <xxhash.h>

namespace plotmill {

namespace {

XXH3_state_t* as_state(void* p) { return static_cast<XXH3_state_t*>(p); }

}  // namespace

void Digester::Free::operator()(void* state) const { XXH3_freeState(as_state(state)); }

Digester::Digester() : state_(XXH3_createState()) {
    if (!state_) throw std::bad_alloc();
    XXH3_128bits_reset(as_state(state_.get()));
}

void Digester::add(std::string_view bytes) { XXH3_128bits_update(as_state(state_.get()), bytes.data(), bytes.size()); }

Digest Digester::take() const {
    const XXH128_hash_t h = XXH3_128bits_digest(as_state(state_.get()));
    return {h.high64, h.low64};
}

Digest digest(std::string_view bytes) {
    const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
    return {h.high64, h.low64};
}

std::uint64_t digest64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string hex(const Digest& d) { return fmt::format("{:016x}{:016x}", d.high, d.low); }

}  // namespace plotmill
