// The SQLSTATEs that pgpact speaks, by PostgreSQL's condition names.
#pragma once

#include <optional>
#include <string_view>

namespace pgpact::sqlstate {

inline constexpr std::string_view kSyntaxError = "42601";
inline constexpr std::string_view kUndefinedTable = "42P01";
inline constexpr std::string_view kUndefinedColumn = "42703";
inline constexpr std::string_view kUndefinedFunction = "42883";
inline constexpr std::string_view kUndefinedObject = "42704";
inline constexpr std::string_view kUndefinedParameter = "42P02";
inline constexpr std::string_view kUniqueViolation = "23505";
inline constexpr std::string_view kInvalidSchemaName = "3F000";
inline constexpr std::string_view kAmbiguousColumn = "42702";
inline constexpr std::string_view kAmbiguousFunction = "42725";
inline constexpr std::string_view kAmbiguousAlias = "42P09";
inline constexpr std::string_view kDuplicateTable = "42P07";
inline constexpr std::string_view kDuplicateColumn = "42701";
inline constexpr std::string_view kDuplicateAlias = "42712";
inline constexpr std::string_view kDuplicateObject = "42710";
inline constexpr std::string_view kDuplicateSchema = "42P06";
inline constexpr std::string_view kDuplicateFunction = "42723";
inline constexpr std::string_view kInvalidColumnReference = "42P10";
inline constexpr std::string_view kInvalidColumnDefinition = "42611";
inline constexpr std::string_view kInvalidTableDefinition = "42P16";
inline constexpr std::string_view kInvalidObjectDefinition = "42P17";
inline constexpr std::string_view kInvalidForeignKey = "42830";
inline constexpr std::string_view kInvalidRecursion = "42P19";
inline constexpr std::string_view kWrongObjectType = "42809";
inline constexpr std::string_view kIndeterminateDatatype = "42P18";
inline constexpr std::string_view kDatatypeMismatch = "42804";
inline constexpr std::string_view kGroupingError = "42803";
inline constexpr std::string_view kWindowingError = "42P20";
inline constexpr std::string_view kCannotCoerce = "42846";
inline constexpr std::string_view kNameTooLong = "42622";
inline constexpr std::string_view kReservedName = "42939";
inline constexpr std::string_view kDependentObjectsStillExist = "2BP01";
inline constexpr std::string_view kFeatureNotSupported = "0A000";
inline constexpr std::string_view kObjectNotInPrerequisiteState = "55000";
inline constexpr std::string_view kInFailedTransaction = "25P02";
inline constexpr std::string_view kActiveTransaction = "25001";
inline constexpr std::string_view kStatementTooComplex = "54001";
inline constexpr std::string_view kTooManyColumns = "54011";
inline constexpr std::string_view kInsufficientPrivilege = "42501";

// "undefined-column" for 42703: the condition name with hyphens, as rules are
// named; nothing for a code that pgpact does not speak.
std::optional<std::string_view> ConditionName(std::string_view sqlstate);
// The other way: "42703" for "undefined-column".
std::optional<std::string_view> StateOf(std::string_view condition);

}  // namespace pgpact::sqlstate
