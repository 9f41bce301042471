// Evaluator: what a run of a function gave, kept for the next call that is
// the same in all that the run looked at.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

const Summary* Evaluator::FindSummary(uint32_t closure,
                                      const Arguments& arguments) {
  if (Tracing() || only_unseen_) {
    return nullptr;
  }
  const auto known = summaries_.find({closure, arguments});
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

void Evaluator::KeepSummary(uint32_t closure, const Arguments& arguments,
                            const Frame& frame, AbstractId result) {
  constexpr size_t kMostReads = 64;
  constexpr size_t kMostSummaries = 8;
  if (Tracing() || only_unseen_ || IsFresh(result, frame)) {
    return;
  }
  Summary summary;
  for (size_t i = frame.first_read; i < reads_.size(); ++i) {
    const CellRead& read = reads_[i];
    if (birth_[read.cell.index] < frame.first_cell &&
        read.written <= frame.first_write) {
      summary.reads.push_back({read.cell, read.value});
    }
  }
  const auto by_cell = [](const Change& change) { return change.cell; };
  std::ranges::stable_sort(summary.reads, {}, by_cell);
  const auto rest = std::ranges::unique(summary.reads, {}, by_cell);
  summary.reads.erase(rest.begin(), rest.end());
  if (summary.reads.size() > kMostReads) {
    return;
  }
  for (const Change& change : ChangesSince(frame.start)) {
    if (IsFresh(change.value, frame)) {
      return;
    }
    summary.writes.push_back(change);
  }
  summary.result = result;
  summary.sinks = frame.sinks;
  std::vector<Summary>& known = summaries_[{closure, arguments}];
  if (known.size() < kMostSummaries) {
    known.push_back(std::move(summary));
  }
}

// Whether a function has had its share of steps. A small one may have many
// sets of arguments: a wrapper has one a call.
bool Evaluator::IsSpent(uint32_t function) const {
  constexpr uint64_t kSmall = 500;
  constexpr uint32_t kManyRuns = 20'000;
  if (runs_[function] <= options_.limits.contexts_per_function) {
    return false;
  }
  return runs_[function] > kManyRuns ||
         spent_[function] / runs_[function] > kSmall;
}

}  // namespace pgpact
