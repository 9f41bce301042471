// Evaluator: classes, objects and their attributes.
#include <algorithm>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/library_calls.h"

namespace pgpact {

namespace {

constexpr uint32_t kMostBases = 16;

}  // namespace

void Evaluator::DefineClassNow(ClassId id) {
  const Class& definition = module().class_of(id);
  const uint32_t number = index_.ClassNumber(frame_->module, id);
  ClassState& state = classes_[number];
  const NameId name = index_.classes[number].name;
  std::vector<AbstractId> bases;
  for (const ValueId base : definition.bases) {
    bases.push_back(EvaluateValue(base));
  }
  state.bases = bases;
  if (state.environment == kNoIndex) {
    state.environment =
        NewEnvironment(frame_->environment, frame_->module.index);
  }
  state.defined = true;
  const uint32_t outer = frame_->environment;
  const uint32_t outer_owner = frame_->owner;
  class_bodies_.push_back(state.environment);
  frame_->environment = state.environment;
  frame_->owner = number;
  RunBlock(definition.body);
  frame_->environment = outer;
  frame_->owner = outer_owner;
  class_bodies_.pop_back();
  Write(LocalCell(name), store_.Make({AbstractKind::Class, number}));
}

std::optional<AbstractId> Evaluator::FindInClass(uint32_t class_number,
                                                 NameId name, uint32_t& owner,
                                                 uint32_t depth) {
  if (class_number == kNoIndex || depth > kMostBases) {
    return std::nullopt;
  }
  const ClassState& state = classes_[class_number];
  if (!state.defined) {
    return std::nullopt;
  }
  for (const auto& [known, cell] : environments_[state.environment].slots) {
    if (known == name && cells_[cell.index] != store_.unset()) {
      owner = class_number;
      return cells_[cell.index];
    }
  }
  for (const AbstractId base : state.bases) {
    if (store_.kind(base) == AbstractKind::Class) {
      const auto found =
          FindInClass(store_.node(base).a, name, owner, depth + 1);
      if (found) {
        return found;
      }
    }
  }
  return std::nullopt;
}

// The class of an object; where none is known, the class that the member was
// found in.
AbstractId Evaluator::ClassOf(AbstractId object, uint32_t owner) {
  uint32_t number = owner;
  if (store_.kind(object) == AbstractKind::Instance &&
      Object(object).class_number != kNoIndex) {
    number = Object(object).class_number;
  }
  return store_.Make({AbstractKind::Class, number});
}

AbstractId Evaluator::BindMember(AbstractId found, AbstractId receiver,
                                 uint32_t owner, TextRange range) {
  if (store_.kind(found) == AbstractKind::Choose) {
    std::vector<AbstractId> bound;
    const std::vector<AbstractId> options(store_.parts(found).begin(),
                                          store_.parts(found).end());
    for (const AbstractId option : options) {
      bound.push_back(BindMember(option, receiver, owner, range));
    }
    return store_.MakeChoose(bound);
  }
  if (store_.kind(found) != AbstractKind::Closure) {
    return found;
  }
  Closure closure = closures_[store_.node(found).a];
  const FunctionInfo& info = index_.functions[closure.function];
  const Function& function = program_.module(info.module).function(info.id);
  closure.owner = owner;
  const bool on_class = store_.kind(receiver) == AbstractKind::Class;
  switch (function.binding) {
    case FunctionBinding::StaticMethod:
    case FunctionBinding::Plain:
      return found;
    case FunctionBinding::ClassMethod:
      closure.receiver = on_class ? receiver : ClassOf(receiver, owner);
      break;
    case FunctionBinding::Method:
    case FunctionBinding::Property:
      if (on_class) {
        return InternClosure(closure);
      }
      closure.receiver = receiver;
      break;
  }
  const AbstractId bound = InternClosure(closure);
  if (function.binding == FunctionBinding::Property) {
    return CallClosure(store_.node(bound).a, NoArguments(), SiteAt(range));
  }
  return bound;
}

AbstractId Evaluator::MemberOf(AbstractId object, NameId name,
                               TextRange range) {
  const AbstractNode node = store_.node(object);
  switch (node.kind) {
    case AbstractKind::Instance:
      return MemberOfInstance(object, name, range);
    case AbstractKind::Class: {
      uint32_t owner = kNoIndex;
      if (const auto found = FindInClass(node.a, name, owner)) {
        return MayBeSet(BindMember(*found, object, owner, range), name, range);
      }
      if (store_.name(name) == "__name__") {
        return store_.MakeText(store_.name(index_.classes[node.a].name),
                               module().At(range));
      }
      return MakeHole(UnknownReason::UnknownAttribute, store_.name(name),
                      range);
    }
    case AbstractKind::Super: {
      const ClassState& state = classes_[node.a];
      for (const AbstractId base : state.bases) {
        uint32_t owner = kNoIndex;
        if (store_.kind(base) != AbstractKind::Class) {
          continue;
        }
        if (const auto found = FindInClass(store_.node(base).a, name, owner)) {
          return BindMember(*found, {node.b}, owner, range);
        }
      }
      return MakeHole(UnknownReason::UnknownAttribute, store_.name(name),
                      range);
    }
    case AbstractKind::Module:
      return MemberOfModule({node.a}, name, range);
    case AbstractKind::Library:
      return MemberOfLibrary({node.a}, name);
    case AbstractKind::Choose: {
      std::vector<AbstractId> found;
      const std::vector<AbstractId> options(store_.parts(object).begin(),
                                            store_.parts(object).end());
      for (const AbstractId option : options) {
        if (store_.kind(option) != AbstractKind::None) {
          found.push_back(MemberOf(option, name, range));
        }
      }
      return found.empty() ? MakeHole(UnknownReason::UnknownAttribute,
                                      store_.name(name), range)
                           : store_.MakeChoose(found);
    }
    case AbstractKind::Handle:
      if (const auto made = HandleMember(object, name)) {
        return *made;
      }
      return store_.Make({AbstractKind::Method, object.index, name.index});
    case AbstractKind::Hole:
      return MemberOfHole(object, name, range);
    case AbstractKind::Fixed:
    case AbstractKind::Sequence:
    case AbstractKind::Repeat:
    case AbstractKind::Number:
      // Of an enumeration's member.
      if (store_.name(name) == "value") {
        return object;
      }
      // Of a path.
      if (store_.name(name) == "parent") {
        return ParentOf(object, range);
      }
      if (store_.name(name) == "parents") {
        return ParentsOf(object, range);
      }
      break;
    default:
      break;
  }
  if (MethodOperation(name) != nullptr) {
    return store_.Make({AbstractKind::Method, object.index, name.index});
  }
  return MakeHole(UnknownReason::UnknownAttribute, store_.name(name), range);
}

AbstractId Evaluator::MemberOfHole(AbstractId object, NameId name,
                                   TextRange range) {
  if (fallbacks_.contains(name.index)) {
    return store_.Make({AbstractKind::Method, object.index, name.index});
  }
  if (IsExcerpt(object)) {
    return NamedIn(object, store_.name(name)).value_or(object);
  }
  return Derived(object, UnknownReason::UnknownAttribute, store_.name(name),
                 range);
}

AbstractId Evaluator::MemberOfModule(ModuleId of, NameId name,
                                     TextRange range) {
  RunModule(of);
  if (index_.modules[of.index].changing.contains(name.index)) {
    const AbstractId value = GlobalOf(of, name, {});
    if (value != store_.unset()) {
      return value;
    }
  }
  const Environment& global = environments_[modules_[of.index].environment];
  const auto found = global.globals.find(name.index);
  if (found != global.globals.end() &&
      cells_[found->second.index] != store_.unset()) {
    return cells_[found->second.index];
  }
  // A module of the package.
  Import inner;
  inner.level = 1;
  inner.module = std::string(store_.name(name));
  if (const auto module_id = program_.Resolve(of, inner).module) {
    RunModule(*module_id);
    return store_.Make({AbstractKind::Module, module_id->index});
  }
  return MakeHole(UnknownReason::UndefinedName, store_.name(name), range);
}

AbstractId Evaluator::MemberOfLibrary(NameId path, NameId name) {
  std::string whole(store_.name(path));
  whole += '.';
  whole += store_.name(name);
  const NameId joined = store_.Intern(whole);
  const AbstractId value = store_.Make({AbstractKind::Library, joined.index});
  // A folder without a file of its own leads to a module of the program.
  if (folders_.contains({frame_->module.index, path})) {
    Import inner;
    inner.module = whole;
    if (const auto module_id = program_.Resolve(frame_->module, inner).module) {
      RunModule(*module_id);
      return store_.Make({AbstractKind::Module, module_id->index});
    }
    folders_.insert({frame_->module.index, joined});
  }
  return value;
}

CellId Evaluator::AttributeCell(AbstractId object, NameId name) {
  HeapObject& heap = Object(object);
  for (const auto& [known, cell] : heap.attributes) {
    if (known == name) {
      return cell;
    }
  }
  const CellId made = NewCell(store_.unset(), birth_[heap.content.index]);
  heap.attributes.emplace_back(name, made);
  return made;
}

AbstractId Evaluator::MemberOfInstance(AbstractId object, NameId name,
                                       TextRange range) {
  AbstractId value = Read(AttributeCell(object, name));
  if (value != store_.unset() && !CanBeNone(value)) {
    return value;
  }
  uint32_t owner = kNoIndex;
  const uint32_t class_number = Object(object).class_number;
  const auto in_class = FindInClass(class_number, name, owner);
  if (value == store_.unset() && in_class &&
      store_.kind(*in_class) == AbstractKind::Closure) {
    return BindMember(*in_class, object, owner, range);
  }
  // Set by a method that has not been run on this object yet.
  RunAttributeWriters(object, name, value);
  for (const auto& [known, cell] : Object(object).attributes) {
    if (known == name) {
      value = Read(cell);
      break;
    }
  }
  if (value != store_.unset()) {
    return value;
  }
  if (in_class) {
    return MayBeSet(BindMember(*in_class, object, owner, range), name, range);
  }
  if (const auto found =
          FindInClass(class_number, store_.Intern("__getattr__"), owner)) {
    return MakeHole(UnknownReason::UnknownAttribute, store_.name(name), range);
  }
  return MakeHole(UnknownReason::UnknownAttribute, store_.name(name), range);
}

void Evaluator::SetAttribute(AbstractId object, NameId name, AbstractId value) {
  switch (store_.kind(object)) {
    case AbstractKind::Instance:
      Write(AttributeCell(object, name), value);
      break;
    case AbstractKind::Class: {
      // Its body may not have run yet: what it holds is not known then.
      const uint32_t body = classes_[store_.node(object).a].environment;
      if (body == kNoIndex) {
        break;
      }
      auto& slots = environments_[body].slots;
      for (const auto& [known, cell] : slots) {
        if (known == name) {
          Write(cell, store_.Join(cells_[cell.index], value));
          return;
        }
      }
      slots.emplace_back(name, NewCell(value, 0));
      break;
    }
    case AbstractKind::Choose: {
      const std::vector<AbstractId> options(store_.parts(object).begin(),
                                            store_.parts(object).end());
      for (const AbstractId option : options) {
        if (store_.kind(option) == AbstractKind::Instance) {
          const CellId cell = AttributeCell(option, name);
          Write(cell, store_.Join(cells_[cell.index], value));
        }
      }
      break;
    }
    case AbstractKind::Module: {
      const CellId cell = GlobalCell({store_.node(object).a}, name);
      Write(cell, store_.Join(cells_[cell.index], value));
      break;
    }
    case AbstractKind::Handle:
      TraceAttribute(object, name, value);
      break;
    default:
      break;
  }
}

AbstractId Evaluator::Construct(uint32_t class_number,
                                const Arguments& arguments,
                                const CallSite& site) {
  if (const auto member =
          LibraryCalls(*this, arguments, site).MemberByValue(class_number)) {
    return *member;
  }
  const AbstractId object = NewObject(AbstractKind::Instance, store_.unset());
  Object(object).class_number = class_number;
  ClassState& state = classes_[class_number];
  if (state.instances.size() < kMostInstances) {
    state.instances.emplace(arguments.positional, object);
  }
  uint32_t owner = kNoIndex;
  const auto made = FindInClass(class_number, store_.Intern("__new__"), owner);
  const auto init = FindInClass(class_number, store_.Intern("__init__"), owner);
  if (init && store_.kind(*init) == AbstractKind::Closure) {
    const AbstractId bound =
        BindMember(*init, object, owner, site.location.range);
    CallClosure(store_.node(bound).a, arguments, site);
  } else if (!made) {
    FillFields(class_number, object, arguments, site);
  }
  return object;
}

// A class without a constructor of its own: its annotated fields in order (a
// dataclass, a NamedTuple, a model) take the arguments.
void Evaluator::FillFields(uint32_t class_number, AbstractId object,
                           const Arguments& arguments, const CallSite& site) {
  std::vector<uint32_t> order{class_number};
  for (size_t i = 0; i < order.size() && i < kMostBases; ++i) {
    for (const AbstractId base : classes_[order[i]].bases) {
      if (store_.kind(base) == AbstractKind::Class) {
        order.push_back(store_.node(base).a);
      }
    }
  }
  std::ranges::reverse(order);
  size_t next = 0;
  for (const uint32_t number : order) {
    const uint32_t environment = classes_[number].environment;
    if (environment == kNoIndex) {
      continue;
    }
    const auto slots = environments_[environment].slots;
    for (const auto& [name, cell] : slots) {
      if (store_.kind(cells_[cell.index]) == AbstractKind::Closure) {
        continue;
      }
      AbstractId value = FieldDefault(cells_[cell.index], site);
      if (next < arguments.positional.size()) {
        value = arguments.positional[next++];
      }
      if (value != store_.unset()) {
        Write(AttributeCell(object, name), value);
      }
    }
  }
  for (const auto& [name, value, key] : arguments.named) {
    Write(AttributeCell(object, name), value);
  }
  uint32_t owner = kNoIndex;
  const auto after =
      FindInClass(class_number, store_.Intern("__post_init__"), owner);
  if (after && store_.kind(*after) == AbstractKind::Closure) {
    const AbstractId bound =
        BindMember(*after, object, owner, site.location.range);
    CallClosure(store_.node(bound).a, NoArguments(), site);
  }
}

// `field(default="x")`, `field(default_factory=list)` leave a Partial.
AbstractId Evaluator::FieldDefault(AbstractId value, const CallSite& site) {
  if (store_.kind(value) != AbstractKind::Partial) {
    return value;
  }
  const Arguments& arguments = partials_[store_.node(value).b];
  for (const auto& [name, given, key] : arguments.named) {
    if (store_.name(name) == "default") {
      return given;
    }
    if (store_.name(name) == "default_factory") {
      return CallValue(given, NoArguments(), site);
    }
  }
  return store_.unset();
}

AbstractId Evaluator::ElementOfClass(AbstractId object, AbstractId key,
                                     TextRange range, std::string_view name) {
  // An enumeration by name; a generic class.
  if (const auto text = store_.AsFixed(key)) {
    uint32_t owner = kNoIndex;
    if (const auto found =
            FindInClass(store_.node(object).a, store_.Intern(*text), owner)) {
      return *found;
    }
    return MakeHole(UnknownReason::UnknownElement, name, range);
  }
  return object;
}

AbstractId Evaluator::TextOfInstance(AbstractId object, TextRange range) {
  uint32_t owner = kNoIndex;
  for (const std::string_view method : {"__str__", "__repr__"}) {
    const NameId name = store_.Intern(method);
    const auto found = FindInClass(Object(object).class_number, name, owner);
    if (found && store_.kind(*found) == AbstractKind::Closure) {
      const AbstractId bound = BindMember(*found, object, owner, range);
      const AbstractId text =
          CallClosure(store_.node(bound).a, NoArguments(), SiteAt(range));
      if (store_.IsText(text) || store_.IsHole(text)) {
        return text;
      }
    }
  }
  return MakeHole(UnknownReason::UnknownCall, "", range);
}

}  // namespace pgpact
