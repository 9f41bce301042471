#include "reports/fingerprint.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string_view>

namespace pgpact {

namespace {

// FNV-1a, 64 bits.
uint64_t Hash(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

std::string KeyOf(const Finding& finding, const SourceSet& sources) {
  constexpr char kSeparator = '\x1f';
  std::string key(finding.rule);
  key += kSeparator + sources.file(finding.location.file).path();
  if (finding.object) {
    key += kSeparator + finding.object->kind;
    key += kSeparator + finding.object->schema;
    key += kSeparator + finding.object->relation;
    key += kSeparator + finding.object->name;
  } else {
    key += kSeparator + finding.message;
  }
  key += kSeparator + std::to_string(finding.statement_fingerprint);
  return key;
}

}  // namespace

std::vector<std::string> Fingerprints(std::span<const Finding> findings,
                                      const SourceSet& sources) {
  std::map<std::string, uint32_t> ordinals;
  std::vector<std::string> fingerprints;
  fingerprints.reserve(findings.size());
  for (const Finding& finding : findings) {
    std::string key = KeyOf(finding, sources);
    const uint32_t ordinal = ordinals[key]++;
    key += '\x1f' + std::to_string(ordinal);
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx",
                  static_cast<unsigned long long>(Hash(key)));
    fingerprints.emplace_back(text.data());
  }
  return fingerprints;
}

}  // namespace pgpact
