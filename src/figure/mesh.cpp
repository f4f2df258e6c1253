#include "figure/mesh.h"

#include <array>

#include "base/watch.h"

namespace plotmill::figure {

namespace {

void emit_gouraud(const MeshArtist& mesh, const std::vector<Point>& corners, scene::Builder& out) {
    scene::TrianglesItem item;
    const std::size_t stride = mesh.cols + 1;
    for (std::size_t r = 0; r < mesh.rows; ++r) {
        poll_now();
        for (std::size_t c = 0; c < mesh.cols; ++c) {
            const std::array<std::size_t, 4> at{r * stride + c, r * stride + c + 1, (r + 1) * stride + c + 1,
                                                (r + 1) * stride + c};
            Point middle{0, 0};
            Rgba color{0, 0, 0, 0};
            for (std::size_t i : at) {
                middle = middle + corners[i];
                const Rgba& f = mesh.faces[i];
                color = {color.r + f.r, color.g + f.g, color.b + f.b, color.a + f.a};
            }
            middle = middle * 0.25;
            color = {color.r / 4, color.g / 4, color.b / 4, color.a / 4};
            for (std::size_t k = 0; k < 4; ++k) {
                const std::size_t a = at[k], b = at[(k + 1) % 4];
                item.points.push_back({corners[a], corners[b], middle});
                item.colors.push_back({mesh.faces[a], mesh.faces[b], color});
            }
        }
    }
    if (!item.points.empty()) out.add(std::move(item));
}

}  // namespace

void emit_mesh(const MeshArtist& mesh, Space space, const View& view, scene::Builder& out) {
    if (mesh.face_count() == 0 && mesh.edges.empty()) return;
    if (!mesh.x.empty() && mesh.indices && mesh.edges.empty() && !mesh.antialias && space == Space::data &&
        !view.polar()) {
        scene::CellsItem cells;
        for (const double x : mesh.x) cells.x.push_back(view.x(x));
        for (const double y : mesh.y) cells.y.push_back(out.flip({0, view.y(y)}).y);
        cells.palette = mesh.palette;
        cells.indices = mesh.indices;
        cells.snap = mesh.snap;
        out.add(std::move(cells));
        return;
    }
    std::vector<Point> corners;
    corners.reserve(mesh.corner_count());
    for (std::size_t i = 0; i < mesh.corner_count(); ++i)
        corners.push_back(out.flip(view.place(space, mesh.corner(i))));
    if (mesh.gouraud) {
        emit_gouraud(mesh, corners, out);
        return;
    }
    scene::CollectionItem item;
    const std::size_t stride = mesh.cols + 1;
    item.paths.reserve(mesh.rows * mesh.cols);
    for (std::size_t r = 0; r < mesh.rows; ++r) {
        poll_now();
        for (std::size_t c = 0; c < mesh.cols; ++c) {
            const std::size_t at = r * stride + c;
            item.paths.push_back(Path::polyline(
                {corners[at], corners[at + 1], corners[at + stride + 1], corners[at + stride], corners[at]}));
        }
    }
    for (std::size_t i = 0; i < mesh.face_count(); ++i) item.faces.push_back(mesh.face(i));
    // Smooth cells get a line in their own colour, which closes the gaps between them.
    const std::vector<Rgba> edges = mesh.edges.empty() && mesh.antialias ? item.faces : mesh.edges;
    for (const Rgba& color : edges)
        item.edges.push_back({color, mesh.width * view.dpi() / 72, scene::Cap::butt, scene::Join::miter, {}, 0});
    item.snap = mesh.snap;
    item.antialias = {mesh.antialias};
    out.add(std::move(item));
}

void emit_mesh(const TriMeshArtist& mesh, Space space, const View& view, scene::Builder& out) {
    scene::TrianglesItem item;
    item.points = mesh.triangles;
    for (auto& triangle : item.points)
        for (Point& p : triangle) p = out.flip(view.place(space, p));
    item.colors = mesh.colors;
    if (!item.points.empty()) out.add(std::move(item));
}

}  // namespace plotmill::figure
