// Evaluator: names, assignments and imports.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

uint32_t ValueTools::NewEnvironment(uint32_t parent, uint32_t module) {
  Environment& made = environments_.emplace_back();
  made.parent = parent;
  made.module = module;
  return static_cast<uint32_t>(environments_.size() - 1);
}

CellId Evaluator::FindCell(NameId name) {
  uint32_t at = frame_->environment;
  while (at != kNoIndex) {
    const Environment& here = environments_[at];
    // A class's names are seen by its body only, not by its methods.
    for (const auto& [known, cell] : here.slots) {
      if (known == name) {
        return cell;
      }
    }
    const auto global = here.globals.find(name.index);
    if (global != here.globals.end()) {
      return global->second;
    }
    at = here.parent;
  }
  return {};
}

std::optional<AbstractId> Evaluator::FindName(NameId name) {
  const CellId cell = FindCell(name);
  if (cell.index == kNoIndex) {
    return std::nullopt;
  }
  // A module's variables are there from the beginning on.
  if (birth_[cell.index] != 0) {
    return Read(cell);
  }
  const AbstractId value = cells_[cell.index];
  const Environment& global =
      environments_[modules_[frame_->module.index].environment];
  const auto found = global.globals.find(name.index);
  if (found == global.globals.end() || found->second != cell) {
    return Read(cell);
  }
  if (index_.modules[frame_->module.index].changing.contains(name.index)) {
    return GlobalOf(frame_->module, name, {});
  }
  return value;
}

AbstractId Evaluator::ReadName(ValueId id) {
  const NameId name = index_.modules[frame_->module.index].names[id.index];
  const TextRange range = module().value(id).range;
  const std::optional<AbstractId> found = FindName(name);
  if (found) {
    if (*found != store_.unset()) {
      return Imported(*found, range);
    }
    if (birth_[FindCell(name).index] >= frame_->first_cell) {
      return MakeHole(UnknownReason::UndefinedName, store_.name(name), range);
    }
  }
  // Names that the language brings along are a library without a path.
  return store_.Make({AbstractKind::Library, name.index});
}

// What a name stands for that was imported in a circle.
AbstractId Evaluator::Imported(AbstractId value, TextRange range) {
  constexpr int kMostSteps = 8;
  for (int i = 0; i < kMostSteps; ++i) {
    const AbstractNode node = store_.node(value);
    if (node.kind != AbstractKind::Imported) {
      break;
    }
    value = MemberOfModule({node.a}, {node.b}, range);
  }
  return value;
}

CellId Evaluator::GlobalCell(ModuleId module, NameId name) {
  Environment& global = environments_[modules_[module.index].environment];
  const auto found = global.globals.find(name.index);
  if (found != global.globals.end()) {
    return found->second;
  }
  const CellId made = NewCell(store_.unset(), 0);
  global.globals.emplace(name.index, made);
  return made;
}

// A variable that functions assign too: what they may have given it counts.
AbstractId Evaluator::GlobalOf(ModuleId module, NameId name, Location) {
  RunModule(module);
  const CellId cell = GlobalCell(module, name);
  const auto writers = index_.global_writers.find(name.index);
  if (writers != index_.global_writers.end() && !Tracing()) {
    for (const uint32_t writer : writers->second) {
      if (index_.functions[writer].module == module && !visited_[writer]) {
        RunRoot(writer);
      }
    }
  }
  return Read(cell);
}

CellId Evaluator::LocalCell(NameId name) {
  Environment& here = environments_[frame_->environment];
  for (const auto& [known, cell] : here.slots) {
    if (known == name) {
      return cell;
    }
  }
  if (here.parent == kNoIndex) {
    return GlobalCell(frame_->module, name);
  }
  const CellId made = NewCell(store_.unset(), frame_->first_cell);
  here.slots.emplace_back(name, made);
  return made;
}

void Evaluator::DeclareOuterNames(const DeclareOuter& outer) {
  for (const std::string& text : outer.names) {
    const NameId name = store_.Intern(text);
    CellId cell;
    if (outer.module_level) {
      cell = GlobalCell(frame_->module, name);
    } else {
      const uint32_t here = frame_->environment;
      frame_->environment = environments_[here].parent;
      cell = FindCell(name);
      frame_->environment = here;
    }
    if (cell.index == kNoIndex) {
      continue;
    }
    auto& slots = environments_[frame_->environment].slots;
    const auto known = std::ranges::find(
        slots, name, [](const auto& slot) { return slot.first; });
    if (known != slots.end()) {
      known->second = cell;
    } else {
      slots.emplace_back(name, cell);
    }
  }
}

void Evaluator::Bind(const Target& target, AbstractId value) {
  switch (target.kind) {
    case Target::Kind::Name:
      Write(LocalCell(store_.Intern(target.name)), value);
      break;
    case Target::Kind::Member:
      SetAttribute(EvaluateValue(target.object), store_.Intern(target.name),
                   value);
      break;
    case Target::Kind::Element:
      BindElement(EvaluateValue(target.object), EvaluateValue(target.key),
                  value);
      break;
    case Target::Kind::Tuple:
      BindTuple(target, value);
      break;
    case Target::Kind::Spread:
      Write(LocalCell(store_.Intern(target.name)), value);
      break;
    case Target::Kind::Ignored:
      break;
  }
}

void Evaluator::BindTuple(const Target& target, AbstractId value) {
  const auto known = KnownElements(value);
  const auto spread =
      std::ranges::find(target.parts, Target::Kind::Spread, &Target::kind);
  const auto before = static_cast<size_t>(spread - target.parts.begin());
  const bool has_spread = spread != target.parts.end();
  const size_t fixed_parts = target.parts.size() - (has_spread ? 1 : 0);
  const bool fits = known && (has_spread ? known->size() >= fixed_parts
                                         : known->size() == fixed_parts);
  if (!fits) {
    BindTupleOfAny(target, value);
    return;
  }
  size_t at = 0;
  const size_t rest = known->size() - fixed_parts;
  for (size_t i = 0; i < target.parts.size(); ++i) {
    if (has_spread && i == before) {
      const auto first = known->begin() + static_cast<ptrdiff_t>(at);
      const std::vector<AbstractId> items(first,
                                          first + static_cast<ptrdiff_t>(rest));
      Bind(target.parts[i],
           NewList(store_.MakeParts(AbstractKind::Items, items)));
      at += rest;
    } else {
      Bind(target.parts[i], (*known)[at++]);
    }
  }
}

// Each part gets what it is in any of the tuples that the value may be.
void Evaluator::BindTupleOfAny(const Target& target, AbstractId value) {
  std::vector<AbstractId> options;
  if (store_.kind(value) == AbstractKind::Choose) {
    options.assign(store_.parts(value).begin(), store_.parts(value).end());
  }
  std::vector<AbstractId> parts(target.parts.size(), store_.unset());
  for (const AbstractId option : options) {
    const auto known = KnownElements(option);
    if (!known || known->size() != parts.size()) {
      if (store_.kind(option) == AbstractKind::None) {
        continue;
      }
      options.clear();
      break;
    }
    for (size_t i = 0; i < parts.size(); ++i) {
      parts[i] = store_.Join(parts[i], (*known)[i]);
    }
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    const Target& part = target.parts[i];
    Bind(part,
         options.empty() ? AnyElement(value, part.range, part.name) : parts[i]);
  }
}

void Evaluator::BindElement(AbstractId object, AbstractId key,
                            AbstractId value) {
  if (store_.kind(object) == AbstractKind::Choose) {
    const std::vector<AbstractId> options(store_.parts(object).begin(),
                                          store_.parts(object).end());
    for (const AbstractId option : options) {
      if (store_.kind(option) == AbstractKind::Dictionary) {
        const AbstractId before = Content(option);
        SetContent(option, store_.Join(before, SetEntry(before, key, value)));
      }
    }
    return;
  }
  if (store_.kind(object) == AbstractKind::Dictionary) {
    SetContent(object, SetEntry(Content(object), key, value));
    return;
  }
  if (store_.kind(object) == AbstractKind::List) {
    const AbstractId content = Content(object);
    std::vector<AbstractId> items(store_.parts(content).begin(),
                                  store_.parts(content).end());
    for (AbstractId& item : items) {
      const AbstractKind kind = store_.kind(item);
      const AbstractId joined = store_.Join(Plain(item), value);
      item = kind == AbstractKind::AnyTimes || kind == AbstractKind::Optional
                 ? store_.Make({kind, joined.index})
                 : joined;
    }
    SetContent(object, store_.MakeParts(AbstractKind::Items, items));
  }
}

// A library that is known is not hidden by a module of its name inside a
// package of the program: only what stands on the search path is, which a
// package's own folder is not.
ResolvedImport Evaluator::ResolveImport(const Import& import) const {
  const ResolvedImport resolved = program_.Resolve(frame_->module, import);
  const std::string top = import.module.substr(0, import.module.find('.'));
  if (!resolved.module || import.level > 0 || !libraries_.contains(top)) {
    return resolved;
  }
  const std::string& path = program_.module(*resolved.module).path;
  std::string wanted = "/" + import.module;
  std::ranges::replace(wanted, '.', '/');
  const size_t at = path.rfind(wanted);
  const bool inside =
      at != std::string::npos && program_.by_path.contains(path.substr(0, at));
  return inside ? ResolvedImport{std::nullopt, import.module} : resolved;
}

void Evaluator::RunImport(const Import& import) {
  const NameId name = store_.Intern(import.name);
  const ResolvedImport whole = ResolveImport(import);
  if (import.member.empty()) {
    ImportWhole(import, whole, name);
    return;
  }
  if (import.member == "*") {
    if (whole.module) {
      ImportAll(*whole.module);
    }
    return;
  }
  const NameId member = store_.Intern(import.member);
  if (whole.module && *whole.module != frame_->module) {
    RunModule(*whole.module);
    const Environment& global =
        environments_[modules_[whole.module->index].environment];
    const auto found = global.globals.find(member.index);
    if (found != global.globals.end() &&
        cells_[found->second.index] != store_.unset()) {
      // The variable itself, so that a later change of it is seen.
      const auto& changing = index_.modules[whole.module->index].changing;
      if (changing.contains(member.index)) {
        Write(LocalCell(name), GlobalOf(*whole.module, member, {}));
      } else {
        // Taken before the cells move to make room for one more.
        const AbstractId value = cells_[found->second.index];
        Write(LocalCell(name), value);
      }
      return;
    }
  }
  Import part = import;
  part.module += (part.module.empty() ? "" : ".") + import.member;
  const bool circle = whole.module && *whole.module != frame_->module &&
                      !modules_[whole.module->index].finished;
  if (circle && !ResolveImport(part).module) {
    Write(LocalCell(name), store_.Make({AbstractKind::Imported,
                                        whole.module->index, member.index}));
    return;
  }
  if (const auto inner = ResolveImport(part).module) {
    RunModule(*inner);
    Write(LocalCell(name), store_.Make({AbstractKind::Module, inner->index}));
    return;
  }
  if (whole.module) {
    Write(
        LocalCell(name),
        store_.MakeHole(
            {UnknownReason::UndefinedName, HoleForm::Text, import.member, {}}));
    return;
  }
  const NameId path = store_.Intern(part.module);
  Write(LocalCell(name), store_.Make({AbstractKind::Library, path.index}));
}

void Evaluator::ImportWhole(const Import& import, const ResolvedImport& whole,
                            NameId name) {
  const size_t dot = import.module.find('.');
  if (whole.module) {
    RunModule(*whole.module);
  }
  const bool top = dot != std::string::npos && import.level == 0 &&
                   import.name == import.module.substr(0, dot);
  if (top) {
    // `import a.b` binds a; a.b is found through it.
    Import first = import;
    first.module = import.name;
    const auto package = ResolveImport(first).module;
    const AbstractId bound =
        package ? store_.Make({AbstractKind::Module, package->index})
                : store_.Make({AbstractKind::Library, name.index});
    if (whole.module && !package) {
      folders_.insert({frame_->module.index, name});
    }
    Write(LocalCell(name), bound);
    return;
  }
  if (whole.module) {
    Write(LocalCell(name),
          store_.Make({AbstractKind::Module, whole.module->index}));
    return;
  }
  const NameId path = store_.Intern(import.module);
  Write(LocalCell(name), store_.Make({AbstractKind::Library, path.index}));
}

void Evaluator::ImportAll(ModuleId from) {
  if (from == frame_->module) {
    return;
  }
  RunModule(from);
  std::vector<std::pair<NameId, AbstractId>> names;
  for (const auto& [name, cell] :
       environments_[modules_[from.index].environment].globals) {
    names.emplace_back(NameId{name}, cells_[cell.index]);
  }
  std::ranges::sort(names);
  for (const auto& [name, value] : names) {
    if (value != store_.unset() && !store_.name(name).starts_with('_')) {
      Write(LocalCell(name), value);
    }
  }
}

}  // namespace pgpact
