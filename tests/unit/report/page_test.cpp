#include "report/page.h"

#include <doctest/doctest.h>

#include "compare/picture.h"
#include "report/page_pictures.h"
#include "scratch.h"

using namespace plotmill;
using namespace plotmill::report;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

Manifest run_of(const io::Scratch& d, int figures) {
    Manifest run;
    for (int i = 0; i < figures; ++i) {
        const std::string name = std::to_string(i) + ".png";
        d.put(name, compare::write_png(compare::make_picture(30, 20)));
        report::Figure f;
        f.name = std::to_string(i);
        f.files = {{"png", d / name, 10, ""}};
        run.figures.push_back(f);
    }
    return run;
}

PageOptions links() {
    PageOptions options;
    options.href = [](const std::string&) { return std::string("the-file"); };
    return options;
}

}  // namespace

TEST_CASE("Thumbnails up to a number, links beyond") {
    const io::Scratch d;
    const Manifest run = run_of(d, 5);
    PageOptions options = links();
    std::string text = page_text(run, options);
    CHECK(count(text, "\"picture\": \"data:image/png;base64,") == 5);
    CHECK(count(text, "\"picture\": \"the-file\"") == 0);
    options.most_thumbnails = 3;
    text = page_text(run, options);
    CHECK(count(text, "\"picture\": \"data:image/png;base64,") == 3);
    CHECK(count(text, "\"picture\": \"the-file\"") == 2);
    options.most_bytes = 1;
    CHECK(count(page_text(run, options), "\"picture\": \"data:") == 1);
}

TEST_CASE("The same page for any number of threads") {
    const io::Scratch d;
    const Manifest run = run_of(d, 20);
    PageOptions one = links(), four = links();
    four.threads = 4;
    CHECK(page_text(run, one) == page_text(run, four));
    // Where not all pictures are embedded, too: the first ones of the job are.
    const std::size_t size = thumbnail(run.figures[0]).size();
    one.most_bytes = four.most_bytes = 6 * size - 1;
    const std::string text = page_text(run, one);
    CHECK(count(text, "\"picture\": \"data:image/png;base64,") == 6);
    CHECK(text.rfind("\"picture\": \"data:") < text.find("\"picture\": \"the-file\""));
    for (int i = 0; i < 5; ++i) CHECK(page_text(run, four) == text);
}

TEST_CASE("A picture that is not there, or none, is no fault") {
    const io::Scratch d;
    d.put("a.png", "no picture");
    report::Figure f;
    CHECK(thumbnail(f) == "");
    f.files = {{"png", d / "a.png", 0, ""}};
    CHECK(thumbnail(f) == "");
    f.files = {{"png", d / "none.png", 0, ""}};
    CHECK(thumbnail(f) == "");
    CHECK(data_uri("a/b", "") == "data:a/b;base64,");
    CHECK(data_uri("a/b", "f") == "data:a/b;base64,Zg==");
    CHECK(data_uri("a/b", "fo") == "data:a/b;base64,Zm8=");
    CHECK(data_uri("a/b", "foobar") == "data:a/b;base64,Zm9vYmFy");
}

TEST_CASE("Markup in names stays text") {
    Manifest run;
    report::Figure f;
    f.job = f.name = "</script><b>&";
    run.figures = {f};
    const std::string text = page_text(run, links());
    CHECK(text.find("<title>&lt;/script&gt;&lt;b&gt;&amp;</title>") != std::string::npos);
    CHECK(count(text, "</script>") == 2);
}

TEST_CASE("Links as seen from the page") {
    const io::Scratch d;
    CHECK(relative_link(d / "out/a b.png", d / "reports") == "../out/a%20b.png");
    CHECK(relative_link(d / "reports/x/#1?.svg", d / "reports") == "x/%231%3F.svg");
    CHECK(relative_link(d / "ä", d.path()) == "%C3%A4");
}
