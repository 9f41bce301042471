// Scope: the names that one query level sees, and the levels around it. Named
// as in parse_node.h: range table, namespace, common table expressions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/catalog/catalog.h"
#include "analyzer/sql/statement.h"

namespace pgpact {

struct SessionField;
struct SessionTable;
struct SessionVariable;

enum class RangeTableKind : uint8_t {
  Relation,
  Subquery,
  Join,
  Function,
  TableFunction,
  CommonTable
};
enum class Nullability : uint8_t { Unknown, NotNull, Nullable };
// Why an entry may have columns that are not listed.
enum class Openness : uint8_t {
  Closed,
  // The relation does not exist; that is said elsewhere.
  Missing,
  // A hole stands for it.
  Wild,
  // What made it is not known whole.
  Incomplete
};

struct RangeTableEntry;

struct RangeColumn {
  std::string_view name;
  TypeUse type;
  Nullability nullability = Nullability::Unknown;
  // `*` passes over it.
  bool hidden = false;
  // To use it is to use the table's column; not so through a subquery.
  bool direct = false;
  // The table whose column it is as it stands; null for a computed one.
  const RangeTableEntry* origin = nullptr;
  std::string_view origin_column;
  // Equal for columns that are the same variable; null: the column itself.
  const RangeColumn* identity = nullptr;
  // Of a whole row: the entry that has its columns.
  const RangeTableEntry* row = nullptr;
};

// Whether two columns are the same variable of the same entry.
inline bool SameVariable(const RangeColumn& a, const RangeColumn& b) {
  const RangeColumn* left = a.identity == nullptr ? &a : a.identity;
  const RangeColumn* right = b.identity == nullptr ? &b : b.identity;
  return left == right;
}

// One thing in FROM, or a statement's target.
struct RangeTableEntry {
  RangeTableKind kind = RangeTableKind::Relation;
  // The name it goes by: its alias, else its own.
  std::string_view name;
  // Where the statement gives it that name.
  TextRange name_range;
  bool has_alias = false;
  Openness openness = Openness::Closed;
  std::vector<RangeColumn> columns;
  // Of a relation: as found, or as written when it was not.
  std::string_view schema;
  std::string_view relation_name;
  const Relation* relation = nullptr;
  std::optional<RelationId> relation_id;
  const SessionTable* session_table = nullptr;
  // The query that a CommonTable entry names.
  const void* common_table = nullptr;
  bool qualified = false;

  bool open() const { return openness != Openness::Closed; }
};

// An entry as a query level sees it.
struct NamespaceItem {
  RangeTableEntry* entry = nullptr;
  bool relation_visible = true;
  bool columns_visible = true;
  // Seen only by LATERAL; and there only where the join's kind allows it.
  bool lateral_only = false;
  bool lateral_ok = true;
};

// A query of a WITH clause.
struct CommonTable {
  const CommonTableExpr* node = nullptr;
  std::vector<RangeColumn> columns;
  // Set once the columns are known: for a recursive query after its first
  // branch.
  bool has_columns = false;
  bool open = false;
  bool recursive = false;
  // Its query is being bound now.
  bool binding = false;
  bool no_returning = false;
  // It is a UNION or the like at its top.
  bool set_operation = false;
  // How many of the columns SEARCH and CYCLE added.
  size_t added = 0;
};

struct Scope {
  Scope* parent = nullptr;
  std::vector<NamespaceItem> items;
  // Everything that stands in FROM here, visible or not: for hints.
  std::vector<RangeTableEntry*> range_table;
  std::vector<CommonTable*> common_tables;
  // Of a plain WITH: those that come later and cannot be seen yet.
  std::vector<CommonTable*> future_tables;
  // The recursive query that is being bound here.
  CommonTable* parent_table = nullptr;
  // The entry that the statement changes.
  RangeTableEntry* target = nullptr;
  // WINDOW's and OVER's definitions.
  std::vector<const WindowDef*> windows;
  bool lateral_active = false;
  // Where the first of this level's columns was used since this was reset.
  uint32_t first_use = kNoLocation;
  // A hole may stand for further entries in FROM: names that are not found
  // here are undecided.
  bool loose = false;
};

// A variable of the surroundings, or a field of one.
struct VariableMatch {
  const SessionVariable* variable = nullptr;
  bool is_field = false;
  // Null: the record has no such field, or it is not known.
  const SessionField* field = nullptr;

  bool found() const { return variable != nullptr; }
};

}  // namespace pgpact
