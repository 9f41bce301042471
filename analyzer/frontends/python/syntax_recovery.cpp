#include "analyzer/frontends/python/syntax_recovery.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pgpact {
namespace {

// Where the lines begin that start a top-level definition, with those of its
// decorators.
std::vector<uint32_t> DefinitionStarts(std::string_view text) {
  constexpr std::array<std::string_view, 4> kStarts = {"def ", "class ",
                                                       "async def ", "@"};
  std::vector<uint32_t> starts;
  bool decorated = false;
  for (size_t begin = 0; begin < text.size();) {
    const std::string_view rest = text.substr(begin);
    const bool start = std::any_of(
        kStarts.begin(), kStarts.end(),
        [rest](std::string_view word) { return rest.starts_with(word); });
    if (start && !decorated) {
      starts.push_back(static_cast<uint32_t>(begin));
    }
    decorated = start ? rest.front() == '@' : decorated;
    const size_t end = text.find('\n', begin);
    begin = end == std::string_view::npos ? text.size() : end + 1;
  }
  return starts;
}

bool HasError(const SyntaxTree& tree) {
  return std::any_of(
      tree.nodes().begin(), tree.nodes().end(),
      [](const SyntaxNode& node) { return node.error || node.missing; });
}

bool SwallowsDefinition(const SyntaxTree& tree,
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

}  // namespace

std::optional<RecoveredText> WithoutBrokenDefinitions(const Grammar& grammar,
                                                      const SyntaxTree& tree) {
  const std::string_view text = tree.text();
  if (!HasError(tree)) {
    return std::nullopt;
  }
  std::vector<uint32_t> starts = DefinitionStarts(text);
  if (!SwallowsDefinition(tree, starts)) {
    return std::nullopt;
  }
  starts.insert(starts.begin(), 0);
  starts.push_back(static_cast<uint32_t>(text.size()));
  RecoveredText recovered{std::string(text), {}};
  for (size_t i = 0; i + 1 < starts.size(); ++i) {
    const TextRange part{starts[i], starts[i + 1]};
    const std::string_view alone = text.substr(part.begin, part.size());
    if (part.empty() || !HasError(ParseSyntax(grammar, alone))) {
      continue;
    }
    recovered.broken.push_back(part);
    for (uint32_t at = part.begin; at < part.end; ++at) {
      char& byte = recovered.text[at];
      byte = byte == '\n' ? '\n' : ' ';
    }
  }
  const bool all = recovered.broken.size() + 1 >= starts.size();
  return all ? std::nullopt : std::optional(std::move(recovered));
}

}  // namespace pgpact
