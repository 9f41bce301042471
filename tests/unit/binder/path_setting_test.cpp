// Search paths as statements set them, and as text spells them.
#include "analyzer/binder/path_setting.h"

#include <gtest/gtest.h>

#include <string>

#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

std::string Read(const std::string& sql) {
  MarkedText text;
  text.text.Append(sql, Location{});
  const auto setting = ReadPathSetting(ParseStatement(text, TextPolicy{}));
  if (!setting) {
    return "nothing";
  }
  std::string told = setting->later_sessions ? "later " : "";
  told += setting->local ? "local " : "";
  switch (setting->kind) {
    case PathSetting::Kind::Default:
      return told + "default";
    case PathSetting::Kind::Unknown:
      return told + "unknown";
    case PathSetting::Kind::Given:
      break;
  }
  for (const std::string& schema : setting->schemas) {
    told += "[" + schema + "]";
  }
  return told;
}

TEST(PathSetting, ReadsWhatAStatementSets) {
  struct Row {
    const char* sql;
    const char* told;
  };
  constexpr Row kRows[] = {
      {"SET search_path TO app, \"My\"", "[app][My]"},
      {"SET LOCAL search_path = app", "local [app]"},
      {"SET search_path TO DEFAULT", "default"},
      {"RESET search_path", "default"},
      {"RESET ALL", "default"},
      {"DISCARD ALL", "default"},
      {"DISCARD TEMP", "nothing"},
      {"SHOW search_path", "nothing"},
      {"SET work_mem = '1MB'", "nothing"},
      {"SELECT set_config('search_path', 'app, public', false)",
       "[app][public]"},
      {"SELECT set_config('search_path', lower('A'), false)", "unknown"},
      {"ALTER DATABASE shop SET search_path = app", "later [app]"},
      {"ALTER ROLE web SET search_path = app, public", "later [app][public]"},
      {"SELECT 1", "nothing"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Read(row.sql), row.told) << row.sql;
  }
}

TEST(PathSetting, SplitsAPathAsTheServerDoes) {
  const std::vector<std::string> wanted = {"$user", "a\"B", "c"};
  EXPECT_EQ(SplitSearchPath("$user, \"a\"\"B\" ,C"), wanted);
  EXPECT_TRUE(SplitSearchPath(" ").empty());
}

}  // namespace
}  // namespace pgpact
