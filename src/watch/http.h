// The little of HTTP/1.1 that a page on one's own machine needs: GET and HEAD without a body, one answer a connection.
// Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace plotmill::watch {

constexpr std::size_t most_request_bytes = 8 * 1024;

struct Request {
    bool head = false;
    std::string path;  // "/files/1.png": decoded, without what follows '?'
    std::string host;  // as the client named it, in lower case
};

struct Parsed {
    std::optional<Request> request;
    int status = 0;  // of the refusal where there is none; 0: more is to come
};

// What has come so far; `bytes` may end anywhere.
Parsed parse_request(std::string_view bytes);

// Whether `host` is this machine's own name for itself at that port: a page of another site that got at the port by a
// name of its own must not read anything.
bool is_own_host(std::string_view host, int port);

struct Answer {
    int status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string body;
    bool keep = false;  // its address never means anything else
};
Answer refusal(int status);

std::string answer_bytes(const Answer& answer, bool head);

}  // namespace plotmill::watch
