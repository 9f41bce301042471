#include "cli/config.h"

#include <toml++/toml.h>

#include <array>
#include <utility>

#include "analyzer/base/edit_distance.h"

namespace pgpact {

namespace {

std::string PlaceOf(const std::string& path, const toml::source_region& at) {
  return path + ":" + std::to_string(at.begin.line) + ":" +
         std::to_string(at.begin.column);
}

template <typename Value, size_t size>
using Words = std::array<std::pair<std::string_view, Value>, size>;

constexpr Words<Severity, 4> kLevels = {{{"error", Severity::Error},
                                         {"warning", Severity::Warning},
                                         {"info", Severity::Info},
                                         {"off", Severity::Off}}};
constexpr Words<PlaceholderStyle, 7> kPlaceholders = {
    {{"format", PlaceholderStyle::Format},
     {"pyformat", PlaceholderStyle::Pyformat},
     {"qmark", PlaceholderStyle::Qmark},
     {"named", PlaceholderStyle::Named},
     {"numeric", PlaceholderStyle::Numeric},
     {"at", PlaceholderStyle::At},
     {"none", PlaceholderStyle::None}}};
constexpr Words<Binding, 2> kBindings = {
    {{"client", Binding::Client}, {"server", Binding::Server}}};
constexpr Words<Language, 3> kLanguages = {{{"python", Language::Python},
                                            {"shell", Language::Shell},
                                            {"sql", Language::Sql}}};

// Reads keys until the first error; from then on nothing.
class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  Result<Config> Read(const toml::table& root) && {
    CheckKeys(root, "", {"installation", "code", "services", "rules", "sinks"});
    ReadInstallation(Table(root, "installation"));
    ReadCode(Table(root, "code"));
    if (const toml::table* services = Table(root, "services")) {
      CheckKeys(*services, "services.", {"files"});
      config_.service_files = Texts(*services, "files");
    }
    ReadRules(Table(root, "rules"));
    ReadSinks(root);
    if (error_) {
      return std::move(*error_);
    }
    return std::move(config_);
  }

 private:
  void Fail(const toml::source_region& at, std::string message,
            std::string remedy) {
    if (!error_) {
      error_ = Error{PlaceOf(path_, at) + ": " + std::move(message),
                     std::move(remedy)};
    }
  }
  void Fail(const toml::node& at, std::string message, std::string remedy) {
    Fail(at.source(), std::move(message), std::move(remedy));
  }

  void CheckKeys(const toml::table& table, const std::string& prefix,
                 const std::vector<std::string>& known) {
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) {
        continue;
      }
      const auto near = NearestName(name, known);
      std::string all;
      for (const std::string& word : known) {
        all += (all.empty() ? "" : ", ") + word;
      }
      Fail(key.source(), "unknown key \"" + prefix + name + "\"",
           near ? "did you mean \"" + prefix + *near + "\"?"
                : "known keys here: " + all);
    }
  }

  const toml::table* Table(const toml::table& parent, std::string_view key) {
    const toml::node* node = parent.get(key);
    if (node == nullptr) {
      return nullptr;
    }
    if (!node->is_table()) {
      Fail(*node, "\"" + std::string(key) + "\" must be a table",
           "write [" + std::string(key) + "]");
      return nullptr;
    }
    return node->as_table();
  }

  std::optional<std::string> Text(const toml::table& table,
                                  std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    if (!node->is_string()) {
      Fail(*node, "\"" + std::string(key) + "\" must be a text",
           "write it in quotes");
      return std::nullopt;
    }
    return node->as_string()->get();
  }

  std::optional<std::vector<std::string>> Texts(const toml::table& table,
                                                std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    const toml::array* array = node->as_array();
    std::vector<std::string> texts;
    bool all = array != nullptr;
    for (size_t i = 0; all && i < array->size(); ++i) {
      const toml::node& element = (*array)[i];
      all = element.is_string();
      texts.push_back(all ? element.as_string()->get() : "");
      config_.places.emplace(texts.back(), PlaceOf(path_, element.source()));
    }
    if (!all) {
      Fail(*node, "\"" + std::string(key) + "\" must be a list of texts",
           "write " + std::string(key) + " = [\"…\"]");
      return std::nullopt;
    }
    return texts;
  }

  std::optional<int> Number(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    const auto* number = node->as_integer();
    if (number == nullptr || number->get() < 0 || number->get() > 100) {
      Fail(*node, "\"" + std::string(key) + "\" must be an argument's number",
           "the first argument is 0");
      return std::nullopt;
    }
    return static_cast<int>(number->get());
  }

  template <typename Value, size_t size>
  std::optional<Value> Word(const toml::node& node, std::string_view key,
                            const Words<Value, size>& words) {
    std::string all;
    const auto* text = node.as_string();
    for (const auto& [word, value] : words) {
      if (text != nullptr && text->get() == word) {
        return value;
      }
      all += (all.empty() ? "" : ", ") + std::string(word);
    }
    Fail(node, "unknown value for \"" + std::string(key) + "\"",
         "it takes " + all);
    return std::nullopt;
  }

  void ReadInstallation(const toml::table* table) {
    if (table == nullptr) {
      return;
    }
    CheckKeys(*table, "installation.",
              {"files", "search_path", "extensions", "tokens", "postgresql"});
    config_.installation_files = Texts(*table, "files");
    config_.search_path = Texts(*table, "search_path");
    config_.extensions = Texts(*table, "extensions");
    ReadVersion(*table);
    if (const toml::table* tokens = Table(*table, "tokens")) {
      config_.tokens.emplace();
      for (const auto& [key, value] : *tokens) {
        const std::string name(key.str());
        if (const auto text = Text(*tokens, name)) {
          (*config_.tokens)[name] = *text;
        }
      }
    }
  }

  void ReadVersion(const toml::table& table) {
    const toml::node* node = table.get("postgresql");
    config_.postgresql = Text(table, "postgresql");
    if (node == nullptr || !config_.postgresql) {
      return;
    }
    const std::string& version = *config_.postgresql;
    const std::string major = version.substr(0, version.find('.'));
    if (major.empty() || major.size() > 2 ||
        version.find_first_not_of("0123456789.") != std::string::npos) {
      Fail(*node, "\"" + version + "\" is no version of PostgreSQL",
           "write postgresql = \"15\"");
    }
    config_.places.emplace("postgresql", PlaceOf(path_, node->source()));
  }

  void ReadCode(const toml::table* table) {
    if (table != nullptr) {
      CheckKeys(*table, "code.", {"paths", "exclude"});
      config_.code_paths = Texts(*table, "paths");
      config_.excludes = Texts(*table, "exclude");
    }
  }

  void ReadRules(const toml::table* table) {
    if (table == nullptr) {
      return;
    }
    std::vector<std::string> known;
    for (const Rule* rule : AllRules()) {
      known.emplace_back(rule->name());
    }
    CheckKeys(*table, "rules.", known);
    for (const auto& [key, value] : *table) {
      const std::string name(key.str());
      if (const auto level = Word(value, name, kLevels)) {
        config_.levels[name] = *level;
      }
    }
  }

  void ReadSinks(const toml::table& root) {
    const toml::node* node = root.get("sinks");
    if (node == nullptr) {
      return;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      Fail(*node, "\"sinks\" must be a list of tables", "write [[sinks]]");
      return;
    }
    for (const toml::node& element : *array) {
      if (const toml::table* sink = element.as_table()) {
        ReadSink(*sink);
      } else {
        Fail(element, "\"sinks\" must be a list of tables", "write [[sinks]]");
      }
    }
  }

  void ReadSink(const toml::table& table) {
    CheckKeys(table, "sinks.",
              {"language", "callee", "sql_argument", "table_argument",
               "columns_argument", "placeholders", "binding"});
    SinkSpec sink;
    if (const toml::node* language = table.get("language")) {
      sink.language =
          Word(*language, "language", kLanguages).value_or(Language::Python);
    }
    if (const toml::node* placeholders = table.get("placeholders")) {
      sink.placeholders = Word(*placeholders, "placeholders", kPlaceholders)
                              .value_or(PlaceholderStyle::Pyformat);
    }
    if (const toml::node* binding = table.get("binding")) {
      sink.binding =
          Word(*binding, "binding", kBindings).value_or(Binding::Client);
    }
    sink.callee = Text(table, "callee").value_or("");
    sink.name = sink.callee;
    sink.sql.position = Number(table, "sql_argument").value_or(-1);
    sink.table.position = Number(table, "table_argument").value_or(-1);
    sink.columns.position = Number(table, "columns_argument").value_or(-1);
    if (sink.callee.empty()) {
      Fail(table, "a sink without \"callee\"",
           "write callee = \"module.function\"");
    }
    if (sink.sql.position < 0 && sink.table.position < 0) {
      Fail(table, "a sink without \"sql_argument\" or \"table_argument\"",
           "say which argument holds the SQL: the first is 0");
    }
    if (sink.sql.position < 0) {
      sink.action = SinkAction::Table;
      sink.writes = true;
    } else if (sink.placeholders != PlaceholderStyle::None) {
      sink.parameters.position = sink.sql.position + 1;
    }
    config_.sinks.push_back(std::move(sink));
  }

  const std::string& path_;
  Config config_;
  std::optional<Error> error_;
};

}  // namespace

Result<Config> ReadConfig(std::string_view text, const std::string& path) {
  // The library throws at what is no TOML.
  try {
    return Reader(path).Read(toml::parse(text, path));
  } catch (const toml::parse_error& error) {
    return Error{PlaceOf(path, error.source()) +
                     ": no TOML: " + std::string(error.description()),
                 ""};
  }
}

}  // namespace pgpact
