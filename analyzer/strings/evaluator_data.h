// EvaluatorData: what changes while Evaluator runs.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/strings/abstract_value.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/evaluator_state.h"
#include "analyzer/strings/version_test.h"

namespace pgpact {

class EvaluatorData {
 protected:
  StateMark Mark() {
    floor_ = cells_.size();
    return {trail_.size(), floor_};
  }
  bool Tracing() const { return trace_ != nullptr; }
  // Whose a call is here that is `dialect`'s as far as its connection tells.
  Dialect DialectHere(Dialect dialect) const {
    const bool own = dialect == Dialect::PostgreSql ||
                     dialect == Dialect::Psql || dialect == Dialect::Unknown;
    return own && other_ ? *other_ : dialect;
  }
  bool IsLeftByOther(bool opened_for_other) const {
    return other_.has_value() && !opened_for_other;
  }
  void NoteQuestion(std::optional<std::string_view> sql) {
    frame_->asked_version = sql && AsksForVersion(*sql);
  }
  // What a row is called that comes back from the last statement.
  std::string_view RowName(std::string_view name) const {
    return frame_->asked_version ? "server_version_num" : name;
  }

  std::vector<AbstractId> cells_;
  std::vector<uint64_t> written_;
  // Of each cell the number of the first cell that is not older: its own, or
  // for an attribute that of its object.
  std::vector<size_t> birth_;
  // Cells from here on are younger than every mark in use.
  size_t floor_ = 0;
  uint64_t undos_ = 0;
  std::vector<Change> trail_;
  std::vector<CellRead> reads_;
  uint64_t writes_ = 0;

  std::deque<HeapObject> objects_;
  std::deque<Environment> environments_;
  std::vector<Closure> closures_;
  std::map<Closure, uint32_t> closure_ids_;
  std::vector<HandleState> handles_;
  std::map<HandleState, uint32_t> handle_ids_;
  std::vector<Arguments> partials_;
  std::map<std::pair<AbstractId, Arguments>, uint32_t> partial_ids_;
  std::vector<uint32_t> class_bodies_;
  std::vector<CallSite> call_sites_;
  // The closure last made of each function.
  std::vector<uint32_t> last_closure_;
  // Name of what the present call's method is called on.
  std::string called_as_;
  std::vector<ClassState> classes_;
  std::vector<ModuleState> modules_;
  std::optional<Dialect> program_dialect_;
  // The connection or cursor that a parameter's type says, if any.
  std::unordered_map<const Parameter*, std::optional<AbstractId>>
      declared_handles_;

  // Variables marked as doubtful in the branches being run, and whether a
  // condition that is now learnt from was left open.
  std::vector<DoubtedCell> doubted_cells_;
  bool open_condition_ = true;

  Frame* frame_ = nullptr;
  std::vector<Frame*> frames_;
  std::vector<OpenLoop> loops_;
  // Set by a call that never comes back.
  bool left_ = false;
  // The program is run as on another database than PostgreSQL: its calls are
  // noted as that one's, and nothing else comes of it.
  std::optional<Dialect> other_;
  std::optional<RestForOther> rest_for_other_;
  DatabaseNames database_names_;
  VersionTests version_tests_;
  // Of what is being run.
  Doubt doubt_ = Doubt::None;
  std::map<std::pair<uint32_t, Arguments>, std::vector<Summary>> summaries_;
  std::vector<bool> visited_;
  std::vector<bool> pruned_;
  // Functions of which a run ended because its steps were used up, or that
  // were not run because too many calls led to them.
  std::vector<bool> cut_;
  // How often a call was not followed for its depth.
  uint64_t too_deep_ = 0;
  // By a function that puts its arguments into texts one of its calls.
  std::unordered_map<uint32_t, PendingSink> wrapped_;
  std::vector<uint64_t> spent_;
  std::vector<uint32_t> runs_;
  // Turns of the unrolled loops around the present statement.
  size_t unrolled_ = 1;
  // Loops being repeated until they change no more, within one function.
  size_t repeated_ = 0;
  std::set<std::pair<uint32_t, NameId>> filling_;
  // Attributes whose writers were all run on the object.
  std::set<std::pair<uint32_t, NameId>> filled_;
  std::set<Location> seen_calls_;
  // Folders without a file of their own that `import a.b` bound.
  std::set<std::pair<uint32_t, NameId>> folders_;
  // Only calls are told that were not seen before the pass.
  bool only_unseen_ = false;
  std::set<Location> told_calls_;
  // Every branch is run, whatever is known of its condition.
  bool all_branches_ = false;
  // … and then of a function that was run: conditions had left them out.
  bool only_untaken_ = false;
  // Whether the value of the statement being run matters.
  bool value_matters_ = true;
  bool result_wanted_ = true;
  uint64_t steps_ = 0;
  // The step past which nothing is run: the pass's, or the present root's.
  uint64_t last_step_ = 0;
  uint32_t depth_ = 0;

  // Sinks and handles by name.
  std::unordered_map<uint32_t, std::vector<const SinkSpec*>> method_sinks_;
  std::unordered_map<uint32_t, const SinkSpec*> function_sinks_;
  std::unordered_map<uint32_t, const FallbackSink*> fallbacks_;
  std::unordered_map<uint32_t, uint32_t> handle_kinds_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> made_by_;
  // "kind.attribute" of handles that is read, not called.
  std::unordered_map<uint32_t, uint32_t> attributes_;
  std::unordered_map<uint32_t, TextOperation> functions_;
  std::unordered_map<uint32_t, TextOperation> methods_;
  // The top names of the libraries that are known ("psycopg2").
  std::set<std::string, std::less<>> libraries_;
  // The program's files that are texts for it (.sql), by path and by file.
  std::map<std::string_view, const MappedText*> file_texts_;
  std::map<SourceFileId, const MappedText*> text_files_;

  std::map<EmittedKey, std::vector<PendingSink>> emitted_;
  Evaluation evaluation_;

  std::vector<TraceEvent>* trace_ = nullptr;
  OpenWith* next_with_ = nullptr;
  // Whether an object's __exit__ is being run.
  bool leaving_ = false;
  uint32_t next_connection_ = 1;
  uint32_t next_try_ = 1;
  std::vector<uint32_t> open_tries_;
  std::map<uint32_t, bool> autocommit_;
  // Connections that the run did not open.
  std::set<uint32_t> given_connections_ = {0};
};

}  // namespace pgpact
