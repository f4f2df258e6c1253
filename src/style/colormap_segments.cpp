// The published data of Matplotlib's interpolated and qualitative colormaps, and the table of all of them. The Brewer
// maps are Cynthia Brewer's (colorbrewer2.org), the gist maps the Yorick package's, coolwarm is Kenneth Moreland's,
// CMRmap Carey Rappaport's, Wistia the company's of that name, the tab maps Vega's. Data only: long because the tables
// are.
#include <cmath>
#include <numbers>

#include "style/colormap_data.h"

namespace plotmill::style::colormap_data {

namespace {

constexpr double pi = std::numbers::pi;

// clang-format off
constexpr std::string_view Blues_bytes =
    "f7fbffdeebf7c6dbef9ecae16baed64292c62171b508519c08306b";

constexpr std::string_view BrBG_bytes =
    "5430058c510abf812ddfc27df6e8c3f5f5f5c7eae580cdc135978f01665e003c30";

constexpr std::string_view BuGn_bytes =
    "f7fcfde5f5f9ccece699d8c966c2a441ae76238b45006d2c00441b";

constexpr double BuPu_values[] = {
    0.9686274509803922, 0.9882352941176471, 0.9921568627450981, 0.8784313725490196, 0.9254901960784314,
    0.9568627450980393, 0.7490196078431373, 0.8274509803921568, 0.9019607843137255, 0.6196078431372549,
    0.7372549019607844, 0.8549019607843137, 0.5490196078431373, 0.5882352941176471, 0.7764705882352941,
    0.5490196078431373, 0.4196078431372549, 0.6941176470588235, 0.5333333333333333, 0.2549019607843137,
    0.615686274509804, 0.5058823529411764, 0.05882352941176471, 0.48627450980392156, 0.30196078431372547, 0,
    0.29411764705882354};

constexpr double CMRmap_red[] = {
    0, 0, 0, 0.125, 0.15, 0.15, 0.25, 0.3, 0.3, 0.375, 0.6, 0.6, 0.5, 1, 1, 0.625, 0.9, 0.9, 0.75, 0.9, 0.9, 0.875,
    0.9, 0.9, 1, 1, 1};
constexpr double CMRmap_green[] = {
    0, 0, 0, 0.125, 0.15, 0.15, 0.25, 0.15, 0.15, 0.375, 0.2, 0.2, 0.5, 0.25, 0.25, 0.625, 0.5, 0.5, 0.75, 0.75,
    0.75, 0.875, 0.9, 0.9, 1, 1, 1};
constexpr double CMRmap_blue[] = {
    0, 0, 0, 0.125, 0.5, 0.5, 0.25, 0.75, 0.75, 0.375, 0.5, 0.5, 0.5, 0.15, 0.15, 0.625, 0, 0, 0.75, 0.1, 0.1, 0.875,
    0.5, 0.5, 1, 1, 1};

constexpr std::string_view Dark2_bytes =
    "1b9e77d95f027570b3e7298a66a61ee6ab02a6761d666666";

constexpr std::string_view GnBu_bytes =
    "f7fcf0e0f3dbccebc5a8ddb57bccc44eb3d32b8cbe0868ac084081";

constexpr std::string_view Greens_bytes =
    "f7fcf5e5f5e0c7e9c0a1d99b74c47641ab5d238b45006d2c00441b";

constexpr std::string_view Greys_bytes =
    "fffffff0f0f0d9d9d9bdbdbd969696737373525252252525000000";

constexpr std::string_view OrRd_bytes =
    "fff7ecfee8c8fdd49efdbb84fc8d59ef6548d7301fb300007f0000";

constexpr double Oranges_values[] = {
    1, 0.9607843137254902, 0.9215686274509803, 0.996078431372549, 0.9019607843137255, 0.807843137254902,
    0.9921568627450981, 0.8156862745098039, 0.6352941176470588, 0.9921568627450981, 0.6823529411764706,
    0.4196078431372549, 0.9921568627450981, 0.5529411764705883, 0.23529411764705882, 0.9450980392156862,
    0.4117647058823529, 0.07450980392156863, 0.8509803921568627, 0.2823529411764706, 0.00392156862745098,
    0.6509803921568628, 0.21176470588235294, 0.01176470588235294, 0.4980392156862745, 0.15294117647058825,
    0.01568627450980392};

constexpr std::string_view PRGn_bytes =
    "40004b762a839970abc2a5cfe7d4e8f7f7f7d9f0d3a6dba05aae611b783700441b";

constexpr std::string_view Paired_bytes =
    "a6cee31f78b4b2df8a33a02cfb9a99e31a1cfdbf6fff7f00cab2d66a3d9affff99b15928";

constexpr std::string_view Pastel1_bytes =
    "fbb4aeb3cde3ccebc5decbe4fed9a6ffffcce5d8bdfddaecf2f2f2";

constexpr std::string_view Pastel2_bytes =
    "b3e2cdfdcdaccbd5e8f4cae4e6f5c9fff2aef1e2cccccccc";

constexpr std::string_view PiYG_bytes =
    "8e0152c51b7dde77aef1b6dafde0eff7f7f7e6f5d0b8e1867fbc414d9221276419";

constexpr std::string_view PuBu_bytes =
    "fff7fbece7f2d0d1e6a6bddb74a9cf3690c00570b0045a8d023858";

constexpr std::string_view PuBuGn_bytes =
    "fff7fbece2f0d0d1e6a6bddb67a9cf3690c002818a016c59014636";

constexpr double PuOr_values[] = {
    0.4980392156862745, 0.23137254901960785, 0.03137254901960784, 0.7019607843137254, 0.34509803921568627,
    0.02352941176470588, 0.8784313725490196, 0.5098039215686274, 0.0784313725490196, 0.9921568627450981,
    0.7215686274509804, 0.38823529411764707, 0.996078431372549, 0.8784313725490196, 0.7137254901960784,
    0.9686274509803922, 0.9686274509803922, 0.9686274509803922, 0.8470588235294118, 0.8549019607843137,
    0.9215686274509803, 0.6980392156862745, 0.6705882352941176, 0.8235294117647058, 0.5019607843137255,
    0.45098039215686275, 0.6745098039215687, 0.32941176470588235, 0.15294117647058825, 0.5333333333333333,
    0.17647058823529413, 0, 0.29411764705882354};

constexpr std::string_view PuRd_bytes =
    "f7f4f9e7e1efd4b9dac994c7df65b0e7298ace125698004367001f";

constexpr std::string_view Purples_bytes =
    "fcfbfdefedf5dadaebbcbddc9e9ac8807dba6a51a354278f3f007d";

constexpr std::string_view RdBu_bytes =
    "67001fb2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac053061";

constexpr std::string_view RdGy_bytes =
    "67001fb2182bd6604df4a582fddbc7ffffffe0e0e0bababa8787874d4d4d1a1a1a";

constexpr std::string_view RdPu_bytes =
    "fff7f3fde0ddfcc5c0fa9fb5f768a1dd3497ae017e7a017749006a";

constexpr std::string_view RdYlBu_bytes =
    "a50026d73027f46d43fdae61fee090ffffbfe0f3f8abd9e974add14575b4313695";

constexpr std::string_view RdYlGn_bytes =
    "a50026d73027f46d43fdae61fee08bffffbfd9ef8ba6d96a66bd631a9850006837";

constexpr double Reds_values[] = {
    1, 0.9607843137254902, 0.9411764705882353, 0.996078431372549, 0.8784313725490196, 0.8235294117647058,
    0.9882352941176471, 0.7333333333333333, 0.6313725490196078, 0.9882352941176471, 0.5725490196078431,
    0.4470588235294118, 0.984313725490196, 0.41568627450980394, 0.2901960784313726, 0.9372549019607843,
    0.23137254901960785, 0.17254901960784313, 0.796078431372549, 0.09411764705882353, 0.11372549019607843,
    0.6470588235294118, 0.058823529411764705, 0.08235294117647057, 0.403921568627451, 0, 0.05098039215686274};

constexpr std::string_view Set1_bytes =
    "e41a1c377eb84daf4a984ea3ff7f00ffff33a65628f781bf999999";

constexpr std::string_view Set2_bytes =
    "66c2a5fc8d628da0cbe78ac3a6d854ffd92fe5c494b3b3b3";

constexpr std::string_view Set3_bytes =
    "8dd3c7ffffb3bebadafb807280b1d3fdb462b3de69fccde5d9d9d9bc80bdccebc5ffed6f";

constexpr std::string_view Spectral_bytes =
    "9e0142d53e4ff46d43fdae61fee08bffffbfe6f598abdda466c2a53288bd5e4fa2";

constexpr double Wistia_red[] = {
    0, 0.8941176470588236, 0.8941176470588236, 0.25, 1, 1, 0.5, 1, 1, 0.75, 1, 1, 1, 0.9882352941176471,
    0.9882352941176471};
constexpr double Wistia_green[] = {
    0, 1, 1, 0.25, 0.9098039215686274, 0.9098039215686274, 0.5, 0.7411764705882353, 0.7411764705882353, 0.75,
    0.6274509803921569, 0.6274509803921569, 1, 0.4980392156862745, 0.4980392156862745};
constexpr double Wistia_blue[] = {
    0, 0.47843137254901963, 0.47843137254901963, 0.25, 0.10196078431372549, 0.10196078431372549, 0.5, 0, 0, 0.75, 0,
    0, 1, 0, 0};

constexpr std::string_view YlGn_bytes =
    "ffffe5f7fcb9d9f0a3addd8e78c67941ab5d238443006837004529";

constexpr std::string_view YlGnBu_bytes =
    "ffffd9edf8b1c7e9b47fcdbb41b6c41d91c0225ea8253494081d58";

constexpr double YlOrBr_values[] = {
    1, 1, 0.8980392156862745, 1, 0.9686274509803922, 0.7372549019607844, 0.996078431372549, 0.8901960784313725,
    0.5686274509803921, 0.996078431372549, 0.7686274509803922, 0.30980392156862746, 0.996078431372549, 0.6,
    0.1607843137254902, 0.9254901960784314, 0.4392156862745098, 0.0784313725490196, 0.8, 0.2980392156862745,
    0.00784313725490196, 0.6, 0.20392156862745098, 0.01568627450980392, 0.4, 0.1450980392156863, 0.02352941176470588};

constexpr std::string_view YlOrRd_bytes =
    "ffffccffeda0fed976feb24cfd8d3cfc4e2ae31a1cbd0026800026";

constexpr double autumn_red[] = {
    0, 1, 1, 1, 1, 1};
constexpr double autumn_green[] = {
    0, 0, 0, 1, 1, 1};
constexpr double autumn_blue[] = {
    0, 0, 0, 1, 0, 0};

constexpr double binary_red[] = {
    0, 1, 1, 1, 0, 0};
constexpr double binary_green[] = {
    0, 1, 1, 1, 0, 0};
constexpr double binary_blue[] = {
    0, 1, 1, 1, 0, 0};

constexpr double bone_red[] = {
    0, 0, 0, 0.746032, 0.652778, 0.652778, 1, 1, 1};
constexpr double bone_green[] = {
    0, 0, 0, 0.365079, 0.319444, 0.319444, 0.746032, 0.777778, 0.777778, 1, 1, 1};
constexpr double bone_blue[] = {
    0, 0, 0, 0.365079, 0.444444, 0.444444, 1, 1, 1};

constexpr std::string_view brg_bytes =
    "0000ffff000000ff00";

constexpr std::string_view bwr_bytes =
    "0000ffffffffff0000";

constexpr double cool_red[] = {
    0, 0, 0, 1, 1, 1};
constexpr double cool_green[] = {
    0, 1, 1, 1, 0, 0};
constexpr double cool_blue[] = {
    0, 1, 1, 1, 1, 1};

constexpr double coolwarm_red[] = {
    0, 0.2298057, 0.2298057, 0.03125, 0.26623388, 0.26623388, 0.0625, 0.30386891, 0.30386891, 0.09375, 0.342804478,
    0.342804478, 0.125, 0.38301334, 0.38301334, 0.15625, 0.424369608, 0.424369608, 0.1875, 0.46666708, 0.46666708,
    0.21875, 0.509635204, 0.509635204, 0.25, 0.552953156, 0.552953156, 0.28125, 0.596262162, 0.596262162, 0.3125,
    0.639176211, 0.639176211, 0.34375, 0.681291281, 0.681291281, 0.375, 0.722193294, 0.722193294, 0.40625,
    0.761464949, 0.761464949, 0.4375, 0.798691636, 0.798691636, 0.46875, 0.833466556, 0.833466556, 0.5, 0.865395197,
    0.865395197, 0.53125, 0.897787179, 0.897787179, 0.5625, 0.924127593, 0.924127593, 0.59375, 0.944468518,
    0.944468518, 0.625, 0.958852946, 0.958852946, 0.65625, 0.96732803, 0.96732803, 0.6875, 0.969954137, 0.969954137,
    0.71875, 0.966811177, 0.966811177, 0.75, 0.958003065, 0.958003065, 0.78125, 0.943660866, 0.943660866, 0.8125,
    0.923944917, 0.923944917, 0.84375, 0.89904617, 0.89904617, 0.875, 0.869186849, 0.869186849, 0.90625, 0.834620542,
    0.834620542, 0.9375, 0.795631745, 0.795631745, 0.96875, 0.752534934, 0.752534934, 1, 0.705673158, 0.705673158};
constexpr double coolwarm_green[] = {
    0, 0.298717966, 0.298717966, 0.03125, 0.353094838, 0.353094838, 0.0625, 0.406535296, 0.406535296, 0.09375,
    0.458757618, 0.458757618, 0.125, 0.50941904, 0.50941904, 0.15625, 0.558148092, 0.558148092, 0.1875, 0.604562568,
    0.604562568, 0.21875, 0.648280772, 0.648280772, 0.25, 0.688929332, 0.688929332, 0.28125, 0.726149107,
    0.726149107, 0.3125, 0.759599947, 0.759599947, 0.34375, 0.788964712, 0.788964712, 0.375, 0.813952739,
    0.813952739, 0.40625, 0.834302879, 0.834302879, 0.4375, 0.849786142, 0.849786142, 0.46875, 0.860207984,
    0.860207984, 0.5, 0.86541021, 0.86541021, 0.53125, 0.848937047, 0.848937047, 0.5625, 0.827384882, 0.827384882,
    0.59375, 0.800927443, 0.800927443, 0.625, 0.769767752, 0.769767752, 0.65625, 0.734132809, 0.734132809, 0.6875,
    0.694266682, 0.694266682, 0.71875, 0.650421156, 0.650421156, 0.75, 0.602842431, 0.602842431, 0.78125,
    0.551750968, 0.551750968, 0.8125, 0.49730856, 0.49730856, 0.84375, 0.439559467, 0.439559467, 0.875, 0.378313092,
    0.378313092, 0.90625, 0.312874446, 0.312874446, 0.9375, 0.24128379, 0.24128379, 0.96875, 0.157246067,
    0.157246067, 1, 0.01555616, 0.01555616};
constexpr double coolwarm_blue[] = {
    0, 0.753683153, 0.753683153, 0.03125, 0.801466763, 0.801466763, 0.0625, 0.84495867, 0.84495867, 0.09375,
    0.883725899, 0.883725899, 0.125, 0.917387822, 0.917387822, 0.15625, 0.945619588, 0.945619588, 0.1875,
    0.968154911, 0.968154911, 0.21875, 0.98478814, 0.98478814, 0.25, 0.995375608, 0.995375608, 0.28125, 0.999836203,
    0.999836203, 0.3125, 0.998151185, 0.998151185, 0.34375, 0.990363227, 0.990363227, 0.375, 0.976574709,
    0.976574709, 0.40625, 0.956945269, 0.956945269, 0.4375, 0.931688648, 0.931688648, 0.46875, 0.901068838,
    0.901068838, 0.5, 0.865395561, 0.865395561, 0.53125, 0.820880546, 0.820880546, 0.5625, 0.774508472, 0.774508472,
    0.59375, 0.726736146, 0.726736146, 0.625, 0.678007945, 0.678007945, 0.65625, 0.628751763, 0.628751763, 0.6875,
    0.579375448, 0.579375448, 0.71875, 0.530263762, 0.530263762, 0.75, 0.481775914, 0.481775914, 0.78125,
    0.434243684, 0.434243684, 0.8125, 0.387970225, 0.387970225, 0.84375, 0.343229596, 0.343229596, 0.875,
    0.300267182, 0.300267182, 0.90625, 0.259301199, 0.259301199, 0.9375, 0.220525627, 0.220525627, 0.96875,
    0.184115123, 0.184115123, 1, 0.150232812, 0.150232812};

constexpr double copper_red[] = {
    0, 0, 0, 0.809524, 1, 1, 1, 1, 1};
constexpr double copper_green[] = {
    0, 0, 0, 1, 0.7812, 0.7812};
constexpr double copper_blue[] = {
    0, 0, 0, 1, 0.4975, 0.4975};

constexpr double gist_earth_red[] = {
    0, 0, 0, 0.2824, 0.1882, 0.1882, 0.4588, 0.2714, 0.2714, 0.549, 0.4719, 0.4719, 0.698, 0.7176, 0.7176, 0.7882,
    0.7553, 0.7553, 1, 0.9922, 0.9922};
constexpr double gist_earth_green[] = {
    0, 0, 0, 0.0275, 0, 0, 0.1098, 0.1893, 0.1893, 0.1647, 0.3035, 0.3035, 0.2078, 0.3841, 0.3841, 0.2824, 0.502,
    0.502, 0.5216, 0.6397, 0.6397, 0.698, 0.7171, 0.7171, 0.7882, 0.6392, 0.6392, 0.7922, 0.6413, 0.6413, 0.8,
    0.6447, 0.6447, 0.8078, 0.6481, 0.6481, 0.8157, 0.6549, 0.6549, 0.8667, 0.6991, 0.6991, 0.8745, 0.7103, 0.7103,
    0.8824, 0.7216, 0.7216, 0.8902, 0.7323, 0.7323, 0.898, 0.743, 0.743, 0.9412, 0.8275, 0.8275, 0.9569, 0.8635,
    0.8635, 0.9647, 0.8816, 0.8816, 0.9961, 0.9733, 0.9733, 1, 0.9843, 0.9843};
constexpr double gist_earth_blue[] = {
    0, 0, 0, 0.0039, 0.1684, 0.1684, 0.0078, 0.2212, 0.2212, 0.0275, 0.4329, 0.4329, 0.0314, 0.4549, 0.4549, 0.2824,
    0.5004, 0.5004, 0.4667, 0.2748, 0.2748, 0.5451, 0.3205, 0.3205, 0.7843, 0.3961, 0.3961, 0.8941, 0.6651, 0.6651,
    1, 0.9843, 0.9843};

constexpr double gist_ncar_red[] = {
    0, 0, 0, 0.3098, 0, 0, 0.3725, 0.3993, 0.3993, 0.4235, 0.5003, 0.5003, 0.5333, 1, 1, 0.7922, 1, 1, 0.8471,
    0.6218, 0.6218, 0.898, 0.9235, 0.9235, 1, 0.9961, 0.9961};
constexpr double gist_ncar_green[] = {
    0, 0, 0, 0.051, 0.3722, 0.3722, 0.1059, 0, 0, 0.1569, 0.7202, 0.7202, 0.1608, 0.7537, 0.7537, 0.1647, 0.7752,
    0.7752, 0.2157, 1, 1, 0.2588, 0.9804, 0.9804, 0.2706, 0.9804, 0.9804, 0.3176, 1, 1, 0.3686, 0.8081, 0.8081,
    0.4275, 1, 1, 0.5216, 1, 1, 0.6314, 0.7292, 0.7292, 0.6863, 0.2796, 0.2796, 0.7451, 0, 0, 0.7922, 0, 0, 0.8431,
    0.1753, 0.1753, 0.898, 0.5, 0.5, 1, 0.9725, 0.9725};
constexpr double gist_ncar_blue[] = {
    0, 0.502, 0.502, 0.051, 0.0222, 0.0222, 0.1098, 1, 1, 0.2039, 1, 1, 0.2627, 0.6145, 0.6145, 0.3216, 0, 0, 0.4157,
    0, 0, 0.4745, 0.2342, 0.2342, 0.5333, 0, 0, 0.5804, 0, 0, 0.6314, 0.0549, 0.0549, 0.6902, 0, 0, 0.7373, 0, 0,
    0.7922, 0.9738, 0.9738, 0.8, 1, 1, 0.8431, 1, 1, 0.898, 0.9341, 0.9341, 1, 0.9961, 0.9961};

constexpr double gist_rainbow_stops[] = {
    0, 1, 0, 0.16, 0.03, 1, 0, 0, 0.215, 1, 1, 0, 0.4, 0, 1, 0, 0.586, 0, 1, 1, 0.77, 0, 0, 1, 0.954, 1, 0, 1, 1, 1,
    0, 0.75};

constexpr double gist_stern_red[] = {
    0, 0, 0, 0.0547, 1, 1, 0.25, 0.027, 0.25, 1, 1, 1};
constexpr double gist_stern_green[] = {
    0, 0, 0, 1, 1, 1};
constexpr double gist_stern_blue[] = {
    0, 0, 0, 0.5, 1, 1, 0.735, 0, 0, 1, 1, 1};

constexpr double gray_red[] = {
    0, 0, 0, 1, 1, 1};
constexpr double gray_green[] = {
    0, 0, 0, 1, 1, 1};
constexpr double gray_blue[] = {
    0, 0, 0, 1, 1, 1};

constexpr double hot_red[] = {
    0, 0.0416, 0.0416, 0.365079, 1, 1, 1, 1, 1};
constexpr double hot_green[] = {
    0, 0, 0, 0.365079, 0, 0, 0.746032, 1, 1, 1, 1, 1};
constexpr double hot_blue[] = {
    0, 0, 0, 0.746032, 0, 0, 1, 1, 1};

constexpr double hsv_red[] = {
    0, 1, 1, 0.15873, 1, 1, 0.174603, 0.96875, 0.96875, 0.333333, 0.03125, 0.03125, 0.349206, 0, 0, 0.666667, 0, 0,
    0.68254, 0.03125, 0.03125, 0.84127, 0.96875, 0.96875, 0.857143, 1, 1, 1, 1, 1};
constexpr double hsv_green[] = {
    0, 0, 0, 0.15873, 0.9375, 0.9375, 0.174603, 1, 1, 0.507937, 1, 1, 0.666667, 0.0625, 0.0625, 0.68254, 0, 0, 1, 0,
    0};
constexpr double hsv_blue[] = {
    0, 0, 0, 0.333333, 0, 0, 0.349206, 0.0625, 0.0625, 0.507937, 1, 1, 0.84127, 1, 1, 0.857143, 0.9375, 0.9375, 1,
    0.09375, 0.09375};

constexpr double jet_red[] = {
    0, 0, 0, 0.35, 0, 0, 0.66, 1, 1, 0.89, 1, 1, 1, 0.5, 0.5};
constexpr double jet_green[] = {
    0, 0, 0, 0.125, 0, 0, 0.375, 1, 1, 0.64, 1, 1, 0.91, 0, 0, 1, 0, 0};
constexpr double jet_blue[] = {
    0, 0.5, 0.5, 0.11, 1, 1, 0.34, 1, 1, 0.65, 0, 0, 1, 0, 0};

constexpr double nipy_spectral_red[] = {
    0, 0, 0, 0.05, 0.4667, 0.4667, 0.1, 0.5333, 0.5333, 0.15, 0, 0, 0.2, 0, 0, 0.25, 0, 0, 0.3, 0, 0, 0.35, 0, 0,
    0.4, 0, 0, 0.45, 0, 0, 0.5, 0, 0, 0.55, 0, 0, 0.6, 0, 0, 0.65, 0.7333, 0.7333, 0.7, 0.9333, 0.9333, 0.75, 1, 1,
    0.8, 1, 1, 0.85, 1, 1, 0.9, 0.8667, 0.8667, 0.95, 0.8, 0.8, 1, 0.8, 0.8};
constexpr double nipy_spectral_green[] = {
    0, 0, 0, 0.05, 0, 0, 0.1, 0, 0, 0.15, 0, 0, 0.2, 0, 0, 0.25, 0.4667, 0.4667, 0.3, 0.6, 0.6, 0.35, 0.6667, 0.6667,
    0.4, 0.6667, 0.6667, 0.45, 0.6, 0.6, 0.5, 0.7333, 0.7333, 0.55, 0.8667, 0.8667, 0.6, 1, 1, 0.65, 1, 1, 0.7,
    0.9333, 0.9333, 0.75, 0.8, 0.8, 0.8, 0.6, 0.6, 0.85, 0, 0, 0.9, 0, 0, 0.95, 0, 0, 1, 0.8, 0.8};
constexpr double nipy_spectral_blue[] = {
    0, 0, 0, 0.05, 0.5333, 0.5333, 0.1, 0.6, 0.6, 0.15, 0.6667, 0.6667, 0.2, 0.8667, 0.8667, 0.25, 0.8667, 0.8667,
    0.3, 0.8667, 0.8667, 0.35, 0.6667, 0.6667, 0.4, 0.5333, 0.5333, 0.45, 0, 0, 0.5, 0, 0, 0.55, 0, 0, 0.6, 0, 0,
    0.65, 0, 0, 0.7, 0, 0, 0.75, 0, 0, 0.8, 0, 0, 0.85, 0, 0, 0.9, 0, 0, 0.95, 0, 0, 1, 0.8, 0.8};

constexpr double pink_red[] = {
    0, 0.1178, 0.1178, 0.015873, 0.195857, 0.195857, 0.031746, 0.250661, 0.250661, 0.047619, 0.295468, 0.295468,
    0.063492, 0.334324, 0.334324, 0.079365, 0.369112, 0.369112, 0.095238, 0.400892, 0.400892, 0.111111, 0.430331,
    0.430331, 0.126984, 0.457882, 0.457882, 0.142857, 0.483867, 0.483867, 0.15873, 0.508525, 0.508525, 0.174603,
    0.532042, 0.532042, 0.190476, 0.554563, 0.554563, 0.206349, 0.576204, 0.576204, 0.222222, 0.597061, 0.597061,
    0.238095, 0.617213, 0.617213, 0.253968, 0.636729, 0.636729, 0.269841, 0.655663, 0.655663, 0.285714, 0.674066,
    0.674066, 0.301587, 0.69198, 0.69198, 0.31746, 0.709441, 0.709441, 0.333333, 0.726483, 0.726483, 0.349206,
    0.743134, 0.743134, 0.365079, 0.759421, 0.759421, 0.380952, 0.766356, 0.766356, 0.396825, 0.773229, 0.773229,
    0.412698, 0.780042, 0.780042, 0.428571, 0.786796, 0.786796, 0.444444, 0.793492, 0.793492, 0.460317, 0.800132,
    0.800132, 0.47619, 0.806718, 0.806718, 0.492063, 0.81325, 0.81325, 0.507937, 0.81973, 0.81973, 0.52381, 0.82616,
    0.82616, 0.539683, 0.832539, 0.832539, 0.555556, 0.83887, 0.83887, 0.571429, 0.845154, 0.845154, 0.587302,
    0.851392, 0.851392, 0.603175, 0.857584, 0.857584, 0.619048, 0.863731, 0.863731, 0.634921, 0.869835, 0.869835,
    0.650794, 0.875897, 0.875897, 0.666667, 0.881917, 0.881917, 0.68254, 0.887896, 0.887896, 0.698413, 0.893835,
    0.893835, 0.714286, 0.899735, 0.899735, 0.730159, 0.905597, 0.905597, 0.746032, 0.911421, 0.911421, 0.761905,
    0.917208, 0.917208, 0.777778, 0.922958, 0.922958, 0.793651, 0.928673, 0.928673, 0.809524, 0.934353, 0.934353,
    0.825397, 0.939999, 0.939999, 0.84127, 0.945611, 0.945611, 0.857143, 0.95119, 0.95119, 0.873016, 0.956736,
    0.956736, 0.888889, 0.96225, 0.96225, 0.904762, 0.967733, 0.967733, 0.920635, 0.973185, 0.973185, 0.936508,
    0.978607, 0.978607, 0.952381, 0.983999, 0.983999, 0.968254, 0.989361, 0.989361, 0.984127, 0.994695, 0.994695, 1,
    1, 1};
constexpr double pink_green[] = {
    0, 0, 0, 0.015873, 0.102869, 0.102869, 0.031746, 0.145479, 0.145479, 0.047619, 0.178174, 0.178174, 0.063492,
    0.205738, 0.205738, 0.079365, 0.230022, 0.230022, 0.095238, 0.251976, 0.251976, 0.111111, 0.272166, 0.272166,
    0.126984, 0.290957, 0.290957, 0.142857, 0.308607, 0.308607, 0.15873, 0.3253, 0.3253, 0.174603, 0.341178,
    0.341178, 0.190476, 0.356348, 0.356348, 0.206349, 0.370899, 0.370899, 0.222222, 0.3849, 0.3849, 0.238095,
    0.39841, 0.39841, 0.253968, 0.411476, 0.411476, 0.269841, 0.424139, 0.424139, 0.285714, 0.436436, 0.436436,
    0.301587, 0.448395, 0.448395, 0.31746, 0.460044, 0.460044, 0.333333, 0.471405, 0.471405, 0.349206, 0.482498,
    0.482498, 0.365079, 0.493342, 0.493342, 0.380952, 0.517549, 0.517549, 0.396825, 0.540674, 0.540674, 0.412698,
    0.562849, 0.562849, 0.428571, 0.584183, 0.584183, 0.444444, 0.604765, 0.604765, 0.460317, 0.624669, 0.624669,
    0.47619, 0.643958, 0.643958, 0.492063, 0.662687, 0.662687, 0.507937, 0.6809, 0.6809, 0.52381, 0.698638, 0.698638,
    0.539683, 0.715937, 0.715937, 0.555556, 0.732828, 0.732828, 0.571429, 0.749338, 0.749338, 0.587302, 0.765493,
    0.765493, 0.603175, 0.781313, 0.781313, 0.619048, 0.796819, 0.796819, 0.634921, 0.812029, 0.812029, 0.650794,
    0.82696, 0.82696, 0.666667, 0.841625, 0.841625, 0.68254, 0.85604, 0.85604, 0.698413, 0.870216, 0.870216,
    0.714286, 0.884164, 0.884164, 0.730159, 0.897896, 0.897896, 0.746032, 0.911421, 0.911421, 0.761905, 0.917208,
    0.917208, 0.777778, 0.922958, 0.922958, 0.793651, 0.928673, 0.928673, 0.809524, 0.934353, 0.934353, 0.825397,
    0.939999, 0.939999, 0.84127, 0.945611, 0.945611, 0.857143, 0.95119, 0.95119, 0.873016, 0.956736, 0.956736,
    0.888889, 0.96225, 0.96225, 0.904762, 0.967733, 0.967733, 0.920635, 0.973185, 0.973185, 0.936508, 0.978607,
    0.978607, 0.952381, 0.983999, 0.983999, 0.968254, 0.989361, 0.989361, 0.984127, 0.994695, 0.994695, 1, 1, 1};
constexpr double pink_blue[] = {
    0, 0, 0, 0.015873, 0.102869, 0.102869, 0.031746, 0.145479, 0.145479, 0.047619, 0.178174, 0.178174, 0.063492,
    0.205738, 0.205738, 0.079365, 0.230022, 0.230022, 0.095238, 0.251976, 0.251976, 0.111111, 0.272166, 0.272166,
    0.126984, 0.290957, 0.290957, 0.142857, 0.308607, 0.308607, 0.15873, 0.3253, 0.3253, 0.174603, 0.341178,
    0.341178, 0.190476, 0.356348, 0.356348, 0.206349, 0.370899, 0.370899, 0.222222, 0.3849, 0.3849, 0.238095,
    0.39841, 0.39841, 0.253968, 0.411476, 0.411476, 0.269841, 0.424139, 0.424139, 0.285714, 0.436436, 0.436436,
    0.301587, 0.448395, 0.448395, 0.31746, 0.460044, 0.460044, 0.333333, 0.471405, 0.471405, 0.349206, 0.482498,
    0.482498, 0.365079, 0.493342, 0.493342, 0.380952, 0.503953, 0.503953, 0.396825, 0.514344, 0.514344, 0.412698,
    0.524531, 0.524531, 0.428571, 0.534522, 0.534522, 0.444444, 0.544331, 0.544331, 0.460317, 0.553966, 0.553966,
    0.47619, 0.563436, 0.563436, 0.492063, 0.57275, 0.57275, 0.507937, 0.581914, 0.581914, 0.52381, 0.590937,
    0.590937, 0.539683, 0.599824, 0.599824, 0.555556, 0.608581, 0.608581, 0.571429, 0.617213, 0.617213, 0.587302,
    0.625727, 0.625727, 0.603175, 0.634126, 0.634126, 0.619048, 0.642416, 0.642416, 0.634921, 0.6506, 0.6506,
    0.650794, 0.658682, 0.658682, 0.666667, 0.666667, 0.666667, 0.68254, 0.674556, 0.674556, 0.698413, 0.682355,
    0.682355, 0.714286, 0.690066, 0.690066, 0.730159, 0.697691, 0.697691, 0.746032, 0.705234, 0.705234, 0.761905,
    0.727166, 0.727166, 0.777778, 0.748455, 0.748455, 0.793651, 0.769156, 0.769156, 0.809524, 0.789314, 0.789314,
    0.825397, 0.808969, 0.808969, 0.84127, 0.828159, 0.828159, 0.857143, 0.846913, 0.846913, 0.873016, 0.865261,
    0.865261, 0.888889, 0.883229, 0.883229, 0.904762, 0.900837, 0.900837, 0.920635, 0.918109, 0.918109, 0.936508,
    0.935061, 0.935061, 0.952381, 0.951711, 0.951711, 0.968254, 0.968075, 0.968075, 0.984127, 0.984167, 0.984167, 1,
    1, 1};

constexpr double seismic_values[] = {
    0, 0, 0.3, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0.5, 0, 0};

constexpr double spring_red[] = {
    0, 1, 1, 1, 1, 1};
constexpr double spring_green[] = {
    0, 0, 0, 1, 1, 1};
constexpr double spring_blue[] = {
    0, 1, 1, 1, 0, 0};

constexpr double summer_red[] = {
    0, 0, 0, 1, 1, 1};
constexpr double summer_green[] = {
    0, 0.5, 0.5, 1, 1, 1};
constexpr double summer_blue[] = {
    0, 0.4, 0.4, 1, 0.4, 0.4};

constexpr std::string_view tab10_bytes =
    "1f77b4ff7f0e2ca02cd627289467bd8c564be377c27f7f7fbcbd2217becf";

constexpr std::string_view tab20_bytes =
    "1f77b4aec7e8ff7f0effbb782ca02c98df8ad62728ff98969467bdc5b0d58c564bc49c94e377c2f7b6d27f7f7fc7c7c7bcbd22dbdb8d"
    "17becf9edae5";

constexpr std::string_view tab20b_bytes =
    "393b795254a36b6ecf9c9ede6379398ca252b5cf6bcedb9c8c6d31bd9e39e7ba52e7cb94843c39ad494ad6616be7969c7b4173a55194"
    "ce6dbdde9ed6";

constexpr std::string_view tab20c_bytes =
    "3182bd6baed69ecae1c6dbefe6550dfd8d3cfdae6bfdd0a231a35474c476a1d99bc7e9c0756bb19e9ac8bcbddcdadaeb636363969696"
    "bdbdbdd9d9d9";

constexpr double terrain_stops[] = {
    0, 0.2, 0.2, 0.6, 0.15, 0, 0.6, 1, 0.25, 0, 0.8, 0.4, 0.5, 1, 1, 0.6, 0.75, 0.5, 0.36, 0.33, 1, 1, 1, 1};

constexpr double winter_red[] = {
    0, 0, 0, 1, 0, 0};
constexpr double winter_green[] = {
    0, 0, 0, 1, 1, 1};
constexpr double winter_blue[] = {
    0, 1, 1, 1, 0.5, 0.5};
// clang-format on

double flag_red(double x) { return 0.75 * std::sin((x * 31.5 + 0.25) * pi) + 0.5; }
double flag_green(double x) { return std::sin(x * 31.5 * pi); }
double flag_blue(double x) { return 0.75 * std::sin((x * 31.5 - 0.25) * pi) + 0.5; }
double prism_red(double x) { return 0.75 * std::sin((x * 20.9 + 0.25) * pi) + 0.67; }
double prism_green(double x) { return 0.75 * std::sin((x * 20.9 - 0.25) * pi) + 0.33; }
double prism_blue(double x) { return -1.1 * std::sin((x * 20.9) * pi); }

// D. A. Green's cubehelix with gamma 1, start 0.5, -1.5 rotations and hue 1.
double cubehelix(double x, double p0, double p1) {
    const double amplitude = x * (1 - x) / 2;
    const double phi = 2 * pi * (0.5 / 3 - 1.5 * x);
    return x + amplitude * (p0 * std::cos(phi) + p1 * std::sin(phi));
}
double cubehelix_red(double x) { return cubehelix(x, -0.14861, 1.78277); }
double cubehelix_green(double x) { return cubehelix(x, -0.29227, -0.90649); }
double cubehelix_blue(double x) { return cubehelix(x, 1.97294, 0.0); }

double gnuplot_red(double x) { return std::sqrt(x); }
double gnuplot_green(double x) { return x * x * x; }
double gnuplot_blue(double x) { return std::sin(x * 2 * pi); }
double gnuplot2_red(double x) { return x / 0.32 - 0.78125; }
double gnuplot2_green(double x) { return 2 * x - 0.84; }
double gnuplot2_blue(double x) { return x < 0.25 ? 4 * x : x < 0.92 ? -2 * x + 1.84 : x / 0.08 - 11.5; }
double ocean_red(double x) { return 3 * x - 2; }
double ocean_green(double x) { return std::fabs((3 * x - 1) / 2); }
double ocean_blue(double x) { return x; }
double afmhot_red(double x) { return 2 * x; }
double afmhot_green(double x) { return 2 * x - 0.5; }
double afmhot_blue(double x) { return 2 * x - 1; }
double rainbow_red(double x) { return std::fabs(2 * x - 0.5); }
double rainbow_green(double x) { return std::sin(x * pi); }
double rainbow_blue(double x) { return std::cos(x * pi / 2); }
double same(double x) { return x; }
double gist_heat_red(double x) { return 1.5 * x; }
double gist_heat_green(double x) { return 2 * x - 1; }
double gist_heat_blue(double x) { return 4 * x - 3; }
double opposite(double x) { return 1 - x; }

// clang-format off
constexpr BuiltIn table[] = {
    {.name = "Accent", .listed = true, .colors = accent},
    {.name = "Blues", .bytes = Blues_bytes},
    {.name = "BrBG", .bytes = BrBG_bytes},
    {.name = "BuGn", .bytes = BuGn_bytes},
    {.name = "BuPu", .colors = BuPu_values},
    {.name = "CMRmap", .segments = {CMRmap_red, CMRmap_green, CMRmap_blue}},
    {.name = "Dark2", .listed = true, .bytes = Dark2_bytes},
    {.name = "GnBu", .bytes = GnBu_bytes},
    {.name = "Greens", .bytes = Greens_bytes},
    {.name = "Greys", .bytes = Greys_bytes},
    {.name = "OrRd", .bytes = OrRd_bytes},
    {.name = "Oranges", .colors = Oranges_values},
    {.name = "PRGn", .bytes = PRGn_bytes},
    {.name = "Paired", .listed = true, .bytes = Paired_bytes},
    {.name = "Pastel1", .listed = true, .bytes = Pastel1_bytes},
    {.name = "Pastel2", .listed = true, .bytes = Pastel2_bytes},
    {.name = "PiYG", .bytes = PiYG_bytes},
    {.name = "PuBu", .bytes = PuBu_bytes},
    {.name = "PuBuGn", .bytes = PuBuGn_bytes},
    {.name = "PuOr", .colors = PuOr_values},
    {.name = "PuRd", .bytes = PuRd_bytes},
    {.name = "Purples", .bytes = Purples_bytes},
    {.name = "RdBu", .bytes = RdBu_bytes},
    {.name = "RdGy", .bytes = RdGy_bytes},
    {.name = "RdPu", .bytes = RdPu_bytes},
    {.name = "RdYlBu", .bytes = RdYlBu_bytes},
    {.name = "RdYlGn", .bytes = RdYlGn_bytes},
    {.name = "Reds", .colors = Reds_values},
    {.name = "Set1", .listed = true, .bytes = Set1_bytes},
    {.name = "Set2", .listed = true, .bytes = Set2_bytes},
    {.name = "Set3", .listed = true, .bytes = Set3_bytes},
    {.name = "Spectral", .bytes = Spectral_bytes},
    {.name = "Wistia", .segments = {Wistia_red, Wistia_green, Wistia_blue}},
    {.name = "YlGn", .bytes = YlGn_bytes},
    {.name = "YlGnBu", .bytes = YlGnBu_bytes},
    {.name = "YlOrBr", .colors = YlOrBr_values},
    {.name = "YlOrRd", .bytes = YlOrRd_bytes},
    {.name = "afmhot", .functions = {afmhot_red, afmhot_green, afmhot_blue}},
    {.name = "autumn", .segments = {autumn_red, autumn_green, autumn_blue}},
    {.name = "binary", .segments = {binary_red, binary_green, binary_blue}},
    {.name = "bone", .segments = {bone_red, bone_green, bone_blue}},
    {.name = "brg", .bytes = brg_bytes},
    {.name = "bwr", .bytes = bwr_bytes},
    {.name = "cividis", .listed = true, .colors = cividis},
    {.name = "cool", .segments = {cool_red, cool_green, cool_blue}},
    {.name = "coolwarm", .segments = {coolwarm_red, coolwarm_green, coolwarm_blue}},
    {.name = "copper", .segments = {copper_red, copper_green, copper_blue}},
    {.name = "cubehelix", .functions = {cubehelix_red, cubehelix_green, cubehelix_blue}},
    {.name = "flag", .functions = {flag_red, flag_green, flag_blue}},
    {.name = "gist_earth", .segments = {gist_earth_red, gist_earth_green, gist_earth_blue}},
    {.name = "gist_gray", .functions = {same, same, same}},
    {.name = "gist_heat", .functions = {gist_heat_red, gist_heat_green, gist_heat_blue}},
    {.name = "gist_ncar", .segments = {gist_ncar_red, gist_ncar_green, gist_ncar_blue}},
    {.name = "gist_rainbow", .stops = gist_rainbow_stops},
    {.name = "gist_stern", .segments = {gist_stern_red, gist_stern_green, gist_stern_blue}},
    {.name = "gist_yarg", .functions = {opposite, opposite, opposite}},
    {.name = "gnuplot", .functions = {gnuplot_red, gnuplot_green, gnuplot_blue}},
    {.name = "gnuplot2", .functions = {gnuplot2_red, gnuplot2_green, gnuplot2_blue}},
    {.name = "gray", .segments = {gray_red, gray_green, gray_blue}},
    {.name = "hot", .segments = {hot_red, hot_green, hot_blue}},
    {.name = "hsv", .segments = {hsv_red, hsv_green, hsv_blue}},
    {.name = "inferno", .listed = true, .colors = inferno},
    {.name = "jet", .segments = {jet_red, jet_green, jet_blue}},
    {.name = "magma", .listed = true, .colors = magma},
    {.name = "nipy_spectral", .segments = {nipy_spectral_red, nipy_spectral_green, nipy_spectral_blue}},
    {.name = "ocean", .functions = {ocean_red, ocean_green, ocean_blue}},
    {.name = "pink", .segments = {pink_red, pink_green, pink_blue}},
    {.name = "plasma", .listed = true, .colors = plasma},
    {.name = "prism", .functions = {prism_red, prism_green, prism_blue}},
    {.name = "rainbow", .functions = {rainbow_red, rainbow_green, rainbow_blue}},
    {.name = "seismic", .colors = seismic_values},
    {.name = "spring", .segments = {spring_red, spring_green, spring_blue}},
    {.name = "summer", .segments = {summer_red, summer_green, summer_blue}},
    {.name = "tab10", .listed = true, .bytes = tab10_bytes},
    {.name = "tab20", .listed = true, .bytes = tab20_bytes},
    {.name = "tab20b", .listed = true, .bytes = tab20b_bytes},
    {.name = "tab20c", .listed = true, .bytes = tab20c_bytes},
    {.name = "terrain", .stops = terrain_stops},
    {.name = "turbo", .listed = true, .colors = turbo},
    {.name = "twilight", .listed = true, .colors = twilight},
    {.name = "twilight_shifted", .listed = true, .shifted = true, .colors = twilight},
    {.name = "viridis", .listed = true, .colors = viridis},
    {.name = "winter", .segments = {winter_red, winter_green, winter_blue}},
};
// clang-format on

}  // namespace

std::span<const BuiltIn> all() { return table; }

}  // namespace plotmill::style::colormap_data
