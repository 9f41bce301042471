// Which statements a service reaches, and what is said of those that cannot
// be followed.
#include <gmock/gmock.h>

#include "tests/support/run_pgpact.h"

namespace pgpact {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kProgram =
    "import psycopg2\ncur = psycopg2.connect('').cursor()\n"
    "cur.execute('SELECT nope FROM t')\n";

std::string Check(std::map<std::string, std::string> files) {
  files["schema.sql"] = "CREATE TABLE t (id int);\n";
  return RunPgpact(files, {"check", "--schema", "schema.sql"}).output;
}

TEST(ServicesFollowed, IncludedFilesOfSupervisord) {
  const std::string text =
      Check({{"supervisord.conf",
              "[supervisord]\n[include]\nfiles = conf.d/*.ini /etc/x/*.conf\n"},
             {"conf.d/a.ini", "[program:alpha]\ncommand=python app.py\n"},
             {"app.py", kProgram}});
  EXPECT_THAT(text, HasSubstr("service: alpha"));
  EXPECT_THAT(text, HasSubstr("includes from /etc/x/*.conf are not known"));
}

TEST(ServicesFollowed, ProgramsThatAProgramStarts) {
  const std::string text =
      Check({{"Procfile", "boss: python boss.py\n"},
             {"boss.py",
              "import subprocess, sys, psycopg2\n"
              "psycopg2.connect('').cursor().execute('SELECT 1')\n"
              "subprocess.Popen([sys.executable, 'jobs/child.py'])\n"},
             {"jobs/child.py", kProgram}});
  EXPECT_THAT(text, HasSubstr("service: boss"));
}

TEST(ServicesFollowed, WhatIsNotFollowedIsSaid) {
  const std::string text =
      Check({{"Procfile", "web: python app.py\ngone: python gone.py\n"},
             {"supervisor.conf",
              "[program:later]\nautostart=false\ncommand=python app.py\n"},
             {"app.py", kProgram}});
  EXPECT_THAT(text, HasSubstr("of service gone (Procfile:2) not every program "
                              "is known: no file of this repository ends as "
                              "\"gone.py\""));
  EXPECT_THAT(text, HasSubstr("service later (supervisor.conf:1) is not "
                              "started by itself"));
  EXPECT_THAT(text, Not(HasSubstr("services: later")));
}

}  // namespace
}  // namespace pgpact
