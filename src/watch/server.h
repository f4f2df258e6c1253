// Serves a page and files of a list to this machine alone (127.0.0.1). One thread of its own answers, so many
// connections at a time and for so long; nothing but what was published can be asked for: an address is a key of a
// table, never a path. publish() may be called by any thread.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.h"
#include "watch/http.h"

namespace plotmill::watch {

struct Published {
    std::string page;
    std::string version;                       // what the page asks for, to know whether it is the newest
    std::map<std::string, std::string> files;  // by address: "/files/0/loss.png"
};

class Server {
public:
    // `port` 0: any that is free.
    static Result<std::unique_ptr<Server>> start(int port);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const { return port_; }
    void publish(Published published);

private:
    Server(int listener, int event, int port);
    void run();
    Answer answer(const Request& request) const;

    int listener_, event_, port_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Published> published_;
    std::thread thread_;
};

}  // namespace plotmill::watch
