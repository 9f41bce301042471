// The left sides of assignments, loops and `with`.
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

Target PythonLowering::TargetOf(Node node) {
  node = Unwrapped(node);
  Target target;
  target.range = RangeOf(node);
  switch (node.As<Kind>()) {
    case Kind::Identifier:
      target.kind = Target::Kind::Name;
      target.name = TextAt(node);
      break;
    case Kind::Attribute: {
      const auto object = node.Child(Field::Object);
      const auto name = node.Child(Field::Attribute);
      if (object && name) {
        target.kind = Target::Kind::Member;
        target.object = Expression(*object);
        target.name = TextAt(*name);
      }
      break;
    }
    case Kind::Subscript: {
      const auto object = node.Child(Field::Value);
      const auto key = node.Child(Field::Subscript);
      if (object && key) {
        target.kind = Target::Kind::Element;
        target.object = Expression(*object);
        target.key = key->Is(Kind::Slice)
                         ? builder_.Add(Unknown{UnknownReason::Slice, "slice",
                                                Operands(*key)},
                                        RangeOf(*key))
                         : Expression(*key);
      }
      break;
    }
    case Kind::ListSplat:
    case Kind::ListSplatPattern: {
      const std::vector<Node> inner = NamedChildren(node);
      if (!inner.empty() && inner.front().Is(Kind::Identifier)) {
        target.kind = Target::Kind::Spread;
        target.name = TextAt(inner.front());
      }
      break;
    }
    case Kind::AsPatternTarget: {
      const std::vector<Node> inner = NamedChildren(node);
      if (!inner.empty()) {
        return TargetOf(inner.front());
      }
      break;
    }
    case Kind::Tuple:
    case Kind::TuplePattern:
    case Kind::List:
    case Kind::ListPattern:
    case Kind::PatternList:
    case Kind::ExpressionList:
      target.kind = Target::Kind::Tuple;
      if (depth_ >= kMaximumDepth) {
        break;
      }
      ++depth_;
      for (const Node part : NamedChildren(node)) {
        target.parts.push_back(TargetOf(part));
      }
      --depth_;
      break;
    default:
      unsupported_.push_back({UnknownReason::UnsupportedSyntax,
                              "left side of an assignment", RangeOf(node)});
      break;
  }
  return target;
}

Target PythonLowering::AssignedTarget(Node node) {
  Target target = TargetOf(node);
  Declare(target);
  return target;
}

void PythonLowering::Declare(const Target& target) {
  if (target.kind == Target::Kind::Name ||
      target.kind == Target::Kind::Spread) {
    Declare(target.name);
  }
  for (const Target& part : target.parts) {
    Declare(part);
  }
}

void PythonLowering::Declare(std::string_view name) {
  if (scopes_.back().kind == Scope::Kind::Function) {
    scopes_.back().locals.emplace_back(name);
  }
}

}  // namespace pgpact
