// What commands print, as far as it is text of the script's own.
#include <algorithm>
#include <iterator>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"

namespace pgpact {

ShellLowering::InputPart ShellLowering::TextPart(ValueId value,
                                                 TextRange place) {
  InputPart part;
  part.kind = InputPart::Kind::Text;
  part.value = value;
  part.place = place;
  return part;
}

ShellLowering::InputPart ShellLowering::HeredocPart(const ShellSource& source,
                                                    const Heredoc& heredoc) {
  InputPart part;
  part.kind = InputPart::Kind::Text;
  part.heredoc = true;
  part.source = &source;
  part.place = source.Place(heredoc.body);
  // The lines, without the tabs before them where those do not count.
  std::vector<TextRange> lines;
  if (heredoc.strips_tabs) {
    uint32_t begin = heredoc.body.begin;
    while (begin < heredoc.body.end) {
      const auto end = static_cast<uint32_t>(
          std::min<size_t>(source.text().find('\n', begin),
                           heredoc.body.end - 1) +
          1);
      const auto text = static_cast<uint32_t>(
          std::min<size_t>(source.text().find_first_not_of('\t', begin), end));
      lines.push_back({text, end});
      begin = end;
    }
  } else {
    lines.push_back(heredoc.body);
  }
  for (const TextRange line : lines) {
    if (heredoc.quoted) {
      part.pieces.push_back({source.mapped().Slice(line), {}, true});
      continue;
    }
    for (WordPiece& piece :
         SplitExpandedText(source.mapped(), line, ExpandedText::Heredoc)) {
      part.pieces.push_back(std::move(piece));
    }
  }
  part.value = PiecesValue(source, part.pieces, part.place);
  return part;
}

// One value for all of it.
ValueId ShellLowering::ValueOf(const Input& parts, TextRange place) {
  std::vector<ValueId> values;
  for (const InputPart& part : parts) {
    if (part.kind == InputPart::Kind::Text) {
      values.push_back(part.value);
    } else if (part.kind == InputPart::Kind::File) {
      values.push_back(builder_.Add(
          Call{builder_.AddName("cat()", part.place),
               {{ArgumentKind::Positional, "", PathValue(*part.file)}}},
          part.place));
    } else {
      values.push_back(UnknownValue(UnknownReason::Environment,
                                    "output of a command", part.place));
    }
  }
  if (values.empty()) {
    return Text("", place);
  }
  return values.size() == 1
             ? values[0]
             : builder_.Add(Interpolate{std::move(values)}, place);
}

// What the node prints when `input` comes in.
ShellLowering::Input ShellLowering::OutputOf(ShellNode node,
                                             const Input& input) {
  InputPart unknown;
  unknown.place = node.place();
  if (depth_ >= kShellDepth) {
    return {unknown};
  }
  ++depth_;
  Input printed;
  Block ignored;
  Block* const outer = std::exchange(current_, &ignored);
  switch (node.view.As<ShellKind>()) {
    case ShellKind::Command:
      printed = CommandOutput(Collect(node, input, ignored));
      break;
    case ShellKind::RedirectedStatement:
      printed = RedirectedOutput(node, input);
      break;
    case ShellKind::Program:
    case ShellKind::List:
    case ShellKind::CompoundStatement:
    case ShellKind::Subshell:
    case ShellKind::Pipeline:
      printed = SequenceOutput(node, input);
      break;
    case ShellKind::VariableAssignment:
    case ShellKind::DeclarationCommand:
    case ShellKind::TestCommand:
    case ShellKind::FunctionDefinition:
    case ShellKind::Comment:
      break;
    default:
      printed = {unknown};
      break;
  }
  current_ = outer;
  --depth_;
  return printed;
}

// Of a pipeline what its last stage prints, of other sequences everything.
ShellLowering::Input ShellLowering::SequenceOutput(ShellNode node,
                                                   const Input& input) {
  const bool pipeline = node.view.Is(ShellKind::Pipeline);
  Input printed = pipeline ? input : Input{};
  for (const NodeView child : node.view.children()) {
    if (!child.named()) {
      continue;
    }
    Input part = OutputOf(node.With(child), pipeline ? printed : input);
    if (pipeline) {
      printed = std::move(part);
    } else {
      std::move(part.begin(), part.end(), std::back_inserter(printed));
    }
  }
  return printed;
}

ShellLowering::Input ShellLowering::RedirectedOutput(ShellNode node,
                                                     const Input& input) {
  const std::optional<NodeView> body = node.view.Child(ShellField::Body);
  const bool simple = body && body->Is(ShellKind::Command);
  Block ignored;
  SimpleCommand command;
  command.place = node.place();
  if (simple) {
    command = Collect(node.With(*body), input, ignored);
  }
  for (const NodeView child : node.view.children()) {
    if (child.data().field == static_cast<uint8_t>(ShellField::Redirect)) {
      Redirect(node.With(child), command);
    }
  }
  if (command.output) {
    return {};
  }
  if (simple) {
    return CommandOutput(command);
  }
  // Without a body it is `< file`, as in $(< file).
  return body ? OutputOf(node.With(*body), command.input) : command.input;
}

ShellLowering::Input ShellLowering::CommandOutput(
    const SimpleCommand& command) {
  InputPart unknown;
  unknown.place = command.place;
  if (command.words.empty()) {
    return command.input;
  }
  const std::string name =
      command.words[0].is_fixed() ? command.words[0].FixedText() : "";
  if (name == "echo") {
    return EchoOutput(command);
  }
  if (name == "printf") {
    return PrintfOutput(command);
  }
  if (name == "cd" || name == "set" || name == "exit" || name == ":" ||
      name == "true" || name == "export" || name == "sleep") {
    return {};
  }
  const bool tee =
      name == "tee" || (name == "sudo" && command.words.size() > 1 &&
                        command.words[1].FixedText() == "tee");
  if (tee) {
    return command.input;
  }
  if (name != "cat") {
    return {unknown};
  }
  Input files;
  for (size_t i = 1; i < command.words.size(); ++i) {
    const ShellWord& word = command.words[i];
    if (word.Head() == "-") {
      files.insert(files.end(), command.input.begin(), command.input.end());
    } else if (!word.Head().starts_with('-')) {
      InputPart part;
      part.kind = InputPart::Kind::File;
      part.file = word;
      part.place = word.place();
      files.push_back(std::move(part));
    }
  }
  return files.empty() ? command.input : files;
}

ShellLowering::Input ShellLowering::EchoOutput(const SimpleCommand& command) {
  bool newline = true;
  bool escapes = false;
  size_t first = 1;
  while (first < command.words.size()) {
    const std::string_view head = command.words[first].Head();
    if (head.size() < 2 || head[0] != '-' ||
        head.find_first_not_of("neE", 1) != std::string_view::npos) {
      break;
    }
    newline = newline && head.find('n') == std::string_view::npos;
    escapes = escapes || head.find('e') != std::string_view::npos;
    ++first;
  }
  std::vector<ValueId> parts;
  for (size_t i = first; i < command.words.size(); ++i) {
    ShellWord word = command.words[i];
    if (i > first) {
      const TextRange place = word.place();
      parts.push_back(Text(" ", {place.begin, place.begin}));
    }
    for (WordPiece& piece : word.pieces) {
      if (escapes) {
        piece.literal = DecodeEscapes(piece.literal);
      }
    }
    parts.push_back(WordValue(word));
  }
  if (newline) {
    parts.push_back(Text("\n", {command.place.end, command.place.end}));
  }
  return {TextPart(builder_.Add(Interpolate{std::move(parts)}, command.place),
                   command.place)};
}

ShellLowering::Input ShellLowering::PrintfOutput(const SimpleCommand& command) {
  if (command.words.size() < 2) {
    return {};
  }
  ShellWord format = command.words[1];
  for (WordPiece& piece : format.pieces) {
    piece.literal = DecodeEscapes(piece.literal);
  }
  Collection arguments;
  arguments.kind = CollectionKind::Tuple;
  for (size_t i = 2; i < command.words.size(); ++i) {
    arguments.entries.push_back(
        {std::nullopt, WordValue(command.words[i]), false});
  }
  const ValueId given = builder_.Add(std::move(arguments), command.place);
  const ValueId text = builder_.Add(
      Format{FormatStyle::Percent, WordValue(format), given}, command.place);
  return {TextPart(text, command.place)};
}

}  // namespace pgpact
