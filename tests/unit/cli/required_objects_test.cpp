// `pgpact objects`: what is missing and what is made at run time is in the
// document, with its places.
#include <gmock/gmock.h>

#include "tests/support/run_pgpact.h"

namespace pgpact {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Objects(const std::string& format) {
  const std::map<std::string, std::string> files = {
      {"schema.sql",
       "CREATE TYPE mood AS ENUM ('a');\nCREATE SEQUENCE sq;\n"
       "CREATE SEQUENCE rest;\nCREATE TABLE t (id int, m mood);\n"},
      {"app.py",
       "import psycopg2\ncur = psycopg2.connect('').cursor()\n"
       "cur.execute(\"SELECT nextval('SQ'), 'a'::mood FROM t\")\n"
       "cur.execute('SELECT x FROM nowhere')\n"
       "cur.execute('CREATE TABLE made (a int)')\n"
       "cur.execute('SELECT 1 FROM made')\n"}};
  return RunPgpact(files,
                   {"objects", "--schema", "schema.sql", "--format", format})
      .output;
}

TEST(RequiredObjects, AreInTheDocumentThoughNoSchemaHasThem) {
  const std::string text = Objects("markdown");
  EXPECT_THAT(text,
              HasSubstr("| `nowhere` | table | missing |  |  | app.py:4 |"));
  EXPECT_THAT(text, HasSubstr("## In no schema of the search\\_path\n"));
  EXPECT_THAT(text, HasSubstr("### `nowhere`\n\nStatus: missing"));
  EXPECT_THAT(text, HasSubstr("### `made`\n\nStatus: run-time"));
  EXPECT_THAT(text,
              HasSubstr("`public.sq` | provided | schema.sql:2 |  | app.py:3"));
  EXPECT_THAT(text, HasSubstr("`public.rest` | unused"));
  EXPECT_THAT(
      text, HasSubstr("`public.mood` | provided | schema.sql:1 |  | app.py:3"));
}

TEST(RequiredObjects, AreInTheJsonWithoutASchema) {
  const std::string text = Objects("json");
  EXPECT_THAT(text,
              HasSubstr("\"name\": null,\n      \"status\": \"missing\""));
  EXPECT_THAT(text, HasSubstr("\"name\": \"nowhere\""));
  EXPECT_THAT(text, HasSubstr("\"name\": \"made\""));
  EXPECT_THAT(text,
              HasSubstr("\"type\": null,\n              \"type_from\": null"));
}

}  // namespace
}  // namespace pgpact
