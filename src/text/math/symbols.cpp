#include "text/math/symbols.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/suggest.h"

namespace plotmill::text {
namespace {

constexpr SymbolClass b = SymbolClass::binary, r = SymbolClass::relation, p = SymbolClass::punctuation;

// Sorted by name. The symbols that Matplotlib draws in DejaVu Sans; those of DejaVu Sans Display, STIX and Computer Modern
// are in kUnsupported.
constexpr MathSymbol kSymbols[] = {
    {"$", 0x24}, {"%", 0x25}, {"AA", 0xC5}, {"AE", 0xC6}, {"BbbC", 0x2102}, {"BbbN", 0x2115}, {"BbbP", 0x2119},
    {"BbbQ", 0x211A}, {"BbbR", 0x211D}, {"BbbZ", 0x2124}, {"Bumpeq", 0x224E}, {"Cap", 0x22D2}, {"Colon", 0x2237},
    {"Cup", 0x22D3}, {"Delta", 0x394}, {"Doteq", 0x2251}, {"Downarrow", 0x21D3, r}, {"Equiv", 0x2263},
    {"Finv", 0x2132}, {"Game", 0x2141}, {"Gamma", 0x393}, {"H", 0x30B}, {"Im", 0x2111}, {"L", 0x141},
    {"Lambda", 0x39B}, {"Ldsh", 0x21B2}, {"Leftarrow", 0x21D0, r}, {"Leftrightarrow", 0x21D4, r},
    {"Lleftarrow", 0x21DA}, {"Longleftarrow", 0x27F8, r}, {"Longleftrightarrow", 0x27FA, r},
    {"Longrightarrow", 0x27F9, r}, {"Lsh", 0x21B0}, {"Nearrow", 0x21D7}, {"Nwarrow", 0x21D6}, {"O", 0xD8},
    {"OE", 0x152}, {"Omega", 0x3A9}, {"P", 0xB6}, {"Phi", 0x3A6}, {"Pi", 0x3A0}, {"Psi", 0x3A8}, {"Rdsh", 0x21B3},
    {"Re", 0x211C}, {"Rightarrow", 0x21D2, r}, {"Rrightarrow", 0x21DB}, {"Rsh", 0x21B1}, {"S", 0xA7},
    {"Searrow", 0x21D8}, {"Sigma", 0x3A3}, {"Subset", 0x22D0}, {"Supset", 0x22D1}, {"Swarrow", 0x21D9},
    {"Theta", 0x398}, {"Thorn", 0xDE}, {"Uparrow", 0x21D1, r}, {"Updownarrow", 0x21D5, r}, {"Upsilon", 0x3A5},
    {"Vdash", 0x22A9}, {"Vert", 0x2016}, {"Vvdash", 0x22AA}, {"Xi", 0x39E}, {"_", 0x5F}, {"aa", 0xE5}, {"ac", 0x223E},
    {"acute", 0x301}, {"acwopencirclearrow", 0x21BA}, {"adots", 0x22F0}, {"ae", 0xE6}, {"aleph", 0x2135},
    {"alpha", 0x3B1}, {"angle", 0x2220}, {"approx", 0x2248, r}, {"approxeq", 0x224A}, {"approxident", 0x224B},
    {"arceq", 0x2258}, {"ast", 0x2217, b}, {"asterisk", 0x2A}, {"asymp", 0x224D, r}, {"backcong", 0x224C},
    {"backepsilon", 0x3F6}, {"backprime", 0x2035}, {"backsim", 0x223D}, {"backsimeq", 0x22CD}, {"backslash", 0x5C},
    {"bar", 0x304}, {"barleftarrow", 0x21E4}, {"barwedge", 0x22BC}, {"because", 0x2235}, {"beta", 0x3B2},
    {"beth", 0x2136}, {"between", 0x226C}, {"bigcirc", 0x25CB, b}, {"bigstar", 0x2605},
    {"bigtriangledown", 0x25BD, b}, {"bigtriangleup", 0x25B3, b}, {"blacksquare", 0x25A0}, {"blacktriangle", 0x25B4},
    {"blacktriangledown", 0x25BE}, {"blacktriangleleft", 0x25C0}, {"blacktriangleright", 0x25B6}, {"bot", 0x22A5},
    {"bowtie", 0x22C8, r}, {"boxbar", 0x25EB}, {"boxdot", 0x22A1}, {"boxminus", 0x229F}, {"boxplus", 0x229E},
    {"boxtimes", 0x22A0}, {"breve", 0x306}, {"bullet", 0x2219, b}, {"bumpeq", 0x224F}, {"c", 0x327},
    {"candra", 0x310}, {"cap", 0x2229, b}, {"carriagereturn", 0x21B5}, {"cdot", 0x22C5, b}, {"cdotp", 0xB7, p},
    {"cdots", 0x22EF}, {"cent", 0xA2}, {"check", 0x30C}, {"checkmark", 0x2713}, {"chi", 0x3C7}, {"circ", 0x2218, b},
    {"circeq", 0x2257}, {"circlearrowleft", 0x21BA}, {"circlearrowright", 0x21BB}, {"circledR", 0xAE},
    {"circledast", 0x229B}, {"circledcirc", 0x229A}, {"circleddash", 0x229D}, {"circumflexaccent", 0x302},
    {"clubsuit", 0x2663}, {"clubsuitopen", 0x2667}, {"colon", 0x3A}, {"coloneq", 0x2254},
    {"combiningacuteaccent", 0x301}, {"combiningbreve", 0x306}, {"combiningdiaeresis", 0x308},
    {"combiningdotabove", 0x307}, {"combiningfourdotsabove", 0x20DC}, {"combininggraveaccent", 0x300},
    {"combiningoverline", 0x304}, {"combiningrightarrowabove", 0x20D7}, {"combiningthreedotsabove", 0x20DB},
    {"combiningtilde", 0x303}, {"complement", 0x2201}, {"cong", 0x2245, r}, {"copyright", 0xA9}, {"cup", 0x222A, b},
    {"cupdot", 0x228D}, {"curlyeqprec", 0x22DE}, {"curlyeqsucc", 0x22DF}, {"curlyvee", 0x22CE},
    {"curlywedge", 0x22CF}, {"curvearrowleft", 0x21B6}, {"curvearrowright", 0x21B7}, {"cwopencirclearrow", 0x21BB},
    {"d", 0x323}, {"dag", 0x2020}, {"dagger", 0x2020, b}, {"daleth", 0x2138}, {"danger", 0x2621},
    {"dashv", 0x22A3, r}, {"ddag", 0x2021}, {"ddddot", 0x20DC}, {"dddot", 0x20DB}, {"ddot", 0x308}, {"ddots", 0x22F1},
    {"degree", 0xB0}, {"delta", 0x3B4}, {"diamond", 0x22C4, b}, {"diamondsuit", 0x2662}, {"digamma", 0x3DD},
    {"div", 0xF7, b}, {"divideontimes", 0x22C7}, {"dot", 0x307}, {"doteq", 0x2250, r}, {"doteqdot", 0x2251, r},
    {"dotminus", 0x2238, b}, {"dotplus", 0x2214, b}, {"dots", 0x2026, r}, {"doublebarwedge", 0x2306},
    {"downarrow", 0x2193, r}, {"downdownarrows", 0x21CA}, {"downharpoonleft", 0x21C3}, {"downharpoonright", 0x21C2},
    {"downzigzagarrow", 0x21AF}, {"ell", 0x2113}, {"emptyset", 0x2205}, {"epsilon", 0x3B5}, {"eqcirc", 0x2256},
    {"eqcolon", 0x2255}, {"eqdef", 0x225D}, {"eqgtr", 0x22DD}, {"eqless", 0x22DC}, {"eqsim", 0x2242},
    {"eqslantgtr", 0x2A96}, {"eqslantless", 0x2A95}, {"equal", 0x3D}, {"equiv", 0x2261, r}, {"eta", 0x3B7},
    {"eth", 0xF0}, {"exists", 0x2203}, {"fallingdotseq", 0x2252}, {"flat", 0x266D}, {"forall", 0x2200},
    {"frakC", 0x212D}, {"frakZ", 0x2128}, {"gamma", 0x3B3}, {"geq", 0x2265, r}, {"geqq", 0x2267},
    {"geqslant", 0x2A7E}, {"gg", 0x226B, r}, {"ggg", 0x22D9}, {"gimel", 0x2137}, {"gnapprox", 0x2ABA},
    {"gneqq", 0x2269}, {"gnsim", 0x22E7}, {"grave", 0x300}, {"greater", 0x3E}, {"gtrapprox", 0x2A86},
    {"gtrdot", 0x22D7}, {"gtreqless", 0x22DB}, {"gtreqqless", 0x2A8C}, {"gtrless", 0x2277}, {"gtrsim", 0x2273},
    {"guillemotleft", 0xAB}, {"guillemotright", 0xBB}, {"hat", 0x302}, {"hbar", 0x127}, {"heartsuit", 0x2661},
    {"hookleftarrow", 0x21A9, r}, {"hookrightarrow", 0x21AA, r}, {"hslash", 0x210F}, {"i", 0x131},
    {"imageof", 0x22B7}, {"imath", 0x131}, {"in", 0x2208, r}, {"infty", 0x221E}, {"intercal", 0x22BA},
    {"invnot", 0x2310}, {"iota", 0x3B9}, {"jmath", 0x237}, {"k", 0x328}, {"kappa", 0x3BA},
    {"kernelcontraction", 0x223B}, {"l", 0x142}, {"lambda", 0x3BB}, {"lambdabar", 0x19B}, {"langle", 0x27E8},
    {"lasp", 0x2BD}, {"lbrace", 0x7B}, {"lbrack", 0x5B}, {"lceil", 0x2308}, {"ldots", 0x2026}, {"leadsto", 0x21DD, r},
    {"leftangle", 0x27E8}, {"leftarrow", 0x2190, r}, {"leftarrowtail", 0x21A2}, {"leftbrace", 0x7C},
    {"leftharpoonaccent", 0x20D0}, {"leftharpoondown", 0x21BD, r}, {"leftharpoonup", 0x21BC, r},
    {"leftleftarrows", 0x21C7}, {"leftparen", 0x28}, {"leftrightarrow", 0x2194, r}, {"leftrightarrows", 0x21C6},
    {"leftrightharpoons", 0x21CB}, {"leftrightsquigarrow", 0x21AD}, {"leftsquigarrow", 0x219C},
    {"leftthreetimes", 0x22CB}, {"leq", 0x2264, r}, {"leqq", 0x2266}, {"leqslant", 0x2A7D}, {"less", 0x3C},
    {"lessapprox", 0x2A85}, {"lessdot", 0x22D6}, {"lesseqgtr", 0x22DA}, {"lesseqqgtr", 0x2A8B}, {"lessgtr", 0x2276},
    {"lesssim", 0x2272}, {"lfloor", 0x230A}, {"ll", 0x226A, r}, {"llcorner", 0x231E}, {"lll", 0x22D8},
    {"lnapprox", 0x2AB9}, {"lneqq", 0x2268}, {"lnsim", 0x22E6}, {"longleftarrow", 0x27F5, r},
    {"longleftrightarrow", 0x27F7, r}, {"longmapsto", 0x27FC, r}, {"longrightarrow", 0x27F6, r},
    {"looparrowleft", 0x21AB}, {"looparrowright", 0x21AC}, {"lrcorner", 0x231F}, {"ltimes", 0x22C9}, {"macron", 0xAF},
    {"maltese", 0x2720}, {"mapsdown", 0x21A7}, {"mapsfrom", 0x21A4}, {"mapsto", 0x21A6, r}, {"mapsup", 0x21A5},
    {"measeq", 0x225E}, {"measuredangle", 0x2221}, {"mho", 0x2127}, {"mid", 0x2223, r}, {"minus", 0x2212},
    {"models", 0x22A7, r}, {"mp", 0x2213, b}, {"mu", 0x3BC}, {"multimap", 0x22B8}, {"nLeftarrow", 0x21CD},
    {"nLeftrightarrow", 0x21CE}, {"nRightarrow", 0x21CF}, {"nVDash", 0x22AF}, {"nVdash", 0x22AE}, {"nabla", 0x2207},
    {"napprox", 0x2249}, {"natural", 0x266E}, {"ncong", 0x2247}, {"ne", 0x2260}, {"nearrow", 0x2197, r},
    {"neg", 0xAC}, {"neq", 0x2260, r}, {"nequiv", 0x2262}, {"nexists", 0x2204}, {"ngeq", 0x2271}, {"ngtr", 0x226F},
    {"ni", 0x220B, r}, {"nleftarrow", 0x219A}, {"nleftrightarrow", 0x21AE}, {"nleq", 0x2270}, {"nless", 0x226E},
    {"nmid", 0x2224}, {"not", 0x338}, {"notin", 0x2209}, {"nparallel", 0x2226}, {"nprec", 0x2280},
    {"nrightarrow", 0x219B}, {"nsim", 0x2241}, {"nsime", 0x2244}, {"nsubset", 0x2284}, {"nsubseteq", 0x2288},
    {"nsucc", 0x2281}, {"nsupset", 0x2285}, {"nsupseteq", 0x2289}, {"ntriangleleft", 0x22EA},
    {"ntrianglelefteq", 0x22EC}, {"ntriangleright", 0x22EB}, {"ntrianglerighteq", 0x22ED}, {"nu", 0x3BD},
    {"nvDash", 0x22AD}, {"nvdash", 0x22AC}, {"nwarrow", 0x2196, r}, {"o", 0xF8}, {"ocirc", 0x30A},
    {"odot", 0x2299, b}, {"oe", 0x153}, {"omega", 0x3C9}, {"ominus", 0x2296, b}, {"oplus", 0x2295, b},
    {"origof", 0x22B6}, {"oslash", 0x2298, b}, {"otimes", 0x2297, b}, {"overarc", 0x311}, {"overleftarrow", 0x20D6},
    {"overleftrightarrow", 0x20E1}, {"parallel", 0x2225, r}, {"partial", 0x2202}, {"perthousand", 0x2030},
    {"phi", 0x3D5}, {"pi", 0x3C0}, {"pitchfork", 0x22D4}, {"plus", 0x2B}, {"pm", 0xB1, b}, {"prec", 0x227A, r},
    {"precapprox", 0x2AB7}, {"preccurlyeq", 0x227C}, {"preceq", 0x227C, r}, {"precnapprox", 0x2AB9},
    {"precnsim", 0x22E8}, {"precsim", 0x227E}, {"propto", 0x221D, r}, {"prurel", 0x22B0}, {"psi", 0x3C8},
    {"quad", 0x2003}, {"questeq", 0x225F}, {"rangle", 0x27E9}, {"rasp", 0x2BC}, {"rbrace", 0x7D}, {"rbrack", 0x5D},
    {"rceil", 0x2309}, {"rfloor", 0x230B}, {"rho", 0x3C1}, {"rightangle", 0x27E9}, {"rightarrow", 0x2192, r},
    {"rightarrowbar", 0x21E5}, {"rightarrowtail", 0x21A3}, {"rightbrace", 0x7D}, {"rightharpoonaccent", 0x20D1},
    {"rightharpoondown", 0x21C1, r}, {"rightharpoonup", 0x21C0, r}, {"rightleftarrows", 0x21C4},
    {"rightleftharpoons", 0x21CC, r}, {"rightparen", 0x29}, {"rightrightarrows", 0x21C9}, {"rightsquigarrow", 0x219D},
    {"rightthreetimes", 0x22CC}, {"rightzigzagarrow", 0x21DD}, {"ring", 0x2DA}, {"risingdotseq", 0x2253},
    {"rtimes", 0x22CA}, {"scrB", 0x212C}, {"scrE", 0x2130}, {"scrF", 0x2131}, {"scrH", 0x210B}, {"scrI", 0x2110},
    {"scrL", 0x2112}, {"scrM", 0x2133}, {"scrR", 0x211B}, {"scre", 0x212F}, {"scro", 0x2134}, {"scurel", 0x22B1},
    {"searrow", 0x2198, r}, {"sharp", 0x266F}, {"sigma", 0x3C3}, {"sim", 0x223C, r}, {"simeq", 0x2243, r},
    {"slash", 0x2215}, {"smallsetminus", 0x2216}, {"spadesuit", 0x2660}, {"spadesuitopen", 0x2664},
    {"sphericalangle", 0x2222}, {"sqcap", 0x2293, b}, {"sqcup", 0x2294, b}, {"sqsubset", 0x228F, r},
    {"sqsubseteq", 0x2291, r}, {"sqsupset", 0x2290, r}, {"sqsupseteq", 0x2292, r}, {"ss", 0xDF}, {"star", 0x22C6, b},
    {"stareq", 0x225B}, {"sterling", 0xA3}, {"subset", 0x2282, r}, {"subseteq", 0x2286, r}, {"subsetneq", 0x228A},
    {"succ", 0x227B, r}, {"succapprox", 0x2AB8}, {"succcurlyeq", 0x227D}, {"succeq", 0x227D, r},
    {"succnapprox", 0x2ABA}, {"succnsim", 0x22E9}, {"succsim", 0x227F}, {"supset", 0x2283, r},
    {"supseteq", 0x2287, r}, {"supsetneq", 0x228B}, {"swarrow", 0x2199, r}, {"t", 0x361}, {"tau", 0x3C4},
    {"textasciiacute", 0xB4}, {"textasciicircum", 0x5E}, {"textasciigrave", 0x60}, {"textasciitilde", 0x7E},
    {"textexclamdown", 0xA1}, {"textquestiondown", 0xBF}, {"therefore", 0x2234}, {"theta", 0x3B8},
    {"thickspace", 0x2005}, {"thorn", 0xFE}, {"tilde", 0x303}, {"times", 0xD7, b}, {"to", 0x2192}, {"top", 0x22A4},
    {"triangledown", 0x25BF}, {"triangleeq", 0x225C}, {"triangleleft", 0x25C1, b}, {"trianglelefteq", 0x22B4},
    {"triangleq", 0x225C}, {"triangleright", 0x25B7, b}, {"trianglerighteq", 0x22B5}, {"turnednot", 0x2319},
    {"twoheaddownarrow", 0x21A1}, {"twoheadleftarrow", 0x219E}, {"twoheadrightarrow", 0x21A0},
    {"twoheaduparrow", 0x219F}, {"ulcorner", 0x231C}, {"underbar", 0x331}, {"uparrow", 0x2191, r},
    {"updownarrow", 0x2195, r}, {"updownarrowbar", 0x21A8}, {"updownarrows", 0x21C5}, {"upharpoonleft", 0x21BF},
    {"upharpoonright", 0x21BE}, {"uplus", 0x228E, b}, {"upsilon", 0x3C5}, {"upuparrows", 0x21C8},
    {"urcorner", 0x231D}, {"vDash", 0x22A8}, {"varepsilon", 0x3B5}, {"varkappa", 0x3F0}, {"varnothing", 0x2205},
    {"varphi", 0x3C6}, {"varpi", 0x3D6}, {"varpropto", 0x221D}, {"varrho", 0x3F1}, {"varsigma", 0x3C2},
    {"vartheta", 0x3D1}, {"vartriangle", 0x25B5}, {"vartriangleleft", 0x22B2}, {"vartriangleright", 0x22B3},
    {"vdash", 0x22A2, r}, {"vdots", 0x22EE}, {"vec", 0x20D7}, {"vee", 0x2228, b}, {"veebar", 0x22BB},
    {"veeeq", 0x225A}, {"vert", 0x7C}, {"wedge", 0x2227, b}, {"wedgeq", 0x2259}, {"widebar", 0x305},
    {"widehat", 0x302}, {"widetilde", 0x303}, {"wp", 0x2118}, {"wr", 0x2240, b}, {"xi", 0x3BE}, {"yen", 0xA5},
    {"zeta", 0x3B6}, {"{", 0x7B}, {"|", 0x7C}, {"}", 0x7D},
};

constexpr std::string_view kUnsupported[] = {
    "Join",        "bb",           "bigcap",      "bigcup",         "bigodot",      "bigoplus",      "bigotimes",
    "bigsqcup",    "biguplus",     "bigvee",      "bigwedge",       "binom",        "cal",           "circledS",
    "coprod",      "dashleftarrow", "dashrightarrow", "emdash",     "endash",       "frak",          "frown",
    "genfrac",     "guilsinglleft", "guilsinglright", "iiint",      "iint",         "int",           "left",
    "lq",          "mathbb",       "mathcal",     "mathcircled",    "mathfrak",     "mathscr",       "obar",
    "oiiint",      "oiint",        "oint",        "perp",           "prime",        "prod",          "right",
    "rq",          "scr",          "scrg",        "smile",          "solbar",       "sqrt",          "subseteqq",
    "subsetneqq",  "sum",          "supseteqq",   "supsetneqq",     "textquotedblleft", "textquotedblright", "widebar",
    "widehat",     "widetilde",
};

constexpr std::string_view kFunctions[] = {
    "Pr",  "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg",  "det", "dim",  "exp", "gcd", "hom",
    "inf", "ker",    "lg",     "lim",    "liminf", "limsup", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
};

constexpr std::string_view kLimitFunctions[] = {"lim", "liminf", "limsup", "max", "min", "sup"};

struct Accent {
    std::string_view name;
    char32_t code;
};
constexpr Accent kAccents[] = {
    {"hat", 0x302},   {"breve", 0x306}, {"bar", 0x304},    {"grave", 0x300},   {"acute", 0x301},  {"tilde", 0x303},
    {"dot", 0x307},   {"ddot", 0x308},  {"dddot", 0x20DB}, {"ddddot", 0x20DC}, {"vec", 0x20D7},   {"\"", 0x308},
    {"`", 0x300},     {"'", 0x301},     {"~", 0x303},      {".", 0x307},       {"^", 0x302},      {"overrightarrow", 0x2192},
    {"overleftarrow", 0x2190},          {"mathring", 0x2218},
};

struct Space {
    std::string_view name;
    double width;
};
constexpr Space kSpaces[] = {
    {",", 0.16667}, {"thinspace", 0.16667}, {"/", 0.16667},  {">", 0.22222}, {":", 0.22222}, {";", 0.27778},
    {" ", 0.33333}, {"enspace", 0.5},       {"quad", 1},     {"qquad", 2},   {"!", -0.16667},
};

struct Range {
    char32_t first, last;
};
// "GREEK CAPITAL ..." in the Unicode Character Database.
constexpr Range kGreekCapitals[] = {
    {0x370, 0x370}, {0x372, 0x372}, {0x376, 0x376}, {0x37F, 0x37F}, {0x386, 0x386}, {0x388, 0x38A}, {0x38C, 0x38C},
    {0x38E, 0x38F}, {0x391, 0x3A1}, {0x3A3, 0x3AB}, {0x3CF, 0x3CF}, {0x3F4, 0x3F4}, {0x3F7, 0x3F7}, {0x3F9, 0x3FA},
    {0x3FD, 0x3FF}, {0x1F08, 0x1F0F}, {0x1F18, 0x1F1D}, {0x1F28, 0x1F2F}, {0x1F38, 0x1F3F}, {0x1F48, 0x1F4D},
    {0x1F59, 0x1F59}, {0x1F5B, 0x1F5B}, {0x1F5D, 0x1F5D}, {0x1F5F, 0x1F5F}, {0x1F68, 0x1F6F}, {0x1F88, 0x1F8F},
    {0x1F98, 0x1F9F}, {0x1FA8, 0x1FAF}, {0x1FB8, 0x1FBC}, {0x1FC8, 0x1FCC}, {0x1FD8, 0x1FDB}, {0x1FE8, 0x1FEC},
    {0x1FF8, 0x1FFC},
};

template <class T, std::size_t n>
bool contains(const T (&list)[n], std::string_view name) {
    return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

}  // namespace

const MathSymbol* find_symbol(std::string_view name) {
    const auto* found = std::lower_bound(std::begin(kSymbols), std::end(kSymbols), name,
                                         [](const MathSymbol& symbol, std::string_view n) { return symbol.name < n; });
    return found != std::end(kSymbols) && found->name == name ? found : nullptr;
}

SymbolClass class_of_character(char32_t character) {
    switch (character) {
        case U'+':
        case U'*':
        case 0x2212: return SymbolClass::binary;
        case U'=':
        case U'<':
        case U'>':
        case U':': return SymbolClass::relation;
        case U',':
        case U';':
        case U'.':
        case U'!': return SymbolClass::punctuation;
        default: return SymbolClass::ordinary;
    }
}

char32_t accent_symbol(std::string_view name) {
    for (const Accent& accent : kAccents) {
        if (accent.name == name) return accent.code;
    }
    return 0;
}

bool is_function_name(std::string_view name) { return contains(kFunctions, name); }
bool takes_limits(std::string_view function) { return contains(kLimitFunctions, function); }
bool is_unsupported_command(std::string_view name) { return contains(kUnsupported, name); }

std::optional<double> space_width(std::string_view name) {
    for (const Space& space : kSpaces) {
        if (space.name == name) return space.width;
    }
    return std::nullopt;
}

std::string suggest_symbol(std::string_view name) {
    std::vector<std::string_view> names;
    names.reserve(std::size(kSymbols) + std::size(kFunctions) + 8);
    for (const MathSymbol& symbol : kSymbols) names.push_back(symbol.name);
    for (const std::string_view function : kFunctions) names.push_back(function);
    for (const char* command : {"frac", "mathrm", "mathit", "mathbf", "mathregular", "mathdefault", "overline"}) {
        names.emplace_back(command);
    }
    const std::string_view found = nearest_word(name, names);
    return found.empty() ? std::string() : " (did you mean '\\" + std::string(found) + "'?)";
}

bool is_greek_capital(char32_t character) {
    return std::any_of(std::begin(kGreekCapitals), std::end(kGreekCapitals),
                       [&](const Range& range) { return character >= range.first && character <= range.last; });
}

}  // namespace plotmill::text
