// What depends on an object that goes: DropObjects.
//
// A work list of targets. Taking one off it removes the object with what
// belongs to it (a table's indexes, its owned sequences, its row type); what
// depends on it otherwise joins the list, and is the error of RESTRICT unless
// the statement itself named it.

#include <algorithm>
#include <set>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

class Dropper {
 public:
  Dropper(DdlContext& context, const std::vector<DropTarget>& targets)
      : context_(context), named_(targets), list_(targets) {}

  // Whether something that was not named depends on the targets.
  bool others() const { return others_; }
  void Run();

 private:
  using Kind = DropTarget::Kind;

  void Depends(DropTarget target);
  void Belongs(DropTarget target) { list_.push_back(std::move(target)); }
  void Drop(const DropTarget& target);
  void DropRelation(RelationId id);
  void DropDependent(RelationId id, RelationId dependent);
  void DropColumn(RelationId id, const std::string& name);
  void DropColumnUsers(RelationId id, const std::string& name);
  void DropConstraint(RelationId id, const std::string& name);
  void DropType(TypeId id);
  void DropRoutine(RoutineId id);
  void DropSchema(SchemaId id);
  void DropSequenceDefaults(RelationId sequence, RelationId user);
  bool Listed(const DropTarget& target) const;
  // Of one of the tables that the statement names, at any distance.
  bool PartitionOfListed(const Relation& table) const;

  DdlContext& context_;
  std::vector<DropTarget> named_;
  std::vector<DropTarget> list_;
  bool others_ = false;
};

bool Dropper::Listed(const DropTarget& target) const {
  return std::any_of(named_.begin(), named_.end(), [&](const auto& one) {
    return one.kind == target.kind && one.id == target.id &&
           one.part == target.part;
  });
}

bool Dropper::PartitionOfListed(const Relation& table) const {
  return std::any_of(
      table.parents.begin(), table.parents.end(), [&](RelationId parent) {
        return Listed({Kind::Relation, parent.index, ""}) ||
               (!context_.draft.Removed(parent) &&
                PartitionOfListed(context_.draft.relation(parent)));
      });
}

void Dropper::Depends(DropTarget target) {
  others_ = others_ || !Listed(target);
  list_.push_back(std::move(target));
}

void Dropper::Run() {
  // The list grows while it is worked off.
  for (size_t i = 0; i < list_.size(); ++i) {
    const DropTarget target = list_[i];
    Drop(target);
  }
}

void Dropper::Drop(const DropTarget& target) {
  switch (target.kind) {
    case Kind::Relation:
      return DropRelation({target.id});
    case Kind::Column:
      return DropColumn({target.id}, target.part);
    case Kind::Constraint:
      return DropConstraint({target.id}, target.part);
    case Kind::Type:
      return DropType({target.id});
    case Kind::Routine:
      return DropRoutine({target.id});
    case Kind::Schema:
      return DropSchema({target.id});
  }
}

void Dropper::DropSequenceDefaults(RelationId sequence, RelationId user) {
  const Relation& table = context_.draft.relation(user);
  for (const Column& column : table.columns) {
    if (column.sequence == sequence) {
      others_ = true;
      for (Column& own : context_.draft.Change(user).columns) {
        if (own.sequence == sequence) {
          own.sequence.reset();
          own.default_expression.reset();
        }
      }
      return;
    }
  }
}

void Dropper::DropDependent(RelationId id, RelationId dependent) {
  const Relation& other = context_.draft.relation(dependent);
  const Relation& gone = context_.draft.relation(id);
  if (other.owner_table == id) {
    // An index, or an owned sequence.
    Belongs({Kind::Relation, dependent.index, ""});
    return;
  }
  const auto names = [&](const std::vector<RelationId>& ids) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  if (names(other.parents)) {
    const DropTarget child{Kind::Relation, dependent.index, ""};
    if (gone.kind == RelationKind::PartitionedTable) {
      Belongs(child);
    } else {
      Depends(child);
    }
    return;
  }
  if (names(other.depends_on)) {
    Depends({Kind::Relation, dependent.index, ""});
    return;
  }
  for (const TableConstraint& constraint : other.constraints) {
    if (constraint.referenced == id && dependent != id) {
      const DropTarget key{Kind::Constraint, dependent.index, constraint.name};
      if (Listed({Kind::Relation, dependent.index, ""}) ||
          (constraint.inherited && PartitionOfListed(other))) {
        Belongs(key);
      } else {
        Depends(key);
      }
    }
  }
  if (gone.kind == RelationKind::Sequence &&
      !Listed({Kind::Relation, dependent.index, ""})) {
    DropSequenceDefaults(id, dependent);
  }
}

void Dropper::DropRelation(RelationId id) {
  if (context_.draft.Removed(id)) {
    return;
  }
  for (const RelationId dependent : context_.catalog().Dependents(id)) {
    if (!context_.draft.Removed(dependent)) {
      DropDependent(id, dependent);
    }
  }
  const Relation relation = context_.draft.relation(id);
  if (relation.row_type != kUnknownTypeId) {
    Belongs({Kind::Type, relation.row_type.index, ""});
  }
  if (relation.kind == RelationKind::Index && relation.owner_table &&
      !context_.draft.Removed(*relation.owner_table)) {
    std::erase_if(context_.draft.Change(*relation.owner_table).indexes,
                  [&](const Index& one) { return one.name == relation.name; });
  }
  for (const NamedObject& object : context_.catalog().named_objects()) {
    if (object.table == id) {
      context_.draft.Record(RemoveNamed{object});
    }
  }
  // A sequence that is dropped as its column's own takes nothing else along.
  context_.draft.Change(id).row_type = kUnknownTypeId;
  context_.draft.Remove(id);
}

void Dropper::DropConstraint(RelationId id, const std::string& name) {
  if (context_.draft.Removed(id)) {
    return;
  }
  Relation& table = context_.draft.Change(id);
  const auto found = std::find_if(
      table.constraints.begin(), table.constraints.end(),
      [&](const TableConstraint& one) { return one.name == name; });
  if (found == table.constraints.end()) {
    return;
  }
  const TableConstraint gone = *found;
  table.constraints.erase(found);
  if (gone.kind == TableConstraint::Kind::ForeignKey ||
      gone.kind == TableConstraint::Kind::Check) {
    return;
  }
  std::erase_if(table.indexes,
                [&](const Index& one) { return one.name == name; });
  if (const auto index = context_.draft.FindRelation(table.schema, name)) {
    context_.draft.Remove(*index);
  }
  // Foreign keys that need this key.
  const Relation without = table;
  for (const RelationId dependent : context_.catalog().Dependents(id)) {
    if (context_.draft.Removed(dependent)) {
      continue;
    }
    for (const TableConstraint& key :
         context_.draft.relation(dependent).constraints) {
      if (key.referenced == id && key.referenced_columns == gone.columns) {
        Depends({Kind::Constraint, dependent.index, key.name});
      }
    }
  }
}

void Dropper::DropColumnUsers(RelationId id, const std::string& name) {
  const auto uses = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  const Relation table = context_.draft.relation(id);
  for (const TableConstraint& constraint : table.constraints) {
    if (uses(constraint.columns)) {
      Belongs({Kind::Constraint, id.index, constraint.name});
    }
  }
  for (const Index& index : table.indexes) {
    const auto relation = context_.draft.FindRelation(table.schema, index.name);
    if (uses(index.columns) && relation) {
      Belongs({Kind::Relation, relation->index, ""});
    }
  }
  for (const Column& column : table.columns) {
    if (column.generated && column.name != name && column.default_expression &&
        column.default_expression->find(name) != std::string::npos) {
      Depends({Kind::Column, id.index, column.name});
    }
  }
  for (const RelationId dependent : context_.catalog().Dependents(id)) {
    if (context_.draft.Removed(dependent)) {
      continue;
    }
    const Relation& other = context_.draft.relation(dependent);
    const auto& columns = other.depends_on_columns;
    if (std::find(columns.begin(), columns.end(), std::pair(id, name)) !=
        columns.end()) {
      Depends({Kind::Relation, dependent.index, ""});
    }
    if (other.owner_table == id && other.owner_column == name) {
      Belongs({Kind::Relation, dependent.index, ""});
    }
    for (const TableConstraint& key : other.constraints) {
      if (key.referenced == id && dependent != id &&
          uses(key.referenced_columns)) {
        Depends({Kind::Constraint, dependent.index, key.name});
      }
    }
  }
}

void Dropper::DropColumn(RelationId id, const std::string& name) {
  if (context_.draft.Removed(id) ||
      context_.draft.relation(id).FindColumn(name) == nullptr) {
    return;
  }
  DropColumnUsers(id, name);
  std::erase_if(context_.draft.Change(id).columns,
                [&](const Column& one) { return one.name == name; });
  for (const RelationId child : context_.catalog().Children(id)) {
    const Column* inherited =
        context_.draft.Removed(child)
            ? nullptr
            : context_.draft.relation(child).FindColumn(name);
    if (inherited != nullptr && inherited->inherited) {
      Belongs({Kind::Column, child.index, name});
    }
  }
}

void Dropper::DropType(TypeId id) {
  if (context_.draft.Removed(id)) {
    return;
  }
  const TypeId array = context_.draft.type(id).array;
  const auto uses = [&](TypeId type) {
    return type == id || (array != kUnknownTypeId && type == array);
  };
  for (const RelationId relation : context_.catalog().UserRelations()) {
    if (context_.draft.Removed(relation)) {
      continue;
    }
    if (context_.draft.relation(relation).of_type == id) {
      Depends({Kind::Relation, relation.index, ""});
      continue;
    }
    for (const Column& column : context_.draft.relation(relation).columns) {
      if (uses(column.type.type)) {
        Depends(context_.draft.relation(relation).kind == RelationKind::View
                    ? DropTarget{Kind::Relation, relation.index, ""}
                    : DropTarget{Kind::Column, relation.index, column.name});
      }
    }
  }
  for (const TypeId other : context_.catalog().UserTypes()) {
    const Type& type =
        context_.draft.Removed(other) ? Type() : context_.draft.type(other);
    if (type.kind == TypeKind::MultiRange && uses(type.element)) {
      Belongs({Kind::Type, other.index, ""});
    } else if (uses(type.base.type) ||
               (type.kind != TypeKind::Array && uses(type.element))) {
      Depends({Kind::Type, other.index, ""});
    }
  }
  for (const RoutineId routine : context_.catalog().UserRoutines()) {
    if (context_.draft.Removed(routine)) {
      continue;
    }
    const Routine& one = context_.draft.routine(routine);
    const bool used =
        uses(one.returns) ||
        std::any_of(one.arguments.begin(), one.arguments.end(),
                    [&](const RoutineArgument& a) { return uses(a.type); });
    // Constructors of a range have no place of their own.
    if (used && one.defined) {
      Depends({Kind::Routine, routine.index, ""});
    } else if (used) {
      Belongs({Kind::Routine, routine.index, ""});
    }
  }
  const std::optional<RelationId> relation = context_.draft.type(id).relation;
  context_.draft.Remove(id);
  if (relation && !context_.draft.Removed(*relation)) {
    context_.draft.Change(*relation).row_type = kUnknownTypeId;
    Belongs({Kind::Relation, relation->index, ""});
  }
}

void Dropper::DropRoutine(RoutineId id) {
  if (context_.draft.Removed(id)) {
    return;
  }
  const auto calls = [&](const std::vector<RoutineId>& ids) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (const RelationId relation : context_.catalog().UserRelations()) {
    if (context_.draft.Removed(relation)) {
      continue;
    }
    const Relation table = context_.draft.relation(relation);
    if (calls(table.depends_on_routines)) {
      Depends({Kind::Relation, relation.index, ""});
      continue;
    }
    for (const TableConstraint& constraint : table.constraints) {
      if (calls(constraint.routines)) {
        Depends({Kind::Constraint, relation.index, constraint.name});
      }
    }
    for (const Column& column : table.columns) {
      if (calls(column.default_routines)) {
        others_ = true;
        for (Column& own : context_.draft.Change(relation).columns) {
          if (own.name == column.name) {
            own.default_expression.reset();
            own.default_routines.clear();
          }
        }
      }
    }
    const auto runs = [&](const Trigger& one) { return one.function == id; };
    if (std::any_of(table.triggers.begin(), table.triggers.end(), runs)) {
      others_ = true;
      std::erase_if(context_.draft.Change(relation).triggers, runs);
    }
  }
  context_.draft.Remove(id);
}

void Dropper::DropSchema(SchemaId id) {
  for (const RelationId relation : context_.catalog().Relations(id)) {
    const RelationKind kind = context_.draft.relation(relation).kind;
    const DropTarget target{Kind::Relation, relation.index, ""};
    if (kind == RelationKind::Index) {
      Belongs(target);
    } else {
      Depends(target);
    }
  }
  for (const TypeId type : context_.catalog().UserTypes()) {
    const Type& one = context_.catalog().type(type);
    if (one.schema == id && one.kind != TypeKind::Array && !one.relation) {
      Depends({Kind::Type, type.index, ""});
    }
  }
  for (const RoutineId routine : context_.catalog().UserRoutines()) {
    if (context_.catalog().routine(routine).schema == id) {
      Depends({Kind::Routine, routine.index, ""});
    }
  }
  for (const NamedObject& object : context_.catalog().named_objects()) {
    if (object.schema == context_.SchemaName(id)) {
      others_ = true;
      context_.draft.Record(RemoveNamed{object});
    }
  }
  context_.draft.Remove(id);
}

}  // namespace

bool DropObjects(DdlContext& context, const std::vector<DropTarget>& targets,
                 DropBehavior behavior, const std::string& shown,
                 TextRange range) {
  Dropper dropper(context, targets);
  dropper.Run();
  if (dropper.others() && behavior == DropBehavior::Restrict) {
    return context.Fail(
        sqlstate::kDependentObjectsStillExist,
        targets.size() > 1
            ? "cannot drop desired object(s) because other objects depend on "
              "them"
            : "cannot drop " + shown + " because other objects depend on it",
        range);
  }
  return true;
}

}  // namespace pgpact
