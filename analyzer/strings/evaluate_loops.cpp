// Evaluator: loops, unrolled or run until nothing changes any more.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

// How often a loop's body is run until what it changes no longer grows.
constexpr int kLoopTurns = 4;
// The same inside another such loop, which runs it again itself.
constexpr int kInnerLoopTurns = 2;
// Elements for which a loop is unrolled inside one that is repeated.
constexpr size_t kMostUnrolledInside = 8;
// Numbers for which a loop is unrolled that has another one in it: tables are
// computed so, whereas names that end in a number are few.
constexpr size_t kMostNumbers = 16;

// Whether a loop stands in the block, however deep.
bool HoldsLoop(const Module& of, BlockId id) {
  std::vector<BlockId> blocks{id};
  while (!blocks.empty()) {
    const BlockId next = blocks.back();
    blocks.pop_back();
    for (const Statement& statement : of.block(next).statements) {
      if (std::holds_alternative<Loop>(statement.node)) {
        return true;
      }
      if (const auto* const branch = std::get_if<If>(&statement.node)) {
        blocks.insert(blocks.end(), {branch->then_block, branch->else_block});
      } else if (const auto* const attempt =
                     std::get_if<Try>(&statement.node)) {
        blocks.push_back(attempt->body);
      } else if (const auto* const with = std::get_if<With>(&statement.node)) {
        blocks.push_back(with->body);
      }
    }
  }
  return false;
}

bool AreNumbers(const ValueStore& store, std::span<const AbstractId> values) {
  return std::ranges::all_of(values, [&](AbstractId value) {
    return store.kind(value) == AbstractKind::Number;
  });
}

// The last turn of a loop says best what its calls send. What only an earlier
// one came to is kept.
void KeepSinks(std::vector<PendingSink>& earlier, ptrdiff_t first,
               std::vector<PendingSink>& sinks) {
  const auto place = [](const PendingSink& sink) {
    return std::pair(sink.call, sink.driver_call);
  };
  std::set<std::pair<Location, Location>> told;
  std::transform(sinks.begin() + first, sinks.end(),
                 std::inserter(told, told.end()), place);
  for (PendingSink& sink : earlier) {
    if (!told.contains(place(sink))) {
      sinks.push_back(std::move(sink));
    }
  }
}

}  // namespace

Flow Evaluator::RunLoop(const Loop& loop, TextRange range) {
  const bool matters = value_matters_;
  if (loop.condition && matters) {
    EvaluateValue(*loop.condition);
  }
  AbstractId element = store_.unset();
  if (loop.iterable && matters) {
    const AbstractId iterable = EvaluateValue(*loop.iterable);
    auto known = KnownElements(iterable);
    if (known && known->empty() && !Tracing()) {
      // What others put into it may not have been seen by then.
      NotePruned();
      known = all_branches_ ? std::nullopt : std::move(known);
    }
    const size_t turns = known ? std::max<size_t>(known->size(), 1) : 0;
    size_t most =
        repeated_ == 0 ? options_.limits.unrolled : kMostUnrolledInside;
    if (known && turns > kMostNumbers && AreNumbers(store_, *known) &&
        HoldsLoop(module(), loop.body)) {
      most = std::min(most, kMostNumbers);
    }
    if (known && turns * unrolled_ <= most) {
      unrolled_ *= turns;
      RunUnrolled(loop, *known);
      unrolled_ /= turns;
      return RunBlock(loop.else_block);
    }
    element = AnyElement(iterable, range, NameOf(*loop.iterable));
  }
  RunRepeated(loop, element);
  return RunBlock(loop.else_block);
}

// Runs the body once; the marks and lists say where `break` and `continue` go.
Flow Evaluator::RunTurn(const Loop& loop, AbstractId element, OpenLoop open) {
  open.for_other = other_.has_value();
  open.target = loop.target ? &*loop.target : nullptr;
  loops_.push_back(open);
  if (loop.target) {
    Bind(*loop.target, element);
  }
  const Flow flow = RunBlock(loop.body);
  left_ = false;
  rest_for_other_.reset();
  loops_.pop_back();
  return flow;
}

void Evaluator::RunUnrolled(const Loop& loop,
                            std::span<const AbstractId> elements) {
  const std::vector<AbstractId> each(elements.begin(), elements.end());
  const size_t floor = floor_;
  const StateMark mark = Mark();
  std::vector<Changes> breaks;
  for (const AbstractId element : each) {
    std::vector<Changes> continues;
    const StateMark turn = Mark();
    const Flow flow = RunTurn(loop, element, {mark, turn, &breaks, &continues});
    if (flow == Flow::Left || !continues.empty()) {
      if (flow == Flow::Normal) {
        continues.push_back(ChangesSince(turn));
      }
      UndoTo(turn);
      if (continues.empty()) {
        break;
      }
      JoinStates(continues);
    }
  }
  floor_ = floor;
  if (!breaks.empty()) {
    breaks.push_back(ChangesSince(mark));
    UndoTo(mark);
    JoinStates(breaks);
  }
}

void Evaluator::RunRepeated(const Loop& loop, AbstractId element) {
  const size_t floor = floor_;
  const StateMark mark = Mark();
  const auto at = static_cast<ptrdiff_t>(frame_->sinks.size());
  std::vector<PendingSink> earlier;
  std::vector<Changes> breaks;
  const int turns = repeated_ == 0 ? kLoopTurns : kInnerLoopTurns;
  ++repeated_;
  for (int turn_count = 0; turn_count < turns; ++turn_count) {
    earlier.insert(earlier.end(), frame_->sinks.begin() + at,
                   frame_->sinks.end());
    frame_->sinks.erase(frame_->sinks.begin() + at, frame_->sinks.end());
    breaks.clear();
    std::vector<Changes> continues;
    const StateMark turn = Mark();
    const Flow flow = RunTurn(loop, element, {mark, turn, &breaks, &continues});
    if (flow == Flow::Normal) {
      continues.push_back(ChangesSince(turn));
    }
    UndoTo(turn);
    if (!WidenStates(continues)) {
      break;
    }
  }
  --repeated_;
  KeepSinks(earlier, at, frame_->sinks);
  floor_ = floor;
  if (!breaks.empty()) {
    breaks.push_back(ChangesSince(mark));
    UndoTo(mark);
    JoinStates(breaks);
  }
}

// Takes into the state what the loop's body changed. Returns whether another
// turn could change more.
bool Evaluator::WidenStates(std::span<const Changes> ends) {
  const size_t floor = floor_;
  const StateMark mark = Mark();
  JoinStates(ends);
  const Changes after = ChangesSince(mark);
  UndoTo(mark);
  floor_ = floor;
  bool grew = false;
  for (const Change& change : after) {
    const AbstractId before = cells_[change.cell.index];
    const AbstractId widened = store_.Widen(before, change.value);
    if (widened != before) {
      grew = grew || before != store_.unset();
      Write(change.cell, widened);
    }
  }
  return grew;
}

}  // namespace pgpact
