// The names and texts of the enumerations that people and machine formats
// see: ReasonText, ReasonName, DialectName, DialectOfAddress.
#include <array>
#include <string_view>

#include "analyzer/strings/sink.h"
#include "analyzer/strings/string_program.h"

namespace pgpact {

std::string_view ReasonText(UnknownReason reason) {
  using enum UnknownReason;
  switch (reason) {
    case UnsupportedSyntax:
      return "a construct that is not read yet";
    case SyntaxError:
      return "the file does not parse here";
    case Parameter:
      return "a parameter that no known call fills";
    case UndefinedName:
      return "a name that nothing in the program defines";
    case UnknownCall:
      return "a call of something outside the program";
    case UnknownAttribute:
      return "an attribute that nothing in the program sets";
    case UnknownElement:
      return "an element of a collection that is not known";
    case Environment:
      return "read from the environment, the arguments or a file";
    case Slice:
      return "a part of a text cut by numbers";
    case Number:
      return "a number computed at run time";
    case LoopVariable:
      return "runs over something that is not known";
    case Query:
      return "came back from a query";
    case UserInput:
      return "typed or sent by a user";
    case FormatMismatch:
      return "format and arguments do not fit together";
    case Unlinked:
      return "an import that leads out of the repository";
    case Recursion:
      return "a function that calls itself";
    case LimitReached:
      return "a bound of the evaluator was hit";
  }
  return "";
}

std::string_view ReasonName(UnknownReason reason) {
  using enum UnknownReason;
  switch (reason) {
    case UnsupportedSyntax:
      return "unsupported-syntax";
    case SyntaxError:
      return "syntax-error";
    case Parameter:
      return "parameter";
    case UndefinedName:
      return "undefined-name";
    case UnknownCall:
      return "unknown-call";
    case UnknownAttribute:
      return "unknown-attribute";
    case UnknownElement:
      return "unknown-element";
    case Environment:
      return "environment";
    case Slice:
      return "slice";
    case Number:
      return "number";
    case LoopVariable:
      return "loop-variable";
    case Query:
      return "query";
    case UserInput:
      return "user-input";
    case FormatMismatch:
      return "format-mismatch";
    case Unlinked:
      return "unlinked";
    case Recursion:
      return "recursion";
    case LimitReached:
      return "limit-reached";
  }
  return "";
}

std::string_view DialectName(Dialect dialect) {
  switch (dialect) {
    case Dialect::PostgreSql:
    case Dialect::Psql:
      return "postgresql";
    case Dialect::Sqlite:
      return "sqlite";
    case Dialect::MySql:
      return "mysql";
    case Dialect::MsSql:
      return "mssql";
    case Dialect::Oracle:
      return "oracle";
    case Dialect::NotPostgreSql:
    case Dialect::OtherVersion:
    case Dialect::Unknown:
      return "unknown";
  }
  return "";
}

std::optional<Dialect> DialectOfAddress(std::string_view address) {
  struct Scheme {
    std::string_view name;
    Dialect dialect;
  };
  constexpr std::array<Scheme, 9> kSchemes = {
      {{"postgresql", Dialect::PostgreSql},
       {"postgres", Dialect::PostgreSql},
       {"postgis", Dialect::PostgreSql},
       {"sqlite", Dialect::Sqlite},
       {"mysql", Dialect::MySql},
       {"mariadb", Dialect::MySql},
       {"mssql", Dialect::MsSql},
       {"oracle", Dialect::Oracle},
       {"duckdb", Dialect::Unknown}}};
  const std::string_view scheme =
      address.substr(0, address.find_first_of("+:"));
  for (const Scheme& known : kSchemes) {
    if (known.name == scheme) {
      return known.dialect;
    }
  }
  return std::nullopt;
}

}  // namespace pgpact
