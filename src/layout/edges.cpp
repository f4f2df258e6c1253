#include "layout/edges.h"

#include "figure/text_layout.h"

namespace plotmill::layout {

namespace {

using resolve::Side;

class Placer {
public:
    Placer(const resolve::ResolvedFigure& figure, Point legend, Point pad, figure::TextMetrics& metrics)
        : figure_(figure),
          metrics_(metrics),
          size_{figure.width * figure.dpi, figure.height * figure.dpi},
          pad_(pad),
          constrained_(figure.layout == resolve::Engine::constrained || figure.layout == resolve::Engine::compressed) {
        if (figure.legend && figure.legend->outside && !figure.legend->anchor) legend_ = legend;
    }

    Edges run() {
        top();
        bottom();
        sides();
        return std::move(out_);
    }

private:
    Rect extent(const resolve::Words& w) const {
        return figure::text_extent(w.text, w.props, {}, metrics_, figure_.dpi);
    }
    bool legend_at(Side side) const { return legend_.x > 0 && *figure_.legend->outside == side; }
    double legend_width() const { return legend_.x / size_.x + 2 * pad_.x; }
    double legend_height() const { return legend_.y / size_.y + 2 * pad_.y; }

    // From the edge inwards: the title, the legend.
    void top() {
        if (const auto& w = figure_.suptitle) {
            const double height = extent(*w).height();
            out_.top.push_back(height);
            if (constrained_) out_.suptitle.y = 1 - pad_.y;
            if (constrained_ && !w->own_y) out_.margins.top += height / size_.y + 2 * pad_.y;
            out_.legend.y1 = constrained_ ? 1 - out_.margins.top : w->own_y ? 1 : out_.suptitle.y - height / size_.y;
        }
        if (!legend_at(Side::top)) return;
        out_.margins.top += legend_height();
        out_.top.push_back(legend_.y);
    }

    // The footnote, the legend, the label.
    void bottom() {
        double from = 0;
        if (const auto& w = figure_.footnote) {
            const double height = extent(*w).height();
            out_.bottom.push_back(height);
            if (constrained_) out_.footnote = pad_;
            // Without a layout engine nothing makes room: the label stays where Matplotlib has it.
            if (!w->own_y && figure_.layout != resolve::Engine::none)
                from = constrained_ ? height / size_.y + 2 * pad_.y : out_.footnote.y + height / size_.y;
            out_.legend.y0 = from;
        }
        if (legend_at(Side::bottom)) {
            out_.bottom.push_back(legend_.y);
            from += constrained_ ? legend_height() : (legend_.y + 2 * legend_pad()) / size_.y;
        }
        out_.supxlabel.y = from + (constrained_ ? pad_.y : 0.01);
        if (const auto& w = figure_.supxlabel) {
            const double height = extent(*w).height();
            out_.bottom.push_back(height);
            if (!w->own_y) from += height / size_.y + 2 * pad_.y;
        }
        out_.margins.bottom = from;
    }

    void sides() {
        double from = 0;
        if (legend_at(Side::left)) {
            out_.left.push_back(legend_.x);
            from = constrained_ ? legend_width() : (legend_.x + 2 * legend_pad()) / size_.x;
        }
        out_.supylabel.x = from + (constrained_ ? pad_.x : 0.02);
        if (const auto& w = figure_.supylabel) {
            const double width = extent(*w).width();
            out_.left.push_back(width);
            if (!w->own_x) from += width / size_.x + 2 * pad_.x;
        }
        out_.margins.left = from;
        if (!legend_at(Side::right)) return;
        out_.margins.right = legend_width();
        out_.right.push_back(legend_.x);
    }

    double legend_pad() const { return figure_.legend->borderaxespad * figure_.legend->font.size * figure_.dpi / 72; }

    const resolve::ResolvedFigure& figure_;
    figure::TextMetrics& metrics_;
    Point size_, pad_, legend_;
    bool constrained_;
    Edges out_;
};

}  // namespace

Edges place_edges(const resolve::ResolvedFigure& figure, Point legend, double w_pad, double h_pad,
                  figure::TextMetrics& metrics) {
    return Placer(figure, legend, {w_pad, h_pad}, metrics).run();
}

}  // namespace plotmill::layout
