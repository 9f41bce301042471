// The string test: a template is right when every text that the program
// really sends is accepted by it. Each Python case and example is run with
// stand-ins for its database drivers (strings/drive.py), and every text that
// reaches one is held against the templates of the calls on its stack.

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analyzer/strings/dump.h"
#include "analyzer/strings/template_match.h"
#include "cli/pipeline.h"
#include "tests/support/case_folder.h"

namespace pgpact {

// How gtest prints a case.
void PrintTo(const CaseFolder& shown, std::ostream* out) {
  *out << shown.name;
}

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// What drive.py gives where a program asks for a text of its own.
constexpr std::string_view kSample = "pgpactsample";

struct ClosePipe {
  void operator()(FILE* pipe) const { pclose(pipe); }
};

std::string OutputOf(const std::string& command) {
  const std::unique_ptr<FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
  std::string output;
  std::array<char, 65536> buffer{};
  while (pipe != nullptr) {
    const size_t got = fread(buffer.data(), 1, buffer.size(), pipe.get());
    if (got == 0) {
      break;
    }
    output.append(buffer.data(), got);
  }
  return output;
}

// A folder for a copy of the program, readable by the user without rights as
// whom it is run.
class ScratchFolder {
 public:
  ScratchFolder()
      : path_((fs::temp_directory_path() / "pgpact-strings.XXXXXX").string()) {
    if (mkdtemp(path_.data()) != nullptr) {
      chmod(path_.c_str(), 0755);
    }
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// One text that reached a driver.
struct SentText {
  std::string text;
  struct Place {
    std::string file;
    uint32_t line;
  };
  // Innermost first.
  std::vector<Place> stack;
};

std::vector<SentText> RunProgram(const CaseFolder& given) {
  const ScratchFolder scratch;
  WriteFiles(given, scratch.path());
  const std::string output =
      OutputOf("PYTHONHASHSEED=0 timeout 60 python3 -B '" PGPACT_SOURCE_FOLDER
               "/tests/conformance/strings/drive.py' '" +
               scratch.path() + "' 2>&1");
  std::vector<SentText> texts;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const json record = json::parse(line, nullptr, false);
    if (record.is_discarded()) {
      ADD_FAILURE() << "drive.py said: " << line;
      continue;
    }
    SentText& sent = texts.emplace_back();
    sent.text = record.at("text").get<std::string>();
    for (const json& place : record.at("stack")) {
      sent.stack.push_back(
          {place[0].get<std::string>(), place[1].get<uint32_t>()});
    }
  }
  return texts;
}

bool StandsAt(const Run& run, const Location& location,
              const SentText::Place& place) {
  const SourceFile& file = run.sources.file(location.file);
  return file.path() == place.file &&
         file.PositionAt(location.range.begin).line <= place.line &&
         place.line <= file.PositionAt(location.range.end).line;
}

// The calls on the text's stack.
std::vector<const CodeCall*> CallsOf(const Run& run, const SentText& sent) {
  std::vector<const CodeCall*> calls;
  for (const CodeCall& call : run.code.calls) {
    for (const SentText::Place& place : sent.stack) {
      if (StandsAt(run, call.sink.call, place)) {
        calls.push_back(&call);
        break;
      }
    }
  }
  return calls;
}

// Whether the report says that the text's file was left out.
bool IsLeftOut(const Run& run, const SentText& sent) {
  return std::any_of(run.summary.skipped.begin(), run.summary.skipped.end(),
                     [&](const SkippedFile& skipped) {
                       return skipped.path == sent.stack.front().file;
                     });
}

// Why the text is not accepted; empty when it is.
std::string Complaint(const Run& run, const SentText& sent) {
  const auto calls = CallsOf(run, sent);
  std::string templates;
  for (const CodeCall* call : calls) {
    if (MatchTemplate(call->sink.sql, sent.text)) {
      return "";
    }
    templates += "\n  " + DumpTemplate(call->sink.sql);
  }
  // Handed in by the test itself through a function that nobody calls.
  if (calls.empty() &&
      (sent.text.find(kSample) != std::string::npos || IsLeftOut(run, sent))) {
    return "";
  }
  return sent.stack.front().file + ":" +
         std::to_string(sent.stack.front().line) + " sends\n  " + sent.text +
         (calls.empty() ? "\nwhere no call is known"
                        : "\nwhich is none of" + templates);
}

class StringsTest : public ::testing::TestWithParam<CaseFolder> {};

TEST_P(StringsTest, TemplatesAcceptWhatIsSent) {
  CaseFolder given = GetParam();
  const auto texts = RunProgram(given);
  // The templates do not hang on the installation.
  given.files.emplace("pgpact_installation.sql", "CREATE TABLE t(a int);");
  const auto files = MakeInMemoryFileSystem(given.files);
  RunOptions options;
  options.schema = {"pgpact_installation.sql"};
  const auto run = RunPipeline(options, *files);
  ASSERT_TRUE(run.ok()) << run.error().message;
  for (const SentText& sent : texts) {
    EXPECT_EQ(Complaint(*run.value(), sent), "");
  }
  RecordProperty("texts", static_cast<int>(texts.size()));
}

// The cases and examples with Python in them.
std::vector<CaseFolder> Programs() {
  std::vector<CaseFolder> programs;
  for (CaseFolder& given : ListCases(PGPACT_SOURCE_FOLDER)) {
    for (const auto& [path, content] : given.files) {
      if (path.ends_with(".py")) {
        programs.push_back(std::move(given));
        break;
      }
    }
  }
  return programs;
}

INSTANTIATE_TEST_SUITE_P(Programs, StringsTest, ::testing::ValuesIn(Programs()),
                         [](const auto& test) { return test.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StringsTest);

}  // namespace
}  // namespace pgpact
