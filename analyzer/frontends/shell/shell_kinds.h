// ShellKind: the nodes of the bash grammar that the front end knows.
#pragma once

#include <cstdint>

#include "analyzer/frontends/tree_sitter/grammar.h"

namespace pgpact {

enum class ShellKind : uint8_t {
  Other,
  Program,
  List,
  Pipeline,
  Command,
  RedirectedStatement,
  VariableAssignment,
  VariableAssignments,
  DeclarationCommand,
  UnsetCommand,
  IfStatement,
  ElifClause,
  ElseClause,
  ForStatement,
  CStyleForStatement,
  WhileStatement,
  CaseStatement,
  CaseItem,
  FunctionDefinition,
  NegatedCommand,
  TestCommand,
  CompoundStatement,
  Subshell,
  DoGroup,
  Comment,
  CommandName,
  Word,
  String,
  VariableName,
  Subscript,
  Array,
  FileRedirect,
  HerestringRedirect,
  HeredocRedirect,
  FileDescriptor,
  BinaryExpression,
  UnaryExpression,
  TestOperator,
  And,
  Or,
  Then,
  Until,
  Semicolon,
  PlusEqual,
  Equal,
  EqualEqual,
  NotEqual,
  Less,
  Greater,
  GreaterGreater,
  GreaterAmpersand,
  AmpersandGreater,
};

enum class ShellField : uint8_t {
  None,
  Name,
  Value,
  Body,
  Condition,
  Left,
  Right,
  Operator,
  Redirect,
  Destination,
  Descriptor,
  Variable,
};

// The grammar with these kinds and fields.
Grammar MakeShellGrammar();

}  // namespace pgpact
