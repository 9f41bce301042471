// Simple commands: their words, redirections and builtins.
#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

// Files whose content other programs are started by or run.
bool IsTelling(std::string_view path) {
  constexpr std::array<std::string_view, 13> kEnds = {
      ".conf", ".service", ".sql", ".sh",      ".py",  ".yml",    ".yaml",
      ".toml", ".ini",     ".env", "Procfile", ".cfg", "crontab",
  };
  return std::any_of(kEnds.begin(), kEnds.end(), [path](std::string_view end) {
    return path.ends_with(end);
  });
}

// `read -d ''`, whose lines do not end what is read.
template <typename Words>
bool HasEmptyDelimiter(const Words& words) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].Head().starts_with('-') && words[i].Head().ends_with('d')) {
      return words[i + 1].FixedText().empty();
    }
  }
  return false;
}

}  // namespace

void ShellLowering::Redirect(ShellNode node, SimpleCommand& command) {
  const uint32_t begin = node.range().begin;
  bool first = true;
  for (const NodeView child : node.view.children()) {
    if (child.data().field == static_cast<uint8_t>(ShellField::Destination)) {
      // The grammar takes the words after a file's name for names, too.
      if (!std::exchange(first, false)) {
        command.words.emplace_back(*node.source, child.range());
      }
    }
  }
  const std::optional<NodeView> descriptor =
      node.view.FirstOf(ShellKind::FileDescriptor);
  const std::optional<NodeView> destination =
      node.view.Child(ShellField::Destination);
  if (node.view.Is(ShellKind::HerestringRedirect)) {
    for (const NodeView child : node.view.children()) {
      if (child.named()) {
        const ShellWord word(*node.source, child.range());
        InputPart part = TextPart(WordValue(word), word.place());
        part.pieces = word.pieces;
        part.source = node.source;
        command.input = {std::move(part)};
      }
    }
    return;
  }
  if (!node.view.Is(ShellKind::FileRedirect) || !destination) {
    return;
  }
  const bool reads = node.view.FirstOf(ShellKind::Less).has_value();
  if (reads) {
    const std::string_view text = node.text();
    const auto less = static_cast<uint32_t>(begin + text.find('<'));
    if (const Heredoc* heredoc = node.source->HeredocAt(less)) {
      command.input = {HeredocPart(*node.source, *heredoc)};
      return;
    }
    InputPart part;
    part.kind = InputPart::Kind::File;
    part.file.emplace(*node.source, destination->range());
    part.place = node.place();
    command.input = {std::move(part)};
    return;
  }
  const bool error =
      descriptor && node.source->Text(descriptor->range()) == "2";
  const bool duplicates =
      node.view.FirstOf(ShellKind::GreaterAmpersand).has_value();
  const ShellWord file(*node.source, destination->range());
  if (!error && !duplicates && file.FixedText() != "/dev/null") {
    command.output = file;
    command.appends = node.view.FirstOf(ShellKind::GreaterGreater).has_value();
  }
}

// The command's words and redirections; assignments before it are lowered
// when there is nothing after them.
ShellLowering::SimpleCommand ShellLowering::Collect(ShellNode node,
                                                    const Input& input,
                                                    Block& out) {
  SimpleCommand command;
  command.input = input;
  command.place = node.place();
  // The grammar takes assignments on lines before for the command's own.
  const uint32_t begin = node.range().begin;
  uint32_t own_line = node.range().end;
  if (const std::optional<NodeView> name =
          node.view.FirstOf(ShellKind::CommandName)) {
    const std::string_view before =
        node.source->Text({begin, name->range().begin});
    size_t line = before.rfind('\n');
    while (line != std::string_view::npos && line > 0 &&
           before[line - 1] == '\\') {
      line = before.rfind('\n', line - 1);
    }
    own_line = line == std::string_view::npos
                   ? begin
                   : begin + static_cast<uint32_t>(line);
  }
  for (const NodeView child : node.view.children()) {
    const ShellNode part = node.With(child);
    if (child.Is(ShellKind::VariableAssignment)) {
      if (part.range().begin < own_line) {
        LowerAssignment(part, out);
      }
    } else if (child.Is(ShellKind::FileRedirect) ||
               child.Is(ShellKind::HerestringRedirect) ||
               child.Is(ShellKind::HeredocRedirect)) {
      Redirect(part, command);
    } else if (child.named() && !child.error()) {
      command.words.emplace_back(*node.source, child.range());
      RunSubstitutions(command.words.back());
    } else if (child.error()) {
      Complain(UnknownReason::SyntaxError, "shell syntax", part.place());
    }
  }
  return command;
}

ShellLowering::Outcome ShellLowering::LowerCommand(ShellNode node,
                                                   const Input& input,
                                                   Block& out) {
  SimpleCommand command = Collect(node, input, out);
  return Run(command, out);
}

// A command, or a compound one, with redirections after it.
ShellLowering::Outcome ShellLowering::LowerRedirected(ShellNode node,
                                                      const Input& input,
                                                      Block& out) {
  const std::optional<NodeView> body = node.view.Child(ShellField::Body);
  SimpleCommand redirected;
  redirected.input = input;
  redirected.place = node.place();
  if (body && body->Is(ShellKind::Command)) {
    redirected = Collect(node.With(*body), input, out);
    redirected.place = node.place();
  }
  for (const NodeView child : node.view.children()) {
    if (child.data().field == static_cast<uint8_t>(ShellField::Redirect)) {
      Redirect(node.With(child), redirected);
    }
  }
  if (!body) {
    return Outcome::Quiet;
  }
  if (body->Is(ShellKind::Command)) {
    return Run(redirected, out);
  }
  if (redirected.output && redirected.output->is_fixed() &&
      IsTelling(redirected.output->FixedText())) {
    WriteFile(redirected, OutputOf(node.With(*body), redirected.input), out);
  }
  return LowerRaw(node.With(*body), redirected.input, out);
}

ShellLowering::Outcome ShellLowering::Run(SimpleCommand& command, Block& out) {
  while (!command.words.empty()) {
    const ShellWord& first = command.words.front();
    if (!first.is_fixed()) {
      break;
    }
    const std::string text = first.FixedText();
    if (!StripWrapper(std::string(BaseName(text)), command)) {
      return RunNamed(text, command, out);
    }
  }
  if (command.words.empty()) {
    return Outcome::Quiet;
  }
  return ShellProgram(command, out);
}

ShellLowering::Outcome ShellLowering::RunNamed(const std::string& name,
                                               SimpleCommand& command,
                                               Block& out) {
  if (functions_.contains(name)) {
    return CallFunction(name, command, out);
  }
  const std::string base(BaseName(name));
  if (base == "psql") {
    return Psql(command, out);
  }
  if (base == "xargs") {
    return FilledIn(command, out);
  }
  if (base == "createdb" || base == "dropdb" || base == "createuser" ||
      base == "pg_restore") {
    return DatabaseTool(base, command, out);
  }
  if (base == "sqlite3" || base == "mysql" || base == "mariadb") {
    return OtherClient(base, command, out);
  }
  if (const std::optional<Outcome> outcome = RunText(base, command, out)) {
    return *outcome;
  }
  if (base.starts_with("python")) {
    return Python(command, out);
  }
  if (name.find('/') != std::string::npos &&
      (name.ends_with(".sh") || name.ends_with(".py"))) {
    return RunScript(name.ends_with(".py") ? "python()" : "bash()",
                     command.words.front(), command.place, out);
  }
  return Builtin(name, command, out);
}

ShellLowering::Outcome ShellLowering::Builtin(const std::string& name,
                                              SimpleCommand& command,
                                              Block& out) {
  if (name == "set") {
    SetOptions(command);
  } else if (name == "cd" && command.words.size() == 2) {
    ChangeDirectory(command.words[1]);
  } else if ((name == "source" || name == ".") && command.words.size() > 1) {
    Source(command.words[1], command.place, out);
  } else if (name == "export" || name == "local" || name == "readonly" ||
             name == "declare" || name == "read") {
    AssignWords(name, command, out);
  } else if (name == "tee" || name == "cat" || name == "echo" ||
             name == "printf") {
    Print(name, command, out);
  } else if (!Leaves(name, command, out) && sources_others_ && name != "true" &&
             name != "false" && name != ":" && name != "command") {
    // It may be a function of the other script.
    return CallFunction(name, command, out);
  }
  return Outcome::Quiet;
}

// set -e, set +e, set -o errexit
void ShellLowering::SetOptions(const SimpleCommand& command) {
  for (size_t i = 1; i < command.words.size(); ++i) {
    const std::string option = command.words[i].FixedText();
    const bool on = option.starts_with('-');
    const bool errexit = option.ends_with('o') &&
                         i + 1 < command.words.size() &&
                         command.words[i + 1].FixedText() == "errexit";
    if ((on || option.starts_with('+')) &&
        (errexit || option.find('e') != std::string::npos)) {
      exits_on_error_ = on;
    }
  }
}

// exit, return, break, continue, shift; false for any other command.
bool ShellLowering::Leaves(const std::string& name,
                           const SimpleCommand& command, Block& out) {
  const TextRange place = command.place;
  if (name == "exit") {
    Add(out, Leave{LeaveKind::Exit, std::nullopt}, place);
  } else if (name == "return" && scope_ != nullptr) {
    Add(out, Return{std::nullopt}, place);
  } else if (name == "break" || name == "continue") {
    const LeaveKind kind =
        name == "break" ? LeaveKind::Break : LeaveKind::Continue;
    Add(out, Leave{kind, std::nullopt}, place);
  } else if (name == "shift" && scope_ != nullptr && scope_->rest) {
    const ValueId one =
        builder_.Add(Constant{ConstantKind::Integer, "1"}, place);
    const ValueId all = builder_.AddName("@", place);
    AssignName("@", builder_.Add(Slice{all, one, std::nullopt}, place),
               AssignOperator::Set, place, out);
    scope_->locals.insert("@");
  } else {
    return false;
  }
  return true;
}

// `read a b`, and declarations that the grammar takes for commands.
void ShellLowering::AssignWords(const std::string& name,
                                const SimpleCommand& command, Block& out) {
  for (size_t i = 1; i < command.words.size(); ++i) {
    const ShellWord& word = command.words[i];
    const std::string_view head = word.Head();
    const size_t equal = head.find('=');
    if (head.empty() || head.starts_with('-')) {
      const bool delimiter = name == "read" && head.ends_with('d');
      i += delimiter ? 1 : 0;
      continue;
    }
    if (name == "read") {
      // `read -d '' TEXT <<END` takes all of it.
      const bool whole = !command.input.empty() &&
                         i + 1 == command.words.size() &&
                         HasEmptyDelimiter(command.words);
      AssignName(head,
                 whole ? ValueOf(command.input, command.place)
                       : UnknownValue(UnknownReason::UserInput,
                                      std::string(head), word.place()),
                 AssignOperator::Set, command.place, out);
    } else if (equal != std::string_view::npos && equal > 0) {
      AssignName(head.substr(0, equal),
                 WordValue(word.Without(static_cast<uint32_t>(equal) + 1)),
                 AssignOperator::Set, word.place(), out);
    }
  }
}

// Commands whose output is text: what they write to files is kept.
void ShellLowering::Print(const std::string& name, SimpleCommand& command,
                          Block& out) {
  if (name == "tee") {
    for (size_t i = 1; i < command.words.size(); ++i) {
      if (!command.words[i].Head().starts_with('-')) {
        command.output = command.words[i];
        WriteFile(command, command.input, out);
      }
    }
    return;
  }
  const bool heredoc = !command.input.empty() && command.input.front().heredoc;
  if (command.output && (heredoc || IsTelling(command.output->FixedText()))) {
    WriteFile(command, CommandOutput(command), out);
  }
}

ShellLowering::Outcome ShellLowering::CallFunction(const std::string& name,
                                                   const SimpleCommand& command,
                                                   Block& out) {
  std::vector<Argument> arguments;
  for (size_t i = 1; i < command.words.size(); ++i) {
    for (const Entry& entry : Elements(command.words[i])) {
      arguments.push_back(
          {entry.spread ? ArgumentKind::SpreadList : ArgumentKind::Positional,
           "", entry.value});
    }
  }
  EmitCall(name + "()", std::move(arguments), command.place, out);
  return Outcome::Quiet;
}

void ShellLowering::EmitCall(const std::string& callee,
                             std::vector<Argument> arguments, TextRange place,
                             Block& out) {
  const ValueId name = builder_.AddName(callee, place);
  const ValueId call = builder_.Add(Call{name, std::move(arguments)}, place);
  Add(out, Evaluated{call}, place);
}

void ShellLowering::WriteFile(const SimpleCommand& command, const Input& text,
                              Block& out) {
  ValueId value = ValueOf(text, command.place);
  const std::string spelled(
      command.output->source->Text(command.output->range));
  const auto before = written_.find(spelled);
  if (command.appends && before != written_.end()) {
    value = builder_.Add(Concat{{before->second, value}}, command.place);
  }
  written_.insert_or_assign(spelled, value);
  EmitCall("write_file()",
           {{ArgumentKind::Positional, "", value},
            {ArgumentKind::Named, "file", PathValue(*command.output)}},
           command.place, out);
}

void ShellLowering::ChangeDirectory(const ShellWord& word) {
  const std::optional<std::string> path = StaticPath(word);
  if (path && !path->starts_with('/')) {
    // A script's own folder is already seen from the root.
    const bool idiom = !word.is_fixed();
    folder_ = JoinPath(idiom ? "" : folder_, *path);
  } else {
    folder_.clear();
  }
}

void ShellLowering::Source(const ShellWord& word, TextRange place, Block& out) {
  const std::optional<std::string> path = StaticPath(word);
  if (!path) {
    Complain(UnknownReason::Environment, "source of a computed path", place);
    return;
  }
  Import import;
  import.module = word.is_fixed() ? JoinPath(folder_, *path) : *path;
  import.member = "*";
  Add(out, std::move(import), place);
}

}  // namespace pgpact
