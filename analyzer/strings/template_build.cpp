// Texts that stand next to each other become one; a part that is met again is
// shared.
#include "analyzer/strings/template_build.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pgpact {

namespace {

constexpr uint32_t kMaximumDepth = 400;

class Builder {
 public:
  Builder(const ValueStore& store, const EvaluationLimits& limits)
      : store_(store), limits_(limits) {}

  BuiltTemplate Build(AbstractId value) {
    TemplateId root = Add(value, 0);
    if (over_) {
      result_.made.nodes.clear();
      root = AddNode(
          Hole{UnknownReason::LimitReached, HoleForm::Text, "", first_place_});
    }
    if (root != result_.made.root()) {
      // The root is the last node.
      result_.made.nodes.push_back(result_.made.node(root));
    }
    result_.limit_reached = over_ || has_limit_;
    return std::move(result_);
  }

 private:
  TemplateId AddNode(decltype(TemplateNode::node) node) {
    if (result_.made.nodes.size() >= limits_.template_nodes) {
      over_ = true;
    }
    result_.made.nodes.push_back({std::move(node)});
    return result_.made.root();
  }

  TemplateId Add(AbstractId value, uint32_t depth) {
    if (over_ || depth > kMaximumDepth) {
      over_ = true;
      return AddNode(FixedText{});
    }
    const auto known = known_.find(value.index);
    if (known != known_.end()) {
      return known->second;
    }
    const TemplateId made = AddNew(value, depth);
    known_.emplace(value.index, made);
    return made;
  }

  TemplateId AddNew(AbstractId value, uint32_t depth) {
    const AbstractNode& node = store_.node(value);
    switch (node.kind) {
      case AbstractKind::Fixed:
      case AbstractKind::Sequence:
        return AddSequence(value, depth);
      case AbstractKind::Hole:
        has_limit_ = has_limit_ ||
                     store_.hole(value).reason == UnknownReason::LimitReached;
        return AddNode(store_.hole(value));
      case AbstractKind::Choose: {
        Choose choose;
        std::vector<AbstractId> options(store_.parts(value).begin(),
                                        store_.parts(value).end());
        for (const AbstractId option : options) {
          const TemplateId added = Add(option, depth + 1);
          if (!IsThere(choose.options, added)) {
            choose.options.push_back(added);
          }
        }
        return choose.options.size() == 1 ? choose.options.front()
                                          : AddNode(std::move(choose));
      }
      case AbstractKind::Repeat: {
        const TemplateId body = Add({node.a}, depth + 1);
        const TemplateId separator = Add({node.b}, depth + 1);
        return AddNode(Repeat{body, separator, node.c});
      }
      default:
        return AddNode(
            Hole{UnknownReason::UnknownCall, HoleForm::Text, "", Location{}});
    }
  }

  // Options that differ in their place only are one.
  bool IsThere(const std::vector<TemplateId>& options, TemplateId wanted) {
    const auto* text = Fixed(wanted);
    return std::ranges::any_of(options, [&](TemplateId option) {
      const auto* other = Fixed(option);
      return option == wanted || (text != nullptr && other != nullptr &&
                                  text->text.text == other->text.text);
    });
  }

  const FixedText* Fixed(TemplateId id) const {
    return std::get_if<FixedText>(&result_.made.node(id).node);
  }

  TemplateId AddSequence(AbstractId value, uint32_t depth) {
    // The leaves in order, without recursion: chains can be long.
    std::vector<AbstractId> stack{value};
    std::vector<TemplateId> parts;
    FixedText pending;
    const auto flush = [&]() {
      if (!pending.text.text.empty()) {
        parts.push_back(AddNode(std::move(pending)));
        pending = FixedText();
      }
    };
    while (!stack.empty() && !over_) {
      const AbstractId next = stack.back();
      stack.pop_back();
      if (store_.kind(next) == AbstractKind::Sequence) {
        const auto inner = store_.parts(next);
        stack.insert(stack.end(), inner.rbegin(), inner.rend());
        continue;
      }
      if (store_.kind(next) == AbstractKind::Fixed) {
        AppendFixed(store_.fixed(next), pending);
        continue;
      }
      flush();
      parts.push_back(Add(next, depth + 1));
    }
    flush();
    if (parts.empty()) {
      return AddNode(FixedText{});
    }
    return parts.size() == 1 ? parts.front()
                             : AddNode(Sequence{std::move(parts)});
  }

  void AppendFixed(const FixedPart& fixed, FixedText& pending) {
    bytes_ += fixed.range.size();
    if (bytes_ > limits_.template_bytes) {
      over_ = true;
      return;
    }
    if (fixed.range.begin == 0 &&
        fixed.range.size() == fixed.text->text.size()) {
      pending.text.Append(*fixed.text);
    } else {
      pending.text.Append(fixed.text->Slice(fixed.range));
    }
    if (first_place_ == Location{} && !pending.text.map.pieces().empty()) {
      first_place_ = pending.text.map.pieces().front().source;
    }
  }

  const ValueStore& store_;
  const EvaluationLimits& limits_;
  BuiltTemplate result_;
  std::unordered_map<uint32_t, TemplateId> known_;
  Location first_place_;
  uint64_t bytes_ = 0;
  bool over_ = false;
  bool has_limit_ = false;
};

}  // namespace

BuiltTemplate BuildTemplate(const ValueStore& store, AbstractId value,
                            const EvaluationLimits& limits) {
  return Builder(store, limits).Build(value);
}

}  // namespace pgpact
