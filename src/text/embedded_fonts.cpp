#include "text/embedded_fonts.h"

#define PM_DIR_dejavu PLOTMILL_DEJAVU_DIR
#define PM_DIR_matplotlib PLOTMILL_MATPLOTLIB_FONT_DIR

// clang-format off
#define PM_FACES(FACE) \
    FACE(sans, matplotlib, "DejaVuSans.ttf", "DejaVu Sans", normal, 400) \
    FACE(sans_bold, matplotlib, "DejaVuSans-Bold.ttf", "DejaVu Sans", normal, 700) \
    FACE(sans_oblique, matplotlib, "DejaVuSans-Oblique.ttf", "DejaVu Sans", oblique, 400) \
    FACE(sans_bold_oblique, matplotlib, "DejaVuSans-BoldOblique.ttf", "DejaVu Sans", oblique, 700) \
    FACE(sans_extra_light, dejavu, "DejaVuSans-ExtraLight.ttf", "DejaVu Sans", normal, 200) \
    FACE(mono, matplotlib, "DejaVuSansMono.ttf", "DejaVu Sans Mono", normal, 400) \
    FACE(mono_bold, matplotlib, "DejaVuSansMono-Bold.ttf", "DejaVu Sans Mono", normal, 700) \
    FACE(mono_oblique, matplotlib, "DejaVuSansMono-Oblique.ttf", "DejaVu Sans Mono", oblique, 400) \
    FACE(mono_bold_oblique, matplotlib, "DejaVuSansMono-BoldOblique.ttf", "DejaVu Sans Mono", oblique, 700) \
    FACE(serif, matplotlib, "DejaVuSerif.ttf", "DejaVu Serif", normal, 400) \
    FACE(serif_bold, matplotlib, "DejaVuSerif-Bold.ttf", "DejaVu Serif", normal, 700) \
    FACE(serif_italic, matplotlib, "DejaVuSerif-Italic.ttf", "DejaVu Serif", italic, 400) \
    FACE(serif_bold_italic, matplotlib, "DejaVuSerif-BoldItalic.ttf", "DejaVu Serif", italic, 700) \
    FACE(math, dejavu, "DejaVuMathTeXGyre.ttf", "DejaVu Math TeX Gyre", normal, 400) \
    FACE(sans_display, matplotlib, "DejaVuSansDisplay.ttf", "DejaVu Sans Display", normal, 400) \
    FACE(serif_display, matplotlib, "DejaVuSerifDisplay.ttf", "DejaVu Serif Display", normal, 400) \
    FACE(stix, matplotlib, "STIXGeneral.ttf", "STIXGeneral", normal, 400) \
    FACE(stix_bold, matplotlib, "STIXGeneralBol.ttf", "STIXGeneral", normal, 700) \
    FACE(stix_italic, matplotlib, "STIXGeneralItalic.ttf", "STIXGeneral", italic, 400) \
    FACE(stix_bold_italic, matplotlib, "STIXGeneralBolIta.ttf", "STIXGeneral", italic, 700) \
    FACE(stix_more, matplotlib, "STIXNonUni.ttf", "STIXNonUnicode", normal, 400) \
    FACE(stix_more_bold, matplotlib, "STIXNonUniBol.ttf", "STIXNonUnicode", normal, 700) \
    FACE(stix_more_italic, matplotlib, "STIXNonUniIta.ttf", "STIXNonUnicode", italic, 400) \
    FACE(stix_more_bold_italic, matplotlib, "STIXNonUniBolIta.ttf", "STIXNonUnicode", italic, 700) \
    FACE(stix_1, matplotlib, "STIXSizOneSymReg.ttf", "STIXSizeOneSym", normal, 400) \
    FACE(stix_1_bold, matplotlib, "STIXSizOneSymBol.ttf", "STIXSizeOneSym", normal, 700) \
    FACE(stix_2, matplotlib, "STIXSizTwoSymReg.ttf", "STIXSizeTwoSym", normal, 400) \
    FACE(stix_2_bold, matplotlib, "STIXSizTwoSymBol.ttf", "STIXSizeTwoSym", normal, 700) \
    FACE(stix_3, matplotlib, "STIXSizThreeSymReg.ttf", "STIXSizeThreeSym", normal, 400) \
    FACE(stix_3_bold, matplotlib, "STIXSizThreeSymBol.ttf", "STIXSizeThreeSym", normal, 700) \
    FACE(stix_4, matplotlib, "STIXSizFourSymReg.ttf", "STIXSizeFourSym", normal, 400) \
    FACE(stix_4_bold, matplotlib, "STIXSizFourSymBol.ttf", "STIXSizeFourSym", normal, 700) \
    FACE(stix_5, matplotlib, "STIXSizFiveSymReg.ttf", "STIXSizeFiveSym", normal, 400) \
    FACE(cmb, matplotlib, "cmb10.ttf", "cmb10", normal, 400) \
    FACE(cmex, matplotlib, "cmex10.ttf", "cmex10", normal, 400) \
    FACE(cmmi, matplotlib, "cmmi10.ttf", "cmmi10", normal, 400) \
    FACE(cmr, matplotlib, "cmr10.ttf", "cmr10", normal, 400) \
    FACE(cmss, matplotlib, "cmss10.ttf", "cmss10", normal, 400) \
    FACE(cmsy, matplotlib, "cmsy10.ttf", "cmsy10", normal, 400) \
    FACE(cmtt, matplotlib, "cmtt10.ttf", "cmtt10", normal, 400)
// clang-format on

// The assembler copies the files into the read-only data: quick to build, and nothing to do at start.
#define PM_BYTES(symbol, from, file, family, style, weight)                                        \
    asm(".pushsection .rodata\n"                                                                   \
        ".balign 16\n"                                                                             \
        ".global plotmill_font_" #symbol "\nplotmill_font_" #symbol                                \
        ":\n"                                                                                      \
        ".incbin \"" PM_DIR_##from "/" file                                                        \
                                   "\"\n"                                                          \
                                   ".global plotmill_font_" #symbol "_end\nplotmill_font_" #symbol \
                                   "_end:\n"                                                       \
                                   ".byte 0\n"                                                     \
                                   ".popsection\n");                                               \
    extern "C" __attribute__((visibility("hidden"))) const std::uint8_t plotmill_font_##symbol[];  \
    extern "C" __attribute__((visibility("hidden"))) const std::uint8_t plotmill_font_##symbol##_end[];

PM_FACES(PM_BYTES)

namespace plotmill::text {
namespace {

using Style = scene::Font::Style;

std::span<const std::uint8_t> between(const std::uint8_t* begin, const std::uint8_t* end) { return {begin, end}; }

}  // namespace

std::span<const EmbeddedFont> embedded_fonts() {
#define PM_ENTRY(symbol, from, file, family, style, weight) \
    {family, file, Style::style, weight, between(plotmill_font_##symbol, plotmill_font_##symbol##_end)},
    static const EmbeddedFont fonts[] = {PM_FACES(PM_ENTRY)};
    return fonts;
}

}  // namespace plotmill::text
