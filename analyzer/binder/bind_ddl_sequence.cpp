// CREATE SEQUENCE, ALTER SEQUENCE and the sequences of serial columns.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

std::string Upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// An option as CREATE SEQUENCE writes it; empty for those that are not kept.
std::string OptionText(const DdlContext& context,
                       const SequenceOption& option) {
  if (option.name == "as" && option.type) {
    return "AS " +
           context.TextOfType(
               ResolveTypeName(context.catalog(), context.path(), *option.type)
                   .use);
  }
  if (option.name == "owned_by" || option.name == "sequence_name" ||
      option.name == "restart") {
    return "";
  }
  if (option.name == "cycle") {
    return option.value == "false" || option.value == "0" ? "NO CYCLE"
                                                          : "CYCLE";
  }
  const bool limit = option.name == "minvalue" || option.name == "maxvalue";
  if (option.value.empty()) {
    return limit ? "NO " + Upper(option.name) : "";
  }
  if (option.name == "start") {
    return "START WITH " + option.value;
  }
  if (option.name == "increment") {
    return "INCREMENT BY " + option.value;
  }
  return Upper(option.name) + " " + option.value;
}

bool SetOwner(DdlContext& context, const SequenceOption& option,
              RelationId sequence) {
  if (option.owned_table.name.empty()) {
    context.draft.Change(sequence).owner_table.reset();
    context.draft.Change(sequence).owner_column.clear();
    return true;
  }
  const auto table = context.FindRelation(option.owned_table, false);
  if (!table) {
    return !context.failed();
  }
  const Relation& owner = context.draft.relation(*table);
  if (owner.FindColumn(option.owned_column.name) == nullptr &&
      !owner.incomplete && !IsWildName(option.owned_column.name)) {
    return context.FailColumn(owner, option.owned_column);
  }
  context.draft.Change(sequence).owner_table = table;
  context.draft.Change(sequence).owner_column = option.owned_column.name;
  return true;
}

bool TakeOptions(DdlContext& context,
                 const std::vector<SequenceOption>& options,
                 RelationId sequence) {
  for (const SequenceOption& option : options) {
    if (option.type && !context.ResolveType(*option.type)) {
      return false;
    }
    const std::string text = OptionText(context, option);
    if (!text.empty()) {
      std::string& all = context.draft.Change(sequence).definition;
      all += (all.empty() ? "" : " ") + text;
    }
    if (option.name == "owned_by" && !SetOwner(context, option, sequence)) {
      return false;
    }
  }
  return true;
}

}  // namespace

RelationId AddSequence(DdlContext& context, SchemaId schema,
                       const std::string& name, std::string_view type,
                       DefinedAt defined) {
  Relation relation;
  relation.schema = schema;
  relation.name = name;
  relation.kind = RelationKind::Sequence;
  relation.temporary = context.SchemaName(schema) == kTemporarySchema;
  relation.defined = defined;
  if (!type.empty() && type != "int8") {
    relation.definition =
        "AS " + context.TextOfType({context.catalog().Builtin(type)});
  }
  struct Part {
    const char* name;
    const char* type;
  };
  for (const Part part : {Part{"last_value", "int8"}, Part{"log_cnt", "int8"},
                          Part{"is_called", "bool"}}) {
    Column column;
    column.name = part.name;
    column.type.type = context.catalog().Builtin(part.type);
    column.not_null = true;
    relation.columns.push_back(std::move(column));
  }
  return context.draft.Add(std::move(relation));
}

bool BindCreateSequence(DdlContext& context, const CreateSeqStmt& statement) {
  const QualifiedName& name = statement.sequence.name;
  const auto schema = context.CreationSchema(name, statement.persistence);
  if (!schema) {
    return !context.failed();
  }
  if (statement.if_not_exists &&
      context.draft.FindRelation(*schema, name.name.name)) {
    return true;
  }
  if (const auto taken = context.draft.FindRelation(*schema, name.name.name)) {
    return context.FailExisting(
        sqlstate::kDuplicateTable,
        "relation \"" + name.name.name + "\" already exists", name.name.range,
        ExistingRelation(context, *taken));
  }
  const RelationId id = AddSequence(context, *schema, name.name.name, "",
                                    context.At(name.name.range));
  return TakeOptions(context, statement.options, id);
}

bool BindAlterSequence(DdlContext& context, const AlterSeqStmt& statement) {
  const auto id =
      context.FindRelation(statement.sequence.name, statement.missing_ok);
  if (!id) {
    return !context.failed();
  }
  const Relation& relation = context.draft.relation(*id);
  if (relation.kind != RelationKind::Sequence) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "\"" + relation.name + "\" is not a sequence",
                        statement.sequence.name.range);
  }
  return TakeOptions(context, statement.options, *id);
}

}  // namespace pgpact
