// JsonNode: libpg_query's JSON tree, read by simdjson. Absent fields have
// their type's empty value, as libpg_query leaves them out.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "analyzer/sql/expression.h"

namespace pgpact {

using JsonObject = simdjson::dom::object;
using JsonElement = simdjson::dom::element;

// {"ColumnRef": {…}}: the node's name and its fields.
struct JsonNode {
  std::string_view tag;
  JsonObject fields;
};

// The node's name is empty for what is no node; its fields are then those of
// the element, which may be none. REQUIRES: the element is an object
inline JsonNode NodeOf(JsonElement element) {
  JsonObject object;
  if (element.get(object) != simdjson::SUCCESS) {
    return {};
  }
  if (object.begin() == object.end()) {
    return {{}, object};
  }
  const auto field = *object.begin();
  JsonObject fields;
  if (field.value.get(fields) != simdjson::SUCCESS) {
    return {{}, object};
  }
  return {field.key, fields};
}

inline std::string_view Text(JsonObject object, std::string_view key) {
  std::string_view value;
  return object.at_key(key).get(value) == simdjson::SUCCESS
             ? value
             : std::string_view();
}
inline int64_t Integer(JsonObject object, std::string_view key) {
  int64_t value = 0;
  return object.at_key(key).get(value) == simdjson::SUCCESS ? value : 0;
}
inline bool Flag(JsonObject object, std::string_view key) {
  bool value = false;
  return object.at_key(key).get(value) == simdjson::SUCCESS && value;
}
inline bool Has(JsonObject object, std::string_view key) {
  return object.at_key(key).error() == simdjson::SUCCESS;
}
inline std::optional<JsonElement> Child(JsonObject object,
                                        std::string_view key) {
  JsonElement value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  return value;
}
// A field that holds another node's fields without its name.
inline std::optional<JsonObject> Fields(JsonObject object,
                                        std::string_view key) {
  JsonObject value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  return value;
}
// Calls `visit` with each element of a list field; an absent one has none.
template <typename Visit>
void ForEach(JsonObject object, std::string_view key, Visit visit) {
  simdjson::dom::array list;
  if (object.at_key(key).get(list) == simdjson::SUCCESS) {
    for (const JsonElement element : list) {
      visit(element);
    }
  }
}
// The same for a node's fields, with the nodes themselves.
template <typename Visit>
void ForEachNode(JsonObject object, std::string_view key, Visit visit) {
  ForEach(object, key,
          [&visit](JsonElement element) { visit(NodeOf(element)); });
}
// A node's place in the statement; libpg_query leaves out 0.
inline uint32_t LocationOf(JsonObject object) {
  const int64_t location = Integer(object, "location");
  return location < 0 ? kNoLocation : static_cast<uint32_t>(location);
}

}  // namespace pgpact
