// Evaluator: branches by database. Of a program for several databases the one
// that runs on PostgreSQL is followed; the others' statements are noted as
// theirs.
#include "analyzer/strings/evaluator.h"

namespace pgpact {

Dialect Evaluator::DialectHere(Dialect dialect) const {
  const bool own = dialect == Dialect::PostgreSql || dialect == Dialect::Psql ||
                   dialect == Dialect::Unknown;
  return own && other_ ? *other_ : dialect;
}

std::optional<Dialect> Evaluator::OtherDatabaseOf(uint32_t class_number) const {
  if (class_number == kNoIndex) {
    return std::nullopt;
  }
  const auto database =
      DatabaseOfClass(store_.name(index_.classes[class_number].name));
  return database == Dialect::PostgreSql ? std::nullopt : database;
}

Flow Evaluator::RunOnPostgres(const If& branch, const EngineTest& test) {
  const size_t floor = floor_;
  const StateMark mark = Mark();
  std::optional<RestForOther> rest;
  if (!Tracing()) {
    other_ = test.other;
    const Flow other =
        RunBlock(test.holds ? branch.else_block : branch.then_block);
    other_.reset();
    left_ = false;
    rest_for_other_.reset();
    if (other == Flow::Normal) {
      rest = RestForOther{test.other, ChangesSince(mark)};
    }
    UndoTo(mark);
  }
  const Flow flow =
      RunBlock(test.holds ? branch.then_block : branch.else_block);
  floor_ = floor;
  if (flow == Flow::Left && rest) {
    UndoTo(mark);
    rest_for_other_ = std::move(rest);
  }
  return flow;
}

// The statements of `block` from `first` on are reached on another database
// alone.
void Evaluator::RunRestForOther(BlockId block, size_t first) {
  if (!rest_for_other_ || first == module().block(block).statements.size()) {
    return;
  }
  RestForOther rest = std::move(*rest_for_other_);
  rest_for_other_.reset();
  const size_t floor = floor_;
  const StateMark mark = Mark();
  const bool left = std::exchange(left_, false);
  Apply(rest.changes);
  other_ = rest.dialect;
  const Flow flow = RunFrom(block, first);
  other_.reset();
  left_ = left;
  rest_for_other_.reset();
  if (flow == Flow::Normal) {
    rest.changes = ChangesSince(mark);
    rest_for_other_ = std::move(rest);
  }
  UndoTo(mark);
  floor_ = floor;
}

}  // namespace pgpact
