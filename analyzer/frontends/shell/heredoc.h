// Heredoc: the here-documents of a shell text. Found by a scan of our own,
// because the grammar loses what stands behind `<<X` and inside of them. The
// entrances are FindHeredocs and WithoutHeredocs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

struct Heredoc {
  // Where `<<` stands, and where the word after it ends.
  TextRange mark;
  // From the body's first line to the one with the delimiter; `end` is after
  // that line.
  TextRange body;
  uint32_t end = 0;
  // A quoted delimiter: nothing in the body is expanded.
  bool quoted = false;
  // `<<-`: tabs before its lines are no part of them.
  bool strips_tabs = false;
  bool terminated = true;
};

// In the order of their marks.
[[nodiscard]] std::vector<Heredoc> FindHeredocs(std::string_view text);

// The text of the same size with `< WORD` for each mark and blanks for the
// bodies, for the grammar.
[[nodiscard]] std::string WithoutHeredocs(std::string_view text,
                                          const std::vector<Heredoc>& heredocs);

}  // namespace pgpact
