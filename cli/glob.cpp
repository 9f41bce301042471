#include "cli/glob.h"

#include <string>

#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

// The classic two-pointer match: the last star seen is widened when the rest
// does not fit. `**` is tried first over parts, then `*` inside one.
class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view path)
      : pattern_(pattern), path_(path) {}

  bool Match() {
    size_t p = 0;
    size_t t = 0;
    while (t < path_.size()) {
      if (TakeStar(p, t)) {
        continue;
      }
      const bool same =
          p < pattern_.size() &&
          (pattern_[p] == path_[t] || (pattern_[p] == '?' && path_[t] != '/'));
      if (same) {
        ++p;
        ++t;
      } else if (star_.set && path_[star_.path] != '/') {
        p = star_.pattern;
        t = ++star_.path;
      } else if (double_star_.set) {
        star_.set = false;
        p = double_star_.pattern;
        t = ++double_star_.path;
      } else {
        return false;
      }
    }
    while (p < pattern_.size() && pattern_[p] == '*') {
      ++p;
    }
    return p == pattern_.size();
  }

 private:
  struct Mark {
    bool set = false;
    size_t pattern = 0;
    size_t path = 0;
  };

  bool TakeStar(size_t& p, size_t t) {
    if (p >= pattern_.size() || pattern_[p] != '*') {
      return false;
    }
    if (pattern_.substr(p, 2) == "**") {
      p += 2;
      if (p < pattern_.size() && pattern_[p] == '/') {
        ++p;
      }
      double_star_ = {true, p, t};
      star_.set = false;
    } else {
      ++p;
      star_ = {true, p, t};
    }
    return true;
  }

  std::string_view pattern_;
  std::string_view path_;
  Mark star_;
  Mark double_star_;
};

}  // namespace

bool MatchGlob(std::string_view pattern, std::string_view path) {
  if (pattern.substr(0, 2) == "./") {
    pattern.remove_prefix(2);
  }
  if (!pattern.empty() && pattern.back() == '/') {
    pattern.remove_suffix(1);
  }
  const bool bare = pattern.find('/') == std::string_view::npos;
  // The path itself and every folder above it.
  for (std::string_view part = path; !part.empty(); part = ParentPath(part)) {
    if (Matcher(pattern, bare ? BaseName(part) : part).Match()) {
      return true;
    }
  }
  return false;
}

}  // namespace pgpact
