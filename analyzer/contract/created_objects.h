// CreatedObjects: what the code's own DDL makes at run time.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/binder/reference.h"
#include "analyzer/contract/code.h"
#include "analyzer/contract/required_objects.h"

namespace pgpact {

struct CreatedObject {
  // A schema, or a relation (`schema` empty when none was written).
  bool is_schema = false;
  std::string schema;
  std::string name;
  // Of a column added later: its name; the relation is `name`.
  std::string column;
  Use use;
};

// Temporary tables are left out: they are the session's.
[[nodiscard]] std::vector<CreatedObject> CreatedObjects(const Code& code);

// Whether the code makes what the reference names.
bool IsCreated(std::span<const CreatedObject> created,
               const Reference& reference);

// Whether a name with markers can be this one. A name of which nothing much is
// known (less than three letters) fits none.
bool FitsWildName(std::string_view wild, std::string_view name);

}  // namespace pgpact
