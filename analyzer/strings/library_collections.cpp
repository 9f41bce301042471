// LibraryCalls on lists, dictionaries, records and enumerations.
#include <algorithm>
#include <string>

#include "analyzer/strings/library_calls.h"

namespace pgpact {

namespace {

constexpr uint32_t kMostBases = 16;

}  // namespace

// filter(f, list): what f may keep; without f what is not empty.
AbstractId LibraryCalls::Filtered() {
  const AbstractId keep = Given(0, "function");
  const AbstractId content =
      run_.ItemsOf(Given(1, "iterable"), site_.location.range);
  const Parts items(store_.parts(content).begin(), store_.parts(content).end());
  Parts kept;
  for (const AbstractId item : items) {
    AbstractId asked = run_.Plain(item);
    if (keep != store_.none()) {
      Arguments one = run_.NoArguments();
      one.positional.push_back(asked);
      asked = run_.CallValue(keep, one, site_);
    }
    const auto truth = run_.Truth(asked);
    if (truth.value_or(true)) {
      kept.push_back(truth ? item : run_.PerhapsGone(item));
    }
  }
  return run_.NewList(store_.MakeParts(AbstractKind::Items, kept));
}

AbstractId LibraryCalls::Chained(const std::vector<AbstractId>& lists) {
  Parts items;
  for (const AbstractId list : lists) {
    const AbstractId content = run_.ItemsOf(list, site_.location.range);
    items.insert(items.end(), store_.parts(content).begin(),
                 store_.parts(content).end());
  }
  return run_.NewList(store_.MakeParts(AbstractKind::Items, items));
}

AbstractId LibraryCalls::Reduced() {
  const auto elements = run_.KnownElements(Given(1, "iterable"));
  if (!elements) {
    return Unknown("reduce", store_.unset());
  }
  AbstractId so_far = Given(2, "initial");
  for (const AbstractId element : *elements) {
    Arguments two = run_.NoArguments();
    two.positional = {so_far, element};
    so_far = so_far == store_.unset()
                 ? element
                 : run_.CallValue(Given(0, "function"), two, site_);
  }
  return so_far == store_.unset() ? Unknown("reduce", so_far) : so_far;
}

// getattr(object, name, otherwise)
AbstractId LibraryCalls::Attribute() {
  const AbstractId name = Given(1, "name");
  const auto text = store_.AsFixed(name);
  const AbstractId otherwise = Given(2, "default");
  const AbstractId found =
      text ? run_.MemberOf(Given(0, "object"), store_.Intern(*text),
                           site_.location.range)
           : Unknown("getattr", store_.unset());
  if (otherwise == store_.unset() ||
      (!store_.IsHole(found) && found != store_.unset())) {
    return found;
  }
  const AbstractId either[] = {otherwise, found};
  return store_.MakeChoose(either);
}

// defaultdict(str): what it makes of a key that is not there. One that makes
// no texts fills itself as it is read: it is not followed.
AbstractId LibraryCalls::WithDefault() {
  const AbstractId factory = Given(0, "default_factory");
  AbstractId missing = store_.unset();
  if (store_.kind(factory) == AbstractKind::Library) {
    const std::string_view name = store_.name({store_.node(factory).a});
    missing = name == "str"   ? store_.empty()
              : name == "int" ? store_.MakeNumber("0")
                              : missing;
  } else if (store_.kind(factory) == AbstractKind::Closure) {
    const AbstractId value = run_.CallValue(factory, run_.NoArguments(), site_);
    missing = store_.IsText(value) ? value : missing;
  }
  if (missing == store_.unset()) {
    return Unknown("defaultdict", store_.unset());
  }
  Arguments rest = arguments_;
  if (!rest.positional.empty()) {
    rest.positional.erase(rest.positional.begin());
  }
  const AbstractId made = run_.MakeDictionary(rest, site_.location.range);
  run_.Object(made).missing = missing;
  return made;
}

// ChainMap(first, second): the first that has a key.
AbstractId LibraryCalls::Layered() {
  AbstractId content = store_.MakeParts(AbstractKind::Entries, {});
  for (auto layer = arguments_.positional.rbegin();
       layer != arguments_.positional.rend(); ++layer) {
    content = run_.MergeEntries(content, *layer, site_.location.range);
  }
  return run_.NewObject(AbstractKind::Dictionary, content);
}

// max(a, b): one of them.
AbstractId LibraryCalls::OneOf() {
  Parts options = arguments_.positional;
  if (options.size() == 1) {
    const auto elements = run_.KnownElements(options[0]);
    options = elements ? *elements : Parts();
  }
  const bool number = std::ranges::any_of(options, [this](AbstractId option) {
    return store_.kind(option) == AbstractKind::Number ||
           (store_.IsHole(option) &&
            store_.hole(option).form == HoleForm::Number);
  });
  if (number) {
    return run_.MakeHole(UnknownReason::Number, "", site_.location.range,
                         HoleForm::Number);
  }
  if (options.empty() || arguments_.any_positional != store_.unset()) {
    return Unknown("max", store_.unset());
  }
  return store_.MakeChoose(options);
}

bool LibraryCalls::HasBase(uint32_t class_number, std::string_view ending,
                           uint32_t depth) const {
  if (class_number == kNoIndex || depth > kMostBases) {
    return false;
  }
  return std::ranges::any_of(run_.classes_[class_number].bases,
                             [&](AbstractId base) {
                               const AbstractNode node = store_.node(base);
                               if (node.kind == AbstractKind::Class) {
                                 return HasBase(node.a, ending, depth + 1);
                               }
                               return node.kind == AbstractKind::Library &&
                                      store_.name({node.a}).ends_with(ending);
                             });
}

// The names that the bodies of a class and of its bases give a value, in
// order.
std::vector<NameId> LibraryCalls::FieldsOf(uint32_t class_number,
                                           uint32_t depth) const {
  std::vector<NameId> fields;
  if (class_number == kNoIndex || depth > kMostBases) {
    return fields;
  }
  const ClassState& state = run_.classes_[class_number];
  for (const AbstractId base : state.bases) {
    if (store_.kind(base) == AbstractKind::Class) {
      const auto inner = FieldsOf(store_.node(base).a, depth + 1);
      fields.insert(fields.end(), inner.begin(), inner.end());
    }
  }
  if (state.environment == kNoIndex) {
    return fields;
  }
  for (const auto& [name, cell] : run_.environments_[state.environment].slots) {
    const AbstractId value = run_.cells_[cell.index];
    const bool field = value != store_.unset() &&
                       store_.kind(value) != AbstractKind::Closure &&
                       !store_.name(name).starts_with('_');
    if (field && std::ranges::find(fields, name) == fields.end()) {
      fields.push_back(name);
    }
  }
  return fields;
}

std::optional<std::vector<AbstractId>> LibraryCalls::ElementsOf(
    AbstractId value) {
  if (store_.kind(value) == AbstractKind::Instance) {
    const HeapObject& record = run_.Object(value);
    if (!HasBase(record.class_number, "NamedTuple", 0) &&
        !HasBase(record.class_number, ".namedtuple", 0)) {
      return std::nullopt;
    }
    Parts members;
    for (const NameId name : FieldsOf(record.class_number, 0)) {
      members.push_back(run_.MemberOf(value, name, site_.location.range));
    }
    return members;
  }
  if (store_.kind(value) != AbstractKind::Class ||
      !(HasBase(store_.node(value).a, "Enum", 0) ||
        HasBase(store_.node(value).a, "Flag", 0))) {
    return std::nullopt;
  }
  Parts members;
  for (const NameId name : FieldsOf(store_.node(value).a, 0)) {
    members.push_back(run_.MemberOf(value, name, site_.location.range));
  }
  return members;
}

std::optional<AbstractId> LibraryCalls::MemberByValue(uint32_t class_number) {
  if (arguments_.positional.size() != 1) {
    return std::nullopt;
  }
  const auto members =
      ElementsOf(store_.Make({AbstractKind::Class, class_number}));
  return members && !members->empty()
             ? std::optional(store_.MakeChoose(*members))
             : std::nullopt;
}

std::optional<AbstractId> LibraryCalls::CallOfRecord(AbstractId record,
                                                     std::string_view name) {
  if ((name != "_replace" && name != "_asdict") || !ElementsOf(record)) {
    return std::nullopt;
  }
  return name == "_replace" ? CopyOfRecord(record) : DictionaryOfRecord(record);
}

// The same object with the members that the call names.
AbstractId LibraryCalls::CopyOfRecord(AbstractId record) {
  if (store_.kind(record) != AbstractKind::Instance) {
    return run_.Derived(record, UnknownReason::UnknownCall, "replace",
                        site_.location.range);
  }
  const uint32_t class_number = run_.Object(record).class_number;
  const auto attributes = run_.Object(record).attributes;
  const AbstractId copy =
      run_.NewObject(AbstractKind::Instance, store_.unset());
  run_.Object(copy).class_number = class_number;
  for (const auto& [name, cell] : attributes) {
    const AbstractId value = run_.Read(cell);
    run_.Write(run_.AttributeCell(copy, name), value);
  }
  for (const auto& [name, value, key] : arguments_.named) {
    run_.Write(run_.AttributeCell(copy, name), value);
  }
  return copy;
}

AbstractId LibraryCalls::DictionaryOfRecord(AbstractId record) {
  if (store_.kind(record) != AbstractKind::Instance) {
    return run_.Derived(record, UnknownReason::UnknownCall, "asdict",
                        site_.location.range);
  }
  Parts entries;
  for (const NameId name : FieldsOf(run_.Object(record).class_number, 0)) {
    entries.push_back(store_.MakeText(store_.name(name), site_.location));
    entries.push_back(run_.MemberOf(record, name, site_.location.range));
  }
  return run_.NewObject(AbstractKind::Dictionary,
                        store_.MakeParts(AbstractKind::Entries, entries));
}

}  // namespace pgpact
