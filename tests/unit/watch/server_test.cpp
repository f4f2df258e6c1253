#include "watch/server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "scratch.h"

using namespace plotmill;
using namespace plotmill::watch;

namespace {

int connect_to(int port) {
    const int s = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(s, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return s;
}

std::string ask_bytes(int port, const std::string& bytes) {
    const int s = connect_to(port);
    [[maybe_unused]] const ssize_t sent = ::send(s, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    std::string out;
    char buffer[4096];
    for (ssize_t n; (n = ::recv(s, buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<std::size_t>(n));
    ::close(s);
    return out;
}

std::string ask(const Server& server, const std::string& path, const std::string& host = "") {
    return ask_bytes(server.port(), "GET " + path + " HTTP/1.1\r\nHost: " +
                                        (host.empty() ? "localhost:" + std::to_string(server.port()) : host) +
                                        "\r\n\r\n");
}

bool has_status(const std::string& answer, int status) {
    return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

}  // namespace

TEST_CASE("What was published is served, and nothing else") {
    const io::Scratch d;
    d.put("a.png", std::string(300'000, 'p'));
    d.put("secret.txt", "secret");
    auto server = Server::start(0);
    REQUIRE(server);
    (*server)->publish({"<page>", "7", {{"/files/0/a.png", d / "a.png"}, {"/files/1/gone.png", d / "gone.png"}}});
    CHECK(ask(**server, "/").ends_with("\r\n\r\n<page>"));
    CHECK(ask(**server, "/").find("text/html") != std::string::npos);
    CHECK(ask(**server, "/version").ends_with("\r\n\r\n7"));
    const std::string image = ask(**server, "/files/0/a.png?x");
    CHECK(image.find("image/png") != std::string::npos);
    CHECK(image.size() > 300'000);
    CHECK(has_status(ask(**server, "/files/1/gone.png"), 404));
    for (const char* path : {"/secret.txt", "/files/../secret.txt", "/files/0/../../secret.txt", "/%2e%2e/secret.txt",
                             "//etc/passwd", "/files/", "/files/0/a.png/"})
        CHECK(has_status(ask(**server, path), 404));
    CHECK(has_status(ask(**server, "/", "evil.example"), 403));
    CHECK(has_status(ask_bytes((*server)->port(), "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"), 405));
    CHECK(has_status(ask_bytes((*server)->port(), std::string(20'000, 'x')), 414));
    (*server)->publish({"<new>", "8", {}});
    CHECK(ask(**server, "/version").ends_with("8"));
    CHECK(has_status(ask(**server, "/files/0/a.png"), 404));
}

TEST_CASE("Connections that say nothing do not keep others out") {
    auto server = Server::start(0);
    REQUIRE(server);
    (*server)->publish({"<page>", "1", {}});
    std::vector<int> silent;
    for (int i = 0; i < 40; ++i) silent.push_back(connect_to((*server)->port()));
    CHECK(ask(**server, "/").ends_with("<page>"));
    for (const int s : silent) ::close(s);
}

TEST_CASE("A port that is taken") {
    auto first = Server::start(0);
    REQUIRE(first);
    auto second = Server::start((*first)->port());
    REQUIRE(!second);
    CHECK(second.errors().front().message ==
          "cannot serve on 127.0.0.1:" + std::to_string((*first)->port()) + ": Address already in use");
}
