// Catalog::FormatType: a type's name as the server's format_type spells it.

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/search_path.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {
namespace {

constexpr int32_t kHeaderBytes = 4;
constexpr int32_t kIntervalFullPrecision = 0xFFFF;

std::string InParentheses(int64_t number) {
  return "(" + std::to_string(number) + ")";
}

// A range of interval fields by the mask that the server keeps.
std::string_view IntervalFields(int32_t mask) {
  constexpr int32_t kMonth = 1 << 1, kYear = 1 << 2, kDay = 1 << 3,
                    kHour = 1 << 10, kMinute = 1 << 11, kSecond = 1 << 12;
  static constexpr std::array<std::pair<int32_t, std::string_view>, 13> kNames{{
      {kYear, " year"},
      {kMonth, " month"},
      {kDay, " day"},
      {kHour, " hour"},
      {kMinute, " minute"},
      {kSecond, " second"},
      {kYear | kMonth, " year to month"},
      {kDay | kHour, " day to hour"},
      {kDay | kHour | kMinute, " day to minute"},
      {kDay | kHour | kMinute | kSecond, " day to second"},
      {kHour | kMinute, " hour to minute"},
      {kHour | kMinute | kSecond, " hour to second"},
      {kMinute | kSecond, " minute to second"},
  }};
  for (const auto& [fields, name] : kNames) {
    if (fields == mask) {
      return name;
    }
  }
  return "";
}

std::string FormatInterval(int32_t modifier) {
  std::string text = "interval";
  if (modifier >= 0) {
    text += IntervalFields((modifier >> 16) & 0x7FFF);
    const int32_t precision = modifier & 0xFFFF;
    if (precision != kIntervalFullPrecision) {
      text += InParentheses(precision);
    }
  }
  return text;
}

std::string FormatNumeric(int32_t modifier) {
  if (modifier < kHeaderBytes) {
    return "numeric";
  }
  const int32_t packed = modifier - kHeaderBytes;
  const int32_t precision = (packed >> 16) & 0xFFFF;
  // Eleven bits with a sign.
  const int32_t scale = ((packed & 0x7FF) ^ 1024) - 1024;
  return "numeric(" + std::to_string(precision) + "," + std::to_string(scale) +
         ")";
}

std::string FormatTime(std::string_view head, std::string_view tail,
                       int32_t modifier) {
  std::string text(head);
  if (modifier >= 0) {
    text += InParentheses(modifier);
  }
  return text + std::string(tail);
}

// Types of pg_catalog that SQL spells otherwise; nothing for the others.
std::string SqlSpelling(std::string_view name, int32_t modifier) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7>
      kPlain{{{"bool", "boolean"},
              {"int2", "smallint"},
              {"int4", "integer"},
              {"int8", "bigint"},
              {"float4", "real"},
              {"float8", "double precision"},
              {"char", "\"char\""}}};
  for (const auto& [own, spelled] : kPlain) {
    if (own == name) {
      return std::string(spelled);
    }
  }
  const bool sized = modifier >= 0;
  if (name == "varchar") {
    return "character varying" +
           (sized ? InParentheses(modifier - kHeaderBytes) : "");
  }
  if (name == "bpchar" && sized) {
    return "character" + InParentheses(modifier - kHeaderBytes);
  }
  if (name == "bit") {
    return sized ? "bit" + InParentheses(modifier) : "\"bit\"";
  }
  if (name == "varbit") {
    return "bit varying" + (sized ? InParentheses(modifier) : "");
  }
  if (name == "numeric") {
    return FormatNumeric(modifier);
  }
  if (name == "interval") {
    return FormatInterval(modifier);
  }
  if (name == "time" || name == "timestamp") {
    return FormatTime(name, " without time zone", modifier);
  }
  if (name == "timetz" || name == "timestamptz") {
    return FormatTime(name.substr(0, name.size() - 2), " with time zone",
                      modifier);
  }
  return "";
}

}  // namespace

std::string Catalog::FormatType(
    TypeUse use, std::span<const std::string> search_path) const {
  if (use.type == kUnknownTypeId) {
    return "";
  }
  const Type& one = type(use.type);
  if (one.kind == TypeKind::Array) {
    return FormatType({one.element, use.modifier}, search_path) + "[]";
  }
  if (one.schema == builtin_schema()) {
    std::string spelled = SqlSpelling(one.name, use.modifier);
    if (!spelled.empty()) {
      return spelled;
    }
  }
  SearchPath path;
  path.schemas.assign(search_path.begin(), search_path.end());
  const bool visible = FindTypeOnPath(*this, path, one.name) == use.type;
  return visible ? QuoteIdentifier(one.name)
                 : QuoteQualified(schema(one.schema).name, one.name);
}

}  // namespace pgpact
