#include "analyzer/contract/created_objects.h"

#include <algorithm>
#include <optional>

#include "analyzer/base/overloaded.h"
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
      if (code_.calls[statement.call].sink.spec.makes) {
        AddMade(i);
      }
    }
    return std::move(found_);
  }

 private:
  void FindIn(uint32_t index) {
    for (const SqlStatement& node :
         code_.statements[index].parsed.tree.statements) {
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
                Add(index, {true, "", made.name.name, "", {}}, made.name);
              },
              [&](const RenameStmt& made) { AddRenamed(index, made); },
              [&](const AlterTableStmt& changed) {
                AddColumns(index, changed);
              },
              [](const auto&) {}},
          node.node);
    }
  }

  // The table that the call makes when it is missing (to_sql).
  void AddMade(uint32_t index) {
    for (const Reference& reference :
         code_.statements[index].bound.references) {
      if (reference.kind == ReferenceKind::Table &&
          reference.status == ReferenceStatus::Missing) {
        Add(index, {false, reference.schema, reference.name, "", {}},
            {reference.name, reference.range});
      }
    }
  }

  void AddRelation(uint32_t index, const QualifiedName& name,
                   Persistence persistence) {
    if (persistence != Persistence::Temporary && !name.name.empty()) {
      Add(index, {false, name.schema.name, name.name.name, "", {}}, name.name);
    }
  }

  void AddRenamed(uint32_t index, const RenameStmt& renamed) {
    const bool relation = renamed.object == ObjectType::Table ||
                          renamed.object == ObjectType::View ||
                          renamed.object == ObjectType::MaterializedView;
    if (relation) {
      Add(index,
          {false, renamed.name.name.schema.name, renamed.new_name.name, "", {}},
          renamed.new_name);
    } else if (renamed.object == ObjectType::Column) {
      Add(index,
          {false,
           renamed.name.name.schema.name,
           renamed.name.name.name.name,
           renamed.new_name.name,
           {}},
          renamed.new_name);
    }
  }

  void AddColumns(uint32_t index, const AlterTableStmt& changed) {
    for (const AlterTableCmd& command : changed.commands) {
      if (command.action == AlterTableAction::AddColumn && command.column) {
        Add(index,
            {false,
             changed.relation.name.schema.name,
             changed.relation.name.name.name,
             command.column->name.name,
             {}},
            command.column->name);
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

bool IsCreated(std::span<const CreatedObject> created,
               const Reference& reference) {
  const bool is_schema = reference.kind == ReferenceKind::Schema;
  const bool is_column = reference.kind == ReferenceKind::Column;
  if (reference.kind == ReferenceKind::Function ||
      reference.kind == ReferenceKind::Type) {
    return false;
  }
  const std::string& name = is_column ? reference.relation : reference.name;
  return std::any_of(
      created.begin(), created.end(), [&](const CreatedObject& object) {
        const bool same_schema = is_schema || reference.schema.empty() ||
                                 object.schema.empty() ||
                                 object.schema == reference.schema;
        return object.is_schema == is_schema && same_schema &&
               object.name == name &&
               object.column == (is_column ? reference.name : "");
      });
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
