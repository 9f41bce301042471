// Evaluator: running one function's body over its parameters.
#include <algorithm>
#include <utility>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

AbstractId Evaluator::MakeClosure(FunctionId id) {
  Closure closure;
  closure.function = index_.FunctionNumber(frame_->module, id);
  closure.environment = frame_->environment;
  closure.receiver = store_.unset();
  closure.owner = frame_->owner;
  return InternClosure(closure);
}

// A function without a name that nothing in the program calls is run like one
// with a name: where it was made.
AbstractId Evaluator::DefineLambda(FunctionId id) {
  const AbstractId closure = MakeClosure(id);
  const uint32_t number = index_.FunctionNumber(frame_->module, id);
  if (index_.functions[number].reaches_sink) {
    last_closure_[number] = store_.node(closure).a;
    if (class_bodies_.empty()) {
      frame_->defined.push_back(closure);
    }
  }
  return closure;
}

AbstractId ValueTools::InternClosure(const Closure& closure) {
  const auto [known, added] =
      closure_ids_.emplace(closure, static_cast<uint32_t>(closures_.size()));
  if (added) {
    closures_.push_back(closure);
  }
  return store_.Make({AbstractKind::Closure, known->second});
}

void Evaluator::DefineFunctionNow(FunctionId id) {
  const Function& function = module().function(id);
  for (const Parameter& parameter : function.parameters) {
    // Calls among the defaults are made here.
    if (parameter.default_value &&
        std::holds_alternative<Call>(
            module().value(*parameter.default_value).node)) {
      EvaluateValue(*parameter.default_value);
    }
  }
  const AbstractId closure = MakeClosure(id);
  Write(LocalCell(store_.Intern(function.name)), closure);
  // A method is run on an object.
  if (frame_->owner == kNoIndex || class_bodies_.empty()) {
    frame_->defined.push_back(closure);
  }
  const uint32_t number = index_.FunctionNumber(frame_->module, id);
  last_closure_[number] = store_.node(closure).a;
}

AbstractId Evaluator::RunFunction(uint32_t closure_id,
                                  const Arguments& arguments,
                                  const FrozenArguments* frozen) {
  const bool unknown = frozen == nullptr;
  const Closure closure = closures_[closure_id];
  const FunctionInfo& info = index_.functions[closure.function];
  const Function& function = program_.module(info.module).function(info.id);
  visited_[closure.function] = true;
  Frame frame;
  frame.function = closure.function;
  frame.module = info.module;
  frame.receiver = closure.receiver;
  frame.owner = closure.owner;
  frame.arguments = arguments;
  frame.first_cell = cells_.size();
  frame.first_read = reads_.size();
  frame.first_write = writes_;
  frame.result = store_.unset();
  frame.yielded = store_.unset();
  frame.unknown_arguments = unknown;
  const std::optional<Dialect> outer = other_;
  if (!other_ && !Tracing()) {
    other_ = OtherDatabaseOf(info.owner);
  }
  frame.for_other = other_.has_value();
  frame.environment = NewEnvironment(closure.environment, info.module.index);
  const size_t floor = floor_;
  const size_t repeated = std::exchange(repeated_, 0);
  frame.start = Mark();
  Frame* const caller = frame_;
  std::vector<OpenLoop> loops = std::move(loops_);
  loops_.clear();
  BindParameters(closure, arguments, frame);
  TakeWith(frame, loops);
  frame_ = &frame;
  frames_.push_back(&frame);
  ++depth_;
  const uint64_t too_deep = too_deep_;
  const Flow flow = RunBlock(function.body);
  cut_[closure.function] = cut_[closure.function] || steps_ > last_step_;
  --depth_;
  if (flow == Flow::Normal) {
    frame.result = store_.Join(frame.result, store_.none());
    LeaveFunction();
  }
  const AbstractId result = EndFunction(function, frame);
  floor_ = floor;
  repeated_ = repeated;
  frames_.pop_back();
  frame_ = caller;
  loops_ = std::move(loops);
  left_ = false;
  rest_for_other_.reset();
  if (frozen != nullptr && !other_ && doubt_ == Doubt::None &&
      too_deep == too_deep_) {
    KeepSummary(closure_id, *frozen, frame, result);
  }
  other_ = outer;
  PassSinks(frame.sinks, arguments, closure.function,
            unknown || call_sites_.empty() ? CallSite{} : call_sites_.back());
  return result;
}

// A context manager's frame takes the `with` that waits for it.
void Evaluator::TakeWith(Frame& frame, std::vector<OpenLoop>& loops) {
  if (next_with_ != nullptr &&
      index_.functions[frame.function].context_manager &&
      !call_sites_.empty() && call_sites_.back().location == next_with_->call) {
    frame.with = std::exchange(next_with_, nullptr);
    frame.with->loops = &loops;
  }
}

AbstractId Evaluator::EndFunction(const Function& function, Frame& frame) {
  // Left once, and nothing undone since: the state is that of the exit.
  const bool here = frame.exits.empty() ||
                    (frame.exits.size() == 1 && frame.exit_undos == undos_ &&
                     frame.exit_trail == trail_.size());
  RunDefined(frame);
  if (!here) {
    UndoTo(frame.start);
    JoinStates(frame.exits);
  }
  ForgetOwn(frame);
  if (!function.generator) {
    return frame.result == store_.unset() ? store_.none() : frame.result;
  }
  const FunctionInfo& info = index_.functions[frame.function];
  if (info.context_manager) {
    return store_.Make({AbstractKind::Entered, frame.yielded.index});
  }
  const AbstractId items[] = {
      store_.Make({AbstractKind::AnyTimes, frame.yielded.index})};
  return NewList(store_.MakeParts(AbstractKind::Items,
                                  frame.yielded == store_.unset()
                                      ? std::span<const AbstractId>()
                                      : std::span<const AbstractId>(items)));
}

// Functions that were defined here and handed to something that is not in the
// program are still run, with parameters that are not known.
void Evaluator::RunDefined(const Frame& frame) {
  if (Tracing()) {
    return;
  }
  for (const AbstractId defined : frame.defined) {
    const uint32_t closure = store_.node(defined).a;
    const uint32_t function = closures_[closure].function;
    const FunctionInfo& info = index_.functions[function];
    if (visited_[function] || !info.reaches_sink ||
        frames_.size() >= options_.limits.call_depth) {
      continue;
    }
    const size_t floor = floor_;
    const StateMark mark = Mark();
    RunFunction(closure, NoArguments(), nullptr);
    UndoTo(mark);
    floor_ = floor;
  }
}

namespace {

// What a parameter is given by its name, else by its place.
AbstractId GivenAs(const Arguments& arguments, NameId name,
                   AbstractId by_place) {
  AbstractId given = by_place;
  for (const NamedArgument& argument : arguments.named) {
    given = argument.name == name ? argument.value : given;
  }
  return given;
}

}  // namespace

void Evaluator::BindParameters(const Closure& closure,
                               const Arguments& arguments, Frame& frame) {
  const FunctionInfo& info = index_.functions[closure.function];
  const Module& of = program_.module(info.module);
  const Function& function = of.function(info.id);
  std::vector<std::pair<NameId, CellId>> slots;
  slots.reserve(function.parameters.size() + info.locals.size());
  size_t next = 0;
  const bool bound = closure.receiver != store_.unset();
  std::vector<NameId> taken;
  for (size_t i = 0; i < function.parameters.size(); ++i) {
    const Parameter& parameter = function.parameters[i];
    const NameId name = info.parameters[i];
    AbstractId value = store_.unset();
    if (i == 0 && bound) {
      value = closure.receiver;
    } else if (parameter.kind == ParameterKind::RestList) {
      value = RestList(arguments, next, frame);
      next = arguments.positional.size();
    } else if (parameter.kind == ParameterKind::RestDictionary) {
      value = RestDictionary(arguments, taken, parameter, frame);
    } else {
      taken.push_back(name);
      if (parameter.kind == ParameterKind::Ordinary &&
          next < arguments.positional.size()) {
        value = arguments.positional[next++];
      }
      value =
          ParameterValue(closure, i, GivenAs(arguments, name, value), frame);
    }
    slots.emplace_back(name, NewCell(value));
  }
  for (const NameId local : info.locals) {
    const bool known = std::ranges::any_of(
        slots, [local](const auto& slot) { return slot.first == local; });
    if (!known) {
      slots.emplace_back(local, NewCell(store_.unset()));
    }
  }
  environments_[frame.environment].slots = std::move(slots);
}

AbstractId Evaluator::RestList(const Arguments& arguments, size_t first,
                               const Frame& frame) {
  std::vector<AbstractId> items;
  for (size_t i = first; i < arguments.positional.size(); ++i) {
    items.push_back(arguments.positional[i]);
  }
  AbstractId any = arguments.any_positional;
  if (frame.unknown_arguments) {
    any = store_.MakeHole({UnknownReason::Parameter, HoleForm::Text, "", {}});
  }
  if (any != store_.unset()) {
    items.push_back(store_.Make({AbstractKind::AnyTimes, any.index}));
  }
  return NewTuple(items);
}

AbstractId Evaluator::RestDictionary(const Arguments& arguments,
                                     const std::vector<NameId>& taken,
                                     const Parameter& parameter,
                                     const Frame& frame) {
  std::vector<AbstractId> entries;
  const Location place = program_.module(frame.module).At(parameter.range);
  for (const NamedArgument& argument : arguments.named) {
    if (std::ranges::find(taken, argument.name) == taken.end()) {
      entries.push_back(KeyOf(argument, place));
      entries.push_back(argument.value);
    }
  }
  AbstractId any = arguments.any_named;
  if (frame.unknown_arguments) {
    any = store_.MakeHole(
        {UnknownReason::Parameter, HoleForm::Text, parameter.name, place});
  }
  if (any != store_.unset()) {
    entries.push_back(any);
    entries.push_back(store_.Make({AbstractKind::AnyTimes, any.index}));
  }
  return NewObject(AbstractKind::Dictionary,
                   store_.MakeParts(AbstractKind::Entries, entries));
}

AbstractId Evaluator::ParameterValue(const Closure& closure, size_t at,
                                     AbstractId given, const Frame& frame) {
  const FunctionInfo& info = index_.functions[closure.function];
  const Module& of = program_.module(info.module);
  const Parameter& parameter = of.function(info.id).parameters[at];
  if (given != store_.unset()) {
    if (!store_.IsHole(given)) {
      return given;
    }
    Hole hole = store_.hole(given);
    if (hole.name.empty()) {
      hole.name = parameter.name;
      hole.location = of.At(parameter.range);
    }
    // What is not known may still be known by its declared type.
    return OfType(parameter, info.module, store_.MakeHole(hole));
  }
  const bool spread = HasSpread(frame);
  AbstractId value = store_.unset();
  if (parameter.default_value) {
    value = DefaultOf(closure, *parameter.default_value, frame);
  }
  if (value != store_.unset() && !frame.unknown_arguments && !spread) {
    return value;
  }
  const AbstractId hole =
      store_.MakeHole({UnknownReason::Parameter, HoleForm::Text, parameter.name,
                       of.At(parameter.range)});
  AbstractId open = OfType(parameter, info.module, hole);
  if (spread) {
    open =
        store_.Join(frame.arguments.any_positional, frame.arguments.any_named);
  }
  return store_.Join(value, open);
}

bool Evaluator::HasSpread(const Frame& frame) const {
  return frame.arguments.any_positional != store_.unset() ||
         frame.arguments.any_named != store_.unset();
}

// An object of the declared type when that says enough, else `hole`.
AbstractId Evaluator::OfType(const Parameter& parameter, ModuleId module_id,
                             AbstractId hole) {
  if (parameter.type.empty()) {
    return hole;
  }
  if (parameter.type == "int" || parameter.type == "float" ||
      parameter.type == "bool") {
    Hole number = store_.hole(hole);
    number.form = HoleForm::Number;
    return store_.MakeHole(number);
  }
  const auto [handle, added] = declared_handles_.try_emplace(&parameter);
  if (added || Tracing()) {
    handle->second = HandleOfType(parameter, module_id);
  }
  if (handle->second) {
    return *handle->second;
  }
  const auto classes =
      index_.classes_by_name.find(store_.Intern(parameter.type).index);
  if (classes == index_.classes_by_name.end()) {
    return hole;
  }
  uint32_t nearest = classes->second.front();
  for (const uint32_t candidate : classes->second) {
    if (index_.classes[candidate].module == module_id) {
      nearest = candidate;
    }
  }
  RunModule(index_.classes[nearest].module);
  return classes_[nearest].defined ? UnknownInstance(nearest) : hole;
}

AbstractId Evaluator::DefaultOf(const Closure& closure, ValueId value,
                                const Frame& frame) {
  Frame defining;
  defining.module = frame.module;
  defining.environment = closure.environment;
  defining.first_cell = frame.first_cell;
  defining.start = {trail_.size(), floor_};
  defining.owner = closure.owner;
  defining.receiver = store_.unset();
  defining.arguments = NoArguments();
  Frame* const caller = frame_;
  frame_ = &defining;
  const AbstractId made = EvaluateValue(value);
  frame_ = caller;
  return made;
}

}  // namespace pgpact
