// ShowModule: a lowered script as compact text for tests: one line a
// statement, blocks indented.
#pragma once

#include <string>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/string_program.h"

namespace pgpact {

class ModuleText {
 public:
  explicit ModuleText(const Module& module) : module_(module) {}

  std::string Run() {
    Lines(module_.body, 0);
    return text_;
  }

  std::string Show(ValueId id) const {
    return std::visit(
        Overloaded{
            [](const Literal& literal) {
              return "'" + literal.text.text + "'";
            },
            [](const Constant& constant) {
              return constant.kind == ConstantKind::True    ? "true"
                     : constant.kind == ConstantKind::False ? "false"
                                                            : constant.spelling;
            },
            [](const Name& name) { return name.name; },
            [this](const Member& member) {
              return Show(member.object) + "." + member.name;
            },
            [this](const Element& element) {
              return Show(element.object) + "[" + Show(element.key) + "]";
            },
            [this](const Slice& slice) { return Show(slice.object) + "[:]"; },
            [this](const Concat& concat) { return List(concat.parts, " + "); },
            [this](const Interpolate& text) { return List(text.parts, " "); },
            [this](const Format& format) {
              return Show(format.format) + " % " + Show(format.arguments);
            },
            [this](const Choice& choice) {
              return "(" + List(choice.options, " or ") + ")";
            },
            [this](const Call& call) { return ShowCall(call); },
            [this](const Collection& list) {
              std::string text = "[";
              for (const Entry& entry : list.entries) {
                text += text.size() > 1 ? ", " : "";
                text += entry.key ? Show(*entry.key) + ": " : "";
                text += entry.spread ? "*" : "";
                text += Show(entry.value);
              }
              return text + "]";
            },
            [this](const Computation& computation) {
              const bool equal = computation.op == Computation::Operator::Equal;
              return List(computation.operands, equal ? " == " : " != ");
            },
            [](const Unknown& unknown) { return "<" + unknown.what + ">"; },
            [](const auto&) { return std::string("?"); },
        },
        module_.value(id).node);
  }

 private:
  std::string List(const std::vector<ValueId>& values,
                   const std::string& separator) const {
    std::string text;
    for (const ValueId value : values) {
      text += text.empty() ? "" : separator;
      text += Show(value);
    }
    return text;
  }

  std::string ShowCall(const Call& call) const {
    std::string arguments;
    for (const Argument& argument : call.arguments) {
      arguments += arguments.empty() ? "" : ", ";
      arguments += argument.name.empty() ? "" : argument.name + "=";
      arguments += argument.kind == ArgumentKind::SpreadList ? "*" : "";
      arguments += Show(argument.value);
    }
    return Show(call.callee) + "(" + arguments + ")";
  }

  void Line(int depth, const std::string& text) {
    text_ += std::string(static_cast<size_t>(depth) * 2, ' ') + text + "\n";
  }

  void Titled(int depth, const std::string& title, BlockId block) {
    if (!module_.block(block).statements.empty()) {
      Line(depth, title);
      Lines(block, depth + 1);
    }
  }

  void Lines(BlockId block, int depth) {
    for (const Statement& statement : module_.block(block).statements) {
      std::visit(
          Overloaded{
              [&](const Assign& assign) {
                const bool element =
                    assign.target.kind == Target::Kind::Element;
                Line(depth,
                     (element ? Show(assign.target.object) + "[" +
                                    Show(assign.target.key) + "]"
                              : assign.target.name) +
                         (assign.op == AssignOperator::Add ? " += " : " = ") +
                         Show(assign.value));
              },
              [&](const Evaluated& evaluated) {
                Line(depth, Show(evaluated.value));
              },
              [&](const If& branch) {
                Line(depth, "if " + Show(branch.condition));
                Lines(branch.then_block, depth + 1);
                Titled(depth, "else", branch.else_block);
              },
              [&](const Loop& loop) {
                Line(depth, loop.target ? "for " + loop.target->name + " in " +
                                              Show(*loop.iterable)
                                        : std::string("while"));
                Lines(loop.body, depth + 1);
              },
              [&](const Try& attempt) {
                Line(depth, "try");
                Lines(attempt.body, depth + 1);
                Titled(depth, "else", attempt.else_block);
                for (const BlockId handler : attempt.handlers) {
                  Titled(depth, "failed", handler);
                }
              },
              [&](const Leave& leave) {
                Line(depth, leave.kind == LeaveKind::Exit ? "exit" : "leave");
              },
              [&](const Return&) { Line(depth, "return"); },
              [&](const DefineFunction& defined) {
                const Function& function = module_.function(defined.function);
                std::string head = "def " + function.name;
                for (const Parameter& parameter : function.parameters) {
                  head += " " + parameter.name;
                }
                Line(depth, head);
                Lines(function.body, depth + 1);
              },
              [&](const Import& import) {
                Line(depth, "import " + import.module);
              },
              [&](const DeclareOuter& outer) {
                std::string names;
                for (const std::string& name : outer.names) {
                  names += " " + name;
                }
                Line(depth, "outer" + names);
              },
              [&](const auto&) { Line(depth, "?"); },
          },
          statement.node);
    }
  }

  const Module& module_;
  std::string text_;
};

inline std::string ShowModule(const Module& module) {
  return ModuleText(module).Run();
}

}  // namespace pgpact
