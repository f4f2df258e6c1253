// The worker process: draws the figures that it is asked for, one at a time, until the run hangs up.
#pragma once

namespace plotmill::isolate {

// `socket`: an open descriptor; `parent`: the process that must not be gone yet. The exit code.
int work(int socket, int parent);

}  // namespace plotmill::isolate
