// DecodeText: from a file's bytes to the UTF-8 text that everything above
// reads, or why the file is no text.
#pragma once

#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace pgpact {

bool IsValidUtf8(std::string_view bytes);

// Valid UTF-8 comes back as it is, a byte order mark included. Other bytes
// without a NUL are read as Latin-1, so that lines and columns stay right.
// Fails for UTF-16 and UTF-32 and for bytes that are no text; the error's
// message is the reason alone ("is UTF-16, not UTF-8").
[[nodiscard]] Result<std::string> DecodeText(std::string bytes);

// The length of a byte order mark at the beginning: 3 or 0.
size_t ByteOrderMarkLength(std::string_view text);

}  // namespace pgpact
