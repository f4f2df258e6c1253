#include "watch/http.h"

#include <doctest/doctest.h>

using namespace plotmill::watch;

namespace {

int refused(std::string_view bytes) {
    const Parsed p = parse_request(bytes);
    CHECK(!p.request);
    return p.status;
}

const std::string host = "Host: 127.0.0.1:80\r\n";

}  // namespace

TEST_CASE("Requests") {
    const Parsed p = parse_request("GET /a%20b/c.png?x=1 HTTP/1.1\r\nhOST: LocalHost:123 \r\nAccept: */*\r\n\r\n");
    REQUIRE(p.request);
    CHECK(p.request->path == "/a b/c.png");
    CHECK(p.request->host == "localhost:123");
    CHECK(!p.request->head);
    CHECK(parse_request("HEAD / HTTP/1.0\r\n" + host + "\r\n").request->head);
}

TEST_CASE("Requests that are not complete yet") {
    const std::string whole = "GET / HTTP/1.1\r\n" + host + "\r\n";
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK(refused(whole.substr(0, n)) == 0);
}

TEST_CASE("Requests that are refused") {
    CHECK(refused("POST / HTTP/1.1\r\n" + host + "\r\n") == 405);
    CHECK(refused("get / HTTP/1.1\r\n" + host + "\r\n") == 405);
    CHECK(refused("GET / HTTP/2\r\n" + host + "\r\n") == 505);
    CHECK(refused("GET /\r\n" + host + "\r\n") == 400);
    CHECK(refused("GET http://x/ HTTP/1.1\r\n" + host + "\r\n") == 400);
    CHECK(refused("GET /%zz HTTP/1.1\r\n" + host + "\r\n") == 400);
    CHECK(refused("GET /a%00b HTTP/1.1\r\n" + host + "\r\n") == 400);
    CHECK(refused("GET /a%2 HTTP/1.1\r\n" + host + "\r\n") == 400);
    CHECK(refused("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(refused("GET / HTTP/1.1\r\n" + host + host + "\r\n") == 400);
    CHECK(refused("GET / HTTP/1.1\r\n" + host + " folded\r\n\r\n") == 400);
    CHECK(refused("GET / HTTP/1.1\r\n" + host + "no colon\r\n\r\n") == 400);
    CHECK(refused("GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\n") == 400);
    CHECK(refused("GET / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n") == 400);
    CHECK(refused(std::string("GET /\0 HTTP/1.1\r\n", 17) + host + "\r\n") == 400);
    CHECK(refused(std::string(most_request_bytes, 'x')) == 414);
    CHECK(refused("GET / HTTP/1.1\r\nX: " + std::string(most_request_bytes, 'x')) == 431);
    std::string many = "GET / HTTP/1.1\r\n" + host;
    for (int i = 0; i < 64; ++i) many += "X: 1\r\n";
    CHECK(refused(many + "\r\n") == 431);
}

TEST_CASE("Whose names are one's own") {
    CHECK(is_own_host("127.0.0.1:8000", 8000));
    CHECK(is_own_host("localhost:8000", 8000));
    CHECK(is_own_host("localhost", 80));
    CHECK(!is_own_host("localhost", 8000));
    CHECK(!is_own_host("localhost:8001", 8000));
    CHECK(!is_own_host("evil.example:8000", 8000));
    CHECK(!is_own_host("localhost.evil.example:8000", 8000));
    CHECK(!is_own_host("", 8000));
}

TEST_CASE("Answers") {
    Answer a;
    a.body = "hello";
    CHECK(answer_bytes(a, false).ends_with("\r\n\r\nhello"));
    CHECK(answer_bytes(a, false).find("Content-Length: 5\r\n") != std::string::npos);
    CHECK(answer_bytes(a, true).ends_with("\r\n\r\n"));
    CHECK(answer_bytes(refusal(405), false).find("Allow: GET, HEAD\r\n") != std::string::npos);
}
