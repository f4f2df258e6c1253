// The machine that a bench ran on, for its report. Reads /proc; one thread.
#pragma once

#include <string>

#include "plotmill/version.h"

namespace plotmill::cli {

struct Machine {
    std::string cpu;     // "AMD EPYC 7B13"; "unknown" where the system does not say
    int logical = 0;     // CPUs of the machine
    int granted = 0;     // of them usable by this process
    std::string system;  // "Linux 6.1.0 x86_64"
    api::BuildInfo build;
};

Machine this_machine();

// One line for people.
std::string machine_line(const Machine& machine);

}  // namespace plotmill::cli
