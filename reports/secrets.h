// Secrets: the passwords of a run, so that none reaches an output.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/sql/parsed_sql.h"
#include "analyzer/text/location.h"
#include "analyzer/text/source_set.h"
#include "reports/find_secrets.h"

namespace pgpact {

// The text with every password in it replaced by as many asterisks: the text
// keeps its size, so that places in it stay right.
std::string MaskSecrets(std::string_view text,
                        SecretText kind = SecretText::Statement);

// A statement and the call that sends it.
struct SecretSource {
  const ParsedStatement* statement = nullptr;
  Location call;
};

class Secrets {
 public:
  Secrets() = default;

  // The passwords of the statements, wherever their parts were written, and
  // those that the files themselves show. `sources` outlives the call only.
  Secrets(const SourceSet& sources, std::span<const SecretSource> statements,
          const std::set<SourceFileId>& files);

  // A line of a source file.
  std::string MaskLine(const SourceFile& file, uint32_t line) const;
  // A message about the place: what it quotes of a password there.
  std::string MaskMessage(std::string_view message,
                          const Location& place) const;
  // The text form of a phase: also literals that equal a password.
  std::string MaskDump(std::string_view text) const;

 private:
  bool IsValue(std::string_view text) const;
  void AddStatement(const SourceSet& sources, const SecretSource& source);
  void Add(const SourceSet& sources, const Location& place);

  // By file, in no order.
  std::map<SourceFileId, std::vector<TextRange>> places_;
  std::set<std::string, std::less<>> values_;
};

}  // namespace pgpact
