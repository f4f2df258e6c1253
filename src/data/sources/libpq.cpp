#include "data/sources/libpq.h"

#ifdef PLOTMILL_POSTGRES

#include <dlfcn.h>

namespace plotmill::data {

namespace {

struct Loaded {
    Libpq functions;
    std::string why;

    Loaded() {
        void* const library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
        bool whole = library != nullptr;
        const auto find = [&]<class F>(F& function, const char* name) {
            if (whole) function = reinterpret_cast<F>(::dlsym(library, name));
            whole = whole && function;
        };
#define PLOTMILL_FUNCTION(name) find(functions.name, "PQ" #name);
        PLOTMILL_LIBPQ(PLOTMILL_FUNCTION)
#undef PLOTMILL_FUNCTION
        if (whole) return;
        const char* const error = ::dlerror();
        why = error ? error : "libpq.so.5 is too old";
    }
};

}  // namespace

const Libpq* libpq(std::string& why) {
    static const Loaded loaded;
    why = loaded.why;
    return why.empty() ? &loaded.functions : nullptr;
}

}  // namespace plotmill::data

#endif
