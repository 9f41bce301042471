// Evaluate: the order in which the program's functions are run.
#include "analyzer/strings/evaluate.h"

#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

std::string_view LastPart(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

// The innermost function in which another one stands.
uint32_t EnclosingFunction(const StringProgram& program,
                           const ProgramIndex& index, uint32_t function) {
  const FunctionInfo& info = index.functions[function];
  const Module& of = program.module(info.module);
  const TextRange inner = of.function(info.id).range;
  std::optional<uint32_t> best;
  for (uint32_t i = 0; i < of.functions.size(); ++i) {
    const TextRange range = of.functions[i].range;
    const bool around = i != info.id.index && range.Contains(inner);
    if (around && (!best || of.functions[*best].range.Contains(range))) {
      best = i;
    }
  }
  return best ? index.FunctionNumber(info.module, {*best}) : kNoIndex;
}

}  // namespace

Evaluator::Evaluator(const StringProgram& program,
                     const EvaluateOptions& options)
    : program_(program), options_(options) {
  last_step_ = options.limits.steps;
  store_.set_option_limit(options.limits.options);
  index_ = BuildIndex(program, options, store_);
  relevance_ = FindRelevance(program, options, index_, store_);
  classes_.resize(index_.classes.size());
  modules_.resize(program.modules.size());
  visited_.resize(index_.functions.size(), false);
  spent_.resize(index_.functions.size(), 0);
  runs_.resize(index_.functions.size(), 0);
  pruned_.resize(index_.functions.size(), false);
  cut_.resize(index_.functions.size(), false);
  last_closure_.resize(index_.functions.size(), kNoIndex);
  for (const SinkSpec& sink : options.sinks.sinks) {
    const NameId name = store_.Intern(sink.callee);
    if (sink.receivers.empty()) {
      function_sinks_.emplace(name.index, &sink);
    } else {
      method_sinks_[name.index].push_back(&sink);
    }
  }
  for (const FallbackSink& fallback : options.sinks.fallbacks) {
    fallbacks_.emplace(store_.Intern(fallback.callee).index, &fallback);
  }
  for (uint32_t i = 0; i < options.sinks.handles.size(); ++i) {
    const HandleSpec& handle = options.sinks.handles[i];
    handle_kinds_.emplace(store_.Intern(handle.kind).index, i);
    for (const std::string& path : handle.made_by) {
      made_by_[store_.Intern(path).index].push_back(i);
      libraries_.insert(path.substr(0, path.find('.')));
    }
  }
  for (const LibraryEntry& entry : options.library) {
    if (entry.callee.starts_with('.')) {
      methods_.emplace(
          store_.Intern(std::string_view(entry.callee).substr(1)).index,
          entry.operation);
    } else {
      functions_.emplace(store_.Intern(entry.callee).index, entry.operation);
    }
  }
  FindFileTexts();
}

void Evaluator::RunModule(ModuleId id) {
  ModuleState& state = modules_[id.index];
  if (state.started) {
    return;
  }
  state.started = true;
  state.environment = NewEnvironment(kNoIndex, id.index);
  Frame frame;
  frame.module = id;
  frame.environment = state.environment;
  frame.receiver = store_.unset();
  frame.arguments = NoArguments();
  frame.result = store_.unset();
  frame.yielded = store_.unset();
  const size_t floor = floor_;
  frame.start = Mark();
  frame.first_read = reads_.size();
  Frame* const importer = frame_;
  std::vector<OpenLoop> loops = std::move(loops_);
  loops_.clear();
  const bool wanted = result_wanted_;
  result_wanted_ = true;
  frame_ = &frame;
  RunBlock(program_.module(id).body);
  // What a module made stays, whatever the importer undoes.
  trail_.resize(std::min(trail_.size(), frame.start.trail));
  floor_ = floor;
  frame_ = nullptr;
  PassSinks(frame.sinks, frame.arguments, kNoIndex, CallSite{});
  frame_ = importer;
  loops_ = std::move(loops);
  result_wanted_ = wanted;
  left_ = false;
  modules_[id.index].finished = true;
}

// ---- Roots ---------------------------------------------------------------

AbstractId Evaluator::UnknownInstance(uint32_t class_number) {
  ClassState& state = classes_[class_number];
  if (state.unknown_instance) {
    return *state.unknown_instance;
  }
  if (!state.instances.empty()) {
    std::vector<AbstractId> instances;
    for (const auto& [arguments, instance] : state.instances) {
      instances.push_back(instance);
    }
    const AbstractId any = store_.MakeChoose(instances);
    return any;
  }
  // What is declared as a class may be of any class derived from it.
  std::vector<AbstractId> objects;
  for (const uint32_t derived : DerivedFrom(class_number)) {
    objects.push_back(UnknownInstance(derived));
  }
  if (!objects.empty()) {
    const AbstractId any = store_.MakeChoose(objects);
    classes_[class_number].unknown_instance = any;
    return any;
  }
  const AbstractId object = NewObject(AbstractKind::Instance, store_.unset());
  Object(object).class_number = class_number;
  classes_[class_number].unknown_instance = object;
  uint32_t owner = kNoIndex;
  const auto init = FindInClass(class_number, store_.Intern("__init__"), owner);
  if (init && store_.kind(*init) == AbstractKind::Closure &&
      frames_.size() < options_.limits.call_depth) {
    Closure closure = closures_[store_.node(*init).a];
    closure.receiver = object;
    closure.owner = owner;
    const AbstractId bound = InternClosure(closure);
    RunFunction(store_.node(bound).a, NoArguments(), nullptr);
  }
  return object;
}

// The classes directly derived from one, when they are few.
std::vector<uint32_t> Evaluator::DerivedFrom(uint32_t class_number) {
  constexpr size_t kMostDerived = 4;
  const AbstractId base = store_.Make({AbstractKind::Class, class_number});
  std::vector<uint32_t> derived;
  for (uint32_t i = 0; i < classes_.size(); ++i) {
    if (i != class_number &&
        std::ranges::find(classes_[i].bases, base) != classes_[i].bases.end()) {
      derived.push_back(i);
    }
  }
  // Of classes that stand for a database each, PostgreSQL's.
  std::erase_if(derived, [this](uint32_t number) {
    return OtherDatabaseOf(number).has_value();
  });
  if (derived.size() > kMostDerived) {
    derived.clear();
  }
  return derived;
}

std::vector<AbstractId> Evaluator::ReceiversFor(uint32_t function) {
  const FunctionInfo& info = index_.functions[function];
  const FunctionBinding binding =
      program_.module(info.module).function(info.id).binding;
  if (info.owner == kNoIndex || binding == FunctionBinding::StaticMethod) {
    return {store_.unset()};
  }
  if (!classes_[info.owner].defined) {
    return {};
  }
  if (binding == FunctionBinding::ClassMethod) {
    return {store_.Make({AbstractKind::Class, info.owner})};
  }
  // Objects of the class and of those derived from it.
  std::vector<AbstractId> receivers;
  for (uint32_t number = 0; number < classes_.size(); ++number) {
    if (!classes_[number].defined || classes_[number].instances.empty() ||
        !IsDerivedFrom(number, info.owner, 0)) {
      continue;
    }
    for (const auto& [arguments, instance] : classes_[number].instances) {
      receivers.push_back(instance);
    }
  }
  if (receivers.empty()) {
    receivers.push_back(UnknownInstance(info.owner));
  }
  return receivers;
}

bool Evaluator::IsDerivedFrom(uint32_t class_number, uint32_t base,
                              uint32_t depth) const {
  if (class_number == base) {
    return true;
  }
  constexpr uint32_t kMostBases = 16;
  return depth < kMostBases &&
         std::ranges::any_of(classes_[class_number].bases, [&](AbstractId of) {
           return store_.kind(of) == AbstractKind::Class &&
                  IsDerivedFrom(store_.node(of).a, base, depth + 1);
         });
}

void Evaluator::RunRoot(uint32_t function) {
  if (frames_.size() >= options_.limits.call_depth ||
      IsActiveTooOften(function)) {
    return;
  }
  for (const AbstractId receiver : ReceiversFor(function)) {
    RunRootOf(function, receiver);
  }
}

void Evaluator::RunRootOf(uint32_t function, AbstractId receiver) {
  const FunctionInfo& info = index_.functions[function];
  AbstractId found = store_.unset();
  uint32_t owner = kNoIndex;
  if (info.owner != kNoIndex) {
    const auto method = FindInClass(info.owner, info.name, owner);
    found = method ? *method : store_.unset();
  } else if (last_closure_[function] != kNoIndex) {
    found = store_.Make({AbstractKind::Closure, last_closure_[function]});
  }
  if (store_.kind(found) != AbstractKind::Closure) {
    return;
  }
  Closure closure = closures_[store_.node(found).a];
  if (closure.function != function) {
    return;
  }
  closure.receiver = receiver;
  closure.owner = owner;
  const AbstractId bound = InternClosure(closure);
  const size_t floor = floor_;
  const StateMark mark = Mark();
  Frame* const outer = frame_;
  const bool wanted = result_wanted_;
  result_wanted_ = true;
  std::vector<CallSite> sites = std::move(call_sites_);
  call_sites_.clear();
  const uint64_t last = last_step_;
  last_step_ = std::min(last, steps_ + options_.limits.steps_per_root);
  RunFunction(store_.node(bound).a, NoArguments(), nullptr);
  last_step_ = last;
  call_sites_ = std::move(sites);
  frame_ = outer;
  result_wanted_ = wanted;
  floor_ = floor;
  KeepWeakly(mark);
}

// What a root changed may have happened when another one runs.
void Evaluator::KeepWeakly(const StateMark& mark) {
  const Changes changes = ChangesSince(mark);
  if (Tracing()) {
    return;
  }
  UndoTo(mark);
  for (const Change& change : changes) {
    const AbstractId before = cells_[change.cell.index];
    const AbstractId joined = store_.Join(before, change.value);
    if (joined != before) {
      Write(change.cell, joined);
    }
  }
  if (frame_ == nullptr) {
    trail_.clear();
    reads_.clear();
  }
}

void Evaluator::RunAll() {
  for (uint32_t i = 0; i < program_.modules.size(); ++i) {
    RunModule({i});
  }
  trail_.clear();
  reads_.clear();
  // First the functions that no one mentions: they give the others their
  // arguments.
  for (const bool mentioned : {false, true}) {
    for (uint32_t i = 0; i < index_.functions.size(); ++i) {
      const FunctionInfo& info = index_.functions[i];
      if (!info.reaches_sink || visited_[i] ||
          index_.mentioned.contains(info.name.index) != mentioned) {
        continue;
      }
      RunRoot(i);
    }
  }
  for (uint32_t i = 0; i < index_.functions.size(); ++i) {
    const FunctionInfo& info = index_.functions[i];
    if (info.has_sink && info.decorated && info.owner == kNoIndex &&
        index_.mentioned.contains(info.name.index)) {
      RunRoot(i);
    }
  }
}

// What a run did not come to before it was cut off.
void Evaluator::RunCut() {
  only_unseen_ = true;
  told_calls_ = seen_calls_;
  for (uint32_t i = 0; i < index_.functions.size(); ++i) {
    if (cut_[i] && index_.functions[i].reaches_sink) {
      RunRoot(i);
    }
  }
  only_unseen_ = false;
}

// A call in a branch that no run took is told nevertheless, with what is
// known of its text when nothing is known of the conditions.
void Evaluator::RunUnseen() {
  only_unseen_ = true;
  all_branches_ = true;
  told_calls_ = seen_calls_;
  for (uint32_t i = 0; i < index_.functions.size(); ++i) {
    if (!index_.functions[i].has_sink || (visited_[i] && !pruned_[i])) {
      continue;
    }
    // One that stands in another is there once that one has run.
    const uint32_t around = EnclosingFunction(program_, index_, i);
    if (around != kNoIndex && last_closure_[i] == kNoIndex) {
      RunRoot(around);
    }
    if (!visited_[i] || pruned_[i]) {
      only_untaken_ = visited_[i];
      RunRoot(i);
      only_untaken_ = false;
    }
  }
  only_unseen_ = false;
  all_branches_ = false;
}

// ---- Mapped classes ------------------------------------------------------

std::optional<std::string> Evaluator::MapperOf(AbstractId base,
                                               uint32_t depth) {
  constexpr uint32_t kMostBases = 16;
  if (depth > kMostBases) {
    return std::nullopt;
  }
  if (store_.kind(base) == AbstractKind::Library) {
    const std::string_view path = store_.name({store_.node(base).a});
    if (path.find("django") != std::string_view::npos &&
        LastPart(path) == "Model") {
      return "Django";
    }
    return std::nullopt;
  }
  if (store_.kind(base) != AbstractKind::Class) {
    return std::nullopt;
  }
  for (const AbstractId inner : classes_[store_.node(base).a].bases) {
    if (auto mapper = MapperOf(inner, depth + 1)) {
      return mapper;
    }
  }
  return std::nullopt;
}

void Evaluator::CountMappedClasses() {
  const NameId table_name = store_.Intern("__tablename__");
  for (uint32_t i = 0; i < index_.classes.size(); ++i) {
    const ClassState& state = classes_[i];
    if (!state.defined) {
      continue;
    }
    const ClassInfo& info = index_.classes[i];
    const Module& of = program_.module(info.module);
    std::optional<std::string> mapper =
        MapperOf(store_.Make({AbstractKind::Class, i}), 0);
    for (const auto& [name, cell] : environments_[state.environment].slots) {
      if (name == table_name) {
        mapper = "SQLAlchemy";
      }
    }
    if (mapper) {
      const Class& definition = of.class_of(info.id);
      evaluation_.mapped_classes.push_back(
          {of.At(definition.range), definition.qualified_name, *mapper});
    }
  }
}

Evaluation Evaluator::Run() {
  last_step_ = options_.limits.steps;
  RunAll();
  last_step_ = steps_ + options_.limits.steps;
  RunCut();
  last_step_ = steps_ + options_.limits.steps;
  RunUnseen();
  CountMappedClasses();
  evaluation_.sinks = TakeSinks();
  std::ranges::stable_sort(evaluation_.sinks, {}, &SinkValue::call);
  std::ranges::stable_sort(evaluation_.mapped_classes, {},
                           &MappedClass::location);
  return std::move(evaluation_);
}

Evaluation Evaluate(const StringProgram& program,
                    const EvaluateOptions& options) {
  const auto extended = WithNamedSinks(program, options);
  return Evaluator(program, extended ? *extended : options).Run();
}

}  // namespace pgpact
