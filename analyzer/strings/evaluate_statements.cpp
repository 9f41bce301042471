// Evaluator: statements.
#include <algorithm>
#include <utility>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

// Whether a branch imports: what is chosen by a constant (`if 1: lazy() else:
// from a import *`) gives the same names in every branch.
bool HoldsImport(const Module& of, BlockId block) {
  return std::ranges::any_of(
      of.block(block).statements, [&](const Statement& statement) {
        const auto* branch = std::get_if<If>(&statement.node);
        return std::holds_alternative<Import>(statement.node) ||
               (branch != nullptr && (HoldsImport(of, branch->then_block) ||
                                      HoldsImport(of, branch->else_block)));
      });
}

// Whether a block is meant to fail: `with pytest.raises(Error):`. Its errors
// are the test's.
bool ExpectsError(std::string_view manager) {
  return manager == "raises" || manager == "assertRaises" ||
         manager == "assertRaisesRegex" || manager == "assertRaisesRegexp" ||
         manager == "assertRaisesMessage";
}

}  // namespace

Flow Evaluator::RunBlock(BlockId block) {
  return RunFrom(block, 0);
}

Flow Evaluator::RunFrom(BlockId block, size_t first) {
  const std::vector<Statement>& statements = module().block(block).statements;
  const ModuleId here = frame_->module;
  for (size_t i = first; i < statements.size(); ++i) {
    if (!relevance_.Runs(here, block, i)) {
      continue;
    }
    if (OutOfBounds()) {
      // What is left out here is told by RunUnseen.
      NotePruned();
      return Flow::Normal;
    }
    value_matters_ = relevance_.ValueMatters(here, block, i);
    if (RunStatement(statements[i]) == Flow::Left) {
      RunRestForOther(block, i + 1);
      return Flow::Left;
    }
  }
  return Flow::Normal;
}

Flow Evaluator::RunStatement(const Statement& statement) {
  return std::visit(
      Overloaded{
          [&](const Assign& assign) {
            RunAssign(assign);
            return Flow::Normal;
          },
          [&](const Evaluated& evaluated) {
            result_wanted_ = false;
            EvaluateValue(evaluated.value);
            result_wanted_ = true;
            return left_ ? Flow::Left : Flow::Normal;
          },
          [&](const If& branch) { return RunIf(branch); },
          [&](const Loop& loop) { return RunLoop(loop, statement.range); },
          [&](const Return& leaving) {
            RunReturn(leaving);
            return Flow::Left;
          },
          [&](const Yield& yield) {
            const AbstractId value = EvaluateValue(yield.value);
            if (!IsLeftByOther(frame_->for_other)) {
              frame_->yielded = store_.Join(frame_->yielded, value);
            }
            RunEntered(value);
            return Flow::Normal;
          },
          [&](const Leave& leave) { return RunLeave(leave); },
          [&](const Try& attempt) { return RunTry(attempt); },
          [&](const With& with) { return RunWith(with); },
          [&](const DefineFunction& definition) {
            DefineFunctionNow(definition.function);
            return Flow::Normal;
          },
          [&](const DefineClass& definition) {
            DefineClassNow(definition.class_id);
            return Flow::Normal;
          },
          [&](const Import& import) {
            RunImport(import);
            return Flow::Normal;
          },
          [&](const DeclareOuter& outer) {
            DeclareOuterNames(outer);
            return Flow::Normal;
          }},
      statement.node);
}

void Evaluator::RunAssign(const Assign& assign) {
  const TextRange range = module().value(assign.value).range;
  if (assign.op == AssignOperator::Set) {
    Bind(assign.target, EvaluateValue(assign.value));
    return;
  }
  const AbstractId before = ReadTarget(assign.target);
  const AbstractId added = EvaluateValue(assign.value);
  if (assign.op == AssignOperator::Other) {
    // `a |= b` of dictionaries and sets, arithmetic of numbers.
    if (store_.kind(before) == AbstractKind::Dictionary) {
      SetContent(before, MergeEntries(Content(before), added, range));
      return;
    }
    Bind(assign.target, Derived(store_.none(), UnknownReason::Number,
                                assign.target.name, range));
    return;
  }
  if (store_.kind(before) == AbstractKind::List) {
    Arguments arguments = NoArguments();
    arguments.positional.push_back(added);
    ChangeCollection(TextOperation::Extend, before, arguments, range);
    return;
  }
  Bind(assign.target, AddValues(before, added, range));
}

AbstractId Evaluator::ReadTarget(const Target& target) {
  switch (target.kind) {
    case Target::Kind::Name: {
      const auto found = FindName(store_.Intern(target.name));
      return found ? *found
                   : MakeHole(UnknownReason::UndefinedName, target.name,
                              target.range);
    }
    case Target::Kind::Member:
      return MemberOf(EvaluateValue(target.object), store_.Intern(target.name),
                      target.range);
    case Target::Kind::Element:
      return ElementOf(EvaluateValue(target.object), EvaluateValue(target.key),
                       target.range, NameOf(target.object));
    case Target::Kind::Tuple:
    case Target::Kind::Spread:
    case Target::Kind::Ignored:
      break;
  }
  return MakeHole(UnknownReason::UnsupportedSyntax, "", target.range);
}

Flow Evaluator::RunIf(const If& branch) {
  if (const auto test = FindEngineTest(module(), branch.condition)) {
    if (!other_) {
      return RunOnPostgres(branch, *test);
    }
    return RunBranches(branch, false,
                       test->holds ? std::nullopt : std::optional(test->other));
  }
  const bool constant =
      std::holds_alternative<Constant>(module().value(branch.condition).node);
  const bool imports = HoldsImport(module(), branch.then_block) ||
                       HoldsImport(module(), branch.else_block);
  if (constant ? imports : !value_matters_) {
    return RunBranches(branch, false);
  }
  const auto [known, by_version, doubted] = DecideBranch(branch.condition);
  if (by_version) {
    return RunOnPostgres(branch, {*known, Dialect::OtherVersion});
  }
  if (doubted) {  // Of both branches one may be for other versions.
    const Doubt outer = std::exchange(doubt_, Doubt::OtherVersion);
    const Flow flow = RunBranches(branch, true);
    doubt_ = outer;
    return flow;
  }
  if (known && (constant || ((leaving_ || !Tracing()) && !all_branches_))) {
    NotePruned();
    RefineDecided(branch.condition, *known);
    return RunBlock(*known ? branch.then_block : branch.else_block);
  }
  return RunBranches(branch, true);
}

Flow Evaluator::RunBranches(const If& branch, bool refines,
                            std::optional<Dialect> then_dialect) {
  const size_t floor = floor_;
  const StateMark mark = Mark();
  std::vector<Changes> states;
  const size_t doubted = doubted_cells_.size();
  for (const bool outcome : {true, false}) {
    if (refines) {
      Refine(branch.condition, outcome);
    }
    const BlockId block = outcome ? branch.then_block : branch.else_block;
    const auto outer = other_;
    if (outcome && then_dialect) {
      other_ = then_dialect;
    }
    const Flow flow = RunMaybe(block);
    other_ = outer;
    left_ = false;
    rest_for_other_.reset();
    if (flow == Flow::Normal) {
      states.push_back(ChangesSince(mark));
    }
    UndoTo(mark);
  }
  floor_ = floor;
  if (states.empty()) {
    doubted_cells_.resize(doubted);
    return Flow::Left;
  }
  JoinStates(states);
  if (states.size() == 2) {
    EndDoubt(std::span(doubted_cells_).subspan(doubted));
  }
  doubted_cells_.resize(doubted);
  return Flow::Normal;
}

Flow Evaluator::RunLeave(const Leave& leave) {
  // Of what is raised nothing comes that reaches a text, but it may be made by
  // a call that does.
  if (leave.value && value_matters_) {
    EvaluateValue(*leave.value);
  }
  if (leave.kind == LeaveKind::Break || leave.kind == LeaveKind::Continue) {
    if (!loops_.empty() && !IsLeftByOther(loops_.back().for_other)) {
      const OpenLoop& loop = loops_.back();
      const bool breaks = leave.kind == LeaveKind::Break;
      (breaks ? loop.breaks : loop.continues)
          ->push_back(ChangesSince(breaks ? loop.mark : loop.turn));
    }
    return Flow::Left;
  }
  return Flow::Left;
}

void Evaluator::RunReturn(const Return& leaving) {
  AbstractId value = store_.none();
  if (leaving.value) {
    value = value_matters_ ? EvaluateValue(*leaving.value)
                           : store_.MakeHole({UnknownReason::UnknownCall,
                                              HoleForm::Text, "", Location{}});
  }
  if (IsLeftByOther(frame_->for_other)) {
    return;
  }
  frame_->result = store_.Join(frame_->result, value);
  LeaveFunction();
}

void Evaluator::LeaveFunction() {
  frame_->exits.push_back(ChangesSince(frame_->start));
  frame_->exit_trail = trail_.size();
  frame_->exit_undos = undos_;
}

// ---- Try and with --------------------------------------------------------

Flow Evaluator::RunTry(const Try& attempt) {
  const size_t floor = floor_;
  const StateMark mark = Mark();
  const uint32_t number = BeginTry();
  Flow flow = RunBlock(attempt.body);
  left_ = false;
  rest_for_other_.reset();
  const Changes after_body = ChangesSince(mark);
  if (flow == Flow::Normal) {
    flow = RunBlock(attempt.else_block);
  }
  std::vector<Changes> states;
  if (flow == Flow::Normal) {
    states.push_back(ChangesSince(mark));
  }
  UndoTo(mark);
  BeginHandler(number);
  bool handler_leaves = !attempt.handlers.empty();
  for (const BlockId handler : attempt.handlers) {
    const Changes somewhere[] = {after_body, {}};
    JoinStates(somewhere);
    if (RunBlock(handler) == Flow::Normal) {
      states.push_back(ChangesSince(mark));
      handler_leaves = false;
    }
    left_ = false;
    rest_for_other_.reset();
    UndoTo(mark);
  }
  EndTry(number, handler_leaves || attempt.handlers.empty());
  floor_ = floor;
  if (states.empty()) {
    Apply(after_body);
    RunBlock(attempt.finally_block);
    return Flow::Left;
  }
  JoinStates(states);
  return RunBlock(attempt.finally_block);
}

AbstractId Evaluator::Enter(AbstractId value, const CallSite& site) {
  switch (store_.kind(value)) {
    case AbstractKind::Entered:
      return {store_.node(value).a};
    case AbstractKind::Choose: {
      std::vector<AbstractId> entered;
      const std::vector<AbstractId> options(store_.parts(value).begin(),
                                            store_.parts(value).end());
      for (const AbstractId option : options) {
        if (store_.kind(option) != AbstractKind::None) {
          entered.push_back(Enter(option, site));
        }
      }
      return store_.MakeChoose(entered);
    }
    case AbstractKind::Instance:
      for (const std::string_view name : {"__enter__", "__aenter__"}) {
        uint32_t owner = kNoIndex;
        if (FindInClass(Object(value).class_number, store_.Intern(name),
                        owner)) {
          return CallMethod(value, store_.Intern(name), NoArguments(), site);
        }
      }
      return value;
    case AbstractKind::Handle: {
      const HandleState& state = handles_[store_.node(value).a];
      const std::string path =
          options_.sinks.handles[state.kind].kind + ".__enter__";
      const auto made = HandleMadeBy(path, state);
      return made ? *made : value;
    }
    default:
      return value;
  }
}

Flow Evaluator::RunWith(const With& with) {
  if (!value_matters_) {
    return RunBlock(with.body);
  }
  const CallSite site = SiteAt(module().value(with.value).range);
  OpenWith open{&with, frame_, site.location, nullptr, false, Flow::Normal};
  OpenWith* const outer =
      std::exchange(next_with_, Tracing() ? &open : nullptr);
  const AbstractId value = EvaluateValue(with.value);
  next_with_ = outer;
  if (open.entered) {
    return open.flow;
  }
  const AbstractId entered = Enter(value, site);
  if (with.target) {
    Bind(*with.target, entered);
  }
  const bool fails = ExpectsError(NameOf(with.value));
  const Doubt doubt =
      std::exchange(doubt_, fails ? Doubt::ExpectedError : doubt_);
  const Flow flow = RunBlock(with.body);
  doubt_ = doubt;
  TraceLeaveWith(value);
  return flow;
}

// In a trace the block of a `with` runs where its context manager yields.
void Evaluator::RunEntered(AbstractId value) {
  OpenWith* const open = frame_->with;
  if (open == nullptr || open->entered) {
    return;
  }
  open->entered = true;
  Frame* const manager = std::exchange(frame_, open->caller);
  std::swap(loops_, *open->loops);
  if (open->with->target) {
    Bind(*open->with->target, value);
  }
  open->flow = RunBlock(open->with->body);
  left_ = false;
  std::swap(loops_, *open->loops);
  frame_ = manager;
}

}  // namespace pgpact
