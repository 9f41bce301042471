// PsqlReader: what psql does to a script before the server sees it.
// Entrances: PsqlReader, item by item; ReadPsqlCommand for `psql -c`.
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

class PsqlReader {
 public:
  // `script` and `session` must outlive the reader.
  // REQUIRES: script.text.text.size() < 2^32
  PsqlReader(const MarkedText& script, PsqlSession& session);
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
[[nodiscard]] std::vector<PsqlItem> ReadPsqlScript(const MarkedText& script,
                                                   PsqlSession& session);

// The items of one `-c` argument: a single meta-command when it begins with a
// backslash, else SQL that the server splits, without variables, as one
// request.
[[nodiscard]] std::vector<PsqlItem> ReadPsqlCommand(const MarkedText& command,
                                                    PsqlSession& session);

}  // namespace pgpact
