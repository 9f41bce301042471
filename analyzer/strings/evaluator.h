// Evaluator: the abstract interpreter behind Evaluate and Trace. It runs the
// program's functions over abstract values, both branches of what it cannot
// decide, and keeps what reaches a sink.
//
// State is a vector of cells (variables, attributes, contents of collections).
// Every write is on a trail: a branch is run, what changed noted and undone,
// the other run, both joined. The methods are in evaluate_*.cpp by subject.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/strings/abstract_value.h"
#include "analyzer/strings/engine_test.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/evaluator_state.h"
#include "analyzer/strings/format_spec.h"
#include "analyzer/strings/program_index.h"
#include "analyzer/strings/relevance.h"
#include "analyzer/strings/value_tools.h"

namespace pgpact {

class Evaluator : private ValueTools {
 public:
  friend class LibraryCalls;
  Evaluator(const StringProgram& program, const EvaluateOptions& options);

  Evaluation Run();
  std::optional<std::vector<TraceEvent>> RunTrace(ModuleId of,
                                                  std::string_view function);

 private:
  // ---- evaluate.cpp: which functions are run, and in which order
  void RunAll();
  void RunRoot(uint32_t function);
  void RunRootOf(uint32_t function, AbstractId receiver);
  void RunCut();
  void RunUnseen();
  void KeepWeakly(const StateMark& mark);
  void RunModule(ModuleId id);
  void CountMappedClasses();
  std::optional<std::string> MapperOf(AbstractId base, uint32_t depth);
  std::vector<AbstractId> ReceiversFor(uint32_t function);
  AbstractId UnknownInstance(uint32_t class_number);
  std::vector<uint32_t> DerivedFrom(uint32_t class_number);
  std::optional<Dialect> OtherDatabaseOf(uint32_t class_number) const;

  // ---- evaluate_heap.cpp: cells, branches
  CellId NewCell(AbstractId value);
  AbstractId Read(CellId cell);
  void Write(CellId cell, AbstractId value);
  CellId NewCell(AbstractId value, size_t birth);
  void ForgetOwn(const Frame& frame);
  // The cells written since the mark and their values now.
  Changes ChangesSince(const StateMark& mark) const;
  void UndoTo(const StateMark& mark);
  void Apply(const Changes& changes);
  void JoinStates(std::span<const Changes> states);
  AbstractId NewObject(AbstractKind kind, AbstractId content);
  HeapObject& Object(AbstractId value) {
    return objects_[store_.node(value).a];
  }
  AbstractId Content(AbstractId object);
  void SetContent(AbstractId object, AbstractId content);

  // ---- evaluate_statements.cpp
  Flow RunBlock(BlockId block);
  Flow RunStatement(const Statement& statement);
  Flow RunIf(const If& branch);
  Flow RunFrom(BlockId block, size_t first);
  Flow RunBranches(const If& branch, bool refines,
                   std::optional<Dialect> then_dialect = std::nullopt);
  // ---- evaluate_engines.cpp: branches by database
  Flow RunOnPostgres(const If& branch, const EngineTest& test);
  void RunRestForOther(BlockId block, size_t first);
  // ---- evaluate_versions.cpp: branches by the server's version
  VersionName VersionIn(AbstractId value);
  VersionName VersionOf(ValueId id, AbstractId value);
  std::optional<VersionConstant> VersionConstantOf(AbstractId value);
  std::optional<VersionConstant> ConstantAt(ValueId id, AbstractId value);
  std::optional<VersionTest> VersionTestOf(
      const Computation& test, const std::vector<AbstractId>& operands);
  std::optional<VersionTest> VersionAmong(AbstractId all, bool among);
  bool IsServerVersion(ValueId id);
  std::optional<bool> VersionTruth(AbstractId value) const;
  Decision DecideBranch(ValueId condition);
  Flow RunTry(const Try& attempt);
  Flow RunWith(const With& with);
  void RunEntered(AbstractId value);
  Flow RunLeave(const Leave& leave);
  void RunReturn(const Return& leaving);
  void RunAssign(const Assign& assign);
  void RunImport(const Import& import);
  ResolvedImport ResolveImport(const Import& import) const;
  void LeaveFunction();
  AbstractId ReadTarget(const Target& target);
  void DefineFunctionNow(FunctionId id);
  void DefineClassNow(ClassId id);
  void DeclareOuterNames(const DeclareOuter& outer);
  AbstractId Enter(AbstractId value, const CallSite& site);

  // ---- evaluate_loops.cpp
  Flow RunLoop(const Loop& loop, TextRange range);
  void RunUnrolled(const Loop& loop, std::span<const AbstractId> elements);
  void RunRepeated(const Loop& loop, AbstractId element);
  Flow RunTurn(const Loop& loop, AbstractId element, OpenLoop open);
  bool WidenStates(std::span<const Changes> ends);
  // ---- evaluate_conditions.cpp
  std::optional<bool> Truth(AbstractId value);
  std::optional<bool> Decide(ValueId condition);
  void Refine(ValueId condition, bool outcome);
  void RefineValue(ValueId subject, bool (Evaluator::*keep)(AbstractId));
  bool CanBeTrue(AbstractId value);
  bool CanBeFalse(AbstractId value);
  void NotePruned();
  bool IsFlag(ValueId value);
  std::optional<bool> DecideChoice(const Choice& choice);
  std::optional<bool> DecideTest(Computation::Operator op,
                                 const std::vector<AbstractId>& operands);
  CellId SubjectCell(ValueId subject);
  void RefineNotEmpty(AbstractId list);
  void RefineEqual(const Computation& test);
  void RefineIn(const Computation& test, bool inside);
  void RefineDecided(ValueId condition, bool outcome);
  void RefineCall(ValueId condition, bool outcome);
  void DoubtNames(ValueId condition);
  void DoubtNamesIn(ValueId asked);
  void DoubtName(NameId name);
  void DoubtTarget(const Target& target);
  void DoubtCell(NameId name);
  bool IsFromQuery(AbstractId value);
  AbstractId TestOfText(TextOperation operation, AbstractId subject,
                        const Arguments& arguments, TextRange range);
  void EndDoubt(std::span<const DoubtedCell> cells);
  void RefineTo(ValueId subject, const std::vector<AbstractId>& values);

  // ---- evaluate_scopes.cpp: names
  CellId FindCell(NameId name);
  std::optional<AbstractId> FindName(NameId name);
  AbstractId ReadName(ValueId value);
  AbstractId Imported(AbstractId value, TextRange range);
  AbstractId GlobalOf(ModuleId module, NameId name, Location place);
  CellId LocalCell(NameId name);
  CellId GlobalCell(ModuleId module, NameId name);
  void Bind(const Target& target, AbstractId value);
  void BindTuple(const Target& target, AbstractId value);
  void BindTupleOfAny(const Target& target, AbstractId value);
  void ImportWhole(const Import& import, const ResolvedImport& whole,
                   NameId name);
  void ImportAll(ModuleId from);
  void BindElement(AbstractId object, AbstractId key, AbstractId value);

  // ---- evaluate_values.cpp
  AbstractId EvaluateValue(ValueId id);
  AbstractId EvaluateNode(ValueId id);
  AbstractId ConstantValue(const Constant& node);
  AbstractId EvaluateFormat(const Format& node, TextRange range);
  AbstractId AddHoles(const std::vector<AbstractId>& texts, TextRange range);
  AbstractId Named(AbstractId value, ValueId expression);
  AbstractId KeepOptions(AbstractId value, bool truth);
  AbstractId EvaluateConditional(const Choice& node);
  AbstractId TextOfInstance(AbstractId object, TextRange range);
  AbstractId MakeClosure(FunctionId id);
  AbstractId DefineLambda(FunctionId id);
  AbstractId EvaluateConcat(const std::vector<ValueId>& parts, TextRange range);
  AbstractId AddValues(AbstractId left, AbstractId right, TextRange range);
  AbstractId EvaluateInterpolate(const Interpolate& node);
  AbstractId EvaluateFormatted(const Formatted& node, TextRange range);
  AbstractId EvaluateRepeated(const Repeated& node, TextRange range);
  AbstractId EvaluateChoice(const Choice& node, TextRange range);
  AbstractId EvaluateSlice(const Slice& node, TextRange range);
  AbstractId EvaluateCollection(const Collection& node);
  AbstractId EvaluateComprehension(const Comprehension& node);
  AbstractId ComprehensionResult(const Comprehension& node,
                                 const std::vector<AbstractId>& items);
  void RunComprehension(const Comprehension& node, LoopAt at,
                        std::vector<AbstractId>& items, ItemCount count);
  void DeclareTarget(const Target& target);
  AbstractId NamedElement(AbstractId element, const Target& target);
  AbstractId EvaluateUnknown(const Unknown& node, TextRange range);
  AbstractId EvaluateComputation(const Computation& node, TextRange range);
  std::string NameOf(ValueId value) const;
  AbstractId MakeHole(UnknownReason reason, std::string_view name,
                      TextRange range, HoleForm form = HoleForm::Text);
  // A hole for something taken from `base`: its reason when it is a hole.
  AbstractId Derived(AbstractId base, UnknownReason reason,
                     std::string_view name, TextRange range);
  AbstractId ToText(AbstractId value, TextRange range);
  AbstractId Written(AbstractId value, TextRange range);
  AbstractId PutInText(AbstractId value, TextRange range);
  AbstractId PutConverted(AbstractId value, bool quoted,
                          const std::optional<FormatSpec>& spec,
                          std::string_view name, TextRange range);
  AbstractId TextOfLibrary(NameId path, TextRange range);

  // ---- evaluate_collections.cpp
  AbstractId ElementOf(AbstractId object, AbstractId key, TextRange range,
                       std::string_view name);
  AbstractId EntryOf(AbstractId content, AbstractId key, TextRange range,
                     std::string_view name);
  // The elements in order, when each is known to be there once.
  std::optional<std::vector<AbstractId>> KnownElements(AbstractId value);
  AbstractId ItemsOf(AbstractId value, TextRange range);
  AbstractId AnyElement(AbstractId value, TextRange range,
                        std::string_view name);
  AbstractId AddUnknownKey(std::vector<AbstractId> entries, AbstractId key,
                           AbstractId value);
  AbstractId SetEntry(AbstractId entries, AbstractId key, AbstractId value);
  AbstractId NewTuple(std::span<const AbstractId> items);
  AbstractId NewList(AbstractId items);
  AbstractId MayBeSet(AbstractId value, NameId name, TextRange range);
  AbstractId JoinAll(std::span<const AbstractId> options);
  AbstractId EvaluateDictionary(const Collection& node);
  AbstractId ElementOfClass(AbstractId object, AbstractId key, TextRange range,
                            std::string_view name);
  AbstractId JoinTexts(AbstractId separator, AbstractId list, TextRange range);
  AbstractId JoinOfNothing(AbstractId list, TextRange range);
  AbstractId JoinOptional(AbstractId separator,
                          const std::vector<AbstractId>& items,
                          TextRange range);
  AbstractId Reversed(AbstractId content);
  AbstractId Sorted(AbstractId content, const Arguments& arguments);
  AbstractId Removed(TextOperation operation, AbstractId receiver,
                     const Arguments& arguments, TextRange range);
  AbstractId ChangeDictionary(TextOperation operation, AbstractId receiver,
                              const Arguments& arguments, TextRange range);
  AbstractId ChangeCollection(TextOperation operation, AbstractId receiver,
                              const Arguments& arguments, TextRange range);
  AbstractId MergeEntries(AbstractId entries, AbstractId other,
                          TextRange range);
  AbstractId LookIntoCollection(TextOperation operation, AbstractId receiver,
                                const Arguments& arguments, TextRange range);
  AbstractId MakeCollection(TextOperation operation, const Arguments& arguments,
                            const CallSite& site);

  // ---- evaluate_calls.cpp
  AbstractId EvaluateCall(const Call& call, TextRange range);
  Arguments EvaluateArguments(const std::vector<Argument>& arguments);
  void SpreadInto(Arguments& into, const Argument& argument);
  AbstractId WrittenKey(const Argument& argument);
  AbstractId KeyOf(const NamedArgument& argument, Location otherwise);
  AbstractId CallValue(AbstractId callee, const Arguments& arguments,
                       const CallSite& site);
  AbstractId CallEach(AbstractId choice, const Arguments& arguments,
                      const CallSite& site);
  AbstractId CallMethod(AbstractId receiver, NameId name,
                        const Arguments& arguments, const CallSite& site);
  bool IsAbstract(uint32_t function) const;
  std::vector<uint32_t> Overriding(uint32_t base, NameId name) const;
  std::optional<uint32_t> BaseWith(uint32_t class_number, NameId name) const;
  std::optional<AbstractId> CallOverriding(AbstractId member, NameId name,
                                           const Arguments& arguments,
                                           const CallSite& site);
  AbstractId CallMethodOfEach(AbstractId choice, NameId name,
                              const Arguments& arguments, const CallSite& site);
  bool IsSuper(AbstractId callee) const;
  bool IsSpent(uint32_t function) const;
  AbstractId RestList(const Arguments& arguments, size_t first,
                      const Frame& frame);
  AbstractId RestDictionary(const Arguments& arguments,
                            const std::vector<NameId>& taken,
                            const Parameter& parameter, const Frame& frame);
  bool HasSpread(const Frame& frame) const;
  AbstractId OfType(const Parameter& parameter, ModuleId module_id,
                    AbstractId hole);
  AbstractId DefaultOf(const Closure& closure, ValueId value,
                       const Frame& frame);
  AbstractId CallMethodOfHole(AbstractId receiver, NameId name,
                              const Arguments& arguments, const CallSite& site);
  Arguments Canonical(uint32_t closure, Arguments arguments);
  void CallGiven(const Arguments& arguments, const CallSite& site);
  std::optional<Arguments> ArgumentsTold(const Arguments& arguments);
  void CallOneGiven(AbstractId given, const Arguments& arguments,
                    const CallSite& site);
  size_t MissingArguments(uint32_t closure, size_t given) const;
  AbstractId CallClosure(uint32_t closure, const Arguments& given,
                         const CallSite& site);
  // `frozen`: the arguments as FindSummary saw them; none for a root, of
  // whose arguments nothing is known.
  AbstractId RunFunction(uint32_t closure, const Arguments& arguments,
                         const FrozenArguments* frozen);
  void BindParameters(const Closure& closure, const Arguments& arguments,
                      Frame& frame);
  AbstractId ParameterValue(const Closure& closure, size_t at, AbstractId given,
                            const Frame& frame);
  void TakeWith(Frame& frame, std::vector<OpenLoop>& loops);
  AbstractId EndFunction(const Function& function, Frame& frame);
  void RunDefined(const Frame& frame);
  std::vector<uint32_t> MethodsNamed(NameId name);
  bool Fits(uint32_t method, NameId name, const Arguments& arguments) const;
  bool IsActiveTooOften(uint32_t function) const;
  // ---- evaluate_summaries.cpp
  FrozenArguments Freeze(const Arguments& arguments);
  AbstractId FrozenValue(AbstractId value, uint32_t depth,
                         std::vector<CellId>& cells);
  const Summary* FindSummary(uint32_t closure,
                             const FrozenArguments& arguments);
  void KeepSummary(uint32_t closure, const FrozenArguments& arguments,
                   const Frame& frame, AbstractId result);
  std::optional<AbstractId> ContentToMakeAnew(AbstractId result,
                                              const Frame& frame);
  bool IsFresh(AbstractId value, const Frame& frame) const;
  bool Holds(AbstractId value, const std::vector<CellId>& cells,
             uint32_t depth = 0) const;

  // ---- evaluate_classes.cpp
  AbstractId MemberOf(AbstractId object, NameId name, TextRange range);
  AbstractId MemberOfInstance(AbstractId object, NameId name, TextRange range);
  AbstractId MemberOfModule(ModuleId module, NameId name, TextRange range);
  AbstractId MemberOfLibrary(NameId path, NameId name);
  AbstractId MemberOfHole(AbstractId object, NameId name, TextRange range);
  std::optional<AbstractId> FindInClass(uint32_t class_number, NameId name,
                                        uint32_t& owner, uint32_t depth = 0);
  AbstractId BindMember(AbstractId found, AbstractId receiver, uint32_t owner,
                        TextRange range);
  AbstractId ClassOf(AbstractId object, uint32_t owner);
  void SetAttribute(AbstractId object, NameId name, AbstractId value);
  CellId AttributeCell(AbstractId object, NameId name);
  AbstractId Construct(uint32_t class_number, const Arguments& arguments,
                       const CallSite& site);
  void FillFields(uint32_t class_number, AbstractId object,
                  const Arguments& arguments, const CallSite& site);
  void RunAttributeWriters(AbstractId object, NameId name, AbstractId value);
  AbstractId FieldDefault(AbstractId value, const CallSite& site);
  bool IsDerivedFrom(uint32_t class_number, uint32_t base,
                     uint32_t depth) const;

  // ---- evaluate_library.cpp: the language's own library
  AbstractId CallLibrary(NameId path, const Arguments& arguments,
                         const CallSite& site);
  AbstractId Operate(TextOperation operation, AbstractId receiver,
                     const Arguments& arguments, const CallSite& site);
  AbstractId OperateOnText(TextOperation operation, AbstractId receiver,
                           const Arguments& arguments, const CallSite& site);
  AbstractId OperateOnWorld(TextOperation operation, AbstractId receiver,
                            const Arguments& arguments, const CallSite& site);
  AbstractId ChangeSubject(TextOperation operation, AbstractId subject,
                           const Arguments& arguments, TextRange range);
  AbstractId NumberOf(TextOperation operation, const Arguments& arguments,
                      TextRange range);
  AbstractId GetEntry(AbstractId content, AbstractId key, AbstractId otherwise,
                      TextRange range);
  AbstractId LookIntoUnknown(TextOperation operation, AbstractId receiver,
                             const Arguments& arguments, TextRange range);
  AbstractId MakeDictionary(const Arguments& arguments, TextRange range);
  AbstractId MakePairs(TextOperation operation, const Arguments& arguments,
                       TextRange range);
  AbstractId MakeRange(const Arguments& arguments, TextRange range);
  AbstractId ChangeText(AbstractId receiver, TextChange& change);
  AbstractId ChangeTextOnce(AbstractId receiver, TextChange& change);
  AbstractId ChangeParts(AbstractId receiver, TextChange& change);
  AbstractId ChangeFixed(AbstractId receiver, const TextChange& change);
  AbstractId StripFixed(TextOperation operation, const MappedText& text,
                        const Arguments& arguments);
  AbstractId ReplaceFixed(AbstractId receiver, const MappedText& text,
                          const Arguments& arguments, const CallSite& site);
  AbstractId SplitParts(AbstractId subject, std::string_view by);
  AbstractId SplitText(TextOperation operation, AbstractId subject,
                       const Arguments& arguments, const CallSite& site);
  std::optional<AbstractId> CutEnd(AbstractId text, std::optional<long> begin,
                                   std::optional<long> end);

  // ---- evaluate_files.cpp
  void FindFileTexts();
  AbstractId OperateOnFile(TextOperation operation, AbstractId receiver,
                           const Arguments& arguments, TextRange range);
  AbstractId ParentOf(AbstractId path, TextRange range);
  AbstractId AsOneText(AbstractId text);
  AbstractId ParentsOf(AbstractId path, TextRange range);
  AbstractId FolderOfPackage(AbstractId package, TextRange range);
  AbstractId ContentOfFile(AbstractId path, TextRange range);
  const MappedText* FileText(std::string_view path) const;
  AbstractId JoinPath(AbstractId receiver, const Arguments& arguments,
                      TextRange range);
  AbstractId PathOf(std::span<const AbstractId> given, TextRange range);
  std::optional<AbstractId> ExcerptOf(AbstractId text);
  std::optional<AbstractId> ExcerptAmong(const Arguments& arguments);
  std::optional<AbstractId> NamedIn(AbstractId excerpt, std::string_view name);
  AbstractId EntryOfExcerpt(AbstractId excerpt, AbstractId key,
                            TextRange range);
  AbstractId WithStatements(AbstractId text);
  std::optional<AbstractId> RunNamed(AbstractId excerpt, NameId name,
                                     const Arguments& arguments,
                                     const CallSite& site);

  // ---- evaluate_composition.cpp
  AbstractId OperateOnQuoted(TextOperation operation,
                             const Arguments& arguments, const CallSite& site);
  AbstractId ComposeText(TextOperation operation, const Arguments& arguments,
                         const CallSite& site);
  AbstractId ComposedField(AbstractId value, TextRange range);
  AbstractId Compose(AbstractId given, TextRange range);
  AbstractId JoinParts(AbstractId receiver, AbstractId list, TextRange range);
  AbstractId ComposedParts(AbstractId composed);
  AbstractId PlaceholderText(const Arguments& arguments, TextRange range);
  AbstractId LiteralText(AbstractId value, TextRange range);
  AbstractId IdentifierText(const Arguments& arguments, TextRange range);
  AbstractId MogrifyText(const Arguments& arguments, TextRange range);
  AbstractId QuoteIdentifier(AbstractId part, TextRange range);

  // ---- evaluate_formats.cpp
  template <typename Find, typename Fill>
  AbstractId FillFormat(AbstractId format, Find find, Fill fill);
  template <typename FormatOne>
  AbstractId FormatEach(AbstractId format, TextRange range,
                        FormatOne format_one);
  AbstractId BraceField(const std::string& field, const Arguments& arguments,
                        bool mapped, size_t& next, TextRange range);
  AbstractId FormatPercent(AbstractId format, AbstractId values,
                           TextRange range);
  AbstractId FormatBraces(AbstractId format, const Arguments& arguments,
                          bool mapped, TextRange range);
  AbstractId FormatDollar(AbstractId format, const Arguments& arguments,
                          TextRange range);
  AbstractId FormatLiterals(AbstractId format, TextRange range);

  // ---- evaluate_sinks.cpp: handles and sinks
  std::optional<AbstractId> CallHandle(AbstractId handle, NameId name,
                                       const Arguments& arguments,
                                       const CallSite& site);
  std::optional<AbstractId> HandleMadeBy(std::string_view path,
                                         const HandleState& from);
  std::optional<AbstractId> HandleAt(NameId path, const Arguments& arguments);
  AbstractId RunSink(const SinkSpec& spec, const HandleSpec* handle,
                     AbstractId receiver, const Arguments& arguments,
                     const CallSite& site);
  AbstractId RunSinkForEach(const SinkSpec& spec, AbstractId connection,
                            const Arguments& arguments, const CallSite& site);
  const SinkSpec& FormOf(const SinkSpec& spec, const Arguments& arguments);
  AbstractId RunSinkOn(const SinkSpec& spec, const HandleSpec* handle,
                       AbstractId connection, const Arguments& arguments,
                       const CallSite& site);
  AbstractId ResultOf(const SinkSpec& spec, const HandleState& from,
                      const CallSite& site);
  AbstractId MakeHandle(HandleState state);
  std::optional<AbstractId> HandleMember(AbstractId handle, NameId name);
  void KeepOptions(const SinkSpec& spec, const Arguments& arguments,
                   PendingSink& sink);
  AbstractId RunFallback(const FallbackSink& fallback, AbstractId receiver,
                         const Arguments& arguments, const CallSite& site);
  void DescribeParameters(const SinkSpec& spec, const Arguments& arguments,
                          PendingSink& sink);
  void DescribeTable(const SinkSpec& spec, const Arguments& arguments,
                     PendingSink& sink);
  Dialect DialectOfModule(ModuleId id);
  Dialect ProgramDialect();
  Dialect ImportedDialect(ModuleId id, bool further);
  std::optional<Dialect> DriverDialect(const std::string& library);
  bool Imports(ModuleId id, std::string_view library) const;
  std::optional<AbstractId> HandleOfType(const Parameter& of, ModuleId id);
  void PassSinks(const std::vector<PendingSink>& sinks,
                 const Arguments& arguments, uint32_t function,
                 const CallSite& site);
  bool DependsOn(const PendingSink& sink, const std::vector<Location>& places);
  void AddPlaces(AbstractId value, uint32_t depth,
                 std::vector<Location>& places);
  // A call from which a text goes on; RunUnseen tells the others.
  void NoteSeen(const Location& call);
  void TellNotRun(uint32_t function, const CallSite& site);
  void NoteTooDeep(uint32_t function);
  void Emit(const PendingSink& sink);
  std::vector<SinkValue> TakeSinks();
  SinkValue ToValue(const PendingSink& sink);
  AbstractId WithHoleValues(AbstractId text);
  std::string QualifiedName(uint32_t function) const;

  // ---- evaluate_trace.cpp
  void TraceAction(const PendingSink& sink, uint32_t connection,
                   AbstractId argument);
  void TraceAttribute(AbstractId handle, NameId name, AbstractId value);
  uint32_t BeginTry();
  Flow RunMaybe(BlockId block);
  void BeginHandler(uint32_t number);
  void EndTry(uint32_t number, bool handler_leaves);
  void TraceLeaveWith(AbstractId value);
  void TraceExit(AbstractId object);

  const Module& module() const { return program_.module(frame_->module); }
  CallSite SiteAt(TextRange range) const {
    return {frame_->module, module().At(range)};
  }
  bool OutOfBounds();

  const StringProgram& program_;
  const EvaluateOptions& options_;
  ProgramIndex index_;
  Relevance relevance_;
};

}  // namespace pgpact
