// Evaluate: which texts can reach which sinks. Trace: the same for one
// function, in the order in which a run of it would do things.
//
// The evaluator runs every function of the program over abstract values
// (texts as templates, collections, objects, handles of drivers), once with
// its parameters unknown and once for every distinct set of arguments that a
// call in the program gives it. A sink's text that depends on a parameter
// belongs to the callers: the call reported is the outermost one from which
// the text comes, so a wrapper needs no configuration.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analyzer/strings/library.h"
#include "analyzer/strings/link.h"
#include "analyzer/strings/sink.h"
#include "analyzer/strings/template.h"

namespace pgpact {

struct EvaluationLimits {
  // Nested calls followed from one function.
  uint32_t call_depth = 24;
  // Distinct argument sets for which one function is run.
  uint32_t contexts_per_function = 64;
  // Options of one Choose, and elements for which a loop is unrolled.
  uint32_t options = 48;
  uint32_t unrolled = 64;
  // Nodes of one template, bytes of its fixed text.
  uint32_t template_nodes = 4096;
  uint32_t template_bytes = 1U << 20U;
  // Steps in all; past it every value is a hole with LimitReached.
  uint64_t steps = 20'000'000;
  // Of these, steps of one function that nothing in the program calls.
  uint64_t steps_per_root = 60'000;
};

// A named argument that a sink keeps (SinkSpec::keeps_options).
struct SinkOption {
  std::string name;
  Template value;
};

// Why an error of what a call sends may be none.
enum class Doubt {
  None,
  // It stands in a branch that may be for other versions of PostgreSQL than
  // the one checked.
  OtherVersion,
  // A test that it is in expects it.
  ExpectedError,
};

// One call of a sink, with everything that is known of its arguments.
struct SinkValue {
  // The call that is reported: the sink's own, or that of the wrapper into
  // which the text is put.
  Location call;
  ModuleId module;
  // The function in which `call` stands, qualified; empty at module level.
  std::string function;
  // "cursor.execute", or the wrapper's own name ("Store.simple_select").
  std::string sink;
  SinkSpec spec;
  // The call of the driver itself; equal to `call` without a wrapper.
  Location driver_call;
  // The text; of SinkAction::Table the table's name.
  Template sql;
  // Of SinkAction::Table, where given and known.
  std::optional<Template> schema;
  std::vector<Template> columns;
  bool columns_known = false;
  // Parameters given, when their number is known (a tuple or list literal).
  std::optional<uint32_t> parameter_count;
  std::vector<std::string> parameter_names;
  // The call gives no parameters, so that the driver leaves marks alone.
  bool no_parameters = false;
  Doubt doubt = Doubt::None;
  // In the order of the call.
  std::vector<SinkOption> options;
  // Set when a bound was hit while the text was made.
  bool limit_reached = false;
  // Every run of the function left the call out because of a condition: what
  // is told here may be parts that never meet.
  bool untaken = false;
};

// A class mapped by an ORM (`__tablename__`, a Django model) or a statement
// that only an ORM knows: counted, not checked.
struct MappedClass {
  Location location;
  std::string name;
  // "SQLAlchemy", "Django"
  std::string mapper;
};

struct EvaluateOptions {
  SinkCatalog sinks;
  std::vector<LibraryEntry> library;
  EvaluationLimits limits;
  // Values for holes by name, from `pgpact: hole name = a | b` comments: the
  // place makes it valid in that file only.
  struct HoleValues {
    SourceFileId file;
    std::string name;
    struct Value {
      std::string text;
      // In the comment.
      Location place;
    };
    std::vector<Value> values;
  };
  std::vector<HoleValues> hole_values;
};

struct Evaluation {
  // Sorted by call location; several for one call when it is reached with
  // texts that do not go into one template (another dialect).
  std::vector<SinkValue> sinks;
  std::vector<MappedClass> mapped_classes;
};

[[nodiscard]] Evaluation Evaluate(const StringProgram& program,
                                  const EvaluateOptions& options);

// ---- In execution order ------------------------------------------------

struct TraceSink {
  SinkValue value;
  // Same number: same connection.
  uint32_t connection = 0;
  bool autocommit = false;
  // It comes from outside the run: who opened it ends its transaction.
  bool given = false;
  // An error here is caught and the run goes on after the innermost handler.
  // 0: not caught, the run ends. Else the number of the try.
  uint32_t try_number = 0;
};
struct TraceCommit {
  uint32_t connection = 0;
};
struct TraceRollback {
  uint32_t connection = 0;
};
// What stands between TryBegin and TryEnd of a number is skipped from the
// failing statement on; then `handler` events follow, only after a failure,
// up to HandlerEnd.
struct TryBegin {
  uint32_t number = 0;
};
struct HandlerBegin {
  uint32_t number = 0;
};
struct TryEnd {
  uint32_t number = 0;
  // The handler ends the run (raises again, returns or exits the program).
  bool handler_leaves = false;
};
// What stands between may not be reached: a branch of a condition that is not
// known.
struct MaybeBegin {
  uint32_t number = 0;
};
struct MaybeEnd {
  uint32_t number = 0;
};
using TraceEvent = std::variant<TraceSink, TraceCommit, TraceRollback, TryBegin,
                                HandlerBegin, TryEnd, MaybeBegin, MaybeEnd>;

// What a run of `function` (qualified name; empty: the module's own
// statements) does, each loop over known elements unrolled, both branches of
// a condition that is not known taken in order. Nothing when the module has
// no such function.
[[nodiscard]] std::optional<std::vector<TraceEvent>> Trace(
    const StringProgram& program, ModuleId module, std::string_view function,
    const EvaluateOptions& options);

}  // namespace pgpact
