// PsqlItem: what a psql script asks for, one thing after another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "analyzer/strings/expand.h"
#include "analyzer/text/location.h"

namespace pgpact {

// What made psql send its query buffer.
enum class PsqlSend {
  Semicolon,
  Go,        // \g \gx
  Gset,      // the row's columns become variables
  Gexec,     // each value of the result is run: not known
  Describe,  // \gdesc: prepared, not run
  Show,      // \crosstabview \watch
  Copy,      // \copy, as the COPY … FROM STDIN that psql makes of it
  Batch,     // `\;`: goes with the statement after it in one request
  EndOfInput,
};

// A statement from its first token to its last, without the semicolon.
// Variables are interpolated; what they hold keeps its own place.
struct PsqlStatement {
  MarkedText text;
  PsqlSend sent_by = PsqlSend::Semicolon;
  // Statements of one request are one implicit transaction: a `-c` command,
  // and what `\;` ties together. Numbers rise through the session.
  uint32_t request = 0;
  // The variables as they stand when it is sent.
  bool on_error_stop = false;
  bool autocommit = true;
  bool on_error_rollback = false;
};

// Lines of COPY data that psql sends after the statement before; not kept.
struct PsqlCopyData {
  // In the script's text.
  TextRange range;
  // False when the script ends without the line `\.`.
  bool terminated = false;
};

// \i, \ir: the other script is read here, with the same session.
struct PsqlInclude {
  MarkedText path;
  // \ir: from the script's own folder; else from the working directory.
  bool relative_to_script = false;
  std::optional<Location> location;
};

// \cd: paths of later includes start there.
struct PsqlChangeDirectory {
  MarkedText path;
};

// \connect: "" is the database that is connected already.
struct PsqlConnect {
  MarkedText database;
  std::optional<Location> location;
};

enum class PsqlBranchKind { If, ElseIf, Else, EndIf };
// An \if whose condition is not known: what stands in its branches follows,
// all of them. Of known conditions only the branch taken is listed, without
// marks.
struct PsqlBranch {
  PsqlBranchKind kind = PsqlBranchKind::If;
  std::optional<Location> location;
};

// A line that psql itself complains about: an unknown command, an \endif
// without \if, an open quote at the end.
struct PsqlProblem {
  // Lower case, no final period.
  std::string message;
  std::optional<Location> location;
};

using PsqlItem =
    std::variant<PsqlStatement, PsqlCopyData, PsqlInclude, PsqlChangeDirectory,
                 PsqlConnect, PsqlBranch, PsqlProblem>;

}  // namespace pgpact
