#include "analyzer/contract/created_objects.h"

#include <algorithm>
#include <optional>

#include "analyzer/base/overloaded.h"
#include "analyzer/catalog/known_extensions.h"
#include "analyzer/contract/doubt.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

namespace {

// What one statement makes; nested statements (EXPLAIN, CREATE SCHEMA …
// CREATE TABLE) are in the tree's list of their own.
class Finder {
 public:
  explicit Finder(const Code& code) : code_(code) {}

  std::vector<CreatedObject> Find() && {
    for (uint32_t i = 0; i < code_.statements.size(); ++i) {
      const CodeStatement& statement = code_.statements[i];
      const Dialect dialect = code_.calls[statement.call].dialect;
      if ((dialect == Dialect::PostgreSql || dialect == Dialect::Psql) &&
          !statement.parsed.error) {
        FindIn(i);
      }
      if (code_.calls[statement.call].sink.spec.makes &&
          statement.bound.problems.empty()) {
        AddMade(i);
      }
    }
    return std::move(found_);
  }

 private:
  void FindIn(uint32_t index) {
    const ParseTree& tree = code_.statements[index].parsed.tree;
    for (const SqlStatement& node : tree.statements) {
      std::visit(
          Overloaded{
              [&](const CreateStmt& made) {
                AddRelation(index, made.relation.name, made.persistence);
              },
              [&](const CreateTableAsStmt& made) {
                AddRelation(index, made.into.relation.name, made.persistence);
              },
              [&](const ViewStmt& made) {
                AddRelation(index, made.view.name, made.persistence);
              },
              [&](const CreateSeqStmt& made) {
                AddRelation(index, made.sequence.name, made.persistence);
              },
              [&](const CreateSchemaStmt& made) {
                Add(index, MakeObject(ReferenceKind::Schema, "", made.name),
                    made.name);
              },
              [&](const CreateFunctionStmt& made) {
                AddNamed(index, ReferenceKind::Function, made.name);
              },
              [&](const CreateEnumStmt& made) {
                AddNamed(index, ReferenceKind::Type, made.name);
              },
              [&](const CompositeTypeStmt& made) {
                AddNamed(index, ReferenceKind::Type, made.name);
              },
              [&](const CreateRangeStmt& made) {
                AddNamed(index, ReferenceKind::Type, made.name);
              },
              [&](const CreateDomainStmt& made) {
                AddNamed(index, ReferenceKind::Type, made.name);
              },
              [&](const DefineStmt& made) { AddDefined(index, made); },
              [&](const CreateExtensionStmt& made) {
                AddExtension(index, made);
              },
              [&](const RenameStmt& made) { AddRenamed(index, made); },
              [&](const AlterTableStmt& changed) {
                AddColumns(index, changed);
              },
              [](const auto&) {}},
          node.node);
    }
    for (const SelectStmt& select : tree.selects) {
      if (select.into) {
        AddRelation(index, select.into->relation.name,
                    select.into->temporary ? Persistence::Temporary
                                           : Persistence::Permanent);
      }
    }
  }

  static CreatedObject MakeObject(ReferenceKind kind, const std::string& schema,
                                  const Identifier& name) {
    CreatedObject object;
    object.kind = kind;
    object.schema = schema;
    object.name = name.name;
    return object;
  }

  void AddNamed(uint32_t index, ReferenceKind kind, const QualifiedName& name) {
    if (!name.name.empty()) {
      Add(index, MakeObject(kind, name.schema.name, name.name), name.name);
    }
  }

  void AddDefined(uint32_t index, const DefineStmt& made) {
    if (made.object == ObjectType::Aggregate) {
      AddNamed(index, ReferenceKind::Function, made.name);
    } else if (made.object == ObjectType::Type) {
      AddNamed(index, ReferenceKind::Type, made.name);
    }
  }

  void AddExtension(uint32_t index, const CreateExtensionStmt& made) {
    CreatedObject object;
    object.schema = made.schema.name;
    object.extension = made.name.name;
    Add(index, std::move(object), made.name);
  }

  // The table that the call makes when it is missing (to_sql).
  void AddMade(uint32_t index) {
    for (const Reference& reference :
         code_.statements[index].bound.references) {
      if (reference.kind == ReferenceKind::Table &&
          reference.status == ReferenceStatus::Missing) {
        const Identifier name = {reference.name, reference.range};
        Add(index, MakeObject(ReferenceKind::Table, reference.schema, name),
            name);
      }
    }
  }

  void AddRelation(uint32_t index, const QualifiedName& name,
                   Persistence persistence) {
    const bool temporary =
        persistence == Persistence::Temporary || name.schema.name == "pg_temp";
    if (name.name.empty() || (temporary && !IsWildName(name.name.name))) {
      return;
    }
    CreatedObject object =
        MakeObject(ReferenceKind::Table, name.schema.name, name.name);
    object.temporary = temporary;
    Add(index, std::move(object), name.name);
  }

  void AddRenamed(uint32_t index, const RenameStmt& renamed) {
    const bool relation = renamed.object == ObjectType::Table ||
                          renamed.object == ObjectType::View ||
                          renamed.object == ObjectType::MaterializedView;
    const QualifiedName& old = renamed.name.name;
    if (relation) {
      Add(index,
          MakeObject(ReferenceKind::Table, old.schema.name, renamed.new_name),
          renamed.new_name);
    } else if (renamed.object == ObjectType::Column) {
      AddColumn(index, old, renamed.new_name);
    }
  }

  void AddColumn(uint32_t index, const QualifiedName& relation,
                 const Identifier& column) {
    CreatedObject object =
        MakeObject(ReferenceKind::Column, relation.schema.name, relation.name);
    object.column = column.name;
    Add(index, std::move(object), column);
  }

  void AddColumns(uint32_t index, const AlterTableStmt& changed) {
    for (const AlterTableCmd& command : changed.commands) {
      if (command.action == AlterTableAction::AddColumn && command.column) {
        AddColumn(index, changed.relation.name, command.column->name);
      }
    }
  }

  void Add(uint32_t index, CreatedObject object, const Identifier& at) {
    const CodeStatement& statement = code_.statements[index];
    const CodeCall& call = code_.calls[statement.call];
    object.use = {statement.At(at.range), index, call.sink.function,
                  ReferenceAccess::Ddl, call.services};
    found_.push_back(std::move(object));
  }

  const Code& code_;
  std::vector<CreatedObject> found_;
};

// Tables and sequences share their names, and a table is a type too.
bool IsOfKind(ReferenceKind made, ReferenceKind wanted) {
  if (made == ReferenceKind::Table) {
    return wanted == ReferenceKind::Table ||
           wanted == ReferenceKind::Sequence || wanted == ReferenceKind::Type;
  }
  return made == wanted;
}

// The texts between the markers of a wild name.
std::vector<std::string> KnownParts(std::string_view wild) {
  // `{…}` stands for a marker.
  const std::string shown = ShowWildName(wild);
  constexpr std::string_view kMark = "{\xE2\x80\xA6}";
  std::vector<std::string> parts;
  size_t begin = 0;
  while (true) {
    const size_t mark = shown.find(kMark, begin);
    parts.push_back(shown.substr(begin, mark - begin));
    if (mark == std::string::npos) {
      return parts;
    }
    begin = mark + kMark.size();
  }
}

}  // namespace

std::vector<CreatedObject> CreatedObjects(const Code& code) {
  return Finder(code).Find();
}

bool Makes(const CreatedObject& object, const WantedObject& wanted) {
  const bool same_schema = object.schema.empty() || wanted.schema.empty() ||
                           object.schema == wanted.schema;
  if (!object.extension.empty()) {
    return same_schema && wanted.kind != ReferenceKind::Schema &&
           wanted.kind != ReferenceKind::Column &&
           IsKnownExtension(object.extension) &&
           ExtensionMakes(object.extension, wanted.name);
  }
  if (object.temporary) {
    return false;
  }
  if (wanted.kind == ReferenceKind::Schema) {
    return object.kind == ReferenceKind::Schema && object.name == wanted.name;
  }
  if (wanted.kind == ReferenceKind::Column) {
    return object.kind == ReferenceKind::Column && same_schema &&
           object.name == wanted.relation && object.column == wanted.name;
  }
  return same_schema && object.name == wanted.name &&
         IsOfKind(object.kind, wanted.kind);
}

bool MayMake(const CreatedObject& object, const WantedObject& wanted) {
  if (!object.extension.empty()) {
    return !IsKnownExtension(object.extension) &&
           (wanted.kind == ReferenceKind::Function ||
            wanted.kind == ReferenceKind::Type);
  }
  const bool wild = IsWildName(object.name) || IsWildName(object.schema);
  if (!wild || !IsOfKind(object.kind, wanted.kind)) {
    return false;
  }
  const bool schema_fits = wanted.schema.empty() || object.schema.empty() ||
                           IsWildName(object.schema) ||
                           object.schema == wanted.schema;
  return schema_fits && FitsWildName(object.name, wanted.name);
}

bool IsCreated(std::span<const CreatedObject> created,
               const Reference& reference) {
  const WantedObject wanted = {reference.kind, reference.schema,
                               reference.relation, reference.name};
  return std::any_of(
      created.begin(), created.end(),
      [&](const CreatedObject& object) { return Makes(object, wanted); });
}

std::vector<WantedObject> WantedBy(const BindProblem& problem) {
  std::vector<WantedObject> wanted;
  if (problem.schema_missing && !problem.schema.empty()) {
    wanted.push_back({ReferenceKind::Schema, "", "", problem.schema});
  }
  if (!problem.name.empty()) {
    wanted.push_back(
        {problem.kind, problem.schema, problem.relation, problem.name});
  }
  return wanted;
}

void DoubtUnknownCreations(Code& code) {
  const std::vector<CreatedObject> created = CreatedObjects(code);
  if (created.empty()) {
    return;
  }
  for (CodeStatement& statement : code.statements) {
    const bool ddl = statement.kind == StatementKind::Ddl;
    const auto may_be_made = [&](const WantedObject& wanted) {
      return std::any_of(
          created.begin(), created.end(), [&](const CreatedObject& object) {
            return MayMake(object, wanted) || (ddl && Makes(object, wanted));
          });
    };
    bool any = false;
    for (BindProblem& problem : statement.bound.problems) {
      const std::vector<WantedObject> wanted = WantedBy(problem);
      if (!problem.uncertain && !wanted.empty() &&
          std::all_of(wanted.begin(), wanted.end(), may_be_made)) {
        problem.uncertain = true;
        any = true;
      }
    }
    if (any) {
      SettleDoubt(statement,
                  ddl ? "it hangs on what the code itself makes"
                      : "the code makes objects whose names are not known");
    }
  }
}

void DoubtTables(Code& code, const std::set<std::string>& names) {
  if (names.empty()) {
    return;
  }
  const std::vector<CreatedObject> created = CreatedObjects(code);
  const auto may_be_made = [&](const WantedObject& wanted) {
    return wanted.kind == ReferenceKind::Table &&
           names.count(std::string(wanted.name)) != 0 &&
           std::none_of(created.begin(), created.end(),
                        [&](const CreatedObject& object) {
                          return Makes(object, wanted);
                        });
  };
  for (CodeStatement& statement : code.statements) {
    bool any = false;
    for (BindProblem& problem : statement.bound.problems) {
      const std::vector<WantedObject> wanted = WantedBy(problem);
      // A table that is there without standing in FROM is none of these.
      if (!problem.qualifier && !problem.uncertain && !wanted.empty() &&
          may_be_made(wanted.back())) {
        problem.uncertain = true;
        any = true;
      }
    }
    if (any) {
      SettleDoubt(statement, "something that is not followed makes the table");
    }
  }
}

bool FitsWildName(std::string_view wild, std::string_view name) {
  if (!IsWildName(wild)) {
    return wild.empty() || wild == name;
  }
  const std::vector<std::string> parts = KnownParts(wild);
  size_t known = 0;
  for (const std::string& part : parts) {
    known += part.size();
  }
  if (known < 3) {
    return false;
  }
  const std::string& first = parts.front();
  const std::string& last = parts.back();
  if (name.size() < first.size() + last.size() ||
      name.substr(0, first.size()) != first ||
      name.substr(name.size() - last.size()) != last) {
    return false;
  }
  std::string_view middle =
      name.substr(first.size(), name.size() - first.size() - last.size());
  for (size_t i = 1; i + 1 < parts.size(); ++i) {
    const size_t at = middle.find(parts[i]);
    if (at == std::string_view::npos) {
      return false;
    }
    middle.remove_prefix(at + parts[i].size());
  }
  return true;
}

}  // namespace pgpact
