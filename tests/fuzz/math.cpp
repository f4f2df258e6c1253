// A line of text with math, measured in the first byte's font set and placed as pixels.
#include "text/math/math.h"

#include <algorithm>
#include <memory>
#include <string>

#include "text/font_engine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plotmill;
    constexpr std::size_t longest = 300;
    constexpr int sets = 6;
    static const auto library = std::make_shared<const text::FontLibrary>();
    static text::FontEngine engine(library);
    if (size < 2) return 0;
    const std::string line(reinterpret_cast<const char*>(data) + 1, std::min(size - 1, longest));
    if (text::contains_math(line) && text::check_math(line)) return 0;
    scene::TextItem item;
    item.text = line;
    item.math = text::contains_math(line);
    auto rules = std::make_shared<TextRules>();
    rules->math_set = static_cast<MathFontSet>(data[0] % sets);
    auto font = std::make_shared<scene::Font>();
    font->families = {"sans-serif"};
    font->rules = std::move(rules);
    item.font = std::move(font);
    (void)engine.measure(line, *item.font, 100, item.math);
    (void)engine.place(item, 100);
    return 0;
}
