// PsqlReader: what psql does to a script before the server sees it.
// Entrances: PsqlReader, item by item; ReadPsqlScript for all of them.
//
//   PsqlSession session;
//   PsqlReader reader(script, session);
//   while (std::optional<PsqlItem> item = reader.Next()) { … }
//
// At a PsqlInclude the caller reads the other script to its end with the same
// session before it asks for the next item.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/psql/psql_item.h"
#include "analyzer/psql/psql_session.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

enum class PsqlInput {
  // A file, or what comes in on standard input.
  Script,
  // The argument of `-c`: a single meta-command when it begins with a
  // backslash, else SQL that the server splits, without variables, as one
  // request.
  Command,
};

class PsqlReader {
 public:
  // `script` and `session` must outlive the reader.
  // REQUIRES: script.text.text.size() < 2^32
  PsqlReader(const MarkedText& script, PsqlSession& session,
             PsqlInput input = PsqlInput::Script);
  PsqlReader(const PsqlReader&) = delete;
  PsqlReader& operator=(const PsqlReader&) = delete;
  ~PsqlReader();

  // The next item; nothing at the end of the script or after \q. Linear in
  // the script, never fails.
  std::optional<PsqlItem> Next();

 private:
  class State;
  std::unique_ptr<State> state_;
};

// All items of a script, includes not followed.
[[nodiscard]] std::vector<PsqlItem> ReadPsqlScript(
    const MarkedText& script, PsqlSession& session,
    PsqlInput input = PsqlInput::Script);

}  // namespace pgpact
