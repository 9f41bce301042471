// CreatedObjects: what the code's own DDL makes at run time.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/binder/reference.h"
#include "analyzer/contract/code.h"
#include "analyzer/contract/required_objects.h"

namespace pgpact {

// A thing that a statement needs.
struct WantedObject {
  ReferenceKind kind = ReferenceKind::Table;
  std::string_view schema;
  // Of a column: its relation.
  std::string_view relation;
  std::string_view name;
};

// Temporary tables are left out, they are the session's, but for those whose
// name is not known whole.
[[nodiscard]] std::vector<CreatedObject> CreatedObjects(const Code& code);

// Whether this is the thing; without a schema on either side any is taken.
bool Makes(const CreatedObject& object, const WantedObject& wanted);
// Whether it can be: its name is not known whole, or it is an extension of
// which nothing is known.
bool MayMake(const CreatedObject& object, const WantedObject& wanted);

// Whether the code makes what the reference names.
bool IsCreated(std::span<const CreatedObject> created,
               const Reference& reference);
// What the problem says to be missing; a schema before what is in it.
std::vector<WantedObject> WantedBy(const BindProblem& problem);

// Problems that are none when the code makes objects whose names are not
// known whole are marked uncertain, and their statements are undecided; so
// are those of DDL that builds on what other DDL of the code makes.
void DoubtUnknownCreations(Code& code);

// Problems that are none if something that is not followed makes these tables
// are marked uncertain, as above; not of tables that the code is known to make.
void DoubtTables(Code& code, const std::set<std::string>& names);

// Whether a name with markers can be this one. A name of which nothing much is
// known (less than three letters) fits none.
bool FitsWildName(std::string_view wild, std::string_view name);

}  // namespace pgpact
