// The styles that come with Matplotlib 3.6.3 (plt.style.available, and "default"), with their published parameters.
// Constant data; any thread.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "style/rc.h"

namespace plotmill::style {

bool is_builtin_style(std::string_view name);  // the old "seaborn-..." names, "mpl15" and "mpl20" too

// `rc` with the style over it; "default" sets everything back. An unknown name is an error at `span` with a suggestion.
Result<RcParams> apply_style(RcParams rc, std::string_view name, Span span = {});

std::span<const std::string_view> list_styles();  // sorted, "default" included, without the old names

}  // namespace plotmill::style
