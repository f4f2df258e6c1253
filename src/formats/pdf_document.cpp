#include "formats/pdf_document.h"

#include <algorithm>
#include <set>

#include "formats/fixed_text.h"
#include "text/outline_font.h"
#include "text/utf8.h"

namespace plotmill::formats {

namespace {

std::string reference(std::size_t object) { return std::to_string(object) + " 0 R"; }

// Replaces what PdfPage::local() wrote; `first` is the number of the page's object 0.
std::string resolved(std::string_view text, std::size_t first) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\1') {
            out += text[i];
            continue;
        }
        std::size_t index = 0;
        for (++i; i < text.size() && text[i] != '\2'; ++i) index = index * 10 + static_cast<std::size_t>(text[i] - '0');
        out += reference(first + index);
    }
    return out;
}

void put_hex(std::string& out, unsigned value, int digits) {
    constexpr char letters[] = "0123456789ABCDEF";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += letters[value >> shift & 15];
}

void put_utf16(std::string& out, char32_t c) {
    if (c < 0x10000) return put_hex(out, c, 4);
    put_hex(out, 0xD800 + ((c - 0x10000) >> 10), 4);
    put_hex(out, 0xDC00 + ((c - 0x10000) & 0x3FF), 4);
}

std::string text_string(std::string_view utf8) {
    std::string out = "<FEFF";
    for (const char32_t c : text::decode_utf8(utf8)) put_utf16(out, c);
    return out + '>';
}

// Six capitals that stand for the set of glyphs.
std::string subset_tag(const std::map<std::uint32_t, std::u32string>& glyphs) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const auto& [glyph, text] : glyphs)
        for (int shift = 0; shift < 32; shift += 8) hash = (hash ^ (glyph >> shift & 255)) * 0x100000001b3u;
    std::string out;
    for (int i = 0; i < 6; ++i, hash /= 26) out += static_cast<char>('A' + hash % 26);
    return out;
}

std::string unicode_map(const std::map<std::uint32_t, std::u32string>& glyphs) {
    std::vector<std::string> lines;
    for (const auto& [glyph, text] : glyphs) {
        if (text.empty()) continue;
        std::string line = "<";
        put_hex(line, glyph, 4);
        line += "><";
        for (const char32_t c : text) put_utf16(line, c);
        lines.push_back(line + ">\n");
    }
    std::string out =
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
    constexpr std::size_t most = 100;  // of one block
    for (std::size_t i = 0; i < lines.size(); i += most) {
        const std::size_t end = std::min(i + most, lines.size());
        out += std::to_string(end - i) + " beginbfchar\n";
        for (std::size_t k = i; k < end; ++k) out += lines[k];
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

}  // namespace

PdfDocument::PdfDocument(Sink sink, bool outline) : sink_(std::move(sink)), outline_(outline), offsets_(1, 0) {
    put("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    catalog_ = reserve();
    pages_ = reserve();
}

void PdfDocument::put(std::string_view bytes) {
    sink_(bytes);
    position_ += bytes.size();
}

std::size_t PdfDocument::reserve() {
    offsets_.push_back(0);
    return offsets_.size() - 1;
}

void PdfDocument::begin_object(std::size_t number) {
    offsets_[number] = position_;
    put(std::to_string(number) + " 0 obj\n");
}

void PdfDocument::put_object(std::size_t number, std::string_view entries) {
    begin_object(number);
    put("<<" + std::string(entries) + ">>\nendobj\n");
}

void PdfDocument::put_stream(std::size_t number, std::string_view entries, std::string_view stream) {
    begin_object(number);
    put("<<" + std::string(entries) + "/Length " + std::to_string(stream.size()) + ">>\nstream\n");
    put(stream);
    put("\nendstream\nendobj\n");
}

std::size_t PdfDocument::font(const PdfFontUse& use) {
    const text::FaceDescription& face = use.library->faces()[use.face];
    const auto same = [&](const Font& f) {
        const text::FaceDescription& other = f.library->faces()[f.face];
        if (other.index != face.index || other.bytes.size() != face.bytes.size()) return false;
        return other.bytes.data() == face.bytes.data() || std::ranges::equal(other.bytes, face.bytes);
    };
    auto at = std::ranges::find_if(fonts_, same);
    if (at == fonts_.end()) at = fonts_.insert(at, {use.library, use.face, {}, reserve()});
    for (const auto& [glyph, text] : use.glyphs) {
        std::u32string& known = at->glyphs[glyph];
        if (known.empty()) known = text;
    }
    return at->object;
}

void PdfDocument::add(const PdfPage& page) {
    const std::size_t first = offsets_.size();
    for (std::size_t i = 0; i < page.objects.size(); ++i) reserve();
    for (std::size_t i = 0; i < page.objects.size(); ++i) {
        const PdfObject& o = page.objects[i];
        if (o.has_stream)
            put_stream(first + i, resolved(o.entries, first), o.stream);
        else
            put_object(first + i, resolved(o.entries, first));
    }
    std::string fonts;
    for (std::size_t i = 0; i < page.fonts.size(); ++i)
        fonts += "/F" + std::to_string(i) + ' ' + reference(font(page.fonts[i]));
    const std::size_t content = reserve(), number = reserve();
    put_stream(content, "/Filter/FlateDecode", page.content);
    std::string entries = "/Type/Page/Parent " + reference(pages_) + "/MediaBox[0 0 " + fixed_text(page.width, 3) +
                          ' ' + fixed_text(page.height, 3) + "]/Contents " + reference(content) + "/Resources<<" +
                          resolved(page.resources, first);
    if (!fonts.empty()) entries += "/Font<<" + fonts + ">>";
    put_object(number, entries + ">>/Group<</S/Transparency/CS/DeviceRGB>>");
    if (kept_.empty()) {
        title_ = page.title;
        subject_ = page.subject;
    }
    kept_.push_back({number, outline_ ? page.title : ""});
}

void PdfDocument::put_font(const Font& f, const text::OutlineFont& face) {
    const text::FontFacts& facts = face.facts();
    const double unit = 1000 / facts.units_per_em;
    std::set<std::uint32_t> glyphs;
    for (const auto& [glyph, text] : f.glyphs) glyphs.insert(glyph);
    std::vector<std::uint8_t> bytes = face.subset(glyphs);
    std::string name = facts.postscript_name;
    if (bytes.empty())  // what cannot be cut down goes in whole
        bytes.assign(f.library->faces()[f.face].bytes.begin(), f.library->faces()[f.face].bytes.end());
    else
        name = subset_tag(f.glyphs) + '+' + name;

    const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t file = reserve(), descriptor = reserve(), descendant = reserve(), unicode = reserve();
    put_stream(file,
               facts.cff ? "/Filter/FlateDecode/Subtype/OpenType"
                         : "/Filter/FlateDecode/Length1 " + std::to_string(raw.size()),
               flate_.compress(raw));
    const auto scaled = [&](double v) { return fixed_text(v * unit, 0); };
    const int flags = 4 | (facts.monospaced ? 1 : 0) | (facts.italic_angle != 0 ? 64 : 0);  // 4: its own characters
    put_object(descriptor, "/Type/FontDescriptor/FontName/" + name + "/Flags " + std::to_string(flags) + "/FontBBox[" +
                               scaled(facts.bounds.x0) + ' ' + scaled(facts.bounds.y0) + ' ' + scaled(facts.bounds.x1) +
                               ' ' + scaled(facts.bounds.y1) + "]/ItalicAngle " + fixed_text(facts.italic_angle, 1) +
                               "/Ascent " + scaled(facts.ascent) + "/Descent " + scaled(facts.descent) + "/CapHeight " +
                               scaled(facts.cap_height) + "/StemV 80/FontFile" + (facts.cff ? "3 " : "2 ") +
                               reference(file));
    std::string widths;
    std::uint32_t next = 0;
    for (const auto& [glyph, text] : f.glyphs) {
        if (widths.empty() || glyph != next) widths += (widths.empty() ? "" : "]") + std::to_string(glyph) + '[';
        if (widths.back() != '[') widths += ' ';
        put_fixed(widths, face.advance(glyph) * unit, 3);
        next = glyph + 1;
    }
    put_object(descendant, std::string("/Type/Font/Subtype/CIDFontType") + (facts.cff ? "0" : "2") + "/BaseFont/" +
                               name + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" +
                               (facts.cff ? "" : "/CIDToGIDMap/Identity") + "/FontDescriptor " + reference(descriptor) +
                               "/W[" + widths + "]]");
    put_stream(unicode, "/Filter/FlateDecode", flate_.compress(unicode_map(f.glyphs)));
    put_object(f.object, "/Type/Font/Subtype/Type0/BaseFont/" + name + "/Encoding/Identity-H/DescendantFonts[" +
                             reference(descendant) + "]/ToUnicode " + reference(unicode));
}

std::size_t PdfDocument::put_outline() {
    const std::size_t root = reserve(), first = offsets_.size();
    for (std::size_t i = 0; i < kept_.size(); ++i) reserve();
    for (std::size_t i = 0; i < kept_.size(); ++i) {
        std::string entries = "/Title" + text_string(kept_[i].title) + "/Parent " + reference(root) + "/Dest[" +
                              reference(kept_[i].object) + "/Fit]";
        if (i > 0) entries += "/Prev " + reference(first + i - 1);
        if (i + 1 < kept_.size()) entries += "/Next " + reference(first + i + 1);
        put_object(first + i, entries);
    }
    put_object(root, "/Type/Outlines/First " + reference(first) + "/Last " + reference(first + kept_.size() - 1) +
                         "/Count " + std::to_string(kept_.size()));
    return root;
}

void PdfDocument::finish(text::FontEngine* open) {
    for (const Font& f : fonts_) {
        if (open && open->library() == f.library)
            put_font(f, open->outline_font(f.face));
        else
            put_font(f, text::OutlineFont(f.library->faces()[f.face]));
    }
    std::string kids;
    for (const Kept& k : kept_) kids += (kids.empty() ? "" : " ") + reference(k.object);
    put_object(pages_, "/Type/Pages/Kids[" + kids + "]/Count " + std::to_string(kept_.size()));
    std::string catalog = "/Type/Catalog/Pages " + reference(pages_);
    if (outline_ && !kept_.empty()) catalog += "/Outlines " + reference(put_outline()) + "/PageMode/UseOutlines";
    if (!outline_ && !title_.empty()) catalog += "/ViewerPreferences<</DisplayDocTitle true>>";
    put_object(catalog_, catalog);
    const std::size_t info = reserve();
    std::string entries = "/Producer(plotmill)";
    if (!outline_ && !title_.empty()) entries += "/Title" + text_string(title_);
    if (!outline_ && !subject_.empty()) entries += "/Subject" + text_string(subject_);
    put_object(info, entries);

    const std::uint64_t table = position_;
    std::string xref = "xref\n0 " + std::to_string(offsets_.size()) + "\n0000000000 65535 f \n";
    for (std::size_t i = 1; i < offsets_.size(); ++i) {
        const std::string offset = std::to_string(offsets_[i]);
        xref += std::string(10 - std::min<std::size_t>(10, offset.size()), '0') + offset + " 00000 n \n";
    }
    put(xref + "trailer\n<</Size " + std::to_string(offsets_.size()) + "/Root " + reference(catalog_) + "/Info " +
        reference(info) + ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n");
}

}  // namespace plotmill::formats
