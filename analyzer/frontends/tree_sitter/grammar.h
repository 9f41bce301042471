// Grammar: one language's tree-sitter grammar, with the node kinds and fields
// that its front end asks for numbered by that front end.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pgpact {

enum class GrammarName { Python, Bash };

// Kind and field 0: none of those asked for.
inline constexpr uint8_t kOtherKind = 0;
inline constexpr uint8_t kNoField = 0;

class Grammar {
 public:
  // Kind n of a node is the n-th of `kinds`, counted from 1, so that an
  // `enum class` with `Other` first can be used; fields likewise. A kind that
  // begins with ' is a token without a name of its own ("'+"); every other is
  // a named node ("call"). At most 255 of each.
  Grammar(GrammarName name, std::span<const std::string_view> kinds,
          std::span<const std::string_view> fields);

  GrammarName name() const { return name_; }
  uint8_t KindOfSymbol(uint16_t symbol) const {
    return symbol < kind_of_symbol_.size() ? kind_of_symbol_[symbol]
                                           : kOtherKind;
  }
  uint8_t FieldOfId(uint16_t id) const {
    return id < field_of_id_.size() ? field_of_id_[id] : kNoField;
  }
  // Those of the names asked for that the grammar does not have; for tests.
  const std::vector<std::string_view>& unknown_names() const {
    return unknown_names_;
  }

 private:
  GrammarName name_;
  std::vector<uint8_t> kind_of_symbol_;
  std::vector<uint8_t> field_of_id_;
  std::vector<std::string_view> unknown_names_;
};

}  // namespace pgpact
