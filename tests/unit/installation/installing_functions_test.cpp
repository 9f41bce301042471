#include "analyzer/installation/installing_functions.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

// "named: a; by x: b c(3)"
std::string Shown(std::string_view text) {
  const InstallingFunctions found = ReadInstallingFunctions(text);
  std::string shown = "named:";
  for (const InstallingFunction& function : found.named) {
    shown += " " + function.name;
  }
  for (const InstallingChain& chain : found.chains) {
    shown += "; by " + chain.registered_by + ":";
    for (const InstallingFunction& step : chain.steps) {
      shown += " " + step.name;
      shown +=
          step.leads_to == 0 ? "" : "(" + std::to_string(step.leads_to) + ")";
    }
  }
  return shown;
}

TEST(InstallingFunctions, AreNamedSo) {
  EXPECT_EQ(Shown("def init_db(c):\n  c.execute('CREATE TABLE a (b int)')\n"
                  "def report(c):\n  c.execute('CREATE TABLE c (d int)')\n"),
            "named: init_db");
}

TEST(InstallingFunctions, AreRegistered) {
  EXPECT_EQ(
      Shown("@table.upgrade(upgrades_to=3)\nasync def newest(c):\n"
            "  await make(c)\n\n"
            "@table.upgrade(\n    description='x',\n)\nasync def one(c):\n"
            "  await c.execute('ALTER TABLE a ADD b int')\n\n"
            "async def make(c):\n  await c.execute('CREATE TABLE a (b int)')\n"
            "@pytest.fixture\ndef create_db(c):\n"
            "  c.execute('CREATE TABLE t (b int)')\n"),
      "named: create_db; by table.upgrade: newest(3) one");
}

TEST(InstallingFunctions, AreListed) {
  EXPECT_EQ(Shown("def b(c):\n  c.execute('CREATE TABLE a (b int)')\n\n"
                  "def a(c):\n  c.execute('ALTER TABLE a ADD c int')\n\n"
                  "MIGRATIONS = [\n  (1, b),\n  (2, a),\n]\n"),
            "named:; by : b a");
  // One that changes nothing among few is no list of steps.
  EXPECT_EQ(Shown("def b(c):\n  c.execute('CREATE TABLE a (b int)')\n\n"
                  "def a(c):\n  pass\n\ndef d(c):\n  pass\n\n"
                  "__all__ = [a, b, d]\n"),
            "named:");
}

TEST(InstallingFunctions, AreNumbered) {
  EXPECT_EQ(Shown("def m10_b(c):\n  c.execute('ALTER TABLE a ADD c int')\n\n"
                  "def m9_a(c):\n  c.execute('CREATE TABLE a (b int)')\n\n"
                  "def m3d(c):\n  pass\n"),
            "named:; by : m9_a m10_b");
}

}  // namespace
}  // namespace pgpact
