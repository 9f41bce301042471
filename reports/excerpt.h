// Excerpt: source lines with a mark under the place, as rustc draws them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analyzer/text/location.h"
#include "analyzer/text/source_set.h"
#include "reports/secrets.h"

namespace pgpact {

struct ExcerptOptions {
  // Columns in all; longer lines are cut around the mark.
  uint32_t width = 80;
  // Columns for line numbers.
  uint32_t gutter = 3;
  // Lines shown before the marked one.
  uint32_t lines_before = 1;
  // '^' for the main place, '-' for others.
  char mark = '^';
  bool color = false;
};

// The lines, the mark and its label; control characters escaped, passwords
// masked. A place over several lines is marked to the end of its first.
std::string WriteExcerpt(const SourceFile& file, TextRange range,
                         std::string_view label, const Secrets& secrets,
                         const ExcerptOptions& options);

// Digits of the largest line number that the place needs.
uint32_t GutterWidth(const SourceFile& file, TextRange range);

}  // namespace pgpact
