// DECLARE: variables, cursors, aliases.

#include <utility>

#include "analyzer/plpgsql/block_parser.h"

namespace pgpact {

std::vector<PlDeclaration> BlockParser::ParseDeclarations() {
  std::vector<PlDeclaration> declarations;
  while (!AtEnd() && !IsWord("begin")) {
    if (TakeMark(";") || TakeWord("declare")) {
      continue;
    }
    const uint32_t before = next_;
    PlDeclaration one = ParseDeclaration();
    if (!one.name.empty()) {
      declarations.push_back(std::move(one));
    }
    if (next_ == before || !IsMark(next_, ";")) {
      SkipToSemicolon();
    }
  }
  return declarations;
}

PlDeclaration BlockParser::ParseDeclaration() {
  PlDeclaration one;
  one.name = TakeName();
  if (TakeWord("alias")) {
    one.kind = PlDeclaration::Kind::Alias;
    TakeWord("for");
    if (const auto target = TakeTarget()) {
      one.alias_of = target->parts;
    }
    return one;
  }
  const bool scroll = IsWord("scroll") && IsWord(next_ + 1, "cursor");
  const bool no_scroll = IsWord("no") && IsWord(next_ + 1, "scroll");
  if (IsWord("cursor") || scroll || no_scroll) {
    ParseCursor(one);
    return one;
  }
  ParseVariable(one, {}, Commas::Pass);
  return one;
}

void BlockParser::ParseCursor(PlDeclaration& cursor) {
  cursor.kind = PlDeclaration::Kind::Cursor;
  while (!AtEnd() && !TakeWord("cursor")) {
    ++next_;
  }
  if (TakeMark("(")) {
    while (!AtEnd() && !IsMark(next_, ";") && !TakeMark(")")) {
      PlDeclaration argument;
      const uint32_t before = next_;
      argument.name = TakeName();
      ParseVariable(argument, {}, Commas::Stop);
      cursor.arguments.push_back(std::move(argument));
      if (!TakeMark(",") && !IsMark(next_, ")") && next_ == before) {
        break;
      }
    }
  }
  if (!TakeWord("is")) {
    TakeWord("for");
  }
  cursor.query = Until({});
}

// [CONSTANT] type [COLLATE c] [NOT NULL] [DEFAULT | := | = value]
void BlockParser::ParseVariable(PlDeclaration& variable, Words ends,
                                Commas commas) {
  variable.constant = TakeWord("constant");
  const uint32_t end = FindEnd(next_, ends, commas);
  uint32_t type_end = next_;
  int depth = 0;
  for (; type_end < end; ++type_end) {
    depth += IsMark(type_end, "(") ? 1 : 0;
    depth -= IsMark(type_end, ")") ? 1 : 0;
    const bool stops =
        IsAnyWord(type_end, {"collate", "default"}) || IsMark(type_end, ":=") ||
        IsMark(type_end, "=") ||
        (IsWord(type_end, "not") && IsWord(type_end + 1, "null"));
    if (depth == 0 && stops) {
      break;
    }
  }
  variable.type = RangeOf(next_, type_end);
  next_ = type_end;
  if (TakeWord("collate")) {
    while (TakeMark(".") || IsName(next_)) {
      if (IsAnyWord(next_, {"not", "default"})) {
        break;
      }
      next_ += IsName(next_) ? 1 : 0;
    }
  }
  if (IsWord("not") && IsWord(next_ + 1, "null")) {
    variable.not_null = true;
    next_ += 2;
  }
  if (next_ < end && (TakeWord("default") || TakeMark(":=") || TakeMark("="))) {
    variable.default_value = RangeOf(next_, end);
  }
  next_ = end;
}

}  // namespace pgpact
