// Every rule by a function that gives it; rules.cpp puts them in order.
#pragma once

#include <span>

#include "rules/rule.h"

namespace pgpact {

const Rule& UndefinedSchema();
const Rule& UndefinedTable();
const Rule& UndefinedColumn();
const Rule& UndefinedFunction();
const Rule& UndefinedType();
const Rule& AmbiguousColumn();
const Rule& SyntaxErrorRule();
const Rule& InstallationError();
const Rule& MissingInstallationFileRule();
const Rule& DuplicateObject();
const Rule& NeverWritten();
const Rule& UnknownSuppression();
const Rule& UnusedSuppression();

// The rules of a table: one SQLSTATE each (condition_rules.cpp).
class ConditionRule;
std::span<const ConditionRule> ConditionRules();

}  // namespace pgpact
