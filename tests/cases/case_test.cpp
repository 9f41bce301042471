// The golden cases: each folder's report is compared whole with expected.txt,
// and each finding with the `expect:` comment on its line, so that an
// accepted report cannot hide a lost finding.
//
//   PGPACT_UPDATE=1 ctest --test-dir build/test -R Cases
//
// writes the expected*.txt of every case whose comments agree.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/case_folder.h"
#include "tests/support/run_pgpact.h"
#include "tests/support/unified_diff.h"

namespace pgpact {

// How gtest prints a case.
void PrintTo(const CaseFolder& shown, std::ostream* out) {
  *out << shown.name;
}

namespace {

using Arguments = std::vector<std::string>;

Arguments Command(const CaseFolder& given, const Arguments& before) {
  Arguments arguments = before;
  arguments.insert(arguments.end(), given.arguments.begin(),
                   given.arguments.end());
  return arguments;
}

std::vector<ExpectedFinding> FindingsOf(const std::string& json) {
  std::vector<ExpectedFinding> findings;
  const auto report = nlohmann::json::parse(json, nullptr, false);
  for (const auto& finding :
       report.value("findings", nlohmann::json::array())) {
    const auto& location = finding.at("location");
    findings.push_back({location.at("file").get<std::string>(),
                        location.at("line").get<size_t>(),
                        finding.at("rule").get<std::string>()});
  }
  std::sort(findings.begin(), findings.end());
  return findings;
}

std::string Listed(const std::vector<ExpectedFinding>& findings) {
  std::string text;
  for (const ExpectedFinding& finding : findings) {
    text += finding.file + ":" + std::to_string(finding.line) +
            ": expect: " + finding.rule + "\n";
  }
  return text;
}

bool Updating() {
  const char* update = std::getenv("PGPACT_UPDATE");
  return update != nullptr && std::string_view(update) == "1";
}

// Compares one golden, or writes it anew.
void CompareGolden(const CaseFolder& given, const std::string& file,
                   const std::string& actual) {
  const std::string path = given.path + "/" + file;
  if (Updating()) {
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(UnifiedDiff(ReadFileOrEmpty(path), actual), "")
      << path << "\nto accept: PGPACT_UPDATE=1 ctest --test-dir build/test -R "
      << given.name;
}

class CaseTest : public ::testing::TestWithParam<CaseFolder> {};

TEST_P(CaseTest, Matches) {
  const CaseFolder& given = GetParam();
  const PgpactRun json = RunPgpact(
      given.files, Command(given, {"check", "--format", "json", "--no-cache"}));
  ASSERT_NE(json.exit_code, 2) << json.errors;
  ASSERT_EQ(
      UnifiedDiff(Listed(given.findings), Listed(FindingsOf(json.output))), "")
      << "the comments in " << given.path
      << " say other findings than were made; nothing is updated";

  const PgpactRun text = RunPgpact(
      given.files, Command(given, {"check", "--format", "text", "--color",
                                   "never", "--no-cache"}));
  EXPECT_EQ(text.exit_code, json.exit_code);
  CompareGolden(given, "expected.txt", text.output);
  for (const std::string& phase : given.phases) {
    const PgpactRun printed = RunPgpact(
        given.files, Command(given, {"check", "--print", phase, "--no-cache"}));
    CompareGolden(given, "expected." + phase + ".txt", printed.output);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, CaseTest,
                         ::testing::ValuesIn(ListCases(PGPACT_SOURCE_FOLDER)),
                         [](const auto& test) { return test.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CaseTest);

}  // namespace
}  // namespace pgpact
