// ObjectTable: the objects of one kind by id and by name. The Catalog's own;
// it knows no journal.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/base/check.h"
#include "analyzer/catalog/objects.h"

namespace pgpact {

// Schema and name; schemas themselves stand under schema 0.
struct NameKey {
  uint32_t schema = 0;
  std::string name;
};
struct NameView {
  uint32_t schema = 0;
  std::string_view name;
};
struct NameLess {
  using is_transparent = void;
  template <typename Left, typename Right>
  bool operator()(const Left& left, const Right& right) const {
    return left.schema != right.schema ? left.schema < right.schema
                                       : left.name < right.name;
  }
};
inline NameView NameOf(const Schema& schema) {
  return {0, schema.name};
}
template <typename T>
NameView NameOf(const T& object) {
  return {object.schema.index, object.name};
}

template <typename T>
class ObjectTable {
 public:
  // `first` is the first id that it gives.
  explicit ObjectTable(uint32_t first) : first_(first) {}

  uint32_t next() const {
    return first_ + static_cast<uint32_t>(slots_.size());
  }
  bool Holds(uint32_t id) const {
    return id >= first_ && id < next() && slots_[id - first_].has_value();
  }
  const T& Get(uint32_t id) const {
    PGPACT_CHECK(Holds(id));
    return *slots_[id - first_];
  }
  // A new id without an object.
  uint32_t Reserve() {
    slots_.emplace_back();
    return next() - 1;
  }
  // Puts the object, or nothing, at the id; gives what was there.
  std::optional<T> Exchange(uint32_t id, std::optional<T> object) {
    PGPACT_CHECK(id >= first_ && id < next());
    std::optional<T>& slot = slots_[id - first_];
    if (slot) {
      const auto found = names_.find(NameOf(*slot));
      std::erase(found->second, id);
      if (found->second.empty()) {
        names_.erase(found);
      }
    }
    std::swap(slot, object);
    if (slot) {
      const NameView name = NameOf(*slot);
      auto found = names_.find(name);
      if (found == names_.end()) {
        found = names_
                    .emplace(NameKey{name.schema, std::string(name.name)},
                             std::vector<uint32_t>())
                    .first;
      }
      found->second.insert(
          std::upper_bound(found->second.begin(), found->second.end(), id), id);
    }
    return object;
  }
  // The ids of that name; routines can have several.
  const std::vector<uint32_t>* Find(uint32_t schema,
                                    std::string_view name) const {
    const auto found = names_.find(NameView{schema, name});
    return found == names_.end() ? nullptr : &found->second;
  }
  // Ids by schema and name; of one schema only when it is given.
  std::vector<uint32_t> Ids(std::optional<uint32_t> schema) const {
    std::vector<uint32_t> ids;
    auto at =
        schema ? names_.lower_bound(NameView{*schema, {}}) : names_.begin();
    for (; at != names_.end() && (!schema || at->first.schema == *schema);
         ++at) {
      ids.insert(ids.end(), at->second.begin(), at->second.end());
    }
    return ids;
  }

 private:
  uint32_t first_;
  // A deque: references stay when objects are added.
  std::deque<std::optional<T>> slots_;
  std::map<NameKey, std::vector<uint32_t>, NameLess> names_;
};

}  // namespace pgpact
