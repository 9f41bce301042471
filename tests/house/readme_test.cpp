// README.md shows what the program prints: the excerpt of the demo stands in
// the example's golden text, which the case tests compare with the program.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/house/source_tree.h"
#include "tests/support/case_folder.h"

namespace pgpact {
namespace {

TEST(Readme, ShowsWhatTheDemoPrints) {
  const std::string folder = PGPACT_SOURCE_FOLDER;
  const std::string readme = ReadFileOrEmpty(folder + "/README.md");
  const std::string printed =
      ReadFileOrEmpty(folder + "/examples/trading_platform/expected.txt");
  const std::string fence = "```\n";
  size_t begin = readme.find(fence, readme.find("The demo prints"));
  ASSERT_NE(begin, std::string::npos);
  begin += fence.size();
  std::string excerpt = readme.substr(begin, readme.find(fence, begin) - begin);
  // Run inside this repository it tells paths from the repository's root.
  const std::string prefix = "examples/trading_platform/";
  for (size_t at = excerpt.find(prefix); at != std::string::npos;
       at = excerpt.find(prefix, at)) {
    excerpt.erase(at, prefix.size());
  }
  size_t paragraphs = 0;
  while (!excerpt.empty()) {
    const size_t end = std::min(excerpt.find("\n\n"), excerpt.size());
    const std::string paragraph = excerpt.substr(0, end);
    EXPECT_NE(printed.find(paragraph), std::string::npos) << paragraph;
    excerpt.erase(0, std::min(end + 2, excerpt.size()));
    ++paragraphs;
  }
  EXPECT_GT(paragraphs, 2U);
}

}  // namespace
}  // namespace pgpact
