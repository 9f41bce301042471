// SlashArguments: the arguments of a psql meta-command, by psql's own rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "analyzer/psql/marked_text_builder.h"
#include "analyzer/psql/psql_session.h"
#include "analyzer/strings/expand.h"
#include "analyzer/text/location.h"

namespace pgpact {

// Reads forward from the end of a command's name; what is behind end() has
// not been looked at.
class SlashArguments {
 public:
  // `script` must outlive this. The arguments end with the line.
  SlashArguments(const MarkedText& script, uint32_t offset,
                 PsqlSession& session);

  // The next argument, variables put in and single quotes off; nothing at the
  // end of the line or before another backslash.
  std::optional<MarkedText> Next();
  // The same without the semicolons at its end.
  std::optional<MarkedText> NextPath();
  // The rest of the line without blanks around it, as written.
  TextRange RestOfLine();
  // Passes over the arguments that are left, and a `\\` after them.
  void Finish();

  // The offset after what was read.
  uint32_t end() const { return offset_; }

 private:
  bool AtArgument();
  void Part(MarkedTextBuilder& out);
  void Quoted(MarkedTextBuilder& out);
  void Escape(MarkedTextBuilder& out);
  void Variable(MarkedTextBuilder& out);

  const MarkedText& script_;
  std::string_view text_;
  PsqlSession& session_;
  uint32_t offset_;
  // Where the line ends.
  uint32_t line_end_;
  // Bytes at the argument's end that no quotes or variables gave.
  uint32_t plain_tail_ = 0;
};

}  // namespace pgpact
