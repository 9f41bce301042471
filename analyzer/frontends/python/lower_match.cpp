// match: each case is an `if` in the else block of the one before; its
// captures are assignments.
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

void PythonLowering::MatchOf(Node node) {
  const auto subject = node.Child(Field::Subject);
  const auto body = node.Child(Field::Body);
  if (!subject || !body) {
    return;
  }
  // The subject is looked at once.
  const std::string name = HiddenName("match");
  Declare(name);
  Emit(Assign{NameTarget(name, *subject), AssignOperator::Set,
              Expression(*subject)},
       *subject);
  const std::vector<Node> cases = NamedChildren(*body);
  BlockId otherwise = EmptyBlock();
  for (size_t i = cases.size(); i-- > 0;) {
    if (!cases[i].Is(Kind::CaseClause)) {
      continue;
    }
    std::vector<Statement> test;
    std::vector<Statement>* const outer = std::exchange(block_, &test);
    const ValueId value = builder_.AddName(name, RangeOf(*subject));
    std::optional<ValueId> condition;
    std::vector<ValueId> tests;
    for (const Node part : NamedChildren(cases[i])) {
      if (part.Is(Kind::CasePattern)) {
        condition = PatternOf(part, value);
      } else if (part.Is(Kind::IfClause)) {
        tests = Operands(part);
      }
    }
    if (condition && !tests.empty()) {
      tests.insert(tests.begin(), *condition);
    }
    if (!tests.empty()) {
      condition =
          Test(Computation::Operator::Other, std::move(tests), cases[i]);
    }
    const BlockId then_block = BlockOf(cases[i].Child(Field::Consequence));
    if (condition) {
      Emit(If{*condition, then_block, otherwise}, cases[i]);
    } else {
      // Fits everything: an `if` whose test is true.
      const ValueId always =
          builder_.Add(Constant{ConstantKind::True, {}}, RangeOf(cases[i]));
      Emit(If{always, then_block, EmptyBlock()}, cases[i]);
    }
    block_ = outer;
    otherwise = builder_.AddBlock({std::move(test)});
  }
  const ValueId always =
      builder_.Add(Constant{ConstantKind::True, {}}, RangeOf(node));
  Emit(If{always, otherwise, EmptyBlock()}, node);
}

void PythonLowering::Capture(Node name, ValueId value) {
  if (name.text() == "_") {
    return;
  }
  Declare(name.text());
  Emit(Assign{NameTarget(TextAt(name), name), AssignOperator::Set, value},
       name);
}

// A literal or a dotted name that the subject is compared with.
ValueId PythonLowering::ValuePattern(Node pattern) {
  if (!pattern.Is(Kind::DottedName)) {
    return Expression(pattern);
  }
  std::optional<ValueId> value;
  for (const Node part : NamedChildren(pattern)) {
    value = value ? builder_.Add(Member{*value, TextAt(part)}, RangeOf(part))
                  : builder_.AddName(TextAt(part), RangeOf(part));
  }
  return value ? *value : NotUnderstood(pattern, "pattern", {});
}

std::optional<ValueId> PythonLowering::PatternOf(Node pattern,
                                                 ValueId subject) {
  using enum Computation::Operator;
  if (depth_ >= kMaximumDepth) {
    return Test(Other, {subject}, pattern);
  }
  ++depth_;
  std::optional<ValueId> test;
  const std::vector<Node> inner = NamedChildren(pattern);
  switch (pattern.As<Kind>()) {
    case Kind::CasePattern:
      if (pattern.FirstOf(Kind::TokenSubtract)) {
        test = Test(Other, {subject}, pattern);
      } else if (!inner.empty()) {
        test = PatternOf(inner.front(), subject);
      }
      break;
    case Kind::DottedName:
      if (inner.size() == 1) {
        Capture(inner.front(), subject);
      } else {
        test = Test(Equal, {subject, ValuePattern(pattern)}, pattern);
      }
      break;
    case Kind::AsPattern:
      if (inner.size() == 2) {
        test = PatternOf(inner.front(), subject);
        Capture(inner.back(), subject);
      }
      break;
    case Kind::None:
      test = Test(IsNone, {subject}, pattern);
      break;
    case Kind::String:
    case Kind::ConcatenatedString:
    case Kind::Integer:
    case Kind::Float:
    case Kind::True:
    case Kind::False:
      test = Test(Equal, {subject, ValuePattern(pattern)}, pattern);
      break;
    case Kind::UnionPattern:
      test = UnionPatternOf(pattern, subject);
      break;
    case Kind::TuplePattern:
    case Kind::ListPattern:
      test = SequencePattern(pattern, subject);
      break;
    case Kind::DictPattern:
      test = MappingPattern(pattern, subject);
      break;
    case Kind::ClassPattern:
      test = ClassPatternOf(pattern, subject);
      break;
    default:
      test = Test(Other, {subject}, pattern);
      break;
  }
  --depth_;
  return test;
}

// 1 | "a" | None
std::optional<ValueId> PythonLowering::UnionPatternOf(Node pattern,
                                                      ValueId subject) {
  Collection values{CollectionKind::Tuple, {}};
  for (const Node part : NamedChildren(pattern)) {
    const bool simple = part.Is(Kind::String) || part.Is(Kind::Integer) ||
                        part.Is(Kind::None) || part.Is(Kind::True) ||
                        part.Is(Kind::False) || part.Is(Kind::DottedName);
    if (!simple) {
      PatternOf(part, subject);
      return Test(Computation::Operator::Other, {subject}, pattern);
    }
    values.entries.push_back({std::nullopt, ValuePattern(part), false});
  }
  const ValueId all = builder_.Add(std::move(values), RangeOf(pattern));
  return Test(Computation::Operator::In, {subject, all}, pattern);
}

std::optional<ValueId> PythonLowering::SequencePattern(Node pattern,
                                                       ValueId subject) {
  uint32_t index = 0;
  for (const Node part : NamedChildren(pattern)) {
    Node inner = part;
    if (part.Is(Kind::CasePattern) && !NamedChildren(part).empty()) {
      inner = NamedChildren(part).front();
    }
    ValueId value;
    if (inner.Is(Kind::SplatPattern)) {
      const ValueId from =
          builder_.Add(Constant{ConstantKind::Integer, std::to_string(index)},
                       RangeOf(inner));
      value = builder_.Add(pgpact::Slice{subject, from, std::nullopt},
                           RangeOf(inner));
      for (const Node name : NamedChildren(inner)) {
        Capture(name, value);
      }
      continue;
    }
    const ValueId key = builder_.Add(
        Constant{ConstantKind::Integer, std::to_string(index)}, RangeOf(inner));
    value = builder_.Add(Element{subject, key}, RangeOf(inner));
    PatternOf(part, value);
    ++index;
  }
  return Test(Computation::Operator::Other, {subject}, pattern);
}

std::optional<ValueId> PythonLowering::MappingPattern(Node pattern,
                                                      ValueId subject) {
  std::optional<ValueId> key;
  for (const Node child : NamedChildren(pattern)) {
    if (child.data().field == static_cast<uint8_t>(Field::Key)) {
      key = ValuePattern(child);
    } else if (child.Is(Kind::CasePattern) && key) {
      PatternOf(child, builder_.Add(Element{subject, *key}, RangeOf(child)));
      key.reset();
    } else if (child.Is(Kind::SplatPattern)) {
      for (const Node name : NamedChildren(child)) {
        Capture(name, subject);
      }
    }
  }
  return Test(Computation::Operator::Other, {subject}, pattern);
}

std::optional<ValueId> PythonLowering::ClassPatternOf(Node pattern,
                                                      ValueId subject) {
  for (const Node child : NamedChildren(pattern)) {
    const std::vector<Node> inner = NamedChildren(child);
    if (!child.Is(Kind::CasePattern) || inner.empty()) {
      continue;
    }
    const std::vector<Node> parts = NamedChildren(inner.front());
    if (inner.front().Is(Kind::KeywordPattern) && parts.size() == 2) {
      const ValueId value =
          builder_.Add(Member{subject, TextAt(parts[0])}, RangeOf(parts[0]));
      PatternOf(parts[1], value);
    } else {
      PatternOf(child, builder_.AddUnknown(UnknownReason::UnknownAttribute,
                                           "positional part of a class pattern",
                                           RangeOf(child)));
    }
  }
  return Test(Computation::Operator::Other, {subject}, pattern);
}

}  // namespace pgpact
