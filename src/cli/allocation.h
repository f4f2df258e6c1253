// How the program's threads share the heap. Before any of them is there.
#pragma once

namespace plotmill::cli {

// A heap for each of so many workers: where there are more of them than glibc has arenas, a worker that loses its
// processor while it allocates would stop others.
void expect_workers(int count);

}  // namespace plotmill::cli
