#include "isolate/messages.h"

#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::isolate;

TEST_CASE("requests and jobs come back as they were sent") {
    Request r;
    r.job = 3;
    r.position = 17;
    r.combination = "a: 1";
    r.line = 4;
    r.column = 9;
    r.name = "sub/x";
    r.output = "out";
    r.formats = {render::Format::svg, render::Format::png};
    r.timeout = 1.5;
    r.max_memory = 1 << 20;
    r.strict = true;
    r.spans = true;
    const auto back = decode_request(encode(r));
    REQUIRE(back);
    CHECK(back->position == 17);
    CHECK(back->combination == "a: 1");
    CHECK(back->formats == r.formats);
    CHECK(back->timeout == 1.5);
    CHECK(back->strict);
    CHECK(back->spans);
    CHECK(back->images);
    CHECK(encode(*back) == encode(r));

    JobSource job;
    job.path = "-";
    job.text = std::string("figures: []\0", 12);
    job.set = {{"a", "1"}};
    job.only = {"x*"};
    const auto known = decode_job(encode(5, job));
    REQUIRE(known);
    CHECK(known->first == 5);
    CHECK(known->second.text == job.text);
    CHECK(known->second.set == job.set);
}

TEST_CASE("an outcome, with places in sources of both processes") {
    const Source job{"job.yaml", "a\nb: c\n"}, style{"s.mplstyle", "x\ny\nz: w\n"};
    Reply reply;
    render::Outcome& o = reply.outcome;
    o.verdict = render::Verdict::failed;
    o.cause = render::Cause::memory;
    o.name = "n";
    o.alt = "words";
    o.images.push_back({render::Format::pdf, "out/n.pdf", {}, 12, {1, 2}, io::FileStamp{3, 4, 5, 6}});
    o.inputs.push_back({"d.csv", {7, 8}, std::nullopt, true, false});
    Diagnostic d = error_at({&job, 2, 4, 1}, "wrong");
    d.lint = "outside";
    d.notes.emplace_back(Span{&style, 3, 1, 1}, "here");
    o.diagnostics.push_back(d);
    o.times.paint = 0.25;
    o.spans = {{render::Stage::read, 1e6 + 1e-9, 2e-9}, {render::Stage::scales, 1e6 + 1, 0.5}};

    const Source here{"job.yaml", "a\nb: c\n"};
    const auto back = decode_reply(encode(reply), &here, nullptr);
    REQUIRE(back);
    const render::Outcome& b = back->outcome;
    CHECK(b.verdict == o.verdict);
    CHECK(b.cause == o.cause);
    CHECK(b.alt == "words");
    REQUIRE(b.images.size() == 1);
    CHECK(b.images[0].content == Digest{1, 2});
    CHECK(b.images[0].stamp == io::FileStamp{3, 4, 5, 6});
    REQUIRE(b.inputs.size() == 1);
    CHECK_FALSE(b.inputs[0].known);
    CHECK(b.times.paint == 0.25);
    REQUIRE(b.spans.size() == 2);
    CHECK(b.spans[0].begun == 1e6 + 1e-9);
    CHECK(b.spans[1].stage == render::Stage::scales);
    CHECK(b.spans[1].seconds == 0.5);
    REQUIRE(b.diagnostics.size() == 1);
    CHECK(b.diagnostics[0].span.source == &here);
    CHECK(b.diagnostics[0].lint == "outside");
    CHECK(format_diagnostic(b.diagnostics[0]) == format_diagnostic(d));
}

TEST_CASE("a stage that there is none of is refused") {
    Reply reply;
    reply.outcome.spans = {{static_cast<render::Stage>(render::stage_count), 0, 0}};
    CHECK_FALSE(decode_reply(encode(reply), nullptr, nullptr));
}

TEST_CASE("bytes that are cut off or changed are refused") {
    Reply reply;
    reply.outcome.name = "name";
    reply.outcome.diagnostics.push_back(error_at({}, "wrong"));
    const std::string whole = encode(reply);
    REQUIRE(decode_reply(whole, nullptr, nullptr));
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK_FALSE(decode_reply(whole.substr(0, n), nullptr, nullptr));
    CHECK_FALSE(decode_reply(whole + "x", nullptr, nullptr));
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string changed = whole;
        changed[i] = static_cast<char>(~changed[i]);
        (void)decode_reply(changed, nullptr, nullptr);  // whatever it says, it stays in its bytes
    }
}
