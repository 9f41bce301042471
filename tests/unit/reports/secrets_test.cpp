#include "reports/secrets.h"

#include <gtest/gtest.h>

#include <string_view>

namespace pgpact {
namespace {

struct SecretCase {
  std::string_view text;
  std::string_view masked;
};

class SecretsTest : public testing::TestWithParam<SecretCase> {};

TEST_P(SecretsTest, KeepsTheSizeAndHidesTheSecret) {
  EXPECT_EQ(MaskSecrets(GetParam().text), GetParam().masked);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, SecretsTest,
    testing::Values(
        SecretCase{"CREATE ROLE r PASSWORD 'abc'",
                   "CREATE ROLE r PASSWORD '***'"},
        SecretCase{"create user r with encrypted password E'a\\'b' login",
                   "create user r with encrypted password E'****' login"},
        SecretCase{"postgres://me:abc@host/db", "postgres://me:***@host/db"},
        SecretCase{"postgresql://host/db", "postgresql://host/db"},
        SecretCase{"PGPASSWORD=abc psql -c x", "PGPASSWORD=*** psql -c x"},
        SecretCase{"PGPASSWORD=$SECRET psql", "PGPASSWORD=$SECRET psql"},
        SecretCase{"host=h password=abc user=u", "host=h password=*** user=u"},
        SecretCase{"{'password': 'abc'}", "{'password': '***'}"},
        SecretCase{"os.getenv('DB_PASSWORD', 'abc')",
                   "os.getenv('DB_PASSWORD', '***')"},
        SecretCase{"SELECT password FROM users", "SELECT password FROM users"},
        SecretCase{"password=%s", "password=%s"},
        SecretCase{"SET password=NULL, x=$1", "SET password=NULL, x=$1"},
        SecretCase{"SET password=:new", "SET password=:new"},
        SecretCase{"connect(password=settings.secret_key)",
                   "connect(password=settings.secret_key)"},
        SecretCase{"CREATE USER r PASSWORD $$abc$$",
                   "CREATE USER r PASSWORD $$***$$"},
        SecretCase{"ALTER ROLE r PASSWORD $x$abc$x$ LOGIN",
                   "ALTER ROLE r PASSWORD $x$***$x$ LOGIN"},
        SecretCase{"f('CREATE ROLE r PASSWORD \\'abc\\' LOGIN')",
                   "f('CREATE ROLE r PASSWORD \\'***\\' LOGIN')"},
        SecretCase{"SET password=$1, b='x'", "SET password=$1, b='x'"},
        SecretCase{"PASSWORD $1 AND '$2'", "PASSWORD $1 AND '$2'"},
        SecretCase{"password 'open", "password '****"},
        SecretCase{"ALTER ROLE r PASSWORD /* c */ 'abc'",
                   "ALTER ROLE r PASSWORD /* c */ '***'"},
        SecretCase{"ALTER ROLE r PASSWORD -- c\n 'abc'",
                   "ALTER ROLE r PASSWORD -- c\n '***'"},
        SecretCase{"ALTER ROLE r PASSWORD \"abc\"",
                   "ALTER ROLE r PASSWORD \"***\""},
        SecretCase{"ALTER ROLE r PASSWORD abc; SELECT password abc",
                   "ALTER ROLE r PASSWORD ***; SELECT password abc"},
        SecretCase{"SELECT password \"abc\" FROM u",
                   "SELECT password \"abc\" FROM u"},
        SecretCase{"ALTER USER r PASSWORD NULL", "ALTER USER r PASSWORD NULL"},
        SecretCase{"ALTER USER r IDENTIFIED BY 'abc'",
                   "ALTER USER r IDENTIFIED BY '***'"},
        SecretCase{"PASSWORD 'it''s abc' LOGIN", "PASSWORD '*********' LOGIN"},
        SecretCase{"EXECUTE 'ALTER ROLE r PASSWORD ''abc'''",
                   "EXECUTE 'ALTER ROLE r PASSWORD ''***'''"},
        SecretCase{"PASSWORD 'ab'\n'c'", "PASSWORD '**'\n'*'"},
        SecretCase{"postgres://u:a/b@c@h/d", "postgres://u:*****@h/d"},
        SecretCase{"postgres://u@h:5432/d?x=a@b",
                   "postgres://u@h:5432/d?x=a@b"},
        SecretCase{"postgres://h/d?user=u&password=abc",
                   "postgres://h/d?user=u&password=***"},
        SecretCase{"h:5432:d:u:abc", "h:5432:d:u:***"}));

struct CodeCase {
  SecretText kind;
  std::string_view text;
  std::string_view masked;
};

class SecretsOfSourceTest : public testing::TestWithParam<CodeCase> {};

TEST_P(SecretsOfSourceTest, KeepsTheSizeAndHidesTheSecret) {
  EXPECT_EQ(MaskSecrets(GetParam().text, GetParam().kind), GetParam().masked);
}

using enum SecretText;
INSTANTIATE_TEST_SUITE_P(
    Texts, SecretsOfSourceTest,
    testing::Values(
        CodeCase{Code, "os.environ[\"PGPASSWORD\"] = \"abc\"",
                 "os.environ[\"PGPASSWORD\"] = \"***\""},
        CodeCase{Code, "PW: str = \"abc\"", "PW: str = \"***\""},
        CodeCase{Code, "dbPass = 'abc'", "dbPass = '***'"},
        CodeCase{Code, "bypass = 'abc'", "bypass = 'abc'"},
        CodeCase{Code, "password: str", "password: str"},
        CodeCase{Code, "getenv(\"X_PW\") or 'abc'",
                 "getenv(\"X_PW\") or '***'"},
        CodeCase{Code, "PW = os.getenv('X', 'abc')",
                 "PW = os.getenv('X', '***')"},
        CodeCase{Code, "f(\"PASSWORD\\n$x$abc$x$\")",
                 "f(\"PASSWORD\\n$x$***$x$\")"},
        CodeCase{Code, "f(\"ALTER ROLE r PASSWORD \"\n  \"'abc'\")",
                 "f(\"ALTER ROLE r PASSWORD \"\n  \"'***'\")"},
        CodeCase{Code, "f(\"ALTER ROLE r PASSWORD \" + quote(pw))",
                 "f(\"ALTER ROLE r PASSWORD \" + quote(pw))"},
        CodeCase{Code, "f('host=h password=a.b,c user=u')",
                 "f('host=h password=***** user=u')"},
        CodeCase{Code, "f('host=h password = \\'abc\\' user=u')",
                 "f('host=h password = \\'***\\' user=u')"},
        CodeCase{Code, "f('it\\'\\'s PASSWORD \\'a\\'\\'bc\\'')",
                 "f('it\\'\\'s PASSWORD \\'*******\\'')"},
        CodeCase{Code, "f('Server=h;Uid=u;Pwd=abc;')",
                 "f('Server=h;Uid=u;Pwd=***;')"},
        CodeCase{Code, "'postgres://%s:%s@h' % ('u', 'abc')",
                 "'postgres://%s:**@h' % ('*', '***')"},
        CodeCase{Code, "'postgres://u:' + 'abc' + '@h'",
                 "'postgres://u:' + '***' + '@h'"},
        CodeCase{Plain, "PGPASSWORD=a.b psql", "PGPASSWORD=*** psql"},
        CodeCase{Plain, "psql -v pw=abc", "psql -v pw=***"},
        CodeCase{Plain, "\\set pw abc", "\\set pw ***"},
        CodeCase{Plain, "POSTGRES_PASSWORD: abc", "POSTGRES_PASSWORD: ***"},
        CodeCase{Plain, "${PGPASSWORD:-abc}", "${PGPASSWORD:-***}"}));

}  // namespace
}  // namespace pgpact
