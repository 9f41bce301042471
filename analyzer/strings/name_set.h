// NameSet: a set of interned names, which are small numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pgpact {

class NameSet {
 public:
  bool contains(uint32_t name) const {
    return name < there_.size() && there_[name];
  }
  // Whether it was not there before.
  bool insert(uint32_t name) {
    if (contains(name)) {
      return false;
    }
    if (name >= there_.size()) {
      there_.resize(size_t{name} + name / 2 + 1, false);
    }
    there_[name] = true;
    return true;
  }

 private:
  std::vector<bool> there_;
};

}  // namespace pgpact
