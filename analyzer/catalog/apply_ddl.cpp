#include "analyzer/base/overloaded.h"
#include "analyzer/catalog/ddl_operation.h"

namespace pgpact {
namespace {

void ApplyOne(DdlOperation& operation, Catalog& catalog) {
  std::visit(
      Overloaded{
          [&](AddObject<Schema>& o) { catalog.AddSchema(std::move(o.object)); },
          [&](AddObject<Relation>& o) {
            catalog.AddRelation(std::move(o.object));
          },
          [&](AddObject<Routine>& o) {
            catalog.AddRoutine(std::move(o.object));
          },
          [&](AddObject<Type>& o) { catalog.AddType(std::move(o.object)); },
          [&](ChangeObject<Schema>& o) {
            catalog.ChangeSchema({o.id}, std::move(o.object));
          },
          [&](ChangeObject<Relation>& o) {
            catalog.ChangeRelation({o.id}, std::move(o.object));
          },
          [&](ChangeObject<Routine>& o) {
            catalog.ChangeRoutine({o.id}, std::move(o.object));
          },
          [&](ChangeObject<Type>& o) {
            catalog.ChangeType({o.id}, std::move(o.object));
          },
          [&](RemoveObject<Schema>& o) { catalog.RemoveSchema({o.id}); },
          [&](RemoveObject<Relation>& o) { catalog.RemoveRelation({o.id}); },
          [&](RemoveObject<Routine>& o) { catalog.RemoveRoutine({o.id}); },
          [&](RemoveObject<Type>& o) { catalog.RemoveType({o.id}); },
          [&](AddNamed& o) { catalog.AddNamedObject(std::move(o.object)); },
          [&](RemoveNamed& o) { catalog.RemoveNamedObject(o.object); },
          [&](AddExtensionName& o) { catalog.AddExtension(std::move(o.name)); },
          [&](AddRoleName& o) { catalog.AddRole(std::move(o.name)); },
          [&](RemoveRoleName& o) { catalog.RemoveRole(o.name); },
          [&](OpenSchemaName& o) {
            if (o.extension.empty()) {
              catalog.OpenSchema(std::move(o.name));
            } else {
              catalog.OpenSchemaFor(std::move(o.name), std::move(o.extension));
            }
          },
          [&](SetDefaultPath& o) {
            catalog.SetDefaultSearchPath(std::move(o.path));
          }},
      operation);
}

}  // namespace

void ApplyDdl(std::vector<DdlOperation> operations, Catalog& catalog) {
  for (DdlOperation& operation : operations) {
    ApplyOne(operation, catalog);
  }
}

}  // namespace pgpact
