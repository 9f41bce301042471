// Evaluator: which database a call goes to. Of a program for several databases
// the one that runs on PostgreSQL is followed; the others' statements are noted
// as theirs.
#include "analyzer/strings/evaluator.h"

namespace pgpact {

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
  if (test.other == Dialect::OtherVersion) {
    Refine(branch.condition, test.holds);
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

Dialect Evaluator::DialectOfModule(ModuleId id) {
  ModuleState& state = modules_[id.index];
  if (!state.dialect) {
    const Dialect imported = ImportedDialect(id, true);
    state.dialect = imported == Dialect::Unknown ? ProgramDialect() : imported;
  }
  return *state.dialect;
}

// Of a file that gets its connections from elsewhere: PostgreSQL, for whose
// installation the program is checked, unless another database's driver is
// imported anywhere.
Dialect Evaluator::ProgramDialect() {
  if (!program_dialect_) {
    program_dialect_ = Dialect::PostgreSql;
    for (const Module& of : program_.modules) {
      for (const Block& block : of.blocks) {
        for (const Statement& statement : block.statements) {
          const auto* import = std::get_if<Import>(&statement.node);
          const auto driver =
              import == nullptr ? std::nullopt : DriverDialect(import->module);
          if (driver && *driver != Dialect::PostgreSql) {
            program_dialect_ = Dialect::Unknown;
          }
        }
      }
    }
  }
  return *program_dialect_;
}

// The dialect of the drivers that a file, else the files that it imports,
// import.
Dialect Evaluator::ImportedDialect(ModuleId id, bool further) {
  std::optional<Dialect> found;
  const auto add = [&](Dialect dialect) {
    // PostgreSQL wins: what else is in the file is recognised by its handles.
    found = !found || dialect == Dialect::PostgreSql ? dialect : *found;
  };
  const Module& of = program_.module(id);
  for (const Block& block : of.blocks) {
    for (const Statement& statement : block.statements) {
      const auto* import = std::get_if<Import>(&statement.node);
      if (import == nullptr) {
        continue;
      }
      if (const auto driver = DriverDialect(import->module)) {
        add(*driver);
      } else if (further) {
        const auto target = program_.Resolve(id, *import).module;
        if (target && *target != id) {
          const Dialect inner = ImportedDialect(*target, false);
          if (inner != Dialect::Unknown) {
            add(inner);
          }
        }
      }
    }
  }
  return found.value_or(Dialect::Unknown);
}

std::optional<Dialect> Evaluator::DriverDialect(const std::string& library) {
  const std::string top = library.substr(0, library.find('.'));
  for (const HandleSpec& handle : options_.sinks.handles) {
    for (const std::string& path : handle.made_by) {
      if (!top.empty() && path.starts_with(top + ".")) {
        return handle.dialect;
      }
    }
  }
  return std::nullopt;
}

}  // namespace pgpact
