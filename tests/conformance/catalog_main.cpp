// pgpact_catalog_conformance FILES: the statements of psql scripts, one file
// after another, on a private server and through LoadSchema. Says how many
// DDL statements have the same outcome, each one that has not, and what the
// database and the catalog do not have in common at the end.
//
// A statement that only the server refuses would take every later one with
// it; so the schema is loaded again with such statements failing, until there
// are no others, and what differs then is what is shown.

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/psql/psql_reader.h"
#include "analyzer/sql/parse_template.h"
#include "tests/conformance/catalog_comparison.h"
#include "tests/support/postgres_server.h"

namespace pgpact {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 12;

struct Step {
  ParsedStatement statement;
  size_t file = 0;
  uint32_t line = 0;
  // What the server said; empty: done.
  std::string server;
  std::string ours;
  bool undecided = false;
  // Made to fail, as on the server.
  bool made_to_fail = false;
  // Not to be compared: holes, or what the server refuses for its data.
  bool left_out = false;
  bool ddl = false;
};

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string FirstWord(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)) == 0) {
      break;
    }
    word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return word;
}

bool IsDdl(std::string_view text) {
  static const std::set<std::string> kWords = {
      "CREATE", "ALTER",  "DROP",     "COMMENT", "GRANT",
      "REVOKE", "IMPORT", "REASSIGN", "REFRESH", "SECURITY"};
  return kWords.count(FirstWord(text)) != 0;
}

// The server refuses for the rows there are, or for a file that is missing.
bool IsAboutData(std::string_view sqlstate) {
  return sqlstate.substr(0, 2) == "23" || sqlstate.substr(0, 2) == "58" ||
         sqlstate == "22P02" || sqlstate == "22003" || sqlstate == "22012" ||
         sqlstate == "57014";
}

class Comparison {
 public:
  explicit Comparison(std::vector<fs::path> files) : files_(std::move(files)) {}

  bool RunServer() {
    auto started = PostgresServer::Start();
    if (!started.ok()) {
      std::fprintf(stderr, "no server: %s\n", started.error().message.c_str());
      return false;
    }
    server_ = std::move(started).value();
    if (!server_->CreateDatabase("regression").ok()) {
      return false;
    }
    for (size_t file = 0; file < files_.size(); ++file) {
      RunFile(file);
    }
    return true;
  }

  // Whether there are statements that only the server refuses.
  bool Load() {
    const ParsedStatement refused = Failing();
    std::vector<InstallationScript> scripts(files_.size());
    std::map<const ParsedStatement*, Step*> steps;
    for (size_t file = 0; file < files_.size(); ++file) {
      scripts[file].name = files_[file].filename().string();
      scripts[file].events.emplace_back(ScriptConnect{});
    }
    for (const auto& step : steps_) {
      scripts[step->file].events.emplace_back(
          ScriptStatement{step->made_to_fail ? &refused : &step->statement});
      steps[&step->statement] = step.get();
      if (!step->made_to_fail) {
        step->ours.clear();
        step->undecided = false;
      }
    }
    LoadedSchema loaded =
        LoadSchema(scripts, LoadBuiltinCatalog("15"),
                   SearchPath{{"$user", "public"}, kServerRole});
    for (const InstallationProblem& problem : loaded.problems) {
      const auto found = steps.find(problem.statement);
      if (found == steps.end()) {
        continue;
      }
      if (problem.kind == InstallationProblem::Kind::Fails) {
        found->second->ours = problem.sqlstate + " " + problem.message;
      } else if (problem.kind == InstallationProblem::Kind::Undecided) {
        found->second->undecided = true;
      }
    }
    catalog_ = std::move(loaded.catalog);
    bool more = false;
    for (const auto& step : steps_) {
      if (!step->server.empty() && step->ours.empty() && !step->made_to_fail) {
        step->made_to_fail = true;
        more = true;
      }
    }
    return more;
  }

  void Print() {
    size_t compared = 0;
    size_t same = 0;
    for (const auto& step : steps_) {
      if (step->undecided && !step->ddl) {
        std::printf("%s:%u\tundecided\t\t%s\n",
                    files_[step->file].filename().c_str(), step->line,
                    Line(*step).c_str());
      }
      if (!step->ddl || step->left_out) {
        continue;
      }
      ++compared;
      const std::string theirs = step->server.substr(0, 5);
      const std::string own = step->ours.substr(0, 5);
      if (theirs == own && !step->undecided) {
        ++same;
        continue;
      }
      std::printf("%s:%u\t%s\t%s%s\t%s\n",
                  files_[step->file].filename().c_str(), step->line,
                  step->server.empty() ? "done" : step->server.c_str(),
                  step->ours.empty() ? "done" : step->ours.c_str(),
                  step->undecided ? " (undecided)" : "", Line(*step).c_str());
    }
    std::printf("%zu of %zu DDL statements agree, %.2f %%\n", same, compared,
                100.0 * static_cast<double>(same) /
                    static_cast<double>(std::max<size_t>(compared, 1)));
    auto database = server_->Connect("regression");
    if (database.ok()) {
      const std::string text = CatalogDifference(database.value(), *catalog_);
      std::printf("%s%td lines differ in the catalog\n", text.c_str(),
                  std::count(text.begin(), text.end(), '\n'));
    }
    PrintWritten();
  }

 private:
  // What the DDL that we write of the catalog makes.
  void PrintWritten() {
    auto database = server_->CreateDatabase("written");
    if (!database.ok()) {
      return;
    }
    MarkedText text;
    text.text.Append(WriteDdl(*catalog_), Location{});
    size_t failed = 0;
    for (const ParsedStatement& statement :
         ParseText(text, TextPolicy()).statements) {
      if (const auto error = database.value().Execute(statement.text.text)) {
        ++failed;
        std::printf("written\t%s %s\t%s\n", error->sqlstate.c_str(),
                    error->message.c_str(), statement.text.text.c_str());
      }
    }
    const std::string difference =
        CatalogDifference(database.value(), *catalog_);
    std::printf("%s%zu statements that we write fail, %td lines differ\n",
                difference.c_str(), failed,
                std::count(difference.begin(), difference.end(), '\n'));
  }
  static std::string Line(const Step& step) {
    std::string text = step.statement.text.text.substr(0, 160);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }
  static ParsedStatement Failing() {
    MarkedText text;
    text.text.Append("SELECT refused_by_the_server", Location{});
    return ParseStatement(text, TextPolicy());
  }

  void RunFile(size_t file) {
    auto connected = server_->Connect("regression");
    if (!connected.ok()) {
      return;
    }
    ServerDatabase& database = connected.value();
    (void)database.Execute("SET statement_timeout = '20s'");
    const std::string content = ReadFile(files_[file]);
    MarkedText script;
    script.text.Append(
        content, Location{{}, {0, static_cast<uint32_t>(content.size())}});
    PsqlSession session;
    PsqlReader reader(script, session);
    while (const auto item = reader.Next()) {
      if (const auto* statement = std::get_if<PsqlStatement>(&*item)) {
        Run(*statement, file, content, database);
      } else if (const auto* data = std::get_if<PsqlCopyData>(&*item)) {
        database.SendCopyData(content.substr(
            data->range.begin, data->range.end - data->range.begin));
      }
    }
  }

  void Run(const PsqlStatement& given, size_t file, const std::string& content,
           ServerDatabase& database) {
    auto step = std::make_unique<Step>();
    step->statement = ParseStatement(given.text, TextPolicy());
    const std::string& text = step->statement.text.text;
    if (text.empty()) {
      return;
    }
    step->file = file;
    step->ddl = IsDdl(text);
    if (const auto at = given.text.text.map.At(0)) {
      step->line =
          1 + static_cast<uint32_t>(std::count(
                  content.begin(), content.begin() + at->range.begin, '\n'));
    }
    const auto error = database.Execute(text);
    if (error.has_value()) {
      step->server = error->sqlstate + " " + error->message;
    }
    step->left_out = step->statement.completeness != Completeness::Whole ||
                     (error.has_value() && IsAboutData(error->sqlstate));
    steps_.push_back(std::move(step));
  }

  std::vector<fs::path> files_;
  std::unique_ptr<PostgresServer> server_;
  std::optional<Catalog> catalog_;
  std::vector<std::unique_ptr<Step>> steps_;
};

}  // namespace
}  // namespace pgpact

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files(argv + 1, argv + argc);
  pgpact::Comparison comparison(std::move(files));
  if (!comparison.RunServer()) {
    return 2;
  }
  for (int round = 0; round < pgpact::kRounds && comparison.Load(); ++round) {
  }
  comparison.Print();
  return 0;
}
