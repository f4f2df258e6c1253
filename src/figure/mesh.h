// Meshes of quadrilaterals into the scene (RendererAgg.draw_quad_mesh, QuadMesh's Gouraud triangles). Any thread.
#pragma once

#include "figure/artist.h"
#include "figure/view.h"
#include "scene/builder.h"

namespace plotmill::figure {

void emit_mesh(const MeshArtist& mesh, Space space, const View& view, scene::Builder& out);

}  // namespace plotmill::figure
