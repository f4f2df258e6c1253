// What the run and its worker processes say to each other. A worker is told what it may do, then, as often as there is
// need, of a job and of a figure in it; for each figure it answers that it has begun, and with how it ended.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "render/reader.h"
#include "render/render.h"

namespace plotmill::isolate {

using render::JobSource;

enum class Message : std::uint8_t { setup, job, figure, begun, ended };

struct Setup {
    std::vector<std::string> roots;
};

struct Request {
    std::uint64_t job = 0;       // number of a JobSource that was sent before
    std::uint64_t position = 0;  // among the figures that the job hands on
    std::string combination;     // with the place: by which the worker knows that it has the same figure
    std::uint32_t line = 0, column = 0;
    std::string name;  // of its files
    std::string output;
    std::vector<render::Format> formats;
    std::optional<double> timeout;
    std::size_t max_memory = 0;
    bool strict = false, images = true, pdf_page = false, spans = false;
};

struct Reply {
    render::Outcome outcome;
    std::uint64_t memory = 0;  // of the worker, bytes
    bool fresh = true;         // the figure was the worker's first
};

std::string encode(const Setup& setup);
std::string encode(std::uint64_t number, const JobSource& job);
std::string encode(const Request& request);
std::string encode(const Reply& reply);

// No value where the bytes are not of that kind.
std::optional<Setup> decode_setup(std::string_view bytes);
std::optional<std::pair<std::uint64_t, JobSource>> decode_job(std::string_view bytes);
std::optional<Request> decode_request(std::string_view bytes);
// `known`: the source of the job in this process, for places in it; `fonts`: its library, for a page's glyphs.
std::optional<Reply> decode_reply(std::string_view bytes, const Source* known,
                                  const std::shared_ptr<const text::FontLibrary>& fonts);

}  // namespace plotmill::isolate
