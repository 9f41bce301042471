#include "cli/statement_order.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "analyzer/base/overloaded.h"

namespace pgpact {

namespace {

struct Inner {
  BlockId block;
  bool straight = false;
  bool loop = false;
};

// The blocks inside the statement.
std::vector<Inner> BlocksOf(const Statement& statement) {
  return std::visit(
      Overloaded{[](const If& node) -> std::vector<Inner> {
                   return {{node.then_block}, {node.else_block}};
                 },
                 [](const Loop& node) -> std::vector<Inner> {
                   return {{node.body, false, true}, {node.else_block}};
                 },
                 [](const Try& node) {
                   // What fails in the body leaves it, but for the handlers.
                   std::vector<Inner> blocks = {
                       {node.body, node.handlers.empty()},
                       {node.else_block, node.handlers.empty()},
                       {node.finally_block, true}};
                   for (const BlockId handler : node.handlers) {
                     blocks.push_back({handler});
                   }
                   return blocks;
                 },
                 [](const With& node) -> std::vector<Inner> {
                   return {{node.body, true}};
                 },
                 [](const auto&) -> std::vector<Inner> { return {}; }},
      statement.node);
}

bool TargetNames(const Target& target, const std::string& name) {
  return (target.kind == Target::Kind::Name && target.name == name) ||
         std::any_of(
             target.parts.begin(), target.parts.end(),
             [&](const Target& part) { return TargetNames(part, name); });
}

const Target* TargetOf(const Statement& statement) {
  if (const auto* assign = std::get_if<Assign>(&statement.node)) {
    return &assign->target;
  }
  if (const auto* with = std::get_if<With>(&statement.node)) {
    return with->target ? &*with->target : nullptr;
  }
  if (const auto* loop = std::get_if<Loop>(&statement.node)) {
    return loop->target ? &*loop->target : nullptr;
  }
  return nullptr;
}

// The number of steps that both have in common.
size_t CommonSteps(const std::vector<StatementOrder::Step>& one,
                   const std::vector<StatementOrder::Step>& other) {
  const auto [end, unused] =
      std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return static_cast<size_t>(end - one.begin());
}

}  // namespace

StatementOrder::Place StatementOrder::PlaceOf(TextRange call) const {
  Place place;
  place.call = call;
  BlockId block = module_.body;
  TextRange innermost = {0, UINT32_MAX};
  for (const Function& function : module_.functions) {
    if (function.range.Contains(call) && innermost.Contains(function.range)) {
      innermost = function.range;
      block = function.body;
    }
  }
  for (std::optional<BlockId> next = block; next;) {
    const std::vector<Statement>& statements = module_.block(*next).statements;
    const auto around = std::find_if(
        statements.begin(), statements.end(),
        [&](const Statement& one) { return one.range.Contains(call); });
    if (around == statements.end()) {
      break;
    }
    place.steps.push_back(
        {next->index, static_cast<uint32_t>(around - statements.begin())});
    next.reset();
    for (const Inner& inner : BlocksOf(*around)) {
      const std::vector<Statement>& inside =
          module_.block(inner.block).statements;
      if (std::any_of(inside.begin(), inside.end(), [&](const Statement& one) {
            return one.range.Contains(call);
          })) {
        place.steps.back().straight = inner.straight;
        place.steps.back().loop = inner.loop;
        next = inner.block;
      }
    }
  }
  for (const Value& value : module_.values) {
    const auto* made = std::get_if<Call>(&value.node);
    if (made == nullptr || !(value.range == call)) {
      continue;
    }
    const auto* member = std::get_if<Member>(&module_.value(made->callee).node);
    const auto* name =
        member == nullptr
            ? nullptr
            : std::get_if<Name>(&module_.value(member->object).node);
    if (name != nullptr) {
      place.receiver = name->name;
    }
  }
  return place;
}

bool StatementOrder::Dominates(const Place& first, const Place& then) const {
  if (first.receiver.empty() || first.receiver != then.receiver) {
    return false;
  }
  const size_t common = CommonSteps(first.steps, then.steps);
  if (common >= first.steps.size() || common >= then.steps.size()) {
    return false;
  }
  const Step& earlier = first.steps[common];
  const Step& later = then.steps[common];
  if (earlier.block != later.block || earlier.index >= later.index) {
    return false;
  }
  const bool straight = std::all_of(
      first.steps.begin() + static_cast<std::ptrdiff_t>(common),
      first.steps.end() - 1, [](const Step& step) { return step.straight; });
  return straight &&
         !Reassigned(first.receiver, {first.call.end, then.call.begin});
}

bool StatementOrder::MayRunBetween(const Place& first, const Place& other,
                                   const Place& then) {
  if (other.call.begin < first.call.begin) {
    return false;
  }
  if (other.call.begin < then.call.begin) {
    return true;
  }
  // Later in a loop's body: before it in the next turn.
  const size_t common = CommonSteps(other.steps, then.steps);
  const size_t outside = CommonSteps(first.steps, then.steps);
  for (size_t i = outside; i < common; ++i) {
    if (then.steps[i].loop) {
      return true;
    }
  }
  return false;
}

bool StatementOrder::Reassigned(const std::string& name,
                                TextRange between) const {
  for (const Block& block : module_.blocks) {
    for (const Statement& statement : block.statements) {
      const Target* target = TargetOf(statement);
      if (target != nullptr && TargetNames(*target, name) &&
          between.Contains(target->range) && !target->range.empty()) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace pgpact
