// PythonLowering: one Python text from syntax to a Module. Its one entrance
// is Run. The methods stand in lower_*.cpp, by subject.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/frontends/front_end.h"
#include "analyzer/frontends/python/python_kinds.h"
#include "analyzer/frontends/python/source_text.h"
#include "analyzer/frontends/python/string_literal.h"
#include "analyzer/frontends/tree_sitter/syntax_tree.h"
#include "analyzer/strings/program_builder.h"

namespace pgpact {

class PythonLowering {
 public:
  // All but `path` live longer than this.
  PythonLowering(const SourceText& source, const SyntaxTree& tree,
                 std::string path);

  Lowered Run() &&;

 private:
  using Kind = PythonKind;
  using Field = PythonField;
  using Node = NodeView;

  // What encloses the statement being lowered.
  struct Scope {
    enum class Kind { Module, Class, Function };
    Kind kind = Kind::Module;
    std::string qualified_name;
    // Every name assigned, in any order and more than once.
    std::vector<std::string> locals;
    bool generator = false;
    // Of a function.
    std::vector<std::string> parameters;
  };
  // Several literals side by side while they are being put together.
  struct TextParts {
    std::vector<ValueId> parts;
    MappedText literal;
    TextRange literal_range;
    bool bytes = false;
  };
  struct Decorators {
    std::vector<std::string> names;
    uint32_t begin = 0;
  };

  // Errors told one by one; the rest is one entry.
  static constexpr uint32_t kMaximumErrors = 100;
  // Every nested construct costs a level; past the bound it is not known.
  static constexpr uint32_t kMaximumDepth = 2000;

  // ---- Values (lower_expression.cpp, lower_operator.cpp) ----
  ValueId Expression(Node node);
  ValueId ExpressionInBounds(Node node);
  ValueId Atom(Node node);
  ValueId CallOf(Node node);
  std::optional<ValueId> LocalsOf(Node function, Node arguments,
                                  TextRange range);
  std::vector<Argument> Arguments(Node list);
  ValueId MemberOf(Node node);
  ValueId ElementOf(Node node);
  ValueId SliceOf(ValueId object, Node slice, TextRange range);
  ValueId ListOf(Node node, CollectionKind kind);
  ValueId DictionaryOf(Node node);
  ValueId ComprehensionOf(Node node, CollectionKind kind);
  ValueId LambdaOf(Node node);
  ValueId AssignmentExpression(Node node);
  ValueId YieldOf(Node node);
  ValueId IntegerOf(Node node);
  // The value of every child that is an expression.
  std::vector<ValueId> Operands(Node node);
  ValueId NotUnderstood(Node node, std::string what,
                        std::vector<ValueId> operands);

  // ---- Other programs (lower_subprocess.cpp) ----
  std::optional<MappedText> PsqlCommandOf(Node function, Node arguments);
  std::optional<MappedText> ShellTextOf(Node text, bool quoted);
  MappedText ShellWordOf(Node word);

  ValueId BinaryOf(Node node);
  ValueId SumOf(Node node);
  ValueId ProductOf(Node node);
  ValueId BooleanOf(Node node);
  ValueId ComparisonOf(Node node);
  ValueId UnaryOf(Node node);
  ValueId ConditionalOf(Node node);
  std::vector<Node> Chain(Node node, Kind kind, Kind token) const;
  bool IsPath(Node node) const;

  // ---- Texts (lower_text.cpp) ----
  ValueId TextOf(Node node);
  void AddLiteral(Node literal, TextParts& to);
  void AddDecoded(TextRange range, StringPrefix prefix, TextParts& to);
  void AddField(Node field, TextParts& to);
  void EndLiteral(TextParts& to);

  // ---- Left sides (lower_target.cpp) ----
  Target TargetOf(Node node);
  void PlaceOf(Node node, Target& target);
  // The same, and its names become local to the scope.
  Target AssignedTarget(Node node);
  void Declare(const Target& target);
  void Declare(std::string_view name);

  // ---- Statements (lower_statement.cpp, lower_compound.cpp) ----
  BlockId BlockOf(std::optional<Node> block);
  void StatementsOf(Node parent);
  void StatementOf(Node node);
  bool SimpleStatement(Node node);
  bool CompoundStatement(Node node);
  void ExpressionStatementOf(Node node);
  void EvaluateChildren(Node node);
  void AssignmentOf(Node node);
  void AugmentedOf(Node node);
  void DeleteOf(Node node);
  void RaiseOf(Node node);
  void ReturnOf(Node node);
  void OuterOf(Node node);
  void ImportOf(Node node);
  void ImportFromOf(Node node);
  void AddImport(Import import, Node node);
  void IfOf(Node node);
  void ForOf(Node node);
  void WhileOf(Node node);
  void TryOf(Node node);
  BlockId HandlerOf(Node clause);
  void WithOf(Node node);

  // ---- Patterns of match (lower_match.cpp) ----
  void MatchOf(Node node);
  // Adds the pattern's captures to the current block; the test it makes, or
  // nothing when it fits everything.
  std::optional<ValueId> PatternOf(Node pattern, ValueId subject);
  std::optional<ValueId> SequencePattern(Node pattern, ValueId subject);
  std::optional<ValueId> MappingPattern(Node pattern, ValueId subject);
  std::optional<ValueId> ClassPatternOf(Node pattern, ValueId subject);
  std::optional<ValueId> UnionPatternOf(Node pattern, ValueId subject);
  void Capture(Node name, ValueId value);
  ValueId ValuePattern(Node pattern);

  // ---- Definitions (lower_definition.cpp) ----
  void DecoratedOf(Node node);
  void FunctionOf(Node node, const Decorators& decorators);
  void ClassOf(Node node, const Decorators& decorators);
  std::vector<Parameter> ParametersOf(Node list);

  // ---- Records made by a call (lower_record.cpp) ----
  // The call of namedtuple that a node is.
  struct Record {
    std::vector<Node> fields;
    // Of the last fields.
    std::vector<Node> defaults;
    std::optional<Node> callee;
  };
  std::optional<Record> RecordOf(Node node) const;
  void AddFields(const Record& record, Node node);
  bool AssignRecord(Node left, Node right, Node node);
  bool AssignDefaults(Node left, Node right, Node node);
  void DefineRecord(const std::string& name, const Record& record, Node node);
  std::optional<Parameter> ParameterOf(Node node);
  std::string Qualified(std::string_view name) const;

  // ---- Shared (lowering.cpp) ----
  TextRange RangeOf(Node node) const { return source_.InFile(node.range()); }
  std::string TextAt(Node node) const { return std::string(node.text()); }
  void Emit(decltype(Statement::node) statement, Node node);
  ValueId Test(Computation::Operator op, std::vector<ValueId> operands,
               Node node);
  Target NameTarget(std::string name, Node node) const;
  // A name that no program can write.
  std::string HiddenName(std::string_view what);
  BlockId EmptyBlock();
  void RecordErrors();
  // The expression inside any number of parentheses.
  static Node Unwrapped(Node node);
  static bool IsExpression(Node node);
  static bool IsSpread(Node node);
  // Whether a node is neither token, comment nor error.
  static bool IsPart(Node node);
  static std::vector<Node> NamedChildren(Node node);

  const SourceText& source_;
  const SyntaxTree& tree_;
  ProgramBuilder builder_;
  std::vector<Unsupported> unsupported_;
  std::vector<EmbeddedText> embedded_;
  std::vector<Scope> scopes_;
  // The block that statements are added to.
  std::vector<Statement>* block_ = nullptr;
  std::optional<BlockId> empty_block_;
  uint32_t depth_ = 0;
  uint32_t comprehensions_ = 0;
  // Whether the call that comes next is only asked for one of its elements.
  bool looked_into_ = false;
  uint32_t hidden_names_ = 0;
  // The module's records by their names.
  std::map<std::string, Record> records_;
};

// A number as written ("0x1F", "1_000") in decimal; empty when it is too large
// or no number.
std::string DecimalSpelling(std::string_view number);

// "Connection" for `typing.Optional["psycopg2.extensions.connection"]`-like
// declarations: the last name of the type that is not a wrapper of another.
std::string DeclaredTypeName(std::string_view type);
// The same as it is written: "psycopg2.extensions.connection".
std::string DeclaredTypePath(std::string_view type);

}  // namespace pgpact
