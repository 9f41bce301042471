// Commands that run other programs: sudo and its like, shells, Python.
#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

struct Wrapper {
  std::string_view name;
  // Short options that take the next word.
  std::string_view with_value;
  // Words between the options and the command.
  uint32_t words = 0;
  // A word that stands before those: `docker exec`, `kubectl exec`.
  std::string_view verb;
};

constexpr std::array kWrappers = {
    Wrapper{"sudo", "ugpCRTUhD", 0, ""},
    Wrapper{"doas", "uC", 0, ""},
    Wrapper{"env", "uCS", 0, ""},
    Wrapper{"nohup", "", 0, ""},
    Wrapper{"time", "fo", 0, ""},
    Wrapper{"exec", "a", 0, ""},
    Wrapper{"command", "", 0, ""},
    Wrapper{"nice", "n", 0, ""},
    Wrapper{"stdbuf", "ioe", 0, ""},
    Wrapper{"timeout", "ks", 1, ""},
    Wrapper{"gosu", "", 1, ""},
    Wrapper{"su-exec", "", 1, ""},
    Wrapper{"docker", "uew", 1, "exec"},
    Wrapper{"podman", "uew", 1, "exec"},
    Wrapper{"docker-compose", "uewfp", 1, "exec"},
    Wrapper{"kubectl", "nc", 1, "exec"},
    Wrapper{"xargs", "IELPdns", 0, ""},
};

bool IsShell(std::string_view name) {
  return name == "bash" || name == "sh" || name == "zsh" || name == "dash" ||
         name == "ksh";
}

bool IsAssignment(const ShellWord& word) {
  const std::string_view head = word.Head();
  const size_t equal = head.find('=');
  return equal != std::string_view::npos && equal > 0 &&
         std::all_of(head.begin(), head.begin() + static_cast<ptrdiff_t>(equal),
                     [](char c) {
                       return (c >= 'a' && c <= 'z') ||
                              (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '_';
                     });
}

// The index after the options that begin at `index`.
size_t AfterOptions(const std::vector<ShellWord>& words, size_t index,
                    std::string_view with_value) {
  while (index < words.size()) {
    const std::string_view head = words[index].Head();
    if (head == "--") {
      return index + 1;
    }
    if (!head.starts_with('-') || head.size() < 2) {
      break;
    }
    const bool takes = !head.starts_with("--") && head.size() >= 2 &&
                       with_value.find(head.back()) != std::string_view::npos;
    index += takes ? 2 : 1;
  }
  return index;
}

// Whether `xargs -I TOKEN` puts lines of its input into the command's words.
bool FillsIn(const std::vector<ShellWord>& words) {
  std::string token;
  for (size_t i = 1; i < words.size(); ++i) {
    const std::string_view head = words[i].Head();
    if (!token.empty() && words[i].source->Text(words[i].range).find(token) !=
                              std::string_view::npos) {
      return true;
    }
    if (head == "-I" && i + 1 < words.size()) {
      token = words[++i].FixedText();
    } else if (head.starts_with("-I")) {
      token = head.substr(2);
    } else if (head == "-i" || head == "--replace") {
      token = "{}";
    }
  }
  return false;
}

}  // namespace

// Takes a command's wrapper off its words; false when there is none.
bool ShellLowering::StripWrapper(const std::string& name,
                                 SimpleCommand& command) {
  const auto* const wrapper =
      std::find_if(kWrappers.begin(), kWrappers.end(),
                   [&name](const Wrapper& row) { return row.name == name; });
  std::vector<ShellWord>& words = command.words;
  if (wrapper == kWrappers.end() || functions_.contains(name)) {
    return false;
  }
  size_t index = 1;
  if (!wrapper->verb.empty()) {
    const auto verb =
        std::find_if(words.begin(), words.end(), [wrapper](const ShellWord& w) {
          return w.is_fixed() && w.FixedText() == wrapper->verb;
        });
    if (verb == words.end()) {
      return false;
    }
    index = static_cast<size_t>(verb - words.begin()) + 1;
  } else if (name == "command" && words.size() > 1 &&
             words[1].Head().starts_with('-')) {
    return false;
  }
  if (name == "xargs") {
    // What it reads, and fills in, the command does not.
    if (FillsIn(words)) {
      return false;
    }
    command.input.clear();
  }
  index = AfterOptions(words, index, wrapper->with_value);
  index = AfterOptions(words, index + wrapper->words, "");
  while (index < words.size() && IsAssignment(words[index])) {
    ++index;
  }
  index = std::min(index, words.size());
  words.erase(words.begin(), words.begin() + static_cast<ptrdiff_t>(index));
  return true;
}

// What a shell gets to run out of these pieces: expansions as written, so
// that the variables of both shells are taken for the same.
MappedText ShellLowering::ProgramText(const ShellSource& source,
                                      const std::vector<WordPiece>& pieces) {
  MappedText text;
  for (const WordPiece& piece : pieces) {
    text.Append(piece.is_expansion() ? source.mapped().Slice(piece.expansion)
                                     : piece.literal);
  }
  return text;
}

// Lowers a text as a program where it is called.
ShellLowering::Outcome ShellLowering::Nested(MappedText text, Block& out) {
  if (depth_ >= kShellDepth) {
    return Outcome::Quiet;
  }
  depth_ += 20;
  const std::string folder = folder_;
  const ShellSource* const nested = AddSource(std::move(text));
  const ShellNode root{nested, nested->root()};
  std::vector<ShellNode> statements;
  for (const NodeView child : root.view.children()) {
    if (child.named()) {
      statements.push_back(root.With(child));
    }
  }
  Outcome outcome = Outcome::Quiet;
  if (statements.size() == 1) {
    outcome = LowerRaw(statements[0], {}, out);
  } else {
    LowerStatements(root, out);
  }
  folder_ = folder;
  depth_ -= 20;
  return outcome;
}

// bash, sh, su, ssh, runuser, eval: text that is a program. Nothing when the
// command is none of them.
std::optional<ShellLowering::Outcome> ShellLowering::RunText(
    const std::string& name, SimpleCommand& command, Block& out) {
  const bool shell = IsShell(name);
  if (name == "ssh" || name == "eval") {
    return RunJoined(name, command, out);
  }
  if (!shell && name != "su" && name != "runuser") {
    return std::nullopt;
  }
  std::vector<ShellWord>& words = command.words;
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    const std::string_view head = words[i].Head();
    if (head.starts_with('-') && !head.starts_with("--") &&
        head.ends_with('c')) {
      const ShellWord& text = words[i + 1];
      return Nested(ProgramText(*text.source, text.pieces), out);
    }
    if (!shell && head == "--") {
      words.erase(words.begin(), words.begin() + static_cast<ptrdiff_t>(i) + 1);
      return Run(command, out);
    }
  }
  const size_t first = AfterOptions(words, 1, "");
  if (shell && first < words.size()) {
    return words[first].Head() == "-"
               ? Outcome::Quiet
               : RunScript("bash()", words[first], command.place, out);
  }
  return RunInput(command, out);
}

// ssh, eval: their arguments, joined, are a program.
ShellLowering::Outcome ShellLowering::RunJoined(const std::string& name,
                                                const SimpleCommand& command,
                                                Block& out) {
  const std::vector<ShellWord>& words = command.words;
  const size_t begin =
      name == "ssh" ? AfterOptions(words, 1, "pilFoJLRD") + 1 : 1;
  if (begin >= words.size()) {
    return RunInput(command, out);
  }
  MappedText text;
  for (size_t i = begin; i < words.size(); ++i) {
    const TextRange place = words[i].place();
    text.Append(i == begin ? "" : " ",
                {file_.id(), {place.begin, place.begin}});
    text.Append(ProgramText(*words[i].source, words[i].pieces));
  }
  return Nested(std::move(text), out);
}

// A shell whose program comes in by a here-document.
ShellLowering::Outcome ShellLowering::RunInput(const SimpleCommand& command,
                                               Block& out) {
  if (command.input.empty() || command.input.front().source == nullptr) {
    return Outcome::Quiet;
  }
  const InputPart& part = command.input.front();
  return Nested(ProgramText(*part.source, part.pieces), out);
}

// A command whose name comes out of a variable: `$PSQL -c …`.
ShellLowering::Outcome ShellLowering::ShellProgram(SimpleCommand& command,
                                                   Block& out) {
  const ShellWord& first = command.words.front();
  if (first.pieces.size() != 1 || !first.pieces[0].is_expansion() ||
      depth_ >= kShellDepth) {
    // venv/bin/python with a variable before it
    const std::string tail =
        first.pieces.empty() ? std::string() : first.pieces.back().literal.text;
    return tail.find('/') == std::string::npos
               ? Outcome::Quiet
               : RunNamed(std::string(BaseName(tail)), command, out);
  }
  std::string_view name = first.source->Text(first.pieces[0].expansion);
  name.remove_prefix(name.starts_with("${") ? 2 : 1);
  name = name.substr(0, name.find_first_of("[}"));
  MappedText text;
  if (const auto array = command_arrays_.find(name);
      array != command_arrays_.end()) {
    text = array->second;
  } else if (const auto held = command_words_.find(name);
             held != command_words_.end()) {
    text = ProgramText(*held->second.source, held->second.pieces);
  } else {
    return name.find("PYTHON") == std::string_view::npos ? Outcome::Quiet
                                                         : Python(command, out);
  }
  std::vector<ShellWord> words = CommandWords(std::move(text));
  if (words.empty()) {
    return Outcome::Quiet;
  }
  words.insert(words.end(), command.words.begin() + 1, command.words.end());
  command.words = std::move(words);
  depth_ += 20;
  const Outcome outcome = Run(command, out);
  depth_ -= 20;
  return outcome;
}

// The words of a text that is the beginning of one command; none when it is
// something else.
std::vector<ShellWord> ShellLowering::CommandWords(MappedText text) {
  const ShellSource* const held = AddSource(std::move(text));
  std::vector<ShellWord> words;
  for (const NodeView child : held->root().children()) {
    if (!child.Is(ShellKind::Command)) {
      return {};
    }
    for (const NodeView part : child.children()) {
      if (part.named() && !part.Is(ShellKind::VariableAssignment)) {
        words.emplace_back(*held, part.range());
      }
    }
  }
  return words;
}

ShellLowering::Outcome ShellLowering::RunScript(const std::string& callee,
                                                const ShellWord& path,
                                                TextRange place, Block& out) {
  EmitCall(callee, {{ArgumentKind::Positional, "", PathValue(path)}}, place,
           out);
  return Outcome::MayFail;
}

// python file.py, python -m pkg.mod, python -c "…", python <<EOF
ShellLowering::Outcome ShellLowering::Python(SimpleCommand& command,
                                             Block& out) {
  const std::vector<ShellWord>& words = command.words;
  const auto embed = [&](MappedText text, TextRange place) {
    lowered_.embedded.push_back({Language::Python, std::move(text), place});
    // The text stands in the call's range; it has no name of its own.
    EmitCall("python()",
             {{ArgumentKind::Positional, "", Text("", command.place)}},
             command.place, out);
    return Outcome::MayFail;
  };
  size_t index = 1;
  while (index < words.size()) {
    const std::string_view head = words[index].Head();
    if (!head.starts_with('-') || head == "-") {
      break;
    }
    const bool more = index + 1 < words.size();
    if (head == "-c" && more) {
      const ShellWord& code = words[index + 1];
      return embed(ProgramText(*code.source, code.pieces), code.place());
    }
    if (head == "-m" && more && words[index + 1].is_fixed()) {
      // The module's file: a dot stands where the path has a slash.
      const ShellWord& module = words[index + 1];
      MappedText path;
      for (const WordPiece& piece : module.pieces) {
        path.Append(piece.literal);
      }
      std::replace(path.text.begin(), path.text.end(), '.', '/');
      const TextRange place = module.place();
      path.Append(".py", {file_.id(), {place.end, place.end}});
      const ValueId value =
          builder_.Add(Literal{std::move(path), false}, place);
      EmitCall("python()", {{ArgumentKind::Positional, "", value}},
               command.place, out);
      return Outcome::MayFail;
    }
    index += head == "-W" || head == "-X" ? 2 : 1;
  }
  if (index < words.size() && words[index].Head() != "-") {
    return RunScript("python()", words[index], command.place, out);
  }
  if (!command.input.empty() && command.input.front().source != nullptr) {
    const InputPart& part = command.input.front();
    return embed(ProgramText(*part.source, part.pieces), part.place);
  }
  return Outcome::Quiet;
}

}  // namespace pgpact
