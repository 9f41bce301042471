// FindSecrets: where passwords stand in a text. Works on the tokens that SQL,
// Python, shell and the files of services share, because one line may hold
// three of them inside one another.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

enum class SecretText : uint8_t {
  // A statement or a message: an open quote reaches to the end.
  Statement,
  // Source in which a word without quotes names something; an open quote
  // ends with its line.
  Code,
  // Shell, service files, documents: a word without quotes is a value.
  Plain,
};

// The passwords of the text without their quotes, sorted, never overlapping:
// what follows PASSWORD or IDENTIFIED BY in whatever quotes, what is given to
// a variable, key, option or keyword argument named so, and the password of
// an address, of a connection string and of a line of .pgpass. A name, a call
// or a placeholder is none.
[[nodiscard]] std::vector<TextRange> FindSecrets(std::string_view text,
                                                 SecretText kind);

}  // namespace pgpact
