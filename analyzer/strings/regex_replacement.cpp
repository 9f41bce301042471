// ReadReplacement: what takes the place of a match.
#include <cctype>

#include "analyzer/strings/regex.h"
#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

// What a backslash and `c` are; a sign keeps its backslash.
std::optional<std::string> Escaped(char c) {
  constexpr std::string_view kLetters = "nrtfv\\";
  constexpr std::string_view kMeant = "\n\r\t\f\v\\";
  const size_t at = kLetters.find(c);
  if (at != std::string_view::npos) {
    return std::string(1, kMeant[at]);
  }
  return std::isalnum(static_cast<unsigned char>(c)) != 0
             ? std::nullopt
             : std::optional(std::string("\\") + c);
}

// The group that `\1` or `\g<name>` at `at` names; moves to its last byte.
std::optional<uint32_t> GroupAt(const Regex& regex, std::string_view text,
                                size_t& at) {
  std::optional<uint32_t> group;
  if (IsDigit(text[at]) && text[at] != '0') {
    const bool longer = at + 1 < text.size() && IsDigit(text[at + 1]);
    return longer ? std::nullopt
                  : std::optional(static_cast<uint32_t>(text[at] - '0'));
  }
  const size_t end = text.find('>', at);
  if (!text.substr(at).starts_with("g<") || end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string name(text.substr(at + 2, end - at - 2));
  for (const auto& [known, number] : regex.names) {
    group = known == name ? std::optional(number) : group;
  }
  if (!group && name.size() == 1 && IsDigit(name[0])) {
    group = static_cast<uint32_t>(name[0] - '0');
  }
  at = end;
  return group;
}

}  // namespace

std::optional<std::vector<ReplacementPart>> ReadReplacement(
    const Regex& regex, std::string_view replacement) {
  std::vector<ReplacementPart> parts(1);
  for (size_t at = 0; at < replacement.size(); ++at) {
    if (replacement[at] != '\\') {
      parts.back().text += replacement[at];
      continue;
    }
    if (++at >= replacement.size()) {
      return std::nullopt;
    }
    if (const auto escaped = Escaped(replacement[at])) {
      parts.back().text += *escaped;
      continue;
    }
    const auto group = GroupAt(regex, replacement, at);
    if (!group || *group > regex.groups) {
      return std::nullopt;
    }
    parts.push_back({{}, group});
    parts.emplace_back();
  }
  return parts;
}

}  // namespace pgpact
