// Calls by which a program has psql run: `subprocess.run(["psql", "-f",
// path])`, `os.system("psql …")`. What the shell would read is a text for the
// shell's front end.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

namespace {

using Kind = PythonKind;
using Field = PythonField;

// Last parts of what runs a program.
constexpr std::array<std::string_view, 10> kRunners = {
    "run",
    "call",
    "check_call",
    "check_output",
    "Popen",
    "system",
    "popen",
    "getoutput",
    "create_subprocess_exec",
    "create_subprocess_shell"};

bool IsText(NodeView node) {
  return node.Is(Kind::String) || node.Is(Kind::ConcatenatedString);
}

// A variable of the shell that nobody sets, by the name of what stands there.
std::string VariableFor(std::string_view expression) {
  std::string name = "$";
  for (const char c : expression) {
    const auto byte = static_cast<unsigned char>(c);
    if (c != '_' && std::isalnum(byte) == 0) {
      break;
    }
    name += c;
  }
  return name.size() > 1 &&
                 std::isdigit(static_cast<unsigned char>(name[1])) == 0
             ? name
             : "$unknown";
}

}  // namespace

// The literals of a text as the program has them, variables for the fields.
// Nothing for a text that the shell would read in another way in quotes.
std::optional<MappedText> PythonLowering::ShellTextOf(Node text, bool quoted) {
  MappedText made;
  const Location place{source_.file(), RangeOf(text)};
  std::vector<Node> literals = {text};
  if (text.Is(Kind::ConcatenatedString)) {
    literals = NamedChildren(text);
  }
  made.Append(quoted ? "\"" : "", place);
  for (const Node literal : literals) {
    const auto start = literal.FirstOf(Kind::StringStart);
    const auto end = literal.FirstOf(Kind::StringEnd);
    if (!start || !end) {
      return std::nullopt;
    }
    const StringPrefix prefix = ReadStringPrefix(start->text());
    uint32_t at = start->range().end;
    for (const Node child : literal.children()) {
      if (child.Is(Kind::Interpolation)) {
        AppendDecoded(source_, {at, child.range().begin}, prefix, made);
        const auto expression = child.Child(Field::Expression);
        made.Append(VariableFor(expression ? expression->text() : ""),
                    {source_.file(), RangeOf(child)});
        at = child.range().end;
      }
    }
    AppendDecoded(source_, {at, std::max(at, end->range().begin)}, prefix,
                  made);
  }
  const std::string_view inside =
      std::string_view(made.text).substr(quoted ? 1 : 0);
  if (quoted && inside.find_first_of("\"\\`") != std::string_view::npos) {
    return std::nullopt;
  }
  made.Append(quoted ? "\"" : "", place);
  return made;
}

// One word of the command line.
MappedText PythonLowering::ShellWordOf(Node word) {
  const Node inner = Unwrapped(word);
  if (IsText(inner)) {
    if (std::optional<MappedText> text = ShellTextOf(inner, true)) {
      return *std::move(text);
    }
  }
  MappedText variable;
  variable.Append("\"" + VariableFor(inner.text()) + "\"",
                  {source_.file(), RangeOf(inner)});
  return variable;
}

// The command line of a call that runs psql; nothing for any other call.
std::optional<MappedText> PythonLowering::PsqlCommandOf(Node function,
                                                        Node arguments) {
  const std::string_view callee = function.text();
  const std::string_view last = callee.substr(callee.rfind('.') + 1);
  if (std::find(kRunners.begin(), kRunners.end(), last) == kRunners.end() ||
      arguments.text().find("psql") == std::string_view::npos) {
    return std::nullopt;
  }
  const std::vector<Node> given = NamedChildren(arguments);
  if (given.empty()) {
    return std::nullopt;
  }
  const Node first = Unwrapped(given.front());
  std::vector<Node> words;
  if (first.Is(Kind::List) || first.Is(Kind::Tuple)) {
    words = NamedChildren(first);
  } else if (IsText(first) && last != "create_subprocess_exec") {
    std::optional<MappedText> text = ShellTextOf(first, false);
    const bool runs = text && text->text.find("psql ") != std::string::npos;
    return runs ? std::move(text) : std::nullopt;
  } else {
    words = given;
  }
  const auto is_psql = [](Node word) {
    const std::string_view text = word.text();
    return IsText(word) && text.size() > 5 &&
           (text.ends_with("psql\"") || text.ends_with("psql'"));
  };
  if (std::none_of(words.begin(), words.end(), is_psql)) {
    return std::nullopt;
  }
  MappedText command;
  for (const Node word : words) {
    if (word.Is(Kind::KeywordArgument)) {
      continue;
    }
    const Location place{source_.file(), RangeOf(word)};
    command.Append(command.text.empty() ? "" : " ", place);
    command.Append(ShellWordOf(word));
  }
  return command;
}

}  // namespace pgpact
