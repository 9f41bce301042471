// Assignments and declarations.
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"

namespace pgpact {

void ShellLowering::AssignName(std::string_view name, ValueId value,
                               AssignOperator op, TextRange place, Block& out) {
  variables_.emplace(name);
  if (scope_ != nullptr) {
    scope_->assigned.emplace(name);
  }
  Assign assign;
  assign.target.kind = Target::Kind::Name;
  assign.target.name = name;
  assign.target.range = place;
  assign.op = op;
  assign.value = value;
  Add(out, std::move(assign), place);
}

void ShellLowering::LowerAssignment(ShellNode node, Block& out) {
  const std::optional<NodeView> name = node.view.Child(ShellField::Name);
  const std::optional<NodeView> value = node.view.Child(ShellField::Value);
  if (!name) {
    return;
  }
  const TextRange place = node.place();
  const AssignOperator op = node.view.FirstOf(ShellKind::PlusEqual)
                                ? AssignOperator::Add
                                : AssignOperator::Set;
  if (name->Is(ShellKind::Subscript)) {
    // array[key]=value
    const std::string_view spelled = node.source->Text(name->range());
    const size_t open = std::min(spelled.find('['), spelled.size());
    const uint32_t begin = name->range().begin;
    const TextRange key{begin + static_cast<uint32_t>(open) + 1,
                        name->range().end - 1};
    Assign assign;
    assign.target.kind = Target::Kind::Element;
    assign.target.object =
        builder_.AddName(std::string(spelled.substr(0, open)), place);
    assign.target.key = key.begin < key.end
                            ? WordValue(ShellWord(*node.source, key))
                            : Text("", place);
    assign.target.range = place;
    assign.op = op;
    assign.value = value ? WordValue(ShellWord(*node.source, value->range()))
                         : Text("", place);
    Add(out, std::move(assign), place);
    return;
  }
  const std::string_view variable = name->text();
  fixed_.erase(std::string(variable));
  command_words_.erase(std::string(variable));
  command_arrays_.erase(std::string(variable));
  if (value && value->Is(ShellKind::Array)) {
    const ShellNode array = node.With(*value);
    command_arrays_.emplace(
        variable,
        node.source->mapped().Slice(
            {value->range().begin + 1,
             std::max(value->range().end - 1, value->range().begin + 1)}));
    AssignName(variable, ArrayValue(array), op, place, out);
    return;
  }
  if (!value) {
    AssignName(variable, Text("", place), op, place, out);
    return;
  }
  const ShellWord word(*node.source, value->range());
  const ValueId lowered = WordValue(word);
  if (const std::optional<std::string> path = StaticPath(word);
      path && op == AssignOperator::Set) {
    fixed_.insert_or_assign(std::string(variable), *path);
  }
  if (op == AssignOperator::Set) {
    command_words_.emplace(variable, word);
  }
  AssignName(variable, lowered, op, place, out);
}

// local, declare, export, readonly, typeset
void ShellLowering::LowerDeclaration(ShellNode node, Block& out) {
  const std::string_view text = node.text();
  const bool local = scope_ != nullptr && (text.starts_with("local") ||
                                           text.starts_with("declare") ||
                                           text.starts_with("typeset"));
  for (const NodeView child : node.view.children()) {
    const ShellNode part = node.With(child);
    if (child.Is(ShellKind::VariableAssignment)) {
      if (const std::optional<NodeView> name = child.Child(ShellField::Name);
          name && local) {
        scope_->locals.emplace(name->text());
      }
      LowerAssignment(part, out);
    } else if (child.Is(ShellKind::VariableName) && local) {
      scope_->locals.emplace(part.text());
      AssignName(part.text(), Text("", part.place()), AssignOperator::Set,
                 part.place(), out);
    }
  }
}

ValueId ShellLowering::ArrayValue(ShellNode node) {
  Collection list;
  bool keyed = false;
  for (const NodeView child : node.view.children()) {
    if (!child.named()) {
      continue;
    }
    const std::string_view spelled = node.source->Text(child.range());
    const size_t assign = spelled.find("]=");
    if (spelled.starts_with('[') && assign != std::string_view::npos) {
      // [key]=value
      keyed = true;
      const uint32_t begin = child.range().begin;
      const auto split = begin + static_cast<uint32_t>(assign);
      const ValueId key =
          WordValue(ShellWord(*node.source, {begin + 1, split}));
      list.entries.push_back(
          {key,
           WordValue(ShellWord(*node.source, {split + 2, child.range().end}))});
      continue;
    }
    for (const Entry& entry :
         Elements(ShellWord(*node.source, child.range()))) {
      list.entries.push_back(entry);
    }
  }
  if (keyed) {
    list.kind = CollectionKind::Dictionary;
    std::erase_if(list.entries,
                  [](const Entry& entry) { return !entry.key.has_value(); });
  }
  return builder_.Add(std::move(list), node.place());
}

}  // namespace pgpact
