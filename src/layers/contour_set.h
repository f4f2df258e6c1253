// What the contours of grids and of triangulations share (contour.ContourSet): levels, colours, line styles, hatches,
// labels, and what a colour bar shows of them. Called by one thread per figure.
#pragma once

#include <vector>

#include "layers/args.h"

namespace plotmill::layers {

// Field tables for the bases of a layer's own: those of all contours, of lines, of areas.
extern const spec::FieldTable contour_set_fields, contour_line_fields, contour_area_fields;

// Where the lines and areas are, in data.
class ContourSource {
public:
    virtual ~ContourSource() = default;
    virtual std::vector<Path> lines(double level) const = 0;  // closed ones end with Verb::close
    virtual std::vector<Path> areas(double lower, double upper) const = 0;
};

// Whether levels and colours are logarithmic (`norm: log` or `locator: log`): values at or below 0 are then masked by
// the caller before it looks for the least and the greatest.
bool log_contours(const Draft& d);

// Adds everything: the artists, their limits, the labels, the mappable. `least`, `most`: of the values; where there are
// none (least > most) that is reported at `values`.
void add_contours(const Draft& d, bool filled, std::string_view values, double least, double most, const Rect& limits,
                  const ContourSource& source);

}  // namespace plotmill::layers
