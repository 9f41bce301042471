#include "analyzer/strings/version_test.h"

#include <array>
#include <cctype>
#include <charconv>
#include <span>
#include <string>

namespace pgpact {

namespace {

constexpr double kMinor = 1000;
// The highest minor version in units of a major one.
constexpr double kLastMinor = 0.999;

std::string Folded(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      folded += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return folded;
}

// Takes one of the words off the front; the longer ones stand first.
bool Take(std::string_view& rest, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (rest.starts_with(word)) {
      rest.remove_prefix(word.size());
      return true;
    }
  }
  return false;
}

constexpr std::array<std::string_view, 5> kBefore = {"get", "fetch", "current",
                                                     "show", "the"};
constexpr std::array<std::string_view, 2> kDatabase = {"database", "db"};
constexpr std::array<std::string_view, 5> kPostgres = {"postgresql", "postgres",
                                                       "pgsql", "psql", "pg"};
constexpr std::array<std::string_view, 1> kServer = {"server"};
constexpr std::array<std::string_view, 5> kKinds = {"major", "text", "txt",
                                                    "full", "short"};
constexpr std::array<std::string_view, 2> kVersion = {"version", "ver"};
constexpr std::array<std::string_view, 12> kAfter = {
    "number", "numeric", "num",  "integer", "int",  "tuple",
    "string", "text",    "info", "major",   "code", "str"};

}  // namespace

VersionName VersionNameOf(std::string_view name) {
  constexpr size_t kLongest = 48;
  if (name.size() > kLongest || (name.find("er") == std::string_view::npos &&
                                 name.find("ER") == std::string_view::npos)) {
    return VersionName::None;
  }
  const std::string folded = Folded(name);
  std::string_view rest = folded;
  Take(rest, kBefore);
  Take(rest, kDatabase);
  const bool postgres = Take(rest, kPostgres);
  const bool server = Take(rest, kServer);
  Take(rest, kKinds);
  if (!Take(rest, kVersion)) {
    return VersionName::None;
  }
  Take(rest, kAfter);
  if (!rest.empty()) {
    return VersionName::None;
  }
  return postgres || server ? VersionName::Server : VersionName::Perhaps;
}

VersionConstant VersionOfParts(double major, double minor) {
  return {major + minor / kMinor, false, false};
}

namespace {

VersionConstant VersionOfNumber(int64_t number) {
  constexpr int64_t kLeastWhole = 100;
  constexpr int64_t kLeastNumber = 10000;
  // Versions of which programs still speak: 7.0 and later.
  constexpr int64_t kLeast = 70000;
  constexpr int64_t kMost = 200000;
  constexpr int64_t kTwoParts = 100000;
  const auto major = static_cast<double>(number / kLeastNumber);
  const int64_t below = number % kLeastNumber;
  if (number >= kLeastNumber) {
    // 90603 is 9.6.3, 140005 is 14.5.
    const bool two = number >= kTwoParts;
    const double minor = two ? static_cast<double>(below)
                             : static_cast<double>(below / kLeastWhole);
    constexpr int64_t kPatches = 40;
    constexpr int64_t kMinors = 6;
    const bool shaped =
        two ? below < kPatches
            : below / kLeastWhole <= kMinors && below % kLeastWhole < kPatches;
    VersionConstant made = VersionOfParts(major, minor);
    made.certain = number >= kLeast && number < kMost && shaped;
    return made;
  }
  if (number >= kLeastWhole) {
    // 906 and 1000 as some programs shorten them; 830 for 8.3.0.
    const auto hundreds = static_cast<double>(number / kLeastWhole);
    return VersionOfParts(hundreds, static_cast<double>(number % kLeastWhole));
  }
  return {static_cast<double>(number), true, false};
}

}  // namespace

std::optional<VersionConstant> VersionOfText(std::string_view text) {
  std::array<int64_t, 2> parts = {0, 0};
  size_t count = 0;
  while (count < parts.size() && !text.empty()) {
    const auto [end, error] = std::from_chars(
        text.data(), text.data() + text.size(), parts.at(count));
    if (error != std::errc() || parts.at(count) < 0) {
      return std::nullopt;
    }
    ++count;
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    if (text.empty()) {
      break;
    }
    if (text.front() != '.') {
      return std::nullopt;
    }
    text.remove_prefix(1);
  }
  if (count == 0) {
    return std::nullopt;
  }
  return count == 1 ? VersionOfNumber(parts[0])
                    : VersionOfParts(static_cast<double>(parts[0]),
                                     static_cast<double>(parts[1]));
}

std::optional<bool> CompareVersion(Computation::Operator op,
                                   const VersionConstant& constant) {
  constexpr int32_t kUnits = 10000;
  const double low = kServerVersion / kUnits;
  const double high = constant.whole ? low : low + kLastMinor;
  const double with = constant.major;
  const auto decided = [](bool holds, bool fails) {
    return holds   ? std::optional(true)
           : fails ? std::optional(false)
                   : std::nullopt;
  };
  const bool outside = with < low || with > high;
  const bool same = low == high && !outside;
  using enum Computation::Operator;
  switch (op) {
    case Less:
      return decided(high < with, low >= with);
    case LessOrEqual:
      return decided(high <= with, low > with);
    case Greater:
      return decided(low > with, high <= with);
    case GreaterOrEqual:
      return decided(low >= with, high < with);
    case Equal:
      return decided(same, outside);
    case NotEqual:
      return decided(outside, same);
    default:
      return std::nullopt;
  }
}

Computation::Operator Mirrored(Computation::Operator op) {
  using enum Computation::Operator;
  switch (op) {
    case Less:
      return Greater;
    case LessOrEqual:
      return GreaterOrEqual;
    case Greater:
      return Less;
    case GreaterOrEqual:
      return LessOrEqual;
    default:
      return op;
  }
}

bool AsksForVersion(std::string_view sql) {
  constexpr size_t kLongest = 80;
  if (sql.size() > kLongest) {
    return false;
  }
  const std::string folded = Folded(sql);
  std::string_view rest = folded;
  constexpr std::array<std::string_view, 2> kAsking = {"show",
                                                       "selectcurrentsetting"};
  constexpr std::array<std::string_view, 2> kSettings = {"serverversionnum",
                                                         "serverversion"};
  constexpr std::array<std::string_view, 2> kCasts = {"integer", "int"};
  if (!Take(rest, kAsking) || !Take(rest, kSettings)) {
    return false;
  }
  Take(rest, kCasts);
  return rest.empty();
}

}  // namespace pgpact
