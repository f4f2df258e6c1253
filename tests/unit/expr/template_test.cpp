#include "expr/template.h"

#include <cstdlib>
#include <doctest/doctest.h>

#include "environment.h"

using namespace plotmill;
using namespace plotmill::expr;

namespace {

Names names() {
    Names n;
    n.scalar("x", Scalar::of_number(3, true))
        .scalar("a", Scalar::of_number(0.5))
        .scalar("whole", Scalar::of_number(2.0))
        .scalar("id", Scalar::of_text("alpha"))
        .scalar("day", Scalar::of_date(19723))
        .scalar("flag", Scalar::of_bool(true))
        .column("c", {1, 2, 4});
    return n;
}

std::string fill(std::string_view text) {
    const auto r = substitute(text, names(), {});
    if (!r) FAIL_CHECK(r.errors()[0].message);
    return r ? *r : "";
}
Diagnostic fault(std::string_view text, ValueRule rule = ValueRule::any) {
    static const Source source{"job.yaml", ""};
    const auto r = substitute(text, names(), {&source, 3, 5, 1}, rule);
    if (r) {
        FAIL_CHECK("no error: " << text);
        return {};
    }
    return r.errors()[0];
}

}  // namespace

TEST_CASE("values are filled in as text") {
    CHECK(fill("plot_${{ x }}") == "plot_3");
    CHECK(fill("${{x}}-${{ x*2 }}") == "3-6");
    CHECK(fill("${{ x / 2 }} ${{ whole }} ${{ flag }} ${{ id }}") == "1.5 2 true alpha");
    CHECK(fill("a=${{ a:.2f }} x=${{ x:03d }} ${{ id:>7 }}|") == "a=0.50 x=003   alpha|");
    CHECK(fill("${{ day }} ${{ day:%H:%M %d/%m }}") == "2024-01-01 00:00 01/01");
    CHECK(fill("${{ 'big' if x > 2 else 'small' }}") == "big");
    CHECK(fill("${{ 'a:b' }} ${{ '}}' }}") == "a:b }}");
    CHECK(fill("$${{ x }} costs $5 {x}") == "${{ x }} costs $5 {x}");
    CHECK(fill("no template") == "no template");
    CHECK(fill("${{ max(c):.1f }}") == "4.0");
}

TEST_CASE("environment variables") {
    setenv("PLOTMILL_TEST_BRANCH", "main", 1);
    unsetenv("PLOTMILL_TEST_UNSET");
    CHECK(fill("on ${{ env.PLOTMILL_TEST_BRANCH }}") == "on main");
    CHECK(fault("on ${{ env.PLOTMILL_TEST_UNSET }}").message ==
          "the environment variable 'PLOTMILL_TEST_UNSET' is not set");
}

TEST_CASE("faults stand at the template") {
    CHECK(fault("ab ${{ x").message.starts_with("'${{' is not closed by '}}'"));
    CHECK(fault("ab ${{ x").span.column == 8);
    CHECK(fault("ab ${{ nope }}").message.starts_with("unknown name 'nope'"));
    CHECK(fault("ab ${{ nope }}").span.column == 12);
    CHECK(fault("${{ }}").message == "expected an expression between '${{' and '}}'");
    CHECK(fault("${{ c }}").message.starts_with("expected one value, found a column"));
    CHECK(fault("${{ a:d }}").message.starts_with("'d' is no format for a number"));
    CHECK(fault("${{ id:.2f }}").message.starts_with("'.2f' is no format for text"));
    CHECK(fault("${{ 'a/b' }}", ValueRule::path_part).message.find("may not hold '/'") != std::string::npos);
    CHECK(fault("${{ '..' }}", ValueRule::path_part).message.find("start with a dot") != std::string::npos);
    CHECK(substitute("d/${{ id }}", names(), {}, ValueRule::path_part).ok());
}

TEST_CASE("names of templates") {
    CHECK(template_names("${{ x + a }} $${{ q }} ${{ env.HOME }} ${{ id:>3 }}") ==
          std::vector<std::string>{"x", "a", "id"});
}
