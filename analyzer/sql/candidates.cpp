#include "analyzer/sql/candidates.h"

#include <algorithm>
#include <array>

#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/operand.h"

namespace pgpact {

namespace {

using Texts = std::vector<std::string>;

// Parts of a hole's name that say that it is no join.
constexpr std::array<std::string_view, 11> kClauseNames = {
    "where", "order",  "limit",  "cond", "filter", "sort",
    "group", "having", "offset", "lock", "suffix"};

class Chooser {
 public:
  Chooser(const StatementTokens& tokens, const TextPolicy& policy)
      : tokens_(tokens), policy_(policy) {}

  Texts Of(const Slot& slot) const {
    if (slot.kind == SlotKind::InsideText) {
      return {slot.marker};
    }
    const uint32_t index = tokens_.IndexAt(slot.range.begin);
    const bool alone =
        index < tokens_.size() && tokens_.tokens[index].range == slot.range;
    if (slot.kind == SlotKind::Value) {
      return Value(index);
    }
    if (!alone) {
      return Glued(slot);
    }
    Texts texts = Hole(slot, index);
    if (texts.size() > policy_.candidates) {
      texts.resize(policy_.candidates);
    }
    return texts;
  }

 private:
  bool Before(uint32_t index, std::string_view word) const {
    return index > 0 && tokens_.IsWord(index - 1, word);
  }
  bool AtEnd(uint32_t index) const {
    return index + 1 >= tokens_.size() || tokens_.IsMark(index + 1, ')');
  }

  // A row as wide as the columns it goes to: those before VALUES (of an INSERT,
  // of `name(a, b) AS (VALUES`, of `(a, b) IN (VALUES`), or those of the alias
  // after it. Without either one value.
  std::string Row(uint32_t index) const {
    uint32_t width = 1;
    uint32_t columns = index;
    if (index >= 2 && tokens_.IsMark(index - 2, ')')) {
      columns = index - 2;
    } else if (index >= 4 && tokens_.IsMark(index - 2, '(') &&
               (tokens_.IsWord(index - 3, "as") ||
                tokens_.IsWord(index - 3, "in")) &&
               tokens_.IsMark(index - 4, ')')) {
      columns = index - 4;
    }
    if (columns != index && tokens_.partners[columns] != kNoToken) {
      width = Width(tokens_.partners[columns], columns);
    } else {
      for (uint32_t i = index + 1; i < tokens_.size() && i < index + 5; ++i) {
        if (tokens_.IsMark(i, '(') && tokens_.partners[i] != kNoToken) {
          width = Width(i, tokens_.partners[i]);
          break;
        }
      }
    }
    std::string row = "(NULL";
    for (uint32_t i = 1; i < width; ++i) {
      row += ", NULL";
    }
    return row + ")";
  }
  uint32_t Width(uint32_t open, uint32_t close) const {
    uint32_t width = 1;
    uint32_t i = open + 1;
    while (i < close) {
      if (tokens_.IsMark(i, ',')) {
        ++width;
      }
      const bool nested =
          tokens_.IsMark(i, '(') && tokens_.partners[i] != kNoToken;
      i = nested ? tokens_.partners[i] + 1 : i + 1;
    }
    return width;
  }

  // A literal of the client; where the grammar wants a string one that the
  // type accepts.
  Texts Value(uint32_t index) const {
    if (Before(index, "in")) {
      return {"(NULL)", "NULL"};
    }
    if (Before(index, "values")) {
      return {Row(index), "NULL"};
    }
    if (Before(index, "interval")) {
      return {"'0'", "NULL"};
    }
    if (Before(index, "time") || Before(index, "timetz")) {
      return {"'allballs'", "NULL"};
    }
    for (const std::string_view type : {"date", "timestamp", "timestamptz"}) {
      if (Before(index, type)) {
        return {"'epoch'", "NULL"};
      }
    }
    if (Before(index, "zone") && index >= 3 &&
        (tokens_.IsWord(index - 3, "with") ||
         tokens_.IsWord(index - 3, "without"))) {
      return {"'epoch'", "NULL"};
    }
    return {"NULL", "'0'", "0", "(NULL)"};
  }

  // Grown together with other text: it stays one identifier; after $ and
  // digits it is a number.
  Texts Glued(const Slot& slot) const {
    const uint32_t after = tokens_.IndexAt(slot.range.begin + 1);
    const Token* token = after > 0 ? &tokens_.tokens[after - 1] : nullptr;
    if (token != nullptr && token->kind == TokenKind::Error &&
        token->error == LexicalError::JunkAfterNumber) {
      return {"1"};
    }
    return {slot.marker};
  }

  Texts Hole(const Slot& slot, uint32_t index) const {
    const std::string& marker = slot.marker;
    if (slot.hole.form == HoleForm::Identifier) {
      return {marker};
    }
    const uint32_t begin = slot.range.begin;
    const bool digit_before =
        begin > 0 &&
        (tokens_.text[begin - 1] == '$' ||
         (tokens_.text[begin - 1] >= '0' && tokens_.text[begin - 1] <= '9'));
    if (digit_before) {
      return {"1"};
    }
    if (slot.hole.form == HoleForm::Number) {
      return {"1", marker};
    }
    if (slot.hole.form == HoleForm::Quoted) {
      return Value(index);
    }
    if (index == 0) {
      return First(marker, index);
    }
    return EndsOperand(tokens_.text, tokens_.tokens[index - 1])
               ? AfterOperand(slot, index)
               : AsOperand(marker, index);
  }

  Texts First(const std::string& marker, uint32_t index) const {
    for (const std::string_view verb :
         {"select", "insert", "update", "delete", "values", "merge"}) {
      if (tokens_.IsWord(index + 1, verb)) {
        return {"WITH " + marker + " AS (SELECT 1)", ""};
      }
    }
    if (tokens_.IsWord(index + 1, "set")) {
      return {"UPDATE " + marker, "", marker};
    }
    if (tokens_.IsWord(index + 1, "and") || tokens_.IsWord(index + 1, "or")) {
      return {"", Query(marker) + " WHERE " + marker, marker};
    }
    return {"", Query(marker), "SELECT " + marker, marker};
  }

  // A query of which nothing is known: what follows it may name columns of
  // tables that are not known either.
  static std::string Query(const std::string& marker) {
    return "SELECT " + marker + " FROM " + marker;
  }

  // An alias, an operator, a further condition or clause, a join: nothing at
  // all unless it may bring relations with it.
  Texts AfterOperand(const Slot& slot, uint32_t index) const {
    const std::string& marker = slot.marker;
    if (InFrom(index) && !NamesClause(slot.hole.name)) {
      return {", " + marker, "", marker, "AND"};
    }
    if (tokens_.IsWord(0, "insert")) {
      return tokens_.IsMark(index - 1, ')')
                 ? Texts{"", "VALUES (NULL)", "AND", "="}
                 : Texts{"", "DEFAULT VALUES", "AND", "="};
    }
    if (tokens_.IsWord(0, "update") && index < 5) {
      return {"", "SET " + marker + " = NULL", "=", marker};
    }
    if (tokens_.IsWord(0, "alter")) {
      return {"", "ADD " + marker + " text", marker};
    }
    if (tokens_.IsWord(0, "create")) {
      return {"", "(" + marker + " text)", marker, "AND"};
    }
    if (AtEnd(index)) {
      return {"", marker};
    }
    return EndsOperand(tokens_.text, tokens_.tokens[index + 1])
               ? Texts{"=", "AND", "", marker}
               : Texts{"", "=", "AND", marker};
  }

  // Whether the nearest clause word before, on the same level, is FROM.
  bool InFrom(uint32_t index) const {
    uint32_t i = index;
    while (i > 0) {
      --i;
      if (tokens_.IsMark(i, ')') && tokens_.partners[i] != kNoToken) {
        i = tokens_.partners[i];
        continue;
      }
      if (tokens_.IsMark(i, '(')) {
        return false;
      }
      for (const std::string_view word :
           {"where", "select", "set", "group", "order", "having", "limit",
            "returning", "values", "into", "union", "offset", "window"}) {
        if (tokens_.IsWord(i, word)) {
          return false;
        }
      }
      if (tokens_.IsWord(i, "from")) {
        return !Before(i, "delete") && !Before(i, "distinct");
      }
    }
    return false;
  }
  static bool NamesClause(const std::string& name) {
    return std::any_of(kClauseNames.begin(), kClauseNames.end(),
                       [&](std::string_view part) {
                         return name.find(part) != std::string::npos;
                       });
  }

  // A name or value, an assignment, nothing, or what the word before wants.
  Texts AsOperand(const std::string& marker, uint32_t index) const {
    if (Before(index, "limit") || Before(index, "offset")) {
      return {"1", marker};
    }
    if (Before(index, "in")) {
      return {"(NULL)", marker};
    }
    if (Before(index, "values")) {
      return {Row(index), marker};
    }
    if (Before(index, "interval") || Before(index, "password")) {
      return {"'0'", marker};
    }
    if (tokens_.IsWord(0, "create") || tokens_.IsWord(0, "alter")) {
      return {marker, marker + " text", Last(marker, index), ""};
    }
    if (tokens_.IsMark(index - 1, '(')) {
      const bool targets =
          tokens_.IsWord(index + 1, "from") || tokens_.IsMark(index + 1, ',');
      return {marker, targets ? "SELECT " + marker : Query(marker), "", "1"};
    }
    return {marker, marker + " = NULL", "", Last(marker, index)};
  }
  std::string Last(const std::string& marker, uint32_t index) const {
    if (Before(index, "join")) {
      return marker + " ON TRUE";
    }
    if (Before(index, "with") || Before(index, "recursive")) {
      return marker + " AS (SELECT 1)";
    }
    for (const std::string_view word : {"create", "drop", "alter", "on"}) {
      if (Before(index, word)) {
        return "TABLE";
      }
    }
    for (const std::string_view word : {"as", "explain", "analyze", "union",
                                        "all", "except", "intersect", "do"}) {
      if (Before(index, word)) {
        return Query(marker);
      }
    }
    return "1";
  }

  const StatementTokens& tokens_;
  const TextPolicy& policy_;
};

}  // namespace

void FillCandidates(std::vector<Slot>& slots, const StatementTokens& tokens,
                    const TextPolicy& policy) {
  const Chooser chooser(tokens, policy);
  for (Slot& slot : slots) {
    slot.candidates = chooser.Of(slot);
  }
}

bool HasFixedText(const StatementTokens& tokens,
                  const std::vector<Slot>& slots) {
  size_t next = 0;
  for (const Token& token : tokens.tokens) {
    uint32_t known = token.range.size();
    while (next < slots.size() && slots[next].range.end <= token.range.end) {
      if (slots[next].kind == SlotKind::Hole &&
          token.range.Contains(slots[next].range)) {
        known -= slots[next].range.size();
      }
      ++next;
    }
    if (known > 0) {
      return true;
    }
  }
  return false;
}

}  // namespace pgpact
