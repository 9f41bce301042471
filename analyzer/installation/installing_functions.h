// ReadInstallingFunctions: which functions of a Python file make tables, from
// its lines alone, and which of them run one after another.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

struct InstallingFunction {
  std::string name;
  std::set<std::string> tables;
  // The place in the chain to which it leads, past all before that: a step
  // for new installations that makes everything at once. 0: the next one.
  uint32_t leads_to = 0;
};

// Functions that a tool runs one after another.
struct InstallingChain {
  // What registers them ("upgrade_table.register"): steps of several files of
  // a folder are one chain. Empty for those that a file holds together: in a
  // list, or by numbers in their names.
  std::string registered_by;
  std::vector<InstallingFunction> steps;
};

struct InstallingFunctions {
  // By their names: init_database(), create_tables().
  std::vector<InstallingFunction> named;
  std::vector<InstallingChain> chains;
};

[[nodiscard]] InstallingFunctions ReadInstallingFunctions(
    std::string_view text);

// The names behind "create table" in a text of any language.
[[nodiscard]] std::set<std::string> TablesNamed(std::string_view text);

}  // namespace pgpact
