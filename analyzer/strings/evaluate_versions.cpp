// Evaluator: conditions that ask for the server's version. They are decided as
// on the version that the program is checked for; what only another version
// comes to is noted as that one's. Where such a condition cannot be decided,
// what its branches run is doubted.
#include <algorithm>
#include <array>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

constexpr uint32_t kDeepest = 8;

// What makes a number, a tuple or an object to compare of a version.
constexpr std::array<std::string_view, 12> kConversions = {
    "int",   "float",        "str",           "tuple",   "list",    "map",
    "round", "LooseVersion", "StrictVersion", "Version", "version", "parse"};

bool IsConversion(std::string_view name) {
  return std::ranges::find(kConversions, name) != kConversions.end() ||
         name == "parse_version";
}

std::string_view LastName(const Module& module, ValueId id) {
  const Value& value = module.value(id);
  if (const auto* name = std::get_if<Name>(&value.node)) {
    return name->name;
  }
  const auto* member = std::get_if<Member>(&value.node);
  return member == nullptr ? std::string_view() : member->name;
}

// `settings["server_version_num"]`
std::string_view KeyOf(const Module& module, const Element& element) {
  const auto* key = std::get_if<Literal>(&module.value(element.key).node);
  return key == nullptr ? std::string_view() : key->text.text;
}

bool IsKnown(AbstractKind kind) {
  return kind == AbstractKind::Number || kind == AbstractKind::Fixed ||
         kind == AbstractKind::None || kind == AbstractKind::True ||
         kind == AbstractKind::False;
}

// The part of a slice, a text, a quotient or a tuple that says the version.
std::optional<ValueId> PartOf(const Value& value) {
  if (const auto* slice = std::get_if<struct Slice>(&value.node)) {
    return slice->object;
  }
  if (const auto* text = std::get_if<Interpolate>(&value.node)) {
    return text->parts.size() == 1 ? std::optional(text->parts[0])
                                   : std::nullopt;
  }
  if (const auto* computed = std::get_if<Computation>(&value.node)) {
    // `server_version // 100`
    return computed->op == Computation::Operator::Other &&
                   computed->operands.size() == 2
               ? std::optional(computed->operands[0])
               : std::nullopt;
  }
  const auto* parts = std::get_if<Collection>(&value.node);
  // `(version.major, version.minor)`
  return parts == nullptr || parts->entries.empty()
             ? std::nullopt
             : std::optional(parts->entries.front().value);
}

// By what an expression is called, and through what is made of it.
VersionName VersionNamed(const Module& module, ValueId id, uint32_t depth) {
  const Value& value = module.value(id);
  if (depth > kDeepest) {
    return VersionName::None;
  }
  if (const auto* name = std::get_if<Name>(&value.node)) {
    return VersionNameOf(name->name);
  }
  if (const auto* member = std::get_if<Member>(&value.node)) {
    return std::max(VersionNameOf(member->name),
                    VersionNamed(module, member->object, depth + 1));
  }
  if (const auto* element = std::get_if<Element>(&value.node)) {
    return std::max(VersionNameOf(KeyOf(module, *element)),
                    VersionNamed(module, element->object, depth + 1));
  }
  if (const auto part = PartOf(value)) {
    return VersionNamed(module, *part, depth + 1);
  }
  if (const auto* call = std::get_if<Call>(&value.node)) {
    VersionName named = VersionNamed(module, call->callee, depth + 1);
    if (IsConversion(LastName(module, call->callee))) {
      named = VersionName::None;
      for (const Argument& argument : call->arguments) {
        named =
            std::max(named, VersionNamed(module, argument.value, depth + 1));
      }
    }
    return named;
  }
  return VersionName::None;
}

}  // namespace

// By the name of what is not known; nothing where the value is known.
VersionName Evaluator::VersionIn(AbstractId value) {
  switch (store_.kind(value)) {
    case AbstractKind::Hole:
      return VersionNameOf(store_.hole(value).name);
    case AbstractKind::Choose: {
      VersionName named = VersionName::None;
      for (const AbstractId option : store_.parts(value)) {
        named = std::max(named, VersionIn(option));
      }
      return named;
    }
    case AbstractKind::Tuple: {
      const auto parts = KnownElements(value);
      return parts && !parts->empty() ? VersionIn(parts->front())
                                      : VersionName::None;
    }
    default:
      return VersionName::None;
  }
}

VersionName Evaluator::VersionOf(ValueId id, AbstractId value) {
  return IsKnown(store_.kind(value))
             ? VersionName::None
             : std::max(VersionNamed(module(), id, 0), VersionIn(value));
}

// Of a name alone, which stands in a condition for its being known.
bool Evaluator::IsServerVersion(ValueId id) {
  const Value& value = module().value(id);
  const bool plain = std::holds_alternative<Name>(value.node) ||
                     std::holds_alternative<Member>(value.node);
  return plain && !other_ &&
         VersionNamed(module(), id, 0) == VersionName::Server &&
         VersionOf(id, EvaluateValue(id)) == VersionName::Server;
}

std::optional<VersionConstant> Evaluator::VersionConstantOf(AbstractId value) {
  switch (store_.kind(value)) {
    case AbstractKind::Number:
      return VersionOfText(store_.name({store_.node(value).a}));
    case AbstractKind::Fixed:
      return VersionOfText(store_.fixed(value).view());
    case AbstractKind::Tuple:
    case AbstractKind::List: {
      const auto parts = KnownElements(value);
      if (!parts || parts->empty()) {
        return std::nullopt;
      }
      const auto major = VersionConstantOf(parts->front());
      const auto minor = parts->size() == 1 ? VersionConstant{}
                                            : VersionConstantOf((*parts)[1]);
      return major && minor
                 ? std::optional(VersionOfParts(major->major, minor->major))
                 : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

// Also of `Version("9.6")`.
std::optional<VersionConstant> Evaluator::ConstantAt(ValueId id,
                                                     AbstractId value) {
  const auto* call = std::get_if<Call>(&module().value(id).node);
  if (call != nullptr && call->arguments.size() == 1 &&
      IsConversion(LastName(module(), call->callee))) {
    return VersionConstantOf(EvaluateValue(call->arguments[0].value));
  }
  return VersionConstantOf(value);
}

namespace {

bool Compares(Computation::Operator op) {
  using enum Computation::Operator;
  return op != IsNone && op != IsNotNone && op != Not && op != Other;
}

Computation::Operator Turned(Computation::Operator op, bool swapped) {
  return swapped ? Mirrored(op) : op;
}

// A test of the version of which the outcome is not known, or none of it.
std::optional<VersionTest> OpenTest(bool asked) {
  return asked ? std::optional(VersionTest{}) : std::nullopt;
}

}  // namespace

std::optional<VersionTest> Evaluator::VersionTestOf(
    const Computation& test, const std::vector<AbstractId>& operands) {
  using enum Computation::Operator;
  if (operands.size() != 2 || other_ || !Compares(test.op)) {
    return std::nullopt;
  }
  for (const bool swapped : {false, true}) {
    const size_t subject = swapped ? 1 : 0;
    const size_t with = 1 - subject;
    const VersionName named =
        VersionOf(test.operands[subject], operands[subject]);
    if (named == VersionName::None) {
      continue;
    }
    const bool server = named == VersionName::Server;
    if (test.op == In || test.op == NotIn) {
      return swapped || !server ? std::nullopt
                                : VersionAmong(operands[with], test.op == In);
    }
    const auto constant = ConstantAt(test.operands[with], operands[with]);
    if (!constant) {
      return OpenTest(server && !IsKnown(store_.kind(operands[with])));
    }
    if (server || constant->certain) {
      return VersionTest{CompareVersion(Turned(test.op, swapped), *constant)};
    }
  }
  return std::nullopt;
}

// `major in (9, 10)`
std::optional<VersionTest> Evaluator::VersionAmong(AbstractId all, bool among) {
  const auto elements = KnownElements(all);
  if (!elements) {
    return std::nullopt;
  }
  bool found = false;
  for (const AbstractId element : *elements) {
    const auto constant = VersionConstantOf(element);
    if (!constant) {
      return std::nullopt;
    }
    const auto same = CompareVersion(Computation::Operator::Equal, *constant);
    if (!same) {
      return VersionTest{};
    }
    found = found || *same;
  }
  return VersionTest{found == among};
}

// A truth that a comparison of the version came to, perhaps beside none where
// it was not made yet.
std::optional<bool> Evaluator::VersionTruth(AbstractId value) const {
  const AbstractNode& node = store_.node(value);
  if (node.kind == AbstractKind::True || node.kind == AbstractKind::False) {
    return node.a == 0 ? std::nullopt
                       : std::optional(node.kind == AbstractKind::True);
  }
  std::optional<bool> truth;
  if (node.kind == AbstractKind::Choose) {
    for (const AbstractId option : store_.parts(value)) {
      const auto one = VersionTruth(option);
      if (!one ? store_.kind(option) != AbstractKind::None
               : truth && *truth != *one) {
        return std::nullopt;
      }
      truth = one ? one : truth;
    }
  }
  return truth;
}

namespace {

// What `isinstance(value, sql.Composable)` asks about.
std::optional<ValueId> AskedToBeComposed(const Module& module,
                                         const Value& condition) {
  const auto* call = std::get_if<Call>(&condition.node);
  if (call == nullptr || call->arguments.size() != 2) {
    return std::nullopt;
  }
  const auto* callee = std::get_if<Name>(&module.value(call->callee).node);
  const Value& wanted = module.value(call->arguments[1].value);
  const auto* name = std::get_if<Name>(&wanted.node);
  const auto* member = std::get_if<Member>(&wanted.node);
  const bool composable = (name != nullptr && name->name == "Composable") ||
                          (member != nullptr && member->name == "Composable");
  return callee != nullptr && callee->name == "isinstance" && composable
             ? std::optional(call->arguments[0].value)
             : std::nullopt;
}

}  // namespace

Decision Evaluator::DecideBranch(ValueId condition) {
  const auto* test = std::get_if<Computation>(&module().value(condition).node);
  const bool negated = test != nullptr &&
                       test->op == Computation::Operator::Not &&
                       test->operands.size() == 1;
  const ValueId asked = negated ? test->operands[0] : condition;
  if (const auto text = AskedToBeComposed(module(), module().value(asked))) {
    const auto composed = IsComposedText(EvaluateValue(*text));
    return {composed ? std::optional(*composed != negated) : std::nullopt};
  }
  const VersionTests outer = std::exchange(version_tests_, {});
  Decision decision;
  decision.holds = Decide(condition);
  decision.by_version = decision.holds && version_tests_.decided;
  decision.doubted = !decision.holds && version_tests_.undecided;
  version_tests_ = outer;
  return decision;
}

}  // namespace pgpact
