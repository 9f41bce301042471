#include "cli/session_tables.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

namespace {

class Collector {
 public:
  Collector(const Code& code, const Catalog& catalog,
            const SearchPath& search_path)
      : code_(code), catalog_(catalog), search_path_(search_path) {}

  FileSessions Run(const Directives& directives) && {
    for (const CodeStatement& statement : code_.statements) {
      if (!statement.parsed.error) {
        AddStatement(statement);
      }
    }
    for (const auto& [file, name] : changed_) {
      OpenTable(file, name);
    }
    for (const Directives::FileTable& table : directives.tables) {
      Add(table.file, table.table);
    }
    return std::move(sessions_);
  }

 private:
  Session& Of(SourceFileId file) {
    const auto [entry, added] = sessions_.try_emplace(file);
    if (added) {
      entry->second.search_path = search_path_;
    }
    return entry->second;
  }

  void Add(SourceFileId file, SessionTable table) {
    std::vector<SessionTable>& tables = Of(file).temporary_tables;
    const auto same = std::find_if(
        tables.begin(), tables.end(),
        [&](const SessionTable& known) { return known.name == table.name; });
    if (same == tables.end()) {
      tables.push_back(std::move(table));
      return;
    }
    // Made twice: it may have either's columns.
    for (std::string& column : table.columns) {
      if (std::find(same->columns.begin(), same->columns.end(), column) ==
          same->columns.end()) {
        same->columns.push_back(std::move(column));
      }
    }
    same->incomplete = same->incomplete || table.incomplete;
  }

  // What is changed later may have other columns than it was made with.
  void OpenTable(SourceFileId file, const std::string& name) {
    const auto found = sessions_.find(file);
    if (found == sessions_.end()) {
      return;
    }
    for (SessionTable& table : found->second.temporary_tables) {
      table.incomplete = table.incomplete || table.name == name;
    }
  }

  void AddStatement(const CodeStatement& statement) {
    const SourceFileId file = code_.calls[statement.call].sink.call.file;
    for (const SqlStatement& node : statement.parsed.tree.statements) {
      std::visit(
          Overloaded{
              [&](const CreateStmt& made) { AddTable(statement, made, file); },
              [&](const CreateTableAsStmt& made) {
                AddTableAs(statement, made, file);
              },
              [&](const ViewStmt& made) {
                if (made.persistence == Persistence::Temporary) {
                  Add(file, {made.view.name.name.name, {}, true});
                }
              },
              [&](const AlterTableStmt& changed) {
                changed_.emplace(file, changed.relation.name.name.name);
              },
              [&](const RenameStmt& renamed) {
                changed_.emplace(file, renamed.name.name.name.name);
              },
              [](const auto&) {}},
          node.node);
    }
    for (const SelectStmt& select : statement.parsed.tree.selects) {
      if (select.into && select.into->temporary) {
        Add(file, {select.into->relation.name.name.name, {}, true});
      }
    }
  }

  void AddTable(const CodeStatement& statement, const CreateStmt& made,
                SourceFileId file) {
    const bool temporary = made.persistence == Persistence::Temporary ||
                           made.relation.name.schema.name == "pg_temp";
    if (!temporary) {
      return;
    }
    SessionTable table;
    table.name = made.relation.name.name.name;
    table.incomplete = statement.parsed.completeness != Completeness::Whole ||
                       !made.inherits.empty() || made.of_type.has_value();
    for (const TableElement& element : made.elements) {
      if (const auto* column = std::get_if<ColumnDef>(&element.node)) {
        table.columns.push_back(column->name.name);
      } else if (const auto* like = std::get_if<TableLike>(&element.node)) {
        AddLike(*like, table);
      }
    }
    Add(file, std::move(table));
  }

  void AddLike(const TableLike& like, SessionTable& table) const {
    std::optional<RelationId> relation;
    if (like.relation.schema.empty()) {
      relation = FindOnPath(catalog_, search_path_, like.relation.name.name);
    } else if (const auto schema =
                   catalog_.FindSchema(like.relation.schema.name)) {
      relation = catalog_.FindRelation(*schema, like.relation.name.name);
    }
    if (!relation) {
      table.incomplete = true;
      return;
    }
    for (const Column& column : catalog_.relation(*relation).columns) {
      table.columns.push_back(column.name);
    }
  }

  void AddTableAs(const CodeStatement& statement, const CreateTableAsStmt& made,
                  SourceFileId file) {
    if (made.persistence != Persistence::Temporary) {
      return;
    }
    SessionTable table;
    table.name = made.into.relation.name.name.name;
    for (const Identifier& column : made.into.columns) {
      table.columns.push_back(column.name);
    }
    const ParseTree& tree = statement.parsed.tree;
    const auto* query =
        std::get_if<SelectStatement>(&tree.statement(made.query).node);
    table.incomplete = true;
    if (query != nullptr && made.into.columns.empty()) {
      AddTargets(tree, tree.select(query->select), table);
    }
    Add(file, std::move(table));
  }

  // The columns of a plain select list; `*` and expressions without a name
  // leave the table incomplete.
  static void AddTargets(const ParseTree& tree, const SelectStmt& select,
                         SessionTable& table) {
    bool all = !select.target_list.empty();
    for (const ResTarget& target : select.target_list) {
      std::string name = target.name.name;
      if (name.empty() && target.value) {
        const auto* column =
            std::get_if<ColumnRef>(&tree.expr(*target.value).node);
        if (column != nullptr && !column->star && !column->parts.empty()) {
          name = column->parts.back().name;
        }
      }
      const bool known = !name.empty() && !IsWildName(name);
      all = all && known;
      if (known) {
        table.columns.push_back(std::move(name));
      }
    }
    table.incomplete = !all;
  }

  const Code& code_;
  const Catalog& catalog_;
  const SearchPath& search_path_;
  FileSessions sessions_;
  // Relations that a file alters.
  std::set<std::pair<SourceFileId, std::string>> changed_;
};

}  // namespace

FileSessions SessionsOf(const Code& code, const Directives& directives,
                        const Catalog& catalog, const SearchPath& search_path) {
  return Collector(code, catalog, search_path).Run(directives);
}

}  // namespace pgpact
