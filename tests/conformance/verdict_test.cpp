// The server is the oracle: every whole statement of every case and example
// is prepared on a private server with the same installation, and what it
// says (accepted or not, SQLSTATE, position, the result's columns and their
// origins) is compared with what `pgpact extract` says.

#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/conformance/install_case.h"
#include "tests/conformance/verdict_comparison.h"
#include "tests/support/case_folder.h"
#include "tests/support/postgres_server.h"
#include "tests/support/run_pgpact.h"

namespace pgpact {
namespace {

using nlohmann::json;

// What was compared, for the test's last lines.
struct Count {
  size_t agree = 0;
  size_t other_code = 0;
  size_t undecided = 0;
  size_t differ = 0;
  size_t of_several_databases = 0;
};

class VerdictTest : public KnownServerTest {
 protected:
  void Compare(const CaseFolder& given, ServerDatabase* database, Count* count);
  std::string CompareOne(const json& line, ServerDatabase* database,
                         Count* count);
  std::string CompareColumns(const json& line, const ServerVerdict& verdict,
                             ServerDatabase* database);
};

std::string VerdictTest::CompareColumns(const json& line,
                                        const ServerVerdict& verdict,
                                        ServerDatabase* database) {
  std::vector<std::string> names;
  std::vector<std::string> origins;
  for (const ServerColumn& column : verdict.columns) {
    names.push_back(column.name);
    origins.emplace_back();
    if (column.table == 0) {
      continue;
    }
    const auto rows = database->Query(
        "SELECT n.nspname || '.' || c.relname || '.' || a.attname "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.oid = " +
        std::to_string(column.table) +
        " AND a.attnum = " + std::to_string(column.attribute));
    if (rows.ok() && !rows.value().empty()) {
      origins.back() = rows.value()[0][0].value_or("");
    }
  }
  return CompareOutputs(line, names, origins);
}

std::string VerdictTest::CompareOne(const json& line, ServerDatabase* database,
                                    Count* count) {
  const std::string sql = line.at("sql").get<std::string>();
  ServerVerdict verdict;
  if (line.at("verdict").value("checked", "") == "objects") {
    // A utility statement: PREPARE looks at nothing, running it does.
    database->Execute("BEGIN");
    verdict.error = database->Execute(sql);
    database->Execute("ROLLBACK");
  } else {
    verdict = database->Prepare(sql);
  }
  Comparison compared = CompareVerdict(line, verdict);
  if (compared.agreement == Agreement::Agrees && !verdict.error.has_value()) {
    compared.difference = CompareColumns(line, verdict, database);
    if (!compared.difference.empty()) {
      compared.agreement = Agreement::Differs;
    }
  }
  switch (compared.agreement) {
    case Agreement::Agrees:
      ++count->agree;
      return "";
    case Agreement::OtherCode:
      ++count->other_code;
      return "";
    case Agreement::Undecided:
      ++count->undecided;
      return "";
    case Agreement::Differs:
      ++count->differ;
      break;
  }
  return line.value("call", "") + ": " + compared.difference + "\n    " + sql;
}

// A whole statement that goes to the server as it stands.
bool IsComparable(const json& line) {
  return line.value("completeness", "") == "whole" &&
         line.value("dialect", "") == "postgresql" && !line.contains("kind") &&
         line.value("assumes", json::array()).empty() &&
         line.at("sql").is_string();
}

void VerdictTest::Compare(const CaseFolder& given, ServerDatabase* database,
                          Count* count) {
  std::vector<std::string> arguments = {"extract"};
  arguments.insert(arguments.end(), given.arguments.begin(),
                   given.arguments.end());
  const PgpactRun extracted = RunPgpact(given.files, arguments);
  std::istringstream lines(extracted.output);
  for (std::string text; std::getline(lines, text);) {
    const json line = json::parse(text, nullptr, false);
    ASSERT_FALSE(line.is_discarded()) << "no JSON: " << text;
    if (IsComparable(line)) {
      EXPECT_EQ(CompareOne(line, database, count), "") << given.path;
    }
  }
}

TEST_F(VerdictTest, EveryWholeStatementAgreesWithTheServer) {
  Count count;
  // By installation: cases of the shared default schema share a database.
  std::map<std::string, std::string> databases;
  for (const CaseFolder& given : ListCases(PGPACT_SOURCE_FOLDER)) {
    if (MakesDatabases(given)) {
      ++count.of_several_databases;
      continue;
    }
    std::string& name = databases[InstallationKey(given)];
    if (name.empty()) {
      name = "case" + std::to_string(databases.size());
      ASSERT_EQ(InstallCase(given, &server(), name), "") << given.path;
    }
    auto database = server().Connect(name);
    ASSERT_TRUE(database.ok()) << database.error().message;
    Compare(given, &database.value(), &count);
  }
  std::printf(
      "statements compared: %zu agree, %zu differ, %zu undecided, "
      "%zu refused with a code not judged yet; cases of several databases, "
      "not compared: %zu\n",
      count.agree, count.differ, count.undecided, count.other_code,
      count.of_several_databases);
  EXPECT_GT(count.agree, 0U) << "nothing was compared";
}

}  // namespace
}  // namespace pgpact
