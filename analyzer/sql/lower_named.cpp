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
  // The field with what else tells it apart.
  std::string_view detail = {};
  bool alter = false;
};
constexpr std::array kNamed = {
    NamedRow{"CreateStatsStmt", "CREATE STATISTICS", ObjectType::Statistics,
             "defnames"},
    NamedRow{"CreatePublicationStmt", "CREATE PUBLICATION",
             ObjectType::Publication, "pubname"},
    NamedRow{"AlterPublicationStmt", "ALTER PUBLICATION",
             ObjectType::Publication, "pubname", "", true},
    NamedRow{"CreateSubscriptionStmt", "CREATE SUBSCRIPTION",
             ObjectType::Subscription, "subname"},
    NamedRow{"AlterSubscriptionStmt", "ALTER SUBSCRIPTION",
             ObjectType::Subscription, "subname", "", true},
    NamedRow{"CreateForeignServerStmt", "CREATE SERVER",
             ObjectType::ForeignServer, "servername"},
    NamedRow{"AlterForeignServerStmt", "ALTER SERVER",
             ObjectType::ForeignServer, "servername", "", true},
    NamedRow{"CreateFdwStmt", "CREATE FOREIGN DATA WRAPPER",
             ObjectType::ForeignDataWrapper, "fdwname"},
    NamedRow{"AlterFdwStmt", "ALTER FOREIGN DATA WRAPPER",
             ObjectType::ForeignDataWrapper, "fdwname", "", true},
    NamedRow{"CreateUserMappingStmt", "CREATE USER MAPPING",
             ObjectType::UserMapping, "servername", "user"},
    NamedRow{"AlterUserMappingStmt", "ALTER USER MAPPING",
             ObjectType::UserMapping, "servername", "user", true},
    NamedRow{"CreateOpClassStmt", "CREATE OPERATOR CLASS",
             ObjectType::OperatorClass, "opclassname", "amname"},
    NamedRow{"CreateOpFamilyStmt", "CREATE OPERATOR FAMILY",
             ObjectType::OperatorFamily, "opfamilyname", "amname"},
    NamedRow{"AlterOpFamilyStmt", "ALTER OPERATOR FAMILY",
             ObjectType::OperatorFamily, "opfamilyname", "amname", true},
    NamedRow{"AlterTSDictionaryStmt", "ALTER TEXT SEARCH DICTIONARY",
             ObjectType::TextSearchDictionary, "dictname", "", true},
    NamedRow{"AlterTSConfigurationStmt", "ALTER TEXT SEARCH CONFIGURATION",
             ObjectType::TextSearchConfiguration, "cfgname", "", true},
    NamedRow{"AlterStatsStmt", "ALTER STATISTICS", ObjectType::Statistics,
             "defnames", "", true},
    NamedRow{"AlterEventTrigStmt", "ALTER EVENT TRIGGER",
             ObjectType::EventTrigger, "trigname", "", true},
    NamedRow{"AlterCollationStmt", "ALTER COLLATION", ObjectType::Collation,
             "collname", "", true},
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

// DROP statements with a node of their own.
std::optional<StatementId> Lowering::LowerDropNamed(JsonNode node) {
  DropStmt drop;
  drop.missing_ok = Flag(node.fields, "missing_ok");
  drop.behavior = BehaviorOf(node.fields);
  ObjectName name;
  if (node.tag == "DropSubscriptionStmt") {
    drop.object = ObjectType::Subscription;
    name.name.name = cursor_.Take(Text(node.fields, "subname"));
  } else if (node.tag == "DropUserMappingStmt") {
    drop.object = ObjectType::UserMapping;
    name.part = Role(pgpact::Fields(node.fields, "user"));
    name.name.name = cursor_.Take(Text(node.fields, "servername"));
  } else {
    return std::nullopt;
  }
  name.name.range = name.name.name.range;
  drop.names.push_back(std::move(name));
  return Add(std::move(drop));
}

std::optional<StatementId> Lowering::LowerNamedObject(JsonNode node) {
  if (const auto drop = LowerDropNamed(node)) {
    return drop;
  }
  for (const NamedRow& row : kNamed) {
    if (row.tag != node.tag) {
      continue;
    }
    NamedObjectStmt named;
    named.tag = row.shown;
    named.object = row.object;
    named.alter = row.alter;
    named.if_not_exists =
        Flag(node.fields, "if_not_exists") || Flag(node.fields, "missing_ok");
    if (row.detail == "user") {
      named.detail = Role(pgpact::Fields(node.fields, "user")).name;
    } else if (!row.detail.empty()) {
      named.detail = Text(node.fields, row.detail);
    }
    const std::string_view name =
        row.name.empty() ? std::string_view() : Text(node.fields, row.name);
    if (!name.empty()) {
      named.name.name = cursor_.Take(name);
      named.name.range = named.name.name.range;
    } else if (!row.name.empty()) {
      named.name = QualifiedAhead(node.fields, row.name);
    }
    if (const std::string_view wrapper = Text(node.fields, "fdwname");
        named.object == ObjectType::ForeignServer && !wrapper.empty()) {
      named.wrapper = cursor_.Take(wrapper);
    }
    named.has_family = Has(node.fields, "opfamilyname");
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
