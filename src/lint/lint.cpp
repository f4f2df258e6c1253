#include "lint/lint.h"

#include "lint/empty.h"
#include "lint/legends.h"
#include "lint/outside.h"
#include "lint/texts.h"

namespace plotmill::lint {

void check(const resolve::ResolvedFigure& figure, const scene::Scene& scene, text::FontEngine& fonts, Switches switches,
           Span span, Diagnostics& out) {
    if (!switches.any()) return;
    Report report(figure, span, switches, out);
    check_texts(figure, scene, fonts, report);
    if (report.on(Check::empty)) check_empty(figure, report);
    if (report.on(Check::outside)) check_outside(figure, scene, report);
    check_legends(figure, report);
}

}  // namespace plotmill::lint
