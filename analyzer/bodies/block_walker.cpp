#include "analyzer/bodies/block_walker.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/plpgsql/parse_plpgsql.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

// Statements of one run, loops unrolled.
constexpr uint32_t kMaximumSteps = 20'000;

// Conditions that handlers of installations name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16>
    kConditions{
        {{"duplicate_object", sqlstate::kDuplicateObject},
         {"duplicate_table", sqlstate::kDuplicateTable},
         {"duplicate_column", sqlstate::kDuplicateColumn},
         {"duplicate_schema", sqlstate::kDuplicateSchema},
         {"duplicate_function", sqlstate::kDuplicateFunction},
         {"undefined_table", sqlstate::kUndefinedTable},
         {"undefined_column", sqlstate::kUndefinedColumn},
         {"undefined_object", sqlstate::kUndefinedObject},
         {"undefined_function", sqlstate::kUndefinedFunction},
         {"invalid_schema_name", sqlstate::kInvalidSchemaName},
         {"unique_violation", sqlstate::kUniqueViolation},
         {"invalid_table_definition", sqlstate::kInvalidTableDefinition},
         {"insufficient_privilege", sqlstate::kInsufficientPrivilege},
         {"syntax_error", sqlstate::kSyntaxError},
         {"wrong_object_type", sqlstate::kWrongObjectType},
         {"dependent_objects_still_exist",
          sqlstate::kDependentObjectsStillExist}}};

bool Handles(const PlException& exception, std::string_view state) {
  return std::any_of(
      exception.conditions.begin(), exception.conditions.end(),
      [&](const std::string& condition) {
        const auto known = std::find_if(
            kConditions.begin(), kConditions.end(),
            [&](const auto& one) { return one.first == condition; });
        return known != kConditions.end() ? known->second == state
               : condition.size() == 5 && condition[0] <= '9'
                   ? condition == state
                   : true;
      });
}

SessionVariable TextVariable(const Catalog& catalog, std::string name) {
  return VariableOf(catalog, std::move(name), {catalog.Builtin("text"), -1});
}

}  // namespace

BlockWalker::BlockWalker(Mode mode, const MappedText& body,
                         const Catalog& catalog, Session& session,
                         const WalkActions& actions)
    : mode_(mode),
      body_(body),
      catalog_(catalog),
      session_(session),
      actions_(actions),
      names_(session) {}

bool BlockWalker::Walk(const PlFunction& function) {
  session_.conflict = function.conflict == VariableConflict::Error
                          ? NameConflict::Error
                      : function.conflict == VariableConflict::UseVariable
                          ? NameConflict::Variable
                          : NameConflict::Column;
  return Block(function.block) != Flow::Failed;
}

BlockWalker::Flow BlockWalker::Body(const PlBody& body) {
  for (const PlStatement& statement : body) {
    if (mode_ == Mode::Run && ++steps_ > kMaximumSteps) {
      certain_ = false;
      doubt_ = true;
      return Flow::Leave;
    }
    const Flow flow = Statement(statement);
    if (flow == Flow::Next || mode_ == Mode::Check) {
      continue;
    }
    if (certain_) {
      return flow;
    }
    doubt_ = doubt_ || flow != Flow::Failed;
  }
  return Flow::Next;
}

void BlockWalker::Perhaps(const PlBody& body) {
  const bool certain = certain_;
  certain_ = false;
  Body(body);
  certain_ = certain && !doubt_;
}

BlockWalker::Flow BlockWalker::Statement(const PlStatement& statement) {
  return std::visit(
      [&](const auto& node) { return Visit(node, statement.range); },
      statement.node);
}

BlockWalker::Flow BlockWalker::Visit(const StmtBlock& node,
                                     TextRange /*range*/) {
  return Block(node);
}

BlockWalker::Flow BlockWalker::Block(const StmtBlock& block) {
  names_.Push(block.label.name);
  Flow flow = Flow::Next;
  for (const PlDeclaration& declaration : block.declarations) {
    if (!Declare(declaration)) {
      flow = Flow::Failed;
    }
  }
  const bool handled = mode_ == Mode::Run && !block.exceptions.empty();
  const uint64_t mark = handled ? actions_.mark() : 0;
  if (flow == Flow::Next) {
    flow = Body(block.body);
  }
  if (mode_ == Mode::Check && !block.exceptions.empty()) {
    names_.Add(TextVariable(catalog_, "sqlstate"), {});
    names_.Add(TextVariable(catalog_, "sqlerrm"), {});
    for (const PlException& exception : block.exceptions) {
      Body(exception.action);
    }
  } else if (handled && flow == Flow::Failed) {
    flow = Handle(block, mark);
  }
  names_.Pop();
  if (flow == Flow::Break && !block.label.empty() &&
      exit_label_ == block.label.name) {
    flow = Flow::Next;
  }
  return flow;
}

BlockWalker::Flow BlockWalker::Handle(const StmtBlock& block, uint64_t mark) {
  for (const PlException& exception : block.exceptions) {
    if (!Handles(exception, failed_state_)) {
      continue;
    }
    actions_.undo(mark);
    names_.Add(TextVariable(catalog_, "sqlstate"), {});
    names_.Add(TextVariable(catalog_, "sqlerrm"), {});
    return Body(exception.action);
  }
  return Flow::Failed;
}

// Whether the condition holds in a run, as far as it is known.
std::optional<bool> BlockWalker::Decide(
    const ParsedStatement& condition) const {
  if (mode_ != Mode::Run || condition.error) {
    return std::nullopt;
  }
  return actions_.decide(
      condition, [&](const auto& parts) { return names_.ValueOf(parts); });
}

// The first branch whose condition holds; the others only perhaps.
BlockWalker::Flow BlockWalker::Branches(const std::vector<PlIfBranch>& branches,
                                        const PlBody& rest, bool decidable) {
  const BlockNames::Values before = names_.values();
  BlockNames::Values after = before;
  bool undecided = false;
  const auto perhaps = [&](const PlBody& body) {
    names_.set_values(before);
    Perhaps(body);
    names_.Join(after);
    after = names_.values();
    undecided = true;
  };
  for (const PlIfBranch& branch : branches) {
    ParsedStatement condition = Parse("SELECT ", branch.condition);
    const std::optional<bool> holds =
        decidable ? Decide(condition) : std::nullopt;
    const StepResult result =
        Step(std::move(condition), BodyStepKind::Expression);
    if (result.failed && certain_ && mode_ == Mode::Run) {
      return FlowOf(result);
    }
    if (holds && !*holds) {
      continue;
    }
    if (holds && !undecided) {
      return Body(branch.body);
    }
    perhaps(branch.body);
    if (holds) {
      return Flow::Next;
    }
  }
  if (!undecided && !branches.empty() && mode_ == Mode::Run && decidable) {
    return Body(rest);
  }
  perhaps(rest);
  return Flow::Next;
}

BlockWalker::Flow BlockWalker::Visit(const StmtIf& node, TextRange /*range*/) {
  return Branches(node.branches, node.else_body, true);
}

BlockWalker::Flow BlockWalker::Visit(const StmtCase& node,
                                     TextRange /*range*/) {
  if (node.test && !Expression(*node.test)) {
    return Flow::Failed;
  }
  return Branches(node.branches, node.else_body, !node.test);
}

BlockWalker::Flow BlockWalker::Visit(const StmtExit& node,
                                     TextRange /*range*/) {
  exit_label_ = node.label.name;
  const Flow flow = node.is_exit ? Flow::Break : Flow::Continue;
  if (!node.condition) {
    return flow;
  }
  const auto holds = Decide(Parse("SELECT ", *node.condition));
  if (!Expression(*node.condition)) {
    return Flow::Failed;
  }
  if (holds) {
    return *holds ? flow : Flow::Next;
  }
  doubt_ = true;
  certain_ = false;
  return Flow::Next;
}

BlockWalker::Flow BlockWalker::Visit(const StmtReturn& node,
                                     TextRange /*range*/) {
  if (node.value && !Expression(*node.value)) {
    return Flow::Failed;
  }
  return Flow::Leave;
}

BlockWalker::Flow BlockWalker::Visit(const StmtRaise& node,
                                     TextRange /*range*/) {
  if (!Expressions(node.parameters) || !Expressions(node.options)) {
    return Flow::Failed;
  }
  if (node.level != "exception") {
    return Flow::Next;
  }
  failed_state_ = "P0001";
  const auto message = BodyText(body_, node.message);
  raised_ = message ? message->text : std::string();
  return Flow::Failed;
}

}  // namespace pgpact
