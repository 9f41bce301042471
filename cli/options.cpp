#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <sstream>
#include <utility>

#include "analyzer/base/edit_distance.h"
#include "analyzer/sql/parse_template.h"
#include "cli/version.h"

namespace pgpact {

namespace {

constexpr std::array<std::pair<std::string_view, FailOn>, 4> kFailOn = {{
    {"error", FailOn::Error},
    {"warning", FailOn::Warning},
    {"undecided", FailOn::Undecided},
    {"never", FailOn::Never},
}};

// What CLI11 fills; texts are checked afterwards, so that every message is
// ours.
struct Raw {
  std::vector<std::string> search_path;
  std::vector<std::string> outputs;
  std::vector<std::string> ddl;
  std::string jobs;
  std::string format;
  std::string fail_on;
  std::string color;
  std::string print;
  std::string config;
};

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0) {
      parts.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string VersionText() {
  return "pgpact " + std::string(kVersion) + " (PostgreSQL " +
         std::string(GrammarVersion()) + " grammar)";
}

void AddCommon(CLI::App& app, Options& options, Raw& raw) {
  // `--exclude GLOB` takes one value at a time, so that paths may follow.
  const auto many = [&](const std::string& name, auto& target,
                        const std::string& text) {
    return app.add_option(name, target, text)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
  };
  many("--search-path", raw.search_path, "schemas of unqualified names: a,b");
  many("--exclude", options.excludes, "leave out what the pattern matches");
  many("--service", options.services,
       "supervisord, systemd, Procfile or compose file");
  many("--output", raw.outputs, "write to FILE, or FORMAT=FILE; repeatable");
  app.add_option("--config", raw.config, "read this pgpact.toml");
  app.add_option("--jobs", raw.jobs, "threads");
  app.add_option("--format", raw.format, "the report's format");
  app.add_option("--fail-on", raw.fail_on,
                 "error, warning, undecided or never");
  app.add_option("--color", raw.color, "auto, always or never");
  app.add_option("--print", raw.print,
                 "show a phase instead: programs, templates, sql, catalog, "
                 "bindings, contract");
  app.add_flag("--stdin-paths", options.stdin_paths,
               "read the paths from standard input, one a line");
  app.add_flag("--no-cache", options.no_cache,
               "keep nothing from one run to the next");
  app.set_version_flag("--version", VersionText());
  app.add_flag("--quiet", options.quiet, "findings only");
  app.add_flag("--verbose", options.verbose, "say more");
}

void AddSchemaOption(CLI::App& app, Options& options) {
  app.add_option("--schema", options.schema,
                 "an installation source; repeatable, in order")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

struct CommandText {
  Command command;
  std::string_view name;
  std::string_view summary;
};
constexpr std::array<CommandText, 6> kCommands = {{
    {Command::Check, "check", "compare the code with the installation"},
    {Command::Extract, "extract",
     "every sink call found, one JSON object a statement and line"},
    {Command::Objects, "objects", "the required-database-objects document"},
    {Command::Schema, "schema", "what the installation creates"},
    {Command::Explain, "explain",
     "what a rule finds, why, an example, how to allow it"},
    {Command::ConfigShow, "config",
     "config show: effective values, each with its origin"},
}};

std::optional<Error> Interpret(const Raw& raw, Options& options) {
  const auto unknown = [](std::string_view option, const std::string& value,
                          std::string_view words) {
    return Error{"unknown value \"" + value + "\" for " + std::string(option),
                 "it takes " + std::string(words)};
  };
  if (!raw.search_path.empty()) {
    options.search_path = Split(raw.search_path.back(), ',');
  }
  for (const std::string& output : raw.outputs) {
    const size_t equals = output.find('=');
    options.outputs.push_back(
        equals == std::string::npos
            ? OutputFile{"", output}
            : OutputFile{output.substr(0, equals), output.substr(equals + 1)});
  }
  if (!raw.jobs.empty()) {
    uint32_t jobs = 0;
    const char* end = raw.jobs.data() + raw.jobs.size();
    const auto read = std::from_chars(raw.jobs.data(), end, jobs);
    if (read.ec != std::errc() || read.ptr != end || jobs == 0 || jobs > 1024) {
      return unknown("--jobs", raw.jobs, "a number from 1 to 1024");
    }
    options.jobs = jobs;
  }
  if (!raw.format.empty()) {
    options.format = raw.format;
  }
  if (!raw.config.empty()) {
    options.config = raw.config;
  }
  if (!raw.fail_on.empty()) {
    options.fail_on = FailOnOf(raw.fail_on);
    if (!options.fail_on) {
      return unknown("--fail-on", raw.fail_on,
                     "error, warning, undecided or never");
    }
  }
  if (!raw.print.empty()) {
    options.print = PhaseOf(raw.print);
    if (!options.print) {
      return unknown("--print", raw.print,
                     "programs, templates, sql, catalog, bindings or contract");
    }
  }
  if (raw.color == "always") {
    options.color = ColorChoice::Always;
  } else if (raw.color == "never") {
    options.color = ColorChoice::Never;
  } else if (!raw.color.empty() && raw.color != "auto") {
    return unknown("--color", raw.color, "auto, always or never");
  }
  return std::nullopt;
}

// The nearest option or command to the first word that CLI11 did not take.
Error UnknownArgument(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  if (!word.empty() && word[0] == '-') {
    for (const CLI::Option* option : app.get_options()) {
      for (const std::string& name : option->get_lnames()) {
        names.push_back("--" + name);
      }
    }
    const std::string bare = word.substr(0, word.find('='));
    const auto near = NearestName(bare, names);
    return {"unknown option \"" + bare + "\"",
            near ? "did you mean \"" + *near + "\"?"
                 : "see pgpact " + app.get_name() + " --help"};
  }
  for (const CommandText& command : kCommands) {
    names.emplace_back(command.name);
  }
  const auto near = NearestName(word, names);
  return {"unknown command \"" + word + "\"",
          near ? "did you mean \"" + *near + "\"?" : "see pgpact --help"};
}

class Parser {
 public:
  Parser()
      : app_("Checks application code against its PostgreSQL schema.",
             "pgpact") {
    app_.require_subcommand(0, 1);
    app_.set_version_flag("--version", VersionText());
    app_.failure_message(CLI::FailureMessage::simple);
    for (const CommandText& command : kCommands) {
      AddCommand(command);
    }
  }

  Result<ParsedArguments> Parse(std::span<const std::string> arguments) {
    // CLI11 takes them from the back.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
      app_.parse(reversed);
    } catch (const CLI::ParseError& error) {
      return Explain(error, arguments);
    }
    const CLI::App* chosen = Chosen();
    if (chosen == nullptr) {
      return Answer(app_.help());
    }
    for (const CommandText& command : kCommands) {
      if (chosen->get_name() == command.name) {
        options_.command = command.command;
      }
    }
    if (std::optional<Error> error = Interpret(raw_, options_)) {
      return std::move(*error);
    }
    options_.schema.insert(options_.schema.end(), raw_.ddl.begin(),
                           raw_.ddl.end());
    return ParsedArguments{options_, std::nullopt};
  }

 private:
  static ParsedArguments Answer(std::string text) {
    if (text.empty() || text.back() != '\n') {
      text += '\n';
    }
    return {{}, std::move(text)};
  }

  void AddCommand(const CommandText& command) {
    CLI::App* sub = app_.add_subcommand(std::string(command.name),
                                        std::string(command.summary));
    switch (command.command) {
      case Command::Check:
      case Command::Extract:
      case Command::Objects:
        sub->add_option("PATH", options_.paths, "files and folders of code");
        AddSchemaOption(*sub, options_);
        AddCommon(*sub, options_, raw_);
        break;
      case Command::Schema:
        sub->add_option("DDL", raw_.ddl, "installation sources");
        AddSchemaOption(*sub, options_);
        AddCommon(*sub, options_, raw_);
        break;
      case Command::Explain:
        sub->add_option("TOPIC", options_.topic, "a rule or an SQLSTATE")
            ->required();
        break;
      case Command::ConfigShow: {
        CLI::App* show = sub->add_subcommand(
            "show", "effective values, each with its origin");
        sub->require_subcommand(1);
        AddSchemaOption(*show, options_);
        AddCommon(*show, options_, raw_);
        break;
      }
    }
  }

  const CLI::App* Chosen() const {
    const std::vector<CLI::App*> chosen = app_.get_subcommands();
    return chosen.empty() ? nullptr : chosen.front();
  }

  Result<ParsedArguments> Explain(const CLI::ParseError& error,
                                  std::span<const std::string> arguments) {
    if (error.get_exit_code() == 0) {
      std::ostringstream output;
      std::ostringstream errors;
      app_.exit(error, output, errors);
      return Answer(output.str());
    }
    const CLI::App* chosen = Chosen();
    const bool extra =
        error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
    if (extra && !arguments.empty()) {
      const CLI::App& asked = chosen == nullptr ? app_ : *chosen;
      const std::vector<std::string> extras = asked.remaining(true);
      return UnknownArgument(asked, extras.empty() ? arguments[0] : extras[0]);
    }
    return Error{error.what(),
                 "see pgpact" +
                     (chosen == nullptr ? "" : " " + chosen->get_name()) +
                     " --help"};
  }

  CLI::App app_;
  Options options_;
  Raw raw_;
};

}  // namespace

std::string_view CommandName(Command command) {
  for (const CommandText& text : kCommands) {
    if (text.command == command) {
      return text.name;
    }
  }
  return "";
}

std::optional<FailOn> FailOnOf(std::string_view word) {
  for (const auto& [name, fail_on] : kFailOn) {
    if (name == word) {
      return fail_on;
    }
  }
  return std::nullopt;
}

std::string_view FailOnName(FailOn fail_on) {
  for (const auto& [name, value] : kFailOn) {
    if (value == fail_on) {
      return name;
    }
  }
  return "";
}

Result<ParsedArguments> ParseArguments(std::span<const std::string> arguments) {
  return Parser().Parse(arguments);
}

}  // namespace pgpact
