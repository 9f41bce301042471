// Definitions of which only the name (and the relations) matter.
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

struct NamedRow {
  std::string_view tag;
  std::string_view shown;
  ObjectType object;
  // The field with the name: a string, or a list of its parts.
  std::string_view name;
};
constexpr std::array kNamed = {
    NamedRow{"CreateStatsStmt", "CREATE STATISTICS", ObjectType::Statistics,
             "defnames"},
    NamedRow{"CreatePublicationStmt", "CREATE PUBLICATION",
             ObjectType::Publication, "pubname"},
    NamedRow{"AlterPublicationStmt", "ALTER PUBLICATION",
             ObjectType::Publication, "pubname"},
    NamedRow{"CreateSubscriptionStmt", "CREATE SUBSCRIPTION",
             ObjectType::Subscription, "subname"},
    NamedRow{"CreateForeignServerStmt", "CREATE SERVER",
             ObjectType::ForeignServer, "servername"},
    NamedRow{"CreateFdwStmt", "CREATE FOREIGN DATA WRAPPER",
             ObjectType::ForeignDataWrapper, "fdwname"},
    NamedRow{"CreateUserMappingStmt", "CREATE USER MAPPING",
             ObjectType::UserMapping, "servername"},
    NamedRow{"CreateOpClassStmt", "CREATE OPERATOR CLASS",
             ObjectType::OperatorClass, "opclassname"},
    NamedRow{"CreateOpFamilyStmt", "CREATE OPERATOR FAMILY",
             ObjectType::OperatorFamily, "opfamilyname"},
    NamedRow{"CreateCastStmt", "CREATE CAST", ObjectType::Cast, ""},
    NamedRow{"CreatePLangStmt", "CREATE LANGUAGE", ObjectType::Language,
             "plname"},
    NamedRow{"CreateConversionStmt", "CREATE CONVERSION",
             ObjectType::Conversion, "conversion_name"},
    NamedRow{"CreateAmStmt", "CREATE ACCESS METHOD", ObjectType::AccessMethod,
             "amname"},
    NamedRow{"CreateEventTrigStmt", "CREATE EVENT TRIGGER",
             ObjectType::EventTrigger, "trigname"},
    NamedRow{"CreateTransformStmt", "CREATE TRANSFORM", ObjectType::Other, ""},
};

}  // namespace

std::optional<StatementId> Lowering::LowerNamedObject(JsonNode node) {
  for (const NamedRow& row : kNamed) {
    if (row.tag != node.tag) {
      continue;
    }
    NamedObjectStmt named;
    named.tag = row.shown;
    named.object = row.object;
    named.if_not_exists = Flag(node.fields, "if_not_exists");
    const std::string_view name =
        row.name.empty() ? std::string_view() : Text(node.fields, row.name);
    if (!name.empty()) {
      named.name.name = cursor_.Take(name);
      named.name.range = named.name.name.range;
    } else if (!row.name.empty()) {
      named.name = QualifiedAhead(node.fields, row.name);
    }
    named.relations = Ranges(node.fields, "relations");
    ForEachNode(node.fields, "pubobjects", [&](JsonNode object) {
      const auto table = pgpact::Fields(object.fields, "pubtable");
      const auto relation =
          table ? pgpact::Fields(*table, "relation") : std::nullopt;
      if (relation) {
        named.relations.push_back(Range(*relation));
      }
    });
    return Add(std::move(named));
  }
  return std::nullopt;
}

}  // namespace pgpact
