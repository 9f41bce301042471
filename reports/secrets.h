// MaskSecrets: passwords never reach an output.
#pragma once

#include <string>
#include <string_view>

namespace pgpact {

// The text with every password in it replaced by as many asterisks: what
// follows PASSWORD as a quoted string, `password=` and `PGPASSWORD=`, a
// dictionary's "password": "…", and the password of a postgres:// address.
// The text keeps its size, so that places in it stay right.
std::string MaskSecrets(std::string_view text);

}  // namespace pgpact
