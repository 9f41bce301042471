// The floors of cmake/Floorplan.cmake: a source includes only headers of its
// own floor and of those that its floor names. CMake stops on the first
// offence; this lists them all, and proves that the list is in order.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/house/source_tree.h"

namespace pgpact {
namespace {

struct Floor {
  std::string folder;
  std::set<std::string> depends;
};

std::vector<Floor> ReadFloors() {
  std::string plan;
  for (const TreeFile& file : ListTree()) {
    if (file.path == "cmake/Floorplan.cmake") {
      plan = file.text;
    }
  }
  std::vector<Floor> floors;
  const std::regex pattern("pgpact_floor\\(([^)]*)\\)");
  for (auto at = std::sregex_iterator(plan.begin(), plan.end(), pattern);
       at != std::sregex_iterator(); ++at) {
    std::istringstream words((*at)[1].str());
    Floor floor;
    words >> floor.folder;
    bool depends = false;
    for (std::string word; words >> word;) {
      if (word == "DEPENDS" || word == "LIBRARIES") {
        depends = word == "DEPENDS";
      } else if (depends) {
        floor.depends.insert(word);
      }
    }
    floors.push_back(std::move(floor));
  }
  return floors;
}

std::string FolderOf(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

TEST(Floors, AreListedLowestFirst) {
  const std::vector<Floor> floors = ReadFloors();
  ASSERT_GT(floors.size(), 3U);
  std::set<std::string> before;
  for (const Floor& floor : floors) {
    for (const std::string& depend : floor.depends) {
      EXPECT_TRUE(before.contains(depend))
          << floor.folder << " names " << depend << ", which is not below it";
    }
    before.insert(floor.folder);
  }
}

TEST(Floors, IncludeOnlyWhatTheyName) {
  std::map<std::string, Floor> floors;
  for (Floor& floor : ReadFloors()) {
    floors[floor.folder] = std::move(floor);
  }
  const std::regex pattern("#include \"([^\"]+)\"");
  for (const TreeFile& file : ListProgramSources()) {
    const auto floor = floors.find(FolderOf(file.path));
    if (floor == floors.end()) {
      // Its folder's CMakeLists.txt builds it: an executable's main file.
      EXPECT_TRUE(file.path.starts_with("cli/")) << file.path;
      continue;
    }
    for (auto at =
             std::sregex_iterator(file.text.begin(), file.text.end(), pattern);
         at != std::sregex_iterator(); ++at) {
      const std::string folder = FolderOf((*at)[1].str());
      EXPECT_TRUE(folder == floor->first ||
                  floor->second.depends.contains(folder))
          << file.path << " includes " << (*at)[1].str();
    }
  }
}

}  // namespace
}  // namespace pgpact
