#include "text/embedded_fonts.h"

// The assembler copies the files into the read-only data: quick to build, and nothing to do at start.
#define PM_FONT(symbol, file)                                                     \
    asm(".pushsection .rodata\n"                                                  \
        ".balign 16\n"                                                            \
        ".global " #symbol "\n" #symbol                                           \
        ":\n"                                                                     \
        ".incbin \"" PLOTMILL_DEJAVU_DIR "/" file                                 \
        "\"\n"                                                                    \
        ".global " #symbol "_end\n" #symbol                                       \
        "_end:\n"                                                                 \
        ".byte 0\n"                                                               \
        ".popsection\n");                                                         \
    extern "C" __attribute__((visibility("hidden"))) const std::uint8_t symbol[]; \
    extern "C" __attribute__((visibility("hidden"))) const std::uint8_t symbol##_end[];

PM_FONT(plotmill_font_sans, "DejaVuSans.ttf")
PM_FONT(plotmill_font_sans_bold, "DejaVuSans-Bold.ttf")
PM_FONT(plotmill_font_sans_oblique, "DejaVuSans-Oblique.ttf")
PM_FONT(plotmill_font_sans_bold_oblique, "DejaVuSans-BoldOblique.ttf")
PM_FONT(plotmill_font_sans_extra_light, "DejaVuSans-ExtraLight.ttf")
PM_FONT(plotmill_font_mono, "DejaVuSansMono.ttf")
PM_FONT(plotmill_font_mono_bold, "DejaVuSansMono-Bold.ttf")
PM_FONT(plotmill_font_mono_oblique, "DejaVuSansMono-Oblique.ttf")
PM_FONT(plotmill_font_mono_bold_oblique, "DejaVuSansMono-BoldOblique.ttf")
PM_FONT(plotmill_font_serif, "DejaVuSerif.ttf")
PM_FONT(plotmill_font_serif_bold, "DejaVuSerif-Bold.ttf")
PM_FONT(plotmill_font_serif_italic, "DejaVuSerif-Italic.ttf")
PM_FONT(plotmill_font_serif_bold_italic, "DejaVuSerif-BoldItalic.ttf")
PM_FONT(plotmill_font_math, "DejaVuMathTeXGyre.ttf")

namespace plotmill::text {
namespace {

using Style = scene::Font::Style;

std::span<const std::uint8_t> between(const std::uint8_t* begin, const std::uint8_t* end) { return {begin, end}; }

}  // namespace

std::span<const EmbeddedFont> embedded_fonts() {
#define PM_BYTES(symbol) between(symbol, symbol##_end)
    static const EmbeddedFont fonts[] = {
        {"DejaVu Sans", "DejaVuSans.ttf", Style::normal, 400, PM_BYTES(plotmill_font_sans)},
        {"DejaVu Sans", "DejaVuSans-Bold.ttf", Style::normal, 700, PM_BYTES(plotmill_font_sans_bold)},
        {"DejaVu Sans", "DejaVuSans-Oblique.ttf", Style::oblique, 400, PM_BYTES(plotmill_font_sans_oblique)},
        {"DejaVu Sans", "DejaVuSans-BoldOblique.ttf", Style::oblique, 700, PM_BYTES(plotmill_font_sans_bold_oblique)},
        {"DejaVu Sans", "DejaVuSans-ExtraLight.ttf", Style::normal, 200, PM_BYTES(plotmill_font_sans_extra_light)},
        {"DejaVu Sans Mono", "DejaVuSansMono.ttf", Style::normal, 400, PM_BYTES(plotmill_font_mono)},
        {"DejaVu Sans Mono", "DejaVuSansMono-Bold.ttf", Style::normal, 700, PM_BYTES(plotmill_font_mono_bold)},
        {"DejaVu Sans Mono", "DejaVuSansMono-Oblique.ttf", Style::oblique, 400, PM_BYTES(plotmill_font_mono_oblique)},
        {"DejaVu Sans Mono", "DejaVuSansMono-BoldOblique.ttf", Style::oblique, 700,
         PM_BYTES(plotmill_font_mono_bold_oblique)},
        {"DejaVu Serif", "DejaVuSerif.ttf", Style::normal, 400, PM_BYTES(plotmill_font_serif)},
        {"DejaVu Serif", "DejaVuSerif-Bold.ttf", Style::normal, 700, PM_BYTES(plotmill_font_serif_bold)},
        {"DejaVu Serif", "DejaVuSerif-Italic.ttf", Style::italic, 400, PM_BYTES(plotmill_font_serif_italic)},
        {"DejaVu Serif", "DejaVuSerif-BoldItalic.ttf", Style::italic, 700, PM_BYTES(plotmill_font_serif_bold_italic)},
        {"DejaVu Math TeX Gyre", "DejaVuMathTeXGyre.ttf", Style::normal, 400, PM_BYTES(plotmill_font_math)},
    };
    return fonts;
}

}  // namespace plotmill::text
