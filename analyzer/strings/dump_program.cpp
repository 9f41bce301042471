// DumpModule: the text form of a module, for `--print programs`. One line a
// statement; a block is indented under what holds it.
#include <utility>

#include "analyzer/strings/dump.h"

namespace pgpact {

namespace {

// Values nest as deep as the source: deeper ones are shown as "…".
constexpr int kMaximumDepth = 200;

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += c == '\'' || c == '\\' ? "\\" : "";
      quoted += c;
    }
  }
  return quoted + "'";
}

class Dumper {
 public:
  explicit Dumper(const Module& module) : module_(module) {}

  std::string Dump() && {
    text_ = "module " + module_.path + "\n";
    BlockOf(module_.body, 1);
    return std::move(text_);
  }

 private:
  void Line(size_t indent, const std::string& line) {
    text_ += std::string(indent * 2, ' ') + line + "\n";
  }

  // ---- Values
  std::string Values(const std::vector<ValueId>& ids,
                     std::string_view between) {
    std::string shown;
    for (const ValueId id : ids) {
      shown += (shown.empty() ? "" : std::string(between)) + Show(id);
    }
    return shown;
  }
  std::string Show(const std::optional<ValueId>& id) {
    return id ? Show(*id) : "";
  }
  std::string Show(ValueId id) {
    if (depth_ >= kMaximumDepth) {
      return "…";
    }
    ++depth_;
    std::string shown =
        std::visit([this](const auto& node) { return ShowNode(node); },
                   module_.value(id).node);
    --depth_;
    return shown;
  }

  std::string ShowNode(const Literal& literal) {
    return (literal.bytes ? "b" : "") + Quoted(literal.text.text);
  }
  std::string ShowNode(const Constant& constant) {
    switch (constant.kind) {
      case ConstantKind::None:
        return "none";
      case ConstantKind::True:
        return "true";
      case ConstantKind::False:
        return "false";
      case ConstantKind::Integer:
      case ConstantKind::Float:
        return constant.spelling;
    }
    return "";
  }
  std::string ShowNode(const Name& name) { return name.name; }
  std::string ShowNode(const Member& member) {
    return Show(member.object) + "." + member.name;
  }
  std::string ShowNode(const Element& element) {
    return Show(element.object) + "[" + Show(element.key) + "]";
  }
  std::string ShowNode(const Slice& slice) {
    return Show(slice.object) + "[" + Show(slice.begin) + ":" +
           Show(slice.end) + "]";
  }
  std::string ShowNode(const Concat& concat) {
    return "(" + Values(concat.parts, " + ") + ")";
  }
  std::string ShowNode(const Interpolate& text) {
    return "interpolate(" + Values(text.parts, ", ") + ")";
  }
  std::string ShowNode(const Formatted& formatted) {
    return Show(formatted.value) + (formatted.quoted ? "!r" : "") +
           (formatted.spec.empty() ? "" : ":" + formatted.spec);
  }
  std::string ShowNode(const Format& format) {
    const std::string_view style = format.style == FormatStyle::Percent  ? "%"
                                   : format.style == FormatStyle::Braces ? "{}"
                                                                         : "$";
    return Show(format.format) + " " + std::string(style) + " " +
           Show(format.arguments);
  }
  std::string ShowNode(const Repeated& repeated) {
    return Show(repeated.value) + " * " + Show(repeated.count);
  }
  std::string ShowNode(const Choice& choice) {
    const std::string_view between = choice.kind == ChoiceKind::Or    ? " or "
                                     : choice.kind == ChoiceKind::And ? " and "
                                                                      : " | ";
    const std::string condition =
        choice.condition ? " if " + Show(*choice.condition) : "";
    return "(" + Values(choice.options, between) + condition + ")";
  }
  std::string ShowNode(const Call& call) {
    std::string shown = Show(call.callee) + "(";
    bool first = true;
    for (const Argument& argument : call.arguments) {
      shown += first ? "" : ", ";
      first = false;
      switch (argument.kind) {
        case ArgumentKind::Positional:
          break;
        case ArgumentKind::Named:
          shown += argument.name + "=";
          break;
        case ArgumentKind::SpreadList:
          shown += "*";
          break;
        case ArgumentKind::SpreadDictionary:
          shown += "**";
          break;
      }
      shown += Show(argument.value);
    }
    return shown + ")";
  }
  static std::string_view KindName(CollectionKind kind) {
    switch (kind) {
      case CollectionKind::List:
        return "list";
      case CollectionKind::Tuple:
        return "tuple";
      case CollectionKind::Set:
        return "set";
      case CollectionKind::Dictionary:
        return "dictionary";
    }
    return "";
  }
  std::string ShowNode(const Collection& collection) {
    std::string shown = std::string(KindName(collection.kind)) + "(";
    bool first = true;
    for (const Entry& entry : collection.entries) {
      shown += first ? "" : ", ";
      first = false;
      shown += entry.spread ? "*" : "";
      shown += entry.key ? Show(*entry.key) + ": " : "";
      shown += Show(entry.value);
    }
    return shown + ")";
  }
  std::string ShowNode(const Comprehension& made) {
    std::string shown = std::string(KindName(made.kind)) + "(" +
                        (made.key ? Show(*made.key) + ": " : "") +
                        Show(made.value);
    for (const ComprehensionLoop& loop : made.loops) {
      shown += " for " + Show(loop.target) + " in " + Show(loop.iterable);
      for (const ValueId condition : loop.conditions) {
        shown += " if " + Show(condition);
      }
    }
    return shown + ")";
  }
  std::string ShowNode(const FunctionValue& value) {
    return "function#" + std::to_string(value.function.index);
  }
  std::string ShowNode(const Computation& computation) {
    return "computed(" + Values(computation.operands, ", ") + ")";
  }
  std::string ShowNode(const Unknown& unknown) {
    std::string shown = "unknown(" + std::string(ReasonName(unknown.reason));
    shown += unknown.what.empty() ? "" : ": " + unknown.what;
    for (const ValueId operand : unknown.operands) {
      shown += ", " + Show(operand);
    }
    return shown + ")";
  }
  std::string Show(const Target& target) {
    switch (target.kind) {
      case Target::Kind::Name:
        return target.name;
      case Target::Kind::Member:
        return Show(target.object) + "." + target.name;
      case Target::Kind::Element:
        return Show(target.object) + "[" + Show(target.key) + "]";
      case Target::Kind::Tuple: {
        std::string shown = "(";
        for (const Target& part : target.parts) {
          shown += (shown.size() > 1 ? ", " : "") + Show(part);
        }
        return shown + ")";
      }
      case Target::Kind::Spread:
        return "*" + target.name;
      case Target::Kind::Ignored:
        return "_";
    }
    return "";
  }

  // ---- Statements
  void BlockOf(BlockId id, size_t indent) {
    if (indent > kMaximumDepth) {
      Line(indent, "…");
      return;
    }
    for (const Statement& statement : module_.block(id).statements) {
      std::visit([&](const auto& node) { Dump(node, indent); }, statement.node);
    }
  }
  void BlockOf(const std::string& head, BlockId id, size_t indent) {
    if (!module_.block(id).statements.empty()) {
      Line(indent, head);
      BlockOf(id, indent + 1);
    }
  }

  void Dump(const Assign& assign, size_t indent) {
    const std::string_view op = assign.op == AssignOperator::Set   ? " = "
                                : assign.op == AssignOperator::Add ? " += "
                                                                   : " ?= ";
    Line(indent, Show(assign.target) + std::string(op) + Show(assign.value));
  }
  void Dump(const Evaluated& evaluated, size_t indent) {
    Line(indent, Show(evaluated.value));
  }
  void Dump(const If& branch, size_t indent) {
    Line(indent, "if " + Show(branch.condition));
    BlockOf(branch.then_block, indent + 1);
    BlockOf("else", branch.else_block, indent);
  }
  void Dump(const Loop& loop, size_t indent) {
    std::string head = loop.target ? "for " + Show(*loop.target) : "while";
    head += loop.iterable ? " in " + Show(*loop.iterable) : "";
    head += loop.condition ? " " + Show(*loop.condition) : "";
    Line(indent, head);
    BlockOf(loop.body, indent + 1);
    BlockOf("else", loop.else_block, indent);
  }
  void Dump(const Return& returned, size_t indent) {
    Line(indent, "return " + Show(returned.value));
  }
  void Dump(const Yield& yielded, size_t indent) {
    Line(indent, "yield " + Show(yielded.value));
  }
  void Dump(const Leave& leave, size_t indent) {
    const std::string_view kind = leave.kind == LeaveKind::Break ? "break"
                                  : leave.kind == LeaveKind::Continue
                                      ? "continue"
                                  : leave.kind == LeaveKind::Raise ? "raise"
                                                                   : "exit";
    Line(indent,
         std::string(kind) + (leave.value ? " " + Show(*leave.value) : ""));
  }
  void Dump(const Try& tried, size_t indent) {
    Line(indent, "try");
    BlockOf(tried.body, indent + 1);
    for (const BlockId handler : tried.handlers) {
      Line(indent, "handler");
      BlockOf(handler, indent + 1);
    }
    BlockOf("else", tried.else_block, indent);
    BlockOf("finally", tried.finally_block, indent);
  }
  void Dump(const With& with, size_t indent) {
    Line(indent, "with " + Show(with.value) +
                     (with.target ? " as " + Show(*with.target) : ""));
    BlockOf(with.body, indent + 1);
  }
  void Dump(const DefineFunction& defined, size_t indent) {
    const Function& function = module_.function(defined.function);
    std::string head = "function " + function.qualified_name + "(";
    bool first = true;
    for (const Parameter& parameter : function.parameters) {
      head += (first ? "" : ", ") + parameter.name;
      head +=
          parameter.default_value ? " = " + Show(*parameter.default_value) : "";
      first = false;
    }
    Line(indent, head + ")");
    BlockOf(function.body, indent + 1);
  }
  void Dump(const DefineClass& defined, size_t indent) {
    const Class& shown = module_.class_of(defined.class_id);
    Line(indent, "class " + shown.qualified_name + "(" +
                     Values(shown.bases, ", ") + ")");
    BlockOf(shown.body, indent + 1);
  }
  void Dump(const Import& import, size_t indent) {
    Line(indent, "import " + std::string(import.level, '.') + import.module +
                     (import.member.empty() ? "" : " " + import.member) +
                     " as " + import.name);
  }
  void Dump(const DeclareOuter& outer, size_t indent) {
    std::string line = outer.module_level ? "global" : "nonlocal";
    for (const std::string& name : outer.names) {
      line += " " + name;
    }
    Line(indent, line);
  }

  const Module& module_;
  std::string text_;
  int depth_ = 0;
};

}  // namespace

std::string DumpModule(const Module& module) {
  return Dumper(module).Dump();
}

}  // namespace pgpact
