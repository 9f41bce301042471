// Every statement of sql/*.sql, bound here and prepared by the server: the
// same verdict, SQLSTATE, message, position and outputs.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>

#include "analyzer/binder/bind.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/split_statements.h"
#include "tests/conformance/server_catalog.h"
#include "tests/support/postgres_server.h"

namespace pgpact {
namespace {

namespace fs = std::filesystem;

std::string ReadText(const fs::path& path) {
  std::ifstream stream(path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<std::string> StatementsOf(const std::string& text) {
  const std::vector<Token> tokens = Tokenize(text);
  std::vector<std::string> statements;
  for (const StatementSpan& span : SplitStatements(text, tokens)) {
    const uint32_t begin = tokens[span.first].range.begin;
    const uint32_t end = tokens[span.last - 1].range.end;
    statements.push_back(text.substr(begin, end - begin));
  }
  return statements;
}

ParsedStatement Parse(const std::string& text) {
  MarkedText marked;
  marked.text.Append(
      text, {SourceFileId{0}, {0, static_cast<uint32_t>(text.size())}});
  TextPolicy policy;
  policy.binding = Binding::Server;
  return ParseStatement(marked, policy);
}

// What the server refuses for reasons that binding does not look at yet:
// types, grouping, and rules about what may stand where.
bool IsLeftOut(const ServerError& error) {
  static const std::set<std::string> kCodes{
      "42804", "42803", "42846", "42P18", "42809", "42725", "42P13", "42P19",
      "42P20", "22P02", "0A000", "55000", "428C9", "22023", "22007", "42P22"};
  if (kCodes.contains(error.sqlstate)) {
    return true;
  }
  if (error.message.find("must match initial ORDER BY") != std::string::npos ||
      error.message.find("type modifier is not allowed") != std::string::npos ||
      error.message.find("argument of ROWS") != std::string::npos ||
      error.message.find("already used in WITH") != std::string::npos) {
    return true;
  }
  // By types, or by named arguments.
  return error.sqlstate == "42883" &&
         (error.message.starts_with("operator") ||
          error.message.find("=>") != std::string::npos);
}

int CharactersFromOne(const std::string& text, uint32_t offset) {
  int characters = 1;
  for (uint32_t i = 0; i < offset && i < text.size(); ++i) {
    characters += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
  }
  return characters;
}

// "42703 message @14"
std::string Show(const ServerError& error) {
  return error.sqlstate + " " + error.message + " @" +
         std::to_string(error.position);
}

std::string Show(const BindProblem& problem, const std::string& text) {
  const int position = problem.server_offset.has_value()
                           ? CharactersFromOne(text, *problem.server_offset)
                           : 0;
  return problem.sqlstate + " " + problem.message + " @" +
         std::to_string(position);
}

std::string Show(const BoundStatement& bound, const std::string& text) {
  if (bound.verdict == Verdict::Ok) {
    return "ok";
  }
  if (bound.verdict == Verdict::Undecided) {
    return "undecided: " + bound.undecided_reason;
  }
  for (const BindProblem& problem : bound.problems) {
    if (!problem.uncertain) {
      return Show(problem, text);
    }
  }
  return "error";
}

class Binding15 : public KnownServerTest {
 protected:
  // Names of tables and their columns by the server's numbers.
  void ReadNames(ServerDatabase& database) {
    const auto rows = database.Query(
        "SELECT c.oid, c.relname, a.attnum, a.attname FROM pg_class c "
        "JOIN pg_attribute a ON a.attrelid = c.oid");
    ASSERT_TRUE(rows.ok());
    for (const auto& row : rows.value()) {
      names_[*row[0] + "/" + *row[2]] = *row[1] + "." + *row[3];
    }
    const auto types =
        database.Query("SELECT oid, format_type(oid, NULL) FROM pg_type");
    ASSERT_TRUE(types.ok());
    for (const auto& row : types.value()) {
      types_[*row[0]] = *row[1];
    }
  }

  std::string ShowOutputs(const ServerVerdict& verdict) const {
    std::string text;
    for (const ServerColumn& column : verdict.columns) {
      text += column.name + " ";
      const auto found = names_.find(std::to_string(column.table) + "/" +
                                     std::to_string(column.attribute));
      text += found == names_.end() ? "-" : found->second;
      text += "; ";
    }
    return text;
  }

  static std::string ShowOutputs(const BoundStatement& bound) {
    std::string text;
    for (const OutputColumn& output : bound.outputs) {
      text += output.name + " ";
      text +=
          output.column.empty() ? "-" : output.relation + "." + output.column;
      text += "; ";
    }
    return text;
  }

  // Types that binding says it knows are the server's.
  std::string WrongTypes(const ServerVerdict& verdict,
                         const BoundStatement& bound) const {
    std::string wrong;
    for (size_t i = 0; i < verdict.columns.size() && i < bound.outputs.size();
         ++i) {
      const std::string& ours = bound.outputs[i].type;
      const auto found = types_.find(std::to_string(verdict.columns[i].type));
      const std::string bare = ours.substr(0, ours.find('('));
      // Without a length `bit` is shown in quotes.
      if (!ours.empty() && bare != "\"bit\"" && found != types_.end() &&
          found->second.substr(0, found->second.find('(')) != bare &&
          bound.outputs[i].type_use.modifier == -1) {
        wrong += ours + " is " + found->second + "; ";
      }
    }
    return wrong;
  }

  std::string Compare(const std::string& text, ServerDatabase& database,
                      const Catalog& catalog) {
    const ServerVerdict server = database.Prepare(text);
    const ParsedStatement parsed = Parse(text);
    const BoundStatement bound = Bind(parsed, catalog, Session());
    const std::string ours = Show(bound, text);
    if (bound.verdict == Verdict::Undecided &&
        !(server.error.has_value() && IsByTypes(*server.error, catalog))) {
      return "undecided though whole: " + ours + "\n  server: " +
             (server.error.has_value() ? Show(*server.error) : "ok");
    }
    if (!server.error.has_value()) {
      if (bound.verdict == Verdict::Error) {
        return "false error: " + ours;
      }
      if (bound.objects_only || bound.ddl) {
        return "";
      }
      const std::string theirs = ShowOutputs(server);
      if (!bound.outputs.empty() && theirs != ShowOutputs(bound)) {
        return "outputs: " + ShowOutputs(bound) + "\n  server:  " + theirs;
      }
      no_outputs_ += bound.outputs.empty() && !server.columns.empty() ? 1 : 0;
      const std::string wrong = WrongTypes(server, bound);
      return wrong.empty() ? "" : "types: " + wrong;
    }
    const std::string theirs = Show(*server.error);
    if (ours == theirs) {
      return "";
    }
    if (IsLeftOut(*server.error) || IsByTypes(*server.error, catalog)) {
      ++left_out_;
      return "";
    }
    // A function's message names argument types, which are not all known.
    const size_t arguments = theirs.find('(');
    if (server.error->sqlstate == "42883" &&
        ours.find('(') == std::string::npos && arguments != std::string::npos &&
        ours.starts_with(theirs.substr(0, arguments)) &&
        ours.substr(ours.rfind('@')) == theirs.substr(theirs.rfind('@'))) {
      return "";
    }
    return "differs: " + ours + "\n  server:  " + theirs;
  }

  // A function of that name is there; it is the types that do not fit.
  static bool IsByTypes(const ServerError& error, const Catalog& catalog) {
    if (error.sqlstate != "42883") {
      return false;
    }
    const size_t begin = error.message.find(' ') + 1;
    std::string name =
        error.message.substr(begin, error.message.find('(') - begin);
    name = name.substr(name.rfind('.') + 1);
    for (const char* schema : {"pg_catalog", "public", "app"}) {
      const auto id = catalog.FindSchema(schema);
      if (id.has_value() && !catalog.FindRoutines(*id, name).empty()) {
        return true;
      }
    }
    return false;
  }

  std::map<std::string, std::string> names_;
  std::map<std::string, std::string> types_;
  int left_out_ = 0;
  int no_outputs_ = 0;
};

class BindingTopics : public Binding15 {
 protected:
  void Open(const std::string& name) {
    auto created = server().CreateDatabase(name);
    ASSERT_TRUE(created.ok()) << created.error().message;
    database_.emplace(std::move(created.value()));
    for (const std::string& text :
         StatementsOf(ReadText(Folder() / "schema.sql"))) {
      const auto error = database_->Execute(text);
      ASSERT_FALSE(error.has_value()) << text << "\n" << error->message;
    }
    ReadNames(*database_);
    catalog_.emplace(ReadCatalog(*database_));
  }

  static fs::path Folder() {
    return fs::path(PGPACT_SOURCE_FOLDER) / "tests" / "conformance" / "sql";
  }
  static std::set<fs::path> Topics() {
    std::set<fs::path> topics;
    for (const auto& entry : fs::directory_iterator(Folder())) {
      if (entry.path().filename() != "schema.sql") {
        topics.insert(entry.path());
      }
    }
    return topics;
  }

  void Check(const fs::path& topic, const std::string& text) {
    ++count_;
    const std::string difference = Compare(text, *database_, *catalog_);
    if (difference.empty()) {
      return;
    }
    ++wrong_;
    constexpr int kMostShown = 60;
    if (wrong_ <= kMostShown) {
      ADD_FAILURE() << topic.filename().string() << ": " << text << "\n  "
                    << difference;
    }
  }

  void Tell() const {
    std::cout << count_ - wrong_ << " of " << count_ << " statements agree, "
              << left_out_
              << " of them refused for their types or places only, "
              << no_outputs_ << " with unknown outputs\n";
  }

  std::optional<ServerDatabase> database_;
  std::optional<Catalog> catalog_;
  int count_ = 0;
  int wrong_ = 0;
};

TEST_F(BindingTopics, AgreeWithTheServer) {
  Open("binding");
  for (const fs::path& topic : Topics()) {
    for (const std::string& text : StatementsOf(ReadText(topic))) {
      Check(topic, text);
    }
  }
  Tell();
}

// Every plain name of every statement, one after another, is put for another.
TEST_F(BindingTopics, AgreeWithTheServerWhenOneNameIsAnother) {
  Open("names");
  std::set<std::string> seen;
  for (const fs::path& topic : Topics()) {
    for (const std::string& text : StatementsOf(ReadText(topic))) {
      for (const Token& token : Tokenize(text)) {
        if (token.kind != TokenKind::Identifier) {
          continue;
        }
        for (const std::string_view other : {"zzz", "id", "customer", "t"}) {
          std::string changed = text;
          changed.replace(token.range.begin, token.range.size(), other);
          if (seen.insert(changed).second && !Parse(changed).error) {
            Check(topic, changed);
          }
        }
      }
    }
  }
  Tell();
}

}  // namespace
}  // namespace pgpact
