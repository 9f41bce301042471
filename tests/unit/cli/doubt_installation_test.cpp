// Whether an installation that was found is held to be the wrong one.

#include "cli/doubt_installation.h"

#include <gtest/gtest.h>

#include <string>

#include "analyzer/catalog/builtin_catalog.h"

namespace pgpact {
namespace {

LoadedSchema Failing(uint32_t statements, uint32_t failing,
                     const std::string& sqlstate) {
  LoadedSchema installation =
      LoadSchema({}, LoadBuiltinCatalog("15"), SearchPath());
  installation.statement_counts = {statements};
  for (uint32_t i = 0; i < failing; ++i) {
    InstallationProblem problem;
    problem.sqlstate = sqlstate;
    installation.problems.push_back(problem);
  }
  return installation;
}

TEST(DoubtInstallation, BelievesWhatFits) {
  EXPECT_EQ(WhyDoubtful(Failing(100, 0, ""), Contract()), std::nullopt);
  // A few failures are failures.
  EXPECT_EQ(WhyDoubtful(Failing(20, 9, "42P01"), Contract()), std::nullopt);
  EXPECT_EQ(WhyDoubtful(Failing(2000, 19, "42P01"), Contract()), std::nullopt);
  EXPECT_EQ(WhyDoubtful(Failing(2000, 100, "42P07"), Contract()), std::nullopt);
}

TEST(DoubtInstallation, BelievesWhatIsThereAlready) {
  for (const char* state : {"42P07", "42710", "42701", "42723", "42P06"}) {
    EXPECT_EQ(WhyDoubtful(Failing(40, 39, state), Contract()), std::nullopt);
  }
}

TEST(DoubtInstallation, DoubtsWhatFailsInManyPlaces) {
  EXPECT_EQ(WhyDoubtful(Failing(40, 10, "42601"), Contract()),
            "10 of 40 of its statements fail");
}

TEST(DoubtInstallation, DoubtsWhatLacksWhatItNeeds) {
  EXPECT_EQ(WhyDoubtful(Failing(2000, 20, "42P01"), Contract()),
            "20 of 2000 of its statements need what is not there by then");
  EXPECT_EQ(WhyDoubtful(Failing(2000, 20, "3F000"), Contract()),
            "20 of 2000 of its statements need what is not there by then");
}

}  // namespace
}  // namespace pgpact
