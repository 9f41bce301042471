// The server's version in a program: the names by which programs call it, and
// what a comparison of it with a constant is on the version that is checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "analyzer/strings/string_program.h"

namespace pgpact {

// The version that programs are checked for, as server_version_num gives it.
inline constexpr int32_t kServerVersion = 150000;

enum class VersionName {
  None,
  // "version": the server's when it is compared with a number that only a
  // version of PostgreSQL looks like (90600, 120000).
  Perhaps,
  // "server_version", "PG_VERSION_NUM", "get_postgres_version"
  Server,
};
[[nodiscard]] VersionName VersionNameOf(std::string_view name);

// A constant that a version is compared with, in major versions: 9.006 for
// 90600, 9.6, (9, 6), "9.6.3" and 906.
struct VersionConstant {
  double major = 0;
  // A whole number of them: what it is compared with is the major version.
  bool whole = false;
  // Six digits as a version of PostgreSQL has them.
  bool certain = false;
};
// Of a number's or a text's spelling.
[[nodiscard]] std::optional<VersionConstant> VersionOfText(
    std::string_view text);
[[nodiscard]] VersionConstant VersionOfParts(double major, double minor);

// `version op constant` on kServerVersion; nothing where it depends on the
// minor version.
[[nodiscard]] std::optional<bool> CompareVersion(
    Computation::Operator op, const VersionConstant& constant);

// The operator with its sides changed: `a < b` is `b > a`.
[[nodiscard]] Computation::Operator Mirrored(Computation::Operator op);

// `SHOW server_version_num` and its kin.
[[nodiscard]] bool AsksForVersion(std::string_view sql);

}  // namespace pgpact
