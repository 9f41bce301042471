// ReadScriptFacts: what a SQL script is for, from its tokens alone: what it
// creates, whose names it needs. Cheap enough for every script of a
// repository.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

struct ScriptFacts {
  // Tables that stay, "schema.name" or "name", folded.
  std::set<std::string> tables;
  // The last parts of the names of all that it creates: relations, and
  // everything else (types, schemas, routines).
  std::set<std::string> relations;
  std::set<std::string> others;
  // Relations that unique indexes and ALTER TABLE give keys, and those that
  // foreign keys of ALTER TABLE refer to: these need the keys.
  std::set<std::string> keyed;
  std::set<std::string> referred;
  // Names where a relation's is expected, and all names.
  std::set<std::string> relations_used;
  std::set<std::string> names_used;
  // Statements by their kind.
  uint32_t creating = 0;
  uint32_t making_routines = 0;  // of these, functions and triggers
  uint32_t adding_keys = 0;
  uint32_t adding_foreign_keys = 0;
  uint32_t making_indexes = 0;  // of `creating`
  uint32_t altering = 0;
  uint32_t removing = 0;  // DROP, ALTER … DROP, TRUNCATE, DELETE
  uint32_t filling = 0;   // INSERT, COPY, UPDATE

  bool empties() const {
    return removing > 0 && creating + altering + filling == 0;
  }
};

[[nodiscard]] ScriptFacts ReadScriptFacts(std::string_view text);

struct ScriptText {
  std::string path;
  std::string_view content;
};

// The scripts in an order in which each finds what it needs, as far as their
// names say; otherwise tables before keys before foreign keys, as given.
// Scripts that only remove what others make are left out.
[[nodiscard]] std::vector<std::string> OrderScripts(
    std::span<const ScriptText> scripts);

}  // namespace pgpact
