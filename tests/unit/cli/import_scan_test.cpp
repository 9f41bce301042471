#include "cli/import_scan.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

std::string Shown(std::string_view text, Language language) {
  std::string shown;
  for (const ScannedImport& import : ScanImports(text, language)) {
    shown += shown.empty() ? "" : " ";
    shown += std::string(import.level, '.') + import.module;
    for (const std::string& member : import.members) {
      shown += ":" + member;
    }
  }
  return shown;
}

TEST(ImportScan, ReadsPython) {
  struct Row {
    std::string_view text;
    std::string_view shown;
  };
  const Row rows[] = {
      {"import os, a.b as c\n", "os a.b"},
      {"from a.b import c, d as e\n", "a.b:c:d:as:e"},
      {"from .. import x\n", "..:x"},
      {"from .m import x\n", ".m:x"},
      {"  from m import (\n    x,  # note\n    y,\n)\nz = 1\n", "m:x:y"},
      {"from m import x, \\\n  y\n", "m:x:y"},
      {"important = 1\nfrom_ = 2\n", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Shown(row.text, Language::Python), row.shown) << row.text;
  }
}

TEST(ImportScan, ReadsShell) {
  EXPECT_EQ(
      Shown(". ./lib.sh\npython3 \"app/run.py\" --x\nls\n", Language::Shell),
      "./lib.sh app/run.py");
}

TEST(ImportScan, NamesModulePaths) {
  const std::vector<std::string> absolute =
      ModulePaths({0, "a.b", {"c"}, false}, "x/y/z.py");
  EXPECT_EQ(absolute,
            (std::vector<std::string>{"x/y/a/b", "x/y/a", "x/y/a/b/c", "x/a/b",
                                      "x/a", "x/a/b/c", "a/b", "a", "a/b/c"}));
  EXPECT_EQ(ModulePaths({2, "m", {}, false}, "x/y/z.py"),
            (std::vector<std::string>{"x", "x/m"}));
  EXPECT_EQ(ModulePaths({1, "", {"m"}, false}, "x/y/z.py"),
            (std::vector<std::string>{"x/y", "x/y/m"}));
}

}  // namespace
}  // namespace pgpact
