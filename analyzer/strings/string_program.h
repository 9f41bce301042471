// StringProgram: what every front end lowers to. A small imperative language
// of strings: syntax is gone, everything that can build, carry or run a text
// is left. Front ends know syntax, the evaluator knows strings, and neither
// knows the other.
//
// A Module is one source file. Its values and statements live in flat
// vectors; ids index them and are meaningless without their module.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analyzer/text/location.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

struct ValueId {
  uint32_t index = 0;
  auto operator<=>(const ValueId&) const = default;
};
struct BlockId {
  uint32_t index = 0;
  auto operator<=>(const BlockId&) const = default;
};
struct FunctionId {
  uint32_t index = 0;
  auto operator<=>(const FunctionId&) const = default;
};
struct ClassId {
  uint32_t index = 0;
  auto operator<=>(const ClassId&) const = default;
};

enum class Language { Python, Shell, Sql, Markdown };

// Why something is not known. Each has a text for people (ReasonText) and
// each occurs in some golden.
enum class UnknownReason {
  UnsupportedSyntax,  // the front end has no lowering for the construct
  SyntaxError,        // the file does not parse here
  Parameter,          // a parameter that no known call fills
  UndefinedName,      // a name that nothing in the program defines
  UnknownCall,        // a call of something outside the program
  UnknownAttribute,   // an attribute that nothing in the program sets
  UnknownElement,     // an element of a collection, or an index, not known
  Environment,        // read from the environment, arguments, a file
  Slice,              // a part of a text cut by numbers
  Number,             // a number computed at run time
  LoopVariable,       // runs over something that is not known
  Query,              // came back from a query
  UserInput,          // typed or sent by a user
  FormatMismatch,     // format and arguments do not fit together
  Unlinked,           // an import that leads out of the repository
  Recursion,          // a function that calls itself
  LimitReached,       // a bound of the evaluator was hit
};
// Lower case, no final period: "a parameter that no known call fills".
std::string_view ReasonText(UnknownReason reason);
// The reason's stable name in machine formats: "parameter".
std::string_view ReasonName(UnknownReason reason);

// ---- Values ------------------------------------------------------------

// A text as the program holds it after escapes; the map leads to the file.
struct Literal {
  MappedText text;
  bool bytes = false;
};
enum class ConstantKind { None, True, False, Integer, Float };
// `spelling` is the number in decimal.
struct Constant {
  ConstantKind kind = ConstantKind::None;
  std::string spelling;
};
// A variable, a function, a class or a module by its name, looked up from the
// innermost scope outward (function, enclosing functions, module, library).
struct Name {
  std::string name;
};
// `object.name`
struct Member {
  ValueId object;
  std::string name;
};
// `object[key]`
struct Element {
  ValueId object;
  ValueId key;
};
// `object[begin:end]`; the bounds are integer Constants or unknown.
struct Slice {
  ValueId object;
  std::optional<ValueId> begin;
  std::optional<ValueId> end;
};
// `+`: of texts, of collections, of numbers. Flat: a + b + c is one Concat.
struct Concat {
  std::vector<ValueId> parts;
};
// An interpolated text: every part is made a text and they are joined
// (f-strings, template literals, double-quoted shell words).
struct Interpolate {
  std::vector<ValueId> parts;
};
// A part of an Interpolate with a conversion: `!r` quotes, a format spec
// changes numbers. `spec` is as written after the colon.
struct Formatted {
  ValueId value;
  bool quoted = false;
  std::string spec;
};
enum class FormatStyle {
  Percent,  // "%s %(name)s %d" % arguments
  Braces,   // "{} {0} {name}".format(arguments)
  Dollar,   // string.Template, shell-like
};
// A format applied to one value: a tuple, a dictionary or a single thing.
// Calls (`.format`) are Calls; the library says that they format.
struct Format {
  FormatStyle style = FormatStyle::Percent;
  ValueId format;
  ValueId arguments;
};
// `text * 3`, `[x] * n`
struct Repeated {
  ValueId value;
  ValueId count;
};
enum class ChoiceKind {
  Conditional,  // either may be the value
  Or,           // the first unless it is empty, false or none
  And,          // the first if it is empty, false or none, else the second
};
struct Choice {
  ChoiceKind kind = ChoiceKind::Conditional;
  // The condition of Conditional, when it may matter; evaluated for its calls.
  std::optional<ValueId> condition;
  std::vector<ValueId> options;
};
enum class ArgumentKind { Positional, Named, SpreadList, SpreadDictionary };
struct Argument {
  ArgumentKind kind = ArgumentKind::Positional;
  std::string name;  // of Named
  ValueId value;
  // Where the name stands; empty when it stands nowhere.
  TextRange name_range = {};
};
struct Call {
  ValueId callee;
  std::vector<Argument> arguments;
};
enum class CollectionKind { List, Tuple, Set, Dictionary };
struct Entry {
  std::optional<ValueId> key;  // of a Dictionary
  ValueId value;
  bool spread = false;  // *list or **dictionary
};
struct Collection {
  CollectionKind kind = CollectionKind::List;
  std::vector<Entry> entries;
};
// Assignment's left side, a loop's variable, a pattern.
struct Target {
  enum class Kind { Name, Member, Element, Tuple, Spread, Ignored };
  Kind kind = Kind::Ignored;
  std::string name;           // Name, Member, Spread
  ValueId object;             // Member, Element
  ValueId key;                // Element
  std::vector<Target> parts;  // Tuple
  TextRange range;
};
struct ComprehensionLoop {
  Target target;
  ValueId iterable;
  std::vector<ValueId> conditions;
};
// `[value for target in iterable if condition]`; `key` of dictionaries.
struct Comprehension {
  CollectionKind kind = CollectionKind::List;
  std::vector<ComprehensionLoop> loops;
  std::optional<ValueId> key;
  ValueId value;
};
// A function without a name, where it stands.
struct FunctionValue {
  FunctionId function;
};
// A comparison, a negation, arithmetic: never a text, but its operands may
// hold calls. `test` says what a branch can learn from it.
struct Computation {
  enum class Operator {
    Equal,
    NotEqual,
    In,
    NotIn,
    IsNone,
    IsNotNone,
    Not,
    Other,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual
  };
  Operator op = Operator::Other;
  std::vector<ValueId> operands;
};
// Not known, or of no interest: `operands` may hold calls.
struct Unknown {
  UnknownReason reason = UnknownReason::UnsupportedSyntax;
  // What was not understood, as people call it ("star expression").
  std::string what;
  std::vector<ValueId> operands;
};

struct Value {
  std::variant<Literal, Constant, Name, Member, Element, Slice, Concat,
               Interpolate, Formatted, Format, Repeated, Choice, Call,
               Collection, Comprehension, FunctionValue, Computation, Unknown>
      node;
  TextRange range;
};

// ---- Statements --------------------------------------------------------

enum class AssignOperator { Set, Add, Other };
struct Assign {
  Target target;
  AssignOperator op = AssignOperator::Set;
  ValueId value;
};
// A value evaluated for what it does.
struct Evaluated {
  ValueId value;
};
struct If {
  ValueId condition;
  BlockId then_block;
  BlockId else_block;
};
// `for target in iterable`, `while`: the body runs any number of times.
struct Loop {
  std::optional<Target> target;
  std::optional<ValueId> iterable;
  // The condition of a while; evaluated for its calls.
  std::optional<ValueId> condition;
  BlockId body;
  BlockId else_block;
};
struct Return {
  std::optional<ValueId> value;
};
// `yield value`
struct Yield {
  ValueId value;
};
enum class LeaveKind { Break, Continue, Raise, Exit };
struct Leave {
  LeaveKind kind = LeaveKind::Raise;
  std::optional<ValueId> value;
};
// try, its handlers and what always runs. A handler that raises again or
// exits ends its block with a Leave.
struct Try {
  BlockId body;
  std::vector<BlockId> handlers;
  BlockId else_block;
  BlockId finally_block;
};
// `with value as target`: target gets what entering the value gives.
struct With {
  ValueId value;
  std::optional<Target> target;
  BlockId body;
};
struct DefineFunction {
  FunctionId function;
};
struct DefineClass {
  ClassId class_id;
};
// `import module as name` (empty `member`), `from module import member as
// name`; `*` as member brings everything.
struct Import {
  // Dots between the parts for Python, a path for shell's `source`.
  std::string module;
  // Leading dots of a relative import; 0 for an absolute one.
  uint32_t level = 0;
  std::string member;
  std::string name;
};
// `global a, b` and `nonlocal a, b`
struct DeclareOuter {
  bool module_level = true;
  std::vector<std::string> names;
};

struct Statement {
  std::variant<Assign, Evaluated, If, Loop, Return, Yield, Leave, Try, With,
               DefineFunction, DefineClass, Import, DeclareOuter>
      node;
  TextRange range;
};
struct Block {
  std::vector<Statement> statements;
};

// ---- Definitions -------------------------------------------------------

enum class ParameterKind { Ordinary, NamedOnly, RestList, RestDictionary };
struct Parameter {
  std::string name;
  ParameterKind kind = ParameterKind::Ordinary;
  std::optional<ValueId> default_value;
  // The declared type's last name, when there is one: "str", "Connection".
  std::string type;
  // The same with the module that it is taken from: "sqlite3.Cursor".
  std::string type_path;
  TextRange range;
};
enum class FunctionBinding {
  Plain,
  Method,
  ClassMethod,
  StaticMethod,
  Property
};
struct Function {
  std::string name;  // empty for a lambda
  // With the enclosing classes and functions: "Store.load".
  std::string qualified_name;
  FunctionBinding binding = FunctionBinding::Plain;
  std::vector<Parameter> parameters;
  BlockId body;
  // Every name that the body assigns: local to it unless declared outer.
  std::vector<std::string> locals;
  // The last names of its decorators: "contextmanager", "route".
  std::vector<std::string> decorators;
  bool generator = false;
  TextRange range;
};
struct Class {
  std::string name;
  std::string qualified_name;
  std::vector<ValueId> bases;
  // Assignments, functions and the rest of the class's body in order.
  BlockId body;
  std::vector<std::string> decorators;
  TextRange range;
};

struct Module {
  Language language = Language::Python;
  SourceFileId file;
  // The file's path from the root, by which imports find it.
  std::string path;
  std::vector<Value> values;
  std::vector<Block> blocks;
  std::vector<Function> functions;
  std::vector<Class> classes;
  // The module's own statements.
  BlockId body;

  const Value& value(ValueId id) const { return values[id.index]; }
  const Block& block(BlockId id) const { return blocks[id.index]; }
  const Function& function(FunctionId id) const { return functions[id.index]; }
  const Class& class_of(ClassId id) const { return classes[id.index]; }
  Location At(TextRange range) const { return {file, range}; }
};

}  // namespace pgpact
