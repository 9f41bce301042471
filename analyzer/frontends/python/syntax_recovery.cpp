// The text is cut where top-level definitions begin. A part that does not
// parse alone is cut again: the longest beginning and the longest end of it
// that do are kept. Both are found by halves: each cut costs one parse.
#include "analyzer/frontends/python/syntax_recovery.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace pgpact {
namespace {

// A part that is longer is blanked whole, for the sake of time.
constexpr uint32_t kMostSearched = 1U << 18U;

bool StartsWithOneOf(std::string_view line,
                     std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [line](std::string_view word) {
    return line.starts_with(word);
  });
}

bool IsDefinition(std::string_view line) {
  static constexpr std::array<std::string_view, 4> kStarts = {
      "def ", "class ", "async def ", "@"};
  return StartsWithOneOf(line, kStarts);
}

// A line that begins a top-level statement of Python, and none of a text that
// stands in one (`FROM t`, `a int,`).
bool IsStatement(std::string_view line) {
  static constexpr std::array<std::string_view, 9> kStarts = {
      "import ", "if ",     "for ", "while ", "with ",
      "try:",    "return ", "del ", "assert "};
  if (IsDefinition(line) || StartsWithOneOf(line, kStarts)) {
    return true;
  }
  if (line.starts_with("from ")) {
    return line.find(" import ") != std::string_view::npos;
  }
  static constexpr std::string_view kNameBytes =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.";
  const size_t end = line.find_first_not_of(kNameBytes);
  if (end == 0 || end == std::string_view::npos) {
    return false;
  }
  const std::string_view rest = line.substr(end);
  static constexpr std::array<std::string_view, 6> kAfterName = {
      "(", "[", "= ", " = ", " += ", ": "};
  return StartsWithOneOf(rest, kAfterName);
}

// Where the text's lines begin that `wanted` accepts.
template <typename Predicate>
std::vector<uint32_t> LineStarts(std::string_view text, Predicate wanted) {
  std::vector<uint32_t> starts;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (wanted(text.substr(begin, end - begin))) {
      starts.push_back(static_cast<uint32_t>(begin));
    }
    begin = end + 1;
  }
  return starts;
}

// Definitions begin with the first of their decorators.
std::vector<uint32_t> DefinitionStarts(std::string_view text) {
  bool decorated = false;
  return LineStarts(text, [&](std::string_view line) {
    const bool start = IsDefinition(line);
    const bool first = start && !decorated;
    decorated = start ? line.front() == '@' : decorated;
    return first;
  });
}

bool HasError(const SyntaxTree& tree) {
  return std::any_of(
      tree.nodes().begin(), tree.nodes().end(),
      [](const SyntaxNode& node) { return node.error || node.missing; });
}

bool SwallowsStatement(const SyntaxTree& tree,
                       const std::vector<uint32_t>& starts) {
  return std::any_of(
      tree.nodes().begin(), tree.nodes().end(), [&](const SyntaxNode& node) {
        if (!node.error) {
          return false;
        }
        const auto next =
            std::upper_bound(starts.begin(), starts.end(), node.begin);
        return next != starts.end() && *next < node.end;
      });
}

class Searcher {
 public:
  Searcher(const Grammar& grammar, std::string_view text)
      : grammar_(grammar), text_(text) {}

  bool Parses(uint32_t begin, uint32_t end) const {
    return begin == end ||
           !HasError(ParseSyntax(grammar_, text_.substr(begin, end - begin)));
  }

  // What of a part that does not parse has to go.
  TextRange Broken(TextRange part) const {
    if (part.size() > kMostSearched) {
      return part;
    }
    std::vector<uint32_t> cuts =
        LineStarts(text_.substr(part.begin, part.size()), IsStatement);
    for (uint32_t& cut : cuts) {
      cut += part.begin;
    }
    cuts.push_back(part.end);
    // Beginnings parse until the error is in them, ends once it is not.
    const auto first_bad = std::partition_point(
        cuts.begin(), cuts.end() - 1,
        [&](uint32_t cut) { return Parses(part.begin, cut); });
    const uint32_t begin =
        first_bad == cuts.begin() ? part.begin : *(first_bad - 1);
    const auto after = std::upper_bound(cuts.begin(), cuts.end(), begin);
    const auto first_good = std::partition_point(
        after, cuts.end() - 1,
        [&](uint32_t cut) { return !Parses(cut, part.end); });
    return {begin, *first_good};
  }

 private:
  const Grammar& grammar_;
  std::string_view text_;
};

}  // namespace

std::optional<RecoveredText> WithoutBrokenStatements(const Grammar& grammar,
                                                     const SyntaxTree& tree) {
  const std::string_view text = tree.text();
  if (!HasError(tree) ||
      !SwallowsStatement(tree, LineStarts(text, IsStatement))) {
    return std::nullopt;
  }
  std::vector<uint32_t> starts = DefinitionStarts(text);
  starts.insert(starts.begin(), 0);
  starts.push_back(static_cast<uint32_t>(text.size()));
  const Searcher searcher(grammar, text);
  RecoveredText recovered{std::string(text), {}};
  uint64_t blanked = 0;
  for (size_t i = 0; i + 1 < starts.size(); ++i) {
    if (searcher.Parses(starts[i], starts[i + 1])) {
      continue;
    }
    const TextRange broken = searcher.Broken({starts[i], starts[i + 1]});
    recovered.broken.push_back(broken);
    blanked += broken.size();
    for (uint32_t at = broken.begin; at < broken.end; ++at) {
      char& byte = recovered.text[at];
      byte = byte == '\n' ? '\n' : ' ';
    }
  }
  return blanked == text.size() ? std::nullopt
                                : std::optional(std::move(recovered));
}

}  // namespace pgpact
