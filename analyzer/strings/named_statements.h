// FindNamedStatements: the statements of a file that gives each a name in a
// comment before it (`-- name: get_user`), as yesql, aiosql, sqlc and programs
// of their own do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

struct NamedStatement {
  // As written, without the marks of what it gives (`^`, `:one`).
  std::string name;
  // From the first line that is no comment to the next name.
  TextRange range;
};

// In the order of the file; empty when it names none.
std::vector<NamedStatement> FindNamedStatements(std::string_view text);

// Whether a program that asks for `asked` means the statement: names in
// comments may have dashes where a program writes underscores.
bool IsNamed(std::string_view name, std::string_view asked);

}  // namespace pgpact
