// MatchGlob: shell-like patterns over '/'-separated paths.
#pragma once

#include <string_view>

namespace pgpact {

// `?` is one byte, `*` any within a part, `**` any across parts ("**/" also
// nothing). A pattern without '/' is matched with the last part, one that ends
// in '/' or names a folder with everything below it.
bool MatchGlob(std::string_view pattern, std::string_view path);

}  // namespace pgpact
