// DDL that a program runs: what is missing for it, and which relations it
// changes. What it makes is BindDdl's answer (bind_ddl.h).

#include <algorithm>
#include <array>

#include "analyzer/binder/bind_ddl.h"
#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// What stands in the way whenever the statement runs. That a thing is there
// already is left out: it may be dropped before.
bool IsMissingThing(std::string_view state) {
  constexpr std::array<std::string_view, 5> kStates{
      sqlstate::kUndefinedTable, sqlstate::kUndefinedColumn,
      sqlstate::kUndefinedFunction, sqlstate::kUndefinedObject,
      sqlstate::kInvalidSchemaName};
  return std::find(kStates.begin(), kStates.end(), state) != kStates.end();
}

// The relations that the statement changes and that have to be there.
std::vector<QualifiedName> ChangedRelations(const SqlStatement& statement) {
  if (const auto* alter = std::get_if<AlterTableStmt>(&statement.node)) {
    return {alter->relation.name};
  }
  if (const auto* index = std::get_if<IndexStmt>(&statement.node)) {
    return {index->relation.name};
  }
  if (const auto* trigger = std::get_if<CreateTriggerStmt>(&statement.node)) {
    return {trigger->relation.name};
  }
  std::vector<QualifiedName> names;
  const auto* drop = std::get_if<DropStmt>(&statement.node);
  if (drop != nullptr &&
      (drop->object == ObjectType::Table || drop->object == ObjectType::View ||
       drop->object == ObjectType::MaterializedView)) {
    for (const ObjectName& name : drop->names) {
      names.push_back(name.name);
    }
  }
  return names;
}

}  // namespace

void Binder::UseChangedRelation(const QualifiedName& name) {
  Reference reference;
  reference.kind = ReferenceKind::Table;
  reference.access = ReferenceAccess::Ddl;
  reference.schema = name.schema.name;
  reference.name = name.name.name;
  reference.range = name.name.range;
  reference.status = ReferenceStatus::Undecided;
  if (!IsWildName(name.name.name) && !IsWildName(name.schema.name)) {
    const RelationMatch match = FindRelation(name);
    if (match.id.has_value()) {
      const Relation& relation = catalog_.relation(*match.id);
      reference.schema = catalog_.schema(relation.schema).name;
      reference.status = ReferenceStatus::Provided;
    } else if (match.session_table != nullptr) {
      return;
    } else if (!match.undecided) {
      reference.status = ReferenceStatus::Missing;
    }
  }
  AddReference(std::move(reference));
}

void Binder::BindDefinition(const SqlStatement& statement) {
  bound_.ddl = true;
  bound_.objects_only = true;
  bool own = false;
  for (const QualifiedName& name : ChangedRelations(statement)) {
    own = own ||
          (name.schema.empty() && FindSessionTable(name.name.name) != nullptr);
    UseChangedRelation(name);
  }
  if (own) {
    // The catalog does not know the session's own tables.
    return;
  }
  DdlResult result = BindDdl(statement_, statement, catalog_, session_);
  if (result.verdict == Verdict::Undecided) {
    Undecide("what the statement defines is not known");
  } else if (result.verdict == Verdict::Error &&
             IsMissingThing(result.problem.sqlstate)) {
    Report(std::move(result.problem));
  }
}

}  // namespace pgpact
