#include "resolve/defaults.h"

namespace plotmill::resolve {

using style::Rc;

namespace {

struct TickRc {  // the rcParams of one kind of tick
    Rc size, width, pad, color, label_color, label_size, direction, near, far, label_near, label_far, which_near,
        which_far, alignment;
};

constexpr TickRc x_major{Rc::xtick_major_size, Rc::xtick_major_width, Rc::xtick_major_pad, Rc::xtick_color,
                         Rc::xtick_labelcolor, Rc::xtick_labelsize,   Rc::xtick_direction, Rc::xtick_bottom,
                         Rc::xtick_top,        Rc::xtick_labelbottom, Rc::xtick_labeltop,  Rc::xtick_major_bottom,
                         Rc::xtick_major_top,  Rc::xtick_alignment};
constexpr TickRc x_minor{Rc::xtick_minor_size, Rc::xtick_minor_width, Rc::xtick_minor_pad, Rc::xtick_color,
                         Rc::xtick_labelcolor, Rc::xtick_labelsize,   Rc::xtick_direction, Rc::xtick_bottom,
                         Rc::xtick_top,        Rc::xtick_labelbottom, Rc::xtick_labeltop,  Rc::xtick_minor_bottom,
                         Rc::xtick_minor_top,  Rc::xtick_alignment};
constexpr TickRc y_major{Rc::ytick_major_size,  Rc::ytick_major_width, Rc::ytick_major_pad,  Rc::ytick_color,
                         Rc::ytick_labelcolor,  Rc::ytick_labelsize,   Rc::ytick_direction,  Rc::ytick_left,
                         Rc::ytick_right,       Rc::ytick_labelleft,   Rc::ytick_labelright, Rc::ytick_major_left,
                         Rc::ytick_major_right, Rc::ytick_alignment};
constexpr TickRc y_minor{Rc::ytick_minor_size,  Rc::ytick_minor_width, Rc::ytick_minor_pad,  Rc::ytick_color,
                         Rc::ytick_labelcolor,  Rc::ytick_labelsize,   Rc::ytick_direction,  Rc::ytick_left,
                         Rc::ytick_right,       Rc::ytick_labelleft,   Rc::ytick_labelright, Rc::ytick_minor_left,
                         Rc::ytick_minor_right, Rc::ytick_alignment};

figure::LineProps grid_line(const style::RcParams& rc) {
    figure::LineKeywords k;
    k.color = rc.color(Rc::grid_color);
    k.linestyle = rc.line_style(Rc::grid_linestyle);
    k.linewidth = rc.number(Rc::grid_linewidth);
    // A colour with an alpha of its own keeps it (Tick.__init__).
    if (k.color->rgba.a == 1) k.alpha = rc.number(Rc::grid_alpha);
    return figure::resolve_line(k, rc).line;
}

TickParams ticks(const TickRc& p, const style::RcParams& rc, bool is_x, bool major) {
    TickParams t;
    t.size = rc.number(p.size);
    t.width = rc.number(p.width);
    t.pad = rc.number(p.pad);
    t.color = rc.rgba(p.color);
    t.label_color = rc.rgba(p.label_color);
    t.label_size = rc.font_points(p.label_size);
    t.direction = rc.text(p.direction);
    t.tick1 = rc.flag(p.near) && rc.flag(p.which_near);
    t.tick2 = rc.flag(p.far) && rc.flag(p.which_far);
    t.label1 = rc.flag(p.label_near) && rc.flag(p.which_near);
    t.label2 = rc.flag(p.label_far) && rc.flag(p.which_far);
    t.label_font = default_font(rc);
    t.grid_line = grid_line(rc);
    const std::string &which = rc.text(Rc::axes_grid_which), &axis = rc.text(Rc::axes_grid_axis);
    // axes.grid.axis takes away major lines only: Axes.clear turns none but these off before it asks (Axes.grid).
    t.grid = rc.flag(Rc::axes_grid) && (which == "both" || which == (major ? "major" : "minor")) &&
             (!major || axis == "both" || axis == (is_x ? "x" : "y"));
    const std::string& align = rc.text(p.alignment);
    if (is_x && align != "center") t.label_ha = align;
    if (!is_x && align != "center_baseline") t.label_va = align;
    return t;
}

}  // namespace

scene::Font default_font(const style::RcParams& rc) { return figure::text_props(rc).font; }

GridSpec default_grid(const style::RcParams& rc) {
    GridSpec g;
    g.left = rc.number(Rc::figure_subplot_left);
    g.right = rc.number(Rc::figure_subplot_right);
    g.bottom = rc.number(Rc::figure_subplot_bottom);
    g.top = rc.number(Rc::figure_subplot_top);
    g.wspace = rc.number(Rc::figure_subplot_wspace);
    g.hspace = rc.number(Rc::figure_subplot_hspace);
    return g;
}

void apply_defaults(ResolvedAxes& a, const style::RcParams& rc) {
    a.x.major = ticks(x_major, rc, true, true);
    a.x.minor = ticks(x_minor, rc, true, false);
    a.y.major = ticks(y_major, rc, false, true);
    a.y.minor = ticks(y_minor, rc, false, false);
    for (Axis* axis : {&a.x, &a.y}) {
        axis->offset_color = rc.rgba(axis == &a.x ? Rc::xtick_color : Rc::ytick_color);
        axis->offset_size = rc.font_points(axis == &a.x ? Rc::xtick_labelsize : Rc::ytick_labelsize);
    }
    constexpr Rc visible[] = {Rc::axes_spines_left, Rc::axes_spines_right, Rc::axes_spines_bottom, Rc::axes_spines_top};
    for (std::size_t i = 0; i < 4; ++i) {
        a.spines[i].visible = rc.flag(visible[i]);
        a.spines[i].color = rc.rgba(Rc::axes_edgecolor);
        a.spines[i].width = rc.number(Rc::axes_linewidth);
    }
    a.facecolor = rc.rgba(Rc::axes_facecolor);
    const style::RcValue& below = rc.value(Rc::axes_axisbelow);
    a.axis_zorder = rc.is_flag(Rc::axes_axisbelow) ? (std::get<bool>(below) ? 0.5 : 2.5) : 1.5;
}

}  // namespace plotmill::resolve
