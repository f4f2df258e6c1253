#include "paint/aligned_rect.h"

namespace plotmill::paint {

std::optional<AlignedRect> aligned_rect(const Path& path, const PixelRect& clip) {
    const std::size_t n = path.points.size();
    if ((n != 4 && n != 5) || path.verbs.size() > n + 1 || path.verbs[0] != Verb::move) return {};
    for (std::size_t i = 1; i < path.verbs.size(); ++i)
        if (path.verbs[i] != (i < n ? Verb::line : Verb::close)) return {};
    const Point* p = path.points.data();
    if (n == 5 && p[4] != p[0]) return {};
    const bool across = p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x;
    const bool upright = p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y;
    if (!across && !upright) return {};  // not finite points, too
    const auto fixed = [](double v, int lo, int hi) {
        v = std::clamp<double>(v, lo, hi);
        return static_cast<int>(v < 0 ? v * 256 - 0.5 : v * 256 + 0.5);
    };
    if (clip.empty() || !finite(p[0]) || !finite(p[2])) return AlignedRect{};
    const double turn = (p[1].x - p[0].x) * (p[2].y - p[1].y) - (p[1].y - p[0].y) * (p[2].x - p[1].x);
    return AlignedRect{
        fixed(std::min(p[0].x, p[2].x), clip.x0, clip.x1), fixed(std::min(p[0].y, p[2].y), clip.y0, clip.y1),
        fixed(std::max(p[0].x, p[2].x), clip.x0, clip.x1), fixed(std::max(p[0].y, p[2].y), clip.y0, clip.y1), turn > 0};
}

}  // namespace plotmill::paint
