// What the API's tests share: a job's figures, and a directory that goes away.
#pragma once

#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "plotmill/plotmill.h"

namespace plotmill::api {

class Scratch {
public:
    Scratch() {
        char name[] = "/tmp/plotmill-api-XXXXXX";
        REQUIRE(::mkdtemp(name) != nullptr);
        path = name;
    }
    ~Scratch() { std::filesystem::remove_all(path); }
    std::string file(const std::string& name, const std::string& text) const {
        const std::filesystem::path p = path + "/" + name;
        std::filesystem::create_directories(p.parent_path());
        std::ofstream(p, std::ios::binary) << text;
        return p.string();
    }
    std::string path;
};

inline std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<Figure> figures(Engine& engine, const std::string& yaml, const JobOptions& options = {}) {
    std::vector<Figure> out;
    const JobResult r = read_job_text(engine, yaml, options, [&](Figure f) {
        out.push_back(std::move(f));
        return true;
    });
    for (const Diagnostic& d : r.diagnostics) MESSAGE(d.text);
    REQUIRE(r.readable);
    return out;
}

inline std::string bytes(const Outcome& o) {
    REQUIRE(o.images.size() == 1);
    return {o.images[0].bytes.begin(), o.images[0].bytes.end()};
}

}  // namespace plotmill::api
