#include "resolve/words.h"

#include "figure/box_style.h"

namespace plotmill::resolve {

using style::Rc;

namespace {

struct Labelled {
    Words words;
    std::string loc;
};

// `value`: a string, or a mapping of text and text properties.
Words read_words(const spec::FieldValue& value, const style::RcParams& rc, const figure::TextDefaults& defaults) {
    Words out;
    out.span = value.span;
    if (value.as == spec::object) {
        const spec::Fields& f = value.object();
        out.text = f.text("text", "");
        out.span = f.span_of("text");
        out.props = figure::text_props(f, rc, defaults);
    } else {
        if (!value.is_null()) out.text = value.text();
        out.props = figure::text_props(rc, defaults);
    }
    return out;
}

// The words of an axes, which have a place along it and a distance from it.
Labelled read_labelled(const spec::FieldValue& value, const style::RcParams& rc, const figure::TextDefaults& defaults,
                       double pad, std::string_view loc) {
    Labelled out{read_words(value, rc, defaults), std::string(loc)};
    out.words.pad = pad;
    if (value.as == spec::object) {
        const spec::Fields& f = value.object();
        if (auto p = f.number("pad")) out.words.pad = *p;
        if (auto l = f.text("loc")) out.loc = *l;
    }
    return out;
}

// A figure's title or label: the job may place it itself.
Words figure_words(const spec::FieldValue& value, const style::RcParams& rc, const figure::TextDefaults& defaults) {
    Words out = read_words(value, rc, defaults);
    if (value.as == spec::object) {
        out.own_x = value.object().number("x");
        out.own_y = value.object().number("y");
    }
    return out;
}

}  // namespace

void set_title(ResolvedAxes& axes, const spec::FieldValue& value, const style::RcParams& rc) {
    figure::TextDefaults d;
    d.fontsize = rc.font_points(Rc::axes_titlesize);
    d.weight = rc.font_weight(Rc::axes_titleweight);
    d.color = rc.rgba(Rc::axes_titlecolor);
    d.va = "baseline";
    Labelled t = read_labelled(value, rc, d, rc.number(Rc::axes_titlepad), rc.text(Rc::axes_titlelocation));
    const std::size_t place = t.loc == "left" ? 1 : t.loc == "right" ? 2 : 0;
    t.words.x = place == 1 ? 0 : place == 2 ? 1 : 0.5;
    t.words.props.ha = place == 1 ? "left" : place == 2 ? "right" : "center";
    if (const auto* y = std::get_if<double>(&rc.value(Rc::axes_titley))) t.words.own_y = *y;
    if (value.as == spec::object)
        if (auto y = value.object().number("y")) t.words.own_y = y;
    axes.titles[place] = std::move(t.words);
}

void set_label(ResolvedAxes& axes, bool is_x, const spec::FieldValue& value, const style::RcParams& rc) {
    Axis& axis = is_x ? axes.x : axes.y;
    figure::TextDefaults d;
    d.fontsize = rc.font_points(Rc::axes_labelsize);
    d.weight = rc.font_weight(Rc::axes_labelweight);
    d.color = rc.rgba(Rc::axes_labelcolor);
    d.ha = "center";
    if (is_x) {
        d.va = axis.label_far ? "baseline" : "top";
    } else {
        d.va = axis.label_far ? "top" : "bottom";
        d.rotation = 90;
        d.anchor_mode = true;
    }
    Labelled t = read_labelled(value, rc, d, rc.number(Rc::axes_labelpad),
                               rc.text(is_x ? Rc::xaxis_labellocation : Rc::yaxis_labellocation));
    if (t.loc == "left" || t.loc == "bottom") {
        t.words.x = 0;
        t.words.props.ha = "left";
    } else if (t.loc == "right" || t.loc == "top") {
        t.words.x = 1;
        t.words.props.ha = "right";
    }
    axis.label = std::move(t.words);
}

Words figure_title(const spec::FieldValue& value, const style::RcParams& rc) {
    figure::TextDefaults d;
    d.fontsize = rc.font_points(Rc::figure_titlesize);
    d.weight = rc.font_weight(Rc::figure_titleweight);
    d.ha = "center";
    d.va = "top";
    return figure_words(value, rc, d);
}

Words figure_label(const spec::FieldValue& value, const style::RcParams& rc, bool is_x) {
    figure::TextDefaults d;
    d.fontsize = rc.font_points(Rc::figure_labelsize);
    d.weight = rc.font_weight(Rc::figure_labelweight);
    d.ha = is_x ? "center" : "left";
    d.va = is_x ? "bottom" : "center";
    if (!is_x) d.rotation = 90;  // Figure.supylabel asks for rotation_mode "anchor", but does not hand it on
    return figure_words(value, rc, d);
}

void check_box_styles(const spec::Fields& fields, Diagnostics& out) {
    auto check = [&](const spec::FieldValue& v) {
        if (v.as == spec::object) check_box_styles(v.object(), out);
    };
    for (const spec::Fields::Given& g : fields.all()) {
        check(g.value);
        if (const auto* list = std::get_if<std::vector<spec::FieldValue>>(&g.value.data))
            for (const spec::FieldValue& item : *list) check(item);
        if (g.field->name != "boxstyle" || g.value.is_null()) continue;
        if (const std::string problem = figure::box_style_problem(g.value.text()); !problem.empty())
            out.error(g.value.span, problem);
    }
}

Words figure_footnote(const spec::FieldValue& value, const style::RcParams& rc) {
    figure::TextDefaults d;
    d.fontsize = *rc.font_points("small");
    d.ha = "left";
    d.va = "bottom";
    return figure_words(value, rc, d);
}

}  // namespace plotmill::resolve
