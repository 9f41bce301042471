// Evaluator: cells, the trail of their changes, and joins of branches.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

CellId Evaluator::NewCell(AbstractId value) {
  return NewCell(value, cells_.size());
}

CellId Evaluator::NewCell(AbstractId value, size_t birth) {
  cells_.push_back(value);
  birth_.push_back(birth);
  written_.push_back(++writes_);
  return {static_cast<uint32_t>(cells_.size() - 1)};
}

AbstractId Evaluator::Read(CellId cell) {
  const AbstractId value = cells_[cell.index];
  if (frame_ != nullptr && birth_[cell.index] < frame_->first_cell) {
    reads_.push_back({cell, value, written_[cell.index]});
  }
  return value;
}

void Evaluator::Write(CellId cell, AbstractId value) {
  if (birth_[cell.index] < floor_) {
    trail_.push_back({cell, cells_[cell.index]});
  }
  cells_[cell.index] = value;
  written_[cell.index] = ++writes_;
}

Changes Evaluator::ChangesSince(const StateMark& mark) const {
  Changes changes;
  changes.reserve(trail_.size() - mark.trail);
  for (size_t i = mark.trail; i < trail_.size(); ++i) {
    const CellId cell = trail_[i].cell;
    if (birth_[cell.index] < mark.cells) {
      changes.push_back({cell, cells_[cell.index]});
    }
  }
  const auto by_cell = [](const Change& change) { return change.cell; };
  std::ranges::sort(changes, {}, by_cell);
  const auto rest = std::ranges::unique(changes, {}, by_cell);
  changes.erase(rest.begin(), rest.end());
  return changes;
}

void Evaluator::UndoTo(const StateMark& mark) {
  ++undos_;
  while (trail_.size() > mark.trail) {
    const Change& last = trail_.back();
    if (birth_[last.cell.index] < mark.cells) {
      cells_[last.cell.index] = last.value;
      written_[last.cell.index] = ++writes_;
    }
    trail_.pop_back();
  }
}

// What a function wrote into cells of its own is of no use to its callers.
void Evaluator::ForgetOwn(const Frame& frame) {
  const auto first = trail_.begin() + static_cast<ptrdiff_t>(frame.start.trail);
  const auto own = [&](const Change& change) {
    return birth_[change.cell.index] >= frame.first_cell;
  };
  trail_.erase(std::remove_if(first, trail_.end(), own), trail_.end());
}

void Evaluator::Apply(const Changes& changes) {
  for (const Change& change : changes) {
    if (cells_[change.cell.index] != change.value) {
      Write(change.cell, change.value);
    }
  }
}

void Evaluator::JoinStates(std::span<const Changes> states) {
  if (states.empty()) {
    return;
  }
  if (states.size() == 1) {
    Apply(states.front());
    return;
  }
  // Each is in the order of its cells: the lowest that is left comes next.
  std::vector<std::span<const Change>> left(states.begin(), states.end());
  while (true) {
    CellId cell;
    for (const std::span<const Change>& state : left) {
      if (!state.empty()) {
        cell = std::min(cell, state.front().cell);
      }
    }
    if (cell == CellId{}) {
      return;
    }
    AbstractId joined = store_.unset();
    const AbstractId before = cells_[cell.index];
    for (std::span<const Change>& state : left) {
      const bool here = !state.empty() && state.front().cell == cell;
      joined = store_.Join(joined, here ? state.front().value : before);
      state = here ? state.subspan(1) : state;
    }
    if (joined != before) {
      Write(cell, joined);
    }
  }
}

AbstractId Evaluator::NewObject(AbstractKind kind, AbstractId content) {
  objects_.push_back({NewCell(content), kNoIndex, {}, store_.unset()});
  return store_.Make({kind, static_cast<uint32_t>(objects_.size() - 1)});
}

AbstractId Evaluator::Content(AbstractId object) {
  return Read(Object(object).content);
}

void Evaluator::SetContent(AbstractId object, AbstractId content) {
  const CellId cell = Object(object).content;
  if (cells_[cell.index] != content) {
    Write(cell, content);
  }
}

}  // namespace pgpact
