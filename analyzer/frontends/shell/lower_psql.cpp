// psql and other clients: calls of sinks.
#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"
#include "analyzer/psql/psql_session.h"

namespace pgpact {

namespace {

constexpr std::string_view kShortWithValue = "cdfFhLopPRTUv";
constexpr std::array<std::pair<std::string_view, char>, 17> kLongOptions = {{
    {"command", 'c'},
    {"dbname", 'd'},
    {"file", 'f'},
    {"field-separator", 'F'},
    {"host", 'h'},
    {"log-file", 'L'},
    {"output", 'o'},
    {"port", 'p'},
    {"pset", 'P'},
    {"record-separator", 'R'},
    {"table-attr", 'T'},
    {"username", 'U'},
    {"variable", 'v'},
    {"set", 'v'},
    {"single-transaction", '1'},
    {"list", 'l'},
    {"version", 'V'},
}};

// An option with its value, or a positional argument (option '\0').
struct Option {
  char name = '\0';
  std::optional<ShellWord> value;
};

// getopt over psql's options.
class OptionScan {
 public:
  explicit OptionScan(const std::vector<ShellWord>& words) : words_(words) {}

  std::vector<Option> Run() {
    while (at_ < words_.size()) {
      const ShellWord& word = words_[at_++];
      const std::string_view head = word.Head();
      if (only_positional_ || !head.starts_with('-') || head == "-") {
        options_.push_back({'\0', word});
      } else if (head == "--") {
        only_positional_ = true;
      } else if (head.starts_with("--")) {
        Long(word, head.substr(2));
      } else {
        Short(word, head);
      }
    }
    return std::move(options_);
  }

 private:
  std::optional<ShellWord> NextWord() {
    return at_ < words_.size() ? std::optional(words_[at_++]) : std::nullopt;
  }

  void Long(const ShellWord& word, std::string_view text) {
    const size_t equal = text.find('=');
    const std::string_view name = text.substr(0, equal);
    const auto* const found =
        std::find_if(kLongOptions.begin(), kLongOptions.end(),
                     [name](const auto& row) { return row.first == name; });
    if (found == kLongOptions.end()) {
      return;
    }
    const bool takes =
        kShortWithValue.find(found->second) != std::string_view::npos;
    std::optional<ShellWord> value;
    if (equal != std::string_view::npos) {
      value = word.Without(static_cast<uint32_t>(equal) + 3);
    } else if (takes) {
      value = NextWord();
    }
    options_.push_back({found->second, std::move(value)});
  }

  void Short(const ShellWord& word, std::string_view head) {
    for (uint32_t i = 1; i < head.size(); ++i) {
      if (kShortWithValue.find(head[i]) == std::string_view::npos) {
        options_.push_back({head[i], std::nullopt});
        continue;
      }
      const bool attached = i + 1 < head.size() || word.pieces.size() > 1;
      options_.push_back({head[i], attached ? std::optional(word.Without(i + 1))
                                            : NextWord()});
      return;
    }
  }

  const std::vector<ShellWord>& words_;
  size_t at_ = 1;
  bool only_positional_ = false;
  std::vector<Option> options_;
};

// --list, --version, --help: no script is run.
bool OnlyInforms(const std::vector<Option>& options) {
  return std::any_of(options.begin(), options.end(), [](const Option& option) {
    return option.name == 'l' || option.name == 'V' || option.name == '?';
  });
}

Argument Named(std::string name, ValueId value) {
  return {ArgumentKind::Named, std::move(name), value};
}

}  // namespace

// The calls for what comes in on standard input, in its order.
void ShellLowering::EmitInput(const std::string& callee,
                              const SimpleCommand& command,
                              const std::vector<Argument>& options,
                              Block& out) {
  Input texts;
  const auto emit = [&](const std::string& name, ValueId value) {
    std::vector<Argument> arguments = {{ArgumentKind::Positional, "", value}};
    arguments.insert(arguments.end(), options.begin(), options.end());
    EmitCall(name, std::move(arguments), command.place, out);
  };
  const auto flush = [&] {
    if (!texts.empty()) {
      emit(callee, ValueOf(texts, command.place));
      texts.clear();
    }
  };
  for (const InputPart& part : command.input) {
    if (part.kind != InputPart::Kind::File) {
      texts.push_back(part);
      continue;
    }
    flush();
    const auto written =
        written_.find(part.file->source->Text(part.file->range));
    if (written != written_.end()) {
      emit(callee, written->second);
    } else {
      emit(callee + " -f", PathValue(*part.file));
    }
  }
  flush();
}

// The named arguments that `-v NAME=VALUE` becomes.
std::vector<Argument> ShellLowering::VariableOption(const ShellWord& word,
                                                    TextRange place) {
  const std::string_view head = word.Head();
  const size_t equal = head.find('=');
  if (equal == std::string_view::npos) {
    return {};
  }
  const std::string name(head.substr(0, equal));
  const ShellWord value = word.Without(static_cast<uint32_t>(equal) + 1);
  std::vector<Argument> arguments = {
      Named("variable:" + name, WordValue(value))};
  if (name == "ON_ERROR_STOP" &&
      ParseVariableBool(value.FixedText()).value_or(false)) {
    arguments.push_back(Named("on_error_stop", Text("", place)));
  }
  return arguments;
}

// One -c or -f.
void ShellLowering::EmitAction(char option, const ShellWord& word,
                               const SimpleCommand& command,
                               std::vector<Argument> arguments, Block& out) {
  const std::string name = word.FixedText();
  if (option == 'f' && (name == "-" || name == "/dev/stdin")) {
    EmitInput("psql()", command, arguments, out);
    return;
  }
  const auto written = written_.find(word.source->Text(word.range));
  const bool file = option == 'f' && written == written_.end();
  ValueId text;
  if (option == 'c') {
    text = WordValue(word);
    arguments.push_back(Named("command", Text("", word.place())));
  } else {
    text = file ? PathValue(word) : written->second;
  }
  arguments.insert(arguments.begin(), {ArgumentKind::Positional, "", text});
  EmitCall(file ? "psql() -f" : "psql()", std::move(arguments), command.place,
           out);
}

ShellLowering::Outcome ShellLowering::Psql(const SimpleCommand& command,
                                           Block& out) {
  std::vector<Option> actions;
  std::vector<Argument> arguments;
  uint32_t positional = 0;
  std::vector<Option> options = OptionScan(command.words).Run();
  if (OnlyInforms(options)) {
    return Outcome::Quiet;
  }
  for (Option& option : options) {
    const std::optional<ShellWord>& value = option.value;
    const bool database =
        option.name == 'd' || (option.name == '\0' && positional++ == 0);
    if (option.name == '1') {
      arguments.push_back(Named("single_transaction", Text("", command.place)));
    } else if (value && (option.name == 'c' || option.name == 'f')) {
      actions.push_back(std::move(option));
    } else if (value && option.name == 'v') {
      for (Argument& added : VariableOption(*value, command.place)) {
        arguments.push_back(std::move(added));
      }
    } else if (value && database) {
      arguments.push_back(Named("database", WordValue(*value)));
    }
  }
  if (actions.empty()) {
    EmitInput("psql()", command, arguments, out);
    return command.input.empty() ? Outcome::Quiet : Outcome::MayFail;
  }
  for (const Option& action : actions) {
    EmitAction(action.name, *action.value, command, arguments, out);
  }
  return Outcome::MayFail;
}

// `xargs -I{} psql -c "… {}"`: a statement of which a part is read.
ShellLowering::Outcome ShellLowering::FilledIn(const SimpleCommand& command,
                                               Block& out) {
  const bool runs =
      std::any_of(command.words.begin(), command.words.end(),
                  [](const ShellWord& word) { return word.Head() == "psql"; });
  if (!runs) {
    return Outcome::Quiet;
  }
  EmitCall("psql()",
           {{ArgumentKind::Positional, "",
             UnknownValue(UnknownReason::UserInput, "xargs", command.place)},
            Named("command", Text("", command.place))},
           command.place, out);
  return Outcome::MayFail;
}

// createdb and its like: the statement that they send.
ShellLowering::Outcome ShellLowering::DatabaseTool(const std::string& name,
                                                   const SimpleCommand& command,
                                                   Block& out) {
  if (name == "pg_restore") {
    Complain(UnknownReason::UnsupportedSyntax, "pg_restore of a binary dump",
             command.place);
    return Outcome::Quiet;
  }
  constexpr std::string_view kWithValue = "DEOTUhlpcegW";
  std::optional<ShellWord> object;
  for (size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view head = command.words[i].Head();
    if (head.starts_with('-')) {
      const bool takes = head.size() == 2 && head != "-e" && head != "-W" &&
                         kWithValue.find(head[1]) != std::string_view::npos;
      i += takes ? 1 : 0;
    } else if (!object) {
      object = command.words[i];
    }
  }
  if (!object) {
    return Outcome::Quiet;
  }
  const std::string_view verb = name == "createdb" ? "CREATE DATABASE \""
                                : name == "dropdb" ? "DROP DATABASE \""
                                                   : "CREATE ROLE \"";
  const TextRange place = command.place;
  const ValueId text = builder_.Add(
      Interpolate{{Text(verb, command.words[0].place()), WordValue(*object),
                   Text("\"", {place.end, place.end})}},
      place);
  EmitCall(
      "psql()",
      {{ArgumentKind::Positional, "", text}, Named("command", Text("", place))},
      place, out);
  return Outcome::MayFail;
}

// sqlite3 and mysql: counted as another dialect's.
ShellLowering::Outcome ShellLowering::OtherClient(const std::string& name,
                                                  const SimpleCommand& command,
                                                  Block& out) {
  const std::string callee = name == "sqlite3" ? "sqlite3()" : "mysql()";
  uint32_t positional = 0;
  bool ran = false;
  for (size_t i = 1; i < command.words.size(); ++i) {
    const ShellWord& word = command.words[i];
    const std::string_view head = word.Head();
    std::optional<ShellWord> sql;
    if (name != "sqlite3" && (head == "-e" || head == "--execute")) {
      sql = i + 1 < command.words.size() ? std::optional(command.words[i + 1])
                                         : std::nullopt;
    } else if (name != "sqlite3" && head.starts_with("--execute=")) {
      sql = word.Without(10);
    } else if (name == "sqlite3" && !head.starts_with('-') &&
               positional++ > 0 && !head.starts_with('.')) {
      sql = word;
    }
    if (sql) {
      EmitCall(callee, {{ArgumentKind::Positional, "", WordValue(*sql)}},
               command.place, out);
      ran = true;
    }
  }
  if (!ran && !command.input.empty()) {
    EmitInput(callee, command, {}, out);
    ran = true;
  }
  return ran ? Outcome::MayFail : Outcome::Quiet;
}

}  // namespace pgpact
