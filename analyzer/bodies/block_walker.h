// BlockWalker: goes through a block of PL/pgSQL statement by statement, with
// its variables in scope, and hands every SQL that it holds to its owner: to
// be checked (every way through it), or to be carried out in the order of a
// run, as far as it is known.
//
// A run follows the conditions that the owner decides, unrolls loops over
// known elements, and takes the rest both ways. What it comes to only perhaps
// is not certain: it may fail without a word. A failing statement that is
// certain leads to its handler, with the block's effects undone.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/binder/bind.h"
#include "analyzer/bodies/block_names.h"
#include "analyzer/catalog/catalog.h"
#include "analyzer/plpgsql/plpgsql.h"
#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

enum class BodyStepKind {
  // A statement of SQL as it stands in the body.
  Statement,
  // An expression; it is parsed as a SELECT of it.
  Expression,
  // Text that EXECUTE runs: the block's variables are not in scope.
  Dynamic,
  // The type of a variable.
  Declaration
};
struct BodyStep {
  ParsedStatement statement;
  BodyStepKind kind = BodyStepKind::Statement;
  // A run comes to it for sure.
  bool certain = true;
};
struct StepResult {
  bool failed = false;
  std::string sqlstate;
  // Of a query, when all of them are known.
  std::vector<OutputColumn> outputs;
};
struct WalkActions {
  std::function<StepResult(BodyStep, const Session&)> step;
  // Text that is put together at run time and not known: what is known of it,
  // and where it stands.
  std::function<void(const TextValue&, Location)> unknown;
  // Of a run only: a point to come back to, and the way back.
  std::function<uint64_t()> mark;
  std::function<void(uint64_t)> undo;
  // Whether the condition holds; nothing when it cannot be told.
  std::function<std::optional<bool>(const ParsedStatement&, const ValueLookup&)>
      decide;
};

class BlockWalker {
 public:
  enum class Mode { Check, Run };
  // All must outlive the walker. `session` has the names around the block.
  BlockWalker(Mode mode, const MappedText& body, const Catalog& catalog,
              Session& session, const WalkActions& actions);

  BlockNames& names() { return names_; }
  // Whether the body is run for sure.
  void set_certain(bool certain) { certain_ = certain; }
  // Known from an earlier walk.
  void set_shapes(const RecordShapes& shapes) { known_shapes_ = &shapes; }
  const RecordShapes& shapes() const { return shapes_; }

  // The text of the RAISE that ended the run, parameters not filled in.
  const std::string& raised() const { return raised_; }
  // False when the run ends with an error.
  bool Walk(const PlFunction& function);

 private:
  enum class Flow { Next, Leave, Break, Continue, Failed };

  // ---- block_walker.cpp
  Flow Body(const PlBody& body);
  // A body that is run only perhaps.
  void Perhaps(const PlBody& body);
  Flow Statement(const PlStatement& statement);
  Flow Block(const StmtBlock& block);
  Flow Handle(const StmtBlock& block, uint64_t mark);
  Flow Visit(const StmtBlock& node, TextRange range);
  Flow Visit(const StmtIf& node, TextRange range);
  Flow Visit(const StmtCase& node, TextRange range);
  Flow Visit(const StmtExit& node, TextRange range);
  Flow Visit(const StmtReturn& node, TextRange range);
  Flow Visit(const StmtRaise& node, TextRange range);
  std::optional<bool> Decide(const ParsedStatement& condition) const;
  Flow Branches(const std::vector<PlIfBranch>& branches, const PlBody& rest,
                bool decidable);

  // ---- walk_loop.cpp
  Flow Visit(const StmtLoop& node, TextRange range);
  Flow Visit(const StmtWhile& node, TextRange range);
  Flow Visit(const StmtFori& node, TextRange range);
  Flow Visit(const StmtFors& node, TextRange range);
  Flow Visit(const StmtForc& node, TextRange range);
  Flow Visit(const StmtDynfors& node, TextRange range);
  Flow Visit(const StmtForeach& node, TextRange range);
  Flow OpenLoop(const Identifier& label, const PlBody& body);
  std::optional<Flow> Round(const Identifier& label, const PlBody& body);

  // ---- walk_declaration.cpp
  bool Declare(const PlDeclaration& declaration);
  SessionVariable TypeOf(const std::string& name, TextRange type);
  SessionVariable TypeOfColumn(const std::string& name, TextRange type,
                               const std::vector<Identifier>& parts);
  SessionVariable TypeOfRow(const std::string& name, TextRange type,
                            const std::vector<Identifier>& parts);
  void DeclareCursor(const PlDeclaration& cursor);
  void DeclareAlias(const PlDeclaration& alias);
  std::vector<Identifier> NamesIn(TextRange range) const;

  // ---- walk_statement.cpp
  Flow Visit(const StmtAssign& node, TextRange range);
  Flow Visit(const StmtReturnNext& node, TextRange range);
  Flow Visit(const StmtReturnQuery& node, TextRange range);
  Flow Visit(const StmtAssert& node, TextRange range);
  Flow Visit(const StmtExecSql& node, TextRange range);
  Flow Visit(const StmtDynExecute& node, TextRange range);
  Flow Visit(const StmtPerform& node, TextRange range);
  Flow Visit(const StmtCall& node, TextRange range);
  Flow Visit(const StmtGetDiag& node, TextRange range);
  Flow Visit(const StmtOpen& node, TextRange range);
  Flow Visit(const StmtFetch& node, TextRange range);
  Flow Visit(const StmtClose&, TextRange) { return Flow::Next; }
  Flow Visit(const StmtCommit&, TextRange) { return Flow::Next; }
  Flow Visit(const StmtRollback&, TextRange) { return Flow::Next; }
  Flow Visit(const StmtNull&, TextRange) { return Flow::Next; }
  Flow Visit(const StmtUnknown& node, TextRange range);
  ParsedStatement Parse(std::string_view prefix, TextRange range,
                        std::optional<TextRange> cut = std::nullopt) const;
  StepResult Step(ParsedStatement statement, BodyStepKind kind);
  // An expression; false when it fails for sure.
  bool Expression(TextRange range);
  bool Expressions(const std::vector<TextRange>& ranges);
  StepResult Dynamic(TextRange query, size_t parameters);
  void AssignRow(const std::vector<PlTarget>& targets,
                 const StepResult* result);
  Location PlaceOf(TextRange range) const;
  Flow FlowOf(const StepResult& result);
  // A type, as a statement that names it.
  StepResult DeclarationStep(ParsedStatement statement, const Session& names);
  KnownValue Evaluate(const ParsedStatement& statement) const;

  Mode mode_;
  const MappedText& body_;
  const Catalog& catalog_;
  Session& session_;
  const WalkActions& actions_;
  BlockNames names_;
  const RecordShapes* known_shapes_ = nullptr;
  RecordShapes shapes_;
  bool declaration_failed_ = false;
  // What bound cursors give, by the place of their declaration.
  std::map<uint32_t, StepResult> cursors_;
  bool certain_ = true;
  // The run may have left the way that is followed.
  bool doubt_ = false;
  std::string failed_state_;
  std::string raised_;
  std::string exit_label_;
  uint32_t steps_ = 0;
};

}  // namespace pgpact
