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
        SecretCase{"password 'open", "password '****"}));

}  // namespace
}  // namespace pgpact
