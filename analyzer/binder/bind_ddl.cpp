#include "analyzer/binder/bind_ddl.h"

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/bind_ddl_parts.h"

namespace pgpact {
namespace {

// The parts that make, alter and drop objects; the first half of the
// alternatives, so that neither visitor is too long to read.
bool Dispatch(DdlContext& context, const SqlStatement& node) {
  return std::visit(
      Overloaded{
          [&](const SelectStatement& s) {
            const SelectStmt& select = context.tree().select(s.select);
            return !select.into || BindSelectInto(context, select);
          },
          [&](const CreateSchemaStmt& s) {
            return BindCreateSchema(context, s);
          },
          [&](const CreateStmt& s) { return BindCreateTable(context, s); },
          [&](const CreateTableAsStmt& s) {
            return BindCreateTableAs(context, s);
          },
          [&](const ViewStmt& s) { return BindView(context, s); },
          [&](const AlterTableStmt& s) { return BindAlterTable(context, s); },
          [&](const DropStmt& s) { return BindDrop(context, s); },
          [&](const RenameStmt& s) { return BindRename(context, s); },
          [&](const AlterObjectSchemaStmt& s) {
            return BindSetSchema(context, s);
          },
          [&](const AlterOwnerStmt& s) { return BindOwner(context, s); },
          [&](const CommentStmt& s) { return BindComment(context, s); },
          [&](const CreateSeqStmt& s) {
            return BindCreateSequence(context, s);
          },
          [&](const AlterSeqStmt& s) { return BindAlterSequence(context, s); },
          [&](const IndexStmt& s) { return BindIndex(context, s); },
          [&](const CreateEnumStmt& s) { return BindCreateEnum(context, s); },
          [&](const AlterEnumStmt& s) { return BindAlterEnum(context, s); },
          [&](const CompositeTypeStmt& s) {
            return BindCompositeType(context, s);
          },
          [&](const CreateRangeStmt& s) { return BindCreateRange(context, s); },
          [&](const CreateDomainStmt& s) {
            return BindCreateDomain(context, s);
          },
          [&](const AlterDomainStmt& s) { return BindAlterDomain(context, s); },
          [&](const DefineStmt& s) { return BindDefine(context, s); },
          [&](const CreateFunctionStmt& s) {
            return BindCreateFunction(context, s);
          },
          [&](const CreateTriggerStmt& s) {
            return BindCreateTrigger(context, s);
          },
          [&](const CreatePolicyStmt& s) {
            return BindCreatePolicy(context, s);
          },
          [&](const RuleStmt& s) { return BindCreateRule(context, s); },
          [&](const CreateExtensionStmt& s) {
            return BindCreateExtension(context, s);
          },
          [&](const GrantStmt& s) { return BindGrant(context, s); },
          [&](const GrantRoleStmt& s) { return BindGrantRole(context, s); },
          [&](const ClusterStmt& s) { return BindCluster(context, s); },
          [&](const NamedObjectStmt& s) { return BindNamedObject(context, s); },
          [](const auto&) { return true; }},
      node.node);
}

}  // namespace

bool IsDdl(const SqlStatement& node, const ParseTree& tree) {
  return std::visit(Overloaded{[&](const SelectStatement& s) {
                                 return tree.select(s.select).into.has_value();
                               },
                               [](const InsertStmt&) { return false; },
                               [](const UpdateStmt&) { return false; },
                               [](const DeleteStmt&) { return false; },
                               [](const MergeStmt&) { return false; },
                               [](const ExplainStmt&) { return false; },
                               [](const PrepareStmt&) { return false; },
                               [](const ExecuteStmt&) { return false; },
                               [](const DeclareCursorStmt&) { return false; },
                               [](const CopyStmt&) { return false; },
                               [](const TruncateStmt&) { return false; },
                               [](const LockStmt&) { return false; },
                               [](const CallStmt&) { return false; },
                               [](const RefreshMatViewStmt&) { return false; },
                               [](const MaintenanceStmt&) { return false; },
                               [](const TransactionStmt&) { return false; },
                               [](const VariableSetStmt&) { return false; },
                               [](const DoStmt&) { return false; },
                               [](const OtherStmt&) { return false; },
                               [](const auto&) { return true; }},
                    node.node);
}

DdlResult BindDdl(const ParsedStatement& statement, const SqlStatement& node,
                  const Catalog& catalog, const Session& session) {
  DdlContext context(statement, catalog, session);
  if (Dispatch(context, node)) {
    context.result.operations = context.draft.TakeOperations();
  }
  return std::move(context.result);
}

}  // namespace pgpact
