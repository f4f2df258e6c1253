#include "watch/http.h"

#include <algorithm>
#include <fmt/format.h>

namespace plotmill::watch {

namespace {

constexpr std::size_t most_headers = 64;

const char* reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 414:
            return "URI Too Long";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
    }
    return "Error";
}

Parsed refuse(int status) { return {std::nullopt, status}; }

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Empty where it is wrong.
std::string decoded(std::string_view target) {
    std::string out;
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (target[i] != '%') {
            out += target[i];
            continue;
        }
        if (i + 2 >= target.size()) return {};
        const int high = hex_digit(target[i + 1]), low = hex_digit(target[i + 2]);
        if (high < 0 || low < 0 || (high == 0 && low == 0)) return {};
        out += static_cast<char>(16 * high + low);
        i += 2;
    }
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 2));
    return line;
}

}  // namespace

Parsed parse_request(std::string_view bytes) {
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return bytes.size() >= most_request_bytes ? refuse(bytes.find("\r\n") == std::string_view::npos ? 414 : 431)
                                                  : Parsed{};
    if (end + 4 > most_request_bytes) return refuse(431);
    std::string_view rest = bytes.substr(0, end);
    for (const char c : rest)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\n' && c != '\t') || c == 0x7f)
            return refuse(400);
    const std::string_view line = take_line(rest);
    const std::size_t first = line.find(' '), second = line.rfind(' ');
    if (first == std::string_view::npos || second == first) return refuse(400);
    const std::string_view method = line.substr(0, first), version = line.substr(second + 1);
    const std::string_view target = line.substr(first + 1, second - first - 1);
    if (!version.starts_with("HTTP/")) return refuse(400);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse(505);
    if (method != "GET" && method != "HEAD") return refuse(405);
    if (!target.starts_with('/') || target.find(' ') != std::string_view::npos) return refuse(400);
    Request request;
    request.head = method == "HEAD";
    request.path = decoded(target.substr(0, target.find_first_of("?#")));
    if (request.path.empty()) return refuse(400);
    std::size_t headers = 0, hosts = 0;
    while (!rest.empty()) {
        const std::string_view header = take_line(rest);
        const std::size_t colon = header.find(':');
        if (colon == 0 || colon == std::string_view::npos || header.front() == ' ' || header.front() == '\t')
            return refuse(400);
        if (++headers > most_headers) return refuse(431);
        const std::string name = lower(header.substr(0, colon));
        const std::string_view value = trimmed(header.substr(colon + 1));
        if (name == "transfer-encoding" || (name == "content-length" && value != "0")) return refuse(400);
        if (name != "host") continue;
        request.host = lower(value);
        if (++hosts > 1) return refuse(400);
    }
    if (hosts == 0) return refuse(400);
    return {std::move(request), 0};
}

bool is_own_host(std::string_view host, int port) {
    const std::string ending = fmt::format(":{}", port);
    for (const std::string_view name : {"127.0.0.1", "localhost"})
        if (host == std::string(name) + ending || (port == 80 && host == name)) return true;
    return false;
}

Answer refusal(int status) {
    Answer answer;
    answer.status = status;
    answer.body = fmt::format("{} {}\n", status, reason(status));
    return answer;
}

std::string answer_bytes(const Answer& answer, bool head) {
    std::string out = fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\nCache-Control: {}\r\n"
        "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: "
        "no-referrer\r\n",
        answer.status, reason(answer.status), answer.type, answer.body.size(),
        answer.keep ? "max-age=31536000, immutable" : "no-store");
    if (answer.status == 405) out += "Allow: GET, HEAD\r\n";
    out += "\r\n";
    if (!head) out += answer.body;
    return out;
}

}  // namespace plotmill::watch
