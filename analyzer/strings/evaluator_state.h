// What the evaluator's state is made of: cells, environments, closures,
// frames, pending sinks. Evaluator keeps and changes them.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/strings/abstract_value.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/program_index.h"

namespace pgpact {

struct CellId {
  uint32_t index = kNoIndex;
  auto operator<=>(const CellId&) const = default;
};

// Names and the cells that they stand for; found through `parent` when not
// here. The outermost is the module's.
struct Environment {
  uint32_t parent = kNoIndex;
  uint32_t module = 0;
  std::vector<std::pair<NameId, CellId>> slots;
  // Of a module: the same by name.
  std::unordered_map<uint32_t, CellId> globals;
};

struct Closure {
  uint32_t function = 0;
  uint32_t environment = 0;
  // What a method is bound to, or unset.
  AbstractId receiver;
  // The class in whose body it was found, for super().
  uint32_t owner = kNoIndex;
  auto operator<=>(const Closure&) const = default;
};

// Objects of one class that are told apart.
constexpr size_t kMostInstances = 8;

struct ClassState {
  bool defined = false;
  uint32_t environment = kNoIndex;
  std::vector<AbstractId> bases;
  // Objects made of it, by the arguments of the constructor.
  std::map<std::vector<AbstractId>, AbstractId> instances;
  std::optional<AbstractId> unknown_instance;
};

struct HeapObject {
  CellId content;
  uint32_t class_number = kNoIndex;
  std::vector<std::pair<NameId, CellId>> attributes;
  // Of a dictionary: what it makes of a key that is not there, or unset.
  AbstractId missing;
};

struct NamedArgument {
  NameId name;
  AbstractId value;
  // The name as a text where the call writes it, or unset.
  AbstractId key;
  auto operator<=>(const NamedArgument&) const = default;
};

struct Arguments {
  std::vector<AbstractId> positional;
  std::vector<NamedArgument> named;
  // An element of a list, a value of a dictionary, that was spread without
  // its length or keys being known; unset when there is none.
  AbstractId any_positional;
  AbstractId any_named;
  bool operator<(const Arguments& other) const;
};

// Arguments by content: two collections that hold the same are one.
struct FrozenArguments {
  Arguments key;
  // The contents that went into it, in order.
  std::vector<CellId> cells;
};

// A comparison of the server's version; nothing where it is not decided.
struct VersionTest {
  std::optional<bool> holds;
};
// What a condition asked about the version so far.
struct VersionTests {
  bool decided = false;
  bool undecided = false;
};
// What a condition comes to, and whether the server's version says so; doubted
// where it would.
struct Decision {
  std::optional<bool> holds;
  bool by_version = false;
  bool doubted = false;
};

// Where a call stands.
struct CallSite {
  ModuleId module;
  Location location;
};

// A method of texts at work on one text: what its parts came to so far, by
// part and method (`strip` is another one at each end).
struct TextChange {
  TextOperation operation;
  const Arguments& arguments;
  const CallSite& site;
  std::unordered_map<uint64_t, AbstractId> done;
};

struct HandleState {
  uint32_t kind = 0;
  uint32_t connection = 0;
  // What the address of its connection says, when that is known.
  std::optional<Dialect> dialect;
  auto operator<=>(const HandleState&) const = default;
};

// A sink's call before it is known to whom its text belongs.
struct PendingSink {
  // Only told because no run came to it (SinkValue::untaken).
  bool untaken = false;
  const SinkSpec* spec = nullptr;
  const HandleSpec* handle = nullptr;
  Dialect dialect = Dialect::Unknown;
  AbstractId sql;
  std::optional<AbstractId> schema;
  std::vector<AbstractId> columns;
  bool columns_known = false;
  std::optional<uint32_t> parameter_count;
  std::vector<std::string> parameter_names;
  bool no_parameters = false;
  Location driver_call;
  Location call;
  ModuleId module;
  uint32_t function = kNoIndex;
  // The function that `call` calls when it is not the driver's.
  uint32_t wrapper = kNoIndex;
  std::vector<std::pair<NameId, AbstractId>> options;
  Doubt doubt = Doubt::None;
};

struct Change {
  CellId cell;
  AbstractId value;
};
using Changes = std::vector<Change>;

// A point of the run: what is written from here on can be noted and undone.
// Cells made after it are seen by nothing that was there before.
struct StateMark {
  size_t trail = 0;
  size_t cells = 0;
};

// A variable whose value was marked as doubtful in a branch.
struct DoubtedCell {
  CellId cell;
  AbstractId before;
  AbstractId after;
};

// Names that were asked for the database that they stand for.
using DatabaseNames = std::unordered_map<std::string, std::optional<Dialect>>;

// A loop being run: where it and its present turn began, and what had changed
// where either was left.
struct OpenLoop {
  StateMark mark;
  StateMark turn;
  std::vector<Changes>* breaks = nullptr;
  std::vector<Changes>* continues = nullptr;
  // Opened where the program runs on another database.
  bool for_other = false;
  const Target* target = nullptr;
};

// What follows a branch that only PostgreSQL leaves: the state in which the
// program goes on when it runs on another database.
struct RestForOther {
  Dialect dialect = Dialect::NotPostgreSql;
  Changes changes;
};

// How often an element of a collection stands there.
enum class ItemCount { One, Optional, Any };

// A loop of a comprehension; what the first one runs over.
struct LoopAt {
  size_t depth = 0;
  AbstractId iterable;
};

enum class Flow { Normal, Left };

// A `with` whose value is being evaluated.
struct OpenWith {
  const With* with = nullptr;
  struct Frame* caller = nullptr;
  // Where the call of its context manager stands.
  Location call;
  // The caller's.
  std::vector<OpenLoop>* loops = nullptr;
  // Whether its block has been run, and how that ended.
  bool entered = false;
  Flow flow = Flow::Normal;
};

struct Frame {
  uint32_t function = kNoIndex;
  uint32_t environment = 0;
  ModuleId module;
  AbstractId receiver;
  uint32_t owner = kNoIndex;
  Arguments arguments;
  size_t first_cell = 0;
  StateMark start;
  size_t first_read = 0;
  uint64_t first_write = 0;
  AbstractId result;
  AbstractId yielded;
  // What was changed where it was left, from its start on.
  std::vector<Changes> exits;
  // When it was left last.
  size_t exit_trail = 0;
  uint64_t exit_undos = 0;
  std::vector<PendingSink> sinks;
  // Functions that it defined, run at its end when nothing has called them.
  std::vector<AbstractId> defined;
  bool unknown_arguments = false;
  // Called where the program runs on another database.
  bool for_other = false;
  // The last statement asked for the server's version.
  bool asked_version = false;
  // Of a context manager in a trace: the block to run where it yields.
  OpenWith* with = nullptr;
};

// A read of a cell that the reader did not make.
struct CellRead {
  CellId cell;
  AbstractId value;
  uint64_t written = 0;
};

// What a run of a function gave, valid while `reads` hold.
struct Summary {
  Changes reads;
  Changes writes;
  AbstractId result;
  // Of a result that the run made: a collection of its kind is made anew with
  // this content.
  std::optional<AbstractId> result_content;
  std::vector<PendingSink> sinks;
};

// Sinks with the same key become one SinkValue.
struct EmittedKey {
  Location call;
  Location driver_call;
  uint32_t wrapper = kNoIndex;
  Dialect dialect = Dialect::Unknown;
  SinkAction action = SinkAction::Run;
  std::optional<uint32_t> parameter_count;
  Doubt doubt = Doubt::None;
  auto operator<=>(const EmittedKey&) const = default;
};

struct ModuleState {
  bool started = false;
  bool finished = false;
  uint32_t environment = kNoIndex;
  std::optional<Dialect> dialect;
};

// The options with a sink for every statement of the program's files that can
// be called by its name; nothing where no library does that.
std::optional<EvaluateOptions> WithNamedSinks(const StringProgram& program,
                                              const EvaluateOptions& options);

}  // namespace pgpact
