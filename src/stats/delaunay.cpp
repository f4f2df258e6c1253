#include "stats/delaunay.h"

#include <cstdio>
#include <fmt/format.h>
#include <libqhull_r/qhull_ra.h>
#include <memory>

#include "base/watch.h"

namespace plotmill::stats {

namespace {

// That a point takes Qhull, which cannot be stopped and counts its memory with nobody: what is sure to come too late or
// to be too much is not begun.
constexpr double least_seconds = 4e-6;
constexpr std::size_t least_bytes = 600;

bool three_are_distinct(std::span<const Point> points) {
    std::size_t second = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (points[i] == points[0]) continue;
        if (second == 0)
            second = i;
        else if (points[i] != points[second])
            return true;
    }
    return false;
}

// Around the mean, which is kinder to Qhull's precision.
std::vector<coordT> centred(std::span<const Point> points) {
    Point mean{0, 0};
    for (const Point& p : points) mean = mean + p;
    mean.x /= static_cast<double>(points.size());
    mean.y /= static_cast<double>(points.size());
    std::vector<coordT> out;
    out.reserve(2 * points.size());
    for (const Point& p : points) {
        out.push_back(p.x - mean.x);
        out.push_back(p.y - mean.y);
    }
    return out;
}

std::string problem_of(int exit_code) {
    switch (exit_code) {
        case qh_ERRsingular:
            return "all points are on one line";
        case qh_ERRprec:
            return "the points are too close to each other for the precision of numbers";
        case qh_ERRmem:
            return "there is not enough memory";
        default:
            return "Qhull cannot triangulate these points";
    }
}

// One run of Qhull. Its errors jump back into qh_new_qhull, past no object of ours.
class Run {
public:
    Run() : messages_(fmemopen(text_, sizeof text_, "w")) {
        if (messages_) qh_zero(&state_, messages_);
    }
    ~Run() {
        if (!messages_) return;
        qh_freeqhull(&state_, !qh_ALL);
        int blocks = 0, bytes = 0;
        qh_memfreeshort(&state_, &blocks, &bytes);
        std::fclose(messages_);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    int triangulate(std::vector<coordT>& points) {
        if (!messages_) return qh_ERRmem;
        char options[] = "qhull d Qt Qbb Qc Qz";
        return qh_new_qhull(&state_, 2, static_cast<int>(points.size() / 2), points.data(), False, options, nullptr,
                            messages_);
    }

    std::vector<Triangle> triangles() {
        qhT* const qh = &state_;  // the macros' name
        std::vector<Triangle> out;
        facetT* facet;
        FORALLfacets {
            if (facet->upperdelaunay) continue;
            Triangle t{};
            std::size_t k = 0;
            vertexT *vertex, **vertexp;
            FOREACHvertex_(facet->vertices) {
                if (k < 3) t[k++] = static_cast<std::size_t>(qh_pointid(qh, vertex->point));
            }
            if (!facet->toporient) std::swap(t[0], t[2]);
            out.push_back(t);
        }
        return out;
    }

private:
    char text_[4096];  // what Qhull has to say, which nobody reads
    FILE* messages_;
    qhT state_;
};

}  // namespace

Delaunay delaunay(std::span<const Point> points) {
    if (!three_are_distinct(points)) return {{}, "there are fewer than three different points"};
    if (points.size() > most_delaunay_points)
        return {
            {},
            fmt::format("there are {} points, and at most {} are triangulated", points.size(), most_delaunay_points)};
    std::vector<coordT> coordinates = centred(points);
    need_memory(points.size() * least_bytes);
    need_time(static_cast<double>(points.size()) * least_seconds);
    const auto run = std::make_unique<Run>();
    if (const int exit_code = run->triangulate(coordinates); exit_code != qh_ERRnone)
        return {{}, problem_of(exit_code)};
    return {run->triangles(), {}};
}

}  // namespace plotmill::stats
