#include "resolve/canvas.h"

#include <string>

#include "figure/props.h"

namespace plotmill::resolve {

using style::Rc;

namespace {

constexpr double max_side = 32767, max_pixels = 268'435'456;

void read_size(const FigureInput& input, ResolvedFigure& result, Diagnostics& out) {
    const spec::Fields& f = input.fields;
    const style::RcParams& rc = *input.rc;
    const auto& size = rc.numbers(Rc::figure_figsize);
    result.width = size[0];
    result.height = size[1];
    result.dpi = rc.is_number(Rc::savefig_dpi) ? rc.number(Rc::savefig_dpi) : rc.number(Rc::figure_dpi);
    if (const auto* v = figure::given(f, "figsize")) {
        result.width = v->list()[0].number();
        result.height = v->list()[1].number();
    }
    if (auto dpi = f.number("dpi")) result.dpi = *dpi;
    const double w = result.width * result.dpi, h = result.height * result.dpi;
    const Span span = f.has("figsize") ? f.span_of("figsize") : f.span_of("dpi");
    if (w < 1 || h < 1) out.error(span, "the image would have no pixels");
    if (w > max_side || h > max_side || w * h > max_pixels)
        out.error(span, "the image would have " + std::to_string(static_cast<long long>(w)) + " x " +
                            std::to_string(static_cast<long long>(h)) +
                            " pixels: at most 32767 on a side and 268 million in all are drawn");
}

// The figure's own rectangle, as savefig draws it.
bool read_look(const FigureInput& input, ResolvedFigure& result, Diagnostics& out) {
    const spec::Fields& f = input.fields;
    const style::RcParams& rc = *input.rc;
    const bool transparent = f.boolean("transparent", rc.flag(Rc::savefig_transparent));
    constexpr Rgba nothing{1, 1, 1, 0};
    auto color = [&](const char* name, Rc otherwise) {
        if (const auto* c = f.color(name)) return figure::to_rgba(*c, rc);
        return transparent ? nothing : rc.rgba(otherwise);
    };
    result.facecolor = color("facecolor", Rc::savefig_facecolor);
    result.edgecolor = color("edgecolor", Rc::savefig_edgecolor);
    result.edge_width = f.number("linewidth", 0);
    if (!f.boolean("frameon", rc.flag(Rc::figure_frameon))) {
        result.facecolor = nothing;
        result.edge_width = 0;
    }
    const bool tight = f.has("bbox_inches") ? f.text("bbox_inches", "") == "tight" : !rc.is_none(Rc::savefig_bbox);
    if (tight) result.tight_bbox = f.number("pad_inches", rc.number(Rc::savefig_pad_inches));
    if (!tight && f.has("pad_inches"))
        out.error(f.span_of("pad_inches"), "'pad_inches' is the room around 'bbox_inches: tight', which is not said");
    return transparent;
}

// As Figure.__init__: what the figure says, else rcParams.
void read_engine(const FigureInput& input, ResolvedFigure& result) {
    const style::RcParams& rc = *input.rc;
    result.layout = rc.flag(Rc::figure_autolayout)               ? Engine::tight
                    : rc.flag(Rc::figure_constrained_layout_use) ? Engine::constrained
                                                                 : Engine::none;
    if (const auto word = input.fields.text("layout"))
        result.layout = *word == "tight"         ? Engine::tight
                        : *word == "constrained" ? Engine::constrained
                        : *word == "compressed"  ? Engine::compressed
                                                 : Engine::none;
}

}  // namespace

Canvas read_canvas(const FigureInput& input, ResolvedFigure& result, Diagnostics& out) {
    read_size(input, result, out);
    read_engine(input, result);
    Canvas canvas;
    canvas.transparent = read_look(input, result, out);
    canvas.fill_dpi = input.fields.number("dpi", input.rc->number(Rc::figure_dpi));
    return canvas;
}

}  // namespace plotmill::resolve
