// A program outside of plotmill's tree: reads a job, draws its figures on two threads, and one figure made in code.
#include <cstdio>
#include <plotmill/plotmill.h>

using namespace plotmill::api;

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    Engine engine;
    BatchOptions options;
    options.jobs = 2;
    options.output = argv[1];
    options.on_outcome = [](const Outcome& outcome) {
        for (const Diagnostic& d : outcome.diagnostics) std::fputs(d.text.c_str(), stderr);
        std::printf("%s %s\n", outcome.status == Status::done ? "done" : "failed", outcome.name.c_str());
    };
    Batch batch(engine, options);

    const std::string job = R"(
figures:
  - name: job_${{ i }}
    matrix: {i: {range: [0, 3]}}
    layers: [{plot: {x: [0, 1, 2], y: ["=i", "=i*2", "=i*3"], marker: o}}]
)";
    const JobResult read = read_job_text(engine, job, {}, [&](Figure figure) {
        batch.submit(std::move(figure));
        return true;
    });
    for (const Diagnostic& d : read.diagnostics) std::fputs(d.text.c_str(), stderr);

    FigureBuilder builder("built");
    builder.set("title", "Growth").layer("bar", {{"x", {"a", "b"}}, {"height", {3, 4}}});
    const BuildResult built = builder.build(engine);
    if (!built.figure) return 1;
    batch.submit(*built.figure);

    batch.wait();
    std::printf("plotmill %s\n", version().c_str());
    return read.readable && batch.counters().done == 4 ? 0 : 1;
}
