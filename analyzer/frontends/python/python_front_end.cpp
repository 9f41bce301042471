#include "analyzer/frontends/python/python_front_end.h"

#include <algorithm>
#include <array>
#include <string>

#include "analyzer/frontends/python/lowering.h"
#include "analyzer/frontends/python/python_data.h"
#include "analyzer/frontends/python/python_kinds.h"
#include "analyzer/frontends/python/syntax_recovery.h"
#include "analyzer/frontends/tree_sitter/syntax_tree.h"

namespace pgpact {
namespace {

constexpr std::array<std::string_view, 3> kSuffixes = {"py", "pyw", "pyi"};
// Drivers and layers by the name under which a file imports them, and the
// calls of which one stands in every file that talks to a database.
constexpr std::array<std::string_view, 27> kMarks = {
    "aiosql",        "pugsql",  "psycopg",      "asyncpg",
    "aiopg",         "pg8000",  "sqlalchemy",   "sqlite3",
    "aiosqlite",     "MySQLdb", "pymysql",      "mysql.connector",
    "aiomysql",      "pyodbc",  "django.db",    "databases",
    "read_sql",      "to_sql",  ".execute",     ".raw(",
    ".callproc",     ".fetch",  ".executemany", "execute_values",
    "execute_batch", "copy_",   "psql"};

// The grammar looks through all comment lines that follow whenever it meets
// one, so a long run of them costs its square. Those of long runs are blanked
// for it; what lies inside a literal is read from the source all the same.
constexpr uint32_t kLongRun = 200;

bool IsPlainComment(std::string_view line) {
  const size_t begin = line.find_first_not_of(" \t");
  return begin != std::string_view::npos && line[begin] == '#' &&
         line.find_first_of("'\"{}\\") == std::string_view::npos &&
         line.find("pgpact:") == std::string_view::npos;
}

std::string WithoutLongComments(std::string_view text) {
  std::string blanked(text);
  uint32_t run = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    run = IsPlainComment(text.substr(begin, end - begin)) ? run + 1 : 0;
    if (run > kLongRun) {
      std::fill(blanked.begin() + static_cast<std::ptrdiff_t>(begin),
                blanked.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    }
    begin = end + 1;
  }
  return blanked;
}

// Whether enough lines hold a # at all; else the copy is not worth making.
bool MayHaveLongRuns(std::string_view text) {
  uint32_t comments = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    at = text.find('#', at);
    if (at == std::string_view::npos) {
      return false;
    }
    if (++comments > kLongRun) {
      return true;
    }
    at = std::min(text.find('\n', at), text.size());
  }
  return false;
}

class PythonFrontEnd final : public FrontEnd {
 public:
  PythonFrontEnd()
      : grammar_(GrammarName::Python, kPythonKinds, kPythonFields) {}

  Language language() const override { return Language::Python; }
  std::span<const std::string_view> suffixes() const override {
    return kSuffixes;
  }
  bool HasMark(std::string_view first_line) const override {
    return first_line.starts_with("#!") &&
           first_line.find("python") != std::string_view::npos;
  }
  std::vector<LibraryEntry> library() const override { return PythonLibrary(); }
  SinkCatalog sinks() const override { return PythonSinks(); }
  std::span<const std::string_view> marks() const override { return kMarks; }

  Lowered Lower(const SourceFile& file) const override {
    return LowerText(SourceText(file.id(), file.content()), file.path());
  }
  Lowered LowerEmbedded(const EmbeddedText& text,
                        const SourceFile& file) const override {
    return LowerText(SourceText(file.id(), text.text), file.path());
  }

 private:
  Lowered LowerText(const SourceText& source, const std::string& path) const {
    const bool long_runs = MayHaveLongRuns(source.text());
    const std::string blanked =
        long_runs ? WithoutLongComments(source.text()) : std::string();
    const std::string_view text = long_runs ? blanked : source.text();
    const SyntaxTree tree = ParseSyntax(grammar_, text);
    const auto recovered = WithoutBrokenStatements(grammar_, tree);
    if (!recovered) {
      return PythonLowering(source, tree, path).Run();
    }
    const SyntaxTree rest = ParseSyntax(grammar_, recovered->text);
    Lowered lowered = PythonLowering(source, rest, path).Run();
    for (const TextRange broken : recovered->broken) {
      lowered.unsupported.push_back({UnknownReason::SyntaxError,
                                     "a statement that is not Python syntax",
                                     source.InFile(broken)});
    }
    return lowered;
  }

  Grammar grammar_;
};

}  // namespace

std::unique_ptr<FrontEnd> MakePythonFrontEnd() {
  return std::make_unique<PythonFrontEnd>();
}

}  // namespace pgpact
