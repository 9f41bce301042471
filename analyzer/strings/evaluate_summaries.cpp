// Evaluator: what a run of a function gave, kept for the next call that is
// the same in all that the run looked at.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

AbstractId Evaluator::FrozenValue(AbstractId value, uint32_t depth,
                                  std::vector<CellId>& cells) {
  constexpr uint32_t kMostNested = 4;
  constexpr size_t kMostParts = 64;
  constexpr size_t kMostCells = 64;
  const AbstractNode node = store_.node(value);
  switch (node.kind) {
    case AbstractKind::Optional:
    case AbstractKind::AnyTimes:
      return store_.Make(
          {node.kind, FrozenValue({node.a}, depth, cells).index, node.b});
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
    case AbstractKind::Dictionary: {
      const AbstractId content = Content(value);
      const std::vector<AbstractId> parts(store_.parts(content).begin(),
                                          store_.parts(content).end());
      if (depth > kMostNested || parts.size() > kMostParts ||
          cells.size() > kMostCells) {
        return value;
      }
      cells.push_back(Object(value).content);
      std::vector<AbstractId> frozen;
      frozen.reserve(parts.size());
      for (const AbstractId part : parts) {
        frozen.push_back(FrozenValue(part, depth + 1, cells));
      }
      const AbstractId all = store_.MakeParts(AbstractKind::Items, frozen);
      return store_.Make(
          {AbstractKind::Frozen, static_cast<uint32_t>(node.kind), all.index});
    }
    default:
      return value;
  }
}

FrozenArguments Evaluator::Freeze(const Arguments& arguments) {
  FrozenArguments frozen{arguments, {}};
  if (Tracing() || all_branches_ || other_ || doubt_ != Doubt::None) {
    return frozen;
  }
  for (AbstractId& value : frozen.key.positional) {
    value = FrozenValue(value, 0, frozen.cells);
  }
  for (auto& [name, value, written] : frozen.key.named) {
    value = FrozenValue(value, 0, frozen.cells);
  }
  return frozen;
}

const Summary* Evaluator::FindSummary(uint32_t closure,
                                      const FrozenArguments& arguments) {
  if (Tracing() || all_branches_ || other_ || doubt_ != Doubt::None) {
    return nullptr;
  }
  const auto known = summaries_.find({closure, arguments.key});
  if (known == summaries_.end()) {
    return nullptr;
  }
  for (const Summary& summary : known->second) {
    const bool holds =
        std::ranges::all_of(summary.reads, [this](const Change& read) {
          return cells_[read.cell.index] == read.value;
        });
    if (holds) {
      for (const Change& read : summary.reads) {
        Read(read.cell);
      }
      return &summary;
    }
  }
  return nullptr;
}

bool Evaluator::IsFresh(AbstractId value, const Frame& frame) const {
  switch (store_.kind(value)) {
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
    case AbstractKind::Dictionary:
    case AbstractKind::Instance:
    case AbstractKind::TextBuilder:
      return objects_[store_.node(value).a].content.index >= frame.first_cell &&
             store_.kind(value) != AbstractKind::Tuple;
    case AbstractKind::Choose:
      return std::ranges::any_of(store_.parts(value), [&](AbstractId part) {
        return IsFresh(part, frame);
      });
    case AbstractKind::Entered:
      return IsFresh({store_.node(value).a}, frame);
    default:
      return false;
  }
}

// Whether the value is, or may hold, one of the collections with these
// contents.
bool Evaluator::Holds(AbstractId value, const std::vector<CellId>& cells,
                      uint32_t depth) const {
  constexpr uint32_t kDeepest = 3;
  if (cells.empty() || depth > kDeepest) {
    return !cells.empty();
  }
  switch (store_.kind(value)) {
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
    case AbstractKind::Dictionary:
      return std::ranges::find(cells, objects_[store_.node(value).a].content) !=
             cells.end();
    case AbstractKind::Choose:
    case AbstractKind::Items:
    case AbstractKind::Entries:
      return std::ranges::any_of(store_.parts(value), [&](AbstractId part) {
        return Holds(part, cells, depth + 1);
      });
    case AbstractKind::Entered:
    case AbstractKind::Optional:
    case AbstractKind::AnyTimes:
      return Holds({store_.node(value).a}, cells, depth + 1);
    default:
      return false;
  }
}

// The content of a collection that the run made, when nothing else in it was.
std::optional<AbstractId> Evaluator::ContentToMakeAnew(AbstractId result,
                                                       const Frame& frame) {
  switch (store_.kind(result)) {
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
    case AbstractKind::Dictionary: {
      const AbstractId content = cells_[Object(result).content.index];
      const bool plain =
          std::ranges::none_of(store_.parts(content), [&](AbstractId part) {
            return IsFresh(Plain(part), frame) ||
                   store_.kind(Plain(part)) == AbstractKind::Tuple;
          });
      return plain ? std::optional(content) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

// A summary stands for other collections with the same content too: a run that
// changed one, kept it or gave it back has none.
void Evaluator::KeepSummary(uint32_t closure, const FrozenArguments& arguments,
                            const Frame& frame, AbstractId result) {
  constexpr size_t kMostReads = 64;
  constexpr size_t kMostSummaries = 8;
  if (Tracing() || all_branches_ || Holds(result, arguments.cells)) {
    return;
  }
  Summary summary;
  if (IsFresh(result, frame)) {
    summary.result_content = ContentToMakeAnew(result, frame);
    if (!summary.result_content ||
        Holds(*summary.result_content, arguments.cells)) {
      return;
    }
  }
  for (size_t i = frame.first_read; i < reads_.size(); ++i) {
    const CellRead& read = reads_[i];
    const bool given =
        std::ranges::find(arguments.cells, read.cell) != arguments.cells.end();
    if (!given && birth_[read.cell.index] < frame.first_cell &&
        read.written <= frame.first_write) {
      summary.reads.push_back({read.cell, read.value});
    }
  }
  const auto by_cell = [](const Change& change) { return change.cell; };
  std::ranges::stable_sort(summary.reads, {}, by_cell);
  summary.reads.erase(std::unique(summary.reads.begin(), summary.reads.end(),
                                  [](const Change& a, const Change& b) {
                                    return a.cell == b.cell;
                                  }),
                      summary.reads.end());
  if (summary.reads.size() > kMostReads) {
    return;
  }
  for (const Change& change : ChangesSince(frame.start)) {
    const bool given = std::ranges::find(arguments.cells, change.cell) !=
                       arguments.cells.end();
    if (given || IsFresh(change.value, frame) ||
        Holds(change.value, arguments.cells)) {
      return;
    }
    summary.writes.push_back(change);
  }
  summary.result = result;
  summary.sinks = frame.sinks;
  std::vector<Summary>& known = summaries_[{closure, arguments.key}];
  if (known.size() < kMostSummaries) {
    known.push_back(std::move(summary));
  }
}

// Whether a function has had its share of steps. A small one may have many
// sets of arguments, and one that puts them into texts has a set a call.
bool Evaluator::IsSpent(uint32_t function) const {
  constexpr uint64_t kSmall = 500;
  constexpr uint64_t kShareOfWrapper = 2'000'000;
  constexpr uint32_t kManyRuns = 20'000;
  if (runs_[function] <= options_.limits.contexts_per_function) {
    return false;
  }
  const uint64_t share =
      wrapped_.contains(function) ? kShareOfWrapper : uint64_t{0};
  return runs_[function] > kManyRuns ||
         (spent_[function] / runs_[function] > kSmall &&
          spent_[function] > share);
}

}  // namespace pgpact
