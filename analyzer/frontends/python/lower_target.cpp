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
    case Kind::Attribute:
    case Kind::Subscript:
      PlaceOf(node, target);
      break;
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

// `object.name` and `object[key]`
void PythonLowering::PlaceOf(Node node, Target& target) {
  const bool member = node.Is(Kind::Attribute);
  const auto object = node.Child(member ? Field::Object : Field::Value);
  const auto name = node.Child(member ? Field::Attribute : Field::Subscript);
  if (!object || !name) {
    return;
  }
  target.object = Expression(*object);
  if (member) {
    target.kind = Target::Kind::Member;
    target.name = TextAt(*name);
    return;
  }
  target.kind = Target::Kind::Element;
  target.key = name->Is(Kind::Slice)
                   ? builder_.Add(Unknown{UnknownReason::Slice, "slice",
                                          Operands(*name)},
                                  RangeOf(*name))
                   : Expression(*name);
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
