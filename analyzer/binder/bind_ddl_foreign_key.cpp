// Foreign keys: the referenced table, its key, and the types of both.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

std::string Names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + QuoteIdentifier(name);
  }
  return text;
}

std::string Upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// What is written after REFERENCES table (columns): ON DELETE and its kin.
std::string WrittenActions(const DdlContext& context,
                           const Constraint& constraint) {
  static constexpr std::string_view kWords[] = {
      "ON",         "DELETE",    "UPDATE",   "CASCADE",   "RESTRICT", "SET",
      "NO",         "ACTION",    "MATCH",    "FULL",      "PARTIAL",  "SIMPLE",
      "DEFERRABLE", "INITIALLY", "DEFERRED", "IMMEDIATE", "VALID"};
  const std::string_view all = context.statement.text.text;
  uint32_t from = constraint.referenced.range.end;
  if (from == 0) {
    return "";
  }
  std::string text;
  std::string former;
  std::string pending;
  int depth = 0;
  for (const Token& token : Tokenize(all.substr(from))) {
    const std::string word = Upper(
        std::string(all.substr(from + token.range.begin, token.range.size())));
    if (word == "(" && text.empty()) {
      ++depth;
      continue;
    }
    if (depth > 0) {
      depth -= word == ")" ? 1 : 0;
      continue;
    }
    const bool listed = std::find(std::begin(kWords), std::end(kWords), word) !=
                        std::end(kWords);
    const bool after_set =
        former == "SET" && (word == "NULL" || word == "DEFAULT");
    if (word == "NOT") {
      pending = "NOT ";
      continue;
    }
    const bool negated = word == "DEFERRABLE" || word == "VALID";
    if ((!listed && !after_set) || (!pending.empty() && !negated)) {
      break;
    }
    text.append(" ").append(pending).append(word);
    pending.clear();
    former = word;
  }
  return text;
}

bool IsUniqueKey(const Relation& table, std::vector<std::string> columns) {
  std::sort(columns.begin(), columns.end());
  return std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& index) {
                       std::vector<std::string> key = index.columns;
                       std::sort(key.begin(), key.end());
                       return index.unique && !index.partial && key == columns;
                     });
}

TypeId BaseType(const CatalogDraft& draft, TypeId type) {
  while (type != kUnknownTypeId && draft.type(type).kind == TypeKind::Domain) {
    type = draft.type(type).base.type;
  }
  return type;
}

// Whether some equality operator takes the two.
bool Comparable(const DdlContext& context, TypeId key, TypeId value) {
  key = BaseType(context.draft, key);
  value = BaseType(context.draft, value);
  if (key == kUnknownTypeId || value == kUnknownTypeId || key == value) {
    return true;
  }
  const BuiltinCatalog& builtin = context.catalog().builtin();
  const auto operators = builtin.Operators("=");
  return builtin.FindCast(value, key) == CastContext::Implicit ||
         std::any_of(operators.begin(), operators.end(),
                     [&](const BuiltinOperator& one) {
                       return one.left == key && one.right == value;
                     });
}

constexpr std::string_view kNotReferenced =
    " referenced in foreign key constraint does not exist";

bool ReferencedColumns(DdlContext& context, const Constraint& constraint,
                       const Relation& table,
                       std::vector<std::string>& columns) {
  for (const Identifier& column : constraint.referenced_columns) {
    if (table.FindColumn(column.name) == nullptr && !table.incomplete &&
        !IsWildName(column.name)) {
      return context.FailColumn(table, column, kNotReferenced);
    }
    columns.push_back(column.name);
  }
  if (!columns.empty()) {
    return true;
  }
  for (const TableConstraint& key : table.constraints) {
    if (key.kind == TableConstraint::Kind::PrimaryKey) {
      columns = key.columns;
    }
  }
  return !columns.empty() || table.incomplete ||
         context.Fail(sqlstate::kUndefinedObject,
                      "there is no primary key for referenced table \"" +
                          table.name + "\"",
                      constraint.referenced.range);
}

bool ReferencingColumns(DdlContext& context, const Constraint& constraint,
                        const Relation& table, const std::string& written_with,
                        std::vector<std::string>& columns) {
  for (const Identifier& column : constraint.columns) {
    columns.push_back(column.name);
  }
  if (columns.empty()) {
    columns.push_back(written_with);
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (table.FindColumn(columns[i]) == nullptr && !table.incomplete &&
        !IsWildName(columns[i])) {
      return context.FailColumn(table,
                                {columns[i], i < constraint.columns.size()
                                                 ? constraint.columns[i].range
                                                 : TextRange()},
                                kNotReferenced);
    }
  }
  return true;
}

bool CheckTypes(DdlContext& context, const Relation& table,
                const Relation& referenced, const TableConstraint& made) {
  for (size_t i = 0; i < made.columns.size(); ++i) {
    const Column* from = table.FindColumn(made.columns[i]);
    const Column* to = referenced.FindColumn(made.referenced_columns[i]);
    if (from != nullptr && to != nullptr &&
        !Comparable(context, to->type.type, from->type.type)) {
      return context.Fail(
          sqlstate::kDatatypeMismatch,
          "foreign key constraint \"" + made.name + "\" cannot be implemented");
    }
  }
  return true;
}

// The definition without what follows the names.
std::string KeyText(const CatalogDraft& draft, const TableConstraint& key) {
  switch (key.kind) {
    case TableConstraint::Kind::PrimaryKey:
      return "PRIMARY KEY (" + Names(key.columns) + ")";
    case TableConstraint::Kind::Unique:
      return "UNIQUE (" + Names(key.columns) + ")";
    case TableConstraint::Kind::ForeignKey: {
      const Relation& target = draft.relation(*key.referenced);
      return "FOREIGN KEY (" + Names(key.columns) + ") REFERENCES " +
             DisplayName(draft, target.schema, target.name) + "(" +
             Names(key.referenced_columns) + ")";
    }
    case TableConstraint::Kind::Check:
    case TableConstraint::Kind::Exclusion:
      break;
  }
  return "";
}

}  // namespace

void RespellKeys(DdlContext& context, const CatalogDraft& before,
                 RelationId id) {
  if (context.draft.relation(id).constraints.empty()) {
    return;
  }
  const Relation& old = before.relation(id);
  for (TableConstraint& key : context.draft.Change(id).constraints) {
    for (const TableConstraint& former : old.constraints) {
      const std::string head = KeyText(before, former);
      if (former.kind == key.kind && !head.empty() &&
          former.definition == key.definition &&
          former.definition.rfind(head, 0) == 0) {
        key.definition =
            KeyText(context.draft, key) + former.definition.substr(head.size());
        break;
      }
    }
  }
}

bool AddForeignKey(DdlContext& context, RelationId id,
                   const Constraint& constraint, const std::string& column) {
  const auto referenced = context.FindRelation(constraint.referenced, false);
  if (!referenced) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(id);
  const Relation& target = context.draft.relation(*referenced);
  if (target.kind != RelationKind::Table &&
      target.kind != RelationKind::PartitionedTable) {
    return context.Fail(
        sqlstate::kWrongObjectType,
        "referenced relation \"" + target.name + "\" is not a table",
        constraint.referenced.range);
  }
  TableConstraint made;
  made.kind = TableConstraint::Kind::ForeignKey;
  made.referenced = referenced;
  if (!ReferencingColumns(context, constraint, table, column, made.columns) ||
      !ReferencedColumns(context, constraint, target,
                         made.referenced_columns)) {
    return false;
  }
  if (made.columns.size() != made.referenced_columns.size()) {
    return context.Fail(sqlstate::kInvalidForeignKey,
                        "number of referencing and referenced columns for "
                        "foreign key disagree",
                        constraint.referenced.range);
  }
  if (!target.incomplete && !IsUniqueKey(target, made.referenced_columns)) {
    return context.Fail(sqlstate::kInvalidForeignKey,
                        "there is no unique constraint matching given keys "
                        "for referenced table \"" +
                            target.name + "\"",
                        constraint.referenced.range);
  }
  made.name = constraint.name.empty()
                  ? ChooseConstraintName(context, id,
                                         JoinColumnNames(made.columns), "fkey")
                  : constraint.name.name;
  if (!CheckTypes(context, table, target, made)) {
    return false;
  }
  for (const TableConstraint& one : table.constraints) {
    if (one.name == made.name) {
      return context.Fail(sqlstate::kDuplicateObject,
                          "constraint \"" + made.name + "\" for relation \"" +
                              table.name + "\" already exists",
                          constraint.name.range);
    }
  }
  made.definition =
      KeyText(context.draft, made) + WrittenActions(context, constraint);
  made.defined = context.At(constraint.location);
  context.draft.Change(id).constraints.push_back(std::move(made));
  return true;
}

}  // namespace pgpact
