#include "cli/run_time_catalog.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/bind_ddl.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

namespace {

// One more round for each thing that hangs on another.
constexpr int kRounds = 4;

bool OnlyAddsColumns(const AlterTableStmt& changed) {
  return std::all_of(changed.commands.begin(), changed.commands.end(),
                     [](const AlterTableCmd& command) {
                       return command.action == AlterTableAction::AddColumn;
                     });
}

bool Adds(const SqlStatement& statement) {
  return std::visit(
      Overloaded{[](const AlterTableStmt& changed) {
                   return OnlyAddsColumns(changed);
                 },
                 [](const CreateStmt& made) {
                   return made.persistence != Persistence::Temporary;
                 },
                 [](const CreateTableAsStmt& made) {
                   return made.persistence != Persistence::Temporary;
                 },
                 [](const ViewStmt& made) {
                   return made.persistence != Persistence::Temporary;
                 },
                 [](const auto& node) {
                   using Node = std::decay_t<decltype(node)>;
                   return std::is_same_v<Node, CreateSchemaStmt> ||
                          std::is_same_v<Node, CreateEnumStmt> ||
                          std::is_same_v<Node, CompositeTypeStmt> ||
                          std::is_same_v<Node, CreateRangeStmt> ||
                          std::is_same_v<Node, CreateDomainStmt> ||
                          std::is_same_v<Node, CreateFunctionStmt> ||
                          std::is_same_v<Node, CreateExtensionStmt>;
                 }},
      statement.node);
}

class Maker {
 public:
  Maker(const Code& code, const Catalog& installation, const SearchPath& path)
      : code_(code), installation_(installation) {
    session_.search_path = path;
  }

  std::optional<Catalog> Make() && {
    for (const CodeStatement& statement : code_.statements) {
      const Dialect dialect = code_.calls[statement.call].dialect;
      if ((dialect != Dialect::PostgreSql && dialect != Dialect::Psql) ||
          statement.parsed.error || statement.parsed.tree.statements.empty()) {
        continue;
      }
      if (Adds(statement.parsed.tree.root())) {
        creating_.push_back(&statement.parsed);
      }
      for (const SelectStmt& select : statement.parsed.tree.selects) {
        if (select.into && !select.into->temporary) {
          selected_.push_back(&select.into->relation.name);
        }
      }
    }
    if (creating_.empty() && selected_.empty()) {
      return std::nullopt;
    }
    catalog_.emplace(installation_);
    for (int round = 0; round < kRounds && CreateAll(); ++round) {
    }
    for (const QualifiedName* name : selected_) {
      AddSelected(*name);
    }
    return std::move(catalog_);
  }

 private:
  // Whether something was made and something is left.
  bool CreateAll() {
    const size_t before = creating_.size();
    std::erase_if(creating_, [&](const ParsedStatement* statement) {
      return Create(*statement);
    });
    return creating_.size() != before && !creating_.empty();
  }

  // Whether the statement is done with.
  bool Create(const ParsedStatement& statement) {
    if (!CreateNode(statement, statement.tree.root())) {
      return false;
    }
    const auto* schema =
        std::get_if<CreateSchemaStmt>(&statement.tree.root().node);
    if (schema != nullptr && !schema->elements.empty()) {
      const SearchPath before = session_.search_path;
      session_.search_path.schemas.insert(session_.search_path.schemas.begin(),
                                          schema->name.name);
      for (const StatementId element : schema->elements) {
        CreateNode(statement, statement.tree.statement(element));
      }
      session_.search_path = before;
    }
    return true;
  }

  bool CreateNode(const ParsedStatement& statement, const SqlStatement& node) {
    if (!IsDdl(node, statement.tree)) {
      return true;
    }
    DdlResult result = BindDdl(statement, node, *catalog_, session_);
    if (result.existing) {
      Open(*result.existing);
      return true;
    }
    if (result.verdict != Verdict::Ok) {
      return result.verdict == Verdict::Undecided;
    }
    ApplyDdl(std::move(result.operations), *catalog_);
    return true;
  }

  // Made a second time: it may have either's columns.
  void Open(const ExistingObject& existing) {
    const auto schema = catalog_->FindSchema(existing.schema);
    const auto id =
        schema ? catalog_->FindRelation(*schema, existing.name) : std::nullopt;
    if (!id || id->index < installation_.next_relation().index) {
      return;
    }
    Relation changed = catalog_->relation(*id);
    const bool same =
        existing.wanted_columns.size() == changed.columns.size() &&
        std::all_of(existing.wanted_columns.begin(),
                    existing.wanted_columns.end(),
                    [&](const std::string& column) {
                      return changed.FindColumn(column) != nullptr;
                    });
    if (!same) {
      changed.incomplete = true;
      catalog_->ChangeRelation(*id, std::move(changed));
    }
  }

  // SELECT … INTO: its columns are not worked out.
  void AddSelected(const QualifiedName& name) {
    const auto schema = name.schema.empty()
                            ? CreationSchema(*catalog_, session_.search_path)
                            : catalog_->FindSchema(name.schema.name);
    if (!schema || IsWildName(name.name.name) ||
        catalog_->FindRelation(*schema, name.name.name)) {
      return;
    }
    Relation made;
    made.schema = *schema;
    made.name = name.name.name;
    made.incomplete = true;
    catalog_->AddRelation(std::move(made));
  }

  const Code& code_;
  const Catalog& installation_;
  Session session_;
  std::optional<Catalog> catalog_;
  std::vector<const ParsedStatement*> creating_;
  std::vector<const QualifiedName*> selected_;
};

}  // namespace

std::optional<Catalog> MakeRunTimeCatalog(const Code& code,
                                          const Catalog& installation,
                                          const SearchPath& path) {
  return Maker(code, installation, path).Make();
}

}  // namespace pgpact
