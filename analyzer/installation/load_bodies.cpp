// The bodies of the routines that an installation makes.

#include <algorithm>
#include <map>

#include "analyzer/installation/schema_loader.h"
#include "analyzer/plpgsql/parse_plpgsql.h"

namespace pgpact {

void SchemaLoader::NoteBody(const ParsedStatement& statement,
                            const CreateFunctionStmt& node) {
  const bool known = node.language == "sql" || node.language == "plpgsql";
  if (!known || !node.body || node.body_range.empty() ||
      statement.completeness != Completeness::Whole) {
    return;
  }
  auto text = BodyText(statement.text, node.body_range);
  if (!text || text->text != *node.body) {
    return;
  }
  made_bodies_.push_back({PlaceOf(statement, node.name.name.range),
                          statement.text.text, std::move(*text)});
}

void SchemaLoader::ChooseBodies() {
  std::map<Location, std::vector<RoutineId>> routines;
  for (const RoutineId id : loaded_.catalog.UserRoutines()) {
    if (const DefinedAt& place = loaded_.catalog.routine(id).defined) {
      routines[*place].push_back(id);
    }
  }
  std::map<RoutineId, const MadeBody*> chosen;
  for (const MadeBody& made : made_bodies_) {
    const auto found = routines.find(made.defined);
    if (found == routines.end()) {
      continue;
    }
    for (const RoutineId id : found->second) {
      if (loaded_.catalog.routine(id).definition == made.definition) {
        chosen[id] = &made;
      }
    }
  }
  for (const auto& [id, made] : chosen) {
    loaded_.bodies.push_back({id, made->text});
  }
}

}  // namespace pgpact
