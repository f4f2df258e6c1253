// Meshes of quadrilaterals and triangles into the scene (RendererAgg.draw_quad_mesh, draw_gouraud_triangles). Any
// thread.
#pragma once

#include "figure/artist.h"
#include "figure/view.h"
#include "scene/builder.h"

namespace plotmill::figure {

void emit_mesh(const MeshArtist& mesh, Space space, const View& view, scene::Builder& out);
void emit_mesh(const TriMeshArtist& mesh, Space space, const View& view, scene::Builder& out);

}  // namespace plotmill::figure
