// Several projects in one repository: what is not named is looked for in the
// folder of the nearest pgpact.toml.
#include <gmock/gmock.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "analyzer/text/file_system.h"
#include "cli/command_line.h"

namespace pgpact {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string CheckIn(std::string_view folder) {
  const std::map<std::string, std::string> content = {
      {"shop/pgpact.toml", "[installation]\nfiles = [\"schema.sql\"]\n"},
      {"shop/schema.sql", "CREATE TABLE orders (id int);\n"},
      {"shop/Procfile", "web: python3 app.py\n"},
      {"shop/app.py",
       "import psycopg2\ncur = psycopg2.connect('').cursor()\n"
       "cur.execute('SELECT size FROM orders')\n"},
      {"bank/pgpact.toml", "[installation]\nfiles = [\"schema.sql\"]\n"},
      {"bank/schema.sql", "CREATE TABLE accounts (id int);\n"},
      {"bank/install.sh", "psql -d bank -f nowhere.sql\n"},
      {"bank/Procfile", "teller: python3 app.py\n"},
      {"bank/app.py",
       "import psycopg2\ncur = psycopg2.connect('').cursor()\n"
       "cur.execute('SELECT name FROM accounts')\n"},
  };
  const auto files = MakeInMemoryFileSystem(content);
  std::ostringstream output;
  std::ostringstream errors;
  const std::vector<std::string> arguments = {"check"};
  EXPECT_EQ(RunCommandLine(arguments, {.files = *files,
                                       .folder = std::string(folder),
                                       .output = output,
                                       .errors = errors,
                                       .environment = {}}),
            1);
  return output.str() + errors.str();
}

TEST(ProjectFolder, LooksForNothingOutsideIt) {
  const std::string shop = CheckIn("shop");
  EXPECT_THAT(shop, HasSubstr("column \"size\" does not exist"));
  EXPECT_THAT(shop, HasSubstr("service: web"));
  EXPECT_THAT(shop, Not(HasSubstr("bank/")));
  const std::string bank = CheckIn("bank");
  EXPECT_THAT(bank, HasSubstr("\"nowhere.sql\" does not exist"));
  EXPECT_THAT(bank, HasSubstr("service: teller"));
  EXPECT_THAT(bank, Not(HasSubstr("shop/")));
}

}  // namespace
}  // namespace pgpact
