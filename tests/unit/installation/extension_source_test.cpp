#include "analyzer/installation/extension_source.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

using Paths = std::vector<std::string>;

TEST(ExtensionSource, ReadsControlFiles) {
  const auto control = ReadExtensionControl(
      "ext/ledger.control",
      "# comment\ndefault_version = '1.2'  # newest\nschema = books\n"
      "requires = 'ltree, plpgsql'\n");
  ASSERT_TRUE(control);
  EXPECT_EQ(control->name, "ledger");
  EXPECT_EQ(control->folder, "ext");
  EXPECT_EQ(control->default_version, "1.2");
  EXPECT_EQ(control->schema, "books");
  EXPECT_EQ(control->needs, (Paths{"ltree", "plpgsql"}));
  // Debian's.
  EXPECT_FALSE(ReadExtensionControl("debian/x.control", "Package: x\n"));
  EXPECT_FALSE(ReadExtensionControl("ledger.sql", "default_version = '1'\n"));
}

Paths Installs(const std::string& version, const Paths& paths) {
  ExtensionControl control;
  control.name = "x";
  control.default_version = version;
  return InstallScripts(control, paths);
}

TEST(ExtensionSource, FindsWhatCreateExtensionRuns) {
  const Paths paths = {"x--1.0--1.1.sql", "x--1.0.sql",
                       "x--1.1--1.2.sql", "x--unpackaged--1.0.sql",
                       "x--1.0--1.2.sql", "sql/x--2.0.sql",
                       "y--1.0.sql",      "x-1.0.sql"};
  EXPECT_EQ(Installs("1.0", paths), Paths{"x--1.0.sql"});
  EXPECT_EQ(Installs("1.1", paths), (Paths{"x--1.0.sql", "x--1.0--1.1.sql"}));
  // The shortest way.
  EXPECT_EQ(Installs("1.2", paths), (Paths{"x--1.0.sql", "x--1.0--1.2.sql"}));
  EXPECT_EQ(Installs("2.0", paths), Paths{"sql/x--2.0.sql"});
  // Not released yet: the newest that is there.
  EXPECT_EQ(Installs("10.0-dev", paths), Paths{"sql/x--2.0.sql"});
  EXPECT_EQ(Installs("1.0", {"x--0.9--1.0.sql"}), Paths{});
  ExtensionControl below;
  below.name = "x";
  below.folder = "a";
  EXPECT_TRUE(IsVersionScript(below, "a/b/x--1.sql"));
  EXPECT_FALSE(IsVersionScript(below, "ab/x--1.sql"));
}

TEST(ExtensionSource, FindsTheLinesThatKeepPsqlOut) {
  const auto guards = ExtensionGuards(
      "-- x\n\\echo Use \"CREATE EXTENSION x\" to load this file. \\quit\nc;");
  ASSERT_EQ(guards.size(), 1U);
  EXPECT_EQ(guards[0], (TextRange{5, 60}));
  EXPECT_TRUE(ExtensionGuards("\\echo 'done'\n").empty());
}

TEST(ExtensionSource, TellsTheSchema) {
  ExtensionControl plain;
  ExtensionControl own;
  own.schema = "Own";
  EXPECT_EQ(ExtensionSchema(std::vector{plain}), "public");
  EXPECT_EQ(ExtensionSchema(std::vector{own, own}), "\"Own\"");
  EXPECT_EQ(ExtensionSchema(std::vector{plain, own}), "public");
}

}  // namespace
}  // namespace pgpact
