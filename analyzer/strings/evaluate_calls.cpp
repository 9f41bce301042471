// Evaluator: calls of the program's own functions.
#include <algorithm>
#include <cctype>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/library_calls.h"

namespace pgpact {

namespace {

// Runs of one function on top of one another before it counts as recursion.
constexpr int kRecursion = 2;
// Methods of a name that are tried on an object of unknown type.
constexpr size_t kMethodsByName = 3;
constexpr uint32_t kMethodDepth = 600;

// The other database that a method is called on, by the names on the way to it:
// `self.sqlite_store.pool.run(…)`.
std::optional<Dialect> OtherDatabaseOn(const Module& of, ValueId object,
                                       DatabaseNames& databases) {
  const Value* value = &of.value(object);
  while (true) {
    const auto* const member = std::get_if<Member>(&value->node);
    const auto* const name = std::get_if<Name>(&value->node);
    if (member == nullptr && name == nullptr) {
      return std::nullopt;
    }
    const std::string& called = member != nullptr ? member->name : name->name;
    const auto [known, added] = databases.try_emplace(called);
    if (added) {
      known->second = DatabaseOfClass(called);
    }
    if (known->second && *known->second != Dialect::PostgreSql) {
      return known->second;
    }
    if (member == nullptr) {
      return std::nullopt;
    }
    value = &of.value(member->object);
  }
}

}  // namespace

AbstractId Evaluator::EvaluateCall(const Call& call, TextRange range) {
  const bool wanted = result_wanted_;
  result_wanted_ = true;
  const Value& callee = module().value(call.callee);
  const CallSite site = SiteAt(range);
  if (const auto* member = std::get_if<Member>(&callee.node)) {
    const AbstractId receiver = EvaluateValue(member->object);
    const Arguments arguments = EvaluateArguments(call.arguments);
    const NameId name =
        index_.modules[frame_->module.index].names[call.callee.index];
    called_as_ = NameOf(member->object);
    result_wanted_ = wanted;
    const std::optional<Dialect> outer = other_;
    if (!other_ && !Tracing()) {
      other_ = OtherDatabaseOn(module(), member->object, database_names_);
    }
    const AbstractId result = CallMethod(receiver, name, arguments, site);
    other_ = outer;
    return result;
  }
  const AbstractId function = EvaluateValue(call.callee);
  const Arguments arguments = EvaluateArguments(call.arguments);
  called_as_.clear();
  if (IsSuper(function) && arguments.positional.empty()) {
    return store_.Make(
        {AbstractKind::Super, frame_->owner, frame_->receiver.index});
  }
  result_wanted_ = wanted;
  return CallValue(function, arguments, site);
}

bool Evaluator::IsSuper(AbstractId callee) const {
  return store_.kind(callee) == AbstractKind::Library &&
         store_.name({store_.node(callee).a}) == "super" &&
         frame_->owner != kNoIndex;
}

AbstractId Evaluator::CallEach(AbstractId choice, const Arguments& arguments,
                               const CallSite& site) {
  const std::vector<AbstractId> options(store_.parts(choice).begin(),
                                        store_.parts(choice).end());
  const size_t floor = floor_;
  const StateMark mark = Mark();
  AbstractId joined = store_.unset();
  std::vector<Changes> states;
  for (const AbstractId option : options) {
    if (store_.kind(option) == AbstractKind::None) {
      continue;
    }
    joined = store_.Join(joined, CallValue(option, arguments, site));
    states.push_back(ChangesSince(mark));
    UndoTo(mark);
  }
  floor_ = floor;
  JoinStates(states);
  return joined;
}

AbstractId Evaluator::CallValue(AbstractId callee, const Arguments& arguments,
                                const CallSite& site) {
  const AbstractNode node = store_.node(callee);
  switch (node.kind) {
    case AbstractKind::Closure:
      return CallClosure(node.a, arguments, site);
    case AbstractKind::Class:
      return Construct(node.a, arguments, site);
    case AbstractKind::Method:
      return CallMethod({node.a}, {node.b}, arguments, site);
    case AbstractKind::Partial: {
      Arguments all = partials_[node.b];
      all.positional.insert(all.positional.end(), arguments.positional.begin(),
                            arguments.positional.end());
      all.named.insert(all.named.end(), arguments.named.begin(),
                       arguments.named.end());
      return CallValue({node.a}, all, site);
    }
    case AbstractKind::Library:
      return CallLibrary({node.a}, arguments, site);
    case AbstractKind::Choose:
      return CallEach(callee, arguments, site);
    case AbstractKind::Instance:
    case AbstractKind::Handle:
      return CallMethod(callee, store_.Intern("__call__"), arguments, site);
    default:
      CallGiven(arguments, site);
      return store_.IsHole(callee) ? Derived(callee, UnknownReason::UnknownCall,
                                             "", site.location.range)
                                   : MakeHole(UnknownReason::UnknownCall, "",
                                              site.location.range);
  }
}

AbstractId Evaluator::CallMethod(AbstractId receiver, NameId name,
                                 const Arguments& arguments,
                                 const CallSite& site) {
  const AbstractNode node = store_.node(receiver);
  const TextRange range = site.location.range;
  switch (node.kind) {
    case AbstractKind::Choose: {
      const TextOperation* operation = MethodOperation(name);
      if (operation != nullptr && store_.IsText(receiver)) {
        return Operate(*operation, receiver, arguments, site);
      }
      return CallMethodOfEach(receiver, name, arguments, site);
    }
    case AbstractKind::Instance: {
      const AbstractId member = MemberOf(receiver, name, range);
      if (const auto result = CallOverriding(member, name, arguments, site)) {
        return *result;
      }
      if (!store_.IsHole(member)) {
        return CallValue(member, arguments, site);
      }
      if (const auto result = LibraryCalls(*this, arguments, site)
                                  .CallOfRecord(receiver, store_.name(name))) {
        return *result;
      }
      return CallMethodOfHole(receiver, name, arguments, site);
    }
    case AbstractKind::Super:
    case AbstractKind::Class:
    case AbstractKind::Module: {
      const AbstractId member = MemberOf(receiver, name, range);
      return CallValue(member, arguments, site);
    }
    case AbstractKind::Library: {
      const AbstractId member = MemberOf(receiver, name, range);
      // A connection that a library keeps (`django.db.connection`).
      const uint32_t path = store_.node(member).a;
      if (store_.kind(member) == AbstractKind::Library &&
          made_by_.contains(node.a) && !made_by_.contains(path) &&
          !functions_.contains(path) && !function_sinks_.contains(path)) {
        return CallMethod(*HandleAt({node.a}, NoArguments()), name, arguments,
                          site);
      }
      return CallValue(member, arguments, site);
    }
    case AbstractKind::Handle: {
      if (const auto result = CallHandle(receiver, name, arguments, site)) {
        return *result;
      }
      return MakeHole(UnknownReason::Query, RowName(store_.name(name)), range);
    }
    case AbstractKind::Hole:
    case AbstractKind::Unset:
      return CallMethodOfHole(receiver, name, arguments, site);
    default:
      break;
  }
  if (const TextOperation* operation = MethodOperation(name)) {
    return Operate(*operation, receiver, arguments, site);
  }
  return MakeHole(UnknownReason::UnknownCall, store_.name(name), range);
}

AbstractId Evaluator::CallMethodOfEach(AbstractId choice, NameId name,
                                       const Arguments& arguments,
                                       const CallSite& site) {
  const std::vector<AbstractId> options(store_.parts(choice).begin(),
                                        store_.parts(choice).end());
  const bool better = std::ranges::any_of(options, [this](AbstractId option) {
    return store_.kind(option) == AbstractKind::Handle ||
           store_.kind(option) == AbstractKind::Instance;
  });
  const size_t floor = floor_;
  const StateMark mark = Mark();
  AbstractId joined = store_.unset();
  std::vector<Changes> states;
  for (const AbstractId option : options) {
    // None has no methods; an unknown beside a known object is most likely
    // the same object on another way.
    if (store_.kind(option) == AbstractKind::None ||
        (better && store_.IsHole(option))) {
      continue;
    }
    joined = store_.Join(joined, CallMethod(option, name, arguments, site));
    states.push_back(ChangesSince(mark));
    UndoTo(mark);
  }
  floor_ = floor;
  JoinStates(states);
  return joined;
}

std::vector<uint32_t> Evaluator::MethodsNamed(NameId name) {
  std::vector<uint32_t> methods;
  const auto found = index_.functions_by_name.find(name.index);
  if (found == index_.functions_by_name.end()) {
    return methods;
  }
  size_t best = 0;
  const std::string& here = module().path;
  for (const uint32_t function : found->second) {
    const FunctionInfo& info = index_.functions[function];
    if (info.owner == kNoIndex || !info.reaches_sink) {
      continue;
    }
    const std::string& path = program_.module(info.module).path;
    size_t common = 1;
    for (size_t i = 0; i < path.size() && i < here.size(); ++i) {
      if (path[i] != here[i]) {
        break;
      }
      common += path[i] == '/' ? 1 : 0;
    }
    // Of the copies of a tree the nearest; inside one all are equal.
    const size_t rank = std::min<size_t>(common, 2);
    if (rank > best) {
      methods.clear();
      best = rank;
    }
    if (rank == best) {
      methods.push_back(function);
    }
  }
  if (methods.size() > kMethodsByName) {
    methods.clear();
  }
  return methods;
}

AbstractId Evaluator::CallMethodOfHole(AbstractId receiver, NameId name,
                                       const Arguments& arguments,
                                       const CallSite& site) {
  const auto excerpted = IsExcerpt(receiver)
                             ? RunNamed(receiver, name, arguments, site)
                             : std::nullopt;
  if (excerpted) {
    return *excerpted;
  }
  const auto fallback = fallbacks_.find(name.index);
  if (fallback != fallbacks_.end()) {
    return RunFallback(*fallback->second, receiver, arguments, site);
  }
  AbstractId joined = store_.unset();
  const bool known_object = store_.kind(receiver) == AbstractKind::Instance;
  // What only might be called says nothing of whose statements it sends.
  if (!other_ && !known_object && depth_ < kMethodDepth) {
    ++depth_;
    for (const uint32_t method : MethodsNamed(name)) {
      const FunctionInfo& info = index_.functions[method];
      if (frame_->function == method || !Fits(method, name, arguments)) {
        // `self.inner.close()` in close(): another class's method.
        continue;
      }
      RunModule(info.module);
      if (classes_[info.owner].defined) {
        // It may be another object's: what it changes may have happened.
        const AbstractId self = UnknownInstance(info.owner);
        const size_t floor = floor_;
        const StateMark mark = Mark();
        joined = store_.Join(joined, CallMethod(self, name, arguments, site));
        floor_ = floor;
        KeepWeakly(mark);
      }
    }
    --depth_;
  }
  if (joined != store_.unset()) {
    return joined;
  }
  const TextOperation* operation = MethodOperation(name);
  // `pattern.split(text)`, `parser.parse(text)`
  const bool by_pattern = operation == nullptr ||
                          *operation == TextOperation::Split ||
                          *operation == TextOperation::RegexReplace;
  if (const auto excerpt =
          by_pattern ? ExcerptAmong(arguments) : std::nullopt) {
    CallGiven(arguments, site);
    return *excerpt;
  }
  if (operation != nullptr && *operation != TextOperation::RegexReplace) {
    return Operate(*operation, receiver, arguments, site);
  }
  CallGiven(arguments, site);
  return Derived(receiver, UnknownReason::UnknownCall,
                 RowName(store_.name(name)), site.location.range);
}

// Whether a method of an unknown object may be this one: it takes the
// arguments, and where every list and dictionary has a method of that name the
// object is called like the class (`store.get` of a Store).
bool Evaluator::Fits(uint32_t method, NameId name,
                     const Arguments& arguments) const {
  const FunctionInfo& info = index_.functions[method];
  const Function& function = program_.module(info.module).function(info.id);
  size_t places = 0;
  size_t required = 0;
  bool rest = false;
  for (const Parameter& parameter : function.parameters) {
    const bool ordinary = parameter.kind == ParameterKind::Ordinary;
    rest = rest || parameter.kind == ParameterKind::RestList;
    places += ordinary ? 1 : 0;
    required += ordinary && !parameter.default_value ? 1 : 0;
  }
  const bool bound = function.binding != FunctionBinding::StaticMethod;
  const size_t given = arguments.positional.size() + (bound ? 1 : 0);
  const bool spread = arguments.any_positional != store_.unset() ||
                      arguments.any_named != store_.unset();
  if ((given > places && !rest) ||
      (given + arguments.named.size() < required && !spread)) {
    return false;
  }
  if (MethodOperation(name) == nullptr) {
    return true;
  }
  const auto lower = [](std::string_view text) {
    std::string lowered;
    for (const char c : text) {
      if (c != '_') {
        lowered +=
            static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      }
    }
    return lowered;
  };
  const std::string called = lower(called_as_);
  const std::string owner = lower(store_.name(index_.classes[info.owner].name));
  return called.size() > 1 && owner.find(called) != std::string::npos;
}

bool Evaluator::IsActiveTooOften(uint32_t function) const {
  const auto active = std::ranges::count(frames_, function, &Frame::function);
  return active >= kRecursion;
}

// The arguments without what makes no difference: one that does not matter is
// any value, and one that is not known goes by the parameter's name. Calls
// that differ in nothing else are run once.
Arguments Evaluator::Canonical(uint32_t closure, Arguments arguments) {
  const uint32_t number = closures_[closure].function;
  const FunctionInfo& info = index_.functions[number];
  const Function& function = program_.module(info.module).function(info.id);
  const auto simplify = [&](size_t at, AbstractId& value) {
    const bool matters = relevance_.ParameterMatters(number, at);
    if (matters && (!store_.IsHole(value) || IsExcerpt(value))) {
      return;
    }
    Hole hole{UnknownReason::Parameter, HoleForm::Text, "", Location{}};
    if (matters) {
      hole.reason = store_.hole(value).reason;
      hole.form = store_.hole(value).form;
    }
    value = store_.MakeHole(hole);
  };
  size_t at = closures_[closure].receiver != store_.unset() ? 1 : 0;
  for (AbstractId& value : arguments.positional) {
    if (at >= function.parameters.size() ||
        function.parameters[at].kind != ParameterKind::Ordinary) {
      break;
    }
    simplify(at++, value);
  }
  const bool keeps_names =
      std::ranges::any_of(function.parameters, [](const Parameter& parameter) {
        return parameter.kind == ParameterKind::RestDictionary;
      });
  for (auto& [name, value, key] : arguments.named) {
    const auto found = std::ranges::find(info.parameters, name);
    if (found != info.parameters.end()) {
      simplify(static_cast<size_t>(found - info.parameters.begin()), value);
    }
    // The name of a parameter is no key.
    if (!keeps_names || found != info.parameters.end()) {
      key = store_.unset();
    }
  }
  return arguments;
}

// What a run does not come to because it is too deep in calls is run by itself
// later, and the runs that led there say nothing about others.
void Evaluator::NoteTooDeep(uint32_t function) {
  ++too_deep_;
  cut_[function] = true;
  cut_[frames_.back()->function] = true;
}

AbstractId Evaluator::CallClosure(uint32_t closure, const Arguments& given,
                                  const CallSite& site) {
  const uint32_t function = closures_[closure].function;
  const FunctionInfo& info = index_.functions[function];
  const bool wanted = result_wanted_;
  result_wanted_ = true;
  if (!wanted && !info.has_effects && !info.reaches_sink) {
    return store_.none();
  }
  const Arguments arguments = Canonical(closure, given);
  if (IsActiveTooOften(function) ||
      frames_.size() >= options_.limits.call_depth) {
    const bool recursion = frames_.size() < options_.limits.call_depth;
    if (!recursion) {
      NoteTooDeep(function);
    }
    return MakeHole(
        recursion ? UnknownReason::Recursion : UnknownReason::LimitReached,
        store_.name(info.name), site.location.range);
  }
  const FrozenArguments frozen = Freeze(arguments);
  if (const Summary* known = FindSummary(closure, frozen)) {
    const std::vector<PendingSink> sinks = known->sinks;
    const AbstractId result = known->result;
    const auto content = known->result_content;
    const Changes writes = known->writes;
    Apply(writes);
    PassSinks(sinks, arguments, function, site);
    return content ? NewObject(store_.kind(result), *content) : result;
  }
  if (IsSpent(function)) {
    TellNotRun(function, site);
    return MakeHole(UnknownReason::LimitReached, store_.name(info.name),
                    site.location.range);
  }
  const uint64_t before = steps_;
  call_sites_.push_back(site);
  const AbstractId result = RunFunction(closure, arguments, &frozen);
  call_sites_.pop_back();
  spent_[function] += steps_ - before;
  ++runs_[function];
  return result;
}

}  // namespace pgpact
