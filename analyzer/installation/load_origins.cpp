// Several databases of one installation, and several installations that were
// found side by side, in one catalog.
#include <algorithm>
#include <array>

#include "analyzer/installation/schema_loader.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {

bool SchemaLoader::Origin::IsOther(const Origin& other) const {
  const auto differ = [](const std::string& one, const std::string& another) {
    return !one.empty() && !another.empty() && one != another;
  };
  return differ(installation, other.installation) ||
         differ(database, other.database);
}

void SchemaLoader::NoteOrigin(const ParsedStatement& statement) {
  if (origin_.installation.empty() && origin_.database.empty()) {
    return;
  }
  if (const auto place = statement.text.map.At(0)) {
    origins_.insert_or_assign(*place, origin_);
  }
}

bool SchemaLoader::IsFromElsewhere(const ExistingObject& existing) const {
  if (!existing.defined) {
    return false;
  }
  // The statement around the place is the last that begins before it.
  auto after = origins_.upper_bound(*existing.defined);
  if (after == origins_.begin()) {
    return false;
  }
  --after;
  return after->first.file == existing.defined->file &&
         after->second.IsOther(origin_);
}

bool SchemaLoader::TakeBoth(const BindProblem& problem,
                            const std::optional<ExistingObject>& existing) {
  static constexpr std::array<std::string_view, 4> kStates = {
      sqlstate::kDuplicateTable, sqlstate::kDuplicateObject,
      sqlstate::kDuplicateFunction, sqlstate::kDuplicateSchema};
  const bool repeated =
      problem.sqlstate.empty() || std::find(kStates.begin(), kStates.end(),
                                            problem.sqlstate) != kStates.end();
  if (!repeated || !existing || !IsFromElsewhere(*existing)) {
    return false;
  }
  Catalog& catalog = loaded_.catalog;
  const auto schema = catalog.FindSchema(existing->schema);
  const auto id =
      schema ? catalog.FindRelation(*schema, existing->name) : std::nullopt;
  if (id) {
    Relation both = catalog.relation(*id);
    for (const std::string& name : existing->wanted_columns) {
      if (both.FindColumn(name) == nullptr) {
        Column column;
        column.name = name;
        both.columns.push_back(std::move(column));
      }
    }
    catalog.ChangeRelation(*id, std::move(both));
  }
  return true;
}

}  // namespace pgpact
